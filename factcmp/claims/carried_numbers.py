"""Whether the numbers of a statement are carried by a quote, whichever way the quote spells them."""

from collections.abc import Sequence
from itertools import pairwise

from factcmp.text.numbers.number_roles import CLOCK_AFTER, is_glued_after, is_glued_before
from factcmp.text.numbers.number_words import Number, read_numbers
from factcmp.text.words.lexicon import knows_numbers
from factcmp.text.words.number_table import ORDINALS
from factcmp.text.words.reading import read_tokens
from factcmp.text.words.time_words import RANK_ENDINGS, month_at
from factcmp.text.words.tokens import Token, unprefixed
from factcmp.text.words.units import DUAL_UNITS


def numbers_in(text: str, *, language: str | None = None) -> tuple[float, ...]:
    """The bare numbers of the text, sorted: all digits, and number words from three on, magnitudes applied.

    Days, years and clock times count, each number of theirs on its own; names ("T-2") and vague words do not.
    """
    tokens = read_tokens(text, language)
    return tuple(sorted(number.lower for number in _checked_numbers(tokens)))


def _checked_numbers(tokens: Sequence[Token]) -> list[Number]:
    def counts(number: Number) -> bool:
        if not number.in_digits:
            return number.upper == number.lower and number.lower >= 3
        after = tokens[number.last].folded if number.last < len(tokens) else ""
        is_suffix = after in (*RANK_ENDINGS, "s") or after in CLOCK_AFTER
        return not is_glued_before(tokens, number) and (is_suffix or not is_glued_after(tokens, number))

    return [number for number in read_numbers(tokens) if counts(number)]


def missing_numbers(statement: str, quote: str, *, language: str | None = None) -> tuple[float, ...]:
    """The numbers of the statement that the quote does not have in some spelling.

    The quote may have them as "one" or "two", an ordinal, a month's name, the dual of a unit or inside a name; and
    a magnitude that both texts contain may be left off or repeated ("20-30 thousand", "20 thousand to 30 thousand").
    Where no rule knows the number words of the language, a number that words could say is missing only if the quote
    has in digits another that the statement does not have.
    """
    quoted = read_tokens(quote, language)
    numbers = list(read_numbers(quoted))
    known = {number.lower for number in numbers} | _implied_numbers(quoted)
    for a, b in pairwise(numbers):
        if a.magnitude == 1 < b.magnitude and b.first - a.last <= 1:
            known.add(a.coefficient * b.magnitude)
    stated = _checked_numbers(read_tokens(statement, language))
    shared = {number.magnitude for number in stated} & {number.magnitude for number in numbers} - {1.0}
    coefficients = {(number.coefficient, number.magnitude) for number in numbers}

    def is_known(number: Number) -> bool:
        if number.magnitude in shared and (number.coefficient, 1) in coefficients:
            return True
        bare = number.magnitude == 1
        return number.lower in known or (bare and any((number.lower, scale) in coefficients for scale in shared))

    missing = {number.lower for number in stated if not is_known(number)}
    if missing and not knows_numbers(language):
        contradicted = {number.lower for number in numbers if number.in_digits} - {number.lower for number in stated}
        missing = {number for number in missing if contradicted or not _could_be_words(number)}
    return tuple(sorted(missing))


def _could_be_words(number: float) -> bool:
    """Whether newspapers write such a number in words: up to a hundred, and few significant digits above."""
    return number.is_integer() and (number <= 100 or len(f"{number:.0f}".rstrip("0")) <= 2)


def _implied_numbers(tokens: Sequence[Token]) -> set[float]:
    """What the words say besides numbers: "one", "two", ordinals, months and the duals of units."""
    implied: set[float] = set()
    for index, token in enumerate(tokens):
        if token.entry and token.entry.value in (1, 2):
            implied.add(token.entry.value)
        if ordinal := unprefixed(token.folded, ORDINALS):
            implied.add(ORDINALS[ordinal[1]])
        if token.implied is not None:
            implied.add(token.implied)
        if unprefixed(token.folded, DUAL_UNITS):
            implied.add(2)
        if month := month_at(tokens, index):
            implied.add(month[0])
    return implied
