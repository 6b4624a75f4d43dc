"""Turns a model's judgement of one group into a finding that holds together, by rule.

The model reads; what follows from its reading by definition, or by arithmetic, is decided here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcmp.groups.calendar import Calendar, Interval
from factcmp.models import (
    Claim,
    Difference,
    Disagreement,
    PartialKind,
    Quantity,
    Relation,
    RuleChange,
    RuleKind,
)
from factcmp.text.numbers.quantities import QuantityComparison, compare_quantities

DIFFERING = (Relation.CONTRADICTION, Relation.UPDATE, Relation.PARTIAL)
"""Relations that are judged again, strongest first."""


@dataclass(frozen=True)
class JudgedPosition:
    """The claims (ids) that give one answer."""

    summary: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class JudgedPair:
    """How two positions relate, by their indexes, the lower first."""

    one: int
    other: int
    relation: Disagreement
    differs_in: tuple[Difference, ...]
    reason: str
    partial: PartialKind | None = None
    later: int | None = None
    """Of an update the index of the position that is the later state."""

    def strength(self) -> int:
        """Contradictions first, then updates, competing and complementary accounts."""
        return tuple(Disagreement).index(self.relation) * 2 + (self.partial is PartialKind.COMPLEMENTARY)


@dataclass(frozen=True)
class Judgement:
    """One judgement of one group, in the domain's terms."""

    positions: tuple[JudgedPosition, ...]
    between: tuple[JudgedPair, ...]
    numbers: tuple[tuple[str, Quantity], ...]
    """Claim id and its number for the thing that the question asks about."""
    explanation: str
    relation: Relation = Relation.SINGLE_SOURCE
    differs_in: tuple[Difference, ...] = ()
    rules: tuple[RuleChange, ...] = ()


def apply_rules(judgement: Judgement, claims: Sequence[Claim], calendar: Calendar) -> Judgement:
    """The judgement with its numbers and days compared by rule, and with the relation that follows from it.

    The relation is the strongest between any two positions, also of one article; with one position it is agreement, or
    single-source where all its claims are from one article. Positions of which nothing is said are partial.
    """
    judged = _relate_days(
        _relate_numbers(_split_by_numbers(judgement)), {claim.id: claim for claim in claims}, calendar
    )
    if len(judged.positions) < 2:
        article_of = {claim.id: claim.article for claim in claims}
        articles = {article_of[claim] for position in judged.positions for claim in position.claims}
        relation = Relation.AGREEMENT if len(articles) > 1 else Relation.SINGLE_SOURCE
        return replace(judged, relation=relation, between=(), differs_in=())
    found = {Relation(pair.relation) for pair in judged.between}
    relation = next((relation for relation in DIFFERING if relation in found), Relation.PARTIAL)
    differs_in = {difference for pair in judged.between for difference in pair.differs_in}
    strongest = {d for pair in judged.between if pair.relation.value == relation.value for d in pair.differs_in}
    return replace(judged, relation=relation, differs_in=tuple(sorted(strongest or differs_in)))


def settle(judgements: Sequence[Judgement]) -> tuple[Judgement, bool]:
    """The judgement to report of several of one group, and whether they all found the same relation.

    The majority's first judgement; where no two agree, the most careful: partial, otherwise the first.
    """
    counts = Counter(judgement.relation for judgement in judgements)
    relation, votes = counts.most_common(1)[0]
    if votes == 1 and len(counts) > 1:
        relation = Relation.PARTIAL if Relation.PARTIAL in counts else judgements[0].relation
    chosen = next(judgement for judgement in judgements if judgement.relation is relation)
    return chosen, len(counts) == 1


def _split_by_numbers(judgement: Judgement) -> Judgement:
    """Positions whose claims give numbers that exclude each other, cut so that each can be true."""
    numbers: Mapping[str, Quantity] = dict(reversed(judgement.numbers))
    positions: list[JudgedPosition] = []
    pairs = list(judgement.between)
    rules = judgement.rules
    for position in judgement.positions:
        parts: list[list[str]] = [[]]
        for claim in position.claims:
            fitting = (part for part in parts if not any(_exclude(numbers, claim, other) for other in part))
            part = next(fitting, None)
            if part is None:
                parts.append([claim])
            else:
                part.append(claim)
        if len(parts) == 1:
            positions.append(position)
            continue
        said = [next(numbers[claim].said for claim in part if claim in numbers) for part in parts]
        rules = (*rules, RuleChange(kind=RuleKind.ANSWER_SPLIT, said=tuple(said)))
        for words, part in zip(said, parts, strict=True):
            positions.append(JudgedPosition(f"{position.summary} ({words})", tuple(part)))
        first = len(positions) - len(parts)
        pairs = [_shifted(pair, first, len(parts) - 1) for pair in pairs]
        pairs += [
            JudgedPair(first + i, first + j, Disagreement.CONTRADICTION, (Difference.NUMBER,), f"{said[i]}; {said[j]}")
            for i, j in combinations(range(len(parts)), 2)
            if any(_exclude(numbers, one, other) for one in parts[i] for other in parts[j])
        ]
    return replace(judgement, positions=tuple(positions), between=tuple(pairs), rules=rules)


