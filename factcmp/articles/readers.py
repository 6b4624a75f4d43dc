"""Which reader reads what, and what a text may be besides one article in one language."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from factcmp.articles.article_draft import Draft
from factcmp.articles.documents.front_matter import read_markdown
from factcmp.articles.documents.pdf import read_pdf
from factcmp.articles.documents.records import read_records
from factcmp.articles.documents.word import read_word
from factcmp.articles.encodings import decode_page, decode_text
from factcmp.articles.limits import USUAL, Limits, guarded
from factcmp.articles.web.kept_pages import Fetched
from factcmp.articles.web.pages import read_page
from factcmp.errors import InputError
from factcmp.models import ArticleKind, TextRemark
from factcmp.text.folding import script_of

_KINDS = {
    "txt": "text", "md": "Markdown", "html": "a page", "docx": "a Word file", "pdf": "a PDF", "json": "JSON",
    "jsonl": "JSON", "csv": "CSV",
}  # fmt: skip
_SAME = {"markdown": "md", "htm": "html", "xhtml": "html", "ndjson": "jsonl", "tsv": "csv"}
_IN_FOLDERS = ("txt", "md", "markdown", "html", "htm", "docx", "pdf")
_MEDIA_TYPES = {"text/plain": "txt", "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}  # fmt: skip
_LOOKED_AT_CHARS = 50_000
_SHARE, _FEWEST_LETTERS = 0.2, 200
# What Chinese characters are written together with.
_WITH_CJK = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "FULLWIDTH", "HALFWIDTH")
_BLOCK_CHARS = 400
# A rule between blank lines; without one above it underlines a heading.
_RULE = re.compile(r"\n[ \t]*\n[ \t]*([=*_~#-])\1{4,}[ \t]*(?=\n)")


def kind_of(file: Path) -> str:
    """The kind of a file by its ending; whatever has none that is known is plain text."""
    kind = _SAME.get(_ending(file), _ending(file))
    return kind if kind in _KINDS else "txt"


def is_of_folder(file: Path) -> bool:
    """Whether a folder gives it: documents. Tables and lists may be anything, reports too, and have to be named."""
    return _ending(file) in _IN_FOLDERS


def read_as(
    kind: str,
    raw: bytes,
    name: str,
    *,
    fields: Mapping[str, str] | None = None,
    header: str | None = None,
    limits: Limits = USUAL,
) -> list[Draft]:
    """The articles in the bytes of a file of a kind; `name` is what messages call it.

    `header` is the encoding that a server tells, empty where it tells none; what no server gave has to be UTF-8, or
    say what it is.
    """
    if kind not in _KINDS:
        raise InputError(f"{name}: articles are not read as {kind!r}, but as {', '.join(_KINDS)}")
    with guarded(name, _KINDS[kind]):
        match kind:
            case "txt":
                text, said = decode_text(raw, name) if header is None else decode_page(raw, name=name, header=header)
                drafts = [Draft(raw, text, ArticleKind.TEXT, remarks=said)]
            case "md":
                drafts = [read_markdown(raw, name, fields)]
            case "html":
                drafts = [read_page(raw, name, header=header, limits=limits)]
            case "docx":
                drafts = [read_word(raw, name, limits)]
            case "pdf":
                drafts = [read_pdf(raw, name, limits)]
            case _:
                drafts = read_records(raw, name, kind, fields=fields, limits=limits)
        for draft in drafts:
            limits.hold("text_chars", len(draft.text), name)
        return [replace(draft, remarks=(*draft.remarks, *_text_remarks(draft.text))) for draft in drafts]


def read_fetched(fetched: Fetched, limits: Limits = USUAL) -> Draft:
    """The article behind a URL."""
    kind = _MEDIA_TYPES.get(fetched.media_type)
    if kind is None:
        raise InputError(f"{fetched.url} is {fetched.media_type}, from which no article is read")
    (draft,) = read_as(kind, fetched.body, fetched.url, header=fetched.charset or "", limits=limits)
    return replace(draft, fetched=fetched.day)


def _ending(file: Path) -> str:
    return file.suffix.lower().removeprefix(".")


def _text_remarks(text: str) -> tuple[TextRemark, ...]:
    """Whether much of a text is in the letters of another language, and whether it may be several articles."""
    remarks = []
    named = filter(None, map(script_of, text[:_LOOKED_AT_CHARS]))
    scripts = Counter("CJK" if name in _WITH_CJK else name for name in named)
    if any(count >= max(_FEWEST_LETTERS, scripts.total() * _SHARE) for _, count in scripts.most_common(2)[1:]):
        remarks.append(TextRemark.TWO_LANGUAGES)
    blocks = _RULE.split(text.replace("\r\n", "\n"))[::2]
    if sum(len(block.strip()) >= _BLOCK_CHARS for block in blocks) > 1:
        remarks.append(TextRemark.SEVERAL_ARTICLES)
    return tuple(remarks)
