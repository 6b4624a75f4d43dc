"""Word files (.docx)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from factcmp.articles.article_draft import Draft, make_fact
from factcmp.articles.limits import USUAL, Limits, need, reader_name
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller

_PICTURES = 5
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away text, field codes, and the older twin of a drawing's text box.
_LEFT_OUT = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr",
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def read_word(raw: bytes, name: str, limits: Limits = USUAL) -> Draft:
    """The article of a Word file: its paragraphs and tables' cells, a line each, with tracked changes accepted.

    The title is the document's property where the text has it too; otherwise it is left to the text's first line.

    Raises:
        InputError: the file is none of Word's, has a password, or unpacks to too much.
    """
    docx = need("docx", "documents", "reading Word files")
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        raise InputError(f"{name} is no .docx file (an older .doc has to be saved anew), or has a password")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sizes = [(entry.filename.lower().endswith((".xml", ".rels")), entry.file_size) for entry in archive.infolist()]
    for is_xml, times in ((True, 1), (False, _PICTURES)):
        unpacked = sum(size for of_xml, size in sizes if of_xml is is_xml)
        limits.hold("unpacked_bytes", -(-unpacked // times), name)
    document = docx.Document(io.BytesIO(raw))
    text = "\n".join(_paragraphs(document.element.body)).strip("\n")
    properties = document.core_properties
    told = {name: make_fact(name, getattr(properties, name), Teller.DOCUMENT) for name in ("title", "language")}
    facts = {name: fact for name, fact in told.items() if fact}
    if "title" in facts and str(facts["title"].value) not in " ".join(text.split()):
        del facts["title"]
    return Draft(raw, text, ArticleKind.WORD, facts, reader=reader_name("python-docx"))


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
