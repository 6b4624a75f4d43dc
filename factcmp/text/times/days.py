"""Where a text names a day.

An article's own day is what its "today" is: a date, or only a weekday where no date can be had.
"""

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from factcmp.models import TimePrecision
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.event_times import number_of, read_times
from factcmp.text.times.time_expressions import FoundTime, TimeKind
from factcmp.text.words.time_words import FILLERS, links
from factcmp.text.words.token_reading import read_tokens
from factcmp.text.words.tokens import Token, folded_at, meaning_at, says

_ENGLISH_DAYS = frozenset(("today", "tonight", "yesterday", "tomorrow"))
# "Today, Friday prayers" is no Friday that is explained.
_EXPLAINED_END = re.compile(r"\s{0,3}(?:[.,;:)!?]|$|and\b)")
_OPENING_CHARS = 600
_DATELINE_TOKENS = 8
_DATELINE_END = re.compile(
    r"[ \t\u00a0]{0,3}(?:,?[ \t]{0,3}(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/))?[ \t\u00a0]{0,3}(?:(?P<dash>[-–—](?=\s))"
    r"|(?:[|,، \t–-]{0,3}\d{1,2}[:.]\d{2}(?:[ \t]?[^\W\d_]{1,4}){0,2})?[ \t]{0,3}(?:[\r\n]|$))"
)
_BEFORE_DAY = frozenset(",،-–—):/|")


@dataclass(frozen=True, slots=True)
class DayMention:
    """A place where a text names a day, by one or more of weekday, distance and date."""

    start: int
    end: int
    weekday: int | None = None
    """Monday is 0."""
    offset: int | None = None
    """Days from the article's own day: 0 for "today", -1 for "yesterday"."""
    date: datetime.date | None = None
    is_dateline: bool = False
    """Whether it stands at the head of the text as the day of writing does: before a dash, or alone in its line."""

    @property
    def own_weekday(self) -> int | None:
        """The weekday of the article's own day by this wording ("today, Thursday", a dateline)."""
        if self.own_date:
            return self.own_date.weekday()
        back = 0 if self.is_dateline else self.offset
        return None if self.weekday is None or back is None else (self.weekday - back) % 7

    @property
    def own_date(self) -> datetime.date | None:
        """The date of the article's own day by this wording ("today, 12 March 2025", a dateline)."""
        back = 0 if self.is_dateline else self.offset
        return None if self.date is None or back is None else self.date - datetime.timedelta(days=back)


def day_mentions(text: str, language: str | None = None) -> tuple[DayMention, ...]:
    """Every place where the text names one day, in its order; "today, Thursday, 12 March" is one place."""
    tokens = read_tokens(text, language)
    times = read_times(tokens, None, order=date_order(language, text), skips_impossible=True)
    found = [one for one in times if _is_one_day(text, tokens, one)]
    return tuple(_joined(text, tokens, group) for group in _groups(text, tokens, found))


def _is_one_day(text: str, tokens: Sequence[Token], found: FoundTime) -> bool:
    if found.kind is not TimeKind.DAY or found.first == 0:
        return found.kind is TimeKind.DAY or found.precision is TimePrecision.DAY
    first = tokens[found.first]
    before = tokens[found.first - 1]
    is_name = first.text[0].isupper() and before.text[-1].isalnum() and "\n" not in text[before.end : first.start]
    is_named = meaning_at(tokens, found.first - 1, {"name_before_today": True})
    is_other = says(tokens, found.first, "today_or_the_day") and is_named
    return not is_name and not is_other


def _groups(text: str, tokens: Sequence[Token], found: Sequence[FoundTime]) -> Iterator[list[FoundTime]]:
    group: list[FoundTime] = []
    for place, one in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if group and _explains(text, tokens, group, one) and not _begins_list(tokens, group[-1], one, following):
            group.append(one)
            continue
        if group:
            yield group
        group = [one]
    if group:
        yield group


