"""Sheets for programs that run what looks like a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from factcmp.text.lines import printable

MAX_CELL_CHARS = 32_000
"""Excel holds 32,767 characters in a cell and breaks a longer one in two."""

# A list separator of `;` makes a spreadsheet open a cell behind each one, whatever the quoting says.
_STARTS_FORMULA = re.compile(r"(^|[;\n])(\s*)('*[=+\-@＝＋－＠])")
_NEUTRALISED = re.compile(r"(^|[;\n])(\s*)'('*[=+\-@＝＋－＠])")


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


def joined(parts: Iterable[str]) -> str:
    """Several texts in one line."""
    return " | ".join(map(printable, parts))


def sheet(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV (RFC 4180) that begins with a byte order mark, without which Excel shows Arabic as noise.

    A cell is one harmless line, cut at what Excel holds; only one in the column `note` keeps its line ends. Values are
    texts, several texts, numbers, or None for an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            neutral(str(value)) if column == "note" else _cell(value)
            for column, value in zip(columns, row, strict=True)
        )
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        value = f"{value:.10g}"
    text = neutral(
        joined(value) if isinstance(value, Iterable) and not isinstance(value, str) else printable(str(value))
    )
    return text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - 1] + "…"
