"""What is written and read back: hostile words in every place of a report, and reports that strangers changed."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import page_reports
import story_reports
from hostile import Changed, changed, fuzz, texts
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcmp.errors import FactcmpError
from factcmp.models import Report
from factcmp.report.files import read_json, to_json
from factcmp.report.formats import FORMATS
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_markdown

_OURS = {"script": 2, "style": 1}
_FOREIGN = ("iframe", "object", "embed", "img", "base")
REPORTS = [json.loads(to_json(report)) for report in (page_reports.story(), story_reports.slide())]


class Elements(HTMLParser):
    """Tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(page: str, ours: dict[str, int]) -> None:
    found = Elements(page).found
    tags = [tag for tag, _ in found]
    for tag in ("script", "style"):
        assert tags.count(tag) == ours.get(tag, 0)
    assert not set(tags) & set(_FOREIGN)
    for tag, attributes in found:
        assert tag != "link" or ours
        assert not [name for name in attributes if name.startswith("on") or name in ("srcdoc", "action", "formaction")]
        assert re.match(r"#|https?:|\.\./|[\w%./()-]+(#|$)|$", attributes.get("href") or "")
        assert not (attributes.get("href") or "").lower().lstrip().startswith(("javascript", "data", "vbscript"))


@fuzz(0.03)
@given(texts, st.sampled_from(["en", "ar"]))
def test_hostile_words_anywhere_in_a_report_stay_words(text: str, language: str) -> None:
    report = page_reports.hostile(text, language)
    assert_harmless(render_html(report, title=text), _OURS)
    markdown = render_markdown(report, title=text)
    assert_harmless(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown), {})
    for one in FORMATS.values():
        one.render(report, title=text, links={}, reviews={}).encode()


@fuzz(0.05)
@given(st.sampled_from(REPORTS).flatmap(changed))
def test_a_report_that_a_stranger_changed_is_rendered_harmlessly_or_refused_in_a_sentence(changed: Changed) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "odd.json"
        file.write_text(json.dumps(changed.document), encoding="utf-8")
        try:
            report = read_json(file, Report, "factcmp report")
        except FactcmpError:
            return
    for name, one in FORMATS.items():
        rendered = one.render(report, title="", links={}, reviews={})
        rendered.encode()
        if name == "html":
            assert_harmless(rendered, _OURS)
        if name in ("md", "brief"):
            assert_harmless(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(rendered), {})
