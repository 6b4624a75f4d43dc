"""What is said while a model is awaited: bars on a terminal, a line for each answer where asked, otherwise nothing."""

import os
from collections.abc import Iterable
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Column
from rich.text import Text

from factcmp.cli.tally import Tally
from factcmp.cli.terminal import counted, plain, tell, wants_colours
from factcmp.llm.protocol import Usage
from factcmp.llm.watched import Progress as Told

_WORDS = {
    "extract": "Reading articles",
    "names": "Matching names",
    "group": "Finding questions",
    "judge": "Comparing answers",
    "translate": "Translating texts",
}


class TerminalProgress(Told):
    """Shows stages and what they have taken so far on standard error; silent where that is no terminal.

    `verbose` adds a line for each answer, failure and wait, in a pipe too; `quiet` takes everything away.
    """

    def __init__(self, console: Console, tally: Tally, *, quiet: bool = False, verbose: bool = False) -> None:
        self.tally = tally
        self._verbose = verbose
        self._waiting = ""
        # Not console.is_terminal: FORCE_COLOR makes rich take a pipe for a terminal.
        shown = not quiet and console.file.isatty()
        self._console = console if shown else None
        self._bars = _Bars(self, console, shown)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "TerminalProgress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: int) -> None:
        """A stage begins, or has more to do: several sets may be under way."""
        tally = self.tally.stage(stage)
        tally.begin(total)
        if stage in self._tasks:
            self._bars.update(self._tasks[stage], total=tally.total, completed=tally.finished)
        elif tally.total:
            self._tasks[stage] = self._bars.add_task(_WORDS[stage], total=tally.total, stage=stage)

    def done(self, stage: str) -> None:
        """One article or group is finished."""
        self.tally.finish(stage)
        if stage in self._tasks:
            self._bars.update(self._tasks[stage], completed=self.tally.stage(stage).finished)

    def answered(self, stage: str, subject: str, usage: Usage) -> None:
        """One answer came in."""
        self.tally.answer(stage, usage)
        self._waiting = ""
        if usage.requests:
            tries = f", {usage.requests} requests" if usage.requests > 1 else ""
            took = f"{usage.seconds:.1f} s, {usage.input_tokens:,} + {usage.output_tokens:,} tokens{tries}"
        else:
            took = "from the cache"
        self._tell(f"{stage}: {plain(subject)}: {took}")

    def failed(self, stage: str, subject: str, why: str) -> None:
        """No usable answer came."""
        self.tally.failed += 1
        self._tell(f"{stage}: {plain(subject)}: failed: {plain(why)}")

    def waiting(self, why: str) -> None:
        """A fault is being waited out, or asked about again."""
        self.tally.waits += 1
        self._waiting = plain(why)
        self._tell(f"waiting: {plain(why)}")

    def notes(self) -> Iterable[str]:
        """The lines below the bars."""
        if self.tally.used.requests or self.tally.used.cache_hits:
            yield told_use(self.tally)
        if self._waiting:
            yield f"waiting: {self._waiting}"

    def _tell(self, line: str) -> None:
        if not self._verbose:
            return
        if self._console is not None:
            # Above the bars, which are drawn anew below it.
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            tell(line)


def told_use(tally: Tally) -> str:
    """What a run has taken: requests, answers out of the cache, tokens and cost."""
    about = "about " if tally.used.estimated else ""
    parts = [
        counted(tally.used.requests, "request"),
        f"{counted(tally.used.cache_hits, 'answer')} from the cache",
        f"{about}{counted(tally.used.input_tokens + tally.used.output_tokens, 'token')}",
    ]
    if tally.cost_usd is not None:
        parts.append(f"{about}{tally.cost_usd:.4f} US dollars")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if tally.waits:
        parts.append(counted(tally.waits, "wait"))
    return ", ".join(parts)


def told_left(seconds: float | None) -> str:
    """Time left, no more exact than an estimate is; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < 55:
        return f"about {max(5, round(seconds / 5) * 5)} s left"
    if seconds < 3570:
        return f"about {max(1, round(seconds / 60))} min left"
    minutes = round(seconds / 600) * 10
    return f"about {minutes // 60} h {minutes % 60} min left"


def progress_console() -> Console:
    """Standard error for bars; in colour where that is wanted."""
    console = Console(stderr=True)
    console.no_color = not wants_colours(console.file, os.environ)  # type: ignore[arg-type]
    return console


class _TimeLeft(ProgressColumn):
    def __init__(self, tally: Tally) -> None:
        super().__init__(Column(no_wrap=True))
        self._tally = tally

    def render(self, task: Task) -> Text:
        """The estimate, where there is one."""
        return Text(told_left(self._tally.left_s(task.fields["stage"])), style="progress.remaining")


class _Bars(Progress):
    """A bar a stage, and lines about the whole run below them."""

    def __init__(self, told: TerminalProgress, console: Console, shown: bool) -> None:
        self._told = told
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=12),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            _TimeLeft(told.tally),
            console=console,
            transient=True,
            disable=not shown,
        )

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bars, then the lines."""
        yield self.make_tasks_table(self.tasks)
        for line in self._told.notes():
            yield Text(f"  {line}", style="dim", no_wrap=True, overflow="ellipsis")
