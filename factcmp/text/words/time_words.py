"""The words of times, folded, and what each means."""

from collections.abc import Sequence
from enum import StrEnum

from factcmp.text.words import meanings
from factcmp.text.words.tokens import Token, integer_at, meaning_at, unprefixed
from factcmp.text.words.vocabulary import (
    CAPITALS,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    TWIN_MONTHS,
    WEEKDAYS,
    phrases,
    words,
)

WEEKDAY_NAMES = meanings.WEEKDAYS
"""The English weekdays from Monday on."""
PLURAL_PERIODS = words("hours", "days", "weeks", "months", "years")
"""The plurals among `PERIODS`."""
_PERIODS = ("hour", "day", "week", "month", "year")
PERIODS = {word: period for period in _PERIODS for word in words(period, f"{period}s")}
"""The period that a word names in the singular or plural."""
DUAL_PERIODS = {word: period for period in _PERIODS for word in words(f"two_{period}s")}
"""The period that a dual says two of."""
SHIFTS_AFTER = dict.fromkeys(words("last_either_side"), -1)
SHIFTS_AFTER |= dict.fromkeys(words("this_either_side"), 0) | dict.fromkeys(words("next_either_side"), 1)
"""-1, 0 or 1 for "last", "this" and "next" where they may stand after their noun."""
SHIFTS = SHIFTS_AFTER | dict.fromkeys(words("last"), -1) | dict.fromkeys(words("this"), 0)
SHIFTS |= dict.fromkeys(words("next"), 1)
"""-1, 0 or 1 for all that may stand before it."""
SHIFT_NAMES = {-2: "last but one", -1: "last", 0: "this", 1: "next"}
"""What a shift is called in `relative`."""
_DAYS = {
    "day_before_yesterday": -2,
    "day_after_tomorrow": 2,
    "yesterday": -1,
    "last_night": -1,
    "night_of_yesterday": -1,
    "today": 0,
    "today_or_the_day": 0,
    "tonight": 0,
    "tomorrow": 1,
}
DAY_PHRASES = {phrase: shift for meaning, shift in _DAYS.items() for phrase in phrases(meaning)}
"""Days as counted from the day of publication."""
NIGHTS = phrases("last_night", "tonight", "night_of_yesterday")
"""The phrases of a day that are of its night."""


class PartOfDay(StrEnum):
    """A part of a day that words name."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


PARTS_OF_DAY = {word: part for part in PartOfDay for word in words(part)}
PARTS_OF_DAY |= dict.fromkeys(words("midnight"), PartOfDay.NIGHT)
THE, OF = words("the"), words("of", "of_or_out_of")
BESIDE_PARTS = words("beside_part", "the", "on", "in", "of", "at")
"""May stand between a day, a part of it and what bounds that part."""
PARTS_OF_YEAR = dict.fromkeys(words("quarter", "trimester"), 4) | dict.fromkeys(words("half", "semester"), 2)
"""Parts of a year, by how many it has of them."""
RANK_ENDINGS = words("th")
"""What follows digits in an ordinal."""
YEAR_NUMBERED, MONTH_NUMBERED, HIJRI_ERA = words("year_numbered"), words("month_numbered"), words("hijri_era")
LINKS = words("and", "to", "until", "until_or_up_to") | frozenset("-–—/")
"""May stand between the two ends of a span."""
FILLERS = words("filler", "year_numbered", "the", "on", "in", "of", "at", "a")
"""May stand beside a link, or between "since" and its expression, and say nothing."""
AMOUNT_HEDGES = words("about", "about_either_side")
"""May stand before a number of periods."""
BOUNDARIES = {
    **dict.fromkeys(words("since", "since_or_ago"), "since"),
    **dict.fromkeys(words("until", "until_or_up_to"), "until"),
    **dict.fromkeys(words("before", "before_or_ago"), "before"),
    **dict.fromkeys(words("after"), "after"),
}
"""What makes an expression the end of a span."""
OPENS_PAST = words("last", "last_either_side", "latest")
OPENS_AGO = words("since_or_ago", "before_or_ago")
MORE_THAN = phrases("more_than", "at_least")
"""What before a number of periods makes it open."""
BEGINNINGS = frozenset(
    (
        *WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *PERIODS, *DUAL_PERIODS, *SHIFTS, *ORDINALS, *AMOUNT_HEDGES,
        *PARTS_OF_YEAR, *OPENS_AGO, *OPENS_PAST, *THE, *words("a"),
        *(phrase[0] for phrase in (*DAY_PHRASES, *TWIN_MONTHS, *MORE_THAN)),
    )
)  # fmt: skip
"""The words that an expression may begin with."""


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
