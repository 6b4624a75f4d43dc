"""The Markdown report holds together whatever the articles and the model say."""

import cProfile
import datetime
import html
import re
from html.parser import HTMLParser
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page_reports import large, story
from story_reports import slide

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
    FlagNote,
    Group,
    LeftOut,
    LeftOutReason,
    NamedDay,
    NameKind,
    NameUse,
    Naming,
    Origin,
    Position,
    PromptUse,
    Relation,
    Report,
    RuleChange,
    RuleKind,
    Run,
    Source,
    SourceKind,
    Span,
    StageUse,
    Stance,
    Uncovered,
    Voice,
)
from factcmp.models.ids import digest
from factcmp.report.markdown.document import render_markdown
from factcmp.report.view import View
from factcmp.report.wording import load_wording

FRIDAY = datetime.date(2024, 3, 15)
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
        for n, stance in ((1, Stance.ASSERTS), (2, Stance.DENIES), (3, Stance.DOUBTS), (4, Stance.PREDICTS),
                          (5, Stance.ASSERTS), (6, Stance.ASSERTS), (7, Stance.ASSERTS), (8, Stance.ASSERTS))
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
              positions=positions, between=pairs, explanation=f"[A1.1], [A2.2] {words}",
              rules=(RuleChange(kind=RuleKind.ANSWER_SPLIT, said=(words, "2")),), independent_sources=1),
        Group(id="g2", label="G2", question=words, relation=Relation.AGREEMENT, claims=("c4", "c5", "c6", "c7"),
              positions=(Position(label="A", summary=words, claims=("c4", "c5", "c6", "c7")),), explanation=words,
              independent_sources=0),
        Group(id="g3", label="G3", question=words, relation=Relation.SINGLE_SOURCE, claims=("c8",),
              positions=(Position(label="A", summary=words, claims=("c8",)),), explanation="", independent_sources=0),
    )  # fmt: skip
    run = Run(
        factcmp_version="1",
        model=words,
        answered_by="endpoint",
        language=language,
        prompts=(PromptUse(name="extract", sha256="0" * 64),),
        stages=(StageUse(stage="extract", requests=1),),
        dropped=(DroppedClaim(article="a1", statement=words, quote=words, reason=DropReason.DUPLICATE, detail=words),),
        left_out=(LeftOut(article="a1", quote=quote, reason=LeftOutReason.OPINION),),
        uncovered=(Uncovered(article="a1", quote=quote),),
        failures=(Failure(stage="extract", article="a2", kind="refused", message=words),),
    )
    naming = Naming(name=words, kind=NameKind.PLACE, proposed=True, uses=(
        NameUse(article="a1", name=words, places=(quote,)), NameUse(article="a2", name=f"{words} (2)", places=(quote,)),
    ))  # fmt: skip
    flags = tuple(
        Flag(article="a1", kind=kind, spans=(quote,), note=note)
        for kind, note in (
            (FlagKind.STARTS_MID_SENTENCE, FlagNote.SMALL_LETTER),
            (FlagKind.PAGE_FURNITURE, FlagNote.WORDS_OF_THE_PAGE),
        )
    )
    return Report(articles=articles, claims=claims, groups=groups, naming=(naming,), flags=flags, run=run)


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
        given_ = dict(attrs)
        if tag != "span" or given_:  # A bare one only breaks what would be linked.
            self.seen.append(tag)
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


