"""The words of times, folded, and what each means."""

from collections.abc import Sequence
from enum import StrEnum

from factcmp.text.words.meanings import WEEKDAY_MEANINGS, Meaning
from factcmp.text.words.tokens import Token, integer_at, meaning_at, unprefixed
from factcmp.text.words.vocabulary import CAPITALS, MONTHS, ORDINALS, TWIN_MONTHS, phrases, words

_M = Meaning
WEEKDAY_NAMES = tuple(meaning.lower() for meaning in WEEKDAY_MEANINGS)
"""The English weekdays from Monday on."""
PLURAL_PERIODS = words(_M.HOURS, _M.DAYS, _M.WEEKS, _M.MONTHS, _M.YEARS)
"""The plurals among `PERIODS`."""
_PERIODS = {
    "hour": (_M.HOUR, _M.HOURS, _M.TWO_HOURS),
    "day": (_M.DAY, _M.DAYS, _M.TWO_DAYS),
    "week": (_M.WEEK, _M.WEEKS, _M.TWO_WEEKS),
    "month": (_M.MONTH, _M.MONTHS, _M.TWO_MONTHS),
    "year": (_M.YEAR, _M.YEARS, _M.TWO_YEARS),
}
PERIODS = {word: period for period, (one, many, _) in _PERIODS.items() for word in words(one, many)}
"""The period that a word names in the singular or plural."""
DUAL_PERIODS = {word: period for period, (*_, two) in _PERIODS.items() for word in words(two)}
"""The period that a dual says two of."""
SHIFTS_AFTER = dict.fromkeys(words(_M.LAST_EITHER_SIDE), -1)
SHIFTS_AFTER |= dict.fromkeys(words(_M.THIS_EITHER_SIDE), 0) | dict.fromkeys(words(_M.NEXT_EITHER_SIDE), 1)
"""-1, 0 or 1 for "last", "this" and "next" where they may stand after their noun."""
SHIFTS = SHIFTS_AFTER | dict.fromkeys(words(_M.LAST), -1) | dict.fromkeys(words(_M.THIS), 0)
SHIFTS |= dict.fromkeys(words(_M.NEXT), 1)
"""-1, 0 or 1 for all that may stand before it."""
SHIFT_NAMES = {-2: "last but one", -1: "last", 0: "this", 1: "next"}
"""What a shift is called in `relative`."""
_DAYS = {
    _M.DAY_BEFORE_YESTERDAY: -2,
    _M.DAY_AFTER_TOMORROW: 2,
    _M.YESTERDAY: -1,
    _M.LAST_NIGHT: -1,
    _M.NIGHT_OF_YESTERDAY: -1,
    _M.TODAY: 0,
    _M.TODAY_OR_THE_DAY: 0,
    _M.TONIGHT: 0,
    _M.TOMORROW: 1,
}
DAY_PHRASES = {phrase: shift for meaning, shift in _DAYS.items() for phrase in phrases(meaning)}
"""Days as counted from the day of publication."""
NIGHTS = phrases(_M.LAST_NIGHT, _M.TONIGHT, _M.NIGHT_OF_YESTERDAY)
"""The phrases of a day that are of its night."""


class PartOfDay(StrEnum):
    """A part of a day that words name."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


PARTS_OF_DAY = {word: part for part in PartOfDay for word in words(Meaning[part.name])}
PARTS_OF_DAY |= dict.fromkeys(words(_M.MIDNIGHT), PartOfDay.NIGHT)
THE, OF = words(_M.THE), words(_M.OF, _M.OF_OR_OUT_OF)
BESIDE_PARTS = words(_M.BESIDE_PART, _M.THE, _M.ON, _M.IN, _M.OF, _M.AT)
"""May stand between a day, a part of it and what bounds that part."""
PARTS_OF_YEAR = dict.fromkeys(words(_M.QUARTER, _M.TRIMESTER), 4) | dict.fromkeys(words(_M.HALF, _M.SEMESTER), 2)
"""Parts of a year, by how many it has of them."""
RANK_ENDINGS = words(_M.TH)
"""What follows digits in an ordinal."""
YEAR_NUMBERED, MONTH_NUMBERED, HIJRI_ERA = words(_M.YEAR_NUMBERED), words(_M.MONTH_NUMBERED), words(_M.HIJRI_ERA)
LINKS = words(_M.AND, _M.TO, _M.UNTIL, _M.UNTIL_OR_UP_TO) | frozenset("-–—/")
"""May stand between the two ends of a span."""
FILLERS = words(_M.FILLER, _M.YEAR_NUMBERED, _M.THE, _M.ON, _M.IN, _M.OF, _M.AT, _M.A)
"""May stand beside a link, or between "since" and its expression, and say nothing."""
AMOUNT_HEDGES = words(_M.ABOUT, _M.ABOUT_EITHER_SIDE)
"""May stand before a number of periods."""
BOUNDARIES = {
    **dict.fromkeys(words(_M.SINCE, _M.SINCE_OR_AGO), "since"),
    **dict.fromkeys(words(_M.UNTIL, _M.UNTIL_OR_UP_TO), "until"),
    **dict.fromkeys(words(_M.BEFORE, _M.BEFORE_OR_AGO), "before"),
    **dict.fromkeys(words(_M.AFTER), "after"),
}
"""What makes an expression the end of a span."""


def month_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The month named at the token and where its name ends; "may" and "march" count only with a capital.

    In the Levant months are numbered too: كانون 2, and شهر 2 beside a day or a year.
    """
    if not 0 <= index < len(tokens) or tokens[index].value is not None:
        return None
    token = tokens[index]
    if token.folded in CAPITALS and not token.text[0].isupper():
        return None
    if twins := meaning_at(tokens, index, _TWINS):
        rank = integer_at(tokens, index + 1, 1, 2) or meaning_at(tokens, index + 1, ORDINALS)
        return (twins[rank], index + 2) if rank in twins else None
    if token.folded in MONTH_NUMBERED and (number := integer_at(tokens, index + 1, 1, 12)):
        years = (integer_at(tokens, place, 1900, 2199) for place in range(index + 2, index + 5))
        is_dated = integer_at(tokens, index - 1, 1, 31) or any(years)
        return (number, index + 2) if is_dated else None
    month = meaning_at(tokens, index, MONTHS)
    return None if month is None else (month, index + 1)


def _twins() -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for (name, second), month in TWIN_MONTHS.items():
        if rank := unprefixed(second, ORDINALS):
            found.setdefault(name, {})[ORDINALS[rank[1]]] = month
    return found


_TWINS = _twins()
"""The two months of one name, by their rank."""
