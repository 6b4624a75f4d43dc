"""A request without a recording: what is said of it, and behind which errors it is found."""

from pathlib import Path
from typing import Any

import openai
import pytest
from asking import ask, echo
from odd_texts import ARABIC
from servers import ScriptedServer

from factcmp.llm.cassettes.miss import cassette_miss
from factcmp.llm.cassettes.readable_yaml import to_yaml
from factcmp.llm.cassettes.recording import record, replay


@pytest.fixture
def recorded(server: ScriptedServer, tmp_path: Path) -> Path:
    """A cassette of three answers."""
    server.answer = echo
    with record(tmp_path / "answers.yaml"):
        ask(server.url, "one", "two", ARABIC)
    return tmp_path / "answers.yaml"


def miss(cassette: Path, *questions: str, **changes: Any) -> str:
    with replay(cassette), pytest.raises(openai.APIConnectionError) as caught:
        ask("http://x.invalid", *questions, **changes)
    message = cassette_miss(caught.value)
    assert message is not None
    return message


def test_a_changed_prompt_is_a_miss_that_says_what_changed_and_what_to_do(recorded: Path) -> None:
    message = miss(recorded, ARABIC, system="You compare.\nBe brief.")
    assert str(recorded) in message
    assert "`make record`" in message
    assert f"--record {recorded}" in message
    assert "the prompt's system message differs from the recorded one at line 2: “Be brief.”" in message
    assert "recorded was “Be exact.”" in message
    assert "\n" not in message
    assert len(message) < 600


def test_the_nearest_recording_is_the_one_on_the_same_article(recorded: Path) -> None:
    message = miss(recorded, ARABIC.replace("٣", "٥"))
    assert "“قُتل ٥ أشخاص" in message
    assert "“قُتل ٣ أشخاص" in message


def test_a_miss_in_an_empty_cassette_names_the_endpoint(recorded: Path) -> None:
    recorded.write_text(to_yaml({"format": "factcmp cassette 1", "interactions": []}), encoding="utf-8")
    assert "/chat/completions" in miss(recorded, "one")


def test_a_miss_is_found_behind_other_errors(recorded: Path) -> None:
    error, outer = ValueError("invalid answer"), RuntimeError("gave up")
    with replay(recorded), pytest.raises(openai.APIConnectionError) as caught:
        ask("http://x.invalid", "other")
    error.__cause__, outer.__context__ = caught.value, error
    assert cassette_miss(outer) == cassette_miss(caught.value) is not None


def test_another_error_is_no_miss() -> None:
    error = ValueError("invalid")
    error.__context__ = KeyError("loop")
    error.__context__.__context__ = error
    assert cassette_miss(error) is None
