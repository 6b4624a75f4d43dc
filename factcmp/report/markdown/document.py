"""The Markdown report: the JSON report's content for a reader with ten minutes."""

from collections.abc import Mapping

from factcmp.desk.review import AppliedReview
from factcmp.models import Report
from factcmp.models.findings import ORDER
from factcmp.report.markdown.articles import ArticleSections
from factcmp.report.markdown.closing import ClosingSections
from factcmp.report.markdown.groups import GroupSections
from factcmp.report.markdown.overview import OverviewSections
from factcmp.report.markdown.top import TopSection
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
    blocks = [*TopSection(view, title).blocks(), *articles.articles(), *overview.matrix(), *overview.shared_origins()]
    for relation in ORDER:
        blocks += groups.of_relation(relation, [group for group in view.compared if group.relation is relation])
    blocks += [*articles.naming(), *closing.missing(), *closing.making()]
    text = "\n\n".join(blocks)
    if is_right_to_left(report.run.language):
        text = f'<div dir="rtl">\n\n{text}\n\n</div>'
    return text + "\n"
