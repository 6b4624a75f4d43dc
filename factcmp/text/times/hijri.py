"""Dates of the lunar Hijri calendar, as days of ours by the Umm al-Qura calendar.

Where the month is begun by sighting, a date may be one day off either way, so each is an interval of three days.
"""

import datetime
import re
from collections.abc import Sequence
from functools import cache

from hijridate import Hijri

from factcmp.models import TimePrecision
from factcmp.text.folding import fold_text
from factcmp.text.times.time_expressions import FoundTime, TimeKind
from factcmp.text.words.lexicon import RANKS
from factcmp.text.words.meanings import language_words, languages
from factcmp.text.words.time_words import OF
from factcmp.text.words.tokens import Token, folded_at, integer_at, meaning_at, says

HIJRI_YEARS = (1343, 1500)
"""The years that the calendar is known for; before 1343 (1924) and after it no date is told."""
_LONGEST = 5


def hijri_days(first: int, last: int, year: int, month: int = 0, day: int = 0) -> FoundTime:
    """The expression as the days that the date may be, or the month or year where no day or no month is given.

    ValueError or OverflowError where the calendar has no such day.
    """
    one = datetime.timedelta(days=1)
    begins = Hijri(year, month or 1, day or 1)
    length = 1 if day else begins.month_length() if month else begins.year_length()
    start = datetime.date.fromordinal(begins.to_gregorian().toordinal())
    precision = TimePrecision.SPAN if day else TimePrecision.MONTH if month else TimePrecision.YEAR
    return FoundTime(first, last, TimeKind.LUNAR, precision, "", start - one, start + one * length)


def read_hijri(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """14 رمضان 1445 هـ, "14 Ramadan 1445", "Ramadan 14, 1445 AH", رمضان 1445, 1444 هـ; not 14 رمضان without a year."""
    if all(integer_at(tokens, place, *HIJRI_YEARS) is None for place in range(index, index + _LONGEST + 4)):
        return None
    year = integer_at(tokens, index, *HIJRI_YEARS)
    if year is not None:
        return hijri_days(index, index + 2, year) if says(tokens, index + 1, "hijri_era") else None
    day, place = integer_at(tokens, index, 1, 30), index
    if day is None and says(tokens, index + 1, *OF):
        day = meaning_at(tokens, index, RANKS)
    if day is not None:
        place = _past(tokens, index + 1, *OF, "month_numbered")
    month, place = _month_at(tokens, place)
    if not month:
        return None
    if day is None and (day := integer_at(tokens, place, 1, 30)) is not None:
        place += 1
    place = _past(tokens, place, *OF, "year_numbered")
    year = integer_at(tokens, place, *HIJRI_YEARS)
    if year is None:
        return None
    return hijri_days(index, place + 1 + says(tokens, place + 1, "hijri_era"), year, month, day or 0)


def _past(tokens: Sequence[Token], index: int, *meanings: str) -> int:
    while says(tokens, index, *meanings) or folded_at(tokens, index) in (",", "،", "'"):
        index += 1
    return index


@cache
def _months() -> tuple[re.Pattern[str], ...]:
    """The months from Muharram on, in the spellings of every language that has some."""
    names = zip(
        *(file.hijri_months for file in map(language_words, languages()) if file and file.hijri_months), strict=True
    )
    return tuple(re.compile("|".join(filter(None, month))) for month in names)


def _month_at(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """The month named at the place, 0 for none, and where its name ends."""
    if index >= len(tokens) or tokens[index].value is not None:
        return 0, index
    words = [fold_text(token.text) if token.text[0].isalpha() else "" for token in tokens[index : index + _LONGEST]]
    for length in range(len(words), 0, -1):
        name = "".join(words[:length]) if words[length - 1] else ""
        for month, names in enumerate(_months(), start=1):
            if name and names.fullmatch(name):
                return month, index + length
    return 0, index
