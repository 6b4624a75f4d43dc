"""When a claim says that something happened, from its words and the day of publication; no clock is read.

Arabic, English and all-digit dates. dateparser was measured and refused: of fifteen Arabic expressions it read
three rightly, and in every language it gives a year or a week ("2015", "last week") as one exact day.

Where a day and a weekday disagree ("today, Wednesday" in a story of Thursday) the weekday holds, the last one before
that day or the one a day after it: pages are republished and carry the date of another time zone, while the name of
the day is as it was written. What else usage leaves open is chosen by the readers of single expressions.
"""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import replace

from factcmp.models import EventTime, TimePrecision
from factcmp.text.times.date_readers import DATE_READERS, YEAR_READERS, DateOrder, date_order, in_order
from factcmp.text.times.hijri import HIJRI_YEARS
from factcmp.text.times.relative_readers import RELATIVE_READERS
from factcmp.text.times.time_expressions import FoundTime, TimeKind, month_found, with_part_of_day
from factcmp.text.words import time_words as terms
from factcmp.text.words.token_reading import read_tokens
from factcmp.text.words.tokens import Token, glued, meaning_at, says

_NEAR = datetime.timedelta(days=45)
"""A day so near before the article's own is of the same year whatever weekday it is called."""
_ANY_DAY = datetime.date(2000, 12, 31)
"""What is counted from where no day is told; nothing is kept then of the days that it gives. It is of a leap year."""

OwnDay = datetime.date | int
"""An article's own day: its date, or only its weekday, Monday 0."""


def resolve_event_time(
    said: str | None, own: OwnDay | None, *, language: str | None = None, order: DateOrder | None = None
) -> EventTime:
    """The days that the words mean in an article of that day; without a language as Arabic or English.

    Words that only a date of the article could resolve keep a normalised `relative` ("wednesday", "-2 days",
    "last week"; "--03-12" and "--03" as in XML Schema's gMonthDay and gMonth). Where the article's weekday is known
    it names days by weekdays: "today" is "thursday", "last thursday" is seven days before, and "-20 days" from
    three weeks off. Where the order of digits is open both days are kept, as "2017-03-11 or 2017-11-03"; `order` is
    what the article's other dates tell of it. Words that it cannot read keep neither days nor `relative`.
    """
    if said is None or not said.strip():
        return EventTime()
    tokens, anchor = read_tokens(said, language), anchor_of(own)
    try:
        times = read_times(tokens, anchor, order=order or date_order(language))
        found = _combine(tokens, times, anchor)
    except (ValueError, OverflowError):
        found = None  # no such day: 31 April, or a year that no calendar has
    if found is None:
        return EventTime(said=said, precision=TimePrecision.RELATIVE)
    if isinstance(own, int) and found.relative and not found.other:
        return EventTime(said=said, precision=TimePrecision.RELATIVE, relative=_by_weekdays(found, anchor))
    if found.start is None and found.end is None:
        return EventTime(said=said, precision=TimePrecision.RELATIVE, relative=found.relative)
    either = found.relative if found.other else None
    return EventTime(said=said, start=found.start, end=found.end, precision=found.precision, relative=either)


def still_to_come(time: EventTime, own: datetime.date | None, *, language: str | None = None) -> EventTime:
    """The time of what has yet to happen on the article's day: a weekday is the next one, not the last."""
    if own is None or time.start is None or time.start != time.end or not 0 < (own - time.start).days < 7:
        return time
    if weekday_of(resolve_event_time(time.said, None, language=language)) is None:
        return time
    day = time.start + datetime.timedelta(days=7)
    return time.model_copy(update={"start": day, "end": day})


def anchor_of(own: OwnDay | None) -> datetime.date | None:
    """The date that stands for an own day; of a weekday a date of that weekday long ago."""
    return datetime.date(1900, 1, 1) + datetime.timedelta(days=own) if isinstance(own, int) else own


