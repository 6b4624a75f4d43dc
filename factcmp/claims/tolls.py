"""Figures for harm to people, found in a claim's quote and read as intervals by rule."""

from collections.abc import Sequence

from factcmp.claims.answers import NameWire, TollWire
from factcmp.claims.grounding import FoldedArticle, find_words
from factcmp.models import Article, NameKind, Quantity, Span, Toll
from factcmp.text.numbers.counts import find_counts
from factcmp.text.numbers.quantities import normalise_quantity


def ground_toll(
    wire: TollWire, quote: Span, article: Article, folded: FoldedArticle, names: Sequence[NameWire]
) -> Toll | None:
    """The figure with its place in the quote; None where the quote does not have these words.

    `names` are those of the claim: a person named as a victim is one.
    """
    figure = find_words(folded, wire.figure, quote)
    if figure is None:
        return None
    number = _number(figure, quote, article.language)
    bounds = (number.lower, number.upper) if number else (None, None)
    if number is None and any(name.kind is NameKind.PERSON and find_words(folded, name.name, figure) for name in names):
        bounds = 1, 1
    return Toll(
        harm=wire.harm,
        figure=figure,
        lower=bounds[0],
        upper=bounds[1],
        approximate=bool(number and number.approximate),
        of_whom=_told(wire.of_whom),
        place=_told(wire.place),
        period=find_words(folded, wire.period) if wire.period else None,
        blamed=_told(wire.blamed),
        blame_hedge=find_words(folded, wire.blame_hedge) if wire.blame_hedge else None,
        part_of=find_words(folded, wire.part_of) if wire.part_of else None,
    )


def _number(figure: Span, quote: Span, language: str | None) -> Quantity | None:
    """What the figure's words count, read in the quote: a dual or a bare singular shows only beside its verb."""
    start, end = figure.start - quote.start, figure.end - quote.start
    counts = [one for one in find_counts(quote.text, language) if one.start < end and start < one.end]
    return counts[0].quantity if counts else normalise_quantity(figure.text, language=language)


def _told(words: str | None) -> str | None:
    return (words or "").strip() or None
