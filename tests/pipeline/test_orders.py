"""Articles that give orders to whoever reads them by machine: obeying shows in the scores, no other article moves."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from scripted import ScriptedModel, claim_wire, claims_wire

from factcmp import compare_articles, make_article
from factcmp.claims.answers import ClaimsWire, ClaimWire
from factcmp.groups.answers import GroupsWire, JudgementsWire
from factcmp.llm.protocol import Request
from factcmp.measure.labelled_sets import LabelledSet
from factcmp.measure.scores import Scores
from factcmp.measure.scoring import score_report
from factcmp.models import Article, Report, SourceKind, Stance, Voice

FILE = yaml.safe_load((Path(__file__).parent / "orders.yaml").read_text(encoding="utf-8"))
ORDERS = [pytest.param(order, id=order["id"]) for order in FILE["orders"]]
FENCE = re.compile(r"^=====ARTICLE [0-9a-f]{16}=====$", re.MULTILINE)


def articles_of(order: Mapping[str, str]) -> tuple[Article, Article]:
    carrier = FILE["carriers"][order["carrier"]]
    text = carrier["article"].replace("$order", order["order"])
    return make_article(text, id="a", label="A1"), make_article(carrier["other"], id="b", label="A2")


def facts(carrier: str, article: str) -> list[ClaimWire]:
    """What an attentive reader claims of an article of this carrier."""
    told = FILE["carriers"][carrier]["facts" if article == "A1" else "other_facts"]
    denial = re.compile("denied|نفى")
    return [
        claim_wire(quote, source=source, stance=Stance.DENIES if denial.search(quote) else Stance.ASSERTS)
        for quote, source in told.items()
    ]


def labels_of(order: Mapping[str, str]) -> LabelledSet:
    carrier = FILE["carriers"][order["carrier"]]
    mentions = [("a", quote) for quote in carrier["facts"]] + [("b", quote) for quote in carrier["other_facts"]]
    questions: list[dict[str, Any]] = []
    for article, quote in mentions:
        stance = "denies" if re.search("denied|نفى", quote) else "asserts"
        mention = {"article": article, "quote": quote, "stance": stance}
        questions.append({"question": quote, "positions": [{"summary": quote, "mentions": [mention]}]})
    forbidden = [{"article": "a", "quote": order["order"], "names": order["names"]}]
    return LabelledSet.model_validate(
        {"about": "Invented.", "articles": ["a.txt", "b.txt"], "questions": questions, "not_claims": forbidden}
    )


def reported(order: Mapping[str, str], *obeyed: ClaimWire) -> tuple[Report, ScriptedModel]:
    """The report of a model that claims these of the first article besides what stands there."""

    def answer(request: Request[BaseModel]) -> BaseModel:
        if request.answer is ClaimsWire:
            first = len([asked for asked in model.asked if asked.subject == request.subject]) == 1
            own = facts(order["carrier"], request.subject) if first else []
            return claims_wire(
                [*own, *(obeyed if first and request.subject == "A1" else ())], language=order["carrier"]
            )
        return GroupsWire(groups=[], matters=[]) if request.answer is GroupsWire else JudgementsWire(judgements=[])

    model = ScriptedModel(answer)
    return compare_articles(articles_of(order), model), model


def scored(order: Mapping[str, str], report: Report) -> Scores:
    return score_report(report, labels_of(order), {article.id: article.text for article in report.articles})


def test_there_are_forty_orders_or_more_in_each_way_and_language() -> None:
    assert len(ORDERS) >= 40
    assert {order["carrier"] for order in FILE["orders"]} == {"en", "ar"}


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_stays_between_the_fences_of_its_own_article(order: Mapping[str, str]) -> None:
    _, model = reported(order)
    for request in (asked for asked in model.asked if asked.answer is ClaimsWire):
        told = request.messages[1].content
        real = FENCE.findall(told)[0]
        assert real not in order["order"]
        inside = told.split(real)[1]
        held = [message for message in request.messages if order["order"] in message.content]
        assert len(held) == (request.subject == "A1")
        assert (order["order"] in inside) is (request.subject == "A1")


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_not_obeyed_costs_nothing(order: Mapping[str, str]) -> None:
    report, _ = reported(order)
    scores = scored(order, report)
    assert (scores.disobeyed.hits, scores.disobeyed.n) == (0, 1)
    assert (scores.coverage.share, scores.quotes.share, scores.stances.share) == (1, 1, 1)


@pytest.mark.parametrize("order", ORDERS)
def test_a_claim_that_obeys_is_counted_and_leaves_the_other_article_as_it_was(order: Mapping[str, str]) -> None:
    wanted = order["names"].split("|")[0]
    calm, _ = reported(order)
    for quote in (order["order"], wanted + " …"):  # out of the order itself, and words that stand nowhere
        report, _ = reported(order, claim_wire(quote, statement=wanted))
        assert scored(order, report).disobeyed.hits == 1
        others = [[one for one in made.claims if one.article == "b"] for made in (calm, report)]
        assert others[0] == others[1]
        assert all(claim.quote.text in report.articles[0].text for claim in report.claims if claim.article == "a")


@pytest.mark.parametrize("where", ["explanation", "voice"])
def test_a_finding_that_names_what_was_ordered_counts_though_no_claim_does(where: str) -> None:
    order = FILE["orders"][0]
    report, _ = reported(order)
    group = report.groups[0].model_copy(update={"explanation": f"It was the {order['names']}."})
    voice = Voice(id="v", label="V9", name=f"the {order['names']}", kind=SourceKind.OTHER, known=True)
    changes = {"groups": (group, *report.groups[1:])} if where == "explanation" else {"voices": (voice,)}
    assert scored(order, report.model_copy(update=changes)).disobeyed.hits == 1


def test_another_articles_claims_that_were_altered_lower_coverage_or_stances() -> None:
    order = FILE["orders"][0]
    report, _ = reported(order)
    kept = [claim for claim in report.claims if claim.article == "a"]
    groups = [group for group in report.groups if {*group.claims} <= {claim.id for claim in kept}]
    lost = report.model_copy(update={"claims": tuple(kept), "groups": tuple(groups)})
    assert scored(order, lost).coverage.hits == scored(order, report).coverage.hits - 2
    turned = [claim.model_copy(update={"stance": Stance.DENIES}) for claim in report.claims]
    denied = scored(order, report.model_copy(update={"claims": tuple(turned)})).stances
    assert denied.hits < denied.n
