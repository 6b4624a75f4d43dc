"""The report's groups: every claim in exactly one, in an order that does not depend on the model's."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.articles.from_text import make_article
from factcmp.groups.findings.origins import Origins
from factcmp.groups.findings.report_groups import build_groups
from factcmp.groups.judging.judgement_rules import position_label
from factcmp.groups.names.same_voices import resolve_voices
from factcmp.models import (
    Article,
    Between,
    Claim,
    Difference,
    Disagreement,
    Group,
    Position,
    Relation,
    RuleChange,
    RuleKind,
    Source,
    SourceKind,
    Span,
    Stance,
)
from factcmp.models.findings import ORDER

RULE = RuleChange(kind=RuleKind.MADE_PARTIAL, said=("30", "at least 20"))
SENTENCES = {
    "a": "The harbour office counted four boats at the north pier.",
    "b": "Residents saw smoke above the fish market around noon.",
    "c": "According to the weather bureau, gusts reached the lighthouse.",
    "d": "A diver found an anchor near the sunken barge.",
    "e": "The mayor promised new ropes for every mooring.",
    "f": "School children were taken home by the last bus.",
}
ARTICLE_OF = dict(zip("abcdef", "XXYYZZ", strict=True))


def article(id: str) -> Article:
    return make_article(" ".join(SENTENCES[claim] for claim in "abcdef" if ARTICLE_OF[claim] == id), id=id)


ARTICLES = tuple(article(id) for id in "XYZ")


def claim(id: str, source: str) -> Claim:
    text = article(ARTICLE_OF[id]).text
    start = text.index(SENTENCES[id])
    return Claim(
        id=id,
        label=f"label {id}",
        article=ARTICLE_OF[id],
        statement=SENTENCES[id],
        gloss=f"gloss {id}",
        question=f"question {id}",
        quote=Span(start=start, end=start + len(SENTENCES[id]), text=SENTENCES[id]),
        attribution=(Source(name=source, gloss=source, kind=SourceKind.OFFICIAL),),
        stance=Stance.ASSERTS,
    )


CLAIMS = tuple(
    claim(id, f"Office of {name}")
    for id, name in zip("abcdef", ["Piers", "Smoke", "Wind", "Divers", "Ropes", "Buses"], strict=True)
)


def judged(relation: Relation, *positions: Sequence[str]) -> Group:
    return Group(
        id="",
        label="",
        question=f"{relation}?",
        relation=relation,
        claims=tuple(sorted(id for ids in positions for id in ids)),
        positions=tuple(
            Position(label=position_label(place), summary=f"answer {ids}", claims=tuple(ids))
            for place, ids in enumerate(positions)
        ),
        explanation="They differ.",
        independent_sources=0,
        stable=True,
    )


def built(
    claims: Sequence[Claim], judged: Sequence[Group], aliases: Mapping[str, str] = MappingProxyType({})
) -> tuple[Group, ...]:
    voices = resolve_voices(ARTICLES, claims, (), aliases)
    return build_groups(claims, judged, Origins(ARTICLES, claims, voices, aliases))


def shape(groups: tuple[Group, ...]) -> list[str]:
    return ["".join(group.claims) for group in groups]


def test_nothing_gives_nothing() -> None:
    assert built((), ()) == ()


def test_a_claim_that_no_group_holds_stands_alone() -> None:
    groups = built(CLAIMS, ())
    assert shape(groups) == list("abcdef")
    assert [group.label for group in groups] == ["G1", "G2", "G3", "G4", "G5", "G6"]
    first = groups[0]
    assert (first.question, first.relation) == ("question a", Relation.SINGLE_SOURCE)
    assert [(position.label, position.summary) for position in first.positions] == [("A", "gloss a")]
    assert (first.stable, first.explanation, first.independent_sources) == (None, "", 1)


@pytest.mark.parametrize("backwards", [False, True], ids=["as-found", "backwards"])
def test_groups_come_in_the_order_of_their_relations(backwards: bool) -> None:
    groups = [
        judged(Relation.PARTIAL, "a"),
        judged(Relation.AGREEMENT, "b"),
        judged(Relation.UPDATE, "c"),
        judged(Relation.CONTRADICTION, "d"),
    ]
    found = built(CLAIMS, groups[::-1] if backwards else groups)
    assert shape(found) == ["d", "c", "b", "a", "e", "f"]
    assert set(ORDER) == set(Relation)


def test_of_one_relation_more_articles_come_first_then_more_claims_then_the_text() -> None:
    partial = Relation.PARTIAL
    assert shape(built(CLAIMS, [judged(partial, "a", "b"), judged(partial, "c", "e")]))[:2] == [
        "ce",
        "ab",
    ]
    assert shape(built(CLAIMS, [judged(partial, "e"), judged(partial, "a", "b")]))[:2] == ["ab", "e"]
    assert shape(built(CLAIMS, [judged(partial, "c", "e"), judged(partial, "b", "d")]))[:2] == [
        "bd",
        "ce",
    ]


def test_what_one_article_says_comes_in_the_order_of_the_text_however_many_claims() -> None:
    groups = built(CLAIMS, [judged(Relation.SINGLE_SOURCE, "ef")])
    assert shape(groups) == ["a", "b", "c", "d", "ef"]


def test_a_judged_group_keeps_what_the_judgement_says() -> None:
    told = {"differs_in": (Difference.TIME,), "rules": (RULE,), "judgements": (Relation.UPDATE, Relation.PARTIAL)}
    pair = Between(one="A", other="B", relation=Disagreement.UPDATE, differs_in=(Difference.TIME,), reason="Later.")
    group = judged(Relation.UPDATE, "ea", "c")
    settled = group.model_copy(update={**told, "between": (pair,), "stable": False})
    found = built(CLAIMS, [settled])[0]
    assert found.claims == ("a", "c", "e")
    assert [(position.label, position.claims) for position in found.positions] == [("A", ("e", "a")), ("B", ("c",))]
    assert [(pair.one, pair.other, pair.relation, pair.reason) for pair in found.between] == [
        ("A", "B", "update", "Later.")
    ]
    assert (found.differs_in, found.rules, found.stable) == ((Difference.TIME,), (RULE,), False)
    assert found.judgements == (Relation.UPDATE, Relation.PARTIAL)
    assert found.explanation == "They differ."


def test_a_source_that_two_articles_quote_is_counted_once() -> None:
    claims = [claim("a", "Office of Piers"), claim("c", "Office of Piers"), claim("e", "Office of Ropes")]
    found = built(claims, [judged(Relation.CONTRADICTION, "ac", "e")])[0]
    assert [position.independent_sources for position in found.positions] == [1, 1]
    assert found.independent_sources == 2


def test_a_group_id_depends_on_its_claims_alone() -> None:
    one = built(CLAIMS, [judged(Relation.UPDATE, "a", "c")])[0]
    same = built(CLAIMS, [judged(Relation.AGREEMENT, "ca")])[0]
    other = built(CLAIMS, [judged(Relation.UPDATE, "a", "d")])[0]
    assert one.id == same.id != other.id


def test_more_positions_than_letters_have_labels_of_their_own() -> None:
    ids = [f"c{number}" for number in range(30)]
    many = [claim("a", f"Office {number}").model_copy(update={"id": id}) for number, id in enumerate(ids)]
    (found,) = built(many, [judged(Relation.PARTIAL, *([id] for id in ids))])
    labels = [position.label for position in found.positions]
    assert len(set(labels)) == 30
    assert (labels[0], labels[25], labels[26]) == ("A", "Z", "P27")


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.integers(1, 3), st.sampled_from(list(Relation)))
def test_every_claim_is_in_exactly_one_group_and_one_position(ids: list[str], size: int, relation: Relation) -> None:
    chunks = ["".join(ids[start : start + size]) for start in range(0, len(ids), size)]
    found = built(CLAIMS, [judged(relation, *chunk) for chunk in chunks])
    assert sorted("".join(shape(found))) == list("abcdef")
    for group in found:
        assert sorted(id for position in group.positions for id in position.claims) == sorted(group.claims)
    backwards = built(CLAIMS, [judged(relation, *chunk) for chunk in chunks[::-1]])
    assert [group.id for group in backwards] == [group.id for group in found]


def test_names_that_the_alias_table_joins_are_one_origin() -> None:
    claims = [claim("a", "Harbour Office"), claim("c", "مكتب الميناء")]
    group = judged(Relation.AGREEMENT, "ac")
    aliases = {"harbour office": "port authority", "مكتب الميناء": "port authority"}
    assert built(claims, [group])[0].independent_sources == 2
    assert built(claims, [group], aliases)[0].independent_sources == 1
