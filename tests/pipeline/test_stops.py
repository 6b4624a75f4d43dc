"""Ctrl-C, SIGTERM and a closed terminal while an answer is awaited: what was paid for is kept, how to go on is told."""

import json
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
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


def stopping_while_comparing(*signals: signal.Signals) -> Callable[[Asked], Reply]:
    """An endpoint that raises these in this process, once, when it is first asked about groups."""
    left = list(signals)

    def answer(asked: Asked) -> Reply:
        if asked.schema != "GroupsWire" or not left:
            return answer_fire(asked)
        while left:
            signal.raise_signal(left.pop(0))
        return fault(500, "too late")

    return answer


def assert_goes_on(run: Run, fire: ScriptedServer, err: str) -> None:
    """That a stopped command said how to go on, and that what it told asks for no article again."""
    said, told = err.strip().splitlines()
    assert said == "factcmp: stopped. Answers that came in are kept. To go on from there:"
    assert told.endswith(" report fire -o 'my reports'")
    fire.asked = []
    assert run(*shlex.split(told[told.index("report fire") :])).code == 0
    assert "ClaimsWire" not in asked_of(fire)
    assert Path("my reports/fire.md").is_file()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_stop_keeps_what_came_in_and_the_told_command_goes_on_from_there(
    run: Run, fire: ScriptedServer, number: signal.Signals
) -> None:
    fire.answer = stopping_while_comparing(number)
    ran = run("report", "fire", "-o", "my reports")
    assert (ran.code, ran.out) == (130, "")
    assert_goes_on(run, fire, ran.err)


def test_an_impatient_stop_of_a_process_keeps_and_tells_the_same(run: Run, fire: ScriptedServer) -> None:
    with stopped_while_comparing(fire, "report", "fire", "-o", "my reports") as process:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGINT):
            process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert f"{COMMAND} report" in err.decode()
    assert_goes_on(run, fire, err.decode())


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


@pytest.mark.parametrize(
    ("stage", "number"),
    [
        pytest.param("factcmp.groups.compare.named_things", signal.SIGTERM, id="in-a-thread"),
        pytest.param("factcmp.pipeline.account", signal.SIGINT, id="on-the-loop"),
    ],
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


def test_a_stopped_run_with_json_says_so_to_the_script(run: Run, fire: ScriptedServer) -> None:
    fire.answer = stopping_while_comparing(signal.SIGTERM)
    told = json.loads(run("report", "fire", "--json").out)
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
