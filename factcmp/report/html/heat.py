"""How often two articles agree, contradict each other and share an origin, as three small maps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from factcmp.models import Disagreement, Group, Relation, Report
from factcmp.report.html.view import PageView
from factcmp.report.view import name_key

_MOST = 24
"""So many articles are shown; more would be too small to read."""
_FEW = 6
"""Of so many articles the table has each pair, of more those that have something in common."""
_ROOM = 38
_LITTLE_ROOM = 26
_STEPS = 5
_DARK = 4
"""A lower count is not shown in full colour, even where none is higher."""

Pair = tuple[int, int]
"""Two articles' numbers, the lower first."""


@dataclass(frozen=True)
class PairCounts:
    """Counts for pairs of articles."""

    contradictions: Counter[Pair] = field(default_factory=Counter)
    """Questions to which one gives an answer that the other's excludes."""
    agreements: Counter[Pair] = field(default_factory=Counter)
    """Questions that both give the same answer to."""
    origins: Counter[Pair] = field(default_factory=Counter)
    """Known origins from which both have what they say."""

    def by_name(self) -> dict[str, Counter[Pair]]:
        """Each kind of count."""
        return {"contradictions": self.contradictions, "agreements": self.agreements, "origins": self.origins}


def count_pairs(report: Report) -> PairCounts:
    """The counts over all groups of a report."""
    counts = PairCounts()
    number = {article.id: at for at, article in enumerate(report.articles)}
    article_of = {claim.id: number[claim.article] for claim in report.claims}
    by_origin: defaultdict[str, set[Pair]] = defaultdict(set)
    for group in report.groups:
        holders = {p.label: {article_of[claim] for claim in p.claims} for p in group.positions}
        counts.agreements.update({pair for articles in holders.values() for pair in _pairs(articles)})
        opposed = {
            (min(pair), max(pair))
            for one, other in _opposed(group)
            for pair in product(holders.get(one, ()), holders.get(other, ()))
            if pair[0] != pair[1]
        }
        counts.contradictions.update(opposed)
        for origin in (origin for position in group.positions for origin in position.origins if origin.known):
            by_origin[name_key(origin.name)].update(_pairs({article_of[claim] for claim in origin.claims}))
    for pairs in by_origin.values():
        counts.origins.update(pairs)
    return counts


def _opposed(group: Group) -> list[tuple[str, str]]:
    pairs = [(pair.one, pair.other) for pair in group.between if pair.relation is Disagreement.CONTRADICTION]
    if not pairs and group.relation is Relation.CONTRADICTION:
        pairs = list(combinations([position.label for position in group.positions], 2))
    return pairs


def _pairs(articles: Iterable[int]) -> Iterable[Pair]:
    return combinations(sorted(articles), 2)


def opened_first(counts: PairCounts, articles: int) -> tuple[int, ...]:
    """The numbers of the two articles that contradict each other most; the first two where none do."""
    opposed = counts.contradictions
    most = max(opposed, key=lambda pair: (opposed[pair], -pair[0], -pair[1]), default=(0, 1))
    return tuple(number for number in most if number < articles)


@dataclass(frozen=True)
class Heat:
    """A map for each kind of count, and a table of the pairs."""

    shown: Sequence[int]
    """The numbers of the articles."""
    size: int
    """Of a cell."""
    counts: Mapping[str, Counter[Pair]]
    most: Mapping[str, int]
    """The count of each kind that is shown in full colour."""
    listed: Sequence[Pair]
    """The pairs in the table."""

    def step(self, name: str, pair: Pair) -> int:
        """How dark a pair is on a map, from 0 to 5."""
        number = self.counts[name][pair]
        return max(1, round(_STEPS * number / self.most[name])) if number else 0


def heat(view: PageView, counts: PairCounts) -> Heat | None:
    """The maps of the articles that have most in common or in dispute; None for one article."""
    if len(view.report.articles) < 2:
        return None
    by_name = counts.by_name()
    weight: Counter[int] = Counter()
    for counter in by_name.values():
        for pair, count in counter.items():
            weight.update(dict.fromkeys(pair, count))
    shown = sorted(sorted(range(len(view.report.articles)), key=lambda number: -weight[number])[:_MOST])
    return Heat(
        shown=shown,
        size=_ROOM if len(shown) <= 10 else _LITTLE_ROOM,
        counts=by_name,
        most={name: max((_DARK, *counter.values())) for name, counter in by_name.items()},
        listed=[p for p in _pairs(shown) if len(shown) <= _FEW or any(counter[p] for counter in by_name.values())],
    )