def many_articles(count: int) -> Report:
    """As many articles, of which each two contradict each other on a question of their own."""
    base = report("dam")
    articles = tuple(
        base.articles[0].model_copy(update={"id": f"n{n}", "label": f"A{n}", "published": None})
        for n in range(1, count + 1)
    )
    claims = tuple(
        base.claims[0].model_copy(update={"id": f"k{n}", "label": f"A{n}.1", "article": f"n{n}"})
        for n in range(1, count + 1)
    )
    groups = tuple(
        base.groups[0].model_copy(
            update={
                "id": f"h{n}", "label": f"G{n}", "claims": (f"k{2 * n - 1}", f"k{2 * n}"), "stable": True, "rules": (),
                "positions": tuple(
                    Position(label=label, summary=f"answer {n}{label}", claims=(claim,))
                    for label, claim in (("A", f"k{2 * n - 1}"), ("B", f"k{2 * n}"))
                ),
                "between": base.groups[0].between[:1],
            }
        )
        for n in range(1, count // 2 + 1)
    )  # fmt: skip
    run = base.run.model_copy(update={"dropped": (), "left_out": (), "uncovered": (), "failures": ()})
    updates = {"articles": articles, "claims": claims, "groups": groups, "naming": (), "flags": (), "run": run}
    return base.model_copy(update=updates)


PLAIN = shape(render_markdown(report("plain words"), links={"a1": "../in/1.txt"}))


@pytest.mark.parametrize("text", NASTY)
def test_foreign_text_never_becomes_markup(text: str) -> None:
    page = shape(render_markdown(report(text), links={"a1": "../in/1.txt"}))
    assert page.open == []
    assert page.seen == PLAIN.seen
    assert page.links == PLAIN.links
    assert "".join(text.split()) in "".join("".join(page.words).split())


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_leaves_the_page_in_shape(text: str) -> None:
    page = shape(render_markdown(report(text), links={"a1": "../in/1.txt"}))
    assert page.open == []
    assert page.seen == PLAIN.seen
    assert page.links == PLAIN.links


def test_bare_addresses_are_not_linked_by_github_either() -> None:
    text = render_markdown(report("see www.example.org, http://example.org and me@example.org"))
    text = re.sub(r"```mermaid.*?```", "", text, flags=re.DOTALL)  # code is not linked
    assert not re.search(r"://|www\.|\w@\w", text)


def test_every_link_inside_the_page_has_its_place() -> None:
    inside = {link[1:] for link in PLAIN.links if link.startswith("#")}
    assert {"g1", "a1-1", "a2-2", "missing", "top", "disputes"} <= inside
    assert inside <= set(PLAIN.anchors)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("count", [2, 9, 40])
def test_links_and_tables_hold_with_any_number_of_articles(count: int, language: str) -> None:
    base = many_articles(count)
    base = base.model_copy(update={"run": base.run.model_copy(update={"language": language})})
    text = render_markdown(base)
    page = shape(text)
    assert page.open == []
    assert len(page.anchors) == len(set(page.anchors))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.anchors)
    assert max(line.count(" | ") for line in text.splitlines() if line.startswith("| ")) < 12


def test_party_is_marked_where_it_speaks_and_not_on_who_passes_its_words_on() -> None:
    base = report("dam")
    party = Source(name="الجيش", gloss="the army", kind=SourceKind.OFFICIAL, party="the government")
    agency = Source(name="وكالة", gloss="the agency", kind=SourceKind.AGENCY)
    claims = (base.claims[0].model_copy(update={"attribution": (agency, party)}), *base.claims[1:])
    origins = tuple(Origin(name=name, known=True, claims=("c1",)) for name in ("the army", "the agency"))
    position = base.groups[0].positions[0].model_copy(update={"origins": origins, "independent_sources": 1})
    group = base.groups[0].model_copy(update={"positions": (position, *base.groups[0].positions[1:])})
    text = render_markdown(base.model_copy(update={"claims": claims, "groups": (group,)}))
    assert "2 known origins, of one side: the army (involved); the agency (A1); **quoting only parties to" in text
    assert "[side: the government, not in these words in the article]" in text


@pytest.mark.parametrize(
    ("known", "side", "told"),
    [
        pytest.param(True, "the government", "(involved) (A1)", id="agency-of-a-side"),
        pytest.param(True, None, "the agency (A1); **quoting only parties to the matter**", id="agency-of-no-side"),
        pytest.param(False, None, "— not identified: an officer (involved) (A1)", id="nobody-identified"),
    ],
)
def test_an_agency_is_a_party_where_it_belongs_to_a_side_and_not_where_it_quotes_one(
    known: bool, side: str | None, told: str
) -> None:
    base = report("dam")
    agency = Source(name="وكالة", gloss="the state's agency", kind=SourceKind.AGENCY, party=side)
    party = Source(name="ضابط", gloss="an officer", kind=SourceKind.UNNAMED, party="the government")
    claims = (base.claims[0].model_copy(update={"attribution": (agency, party)}), *base.claims[1:])
    voice = Voice(
        id="v1", label="V1", name="the agency", kind=SourceKind.AGENCY, party=side, known=True, claims=("c1",)
    )
    origin = Origin(name="the agency", known=known, voice="v1" if known else None, claims=("c1",))
    position = base.groups[0].positions[0].model_copy(update={"origins": (origin,)})
    group = base.groups[0].model_copy(update={"positions": (position, *base.groups[0].positions[1:])})
    text = render_markdown(base.model_copy(update={"claims": claims, "groups": (group,), "voices": (voice,) * known}))
    (line,) = (line for line in text.splitlines() if line.startswith("- **A. "))
    assert line.endswith(told)


