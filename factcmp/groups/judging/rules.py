"""Turns a model's judgement of one group into a finding that holds together, by rule.

The model reads; what follows from its reading by definition, or by arithmetic, is decided here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcmp.groups.story.calendar import Calendar, Interval
from factcmp.models import Claim, Difference, Disagreement, PartialKind, Quantity, Relation, RuleChange, RuleKind
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


@dataclass(frozen=True)
class JudgedGroup:
    """A group with its settled judgement."""

    question: str
    judgement: Judgement
    stable: bool | None = None
    """None when it was judged once."""
    judgements: tuple[Relation, ...] = ()
    looked_for: tuple[str, ...] = ()
    """Articles (ids) that were asked once more and say nothing of it."""

    def claims(self) -> tuple[str, ...]:
        """The claims of all its positions."""
        return tuple(claim for position in self.judgement.positions for claim in position.claims)


def apply_rules(judgement: Judgement, claims: Sequence[Claim], calendar: Calendar) -> Judgement:
    """The judgement with its numbers and days compared by rule, and with the relation that follows from it.

    The relation is the strongest between any two positions, also of one article; with one position it is agreement, or
    single-source where all its claims are from one article. Positions of which nothing is said are partial.
    """
    by_id = {claim.id: claim for claim in claims}
    judged = _relate(_split_by_numbers(judgement), by_id, calendar)
    if len(judged.positions) < 2:
        articles = {by_id[claim].article for position in judged.positions for claim in position.claims}
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
    numbers = dict(reversed(judgement.numbers))
    positions: list[JudgedPosition] = []
    pairs = list(judgement.between)
    rules = judgement.rules
    for position in judgement.positions:
        parts: list[list[str]] = []
        for claim in position.claims:
            part = next((part for part in parts if not any(_exclude(numbers, claim, one) for one in part)), None)
            if part is None:
                parts.append(part := [])
            part.append(claim)
        if len(parts) < 2:
            positions.append(position)
            continue
        said = [next(numbers[claim].said for claim in part if claim in numbers) for part in parts]
        rules = (*rules, RuleChange(kind=RuleKind.ANSWER_SPLIT, said=tuple(said)))
        first = len(positions)
        for words, part in zip(said, parts, strict=True):
            positions.append(JudgedPosition(f"{position.summary} ({words})", tuple(part)))
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


def _relate(judgement: Judgement, claims: Mapping[str, Claim], calendar: Calendar) -> Judgement:
    """Each pair of positions as its numbers and days let it stand; what differs in one of them alone, that decides."""
    numbers = dict(reversed(judgement.numbers))
    sides = [[claims[claim] for claim in position.claims] for position in judgement.positions]
    related = [
        _by_numbers(pair, sides[pair.one], sides[pair.other], numbers)
        or _by_days(pair, sides[pair.one], sides[pair.other], calendar)
        for pair in judgement.between
    ]
    rules = (*judgement.rules, *(rule for _, rule in related if rule))
    return replace(judgement, between=tuple(pair for pair, _ in related), rules=rules)


def _by_numbers(
    pair: JudgedPair, one: Sequence[Claim], other: Sequence[Claim], numbers: Mapping[str, Quantity]
) -> tuple[JudgedPair, RuleChange] | None:
    """Numbers that overlap are no contradiction, and those that cannot are no less; None where they change nothing."""
    compared = [(numbers[a.id], numbers[b.id]) for a in one for b in other if a.id in numbers and b.id in numbers]
    results = {compare_quantities(*both) for both in compared}
    said = tuple(dict.fromkeys(number.said for both in compared for number in both))
    if not results or set(pair.differs_in) != {Difference.NUMBER}:
        return None
    if pair.relation is Disagreement.CONTRADICTION and results <= {
        QuantityComparison.EQUAL,
        QuantityComparison.COMPATIBLE,
    }:
        compatible = replace(pair, relation=Disagreement.PARTIAL, partial=PartialKind.COMPLEMENTARY)
        return compatible, RuleChange(kind=RuleKind.MADE_PARTIAL, said=said)
    if pair.relation is Disagreement.PARTIAL and QuantityComparison.CONFLICT in results:
        return _contradiction(pair), RuleChange(kind=RuleKind.MADE_CONTRADICTION, said=said)
    return None


def _by_days(
    pair: JudgedPair, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar
) -> tuple[JudgedPair, RuleChange | None]:
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


def _contradiction(pair: JudgedPair) -> JudgedPair:
    return replace(pair, relation=Disagreement.CONTRADICTION, partial=None, later=None)


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


def _speaks_of_later(pair: JudgedPair, one: Sequence[Claim], other: Sequence[Claim], calendar: Calendar) -> bool:
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
    return compared and compare_quantities(numbers[one], numbers[other]) is QuantityComparison.CONFLICT
