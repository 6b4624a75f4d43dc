"""From origins to articles: how much of what the articles say goes back to whom."""

from collections import Counter
from dataclasses import dataclass, field

from markupsafe import Markup

from factcmp.report.html.figure import data_table, figure
from factcmp.report.html.markup import Content, tag
from factcmp.report.html.svg import picture, shape, words
from factcmp.report.html.view import PageView, isolate

_MOST_ORIGINS = 18
_MOST_ARTICLES = 30
_WIDTH = 1120.0
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


def flow(view: PageView) -> Markup | None:
    """The figure with its table; None where no origin is known."""
    streams = _streams(view)
    if not any(stream.known for stream in streams):
        return None
    shown, rest = streams[:_MOST_ORIGINS], streams[_MOST_ORIGINS:]
    if rest:
        other = Stream(view.say("flow.others", count=len(rest)), False)
        for stream in rest:
            other.articles.update(stream.articles)
        drawn = [*shown, other]
    else:
        drawn = shown
    note = view.say("flow.note")
    table = _table(view, streams[: 3 * _MOST_ORIGINS])
    return figure(view, "flow", _Picture(view, drawn).draw(), table, note=note)


def _streams(view: PageView) -> list[Stream]:
    """Known origins first, those behind most articles first; last what has no known origin."""
    streams: dict[str, Stream] = {}
    unknown = Stream(view.say("flow.unknown"), False)
    for group in view.report.groups:
        for position in group.positions:
            for origin in position.origins:
                stream = unknown
                if origin.known:
                    key = " ".join(origin.name.split()).casefold()
                    stream = streams.setdefault(key, Stream(origin.name, True))
                for claim in origin.claims:
                    stream.articles[view.article_number[view.claims[claim].article]] += 1
    ranked = sorted(streams.values(), key=lambda s: (-len(s.articles), -s.articles.total(), s.name))
    shown = ranked[: _MOST_ORIGINS - 1]
    return [*shown, *([unknown] if unknown.articles else []), *ranked[_MOST_ORIGINS - 1 :]]


def _table(view: PageView, streams: list[Stream]) -> Markup:
    labels = [article.label for article in view.report.articles]
    rows: list[tuple[Content, ...]] = [
        (
            view.told(stream.name) if stream.known else stream.name,
            view.say("flow.echo") if stream.echo else "",
            stream.articles.total(),
            tag(
                "bdi",
                view.say("list.comma").join(
                    f"{labels[number]} × {count}" for number, count in sorted(stream.articles.items())
                ),
                dir="ltr",
            ),
        )
        for stream in streams
    ]
    header = tuple(
        view.say(key) for key in ("origins.origin", "flow.behind_several", "articles.claims", "flow.articles")
    )
    return data_table(header, rows, caption=view.say("flow.title"), class_="stacked")


class _Picture:
    """Bands from origins to articles, as thick as the claims are many."""

    def __init__(self, view: PageView, streams: list[Stream]) -> None:
        self.view = view
        total: Counter[int] = Counter()
        for stream in streams:
            total.update(stream.articles)
        ranked = sorted(total, key=lambda number: (-total[number], number))
        self.articles = sorted(ranked[:_MOST_ARTICLES])
        self.streams = [
            Stream(s.name, s.known, Counter({n: s.articles[n] for n in self.articles if s.articles[n]}))
            for s in streams
        ]
        self.streams = [stream for stream in self.streams if stream.articles]
        self.unit = min(7.0, 420 / max(1, sum(total[number] for number in self.articles)))

    def draw(self) -> Markup:
        starts, ends = {}, {}
        y = 6.0
        content: list[Content] = []
        for at, stream in enumerate(self.streams):
            height = max(3.0, stream.articles.total() * self.unit)
            room = max(height, 17.0)
            starts[at] = y + (room - height) / 2
            content.append(self._origin(stream, starts[at], height, y + room / 2))
            y += room + _GAP
        height = y
        bars = {number: sum(s.articles[number] for s in self.streams) * self.unit for number in self.articles}
        gap = max(_GAP, (height - sum(bars.values())) / (len(bars) + 1))
        y = gap / 2
        for number in self.articles:
            ends[number] = y
            content.append(self._article(number, y, bars[number]))
            y += max(bars[number], 12.0) + gap
        bands = [
            self._band(stream, number, starts, ends, at)
            for at, stream in enumerate(self.streams)
            for number in self.articles
            if stream.articles[number]
        ]
        return picture(_WIDTH, max(height, y), self.view.say("flow.alt"), bands, content)

    def _band(self, stream: Stream, number: int, starts: dict[int, float], ends: dict[int, float], at: int) -> Markup:
        thick = max(1.2, stream.articles[number] * self.unit)
        one, other = starts[at] + thick / 2, ends[number] + thick / 2
        starts[at] += stream.articles[number] * self.unit
        ends[number] += stream.articles[number] * self.unit
        x1, x2 = self._x(_LEFT + _BAR), self._x(_RIGHT)
        middle = (x1 + x2) / 2
        label = self.view.report.articles[number].label
        title = f"{isolate(stream.name)} → {label}: {stream.articles[number]}"
        return tag(
            "path",
            tag("title", title),
            d=f"M{x1:g} {one:.1f}C{middle:g} {one:.1f} {middle:g} {other:.1f} {x2:g} {other:.1f}",
            stroke_width=f"{thick:.1f}",
            fill="none",
            class_=f"band {_kind(stream)}",
        )

    def _origin(self, stream: Stream, top: float, height: float, middle: float) -> Markup:
        name = stream.name
        if stream.echo:
            # Isolated, as the name may be in another script than the words before it.
            name = f"{self.view.say('flow.times', count=len(stream.articles))} {isolate(name)}"
        return tag(
            "g",
            self._bar(_LEFT, top, height, _kind(stream)),
            self._words(_LEFT - 8, middle + 4.5, name, before=True, class_=f"origin {_kind(stream)}"),
        )

    def _article(self, number: int, top: float, height: float) -> Markup:
        article = self.view.report.articles[number]
        middle = top + height / 2 + 4.5
        return tag(
            "g",
            self._bar(_RIGHT, top, max(height, 2.0), "article"),
            self._words(_RIGHT + _BAR + 8, middle, article.label, class_="axis"),
            self._words(_RIGHT + _BAR + 38, middle, article.outlet or article.title, most=44, class_="name"),
        )

    def _bar(self, x: float, y: float, height: float, kind: str) -> Markup:
        left = self._x(x) - (_BAR if self.view.right_to_left else 0)
        return shape("rect", x=left, y=y, width=_BAR, height=height, class_=f"bar {kind}")

    def _words(self, x: float, y: float, text: str, *, before: bool = False, most: int = 64, class_: str) -> Markup:
        """Text that ends at `x` or begins there, as the page is read."""
        ends_there = before is not self.view.right_to_left
        return words(self._x(x), y, text, side="right" if ends_there else "left", most=most, class_=class_)

    def _x(self, x: float) -> float:
        return _WIDTH - x if self.view.right_to_left else x


def _kind(stream: Stream) -> str:
    if not stream.known:
        return "unknown"
    return "echo" if stream.echo else "one"
