"""Readers of single expressions that name a day, a month or a year of the calendar.

04/03/2022 is 4 March, 3 April or either, as the language's usage or the article's other dates have it (`DateOrder`).
"""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from factcmp.models import TimePrecision
from factcmp.text.languages import primary_language
from factcmp.text.times.hijri import HIJRI_YEARS, hijri_days, read_hijri
from factcmp.text.times.time_expressions import FoundTime, TimeKind, month_found, one_day, shift_around
from factcmp.text.words import time_words as terms
from factcmp.text.words.cldr import day_is_first
from factcmp.text.words.lexicon import RANKS
from factcmp.text.words.time_words import month_at
from factcmp.text.words.tokens import Token, folded_at, glued, integer_at, meaning_at, says, token_at

_AFTER_FIRST_YEAR = frozenset((".", "年", "년"))  # in languages without a file


class DateOrder(StrEnum):
    """How a text writes a date in digits."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"
    SOLAR = "solar"
    """By the solar Hijri calendar, which is not read."""


_FULL_DATE = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?![\d/-])")


@lru_cache(maxsize=64)
def date_order(language: str | None, text: str = "") -> DateOrder:
    """The order that CLDR gives for the language, or that other dates of the text show where countries differ."""
    tag = language or ""
    if primary_language(tag) == "fa":
        return DateOrder.SOLAR
    is_day_first = None if tag.lower() in ("", "en") else day_is_first(tag)
    if is_day_first is not None:
        return DateOrder.DAY_FIRST if is_day_first else DateOrder.MONTH_FIRST
    shown = {int(match[1]) > 12 for match in _FULL_DATE.finditer(text) if max(int(match[1]), int(match[3])) > 12}
    if len(shown) != 1:
        return DateOrder.UNKNOWN
    return DateOrder.DAY_FIRST if shown.pop() else DateOrder.MONTH_FIRST


def read_digits(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """2022-03-12, 12/03/2022, 12.3.22; 1445/9/14 by the Hijri calendar."""
    if not all(glued(tokens, index + step) for step in (1, 2, 3, 4)):
        return None
    signs, parts = (tokens[index + 1].folded, tokens[index + 3].folded), [tokens[index + step] for step in (0, 2, 4)]
    if signs[0] != signs[1] or signs[0] not in ("/", "-", "."):
        return None
    one, two, three = (integer_at(parts, place, 0, 2199) for place in range(3))
    if one is None or two is None or three is None:
        return None
    year, month, day = (one, two, three) if len(parts[0].text) == 4 else (three, two, one)
    if HIJRI_YEARS[0] <= year <= HIJRI_YEARS[1]:
        return hijri_days(index, index + 5, year, month, day)
    year += 2000 if year < 100 else 0
    is_open = year == three and signs[0] != "." and month <= 12 and day <= 12 and month != day
    month, day = (day, month) if month > 12 else (month, day)
    found = one_day(index, index + 5, TimeKind.DATE, datetime.date(year, month, day))
    return replace(found, other=datetime.date(year, day, month)) if is_open else found


def in_order(found: FoundTime, order: DateOrder) -> FoundTime:
    """The expression with its digits in that order; the two days that they may be where it is unknown."""
    if found.other is None or found.start is None or order is DateOrder.DAY_FIRST:
        return replace(found, other=None)
    if order is DateOrder.MONTH_FIRST:
        return replace(found, start=found.other, end=found.other, other=None)
    first, last = sorted((found.start, found.other))
    either = f"{found.start} or {found.other}"
    return replace(found, start=first, end=last, precision=TimePrecision.SPAN, relative=either)


def read_day_and_month(
    tokens: Sequence[Token], index: int, published: datetime.date, *, may_link: bool = True
) -> FoundTime | None:
    """12 آذار 2022, "March 12th", الثالث من نيسان, "12-14 March"; without a year the last such day."""
    place, day = _day_of_month(tokens, index)
    if day is None:
        month, place = month_at(tokens, index) or (0, index)
        place, day = _day_of_month(tokens, place) if month else (place, None)
        if day is None or (tokens[place - 1].value is None and not says(tokens, place - 1, "th")):
            return None
    else:
        if may_link and terms.links(tokens, place):
            after = place + 1 + says(tokens, place + 1, "the")
            rest = read_day_and_month(tokens, after, published, may_link=False)
            if rest and rest.start and rest.start.day > day:
                start = rest.start.replace(day=day)
                relative = rest.relative and f"{rest.relative[:5]}{day:02}/{rest.relative}"
                return replace(rest, first=index, start=start, precision=TimePrecision.SPAN, relative=relative)
        place += says(tokens, place, *terms.OF) or folded_at(tokens, place) == "."
        is_word = says(tokens, place, "month_numbered") and integer_at(tokens, place + 1, 1, 12) is None
        month, place = month_at(tokens, place + is_word) or (0, place)
        if not month:
            return None
    year, place = _year_after(tokens, place)
    relative = "" if year else f"--{month:02}-{day:02}"
    if year is None:
        candidates = (published.year - back for back in range(9))
        is_day = (y for y in candidates if day <= calendar.monthrange(y, month)[1])
        year = next((y for y in is_day if datetime.date(y, month, day) <= published), None)
    return one_day(index, place, TimeKind.DATE, datetime.date(year or 0, month, day), relative)


def read_year_first(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """2025年3月14日, "2025. március 14.", 2025年3月."""
    year = integer_at(tokens, index, 1500, 2199)
    named = month_at(tokens, index + 1 + (folded_at(tokens, index + 1) in _AFTER_FIRST_YEAR)) if year else None
    if year is None or named is None or len(tokens[index].text) != 4:
        return None
    month, place = named
    day = integer_at(tokens, place, 1, 31)
    if day is None:
        return month_found(index, place, year, month, "")
    return one_day(index, place + 1, TimeKind.DATE, datetime.date(year, month, day))


def _day_of_month(tokens: Sequence[Token], index: int) -> tuple[int, int | None]:
    """The place after a day of the month in digits or as an ordinal, and that day."""
    number = token_at(tokens, index)
    if number.spelt and number.value in (20, 30) and number.entry and not number.entry.units_first:
        place = index + 1 + (folded_at(tokens, index + 1) == "-")
        if rank := meaning_at(tokens, place, RANKS):
            return place + 1, rank + int(number.value)
    day = integer_at(tokens, index, 1, 31)
    if day is not None:
        is_range = folded_at(tokens, index + 1) == "." and terms.links(tokens, index + 2)
        return index + 1 + (is_range or says(tokens, index + 1, "th")), day
    day, more = meaning_at(tokens, index, RANKS), token_at(tokens, index + 1)
    is_tail = more.entry and more.entry.units_first and (more.value == 10 or (more.value in (20, 30) and more.joined))
    if day is not None and more.value and is_tail:
        return index + 2, day + int(more.value)  # الثامن والعشرين
    return index + 1, day


def _year_after(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """The year that belongs to a month before it, past a second name of the month (آذار/مارس), and its end."""
    place = index
    if folded_at(tokens, place) in ("/", "(") and (month := month_at(tokens, place + 1)):
        index = place = month[1] + (folded_at(tokens, month[1]) == ")")
    while says(tokens, place, *terms.OF, "year_numbered", "in") or folded_at(tokens, place) in (",", "،"):
        place += 1
    year = integer_at(tokens, place, 1500, 2199)
    return (None, index) if year is None or says(tokens, place + 1, "hijri_era") else (year, place + 1)


def read_month(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """A month; without a year the last one that has begun, and with "last" or "next" the one so called."""
    named = month_at(tokens, index)
    if named is None:
        return None
    month, place = named
    year, place = _year_after(tokens, place)
    shift, last = shift_around(tokens, index, place)
    is_bare = year is None and not says(tokens, index - 1, "month_numbered")
    if is_bare and meaning_at(tokens, index, terms.SHORT_MONTHS) is not None:
        return None
    relative = "" if year else f"--{month:02}" if shift is None else f"{terms.SHIFT_NAMES[shift]} --{month:02}"
    if year is None:
        later = shift != 0 and (month > published.month or (month == published.month and shift == -1))
        year = published.year - later + (1 if shift == 1 and (later or month == published.month) else 0)
        year += shift == 1 and month < published.month
    return month_found(index, last, year, month, relative)


def read_part_of_year(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """ "Q3 2017", "the first half of 2017", الربع الثالث من عام 2017, "3. Quartal 2017", 2017年第三季度."""
    start, year = index, integer_at(tokens, index, 1500, 2199)
    if year is not None:
        index += 1 + says(tokens, index + 1, *terms.OF)
    parts = meaning_at(tokens, index, terms.PARTS_OF_YEAR)
    if parts:
        rank, place = _rank(tokens, index + 1)
    else:
        rank, place = _rank(tokens, index)
        place += 1
        parts = meaning_at(tokens, place - 1, terms.PARTS_OF_YEAR)
    if not parts or rank is None or rank > parts:
        return None
    if year is None:
        year, place = _year_after(tokens, place)
    if year is None:
        return None
    months = 12 // parts
    first, last = datetime.date(year, (rank - 1) * months + 1, 1), rank * months
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return FoundTime(start, place, TimeKind.YEAR, TimePrecision.SPAN, "", first, end)


def _rank(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """The rank from 1 to 4 at the place, in digits or as an ordinal, and where it ends."""
    digit = integer_at(tokens, index, 1, 4)
    if digit is None:
        return meaning_at(tokens, index, RANKS), index + 1
    return digit, index + 1 + (folded_at(tokens, index + 1) == "." or says(tokens, index + 1, "th"))


def read_years(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """ "2012–13", 2012/13: seasons and fiscal years; 2012-05 is a month, and 2010-11 may be either."""
    year, second = integer_at(tokens, index, 1500, 2199), integer_at(tokens, index + 2, 0, 99)
    goes_on = folded_at(tokens, index + 3) in ("-", "–", "/") and all(glued(tokens, index + step) for step in (3, 4))
    is_pair = glued(tokens, index + 1) and glued(tokens, index + 2) and not goes_on  # 2012-13-14
    if year is None or second is None or not is_pair or len(tokens[index + 2].text) != 2:
        return None
    sign, last = folded_at(tokens, index + 1), year - year % 100 + second
    if sign in ("-", "–", "/") and last > year:
        start, end = datetime.date(year, 1, 1), datetime.date(last, 12, 31)
        return FoundTime(index, index + 3, TimeKind.YEAR, TimePrecision.SPAN, "", start, end)
    return month_found(index, index + 3, year, second, "") if sign == "-" and 1 <= second <= 12 else None


def read_year(tokens: Sequence[Token], index: int, _: datetime.date) -> FoundTime | None:
    """2015, and the ten years of "the 1990s"."""
    year = integer_at(tokens, index, 1500, 2199)
    is_year = len(tokens[index].text) == 4 and not says(tokens, index + 1, "hijri_era", *terms.PERIODS)
    if year is None or not is_year or (glued(tokens, index) and tokens[index - 1].text[-1].isalpha()):
        return None
    ends = says(tokens, index + 1, "decade_after") and glued(tokens, index + 1)
    is_decade = year % 10 == 0 and (ends or says(tokens, index - 1, "decade_before"))
    start, end = datetime.date(year, 1, 1), datetime.date(year + 9 * is_decade, 12, 31)
    precision = TimePrecision.SPAN if is_decade else TimePrecision.YEAR
    return FoundTime(index, index + 1, TimeKind.YEAR, precision, "", start, end)


DATE_READERS = (read_digits, read_hijri, read_year_first, read_day_and_month, read_month)
YEAR_READERS = (read_part_of_year, read_years, read_year)
"""Asked after those of expressions that count from the day of publication."""
