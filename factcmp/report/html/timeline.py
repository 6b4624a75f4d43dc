"""When things happened and were said: each article's dated claims by day, and those that no date resolves."""

import datetime
from dataclasses import dataclass

from markupsafe import Markup

from factcmp.models import Claim, Relation
from factcmp.report.html.evidence import speaker
from factcmp.report.html.figure import data_table, figure, scrolling
from factcmp.report.html.markup import Content, tag
from factcmp.report.html.svg import picture, shape, words
from factcmp.report.html.view import PageView, isolate

_MOST_DAYS = 60
_MOST_ARTICLES = 30
_MOST_UNDATED = 120
_FEW = 20
"""A table of so many rows is not folded."""
_COLUMN = 112.0
_MARGIN = 60.0
_LANE = 26.0
_DOT = 13.0
_IN_A_ROW = 7


@dataclass(frozen=True)
class Dated:
    """A claim at a time: of the event, or of the words."""

    claim: Claim
    start: datetime.date
    end: datetime.date
    spoken: bool

    @property
    def column(self) -> str:
        """What heads its column: its month or year where it is all of it, otherwise its first day."""
        return _span(self.start, self.end).split(" ", maxsplit=1)[0]


def timeline(view: PageView) -> Markup | None:
    """The figure with its tables; None where no claim tells a time."""
    dated = _dated(view)
    relative = [claim for claim in view.report.claims if claim.event_time.relative and not claim.event_time.start]
    undated = _undated(view, relative) if relative else None
    if dated:
        lanes = _Lanes(view, dated)
        shown = [item for item in dated if lanes.shows(item)]
        note = view.say("time.note")
        if len(shown) < len(dated):
            note += " " + view.say("time.more", shown=len(shown), total=len(dated))
        few = len(shown) <= _FEW
        return figure(view, "time", lanes.draw(), _table(view, shown), note=note, unfolded=few) + (undated or "")
    if undated is None:
        return None
    return tag(
        "figure",
        tag("h3", view.say("time.title"), id="time-heading"),
        tag("p", view.say("time.only_relative"), class_="note-line"),
        undated,
        class_="picture time",
        id="time",
        aria_labelledby="time-heading",
    )


def _dated(view: PageView) -> list[Dated]:
    found = []
    for claim in view.report.claims:
        for time, spoken in ((claim.event_time, False), (claim.said_time, True)):
            if time.start:
                found.append(Dated(claim, time.start, max(time.start, time.end or time.start), spoken))
    order = view.claim_number
    return sorted(found, key=lambda item: (item.start, item.end, order[item.claim.id], item.spoken))


def _table(view: PageView, dated: list[Dated]) -> Markup:
    rows: list[tuple[Content, ...]] = [
        (
            tag("bdi", _span(item.start, item.end)),
            view.say("time.spoken" if item.spoken else "time.event"),
            view.claim_link(item.claim),
            view.told(speaker(view, item.claim)),
            view.words.say(f"stance.{item.claim.stance}"),
            view.told(item.claim.gloss),
        )
        for item in dated
    ]
    return data_table(_header(view, "time.date"), rows, caption=view.say("time.title"))


def _header(view: PageView, first: str) -> tuple[str, ...]:
    keys = (first, "time.kind", "time.claim", "time.source", "time.stance", "time.says")
    return tuple(view.say(key) for key in keys)


def _undated(view: PageView, claims: list[Claim]) -> Markup:
    """Claims with a time that only their article's own date would place, by that time."""
    ordered = sorted(claims, key=lambda claim: (claim.event_time.relative or "", view.claim_number[claim.id]))
    shown = ordered[:_MOST_UNDATED]
    rows: list[tuple[Content, ...]] = [
        (
            view.own(claim.article, claim.event_time.said) if claim.event_time.said else "–",
            view.claim_link(claim),
            view.told(speaker(view, claim)),
            view.words.say(f"stance.{claim.stance}"),
            view.told(claim.gloss),
        )
        for claim in shown
    ]
    header = tuple(view.say(f"time.{key}") for key in ("said", "claim", "source", "stance", "says"))
    table = data_table(header, rows, caption=view.say("time.undated"))
    note = view.say("time.undated_note")
    if len(shown) < len(ordered):
        note += " " + view.say("time.more", shown=len(shown), total=len(ordered))
    return tag(
        "div",
        tag("h4", view.say("time.undated"), id="undated-heading"),
        tag("p", note, class_="note-line"),
        scrolling(table, "undated-heading")
        if len(shown) <= _FEW
        else tag(
            "details", tag("summary", view.sentence("claims", count=len(shown))), scrolling(table, "undated-heading")
        ),
        class_="undated",
    )