def _by_weekdays(found: FoundTime, own: datetime.date | None) -> str:
    """The days of the expression by weekdays, as counted from an own day of which only the weekday is known."""
    if own is None or found.kind not in (TimeKind.WEEKDAY, TimeKind.DAY):
        return found.relative
    one, bound = datetime.timedelta(days=1), found.relative.partition(" ")[0]
    ends: tuple[datetime.date | None, ...] = (found.start, found.end)
    if bound in terms.BOUNDARIES.values():
        ends = {"since": ends[:1], "until": ends[1:], "before": (found.end and found.end + one,)}.get(
            bound, (found.start and found.start - one,)
        )
    names = "/".join(dict.fromkeys(_weekday_name(day, own) for day in ends if day))
    return f"{bound} {names}" if bound in terms.BOUNDARIES.values() else names


def _weekday_name(day: datetime.date, own: datetime.date) -> str:
    offset, name = (day - own).days, terms.WEEKDAY_NAMES[day.weekday()]
    if -6 <= offset <= 0:
        return name
    return f"next {name}" if 0 < offset <= 7 else f"last {name}" if -13 <= offset < 0 else f"{offset:+} days"


def weekday_of(time: EventTime) -> int | None:
    """The weekday (Monday is 0) of a time of one day; None for any other."""
    if time.start and time.start == time.end:
        return time.start.weekday()
    name = time.relative or ""
    for shift in terms.SHIFT_NAMES.values():
        name = name.removeprefix(f"{shift} ")
    return terms.WEEKDAY_NAMES.index(name) if name in terms.WEEKDAY_NAMES else None


def read_times(
    tokens: Sequence[Token],
    published: datetime.date | None,
    *,
    order: DateOrder = DateOrder.UNKNOWN,
    skips_impossible: bool = False,
) -> list[FoundTime]:
    """The single expressions among the tokens, in their order; ValueError or OverflowError for 31 April."""
    readers = (*DATE_READERS, *RELATIVE_READERS, *YEAR_READERS)
    found: list[FoundTime] = []
    has_hijri = any(HIJRI_YEARS[0] <= (token.value or 0) <= HIJRI_YEARS[1] for token in tokens)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not has_hijri and token.value is None and token.entry is None and token.behind.isdisjoint(terms.BEGINNINGS):
            index += 1
            continue
        try:
            one = next((one for reader in readers if (one := reader(tokens, index, published or _ANY_DAY))), None)
        except (ValueError, OverflowError):
            if not skips_impossible:
                raise
            one = None
        if one and one.kind is TimeKind.LUNAR and order is DateOrder.SOLAR and glued(tokens, index + 1):
            index = one.last
            continue
        if one:
            is_open = published is None and one.relative
            one = replace(one, start=None, end=None) if is_open else in_order(one, order)
            found.append(with_part_of_day(tokens, one, found[-1].last if found else 0))
        index = found[-1].last if one else index + 1
    return found


def _combine(tokens: Sequence[Token], found: Sequence[FoundTime], published: datetime.date | None) -> FoundTime | None:
    """One time of the expressions: the ends of a span, or the one that says it most exactly."""
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and _linked(tokens, first, found[1]):
        return _hull(first, found[1])
    best = _most_exact(found, published)
    has_part = any(one.has_part for one in found)
    boundary = _boundary(tokens, first) if first.kind is not TimeKind.PERIOD else None
    if boundary:
        return _bounded(best, _AT_A_PART.get(boundary, boundary) if has_part else boundary, published)
    is_part = has_part and best.precision is TimePrecision.DAY
    return replace(best, precision=TimePrecision.PART_OF_DAY) if is_part else best


_AT_A_PART = {"before": "until", "after": "since"}
"""What "before" and "after" a part of a day leave of that day: some of it."""


def _linked(tokens: Sequence[Token], a: FoundTime, b: FoundTime) -> bool:
    linked = [terms.links(tokens, place) for place in range(a.last, b.first)]
    others = (place for place, is_link in enumerate(linked, a.last) if not is_link)
    is_near = all(says(tokens, place, *terms.FILLERS, "year") for place in others)
    is_day = meaning_at(tokens, b.first, terms.WEEKDAYS | terms.DAYS) is not None
    return is_near and (any(linked) or (is_day and tokens[b.first].joined))


