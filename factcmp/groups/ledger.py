"""The ledger: each figure for harm to people as one voice tells it in one article, related and graded by rule.

The rules are those that desks and monitors publish: figures are compared within one scope alone (whom, where, when,
which harm), a total that grows from day to day is an update, no figure is ever a sum over sources or a best estimate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

from factcmp.groups.figures import Figure, find_told_wholes, find_updates, find_wholes, never_falls, numbers_by_scope
from factcmp.groups.grades import Grader
from factcmp.groups.scopes import Scope, StoryTimes, is_anybody, place_name, spelling_bones, who_is_counted
from factcmp.models import (
    Article,
    Claim,
    Difference,
    Grade,
    Group,
    Harm,
    LedgerRow,
    Relation,
    SourceKind,
    Stance,
    StoryDay,
    Toll,
    Voice,
)
from factcmp.models.ids import digest

_HARMS = list(Harm)


def build_ledger(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    voices: Sequence[Voice],
    groups: Sequence[Group],
    calendar: Sequence[StoryDay],
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[LedgerRow, ...]:
    """The rows, harm by harm and scope by scope, in each from the lowest figure to the highest, the unknown last.

    `claims` have their tolls, voices and days, as `voices` and `calendar` name them. `groups` tell what a claim leaves
    out of its scope, and which voices are not independent. `names` is the alias table: folded spelling to name.
    A claim that denies, doubts or predicts a figure makes no row; it counts against the rows of its scope. That nobody
    was hurt is a figure, whoever says so.
    """
    order = {day.id: number for number, day in enumerate(calendar)}
    times = StoryTimes(articles, calendar)
    figures = [
        _figure(claim, toll, times, order, names) for claim in claims for toll in dict.fromkeys(claim.tolls)
    ]  # fmt: skip
    figures = _parted(_filled(figures, groups))
    given = [one for one in figures if _is_given(one)]
    disputed = [one for one in figures if one.claim.stance in (Stance.DENIES, Stance.DOUBTS)]
    known = {voice.id: voice for voice in voices}
    kept = _ordered(_once(given, known), known)
    scopes = {scope: f"S{number}" for number, scope in enumerate(dict.fromkeys(one.scope for one in kept), 1)}
    ids = [_row_id(one) for one in kept]
    updates = find_updates(kept)
    superseded = {*updates.values()}
    grader = Grader(voices, groups, names)
    grades: dict[int, tuple[Grade, tuple[str, ...]]] = {}
    against = _by_scope(disputed)
    for scope, numbers in numbers_by_scope(kept).items():
        grades |= grader.grade({n: kept[n] for n in numbers}, superseded, against.get(scope, ()))
    wholes = find_wholes(kept)
    return tuple(
        LedgerRow(
            id=ids[number],
            label=f"L{number + 1}",
            claim=one.claim.id,
            article=one.claim.article,
            voice=one.claim.voice,
            harm=one.toll.harm,
            of_whom=one.toll.of_whom,
            place=one.toll.place,
            lower=one.toll.lower,
            upper=one.toll.upper,
            approximate=one.toll.approximate,
            figure=one.toll.figure,
            period=one.toll.period.text if one.toll.period else None,
            event_day=one.claim.event_time.day,
            as_of=one.as_of,
            blamed=one.toll.blamed,
            blame_hedge=one.toll.blame_hedge.text if one.toll.blame_hedge else None,
            scope=scopes[one.scope],
            part_of=ids[wholes[number]] if number in wholes else None,
            updates=ids[updates[number]] if number in updates else None,
            grade=grades[number][0],
            graded_by=grades[number][1],
        )
        for number, one in enumerate(kept)
    )


def _figure(
    claim: Claim, toll: Toll, times: StoryTimes, order: Mapping[str, int], names: Mapping[str, str]
) -> Figure:  # fmt: skip
    scope = Scope(
        toll.harm, who_is_counted(toll.of_whom), place_name(toll.place, names), times.of_toll(toll, claim)
    )  # fmt: skip
    as_of = claim.said_time.day if claim.said_time.day in order else times.own_day(claim.article)
    return Figure(claim, toll, scope, as_of, order.get(as_of or ""))


def _is_given(figure: Figure) -> bool:
    """Whether the voice gives the figure as its own; who denies any harm gives none."""
    return figure.claim.stance is Stance.ASSERTS or figure.toll.upper == 0


def _row_id(figure: Figure) -> str:
    return digest(figure.claim.id, figure.toll.harm, str(figure.toll.figure.start), str(figure.toll.figure.end))


# Scopes ------------------------------------------------------------------


def _filled(figures: Sequence[Figure], groups: Iterable[Group]) -> list[Figure]:
    """The figures, with what one does not tell of its scope as the others tell it that speak to the same question.

    Only where the judge found no difference of that sort. Figures of which place or time is still not told are compared
    within their question, or with the same figure of their article.
    """
    at: defaultdict[str, list[int]] = defaultdict(list)
    for number, figure in enumerate(figures):
        at[figure.claim.id].append(number)
    filled = list(figures)
    for group in groups:
        numbers = list(chain.from_iterable(at[claim] for claim in group.claims if claim in at))
        if len(numbers) < 2 or group.relation is Relation.PARTIAL or Difference.SCOPE in group.differs_in:
            continue
        for number in numbers:
            filled[number] = replace(filled[number], question=group.id)
        for harm in {figures[number].scope.harm for number in numbers}:
            _fill([number for number in numbers if figures[number].scope.harm is harm], group, filled)
    for number, figure in enumerate(filled):
        if not (figure.scope.place and figure.scope.time):
            filled[number] = _rescoped(figure, apart=figure.question or f"{figure.claim.article} {figure.bounds}")
    return filled


def _fill(numbers: Sequence[int], group: Group, figures: list[Figure]) -> None:
    """Makes alike what figures for one harm tell of their scopes in answers to one question."""
    told = [figures[number] for number in numbers if not figures[number].toll.part_of]
    kinds = {one.scope.who for one in told if one.toll.of_whom}
    # Workers who became people as the figure grew are the same count; what excludes each other may be two.
    others = sum(not is_anybody(kind) for kind in kinds)
    most = 1 if group.relation is Relation.UPDATE else 0
    same_people = len(kinds) == 1 or (others <= most and never_falls(told))
    places = sorted({one.scope.place for one in told} - {""}, key=lambda place: (len(place.split()), place))
    # Where the question is one, "Beit Safa" is "Bayt Safa in the north"; two villages never are.
    same_place = all(spelling_bones(places[0]) <= spelling_bones(place) for place in places)
    # Without a period the event counts, and one question is about one; a later state may be told for a later day.
    one_time = Difference.TIME not in group.differs_in or group.relation is Relation.UPDATE
    times = sorted({one.scope.time for one in told if not one.toll.period} - {""}) if one_time else []
    for number in numbers:
        figure = figures[number]
        if kinds and same_people and not figure.toll.part_of:
            figure = _rescoped(figure, who=min(kinds, key=lambda kind: (is_anybody(kind), sorted(kind))))
        if places and same_place and Difference.PLACE not in group.differs_in:
            figure = _rescoped(figure, place=places[0])
        if times and not figure.toll.period:
            figure = _rescoped(figure, time=times[0])
        figures[number] = figure


def _rescoped(figure: Figure, **parts: object) -> Figure:
    return replace(figure, scope=replace(figure.scope, **parts))  # type: ignore[arg-type]


def _parted(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each that is told to be a part of another kept apart from it."""
    wholes = find_told_wholes(figures)
    return [
        _rescoped(one, apart=f"{one.scope.apart} part {one.claim.id} {one.toll.figure.start}")
        if number in wholes and figures[wholes[number]].scope == one.scope
        else one
        for number, one in enumerate(figures)
    ]