def test_who_stands_behind_an_answer_without_an_origin_is_told() -> None:
    base = report("dam")
    source = Source(name="مصادر", gloss="local sources", kind=SourceKind.UNNAMED)
    quoting = base.claims[0].model_copy(update={"attribution": (source,)})
    own = next(one for one in base.claims if one.article != quoting.article).model_copy(update={"attribution": ()})
    claims = tuple({one.id: one for one in (*base.claims, quoting, own)}.values())
    first, second = base.groups[0].positions[:2]
    label = next(one.label for one in base.articles if one.id == own.article)
    origins = (Origin(name="sources", known=False, claims=("c1",)), Origin(name="", known=False, claims=(own.id,)))
    position = first.model_copy(update={"claims": ("c1", own.id), "origins": origins})
    itself = second.model_copy(update={"claims": (own.id,), "origins": origins[1:]})
    group = base.groups[0].model_copy(update={"positions": (position, itself)})
    text = render_markdown(base.model_copy(update={"claims": claims, "groups": (group,)}))
    lines = [line for line in text.splitlines() if line.startswith(("- **A. ", "- **B. "))]
    assert lines[0].endswith(f"— {label} itself; not identified: local sources (A1, {label})")
    assert lines[1].endswith(f"— {label} itself")


def test_a_position_shows_one_claim_an_article_and_leads_to_the_words_of_the_others() -> None:
    base = report("dam")
    text = render_markdown(base.model_copy(update={"groups": base.groups[1:]}), links={"a2": "../in/2.txt"})
    section = text.split("**G2. dam**")[1].split("</details>")[0]
    assert re.findall(r"\*\*(A2\.\d)\*\*", section) == ["A2.4"]
    assert section.count("<blockquote") == 1
    assert "And 3 more claims: [A2.5](../in/2.txt#L1), [A2.6](../in/2.txt#L1), [A2.7](../in/2.txt#L1)." in section


def test_claims_that_a_text_names_are_links_apart_and_what_is_no_claim_stays() -> None:
    base = report("dam")
    text = "So say [A2.3], [A2.5], not [A2.3][A2.4] or [A9.9]."
    groups = tuple(group.model_copy(update={"explanation": text}) for group in base.groups)
    told = render_markdown(base.model_copy(update={"groups": groups}), links={"a2": "../in/2.txt"})
    said = "So say [A2.3](#a2-3), [A2.5](../in/2.txt#L1), not [A2.3](#a2-3), [A2.4](#a2-4) or \\[A9.9\\]."
    assert said in told


def test_picture_of_shared_origins_says_what_the_table_says_and_stays_small() -> None:
    base = report("dam")
    origins = tuple(Origin(name=f"origin {n}", known=True, claims=("c1", "c2")) for n in range(20))
    position = base.groups[0].positions[0].model_copy(update={"origins": origins})
    group = base.groups[0].model_copy(update={"positions": (position, *base.groups[0].positions[1:])})
    text = render_markdown(base.model_copy(update={"groups": (group,)}))
    picture = text.split("```mermaid\n")[1].split("```")[0]
    nodes = re.findall(r"^  \w+[(\[]", picture, re.MULTILINE)
    assert len(nodes) == 11
    assert '  o2(["origin 0"])' in picture
    assert "  o2 --> a1\n  o2 --> a2\n" in picture
    assert "| origin 0 | A1 (1), A2 (1) |" in text
    assert "And 9 more origins." in text


@pytest.mark.parametrize("text", NASTY)
def test_picture_keeps_its_lines_whatever_an_origin_is_called(text: str) -> None:
    picture = render_markdown(report(text)).split("```mermaid\n")[1].split("\n```")[0].splitlines()
    plain = render_markdown(report("plain words")).split("```mermaid\n")[1].split("\n```")[0].splitlines()
    assert len(picture) == len(plain)
    assert all(line.count('"') in (0, 2) for line in picture)


