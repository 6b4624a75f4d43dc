"""A stop interrupts nothing that is being kept."""

import asyncio
import gc
import signal

import pytest

from factcmp.cli.signals import Stopping, collect_seldom


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_interrupts_at_once_where_nothing_is_kept(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), Stopping():
        signal.raise_signal(number)


def test_signals_while_answers_are_kept_count_afterwards() -> None:
    kept = []

    def keep(stopping: Stopping) -> None:
        with stopping.held():
            for _ in range(3):
                signal.raise_signal(signal.SIGINT)
            kept.append("all")

    with Stopping() as stopping:
        with pytest.raises(KeyboardInterrupt):
            keep(stopping)
        assert stopping.asked
    assert kept == ["all"]


def test_what_is_awaited_is_cancelled_and_cleans_up() -> None:
    cleaned = []

    async def wait() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(60)
        finally:
            cleaned.append(True)

    with Stopping() as stopping, asyncio.Runner() as runner, pytest.raises(KeyboardInterrupt), stopping.held():
        stopping.run(runner, wait())
    assert cleaned == [True]


def test_work_between_two_waits_is_not_torn() -> None:
    """An answer that has come is put into the cache before the stop takes effect."""
    kept = []

    async def keep() -> None:
        await asyncio.sleep(0)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        kept.append("answer")
        await asyncio.sleep(60)

    with Stopping() as stopping, asyncio.Runner() as runner, pytest.raises(KeyboardInterrupt):
        stopping.run(runner, keep())
    assert kept == ["answer"]


def test_nothing_new_is_begun_after_a_stop() -> None:
    begun = []

    async def begin() -> None:
        begun.append(True)

    with Stopping() as stopping, asyncio.Runner() as runner:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            stopping.run(runner, begin())
    assert not begun


def test_what_the_caller_ignores_stays_ignored_and_handlers_come_back() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        interrupt = signal.getsignal(signal.SIGINT)
        with Stopping() as stopping:
            signal.raise_signal(signal.SIGHUP)
            assert not stopping.asked
        assert signal.getsignal(signal.SIGINT) is interrupt
    finally:
        signal.signal(signal.SIGHUP, before)


def _work(rounds: int) -> None:
    """Our own work, which leaves the event loop no time; it ends by itself so that a test that fails ends too."""
    for _ in range(rounds):
        sum(range(1000))


def test_work_that_keeps_the_loop_busy_is_interrupted_and_what_is_held_is_kept() -> None:
    kept = []

    async def work() -> None:
        signal.raise_signal(signal.SIGTERM)
        _work(3_000_000)
        kept.append("the work was not interrupted")

    def hold(stopping: Stopping) -> None:
        with stopping.held(), asyncio.Runner() as runner:
            try:
                stopping.run(runner, work())
            finally:
                kept.append("answers")

    with Stopping(patience_s=0.01) as stopping, pytest.raises(KeyboardInterrupt):
        hold(stopping)
    assert kept == ["answers"]


def test_the_alarm_leaves_what_is_being_kept_alone() -> None:
    kept = []

    def keep(stopping: Stopping) -> None:
        with stopping.held():
            signal.raise_signal(signal.SIGINT)
            for _ in range(3):
                signal.raise_signal(signal.SIGALRM)
            kept.append("all")

    with Stopping(patience_s=60) as stopping, pytest.raises(KeyboardInterrupt):
        keep(stopping)
    assert kept == ["all"]


def test_no_alarm_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with Stopping(patience_s=60), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_what_a_run_keeps_is_not_walked_whole_again_and_again() -> None:
    """While it is, no signal counts."""
    walked: list[int] = []

    def count(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            walked.append(told["generation"])

    usual = gc.get_threshold()
    gc.callbacks.append(count)
    try:
        collect_seldom()
        kept = [[number] for number in range(300_000)]
        assert len(kept) == 300_000
    finally:
        gc.callbacks.remove(count)
        gc.set_threshold(*usual)
        gc.unfreeze()
    assert set(walked) == {0, 1}
