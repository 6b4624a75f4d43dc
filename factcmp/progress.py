"""Progress on a terminal while a model is awaited; nothing in a pipe."""

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from factcmp.llm.protocol import Usage

_WORDS = {
    "extract": "Reading articles",
    "names": "Matching names",
    "group": "Finding questions",
    "judge": "Comparing answers",
}


class TerminalProgress:
    """Shows stages, counts, tokens and waits on standard error; silent where that is no terminal."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            transient=True,
            # Not console.is_terminal: FORCE_COLOR makes rich take a pipe for a terminal.
            disable=quiet or not console.file.isatty(),
        )
        self._tasks: dict[str, TaskID] = {}
        self._answers = 0
        self._cached = 0
        self._tokens = 0

    def __enter__(self) -> "TerminalProgress":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, stage: str, total: int) -> None:
        """A stage begins, or has more to do: several sets may be under way."""
        if stage in self._tasks:
            task = next(task for task in self._progress.tasks if task.id == self._tasks[stage])
            self._progress.update(self._tasks[stage], total=(task.total or 0) + total)
        else:
            self._tasks[stage] = self._progress.add_task(_WORDS[stage], total=total, note="")

    def done(self, stage: str) -> None:
        """One article or group is finished."""
        self._progress.advance(self._tasks[stage])

    def answered(self, stage: str, usage: Usage) -> None:
        """One answer came in."""
        self._answers += 1
        self._cached += usage.cache_hits
        self._tokens += usage.input_tokens + usage.output_tokens
        cached = f", {self._cached} from the cache" if self._cached else ""
        note = f"{self._answers} answers{cached}, {self._tokens:,} tokens"
        if stage in self._tasks:
            self._progress.update(self._tasks[stage], note=note)

    def waiting(self, why: str) -> None:
        """A transport fault is being waited out."""
        if not self._progress.disable:
            self._console.log(why)
