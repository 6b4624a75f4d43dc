"""Groups that turn on one matter are one dispute; what merely adds a detail is none."""

import pytest

from factcmp.groups.candidates.grouping import Matter
from factcmp.groups.findings.disputes import find_disputes
from factcmp.models import (
    Between,
    Claim,
    Disagreement,
    Dispute,
    Group,
    PartialKind,
    Position,
    Relation,
    Span,
    Stance,
)

CONTRADICTION, UPDATE, PARTIAL, AGREEMENT = (
    Relation.CONTRADICTION,
    Relation.UPDATE,
    Relation.PARTIAL,
    Relation.AGREEMENT,
)


def claim(id: str, start: int, voice: str) -> Claim:
    text = f"words of {id} and more"
    return Claim(
        id=id,
        label=id,
        article="one",
        statement=id,
        gloss=id,
        question="?",
        quote=Span(start=start, end=start + len(text), text=text),
        attribution=(),
        stance=Stance.ASSERTS,
        voice=voice,
    )


def group(ids: str, relation: Relation, partial: PartialKind | None = None) -> Group:
    pair = Between(one="A", other="B", relation=Disagreement.PARTIAL, partial=partial, differs_in=(), reason="")
    return Group(
        id=f"g{ids}",
        label="",
        question=f"{ids}?",
        relation=relation,
        claims=tuple(ids),
        positions=(Position(label="A", summary="", claims=tuple(ids)),),
        between=(pair,) if partial else (),
        explanation="",
        independent_sources=1,
    )


def found(
    *groups: Group, matters: tuple[Matter, ...] = (), starts: dict[str, int] | None = None, one_voice: str = ""
) -> list[tuple[str, str, tuple[str, ...]]]:
    ids = [id for one in groups for id in one.claims]
    claims = {
        id: claim(id, (starts or {}).get(id, 1000 * number), "v" if id in one_voice else id)
        for number, id in enumerate(ids)
    }
    disputes: tuple[Dispute, ...] = find_disputes(groups, claims, matters)
    return [(dispute.label, dispute.question, dispute.groups) for dispute in disputes]


def test_a_contradiction_is_a_dispute_by_itself_and_agreements_are_none() -> None:
    assert found(group("ab", CONTRADICTION), group("cd", AGREEMENT), group("e", Relation.SINGLE_SOURCE)) == [
        ("M1", "ab?", ("gab",))
    ]


@pytest.mark.parametrize(("partial", "count"), [(PartialKind.COMPETING, 1), (PartialKind.COMPLEMENTARY, 0)])
def test_accounts_that_compete_are_disputed_and_details_are_not(partial: PartialKind, count: int) -> None:
    assert len(found(group("ab", PARTIAL, partial))) == count


def test_groups_of_one_matter_are_its_aspects_the_disputed_one_first() -> None:
    groups = group("ab", UPDATE), group("cd", CONTRADICTION), group("ef", AGREEMENT)
    matter = Matter("Who holds it?", ("a", "c", "e"))
    assert found(*groups, matters=(matter,)) == [("M1", "Who holds it?", ("gcd", "gab"))]


def test_one_utterance_of_one_voice_joins_the_groups_that_it_answers() -> None:
    groups = group("ab", CONTRADICTION), group("cd", CONTRADICTION)
    assert len(found(*groups, starts={"a": 0, "c": 4}, one_voice="ac")) == 1
    assert len(found(*groups, starts={"a": 0, "c": 4})) == 2
    assert len(found(*groups, starts={"a": 0, "c": 400}, one_voice="ac")) == 2


def test_contradictions_come_before_competing_accounts() -> None:
    disputes = found(group("ab", PARTIAL, PartialKind.COMPETING), group("cd", CONTRADICTION))
    assert [question for _, question, _ in disputes] == ["cd?", "ab?"]
