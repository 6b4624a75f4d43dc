"""The Markdown report holds together whatever the articles and the model say."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcmp.ids import digest
from factcmp.models import (
    Article,
    Between,
    Claim,
    Difference,
    Disagreement,
    DroppedClaim,
    DropReason,
    EventTime,
    Failure,
    Flag,
    FlagKind,
    Group,
    LeftOut,
    LeftOutReason,
    NameKind,
    NameUse,
    Naming,
    Origin,
    Position,
    PromptUse,
    Relation,
    Report,
    Run,
    Source,
    SourceKind,
    Span,
    StageUse,
    Stance,
    Uncovered,
)
from factcmp.rendering import render_markdown

NASTY = [
    pytest.param("| a | b |\n|---|---|", id="table"),
    pytest.param("</blockquote></details><script>alert(1)</script>", id="html"),
    pytest.param("](javascript:alert(1)) [x](http://evil.example)", id="link"),
    pytest.param("# heading\n\n- item\n\n```\ncode", id="blocks"),
    pytest.param("*a* _b_ ~~c~~ `d` $e$ \\ & &amp; &#35;", id="inline-markup"),
    pytest.param("a\r\n\r\n\tb\u2028c\u0085d", id="line-ends"),
    pytest.param("<!-- comment", id="open-comment"),
    pytest.param("see www.example.org or http://example.org/a_b or me@example.org", id="bare-addresses"),
    pytest.param("النص العربي، (بين قوسين) 12% و\u200fعلامة", id="arabic"),
    pytest.param("![x](y) [A9.9] [^1] :smile: @someone", id="images-and-notes"),
]


def report(text: str, *, language: str = "en") -> Report:
    """Two articles and three claims with the same words everywhere that words can stand."""
    words = text if text.strip() else "x"
    articles = tuple(
        Article(id=f"a{n}", label=f"A{n}", path=f"in/{n} (x).txt", title=words, outlet=words, language="ar",
                sha256="0" * 64, text=words)
        for n in (1, 2)
    )  # fmt: skip
    quote = Span(start=0, end=len(words), text=words)
    source = Source(name=words, gloss=words + " (gloss)", kind=SourceKind.OFFICIAL, party=words)
    claims = tuple(
        Claim(id=f"c{n}", label=f"A{min(n, 2)}.{n}", article=f"a{min(n, 2)}", statement=words, gloss=words,
              question=words, quote=quote, attribution=(source, source), stance=stance, hedge=quote,
              event_time=EventTime(said=words))
        for n, stance in ((1, Stance.ASSERTS), (2, Stance.DENIES), (3, Stance.DOUBTS))
    )  # fmt: skip
    origin = Origin(name=words, known=True, claims=("c1", "c2"), shared_run=words)
    positions = (
        Position(label="A", summary=words, claims=("c1",), origins=(origin,), independent_sources=1),
        Position(label="B", summary=words, claims=("c2",), origins=(origin,), independent_sources=1),
        Position(label="C", summary=words, claims=("c3",)),
    )
    pairs = (
        Between(one="A", other="B", relation=Disagreement.CONTRADICTION, differs_in=(Difference.STATUS,), reason=words),
        Between(one="A", other="C", relation=Disagreement.UPDATE, differs_in=(), reason=f"[A1.1] {words}"),
    )
    groups = (
        Group(id="g1", label="G1", question=words, relation=Relation.CONTRADICTION, differs_in=(Difference.STATUS,),
              stable=False, judgements=(Relation.CONTRADICTION, Relation.PARTIAL), claims=("c1", "c2", "c3"),
              positions=positions, between=pairs, explanation=f"[A1.1], [A2.2] {words}", rules=(words,),
              independent_sources=1),
    )  # fmt: skip
    run = Run(
        factcmp_version="1",
        model=words,
        answered_by="endpoint",
        language=language,
        prompts=(PromptUse(name="extract", sha256="0" * 64),),
        stages=(StageUse(stage="extract", requests=1),),
        dropped=(DroppedClaim(article="a1", statement=words, quote=words, reason=DropReason.DUPLICATE, detail=words),),
        left_out=(LeftOut(article="a1", quote=quote, reason=LeftOutReason.OPINION, note=words),),
        uncovered=(Uncovered(article="a1", quote=quote),),
        failures=(Failure(stage="extract", article="a2", kind="refused", message=words),),
    )
    return Report(articles=articles, claims=claims, groups=groups, run=run)


class Shape(HTMLParser):
    """The elements of a page, and whether they are properly nested."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        given_ = dict(attrs)
        if tag == "a" and given_.get("href"):
            self.links.append(str(given_["href"]))
        if given_.get("id"):
            self.anchors.append(str(given_["id"]))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shape(markdown: str) -> Shape:
    """As GitHub renders it: tables, strike-through, bare addresses as links, raw HTML."""
    return Shape(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown))


PLAIN = shape(render_markdown(report("plain words"), links={"a1": "../in/1.txt"}))


