"""When a claim says that something happened, from its words and the day of publication; no clock is read.

Arabic, English and all-digit dates. dateparser was measured and refused: of fifteen Arabic expressions it read
three rightly, and in every language it gives a year or a week ("2015", "last week") as one exact day.

Choices where usage differs: 04/03/2022 is 4 March, unless only the other order is a date. Weeks may begin on
Saturday, Sunday or Monday, so "last week" is every day that one of them allows. "Two months ago" is a month
around that day. Where a day and a weekday disagree ("today, Wednesday" in a story of Thursday) the weekday
holds, the last one before that day or the one a day after it: pages are republished and carry the date of
another time zone, while the name of the day is as it was written.
"""

import calendar
import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from factcmp.models import EventTime, TimePrecision
from factcmp.values.interlingua import read_tokens
from factcmp.values.number_table import ORDINALS, Part
from factcmp.values.number_words import (
    Number,
    Token,
    glued,
    month_at,
    read_number,
    split_words,
    unprefixed,
)

_WEEKDAY_FORMS = (
    "monday الاثنين",
    "tuesday الثلاثاء الثلاثا",
    "wednesday الاربعاء الاربعا",
    "thursday الخميس",
    "friday الجمعه",
    "saturday السبت",
    "sunday الاحد",
)
_WEEKDAYS = {form: day for day, forms in enumerate(_WEEKDAY_FORMS) for form in forms.split()}
_WEEKDAYS |= {f"ل{form.removeprefix('ا')}": day for form, day in _WEEKDAYS.items() if form.startswith("ال")}
_WEEKDAY_NAMES = tuple(forms.split()[0] for forms in _WEEKDAY_FORMS)
_PERIOD_FORMS = {
    "hour": "hour hours ساعه ساعات",
    "day": "day days يوم يوما ايام",
    "week": "week weeks اسبوع اسبوعا اسابيع",
    "month": "month months شهر شهرا اشهر شهور",
    "year": "year years عام عاما اعوام سنه سنوات سنين",
}
_PLURALS = frozenset(
    ("hours", "days", "weeks", "months", "years", "ساعات", "ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين")
)
_PERIODS = {form: period for period, forms in _PERIOD_FORMS.items() for form in forms.split()}
_DUAL_STEMS = {"ساعت": "hour", "يوم": "day", "اسبوع": "week", "شهر": "month", "عام": "year", "سنت": "year"}
_DUALS = {f"{stem}{end}": period for stem, period in _DUAL_STEMS.items() for end in ("ين", "ان")}
_SHIFTS = dict.fromkeys(split_words("last past previous ماضي ماضيه فائت فائته منصرم منصرمه اخير اخيره"), -1)
_SHIFTS |= dict.fromkeys(split_words("this current هذا هذه جاري جاريه حالي حاليه"), 0)
_SHIFTS |= dict.fromkeys(split_words("next coming upcoming مقبل مقبله قادم قادمه"), 1)
_SHIFT_NAMES = {-2: "last but one", -1: "last", 0: "this", 1: "next"}
_DAY_PHRASES = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "اول من امس": -2,
    "اول امس": -2,
    "امس الاول": -2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "بعد غد": 2,
    "yesterday": -1,
    "last night": -1,
    "امس": -1,
    "الامس": -1,
    "البارحه": -1,
    "الليله الماضيه": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this evening": 0,
    "اليوم": 0,
    "الليله": 0,
    "tomorrow": 1,
    "غدا": 1,
    "غد": 1,
}
_RANK_ENDINGS = ("st", "nd", "rd", "th")
_OTHER_DAY = split_words("التالي السابق نفسه ذاته الموالي نفس الواحد ال")
_LINKS = split_words("and و to الي until حتي - – — /")
_FILLERS = split_words("the on in of at a an يوم عام سنه شهر في من مساء صباح فجر ليل ظهر ليله")
_HEDGES = split_words("about around some nearly almost roughly approximately ≈ ≃ نحو حوالي قرابه زهاء")
_BOUNDARIES = {
    **dict.fromkeys(("since", "منذ"), "since"),
    **dict.fromkeys(("until", "till", "حتي"), "until"),
    **dict.fromkeys(("before", "قبل"), "before"),
    **dict.fromkeys(("after", "بعد"), "after"),
}
_Meaning = TypeVar("_Meaning")
_ONLY_BESIDE_DIGITS = split_words("jan feb mar apr jun jul aug sep sept oct nov dec ماي جوان غشت اوت")


