"""A silent article is asked once more; what it says after all joins the group, and a dash was looked for."""

from pydantic import BaseModel
from scripted import NOTHING, ScriptedModel, claim_wire, claims_wire

from factcmp import compare_articles, make_article
from factcmp.claims.answers import ClaimsWire, FoundAgainWire, FoundWire
from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.groups.answers import GroupsWire, JudgementsWire, JudgementWire, PositionWire, QuestionWire
from factcmp.llm.protocol import Request

TEXTS = (
    "The pump failed at noon.",
    "At noon the pump had failed.",
    "Rain fell for three days. Engineers, who had found the pump broken since noon, left.",
    "A fair was opened.",
)
ARTICLES = tuple(make_article(text, id=f"a{n}", label=f"A{n}") for n, text in enumerate(TEXTS, 1))
TOLD = "who had found the pump broken since noon"


def story(found: str = TOLD, fails: bool = False) -> ScriptedModel:
    def answer(request: Request[BaseModel]) -> BaseModel | ModelError:
        content = request.messages[1].content
        if request.answer is ClaimsWire:
            text = TEXTS[int(request.subject[1:]) - 1]
            sentence = text.split(". ")[0].removesuffix(".")
            return claims_wire([claim_wire(sentence)])
        if request.answer is GroupsWire:
            return GroupsWire(groups=[QuestionWire(about="", question="Did the pump fail?", claims=[1, 2])], matters=[])
        if request.answer is FoundAgainWire:
            if fails:
                return ModelUnavailableError("gone")
            assert "1. Did the pump fail?" in content
            wire = FoundWire(**claim_wire(found).model_dump(), number=1)
            return FoundAgainWire(found=[wire] if TEXTS[2] in content else [])
        if request.answer is not JudgementsWire:
            return NOTHING[request.answer]
        numbers = list(range(1, content.count("stance:") + 1))
        judgement = JudgementWire(
            group=1,
            reading="",
            out_of_place=[],
            positions=[PositionWire(summary="It failed.", claims=numbers)],
            compared_numbers=[],
            between=[],
            explanation="",
        )
        return JudgementsWire(judgements=[judgement])

    return ScriptedModel(answer)


def test_what_an_article_tells_in_passing_joins_the_group_and_is_numbered_in_its_place() -> None:
    report = compare_articles(ARTICLES, story())
    group = report.groups[0]
    labels = {claim.id: claim.label for claim in report.claims}
    assert [labels[claim] for claim in group.claims] == ["A1.1", "A2.1", "A3.2"]
    assert group.looked_for == ("a4",)
    assert {use.stage: use.requests for use in report.run.stages}["look-again"] == 2


def test_the_request_names_sentences_that_may_bear_on_the_question() -> None:
    model = story()
    compare_articles(ARTICLES, model)
    asked = next(one for one in model.asked if one.stage == "look-again" and one.subject == "A3")
    assert "1. Did the pump fail? — perhaps: «Engineers, who had found the pump broken since noon, left.»" in (
        asked.messages[1].content
    )


def test_words_that_the_article_does_not_have_join_nothing() -> None:
    report = compare_articles(ARTICLES, story(found="who had repaired the pump"))
    assert {claim.article for claim in report.claims if claim.id in report.groups[0].claims} == {"a1", "a2"}
    assert report.groups[0].looked_for == ("a3", "a4")


def test_a_second_look_that_fails_is_told_and_leaves_no_article_called_silent() -> None:
    report = compare_articles(ARTICLES, story(fails=True))
    assert report.groups[0].looked_for == ()
    assert [(failure.stage, failure.article) for failure in report.run.failures] == [
        ("look-again", "a3"),
        ("look-again", "a4"),
    ]
