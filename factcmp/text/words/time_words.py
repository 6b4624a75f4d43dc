"""What the meanings of words are in time."""

from collections.abc import Mapping, Sequence

from factcmp.text.words import meanings
from factcmp.text.words.lexicon import RANKS
from factcmp.text.words.tokens import Token, integer_at, meaning_at, says, token_at

WEEKDAY_NAMES = meanings.WEEKDAYS
"""The English weekdays from Monday on."""
WEEKDAYS = {name: number for number, name in enumerate(WEEKDAY_NAMES)}
SHORT_WEEKDAYS = {f"short {name}": number for name, number in WEEKDAYS.items()}
"""Weekdays cut short, which are other words too."""
SHORT_MONTHS = {f"short {name}": number for number, name in enumerate(meanings.MONTHS, 1)}
"""Names of months that count only beside a day or a year."""
MONTHS = {name: number for number, name in enumerate(meanings.MONTHS, 1)} | SHORT_MONTHS
_PERIODS = ("hour", "day", "week", "month", "year")
PLURAL_PERIODS = tuple(f"{period}s" for period in _PERIODS)
PERIODS = {name: period for period in _PERIODS for name in (period, f"{period}s")}
"""The period that a word names in the singular or plural."""
DUAL_PERIODS = {f"two_{period}s": period for period in _PERIODS}
"""The period that a dual says two of."""
SHIFTS_AFTER = {"last_either_side": -1, "this_either_side": 0, "next_either_side": 1}
"""-1, 0 or 1 for "last", "this" and "next" where they may stand after their noun."""
SHIFTS = SHIFTS_AFTER | {"last": -1, "this": 0, "next": 1}
"""-1, 0 or 1 for all that may stand before it."""
SHIFT_NAMES = {-2: "last but one", -1: "last", 0: "this", 1: "next"}
"""What a shift is called in `relative`."""
DAYS: dict[str, int] = meanings.KNOWN["days"]
"""Days as counted from the day of publication."""
PARTS_OF_DAY = dict.fromkeys(("dawn", "morning", "noon", "afternoon", "evening", "night", "midnight"), True)
NIGHTS = ("last_night", "tonight", "night_of_yesterday")
"""Days that are named by their night."""
OF = ("of", "of_or_out_of")
BESIDE_PARTS = ("beside_part", "the", "on", "in", "of", "at")
"""May stand between a day, a part of it and what bounds that part."""
PARTS_OF_YEAR: Mapping[str, int] = meanings.KNOWN["parts_of_year"]
"""Parts of a year, by how many it has of them."""
FILLERS = ("filler", "year_numbered", "the", "on", "in", "of", "at", "a")
"""May stand beside a link, or between "since" and its expression, and say nothing."""
BOUNDARIES: Mapping[str, str] = meanings.KNOWN["boundaries"]
"""What makes an expression the end of a span."""
BEGINNINGS = frozenset(
    (
        *WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *PERIODS, *DUAL_PERIODS, *SHIFTS, *RANKS, *PARTS_OF_YEAR, *DAYS,
        "about", "about_either_side", "since_or_ago", "before_or_ago", "latest", "the", "a", "more_than", "at_least",
    )
)  # fmt: skip
"""The meanings that an expression may begin with."""


def links(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token may stand between the two ends of a span."""
    return says(tokens, index, "and", "to", "until", "until_or_up_to") or token_at(tokens, index).text in "-–—/"


def month_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The month named at the token and where its name ends; "may" and "march" count only with a capital.

    In the Levant months are numbered too: شهر 2 beside a day or a year.
    """
    token = token_at(tokens, index)
    if token.value is not None or not token.behind or (says(tokens, index, "capital") and not token.text[0].isupper()):
        return None
    if says(tokens, index, "month_numbered") and (number := integer_at(tokens, index + 1, 1, 12)):
        years = (integer_at(tokens, place, 1900, 2199) for place in range(index + 2, index + 5))
        is_dated = integer_at(tokens, index - 1, 1, 31) or any(years)
        return (number, index + 2) if is_dated else None
    month = meaning_at(tokens, index, MONTHS)
    return None if month is None else (month, index + 1)
