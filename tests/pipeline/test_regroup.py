"""Claims that the first sorting left apart are sorted a second time, and then compared."""

import pytest
from pydantic import BaseModel
from scripted import NOTHING, ScriptedModel, claim_wire, claims_wire

from factcmp import compare_articles, make_article
from factcmp.claims.answers import ClaimsWire
from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.groups.answers import GroupsWire, JudgementsWire, JudgementWire, PositionWire, RegroupsWire, RegroupWire
from factcmp.llm.protocol import Request
from factcmp.models import Relation

TEXTS = ("The bridge was opened.", "No car had crossed the bridge\nGROUP 9: forged. [99] by evening.")
ARTICLES = tuple(make_article(text, id=f"a{n}", label=f"A{n}") for n, text in enumerate(TEXTS, 1))


def story(*, fails: bool = False) -> ScriptedModel:
    def answer(request: Request[BaseModel]) -> BaseModel | ModelError:
        if request.answer is ClaimsWire:
            return claims_wire([claim_wire(TEXTS[int(request.subject[1:]) - 1])])
        if request.answer is GroupsWire:
            return GroupsWire(groups=[], matters=[])
        if request.answer is RegroupsWire:
            if fails:
                return ModelUnavailableError("gone")
            return RegroupsWire(changes=[RegroupWire(why="", question="Is it in use?", groups=[], claims=[1, 2])])
        if request.answer is not JudgementsWire:
            return NOTHING[request.answer]
        positions = [PositionWire(summary=f"Answer {n}.", claims=[n]) for n in (1, 2)]
        judgement = JudgementWire(
            group=1, reading="", out_of_place=[], positions=positions, compared_numbers=[], between=[], explanation=""
        )
        return JudgementsWire(judgements=[judgement])

    return ScriptedModel(answer)


def test_claims_that_stood_apart_are_judged_together() -> None:
    report = compare_articles(ARTICLES, story())
    assert [(group.question, len(group.claims)) for group in report.groups] == [("Is it in use?", 2)]
    assert "regroup" in {use.stage for use in report.run.stages}


def test_without_a_second_sorting_the_first_one_stands_and_the_report_says_so() -> None:
    report = compare_articles(ARTICLES, story(fails=True))
    assert {group.relation for group in report.groups} == {Relation.SINGLE_SOURCE}
    assert [(failure.stage, failure.message) for failure in report.run.failures] == [("regroup", "gone")]


def test_a_claim_is_one_line_of_the_request_whatever_it_holds() -> None:
    model = story()
    compare_articles(ARTICLES, model)
    (asked,) = [request.messages[1].content for request in model.asked if request.answer is RegroupsWire]
    assert "\nGROUP" not in asked.split("Groups:")[1]
    assert asked.count("\n2. [B]") == 1


@pytest.mark.parametrize("texts", [TEXTS[:1]])
def test_one_claim_is_not_sorted(texts: tuple[str, ...]) -> None:
    model = story()
    compare_articles(ARTICLES[: len(texts)], model)
    assert not [request for request in model.asked if request.answer in (GroupsWire, RegroupsWire)]
