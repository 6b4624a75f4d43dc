"""From a judgement to a finding: numbers by rule, the strongest relation, and what several judgements settle on."""

import datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.groups.judging.judgement_rules import apply_rules, settle
from factcmp.groups.story.calendar import Calendar
from factcmp.models import (
    Between,
    Claim,
    Difference,
    Disagreement,
    EventTime,
    Group,
    PartialKind,
    Position,
    Quantity,
    Relation,
    RuleChange,
    RuleKind,
    Span,
    Stance,
)
from factcmp.text.numbers.quantities import normalise_quantity

NO_DAYS = Calendar((), (), (), {}, {})
NUMBER, STATUS, TIME = Difference.NUMBER, Difference.STATUS, Difference.TIME


def claim(id: str, article: str) -> Claim:
    return Claim(
        id=id,
        label=id,
        article=article,
        statement="The ferry sailed",
        gloss="The ferry sailed",
        question="Did the ferry sail?",
        quote=Span(start=0, end=1, text="x"),
        attribution=(),
        stance=Stance.ASSERTS,
    )


CLAIMS = tuple(claim(id, article) for id, article in zip("abcdef", "112233", strict=True))
"""Claims a and b are of one article, c and d of another, e and f of a third."""


def quantity(said: str) -> Quantity:
    found = normalise_quantity(said)
    assert found is not None
    return found


def pair(
    relation: Disagreement, *differs_in: Difference, between: str = "AB", reason: str = "They differ.", **more: str
) -> Between:
    return Between.model_validate(
        {
            "one": between[0],
            "other": between[1],
            "relation": relation,
            "differs_in": differs_in,
            "reason": reason,
            **more,
        }
    )


def group(
    *positions: str,
    between: tuple[Between, ...] = (),
    relation: Relation = Relation.SINGLE_SOURCE,
    explanation: str = "",
) -> Group:
    """Positions as strings of claim ids ("ac", "b"), labelled A, B, …"""
    return Group(
        id="",
        label="",
        question="?",
        relation=relation,
        claims=tuple("".join(positions)),
        positions=tuple(
            Position(label=label, summary=f"answer {ids}", claims=tuple(ids))
            for label, ids in zip("ABCDEF", positions, strict=False)
        ),
        between=between,
        explanation=explanation,
        independent_sources=0,
    )


def judged(*positions: str, between: tuple[Between, ...] = (), **numbers: str) -> Group:
    """Positions and numbers by claim id, put through the rules."""
    return apply_rules(group(*positions, between=between), quantities(**numbers), CLAIMS, NO_DAYS)


def quantities(**numbers: str) -> dict[str, Quantity]:
    return {id: quantity(said) for id, said in numbers.items()}


def claims_of(group: Group) -> list[str]:
    return ["".join(position.claims) for position in group.positions]


@pytest.mark.parametrize(
    ("positions", "relation"),
    [
        pytest.param((), Relation.SINGLE_SOURCE, id="nothing-left"),
        pytest.param(("a",), Relation.SINGLE_SOURCE, id="one-claim"),
        pytest.param(("ab",), Relation.SINGLE_SOURCE, id="two-claims-of-one-article"),
        pytest.param(("ac",), Relation.AGREEMENT, id="two-articles"),
        pytest.param(("a", "c"), Relation.PARTIAL, id="nothing-said-of-two-positions"),
        pytest.param(("a", "b"), Relation.PARTIAL, id="nothing-said-inside-one-article"),
    ],
)
def test_the_relation_follows_from_positions_and_articles(positions: tuple[str, ...], relation: Relation) -> None:
    finding = judged(*positions)
    assert finding.relation is relation
    assert finding.differs_in == ()
    assert finding.rules == ()


def test_a_pair_that_is_left_over_from_a_single_position_is_dropped() -> None:
    finding = judged("ac", between=(pair(Disagreement.CONTRADICTION, STATUS, between="AA"),))
    assert (finding.relation, finding.between, finding.differs_in) == (Relation.AGREEMENT, (), ())


@pytest.mark.parametrize("order", list(permutations(Disagreement)))
def test_the_strongest_relation_between_two_positions_is_the_groups(order: tuple[Disagreement, ...]) -> None:
    between = tuple(
        pair(relation, between=between) for relation, between in zip(order, ("AB", "AC", "BC"), strict=True)
    )
    assert judged("a", "c", "e", between=between).relation is Relation.CONTRADICTION
    weaker = tuple(pair for pair in between if pair.relation is not Disagreement.CONTRADICTION)
    assert judged("a", "c", "e", between=weaker).relation is Relation.UPDATE