def test_report_in_arabic_has_no_english_of_its_own() -> None:
    base = report("نص", language="ar")
    flags = tuple(
        Flag(article="a1", kind=kind, spans=base.flags[0].spans, note=note, days=days, share=0.5)
        for kind, note, days in (
            (FlagKind.DATE_AND_WEEKDAY_DIFFER, FlagNote.OTHER_WEEKDAY, (NamedDay(weekday=0, beside=FRIDAY),)),
            (FlagKind.DATE_AND_WEEKDAY_DIFFER, FlagNote.BEFORE_PUBLICATION,
             (NamedDay(weekday=2, from_today=0, beside=FRIDAY),)),
            (FlagKind.TODAY_DOES_NOT_FIT, FlagNote.SEVERAL_TODAYS,
             (NamedDay(weekday=2, from_today=0), NamedDay(weekday=4, from_today=1))),
        )
    )  # fmt: skip
    text = render_markdown(base.model_copy(update={"flags": flags}), title="نص")
    said = " ".join(shape(re.sub(r"```mermaid.*?```", "", text, flags=re.DOTALL)).words)
    named = r"factcmp(?: aliases)?|JSON|SHA-256|extract|[0-9a-f]{12}|\bA\d+|\bG\d|و?[ABC]\b|[12] \(x\)\.txt"
    assert re.findall(r"[A-Za-z]+", re.sub(named, "", said.replace("gloss", ""))) == []
    assert "تقول «اليوم الأربعاء»، أي قبل تاريخ نشرها (الجمعة 2024-03-15) بيومين." in said
    assert "العربية" in said


def test_quotation_stands_alone_on_its_line_in_its_own_direction() -> None:
    lines = render_markdown(report("قال الناطق")).splitlines()
    places = [number for number, line in enumerate(lines) if '<blockquote dir="rtl" lang="ar">' in line]
    assert len(places) == 2
    assert all(lines[number + 1].strip() == "قال الناطق" for number in places)


def test_report_in_a_right_to_left_language_is_set_right_to_left() -> None:
    text = render_markdown(report("نص", language="ar"))
    assert text.startswith('<div dir="rtl">\n\n#')
    assert text.endswith("</div>\n")


def test_top_says_what_is_missing_and_unstable() -> None:
    top = render_markdown(report("dam")).split("Articles\n")[0]
    assert "**Incomplete:** A2 «" in top
    assert "1 finding flipped when asked in another order." in top
    assert "1 claim dropped by rule" in top
    assert "1 sentence that the model passed over" in top


def test_matrix_tells_assertion_denial_and_silence_apart() -> None:
    base = report("dam")
    third = base.articles[0].model_copy(update={"id": "a3", "label": "A3"})
    with_silent = base.model_copy(update={"articles": (*base.articles, third)})
    row = next(line for line in render_markdown(with_silent).splitlines() if line.startswith("| [G1]"))
    assert row.split(" | ")[-3:] == ["**A**", "**B** (denies); **C** (doubts)", "– |"]


def test_matrix_has_disputes_before_what_is_agreed_on() -> None:
    base = many_articles(12)
    groups = tuple(
        group.model_copy(update={} if number % 2 else {"relation": Relation.AGREEMENT})
        for number, group in enumerate(base.groups)
    )
    text = render_markdown(base.model_copy(update={"groups": groups}))
    rows = re.findall(r"^\| \[(G\d+)\]", text, re.MULTILINE)
    assert rows == ["G2", "G4", "G6", "G1", "G3", "G5"]


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
                Flag(article="a1", kind=FlagKind.PAGE_FURNITURE, spans=(span,), note=FlagNote.WORDS_OF_THE_PAGE),
                Flag(
                    article="a2",
                    kind=FlagKind.NEAR_DUPLICATE,
                    spans=(span,),
                    note=FlagNote.SHARED_RUNS,
                    other="a1",
                    share=0.9,
                ),
            )
        }
    )
    text = render_markdown(flagged)
    assert "**A1: Page furniture in the text.** Words of the page around the article stand in its text." in text
    assert '<span dir="rtl" lang="ar">تعليقات</span>' in text
    assert "90% of its words stand in the other too" in text
    assert "([A1](#a1))" in text
    unflagged = report("x").model_copy(update={"flags": ()})
    assert "What to know about these texts" not in render_markdown(unflagged)


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


def test_rendering_takes_steps_in_proportion_to_the_articles() -> None:
    def steps(articles: int) -> int:
        profile = cProfile.Profile()
        report = large(articles)
        profile.runcall(render_markdown, report)
        return sum(entry.callcount for entry in profile.getstats())

    steps(4)  # what is read once and kept
    assert steps(60) < 2.6 * steps(30)


