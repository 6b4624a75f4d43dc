"""Foreign text for places that are not Markdown: cells of a spreadsheet, lines of a terminal."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

MAX_CELL_CHARS = 32_000
"""Excel holds 32,767 characters in a cell and breaks a longer one in two."""

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# A list separator of `;` makes a spreadsheet open a cell behind each one, whatever the quoting says.
_STARTS_FORMULA = re.compile(r"(^|[;\n])(\s*)('*[=+\-@＝＋－＠])")
_NEUTRALISED = re.compile(r"(^|[;\n])(\s*)'('*[=+\-@＝＋－＠])")


def plain_line(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the direction of what follows."""
    return " ".join("".join(_harmless(char) for char in text).split())


def neutral(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would take for a formula; `restored` undoes it.

    A formula begins with =, +, - or @, also in full width, at the start of a cell, a tab or other white space before it
    or not (OWASP, CSV injection); so does what stands behind a semicolon or a line end, where a spreadsheet with
    another list separator begins a cell.
    """
    return _STARTS_FORMULA.sub(r"\1\2'\3", text)


def restored(cell: str) -> str:
    """What `neutral` was given."""
    return _NEUTRALISED.sub(r"\1\2\3", cell)


def cut(text: str) -> str:
    """The text, shortened with an ellipsis to what a cell holds."""
    return text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - 1] + "…"


def text_cell(text: str) -> str:
    """Any text as one harmless cell."""
    return cut(neutral(plain_line(text)))


def joined(parts: Iterable[str]) -> str:
    """Several texts in one line."""
    return " | ".join(plain_line(part) for part in parts)


def joined_cell(parts: Iterable[str]) -> str:
    """Several texts as one harmless cell."""
    return text_cell(joined(parts))


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV (RFC 4180) that begins with a byte order mark, without which Excel shows Arabic as noise."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def _harmless(char: str) -> str:
    if char in _BIDI_CONTROLS or unicodedata.category(char) == "Cs":
        return ""
    return " " if unicodedata.category(char) == "Cc" else char
