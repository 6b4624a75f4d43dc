"""The pictures, for whoever would rather look than read."""

from markupsafe import Markup

from factcmp.report.html.flow import flow
from factcmp.report.html.heatmap import heat_map
from factcmp.report.html.markup import tag
from factcmp.report.html.matrix import matrix
from factcmp.report.html.timeline import timeline
from factcmp.report.html.view import PageView


def pictures(view: PageView) -> Markup | None:
    """The section with every picture that this report has something for."""
    drawn = [part for part in (timeline(view), matrix(view), heat_map(view), flow(view)) if part]
    if not drawn:
        return None
    return tag(
        "section",
        tag("h2", view.say("pictures"), id="pictures-heading"),
        drawn,
        id="pictures",
        aria_labelledby="pictures-heading",
        tabindex="-1",
    )
