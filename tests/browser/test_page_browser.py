"""The HTML report in a real Chromium: what is on the page, where it stands, and what the controls do."""

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path

import page_reports
import pytest
from chromium import axe_findings, chromium  # noqa: F401 - the fixture `browser`
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from factcmp.models import Report, Stance
from factcmp.report.html import render_html

# An element's lines as rectangles: what the reader sees, not what an attribute promises.
_LINES = """element => {
    const range = document.createRange(); range.selectNodeContents(element);
    const lines = [];
    for (const box of range.getClientRects()) {
        const last = lines.at(-1);
        if (last && Math.abs(last.top - box.top) < box.height / 2) {
            last.left = Math.min(last.left, box.left); last.right = Math.max(last.right, box.right);
        } else if (box.width > 0) lines.push({left: box.left, right: box.right, top: box.top});
    }
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {lines, left: box.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth),
            right: box.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth)};
}"""
_AT = """(element, at) => {
    const node = element.firstChild, range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + 1);
    return range.getBoundingClientRect().toJSON();
}"""
_MARKED = (
    """number => [...document.querySelectorAll(`mark[data-c~="${number}"]`)].map(mark => mark.textContent).join("")"""
)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report as a file; at the end no message and no request for anything else may have been seen."""
    seen: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(
        report: Report,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        hash: str = "",
        title: str = "Story",
    ) -> Page:
        path = tmp_path / f"{len(contexts)}.html"
        path.write_text(render_html(report, title=title), encoding="utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("request", lambda request: None if request.url.startswith(path.as_uri()) else seen.append(request.url))
        page.goto(path.as_uri() + hash)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert seen == []


@pytest.fixture(scope="module")
def story() -> Report:
    return page_reports.story()


@pytest.fixture(scope="module")
def arabic() -> Report:
    return page_reports.story("ar")


def shown(page: Page) -> list[str]:
    """The anchors of the groups and lone claims that the filters leave."""
    found = page.locator(".card:not([hidden]), .alone:not([hidden]) .lone:not([hidden])").evaluate_all(
        "items => items.map(item => item.id)"
    )
    return [str(anchor) for anchor in found]


def box(locator: Locator) -> FloatRect:
    """Where an element stands."""
    found = locator.bounding_box()
    assert found is not None
    return found


def chosen(page: Page) -> list[int]:
    """The numbers of the claims whose quotes are in colour."""
    numbers = page.locator(".note.on").evaluate_all("notes => notes.map(note => Number(note.dataset.c))")
    return sorted(int(number) for number in numbers)


# What is on the page ------------------------------------------------------


def test_highlighted_text_equals_the_quote(open_page: Open, story: Report) -> None:
    page = open_page(story)
    for number, claim in enumerate(story.claims):
        assert page.evaluate(_MARKED, number) == claim.quote.text
    texts = page.locator(".column .text").evaluate_all(
        "texts => texts.map(text => { const copy = text.cloneNode(true);"
        " copy.querySelectorAll('.note').forEach(note => note.remove()); return copy.textContent; })"
    )
    assert texts == [article.text for article in story.articles]


def test_every_claim_shows_its_quote(open_page: Open, story: Report) -> None:
    page = open_page(story)
    for number, claim in enumerate(story.claims, 1):
        assert page.locator(f"#c{number} blockquote").text_content() == claim.quote.text


def test_without_a_script_everything_is_there(browser: Browser, tmp_path: Path, story: Report) -> None:
    path = tmp_path / "page.html"
    path.write_text(render_html(story), encoding="utf-8", newline="")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator(".column >> nth=2")).to_be_visible()
    for control in page.locator("button, input, select").all():
        expect(control).not_to_be_visible()
    page.context.close()


def test_hostile_words_run_nothing(open_page: Open) -> None:
    for words in (
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "\" autofocus onfocus=alert(1) '",
    ):
        page = open_page(page_reports.hostile(words), title=words)
        assert page.locator("h1").text_content() == words
        page.locator("button.show >> nth=0").click()
        assert page.locator("#chosen .question").text_content() == words


def test_a_report_with_nothing_in_it_opens(open_page: Open, story: Report) -> None:
    nothing: dict[str, object] = dict.fromkeys(
        ("articles", "claims", "groups", "naming", "flags", "ledger", "calendar", "voices"), ()
    )
    run = story.run.model_copy(update={"dropped": (), "left_out": (), "uncovered": (), "failures": (), "stages": ()})
    page = open_page(story.model_copy(update={**nothing, "run": run}))
    expect(page.locator("h1")).to_be_visible()
    page.locator("#filter-q").fill("x")
    page.locator("#reader-next").click()


# Where it stands ------------------------------------------------------------


def test_arabic_lines_are_set_from_right_to_left(open_page: Open, story: Report) -> None:
    page = open_page(story, width=390)
    quote = page.locator("#c4 blockquote")
    measured = quote.evaluate(_LINES)
    lines = measured["lines"]
    assert len(lines) > 1
    for line in lines:
        assert abs(line["right"] - measured["right"]) < 2.5
    assert lines[-1]["left"] - measured["left"] > 10
    words = quote.text_content() or ""
    first, second = (quote.evaluate(_AT, words.index(word)) for word in ("شركة", "البناء"))
    assert first["left"] > second["right"]
    # A number in the line keeps its own direction.
    page.locator("#c2").evaluate("claim => { claim.closest('details').open = true; }")
    quote = page.locator("#c2 blockquote")
    words = quote.text_content() or ""
    one, two = (quote.evaluate(_AT, words.index("12") + at) for at in (0, 1))
    assert one["right"] <= two["left"] + 0.5


def test_a_latin_name_in_arabic_text_reads_from_left_to_right_in_its_place(open_page: Open, story: Report) -> None:
    page = open_page(story)
    place = """words => {
        const text = document.querySelector(".column .text");
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        const box = word => {
            for (walker.currentNode = text; walker.nextNode();) {
                const at = walker.currentNode.data.indexOf(word);
                if (at < 0 || walker.currentNode.parentElement.closest(".note")) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + word.length);
                return range.getClientRects()[0].toJSON();
            }
        };
        return words.map(box);
    }"""
    before, sidr, power, after = page.evaluate(place, ["محطة", "Sidr", "Power", "التي"])
    assert sidr["right"] <= power["left"]
    beside = [(left, right) for left, right in ((power, before), (after, sidr)) if abs(left["top"] - right["top"]) < 8]
    assert beside
    for left, right in beside:
        assert left["right"] <= right["left"] + 0.5


def test_an_arabic_name_does_not_reorder_the_english_line_around_it(open_page: Open, story: Report) -> None:
    page = open_page(story)
    label, source, original, party, stance = (
        box(page.locator(f"#c4 .by {part}")) for part in (".label", ".source", ".original", ".party", ".stance")
    )
    boxes = [label, source, original, party, stance]
    for before, after in pairwise(boxes):
        assert before["x"] + before["width"] <= after["x"] + 0.5


def test_a_report_in_arabic_is_laid_out_from_the_right(open_page: Open, arabic: Report) -> None:
    page = open_page(arabic)
    width = page.evaluate("document.documentElement.clientWidth")
    for heading in page.locator("main h2").all():
        measured = heading.evaluate(_LINES)
        assert measured["right"] - measured["lines"][0]["right"] < 2
        assert measured["lines"][0]["right"] > width / 2
    filters, cards = box(page.locator("#filters")), box(page.locator("#g1"))
    assert filters["x"] > cards["x"] + cards["width"]
    columns = [box(column)["x"] for column in page.locator(".column:visible").all()]
    assert columns == sorted(columns, reverse=True)
    assert len(columns) == 2
    origin, article = (box(page.locator(f"#flow tbody {kind} >> nth=0")) for kind in ("th", "td"))
    assert origin["x"] > article["x"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(open_page: Open, language: str, width: int) -> None:
    page = open_page(page_reports.story(language), width=width, height=844)
    assert page.evaluate(_OVERFLOW) <= 0
    page.locator("button.show >> nth=0").click()
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert page.evaluate(_OVERFLOW) <= 0


def test_a_long_word_does_not_widen_a_narrow_page(open_page: Open) -> None:
    page = open_page(page_reports.hostile("x" * 300), width=390)
    assert page.evaluate(_OVERFLOW) <= 0


def test_a_narrow_screen_shows_one_article(open_page: Open, story: Report) -> None:
    page = open_page(story, width=390, height=844)
    assert page.locator(".column:visible").count() == 1
    page.locator("input[name=show][value='1']").check()
    expect(page.locator("#t2")).to_be_visible()
    assert page.locator(".column:visible").count() == 1
    # Turned, it has room for another.
    page.set_viewport_size({"width": 844, "height": 390})
    expect(page.locator(".column:visible")).to_have_count(2)
    expect(page.locator("#t2")).to_be_visible()


# What the controls do ---------------------------------------------------------


def test_search_folds_spelling_and_counts(open_page: Open, story: Report) -> None:
    page = open_page(story)
    everything = shown(page)
    assert everything == ["g1", "g2", "g3", "c10"]
    for words, found in (
        ("BRIDGE", ["g1", "g2"]),
        ("أنهار", ["g1"]),
        ("جُرُوح", ["g1"]),
        ("١٢ عاملا", ["g1", "g2"]),
        ("no such word", []),
    ):
        page.locator("#filter-q").fill(words)
        page.wait_for_timeout(150)
        assert shown(page) == found, words
        assert (page.locator("#shown").text_content() or "").startswith(
            f"Shown: questions {sum(a[0] == 'g' for a in found)} of 3"
        )
    expect(page.locator(".nothing")).to_be_visible()
    page.locator("#filter-q").fill("A1.2")
    expect(page.locator("#c2")).to_be_visible()
    page.locator("button[type=reset]").click()
    page.wait_for_timeout(100)
    assert shown(page) == everything


def test_filters_by_relation_article_source_and_difference(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("input[value=contradiction]").uncheck()
    page.wait_for_timeout(150)
    assert shown(page) == ["g2", "g3", "c10"]
    expect(page.locator("#relation-contradiction")).not_to_be_visible()
    page.locator("input[value=contradiction]").check()
    for name, label, found in (
        ("art", "A3", ["g1", "c10"]),
        ("src", "the builder", ["g1"]),
        ("dif", "how many", ["g2"]),
    ):
        select = page.locator(f"#filter-{name}")
        value = select.locator("option", has_text=label).get_attribute("value")
        select.select_option(value)
        page.wait_for_timeout(150)
        assert shown(page) == found, name
        assert page.locator("[data-count=agreement]").text_content() == "0"
        select.select_option("")
    page.wait_for_timeout(150)
    assert page.locator("[data-count=agreement]").text_content() == "1"


def test_the_address_keeps_the_state(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("#filter-q").fill("جسر 100% &=")
    page.locator("input[value=update]").uncheck()
    page.locator("#reader-group").select_option("0")
    page.wait_for_timeout(150)
    page.reload()
    assert page.locator("#filter-q").input_value() == "جسر 100% &="
    assert not page.locator("input[value=update]").is_checked()
    assert chosen(page) == [0, 1, 3, 6, 8]


def test_a_link_to_a_hidden_finding_shows_it(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("#filter-q").fill("no such word")
    page.wait_for_timeout(150)
    page.locator("#matrix tbody a >> nth=1").click()
    expect(page.locator("#g2")).to_be_in_viewport()
    assert "G2" in (page.locator("#shown").text_content() or "")
    page.go_back()
    page.wait_for_timeout(150)
    assert page.locator("#filter-q").input_value() == "no such word"


def test_an_address_with_a_place_opens_what_hides_it(open_page: Open, story: Report) -> None:
    page = open_page(story, hash="#c10")
    expect(page.locator("#c10")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "c10"


def test_unfolding_and_folding_all(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("#unfold").click()
    assert page.locator(".list details:not([open])").count() == 0
    page.locator("#unfold").click()
    assert page.locator(".list details[open]").count() == 0


def test_choosing_a_group_highlights_its_quotes_in_each_article(open_page: Open, story: Report) -> None:
    page = open_page(story, height=500)
    page.locator("#g1 button.show").click()
    assert chosen(page) == [0, 1, 3, 6, 8]
    for number in (0, 3, 6, 8):
        expect(page.locator(f"mark.on[data-c~='{number}'] >> nth=0")).to_be_visible()
    assert page.locator("#chosen .question").text_content() == "Did the bridge (الجسر) fall?"
    assert page.locator("#chosen .answers li").count() == 3
    assert page.evaluate("document.activeElement.id") == "chosen-open"
    page.locator("#reader-next").click()
    assert chosen(page) == [2, 5]
    page.locator("#reader-previous").click()
    assert chosen(page) == [0, 1, 3, 6, 8]
    page.locator("#chosen-open").click()
    expect(page.locator("#g1")).to_be_in_viewport()
    page.locator("#chosen-clear").click()
    assert chosen(page) == []
    expect(page.locator("#chosen")).not_to_be_visible()


def test_columns_scroll_to_the_first_quote(open_page: Open) -> None:
    page = open_page(page_reports.large(8, 40))
    group = page.locator("button.show >> nth=-1")
    group.click()
    for number in page.locator("mark.on").evaluate_all("marks => marks.map(mark => mark.dataset.c)"):
        mark = page.locator(f"mark[data-c='{number}']")
        column = mark.locator("xpath=ancestor::section[contains(@class, 'column')]")
        if column.is_visible():
            inner, outer = box(mark), box(column)
            assert outer["y"] <= inner["y"] <= outer["y"] + outer["height"] - inner["height"]
            assert column.evaluate("column => column.scrollTop") > 0


def test_choosing_a_mark_opens_its_group(open_page: Open, story: Report) -> None:
    page = open_page(story)
    nested = page.locator("mark[data-c~='2'] >> nth=0")
    nested.click()
    assert chosen(page) == [2, 5]
    nested.click()
    assert chosen(page) == [0, 1, 3, 6, 8]
    page.locator("#m10").focus()
    page.keyboard.press("Enter")
    assert chosen(page) == [9]
    assert page.locator("#chosen .question").text_content() == "What A3.2 says, in words."
    page.keyboard.press("Escape")
    assert chosen(page) == []


def test_a_claims_label_leads_to_its_place_in_the_text(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("#c7 .label").click()
    expect(page.locator("#m7")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "m7"
    assert 6 in chosen(page)


def test_articles_are_shown_as_chosen(open_page: Open, story: Report) -> None:
    page = open_page(story)
    # The two that contradict each other; the page says that there is another.
    expect(page.locator("#t1")).to_be_visible()
    expect(page.locator("#t3")).to_be_visible()
    assert page.locator(".column:visible").count() == 2
    assert "2 of 3" in (page.locator("#reader-more").text_content() or "")
    page.locator("input[name=show][value='1']").check()
    assert page.locator(".column:visible").count() == 3
    assert "3 of 3" in (page.locator("#reader-more").text_content() or "")
    page.locator("input[name=show][value='0']").uncheck()
    expect(page.locator("#t1")).not_to_be_visible()
    page.locator("#minute a.art[href='#t1']").click()
    expect(page.locator("#t1")).to_be_visible()


def test_a_dot_of_the_ledger_leads_to_its_row(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.locator("#ledger .dot >> nth=1").click()
    expect(page.locator("#l2")).to_be_in_viewport()
    assert page.locator("#ledger .grown").count() == 1


def test_a_name_is_found_under_each_of_its_spellings(open_page: Open, story: Report) -> None:
    page = open_page(story)
    for words in ("the bridge", "جسر السدر"):
        page.locator("#filter-q").fill(words)
        page.wait_for_timeout(150)
        assert shown(page) == ["g1", "g2"], words


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_matrix_flow_and_ledger_end_within_the_page(open_page: Open, language: str) -> None:
    page = open_page(page_reports.story(language), width=390, height=844)
    for table in page.locator("#matrix table, #flow table, #ledger table, #ledger svg").all():
        found = box(table)
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= 390
    assert page.locator("#matrix .cell.denies:visible").count() > 0
    assert page.locator("#flow tbody tr:visible").count() > 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_key_to_the_articles_stands_before_the_first_finding(open_page: Open, story: Report, width: int) -> None:
    page = open_page(story, width=width)
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        key, finding = box(page.locator(".legend-list")), box(page.locator(".desk"))
        assert key["y"] + key["height"] <= finding["y"]


def test_light_and_dark(open_page: Open, story: Report) -> None:
    for scheme in ("light", "dark"):
        page = open_page(story, scheme=scheme)
        paper = "getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(paper)
        page.locator("#theme").click()
        after = page.evaluate(paper)
        assert (before > after) is (scheme == "light")
        assert before != after
        page.locator("#theme").click()
        assert page.evaluate(paper) == before


def test_the_keyboard_reaches_every_control_and_sees_where_it_is(open_page: Open, story: Report) -> None:
    page = open_page(story)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted = page.locator("button:visible, input:visible, select:visible, a:visible, summary:visible").count()
    reached = set()
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const on = document.activeElement; if (on === document.body) return null;"
            " return [[...document.querySelectorAll('*')].indexOf(on), getComputedStyle(on).outlineStyle]; }"
        )
        if at is None:
            break
        assert at[1] != "none"
        reached.add(at[0])
    before_main = page.locator(".skip, nav a:visible, nav button:visible").count()
    assert len(reached) >= wanted - before_main


# For everyone -------------------------------------------------------------------


@pytest.mark.parametrize(("language", "scheme", "width"), list(product(("en", "ar"), ("light", "dark"), (1280, 390))))
def test_axe_finds_nothing(open_page: Open, language: str, scheme: str, width: int) -> None:
    page = open_page(page_reports.story(language), scheme=scheme, width=width)
    assert axe_findings(page) == []
    page.locator("button.show >> nth=0").click()
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert axe_findings(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_picture_has_its_content_as_a_table(open_page: Open, language: str) -> None:
    page = open_page(page_reports.story(language))
    assert page.locator("#pictures figure").count() == 4
    for figure in page.locator("#pictures figure:has(svg), #matrix, #ledger table:has(svg)").all():
        assert figure.locator("tbody tr").count() > 0
        for drawn in figure.locator("svg").all():
            assert drawn.get_attribute("role") == "img"
            assert drawn.get_attribute("aria-label")
    matrix = page.locator("#matrix tbody tr >> nth=0").locator("td")
    said = load_stances(language)
    cells = [" ".join((cell.text_content() or "").split()) for cell in matrix.all()]
    assert said[Stance.DENIES] in cells[0]
    assert said[Stance.DOUBTS] in cells[1]
    assert page.locator("#flow tbody tr >> nth=0").locator("td >> nth=0").text_content()


def load_stances(language: str) -> dict[Stance, str]:
    from factcmp.report.wording import load_wording

    words = load_wording(language)
    return {stance: words.say(f"stance.{stance}") for stance in Stance}


def test_paper_has_the_folded_report_and_no_control(open_page: Open, story: Report) -> None:
    page = open_page(story, scheme="dark")
    page.emulate_media(media="print")
    for control in page.locator("button, input, select, nav").all():
        expect(control).not_to_be_visible()
    expect(page.locator("#reader")).not_to_be_visible()
    expect(page.locator("#c1 blockquote")).to_be_visible()
    expect(page.locator("#c10 blockquote")).not_to_be_visible()
    expect(page.locator("#ledger table >> nth=0")).to_be_visible()
    color = page.locator("#c1 blockquote").evaluate("quote => getComputedStyle(quote).color")
    assert sum(int(part) for part in color.removeprefix("rgb(").removesuffix(")").split(",")) < 200
    assert len(page.pdf()) > 10_000


# Large -----------------------------------------------------------------------------


def test_what_is_packed_is_there_when_it_is_looked_at(open_page: Open) -> None:
    report = page_reports.large(110, 20)
    alone = next(number for number, claim in enumerate(report.claims, 1) if claim.label == "A109.4")
    page = open_page(report, hash=f"#c{alone}")
    expect(page.locator(f"#c{alone}")).to_be_visible()
    assert page.locator(f"#c{alone} blockquote").text_content() == report.claims[alone - 1].quote.text
    # Its place in its article, whose text is packed too.
    page.locator(f"#c{alone} .label").click()
    expect(page.locator(f"#m{alone}")).to_be_in_viewport()
    assert page.evaluate(_MARKED, alone - 1) == report.claims[alone - 1].quote.text
    # A card far below, by its link in a picture.
    last = page.locator("#matrix tbody a >> nth=-1")
    anchor = (last.get_attribute("href") or "")[1:]
    assert page.locator(f"#{anchor}").get_attribute("data-pack") is not None
    last.click()
    expect(page.locator(f"#{anchor} blockquote >> nth=0")).to_be_visible()
    # Words that stand in packed parts only.
    page.locator("#filter-q").fill("الجهة رقم 109")
    found = sum(claim.article == "a109" for claim in report.claims)
    expect(page.locator("#shown")).to_contain_text(f"single claims {found} of")
    expect(page.locator("#o109 .lone").first).to_be_visible()
    expect(page.locator("#o108")).not_to_be_visible()


def test_of_two_hundred_articles_a_step_lays_out_what_is_in_sight_in_few_layouts(
    browser: Browser, tmp_path: Path
) -> None:
    """Seconds are the machine's; what they are spent on is counted: boxes that have a place, and passes over them."""
    report = page_reports.large(200, 20)
    assert len(report.claims) == 4000
    path = tmp_path / "large.html"
    path.write_text(render_html(report), encoding="utf-8", newline="")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    steps = open_and_filter(page, path.as_uri())
    elements = page.locator("*").count()
    page.close()
    assert elements > 60_000
    assert {name: counts for name, counts in steps.items() if counts["boxes"] > 8_000 or counts["layouts"] > 20} == {}


