"""What every command that asks a model shares: the model that its options name, and how its run ends.

The SDK is imported where a model is opened: it takes a second, which help and completion do without.
"""

import asyncio
import os
import shlex
import shutil
import sys
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from platformdirs import user_cache_path

from factcmp.aliases import load_aliases
from factcmp.config import HOW_TO_ANSWER, Configuration, load_configuration
from factcmp.errors import ConfigurationError, FactcmpError
from factcmp.files import to_json
from factcmp.llm.cache import ResponseCache
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.local import local_server
from factcmp.models import Extraction, Failure, Report, Run
from factcmp.pipeline import Options
from factcmp.progress import TerminalProgress, progress_console
from factcmp.stopping import STOPPED, Stopping
from factcmp.summary import EXIT_CODES_OF, summarise, summary_lines
from factcmp.tally import Tally
from factcmp.terminal import plain, tell, tell_error

if TYPE_CHECKING:
    from factcmp.llm.client import OpenAIModel

_T = TypeVar("_T")
_NOT_SETTINGS = ("local", "config", "no_cache", "replay", "record", "verbose", "quiet", "as_json")
_TOLD_FAILURES = 10


@dataclass(frozen=True)
class Invocation:
    """One call of `factcmp`: the context object of its commands."""

    stopping: Stopping = field(default_factory=Stopping)
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """A model to ask, with what goes with it."""

    model: "OpenAIModel"
    options: Options
    progress: TerminalProgress
    runner: asyncio.Runner
    stopping: Stopping
    kept: Path | None = None
    """The folder that the settings name for what is kept; None is the user's."""

    def run(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """What the coroutine returns; KeyboardInterrupt where the run is stopped meanwhile."""
        return self.stopping.run(self.runner, coroutine)


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
        elif isinstance(error, KeyboardInterrupt):
            self.tell_stop()
            raise click.exceptions.Exit(STOPPED) from None

    def tell_stop(self) -> None:
        """Says once that the run was stopped and how to go on; all that came in has been kept."""
        stopping = _invocation().stopping
        if not stopping.told:
            self._print_json("stopped")
            tell_error(f"stopped. {self._how_to_go_on()}")
            stopping.told = True

    def finish(self, result: Extraction | Report, files: Sequence[Path]) -> None:
        """Says what came out; exits with 3 where something is missing."""
        self._print_json("incomplete" if result.run.failures else "done", result=result, files=files)
        if not self._flags.get("as_json") and not self._flags.get("quiet"):
            for line in summary_lines(result, files, self.tally):
                tell(line)
        self.tell_failures([result.run])

    def tell_failures(self, runs: Iterable[Run]) -> None:
        """Says on standard error what is missing; exits with 3 where anything is."""
        failures = [failure for run in runs for failure in run.failures]
        for failure in failures[:_TOLD_FAILURES]:
            tell_error(f"incomplete: {_told(failure)}")
        if len(failures) > _TOLD_FAILURES:
            tell_error(f"incomplete: and {len(failures) - _TOLD_FAILURES} more, which the report names")
        if failures:
            if not self._flags.get("quiet") and not self._flags.get("replay"):
                tell("The same command again asks only for what is missing.")
            raise click.exceptions.Exit(EXIT_CODES_OF["incomplete"])

    def _print_json(self, reason: Any, **more: Any) -> None:
        if self._flags.get("as_json"):
            click.echo(to_json(summarise(self.tally, reason, **more)), nl=False)

    def _how_to_go_on(self) -> str:
        if self._flags.get("replay"):
            return f"To run it again:\n{_command_line()}"
        if self._flags.get("no_cache") and not self._flags.get("record"):
            return f"No answers were kept (--no-cache). To run it again:\n{_command_line()}"
        same = ", with the same input" if self._reads_standard else ""
        return f"Answers that came in are kept. To go on from there{same}:\n{_command_line()}"


@contextmanager
def open_session(flags: dict[str, Any], ending: Ending) -> Iterator[Session]:
    """A model that answers from a cassette, or from the endpoint through the response cache."""
    stopping = _invocation().stopping
    with asyncio.Runner() as runner:
        try:
            with stopping.held(), _opened_model(flags, ending.tally) as (model, options, progress, kept):
                yield Session(model, options, progress, runner, stopping, kept)
        except KeyboardInterrupt:
            # Before the runner closes, which waits for a name server that does not answer.
            ending.tell_stop()
            raise


@contextmanager
def _opened_model(
    flags: dict[str, Any], tally: Tally
) -> Iterator[tuple["OpenAIModel", Options, TerminalProgress, Path | None]]:
    from factcmp.llm.client import OpenAIModel  # noqa: PLC0415
    from factcmp.llm.embeddings import OpenAIEmbedder  # noqa: PLC0415
    from factcmp.llm.recording import record, recorded_model, replay  # noqa: PLC0415

    replayed, recorded = flags.get("replay"), flags.get("record")
    if replayed and recorded:
        raise click.UsageError("--replay and --record exclude each other")
    if flags.get("local") and (replayed or recorded or flags.get("base_url")):
        raise click.UsageError("--local goes with neither --base-url nor --replay nor --record")
    if replayed:
        # A request names its model; the cassette answers only for the one that it was recorded with.
        flags = {**flags, "model": flags.get("model") or recorded_model(replayed)}
    configuration = configuration_of(flags)
    settings = configuration.settings
    options = _options_of(configuration, "recording" if replayed else "endpoint")
    with ExitStack() as stack:
        endpoint = stack.enter_context(opened_endpoint(configuration, flags))
        cache = None
        if not (replayed or recorded or flags.get("no_cache")):
            # A recording has to see every request, and a replay must not be mixed with other answers.
            cache = ResponseCache(settings.cache_dir or user_cache_path("factcmp") / "answers")
            stack.callback(cache.close)
        if settings.embedding_model:
            address = settings.embedding_base_url or endpoint.base_url
            there = replace(endpoint, model=settings.embedding_model, base_url=address)
            options = replace(options, embedder=OpenAIEmbedder(there, cache=cache))
        if replayed:
            stack.enter_context(replay(replayed))
        if recorded:
            stack.enter_context(record(recorded))
        tally.price_input, tally.price_output = settings.price_input, settings.price_output
        tally.at_once = settings.concurrency
        quiet, verbose = bool(flags.get("quiet")), bool(flags.get("verbose"))
        progress = stack.enter_context(TerminalProgress(progress_console(), tally, quiet=quiet, verbose=verbose))
        yield OpenAIModel(endpoint, cache=cache, on_wait=progress.waiting), options, progress, settings.cache_dir


@contextmanager
def opened_endpoint(configuration: Configuration, flags: dict[str, Any]) -> Iterator[Endpoint]:
    """Whom to ask: the endpoint that is set, a recording's, or a model that runs here for as long."""
    if flags.get("replay"):
        yield endpoint_of(configuration, "replayed")
    elif flags.get("local") is None:
        yield endpoint_of(configuration, key_of(configuration))
    else:
        temperature = configuration.settings.temperature
        with local_server(flags["local"]) as llama:
            yield replace(
                endpoint_of(configuration, llama.api_key),
                model=llama.model,
                base_url=llama.base_url,
                known_as=llama.known_as,
                temperature=0 if temperature is None else temperature,
                concurrency=1,
            )


def configuration_of(flags: dict[str, Any]) -> Configuration:
    """The settings that these flags, the environment and the configuration file make."""
    settings = {name: value for name, value in flags.items() if name not in _NOT_SETTINGS}
    return load_configuration(settings, os.environ, file=flags.get("config"), folder=Path())


def key_of(configuration: Configuration) -> str:
    """The key to ask with; ConfigurationError where there is nothing to ask."""
    key = configuration.settings.key_or_placeholder()
    if key is None:
        raise ConfigurationError(HOW_TO_ANSWER)
    return key


def endpoint_of(configuration: Configuration, key: str) -> Endpoint:
    """The endpoint that the settings name."""
    settings = configuration.settings
    return Endpoint(
        model=settings.model,
        api_key=key,
        base_url=settings.base_url,
        mode=settings.mode,
        temperature=settings.temperature,
        timeout_s=settings.timeout_s,
        concurrency=settings.concurrency,
        retries=settings.retries,
        reasks=settings.reasks,
        max_output_tokens=settings.max_output_tokens,
        bounded=settings.bounded,
        extra_body=settings.extra_body,
    )


def _options_of(configuration: Configuration, answered_by: str) -> Options:
    settings = configuration.settings
    return Options(
        language=settings.language,
        max_article_chars=settings.max_article_chars,
        max_claims=settings.max_claims,
        max_judged_claims=settings.max_judged_claims,
        aliases=load_aliases(settings.aliases) if settings.aliases else (),
        prompts_dir=settings.prompts_dir,
        answered_by=answered_by,
        price_input=settings.price_input,
        price_output=settings.price_output,
    )


def _told(failure: Failure) -> str:
    return plain(f"{failure.article or failure.group or f'the {failure.stage} stage'}: {failure.message}")


def _command_line() -> str:
    """What was typed, to be typed again: with the arguments that the command was given."""
    typed = sys.argv[0]
    if Path(typed).name == "__main__.py":
        typed = "python -m factcmp"
    elif typed in ("", "-c", shutil.which("factcmp")):
        typed = "factcmp"
    else:
        typed = shlex.quote(typed)
    return f"  {typed} {shlex.join(_invocation().arguments)}"


def _invocation() -> Invocation:
    return click.get_current_context().find_root().ensure_object(Invocation)
