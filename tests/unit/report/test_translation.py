"""A report in a second language has the first one's findings."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from story_reports import slide

from factcmp.errors import ModelUnavailableError
from factcmp.llm.prompts import load_prompt
from factcmp.llm.protocol import Answer, Request, Usage
from factcmp.models import Report
from factcmp.report.markdown.document import render_markdown
from factcmp.report.translation import Translation, translate_texts

TEXTS = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)


class Translator:
    """Says each text in capitals, or what it is told to say."""

    name = "translator"

    def __init__(self, say: Callable[[str, int], str | None] = lambda text, _: text.upper()) -> None:
        self.say = say
        self.asked: list[str] = []

    async def ask(self, request: Request[Any]) -> Answer[Any]:
        prompt = request.messages[-1].content
        self.asked.append(prompt)
        texts = TEXTS.findall(prompt.split("Texts, one a line:\n")[1])
        said = [(number, self.say(text.split(" (in the articles")[0], len(self.asked))) for number, text in texts]
        answer = {"texts": [{"number": int(number), "text": text} for number, text in said if text is not None]}
        return Answer(request.answer.model_validate(answer), Usage(requests=1))


def translated(report: Report, model: Any) -> Translation:
    return asyncio.run(translate_texts(report, model, load_prompt("translate"), language="ar"))


def without_words(report: Report) -> Any:
    """What of a report may not change: everything but texts in the report's language."""
    texts = {"gloss", "question", "explanation", "summary", "reason", "counts", "of_whom", "place", "blamed", "party",
             "roles", "note", "language"}  # fmt: skip

    def strip(value: Any, inside: str = "") -> Any:
        if isinstance(value, dict):
            names = texts | ({"name"} if inside in ("voices", "origins", "naming", "aliases") else set())
            return {key: strip(one, key) for key, one in value.items() if key not in names}
        return [strip(one, inside) for one in value] if isinstance(value, list) else value

    return strip(report.model_dump(mode="json"))


def test_counts_labels_order_and_ids_are_the_first_ones() -> None:
    report = slide()
    result = translated(report, Translator()).report
    assert result.run.language == "ar"
    assert without_words(result) == without_words(report)
    assert [claim.id for claim in result.claims] == [claim.id for claim in report.claims]
    one, other = (re.findall(r"<a id=\"([^\"]+)\"", render_markdown(each)) for each in (report, result))
    assert one == other


def test_every_text_that_a_reader_sees_is_translated_and_the_articles_words_are_not() -> None:
    report = slide()
    result = translated(report, Translator()).report
    assert result.groups[0].question == "WAS TORM MINING WARNED?"
    assert result.claims[3].question == "WAS TORM MINING WARNED?"
    assert result.groups[0].between[0].reason == "A AND B DIFFER."
    assert result.disputes[0].question == "WAS TORM MINING WARNED?"
    assert result.voices[0].name == "THE GOVERNOR'S OFFICE"
    assert result.voices[0].roles == ("ITS SPOKESMAN RAMI HOLT",)
    assert result.ledger[0].place == "KESSAR MINE"
    assert result.claims[4].attribution[0].party == "THE OWNER"
    assert result.claims[4].attribution[0].name == report.claims[4].attribution[0].name
    assert [claim.quote for claim in result.claims] == [claim.quote for claim in report.claims]


def test_each_text_is_asked_for_once_names_first_and_the_names_are_told_to_the_rest() -> None:
    model = Translator()
    translated(slide(), model)
    names, texts = model.asked
    assert names.count("the governor's office (in the articles: مكتب المحافظ)") == 1
    assert "the governor's office = THE GOVERNOR'S OFFICE" in texts
    listed = [text for _, text in TEXTS.findall(texts)]
    assert len(listed) == len(set(listed))
    assert "20." not in listed


def test_a_translation_that_loses_a_reference_or_a_text_is_asked_for_again() -> None:
    def say(text: str, request: int) -> str | None:
        if "[A1.4]" in text and request < 3:
            return "lost"
        return None if text == "At least 12." and request < 3 else text.upper()

    result = translated(slide(), model := Translator(say)).report
    assert len(model.asked) == 3
    assert "[A1.4]" in result.groups[0].explanation
    assert result.groups[2].positions[0].summary == "AT LEAST 12."
    assert not result.run.failures


def test_what_gets_no_translation_stays_and_is_told_as_missing() -> None:
    result = translated(slide(), Translator(lambda text, _: None if text == "Rain." else text.upper())).report
    assert result.groups[4].positions[0].summary == "Rain."
    (failure,) = result.run.failures
    assert failure.stage == "translate"
    assert "1 text" in failure.message


def test_a_failed_request_is_a_failure_in_the_report() -> None:
    class Failing(Translator):
        async def ask(self, _: Request[Any]) -> Answer[Any]:
            raise ModelUnavailableError("the endpoint is gone")

    result = translated(slide(), Failing()).report
    assert result.groups == slide().groups
    assert {failure.stage for failure in result.run.failures} == {"translate"}


@pytest.mark.parametrize("count", [1, 400])
def test_requests_hold_a_bounded_number_of_texts(count: int) -> None:
    report = slide()
    claims = tuple(
        report.claims[0].model_copy(update={"id": f"k{n}", "label": f"A1.{n + 90}", "gloss": f"Gloss {n}"})
        for n in range(count)
    )
    many = report.groups[6].model_copy(update={"id": "many", "claims": tuple(claim.id for claim in claims)})
    model = Translator()
    larger = report.model_copy(update={"claims": (*report.claims, *claims), "groups": (*report.groups, many)})
    result = translated(larger, model).report
    assert max(len(TEXTS.findall(prompt.split("Texts, one a line:\n")[1])) for prompt in model.asked) <= 150
    assert result.claims[-1].gloss == f"GLOSS {count - 1}"
