"""Word files (.docx)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from factcmp.articles.draft import Draft, Fact, make_fact
from factcmp.articles.extras import need, reader_name
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller

MAX_UNPACKED_BYTES = 200_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away text, field codes, and the older twin of a drawing's text box.
_LEFT_OUT = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr",
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def read_word(raw: bytes, name: str) -> Draft:
    """The article of a Word file: its paragraphs and tables' cells, a line each, with tracked changes accepted.

    The title is the document's property where the text has it too; otherwise it is left to the text's first line.

    Raises:
        InputError: the extra is missing, the file is none of Word's, has a password, or unpacks to too much.
    """
    docx = need("docx", "documents", "reading Word files")
    _check_size(raw, name)
    try:
        document = docx.Document(io.BytesIO(raw))
        lines = list(_paragraphs(document.element.body))
        properties = document.core_properties
        title, language = " ".join((properties.title or "").split()), properties.language
    except (ValueError, KeyError, AttributeError, docx.opc.exceptions.OpcError, SyntaxError) as error:
        raise InputError(f"{name} cannot be read as a Word file: {error}") from error
    text = "\n".join(lines).strip("\n")
    facts: dict[str, Fact] = {}
    if title and title in " ".join(text.split()):
        facts["title"] = Fact(title, Teller.DOCUMENT)
    if language and (fact := make_fact("language", language, Teller.DOCUMENT, where=name)):
        facts["language"] = fact
    return Draft(raw, text, ArticleKind.WORD, facts, reader=reader_name("python-docx"))


def _check_size(raw: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError(f"{name} is no .docx file (an older .doc has to be saved anew), or has a password") from error
    if total > MAX_UNPACKED_BYTES:
        raise InputError(f"{name} unpacks to {total:,} bytes; Word files are read up to {MAX_UNPACKED_BYTES:,}")


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        if any(ancestor.tag in _LEFT_OUT or ancestor.tag == f"{_W}p" for ancestor in paragraph.iterancestors()):
            # A text box's paragraphs stand within another, which has their words already.
            continue
        yield "".join(_written(paragraph))


def _written(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in _LEFT_OUT or (child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        else:
            yield from _written(child)
            if child.tag == f"{_W}p":
                yield "\n"
