"""Readers of single expressions that count from the day of publication: "two days ago", "last week", "Monday".

Choices where usage differs: weeks may begin on Saturday, Sunday or Monday, so "last week" is every day that one of
them allows. "Two months ago" is a month around that day.
"""

import calendar
import datetime
import math
from collections.abc import Sequence
from dataclasses import replace

from factcmp.models import TimePrecision
from factcmp.text.numbers.number_words import Number, read_number
from factcmp.text.times.time_expressions import FoundTime, TimeKind, month_found, one_day, shift_around
from factcmp.text.words import time_words as terms
from factcmp.text.words.lexicon import RANKS
from factcmp.text.words.time_words import month_at
from factcmp.text.words.tokens import Token, folded_at, integer_at, meaning_at, said_at, says, token_at


def _amount(tokens: Sequence[Token], index: int) -> tuple[Number, str, int] | None:
    """A number of periods ("two days", أسبوعين, "a week", ثلاثة أشهر) with the period and where it ends."""
    place = index + says(tokens, index, "about", "about_either_side")
    if pair := meaning_at(tokens, place, terms.DUAL_PERIODS):
        return Number.exact(place, place + 1, 2), pair, place + 1
    number = read_number(tokens, place)
    if number is None:
        place += says(tokens, place, "a", "the")
        period = said_at(tokens, place, terms.PERIODS)
        if period is None or _names_other(tokens, place + 1):
            return None
        is_plural = says(tokens, place, *terms.PLURAL_PERIODS) and not says(tokens, place - 1, "a")
        upper = 24 if is_plural and period == "hour" else 1
        one = Number(place, place + 1, 1, upper, 1, 1, False)
        return None if is_plural and period != "hour" else (one, period, place + 1)
    period = said_at(tokens, number.last, terms.PERIODS)
    return (number, period, number.last + 1) if period and number.upper is not None else None


