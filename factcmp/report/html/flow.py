"""From origins to articles: how much of what the articles say goes back to whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcmp.report.html.view import PageView, isolate

_MOST_ORIGINS = 18
_MOST_ARTICLES = 30
WIDTH = 1120.0
_LEFT, _RIGHT = 430.0, 780.0
_BAR = 7.0
_GAP = 9.0


@dataclass
class Stream:
    """One origin and how many claims each article has from it."""

    name: str
    known: bool
    articles: Counter[int] = field(default_factory=Counter)

    @property
    def echo(self) -> bool:
        """Whether several articles stand on this one origin."""
        return self.known and len(self.articles) > 1

    @property
    def kind(self) -> str:
        """How it is drawn."""
        return "unknown" if not self.known else "echo" if self.echo else "one"


@dataclass(frozen=True)
class Label:
    """A line of text at a place."""

    x: float
    y: float
    text: str
    kind: str
    side: str
    most: int


@dataclass(frozen=True)
class Bar:
    """An origin or an article, as high as its claims are many."""

    x: float
    y: float
    height: float
    kind: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Band:
    """What one article has from one origin, as thick as the claims are many."""

    path: str
    thick: float
    kind: str
    title: str


@dataclass(frozen=True)
class Flow:
    """The picture, and its streams for the table."""

    streams: Sequence[Stream]
    height: float
    bands: Sequence[Band]
    bars: Sequence[Bar]
    width: float = WIDTH
    bar_width: float = _BAR


def flow(view: PageView) -> Flow | None:
    """None where no origin is known."""
    streams = _streams(view)
    if not any(stream.known for stream in streams):
        return None
    shown, rest = streams[:_MOST_ORIGINS], streams[_MOST_ORIGINS:]
    if rest:
        together = Stream(view.say("flow.others", count=len(rest)), False)
        for stream in rest:
            together.articles.update(stream.articles)
        shown = [*shown, together]
    return _Drawing(view, shown).draw(streams[: 3 * _MOST_ORIGINS])


def _streams(view: PageView) -> list[Stream]:
    """Known origins first, those behind most articles first; last what has no known origin."""
    streams: dict[str, Stream] = {}
    unknown = Stream(view.say("flow.unknown"), False)
    for origin in (one for group in view.report.groups for position in group.positions for one in position.origins):
        stream = unknown
        if origin.known:
            key = " ".join(origin.name.split()).casefold()
            stream = streams.setdefault(key, Stream(origin.name, True))
        stream.articles.update(view.article_number[view.claims[claim].article] for claim in origin.claims)
    ranked = sorted(streams.values(), key=lambda s: (-len(s.articles), -s.articles.total(), s.name))
    shown = ranked[: _MOST_ORIGINS - 1]
    return [*shown, *([unknown] if unknown.articles else []), *ranked[_MOST_ORIGINS - 1 :]]


class _Drawing:
    def __init__(self, view: PageView, streams: Sequence[Stream]) -> None:
        self.view = view
        total = sum((stream.articles for stream in streams), Counter[int]())
        self.articles = sorted(sorted(total, key=lambda number: (-total[number], number))[:_MOST_ARTICLES])
        kept = [Stream(s.name, s.known, Counter({n: s.articles[n] for n in self.articles if s.articles[n]}))
                for s in streams]  # fmt: skip
        self.streams = [stream for stream in kept if stream.articles]
        self.unit = min(7.0, 420 / max(1, sum(total[number] for number in self.articles)))

    def draw(self, streams: Sequence[Stream]) -> Flow:
        bars = []
        tops: list[float] = []
        y = 6.0
        for stream in self.streams:
            height = max(3.0, stream.articles.total() * self.unit)
            room = max(height, 17.0)
            tops.append(y + (room - height) / 2)
            bars.append(self._origin(stream, tops[-1], height, y + room / 2))
            y += room + _GAP
        end = y
        heights = {number: sum(s.articles[number] for s in self.streams) * self.unit for number in self.articles}
        gap = max(_GAP, (end - sum(heights.values())) / (len(heights) + 1))
        y = gap / 2
        article_tops: dict[int, float] = {}
        for number, height in heights.items():
            article_tops[number] = y
            bars.append(self._article(number, y, height))
            y += max(height, 12.0) + gap
        return Flow(streams=streams, height=max(end, y), bands=self._bands(tops, article_tops), bars=bars)

    def _bands(self, starts: Sequence[float], ends: dict[int, float]) -> list[Band]:
        """Below each other at both ends, in the order of the articles."""
        bands = []
        x1, x2 = self._x(_LEFT + _BAR), self._x(_RIGHT)
        middle = (x1 + x2) / 2
        for start, stream in zip(starts, self.streams, strict=True):
            y1 = start
            for number in self.articles:
                if not stream.articles[number]:
                    continue
                high = stream.articles[number] * self.unit
                thick = max(1.2, high)
                one, other = y1 + thick / 2, ends[number] + thick / 2
                label = self.view.report.articles[number].label
                bands.append(
                    Band(
                        path=f"M{x1:g} {one:.1f}C{middle:g} {one:.1f} {middle:g} {other:.1f} {x2:g} {other:.1f}",
                        thick=thick,
                        kind=stream.kind,
                        title=f"{isolate(stream.name)} → {label}: {stream.articles[number]}",
                    )
                )
                y1 += high
                ends[number] += high
        return bands

    def _origin(self, stream: Stream, top: float, height: float, middle: float) -> Bar:
        name = stream.name
        if stream.echo:
            # Isolated, as the name may be in another script than the words before it.
            name = f"{self.view.say('flow.times', count=len(stream.articles))} {isolate(name)}"
        label = self._label(_LEFT - 8, middle + 4.5, name, f"origin {stream.kind}", before=True)
        return Bar(self._bar_x(_LEFT), top, height, stream.kind, (label,))

    def _article(self, number: int, top: float, height: float) -> Bar:
        article = self.view.report.articles[number]
        y = top + height / 2 + 4.5
        labels = (
            self._label(_RIGHT + _BAR + 8, y, article.label, "axis"),
            self._label(_RIGHT + _BAR + 38, y, article.outlet or article.title, "name", most=44),
        )
        return Bar(self._bar_x(_RIGHT), top, max(height, 2.0), "article", labels)

    def _label(self, x: float, y: float, text: str, kind: str, *, before: bool = False, most: int = 64) -> Label:
        """Text that ends at `x` or begins there, as the page is read."""
        side = "right" if before is not self.view.right_to_left else "left"
        return Label(self._x(x), y, text, kind, side, most)

    def _bar_x(self, x: float) -> float:
        return self._x(x) - (_BAR if self.view.right_to_left else 0)

    def _x(self, x: float) -> float:
        return WIDTH - x if self.view.right_to_left else x
