"""What every command that asks a model shares: its options, and the model that they name."""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_cache_path
from rich.console import Console

from factcmp.aliases import load_aliases
from factcmp.config import HOW_TO_ANSWER, MODES, Configuration, load_configuration, variable_name
from factcmp.errors import ConfigurationError
from factcmp.llm.cache import ResponseCache
from factcmp.llm.client import Endpoint, OpenAIModel
from factcmp.llm.embeddings import OpenAIEmbedder
from factcmp.llm.recording import record, recorded_model, replay
from factcmp.models import Run
from factcmp.pipeline import Options
from factcmp.progress import TerminalProgress

INCOMPLETE = 3
EXIT_CODES = "Exit codes: 0 done, 1 failed, 2 usage, 3 done but incomplete (the report says what is missing)."
_F = TypeVar("_F", bound=Callable[..., Any])
_NOT_SETTINGS = ("config", "no_cache", "replay", "record")


def asking(*left_out: str) -> Callable[[_F], _F]:
    """The options of every command that asks a model, handed to it together as `flags`."""
    folder = click.Path(path_type=Path)
    options = {
        "model": click.option("-m", "--model", help=f"Model name.  [{variable_name('model')}]"),
        "base_url": click.option(
            "--base-url", metavar="URL", help=f"OpenAI-compatible endpoint.  [{variable_name('base_url')}]"
        ),
        "mode": click.option("--mode", type=click.Choice(MODES), help="How structured output is asked for."),
        "temperature": click.option("--temperature", type=float, help="Left to the server by default."),
        "concurrency": click.option("-j", "--concurrency", type=int, help="Requests under way at once.  [8]"),
        "language": click.option("--lang", "language", metavar="TAG", help="Language of glosses (BCP 47).  [en]"),
        "aliases": click.option(
            "--aliases", type=folder, help="Table of names that mean the same; `factcmp aliases` writes one."
        ),
        "embedding_model": click.option(
            "--embedding-model", help="Model at the endpoint that gives vectors, for the index of a large set."
        ),
        "max_article_chars": click.option(
            "--max-article-chars", type=int, help="Longer articles are read in parts.  [12000]"
        ),
        "prompts_dir": click.option("--prompts", "prompts_dir", type=folder, help="Folder with prompts of your own."),
        "config": click.option("--config", type=folder, help="Configuration file.  [./factcmp.toml if there]"),
        "no_cache": click.option("--no-cache", is_flag=True, default=None, help="Keep no answers and use none kept."),
        "replay": click.option(
            "--replay", type=folder, help="Take every answer from this cassette; no key, no network."
        ),
        "record": click.option("--record", type=folder, help="Record the answers to this cassette."),
    }
    taken = [name for name in options if name not in left_out]

    def decorate(command: _F) -> _F:
        @functools.wraps(command)
        def with_flags(**given: Any) -> Any:
            flags = {name: given.pop(name) for name in taken}
            return command(flags=flags, **given)

        decorated: Any = with_flags
        for name in reversed(taken):
            decorated = options[name](decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


@dataclass(frozen=True)
class Session:
    """A model to ask, with what goes with it."""

    model: OpenAIModel
    options: Options
    progress: TerminalProgress


@contextmanager
def open_session(flags: dict[str, Any], quiet: bool) -> Iterator[Session]:
    """A model that answers from a cassette, or from the endpoint through the response cache."""
    replayed, recorded = flags.get("replay"), flags.get("record")
    if replayed and recorded:
        raise click.UsageError("--replay and --record exclude each other")
    if replayed:
        # A request names its model; the cassette answers only for the one that it was recorded with.
        flags = {**flags, "model": flags.get("model") or recorded_model(replayed)}
    configuration = configuration_of(flags)
    settings = configuration.settings
    endpoint = endpoint_of(configuration, "replayed" if replayed else key_of(configuration))
    options = Options(
        language=settings.language,
        max_article_chars=settings.max_article_chars,
        max_claims=settings.max_claims,
        max_judged_claims=settings.max_judged_claims,
        aliases=load_aliases(settings.aliases) if settings.aliases else (),
        prompts_dir=settings.prompts_dir,
        answered_by="recording" if replayed else "endpoint",
        price_input=settings.price_input,
        price_output=settings.price_output,
    )
    with ExitStack() as stack:
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
        progress = stack.enter_context(TerminalProgress(Console(stderr=True), quiet=quiet))
        try:
            yield Session(OpenAIModel(endpoint, cache=cache, on_wait=progress.waiting), options, progress)
        except KeyboardInterrupt:
            if cache or recorded:
                click.echo("Answers that came in are kept; the same command goes on from there.", err=True)
            raise


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
    )


def tell_failures(runs: Iterable[Run]) -> None:
    """Says on standard error what is missing; exits with 3 where anything is."""
    failures = [failure for run in runs for failure in run.failures]
    for failure in failures:
        of = failure.article or failure.group or f"the {failure.stage} stage"
        click.echo(f"factcmp: incomplete: {of}: {failure.message}", err=True)
    if failures:
        raise click.exceptions.Exit(INCOMPLETE)
