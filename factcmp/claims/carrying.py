"""Whether a quote carries its statement: the same numbers, and the same negations."""

from collections.abc import Iterable
from functools import lru_cache

from factcmp.claims.carried_numbers import missing_numbers
from factcmp.claims.grounding import Fault
from factcmp.claims.negation import has_particle, negated_stems, negates, without_idioms, word_stem
from factcmp.models import DropReason, Stance
from factcmp.text.folding import fold_text, tokens
from factcmp.text.sentences import sentence_spans


def check_statement(
    statement: str,
    stance: Stance,
    quote: str,
    *,
    language: str | None,
    context: Iterable[str] = (),
    article: str = "",
) -> Fault | None:
    """Why the quote does not carry the statement, or None.

    Numbers of the statement have to stand in the quote, or in one of the `context` strings (the time that the article
    gives, its publication date). A denial or negation has to be carried by the quote, or to be one that `article`, the
    whole text, has of something that the quote does not speak of ("who did not wish to be named", said of the source);
    in a language without a negation table that is not judged. What counts as carrying is deliberately generous: a claim
    is dropped only when no word of its quote can carry the denial.
    """
    missing = set(missing_numbers(statement, quote, language=language))
    for words in context:
        missing &= set(missing_numbers(statement, f"{quote}\n{words}", language=language))
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
        lost = negated_stems(quote, language) & {word_stem(word) for word in tokens(fold_text(statement))}
        if lost:
            return Fault(DropReason.NEGATION_LOST, f"the quote negates «{min(lost)}», the statement asserts it")
    return None


def _negates_as_article(statement: str, quote: str, article: str, language: str | None) -> bool:
    """Whether what the statement negates is negated in the article, and is none of the quote's matter."""
    stems = negated_stems(statement, language)
    quoted = {word_stem(word) for word in tokens(fold_text(quote))}
    return bool(stems) and not stems & quoted and stems <= _stems_negated_in(article, language)


@lru_cache(maxsize=64)
def _stems_negated_in(text: str, language: str | None) -> frozenset[str]:
    found = (negated_stems(text[start:end], language) for start, end in sentence_spans(text))
    return frozenset().union(*found)
