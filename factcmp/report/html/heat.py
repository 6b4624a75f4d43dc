"""How often two articles agree, contradict each other and share an origin, as three small maps."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product

from factcmp.models import Disagreement, Group, Relation, Report
from factcmp.report.html.view import PageView, name_key

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
class Cell:
    """A place in a map: an article's label on the slope, below it a pair's number."""

    x: int
    y: int
    label: str
    number: int
    step: int
    """From 0, the lightest, to 5."""
    title: str
    """None of an article."""


@dataclass(frozen=True)
class HeatMap:
    """The lower triangle of one kind of count: each pair once. Without cells where nothing is counted."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heat:
    """The maps, and a table of the pairs."""

    shown: int
    size: int
    """Of a cell."""
    maps: tuple[HeatMap, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """The labels of two articles, and their numbers map by map."""


def heat(view: PageView, counts: PairCounts) -> Heat | None:
    """The maps of the articles that have most in common or in dispute; None for one article."""
    if len(view.report.articles) < 2:
        return None
    weight: Counter[int] = Counter()
    for counter in counts.by_name().values():
        for pair, count in counter.items():
            weight.update(dict.fromkeys(pair, count))
    shown = sorted(sorted(range(len(view.report.articles)), key=lambda number: -weight[number])[:_MOST])
    labels = [view.report.articles[number].label for number in shown]
    rows = [
        (f"{labels[one]} – {labels[other]}", tuple(c[shown[one], shown[other]] for c in counts.by_name().values()))
        for one, other in combinations(range(len(shown)), 2)
    ]
    size = _ROOM if len(shown) <= 10 else _LITTLE_ROOM
    return Heat(
        shown=len(shown),
        size=size,
        maps=tuple(HeatMap(name, _cells(view, shown, name, c, size)) for name, c in counts.by_name().items()),
        rows=tuple(row for row in rows if any(row[1]) or len(shown) <= _FEW),
    )


def _cells(view: PageView, shown: list[int], name: str, counter: Counter[Pair], size: int) -> tuple[Cell, ...]:
    most = max(counter.values(), default=0)
    labels = [view.report.articles[number].label for number in shown]
    cells = []
    for row, column in ((low, high) for low in range(len(shown)) for high in range(low + 1)):
        # From the right where the page is read from there.
        at = len(shown) - 1 - column if view.right_to_left else column
        number = counter[shown[column], shown[row]]
        said = {"one": labels[column], "other": labels[row], "what": view.say(f"heat.{name}"), "number": number}
        cells.append(
            Cell(
                x=at * size + 4,
                y=row * size + 4,
                label=labels[row] if row == column else "",
                number=number,
                step=max(1, round(_STEPS * number / max(most, _DARK))) if number else 0,
                title=view.say("heat.cell", **said),
            )
        )
    return tuple(cells) if most else ()
