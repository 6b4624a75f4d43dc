"""Runs that are killed, run side by side, or out of disk: what was paid for is kept, and the findings are the same."""

import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from comparing import ALL, compare, good, undisturbed
from fire_story import Run
from servers import Asked, Reply, ScriptedServer

pytestmark = pytest.mark.usefixtures("unwaited")
KILLS = 200 if ALL else 1


def start(*arguments: str, within: Sequence[str] = (), **how: Any) -> subprocess.Popen[bytes]:
    """The command on the two articles, as a process of its own."""
    command = [*within, sys.executable, "-m", "factcmp", "report", "fire", "-o", "reports", "-j", "2", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)  # noqa: S603


def mounted(script: str) -> list[str]:
    """What a command begins with that is to see other disks; nobody else sees them."""
    return ["unshare", "-rm", "sh", "-c", f'{script} && exec "$@"', "sh"]


def can_mount() -> bool:
    tried = [*mounted("mount -t tmpfs tmpfs /mnt"), "true"]
    return bool(shutil.which("unshare")) and subprocess.run(tried, check=False, capture_output=True).returncode == 0  # noqa: S603


def requests_in(asked: Sequence[Asked]) -> Counter[bytes]:
    return Counter(one.body for one in asked)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_run_goes_on_with_the_same_findings_and_asks_nothing_twice_but_what_was_under_way(
    run: Run, fire: ScriptedServer, seed: int
) -> None:
    findings, requests = undisturbed(run, fire)
    draw = random.Random(seed)  # noqa: S311
    number = draw.choice([signal.SIGKILL, signal.SIGTERM])
    # Before, during or after so many answers, and a little later.
    after, later_s = draw.randrange(requests + 1), draw.choice([0, draw.random() / 50, draw.random() / 2])
    come, over = threading.Semaphore(0), threading.Event()

    def answer(asked: Asked) -> Reply:
        come.release()
        return good(asked)

    fire.asked = []
    fire.answer = answer
    with start() as process:
        for _ in range(after):
            while not come.acquire(timeout=0.05) and process.poll() is None:
                pass
        over.wait(later_s)
        process.send_signal(number)
        _, err = process.communicate()
    assert b"Traceback" not in err
    before = list(fire.asked)
    resumed = compare(run, fire, good, "-j", "2")
    assert (resumed.ran.code, resumed.findings) == (0, findings)
    twice = requests_in(before) & requests_in(resumed.asked)
    assert twice <= requests_in(before[-2:])
    assert not list(Path().rglob("*.part"))
    again = compare(run, fire, good, "-j", "2")
    assert (again.asked, again.findings) == ([], findings)


@pytest.mark.skipif(not ALL, reason="of `make faults`")
def test_two_runs_over_one_cache_disturb_neither_each_other_nor_what_is_kept(run: Run, fire: ScriptedServer) -> None:
    findings, _ = undisturbed(run, fire)
    for _ in range(10):
        shutil.rmtree("kept", ignore_errors=True)
        processes = [start("-o", f"reports-{number}") for number in range(2)]
        ended = [(process.communicate()[1].decode(), process.returncode) for process in processes]
        assert [code for _, code in ended] == [0, 0], ended
        after = compare(run, fire, good)
        assert (after.asked, after.findings) == ([], findings)


@pytest.mark.parametrize("size", [0, 1, 4_000, 30_000, 60_000, 100_000] if ALL else [4_000])
def test_files_that_may_grow_no_more_are_told_and_what_was_kept_is_used(
    run: Run, fire: ScriptedServer, size: int
) -> None:
    findings, _ = undisturbed(run, fire)
    shutil.rmtree("reports", ignore_errors=True)
    with start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))) as process:
        _, err = process.communicate()
    assert_told(process.returncode, err)
    after = compare(run, fire, good)
    assert (after.ran.code, after.findings) == (0, findings)


DISKS = {
    # By what is mounted: the exit code, and whether the answers are there before, and are asked for.
    "cache-full": ("mkdir -p kept && mount -t tmpfs -o size=8k tmpfs kept", 0, False, True),
    "cache-nearly-full": ("mkdir -p kept && mount -t tmpfs -o size=100k tmpfs kept", 0, False, True),
    "cache-to-be-read-only": ("mount --bind kept kept && mount -o remount,bind,ro kept", 0, True, False),
    "reports-full": ("mkdir -p reports && mount -t tmpfs -o size=8k tmpfs reports", 1, False, True),
    "reports-to-be-read-only": ("mkdir -p reports && mount -t tmpfs -o ro tmpfs reports", 1, False, False),
}


@pytest.mark.skipif(not ALL or not can_mount(), reason="of `make faults`; takes unshare(1) and user namespaces")
@pytest.mark.parametrize("name", DISKS)
def test_a_disk_that_is_full_or_read_only_is_told_and_loses_no_answer(
    run: Run, fire: ScriptedServer, name: str
) -> None:
    script, code, is_kept, asks = DISKS[name]
    findings, _ = undisturbed(run, fire)
    if is_kept:
        compare(run, fire, good)
    shutil.rmtree("reports", ignore_errors=True)
    fire.asked = []
    with start(within=mounted(script)) as process:
        _, err = process.communicate()
    assert_told(process.returncode, err)
    assert (process.returncode, bool(fire.asked)) == (code, asks), err
    assert "cache" not in name or b"cannot be kept" in err
    asked = list(fire.asked)
    after = compare(run, fire, good)
    assert (after.ran.code, after.findings) == (0, findings)
    assert "reports" not in name or not requests_in(asked) & requests_in(after.asked)


def assert_told(code: int, err: bytes) -> None:
    """That a run went well, or ended in a sentence and left nothing half done."""
    said = err.decode()
    assert "Traceback" not in said
    assert code == 0 or (code == 1 and "factcmp: " in said), said
    assert not list(Path("reports").glob("*.part"))
