"""Whether a quote carries its statement: the same numbers, and the same negations."""

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from factcmp.claims.grounding import Fault
from factcmp.claims.negation import has_particle, negated_stems, negates, without_idioms, word_stem
from factcmp.models import DropReason, Stance
from factcmp.text.folding import fold_text, tokens
from factcmp.text.numbers.context import is_glued_after, is_glued_before
from factcmp.text.numbers.number_words import Number, read_numbers
from factcmp.text.sentence_spans import sentence_spans
from factcmp.text.times.days import named_days, without_days
from factcmp.text.words.lexicon import DUAL_UNITS, RANKS, knows_numbers
from factcmp.text.words.time_words import month_at
from factcmp.text.words.token_reading import read_tokens
from factcmp.text.words.tokens import Token, meaning_at, says


def check_statement(
    statement: str,
    stance: Stance,
    quote: str,
    *,
    language: str | None,
    context: Iterable[str] = (),
    article: str = "",
    published: datetime.date | None = None,
) -> Fault | None:
    """Why the quote does not carry the statement, or None.

    Numbers of the statement have to stand in the quote, or in one of the `context` strings (the time that the article
    gives, its publication date), which are asked for only if need be; a day that `article`, the whole text, names may
    say what the statement speaks of ("the fire of 12 May"). A denial or negation has to be carried by the quote, or to
    be one that `article` has of something that the quote does not speak of ("who did not wish to be named", said of the
    source); in a language without a negation table that is not judged. What counts as carrying is deliberately
    generous: a claim is dropped only when no word of its quote can carry the denial.
    """
    missing = set(missing_numbers(statement, quote, language=language))
    if missing:
        dateless = _without_named_days(statement, article, language, published)
        for carrying in (quote, *(f"{quote}\n{words}" for words in context)):
            missing &= set(missing_numbers(dateless, carrying, language=language))
    if missing:
        numbers = ", ".join(f"{number:g}" if number < 1e6 else f"{number:.0f}" for number in sorted(missing))
        return Fault(DropReason.NUMBER_NOT_IN_QUOTE, f"the statement says {numbers}, the quote does not")
    carried = negates(quote, language)
    if carried is None:
        return None
    if stance is Stance.DENIES and not carried:
        return Fault(DropReason.NEGATION_NOT_IN_QUOTE, "the claim is a denial, and the quote denies nothing")
    negated = stance is not Stance.DENIES and has_particle(statement, language) and not carried
    if negated and not _negates_as_article(statement, quote, article, language):
        return Fault(DropReason.NEGATION_NOT_IN_QUOTE, "the statement is negated, the quote is not")
    if stance in (Stance.ASSERTS, Stance.PREDICTS) and not negates(without_idioms(statement, language), language):
        negated_words = negated_stems(quote, language)
        if lost := negated_words and negated_words & {word_stem(word) for word in tokens(fold_text(statement))}:
            return Fault(DropReason.NEGATION_LOST, f"the quote negates «{min(lost)}», the statement asserts it")
    return None


def _without_named_days(statement: str, article: str, language: str | None, published: datetime.date | None) -> str:
    days = set(named_days(article, language))
    if published:
        days.add((published.year, published.month, published.day))
    return without_days(statement, days, year=published.year if published else None, language=language)


def _negates_as_article(statement: str, quote: str, article: str, language: str | None) -> bool:
    """Whether what the statement negates is negated in the article, and is none of the quote's matter."""
    stems = negated_stems(statement, language)
    quoted = {word_stem(word) for word in tokens(fold_text(quote))}
    return bool(stems) and not stems & quoted and stems <= _stems_negated_in(article, language)


@lru_cache(maxsize=64)
def _stems_negated_in(text: str, language: str | None) -> frozenset[str]:
    found = (negated_stems(text[start:end], language) for start, end in sentence_spans(text))
    return frozenset().union(*found)


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
        bare = number.magnitude == 1
        return number.lower in known or (bare and any((number.lower, scale) in coefficients for scale in shared))

    missing = {number.lower for number in stated if not is_known(number)}
    if missing and not knows_numbers(language):
        contradicted = {number.lower for number in numbers if number.in_digits} - {number.lower for number in stated}
        missing = {number for number in missing if contradicted or not _could_be_words(number)}
    return tuple(sorted(missing))


def _checked_numbers(words: Sequence[Token]) -> list[Number]:
    """The numbers that a quote has to carry: all digits, and number words from three on, magnitudes applied.

    Days, years and clock times count, each number of theirs on its own; names ("T-2") and vague words do not.
    """

    def counts(number: Number) -> bool:
        if not number.in_digits:
            return number.upper == number.lower and number.lower >= 3
        is_suffix = says(words, number.last, "th", "decade_after", "o_clock")
        return not is_glued_before(words, number) and (is_suffix or not is_glued_after(words, number))

    return [number for number in read_numbers(words) if counts(number)]


def _could_be_words(number: float) -> bool:
    """Whether newspapers write such a number in words: up to a hundred, and few significant digits above."""
    return number.is_integer() and (number <= 100 or len(f"{number:.0f}".rstrip("0")) <= 2)


def _implied_numbers(words: Sequence[Token]) -> set[float]:
    """What the words say besides numbers: "one", "two", ordinals, months and the duals of units."""
    implied: set[float] = set()
    for index, token in enumerate(words):
        if token.entry and token.entry.value in (1, 2):
            implied.add(token.entry.value)
        if rank := meaning_at(words, index, RANKS):
            implied.add(rank)
        if token.implied is not None:
            implied.add(token.implied)
        if meaning_at(words, index, DUAL_UNITS):
            implied.add(2)
        if month := month_at(words, index):
            implied.add(month[0])
    return implied