def test_a_contradiction_inside_one_article_is_one() -> None:
    assert judged("a", "b", between=(pair(Disagreement.CONTRADICTION, STATUS),)).relation is Relation.CONTRADICTION


def test_a_group_differs_in_what_its_strongest_pairs_differ() -> None:
    between = (
        pair(Disagreement.CONTRADICTION, STATUS),
        pair(Disagreement.PARTIAL, TIME, between="AC"),
        pair(Disagreement.CONTRADICTION, NUMBER, STATUS, between="BC"),
    )
    assert judged("a", "c", "e", between=between).differs_in == (NUMBER, STATUS)


def test_where_the_strongest_pair_names_no_difference_the_others_do() -> None:
    between = (pair(Disagreement.CONTRADICTION), pair(Disagreement.PARTIAL, TIME, between="AC"))
    assert judged("a", "c", "e", between=between).differs_in == (TIME,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("at least 50", "60", id="at-least"),
        pytest.param("about 50", "52", id="about"),
        pytest.param("dozens", "45", id="dozens"),
        pytest.param("50", "fifty", id="equal"),
        pytest.param("more than 50", "50", id="touching"),
        pytest.param("ما لا يقل عن ٥٠", "60", id="arabic-at-least"),
        pytest.param("2 km", "2000 m", id="units"),
    ],
)
def test_numbers_that_can_all_be_true_are_no_contradiction(one: str, other: str) -> None:
    finding = judged("a", "c", between=(pair(Disagreement.CONTRADICTION, NUMBER),), a=one, c=other)
    assert finding.relation is Relation.PARTIAL
    assert finding.differs_in == (NUMBER,)
    assert finding.rules == (RuleChange(kind=RuleKind.MADE_PARTIAL, said=(one, other)),)


@pytest.mark.parametrize(
    ("differs_in", "numbers"),
    [
        pytest.param((NUMBER, STATUS), {"a": "at least 50", "c": "60"}, id="differs-in-more-than-the-number"),
        pytest.param((STATUS,), {"a": "at least 50", "c": "60"}, id="differs-in-something-else"),
        pytest.param((), {"a": "at least 50", "c": "60"}, id="differs-in-nothing-named"),
        pytest.param((NUMBER,), {"a": "50", "c": "60"}, id="numbers-exclude-each-other"),
        pytest.param((NUMBER,), {"a": "50 km", "c": "60 tonnes"}, id="numbers-cannot-be-compared"),
        pytest.param((NUMBER,), {"a": "at least 50"}, id="one-number-only"),
        pytest.param((NUMBER,), {}, id="no-numbers"),
        pytest.param((NUMBER,), {"a": "at least 50", "c": "60", "d": "40"}, id="one-of-several-excluded"),
    ],
)
def test_other_contradictions_stand(differs_in: tuple[Difference, ...], numbers: dict[str, str]) -> None:
    finding = judged("a", "cd", between=(pair(Disagreement.CONTRADICTION, *differs_in),), **numbers)
    assert finding.relation is Relation.CONTRADICTION


def test_numbers_that_exclude_each_other_are_no_partial() -> None:
    finding = judged("a", "c", between=(pair(Disagreement.PARTIAL, NUMBER),), a="30", c="50")
    assert finding.relation is Relation.CONTRADICTION
    assert finding.rules == (RuleChange(kind=RuleKind.MADE_CONTRADICTION, said=("30", "50")),)


def test_numbers_that_changed_stay_an_update() -> None:
    finding = judged("a", "c", between=(pair(Disagreement.UPDATE, NUMBER),), a="30", c="50")
    assert (finding.relation, finding.rules) == (Relation.UPDATE, ())


def test_one_answer_with_numbers_that_exclude_each_other_is_cut() -> None:
    finding = judged("ac", a="30", c="50")
    assert finding.relation is Relation.CONTRADICTION
    assert finding.differs_in == (NUMBER,)
    assert claims_of(finding) == ["a", "c"]
    assert [position.summary for position in finding.positions] == ["answer ac (30)", "answer ac (50)"]
    assert finding.rules == (RuleChange(kind=RuleKind.ANSWER_SPLIT, said=("30", "50")),)


