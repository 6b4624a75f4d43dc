"""The Markdown report: the JSON report's content for a reader with ten minutes."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import jinja2

from factcmp.desk.review import AppliedReview
from factcmp.models import Report
from factcmp.report import contents, voices, words
from factcmp.report.desk_page import MAX_WORDS, desk_page
from factcmp.report.markdown import escaping, report_view
from factcmp.report.markdown.escaping import Markdown, environment
from factcmp.report.markdown.report_view import PLACES_ON_A_SHEET, WIDE, ReportView
from factcmp.report.sentence_pieces import Sentence, count_words
from factcmp.report.view import ALONE_SHOWN
from factcmp.text import languages, lines
from factcmp.text.languages import is_right_to_left


def render_markdown(
    report: Report,
    *,
    title: str = "",
    links: Mapping[str, str] | None = None,
    reviews: Mapping[str, AppliedReview] | None = None,
) -> str:
    """The report in Markdown (CommonMark with GitHub's tables), the same bytes for the same report.

    Its own words are in the report's language, or in English. `title` names the set of articles. `links` has for
    article ids where their texts are, as seen from the file. `reviews` has an editor's verdicts by group id.
    """
    view = ReportView(report, links, reviews)
    return _filled("report", view, title, desk_page(view)) + "\n"


def render_brief(report: Report, *, title: str = "", links: Mapping[str, str] | None = None, **_: object) -> str:
    """The desk page alone, a sheet to print: like `render_markdown`, but its links lead to lines of the articles."""
    view = ReportView(report, links, is_sheet=True)
    around = count_words(_filled("brief", view, title, {}))
    return _filled("brief", view, title, desk_page(view, max_words=MAX_WORDS - around, places=PLACES_ON_A_SHEET)) + "\n"


def _filled(template: str, view: ReportView, title: str, desk: Mapping[str, Sequence[Sentence]]) -> str:
    given = {"view": view, "report": view.report, "run": view.report.run, "say": view.say, "title": title, "desk": desk}
    # What a template leaves out leaves empty lines behind.
    text = re.sub(r"\n{3,}", "\n\n", _templates().get_template(f"{template}.md.j2").render(given)).strip("\n")
    return f'<div dir="rtl">\n\n{text}\n\n</div>' if is_right_to_left(view.report.run.language) else text


@cache
def _templates() -> jinja2.Environment:
    templates = environment("factcmp.report.markdown")
    templates.globals |= contents.functions_of(contents, escaping, languages, lines, report_view, voices, words)
    templates.globals |= {"Markdown": Markdown, "WIDE": WIDE, "ALONE_SHOWN": ALONE_SHOWN}
    return templates
