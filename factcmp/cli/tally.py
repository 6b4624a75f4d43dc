"""What a run has asked and got so far, what it cost, and how long a stage may still take."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from factcmp.llm.protocol import Usage
from factcmp.llm.usage import cost_usd


@dataclass
class StageTally:
    """One stage: its items (articles or groups), and the answers that they took."""

    total: int = 0
    finished: int = 0
    begun: int = 0
    """How many sets of articles have got to this stage."""
    _free: int | None = None
    """How many items were finished before the first answer that had to be waited for: they came from the cache."""
    _waited_for: int = 0
    _waited_s: float = 0.0
    _changed_at: float = 0.0

    def begin(self, total: int) -> None:
        """A set of articles gets to this stage with so many items."""
        self.total += total
        self.begun += 1

    def finish(self, now: float) -> None:
        """One item is finished."""
        self.finished += 1
        self._changed_at = now

    def answer(self, usage: Usage, now: float) -> None:
        """One answer came in."""
        if usage.requests:
            if self._free is None:
                self._free = self.finished
            self._waited_for += 1
            self._waited_s += usage.seconds
            self._changed_at = now

    def left_s(self, now: float, at_once: int) -> float | None:
        """Seconds that the rest will take if it goes on like the items finished so far; None while that is not known.

        From the time an answer takes and the answers an item takes: items that finish in bursts, as they do when
        several requests are under way at once, would tell a rate that jumps.
        """
        finished = self.finished - (self._free or 0)
        if self._free is None or finished <= 0 or self.finished >= self.total:
            return None
        answers = max(1.0, (self.total - self.finished) * self._waited_for / finished)
        rest_s = answers * (self._waited_s / self._waited_for) / min(at_once, answers)
        left_s = rest_s - (now - self._changed_at)
        # It has taken longer than foreseen: nothing is known any more.
        return left_s if left_s > 0 else None


class Tally:
    """Counts of a whole run; of answers from the cache neither tokens nor cost, they were paid for before."""

    def __init__(
        self,
        *,
        price_input: float | None = None,
        price_output: float | None = None,
        at_once: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.price_input, self.price_output = price_input, price_output
        self.at_once = at_once
        """Requests that may be under way at once."""
        self.sets = 1
        """Sets of articles that are compared at once."""
        self.stages: dict[str, StageTally] = {}
        self.used = Usage()
        self.failed = self.waits = 0
        self._clock = clock
        self._began = clock()

    def stage(self, name: str) -> StageTally:
        """The stage's tally."""
        return self.stages.setdefault(name, StageTally())

    def finish(self, stage: str) -> None:
        """One item of a stage is finished."""
        self.stage(stage).finish(self._clock())

    def answer(self, stage: str, usage: Usage) -> None:
        """One answer came in."""
        self.used += usage.paid_now()
        self.stage(stage).answer(usage, self._clock())

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self._clock() - self._began

    @property
    def cost_usd(self) -> float | None:
        """US dollars; None unless both prices are set."""
        return cost_usd(self.used, self.price_input, self.price_output)

    def left_s(self, stage: str) -> float | None:
        """Seconds that are left of a stage; None while that is not known, as before every set has got to it."""
        tally = self.stage(stage)
        return tally.left_s(self._clock(), self.at_once) if tally.begun >= self.sets else None
