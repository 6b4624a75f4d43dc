"""Day by day: of each day of the story what is told, and who tells it."""

from markupsafe import Markup

from factcmp.groups.disputes import is_disputed
from factcmp.models import Claim, Group, Relation, StoryDay
from factcmp.report.html.evidence import stance_mark
from factcmp.report.html.markup import join, tag
from factcmp.report.html.view import PageView
from factcmp.report.speakers import speaker_of
from factcmp.report.words import day_words

_SHOWN = 6
"""So many answers of a day stand in the open, those that most voices give."""
_MOST = 60


def timeline(view: PageView) -> Markup:
    """The figure; where the articles' words give no day, it says so."""
    days = [(day, _answers(view, claims)) for day, claims in _by_day(view)]
    content = [_day(view, day, answers) for day, answers in days]
    return tag(
        "figure",
        tag("h3", view.say("time.title"), id="time-heading"),
        tag("p", view.say("time.note" if content else "time.none"), class_="note-line"),
        tag("ol", content, class_="days") if content else None,
        class_="picture time",
        id="time",
        aria_labelledby="time-heading",
    )


def _by_day(view: PageView) -> list[tuple[StoryDay, list[Claim]]]:
    """The story's days in order, each with the claims about it that are no background."""
    of_day: list[list[Claim]] = [[] for _ in view.report.calendar]
    for claim in view.report.claims:
        for day in view.days_of(claim.event_time.day)[:1]:
            of_day[day] += [] if claim.background else [claim]
    return list(zip(view.report.calendar, of_day, strict=True))


def _answers(view: PageView, claims: list[Claim]) -> list[list[Claim]]:
    """The claims of one answer together, those of most voices first."""
    found: dict[object, list[Claim]] = {}
    for claim in claims:
        group, position = view.group_of.get(claim.id), view.position_of.get(claim.id)
        key = (group.id, position.label if position else "") if group else claim.id
        found.setdefault(key, []).append(claim)
    return sorted(found.values(), key=lambda of_it: -len({speaker_of(view, claim).name for claim in of_it}))


def _day(view: PageView, day: StoryDay, answers: list[list[Claim]]) -> Markup:
    open_, more = answers[:_SHOWN], answers[_SHOWN:_MOST]
    left = len(answers) - len(open_) - len(more)
    inferred = tag("span", view.say("time.inferred"), class_="small") if day.inferred else None
    folded = None
    if more:
        rest = tag("li", view.sentence("more", count=left)) if left else None
        summary = tag("summary", view.sentence("more", count=len(more) + left))
        folded = tag("details", summary, tag("ul", [_answer(view, one) for one in more], rest))
    return tag(
        "li",
        tag("h4", join([tag("bdi", day_words(day, view.words)), inferred], " ")),
        tag("ul", [_answer(view, one) for one in open_]) if open_ else tag("p", view.say("time.nothing")),
        folded,
    )


def _answer(view: PageView, claims: list[Claim]) -> Markup:
    claim = claims[0]
    ids = [claim.id for claim in claims]
    mark = stance_mark(view, claim)
    group = view.group_of.get(claim.id)
    return tag(
        "li",
        _sign(view, group),
        mark,
        view.told(claim.gloss),
        # The mark names the speaker.
        None if mark and len(claims) == 1 else (" – ", view.speakers(ids)),
        " ",
        view.article_labels(ids, most=6),
    )


def _sign(view: PageView, group: Group | None) -> Markup | None:
    """Where the answer is disputed or replaced: that, with the way to the finding."""
    if group is None or not (is_disputed(group) or group.relation is Relation.UPDATE):
        return None
    return join([tag("a", view.relation(group.relation), href=f"#{view.group_anchor(group)}", class_="g"), " "])
