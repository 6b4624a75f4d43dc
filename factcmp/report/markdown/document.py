"""The Markdown report: the JSON report's content for a reader with ten minutes."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import jinja2

from factcmp.desk.review import AppliedReview
from factcmp.models import Report
from factcmp.report.contents import named_things, uses_by_name, web_address
from factcmp.report.desk_page import MAX_WORDS, DeskSection, desk_page
from factcmp.report.markdown.escaping import Markdown, environment, inline, picture_words
from factcmp.report.markdown.report_view import PLACES_ON_A_SHEET, WIDE, ReportView, drawn, href, link, place_name
from factcmp.report.sentences import count_words
from factcmp.report.speakers import row_voice
from factcmp.report.view import ALONE_SHOWN
from factcmp.report.words import (
    day_words,
    dispute_word,
    figure_words,
    flag_words,
    probe_words,
    review_words,
    rule_words,
    stage_words,
)
from factcmp.text.languages import is_right_to_left, language_name
from factcmp.text.lines import shorten

_FUNCTIONS = (
    day_words, dispute_word, drawn, flag_words, href, inline, language_name,
    link, named_things, picture_words, place_name, probe_words, review_words, figure_words,
    rule_words, shorten, stage_words, uses_by_name, row_voice, web_address,
)  # fmt: skip
"""What the templates call, by its own name."""


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
    around = count_words(_filled("brief", view, title, ()))
    return _filled("brief", view, title, desk_page(view, max_words=MAX_WORDS - around, places=PLACES_ON_A_SHEET)) + "\n"


def _filled(template: str, view: ReportView, title: str, desk: Iterable[DeskSection]) -> str:
    given = {"view": view, "report": view.report, "run": view.report.run, "say": view.say, "title": title, "desk": desk}
    # What a template leaves out leaves empty lines behind.
    text = re.sub(r"\n{3,}", "\n\n", _templates().get_template(f"{template}.md.j2").render(given)).strip("\n")
    return f'<div dir="rtl">\n\n{text}\n\n</div>' if is_right_to_left(view.report.run.language) else text


@cache
def _templates() -> jinja2.Environment:
    templates = environment("factcmp.report.markdown")
    templates.globals |= {function.__name__: function for function in _FUNCTIONS}
    templates.globals |= {"Markdown": Markdown, "WIDE": WIDE, "ALONE_SHOWN": ALONE_SHOWN}
    return templates