def test_one_answer_whose_numbers_can_all_be_true_stays_whole() -> None:
    finding = judged("ace", a="at least 30", c="35", e="dozens")
    assert (finding.relation, finding.rules) == (Relation.AGREEMENT, ())


def test_three_numbers_make_three_answers_and_a_claim_without_one_stays_in_the_first() -> None:
    finding = judged("bace", a="30", c="50", e="70")
    assert claims_of(finding) == ["ba", "c", "e"]
    assert [pair.one + pair.other for pair in finding.between] == ["AB", "AC", "BC"]
    assert finding.rules == (RuleChange(kind=RuleKind.ANSWER_SPLIT, said=("30", "50", "70")),)


def test_after_a_cut_the_other_pairs_still_name_the_same_positions() -> None:
    between = (
        pair(Disagreement.UPDATE, STATUS, between="AB", reason="b-ac"),
        pair(Disagreement.PARTIAL, TIME, between="BC", reason="ac-df"),
        pair(Disagreement.PARTIAL, TIME, between="CD", reason="df-e"),
    )
    finding = judged("b", "ac", "df", "e", between=between, a="30", c="50", d="7", f="9")
    assert claims_of(finding) == ["b", "a", "c", "d", "f", "e"]
    claims = {position.label: "".join(position.claims) for position in finding.positions}
    named = {pair.reason: (claims[pair.one], claims[pair.other]) for pair in finding.between}
    assert named == {
        "b-ac": ("b", "a"),
        "ac-df": ("a", "d"),
        "df-e": ("d", "e"),
        "30; 50": ("a", "c"),
        "7; 9": ("d", "f"),
    }


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_no_position_keeps_numbers_that_exclude_each_other(values: list[int], data: st.DataObject) -> None:
    ids = "abcdef"[: len(values)]
    cut = data.draw(st.integers(0, len(ids)))
    numbers = {id: str(value) for id, value in zip(ids, values, strict=True)}
    finding = judged(*(part for part in (ids[:cut], ids[cut:]) if part), between=(), **numbers)
    assert sorted("".join(claims_of(finding))) == sorted(ids)
    assert all(len({numbers[id] for id in part}) == 1 for part in claims_of(finding))
    labels = [position.label for position in finding.positions]
    assert all(labels.index(pair.one) < labels.index(pair.other) for pair in finding.between)


def test_the_rules_change_nothing_when_applied_again() -> None:
    numbers = {"a": "30", "c": "50", "e": "70"}
    once = judged("ac", "e", between=(pair(Disagreement.PARTIAL, NUMBER),), **numbers)
    assert apply_rules(once, quantities(**numbers), CLAIMS, NO_DAYS) == once


CONTRADICTION, UPDATE, PARTIAL, AGREEMENT = (
    Relation.CONTRADICTION,
    Relation.UPDATE,
    Relation.PARTIAL,
    Relation.AGREEMENT,
)


@pytest.mark.parametrize(
    ("relations", "settled", "same"),
    [
        pytest.param([UPDATE], UPDATE, True, id="one"),
        pytest.param([UPDATE, UPDATE], UPDATE, True, id="two-alike"),
        pytest.param([UPDATE, CONTRADICTION], UPDATE, False, id="two-unlike-without-partial"),
        pytest.param([CONTRADICTION, PARTIAL], PARTIAL, False, id="two-unlike-with-partial"),
        pytest.param([CONTRADICTION, UPDATE, UPDATE], UPDATE, False, id="majority-is-not-the-first"),
        pytest.param([PARTIAL, UPDATE, UPDATE], UPDATE, False, id="majority-beats-partial"),
        pytest.param([CONTRADICTION, UPDATE, PARTIAL], PARTIAL, False, id="no-majority-with-partial"),
        pytest.param([CONTRADICTION, UPDATE, AGREEMENT], CONTRADICTION, False, id="no-majority-without-partial"),
    ],
)
def test_what_several_judgements_settle_on(relations: list[Relation], settled: Relation, same: bool) -> None:
    chosen, agreed = settle([group(relation=relation) for relation in relations])
    assert (chosen.relation, agreed) == (settled, same)


