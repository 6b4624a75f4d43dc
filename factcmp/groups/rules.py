"""Turns a model's judgement of one group into a finding that holds together, by rule.

The model reads; what follows from its reading by definition, or by arithmetic, is decided here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factcmp.models import Claim, Difference, Disagreement, Quantity, Relation, RuleChange, RuleKind
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


@dataclass(frozen=True)
class Judgement:
    """One judgement of one group, in the domain's terms."""

    positions: tuple[JudgedPosition, ...]
    between: tuple[JudgedPair, ...]
    same_origin: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[str, Quantity], ...]
    """Claim id and its number for the thing that the question asks about."""
    explanation: str
    relation: Relation = Relation.SINGLE_SOURCE
    differs_in: tuple[Difference, ...] = ()
    rules: tuple[RuleChange, ...] = ()


def apply_rules(judgement: Judgement, claims: Sequence[Claim]) -> Judgement:
    """The judgement with its numbers compared by rule, and with the relation and differences that follow from it.

    The relation is the strongest between any two positions; with one position it is agreement, or single-source where
    all its claims are from one article. Positions of which nothing is said are partial.
    """
    judged = _relate_numbers(_split_by_numbers(judgement))
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
    return replace(pair, one=one, other=other)


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
                changed = replace(pair, relation=Disagreement.PARTIAL)
            elif pair.relation is Disagreement.PARTIAL and conflict:
                rules = (*rules, RuleChange(kind=RuleKind.MADE_CONTRADICTION, said=said))
                changed = replace(pair, relation=Disagreement.CONTRADICTION)
        pairs.append(changed)
    return replace(judgement, between=tuple(pairs), rules=rules)


def _exclude(numbers: Mapping[str, Quantity], one: str, other: str) -> bool:
    if one not in numbers or other not in numbers:
        return False
    return compare_quantities(numbers[one], numbers[other]) is QuantityComparison.CONFLICT
