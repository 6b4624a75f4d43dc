"""The commands that take a report: other forms of it, an editor's verdicts, what changed; they ask no model."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import click
from pydantic import BaseModel

from factcmp.cli.options import STANDARD, examples, output, path_type
from factcmp.cli.summary import Summary
from factcmp.cli.terminal import hand_over, say, tell, tell_error
from factcmp.desk.diff import compare_reports, render_diff
from factcmp.desk.review import Review, ReviewState, apply_reviews, load_reviews, merge_reviews, write_reviews
from factcmp.desk.verdict_sheet import VerdictSheet, read_verdicts
from factcmp.errors import InputError
from factcmp.groups.names.aliases import write_aliases
from factcmp.measure.labelled_sets import LabelledSet
from factcmp.models import Extraction, Report
from factcmp.report.files import json_schema, read_json, relative_links, to_json, write_text
from factcmp.report.formats import FORMATS, free_place, guess_format
from factcmp.text.lines import printable

_SCHEMAS: dict[str, type[BaseModel]] = {
    "report": Report,
    "claims": Extraction,
    "labels": LabelledSet,
    "summary": Summary,
}


@click.command(
    epilog=examples("factcmp render reports/fire.json -o fire.md", "factcmp render reports/fire.json | less")
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
    epilog=examples("factcmp aliases reports/fire.json -o aliases.yaml", "factcmp report fire/ --aliases aliases.yaml")
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


@click.command(
    epilog="Example: factcmp review report.json --csv sheet.csv; factcmp review report.json sheet.csv -o reviews.yaml"
)
@click.argument("report", type=path_type)
@click.argument("verdicts", type=path_type, required=False)
@click.option(
    "-o",
    "--output",
    type=path_type,
    default="reviews.yaml",
    show_default=True,
    help="File of the reviews, made or added to; - prints those of VERDICTS alone.",
)
@click.option(
    "--csv", "sheet", type=path_type, help="New file: the findings as a sheet, with the verdicts known so far."
)
@click.option(
    "--withdraw", "withdrawn", multiple=True, metavar="LABEL", help="Take back verdict and note on this finding (G3)."
)
@click.option("--by", metavar="NAME", help="Who gave the verdicts.")
@click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day they were given: 2026-11-30.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def review(  # noqa: PLR0913
    *,
    report: Path,
    verdicts: Path | None,
    output: Path,
    sheet: Path | None,
    withdrawn: Sequence[str],
    by: str | None,
    on: datetime.datetime | None,
    quiet: bool,
) -> None:
    """Keep an editor's verdicts on the findings of a JSON REPORT; asks no model.

    VERDICTS is the CSV of the findings with its columns `verdict` (confirmed, rejected and words like them, also in
    Arabic) and `note` filled in, as a spreadsheet saved it. They are added to the reviews file: what VERDICTS says
    wins, what it leaves empty stays; --withdraw takes a verdict back. A verdict is kept by what the finding says; when
    relation, positions or claims change, it no longer applies, and the sheet tells so.
    """
    if verdicts is None and sheet is None and not withdrawn:
        raise click.UsageError("give VERDICTS to take in, --csv FILE to write the sheet, or --withdraw LABEL")
    if verdicts is None and (by is not None or on is not None):
        raise click.UsageError("--by and --on go with VERDICTS")
    if sheet is not None and sheet != STANDARD and sheet.exists():
        raise InputError(f"{sheet} is there already and may hold verdicts; choose another name for the sheet")
    findings = read_json(report, Report, "factcmp report")
    kept = load_reviews(output) if output != STANDARD and output.exists() else ()
    lines: list[str] = []
    if withdrawn:
        kept, taken = _without(kept, findings, withdrawn)
        write_text(output, write_reviews(kept))
        lines += [f"withdrawn: {one.verdict or 'note'}: {printable(one.question)}" for one in taken]
    merged = kept
    if verdicts is not None:
        given = read_verdicts(verdicts, findings, by=by, on=on.date() if on else None)
        merged = merge_reviews(kept, given.reviews)
        write_text(output, write_reviews(merged))
        lines += _merge_lines(kept, merged, given, output)
    applied = apply_reviews(findings, merged)
    states = [one.state for one in applied.values()]
    lines.append(
        f"Of {len(findings.groups)} findings {states.count(ReviewState.CURRENT)} have a verdict or a note; on "
        f"{states.count(ReviewState.OUTDATED)} an earlier one no longer applies"
    )
    if sheet is not None:
        write_text(sheet, FORMATS["csv"].render(findings, reviews=applied))
        lines.append(str(sheet))
    if not quiet:
        tell("\n".join(lines))


@click.command(
    epilog="Example: factcmp diff monday.json tuesday.json.  Exit codes: 0 compared, whether they differ or not, "
    "1 failed, 2 usage."
)
@click.argument("old", type=path_type)
@click.argument("new", type=path_type)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def diff(*, old: Path, new: Path, as_json: bool) -> None:
    """Say what changed from the JSON report OLD to NEW, as when articles were added; asks no model.

    Findings are new, gone, changed (in relation, positions, claims or question) or carried over, and articles added,
    removed or changed. Findings are matched by the claims that they share. Also when the reports differ the exit code
    is 0.
    """
    before, after = (read_json(path, Report, "factcmp report") for path in (old, new))
    if before.run.language != after.run.language:
        tell_error(
            f"the reports are in two languages, {before.run.language} and {after.run.language}: questions differ in "
            "words, and where each is a run of its own, so do its claims. Compare two of one language."
        )
    found = compare_reports(before, after)
    if as_json:
        hand_over(to_json(found))
    else:
        say(render_diff(found))


def _without(
    kept: Sequence[Review], findings: Report, labels: Sequence[str]
) -> tuple[tuple[Review, ...], tuple[Review, ...]]:
    """The reviews without those that stand at the findings with these labels, and those."""
    applied = apply_reviews(findings, kept)
    by_label = {group.label: applied.get(group.id) for group in findings.groups}
    missing = [label for label in labels if by_label.get(label) is None]
    if missing:
        raise InputError(f"there is no verdict or note on {', '.join(missing)}; labels are those of the report (G3)")
    taken = {one.review.key: one.review for label in labels if (one := by_label[label])}
    return tuple(one for one in kept if one.key not in taken), tuple(taken.values())


def _merge_lines(kept: Sequence[Review], merged: Sequence[Review], given: VerdictSheet, output: Path) -> list[str]:
    """What the merge did, and each verdict that it replaced."""
    before = {one.key: one for one in kept}
    new = [one for one in merged if one.key not in before]
    changed = [one for one in merged if one.key in before and one != before[one.key]]
    lines = [f"{output}: {len(new)} new, {len(changed)} changed, {len(merged) - len(new) - len(changed)} as before"]
    lines += [
        f"  {before[one.key].verdict or 'no verdict'} → {one.verdict}: {printable(one.question)}"
        for one in changed
        if one.verdict is not before[one.key].verdict
    ]
    if given.elsewhere:
        lines.append(f"Kept, but not on a finding of this report as it is now: {len(given.elsewhere)}")
        lines += [f"  {printable(one.question)}" for one in given.elsewhere]
    return lines