def open_and_filter(page: Page, address: str) -> dict[str, dict[str, float]]:
    """For each step how many boxes have a place once it is drawn, and how many layouts it took."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    counts: dict[str, dict[str, float]] = {}
    layouts = 0.0

    def count(name: str) -> None:
        nonlocal layouts
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        metrics = {one["name"]: one["value"] for one in browser.send("Performance.getMetrics")["metrics"]}
        counts[name] = {"boxes": metrics["LayoutObjects"], "layouts": metrics["LayoutCount"] - layouts}
        layouts = metrics["LayoutCount"]

    page.goto(address, wait_until="domcontentloaded")
    count("open")
    for name, action in {
        "search": "q.value = 'المنطقه 7'; q.dispatchEvent(new Event('input', {bubbles: true}))",
        "search again": "q.value = 'office 3'; q.dispatchEvent(new Event('input', {bubbles: true}))",
        "all": "q.form.reset()",
        "relation": "document.querySelector('input[value=update]').click()",
        "article": "a = document.getElementById('filter-art'); a.value = '150';"
        " a.dispatchEvent(new Event('input', {bubbles: true}))",
        "group": "document.getElementById('reader-next').click()",
    }.items():
        told = "reader-status" if name == "group" else "shown"
        before = page.locator(f"#{told}").text_content()
        page.evaluate(f"() => {{ let a; const q = document.getElementById('filter-q'); {action}; }}")
        page.wait_for_function(
            "([id, before]) => document.getElementById(id).textContent !== before", arg=[told, before]
        )
        count(name)
    return counts
