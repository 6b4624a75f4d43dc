"""What every command that asks a model shares: the model that its options name, and how its run ends.

The SDK is imported where a model is opened: it takes a second, which help and completion do without.
"""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from platformdirs import user_cache_path

from factcmp.cli.config import HOW_TO_ANSWER, SETTINGS, Configuration, Settings, load_configuration
from factcmp.cli.outcome import Ending, invocation
from factcmp.cli.progress import TerminalProgress
from factcmp.cli.signals import Stopping, collect_seldom
from factcmp.cli.summary import Tally
from factcmp.cli.terminal import tell_error
from factcmp.errors import ConfigurationError
from factcmp.llm.cache import ResponseCache
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.local import local_server
from factcmp.measure.probe.result import ProbeResult, ProbeStore, subject_of
from factcmp.measure.probe.run import open_probe, probe_of, run_probe
from factcmp.models import ProbeUse
from factcmp.stories.cost import LimitedModel

if TYPE_CHECKING:
    from factcmp.llm.client import OpenAIModel

_T = TypeVar("_T")


@dataclass(frozen=True)
class Session:
    """A model to ask, with what goes with it."""

    model: "OpenAIModel"
    options: Settings
    progress: TerminalProgress
    runner: asyncio.Runner
    stopping: Stopping

    def run(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """What the coroutine returns; KeyboardInterrupt where the run is stopped meanwhile."""
        return self.stopping.run(self.runner, coroutine)


@contextmanager
def open_session(flags: dict[str, Any], ending: Ending) -> Iterator[Session]:
    """A model that answers from a cassette, or from the endpoint through the response cache."""
    stopping = invocation().stopping
    with asyncio.Runner() as runner:
        try:
            with stopping.held(), ExitStack() as stack:
                model, settings, progress = _open_model(flags, ending.tally, stack)
                collect_seldom()
                yield Session(model, settings, progress, runner, stopping)
        except KeyboardInterrupt:
            # Before the runner closes, which waits for a name server that does not answer.
            ending.tell_stop()
            raise


def _open_model(
    flags: dict[str, Any], tally: Tally, stack: ExitStack
) -> tuple["OpenAIModel", Settings, TerminalProgress]:
    from factcmp.llm.batch import BatchModel
    from factcmp.llm.client import OpenAIModel
    from factcmp.llm.embeddings import OpenAIEmbedder

    replayed, recorded = flags.get("replay"), flags.get("record")
    if replayed and recorded:
        raise click.UsageError("--replay and --record exclude each other")
    if flags.get("local") and (replayed or recorded or flags.get("base_url")):
        raise click.UsageError("--local goes with neither --base-url nor --replay nor --record")
    if replayed:
        from factcmp.llm.cassettes import replay

        cassette = stack.enter_context(replay(replayed))
        # A request names its model; the cassette answers only for the one that it was recorded with.
        flags = {**flags, "model": flags.get("model") or cassette.model}
    settings = configuration_of(flags).settings
    if replayed:
        settings = settings.model_copy(update={"answered_by": "recording"})
    endpoint = stack.enter_context(opened_endpoint(settings, flags))
    cache = None
    if not (replayed or recorded or flags.get("no_cache")):
        # A recording has to see every request, and a replay must not be mixed with other answers.
        cache = ResponseCache(settings.cache_dir or user_cache_path("factcmp") / "answers")
        stack.callback(_close, cache)
    if settings.embedding_model:
        address = settings.embedding_base_url or endpoint.base_url
        there = endpoint.model_copy(update={"model": settings.embedding_model, "base_url": address})
        settings = settings.model_copy(update={"embedder": OpenAIEmbedder(there, cache=cache)})
    if recorded:
        from factcmp.llm.cassettes import record

        stack.enter_context(record(recorded))
    tally.prices = settings.prices()
    quiet, verbose = bool(flags.get("quiet")), bool(flags.get("verbose"))
    progress = stack.enter_context(TerminalProgress(tally, quiet=quiet, verbose=verbose))
    if flags.get("batch"):
        if cache is None:
            raise click.UsageError("--batch needs the cache: it goes with neither --no-cache nor --replay nor --record")
        model: OpenAIModel = BatchModel(endpoint, cache=cache, folder=cache.directory.parent / "batches",
                                        on_wait=progress.waiting)  # fmt: skip
    else:
        model = OpenAIModel(endpoint, cache=cache, on_wait=progress.waiting)
    if (limit := flags.get("max_cost")) is not None:
        model = cast(OpenAIModel, LimitedModel(model, limit, settings.prices()))
    return model, settings, progress


def _close(cache: ResponseCache) -> None:
    cache.close()
    if cache.loss is not None:
        tell_error(cache.loss)


@contextmanager
def opened_endpoint(settings: Settings, flags: dict[str, Any]) -> Iterator[Endpoint]:
    """Whom to ask: the endpoint that is set, a recording's, or a model that runs here for as long."""
    if flags.get("local") is not None:
        with local_server(flags["local"]) as llama:
            yield llama.endpoint(settings)
    elif settings.api_key or settings.base_url or flags.get("replay"):
        yield settings
    else:
        raise ConfigurationError(HOW_TO_ANSWER)


def configuration_of(flags: dict[str, Any]) -> Configuration:
    """The settings that these flags, the environment and the configuration file make."""
    settings = {name: value for name, value in flags.items() if name in SETTINGS}
    batch = bool(flags.get("batch"))
    return load_configuration(settings, os.environ, file=flags.get("config"), folder=Path(), batch=batch)


def known_probe(session: Session) -> ProbeUse:
    """What an earlier probe of this model showed, else that it was not probed; asks nothing."""
    subject, probe = subject_of(session.model.endpoint, session.options), open_probe(session.options.prompts_dir)
    return probe_of(subject, _kept_probes(session), probe)


def put_probe(session: Session) -> ProbeResult:
    """Puts the probe to the session's model and keeps the result; see `run_probe`."""
    subject, probe = subject_of(session.model.endpoint, session.options), open_probe(session.options.prompts_dir)
    result = session.run(run_probe(session.model, subject, probe))
    _kept_probes(session).put(result)
    return result


def _kept_probes(session: Session) -> ProbeStore:
    return ProbeStore((session.options.cache_dir or user_cache_path("factcmp")) / "probes")