def _names_other(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name follows the period word: "Friday" after "day", a month or a year after theirs."""
    is_number = token_at(tokens, index).value is not None
    return is_number or meaning_at(tokens, index, terms.WEEKDAYS) is not None or month_at(tokens, index) is not None


def _count(number: Number, period: str) -> str:
    """ "2 days", "1 week", "3–10 days"."""
    if number.lower != number.upper:
        return f"{number.lower:g}–{number.upper:g} {period}s"
    return f"{number.lower:g} {period}{'' if number.lower == 1 else 's'}"


def read_past_span(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """ "the past 48 hours", خلال 48 ساعة الماضية, الأيام الثلاثة الماضية, آخر أسبوعين: up to publication."""
    opens = says(tokens, index, "last", "last_either_side", "latest")
    amount = _amount(tokens, index + opens)
    if amount and says(tokens, index, "a", "the") and not opens:
        amount = None
    period_first = None if opens else meaning_at(tokens, index, terms.PERIODS)
    if amount is None and period_first:
        place = index + 1 + says(tokens, index + 1, "the")
        number = read_number(tokens, place)
        amount = (number, period_first, number.last) if number and number.upper is not None else None
    if amount is None:
        return None
    number, period, last = amount
    closes = meaning_at(tokens, last, terms.SHIFTS) == -1
    is_one = number.lower == 1 and number.first == index + opens and not number.in_digits
    if not (opens or closes) or number.upper is None or is_one:
        return None
    relative, start = f"past {_count(number, period)}", _back(published, number.upper, period)
    return FoundTime(index, last + closes, TimeKind.PERIOD, TimePrecision.SPAN, relative, start, published)


def _back(day: datetime.date, count: float, period: str) -> datetime.date:
    """The day so many periods before; hours round up to whole days."""
    if period in ("month", "year"):
        months = day.year * 12 + day.month - 1 - round(count * (12 if period == "year" else 1))
        year, month = divmod(months, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    days = {"hour": 1 / 24, "day": 1, "week": 7}[period]
    return day - datetime.timedelta(days=math.ceil(count * days))


def read_ago(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """ "two days ago", قبل يومين, منذ ثلاثة أسابيع, "more than a month ago"."""
    opens = says(tokens, index, "since_or_ago", "before_or_ago")
    more = says(tokens, index + opens, "more_than", "at_least")
    amount = _amount(tokens, index + opens + more)
    if amount is None:
        return None
    number, period, last = amount
    closes = says(tokens, last, "ago")
    next_shift = meaning_at(tokens, last, terms.SHIFTS)
    if not (opens or closes) or number.upper is None or next_shift is not None:
        return None
    relative = f"{'before ' if more else ''}-{_count(number, period)}"
    if period == "day" and number.lower == number.upper and not more:
        return one_day(index, last + closes, TimeKind.DAY, _back(published, number.upper, period), relative)
    precision = {"week": TimePrecision.WEEK, "month": TimePrecision.MONTH, "year": TimePrecision.YEAR}.get(period)
    slack = datetime.timedelta(days={"week": 3, "month": 15, "year": 183}.get(period, 0))
    start, end = _back(published, number.upper, period) - slack, _back(published, number.lower, period) + slack
    if period == "hour":
        end = published - datetime.timedelta(days=math.floor(number.lower / 24))
    if more or precision is None:
        precision = TimePrecision.SPAN
    return FoundTime(index, last + closes, TimeKind.PERIOD, precision, relative, None if more else start, end)


def read_named_period(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """ "last week", الشهر الماضي, "this year", العام قبل الماضي."""
    period = meaning_at(tokens, index, terms.PERIODS)
    shift, last = shift_around(tokens, index, index + 1)
    if period not in ("week", "month", "year") or shift is None:
        return None
    found = FoundTime(index, last, TimeKind.PERIOD, TimePrecision(period), f"{terms.SHIFT_NAMES[shift]} {period}")
    if period == "week":
        starts = [
            published - datetime.timedelta(days=(published.weekday() - first) % 7 - 7 * shift) for first in (5, 6, 0)
        ]
        return replace(found, start=min(starts), end=max(starts) + datetime.timedelta(days=6))
    if period == "year":
        year = published.year + shift
        return replace(found, start=datetime.date(year, 1, 1), end=datetime.date(year, 12, 31))
    year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
    return replace(month_found(index, last, year, month + 1, found.relative), kind=TimeKind.PERIOD)


def read_weekday(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """A weekday: the latest up to publication, before it with "last", after it with "next"."""
    weekday = meaning_at(tokens, index, terms.WEEKDAYS)
    if weekday is None:
        weekday = _abbreviated(tokens, index)
    if weekday is None or says(tokens, index - 1, "every"):
        return None
    shift, last = shift_around(tokens, index, index + 1)
    relative = terms.WEEKDAY_NAMES[weekday]
    relative = relative if shift is None else f"{terms.SHIFT_NAMES[shift]} {relative}"
    back = (published.weekday() - weekday) % 7
    if shift in (-1, -2):
        back = (back or 7) + (7 if shift == -2 else 0)
    elif shift == 1 or (shift == 0 and back):
        back -= 7
    return one_day(index, last, TimeKind.WEEKDAY, published - datetime.timedelta(days=back), relative)


def _abbreviated(tokens: Sequence[Token], index: int) -> int | None:
    """The weekday of "on Thu." and "Sun, 12 March"; the same letters are other words ("sat", "The Sun")."""
    weekday = meaning_at(tokens, index, terms.SHORT_WEEKDAYS)
    if weekday is None or not tokens[index].text[0].isupper():
        return None
    place = index + 1 + (folded_at(tokens, index + 1) in (".", ","))
    is_dated = integer_at(tokens, place, 0, 2199) is not None or month_at(tokens, place) is not None
    return weekday if is_dated or says(tokens, index - 1, "on") else None


def read_day(tokens: Sequence[Token], index: int, published: datetime.date) -> FoundTime | None:
    """ "today", أمس, أول من أمس, "the day after tomorrow"; not "the third day" or اليوم التالي."""
    if says(tokens, index - 1, "pointing_back"):
        return None
    if meaning_at(tokens, index + 1, terms.PARTS_OF_DAY) and meaning_at(tokens, index, terms.SHIFTS) == 0:
        return replace(one_day(index, index + 2, TimeKind.DAY, published, "today"), has_part=True)
    shift, after = meaning_at(tokens, index, terms.DAYS), token_at(tokens, index + 1)
    if shift is None:
        return None
    is_other = says(tokens, index + 1, "other_day") or meaning_at(tokens, index + 1, RANKS | terms.SHIFTS) is not None
    is_counted = after.value is not None and not after.spelt
    if says(tokens, index, "today_or_the_day") and (is_other or is_counted):
        return None
    relative = "today" if shift == 0 else f"{shift:+} day{'s' if abs(shift) > 1 else ''}"
    found = one_day(index, index + 1, TimeKind.DAY, published + datetime.timedelta(days=shift), relative)
    if says(tokens, index, "last_night"):
        found = replace(found, end=published, precision=TimePrecision.SPAN)
    return replace(found, has_part=says(tokens, index, *terms.NIGHTS))


RELATIVE_READERS = (read_past_span, read_ago, read_named_period, read_weekday, read_day)
