"""The shapes that the model fills in: strict structured output takes them, and the reason comes before the label."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from factcmp.claims.answers import ClaimsWire, ClaimWire, LeftOutWire, NameWire, SourceWire
from factcmp.groups.answers import (
    BetweenWire,
    GroupsWire,
    JudgementsWire,
    JudgementWire,
    PositionWire,
    QuestionWire,
    SameNamesWire,
)
from factcmp.llm.protocol import Wire

ANSWERS = [ClaimsWire, SameNamesWire, GroupsWire, JudgementsWire]


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
    found = list(schemas_in(answer.model_json_schema()))
    assert found
    for schema in found:
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


@pytest.mark.parametrize("answer", ANSWERS)
def test_references_stand_alone(answer: type[Wire]) -> None:
    """OpenAI's strict mode refuses a `$ref` with anything beside it."""

    def alone(node: Any) -> bool:
        if isinstance(node, dict):
            return ("$ref" not in node or len(node) == 1) and all(alone(below) for below in node.values())
        return all(alone(below) for below in node) if isinstance(node, list) else True

    assert alone(answer.model_json_schema())


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
    assert keys_in(answer.model_json_schema()).isdisjoint(refused)


@pytest.mark.parametrize(
    ("shape", "before", "after"),
    [
        (ClaimWire, "quote", "statement"),
        (ClaimWire, "quote", "stance"),
        (ClaimWire, "attribution", "stance"),
        (ClaimWire, "statement", "gloss"),
        (LeftOutWire, "quote", "reason"),
        (LeftOutWire, "note", "reason"),
        (SourceWire, "name", "kind"),
        (NameWire, "name", "kind"),
        (QuestionWire, "matter", "claims"),
        (PositionWire, "summary", "claims"),
        (JudgementWire, "reading", "positions"),
        (JudgementWire, "positions", "between"),
        (JudgementWire, "compared_numbers", "between"),
        (BetweenWire, "reason", "relation"),
        (BetweenWire, "reason", "differs_in"),
        (BetweenWire, "differs_in", "relation"),
        # For the reader, who is told of the relations that were found.
        (JudgementWire, "between", "explanation"),
    ],
)
def test_the_reason_comes_before_the_label(shape: type[Wire], before: str, after: str) -> None:
    properties = list(shape.model_json_schema()["properties"])
    assert properties.index(before) < properties.index(after)


def test_a_label_that_the_code_does_not_know_is_refused() -> None:
    answer = {"quote": "Menu", "note": "no article", "reason": "page-furniture"}
    assert LeftOutWire.model_validate(answer).reason == "page-furniture"
    with pytest.raises(ValidationError):
        LeftOutWire.model_validate({**answer, "reason": "boring"})
    with pytest.raises(ValidationError):
        LeftOutWire.model_validate({**answer, "confidence": 0.9})
