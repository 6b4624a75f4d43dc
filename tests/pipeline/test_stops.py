"""Ctrl-C and SIGTERM, on a real process that awaits an answer: what was paid for is kept, how to go on is told."""

import json
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from fire_story import Run, answer_fire
from servers import Asked, Reply, ScriptedServer, fault

COMMAND = "python -m factcmp"


@contextmanager
def stopped_while_comparing(fire: ScriptedServer, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command, awaiting its first answer of pass 2 that does not come; both answers of pass 1 have come."""
    comparing, over = threading.Event(), threading.Event()

    def answer(asked: Asked) -> Reply:
        if asked.schema == "GroupsWire" and not over.is_set():
            comparing.set()
            over.wait()
        return answer_fire(asked)

    fire.answer = answer
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "factcmp", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            # A command that ended before it asked, will never ask.
            while not comparing.wait(0.05):
                assert process.poll() is None, process.communicate()[1].decode()
            yield process
        finally:
            process.kill()
            over.set()


def asked_of(fire: ScriptedServer) -> Sequence[str]:
    return [asked.schema for asked in fire.asked]


@pytest.mark.parametrize(
    "signals",
    [
        pytest.param([signal.SIGINT], id="ctrl-c"),
        pytest.param([signal.SIGTERM], id="sigterm"),
        pytest.param([signal.SIGHUP], id="closed-terminal"),
        pytest.param([signal.SIGTERM, signal.SIGINT, signal.SIGINT], id="impatient"),
    ],
)
def test_a_stop_keeps_what_came_in_and_the_told_command_goes_on_from_there(
    run: Run, fire: ScriptedServer, signals: list[signal.Signals]
) -> None:
    with stopped_while_comparing(fire, "report", "fire", "-o", "my reports") as process:
        for number in signals:
            process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    said, told = err.decode().strip().splitlines()
    assert said == "factcmp: stopped. Answers that came in are kept. To go on from there:"
    assert told.strip() == f"{COMMAND} report fire -o 'my reports'"
    fire.asked = []
    arguments = shlex.split(told.strip().removeprefix(COMMAND))
    assert run(*arguments).code == 0
    assert "ClaimsWire" not in asked_of(fire)
    assert Path("my reports/fire.md").is_file()


def test_many_signals_while_a_recording_is_saved_lose_none_of_it(run: Run, fire: ScriptedServer) -> None:
    with stopped_while_comparing(fire, "report", "fire", "--record", "fire.yaml") as process:
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.005)
        _, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err.decode()
    assert Path("fire.yaml").read_text(encoding="utf-8").count("ClaimsWire") >= 2
    fire.asked = []
    assert run("report", "fire", "--record", "fire.yaml").code == 0
    assert "ClaimsWire" not in asked_of(fire)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
@pytest.mark.parametrize(
    "stage", ["factcmp.groups.compare.named_things", "factcmp.pipeline.account"], ids=["in-a-thread", "on-the-loop"]
)
def test_work_of_our_own_that_never_ends_is_stopped_with_all_kept(
    run: Run, fire: ScriptedServer, stage: str, number: signal.Signals
) -> None:
    module, _, name = stage.rpartition(".")
    script = f"""
import os, sys
import {module} as stage
from factcmp.cli.main import main

def endless(*_, **__):
    os.kill(os.getpid(), {number.value})
    while True:
        pass

stage.{name} = endless
sys.argv[1:] = ["report", "fire"]
main()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603
    assert (ended.returncode, ended.stdout) == (130, b"")
    assert b"stopped. Answers that came in are kept." in ended.stderr
    assert asked_of(fire).count("ClaimsWire") == 2
    fire.asked = []
    assert run("report", "fire").code == 0
    assert "ClaimsWire" not in asked_of(fire)


def test_a_command_that_dies_fails_the_test_with_what_it_said(fire: ScriptedServer) -> None:
    with pytest.raises(AssertionError, match="No such option"):
        stopped_while_comparing(fire, "report", "fire", "--colour").__enter__()


def test_a_stopped_run_with_json_says_so_to_the_script(fire: ScriptedServer) -> None:
    with stopped_while_comparing(fire, "report", "fire", "--json") as process:
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate()
    told = json.loads(out)
    assert (told["exit_code"], told["exit_reason"]) == (130, "stopped")
    assert (told["files"], told["found"]) == ([], None)
    assert told["requests"] >= 2


def test_a_stop_does_not_promise_what_no_cache_cannot_keep(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: Asked) -> Reply:
        signal.raise_signal(signal.SIGINT)
        return fault(500, "too late")

    monkeypatch.setenv("FACTCMP_TIMEOUT_S", "20")
    fire.answer = interrupt
    ran = run("extract", "fire", "--no-cache", "-j", "1")
    assert ran.code == 130
    assert "No answers were kept (--no-cache)" in ran.err
    assert ran.err.endswith(" extract fire --no-cache -j 1\n")


def test_claims_from_a_pipe_have_to_be_piped_again(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = run("extract", "fire", "-q").out

    def interrupt(_: Asked) -> Reply:
        signal.raise_signal(signal.SIGINT)
        return fault(500, "too late")

    monkeypatch.setenv("FACTCMP_TIMEOUT_S", "20")
    fire.answer = interrupt
    ran = run("compare", "-", stdin=claims)
    assert ran.code == 130
    assert "with the same input:\n" in ran.err
