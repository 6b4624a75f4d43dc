"""The ledger: each figure for harm to people as one voice tells it in one article, related and graded by rule.

The rules are those that desks and monitors publish: figures are compared within one scope alone (whom, where, when,
which harm), a total that grows from day to day is an update, no figure is ever a sum over sources or a best estimate.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from factcmp.groups.ledger.figures import (
    Figure,
    by_scope,
    find_told_wholes,
    find_updates,
    find_wholes,
    never_falls,
    same_words,
)
from factcmp.groups.ledger.grades import Grader, is_identified
from factcmp.groups.ledger.scopes import Scope, StoryTimes, is_anybody, place_name, spelling_bones, who_is_counted
from factcmp.models import (
    Article,
    Claim,
    Difference,
    Grade,
    Group,
    Harm,
    LedgerRow,
    Relation,
    Stance,
    StoryDay,
    Toll,
    Voice,
)
from factcmp.models.ids import digest
from factcmp.models.partition import grouped

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
    told = [_figure(claim, toll, times, order, names) for claim in claims for toll in dict.fromkeys(claim.tolls)]
    figures = _parted(_of_one_scope(_filled(told, groups)))
    known = {voice.id: voice for voice in voices}
    kept = _ordered(_once([one for one in figures if _is_given(one)], known), known)
    scopes = by_scope(kept)
    labels = {scope: f"S{number}" for number, scope in enumerate(scopes, 1)}
    disputed = by_scope(one for one in figures if one.claim.stance in (Stance.DENIES, Stance.DOUBTS))
    updates, wholes = find_updates(kept), find_wholes(kept)
    grader = Grader(voices, groups, names)
    grades: dict[Figure, tuple[Grade, tuple[str, ...]]] = {}
    for scope, of_scope in scopes.items():
        grades |= grader.grade(of_scope, {*updates.values()}, disputed.get(scope, ()))
    return tuple(
        LedgerRow(
            id=_row_id(one),
            label=f"L{number}",
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
            scope=labels[one.scope],
            part_of=_row_id(wholes[one]) if one in wholes else None,
            updates=_row_id(updates[one]) if one in updates else None,
            grade=grades[one][0],
            graded_by=grades[one][1],
        )
        for number, one in enumerate(kept, 1)
    )


def _figure(claim: Claim, toll: Toll, times: StoryTimes, order: Mapping[str, int], names: Mapping[str, str]) -> Figure:
    place, time = place_name(toll.place, names), times.of_toll(toll, claim)
    as_of = claim.said_time.day if claim.said_time.day in order else times.own_day(claim.article)
    scope = Scope(toll.harm, who_is_counted(toll.of_whom), place, time)
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
    filled = list(figures)
    at = grouped(range(len(figures)), lambda number: figures[number].claim.id)
    for group in groups:
        numbers = [number for claim in group.claims for number in at.get(claim, ())]
        if len(numbers) < 2 or group.relation is Relation.PARTIAL or Difference.SCOPE in group.differs_in:
            continue
        for of_harm in grouped(numbers, lambda number: figures[number].scope.harm).values():
            alike = _made_alike([filled[number] for number in of_harm], group)
            for number, figure in zip(of_harm, alike, strict=True):
                filled[number] = replace(figure, question=group.id)
    return [
        one
        if one.scope.place and one.scope.time
        else _rescoped(one, apart=one.question or f"{one.claim.article} {one.bounds}")
        for one in filled
    ]


def _made_alike(figures: Sequence[Figure], group: Group) -> list[Figure]:
    """Figures for one harm in answers to one question, with what any of them tells of their scope in all of them."""
    told = [one for one in figures if not one.toll.part_of]
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
    alike = []
    for figure in figures:
        parts: dict[str, object] = {}
        if kinds and same_people and not figure.toll.part_of:
            parts["who"] = min(kinds, key=lambda kind: (is_anybody(kind), sorted(kind)))
        if places and same_place and Difference.PLACE not in group.differs_in:
            parts["place"] = places[0]
        if times and not figure.toll.period:
            parts["time"] = times[0]
        alike.append(_rescoped(figure, **parts))
    return alike


def _of_one_scope(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each in one scope whatever the claims that tell it call the place and the people.

    Where a claim tells two scopes of the same words ("three in each village"), they stay as told.
    """
    scopes: dict[Figure, Scope] = {}
    for same in same_words(figures):
        of_claim = grouped({(one.claim.id, one.scope) for one in same}, lambda told: told[0])
        if all(len(of_it) == 1 for of_it in of_claim.values()):
            fullest = min(same, key=_fullness)
            scopes |= dict.fromkeys(same, fullest.scope)
    return [replace(one, scope=scopes.get(one, one.scope)) for one in figures]


def _fullness(figure: Figure) -> tuple[object, ...]:
    scope = figure.scope
    told = (figure.toll.of_whom, scope.place, scope.time, figure.toll.period)
    return -sum(map(bool, told)), len(scope.place.split()), scope.place, figure.claim.id


def _rescoped(figure: Figure, **parts: object) -> Figure:
    return replace(figure, scope=replace(figure.scope, **parts))  # type: ignore[arg-type]


def _parted(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each that is told to be a part of another kept apart from it."""
    wholes = find_told_wholes(figures)
    return [
        _rescoped(one, apart=f"{one.scope.apart} part {one.claim.article} {one.toll.figure.start}")
        if one in wholes and wholes[one].scope == one.scope
        else one
        for one in figures
    ]


def _once(figures: Sequence[Figure], voices: Mapping[str, Voice]) -> list[Figure]:
    """One figure for each article, voice, scope and bounds; a headline's only where the text has not the same.

    The same words are a second figure only where another identified voice gives them.
    """

    def told(figure: Figure) -> tuple[object, ...]:
        return figure.claim.article, figure.toll.harm, figure.toll.lower, figure.toll.upper

    bodies = {told(one) for one in figures if not one.claim.headline}
    seen: dict[object, Figure] = {}
    for figure in figures:
        if not (figure.claim.headline and told(figure) in bodies):
            # Figures that give no number are told apart by their words: "several" and "others" are two.
            words = None if figure.has_number else figure.toll.figure.start
            seen.setdefault((*told(figure), figure.claim.voice, figure.scope, words), figure)
    once = list(seen.values())
    again: set[Figure] = set()
    for same in (same for of_scope in by_scope(once).values() for same in same_words(of_scope)):
        unidentified = [one for one in same if not is_identified(voices.get(one.claim.voice or ""))]
        again.update(unidentified if len(unidentified) < len(same) else unidentified[1:])
    return [one for one in once if one not in again]


def _ordered(figures: Sequence[Figure], voices: Mapping[str, Voice]) -> list[Figure]:
    """Harm by harm and scope by scope, the scope of most figures first; within one the lowest and the named first."""
    scopes = by_scope(figures)
    first = {scope: number for number, scope in enumerate(scopes)}

    def rank(figure: Figure) -> tuple[object, ...]:
        scope, (lower, upper, _) = figure.scope, figure.bounds
        low = (lower or 0.0) if figure.has_number else math.inf
        voice = voices.get(figure.claim.voice or "")
        named = voice is not None and voice.known
        day = math.inf if figure.day is None else figure.day
        place = (_HARMS.index(scope.harm), -len(scopes[scope]), first[scope])
        return (*place, low, math.inf if upper is None else upper, day, not named)

    return sorted(figures, key=rank)
