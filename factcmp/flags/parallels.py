"""Flags on articles that tell the same in the same order: translations, and rewritings of one report.

Word for word nothing need be shared, so what the language model found to be the same answers is what is compared. Over
what order claims come in reporters differ even where they saw the same; who translates or rewrites keeps it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcmp.flags.lines import near_pairs, spans_of
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group

_FEWEST = 6
"""Claims in a row that two independent reports of one event do not have by chance."""
_SHARE = 0.6
"""Of the claims of the article that has fewer. Measured on 82 pairs of articles, five of them translations: these have
.83 and more, the others .44 and less (docs/measurements.md)."""


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