@pytest.mark.parametrize("text", NASTY)
def test_foreign_text_never_becomes_markup(text: str) -> None:
    page = shape(render_markdown(report(text), links={"a1": "../in/1.txt"}))
    assert page.open == []
    assert page.seen == PLAIN.seen
    assert page.links == PLAIN.links
    said = " ".join(" ".join(page.words).split())
    assert " ".join(text.split()) in said


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_leaves_the_page_in_shape(text: str) -> None:
    page = shape(render_markdown(report(text), links={"a1": "../in/1.txt"}))
    assert page.open == []
    assert page.seen == PLAIN.seen
    assert page.links == PLAIN.links


def test_bare_addresses_are_not_linked_by_github_either() -> None:
    text = render_markdown(report("see www.example.org, http://example.org and me@example.org"))
    assert not re.search(r"://|www\.|\w@\w", text)


def test_every_link_inside_the_page_has_its_place() -> None:
    inside = {link[1:] for link in PLAIN.links if link.startswith("#")}
    assert {"g1", "a1-1", "a2-2", "missing"} <= inside
    assert inside <= set(PLAIN.anchors)


def test_quotation_stands_alone_on_its_line_in_its_own_direction() -> None:
    lines = render_markdown(report("قال الناطق")).splitlines()
    places = [number for number, line in enumerate(lines) if '<blockquote dir="rtl" lang="ar">' in line]
    assert len(places) == 3
    assert all(lines[number + 1].strip() == "قال الناطق" for number in places)


def test_report_in_a_right_to_left_language_is_set_right_to_left() -> None:
    text = render_markdown(report("نص", language="ar"))
    assert text.startswith('<div dir="rtl">\n\n#')
    assert text.endswith("</div>\n")


def test_top_says_what_is_missing_unstable_and_updated() -> None:
    top = render_markdown(report("dam")).split("## Articles")[0]
    assert "**Incomplete:** A2 could not be read" in top
    assert "1 finding marked **unstable**" in top
    assert "Inside the contradiction" in top
    assert "1 claim dropped by rule and 1 sentence that the model passed over" in top


def test_matrix_tells_assertion_denial_and_silence_apart() -> None:
    base = report("dam")
    third = base.articles[0].model_copy(update={"id": "a3", "label": "A3"})
    with_silent = base.model_copy(update={"articles": (*base.articles, third)})
    row = next(line for line in render_markdown(with_silent).splitlines() if line.startswith("| [G1]"))
    assert row.split(" | ")[-3:] == ["**A** asserts", "**B** denies; **C** doubts", "*silent* |"]


def test_same_words_in_two_articles_are_shown_and_one_origin_is_said_in_words() -> None:
    base = report("the dam broke at dawn")
    both = Position(label="A", summary="s", claims=("c1", "c2"), origins=(base.groups[0].positions[0].origins[0],))
    group = base.groups[0].model_copy(update={"positions": (both,), "between": ()})
    text = render_markdown(base.model_copy(update={"groups": (group,)}))
    assert "several articles, one origin" in text
    assert "the same words in A1, A2" in text


def test_digests_of_quotes_survive_rendering() -> None:
    """What a reader copies out of the rendered page is the article's text, white space aside."""
    text = "  «نصّ»  with <b> & *stars* |pipes|  "
    page = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(render_markdown(report(text)))
    (quote, *_) = re.findall(r"<blockquote dir[^>]*>\s*(.*?)\s*</blockquote>", page, re.DOTALL)
    assert digest(html.unescape(quote)) == digest(" ".join(text.split()))


def test_flags_name_the_article_and_show_its_words() -> None:
    span = Span(start=0, end=7, text="تعليقات")
    flagged = report("تعليقات").model_copy(
        update={
            "flags": (
                Flag(article="a1", kind=FlagKind.PAGE_FURNITURE, spans=(span,), note="A button stands in the text."),
                Flag(
                    article="a2", kind=FlagKind.NEAR_DUPLICATE, spans=(span,), note="Same text.", other="a1", share=0.9
                ),
            )
        }
    )
    text = render_markdown(flagged)
    assert "**A1: Page furniture in the text.** A button stands in the text." in text
    assert '<span dir="rtl" lang="ar">تعليقات</span>' in text
    assert "Same text. (A1)" in text
    assert "What to know about these texts" not in render_markdown(report("x"))


def test_names_are_shown_where_there_is_a_choice_and_proposals_are_marked() -> None:
    span = Span(start=0, end=1, text="x")

    def naming(name: str, proposed: bool, *uses: tuple[str, str, int]) -> Naming:
        return Naming(
            name=name,
            kind=NameKind.GROUP,
            proposed=proposed,
            uses=tuple(NameUse(article=article, name=said, places=(span,) * count) for article, said, count in uses),
        )

    named = report("x").model_copy(
        update={
            "naming": (
                naming("Army", True, ("a1", "الجيش", 3), ("a2", "قوات النظام", 2), ("a2", "الجيش", 1)),
                naming("Town", False, ("a1", "البلدة", 1), ("a2", "البلدة", 2)),
            )
        }
    )
    text = render_markdown(named)
    row = next(line for line in text.splitlines() if line.startswith("| **Army**"))
    assert row.count("×") == 3
    assert "**Army**\\*" in row
    assert "**Town**" not in text
