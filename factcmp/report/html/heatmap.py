"""Article against article: agreements, contradictions and shared origins as three small maps."""

from collections import Counter

from markupsafe import Markup

from factcmp.report.html.figure import data_table, figure
from factcmp.report.html.markup import Content, tag
from factcmp.report.html.pairs import Pair, PairCounts, busiest, count_pairs
from factcmp.report.html.svg import picture, shape, words
from factcmp.report.html.view import PageView

_MOST = 24
"""So many articles are shown; more would be too small to read."""
_ROOM = 38
_LITTLE_ROOM = 26
_STEPS = 5
_DARK = 4
"""A lower count is not shown in full colour, even where none is higher."""


def heat_map(view: PageView) -> Markup | None:
    """The figure, with a table of the pairs; None for one article."""
    articles = view.report.articles
    if len(articles) < 2:
        return None
    counts = count_pairs(view.report)
    shown = busiest(counts, articles, _MOST)
    maps = tag("div", [_map(view, shown, name, counter) for name, counter in _measures(counts)], class_="maps")
    more = len(articles) - len(shown)
    note = [view.say("heat.note")]
    if more:
        note.append(view.say("heat.more", shown=len(shown), count=more))
    return figure(view, "heat", maps, _table(view, shown, counts), note=" ".join(note))


def _map(view: PageView, shown: list[int], name: str, counter: Counter[Pair]) -> Markup:
    drawn = _Map(view, shown, name, counter).draw() if counter else tag("p", view.say("heat.none"), class_="quiet")
    return tag("div", tag("p", view.say(f"heat.{name}"), class_="map-title"), drawn)


def _measures(counts: PairCounts) -> tuple[tuple[str, Counter[Pair]], ...]:
    return (
        ("contradictions", counts.contradictions),
        ("agreements", counts.agreements),
        ("origins", counts.origins),
    )


def _table(view: PageView, shown: list[int], counts: PairCounts) -> Markup:
    articles = view.report.articles
    rows: list[tuple[Content, ...]] = []
    for at, one in enumerate(shown):
        for other in shown[at + 1 :]:
            pair = (one, other)
            values = [counter[pair] for _, counter in _measures(counts)]
            names = tag("bdi", f"{articles[one].label} – {articles[other].label}", dir="ltr")
            if any(values) or len(shown) <= 6:
                rows.append((names, *values))
    header = (view.say("heat.pair"), *(view.say(f"heat.{name}") for name, _ in _measures(counts)))
    return data_table(header, rows, caption=view.say("heat.title"))


class _Map:
    def __init__(self, view: PageView, shown: list[int], name: str, counter: Counter[Pair]) -> None:
        self.view = view
        self.shown = shown
        self.name = name
        self.counter = counter
        self.most = max((counter[pair] for pair in counter), default=0)
        self.size = _ROOM if len(shown) <= 10 else _LITTLE_ROOM

    def draw(self) -> Markup:
        """The lower triangle: each pair once."""
        side = len(self.shown) * self.size + 8
        label = self.view.say("heat.alt", what=self.view.say(f"heat.{self.name}"))
        cells = [self._cell(row, column) for row in range(len(self.shown)) for column in range(row + 1)]
        return tag("div", picture(side + 8, side, label, cells), class_=f"map {self.name}")

    def _x(self, column: int) -> float:
        """Where a column begins; from the right where the page is read from there."""
        at = column if not self.view.right_to_left else len(self.shown) - 1 - column
        return at * self.size + 4

    def _cell(self, row: int, column: int) -> Markup:
        x, y = self._x(column), row * self.size + 4
        middle, base = x + self.size / 2, y + self.size / 2 + 4
        articles = self.view.report.articles
        if row == column:
            return words(middle, base, articles[self.shown[row]].label, side="middle", class_="axis")
        one, other = self.shown[column], self.shown[row]
        value = self.counter[(one, other)]
        step = 0 if not value else max(1, round(_STEPS * value / max(self.most, _DARK)))
        title = self.view.say(
            "heat.cell",
            one=articles[one].label,
            other=articles[other].label,
            what=self.view.say(f"heat.{self.name}"),
            number=value,
        )
        box = shape(
            "rect", x=x + 1, y=y + 1, width=self.size - 2, height=self.size - 2, rx=2, class_=f"density s{step}"
        )
        number = words(middle, base, str(value), side="middle", class_=f"n s{step}") if value else None
        return tag("g", tag("title", title), box, number)