def _once(figures: Sequence[Figure], voices: Mapping[str, Voice]) -> list[Figure]:
    """One figure for each article, voice, scope and bounds; a headline's only where the text has not the same."""
    seen: dict[object, Figure] = {}
    bodies: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: figure.claim.headline):
        claim, toll = figure.claim, figure.toll
        told = (claim.article, toll.harm, toll.lower, toll.upper)
        if claim.headline and any(_is_headline_of(figure, body, voices) for body in bodies[told]):
            continue
        if not claim.headline:
            bodies[told].append(figure)
        seen.setdefault((*told, claim.voice, figure.scope, *_apart(figure)), figure)
    return list(seen.values())


def _apart(figure: Figure) -> tuple[object, ...]:
    """What keeps apart figures that give no number: "several" and "others" are two."""
    toll = figure.toll
    return (toll.figure.start,) if toll.lower is None and toll.upper is None else ()


def _is_headline_of(headline: Figure, body: Figure, voices: Mapping[str, Voice]) -> bool:
    """Whether a headline's figure is the text's: of that voice or the outlet's own, and told no other scope."""
    voice = voices.get(headline.claim.voice or "")
    own = voice is None or not voice.known or voice.kind is SourceKind.OUTLET
    one, other = headline.scope, body.scope
    return (
        (own or headline.claim.voice == body.claim.voice)
        and one.place in ("", other.place)
        and one.time in ("", other.time)
        and (one.who == other.who or headline.toll.of_whom is None or replace(other, who=one.who).holds(other))
    )


def _ordered(figures: Sequence[Figure], voices: Mapping[str, Voice]) -> list[Figure]:
    """Harm by harm and scope by scope, the scope of most figures first; within one the lowest and the named first."""
    scopes = _by_scope(figures)
    first = {scope: number for number, scope in enumerate(scopes)}
    infinite = float("inf")

    def rank(figure: Figure) -> tuple[object, ...]:
        lower, upper, _ = figure.bounds
        unknown = lower is None and upper is None
        low = infinite if unknown else (0.0 if lower is None else lower)
        voice = voices.get(figure.claim.voice or "")
        named = voice is not None and voice.known
        day = infinite if figure.day is None else figure.day
        scope = figure.scope
        place = (_HARMS.index(scope.harm), -len(scopes[scope]), first[scope])
        return (*place, low, infinite if upper is None else upper, day, not named)

    return sorted(figures, key=rank)


def _by_scope(figures: Iterable[Figure]) -> dict[Scope, list[Figure]]:
    found: defaultdict[Scope, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.scope].append(figure)
    return dict(found)
