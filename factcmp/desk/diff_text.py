"""What changed between two reports as text for a terminal."""

from functools import cache

import jinja2

from factcmp.desk.diff import ReportDiff
from factcmp.text.lines import printable


def render_diff(diff: ReportDiff) -> str:
    """The changes as text that ends in a line end, free of what steers a terminal."""
    return _template().render(diff=diff)


@cache
def _template() -> jinja2.Template:
    return jinja2.Environment(  # noqa: S701 text for a terminal has no markup to escape
        loader=jinja2.PackageLoader("factcmp.desk"),
        # What a macro made has line ends of its own, and is printable already.
        finalize=lambda value: printable(value) if type(value) is str else value,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    ).get_template("diff.txt.j2")
