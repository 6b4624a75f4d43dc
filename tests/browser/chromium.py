"""The Chromium that all tests of pages share. Without one they fail: a page that nobody opened is not tested."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module", name="browser")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("FACTCMP_CHROMIUM") or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if path is None:
        pytest.fail("no Chromium found: install one (apt-get install chromium), or set FACTCMP_CHROMIUM to its program")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def axe_findings(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong on the page."""
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        (violation["id"], node["html"][:160], node.get("failureSummary", "")[:200])
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    ]
