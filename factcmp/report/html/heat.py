"""How often two articles agree, contradict each other and share an origin, as three small maps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from factcmp.models import Disagreement, Group, Relation
from factcmp.report.view import View

_MOST = 24
"""So many articles are shown; more would be too small to read."""
_STEPS = 5
_DARK = 4
"""A lower count is not shown in full colour, even where none is higher."""

Pair = tuple[int, int]
"""Two articles' numbers, the lower first."""
Counts = Mapping[str, Counter[Pair]]


def count_pairs(view: View) -> Counts:
    """Questions to which two articles give answers that exclude each other, those that they answer alike, and known
    origins that they share."""
    contradictions, agreements, origins = Counter[Pair](), Counter[Pair](), Counter[Pair]()
    for group in view.report.groups:
        holders = {
            position.label: {view.article_number[view.claims[claim].article] for claim in position.claims}
            for position in group.positions
        }
        agreements.update({pair for articles in holders.values() for pair in _pairs(articles)})
        ends = (pair for one, other in _opposed(group) for pair in product(holders[one], holders[other]))
        contradictions.update({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    for stream in view.streams():
        if stream.known:
            origins.update(_pairs(stream.articles))
    return {"contradictions": contradictions, "agreements": agreements, "origins": origins}


def _opposed(group: Group) -> list[tuple[str, str]]:
    pairs = [(pair.one, pair.other) for pair in group.between if pair.relation is Disagreement.CONTRADICTION]
    if not pairs and group.relation is Relation.CONTRADICTION:
        pairs = list(combinations([position.label for position in group.positions], 2))
    return pairs


def _pairs(articles: Iterable[int]) -> Iterable[Pair]:
    return combinations(sorted(articles), 2)


def opened_first(counts: Counts, articles: int) -> tuple[int, ...]:
    """The numbers of the two articles that contradict each other most; the first two where none do."""
    opposed = counts["contradictions"]
    most = max(opposed, key=lambda pair: (opposed[pair], -pair[0], -pair[1]), default=(0, 1))
    return tuple(number for number in most if number < articles)


@dataclass(frozen=True)
class Heat:
    """A map for each kind of count."""

    shown: Sequence[int]
    """The numbers of the articles."""
    counts: Counts
    most: Mapping[str, int]
    """The highest count of each kind."""


def heat(view: View, counts: Counts) -> Heat | None:
    """The maps of the articles that have most in common or in dispute; None for one article."""
    if len(view.report.articles) < 2:
        return None
    weight: Counter[int] = Counter()
    for counter in counts.values():
        for pair, count in counter.items():
            weight.update(dict.fromkeys(pair, count))
    shown = sorted(sorted(range(len(view.report.articles)), key=lambda number: -weight[number])[:_MOST])
    return Heat(shown, counts, {name: max(counter.values(), default=0) for name, counter in counts.items()})


def darkness(number: int, most: int) -> int:
    """How dark a count is shown where this is the highest, from 0 to 5."""
    return max(1, round(_STEPS * number / max(_DARK, most))) if number else 0
