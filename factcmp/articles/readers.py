"""Which reader reads what."""

from collections.abc import Callable, Mapping
from pathlib import Path

from factcmp.articles.documents.front_matter import read_markdown
from factcmp.articles.documents.pdf import read_pdf
from factcmp.articles.documents.records import read_json_lines, read_json_records, read_table
from factcmp.articles.documents.word import read_word
from factcmp.articles.draft import Draft
from factcmp.articles.encodings import decode_page
from factcmp.articles.web.kept_pages import Fetched
from factcmp.articles.web.pages import read_page
from factcmp.errors import InputError
from factcmp.models import ArticleKind

_Fields = Mapping[str, str] | None
_Reader = Callable[[bytes, str, _Fields], list[Draft]]


def _one(read: Callable[[bytes, str], Draft]) -> _Reader:
    return lambda raw, name, _fields: [read(raw, name)]


_READERS: dict[str, _Reader] = {
    "md": lambda raw, name, fields: [read_markdown(raw, name, fields)],
    "html": _one(read_page),
    "docx": _one(read_word),
    "pdf": _one(read_pdf),
    "json": read_json_records,
    "jsonl": read_json_lines,
    "csv": read_table,
}
_SAME = {"markdown": "md", "htm": "html", "xhtml": "html", "ndjson": "jsonl", "tsv": "csv"}
KINDS = ("txt", *_READERS)
"""What standard input can be said to hold."""
IN_FOLDERS = ("*.txt", "*.md", "*.markdown", "*.html", "*.htm", "*.docx", "*.pdf")
"""What is taken from a folder: documents. Tables and lists may be anything, reports included, and have to be named."""
_MEDIA_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"}  # fmt: skip


def kind_of(file: Path) -> str:
    """The kind of a file by its ending; whatever has none that is known is plain text."""
    ending = file.suffix.lower().removeprefix(".")
    kind = _SAME.get(ending, ending)
    return kind if kind in KINDS else "txt"


def read_as(kind: str, raw: bytes, name: str, fields: _Fields = None) -> list[Draft]:
    """The articles in the bytes of a file of a kind other than plain text."""
    if kind not in _READERS:
        raise InputError(f"{name}: articles are not read as {kind!r}, but as {', '.join(KINDS)}")
    return _READERS[kind](raw, name, fields)


def read_fetched(fetched: Fetched) -> Draft:
    """The article behind a URL.

    Raises:
        InputError: what came is nothing that an article can be read from.
    """
    kind = _MEDIA_TYPES.get(fetched.media_type)
    if kind == "html":
        return read_page(fetched.body, fetched.url, header_charset=fetched.charset)
    if kind:
        return read_as(kind, fetched.body, fetched.url)[0]
    if fetched.media_type == "text/plain":
        text, _ = decode_page(fetched.body, name=fetched.url, header=fetched.charset)
        return Draft(fetched.body, text, ArticleKind.TEXT)
    raise InputError(f"{fetched.url} is {fetched.media_type}, from which no article is read")