def _hull(a: FoundTime, b: FoundTime) -> FoundTime:
    """The span from the one to the other; a day or month without a year takes the year of the second."""
    if a.relative.startswith("--") and b.start and b.end and not b.relative:
        month, first_day = int(a.relative[2:4]), int(a.relative[5:7] or 1)
        is_before = (month, first_day) > (b.start.month, b.start.day)
        start = datetime.date(b.start.year - is_before, month, first_day)
        return replace(b, start=start, precision=TimePrecision.SPAN)
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return replace(a, relative=f"{a.relative}/{b.relative}", start=None, end=None)
    start, end = a.start, b.end
    if a.kind is TimeKind.WEEKDAY and start > end:
        start -= datetime.timedelta(days=7)
    return replace(a, start=min(start, end), end=max(start, end), precision=TimePrecision.SPAN)


def _most_exact(found: Sequence[FoundTime], published: datetime.date | None) -> FoundTime:
    by_kind = {one.kind: one for one in reversed(found)}
    if date := by_kind.get(TimeKind.DATE):
        weekday = by_kind.get(TimeKind.WEEKDAY)
        return _in_fitting_year(date, weekday, published) if weekday and published else date
    weekday, day, period, lunar = (
        by_kind.get(kind) for kind in (TimeKind.WEEKDAY, TimeKind.DAY, TimeKind.PERIOD, TimeKind.LUNAR)
    )
    if weekday and (near := day or period or lunar) and near.end:
        back = (near.end.weekday() - number_of(weekday)) % 7
        moved = near.end - datetime.timedelta(days=-1 if near is day and back == 6 else back)
        is_within = near is not lunar or (lunar.start is not None and moved >= lunar.start)
        on = replace(weekday, start=moved, end=moved)
        return on if near is not lunar else replace(on, relative="") if is_within else near
    if (month := by_kind.get(TimeKind.MONTH)) and month.start and period and period.precision is TimePrecision.YEAR:
        year = period.start.year if period.start else month.start.year
        return month_found(month.first, month.last, year, month.start.month, month.relative)
    return weekday or day or month or found[0]


def number_of(weekday: FoundTime) -> int:
    """The number of an expression that is a weekday; Monday is 0."""
    return terms.WEEKDAY_NAMES.index(weekday.relative.rpartition(" ")[2])


def _in_fitting_year(date: FoundTime, weekday: FoundTime, published: datetime.date) -> FoundTime:
    """ "Friday 20 October" in the year in which it is a Friday, of three; near the article's own day it is this one."""
    day = date.start
    if not date.relative or day is None or day != date.end or published - day <= _NEAR:
        return date
    number = number_of(weekday)
    for year in (day.year, day.year + 1, day.year - 1):
        if day.day <= calendar.monthrange(year, day.month)[1] and day.replace(year=year).weekday() == number:
            return replace(date, start=day.replace(year=year), end=day.replace(year=year))
    return date


def _boundary(tokens: Sequence[Token], found: FoundTime) -> str | None:
    place = found.first - 1
    while says(tokens, place, *terms.FILLERS):
        place -= 1
    return meaning_at(tokens, place, terms.BOUNDARIES)


def _bounded(found: FoundTime, boundary: str, published: datetime.date | None) -> FoundTime:
    """The span that "since", "until", "before" or "after" makes of the expression."""
    relative = f"{boundary} {found.relative}"
    span = replace(found, relative=relative, precision=TimePrecision.SPAN)
    if found.start is None or found.end is None:
        return replace(span, start=None, end=None)
    one = datetime.timedelta(days=1)
    if boundary == "since":
        return replace(span, end=max(published, found.start) if published else None)
    if boundary == "until":
        return replace(span, start=None)
    if boundary == "before":
        return replace(span, start=None, end=found.start - one)
    return replace(span, start=found.end + one, end=None)
