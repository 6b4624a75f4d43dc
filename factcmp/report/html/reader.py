"""The articles side by side: their texts cut where quotes begin and end, so that overlapping quotes can be marked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from factcmp.models import Article, Relation, Span
from factcmp.models.findings import ORDER
from factcmp.models.partition import grouped
from factcmp.report.html.page_view import PageView


@dataclass(frozen=True)
class Piece:
    """A run of text that the same quotes cover."""

    text: str
    within: tuple[int, ...]
    """The quotes that cover it, the shortest first: the one that a reader most likely means."""
    ends: tuple[int, ...]
    """The quotes that end with it."""


def cut(text: str, quotes: Mapping[int, Span]) -> tuple[Piece, ...]:
    """The whole text in pieces, in order. A quote that is not in the text where it says is not marked."""
    true = {key: span for key, span in quotes.items() if text[span.start : span.end] == span.text}
    bounds = sorted({0, len(text), *(at for span in true.values() for at in (span.start, span.end))})
    starting, ending = grouped(true, lambda key: true[key].start), grouped(true, lambda key: true[key].end)
    pieces = []
    open_: list[int] = []
    for start, end in pairwise(bounds):
        open_ = [key for key in open_ if true[key].end > start] + starting.get(start, [])
        within = sorted(open_, key=lambda key: (true[key].end - true[key].start, key))
        pieces.append(Piece(text[start:end], tuple(within), tuple(sorted(ending.get(end, ())))))
    return tuple(pieces)


def texts(view: PageView) -> Iterator[tuple[Article, tuple[Piece, ...]]]:
    """Each article with its text in pieces; quotes go by their claims' numbers."""
    quotes: defaultdict[str, dict[int, Span]] = defaultdict(dict)
    for number, claim in enumerate(view.report.claims):
        quotes[claim.article][number] = claim.quote
    for article in view.report.articles:
        yield article, cut(article.text, quotes[article.id])


def gravest(view: PageView, claims: tuple[int, ...]) -> Relation:
    """The relation that a mark of several claims is coloured by."""
    groups = (view.group_of.get(view.report.claims[number].id) for number in claims)
    return min((group.relation if group else Relation.SINGLE_SOURCE for group in groups), key=ORDER.index)
