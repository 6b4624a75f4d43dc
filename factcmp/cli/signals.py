"""Ctrl-C, SIGTERM and a closed terminal as one orderly stop that loses nothing of what was paid for."""

import asyncio
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import Any, NoReturn, TypeVar

_T = TypeVar("_T")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
PATIENCE_S = 0.4
"""How long after a signal the event loop may be busy before it is interrupted, and the end may take once it is told."""

_ALARM: signal.Signals | None = getattr(signal, "SIGALRM", None)
"""None on Windows, where a busy loop is interrupted when it is done."""

STOPPED = 130
"""Exit code: 128 and the number of SIGINT, as shells have it, whichever signal it was."""


class Stopping:
    """Turns signals into a KeyboardInterrupt that comes where it does no harm.

    While a model is awaited, they cancel the waiting; where the loop is busy with our own work and does not get to
    that, an alarm interrupts the work. Where answers are being kept (`held`), they interrupt nothing and count
    afterwards, also a second and a third one. Everywhere else the first interrupts at once; another is ignored until
    all is kept and told. Then the alarm or another signal ends the process (`ends_process`: where it is the command's
    own), whatever is still under way.
    """

    def __init__(self, *, ends_process: bool = False, patience_s: float = PATIENCE_S) -> None:
        self._ends_process = ends_process
        self._patience_s = patience_s
        self.asked = False
        """Whether a signal has come."""
        self.told = False
        """Whether the command has said that it stops, and how to go on: nothing is left to do but to end."""
        self._holding = 0
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Stopping":
        if threading.current_thread() is threading.main_thread():
            for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
                # What the caller ignores stays ignored: nohup does that with SIGHUP.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._on_signal)
            if _ALARM is not None:
                self._before[_ALARM] = signal.signal(_ALARM, self._on_alarm)
        return self

    def __exit__(self, *_: object) -> None:
        if _ALARM in self._before:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Inside, a signal interrupts nothing but a model that is awaited; it raises KeyboardInterrupt at the end."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1
        self._raise_if_asked()

    def run(self, runner: asyncio.Runner, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """What the coroutine returns.

        Raises:
            KeyboardInterrupt: a signal came before or meanwhile.
        """

        async def watched() -> _T:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101
            self._waiting = (asyncio.get_running_loop(), task)
            try:
                with self._hearing(self._waiting[0]) if _ALARM in self._before else nullcontext():
                    if self.asked:
                        raise asyncio.CancelledError
                    return await coroutine
            finally:
                self._waiting = None

        try:
            result = runner.run(watched())
        except asyncio.CancelledError:
            coroutine.close()
            self._raise_if_asked()
            raise
        self._raise_if_asked()
        return result

    @contextmanager
    def _hearing(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Inside, each signal wakes the loop, and counts even where Python runs no handler for it.

        It does not while the loop sleeps, if the signal came just before; and it forgets to where a thread that works
        is asked at that moment to let the loop go on.
        """
        heard, sent = socket.socketpair()
        with heard, sent:
            heard.setblocking(False)
            sent.setblocking(False)
            loop.add_reader(heard, lambda: self._hear(heard.recv(64)))
            before = signal.set_wakeup_fd(sent.fileno(), warn_on_full_buffer=False)
            try:
                yield
            finally:
                signal.set_wakeup_fd(before)
                loop.remove_reader(heard)

    def _hear(self, numbers: bytes) -> None:
        for number in numbers:
            if number != _ALARM and not self.asked:
                self._on_signal(number, None)

    def _raise_if_asked(self) -> None:
        if self.asked:
            raise KeyboardInterrupt

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        again, self.asked = self.asked, True
        if not again and _ALARM in self._before:
            signal.setitimer(signal.ITIMER_REAL, self._patience_s, self._patience_s)
        if self._waiting is not None:
            loop, task = self._waiting
            # Through the loop: an answer that is being put into the cache at this moment is not torn from it.
            loop.call_soon_threadsafe(task.cancel)
        elif self._holding:
            pass
        elif not again:
            raise KeyboardInterrupt
        elif self.told:
            self._end()

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """No answer takes so long to be kept: what keeps the loop busy is work of our own, which can be done again."""
        if self.told:
            self._end()
        elif self._waiting is not None:
            self._waiting = None
            raise KeyboardInterrupt

    def _end(self) -> None:
        if self._ends_process:
            end_process(STOPPED)


def end_process(code: int) -> NoReturn:
    """Ends at once, with what was said: no idle thread is waited for, no process that works for this one is left."""
    for stream in (sys.stdout, sys.stderr):
        # Its reader may have gone, and it may be written to at this moment.
        with suppress(OSError, RuntimeError, ValueError):
            stream.flush()
    if "multiprocessing" in sys.modules:
        for child in sys.modules["multiprocessing"].active_children():
            child.kill()
    os._exit(code)


def collect_seldom() -> None:
    """Has what is imported by now, which stays, never walked for what can be freed, and the old of the rest seldom.

    A walk of all takes a tenth of a second and more, in which the event loop serves neither signals nor servers.
    """
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, 100)
