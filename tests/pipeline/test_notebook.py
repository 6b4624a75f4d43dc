"""A report at the end of a notebook's cell."""

import html
import re

import pytest
from scripted import ScriptedModel, claim_wire, claims_wire

from factcmp import Report, compare_articles, make_article, render_markdown
from factcmp.report.html import render_html

TEXT = 'It burned at "noon" & <script>alert(1)</script></iframe> on Monday.'


@pytest.fixture
def report() -> Report:
    return compare_articles(
        [make_article(TEXT, id="a", title="A </iframe> title")],
        ScriptedModel(lambda _: claims_wire([claim_wire(TEXT)])),
    )


def test_markdown_is_that_of_the_report_file(report: Report) -> None:
    assert report._repr_markdown_() == render_markdown(report)  # type: ignore[attr-defined]


def test_page_is_shown_in_a_frame_that_no_text_of_an_article_can_leave(report: Report) -> None:
    shown = report._repr_html_()  # type: ignore[attr-defined]
    (page,) = re.findall(r'^<iframe [^<>]*srcdoc="([^"<>]*)"[^<>]*>[^<>]*</iframe>$', shown)
    assert html.unescape(page) == render_html(report)


def test_frame_gets_scripts_of_its_own_but_not_the_notebook(report: Report) -> None:
    shown = report._repr_html_()  # type: ignore[attr-defined]
    (rights,) = re.findall(r'sandbox="([^"]*)"', shown)
    assert "allow-scripts" in rights.split()
    assert "allow-same-origin" not in rights.split()


def test_showing_a_report_leaves_its_value_and_its_json_alone(report: Report) -> None:
    before = report.model_dump_json()
    report._repr_markdown_()  # type: ignore[attr-defined]
    report._repr_html_()  # type: ignore[attr-defined]
    assert report.model_dump_json() == before
    assert Report.model_validate_json(before) == report
    assert not any(name.startswith("_repr") for name in Report.model_json_schema()["properties"])