def _span(start: datetime.date, end: datetime.date) -> str:
    """The interval in the shortest ISO form: a whole month or year is one word."""
    if start == end:
        return start.isoformat()
    after = end + datetime.timedelta(days=1)
    if start.day == 1 and after.day == 1:
        if (start.month, after.month, after.year - start.year) == (1, 1, 1):
            return f"{start:%Y}"
        if after == (start.replace(day=28) + datetime.timedelta(days=4)).replace(day=1):
            return f"{start:%Y-%m}"
    return f"{start.isoformat()} – {end.isoformat()}"


class _Lanes:
    """A lane for each article, a column for each day that begins something, a dot for each claim."""

    def __init__(self, view: PageView, dated: list[Dated]) -> None:
        self.view = view
        columns = sorted({(item.start, item.column) for item in dated})[:_MOST_DAYS]
        self.columns = {column: at for at, column in enumerate(columns)}
        self.width = _MARGIN + len(columns) * _COLUMN + 8
        self.lanes: dict[int, dict[int, list[Dated]]] = {}
        for item in dated:
            number = view.article_number[item.claim.article]
            at = self.columns.get((item.start, item.column))
            if at is not None and (number in self.lanes or len(self.lanes) < _MOST_ARTICLES):
                self.lanes.setdefault(number, {}).setdefault(at, []).append(item)

    def shows(self, item: Dated) -> bool:
        """Whether the picture has room for a claim."""
        return self.view.article_number[item.claim.article] in self.lanes and (item.start, item.column) in self.columns

    def draw(self) -> Markup:
        top = 30.0
        content: list[Content] = []
        grid: list[Content] = []
        for number in sorted(self.lanes):
            lane = self.lanes[number]
            rows = max(-(-len(items) // _IN_A_ROW) for items in lane.values())
            height = _LANE + (rows - 1) * (_DOT + 3)
            grid.append(self._line(0, top, self.width, top))
            content.append(self._words(8, top + 18, self.view.report.articles[number].label, "axis"))
            for column, items in sorted(lane.items()):
                content += [self._dot(item, column, at, top) for at, item in enumerate(items)]
            top += height
        for (_, name), column in self.columns.items():
            x = _MARGIN + column * _COLUMN
            grid.append(self._line(x, 8, x, top))
            content.append(self._words(x + 6, 20, name, "axis"))
        return picture(self.width, top + 4, self.view.say("time.alt"), grid, content)

    def _dot(self, item: Dated, column: int, at: int, top: float) -> Markup:
        row, place = divmod(at, _IN_A_ROW)
        x = _MARGIN + column * _COLUMN + 13 + place * (_DOT + 1)
        y = top + 13 + row * (_DOT + 3)
        group = self.view.group_of.get(item.claim.id)
        relation = group.relation if group else Relation.SINGLE_SOURCE
        told = f"{isolate(speaker(self.view, item.claim))}: {isolate(item.claim.gloss)}"
        title = f"{item.claim.label} · {_span(item.start, item.end)} · {told}"
        half = 4.5
        x = self._x(x)
        if item.spoken:
            mark = shape(
                "rect", x=x - half, y=y - half, width=2 * half, height=2 * half, transform=f"rotate(45 {x:g} {y:g})"
            )
        else:
            mark = shape("circle", cx=x, cy=y, r=half + 0.5)
        until = None
        if " " in _span(item.start, item.end):
            last = max((at for (day, _), at in self.columns.items() if day <= item.end), default=column)
            reach = self._x(_MARGIN + (last + 1) * _COLUMN - 8)
            until = shape("line", x1=x, y1=y, x2=reach, y2=y, class_="until")
        return tag(
            "g",
            tag("title", title),
            until,
            mark,
            class_=f"dot {relation}",
            data_to=self.view.claim_anchor(item.claim),
        )

    def _x(self, x: float) -> float:
        return self.width - x if self.view.right_to_left else x

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> Markup:
        return shape("line", x1=self._x(x1), y1=y1, x2=self._x(x2), y2=y2, class_="grid")

    def _words(self, x: float, y: float, text: str, class_: str) -> Markup:
        return words(self._x(x), y, text, side="right" if self.view.right_to_left else "left", class_=class_)
