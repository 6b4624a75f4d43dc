"""The formats that a report is written in, and how a notebook shows it at the end of a cell."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from factcmp.desk.verdict_sheet import render_csv
from factcmp.errors import InputError
from factcmp.models import Report
from factcmp.report.files import to_json
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_brief, render_markdown
from factcmp.report.own_words import under_one_name
from factcmp.report.sheets import render_csl, render_disputes_csv, render_ledger_csv


@dataclass(frozen=True)
class Format:
    """One format, by name."""

    name: str
    ending: str
    """Of the file, with its dot."""
    render: Callable[..., str]
    """A report's text; takes `title`, the name of the set of articles, `links`, where their texts are as seen from the
    report's file, and `reviews`, the editor's verdicts by group id."""
    also: tuple[str, ...] = ()
    """Other endings that mean it."""
    named_by_file: bool = True
    """Whether the file's name is its title where nobody gives one; the page takes its own from the story."""

    def title(self, given: str | None, file: str) -> str:
        """The title to render with."""
        return given or (file if self.named_by_file else "")


FORMATS = {
    one.name: one
    for one in (
        Format("md", ".md", render_markdown, also=(".markdown", ".txt", "")),
        Format("brief", ".brief.md", render_brief),
        Format("json", ".json", lambda report, **_: to_json(report)),
        Format("html", ".html", render_html, also=(".htm",), named_by_file=False),
        Format("csv", ".csv", lambda report, **given: render_csv(under_one_name(report), **given)),
        Format("disputes", ".disputes.csv", render_disputes_csv),
        Format("ledger", ".ledger.csv", render_ledger_csv),
        Format("csl", ".csl.json", render_csl),
    )
}


def free_place(file: Path, text: str) -> Path:
    """Where to write a report: a sheet that is there and says something else may hold an editor's verdicts and stays.

    The new sheet then gets the next number that is free: `fire-2.csv`.
    """
    if file.suffix.lower() != ".csv" or guess_format(file).name != "csv":
        return file
    place, number = file, 2
    while place.exists() and place.read_bytes() != text.encode():
        place, number = file.with_name(f"{file.stem}-{number}{file.suffix}"), number + 1
    return place


def guess_format(file: Path) -> Format:
    """The format that the file's ending names; Markdown where it has none, as standard output has.

    Raises:
        InputError: no format has this ending.
    """
    name, ending = file.name.lower(), file.suffix.lower()
    for one in sorted(FORMATS.values(), key=lambda one: -len(one.ending)):
        if name.endswith(one.ending) or ending in one.also:
            return one
    raise InputError(f"no format ends in {ending}; name one with --format: {', '.join(FORMATS)}")


_FRAME = (
    '<iframe title="factcmp report" sandbox="allow-scripts allow-popups" srcdoc="{page}"'
    ' style="width: 100%; height: 40rem; border: 1px solid #8888">'
    "This viewer leaves frames out. Trust the notebook, or print(factcmp.render_markdown(report)).</iframe>"
)


def report_as_html(report: Report) -> str:
    """The report's page in a frame of its own: neither its style nor an article's text may reach the notebook."""
    return _FRAME.format(page=html.escape(render_html(report)))