def test_the_first_judgement_of_the_majority_is_reported() -> None:
    told = zip((PARTIAL, UPDATE, UPDATE), ("first", "second", "third"), strict=True)
    judgements = [group(relation=relation, explanation=explanation) for relation, explanation in told]
    assert settle(judgements)[0].explanation == "second"


WED, THU, FRI = (datetime.date(2026, 3, day) for day in (11, 12, 13))


def dated(happened: dict[str, datetime.date], said: dict[str, datetime.date]) -> Calendar:
    return Calendar(
        (), (), (), {id: (day, day) for id, day in happened.items()}, {id: (day, day) for id, day in said.items()}
    )


def related(between: Between, calendar: Calendar, told: str = "ac") -> Group:
    """Claims a and c as two answers; those in `told` tell in words when it happened."""
    claims = [
        one.model_copy(update={"event_time": EventTime(said="on a day")}) if one.id in told else one for one in CLAIMS
    ]
    return apply_rules(group("a", "c", between=(between,)), {}, claims, calendar)


def update(later: str | None) -> Between:
    return pair(Disagreement.UPDATE, STATUS).model_copy(update={"later": later})


@pytest.mark.parametrize(
    ("later", "said", "relation", "is_later"),
    [
        pytest.param("B", {"a": WED, "c": THU}, Disagreement.UPDATE, "B", id="later-state-said-later"),
        pytest.param("B", {"a": THU, "c": WED}, Disagreement.CONTRADICTION, None, id="later-state-said-first"),
        pytest.param("A", {"a": WED, "c": THU}, Disagreement.CONTRADICTION, None, id="not-yet-said-after-done"),
        pytest.param("A", {"a": WED, "c": WED}, Disagreement.UPDATE, "A", id="said-on-one-day"),
        pytest.param("B", {"a": THU}, Disagreement.UPDATE, "B", id="one-day-unknown"),
        pytest.param(None, {"a": WED, "c": THU}, Disagreement.UPDATE, "B", id="the-days-tell-which-is-later"),
        pytest.param(None, {"a": THU, "c": WED}, Disagreement.UPDATE, "A", id="or-that-it-is-the-other"),
        pytest.param(None, {}, Disagreement.UPDATE, None, id="nothing-tells"),
    ],
)
def test_an_update_is_said_later(
    later: str | None, said: dict[str, datetime.date], relation: Disagreement, is_later: str | None
) -> None:
    (found,) = related(update(later), dated({}, said)).between
    assert (found.relation, found.later) == (relation, is_later)


def test_what_is_told_of_a_later_day_is_later_whenever_it_was_said() -> None:
    (found,) = related(update("B"), dated({"a": WED, "c": THU}, {"a": FRI, "c": THU})).between
    assert (found.relation, found.later) == (Disagreement.UPDATE, "B")


@pytest.mark.parametrize(
    ("differs_in", "happened", "told", "relation"),
    [
        pytest.param((TIME,), {"a": WED, "c": THU}, "ac", Disagreement.CONTRADICTION, id="two-days"),
        pytest.param((TIME,), {"a": WED, "c": WED}, "ac", Disagreement.PARTIAL, id="one-day"),
        pytest.param((TIME,), {"a": WED, "c": THU}, "a", Disagreement.PARTIAL, id="one-is-only-the-article-s-day"),
        pytest.param((TIME, STATUS), {"a": WED, "c": THU}, "ac", Disagreement.PARTIAL, id="differs-in-more"),
    ],
)
def test_accounts_that_compete_for_days_that_exclude_each_other_is_a_contradiction(
    differs_in: tuple[Difference, ...], happened: dict[str, datetime.date], told: str, relation: Disagreement
) -> None:
    competing = pair(Disagreement.PARTIAL, *differs_in, partial=PartialKind.COMPETING)
    finding = related(competing, dated(happened, {}), told)
    assert finding.between[0].relation is relation
    assert [rule.kind for rule in finding.rules] == (
        [RuleKind.DAYS_DIFFER] if relation is Disagreement.CONTRADICTION else []
    )


def test_a_detail_of_another_day_adds_to_the_account() -> None:
    adds = pair(Disagreement.PARTIAL, TIME, partial=PartialKind.COMPLEMENTARY)
    finding = related(adds, dated({"a": WED, "c": THU}, {}), "ac")
    assert (finding.between[0].relation, finding.rules) == (Disagreement.PARTIAL, ())
