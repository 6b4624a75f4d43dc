"""What is worked out of answers is kept with them, and worked out anew where a rule or what it was given changed."""

import asyncio
from typing import Any

import pytest

from factcmp.llm.kept_results import rules_version, work_out
from factcmp.llm.protocol import Answer, Request, T
from factcmp.models import Span

MADE: list[str] = []
"""What was worked out, and not read."""


class Kept(dict[str, dict[str, Any]]):
    def put(self, key: str, entry: dict[str, Any]) -> None:
        self[key] = entry


class Model:
    name = "model"

    def __init__(self, answers: Kept | None) -> None:
        self.answers = answers

    async def ask(self, request: Request[T]) -> Answer[T]:
        raise AssertionError(request)


def words(text: str, *, least: int = 1) -> tuple[Span, ...]:
    MADE.append(text)
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == " ")]
    found = (Span(start=at, end=at + len(word), text=word) for at, word in zip(starts, text.split(" "), strict=True))
    return tuple(span for span in found if len(span.text) >= least)


def worked_out(answers: Kept | None, text: str = "أبحرت a ferry", least: int = 1) -> int:
    """How often it was worked out, and not read."""
    MADE.clear()
    assert asyncio.run(work_out(Model(answers), words, text, least=least)) == words(text, least=least)
    return len(MADE) - 1


def test_what_was_made_of_the_same_is_read_and_of_anything_else_it_is_made() -> None:
    kept = Kept()
    assert [worked_out(kept), worked_out(kept), worked_out(kept, "a ferry"), worked_out(kept, least=2)] == [1, 0, 1, 1]
    assert [worked_out(kept), worked_out(kept, "a ferry"), worked_out(kept, least=2)] == [0, 0, 0]


def test_a_model_that_keeps_no_answers_keeps_nothing_of_them() -> None:
    assert [worked_out(None), worked_out(None)] == [1, 1]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param({"rules": "0" * 64, "made": "[]"}, id="of-other-rules"),
        pytest.param({"made": "[]"}, id="of-no-rules"),
        pytest.param({"rules": rules_version(), "made": '[{"start":0,"end":5,'}, id="cut-off"),
        pytest.param({"rules": rules_version(), "made": '[{"start":0,"end":5,"text":"a"}]'}, id="no-span"),
        pytest.param({"rules": rules_version(), "made": 7}, id="no-text"),
        pytest.param({"rules": rules_version()}, id="empty"),
    ],
)
def test_what_other_rules_made_or_is_damaged_is_made_anew_and_kept(damage: dict[str, Any]) -> None:
    kept = Kept()
    worked_out(kept)
    kept.update(dict.fromkeys(kept, damage))
    assert [worked_out(kept), worked_out(kept)] == [1, 0]
