"""The commands that make something of what is there; they ask no model."""

from pathlib import Path

import click
from pydantic import BaseModel

from factcmp.cli.options import STANDARD, examples, output, path_type
from factcmp.cli.summary import Summary
from factcmp.desk.review import apply_reviews, load_reviews
from factcmp.errors import InputError
from factcmp.groups.names.aliases import write_aliases
from factcmp.measure.labelled_sets import LabelledSet
from factcmp.models import Extraction, Report
from factcmp.report.files import json_schema, read_json, relative_links, write_text
from factcmp.report.formats import FORMATS, free_place, guess_format

_SCHEMAS: dict[str, type[BaseModel]] = {
    "report": Report,
    "claims": Extraction,
    "labels": LabelledSet,
    "summary": Summary,
}


@click.command(
    epilog=examples("factcmp render reports/fire.json -o fire.md", "factcmp render reports/fire.json | less"),
)
@click.argument("report", type=path_type)
@output("the report")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    help="Without it, what the file's ending says, and md for standard output.",
)
@click.option("--reviews", "reviewed", type=path_type, help="Verdicts that `factcmp review` keeps, to show with them.")
@click.option("--title", help="Name of the set of articles.  [the file's name; on the page what is disputed most]")
def render(*, report: Path, output: Path, format_name: str | None, reviewed: Path | None, title: str | None) -> None:
    """Write a JSON REPORT (- for standard input) in another format; asks no model."""
    try:
        chosen = FORMATS[format_name] if format_name else guess_format(output if output != STANDARD else Path())
    except InputError as error:
        raise click.UsageError(str(error)) from error
    result = read_json(report, Report, "factcmp compare")
    folder = Path() if output == STANDARD else output.parent
    name = chosen.title(title, "" if report == STANDARD else report.stem)
    links = relative_links(result.articles, folder)
    applied = apply_reviews(result, load_reviews(reviewed) if reviewed else ())
    text = chosen.render(result, title=name, links=links, reviews=applied)
    if output != STANDARD and free_place(output, text) != output:
        raise InputError(f"{output} is there already and may hold verdicts; choose another name for the sheet")
    write_text(output, text)


@click.command(
    epilog=examples("factcmp aliases reports/fire.json -o aliases.yaml", "factcmp report fire/ --aliases aliases.yaml"),
)
@click.argument("report", type=path_type)
@output("the table")
def aliases(*, report: Path, output: Path) -> None:
    """Write the names that the REPORT holds to mean one actor or place, as a table to read and edit.

    What the model proposed is marked `proposed: true`; without that line it is yours.
    """
    write_text(output, write_aliases(read_json(report, Report, "factcmp compare").aliases))


@click.command(epilog=examples("factcmp schema report > report.schema.json"))
@click.argument("of", type=click.Choice(tuple(_SCHEMAS)), default="report")
def schema(*, of: str) -> None:
    """The JSON Schema of the report, of the claims file, of labelled sets, or of the summary that --json prints."""
    write_text(STANDARD, json_schema(_SCHEMAS[of]))
