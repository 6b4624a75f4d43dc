"""Whether a number in running text counts nothing: as part of a name, an ordinal, a date, a year or a clock time."""

from collections.abc import Sequence

from factcmp.text.folding import is_unspaced
from factcmp.text.numbers.hedges import hedges_before
from factcmp.text.numbers.number_units import COMMON_ERA, unit_of
from factcmp.text.numbers.number_words import Number
from factcmp.text.words.meanings import Meaning
from factcmp.text.words.time_words import OF, month_at
from factcmp.text.words.tokens import PROCLITICS, Token, glued, unprefixed
from factcmp.text.words.units import UNITS
from factcmp.text.words.vocabulary import words

_M = Meaning
CLOCK_AFTER = words(_M.O_CLOCK)
"""What makes the number before it a time of day."""
_CLOCK_BEFORE = words(_M.CLOCK_BEFORE)
_UP_TO = words(_M.UNTIL_OR_UP_TO)
_YEAR_CUES = words(
    *(_M.YEAR_CUE, _M.YEAR_NUMBERED, _M.YEAR, _M.IN, _M.OF, _M.OF_OR_OUT_OF, _M.SINCE, _M.SINCE_OR_AGO),
    *(_M.UNTIL, _M.UNTIL_OR_UP_TO, _M.BEFORE, _M.BEFORE_OR_AGO, _M.AFTER),
)


def is_name_or_date(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a name, an ordinal, a date or a clock time."""
    first, last = number.first, number.last
    before = tokens[first - 1].folded if first else ""
    after = tokens[last] if last < len(tokens) else None
    if before in _CLOCK_BEFORE or (after and after.folded in CLOCK_AFTER):
        return True
    if not number.in_digits:
        return False
    if is_glued_before(tokens, number) or is_glued_after(tokens, number) or _in_date_digits(tokens, first):
        return True
    if number.lower > 31 or number.magnitude != 1:
        return False
    skip = after is not None and (after.folded == "." or after.folded in OF)
    return month_at(tokens, last + skip) is not None or _follows_month(tokens, first)


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
        after_unit = first > 2 and tokens[first - 3].value is not None and tokens[first - 2].folded in UNITS
        return tokens[first - 2].text[-1].isalpha() and not after_unit
    is_letter = before.text[-1].isalpha() and not is_unspaced(before.text[-1])
    return before.text == "_" or (is_letter and before.folded not in PROCLITICS)


def is_glued_after(tokens: Sequence[Token], number: Number) -> bool:
    """Whether letters that are no unit follow with no space ("5G", "1st"); Arabic and Chinese ones are not glued."""
    last = number.last
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
    """Whether the two are years written as one: "2012–13"."""
    first, end = number.last, following.first
    is_short = following.in_digits and len(tokens[end].text) == 2 and following.last == end + 1
    is_joined = end == first + 1 and tokens[first].text in "-–—/" and glued(tokens, first) and glued(tokens, end)
    return looks_like_year(tokens, number) and is_joined and is_short and following.lower > number.lower % 100


def is_year(tokens: Sequence[Token], number: Number, bare_years: bool, *, plain: bool) -> bool:
    """Whether the number is a year by the word before it or, unless `bare_years`, by having no word after it."""
    if not plain or not looks_like_year(tokens, number):
        return False
    first, last = number.first, number.last
    _, hedges = hedges_before(tokens, first)
    before = tokens[first - 1].folded if first else ""
    if hedges and unprefixed(before, _UP_TO) is None:
        return False
    if unprefixed(before, _YEAR_CUES) or _follows_month(tokens, first):
        return True
    return not bare_years and (
        last == len(tokens) or not tokens[last].text[0].isalpha() or tokens[last].folded in COMMON_ERA
    )
