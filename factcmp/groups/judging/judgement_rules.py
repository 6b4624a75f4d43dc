"""Turns a model's judgement of one group into a finding that holds together, by rule.

The model reads; what follows from its reading by definition, or by arithmetic, is decided here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from factcmp.groups.story.calendar import Calendar, Interval
from factcmp.models import (
    Between,
    Claim,
    Difference,
    Disagreement,
    Group,
    PartialKind,
    Position,
    Quantity,
    Relation,
    RuleChange,
    RuleKind,
)
from factcmp.text.numbers.quantities import quantities_conflict

DIFFERING = (Relation.CONTRADICTION, Relation.UPDATE, Relation.PARTIAL)
"""Relations that are judged again, strongest first."""


def position_label(place: int) -> str:
    """A, B, … Z, P27, P28, …"""
    return chr(ord("A") + place) if place < 26 else f"P{place + 1}"


def strength(pair: Between) -> int:
    """Contradictions first, then updates, competing and complementary accounts."""
    return tuple(Disagreement).index(pair.relation) * 2 + (pair.partial is PartialKind.COMPLEMENTARY)


def apply_rules(group: Group, numbers: Mapping[str, Quantity], claims: Sequence[Claim], calendar: Calendar) -> Group:
    """The group with its numbers and days compared by rule, and with the relation that follows from it.

    `numbers` has a claim's (id) number for the thing that the question asks about. The relation is the strongest
    between any two positions, also of one article; with one position it is agreement, or single-source where all its
    claims are from one article. Positions of which nothing is said are partial.
    """
    by_id = {claim.id: claim for claim in claims}
    return relate(_compared(_split_by_numbers(group, numbers), numbers, by_id, calendar), by_id)


def relate(group: Group, claims: Mapping[str, Claim]) -> Group:
    """The group with the relation that follows from its positions and from how they stand to each other."""
    if len(group.positions) < 2:
        articles = {claims[claim].article for position in group.positions for claim in position.claims}
        relation = Relation.AGREEMENT if len(articles) > 1 else Relation.SINGLE_SOURCE
        return group.model_copy(update={"relation": relation, "between": (), "differs_in": ()})
    found = {Relation(pair.relation) for pair in group.between}
    relation = next((relation for relation in DIFFERING if relation in found), Relation.PARTIAL)
    differs_in = {difference for pair in group.between for difference in pair.differs_in}
    strongest = {d for pair in group.between if pair.relation.value == relation.value for d in pair.differs_in}
    return group.model_copy(update={"relation": relation, "differs_in": tuple(sorted(strongest or differs_in))})


def settle(judgements: Sequence[Group]) -> tuple[Group, bool]:
    """The judgement to report of several of one group, and whether they all found the same relation.

    The majority's first judgement; where no two agree, the most careful: partial, otherwise the first.
    """
    counts = Counter(judgement.relation for judgement in judgements)
    relation, votes = counts.most_common(1)[0]
    if votes == 1 and len(counts) > 1:
        relation = Relation.PARTIAL if Relation.PARTIAL in counts else judgements[0].relation
    chosen = next(judgement for judgement in judgements if judgement.relation is relation)
    return chosen, len(counts) == 1


def _split_by_numbers(group: Group, numbers: Mapping[str, Quantity]) -> Group:
    """Positions whose claims give numbers that exclude each other, cut so that each can be true."""
    positions: list[Position] = []
    between: list[Between] = []
    rules = list(group.rules)
    label_of: dict[str, str] = {}
    for position in group.positions:
        parts: list[list[str]] = []
        for claim in position.claims:
            part = next((part for part in parts if not any(_exclude(numbers, claim, one) for one in part)), None)
            if part is None:
                parts.append(part := [])
            part.append(claim)
        labels = [position_label(len(positions) + number) for number in range(len(parts))]
        label_of[position.label] = labels[0]
        if len(parts) < 2:
            positions.append(position.model_copy(update={"label": labels[0]}))
            continue
        said = [next(numbers[claim].said for claim in part if claim in numbers) for part in parts]
        rules.append(RuleChange(kind=RuleKind.ANSWER_SPLIT, said=tuple(said)))
        positions += [
            Position(label=label, summary=f"{position.summary} ({words})", claims=tuple(part))
            for label, words, part in zip(labels, said, parts, strict=True)
        ]
        between += [
            Between(
                one=labels[i],
                other=labels[j],
                relation=Disagreement.CONTRADICTION,
                differs_in=(Difference.NUMBER,),
                reason=f"{said[i]}; {said[j]}",
            )
            for i, j in combinations(range(len(parts)), 2)
            if any(_exclude(numbers, one, other) for one in parts[i] for other in parts[j])
        ]
    judged = (
        pair.model_copy(
            update={"one": label_of[pair.one], "other": label_of[pair.other], "later": label_of.get(pair.later or "")}
        )
        for pair in group.between
    )
    return group.model_copy(
        update={"positions": tuple(positions), "between": (*judged, *between), "rules": tuple(rules)}
    )


def _compared(group: Group, numbers: Mapping[str, Quantity], claims: Mapping[str, Claim], calendar: Calendar) -> Group:
    """Each pair of positions as its numbers and days let it stand; what differs in one of them alone, that decides."""
    sides = {position.label: [claims[claim] for claim in position.claims] for position in group.positions}
    related = [
        _by_numbers(pair, sides[pair.one], sides[pair.other], numbers)
        or _by_days(pair, sides[pair.one], sides[pair.other], calendar)
        for pair in group.between
    ]
    rules = (*group.rules, *(rule for _, rule in related if rule))
    return group.model_copy(update={"between": tuple(pair for pair, _ in related), "rules": rules})


def _by_numbers(
    pair: Between, one: Sequence[Claim], other: Sequence[Claim], numbers: Mapping[str, Quantity]
) -> tuple[Between, RuleChange] | None:
    """Numbers that overlap are no contradiction, and those that cannot are no less; None where they change nothing."""
    compared = [(numbers[a.id], numbers[b.id]) for a in one for b in other if a.id in numbers and b.id in numbers]
    results = {quantities_conflict(*both) for both in compared}
    said = tuple(dict.fromkeys(number.said for both in compared for number in both))
    if not results or set(pair.differs_in) != {Difference.NUMBER}:
        return None
    if pair.relation is Disagreement.CONTRADICTION and results == {False}:
        update = {"relation": Disagreement.PARTIAL, "partial": PartialKind.COMPLEMENTARY}
        return pair.model_copy(update=update), RuleChange(kind=RuleKind.MADE_PARTIAL, said=said)
    if pair.relation is Disagreement.PARTIAL and True in results:
        return _contradiction(pair), RuleChange(kind=RuleKind.MADE_CONTRADICTION, said=said)
    return None


def _by_days(
    pair: Between, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar
) -> tuple[Between, RuleChange | None]:
    """What was said first is no later state, and accounts that compete for one event have one day."""
    if pair.relation is Disagreement.UPDATE:
        checked = _checked_update(pair, one, other, calendar)
        said = _once(claim.said_time.said or claim.event_time.said for claim in (*one, *other))
        reversed_ = checked.relation is Disagreement.CONTRADICTION
        return checked, RuleChange(kind=RuleKind.NOT_LATER, said=said) if reversed_ else None
    if pair.partial is PartialKind.COMPETING and set(pair.differs_in) == {Difference.TIME}:
        days, others = _told_days(one, calendar), _told_days(other, calendar)
        if days and others and all(a[0] > b[1] or b[0] > a[1] for a in days for b in others):
            said = _once(claim.event_time.said for claim in (*one, *other))
            return _contradiction(pair), RuleChange(kind=RuleKind.DAYS_DIFFER, said=said)
    return pair, None


def _contradiction(pair: Between) -> Between:
    return pair.model_copy(update={"relation": Disagreement.CONTRADICTION, "partial": None, "later": None})


def _checked_update(pair: Between, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> Between:
    """The update with its later side, or a contradiction where what would be the later state was said first.

    A denial said on the day of what it denies, or after it, takes nothing back that has changed since: it is no update
    unless it speaks of a later day than the event.
    """
    order = _said_order(one, other, calendar)
    if pair.later is None:
        later = None if order == 0 else pair.other if order < 0 else pair.one
        return pair.model_copy(update={"later": later})
    is_reversed = (order > 0) if pair.later == pair.other else (order < 0)
    if is_reversed and not _speaks_of_later(pair, one, other, calendar):
        return _contradiction(pair)
    return pair


def _said_order(one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> int:
    """-1 where all of the first was said on earlier days than all of the other, 1 the other way round, else 0."""
    firsts, seconds = ([calendar.said.get(claim.id) for claim in side] for side in (one, other))
    if None in firsts or None in seconds:
        return 0
    early, late = [day for day in firsts if day], [day for day in seconds if day]
    if max(end for _, end in early) < min(start for start, _ in late):
        return -1
    return int(max(end for _, end in late) < min(start for start, _ in early))


def _speaks_of_later(pair: Between, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> bool:
    """Whether the side that is called the later state is told of a later day, whenever it was said."""
    later, earlier = (one, other) if pair.later == pair.one else (other, one)
    days, before = _told_days(later, calendar), _told_days(earlier, calendar)
    return bool(days and before) and min(start for start, _ in days) > max(end for _, end in before)


def _told_days(claims: Sequence[Claim], calendar: Calendar) -> list[Interval]:
    """The days of the event that the claims tell in words of their own, each of them; none where one does not."""
    days = [calendar.happened.get(claim.id) for claim in claims if claim.event_time.said]
    return [day for day in days if day] if days and None not in days else []


def _once(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _exclude(numbers: Mapping[str, Quantity], one: str, other: str) -> bool:
    compared = one in numbers and other in numbers
    return compared and bool(quantities_conflict(numbers[one], numbers[other]))
