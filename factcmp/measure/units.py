"""What a report has for each labelled finding: by pairs of claims, the majority of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from factcmp.measure.labelled_sets import Hazard, LabelledPair, LabelledQuestion, LabelledSet
from factcmp.measure.mentions import ScoredReport, SeenMention
from factcmp.measure.scores import STRENGTH, Finding
from factcmp.models import Difference


@dataclass(frozen=True)
class RelationUnit:
    """A finding that is labelled, with the report's."""

    name: str
    wanted: Finding
    found: Finding
    hazards: frozenset[Hazard]
    claims: tuple[str, ...]
    wanted_differences: frozenset[Difference] = frozenset()
    found_differences: frozenset[Difference] = frozenset()

    @property
    def right(self) -> bool:
        """Whether the report has what is labelled."""
        return self.wanted is self.found


def relation_units(labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport) -> list[RelationUnit]:
    """The labelled findings with the report's: by question, then look-alikes."""
    spots = [[spot for spot in seen if spot.question == number] for number in range(len(labels.questions))]
    units: list[RelationUnit] = []
    for question, own in zip(labels.questions, spots, strict=True):
        held = [[spot for spot in own if spot.position == place] for place in range(len(question.positions))]
        units += [unit for place, some in enumerate(held) if (unit := _agreement(question, place, some, index))]
        units += [_between(question, pair, held, index) for pair in question.between]
        if len({spot.article for spot in own}) == 1 and len(held) == 1:
            name, hazards = f"«{question.question}»", frozenset(question.hazards)
            units.append(RelationUnit(name, Finding.SINGLE_SOURCE, _alone(own, seen, index), hazards, main_claims(own)))
    alike = [number for number, question in enumerate(labels.questions) if Hazard.LOOK_ALIKE in question.hazards]
    for one, other in combinations(alike, 2):
        name = f"«{labels.questions[one].question}» | «{labels.questions[other].question}»"
        joined = _joined(product(spots[one], spots[other]), index)
        found = _strongest([finding for finding, _ in joined], Finding.MISSING)
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
    found = _majority([finding for finding, _ in _joined(across, index)])
    return RelationUnit(name, Finding.AGREEMENT, found, frozenset(question.hazards), main_claims(spots))


def _between(
    question: LabelledQuestion, pair: LabelledPair, held: Sequence[Sequence[SeenMention]], index: ScoredReport
) -> RelationUnit:
    """The unit of two positions."""
    one, other = pair.one - 1, pair.other - 1
    joined = _joined(product(held[one], held[other]), index)
    found = _across([finding for finding, _ in joined])
    if found.value in pair.accepts:
        found = Finding(pair.relation.value)
    return RelationUnit(
        name=f"«{question.question}» / {question.positions[one].summary} | {question.positions[other].summary}",
        wanted=Finding(pair.relation.value),
        found=found,
        hazards=frozenset(question.hazards),
        claims=main_claims([*held[one], *held[other]]),
        wanted_differences=frozenset(pair.differs_in),
        found_differences=frozenset[Difference]().union(*(differs for finding, differs in joined if finding is found)),
    )


def main_claims(spots: Iterable[SeenMention]) -> tuple[str, ...]:
    """The claims that answer at these mentions."""
    return tuple(spot.main for spot in spots if spot.main)


def _joined(
    pairs: Iterable[tuple[SeenMention, SeenMention]], index: ScoredReport
) -> list[tuple[Finding, frozenset[Difference]]]:
    """What joins the main claims of each pair of covered mentions."""
    return [index.pair(one.main, other.main) for one, other in pairs if one.main and other.main]


def _strongest(findings: Iterable[Finding], otherwise: Finding) -> Finding:
    return min(findings, key=STRENGTH.__getitem__, default=otherwise)


def _majority(findings: Sequence[Finding]) -> Finding:
    """The most frequent, of several the strongest."""
    count = Counter(findings)
    return min(count, key=lambda finding: (-count[finding], STRENGTH[finding]), default=Finding.MISSING)


def _across(findings: Sequence[Finding]) -> Finding:
    """The majority; claims apart do not outvote a conflict that more than a third of the pairs have."""
    conflicts = (Finding.CONTRADICTION, Finding.UPDATE)
    if any(3 * findings.count(conflict) > len(findings) for conflict in conflicts):
        return _majority([finding for finding in findings if finding is not Finding.APART])
    return _majority(findings)


def _alone(spots: Sequence[SeenMention], seen: Sequence[SeenMention], index: ScoredReport) -> Finding:
    """Single-source, or the strongest finding that joins a claim on these mentions to one of another article.

    A claim that is the main one of another question's mention speaks of something else, though its quote is here.
    """
    taken = {spot.main for spot in seen if spot.question != spots[0].question}
    own = [claim for spot in spots for claim in spot.near if claim == spot.main or claim not in taken]
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
