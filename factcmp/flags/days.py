"""Flags on the days that an article names: dates that are other weekdays, a "today" that does not fit."""

import re
from collections import defaultdict
from collections.abc import Iterator

from factcmp.flags.lines import Page, Place
from factcmp.models import Flag, FlagKind, FlagNote, NamedDay
from factcmp.text.times.days import DayMention

_FIRST_YEAR = 1930  # before 1927 some countries named their days by another calendar
_NIGHT = re.compile("ليلة? ")  # in Arabic the night of Tuesday may be the one before it
_PHRASE_END = re.compile(r"\s*(?:[.,;:)،؛!?]|$|[\n\r]|günü\b)")


def dates(page: Page) -> Iterator[Flag]:
    """One flag for each weekday that a date, or the publication, contradicts."""
    text, published = page.article.text, page.article.published
    places: defaultdict[tuple[FlagNote, NamedDay], list[Place]] = defaultdict(list)
    for one in page.mentions:
        if one.weekday is None:
            continue
        if one.date and one.date.weekday() != one.weekday and not _is_doubtful(text, one, one.date.year):
            other = NamedDay(weekday=one.weekday, beside=one.date)
            places[FlagNote.OTHER_WEEKDAY, other].append((one.start, one.end))
        own = _own_weekday(one)
        if own is not None and not one.is_dateline and published and own != published.weekday():
            is_after = (own - published.weekday()) % 7 <= 3
            note = FlagNote.AFTER_PUBLICATION if is_after else FlagNote.BEFORE_PUBLICATION
            named = NamedDay(weekday=one.weekday, from_today=one.offset, beside=published)
            places[note, named].append((one.start, one.end))
    for (note, named), found in places.items():
        yield page.flag(FlagKind.DATE_AND_WEEKDAY_DIFFER, note, *found, days=(named,))


def _is_doubtful(text: str, one: DayMention, year: int) -> bool:
    """Whether the weekday may be no weekday of that date ("12 March 2024, Friday prayers")."""
    is_last = not text[one.end - 1].isdigit()
    return (
        year < _FIRST_YEAR or bool(_NIGHT.match(text, one.start)) or (is_last and not _PHRASE_END.match(text, one.end))
    )


def todays(page: Page) -> Iterator[Flag]:
    """A flag where an article's own words make two weekdays the day on which it was written."""
    first: dict[int, DayMention] = {}
    for one in page.mentions:
        if (own := _own_weekday(one)) is not None:
            first.setdefault(own, one)
    if len(first) > 1:
        places = [(one.start, one.end) for one in first.values()]
        days = tuple(_named(one) for one in first.values())
        yield page.flag(FlagKind.TODAY_DOES_NOT_FIT, FlagNote.SEVERAL_TODAYS, *places, days=days)


def _own_weekday(one: DayMention) -> int | None:
    """The weekday of the article's own day, by a dateline or by what yesterday, today or tomorrow is called."""
    return one.own_weekday if one.weekday is not None and (one.is_dateline or one.offset in (-1, 0, 1)) else None


def _named(one: DayMention) -> NamedDay:
    return NamedDay(weekday=one.weekday or 0, from_today=0 if one.is_dateline else one.offset)
