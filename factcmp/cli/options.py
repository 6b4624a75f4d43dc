"""The options that commands share, and how a command's help is laid out."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from factcmp.cli.config import Settings, variable_name
from factcmp.cli.overview import EXIT_CODES
from factcmp.llm.endpoint import MODES
from factcmp.report.formats import FORMATS

_F = TypeVar("_F", bound=Callable[..., Any])
STANDARD = Path("-")
"""Standard input or output in place of a file."""
path_type = click.Path(path_type=Path)
paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())


def examples(*lines: str, exit_codes: bool = False) -> str:
    """The end of a help page: what to type, each line as it is, and the exit codes."""
    shown = [f"Example: {lines[0]}"] if len(lines) == 1 else ["Examples:", *(f"  {line}" for line in lines)]
    return "\n".join(["\b", *shown]) + (f"\n\n{EXIT_CODES}" if exit_codes else "")


def output(what: str) -> Callable[[_F], _F]:
    """The option for the one file that a command writes."""
    return click.option(
        "-o", "--output", type=path_type, default=STANDARD, help=f"File for {what}; - for standard output (default)."
    )


def _default(setting: str) -> str:
    return f"[{Settings.model_fields[setting].default}]"


# fmt: off
SHARED: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "Options": {
        "language": click.option("--lang", "language", metavar="TAG",
            help=f"Language of the report's own words and glosses (BCP 47).  {_default('language')}"),
        "aliases": click.option("--aliases", type=path_type,
            help="Table of names that mean the same; `factcmp aliases` writes one."),
    },
    "The articles": {
        "fetch": click.option("--fetch", is_flag=True,
            help="Fetch URLs, lists of URLs and feeds; nothing is fetched without."),
        "tell": click.option("--tell", multiple=True, metavar="FIELD=VALUE",
            help="Of every article: title, outlet, author, published, language or url."),
        "fields": click.option("--field", "fields", multiple=True, metavar="FIELD=NAME",
            help="What a JSON, CSV or Markdown file calls one of these, or text."),
        "kind": click.option("--kind", default="txt", show_default=True, metavar="ENDING",
            help="What standard input is (-)."),
        "limits": click.option("--limit", "limits", multiple=True, metavar="NAME=NUMBER",
            help="How much is read of a file, such as pdf-pages=300; what is beyond is said with its name."),
    },
    "The model": {
        "model": click.option("-m", "--model", help=f"Model name.  [{variable_name('model')}]"),
        "local": click.option("--local", type=path_type, metavar="MODEL.gguf",
            help="Run this model here, with nothing else to set up; needs factcmp[local]."),
        "base_url": click.option("--base-url", metavar="URL",
            help=f"OpenAI-compatible endpoint.  [{variable_name('base_url')}]"),
        "mode": click.option("--mode", type=click.Choice(MODES), metavar="MODE",
            help=f"How structured output is asked for: {', '.join(MODES)}."),
        "temperature": click.option("--temperature", type=float, help="Left to the server by default."),
        "concurrency": click.option("-j", "--concurrency", type=int,
            help=f"Requests under way at once.  {_default('concurrency')}"),
        "embedding_model": click.option("--embedding-model", metavar="NAME",
            help="Model at the endpoint that gives vectors, for the index of a large set."),
        "max_article_chars": click.option("--max-article-chars", type=int,
            help=f"Longer articles are read in parts.  {_default('max_article_chars')}"),
        "prompts_dir": click.option("--prompts", "prompts_dir", type=path_type,
            help="Folder with prompts of your own."),
        "config": click.option("--config", type=path_type, help="Configuration file.  [./factcmp.toml if there]"),
    },
    "What it may cost": {
        "price_table": click.option("--prices", "price_table", type=path_type,
            help="Table of prices by model, to edit (docs/stories.md)."),
        "max_cost": click.option("--max-cost", type=click.FloatRange(0), metavar="USD",
            help="Ask nothing that might pass it; what came in is kept."),
        "batch": click.option("--batch", is_flag=True,
            help="Ask through the provider's batch interface: cheaper, within a day."),
    },
    "Answers that are kept": {
        "no_cache": click.option("--no-cache", is_flag=True, default=None, help="Keep no answers and use none kept."),
        "replay": click.option("--replay", type=path_type,
            help="Take every answer from this cassette; no key, no network."),
        "record": click.option("--record", type=path_type, help="Record the answers to this cassette."),
    },
    "What is said meanwhile and at the end": {
        "verbose": click.option("-v", "--verbose", is_flag=True, help="A line for each answer, failure and wait."),
        "quiet": click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only."),
        "as_json": click.option("--json", "as_json", is_flag=True,
            help="The summary as one JSON object on standard output."),
    },
}
"""The options that several commands have, by the section of the help that they stand in."""
# fmt: on


def asking(*left_out: str) -> Callable[[_F], _F]:
    """The options of every command that asks a model, handed to it together as `flags`."""
    return _together(
        "flags",
        {
            name: option
            for title, options in SHARED.items()
            for name, option in options.items()
            if title != "The articles" and name not in left_out
        },
    )


def taking_in(command: _F) -> _F:
    """The options of every command that reads articles, handed to it together as `intake`."""
    return _together("intake", SHARED["The articles"])(command)


def _together(argument: str, options: Mapping[str, Callable[[Any], Any]]) -> Callable[[_F], _F]:
    def decorate(command: _F) -> _F:
        @functools.wraps(command)
        def gathered(**given: Any) -> Any:
            held = {name: given.pop(name) for name in options}
            if held.get("quiet") and held.get("verbose"):
                raise click.UsageError("--quiet and --verbose exclude each other")
            return command(**given, **{argument: held})

        decorated: Any = gathered
        for option in reversed(tuple(options.values())):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


class _AskingCommand(click.Command):
    """A command whose many options stand in sections in its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options first, then those that it shares."""
        titles = {name: title for title, options in SHARED.items() for name in options}
        rows: dict[str, list[tuple[str, str]]] = {title: [] for title in SHARED}
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


def asking_command(*lines: str, name: str | None = None, exit_codes: bool = False) -> Callable[[_F], click.Command]:
    """A command with the options of `asking` or `taking_in`; `lines` are its examples."""
    return click.command(name, cls=_AskingCommand, epilog=examples(*lines, exit_codes=exit_codes))


def _format_names(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:  # noqa: ARG001
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    if not names or not FORMATS.keys() >= set(names):
        raise click.BadParameter(f"{value!r} names no format, or one that is none; there are: {', '.join(FORMATS)}")
    return names


def _complete_formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The last name of the list."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in FORMATS if name.startswith(last) and name not in before.split(",")]


formats_option = click.option(
    "--format",
    "formats",
    metavar="LIST",
    default="md,html,json",
    show_default=True,
    callback=_format_names,
    shell_complete=_complete_formats,
    help=f"What to write, with commas between: {', '.join(FORMATS)}.",
)
