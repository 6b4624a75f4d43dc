"""Colours where they are wanted, and nothing that steers a terminal."""

import io
from collections.abc import Callable

import pytest

from factcmp.cli.terminal import say, tell, tell_error, told_duration, wants_colours
from factcmp.text.lines import printable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        pytest.param({}, True, True, id="terminal"),
        pytest.param({}, False, False, id="pipe"),
        pytest.param({"TERM": "dumb"}, True, False, id="dumb"),
        pytest.param({"NO_COLOR": "1"}, True, False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, True, True, id="no-color-empty"),
        pytest.param({"FORCE_COLOR": "1"}, False, True, id="forced"),
        pytest.param({"FORCE_COLOR": "0"}, True, False, id="forced-off"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False, id="both"),
    ],
)
def test_colours(environment: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert wants_colours(Terminal() if terminal else io.StringIO(), environment) is wanted


def test_control_characters_of_articles_and_models_do_not_reach_a_terminal() -> None:
    assert printable("a\x1b[31mb\r\n\x9bc\u202ed  e\x07") == "a[31mb cd e"
    assert printable("كم مستودعا احترق؟") == "كم مستودعا احترق؟"
    assert printable("می\u200cخواهد \ud800") == "می\u200cخواهد \ufffd"


@pytest.mark.parametrize("speak", [tell, tell_error, say], ids=["tell", "error", "say"])
def test_nothing_that_is_told_steers_a_terminal(
    speak: Callable[[str], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "0")
    speak("one\x1b[2J\x9b2J\r\nother\u202e\ud800\x00 end")
    told = "".join(capsys.readouterr())
    assert all(char.isprintable() or char == "\n" for char in told)
    assert "one" in told
    assert told.endswith("\nother    end\n")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.04, "0.0 s"), (59.9, "59.9 s"), (59.97, "1 min 0 s"), (245, "4 min 5 s"), (4830, "1 h 20 min")],
)
def test_durations(seconds: float, told: str) -> None:
    assert told_duration(seconds) == told
