"""One time expression as found in the words, and what its readers share."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from factcmp.models import TimePrecision
from factcmp.text.words.time_words import BESIDE_PARTS, BOUNDARIES, PARTS_OF_DAY, SHIFTS, SHIFTS_AFTER
from factcmp.text.words.tokens import Token, meaning_at, says


class TimeKind(StrEnum):
    """The sort of a time expression."""

    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    DAY = "day"
    PERIOD = "period"
    LUNAR = "lunar"
    """A Hijri date, which may be a day off."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """One time expression of the words; days are None where only the publication date could tell them."""

    first: int
    last: int
    kind: TimeKind
    precision: TimePrecision
    relative: str
    """What to say without a publication date; empty where none is needed."""
    start: datetime.date | None = None
    end: datetime.date | None = None
    has_part: bool = False
    """Whether it names a part of its day."""
    other: datetime.date | None = None
    """The day that digits mean if the month comes before the day."""


def one_day(first: int, last: int, kind: TimeKind, day: datetime.date, relative: str = "") -> FoundTime:
    """The expression as one day."""
    return FoundTime(first, last, kind, TimePrecision.DAY, relative, day, day)


def month_found(first: int, last: int, year: int, month: int, relative: str) -> FoundTime:
    """The expression as every day of the month."""
    start, end = datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return FoundTime(first, last, TimeKind.MONTH, TimePrecision.MONTH, relative, start, end)


def shift_around(tokens: Sequence[Token], first: int, last: int) -> tuple[int | None, int]:
    """-1, 0 or 1 for "last", "this", "next" around the words, -2 for قبل الماضي, and where they end then."""
    shift = meaning_at(tokens, first - 1, SHIFTS)
    if shift is not None:
        return shift, last
    if says(tokens, last, "before_or_ago") and meaning_at(tokens, last + 1, SHIFTS) == -1:
        return -2, last + 2
    shift = meaning_at(tokens, last, SHIFTS_AFTER)
    return (None, last) if shift is None else (shift, last + 1)


def with_part_of_day(tokens: Sequence[Token], found: FoundTime, low: int) -> FoundTime:
    """The expression with the part of its day that stands beside it, from token `low` on, and what bounds that part.

    "After midnight on Friday", "shortly before dawn on Sunday" and بعد ظهر الجمعة are of that day.
    """
    if found.precision is not TimePrecision.DAY or found.has_part:
        return found
    place = found.first - 1
    while says(tokens, place, *BESIDE_PARTS):
        place -= 1
    if place >= low and meaning_at(tokens, place, PARTS_OF_DAY):
        first = place
        while says(tokens, place - 1, *BESIDE_PARTS):
            place -= 1
        is_bound = meaning_at(tokens, place - 1, BOUNDARIES) in _BOUNDS_OF_PARTS
        return replace(found, first=place - 1 if is_bound else first, has_part=True)
    place = found.last
    while says(tokens, place, *BESIDE_PARTS) or meaning_at(tokens, place, BOUNDARIES) in _BOUNDS_OF_PARTS:
        place += 1
    return replace(found, last=place + 1, has_part=True) if meaning_at(tokens, place, PARTS_OF_DAY) else found


_BOUNDS_OF_PARTS = ("before", "after")
