"""The ledger: the figures of each harm by what they count, and how they grew."""

from dataclasses import dataclass
from itertools import groupby

from factcmp.groups.ledger.ranges import LedgerRange, ledger_ranges
from factcmp.models import Harm, LedgerRow
from factcmp.report.html.page_view import PageView
from factcmp.report.sentences import as_plain_text, isolate
from factcmp.report.speakers import row_voice
from factcmp.report.words import day_words, figure_words

WIDTH, HEIGHT = 340.0, 170.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 40.0, 22.0, 34.0


@dataclass(frozen=True)
class Dot:
    """A figure at the day on which it was given."""

    row: LedgerRow
    x: float
    y: float
    said: str
    title: str
    before: tuple[float, float] | None
    """Where the figure is that it replaces."""


@dataclass(frozen=True)
class Growth:
    """A picture of the figures of one scope over the days."""

    dots: tuple[Dot, ...]
    days: tuple[tuple[float, str], ...]
    """Where each day stands, and its name."""
    width: float = WIDTH
    height: float = HEIGHT
    left: float = _LEFT - 20
    right: float = WIDTH - _RIGHT + 20
    ground: float = HEIGHT - _BOTTOM


@dataclass(frozen=True)
class Scope:
    """The figures that count the same."""

    range: LedgerRange
    growth: Growth | None
    """None where all figures are of one day."""
    lowest: tuple[LedgerRow, ...]
    highest: tuple[LedgerRow, ...]
    """A row of each voice that gives an end of the range; empty where the figures do not differ."""


def harms(view: PageView) -> list[tuple[Harm, list[Scope]]]:
    """Each harm with its scopes."""
    ranges = ledger_ranges(view.report.ledger)
    return [
        (harm, [_scope(view, one) for one in of_it]) for harm, of_it in groupby(ranges, key=lambda one: one.first.harm)
    ]


def _scope(view: PageView, found: LedgerRange) -> Scope:
    by_voice = {row.voice: row for row in found.rows}
    low, high = ((), ()) if found.conservative is None else (found.low_by, found.high_by)
    return Scope(
        range=found,
        growth=_growth(view, found) if len({row.as_of for row in found.rows if row.as_of}) > 1 else None,
        lowest=tuple(by_voice[voice] for voice in low),
        highest=tuple(by_voice[voice] for voice in high),
    )


def _growth(view: PageView, found: LedgerRange) -> Growth:
    drawn = [row for row in (*found.earlier, *found.current) if row.as_of in view.day_number]
    days = sorted({view.day_number[row.as_of or ""] for row in drawn})
    most = max((row.upper or row.lower or 0.0 for row in drawn), default=0.0) or 1.0
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(days) - 1)
    ground = HEIGHT - _BOTTOM

    def x_of(day: int) -> float:
        x = _LEFT + days.index(day) * step
        return WIDTH - x if view.right_to_left else x

    def place(row: LedgerRow) -> tuple[float, float]:
        figure = (row.upper if row.lower is None else row.lower) or 0.0
        return x_of(view.day_number[row.as_of or ""]), ground - (ground - _TOP) * figure / most

    at = {row.id: place(row) for row in drawn}
    return Growth(
        dots=tuple(_dot(view, row, at[row.id], at.get(row.updates or "")) for row in drawn),
        days=tuple((x_of(day), day_words(view.report.calendar[day], view.wording)) for day in days),
    )


def _dot(view: PageView, row: LedgerRow, at: tuple[float, float], before: tuple[float, float] | None) -> Dot:
    said = as_plain_text(figure_words(row, view)[0], view.wording)
    title = f"{row.label} · {isolate(row_voice(view, row))}: {said}"
    return Dot(row=row, x=at[0], y=at[1], said=said, title=title, before=before)
