"""A report at the end of a notebook's cell."""

import html

from factcmp.models import Report
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_markdown

_FRAME = (
    '<iframe title="factcmp report" sandbox="allow-scripts allow-popups" srcdoc="{page}"'
    ' style="width: 100%; height: 40rem; border: 1px solid #8888">'
    "This viewer leaves frames out. Trust the notebook, or print(factcmp.render_markdown(report)).</iframe>"
)


def report_as_markdown(report: Report) -> str:
    """What a notebook shows that cannot show the page."""
    return render_markdown(report)


def report_as_html(report: Report) -> str:
    """The report's page in a frame of its own: neither its style nor an article's text may reach the notebook."""
    return _FRAME.format(page=html.escape(render_html(report)))