class _Kind(StrEnum):
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    DAY = "day"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class _Found:
    """One time expression of the words; days are None where only the publication date could tell them."""

    first: int
    last: int
    kind: _Kind
    precision: TimePrecision
    relative: str
    """What to say without a publication date; empty where none is needed."""
    start: datetime.date | None = None
    end: datetime.date | None = None


def resolve_event_time(said: str | None, published: datetime.date | None, *, language: str | None = None) -> EventTime:
    """The days that the words mean in an article of that publication date; without a language as Arabic or English.

    Words that only a publication date could resolve keep a normalised `relative` ("wednesday", "-2 days",
    "last week"; "--03-12" and "--03" as in XML Schema's gMonthDay and gMonth). Words that it cannot read keep
    neither days nor `relative`.
    """
    if said is None or not said.strip():
        return EventTime()
    tokens = read_tokens(said, language)
    try:
        found = _combine(tokens, _read_all(tokens, published), published)
    except (ValueError, OverflowError):
        found = None  # no such day: 31 April, or a year that no calendar has
    if found is None:
        return EventTime(said=said, precision=TimePrecision.RELATIVE)
    if found.start is None and found.end is None:
        return EventTime(said=said, precision=TimePrecision.RELATIVE, relative=found.relative)
    return EventTime(said=said, start=found.start, end=found.end, precision=found.precision)


def times_differ(a: EventTime, b: EventTime) -> bool | None:
    """True when they cannot be the same time, False when they can, None when it cannot be told.

    Days decide; without them, two weekdays, or a weekday and one day, that are not the same differ all the same.
    """
    if (a.start or a.end) and (b.start or b.end):
        low, high = datetime.date.min, datetime.date.max
        return (a.start or low) > (b.end or high) or (b.start or low) > (a.end or high)
    first, second = _weekday_of(a), _weekday_of(b)
    return True if first is not None and second is not None and first != second else None


def _weekday_of(time: EventTime) -> int | None:
    if time.precision is TimePrecision.DAY and time.start:
        return time.start.weekday()
    name = time.relative or ""
    for shift in _SHIFT_NAMES.values():
        name = name.removeprefix(f"{shift} ")
    return _WEEKDAY_NAMES.index(name) if name in _WEEKDAY_NAMES else None


def _read_all(tokens: Sequence[Token], published: datetime.date | None) -> list[_Found]:
    readers: tuple[Callable[[Sequence[Token], int, datetime.date | None], _Found | None], ...] = (
        _read_digits,
        _read_day_and_month,
        _read_month,
        _read_past_span,
        _read_ago,
        _read_named_period,
        _read_weekday,
        _read_day,
        _read_year,
    )
    found: list[_Found] = []
    index = 0
    while index < len(tokens):
        one = next((one for reader in readers if (one := reader(tokens, index, published))), None)
        if one:
            found.append(one)
        index = one.last if one else index + 1
    return found


def _folded(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].folded if 0 <= index < len(tokens) else ""


def _known(tokens: Sequence[Token], index: int, words: Mapping[str, _Meaning]) -> _Meaning | None:
    """What the word at the place means, its proclitics aside."""
    found = unprefixed(_folded(tokens, index), words)
    return words[found[1]] if found else None


def _integer(tokens: Sequence[Token], index: int, low: int, high: int) -> int | None:
    value = tokens[index].value if 0 <= index < len(tokens) else None
    return int(value) if value is not None and value.is_integer() and low <= value <= high else None


def _one_day(first: int, last: int, kind: _Kind, day: datetime.date | None, relative: str = "") -> _Found:
    return _Found(first, last, kind, TimePrecision.DAY, relative, day, day)


def _read_digits(tokens: Sequence[Token], index: int, _: datetime.date | None) -> _Found | None:
    """2022-03-12, 12/03/2022, 12.3.22."""
    if not all(glued(tokens, index + step) for step in (1, 2, 3, 4)):
        return None
    signs, parts = (tokens[index + 1].folded, tokens[index + 3].folded), [tokens[index + step] for step in (0, 2, 4)]
    if signs[0] != signs[1] or signs[0] not in ("/", "-", "."):
        return None
    one, two, three = (_integer(parts, place, 0, 2199) for place in range(3))
    if one is None or two is None or three is None:
        return None
    year, month, day = (one, two, three) if len(parts[0].text) == 4 else (three, two, one)
    year += 2000 if year < 100 else 0
    month, day = (day, month) if month > 12 else (month, day)
    return _one_day(index, index + 5, _Kind.DATE, datetime.date(year, month, day))


