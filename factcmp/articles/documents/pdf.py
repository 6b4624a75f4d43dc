"""PDF files that hold text."""

import contextlib
import ctypes
import re
from collections.abc import Iterator
from typing import Any

from factcmp.articles.bounds import USUAL, Limits
from factcmp.articles.documents.visual_order import (
    Letter,
    is_right_to_left,
    plain_letters,
    reading_order,
    share_out_of_order,
)
from factcmp.articles.draft import Draft, Fact, read_language
from factcmp.articles.extras import need, reader_name
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller, TextRemark
from factcmp.text.lines import printable

_NO_TITLE = re.compile(
    r"\.(docx?|indd|qxd|pdf|pages|html?|txt|rtf)$|^microsoft word|^untitled|^بدون عنوان", re.IGNORECASE
)
_EXTRA, _WHAT = "documents", "reading PDF files"
_SAME_LINE = 0.5
_WORD_SPACE = 0.5
_BREAK = Letter(" ", 0, 0)
_LANGUAGE_MAX_BYTES = 200
# Nothing, byte-order marks, halves of characters, and marks of direction, which the order of reading makes needless.
_NO_LETTER = re.compile("[\0\ufffe\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read_pdf(raw: bytes, name: str, limits: Limits = USUAL) -> Draft:
    """The article of a PDF file, line by line as on its pages; right-to-left lines are put into the order of reading.

    Raises:
        InputError: the file is none or locked, has no text (a scan), is very long, or its Arabic comes out back to
            front even so.
    """
    pdfium = need("pypdfium2", _EXTRA, _WHAT)
    with contextlib.closing(pdfium.PdfDocument(raw)) as document:
        limits.hold("pdf_pages", len(document), name)
        pages = []
        left = limits.text_chars
        for page in document:
            textpage = page.get_textpage()
            left -= textpage.count_chars()
            limits.hold("text_chars", limits.text_chars - left, name)
            pages.append(list(_lines(textpage)))
        title = ""
        with contextlib.suppress(UnicodeError):
            title = printable(document.get_metadata_value("Title"))
        language = read_language(_catalog_language(document))
    text = "\n\n".join("\n".join(reading_order(line) for line in lines) for lines in pages).strip()
    if not any(char.isalnum() for char in text):
        raise InputError(
            f"{name} holds no text, only pictures of it; run it through OCR, or give the page or a .txt file"
        )
    share = share_out_of_order(text)
    if share:
        raise InputError(
            f"{name}: {share:.0%} of the telling Arabic words come out back to front, since a PDF does not keep the "
            "order of letters; give the page, the Word file or a .txt file instead"
        )
    facts = {"title": Fact(title, Teller.DOCUMENT)} if title and not _NO_TITLE.search(title) else {}
    if language:
        facts["language"] = Fact(language, Teller.DOCUMENT)
    rebuilt = any(is_right_to_left(letter.char) for lines in pages for line in lines for letter in line)
    remarks = (TextRemark.ORDER_REBUILT,) if rebuilt else ()
    return Draft(raw, text, ArticleKind.PDF, facts, reader=reader_name("pypdfium2"), remarks=remarks)


def _lines(textpage: Any) -> Iterator[list[Letter]]:
    """The lines of a page as pdfium finds them, but for what it sets apart within one."""
    last: tuple[list[Letter], float, float] | None = None
    for line, low, high in _lines_as_found(textpage):
        if last and _overlap(last[1:], (low, high)) and (_is_bare(line) or _touch(last[0], line, high - low)):
            last = ([*last[0], _BREAK, *line], min(low, last[1]), max(high, last[2]))
            continue
        if last:
            yield last[0]
        last = (line, low, high)
    if last:
        yield last[0]


def _lines_as_found(textpage: Any) -> Iterator[tuple[list[Letter], float, float]]:
    """Each line's letters, in the order of the file, with how low and how high it reaches."""
    raw = need("pypdfium2.raw", _EXTRA, _WHAT)
    count = textpage.count_chars()
    line: list[Letter] = []
    lows: list[float] = []
    highs: list[float] = []
    for at in range(count + 1):
        char = chr(raw.FPDFText_GetUnicode(textpage.raw, at)) if at < count else "\n"
        if char in "\r\n":
            if line:
                yield line, min(lows), max(highs)
            line, lows, highs = [], [], []
        elif not _NO_LETTER.match(char):
            left, bottom, right, top = textpage.get_charbox(at, loose=True)
            # One glyph for several letters has one place; they are sorted by it, and keep their order.
            line += [Letter(one, left, right) for one in plain_letters(char)]
            lows.append(bottom)
            highs.append(top)


def _is_bare(line: list[Letter]) -> bool:
    return not any(letter.char.isalnum() for letter in line)


def _touch(one: list[Letter], other: list[Letter], height: float) -> bool:
    """Whether two parts of a right-to-left line are no further apart than two words; columns are."""
    if not any(is_right_to_left(letter.char) for letter in (*one, *other)):
        return False
    (left, right), (other_left, other_right) = (
        (min(letter.left for letter in part), max(letter.right for letter in part)) for part in (one, other)
    )
    return -1 < max(other_left - right, left - other_right) < _WORD_SPACE * height


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= _SAME_LINE * min(one[1] - one[0], other[1] - other[0])


def _catalog_language(document: Any) -> str:
    raw = need("pypdfium2.raw", _EXTRA, _WHAT)
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < _LANGUAGE_MAX_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
