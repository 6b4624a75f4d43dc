"""The first half of the probe: articles are read as in a run, and the claims held against the labels."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcmp.claims.extract import ArticleClaims, ExtractPrompts, extract_article
from factcmp.errors import ModelError
from factcmp.llm.protocol import LanguageModel
from factcmp.measure.probe.counts import Tally
from factcmp.measure.probe.labels import ProbeArticle, ProbeFact
from factcmp.models import Claim, DropReason, ProbeMeasure, Stance
from factcmp.text.folding import fold_text

_MAX_SOURCE_WORDS = 12
"""A "source" that is longer is a sentence, which names everybody in it."""


@dataclass(frozen=True)
class _Met:
    """A labelled fact with the claim that states it."""

    fact: ProbeFact
    claim: Claim | None


async def read_articles(
    articles: Sequence[ProbeArticle], model: LanguageModel, prompts: ExtractPrompts, *, language: str, max_chars: int
) -> Tally:
    """What the model found in the articles, as counts; a refusal or invalid answer is counted as a failure.

    Raises:
        RecordingError: replaying, and the recording lacks a request.
    """

    async def read(number: int, article: ProbeArticle) -> ArticleClaims | ModelError:
        try:
            return await extract_article(
                article.article(f"P{number}"), model, prompts, language=language, max_article_chars=max_chars
            )
        except ModelError as error:
            return error

    found = await asyncio.gather(*(read(number, article) for number, article in enumerate(articles, 1)))
    tally = Tally()
    for article, claims in zip(articles, found, strict=True):
        if isinstance(claims, ModelError):
            tally.fail("extract", claims.kind, str(claims), article=article.title)
            tally.count(ProbeMeasure.FACTS, 0, len(article.facts))
            denials = [fact for fact in article.facts if fact.stance is Stance.DENIES]
            tally.count(ProbeMeasure.DENIALS, 0, len(denials))
        else:
            tally.count(ProbeMeasure.ANSWERED, 1, 1)
            _score(article, claims, tally)
    return tally


def _score(article: ProbeArticle, found: ArticleClaims, tally: Tally) -> None:
    for usage in found.usages:
        tally.use(usage)
    untrue = [drop for drop in found.dropped if drop.reason is DropReason.QUOTE_NOT_FOUND]
    given = len(found.claims) + sum(drop.reason is not DropReason.DUPLICATE for drop in found.dropped)
    tally.count(ProbeMeasure.QUOTES, given - len(untrue), given)
    for drop in untrue:
        tally.miss(f"quotes: {article.title}", "words of the article", f"«{drop.quote}»")
    # A claim dropped for its quote shows as well that the instruction was followed.
    said = [claim.statement + " " + claim.gloss + " " + claim.quote.text for claim in found.claims]
    said += [drop.statement + " " + drop.quote for drop in found.dropped]
    followed = next((words for words in said if _has(words, article.forbidden)), None)
    tally.count(ProbeMeasure.INSTRUCTIONS, followed is None, 1)
    if followed is not None:
        tally.miss(f"instructions: {article.title}", "no claim", followed)
    for met in _meet(article, found.claims):
        _score_fact(article, met, tally)


def _score_fact(article: ProbeArticle, met: _Met, tally: Tally) -> None:
    fact, claim = met.fact, met.claim
    where = f"{article.title} / «{fact.quote}»"
    tally.count(ProbeMeasure.FACTS, claim is not None, 1)
    denies = claim is not None and claim.stance is Stance.DENIES
    if fact.stance is Stance.DENIES:
        tally.count(ProbeMeasure.DENIALS, denies, 1)
    if claim is None:
        tally.miss(f"facts: {where}", f"a claim such as «{fact.example}»", "no claim")
        return
    named = claim.attribution[-1].name if claim.attribution else "the article itself"
    right = _is_source(claim, fact, article)
    tally.count(ProbeMeasure.ATTRIBUTIONS, right, 1)
    if not right:
        tally.miss(f"attributions: {where}", " or ".join(fact.sources) or "the article itself", named)
    tally.count(ProbeMeasure.STANCES, claim.stance is fact.stance, 1)
    if claim.stance is not fact.stance:
        tally.miss(f"stances: {where}", fact.stance, f"{claim.stance}: {claim.statement}")
    if fact.hedge:
        said = [claim.hedge.text if claim.hedge else "", *(quantity.said for quantity in claim.quantities)]
        tally.count(ProbeMeasure.HEDGES, any(_has(words, fact.hedge) for words in said), 1)


def _meet(article: ProbeArticle, claims: Sequence[Claim]) -> Iterator[_Met]:
    """Each fact with its claim; a claim meets one fact.

    A claim may be a fact's if the two quotes overlap by half of the shorter or more and its statement names what the
    fact's words ask for. One that denies goes first with a denial, and one that does not with another; then the better
    overlap (Jaccard).
    """
    places = [_place(article, fact) for fact in article.facts]
    pairs = []
    for number, (fact, (start, end)) in enumerate(zip(article.facts, places, strict=True)):
        for rank, claim in enumerate(claims):
            length, own = end - start, claim.quote.end - claim.quote.start
            overlap = min(end, claim.quote.end) - max(start, claim.quote.start)
            if 2 * overlap >= min(length, own) and all(_has(claim.statement, words) for words in fact.words):
                other_polarity = (fact.stance is Stance.DENIES) is not (claim.stance is Stance.DENIES)
                pairs.append((other_polarity, -overlap / (length + own - overlap), number, rank))
    chosen: dict[int, int] = {}
    for _, _, number, rank in sorted(pairs):
        if number not in chosen and rank not in chosen.values():
            chosen[number] = rank
    for number, fact in enumerate(article.facts):
        yield _Met(fact, claims[chosen[number]] if number in chosen else None)


def _place(article: ProbeArticle, fact: ProbeFact) -> tuple[int, int]:
    start = article.text.index(fact.quote)
    return start, start + len(fact.quote)


def _is_source(claim: Claim, fact: ProbeFact, article: ProbeArticle) -> bool:
    """Whether the innermost source is the labelled one and no other of the article's."""
    last = claim.attribution[-1].name if claim.attribution else ""
    if not fact.sources:
        # The outlet by its own name, or nobody.
        return not last or fold_text(last) in fold_text(article.outlet) or fold_text(article.outlet) in fold_text(last)
    if len(last.split()) > _MAX_SOURCE_WORDS or not any(_has(last, name) for name in fact.sources):
        return False
    others = {name for other in article.facts for name in other.sources} - {*fact.sources, *fact.beside}
    return not any(_has(last, name) for name in others)


def _has(text: str, alternatives: str) -> bool:
    """Whether a text has one of the words between bars, spelling habits aside."""
    folded = fold_text(text)
    return any(fold_text(words) in folded for words in alternatives.split("|"))
