"""The Markdown report: the JSON report's content for a reader with ten minutes."""

from collections.abc import Mapping

from factcmp.article_sections import ArticleSections
from factcmp.closing_sections import ClosingSections
from factcmp.desk.review import AppliedReview
from factcmp.findings import ORDER
from factcmp.group_sections import GroupSections
from factcmp.languages import is_right_to_left
from factcmp.models import Report
from factcmp.overview_sections import OverviewSections
from factcmp.report_view import ReportView
from factcmp.top_section import TopSection


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
    blocks = [*TopSection(view, title).blocks(), *articles.articles(), *overview.matrix(), *overview.shared_origins()]
    for relation in ORDER:
        blocks += groups.of_relation(relation, [group for group in view.compared if group.relation is relation])
    blocks += [*articles.naming(), *closing.missing(), *closing.making()]
    text = "\n\n".join(blocks)
    if is_right_to_left(report.run.language):
        text = f'<div dir="rtl">\n\n{text}\n\n</div>'
    return text + "\n"
