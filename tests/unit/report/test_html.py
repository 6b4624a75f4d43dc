"""The HTML report says what the report says, whatever the texts contain, and asks for nothing from outside."""

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import combinations, pairwise

import page_reports
import pytest
from counting import calls_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import PackageLoader, Template
from jinja2.meta import find_undeclared_variables
from story_reports import slide

from factcmp.desk.review import AppliedReview, Review, ReviewState, Verdict, finding_text, review_key
from factcmp.models import Between, Disagreement, Dispute, Origin, PartialKind, Position, Relation, Report, Span
from factcmp.report.desk_page import desk_page
from factcmp.report.html import render_html
from factcmp.report.html.markup import environment
from factcmp.report.html.pictures import heat
from factcmp.report.html.reader import cut
from factcmp.report.markdown.document import render_markdown
from factcmp.report.sentence_pieces import as_plain_text
from factcmp.report.view import View
from factcmp.report.wording import load_wording
from factcmp.report.words import bounds_words, review_words

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("</script></style></title><img src=x onerror=alert(1)>", id="closing-tags"),
    pytest.param('" onmouseover="alert(1)" x=\'', id="quotes"),
    pytest.param("<!-- <![CDATA[ ]]> -->", id="comments"),
    pytest.param("&lt;b&gt; &amp;amp; &#60;i>", id="entities"),
    pytest.param("javascript:alert(1)", id="script-address"),
    pytest.param("{count} {0} {} %s {{x}}", id="placeholders"),
    pytest.param("{{ 7*7 }} {% include 'page.html' %} {# x #} <script>{{ view }}</script>", id="template"),
    pytest.param("a\r\nb\rc\x0bd\u2028e\u0085f", id="line-ends"),
    pytest.param("النص \u202eمقلوب\u202c، 12% (x)", id="arabic-with-override"),
    pytest.param("[A1.1] [A9.9] [[x]]", id="labels"),
    pytest.param("\x02count\x03 \x02names\x03", id="our-own-marks"),
    pytest.param("🌉" * 400, id="long-and-astral"),
]
ELEMENTS = re.compile(
    "a|article|aside|bdi|blockquote|body|button|caption|code|dd|details|div|dl|dt|fieldset|figure|footer|form|g|h[1-6]|"
    "head|header|html|input|label|legend|li|line|main|mark|meta|nav|ol|option|p|path|q|rect|circle|script|section|select|"
    "span|strong|style|summary|svg|table|tbody|td|text|th|thead|title|tr|ul"
)
VOID = frozenset(("input", "meta"))


