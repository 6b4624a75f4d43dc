"""What stands beside a number in running text: hedges, its unit, and what makes it part of a name, a date or a year."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import takewhile

from factcmp.text.folding import is_unspaced
from factcmp.text.numbers.number_words import CURRENCY_SIGNS, Number, read_number, scale_at
from factcmp.text.words.lexicon import UNITS
from factcmp.text.words.meanings import Unit
from factcmp.text.words.time_words import OF, month_at
from factcmp.text.words.tokens import Token, folded_at, glued, meaning_at, said_at, says, token_at


class Hedge(StrEnum):
    """What a hedge makes of a number: a lower bound, an upper bound or an approximation."""

    LOWER = "lower"
    UPPER = "upper"
    ABOUT = "about"


_AFTER = {"at_least": Hedge.LOWER, "at_most": Hedge.UPPER, "about_either_side": Hedge.ABOUT}
_BEFORE = _AFTER | {
    "more_than": Hedge.LOWER,
    "less_than": Hedge.UPPER,
    "until_or_up_to": Hedge.UPPER,
    "about": Hedge.ABOUT,
}
_SIGNS = {
    **dict.fromkeys(">≥", Hedge.LOWER),
    **dict.fromkeys("<≤", Hedge.UPPER),
    **dict.fromkeys("~≈", Hedge.ABOUT),
}
_MAX_WORDS_TO_HEDGE = 3
_MAX_WORDS_COUNTED = 2


def hedges_before(tokens: Sequence[Token], first: int, begin: int = 0) -> tuple[int, tuple[Hedge, ...]]:
    """Where the hedges begin that stand before the token, not before `begin`, and those hedges, at most two."""
    hedges: tuple[Hedge, ...] = ()
    while len(hedges) < 2:
        end = first - 1
        if says(tokens, end, "proclitic") and glued(tokens, first):
            end -= 1
        hedge = _hedge_at(tokens, end) or _hedge_at(tokens, end := _before_counted(tokens, end))
        if hedge is None or end < begin:
            break
        first, hedges = end, (*hedges, hedge)
    return first, hedges


def _hedge_at(tokens: Sequence[Token], index: int) -> Hedge | None:
    return meaning_at(tokens, index, _BEFORE) or _SIGNS.get(folded_at(tokens, index))


def _before_counted(tokens: Sequence[Token], end: int) -> int:
    """Where "their number" ends before the one or two words, up to `end`, that say whose: تجاوز عدد المصابين 30."""
    words = range(end, end - _MAX_WORDS_COUNTED, -1)
    counted = takewhile(lambda place: token_at(tokens, place).text[:1].isalpha(), words)
    return next((place - 1 for place in counted if says(tokens, place - 1, "their_number")), end)


def hedge_after(tokens: Sequence[Token], end: int) -> tuple[int, Hedge] | None:
    """The hedge that follows, up to three words of the counted noun later, and where it ends."""
    if folded_at(tokens, end) == "+" and glued(tokens, end):
        return end + 1, Hedge.LOWER
    for place in range(end, min(end + _MAX_WORDS_TO_HEDGE + 1, len(tokens))):
        if hedge := said_at(tokens, place, _AFTER):
            return None if read_number(tokens, place + 1) else (place + 1, hedge)
        if not tokens[place].text[0].isalpha() or read_number(tokens, place):
            return None
    return None


def has_sign(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a currency or per cent sign stands before the number ("$5", "%20", yüzde 20) that is of no other."""
    sign = number.first - 1
    return _is_sign(tokens, sign) and (_is_of_the_next(tokens, sign) or not _ends_a_number(tokens, sign))


def _is_sign(tokens: Sequence[Token], index: int) -> bool:
    return token_at(tokens, index).text in CURRENCY_SIGNS or says(tokens, index, "percent")


def _is_of_the_next(tokens: Sequence[Token], sign: int) -> bool:
    """Whether a sign is written on to the digits after it, and not to those before ("$5 $10", "5-%10")."""
    is_apart = not glued(tokens, sign) or folded_at(tokens, sign - 1) == "-"
    return is_apart and glued(tokens, sign + 1) and token_at(tokens, sign + 1).value is not None


