"""PDF files that hold text."""

import contextlib
import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factcmp.articles.article_draft import Draft, Fact, read_language
from factcmp.articles.documents.visual_order import (
    STRETCH,
    Letter,
    is_right_to_left,
    plain_letters,
    reading_order,
    share_out_of_order,
)
from factcmp.articles.limits import USUAL, Limits, need, reader_name
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller, TextRemark
from factcmp.text.lines import one_line, printable

_NO_TITLE = re.compile(
    r"\.(docx?|indd|qxd|pdf|pages|html?|txt|rtf)$|^microsoft word|^untitled|^بدون عنوان", re.IGNORECASE
)
_EXTRA, _WHAT = "documents", "reading PDF files"
_SAME_LINE = 0.5
_WORD_SPACE = 0.5
_NEAR = 6
_TOP, _HEADLINE_LINES = 30, (1, 2, 3)
_LAST_CODE, _FLAT, _LONG, _AT_FOOT = 0xFF, 0.12, 0.75, 0.02
_FEW = 200
_LANGUAGE_MAX_BYTES = 200
# Control characters, which some files have for the lines that stretch a word, byte-order marks, halves of characters,
# and marks of direction, which the order of reading makes needless.
_NO_LETTER = re.compile("[\0-\x08\x0e-\x1f\ufffe\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
    top = [one_line(line) for line in text.split("\n", _TOP)[:_TOP]]
    # A page that was printed is titled with its outlet behind the headline, or before, which stands in a line or more.
    runs = (" ".join(top[at : at + size]) for at in range(len(top)) for size in _HEADLINE_LINES)
    around = (run for run in runs if len(title) < 2 * len(run) and (title.startswith(run) or title.endswith(run)))
    headline = max(around, key=len, default=title)
    facts = {"title": Fact(headline, Teller.DOCUMENT)} if title and not _NO_TITLE.search(title) else {}
    if language:
        facts["language"] = Fact(language, Teller.DOCUMENT)
    rebuilt = any(is_right_to_left(letter.char) for lines in pages for line in lines for letter in line)
    remarks = (TextRemark.ORDER_REBUILT,) if rebuilt else ()
    return Draft(raw, text, ArticleKind.PDF, facts, reader=reader_name("pypdfium2"), remarks=remarks)


@dataclass
class _Line:
    """Letters that pdfium takes for a line, or several that are one, and where they stand."""

    letters: list[Letter]

    def __post_init__(self) -> None:
        seen = [letter for letter in self.letters if not letter.char.isspace()] or self.letters
        self.low, self.high = min(one.low for one in self.letters), max(one.high for one in self.letters)
        self.left, self.right = min(one.left for one in seen), max(one.right for one in seen)

    def goes_on(self, other: "_Line") -> bool:
        """Whether another belongs to this line: beside it, no further off than two words, or a mark within it.

        Columns are further off; a line that runs right is set apart for a reason.
        """
        shared = min(self.high, other.high) - max(self.low, other.low)
        if shared <= 0 or shared < _SAME_LINE * min(self.high - self.low, other.high - other.low):
            return False
        if not any(letter.char.isalnum() for letter in other.letters):
            return True
        height = max(self.high - self.low, other.high - other.low)
        if max(other.left - self.right, self.left - other.right) >= _WORD_SPACE * height:
            return False
        return any(is_right_to_left(letter.char) for letter in (*self.letters[:_FEW], *other.letters[:_FEW]))

    def add(self, other: "_Line") -> None:
        """Takes the other's letters into this line."""
        self.letters += other.letters
        self.low, self.high = min(self.low, other.low), max(self.high, other.high)
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)


def _lines(textpage: Any) -> list[list[Letter]]:
    """The lines of a page as pdfium finds them, but for what it sets apart within one."""
    lines: list[_Line] = []
    for found in filter(None, _found_lines(textpage)):
        line = _Line(found)
        if near := next((one for one in reversed(lines[-_NEAR:]) if one.goes_on(line)), None):
            near.add(line)
        else:
            lines.append(line)
    return [line.letters for line in lines]


def _found_lines(textpage: Any) -> Iterator[list[Letter]]:
    """The letters of what pdfium takes for lines, in the order of the file."""
    raw = need("pypdfium2.raw", _EXTRA, _WHAT)
    letters: list[Letter] = []
    chars = [chr(raw.FPDFText_GetUnicode(textpage.raw, at)) for at in range(textpage.count_chars())]
    for at, char in enumerate(chars):
        if char in "\r\n" and raw.FPDFText_IsGenerated(textpage.raw, at):
            yield letters
            letters = []
            continue
        size = raw.FPDFText_GetFontSize(textpage.raw, at)
        beside = [one.char for one in letters[-1:]] + chars[at + 1 : at + 2]
        is_code = ord(char) <= _LAST_CODE and any(map(is_right_to_left, beside))
        plain = STRETCH if is_code and _is_stretch(textpage, at, size) else plain_letters(char)
        if not _NO_LETTER.match(plain):
            left, low, right, high = textpage.get_charbox(at, loose=True)
            # One glyph for several letters has one place; they are sorted by it, and keep their order.
            letters += [Letter(one, left, right, size, low, high) for one in plain]
    yield letters


def _is_stretch(textpage: Any, at: int, size: float) -> bool:
    """Whether a glyph is the line that stretches a word, flat and at the foot of the letters.

    LibreOffice tells no letter of it, and the library then takes its number in the font for one: a "7", a slash.
    """
    left, low, right, high = textpage.get_charbox(at)
    x, y = ctypes.c_double(), ctypes.c_double()
    need("pypdfium2.raw", _EXTRA, _WHAT).FPDFText_GetCharOrigin(textpage.raw, at, x, y)
    is_flat = size * _AT_FOOT < high - low < min(size * _FLAT, (right - left) * _LONG)
    return bool(is_flat and abs(low - y.value) < size * _AT_FOOT)


def _catalog_language(document: Any) -> str:
    raw = need("pypdfium2.raw", _EXTRA, _WHAT)
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < _LANGUAGE_MAX_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
