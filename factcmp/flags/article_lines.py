"""An article as its lines: headlines, prose, weekdays, and what the model left out."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcmp.models import Article, Flag, FlagKind, FlagNote, LeftOut, LeftOutReason, NamedDay, Span
from factcmp.text.folding import fold_text, tokens
from factcmp.text.times.days import DayMention, day_mentions

Place = tuple[int, int]
WORD = re.compile(r"[^\s(),،;:؛.…!?؟\"“”„«»\[\]{}/|–—]+")
STOPS = ".!?…؟。！？۔।॥။។"
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_EDGE = " \t\u00a0\u200e\u200f\ufeff"
_CLOSING = "\"'”’“»«)]}›」』）】*"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it, without the white space around."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_prose(self) -> bool:
        """Whether it is running text: a sentence ends in it, or it is too long for a headline."""
        words = len(tokens(self.folded))
        return words >= 6 and (words >= 40 or any(char in STOPS for char in self.text))

    @property
    def is_stopped(self) -> bool:
        """Whether it ends as a sentence, a quotation or a lead-in does."""
        return self.text[-1] in STOPS + _CLOSING + ":："


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its lines."""

    article: Article
    lines: tuple[Line, ...]
    prose: tuple[Line, ...]
    mentions: tuple[DayMention, ...]
    left_out: Mapping[LeftOutReason, Sequence[Place]]

    def flag(self, kind: FlagKind, note: FlagNote, *places: Place, days: tuple[NamedDay, ...] = ()) -> Flag:
        """A flag on this article at these places."""
        spans = spans_of(self.article.text, places)
        return Flag(article=self.article.id, kind=kind, spans=spans, days=days, note=note)


def spans_of(text: str, places: Sequence[Place]) -> tuple[Span, ...]:
    """In the order of the text, those that overlap made one."""
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in merged)


def read_page(article: Article, left_out: Sequence[LeftOut]) -> Page:
    """The article's lines, prose, weekdays, and the places of what the model left out of it, by reason."""
    lines = []
    for match in LINE.finditer(article.text):
        text = match[0].strip(_EDGE)
        if any(char.isalnum() for char in text):
            start = match.start() + match[0].index(text)
            lines.append(Line(start, start + len(text), text, fold_text(text)))
    title = fold_text(article.title)
    prose = tuple(line for line in lines if line.is_prose and (line.folded != title or line.text[-1] in STOPS))
    mentions = day_mentions(article.text, article.language)
    places = defaultdict(list)
    for one in left_out:
        if article.text[one.quote.start : one.quote.end] == one.quote.text:
            places[one.reason].append((one.quote.start, one.quote.end))
    return Page(article, tuple(lines), prose, mentions, places)