def _read_day_and_month(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """12 آذار 2022, "March 12th", الثالث من نيسان, "12-14 March"; without a year the last such day."""
    place, day = _day_of_month(tokens, index)
    if day is None:
        month, place = month_at(tokens, index) or (0, index)
        place, day = _day_of_month(tokens, place) if month else (place, None)
        if day is None or (
            tokens[place - 1].value is None and _folded(tokens, place - 1) not in ("st", "nd", "rd", "th")
        ):
            return None
    else:
        if _folded(tokens, place) in _LINKS:
            rest = _read_day_and_month(tokens, place + 1 + (_folded(tokens, place + 1) == "the"), published)
            if rest and rest.start and rest.start.day > day:
                start = rest.start.replace(day=day)
                return replace(rest, first=index, start=start, precision=TimePrecision.SPAN)
            if rest:
                return replace(rest, first=index, relative=f"{rest.relative[:5]}{day:02}/{rest.relative}")
        place += _folded(tokens, place) in ("of", "من", ".")
        month, place = month_at(tokens, place + (_folded(tokens, place) == "شهر")) or (0, place)
        if not month:
            return None
    year, place = _year_after(tokens, place)
    relative = "" if year else f"--{month:02}-{day:02}"
    if year is None and published is None:
        datetime.date(2000, month, day)
        return _Found(index, place, _Kind.DATE, TimePrecision.DAY, relative)
    if year is None and published is not None:
        candidates = (published.year - back for back in range(9))
        is_day = (y for y in candidates if day <= calendar.monthrange(y, month)[1])
        year = next((y for y in is_day if datetime.date(y, month, day) <= published), None)
    return _one_day(index, place, _Kind.DATE, datetime.date(year or 0, month, day), relative)


def _day_of_month(tokens: Sequence[Token], index: int) -> tuple[int, int | None]:
    """The place after a day of the month in digits or as an ordinal, and that day."""
    day = _integer(tokens, index, 1, 31)
    if day is not None:
        is_range = _folded(tokens, index + 1) == "." and _folded(tokens, index + 2) in _LINKS
        return index + 1 + (is_range or _folded(tokens, index + 1) in _RANK_ENDINGS), day
    tens = tokens[index].entry if index < len(tokens) else None
    if tens and tens.latin and tens.part is Part.TENS:
        place = index + 1 + (_folded(tokens, index + 1) == "-")
        return place + 1, _known_day(tokens, place, tens.value)
    day = _known(tokens, index, ORDINALS)
    more = tokens[index + 1].entry if index + 1 < len(tokens) else None
    is_tail = (
        more and not more.latin and (more.part is Part.TEN or (more.part is Part.TENS and tokens[index + 1].joined))
    )
    if day is not None and more and is_tail:
        return index + 2, _known_day(tokens, index, more.value)
    return index + 1, day


def _known_day(tokens: Sequence[Token], index: int, tens: float) -> int | None:
    """The day that the ordinal makes with the tens beside it (الثامن والعشرين, "twenty-first")."""
    ordinal = _known(tokens, index, ORDINALS)
    return None if ordinal is None else ordinal + int(tens)


def _year_after(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    """The year that belongs to a month before it, past a second name of the month (آذار/مارس), and its end."""
    place = index
    if _folded(tokens, place) in ("/", "(") and (month := month_at(tokens, place + 1)):
        index = place = month[1] + (_folded(tokens, month[1]) == ")")
    while _folded(tokens, place) in (",", "،", "من", "of", "in", "عام", "العام", "سنه"):
        place += 1
    year = _integer(tokens, place, 1500, 2199)
    return (None, index) if year is None or _folded(tokens, place + 1) == "ه" else (year, place + 1)


def _read_month(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """A month; without a year the last one that has begun, and with "last" or "next" the one so called."""
    named = month_at(tokens, index)
    if named is None:
        return None
    (month, place), word = named, tokens[index]
    year, place = _year_after(tokens, place)
    shift, last = _shift_around(tokens, index, place)
    bare = year is None and _folded(tokens, index - 1) != "شهر"
    is_father = word.folded.endswith("اب") and len(word.folded) < 4 and "آ" not in word.text
    if bare and (is_father or word.folded in _ONLY_BESIDE_DIGITS):
        return None
    relative = "" if year else f"--{month:02}" if shift is None else f"{_SHIFT_NAMES[shift]} --{month:02}"
    if year is None and published is None:
        return _Found(index, last, _Kind.MONTH, TimePrecision.MONTH, relative)
    if year is None and published is not None:
        later = month > published.month or (month == published.month and shift == -1)
        year = published.year - later + (1 if shift == 1 and (later or month == published.month) else 0)
        year += shift == 1 and month < published.month
    return _month_found(index, last, year or 0, month, relative)


def _month_found(first: int, last: int, year: int, month: int, relative: str) -> _Found:
    start, end = datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return _Found(first, last, _Kind.MONTH, TimePrecision.MONTH, relative, start, end)


def _shift_around(tokens: Sequence[Token], first: int, last: int) -> tuple[int | None, int]:
    """-1, 0 or 1 for "last", "this", "next" around the words, -2 for قبل الماضي, and where they end then."""
    shift = _known(tokens, first - 1, _SHIFTS)
    if shift is not None:
        return shift, last
    if _folded(tokens, last) == "قبل" and _known(tokens, last + 1, _SHIFTS) == -1:
        return -2, last + 2
    shift = _known(tokens, last, _SHIFTS)
    is_arabic = last < len(tokens) and "\u0600" <= tokens[last].folded[:1] <= "\u06ff"
    return (shift, last + 1) if shift is not None and is_arabic else (None, last)


def _read_year(tokens: Sequence[Token], index: int, _: datetime.date | None) -> _Found | None:
    """2015, and the ten years of "the 1990s"."""
    year = _integer(tokens, index, 1500, 2199)
    is_year = len(tokens[index].text) == 4 and _folded(tokens, index + 1) not in ("ه", *_PERIODS)
    if year is None or not is_year or (glued(tokens, index) and tokens[index - 1].text[-1].isalpha()):
        return None
    is_decade = _folded(tokens, index + 1) == "s" and glued(tokens, index + 1)
    start, end = datetime.date(year, 1, 1), datetime.date(year + 9 * is_decade, 12, 31)
    precision = TimePrecision.SPAN if is_decade else TimePrecision.YEAR
    return _Found(index, index + 1, _Kind.YEAR, precision, "", start, end)


def _amount(tokens: Sequence[Token], index: int) -> tuple[Number, str, int] | None:
    """A number of periods ("two days", أسبوعين, "a week", ثلاثة أشهر) with the period and where it ends."""
    place = index + (_folded(tokens, index) in _HEDGES)
    if place >= len(tokens):
        return None
    pair = unprefixed(tokens[place].folded, _DUALS)
    if pair:
        return Number(place, place + 1, 2, 2, 2, 1, False), _DUALS[pair[1]], place + 1
    number = read_number(tokens, place)
    if number is None:
        place += _folded(tokens, place) in ("a", "an", "the", "ال")
        period = _PERIODS.get(_folded(tokens, place))
        if period is None or _names_other(tokens, place + 1):
            return None
        is_plural = _folded(tokens, place) in _PLURALS and _folded(tokens, place - 1) != "a"
        upper = 24 if is_plural and period == "hour" else 1
        one = Number(place, place + 1, 1, upper, 1, 1, False)
        return None if is_plural and period != "hour" else (one, period, place + 1)
    period = _PERIODS.get(_folded(tokens, number.last))
    return (number, period, number.last + 1) if period and number.upper is not None else None


def _names_other(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name follows the period word: "Friday" after "day", a month or a year after theirs."""
    digits = index < len(tokens) and tokens[index].value is not None
    return digits or _known(tokens, index, _WEEKDAYS) is not None or month_at(tokens, index) is not None


def _count(number: Number, period: str) -> str:
    """ "2 days", "1 week", "3–10 days"."""
    if number.lower != number.upper:
        return f"{number.lower:g}–{number.upper:g} {period}s"
    return f"{number.lower:g} {period}{'' if number.lower == 1 else 's'}"


def _read_past_span(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """ "the past 48 hours", خلال 48 ساعة الماضية, الأيام الثلاثة الماضية, آخر أسبوعين: up to publication."""
    opens = _folded(tokens, index) in ("past", "last", "اخر", "ماضي")
    amount = _amount(tokens, index + opens)
    if amount and _folded(tokens, index) in ("the", "a", "ال") and not opens:
        amount = None
    period_first = None if opens else _known(tokens, index, _PERIODS)
    if amount is None and period_first:
        place = index + 1 + (_folded(tokens, index + 1) == "ال")
        number = read_number(tokens, place) if place < len(tokens) else None
        amount = (number, period_first, number.last) if number and number.upper is not None else None
    if amount is None:
        return None
    number, period, last = amount
    closes = _known(tokens, last, _SHIFTS) == -1
    is_one = number.lower == 1 and number.first == index + opens and not number.in_digits
    if not (opens or closes) or number.upper is None or is_one:
        return None
    relative = f"past {_count(number, period)}"
    if published is None:
        return _Found(index, last + closes, _Kind.PERIOD, TimePrecision.SPAN, relative)
    start = _back(published, number.upper, period)
    return _Found(index, last + closes, _Kind.PERIOD, TimePrecision.SPAN, relative, start, published)


def _back(day: datetime.date, count: float, period: str) -> datetime.date:
    """The day so many periods before; hours round up to whole days."""
    if period in ("month", "year"):
        months = day.year * 12 + day.month - 1 - round(count * (12 if period == "year" else 1))
        year, month = divmod(months, 12)
        return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    days = {"hour": 1 / 24, "day": 1, "week": 7}[period]
    return day - datetime.timedelta(days=math.ceil(count * days))


def _more_than(tokens: Sequence[Token], index: int) -> int:
    """How many words of "more than" stand at the place."""
    if _folded(tokens, index) in (">", "≥"):
        return 1
    return 2 * ((_folded(tokens, index), _folded(tokens, index + 1)) in (("more", "than"), ("اكثر", "من")))


def _read_ago(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """ "two days ago", قبل يومين, منذ ثلاثة أسابيع, "more than a month ago"."""
    opens = _folded(tokens, index) in ("قبل", "منذ")
    more = _more_than(tokens, index + opens)
    amount = _amount(tokens, index + opens + more)
    if amount is None:
        return None
    number, period, last = amount
    closes = _folded(tokens, last) == "ago"
    next_shift = _known(tokens, last, _SHIFTS)
    if not (opens or closes) or number.upper is None or next_shift is not None:
        return None
    relative = f"{'before ' if more else ''}-{_count(number, period)}"
    precision = {"week": TimePrecision.WEEK, "month": TimePrecision.MONTH, "year": TimePrecision.YEAR}.get(period)
    found = _Found(index, last + closes, _Kind.PERIOD, precision or TimePrecision.SPAN, relative)
    if published is None:
        return found
    slack = datetime.timedelta(days={"week": 3, "month": 15, "year": 183}.get(period, 0))
    start, end = _back(published, number.upper, period) - slack, _back(published, number.lower, period) + slack
    if period == "hour":
        end = published - datetime.timedelta(days=math.floor(number.lower / 24))
    if period == "day" and start == end:
        return _one_day(index, last + closes, _Kind.DAY, start, relative) if not more else replace(found, end=end)
    return (
        replace(found, start=None, end=end, precision=TimePrecision.SPAN)
        if more
        else replace(found, start=start, end=end)
    )


def _read_named_period(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """ "last week", الشهر الماضي, "this year", العام قبل الماضي."""
    period = _known(tokens, index, _PERIODS)
    shift, last = _shift_around(tokens, index, index + 1)
    if period not in ("week", "month", "year") or shift is None:
        return None
    precision = TimePrecision(period)
    found = _Found(index, last, _Kind.PERIOD, precision, f"{_SHIFT_NAMES[shift]} {period}")
    if published is None:
        return found
    if period == "week":
        starts = [
            published - datetime.timedelta(days=(published.weekday() - first) % 7 - 7 * shift) for first in (5, 6, 0)
        ]
        return replace(found, start=min(starts), end=max(starts) + datetime.timedelta(days=6))
    if period == "year":
        year = published.year + shift
        return replace(found, start=datetime.date(year, 1, 1), end=datetime.date(year, 12, 31))
    year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
    return replace(_month_found(index, last, year, month + 1, found.relative), kind=_Kind.PERIOD)


def _read_weekday(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """A weekday: the latest up to publication, before it with "last", after it with "next"."""
    weekday = _known(tokens, index, _WEEKDAYS)
    if weekday is None or _folded(tokens, index - 1) in ("every", "each", "كل"):
        return None
    shift, last = _shift_around(tokens, index, index + 1)
    relative = _WEEKDAY_NAMES[weekday]
    relative = relative if shift is None else f"{_SHIFT_NAMES[shift]} {relative}"
    if published is None:
        return _one_day(index, last, _Kind.WEEKDAY, None, relative)
    back = (published.weekday() - weekday) % 7
    if shift in (-1, -2):
        back = (back or 7) + (7 if shift == -2 else 0)
    elif shift == 1 or (shift == 0 and back):
        back -= 7
    return _one_day(index, last, _Kind.WEEKDAY, published - datetime.timedelta(days=back), relative)


def _read_day(tokens: Sequence[Token], index: int, published: datetime.date | None) -> _Found | None:
    """ "today", أمس, أول من أمس, "the day after tomorrow"; not "the third day" or اليوم التالي."""
    for phrase, shift in _DAY_PHRASES.items():
        head, *rest = phrase.split()
        last = index + 1 + len(rest)
        if [_folded(tokens, place) for place in range(index + 1, last)] != rest:
            continue
        if unprefixed(_folded(tokens, index), (head,)) is None:
            continue
        after = _folded(tokens, last)
        is_other = after in _OTHER_DAY or any(unprefixed(after, words) for words in (ORDINALS, _SHIFTS))
        if phrase == "اليوم" and (is_other or (last < len(tokens) and tokens[last].value is not None)):
            return None
        relative = "today" if shift == 0 else f"{shift:+} day{'s' if abs(shift) > 1 else ''}"
        day = None if published is None else published + datetime.timedelta(days=shift)
        found = _one_day(index, last, _Kind.DAY, day, relative)
        is_night = phrase in ("last night", "الليله الماضيه")
        return replace(found, end=published, precision=TimePrecision.SPAN) if is_night and day else found
    return None


def _combine(tokens: Sequence[Token], found: Sequence[_Found], published: datetime.date | None) -> _Found | None:
    """One time of the expressions: the ends of a span, or the one that says it most exactly."""
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and _linked(tokens, first, found[1]):
        return _hull(first, found[1])
    best = _most_exact(found)
    boundary = _boundary(tokens, first) if first.kind is not _Kind.PERIOD else None
    return _bounded(best, boundary, published) if boundary else best


def _linked(tokens: Sequence[Token], a: _Found, b: _Found) -> bool:
    between = {token.folded for token in tokens[a.last : b.first]}
    attached = (unprefixed(_folded(tokens, b.first), (*_WEEKDAYS, *_DAY_PHRASES)) or ("", ""))[0].startswith("و")
    return between <= _LINKS | _FILLERS | {"year"} and (bool(between & _LINKS) or attached)


def _hull(a: _Found, b: _Found) -> _Found:
    """The span from the one to the other; a day or month without a year takes the year of the second."""
    if a.relative.startswith("--") and b.start and b.end and not b.relative:
        month, first_day = int(a.relative[2:4]), int(a.relative[5:7] or 1)
        is_before = (month, first_day) > (b.start.month, b.start.day)
        start = datetime.date(b.start.year - is_before, month, first_day)
        return replace(b, start=start, precision=TimePrecision.SPAN)
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return replace(a, relative=f"{a.relative}/{b.relative}", start=None, end=None)
    start, end = a.start, b.end
    if a.kind is _Kind.WEEKDAY and start > end:
        start -= datetime.timedelta(days=7)
    return replace(a, start=min(start, end), end=max(start, end), precision=TimePrecision.SPAN)


def _most_exact(found: Sequence[_Found]) -> _Found:
    by_kind = {one.kind: one for one in reversed(found)}
    if date := by_kind.get(_Kind.DATE):
        return date
    weekday, day, period = (by_kind.get(kind) for kind in (_Kind.WEEKDAY, _Kind.DAY, _Kind.PERIOD))
    if weekday and weekday.start and (near := day or period) and near.end:
        back = (near.end.weekday() - weekday.start.weekday()) % 7
        moved = near.end - datetime.timedelta(days=-1 if near is day and back == 6 else back)
        return replace(weekday, start=moved, end=moved)
    if (month := by_kind.get(_Kind.MONTH)) and month.start and period and period.precision is TimePrecision.YEAR:
        year = period.start.year if period.start else month.start.year
        return _month_found(month.first, month.last, year, month.start.month, month.relative)
    return weekday or day or month or found[0]


def _boundary(tokens: Sequence[Token], found: _Found) -> str | None:
    place = found.first - 1
    while place >= 0 and tokens[place].folded in _FILLERS:
        place -= 1
    return _known(tokens, place, _BOUNDARIES) if place >= 0 else None


def _bounded(found: _Found, boundary: str, published: datetime.date | None) -> _Found:
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
