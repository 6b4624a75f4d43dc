"""Flags on articles that tell what another tells: word for word, or the same in the same order.

Of translations and rewritings nothing need be shared word for word, so what the language model found to be the same
answers is compared. Over what order claims come in reporters differ even where they saw the same; who translates or
rewrites keeps it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from factcmp.flags.article_lines import Place, spans_of
from factcmp.groups.findings.origins import RUN, count_shared_runs, runs_of_words
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group
from factcmp.models.partition import grouped, near_pairs

_SHORTEST = 30  # words of a near-duplicate: a headline stands in other articles anyway
_FEWEST = 6
"""Claims in a row that two independent reports of one event do not have by chance."""
_SHARE = 0.6
"""Of the claims of the article that has fewer. Measured on 82 pairs of articles, five of them translations: these have
.83 and more, the others .44 and less (docs/measurements.md)."""

_Answer = tuple[str, str]
"""Group and position."""


def copied_pairs(texts: Sequence[Sequence[str]]) -> dict[Place, int]:
    """The pairs of texts (words), by number and in both orders, of which the shorter stands by half in the other, in
    runs of eight words; with how many such runs they share.
    """
    shared = count_shared_runs(texts)
    found = {}
    for one, other in sorted(shared):
        shorter = min((len(texts[one]), one), (len(texts[other]), other))[1]
        size = len(texts[shorter])
        if size >= _SHORTEST and 2 * shared[shorter, one + other - shorter] >= size - RUN + 1:
            found[one, other] = shared[one, other]
    return found


def near_duplicates(
    articles: Sequence[Article], texts: Sequence[tuple[Sequence[str], Sequence[Place]]], pairs: Mapping[Place, int]
) -> Iterator[Flag]:
    """A flag for each article of these pairs, with the other one that has most of it: of copies there may be many.

    `texts` are the words of the articles, and where they stand.
    """
    for one, of_one in grouped(pairs, itemgetter(0)).items():
        _, other = max(of_one, key=pairs.__getitem__)
        (words, places), others = texts[one], set(runs_of_words(texts[other][0]))
        hits = (at for at, run in enumerate(runs_of_words(words)) if run in others)
        covered = sorted({word for at in hits for word in range(at, at + RUN)})
        # Words in a row differ from their places by the same number.
        runs = groupby(enumerate(covered), key=lambda placed: placed[1] - placed[0])
        longest = max(([word for _, word in run] for _, run in runs), key=len)
        yield Flag(
            article=articles[one].id,
            kind=FlagKind.NEAR_DUPLICATE,
            spans=spans_of(articles[one].text, [(places[longest[0]][0], places[longest[-1]][1])]),
            other=articles[other].id,
            share=round(len(covered) / len(words), 2),
            note=FlagNote.SHARED_RUNS,
        )


def parallel_stories(articles: Sequence[Article], claims: Sequence[Claim], groups: Sequence[Group]) -> Iterator[Flag]:
    """Two flags for each two articles of which the one with fewer claims tells most of them as the other does."""
    answers = {
        claim: (group.id, position.label)
        for group in groups
        for position in group.positions
        for claim in position.claims
    }
    ordered = sorted(claims, key=lambda claim: (claim.quote.start, claim.quote.end))
    told = grouped(ordered, lambda claim: claim.article)
    for one, other in _meeting(articles, claims, answers):
        both = _in_one_order(told[one.id], told[other.id], answers)
        if len(both) >= max(_FEWEST, _SHARE * min(len(told[one.id]), len(told[other.id]))):
            for side, article, mate in ((0, one, other), (1, other, one)):
                yield Flag(
                    article=article.id,
                    kind=FlagKind.SAME_STORY,
                    spans=spans_of(article.text, [(pair[side].quote.start, pair[side].quote.end) for pair in both]),
                    other=mate.id,
                    share=round(len(both) / len(told[article.id]), 2),
                    note=FlagNote.SAME_ORDER,
                )


def _meeting(
    articles: Sequence[Article], claims: Sequence[Claim], answers: Mapping[str, _Answer]
) -> list[tuple[Article, Article]]:
    """The pairs of articles that give enough same answers to be looked at."""
    place = {article.id: number for number, article in enumerate(articles)}
    giving: defaultdict[_Answer, Counter[int]] = defaultdict(Counter)
    for claim in claims:
        if claim.id in answers:
            giving[answers[claim.id]][place[claim.article]] += 1
    met = Counter[tuple[int, int]]()
    for given in giving.values():
        for one, other in near_pairs(given):
            met[one, other] += max(given[one], given[other])
    return [(articles[one], articles[other]) for (one, other), times in sorted(met.items()) if times >= _FEWEST]


def _in_one_order(
    ones: Sequence[Claim], others: Sequence[Claim], answers: Mapping[str, _Answer]
) -> list[tuple[Claim, Claim]]:
    """The claims that give the same answers in the same order, each with one of the other article."""
    first, second = ([answers.get(claim.id, (claim.id, "")) for claim in told] for told in (ones, others))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return [(ones[at + n], others[place + n]) for at, place, size in blocks for n in range(size)]
