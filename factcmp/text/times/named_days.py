"""Days that a text names by day and month: who names one of them again says no number that the text does not have."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from factcmp.models import TimePrecision
from factcmp.text.times.date_readers import read_day_and_month, read_digits
from factcmp.text.times.time_expressions import FoundTime
from factcmp.text.words.reading import read_tokens
from factcmp.text.words.tokens import Token

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
    index = 0
    while index < len(tokens):
        found = _read(tokens, index)
        # Two days without a year, "12-14 May", are --05-12/--05-14.
        if found is not None and found.precision is TimePrecision.DAY and "/" not in found.relative:
            day = found.start or datetime.date.fromisoformat(f"2000-{found.relative.removeprefix('--')}")
            for one in (day, found.other):
                if one is not None:
                    yield found, (one.year if found.start else None, one.month, one.day)
        index = found.last if found else index + 1


def _read(tokens: Sequence[Token], index: int) -> FoundTime | None:
    try:
        return read_digits(tokens, index, None) or read_day_and_month(tokens, index, None)
    except (ValueError, OverflowError):
        return None  # no such day: 31 April
