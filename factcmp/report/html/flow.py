"""From origins to articles: how much of what the articles say goes back to whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcmp.report.html.view import PageView, isolate
from factcmp.report.view import Stream

_MOST_ORIGINS = 18
_MOST_ARTICLES = 30
_WIDTH = 1120.0
_LEFT, _RIGHT = 430.0, 780.0
_BAR = 7.0
_GAP = 9.0


@dataclass
class Bar:
    """An origin or an article, as high as its claims are many."""

    y: float
    height: float
    label: str
    name: str = ""
    kind: str = "article"
    used: float = 0.0
    """How much of it bands have taken."""

    def take(self, high: float, thick: float) -> float:
        """Where the middle of the next band is."""
        self.used += high
        return self.y + self.used - high + thick / 2


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
    origins: Sequence[Bar]
    articles: Sequence[Bar]
    bands: Sequence[Band]
    x: dict[str, float]
    """Where bars and words stand; from the right where the page is read from there."""
    width: float = _WIDTH
    bar: float = _BAR


def flow(view: PageView) -> Flow | None:
    """None where no origin is known."""
    streams = view.streams()
    known = [stream for stream in streams if stream.known]
    if not known:
        return None
    shown, rest = known[:_MOST_ORIGINS], known[_MOST_ORIGINS:]
    together = Stream(view.say("flow.others", count=len(rest)), known=False)
    for stream in rest:
        together.articles.update(stream.articles)
    unknown = [replace(stream, name=view.say("flow.unknown")) for stream in streams if not stream.known]
    shown += [*([together] if rest else []), *unknown]
    return _draw(view, shown, [*known[: 3 * _MOST_ORIGINS], *unknown])


def _draw(view: PageView, streams: Sequence[Stream], listed: Sequence[Stream]) -> Flow:
    total = sum((stream.articles for stream in streams), Counter[int]())
    articles = sorted(sorted(total, key=lambda number: (-total[number], number))[:_MOST_ARTICLES])
    kept = [replace(s, articles=Counter({n: s.articles[n] for n in articles if s.articles[n]})) for s in streams]
    drawn = [stream for stream in kept if stream.articles]
    unit = min(7.0, 420 / max(1, sum(total[number] for number in articles)))
    origin_bars, height = _origin_bars(view, drawn, unit)
    article_bars, height = _article_bars(view, {number: total[number] * unit for number in articles}, height)
    places = {"origin": _LEFT, "origin_label": _LEFT - 8, "article": _RIGHT, "article_label": _RIGHT + _BAR + 8,
              "article_name": _RIGHT + _BAR + 38}  # fmt: skip
    x = {name: _WIDTH - at if view.right_to_left else at for name, at in places.items()}
    if view.right_to_left:
        x |= {name: x[name] - _BAR for name in ("origin", "article")}
    return Flow(
        streams=listed,
        height=height,
        origins=origin_bars,
        articles=list(article_bars.values()),
        bands=[
            _band(view, stream, number, unit, (bar, article_bars[number]))
            for stream, bar in zip(drawn, origin_bars, strict=True)
            for number in articles
            if stream.articles[number]
        ],
        x=x,
    )


def _kind(stream: Stream) -> str:
    return "unknown" if not stream.known else "echo" if stream.echo else "one"


def _origin_bars(view: PageView, streams: Sequence[Stream], unit: float) -> tuple[list[Bar], float]:
    """A bar for each origin, and where they end."""
    bars, y = [], 6.0
    for stream in streams:
        height = max(3.0, stream.articles.total() * unit)
        room = max(height, 17.0)
        label = stream.name
        if stream.echo:
            # Isolated, as the name may be in another script than the words before it.
            label = f"{view.say('flow.times', count=len(stream.articles))} {isolate(label)}"
        bars.append(Bar(y + (room - height) / 2, height, label, kind=_kind(stream)))
        y += room + _GAP
    return bars, y


def _article_bars(view: PageView, heights: dict[int, float], end: float) -> tuple[dict[int, Bar], float]:
    """A bar for each article, spread as far as the origins go, and where all ends."""
    gap = max(_GAP, (end - sum(heights.values())) / (len(heights) + 1))
    bars, y = {}, gap / 2
    for number, height in heights.items():
        article = view.report.articles[number]
        bars[number] = Bar(y, max(height, 2.0), article.label, article.outlet or article.title)
        y += max(height, 12.0) + gap
    return bars, max(end, y)


def _band(view: PageView, stream: Stream, number: int, unit: float, ends: tuple[Bar, Bar]) -> Band:
    """From the next free place of one bar to that of the other."""
    high = stream.articles[number] * unit
    thick = max(1.2, high)
    y1, y2 = (bar.take(high, thick) for bar in ends)
    x1, x2 = (_WIDTH - at if view.right_to_left else at for at in (_LEFT + _BAR, _RIGHT))
    middle = (x1 + x2) / 2
    return Band(
        path=f"M{x1:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {x2:g} {y2:.1f}",
        thick=thick,
        kind=_kind(stream),
        title=f"{isolate(stream.name)} → {view.report.articles[number].label}: {stream.articles[number]}",
    )
