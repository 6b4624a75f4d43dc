"""Flags on articles that tell what another tells: word for word, or the same in the same order.

Of translations and rewritings nothing need be shared word for word, so what the language model found to be the same
answers is compared. Over what order claims come in reporters differ even where they saw the same; who translates or
rewrites keeps it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from factcmp.flags.lines import Place, spans_of
from factcmp.groups.findings.origins import RUN, count_shared_runs, runs_of_words
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group
from factcmp.models.partition import grouped, near_pairs

_SHORTEST = 30  # words of a near-duplicate: a headline stands in other articles anyway
_FEWEST = 6
"""Claims in a row that two independent reports of one event do not have by chance."""
_SHARE = 0.6
"""Of the claims of the article that has fewer. Measured on 82 pairs of articles, five of them translations: these have
.83 and more, the others .44 and less (docs/measurements.md)."""


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
    ordered: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.quote.start, claim.quote.end)):
        ordered[claim.article].append(claim)
    answers = _answers(groups)
    texts = {article.id: article.text for article in articles}
    for one, other in _meeting([article.id for article in articles], ordered, answers):
        rows = _aligned(ordered[one], ordered[other], answers)
        if len(rows) >= max(_FEWEST, _SHARE * min(len(ordered[one]), len(ordered[other]))):
            for side, article, mate in ((0, one, other), (1, other, one)):
                told = [ordered[article][row[side]] for row in rows]
                yield Flag(
                    article=article,
                    kind=FlagKind.SAME_STORY,
                    spans=spans_of(texts[article], [(claim.quote.start, claim.quote.end) for claim in told]),
                    other=mate,
                    share=round(len(told) / len(ordered[article]), 2),
                    note=FlagNote.SAME_ORDER,
                )


def _answers(groups: Sequence[Group]) -> dict[str, set[tuple[str, str]]]:
    """For each claim the answers that it is among: group and position."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for group in groups:
        for position in group.positions:
            for claim in position.claims:
                found[claim].add((group.id, position.label))
    return found


def _meeting(
    articles: Sequence[str], ordered: Mapping[str, Sequence[Claim]], answers: Mapping[str, set[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """The pairs of articles that give enough same answers to be looked at."""
    giving: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for number, article in enumerate(articles):
        for claim in ordered.get(article, ()):
            for answer in answers.get(claim.id, ()):
                giving[answer][number] += 1
    met = Counter[tuple[int, int]]()
    for given in giving.values():
        for one, other in near_pairs(given):
            met[one, other] += max(given[one], given[other])
    return sorted((articles[one], articles[other]) for (one, other), times in met.items() if times >= _FEWEST)


def _aligned(
    ones: Sequence[Claim], others: Sequence[Claim], answers: Mapping[str, set[tuple[str, str]]]
) -> list[tuple[int, int]]:
    """The longest row of claims that both articles tell in the same order, each claim with one of the other article."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, claim in enumerate(others):
        for answer in answers.get(claim.id, ()):
            places[answer].append(at)
    ends: list[int] = []
    rows: list[tuple[int, int, int]] = []
    last: list[int] = []
    for at, claim in enumerate(ones):
        mates = sorted({mate for answer in answers.get(claim.id, ()) for mate in places[answer]}, reverse=True)
        # From the last to the first, so that no claim stands twice in a row.
        for mate in mates:
            length = bisect_left(ends, mate)
            rows.append((at, mate, last[length - 1] if length else -1))
            ends[length : length + 1] = [mate]
            last[length : length + 1] = [len(rows) - 1]
    row = last[-1] if last else -1
    found = []
    while row >= 0:
        at, mate, row = rows[row]
        found.append((at, mate))
    return found[::-1]
