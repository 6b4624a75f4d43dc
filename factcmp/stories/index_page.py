"""The page that leads to all stories of a folder, as HTML and as Markdown."""

from collections.abc import Sequence
from functools import cache
from urllib.parse import quote

import jinja2

from factcmp.llm.usage import by_stage
from factcmp.report.markdown.escaping import Markdown, environment
from factcmp.stories.running import Row, State

_MISSING = (State.FAILED, State.STOPPED, State.INCOMPLETE)


def render_index(rows: Sequence[Row], *, title: str, markdown: bool = False) -> str:
    """The page: stories in dispute, the largest first, then other stories, what is missing, articles that are alone.

    The same rows give the same bytes. Headings are in English; titles and questions are as their stories have them.
    """
    compared = [row for row in rows if row.state in (State.DONE, State.INCOMPLETE)]
    used = by_stage((use.stage, use) for row in rows for use in row.stages)
    costs = [row.cost_usd for row in compared if row.cost_usd is not None]
    return (
        _templates(markdown=markdown)
        .get_template("index.md.j2" if markdown else "index.html.j2")
        .render(
            title=title,
            rows=sorted(compared, key=lambda row: (not row.disputes, -len(row.articles), row.id)),
            missing=[row for row in rows if row.state in _MISSING],
            alone=[row for row in rows if row.state is State.ALONE],
            articles=sum(len(row.articles) for row in rows),
            copies=sum(bool(told.copy_of) for row in rows for told in row.articles),
            used=used,
            cost=sum(costs) if costs else None,
        )
    )


@cache
def _templates(*, markdown: bool) -> jinja2.Environment:
    templates = environment("factcmp.stories", is_markdown=markdown)
    templates.filters["address"] = lambda file: Markdown(quote(file)) if markdown else quote(file)
    templates.filters["count"] = "{:,}".format
    templates.filters["pages"] = lambda files: tuple(file for file in files if file.endswith(".html"))
    return templates
