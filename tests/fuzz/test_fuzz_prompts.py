"""Prompts of pass 2: whatever a model said in pass 1, no field of it makes a line of its own."""

from hostile import fuzz, texts
from hypothesis import given
from pydantic import BaseModel
from scripted import ScriptedModel, claim_wire, claims_wire

from factcmp import compare_articles, make_article
from factcmp.claims.answers import ClaimsWire, NameWire
from factcmp.groups.answers import GroupsWire, JudgementsWire, QuestionWire
from factcmp.llm.protocol import Request
from factcmp.models import NameKind

ARTICLES = ("Nine people died in Tarina, the mayor said.", "Twelve people died in Tarina, the mayor said.")


def prompts_where_a_model_says(text: str) -> list[str]:
    """The requests of pass 2 where every free field of pass 1 is this text."""

    def answer(request: Request[BaseModel]) -> BaseModel:
        if request.answer is ClaimsWire:
            quote = ARTICLES[0] if "Nine people" in request.messages[-1].content else ARTICLES[1]
            claim = claim_wire(quote, source=text or "x", question=text)
            party = claim.attribution[0].model_copy(update={"party": text})
            names = [NameWire(name="Tarina", gloss=text, kind=NameKind.PLACE)]
            return claims_wire([claim.model_copy(update={"gloss": text, "attribution": [party], "names": names})])
        if request.answer is GroupsWire:
            group = QuestionWire(about=text, question=text, claims=[1, 2])
            return GroupsWire(groups=[group], matters=[])
        return JudgementsWire(judgements=[])

    model = ScriptedModel(answer)
    compare_articles([make_article(words, id=f"a{n}", label=f"A{n}") for n, words in enumerate(ARTICLES, 1)], model)
    return [request.messages[-1].content for request in model.asked if request.answer is not ClaimsWire]


def marks_in(prompt: str) -> int:
    """How many lines begin as those do that tell claims, groups and articles apart."""
    return sum(line.startswith(("[", "GROUP", "stance:", "=====")) for line in prompt.splitlines())


PLAIN = prompts_where_a_model_says("words")
assert PLAIN


@fuzz(0.05)
@given(texts)
def test_no_field_of_a_models_answer_makes_a_line_of_a_later_prompt(text: str) -> None:
    prompts = prompts_where_a_model_says(text)
    for prompt in prompts:
        prompt.encode()
        assert marks_in(prompt) <= max(map(marks_in, PLAIN))
        assert prompt.count("\n") == len(prompt.removesuffix("\n").splitlines()) - 1