def test_further_aspects_of_a_dispute_say_less_the_weaker_they_are() -> None:
    report = slide()
    whole = report.disputes[0].model_copy(update={"groups": ("g1", "g2", "g5")})
    text = render_markdown(report.model_copy(update={"disputes": (whole,)}))
    first, second = text.split('### <a id="m1"></a>')[1].split("[↑")[0].split("#### ")
    assert "[A1.4](#a1-4), [A2.5]" in first
    assert second.startswith('<a id="g2"></a>G2. Has the search ended?')
    competing = second.split("1 further question with competing accounts")[1]
    assert "**G5. What caused the slide?** Rain. — the mining ministry (A2.3); Blasting." in competing
    assert "<blockquote" not in competing


def test_words_that_two_claims_quote_are_printed_once_and_linked_after() -> None:
    text = render_markdown(report("the dam broke"))
    section = text.split('<a id="disputes"></a>')[1].split('<a id="matrix"></a>')[0]
    assert section.count("the dam broke</blockquote>") + section.count("\n  the dam broke\n") == 2
    assert "; in the words of [A2.2](#a2-2))" in section


def test_an_answer_of_one_claim_is_not_worded_twice_unless_its_source_does_not_assert_it() -> None:
    text = render_markdown(slide())
    assert re.search(r"\*\*A2\.4\*\* the mining ministry [^:]+ \(A2, line 3\)\n  <blockquote", text)
    assert re.search(r"\*\*A3\.3\*\* the governor's office [^:]+, \*\*denying\*\* this: The search has ended\.", text)


def test_a_source_is_named_in_its_articles_words_once() -> None:
    base = slide()
    ministry = [
        claim.id for claim in base.claims if claim.attribution and claim.attribution[-1].name == "وزارة المناجم"
    ]
    text = render_markdown(base)
    shown = [claim for claim in ministry if f"**{next(c.label for c in base.claims if c.id == claim)}**" in text]
    assert len(shown) > 2
    assert text.split('## <a id="disputes"></a>')[1].count(">وزارة المناجم<") == 1


def test_an_articles_own_outlet_goes_without_saying_before_the_source_that_it_names() -> None:
    base = report("dam")
    outlet = Source(name="dam", gloss="Dam Times", kind=SourceKind.OUTLET)
    mayor = Source(name="العمدة", gloss="the mayor", kind=SourceKind.OFFICIAL)
    claims = tuple(claim.model_copy(update={"attribution": (outlet, mayor)}) for claim in base.claims)
    text = render_markdown(base.model_copy(update={"claims": claims}))
    assert "**A1.1** the mayor " in text
    assert "Dam Times" not in text
    alone = tuple(claim.model_copy(update={"attribution": (outlet,)}) for claim in base.claims)
    assert "**A1.1** the article itself (" in render_markdown(base.model_copy(update={"claims": alone}))


def test_how_more_than_two_answers_stand_to_each_other_is_one_line() -> None:
    text = render_markdown(slide())
    assert "How the answers stand to each other: update A → B, B → C." in text
    assert text.count("How the answers stand") == 1


def test_pairs_of_answers_are_counted_where_they_are_many() -> None:
    few, many = (render_markdown(with_pairs(pairs)) for pairs in (8, 9))
    assert "stand to each other: contradiction A–B, A–C, A–D, A–E, A–F, A–G, A–H, B–C." in few
    assert "stand to each other: 9 pairs of them exclude, replace or compete" in many


def with_pairs(pairs: int) -> Report:
    """The story with eight answers to a question, of which so many pairs contradict each other."""
    base = slide()
    ids = [claim.id for claim in base.claims[:8]]
    positions = tuple(
        Position(label=label, summary=f"Answer {label}.", claims=(id,))
        for label, id in zip("ABCDEFGH", ids, strict=True)
    )
    between = tuple(
        Between(one=one, other=other, relation=Disagreement.CONTRADICTION, differs_in=(), reason="")
        for one, other in list(combinations("ABCDEFGH", 2))[:pairs]
    )
    group = base.groups[0].model_copy(update={"positions": positions, "between": between, "claims": tuple(ids)})
    return base.model_copy(update={"groups": (group,), "disputes": base.disputes[:1]})


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize(("language", "words"), [("en", "below"), ("ar", "أدناه")])
def test_the_matrix_does_not_look_below_for_the_answers_that_stand_above_it(
    count: int, language: str, words: str
) -> None:
    base = many_articles(count)
    text = render_markdown(base.model_copy(update={"run": base.run.model_copy(update={"language": language})}))
    heading = load_wording(language).say("matrix.heading")
    before, matrix = text.split(f"</a>{heading}\n")
    assert "**A. " in before
    assert words not in matrix.split("\n## ")[0]


