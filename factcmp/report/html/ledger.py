"""The ledger: harm to people, a row for each figure as one voice tells it, and how figures grew."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from factcmp.groups.ranges import LedgerRange, ledger_ranges
from factcmp.models import Grade, Harm, LedgerRow
from factcmp.report.html.figure import scrolling
from factcmp.report.html.markup import Content, join, tag
from factcmp.report.html.svg import picture, shape, words
from factcmp.report.html.view import PageView, isolate
from factcmp.report.ledger_words import range_words, row_words
from factcmp.report.speakers import voice_name
from factcmp.report.words import day_words

_COLUMNS = ("figure", "voice", "as_of", "blamed", "grade", "words")
_WIDTH, _HEIGHT = 340.0, 170.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 40.0, 22.0, 34.0


def ledger(view: PageView) -> Markup | None:
    """The section, harm by harm; None where no claim counts harm to people."""
    ranges = ledger_ranges(view.report.ledger)
    if not ranges:
        return None
    parts = [_harm(view, harm, list(of_it)) for harm, of_it in groupby(ranges, key=lambda one: one.first.harm)]
    return tag(
        "section",
        tag("h2", view.say("ledger"), id="ledger-heading"),
        tag("p", view.say("ledger.note"), class_="note-line"),
        parts,
        id="ledger",
        aria_labelledby="ledger-heading",
        tabindex="-1",
    )


def _harm(view: PageView, harm: Harm, ranges: list[LedgerRange]) -> Markup:
    """A table for one harm, with a body for each scope."""
    heading = view.say(f"ledger.harm.{harm}")
    columns = [view.say(f"ledger.{key}") for key in _COLUMNS]
    table = tag(
        "table",
        tag("caption", heading, class_="unseen"),
        tag("thead", tag("tr", [tag("th", column, scope="col") for column in columns])),
        [_scope(view, one, columns) for one in ranges],
        class_="stacked",
    )
    return tag("div", tag("h3", heading, id=f"{harm}-heading"), scrolling(table, f"{harm}-heading"))


def _scope(view: PageView, found: LedgerRange, columns: list[str]) -> Markup:
    """One scope: the range with who gives its ends, how it grew, and every row."""
    rows = (*found.current, *found.unknown, *found.earlier)
    contested = tag("strong", view.say("ledger.contested"), class_="unstable") if found.contested else None
    several = len(rows) > 1
    head = tag(
        "th",
        tag("h4", _counted(view, found.first)),
        tag("p", tag("strong", range_words(found, view.words), class_="range"), " ", contested) if several else None,
        _ends(view, found, rows) if found.conservative is not None else None,
        _growth(view, found) if len({row.as_of for row in rows if row.as_of}) > 1 else None,
        colspan=len(columns),
        scope="rowgroup",
    )
    told = [
        tag("tr", [tag("td", cell, data_label=label) for label, cell in zip(columns, _row(view, row), strict=True)])
        for row in rows
    ]
    return tag("tbody", tag("tr", head), told, class_="scope")


def _counted(view: PageView, row: LedgerRow) -> Markup:
    """Whom, where and over what time a scope counts."""
    period = view.own(row.article, row.period) if row.period else _day(view, row.event_day)
    parts = [view.told(row.of_whom) if row.of_whom else view.say("ledger.people")]
    parts += [view.told(row.place)] if row.place else []
    parts += [period] if period else []
    return join(parts, " · ")


def _ends(view: PageView, found: LedgerRange, rows: Sequence[LedgerRow]) -> Markup:
    speakers = {row.voice: _speaker(view, row) for row in rows}
    lowest, highest = (
        join([speakers[id] for id in ids], view.say("list.comma")) for ids in (found.low_by, found.high_by)
    )  # fmt: skip
    return tag("p", view.sentence("ledger.ends", low=lowest, high=highest), class_="small")


def _speaker(view: PageView, row: LedgerRow) -> Markup:
    return view.told(voice_name(view.voices.get(row.voice or ""), view.articles[row.article]))


def _row(view: PageView, row: LedgerRow) -> tuple[Content, ...]:
    claim = view.claims[row.claim]
    relations = [
        tag("span", view.sentence(f"ledger.{key}", row=_row_link(view, other)), class_="small")
        for key, other in (("part_of", row.part_of), ("updates", row.updates))
        if other in view.rows
    ]
    figure = join([tag("bdi", row.label, class_="g", id=row.label.lower(), tabindex="-1"),
                   tag("strong", row_words(row, view.words)), *relations], " ")  # fmt: skip
    blamed: Content = view.say("ledger.not_said")
    if row.blamed:
        hedge = join(["(", view.own(row.article, row.blame_hedge), ")"]) if row.blame_hedge else None
        blamed = join([view.told(row.blamed), hedge], " ")
    voice = join([_speaker(view, row), view.article_chip(view.articles[row.article])], " ")
    quote = join([view.own(row.article, row.figure.text, "q"), view.claim_link(claim)], " ")
    return figure, voice, _day(view, row.as_of) or view.say("ledger.not_said"), blamed, _grade(view, row), quote


def _row_link(view: PageView, row: str | None) -> Markup:
    label = view.rows[row or ""].label
    return tag("a", label, href=f"#{label.lower()}", class_="ref", dir="ltr")


def _grade(view: PageView, row: LedgerRow) -> Markup:
    """How the figure is supported, and by whom that rests on more than its own voice."""
    said = view.words.say(f"ledger.grade.{row.grade}")
    if row.grade in (Grade.UNIDENTIFIED, Grade.ONE_VOICE, Grade.PARTY_ONLY):
        return tag("span", said)
    names = [view.told(view.voices[id].name or view.voices[id].label) for id in row.graded_by]
    others = join(names, view.say("list.comma"))
    return join([said, tag("span", others, class_="small")], ": ")


def _day(view: PageView, id: str | None) -> Markup | None:
    day = view.days.get(id or "")
    return tag("bdi", day_words(day, view.words)) if day else None


def _growth(view: PageView, found: LedgerRange) -> Markup:
    """Each figure at the day on which it was given; lines lead from a figure to the one that replaces it."""
    drawn = [row for row in (*found.earlier, *found.current) if row.as_of in view.day_number]
    days = sorted({view.day_number[row.as_of or ""] for row in drawn})
    most = max((row.upper or row.lower or 0.0 for row in drawn), default=0.0) or 1.0
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(days) - 1)
    ground = _HEIGHT - _BOTTOM

    def place(row: LedgerRow) -> tuple[float, float]:
        x = _LEFT + days.index(view.day_number[row.as_of or ""]) * step
        y = ground - (ground - _TOP) * (row.upper if row.lower is None else row.lower or 0.0) / most  # type: ignore[operator]
        return (_WIDTH - x if view.right_to_left else x), y

    at = {row.id: place(row) for row in drawn}
    lines = [
        shape("line", x1=at[row.updates][0], y1=at[row.updates][1], x2=at[row.id][0], y2=at[row.id][1], class_="grown")
        for row in drawn
        if row.updates in at
    ]
    names = [
        words(_WIDTH - x if view.right_to_left else x, _HEIGHT - 12, day_words(view.report.calendar[day], view.words),
              side="middle", class_="axis", most=14)
        for x, day in ((_LEFT + number * step, day) for number, day in enumerate(days))
    ]  # fmt: skip
    dots = [_dot(view, row, *at[row.id]) for row in drawn]
    ground_line = shape("line", x1=_LEFT - 20, y1=ground, x2=_WIDTH - _RIGHT + 20, y2=ground, class_="grid")
    drawing = picture(_WIDTH, _HEIGHT, view.say("ledger.alt"), ground_line, lines, dots, names)
    return tag("div", drawing, class_="growth")


def _dot(view: PageView, row: LedgerRow, x: float, y: float) -> Markup:
    said = row_words(row, view.words)
    title = tag(
        "title",
        f"{row.label} · {isolate(voice_name(view.voices.get(row.voice or ''), view.articles[row.article]))}: {said}",
    )
    return tag(
        "g",
        title,
        shape("circle", cx=x, cy=y, r=4.5),
        words(x, y - 9, said, side="middle", class_="n", most=16),
        class_="dot update",
        data_to=row.label.lower(),
    )
