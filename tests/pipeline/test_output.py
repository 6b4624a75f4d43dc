"""What the command says meanwhile and at the end, what it prints for scripts, and in which formats it writes."""

import json
import os
import pty
import re
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fire_story import Run, answer_fire
from servers import Asked, Reply, ScriptedServer, fault, message

from factcmp.cli.summary import Summary
from factcmp.models import Relation, Report
from factcmp.report.formats import FORMATS, guess_format

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def refuse_radio(asked: Asked) -> Reply:
    refused = "Radio Tessaly" in asked.prompt
    return message(None, refusal="I \x1b[31mcannot.") if refused else answer_fire(asked)


# Progress


class Screen:
    """A terminal, and what was written to it."""

    def __init__(self) -> None:
        self._end, theirs = pty.openpty()
        self.stream = os.fdopen(theirs, "w")
        self.raw = ""
        self._written = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def text(self) -> str:
        return _ESCAPE.sub("", self.raw)

    def wait_for(self, pattern: str) -> None:
        """Returns once it stands there, or once nothing more can come."""
        with self._written:
            self._written.wait_for(lambda: self.stream.closed or re.search(pattern, self.text))

    def close(self) -> None:
        with self._written:
            self.stream.close()
            self._written.notify_all()
        self._reader.join()
        os.close(self._end)

    def _read(self) -> None:
        # That the other end is closed is an error to Linux.
        with suppress(OSError):
            while written := os.read(self._end, 65536):
                with self._written:
                    self.raw += written.decode(errors="replace")
                    self._written.notify_all()


