"""The ledger: the figures of each harm by what they count, and how they grew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from factcmp.groups.ledger.ranges import LedgerRange, ledger_ranges
from factcmp.models import Harm, LedgerRow
from factcmp.report.html.page_view import PageView
from factcmp.report.words import day_words

WIDTH, HEIGHT = 340.0, 170.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 40.0, 22.0, 34.0


@dataclass(frozen=True)
class Growth:
    """A picture of the figures of one scope over the days."""

    dots: Mapping[str, tuple[LedgerRow, float, float]]
    """By row (id) where its figure stands, at the day on which it was given."""
    days: tuple[tuple[float, str], ...]
    """Where each day stands, and its name."""
    width: float = WIDTH
    height: float = HEIGHT
    left: float = _LEFT - 20
    right: float = WIDTH - _RIGHT + 20
    ground: float = HEIGHT - _BOTTOM


def harms(view: PageView) -> list[tuple[Harm, list[LedgerRange]]]:
    """Each harm with its scopes."""
    ranges = ledger_ranges(view.report.ledger)
    return [(harm, list(of_it)) for harm, of_it in groupby(ranges, key=lambda one: one.first.harm)]


def rows_by(voices: Iterable[str | None], found: LedgerRange) -> list[LedgerRow]:
    """Of each of these voices a row of the scope."""
    by_voice = {row.voice: row for row in found.rows}
    return [by_voice[voice] for voice in voices]


def growth_of(view: PageView, found: LedgerRange) -> Growth | None:
    """None where all figures are of one day."""
    if len({row.as_of for row in found.rows if row.as_of}) < 2:
        return None
    drawn = [row for row in (*found.earlier, *found.current) if row.as_of in view.day_number]
    days = sorted({view.day_number[row.as_of or ""] for row in drawn})
    most = max((row.upper or row.lower or 0.0 for row in drawn), default=0.0) or 1.0
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(days) - 1)
    ground = HEIGHT - _BOTTOM

    def x_of(day: int) -> float:
        x = _LEFT + days.index(day) * step
        return WIDTH - x if view.right_to_left else x

    def dot(row: LedgerRow) -> tuple[LedgerRow, float, float]:
        figure = (row.upper if row.lower is None else row.lower) or 0.0
        return row, x_of(view.day_number[row.as_of or ""]), ground - (ground - _TOP) * figure / most

    return Growth(
        dots={row.id: dot(row) for row in drawn},
        days=tuple((x_of(day), day_words(view.report.calendar[day], view.wording)) for day in days),
    )