class Page(HTMLParser):
    """The elements of a page, properly nested, with the text that each holds."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((data, list(self._open)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def inside(self, tag: str, **wanted: str) -> list[str]:
        """The text of each element of this kind, or with these attributes."""
        found: dict[int, str] = {}
        for text, path in self.texts:
            for name, attributes in path:
                if name == tag and all(attributes.get(key) == value for key, value in wanted.items()):
                    found[id(attributes)] = found.get(id(attributes), "") + text
        return list(found.values())


@pytest.fixture(scope="module", params=["en", "ar"])
def report(request: pytest.FixtureRequest) -> Report:
    return page_reports.story(request.param)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_texts_never_become_markup(text: str, language: str) -> None:
    page = Page(render_html(page_reports.hostile(text, language), title=text))
    assert not [tag for tag, _ in page.elements if not ELEMENTS.fullmatch(tag)]
    assert [attributes.get("type") for attributes in page.of("script")] == ["application/json", None]
    assert len(page.of("style")) == 1
    for tag, attributes in page.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "action")
        ]
        if "href" in attributes:
            assert tag == "a"
            assert re.match(r"#|https?://", attributes["href"] or "")
    assert page.inside("h1") == [text]
    assert text in page.inside("blockquote")
    json.loads(page.inside("script", type="application/json")[0])


def test_templates_ask_for_nothing_that_the_page_does_not_give(monkeypatch: pytest.MonkeyPatch) -> None:
    given: set[str] = set()

    def render(template: Template, **values: object) -> str:
        given.update(values, template.environment.globals)
        return ""

    monkeypatch.setattr(Template, "render", render)
    render_html(page_reports.story())
    templates = environment()
    names = templates.list_templates()
    assert len(names) > 10
    for name in names:
        assert isinstance(templates.loader, PackageLoader)
        source, _, _ = templates.loader.get_source(templates, name)
        assert find_undeclared_variables(templates.parse(source)) <= given, name


def test_markup_in_an_article_changes_no_element_of_the_page() -> None:
    plain, marked = (Page(render_html(page_reports.hostile(text))) for text in ("x" * 11, "<b>bold</b>"))
    assert [tag for tag, _ in plain.elements] == [tag for tag, _ in marked.elements]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_mark_is_its_claims_quote(report: Report, line_end: str) -> None:
    article = report.articles[0]
    text = article.text.replace("\r\n", line_end)
    long = Span(start=2, end=len(text) - 2, text=text[2:-2])
    changed = report.claims[0].model_copy(update={"quote": long})
    kept = [claim for claim in report.claims[1:] if claim.article != article.id]
    report = report.model_copy(
        update={
            "articles": (article.model_copy(update={"text": text}), *report.articles[1:]),
            "claims": (changed, *kept),
            "groups": (),
            "ledger": (),
            "naming": (),
            "flags": (),
        }
    )
    assert_marks_are_quotes(report)


def test_nested_and_overlapping_marks_are_their_quotes(report: Report) -> None:
    assert_marks_are_quotes(report)


def assert_marks_are_quotes(report: Report) -> None:
    page = Page(render_html(report))
    marked: dict[int, str] = {}
    for text, path in page.texts:
        mark = next((attributes for name, attributes in path if name == "mark"), None)
        for number in (mark["data-c"] or "").split() if mark else ():
            marked[int(number)] = marked.get(int(number), "") + text
    assert marked == {number: claim.quote.text for number, claim in enumerate(report.claims)}


def test_an_articles_text_stands_whole_in_the_reader(report: Report) -> None:
    page = Page(render_html(report))
    texts: dict[int, str] = {}
    for text, path in page.texts:
        names = [attributes.get("class") or "" for _, attributes in path]
        holder = next((attributes for _, attributes in path if attributes.get("class") == "text"), None)
        if holder and not any("note" in name.split() for name in names):
            texts[id(holder)] = texts.get(id(holder), "") + text
    assert list(texts.values()) == [article.text for article in report.articles]


def test_a_quote_that_is_not_in_its_article_is_not_marked() -> None:
    pieces = cut("one two", {0: Span(start=0, end=3, text="two"), 1: Span(start=4, end=7, text="two")})
    assert [(piece.text, piece.within) for piece in pieces] == [("one ", ()), ("two", (1,))]


@given(st.text(min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=8))
def test_pieces_are_the_text_and_the_quotes(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = {
        number: Span(start=start, end=end, text=text[start:end])
        for number, (start, end) in enumerate(ranges)
        if start < end <= len(text)
    }
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for number, span in spans.items():
        assert "".join(piece.text for piece in pieces if number in piece.within) == span.text
        assert sum(number in piece.ends for piece in pieces) == 1


def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import hashlib, page_reports; from factcmp.report.html import render_html\n"
        "print(hashlib.sha256(render_html(page_reports.story('ar'), title='x').encode()).hexdigest())"
    )
    folder = page_reports.__file__.rpartition("/")[0]
    run = [sys.executable, "-c", code, folder]
    there = subprocess.run(run, env={"PYTHONHASHSEED": "1"}, capture_output=True, text=True, check=True).stdout  # noqa: S603
    here = hashlib.sha256(render_html(page_reports.story("ar"), title="x").encode()).hexdigest()
    assert there.strip() == here


def test_every_link_inside_the_page_has_its_one_target(report: Report) -> None:
    page = Page(render_html(report))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [
        (attributes["href"] or "")[1:] for attributes in page.of("a") if (attributes["href"] or "").startswith("#")
    ]
    assert len(links) > 40
    assert set(links) <= set(ids)
    for key in ("aria-labelledby", "aria-describedby", "for"):
        named = {attributes[key] for _, attributes in page.elements if key in attributes}
        assert named
        assert named <= set(ids)


def test_the_policy_allows_only_the_pages_own_style_and_script(report: Report) -> None:
    html = render_html(report)
    page = Page(html)
    policy = next(
        attributes["content"] or ""
        for attributes in page.of("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    style = html[html.index("<style>") + 7 : html.index("</style>")]
    script = html[html.rindex("<script>") + 8 : html.rindex("</script>")]
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    ]  # fmt: skip
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "innerHTML" not in script
    assert not re.search(r"https?://|@import|url\(", style + script)


def test_arabic_words_are_isolated_from_lines_in_another_direction() -> None:
    page = Page(render_html(page_reports.story("en")))
    arabic = re.compile("[\u0600-\u06ff]")
    checked = 0
    for text, path in page.texts:
        if (
            not arabic.search(text)
            or path[0][0] in ("title", "script")
            or path[-1][0] in ("title", "option", "text", "script")
        ):
            continue
        # What the model says may hold Arabic words; it stands in an element of its own.
        isolated = any(name == "bdi" or "dir" in attributes for name, attributes in path[1:])
        whole = path[-1][0] in ("h4", "h5", "li", "p", "span")
        assert isolated or whole, text
        checked += 1
    assert checked > 30
    quotes = page.of("blockquote")
    assert {(quote["dir"], quote["lang"]) for quote in quotes} == {("rtl", "ar"), ("ltr", "en")}


def test_a_report_in_arabic_reads_from_right_to_left() -> None:
    page = Page(render_html(page_reports.story("ar")))
    assert page.of("html") == [{"lang": "ar", "dir": "rtl"}]
    assert {quote["dir"] for quote in page.of("blockquote")} == {"rtl", "ltr"}


def test_the_pages_language_may_be_another_than_the_reports() -> None:
    page = Page(render_html(page_reports.story("en"), language="ar"))
    assert page.of("html") == [{"lang": "ar", "dir": "rtl"}]
    questions = [attributes for attributes in page.of("h4") if attributes.get("id", "") == "g1q"]
    assert [(q["lang"], q["dir"]) for q in questions] == [("en", "ltr")]


def test_an_unknown_language_of_an_article_goes_by_its_script() -> None:
    story = page_reports.story()
    articles = tuple(article.model_copy(update={"language": None}) for article in story.articles)
    page = Page(render_html(story.model_copy(update={"articles": articles})))
    texts = [attributes for _, attributes in page.elements if attributes.get("class") == "text"]
    assert [(text["dir"], text.get("lang")) for text in texts] == [("rtl", None), ("ltr", None), ("rtl", None)]


def test_headings_leave_no_level_out(report: Report) -> None:
    levels = [int(tag[1]) for tag, _ in Page(render_html(report)).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_only_addresses_of_the_web_become_links() -> None:
    story = page_reports.story()
    urls = ("https://news.example/1", "javascript:alert(1)", None)
    articles = tuple(article.model_copy(update={"url": url}) for article, url in zip(story.articles, urls, strict=True))
    page = Page(render_html(story.model_copy(update={"articles": articles})))
    outside = [attributes["href"] for attributes in page.of("a") if not (attributes["href"] or "").startswith("#")]
    assert outside == ["https://news.example/1"]


def test_pairs_of_articles_are_counted_by_question() -> None:
    assert heat(View(page_reports.story())).counts == {
        "contradictions": {(0, 2): 1},
        "agreements": {(0, 2): 1, (0, 1): 1},
        "origins": {(0, 2): 1, (0, 1): 1, (1, 2): 1},
    }


def test_of_a_crowd_the_articles_with_most_in_common_are_set_against_each_other_and_no_other_pair_is_made() -> None:
    report = page_reports.large(60, 2)
    alike = tuple(claim.id for claim in report.claims if claim.label.endswith(".1"))[20:]
    group = report.groups[0].model_copy(
        update={"claims": alike, "between": (), "relation": Relation.AGREEMENT,
                "positions": (Position(label="A", summary="So many.", claims=alike),)}
    )  # fmt: skip
    found = heat(View(report.model_copy(update={"groups": (group,)})))
    assert len(found.articles) == 24
    assert min(found.articles) >= 20
    assert found.counts["agreements"] == dict.fromkeys(combinations(found.articles, 2), 1)


def test_a_report_with_nothing_in_it_is_still_a_page() -> None:
    empty = page_reports.story().model_copy(
        update=dict.fromkeys(("articles", "claims", "groups", "naming", "flags", "ledger", "calendar", "voices"), ())
    )
    run = empty.run.model_copy(update={"dropped": (), "left_out": (), "uncovered": (), "stages": (), "prompts": ()})
    Page(render_html(empty.model_copy(update={"run": run})))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_well_formed_page(text: str) -> None:
    Page(render_html(page_reports.hostile(text), title=text))


def test_claims_named_side_by_side_are_links_apart() -> None:
    report = page_reports.story()
    first, second = report.claims[:2]
    told = report.groups[0].model_copy(update={"explanation": f"Both [{first.label}][{second.label}] say so."})
    html = render_html(report.model_copy(update={"groups": (told, *report.groups[1:])}), title="t", language="en")
    assert f">{first.label}</a>, <a " in html


def test_words_that_are_not_asserted_say_so_before_they_are_read(report: Report) -> None:
    page = Page(render_html(report))
    said = load_wording(report.run.language).say("page.said.denies", who="the builder")
    denied = [
        "".join(text for text, path in page.texts if any(attributes.get("id") == "c4" for _, attributes in path)
                and any(attributes.get("class") == "gloss" for _, attributes in path))
    ]  # fmt: skip
    assert denied == [f"{said} What A1.4 says, in words."]


def test_the_desk_page_opens_the_page_with_the_speakers_of_each_side(report: Report) -> None:
    page = Page(render_html(report))
    assert next(attributes["id"] for attributes in page.of("section")) == "minute"
    text = page.inside("div", **{"class": "desk"})[0]
    wording = load_wording(report.run.language)
    for key, sentences in desk_page(View(report, wording.language)).items():
        assert wording.say(key) in text
        for sentence in sentences:
            assert as_plain_text(sentence, wording) in text
    assert "the town of Sidr" in text
    assert "the builder" in text


def test_the_title_is_the_matter_of_the_first_dispute(report: Report) -> None:
    assert Page(render_html(report)).inside("h1") == ["Did the bridge (الجسر) fall?"]
    dispute = Dispute(
        id="m", label="M1", question="Who let the bridge fall?", relation=Relation.CONTRADICTION, groups=("x1",)
    )
    disputed = report.model_copy(update={"disputes": (dispute,)})
    assert Page(render_html(disputed)).inside("h1") == ["Who let the bridge fall?"]
    assert Page(render_html(disputed, title="The bridge")).inside("h1") == ["The bridge"]


def test_a_rejected_finding_is_named_at_the_top(report: Report) -> None:
    group = report.groups[1]
    finding = finding_text(group)
    review = Review(
        question=group.question, finding=finding, key=review_key(finding), verdict=Verdict.REJECTED, by="R. Edit"
    )
    reviews = {group.id: AppliedReview(state=ReviewState.CURRENT, review=review)}
    said = review_words(reviews[group.id], load_wording(report.run.language))
    top = Page(render_html(report, reviews=reviews)).inside("section", id="minute")[0]
    assert said in top
    assert said not in Page(render_html(report)).inside("section", id="minute")[0]


def test_a_report_without_days_says_so(report: Report) -> None:
    words = load_wording(report.run.language)
    without = report.model_copy(update={"calendar": ()})
    for shown, key in ((report, "page.time.note"), (without, "page.time.none")):
        assert words.say(key) in Page(render_html(shown)).inside("figure", id="time")[0]


def test_the_days_are_in_order_with_what_is_told_of_them(report: Report) -> None:
    days = Page(render_html(report)).inside("ol", **{"class": "days"})
    assert len(days) == 1
    at = [days[0].index(words) for words in ("A1.1 says", "A1.4 says", "A2.1 says", "A2.3 says")]
    assert at == sorted(at)


def test_the_ledger_shows_each_row_with_its_words_and_never_a_sum(report: Report) -> None:
    page = Page(render_html(report))
    section = page.inside("section", id="ledger")[0]
    for row in report.ledger:
        assert row.figure.text in section
    words = load_wording(report.run.language)
    assert words.say("ledger.unknown") in section
    assert re.findall(r"\d+", page.inside("strong", **{"class": "range"})[0]) == ["12", "47"]
    assert "59" not in section
    assert "68" not in section


def test_a_voice_without_a_name_is_called_by_its_outlet_or_article(report: Report) -> None:
    nameless = tuple(voice.model_copy(update={"name": ""}) for voice in report.voices)
    page = Page(render_html(report.model_copy(update={"voices": nameless})))
    for kept in ("desk", "days"):
        section = page.inside("ol" if kept == "days" else "div", **{"class": kept})[0]
        assert "A1" in section
    assert "Sidr Times" in page.inside("section", id="ledger")[0]


def test_what_is_about_a_lower_bound_is_told_as_the_bound() -> None:
    wording = load_wording("en")
    assert bounds_words(20, None, wording, approximate=True) == "at least 20"
    assert bounds_words(20, 20, wording, approximate=True) == "about 20"


@pytest.mark.parametrize(
    ("later", "shown"), [("B", ["A", "B"]), ("A", ["B", "A"])], ids=["second", "first"]
)  # fmt: skip
def test_an_update_leads_to_its_later_side(report: Report, later: str, shown: list[str]) -> None:
    group = report.groups[0]
    between = (group.between[1].model_copy(update={"one": "A", "other": "B", "later": later}), *group.between[2:])
    changed = report.model_copy(update={"groups": (group.model_copy(update={"between": between}), *report.groups[1:])})
    letters = Page(render_html(changed)).inside("span", **{"class": "letters"})[0]
    arrow = "←" if report.run.language == "ar" else "→"
    assert letters == arrow.join(shown)


def test_competing_accounts_stand_in_the_open_and_complementary_ones_are_folded(report: Report) -> None:
    group = report.groups[0]
    pairs = tuple(
        Between(one="A", other=other, relation=Disagreement.PARTIAL, partial=kind, differs_in=(), reason=f"{kind}!")
        for other, kind in (("B", PartialKind.COMPETING), ("C", PartialKind.COMPLEMENTARY))
    )
    told = group.model_copy(update={"between": pairs, "relation": Relation.PARTIAL})
    page = Page(render_html(report.model_copy(update={"groups": (told, *report.groups[1:])})))
    for text, path in page.texts:
        if text in ("competing!", "complementary!"):
            assert any(name == "details" for name, _ in path) is (text == "complementary!")


def test_a_large_page_keeps_every_claim_packed_and_a_small_one_none() -> None:
    large = page_reports.large(110, 20)
    html = render_html(large)
    page = Page(html)
    packs = json.loads(page.inside("script", type="application/json")[0])["packs"]
    unpacked = "".join(zlib.decompress(base64.b64decode(pack)).decode() for pack in packs)
    assert len(unpacked) > 5 * sum(map(len, packs))
    parts = Page(unpacked)
    quotes = parts.inside("blockquote")
    assert sorted(quotes) == sorted(claim.quote.text for claim in large.claims)
    # Each part belongs to an element of the page that names its pack.
    waiting = {
        attributes["id"]: int(attributes["data-pack"] or "")
        for _, attributes in page.elements
        if "data-pack" in attributes
    }
    assert {place: number for number, pack in enumerate(packs) for place in places_in(pack)} == waiting
    assert '"packs":[]' in render_html(page_reports.story())


def places_in(pack: str) -> list[str]:
    parts = Page(zlib.decompress(base64.b64decode(pack)).decode())
    return [attributes["data-for"] or "" for _, attributes in parts.elements if "data-for" in attributes]


def test_the_page_of_twice_as_many_articles_is_no_more_than_twice_as_much_work() -> None:
    render_html(page_reports.story())
    few, many = page_reports.large(15, 20), page_reports.large(30, 20)
    assert calls_of(lambda: render_html(many)) < 2.2 * calls_of(lambda: render_html(few))


def test_the_top_of_the_page_counts_as_the_markdown_report_does() -> None:
    report = slide()
    lone = report.groups[3].model_copy(update={"id": "g8", "label": "G8", "relation": Relation.SINGLE_SOURCE})
    report = report.model_copy(update={"groups": (*report.groups[:3], lone, *report.groups[4:])})
    contents = View(report)
    (lead,) = Page(render_html(report)).inside("p", **{"class": "lead"})
    told = re.findall(r"\d+", lead)
    questions = sum(len(dispute.groups) for dispute in contents.disputes)
    questions += len(contents.agreements) + len(contents.complements)
    alone = sum(len(group.claims) for group in contents.alone)
    assert list(map(int, told)) == [len(report.claims), questions, alone, len(contents.background)]


def test_each_voice_that_is_not_identified_is_listed_with_what_it_says() -> None:
    listed = render_html(slide()).split('id="unidentified"')[1].split("</details>")[0]
    assert ("two witnesses" in listed, "Blasting caused the slide." in listed) == (True, True)
    assert "perhaps one" not in listed


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_voices_that_are_perhaps_one_stand_together_with_those_whose_words_they_nearly_have(
    render: Callable[[Report], str],
) -> None:
    report = slide()
    unknown = next(voice for voice in report.voices if not voice.known)
    known = next(voice for voice in report.voices if voice.known and voice.name)
    near = unknown.model_copy(update={"id": "near", "label": "V99", "name": "a man nearby", "perhaps": (unknown.id,)})
    voices = [
        *(voice for voice in report.voices if voice != unknown),
        unknown.model_copy(update={"perhaps": (known.id, "near")}),
        near,
    ]
    listed = render(report.model_copy(update={"voices": tuple(voices)}))
    listed = html.unescape(listed.split('id="unidentified"')[1].split("</details>")[0])
    listed = " ".join(re.sub("<[^>]*>|[*]", " ", listed).split())
    assert "2 voices that are not identified" in listed
    assert re.search(f"{unknown.name} ?, a man nearby [^.:]*perhaps one ?;? nearly the words of {known.name}", listed)


def test_whoever_belongs_to_a_side_is_marked_behind_an_answer() -> None:
    told = [" ".join(line.split()) for line in Page(render_html(slide())).inside("p", **{"class": "who"})]
    assert any("Torm Mining (involved)" in line for line in told), told
    assert not any("governor's office (involved)" in line for line in told)


def test_origins_of_one_side_are_said_to_be_of_one_side() -> None:
    report = slide()
    group = report.groups[0]
    origins = tuple(Origin(name=name, known=True, claims=group.positions[0].claims) for name in ("Norland", "its army"))
    position = group.positions[0].model_copy(update={"origins": origins, "independent_sources": 1})
    group = group.model_copy(update={"positions": (position, *group.positions[1:])})
    page = Page(render_html(report.model_copy(update={"groups": (group, *report.groups[1:])})))
    assert "2 known origins: Norland, its army, of one side" in " ".join(
        page.inside("section", id="findings")[0].split()
    )
