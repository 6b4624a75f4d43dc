"""A request without a recording: one sentence for everybody, and in notes what differs."""

from pathlib import Path
from typing import Any

import openai
import pytest
from asking import ask, echo
from odd_texts import ARABIC
from servers import ScriptedServer

from factcmp.errors import RecordingError
from factcmp.llm.cassettes import record, replay
from factcmp.llm.readable_yaml import to_yaml


@pytest.fixture
def recorded(server: ScriptedServer, tmp_path: Path) -> Path:
    """A cassette of three answers."""
    server.answer = echo
    with record(tmp_path / "answers.yaml"):
        ask(server.url, "one", "two", ARABIC)
    return tmp_path / "answers.yaml"


def miss(cassette: Path, *questions: str, **changes: Any) -> tuple[str, str]:
    """What is said, and what is noted."""
    with replay(cassette), pytest.raises(openai.APIConnectionError) as caught:
        ask("http://x.invalid", *questions, **changes)
    found = caught.value.__cause__
    assert isinstance(found, RecordingError)
    return str(found), "\n".join(found.__notes__)


def test_a_miss_says_what_a_recording_is_for_and_notes_what_changed_and_what_to_do(recorded: Path) -> None:
    said, noted = miss(recorded, ARABIC, system="You compare.\nBe brief.")
    assert str(recorded) in said
    assert "the very articles, prompts and settings" in said
    assert len(said) - len(str(recorded)) < 250
    assert "You compare. Be brief." in noted
    assert "You compare. Be exact." in noted
    assert f"`make record`, or with `factcmp report … --record {recorded}`" in noted


def test_the_nearest_recording_is_the_one_on_the_same_article(recorded: Path) -> None:
    _, noted = miss(recorded, ARABIC.replace("٣", "٥"))
    assert "قُتل ٥ أشخاص" in noted
    assert "قُتل ٣ أشخاص" in noted


def test_a_miss_in_an_empty_cassette_says_that_it_is_empty(recorded: Path) -> None:
    recorded.write_text(to_yaml({"format": "factcmp cassette 1", "interactions": []}), encoding="utf-8")
    assert "it has no other" in miss(recorded, "one")[1]
