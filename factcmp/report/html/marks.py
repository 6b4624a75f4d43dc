"""Cuts an article's text where quotes begin and end, so that overlapping quotes can be marked in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from factcmp.models import Span


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
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for key, span in true.items():
        starting.setdefault(span.start, []).append(key)
        ending.setdefault(span.end, []).append(key)
    pieces = []
    open_: list[int] = []
    for start, end in pairwise(bounds):
        open_ = [key for key in open_ if true[key].end > start] + starting.get(start, [])
        within = sorted(open_, key=lambda key: (true[key].end - true[key].start, key))
        pieces.append(Piece(text[start:end], tuple(within), tuple(sorted(ending.get(end, [])))))
    return tuple(pieces)
