"""The Markdown report: the JSON report's content for a reader with ten minutes."""

from collections.abc import Iterable, Mapping

from factcmp.desk.review import AppliedReview
from factcmp.models import Report
from factcmp.report.markdown.articles import ArticleSections
from factcmp.report.markdown.closing import ClosingSections
from factcmp.report.markdown.desk import DeskSheet
from factcmp.report.markdown.groups import GroupSections
from factcmp.report.markdown.ledger import ledger_section
from factcmp.report.markdown.overview import OverviewSections
from factcmp.report.markdown.top import top_section
from factcmp.report.markdown.view import ReportView
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
    view = ReportView(report, links or {}, reviews or {})
    articles, overview = ArticleSections(view), OverviewSections(view)
    groups, closing = GroupSections(view), ClosingSections(view)
    blocks = [*top_section(view, title), *articles.articles(), *groups.disputes(), *ledger_section(view)]
    blocks += [
        *groups.agreements(),
        *groups.complements(),
        *groups.alone(),
        *overview.matrix(),
        *overview.shared_origins(),
    ]
    blocks += [*articles.naming(), *closing.missing(), *closing.making(), *groups.background()]
    return _text(blocks, report)


def render_brief(
    report: Report,
    *,
    title: str = "",
    links: Mapping[str, str] | None = None,
    reviews: Mapping[str, AppliedReview] | None = None,
) -> str:
    """The desk page alone, a sheet to print: like `render_markdown`, but its links lead to lines of the articles."""
    return _text(DeskSheet(report, links or {}, reviews or {}).blocks(title), report)


def _text(blocks: Iterable[str], report: Report) -> str:
    text = "\n\n".join(blocks)
    if is_right_to_left(report.run.language):
        text = f'<div dir="rtl">\n\n{text}\n\n</div>'
    return text + "\n"
