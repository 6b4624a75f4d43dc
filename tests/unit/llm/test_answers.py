"""The shapes that the model fills in: strict structured output takes them, and the reason comes before the label."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from factcmp.claims.answers import ClaimsWire, ClaimWire, FoundAgainWire, LeftOutWire, NameWire, SourceWire
from factcmp.groups.answers import (
    BetweenWire,
    GroupsWire,
    JudgementsWire,
    JudgementWire,
    PositionWire,
    QuestionWire,
    SameNamesWire,
    SameNameWire,
    SameVoiceWire,
)
from factcmp.llm.protocol import Wire
from factcmp.llm.schemas import sent_schema

ANSWERS = [ClaimsWire, FoundAgainWire, SameNamesWire, GroupsWire, JudgementsWire]


def schemas_in(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for below in node.values():
            yield from schemas_in(below)
    elif isinstance(node, list):
        for below in node:
            yield from schemas_in(below)


def keys_in(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node).union(*(keys_in(below) for below in node.values()))
    return set().union(*(keys_in(below) for below in node)) if isinstance(node, list) else set()


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_object_requires_all_its_properties_and_allows_no_other(answer: type[Wire]) -> None:
    found = list(schemas_in(sent_schema(answer)))
    assert found
    for schema in found:
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_keyword_is_used_that_strict_output_refuses(answer: type[Wire]) -> None:
    refused = {
        "default",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "uniqueItems",
        "patternProperties",
        "oneOf",
        "allOf",
    }
    assert keys_in(sent_schema(answer)).isdisjoint(refused)


@pytest.mark.parametrize(
    ("shape", "before", "after"),
    [
        (ClaimWire, "quote", "statement"),
        (ClaimWire, "quote", "stance"),
        (ClaimWire, "attribution", "stance"),
        (ClaimWire, "statement", "gloss"),
        (LeftOutWire, "quote", "reason"),
        (SourceWire, "name", "kind"),
        (NameWire, "name", "kind"),
        (QuestionWire, "about", "claims"),
        (PositionWire, "summary", "claims"),
        (JudgementWire, "reading", "positions"),
        (JudgementWire, "positions", "between"),
        (JudgementWire, "compared_numbers", "between"),
        (BetweenWire, "reason", "relation"),
        (BetweenWire, "reason", "differs_in"),
        (BetweenWire, "differs_in", "relation"),
        # For the reader, who is told of the relations that were found.
        (JudgementWire, "between", "explanation"),
        (SameNameWire, "reason", "names"),
        (SameVoiceWire, "reason", "speakers"),
    ],
)
def test_the_reason_comes_before_the_label(shape: type[Wire], before: str, after: str) -> None:
    properties = list(sent_schema(shape)["properties"])
    assert properties.index(before) < properties.index(after)


def test_a_label_that_the_code_does_not_know_is_refused() -> None:
    answer = {"quote": "Menu", "reason": "page-furniture"}
    assert LeftOutWire.model_validate(answer).reason == "page-furniture"
    with pytest.raises(ValidationError):
        LeftOutWire.model_validate({**answer, "reason": "boring"})
    with pytest.raises(ValidationError):
        LeftOutWire.model_validate({**answer, "confidence": 0.9})
