"""The HTML report: one file that asks for nothing from outside."""

from factcmp.report.html.document import render_html

__all__ = ["render_html"]
