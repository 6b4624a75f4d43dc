"""What is said while a model is awaited: bars on a terminal, a line for each answer where asked, otherwise nothing."""

import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from factcmp.cli.summary import Tally
from factcmp.cli.terminal import tell
from factcmp.llm.model_wrappers import Progress as Told
from factcmp.llm.protocol import Usage
from factcmp.text.lines import printable

_WORDS = {
    "extract": "Reading articles",
    "names": "Matching names",
    "group": "Finding questions",
    "judge": "Comparing answers",
    "translate": "Translating texts",
}


class TerminalProgress(Told, Progress):
    """Shows stages, and below them what they have taken so far, on standard error; silent where that is no terminal.

    `verbose` adds a line for each answer, failure and wait, in a pipe too; `quiet` takes everything away.
    """

    def __init__(self, tally: Tally, *, quiet: bool = False, verbose: bool = False) -> None:
        self.tally = tally
        self._waits_for = ""
        """Why nothing comes at the moment."""
        self._verbose = verbose
        self._task_of: dict[str, TaskID] = {}
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=12),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=Console(stderr=True),
            transient=True,
            # Not as rich does, which takes a pipe for a terminal where FORCE_COLOR is set.
            disable=quiet or not sys.stderr.isatty(),
        )

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bars, then the lines."""
        yield self.make_tasks_table(self.tasks)
        used = self.tally.used
        lines = [self.tally.told()] if used.requests or used.cache_hits else []
        for line in (*lines, *([f"waiting: {self._waits_for}"] if self._waits_for else [])):
            yield Text(f"  {line}", style="dim", no_wrap=True, overflow="ellipsis")

    def begin(self, stage: str, total: int) -> None:
        """A stage begins, or has more to do: several sets may be under way."""
        if stage in self._task_of:
            task = self._task_of[stage]
            self.update(task, total=(self.tasks[task].total or 0) + total)
        elif total:
            self._task_of[stage] = self.add_task(_WORDS[stage], total=total)

    def done(self, stage: str) -> None:
        """One article or group is finished."""
        if stage in self._task_of:
            self.advance(self._task_of[stage])

    def answered(self, stage: str, subject: str, usage: Usage) -> None:
        """One answer came in."""
        self.tally.answer(usage)
        self._waits_for = ""
        if usage.requests:
            tries = f", {usage.requests} requests" if usage.requests > 1 else ""
            took = f"{usage.seconds:.1f} s, {usage.input_tokens:,} + {usage.output_tokens:,} tokens{tries}"
        else:
            took = "from the cache"
        self._tell(f"{stage}: {subject}: {took}")

    def failed(self, stage: str, subject: str, why: str) -> None:
        """No usable answer came."""
        self.tally.failed += 1
        self._tell(f"{stage}: {subject}: failed: {why}")

    def waiting(self, why: str) -> None:
        """A fault is being waited out, or asked about again."""
        self.tally.waits += 1
        self._waits_for = printable(why)
        self._tell(f"waiting: {why}")

    def _tell(self, line: str) -> None:
        if self._verbose and self.disable:
            tell(printable(line))
        elif self._verbose:
            # Above the bars, which are drawn anew below it.
            self.console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