@pytest.mark.parametrize("report", [slide(), slide("ar"), story(), large(12), many_articles(20)],
                         ids=["story", "arabic", "no-disputes", "many-groups", "many-articles"])  # fmt: skip
def test_counts_agree_wherever_they_stand(report: Report) -> None:
    text, wording = render_markdown(report), load_wording(report.run.language)
    contents = View(report)

    def said(key: str, count: int, **values: str) -> str:
        return wording.say(key, count=count, **values)

    headings = re.findall(r"^### (?:<a id=\"\w+\"></a>)+(\w+)\. ", text, re.MULTILINE)
    assert headings == [dispute.label for dispute in contents.disputes]
    desk = text.split("## ")[1]
    starts = {n: "- " + said("desk.more-disputes", n, links="|").split("|")[0] for n in range(1, 99)}
    lines = desk.splitlines()
    more = next((n for n, start in starts.items() if any(line.startswith(start) for line in lines)), 0)
    told = "\n".join(line for line in lines if not more or not line.startswith(starts[more]))
    assert len(set(re.findall(r"\[(\w+)\]\(#\w+\)", told)) & set(headings)) + more == len(headings)
    for key, anchor, groups in (("count.agreement", "agreement", contents.agreements),
                                ("count.partial", "partial", contents.complements)):  # fmt: skip
        assert (f"[{said(key, len(groups))}](#{anchor})" in desk) is bool(groups)
        section = text.split(f'## <a id="{anchor}"></a>')[1].split("\n## ")[0] if groups else ""
        assert re.findall(r"^- <a id=\"\w+\"></a>\*\*(\w+)\*\*", section, re.MULTILINE) == [g.label for g in groups]
    alone = [claim for group in contents.alone for claim in group.claims]
    if alone:
        section = text.split('## <a id="single-source"></a>')[1].split("\n## ")[0]
        listed = sum(label in section for label in (c.label for c in report.claims if c.id in set(alone)))
        rest = next((n for n in range(1, 999) if said("single.more", n) in section.splitlines()), 0)
        assert listed + rest == len(alone)
    disputed = [group for dispute in contents.disputes for group in dispute.groups]
    assert (
        not disputed or said("top.disputes", len(headings), questions=said("count.questions-of", len(disputed))) in desk
    )
    everything = [*disputed, *(g.id for g in contents.agreements),
                  *(g.id for g in contents.complements), *(g.id for g in contents.alone),
                  *(g.id for g in contents.background)]  # fmt: skip
    assert sorted(everything) == sorted(group.id for group in report.groups)


def test_a_story_of_many_questions_stays_short_outside_of_its_folds() -> None:
    text = render_markdown(large(60))
    outside = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    assert len(outside.split()) < len(text.split()) / 2


def test_the_ledger_names_who_is_blamed_where_anybody_is() -> None:
    report = slide()
    assert "Blamed" not in render_markdown(report)
    rows = tuple(row.model_copy(update={"blamed": "the owner"}) for row in report.ledger[:1])
    text = render_markdown(report.model_copy(update={"ledger": (*rows, *report.ledger[1:])}))
    assert re.search(r"\*\*L1\*\* \|.*\| the owner \|", text)
    assert re.search(r"\*\*L2\*\* \|.*\| not said \|", text)


def test_the_matrix_asks_what_the_heading_of_its_finding_asks() -> None:
    report = slide()
    dispute = report.disputes[0].model_copy(update={"question": "Who knew of it?"})
    text = render_markdown(report.model_copy(update={"disputes": (dispute, *report.disputes[1:])}))
    assert "M1. Who knew of it?" in text
    assert "\n| [M1](#m1) Who knew of it? | contradiction |" in text


def test_each_voice_that_is_not_identified_is_listed_with_what_it_says() -> None:
    text = render_markdown(slide())
    assert "- **two witnesses** (A3): [A3.4](#a3-4) Blasting caused the slide\n" in text
    assert "1 voice that is not identified, and what it says" in text
