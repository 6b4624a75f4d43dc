"""The command `factcmp`."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_cache_path
from pydantic import BaseModel

from factcmp import __version__
from factcmp.aliases import write_aliases
from factcmp.articles import load_articles
from factcmp.asking import (
    EXIT_CODES,
    asking,
    configuration_of,
    endpoint_of,
    key_of,
    open_session,
    tell_failures,
)
from factcmp.config import Configuration
from factcmp.doctor import examine
from factcmp.errors import FactcmpError
from factcmp.evaluation.labels import LabelledSet
from factcmp.files import read_json, relative_links, to_json, write_text
from factcmp.llm.client import OpenAIModel
from factcmp.measuring import bench_stance, evaluate
from factcmp.models import Extraction, Report, Run
from factcmp.pipeline import compare_articles, compare_claims, extract_claims
from factcmp.rendering import render_markdown
from factcmp.schemas import json_schema

FAILED, STOPPED = 1, 130
_STANDARD = Path("-")
_SCHEMAS: dict[str, type[BaseModel]] = {"report": Report, "claims": Extraction, "labels": LabelledSet}
_F = TypeVar("_F", bound=Callable[..., Any])

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
_quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")


def _output(what: str) -> Callable[[_F], _F]:
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=_STANDARD,
        help=f"File for {what}; - for standard output.",
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="factcmp")
def app() -> None:
    """Compares what several news articles claim about one event, each line tied to an article's words.

    Start with:  factcmp report my-articles/ -o reports

    A model answers: set OPENAI_API_KEY for a hosted one, or --base-url for a server of your own.
    `factcmp doctor` says what would be used and whether it answers.
    """


@app.command(
    short_help="Both passes: compare articles, write NAME.md and NAME.json.",
    epilog=f"Example: factcmp report my-articles/ -o reports.  {EXIT_CODES}",
)
@_paths
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="reports",
    show_default=True,
    help="Folder for the reports.",
)
@click.option("--name", help="File name of the reports.  [the folder's name, or report]")
@asking()
@_quiet
def report(*, paths: Sequence[Path], output: Path, name: str | None, flags: dict[str, Any], quiet: bool) -> None:
    """Compare articles: writes NAME.md to read and NAME.json with everything.

    PATH is an article (.txt, UTF-8) or a folder of them. Each article is read by the model (pass 1), then the claims of
    all are compared (pass 2). Answers are kept: the same run again asks nothing, and a run that was stopped goes on
    where it was.
    """
    articles = load_articles(paths)
    with open_session(flags, quiet) as session:
        result = compare_articles(articles, session.model, session.options, session.progress)
    stem = name or (paths[0].resolve().name if len(paths) == 1 and paths[0].is_dir() else "report")
    json_file, markdown_file = output / f"{stem}.json", output / f"{stem}.md"
    write_text(json_file, to_json(result))
    write_text(markdown_file, render_markdown(result, title=stem, links=relative_links(result.articles, output)))
    _finish(result.run, [*_summary(result), str(markdown_file), str(json_file)], quiet)


@app.command(
    short_help="Pass 1 alone: the claims of articles, as JSON.",
    epilog=f"Example: factcmp extract my-articles/ -o claims.json.  {EXIT_CODES}",
)
@_paths
@_output("the claims")
@asking()
@_quiet
def extract(*, paths: Sequence[Path], output: Path, flags: dict[str, Any], quiet: bool) -> None:
    """Pass 1 alone: the grounded claims of articles, as JSON."""
    articles = load_articles(paths)
    with open_session(flags, quiet) as session:
        result = extract_claims(articles, session.model, session.options, session.progress)
    write_text(output, to_json(result))
    counts = f"{len(result.claims)} claims of {len(result.articles)} articles; {len(result.run.dropped)} dropped"
    _finish(result.run, [counts], quiet)


@app.command(
    short_help="Pass 2 alone: from claims to the JSON report.",
    epilog=f"Example: factcmp compare claims.json -o report.json.  {EXIT_CODES}",
)
@click.argument("claims", type=click.Path(path_type=Path))
@_output("the JSON report")
@asking("language", "max_article_chars")
@_quiet
def compare(*, claims: Path, output: Path, flags: dict[str, Any], quiet: bool) -> None:
    """Pass 2 alone: the JSON report of the CLAIMS that `factcmp extract` wrote (- for standard input)."""
    extraction = read_json(claims, Extraction, "factcmp extract")
    with open_session({**flags, "language": extraction.run.language}, quiet) as session:
        result = compare_claims(extraction, session.model, session.options, session.progress)
    write_text(output, to_json(result))
    _finish(result.run, _summary(result), quiet)


@app.command(
    short_help="From a JSON report to the Markdown report.", epilog="Example: factcmp render report.json -o report.md."
)
@click.argument("report", type=click.Path(path_type=Path))
@_output("the Markdown")
@click.option("--title", help="Name of the set of articles.  [the file's name]")
def render(*, report: Path, output: Path, title: str | None) -> None:
    """The Markdown report of a JSON REPORT (- for standard input); asks no model."""
    result = read_json(report, Report, "factcmp compare")
    folder = Path() if output == _STANDARD else output.parent
    name = title if title is not None else ("" if report == _STANDARD else report.stem)
    write_text(output, render_markdown(result, title=name, links=relative_links(result.articles, folder)))


@app.command(
    short_help="The alias table of a JSON report, to edit and use.",
    epilog="Example: factcmp aliases report.json -o aliases.yaml; factcmp report my-articles/ --aliases aliases.yaml",
)
@click.argument("report", type=click.Path(path_type=Path))
@_output("the table")
def aliases(*, report: Path, output: Path) -> None:
    """Write the names that the REPORT holds to mean one actor or place, as a table to read and edit.

    What the model proposed is marked `proposed: true`; without that line it is yours.
    """
    write_text(output, write_aliases(read_json(report, Report, "factcmp compare").aliases))


@app.command(
    short_help="The JSON Schema of the written files.", epilog="Example: factcmp schema report > report.schema.json."
)
@click.argument("of", type=click.Choice(tuple(_SCHEMAS)), default="report")
def schema(*, of: str) -> None:
    """The JSON Schema of the report, of the claims file, or of labelled sets."""
    write_text(_STANDARD, json_schema(_SCHEMAS[of]))


@app.command(
    short_help="What would be used, and does it answer?",
    epilog="Example: factcmp doctor --base-url http://localhost:11434/v1 --model qwen3.",
)
@click.option("--offline", is_flag=True, help="Ask the endpoint nothing.")
@asking("replay", "record", "language", "max_article_chars")
def doctor(*, flags: dict[str, Any], offline: bool) -> None:
    """Say what would be used, where each setting comes from, and whether the endpoint answers."""
    configuration = configuration_of(flags)
    click.echo("\n".join(_settings_lines(configuration)))
    if offline:
        return
    model = OpenAIModel(endpoint_of(configuration, key_of(configuration)))
    for line in asyncio.run(examine(model)):
        click.echo(line)


app.add_command(evaluate)
app.add_command(bench_stance)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command: errors in a sentence, exit codes as the help says."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic has to come out of a pipe whatever the locale says.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    try:
        # The exit code that a command asks for comes back as a value. A reader of the pipe who has gone is an exit too.
        sys.exit(app(arguments, prog_name="factcmp", standalone_mode=False))
    except FactcmpError as error:
        _stop(str(error), FAILED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        _stop("Stopped.", STOPPED)


def _settings_lines(configuration: Configuration) -> list[str]:
    lines = []
    for name, value in configuration.settings.model_dump().items():
        shown = ("set, not shown" if value else "not set") if name == "api_key" else value
        if name == "base_url":
            # This is copied into reports of faults: without a password that the URL may hold.
            shown = endpoint_of(configuration, "").address()
        elif value is None and name != "api_key":
            shown = user_cache_path("factcmp") / "answers" if name == "cache_dir" else "not set"
        lines.append(f"{name:18} {shown}  ({configuration.sources[name]})")
    return lines


def _summary(result: Report) -> list[str]:
    counts = dict.fromkeys(("contradiction", "update", "agreement", "partial", "single-source"), 0)
    for group in result.groups:
        counts[group.relation] += 1
    groups = ", ".join(f"{count} {relation}" for relation, count in counts.items())
    run = result.run
    requests = sum(stage.requests for stage in run.stages)
    tokens = sum(stage.input_tokens + stage.output_tokens for stage in run.stages)
    cached = sum(stage.cache_hits for stage in run.stages)
    cost = f", {run.cost_usd:.4f} US dollars" if run.cost_usd is not None else ""
    return [
        f"{len(result.articles)} articles, {len(result.claims)} claims ({len(run.dropped)} dropped)",
        f"{len(result.groups)} groups: {groups}",
        f"{requests} requests, {cached} answers from the cache, {tokens:,} tokens{cost}",
    ]


def _finish(run: Run, lines: Sequence[str], quiet: bool) -> None:
    """Says what came out, on standard error; exits with 3 where something is missing."""
    if not quiet:
        click.echo("\n".join(lines), err=True)
    tell_failures([run])


def _stop(message: str, code: int) -> None:
    click.echo(f"factcmp: {message}", err=True)
    sys.exit(code)
