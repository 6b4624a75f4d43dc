"""How one run of a command ends: what is said about it, and its exit code."""

import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from factcmp.cli.signals import STOPPED, Stopping
from factcmp.cli.summary import EXIT_CODES_OF, Tally, summarise, summary_lines
from factcmp.cli.terminal import hand_over, tell, tell_error
from factcmp.errors import FactcmpError
from factcmp.models import Extraction, Failure, Report
from factcmp.report.files import to_json
from factcmp.text.lines import printable

_TOLD_FAILURES = 10


@dataclass(frozen=True)
class Invocation:
    """One call of `factcmp`: the context object of its commands."""

    stopping: Stopping = field(default_factory=Stopping)
    arguments: tuple[str, ...] = ()


class Ending:
    """How one run of a command ends: what is said about it, and its exit code.

    Wraps a whole command: errors and stops become an exit code, and with `--json` also the one JSON object.
    """

    def __init__(self, flags: dict[str, Any], *, reads_standard: bool = False) -> None:
        self.tally = Tally()
        self._flags = flags
        self._reads_standard = reads_standard

    def __enter__(self) -> "Ending":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, FactcmpError):
            self._print_json("failed", error=str(error))
            for note in getattr(error, "__notes__", ()) if self._flags.get("verbose") else ():
                tell(note)
        elif isinstance(error, KeyboardInterrupt):
            self.tell_stop()
            raise click.exceptions.Exit(STOPPED) from None

    def tell_stop(self) -> None:
        """Says once that the run was stopped and how to go on; all that came in has been kept."""
        stopping = invocation().stopping
        if not stopping.told:
            self._print_json("stopped")
            tell_error(f"stopped. {self._how_to_go_on()}")
            stopping.told = True

    def finish(self, result: Extraction | Report, files: Sequence[Path]) -> None:
        """Says what came out; exits with 3 where something is missing."""
        self._print_json("incomplete" if result.run.failures else "done", result=result, files=files)
        if not self._flags.get("as_json") and not self._flags.get("quiet"):
            for line, style in summary_lines(result, files, self.tally):
                tell(line, **style)
        self.tell_failures(result.run.failures)

    def tell_failures(self, failures: Sequence[Failure]) -> None:
        """Says on standard error what is missing; exits with 3 where anything is."""
        for failure in failures[:_TOLD_FAILURES]:
            tell_error(f"incomplete: {_told(failure)}")
        if len(failures) > _TOLD_FAILURES:
            tell_error(f"incomplete: and {len(failures) - _TOLD_FAILURES} more, which the report names")
        if failures:
            asked = any(not failure.is_source for failure in failures)
            if asked and not self._flags.get("quiet") and not self._flags.get("replay"):
                tell("The same command again asks only for what is missing.")
            raise click.exceptions.Exit(EXIT_CODES_OF["incomplete"])

    def _print_json(self, reason: Any, **more: Any) -> None:
        if self._flags.get("as_json"):
            hand_over(to_json(summarise(self.tally, reason, **more)))

    def _how_to_go_on(self) -> str:
        if self._flags.get("replay"):
            return f"To run it again:\n{_command_line()}"
        if self._flags.get("no_cache") and not self._flags.get("record"):
            return f"No answers were kept (--no-cache). To run it again:\n{_command_line()}"
        same = ", with the same input" if self._reads_standard else ""
        return f"Answers that came in are kept. To go on from there{same}:\n{_command_line()}"


def _told(failure: Failure) -> str:
    of = failure.article or failure.group or ("" if failure.is_source else f"the {failure.stage} stage")
    return printable(f"{of}: {failure.message}" if of else failure.message)


def _command_line() -> str:
    """What was typed, to be typed again: with the arguments that the command was given."""
    typed = sys.argv[0]
    if Path(typed).name == "__main__.py":
        typed = "python -m factcmp"
    elif typed in ("", "-c", shutil.which("factcmp")):
        typed = "factcmp"
    else:
        typed = shlex.quote(typed)
    return f"  {typed} {shlex.join(without_secrets(invocation().arguments))}"


def without_secrets(arguments: Sequence[str]) -> list[str]:
    """The arguments with dots for what is secret in an address: name and password, and the query of a base URL.

    A password may hold a slash, which only a base URL is searched for.
    """
    told = []
    for before, argument in pairwise(["", *arguments]):
        if "--base-url" in (before, argument.partition("=")[0]):
            told.append(re.sub(r"(?<=\?).+", "…", re.sub(r"(?<=://)[^?]*@", "…@", argument)))
        else:
            told.append(re.sub(r"(?<=://)[^\s/@]*@", "…@", argument))
    return told


def invocation() -> Invocation:
    """The call that is under way."""
    return click.get_current_context().find_root().ensure_object(Invocation)