def _explains(text: str, tokens: Sequence[Token], group: Sequence[FoundTime], one: FoundTime) -> bool:
    """Whether the expression says which day the ones right before it are ("today, Thursday")."""
    last, kinds = group[-1].last, {other.kind for other in group}
    gap = range(last, one.first)
    start, end = tokens[last - 1].end, tokens[one.last - 1].end
    if (
        one.kind in kinds | {TimeKind.DAY}
        or not all(says(tokens, place, *FILLERS) or folded_at(tokens, place) in (",", "،", "(") for place in gap)
        or "\n" in text[start : tokens[one.first].start]
    ):
        return False
    if one.kind is TimeKind.DATE:
        return True
    if tokens[one.first].joined or " " in one.relative:
        return False
    return not _is_english(tokens, group[-1]) or (bool(gap) and _EXPLAINED_END.match(text, end) is not None)


def _is_english(tokens: Sequence[Token], found: FoundTime) -> bool:
    return tokens[found.first].text.casefold() in _ENGLISH_DAYS


def _begins_list(tokens: Sequence[Token], last: FoundTime, one: FoundTime, following: FoundTime | None) -> bool:
    """Whether another weekday follows as in an English list: "today, Friday and Saturday", not "ayer, martes, y …"."""
    if following is None or {one.kind, following.kind} != {TimeKind.WEEKDAY} or not _is_english(tokens, last):
        return False
    return all(
        links(tokens, place) or says(tokens, place, *FILLERS, "or") or folded_at(tokens, place) in (",", "،", "&")
        for place in range(one.last, following.first)
    )


def _joined(text: str, tokens: Sequence[Token], group: Sequence[FoundTime]) -> DayMention:
    first, last, by_kind = group[0].first, group[-1].last, {one.kind: one for one in group}
    weekday, day, date = (by_kind.get(kind) for kind in (TimeKind.WEEKDAY, TimeKind.DAY, TimeKind.DATE))
    joined = DayMention(
        tokens[first].start,
        tokens[last - 1].end,
        weekday=number_of(weekday) if weekday else None,
        offset=None if day is None else 0 if day.relative == "today" else int(day.relative.split()[0]),
        date=date.start if date and not date.relative else None,
    )
    is_dateline = day is None and _is_dateline(text, tokens, first, joined, has_date=date is not None)
    return replace(joined, is_dateline=is_dateline)


def _is_dateline(text: str, tokens: Sequence[Token], first: int, day: DayMention, *, has_date: bool) -> bool:
    line = text.rfind("\n", 0, day.start) + 1
    end = _DATELINE_END.match(text, day.end) if day.start < _OPENING_CHARS else None
    before = [token for token in tokens[max(0, first - _DATELINE_TOKENS - 1) : first] if token.start >= line]
    if end is None or len(before) > _DATELINE_TOKENS or any(token.text[0].islower() for token in before):
        return False
    if end["dash"]:
        return not before or has_date or folded_at(tokens, first - 1) in _BEFORE_DAY
    words = sum(token.text[0].isalpha() for token in before)
    return words == 0 or (day.date is not None and words <= 2)


NamedDay = tuple[int | None, int, int]
"""Year (None where it is not said), month and day."""


@lru_cache(maxsize=256)
def named_days(text: str, language: str | None = None) -> frozenset[NamedDay]:
    """The days that the text names by day and month ("12 February", 12.02.2025)."""
    return frozenset(day for _, day in _days(read_tokens(text, language)))


def without_days(text: str, days: Collection[NamedDay], *, year: int | None, language: str | None = None) -> str:
    """The text with blanks where it names one of these days; what `days` have without a year is also of that `year`."""
    blanked = text
    tokens = read_tokens(text, language)
    for found, (said, month, day) in _days(tokens):
        years = {one for one, *rest in days if rest == [month, day]}
        if said in years or (said is None and years) or (None in years and said == year):
            start, end = tokens[found.first].start, tokens[found.last - 1].end
            blanked = blanked[:start] + " " * (end - start) + blanked[end:]
    return blanked


def _days(tokens: Sequence[Token]) -> Iterator[tuple[FoundTime, NamedDay]]:
    for found in read_times(tokens, None, skips_impossible=True):
        if found.kind is TimeKind.DATE and (found.precision is TimePrecision.DAY or found.other):
            day = found.start or datetime.date.fromisoformat(f"2000-{found.relative.removeprefix('--')}")
            for one in {day, found.end or day}:
                yield found, (one.year if found.start else None, one.month, one.day)
