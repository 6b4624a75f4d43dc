"""The index of five hundred stories in a real Chromium: whether a desk can use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import axe_findings, chromium  # noqa: F401 - the fixture `browser`
from playwright.sync_api import Browser, Page

from factcmp.models import Relation, StageUse
from factcmp.stories.index_page import render_index
from factcmp.stories.running import Row, State, Told

_STATES = (*[State.DONE] * 7, State.INCOMPLETE, State.FAILED, State.ALONE)


def _row(number: int) -> Row:
    """One of ten stories lacks something, one failed, one is an article alone; every third is in Arabic."""
    state = _STATES[number % 10]
    told = f"تقارير عن السد رقم {number}" if number % 3 == 0 else f"Reports on the dam of Ostrel, number {number}"
    count = 1 if state is State.ALONE else 20
    articles = tuple(
        Told(id=f"{number}-{at}", title=f"{told}, {at}", where=f"https://example.org/{number}/{at}" + "x" * 60,
             copy_of=f"{number}-0" if at == 7 else None)
        for at in range(count)
    )  # fmt: skip
    made = state in (State.DONE, State.INCOMPLETE)
    return Row(
        id=f"story-{number}",
        title=told,
        state=state,
        articles=articles,
        error=None if state in (State.DONE, State.ALONE) else "the endpoint did not answer",
        disputes=(f"Did the dam number {number} break?",) if made and number % 2 else (),
        relations={Relation.CONTRADICTION: number % 5} if made else {},
        stages=(StageUse(stage="extract", requests=20, input_tokens=60_000, output_tokens=20_000),),
        files=(f"story-{number}.html", f"story-{number}.md") if made else (),
    )


@pytest.fixture(params=["light-1280", "dark-390"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    scheme, width = request.param.split("-")
    file = tmp_path / "index.html"
    file.write_text(render_index([_row(number) for number in range(500)], title="desk"), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": int(width), "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page, seen = context.new_page(), list[str]()
    page.on("console", lambda message: seen.append(message.text))
    page.on("request", lambda asked: None if asked.url.startswith(file.as_uri()) else seen.append(asked.url))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert seen == [], "it says nothing to the console and asks for nothing"


def test_what_is_missing_is_a_step_away_and_every_story_leads_to_its_report(page: Page) -> None:
    assert page.locator("#stories + table tbody tr").count() == 400
    assert page.locator("#stories + table tbody tr a:first-of-type[href$='.html']").count() == 400
    page.get_by_role("link", name="missing").click()
    assert page.evaluate("location.hash") == "#missing"
    box = page.locator("#missing").bounding_box()
    assert box is not None
    assert box["y"] < 900
    assert page.locator("#missing + table tbody tr").count() == 100


def test_nothing_is_wider_than_the_window_also_with_a_story_opened(page: Page) -> None:
    page.locator("summary >> nth=0").click()
    assert page.get_by_text("copy of").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_nothing(page: Page) -> None:
    page.evaluate("[...document.querySelectorAll('details')].slice(0, 5).forEach(box => { box.open = true; })")
    assert axe_findings(page) == []