def _shifted(pair: JudgedPair, first: int, by: int) -> JudgedPair:
    """The pair after the position at `first` was cut and those behind it moved by `by`."""
    one = pair.one + by if pair.one > first else pair.one
    other = pair.other + by if pair.other > first else pair.other
    later = pair.later + by if pair.later is not None and pair.later > first else pair.later
    return replace(pair, one=one, other=other, later=later)


def _relate_numbers(judgement: Judgement) -> Judgement:
    """Pairs that differ in number alone: numbers that overlap are no contradiction, those that cannot are no less."""
    numbers = dict(reversed(judgement.numbers))
    rules = judgement.rules
    pairs = []
    for pair in judgement.between:
        changed = pair
        results = {
            (one, other): compare_quantities(numbers[one], numbers[other])
            for one in judgement.positions[pair.one].claims
            for other in judgement.positions[pair.other].claims
            if one in numbers and other in numbers
        }
        if results and set(pair.differs_in) == {Difference.NUMBER}:
            said = tuple(dict.fromkeys(numbers[claim].said for both in results for claim in both))
            compatible = all(r in (QuantityComparison.EQUAL, QuantityComparison.COMPATIBLE) for r in results.values())
            conflict = QuantityComparison.CONFLICT in results.values()
            if pair.relation is Disagreement.CONTRADICTION and compatible:
                rules = (*rules, RuleChange(kind=RuleKind.MADE_PARTIAL, said=said))
                changed = replace(pair, relation=Disagreement.PARTIAL, partial=PartialKind.COMPLEMENTARY)
            elif pair.relation is Disagreement.PARTIAL and conflict:
                rules = (*rules, RuleChange(kind=RuleKind.MADE_CONTRADICTION, said=said))
                changed = replace(pair, relation=Disagreement.CONTRADICTION, partial=None)
        pairs.append(changed)
    return replace(judgement, between=tuple(pairs), rules=rules)


def _relate_days(judgement: Judgement, claims: Mapping[str, Claim], calendar: Calendar) -> Judgement:
    """Pairs whose days decide: what was said first is no later state, and one event has one day."""
    rules = judgement.rules
    pairs = []
    for pair in judgement.between:
        one, other = (
            [claims[claim] for claim in judgement.positions[place].claims] for place in (pair.one, pair.other)
        )
        changed = pair
        if pair.relation is Disagreement.UPDATE:
            changed = _checked_update(pair, one, other, calendar)
            if changed.relation is Disagreement.CONTRADICTION:
                rules = (*rules, RuleChange(kind=RuleKind.NOT_LATER, said=_said_when(one, other)))
        elif pair.relation is Disagreement.PARTIAL and set(pair.differs_in) == {Difference.TIME}:
            days = [_told_days(side, calendar) for side in (one, other)]
            if all(days) and all(_apart(a, b) for a in days[0] for b in days[1]):
                rules = (*rules, RuleChange(kind=RuleKind.DAYS_DIFFER, said=_happened_when(one, other)))
                changed = replace(pair, relation=Disagreement.CONTRADICTION, partial=None)
        pairs.append(changed)
    return replace(judgement, between=tuple(pairs), rules=rules)


def _checked_update(pair: JudgedPair, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> JudgedPair:
    """The update with its later side, or a contradiction where what would be the later state was said first.

    A denial said on the day of what it denies, or after it, takes nothing back that has changed since: it is no update
    unless it speaks of a later day than the event.
    """
    order = _said_order(one, other, calendar)
    if pair.later is None:
        later = None if order == 0 else pair.other if order < 0 else pair.one
        return replace(pair, later=later)
    is_reversed = (order > 0) if pair.later == pair.other else (order < 0)
    if is_reversed and not _speaks_of_later(pair, one, other, calendar):
        return replace(pair, relation=Disagreement.CONTRADICTION, later=None)
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


def _speaks_of_later(pair: JudgedPair, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> bool:
    """Whether the side that is called the later state is told of a later day, whenever it was said."""
    later, earlier = (one, other) if pair.later == pair.one else (other, one)
    days, before = _told_days(later, calendar), _told_days(earlier, calendar)
    return bool(days and before) and min(start for start, _ in days) > max(end for _, end in before)


def _told_days(claims: Sequence[Claim], calendar: Calendar) -> list[Interval]:
    """The days of the event that the claims tell in words of their own, each of them; none where one does not."""
    days = [calendar.happened.get(claim.id) for claim in claims if claim.event_time.said]
    return [day for day in days if day] if days and None not in days else []


def _apart(a: Interval, b: Interval) -> bool:
    return a[0] > b[1] or b[0] > a[1]


def _said_when(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[str, ...]:
    said = (claim.said_time.said or claim.event_time.said for claim in (*one, *other))
    return tuple(dict.fromkeys(words for words in said if words))


def _happened_when(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.event_time.said for claim in (*one, *other) if claim.event_time.said))


def _exclude(numbers: Mapping[str, Quantity], one: str, other: str) -> bool:
    if one not in numbers or other not in numbers:
        return False
    return compare_quantities(numbers[one], numbers[other]) is QuantityComparison.CONFLICT