@pytest.fixture
def on_a_terminal(run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Screen, int]]:
    """Runs a command with standard error on a terminal; the second article's answer comes once the first is counted."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")

    def run_there(*arguments: str) -> tuple[Screen, int]:
        screen = Screen()

        def answer(asked: Asked) -> Reply:
            if "Radio Tessaly" in asked.prompt and asked.schema == "ClaimsWire" and "-q" not in arguments:
                screen.wait_for(r"1/2 .*left")
            return answer_fire(asked)

        fire.answer = answer
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", screen.stream)
            try:
                code = run(*arguments).code
            finally:
                screen.close()
        return screen, code

    return run_there


def test_a_terminal_shows_stages_counts_time_left_tokens_and_cost(
    on_a_terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCMP_PRICE_INPUT", "10")
    monkeypatch.setenv("FACTCMP_PRICE_OUTPUT", "100")
    screen, code = on_a_terminal("report", "fire")
    assert code == 0
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", screen.raw), "in colour"
    assert re.search(r"Reading articles .* 1/2 0:0\d:\d\d -:--:-- left", screen.text)
    assert "1 request, 0 answers from the cache, 110 tokens, 0.0020 US dollars" in screen.text
    assert "Comparing answers" in screen.text
    assert screen.text.rstrip().splitlines()[-1].startswith("6 requests, ")


def test_verbose_lines_stand_above_the_bars_and_no_color_is_respected(
    on_a_terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen, code = on_a_terminal("extract", "fire", "-v")
    assert code == 0
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", screen.raw)
    assert re.search(r"extract: harbour: \d+\.\d s, 100 \+ 10 tokens", screen.text)


def test_quiet_is_quiet_on_a_terminal(on_a_terminal: Any) -> None:
    screen, code = on_a_terminal("extract", "fire", "-q")
    assert (screen.raw, code) == ("", 0)


def test_verbose_in_a_pipe_is_a_line_for_each_answer_failure_and_wait(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCMP_RETRIES", "1")
    waited = threading.Event()

    def answer(asked: Asked) -> Reply:
        if not waited.is_set():
            waited.set()
            return fault(429, "slow down", retry_after="0")
        return refuse_radio(asked)

    fire.answer = answer
    ran = run("extract", "fire", "-v", "-j", "1")
    assert ran.code == 3
    lines = ran.err.splitlines()
    assert lines[0] == "waiting: slow down; asking again in 0 s"
    assert re.fullmatch(r"extract: harbour: \d+\.\d s, 100 \+ 10 tokens", lines[1])
    assert lines[2] == "extract: radio: failed: the model refused: I [31mcannot."
    assert "\x1b" not in ran.err
    again = run("extract", "fire", "-v", "-j", "1")
    assert "extract: harbour: from the cache" in again.err


def test_an_answer_that_is_asked_for_again_is_told(run: Run, fire: ScriptedServer) -> None:
    def answer(_: Asked) -> Reply:
        # The last message of the second request is about the fault.
        return message("no JSON") if len(fire.asked) == 1 else answer_fire(fire.asked[0])

    fire.answer = answer
    ran = run("extract", "fire/harbour.txt", "-v")
    assert "the answer did not fit its schema; asking again" in ran.err
    assert re.search(r"tokens, 2 requests$", ran.err, re.MULTILINE)


# The end


def test_an_incomplete_run_says_what_is_missing_and_that_the_same_command_asks_for_it(
    run: Run, fire: ScriptedServer
) -> None:
    fire.answer = refuse_radio
    ran = run("report", "fire")
    assert ran.code == 3
    assert "missing: 1 article without an answer" in ran.err
    assert ran.err.endswith("The same command again asks only for what is missing.\n")


def test_forced_colours_come_through_a_pipe(run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("report", "fire").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m1 contradiction" in run("report", "fire").err
    assert fire.asked


# For scripts


def test_json_tells_a_script_what_came_out(run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCMP_PRICE_INPUT", "10")
    monkeypatch.setenv("FACTCMP_PRICE_OUTPUT", "100")
    ran = run("report", "fire", "--json")
    told = Summary.model_validate_json(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert (told.exit_code, told.exit_reason, told.error, told.failures) == (0, "done", None, ())
    assert told.files == ("reports/fire.md", "reports/fire.html", "reports/fire.json")
    assert told.found is not None
    assert told.found.relations is not None
    assert (told.found.articles, told.found.claims, told.found.relations[Relation.CONTRADICTION]) == (2, 3, 1)
    assert (told.requests, told.cache_hits, told.input_tokens, told.output_tokens) == (6, 0, 600, 60)
    assert told.cost_usd == pytest.approx(0.012)
    written = Report.model_validate_json(Path("reports/fire.json").read_bytes())
    assert told.cost_usd == written.run.cost_usd
    again = Summary.model_validate_json(run("report", "fire", "--json").out)
    assert (again.requests, again.cache_hits, again.input_tokens, again.cost_usd) == (0, 6, 0, 0)
    assert len(fire.asked) == 6


def test_json_tells_failures_and_errors(run: Run, fire: ScriptedServer) -> None:
    fire.answer = refuse_radio
    ran = run("extract", "fire", "-o", "claims.json", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["exit_code"], told["exit_reason"]) == (3, 3, "incomplete")
    assert [failure["article"] for failure in told["failures"]] == ["radio"]
    ran = run("report", "nowhere", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["exit_code"], told["exit_reason"]) == (1, 1, "failed")
    assert told["error"] == "nowhere does not exist"
    assert ran.err == "factcmp: nowhere does not exist\n"


def test_the_schema_of_the_summary_fits(run: Run, fire: ScriptedServer) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = json.loads(run("report", "fire", "--json").out)
    jsonschema.validate(told, json.loads(run("schema", "summary").out))
    assert fire.asked


@pytest.mark.parametrize("arguments", [["extract", "fire"], ["compare", "claims.json", "-o", "-"]], ids=lambda a: a[0])
def test_json_and_the_result_do_not_mix_on_standard_output(run: Run, folder: Path, arguments: list[str]) -> None:
    assert folder.is_dir()
    ran = run(*arguments, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "-o FILE" in ran.err


def test_quiet_and_verbose_exclude_each_other(run: Run, folder: Path) -> None:
    assert folder.is_dir()
    assert run("report", "fire", "-q", "-v").code == 2


# Formats


@pytest.mark.parametrize(
    ("given", "written"),
    [
        pytest.param([], ["fire.html", "fire.json", "fire.md"], id="default"),
        pytest.param(["--format", "md"], ["fire.md"], id="one"),
        pytest.param(["--format", "JSON, md,json"], ["fire.json", "fire.md"], id="list"),
        pytest.param(
            ["--format", ",".join(FORMATS)], sorted(f"fire{one.ending}" for one in FORMATS.values()), id="all"
        ),
    ],
)
def test_report_writes_the_formats_asked_for(
    run: Run, fire: ScriptedServer, given: list[str], written: list[str]
) -> None:
    assert run("report", "fire", "-o", "out", *given).code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == written
    assert fire.asked


@pytest.mark.parametrize("given", ["pdf", "md,pdf", "", ","])
def test_a_format_that_is_none_is_told_with_those_there_are(run: Run, folder: Path, given: str) -> None:
    assert folder.is_dir()
    ran = run("report", "fire", "--format", given)
    assert ran.code == 2
    assert ", ".join(FORMATS) in ran.err


def test_render_takes_the_format_from_the_ending_or_as_told(run: Run, fire: ScriptedServer, folder: Path) -> None:
    run("report", "fire", "-o", ".")
    assert run("render", "fire.json", "-o", "same.JSON").code == 0
    assert (folder / "same.JSON").read_bytes() == (folder / "fire.json").read_bytes()
    assert run("render", "fire.json", "--format", "json").out == (folder / "fire.json").read_text(encoding="utf-8")
    assert run("render", "fire.json", "-o", "told.x", "--format", "md").code == 0
    assert (folder / "told.x").read_bytes() == (folder / "fire.md").read_bytes()
    ran = run("render", "fire.json", "-o", "report.docx")
    assert (ran.code, ran.out) == (2, "")
    assert "no format ends in .docx" in ran.err
    assert not (folder / "report.docx").exists()
    assert fire.asked


def test_every_format_is_found_by_its_ending_and_no_two_share_one() -> None:
    endings = [ending for one in FORMATS.values() for ending in (one.ending, *one.also)]
    assert len(endings) == len(set(endings))
    assert all(guess_format(Path(f"x{one.ending}")) is one for one in FORMATS.values())


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(run: Run, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert f"_FACTCMP_COMPLETE={shell}_complete" in ran.out
    monkeypatch.setenv("SHELL", f"/usr/local/bin/{shell}")
    assert run("completion").out == ran.out


def test_completion_for_a_shell_that_it_does_not_know(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/csh")
    ran = run("completion")
    assert ran.code == 2
    assert "bash, zsh, fish" in ran.err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("factcmp rep", "plain,report", id="command"),
        pytest.param("factcmp report fire --form", "plain,--format", id="option"),
        pytest.param("factcmp report --format md,j", "plain,md,json", id="list"),
        pytest.param("factcmp report --mode t", "plain,tools", id="choice"),
        pytest.param("factcmp report fi", "file,fi", id="file"),
    ],
)
def test_the_shell_completes(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str) -> None:
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    monkeypatch.setenv("_FACTCMP_COMPLETE", "bash_complete")
    assert offered in run().out.splitlines()
