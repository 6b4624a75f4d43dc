"""The options that commands share, and how a command's help is laid out."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from factcmp.cli.config import Settings, variable_name
from factcmp.cli.overview import EXIT_CODES
from factcmp.llm.endpoint import MODES
from factcmp.report.formats import FORMATS

_F = TypeVar("_F", bound=Callable[..., Any])
_SECTIONS = {
    "The articles": ("fetch", "tell", "fields", "kind", "limits"),
    "The model": (
        "local",
        "model",
        "base_url",
        "mode",
        "temperature",
        "concurrency",
        "embedding_model",
        "max_article_chars",
        "prompts_dir",
        "config",
    ),
    "Answers that are kept": ("no_cache", "replay", "record"),
    "What is said meanwhile and at the end": ("verbose", "quiet", "as_json"),
}

STANDARD = Path("-")
"""Standard input or output in place of a file."""
path_type = click.Path(path_type=Path)


class AskingCommand(click.Command):
    """A command whose many options stand in sections in its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options first, then those that it shares."""
        rows: dict[str, list[tuple[str, str]]] = {"Options": [], **{title: [] for title in _SECTIONS}}
        titles = {name: title for title, names in _SECTIONS.items() for name in names}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record and isinstance(parameter, click.Option):
                rows[titles.get(parameter.name or "", "Options")].append(record)
        # The same column in each section.
        width = max(len(option) for records in rows.values() for option, _ in records)
        for title, records in rows.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl([(option.ljust(width), told) for option, told in records], col_max=width + 2)


def examples(*lines: str, exit_codes: bool = False) -> str:
    """The end of a help page: what to type, each line as it is, and the exit codes."""
    shown = [f"Example: {lines[0]}"] if len(lines) == 1 else ["Examples:", *(f"  {line}" for line in lines)]
    return "\n".join(["\b", *shown]) + (f"\n\n{EXIT_CODES}" if exit_codes else "")


def output(what: str) -> Callable[[_F], _F]:
    """The option for the one file that a command writes."""
    return click.option(
        "-o", "--output", type=path_type, default=STANDARD, help=f"File for {what}; - for standard output (default)."
    )


def asking(*left_out: str) -> Callable[[_F], _F]:
    """The options of every command that asks a model, handed to it together as `flags`."""
    taken = {name: option for name, option in _asking_options().items() if name not in left_out}

    def decorate(command: _F) -> _F:
        @functools.wraps(command)
        def with_flags(**given: Any) -> Any:
            flags = {name: given.pop(name) for name in taken}
            if flags.get("quiet") and flags.get("verbose"):
                raise click.UsageError("--quiet and --verbose exclude each other")
            return command(flags=flags, **given)

        decorated: Any = with_flags
        for option in reversed(taken.values()):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _default(setting: str) -> str:
    """The end of an option's help."""
    return f"  [{Settings.model_fields[setting].default}]"


def _asking_options() -> Mapping[str, Callable[[Any], Any]]:
    option = click.option
    return {
        "language": option(
            "--lang",
            "language",
            metavar="TAG",
            help="Language of the report's own words and glosses (BCP 47)." + _default("language"),
        ),
        "aliases": option(
            "--aliases", type=path_type, help="Table of names that mean the same; `factcmp aliases` writes one."
        ),
        "model": option("-m", "--model", help=f"Model name.  [{variable_name('model')}]"),
        "local": option(
            "--local",
            type=path_type,
            metavar="MODEL.gguf",
            help="Run this model here, with nothing else to set up; needs factcmp[local].",
        ),
        "base_url": option(
            "--base-url", metavar="URL", help=f"OpenAI-compatible endpoint.  [{variable_name('base_url')}]"
        ),
        "mode": option(
            "--mode",
            type=click.Choice(MODES),
            metavar="MODE",
            help=f"How structured output is asked for: {', '.join(MODES)}.",
        ),
        "temperature": option("--temperature", type=float, help="Left to the server by default."),
        "concurrency": option(
            "-j", "--concurrency", type=int, help="Requests under way at once." + _default("concurrency")
        ),
        "embedding_model": option(
            "--embedding-model",
            metavar="NAME",
            help="Model at the endpoint that gives vectors, for the index of a large set.",
        ),
        "max_article_chars": option(
            "--max-article-chars", type=int, help="Longer articles are read in parts." + _default("max_article_chars")
        ),
        "prompts_dir": option("--prompts", "prompts_dir", type=path_type, help="Folder with prompts of your own."),
        "config": option("--config", type=path_type, help="Configuration file.  [./factcmp.toml if there]"),
        "no_cache": option("--no-cache", is_flag=True, default=None, help="Keep no answers and use none kept."),
        "replay": option("--replay", type=path_type, help="Take every answer from this cassette; no key, no network."),
        "record": option("--record", type=path_type, help="Record the answers to this cassette."),
        "verbose": option("-v", "--verbose", is_flag=True, help="A line for each answer, failure and wait."),
        "quiet": option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only."),
        "as_json": option("--json", "as_json", is_flag=True, help="The summary as one JSON object on standard output."),
    }


def taking_in(command: _F) -> _F:
    """The options of every command that reads articles, handed to it together as `intake`."""
    option = click.option
    options = {
        "fetch": option(
            "--fetch", is_flag=True, help="Fetch URLs, lists of URLs and feeds; nothing is fetched without."
        ),
        "tell": option(
            "--tell",
            multiple=True,
            metavar="FIELD=VALUE",
            help="Of every article: title, outlet, author, published, language or url.",
        ),
        "fields": option(
            "--field",
            "fields",
            multiple=True,
            metavar="FIELD=NAME",
            help="What a JSON, CSV or Markdown file calls one of these, or text.",
        ),
        "kind": option(
            "--kind", default="txt", show_default=True, metavar="ENDING", help="What standard input is (-)."
        ),
        "limits": option(
            "--limit",
            "limits",
            multiple=True,
            metavar="NAME=NUMBER",
            help="How much is read of a file, such as pdf-pages=300; what is beyond is said with its name.",
        ),
    }

    @functools.wraps(command)
    def with_intake(**given: Any) -> Any:
        return command(intake={name: given.pop(name) for name in options}, **given)

    decorated: Any = with_intake
    for one in reversed(options.values()):
        decorated = one(decorated)
    return decorated  # type: ignore[no-any-return]


class FormatNames(click.ParamType[tuple[str, ...]]):
    """Names of formats with commas between, each once, in the order given."""

    name = "formats"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """As the help shows it."""
        return "LIST"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
        for name in names:
            if name not in FORMATS:
                self.fail(f"{name!r} is no format; there are: {', '.join(FORMATS)}", param, ctx)
        if not names:
            self.fail(f"names no format; there are: {', '.join(FORMATS)}", param, ctx)
        return names

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Completes the last name of the list."""
        before, comma, last = incomplete.rpartition(",")
        taken = before.split(",")
        return [
            CompletionItem(f"{before}{comma}{name}") for name in FORMATS if name.startswith(last) and name not in taken
        ]