def _ends_a_number(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number stands right before the place: digits, a number word, or digits with their magnitude ("5K")."""
    last, before = token_at(tokens, end - 1), token_at(tokens, end - 2)
    if last.value is not None or last.entry is not None:
        return True
    return before.value is not None and scale_at(tokens, end - 1, digits=True) is not None


def unit_of(tokens: Sequence[Token], number: Number) -> tuple[Unit | None, int]:
    """The unit of the number as name and factor, and the token after it; a currency sign may stand before it."""
    if has_sign(tokens, number):
        return said_at(tokens, number.first - 1, UNITS), number.last
    place = number.last
    place += folded_at(tokens, place) == "-" and glued(tokens, place) and glued(tokens, place + 1)
    is_year = says(tokens, place, "common_era") and (not number.in_digits or 1900 <= number.lower < 2100)
    unit = said_at(tokens, place, UNITS)
    if unit is None or is_year or (_is_sign(tokens, place) and _is_of_the_next(tokens, place)):
        return None, number.last
    return unit, place + 1


_YEAR_CUES = dict.fromkeys(
    ("year_cue", "year_numbered", "decade_before", "year", "in", "of", "of_or_out_of", "since", "since_or_ago",
     "until", "until_or_up_to", "before", "before_or_ago", "after"), True
)  # fmt: skip


def is_name_or_date(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a name, an ordinal, a date or a clock time."""
    first, last = number.first, number.last
    if says(tokens, first - 1, "clock_before") or says(tokens, last, "o_clock"):
        return True
    if not number.in_digits:
        return False
    if is_glued_before(tokens, number) or is_glued_after(tokens, number) or _in_date_digits(tokens, first):
        return True
    if number.lower > 31 or number.magnitude != 1:
        return False
    return month_at(
        tokens, last + (folded_at(tokens, last) == "." or says(tokens, last, *OF))
    ) is not None or _follows_month(tokens, first)


def _follows_month(tokens: Sequence[Token], index: int) -> bool:
    months = (month_at(tokens, index - 1), month_at(tokens, index - 2))
    return any(month is not None and month[1] == index for month in months)


def is_glued_before(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a name runs into the number with no space ("A4", "T-2"); a proclitic or a unit is no name."""
    first = number.first
    if not glued(tokens, first):
        return False
    before = tokens[first - 1]
    if before.text == "-" and glued(tokens, first - 1):
        unit = tokens[first - 2]
        after_unit = token_at(tokens, first - 3).value is not None and said_at(tokens, first - 2, UNITS) is not None
        return unit.text[-1].isalpha() and not after_unit
    is_letter = before.text[-1].isalpha() and not is_unspaced(before.text[-1])
    return before.text == "_" or (is_letter and not says(tokens, first - 1, "proclitic"))


def is_glued_after(tokens: Sequence[Token], number: Number) -> bool:
    """Whether letters that are no unit follow with no space ("5G", "1st"); Arabic and Chinese ones are not glued."""
    last = number.last
    if says(tokens, last, "th", "decade_after") and glued(tokens, last):
        return True  # 14-й
    if not glued(tokens, last) or not tokens[last].text[0].isalpha() or "\u0600" <= tokens[last].text[0] <= "\u06ff":
        return False
    return not is_unspaced(tokens[last].text[0]) and unit_of(tokens, number)[0] is None


def _in_date_digits(tokens: Sequence[Token], index: int) -> bool:
    """Whether the digits are one of three or more joined by one sign, or of two joined by a slash or colon."""
    start = end = index
    while index - start < 4 and glued(tokens, start) and glued(tokens, start - 1) and _is_date_sign(tokens, start - 1):
        start -= 2
    while end - index < 4 and glued(tokens, end + 1) and glued(tokens, end + 2) and _is_date_sign(tokens, end + 1):
        end += 2
    signs = {token.folded for token in tokens[start + 1 : end : 2]}
    return end - start >= 4 or bool(signs & {"/", ":"})


def _is_date_sign(tokens: Sequence[Token], index: int) -> bool:
    numbers = tokens[index - 1].value is not None and tokens[index + 1].value is not None
    return numbers and tokens[index].folded in ("/", ":", ".", "-")


def looks_like_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is written as four digits from 1900 to 2099."""
    written = tokens[number.first].text
    return number.in_digits and number.last == number.first + 1 and len(written) == 4 and 1900 <= number.lower < 2100


def is_season(tokens: Sequence[Token], number: Number, following: Number) -> bool:
    """Whether the two are years written as one: "2012–13", "2012-2013"."""
    first, end = number.last, following.first
    is_short = len(tokens[end].text) == 2 and number.lower % 100 < following.lower < 100
    is_joined = end == first + 1 and tokens[first].text in "-–—/" and glued(tokens, first) and glued(tokens, end)
    is_years = looks_like_year(tokens, number) and following.in_digits
    return is_years and is_joined and (is_short or following.lower == number.lower + 1)


def is_year(tokens: Sequence[Token], number: Number, bare_years: bool, *, plain: bool) -> bool:
    """Whether the number is a year by the word before it or, unless `bare_years`, by having no word after it."""
    if not plain or not looks_like_year(tokens, number):
        return False
    first, last = number.first, number.last
    _, hedges = hedges_before(tokens, first)
    if hedges and not meaning_at(tokens, first - 1, {"until_or_up_to": True}):
        return False
    if meaning_at(tokens, first - 1, _YEAR_CUES) or _follows_month(tokens, first):
        return True
    after = token_at(tokens, last)
    return not bare_years and (not after.text[0].isalpha() or says(tokens, last, "common_era"))
