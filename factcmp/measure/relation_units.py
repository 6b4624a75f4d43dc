"""What a report has for each labelled finding: by pairs of claims, the majority of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product

from factcmp.measure.labelled_sets import Hazard, LabelledPair, LabelledQuestion
from factcmp.measure.mentions import Compared, ScoredReport, SeenMention
from factcmp.measure.scores import STRENGTH, Finding
from factcmp.models import Between

CONFLICTS = frozenset((Finding.CONTRADICTION, Finding.UPDATE))


@dataclass(frozen=True)
class RelationUnit:
    """A finding that is labelled, with the report's."""

    name: str
    wanted: Finding
    found: Finding
    hazards: frozenset[Hazard]
    claims: tuple[str, ...]
    label: LabelledPair | None = None
    """Of a unit of two positions."""
    between: tuple[tuple[str, str, Between], ...] = ()
    """What the report says of the claims that the finding rests on: one of the first position, one of the other."""
    inside: Finding | None = None
    """What joins claims of one article that gives both answers."""

    @property
    def right(self) -> bool:
        """Whether the report has what is labelled."""
        return self.wanted is self.found


def relation_units(of: Compared) -> list[RelationUnit]:
    """The labelled findings with the report's: by question, then look-alikes."""
    labels, index = of.labels, of.index
    spots = [own for _, own in of.questions()]
    asked: defaultdict[str, set[int]] = defaultdict(set)
    for spot in of.seen:
        if spot.main:
            asked[spot.main].add(spot.question)
    units: list[RelationUnit] = []
    for question, own in of.questions():
        held = [[spot for spot in own if spot.position == place] for place in range(len(question.positions))]
        units += [unit for place, some in enumerate(held) if (unit := _agreement(question, place, some, index))]
        units += [_between(question, pair, held, index) for pair in question.between]
        if len({spot.article for spot in own}) == 1 and len(held) == 1:
            name, hazards = f"«{question.question}»", frozenset(question.hazards)
            units.append(
                RelationUnit(name, Finding.SINGLE_SOURCE, _alone(own, asked, index), hazards, main_claims(own))
            )
    alike = [number for number, question in enumerate(labels.questions) if Hazard.LOOK_ALIKE in question.hazards]
    for one, other in combinations(alike, 2):
        name = f"{of.question(one)} | {of.question(other)}"
        joined = _joined(product(spots[one], spots[other]), index)
        found = _strongest([joint[2] for joint in joined], Finding.MISSING)
        mains = main_claims([*spots[one], *spots[other]])
        units.append(RelationUnit(name, Finding.APART, found, frozenset((Hazard.LOOK_ALIKE,)), mains))
    return units


def _agreement(
    question: LabelledQuestion, place: int, spots: Sequence[SeenMention], index: ScoredReport
) -> RelationUnit | None:
    """The unit of a position that two articles or more take."""
    across = [(one, other) for one, other in combinations(spots, 2) if one.article != other.article]
    if not across:
        return None
    name = f"«{question.question}» / {question.positions[place].summary}"
    found = _majority([joint[2] for joint in _joined(across, index)])
    return RelationUnit(name, Finding.AGREEMENT, found, frozenset(question.hazards), main_claims(spots))


def _between(
    question: LabelledQuestion, pair: LabelledPair, held: Sequence[Sequence[SeenMention]], index: ScoredReport
) -> RelationUnit:
    """The unit of two positions."""
    one, other = held[pair.one - 1], held[pair.other - 1]
    joined = _joined(product(one, other), index)
    found = _across([finding for _, _, finding, _ in joined])
    within = [(a, b) for a, b in product(one, other) if a.article == b.article]
    return RelationUnit(
        name=f"«{question.question}» / "
        + " | ".join(question.positions[at - 1].summary for at in (pair.one, pair.other)),
        wanted=Finding(pair.relation),
        found=Finding(pair.relation) if found.value in pair.accepts else found,
        hazards=frozenset(question.hazards),
        claims=main_claims([*one, *other]),
        label=pair,
        between=tuple((a, b, told) for a, b, finding, told in joined if finding is found and told),
        inside=_strongest([joint[2] for joint in _joined(within, index)], Finding.MISSING) if within else None,
    )


def main_claims(spots: Iterable[SeenMention]) -> tuple[str, ...]:
    """The claims that answer at these mentions."""
    return tuple(spot.main for spot in spots if spot.main)


def _joined(
    pairs: Iterable[tuple[SeenMention, SeenMention]], index: ScoredReport
) -> list[tuple[str, str, Finding, Between | None]]:
    """The main claims of each pair of covered mentions, and what joins them."""
    return [
        (one.main, other.main, *index.pair(one.main, other.main)) for one, other in pairs if one.main and other.main
    ]


def _strongest(findings: Iterable[Finding], otherwise: Finding) -> Finding:
    return min(findings, key=STRENGTH.__getitem__, default=otherwise)


def _majority(findings: Sequence[Finding]) -> Finding:
    """The most frequent, of several the strongest."""
    count = Counter(findings)
    return min(count, key=lambda finding: (-count[finding], STRENGTH[finding]), default=Finding.MISSING)


def _across(findings: Sequence[Finding]) -> Finding:
    """The majority; claims apart do not outvote a conflict that more than a third of the pairs have."""
    if any(3 * findings.count(conflict) > len(findings) for conflict in CONFLICTS):
        return _majority([finding for finding in findings if finding is not Finding.APART])
    return _majority(findings)


def _alone(spots: Sequence[SeenMention], asked: Mapping[str, Set[int]], index: ScoredReport) -> Finding:
    """Single-source, or the strongest finding that joins a claim on these mentions to one of another article.

    A claim that is the main one of another question's mention speaks of something else, though its quote is here.
    """
    own = [
        claim
        for spot in spots
        for claim in spot.near
        if claim == spot.main or asked.get(claim, frozenset()) <= {spot.question}
    ]
    if not own:
        return Finding.MISSING
    joined = [
        index.pair(claim, other)[0]
        for claim in own
        if claim in index.group_of
        for other in index.group_of[claim].claims
        if index.claims[other].article != spots[0].article
    ]
    return _strongest(joined, Finding.SINGLE_SOURCE)
