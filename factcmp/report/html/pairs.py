"""How often two articles agree, contradict each other and share an origin."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product

from factcmp.models import Article, Disagreement, Group, Position, Relation, Report

Pair = tuple[int, int]
"""Two articles' numbers, the lower first."""


@dataclass(frozen=True)
class PairCounts:
    """Counts for pairs of articles."""

    agreements: Counter[Pair] = field(default_factory=Counter)
    """Questions that both give the same answer to."""
    contradictions: Counter[Pair] = field(default_factory=Counter)
    """Questions to which one gives an answer that the other's excludes."""
    origins: Counter[Pair] = field(default_factory=Counter)
    """Known origins from which both have what they say."""


def count_pairs(report: Report) -> PairCounts:
    """The counts over all groups of a report."""
    counts = PairCounts()
    number = {article.id: at for at, article in enumerate(report.articles)}
    article_of = {claim.id: number[claim.article] for claim in report.claims}
    by_origin: defaultdict[str, set[Pair]] = defaultdict(set)
    for group in report.groups:
        holders = {p.label: {article_of[claim] for claim in p.claims} for p in group.positions}
        same = {pair for articles in holders.values() for pair in _pairs(articles)}
        counts.agreements.update(same)
        opposed = {
            (min(pair), max(pair))
            for one, other in _opposed(group)
            for pair in product(holders.get(one, ()), holders.get(other, ()))
            if pair[0] != pair[1]
        }
        counts.contradictions.update(opposed)
        for position in group.positions:
            _add_origins(position, article_of, by_origin)
    for pairs in by_origin.values():
        counts.origins.update(pairs)
    return counts


def _add_origins(position: Position, article_of: dict[str, int], by_origin: dict[str, set[Pair]]) -> None:
    for origin in position.origins:
        if origin.known:
            key = " ".join(origin.name.split()).casefold()
            by_origin[key] |= set(_pairs({article_of[claim] for claim in origin.claims}))


def _opposed(group: Group) -> list[tuple[str, str]]:
    pairs = [(pair.one, pair.other) for pair in group.between if pair.relation is Disagreement.CONTRADICTION]
    if not pairs and group.relation is Relation.CONTRADICTION:
        pairs = list(combinations([position.label for position in group.positions], 2))
    return pairs


def _pairs(articles: Iterable[int]) -> Iterable[Pair]:
    return combinations(sorted(articles), 2)


def busiest(counts: PairCounts, articles: tuple[Article, ...], most: int) -> list[int]:
    """The numbers of the articles with the most in common or in dispute, in the report's order."""
    weight: Counter[int] = Counter()
    for counter in (counts.agreements, counts.contradictions, counts.origins):
        for (one, other), count in counter.items():
            weight[one] += count
            weight[other] += count
    ranked = sorted(range(len(articles)), key=lambda number: (-weight[number], number))
    return sorted(ranked[:most])
