"""The unit that stands beside a number in running text."""

from collections.abc import Sequence

from factcmp.text.numbers.number_words import Number, scale_at
from factcmp.text.words.meanings import Meaning
from factcmp.text.words.tokens import Token, glued
from factcmp.text.words.units import UNITS
from factcmp.text.words.vocabulary import words

COMMON_ERA = words(Meaning.COMMON_ERA)
"""What says after a year of which era it is, and metres after another number: 2015م."""
_SIGNS = frozenset("$€£₺₽₪%")


def has_sign(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a currency or per cent sign stands before the number ("$5", "%20", yüzde 20) that is of no other."""
    before = number.first - 1
    if before < 0 or tokens[before].folded not in _SIGNS:
        return False
    return tokens[before].folded != "%" or not _ends_a_number(tokens, before)


def _ends_a_number(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number stands right before the place: digits, a number word, or digits with their magnitude ("5K")."""
    if end == 0:
        return False
    last = tokens[end - 1]
    if last.value is not None or last.entry is not None:
        return True
    return end > 1 and tokens[end - 2].value is not None and scale_at(tokens, end - 1, digits=True) is not None


def unit_of(tokens: Sequence[Token], number: Number) -> tuple[tuple[str, float] | None, int]:
    """The unit of the number as name and factor, and the token after it; a currency sign may stand before it."""
    if has_sign(tokens, number):
        return UNITS[tokens[number.first - 1].folded], number.last
    start = number.last
    if start + 1 < len(tokens) and tokens[start].text == "-" and glued(tokens, start) and glued(tokens, start + 1):
        start += 1
    for length in (4, 3, 2, 1):
        words = tokens[start : start + length]
        name = " ".join(token.folded for token in words)
        is_metre_or_year = name not in COMMON_ERA or (number.in_digits and not 1900 <= number.lower < 2100)
        if len(words) == length and name in UNITS and is_metre_or_year:
            return UNITS[name], start + length
    return None, number.last
