"""The desk page: what an editor reads in two minutes."""

import csv
import datetime
import io
import re
from collections.abc import Mapping

import pytest
from counting import calls_of
from page_reports import hostile, large, story
from story_reports import slide

from factcmp.models import (
    Between,
    Claim,
    Disagreement,
    EventTime,
    Grade,
    PartialKind,
    Position,
    Report,
    Stance,
    StoryDay,
)
from factcmp.models.report_index import ReportIndex
from factcmp.report.desk_page import MAX_WORDS, desk_page
from factcmp.report.desk_sentences import DeskSentences
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_brief, render_markdown
from factcmp.report.sentence_pieces import as_plain_text
from factcmp.report.sheets import render_ledger_csv
from factcmp.report.view import View
from factcmp.report.voices import opposed_positions
from factcmp.report.wording import load_wording
from factcmp.report.words import day_words, vague_words


def told(report: Report) -> dict[str, list[str]]:
    """The page's sentences as plain text, by section."""
    wording = load_wording(report.run.language)
    return {
        key: [as_plain_text(sentence, wording) for sentence in sentences]
        for key, sentences in desk_page(View(report, wording.language)).items()
    }


def test_what_happened_is_told_by_the_days_of_the_story() -> None:
    events = told(slide())["desk.happened"]
    assert events[0] == "Wednesday: A slope slid into the Kessar mine (3 voices; G4)."
    assert events[1].startswith("Thursday: ")
    assert "the mining ministry" in events[1]
    assert "disputed" in events[1]


def with_days(days: Mapping[str, str | None]) -> Report:
    """The story with these claims told of other days, up to a fourth."""
    report = slide()
    claims = tuple(
        claim.model_copy(update={"event_time": EventTime(day=days[claim.id])}) if claim.id in days else claim
        for claim in report.claims
    )
    calendar = (*report.calendar, StoryDay(id="D4", weekday=5, inferred=True))
    return report.model_copy(update={"claims": claims, "calendar": calendar})


def test_each_day_has_its_sentence_and_names_who_disputes_it_on_that_day() -> None:
    report = with_days({"c4": "D1", "c5": "D1", "c12": "D2", "c17": "D4"})
    events = told(report)["desk.happened"]
    wednesday, thursday, friday, saturday = (
        next(event for event in events if event.startswith(day))
        for day in ("Wednesday", "Thursday", "Friday", "Saturday")
    )
    assert events[0] == wednesday
    assert events[-1] == saturday
    assert wednesday == (
        "Wednesday: Torm Mining had been warned twice, says the governor's office; "
        "disputed by Torm Mining (involved) (M1)."
    )
    assert thursday == "Thursday: Torm Mining received a warning, says the governor's office; disputed (M1)."
    assert friday.startswith("Friday: Has the search ended? The search has not ended, says the governor's office")
    assert saturday.startswith("Saturday: Blasting caused the slide, says two witnesses")


def with_answer(report: Report, position: int, *claims: Claim) -> Report:
    """The story with these claims in an answer to its first question as well."""
    group = report.groups[0]
    more = tuple(claim.id for claim in claims)
    positions = list(group.positions)
    positions[position] = positions[position].model_copy(update={"claims": (*positions[position].claims, *more)})
    group = group.model_copy(update={"claims": (*group.claims, *more), "positions": tuple(positions)})
    groups = (group, *report.groups[1:])
    return report.model_copy(update={"claims": (*report.claims, *claims), "groups": groups})


@pytest.mark.parametrize(
    ("article", "who"), [(0, "says the governor's office;"), (1, "say the governor's office and thu post;")]
)
def test_an_article_that_has_it_from_a_source_is_no_voice_beside_it(article: int, who: str) -> None:
    report = with_days({"c4": "D1", "c5": "D1"})
    warned = next(claim for claim in report.claims if claim.id == "c4")
    others = [one.id for one in report.articles if one.id != warned.article]
    told_in = [warned.article, *others][article]
    own = warned.model_copy(update={"id": "own", "label": "X", "article": told_in, "attribution": (), "voice": None})
    wednesday = next(one for one in told(with_answer(report, 0, own))["desk.happened"] if "Wednesday" in one)
    assert who in wednesday


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("D1", "the mining ministry and Torm Mining (involved)"),
        ("D2", "Torm Mining (involved) and the mining ministry"),
    ],
)
def test_who_disputes_a_day_on_that_day_is_named_first(day: str, who: str) -> None:
    report = with_days({"c4": "D1", "c5": "D1"})
    denied = next(claim for claim in report.claims if claim.id == "c5")
    spoken = denied.model_copy(update={"said_time": EventTime(day="D2")})
    ministry = next(
        claim
        for claim in report.claims
        if claim.voice and claim.attribution and "ministry" in claim.attribution[-1].gloss
    )
    other = denied.model_copy(
        update={"id": "other", "label": "X", "voice": ministry.voice, "attribution": ministry.attribution,
                "said_time": EventTime(day=day)}
    )  # fmt: skip
    report = report.model_copy(
        update={"claims": tuple(spoken if claim.id == "c5" else claim for claim in report.claims)}
    )
    wednesday = next(one for one in told(with_answer(report, 1, other))["desk.happened"] if "Wednesday" in one)
    assert f"disputed by {who}" in wednesday


@pytest.mark.parametrize("words", [60, 100, 200])
def test_a_caution_stands_on_a_short_page_too(words: int) -> None:
    page = desk_page(View(slide()), max_words=words)
    assert {"desk.happened", "desk.disputed", "desk.harm", "desk.careful"} <= set(page)


def test_a_dispute_whose_sides_are_told_by_day_names_the_speakers_and_tells_nothing_again() -> None:
    days = {"c4": "D1", "c5": "D1", "c12": "D2"}
    assert "Torm Mining (involved): Torm Mining was never warned" in told(with_days(days))["desk.disputed"][0]
    report = with_days(days)
    again = report.claims[4].model_copy(update={"id": "c18", "label": "A1.8", "event_time": EventTime(day="D2")})
    group = report.groups[0]
    denied = group.positions[1].model_copy(update={"claims": ("c5", "c18")})
    group = group.model_copy(update={"claims": (*group.claims, "c18"), "positions": (group.positions[0], denied)})
    report = report.model_copy(update={"claims": (*report.claims, again), "groups": (group, *report.groups[1:])})
    sides = "the governor's office — against — Torm Mining (involved)"
    assert told(report)["desk.disputed"][0] == f"Was Torm Mining warned? {sides} (M1)."


@pytest.mark.parametrize(
    ("relation", "partial", "told_"),
    [
        (Disagreement.CONTRADICTION, None, "; disputed by Torm Mining (involved) (M1)."),
        (Disagreement.PARTIAL, PartialKind.COMPETING, "; disputed (M1)."),
    ],
)
def test_only_who_contradicts_what_a_day_is_told_by_is_named_as_disputing_it(
    relation: Disagreement, partial: PartialKind | None, told_: str
) -> None:
    report = with_days({"c4": None, "c5": "D4", "c12": "D4", "c17": None})
    pair = report.groups[0].between[0].model_copy(update={"relation": relation, "partial": partial})
    group = report.groups[0].model_copy(update={"between": (pair,)})
    (saturday,) = (
        event
        for event in told(report.model_copy(update={"groups": (group, *report.groups[1:])}))["desk.happened"]
        if event.startswith("Saturday")
    )
    assert saturday.endswith(told_)


@pytest.mark.parametrize(
    ("gloss", "more", "first"),
    [
        pytest.param("A letter came.", {}, "Torm Mining received a warning", id="fewer-words-of-the-answer"),
        pytest.param("Torm Mining was warned, a letter of May shows.", {}, "Torm Mining was warned, a letter",
                     id="more-words-of-the-answer"),
        pytest.param("Torm Mining knew.", {}, "Torm Mining knew", id="as-many-and-shorter"),
        pytest.param("Torm warned of slide.", {"headline": True}, "Torm warned of slide", id="headline"),
        pytest.param("A letter came.", {"headline": True}, "Torm Mining received a warning",
                     id="headline-that-says-little-of-it"),
        pytest.param("A letter came.", {"headline": True, "voice": "v3"}, "Torm Mining received a warning",
                     id="headline-of-another"),
    ],
)  # fmt: skip
def test_a_day_is_told_in_the_words_of_its_speaker_that_are_nearest_to_the_answer(
    gloss: str, more: Mapping[str, object], first: str
) -> None:
    report = with_days({"c4": "D1", "c5": None, "c12": "D4", "c17": None})
    again = report.claims[11].model_copy(update={"id": "c18", "label": "A2.8", "gloss": gloss, **more})
    told_ = report.groups[0].positions[0].model_copy(update={"claims": ("c12", "c4", "c18")})
    group = report.groups[0].model_copy(
        update={"claims": (*report.groups[0].claims, "c18"), "positions": (told_, *report.groups[0].positions[1:])}
    )
    report = report.model_copy(update={"claims": (*report.claims, again), "groups": (group, *report.groups[1:])})
    (saturday,) = (event for event in told(report)["desk.happened"] if event.startswith("Saturday"))
    assert saturday.startswith(f"Saturday: {first}")


def test_a_state_that_another_of_the_same_day_replaces_is_not_what_the_day_is_told_by() -> None:
    report = with_days({"c1": None, "c2": None, "c9": None, "c15": None})
    main = report.disputes[2]
    report = report.model_copy(update={"disputes": (main, *report.disputes[:2], report.disputes[3])})
    assert told(report)["desk.happened"][0].startswith("Wednesday: 26 miners were killed, says the Relief Network")


def test_only_the_newest_days_are_told_where_they_are_many() -> None:
    report = slide()
    calendar = tuple(StoryDay(id=f"D{n}", weekday=n % 7) for n in range(1, 10))
    claims = tuple(
        claim.model_copy(update={"event_time": EventTime(day=f"D{1 + at % 9}"), "stance": Stance.ASSERTS})
        for at, claim in enumerate(report.claims)
    )
    events = told(report.model_copy(update={"calendar": calendar, "claims": claims}))["desk.happened"]
    names = [day_words(day, load_wording("en")) for day in calendar]
    assert [event.split(":")[0] for event in events] == names[3:]


def test_a_story_without_days_tells_what_happened_without_them() -> None:
    report = slide()
    claims = tuple(claim.model_copy(update={"event_time": EventTime()}) for claim in report.claims)
    events = told(report.model_copy(update={"calendar": (), "claims": claims}))["desk.happened"]
    assert events
    assert not any(event.startswith(("Wednesday", "D1", ":")) for event in events)


def test_of_what_one_day_tells_the_asserted_is_told_before_what_is_denied() -> None:
    report = with_days({"c4": None, "c5": "D4", "c12": "D4", "c17": None})
    denied = tuple(
        claim.model_copy(update={"stance": Stance.DENIES, "gloss": "Torm Mining received no warning."})
        if claim.id == "c12" else claim
        for claim in report.claims
    )  # fmt: skip
    assert "Saturday: Torm Mining received a warning, says the governor's office; disputed by" in " ".join(
        told(report)["desk.happened"]
    )
    assert "Saturday: Was Torm Mining warned? " in " ".join(
        told(report.model_copy(update={"claims": denied}))["desk.happened"]
    )


@pytest.mark.parametrize(("headline", "first"), [("c5", "Torm Mining was not warned"), ("c12", "Torm Mining received")])
def test_of_two_states_of_a_day_the_one_in_a_headline_is_told(headline: str, first: str) -> None:
    report = with_days({"c4": None, "c5": "D4", "c12": "D4", "c17": None})
    claims = [claim.model_copy(update={"headline": claim.id == headline}) for claim in report.claims]
    claims = [
        claim.model_copy(update={"stance": Stance.ASSERTS, "gloss": "Torm Mining was not warned."})
        if claim.id == "c5" else claim
        for claim in claims
    ]  # fmt: skip
    events = told(report.model_copy(update={"claims": tuple(claims)}))["desk.happened"]
    assert any(event.startswith(f"Saturday: {first}") for event in events)


def test_one_figure_of_one_voice_stands_once() -> None:
    report = slide()
    again = report.ledger[2].model_copy(update={"id": "l9", "label": "L5", "updates": None})
    (killed, *_) = told(report.model_copy(update={"ledger": (*report.ledger, again)}))["desk.harm"]
    assert killed.count("26 (the Relief Network)") == 1


def test_a_dispute_names_the_speakers_of_each_side_and_how_they_know_the_latest_first() -> None:
    warned, ended, toll, cause = told(slide())["desk.disputed"]
    assert "Torm Mining (involved): Torm Mining was never warned" in warned
    assert "the governor's office (“as a letter shows”): Torm Mining was warned" in warned
    assert ended.index("the governor's office") < ended.index("the mining ministry")
    assert re.findall(r"26|20|12", toll) == ["26", "20", "12"]
    assert "two witnesses (“who stood at the gate”): Blasting — or — the mining ministry: Rain" in cause


def test_outlets_are_not_speakers_where_a_voice_is_known() -> None:
    assert not any("wed post" in sentence for sentence in told(slide())["desk.disputed"])


def test_harm_stands_with_each_figure_and_its_voice_and_unknown_is_written_out() -> None:
    killed, hurt = told(slide())["desk.harm"]
    assert killed == (
        "Killed, miners, Kessar mine: 26 (the Relief Network) (L3). "
        "Earlier: at least 12 (the governor's office), 20 (the mining ministry)."
    )
    assert "number not told" in hurt
    assert "0" not in hurt


def test_figures_of_one_scope_are_a_range_over_their_voices() -> None:
    report = slide()
    rows = tuple(row.model_copy(update={"updates": None, "grade": Grade.CONTESTED}) for row in report.ledger)
    killed = told(report.model_copy(update={"ledger": rows}))["desk.harm"][0]
    assert "12 to 26; at least 12 (the governor's office), 20 (the mining ministry), 26 (the Relief Network)" in killed


def test_background_is_not_news() -> None:
    assert not any("Varna" in sentence for sentences in told(slide()).values() for sentence in sentences)


def test_each_sentence_of_what_was_found_has_a_link() -> None:
    for markdown in (render_brief(slide(), links={"wed": "w.txt", "thu": "t.txt", "fri": "f.txt"}),
                     render_markdown(slide()).split("## ")[1]):  # fmt: skip
        found = markdown[markdown.index("**What happened**") : markdown.index("**Be careful**")]
        lines = [line for line in found.splitlines() if line.startswith("- ")]
        assert len(lines) >= 8
        assert all(re.search(r"\[[AGLM][\d.]+\]\([^)]+\)", line) for line in lines)


@pytest.mark.parametrize("report", [slide(), slide("ar"), story(), large(40), hostile("word " * 60)],
                         ids=["story", "arabic", "no-voices", "many-articles", "long-texts"])  # fmt: skip
def test_it_keeps_to_its_words(report: Report) -> None:
    links = {article.id: f"../{article.id}.txt" for article in report.articles}
    assert len(render_brief(report, title="a title", links=links).split()) <= MAX_WORDS


def test_no_sentence_is_cut() -> None:
    assert "…" not in render_brief(slide())


def test_more_room_tells_more_and_never_less() -> None:
    report, wording = slide(), load_wording("en")
    counts = [
        sum(map(len, desk_page(View(report, wording.language), max_words=limit).values()))
        for limit in range(20, 400, 20)
    ]
    assert counts[0] < counts[-1]
    assert all(len(page) > 0 for page in (told(report).values()))


def test_a_report_without_voices_names_the_sources_of_its_claims() -> None:
    report = slide()
    claims = tuple(claim.model_copy(update={"voice": None}) for claim in report.claims)
    bare = report.model_copy(update={"voices": (), "disputes": (), "ledger": (), "calendar": (), "claims": claims})
    assert "the governor's office" in told(bare)["desk.disputed"][0]
    assert len(told(bare)["desk.disputed"]) == len(told(report)["desk.disputed"])


def test_what_is_missing_stands_among_the_cautions() -> None:
    careful = told(story())["desk.careful"]
    assert any(sentence.startswith("Incomplete: 1 ") for sentence in careful)
    assert any(sentence.startswith("Cut texts: A1") for sentence in careful)


@pytest.mark.parametrize(("claims", "against"), [((1, 2, 1), "B"), ((1, 1, 2), "C")])
def test_a_dispute_in_short_sets_the_last_said_against_what_most_is_behind(
    claims: tuple[int, ...], against: str
) -> None:
    report = slide()
    said = [claim for claim in report.claims if claim.article != "fri"]
    ids = iter(claim.id for claim in said)
    sides = [("c16",), *(tuple(next(ids) for _ in range(count)) for count in claims[1:])]
    positions = tuple(
        Position(label=label, summary=f"This is the whole answer {label}", claims=side)
        for label, side in zip("ABC", sides, strict=True)
    )
    between = tuple(
        Between(one="A", other=other, relation=Disagreement.CONTRADICTION, differs_in=(), reason="") for other in "BC"
    )
    group = report.groups[0].model_copy(
        update={"positions": positions, "between": between, "claims": tuple(one for side in sides for one in side)}
    )
    index = ReportIndex(report)
    assert [one.label for one in opposed_positions(index, group, 2)] == ["A", against]
    assert len(opposed_positions(index, group, 4)) == 3


@pytest.mark.parametrize("limit", [80, 120, 350])
def test_disputes_that_have_no_room_are_named_or_counted_with_a_link(limit: int) -> None:
    view = View(large(40))
    disputed = desk_page(view, max_words=limit)["desk.disputed"]
    lines = [as_plain_text(sentence, view.wording) for sentence in disputed]
    also = next((line for line in lines if line.startswith("Also: ")), "")
    told = [line for line in lines[:-1] if line != also]
    named = also.count("; ") + 1 if also else 0
    more, first = re.fullmatch(r"(\d+) more disputes \((\w+)\)\.", lines[-1]).groups()  # type: ignore[union-attr]
    assert len(told) + named + int(more) == len(view.disputes)
    assert first == view.disputes[len(told) + named].label
    assert len(told) <= 5


def test_disputes_that_are_not_told_are_named_by_whole_questions_as_many_as_there_is_room_for() -> None:
    page = DeskSentences(View(slide()))
    whole, fewer, counted = page.more_disputes({group.id for group in page.matters()[:2]})
    (also,) = (as_plain_text(one, page.wording) for one in whole)
    assert also == "Also: How many miners were killed? (M3); What caused the slide? (M4)."
    named = [as_plain_text(one, page.wording) for one in fewer]
    assert named == ["Also: How many miners were killed? (M3).", "1 more dispute (M4)."]
    assert [as_plain_text(one, page.wording) for one in counted] == ["2 more disputes (M3, M4)."]


def wordy(report: Report) -> View:
    """A view in which the answers of the main dispute have no room."""
    first, *others = report.groups
    positions = tuple(one.model_copy(update={"summary": f"{one.summary} " * 60}) for one in first.positions)
    return View(report.model_copy(update={"groups": (first.model_copy(update={"positions": positions}), *others)}))


def test_a_dispute_whose_answers_have_no_room_is_told_by_who_is_against_whom_and_stops_none_behind_it() -> None:
    view = wordy(slide())
    told = [as_plain_text(sentence, view.wording) for sentence in desk_page(view)["desk.disputed"]]
    assert told[0] == "Was Torm Mining warned? the governor's office — against — Torm Mining (involved) (M1)."
    assert told[1].endswith("The search has ended (M2).")


def test_one_speaker_against_itself_says_nothing_without_its_answers() -> None:
    report = slide()
    claims = tuple(claim.model_copy(update={"voice": "v1"}) if claim.voice else claim for claim in report.claims)
    view = wordy(report.model_copy(update={"claims": claims}))
    told = [as_plain_text(sentence, view.wording) for sentence in desk_page(view)["desk.disputed"]]
    assert told[-1] == "Also: Was Torm Mining warned? (M1)."


def test_who_is_against_whom_leaves_room_to_count_the_other_disputes() -> None:
    view = wordy(slide())
    for words in range(60, 350, 3):
        lines = [as_plain_text(one, view.wording) for one in desk_page(view, max_words=words).get("desk.disputed", ())]
        if any(line.startswith("Was Torm Mining warned? ") for line in lines):
            assert {"M1", "M2", "M3", "M4"} == set(re.findall(r"M\d", " ".join(lines))) or "more dispute" in lines[-1]


def test_naming_twice_as_many_disputes_is_no_more_than_twice_as_much_work() -> None:
    few, many = (DeskSentences(View(large(articles, 20))) for articles in (40, 80))
    assert len(few.view.disputes) > 30
    assert calls_of(lambda: list(many.more_disputes(()))) < 2.3 * calls_of(lambda: list(few.more_disputes(())))


def test_the_latest_state_of_an_update_is_first_where_no_days_are_known() -> None:
    report = slide()
    articles = tuple(article.model_copy(update={"story_day": None}) for article in report.articles)
    claims = tuple(claim.model_copy(update={"said_time": EventTime()}) for claim in report.claims)
    index = ReportIndex(report.model_copy(update={"articles": articles, "claims": claims}))
    assert [one.label for one in opposed_positions(index, report.groups[2], 4)] == ["C", "B", "A"]


def test_updates_that_lead_in_a_circle_are_still_told() -> None:
    group = slide().groups[2]
    circle = Between(one="A", other="C", relation=Disagreement.UPDATE, later="A", differs_in=(), reason="")
    turned = group.model_copy(update={"between": (*group.between, circle)})
    assert len(opposed_positions(ReportIndex(slide()), turned, 4)) == 3


@pytest.mark.parametrize(("language", "said"), [("en", "Friday 10 November"), ("ar", "الجمعة 10 نوفمبر")])
def test_a_day_is_told_in_words(language: str, said: str) -> None:
    day = StoryDay(id="D1", date=datetime.date(2017, 11, 10))
    assert day_words(day, load_wording(language)) == said


def test_a_dispute_with_many_aspects_is_told_by_the_strongest_of_them() -> None:
    report = slide()
    whole = report.disputes[0].model_copy(update={"groups": ("g1", "g3", "g2", "g5", "g6")})
    told_ = told(report.model_copy(update={"disputes": (whole,)}))["desk.disputed"]
    assert [sentence.rsplit("(", 1)[1] for sentence in told_] == ["M1).", "G2).", "G3).", "G5)."]


@pytest.mark.parametrize(
    ("period", "told"),
    [
        pytest.param("on Wednesday", '<span dir="ltr" lang="en">on Wednesday</span>', id="own-words"),
        pytest.param("since Friday", "منذ الجمعة", id="since-a-weekday"),
        pytest.param("for weeks", '<span dir="ltr" lang="en">for weeks</span>', id="since-no-day"),
    ],
)
def test_the_period_of_a_figure_is_the_articles_own_words_or_since_which_weekday(period: str, told: str) -> None:
    report = slide()
    rows = tuple(row.model_copy(update={"period": period}) for row in report.ledger)
    brief = render_brief(report.model_copy(update={"ledger": rows, "run": slide("ar").run}))
    assert told in brief
    assert period in render_brief(report.model_copy(update={"ledger": rows}))


def test_that_nothing_has_two_independent_voices_is_said() -> None:
    report = slide()
    groups = tuple(group.model_copy(update={"independent_sources": 1}) for group in report.groups)
    assert told(report.model_copy(update={"groups": groups}))["desk.agreed"] == [
        "Nothing undisputed has two independent voices."
    ]
    assert "desk.agreed" not in told(report)


@pytest.mark.parametrize(
    ("figure", "lower", "upper", "told"),
    [
        pytest.param("dozens of miners", 12, None, "dozens of miners", id="plural"),
        pytest.param("more than a dozen", 12, None, "more than a dozen", id="hedged-plural"),
        pytest.param("عشرات العمال", 10, None, "عشرات العمال", id="arabic-plural"),
        pytest.param("بضعة عمال", 3, 10, "بضعة عمال", id="wide-on-both-sides"),
        pytest.param("several miners", 2, None, "several miners", id="several"),
        pytest.param("a large number of miners", None, None, "a large number of miners", id="no-bounds"),
        pytest.param("at least 12 miners", 12, None, None, id="digits"),
        pytest.param("at least two miners", 2, None, None, id="number-word"),
        pytest.param("about 10 to 14 miners", 10, 14, None, id="range"),
        pytest.param("nearly a hundred miners", 100, 100, None, id="approximate"),
        pytest.param("قتيلان", 2, 2, None, id="dual"),
    ],
)
def test_the_articles_own_words_stand_beside_bounds_that_are_ours(
    figure: str, lower: float | None, upper: float | None, told: str | None
) -> None:
    row = slide().ledger[0]
    words = row.figure.model_copy(update={"text": figure})
    found = vague_words(row.model_copy(update={"figure": words, "lower": lower, "upper": upper}), None)
    assert (found.text if found else None) == told


def counted(
    figure: str, lower: float | None, *, article: str = "fri", language: str = "en", **update: object
) -> Report:
    """The story with a first figure in these words, which are lower bounds by rule, and an exact one."""
    report = slide(language)
    first, *others = report.ledger
    words = first.figure.model_copy(update={"text": figure})
    vague = {"figure": words, "lower": lower, "upper": None, "article": article, "updates": None, **update}
    exact = [one.model_copy(update={"updates": None}) for one in others]
    return report.model_copy(update={"ledger": (first.model_copy(update=vague), *exact)})


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        pytest.param(counted("dozens of miners", 120), "“dozens of miners” (the governor's office)", id="as-they-are"),
        pytest.param(counted("عشرات العمال", 10, article="thu"), "dozens (“عشرات العمال”, the governor's office)",
                     id="translated"),
        pytest.param(counted("عدد من العمال", 2, article="thu"), "some (“عدد من العمال”, the governor's office)",
                     id="fewer-than-ten"),
        pytest.param(counted("عشرات العمال", 240, article="thu"), "“عشرات العمال” (the governor's office)",
                     id="no-word-for-it"),
    ],
)  # fmt: skip
def test_a_vague_figure_is_told_in_words_wherever_it_stands_and_never_as_somebodys_count(
    report: Report, shown: str
) -> None:
    bound = f"{report.ledger[0].lower:.0f}"
    killed = told(report)["desk.harm"][0]
    assert shown in killed
    assert f"at least {bound}" not in killed + render_markdown(report) + render_html(report)
    sheet = list(csv.DictReader(io.StringIO(render_ledger_csv(report).removeprefix("\ufeff"), newline="")))
    assert [row["number"] for row in sheet] == ["in words", "told", "told", "not told"]
    assert sheet[0]["lower"] == bound


def test_an_end_of_a_range_that_words_alone_give_is_told_in_words() -> None:
    killed = told(counted("عشرات العمال", 10, article="thu"))["desk.harm"][0]
    assert killed.startswith("Killed, miners, Kessar mine: dozens to 26; dozens (")


def test_a_figure_that_is_not_told_has_its_words_in_the_ledger_and_on_the_desk_page() -> None:
    report = slide()
    injured = next(sentence for sentence in told(report)["desk.harm"] if "Injured" in sentence)
    assert "number not told (“A number of miners”, wed post)" in injured
    assert re.search(r"\| number not told \(“A number of miners”, \S+\) \|", render_markdown(report))


@pytest.mark.parametrize(
    ("article", "words", "shown"),
    [
        pytest.param("fri", "20", "foremen (20)", id="a-number-alone"),
        pytest.param("fri", "twenty", "foremen (20)", id="a-number-word-alone"),
        pytest.param("fri", "20 foremen", "“20 foremen”", id="with-who-is-counted"),
        pytest.param("fri", "a foreman", "“a foreman”", id="without-a-number"),
        pytest.param("thu", "عشرون مشرفا", "foremen (20)", id="another-language"),
    ],
)
def test_parts_of_a_figure_stand_with_it_in_the_articles_words_and_the_place_once(
    article: str, words: str, shown: str
) -> None:
    report = slide()
    whole, part, *others = report.ledger
    figure = part.figure.model_copy(update={"text": words})
    scope = {"article": article, "part_of": whole.id, "scope": "part", "of_whom": "foremen", "updates": None}
    part = part.model_copy(update={"figure": figure, "lower": 20, "upper": 20, **scope})
    whole = whole.model_copy(update={"of_whom": "miners of Kessar mine"})
    others = [one.model_copy(update={"scope": "other", "updates": None}) for one in others]
    harm = told(report.model_copy(update={"ledger": (whole, part, *others)}))["desk.harm"]
    assert harm[0] == f"Killed, miners of Kessar mine: at least 12 (the governor's office), of them {shown} (L1)."
    assert not any(line.startswith("Killed, foremen") for line in harm)


def test_what_only_a_party_counts_comes_after_other_figures() -> None:
    report = slide()
    party, other, *_ = report.ledger
    party = party.model_copy(update={"grade": Grade.PARTY_ONLY})
    other = other.model_copy(update={"scope": "other", "updates": None, "of_whom": "guards"})
    harm = told(report.model_copy(update={"ledger": (party, other)}))["desk.harm"]
    assert [line.split(":")[0] for line in harm] == ["Killed, guards, Kessar mine", "Killed, miners, Kessar mine"]


def test_who_contradicts_a_day_without_telling_of_any_day_is_named() -> None:
    report = with_days({"c4": "D1", "c12": "D1", "c5": None})
    assert "disputed by Torm Mining (involved)" in told(report)["desk.happened"][0]


@pytest.mark.parametrize(
    ("names", "who"),
    [
        (["the mining ministry"], "and the mining ministry;"),
        (["the mining ministry", "Ilan Derr"], "and 2 more;"),
        (["the harbour police of the northern district"], "and 1 more;"),
    ],
)
def test_voices_that_are_not_named_are_counted_but_for_one_with_a_short_name(names: list[str], who: str) -> None:
    report = with_days({"c4": "D1", "c5": "D1"})
    warned = next(claim for claim in report.claims if claim.id == "c4")
    voices = [
        report.voices[1].model_copy(update={"id": f"vx{number}", "label": f"V9{number}", "name": name, "party": None})
        for number, name in enumerate(names)
    ]
    others = [
        warned.model_copy(update={"id": f"x{number}", "label": f"X{number}", "voice": voice.id})
        for number, voice in enumerate(voices)
    ]
    report = report.model_copy(update={"voices": (*report.voices, *voices)})
    wednesday = next(one for one in told(with_answer(report, 0, *others))["desk.happened"] if "Wednesday" in one)
    assert wednesday.startswith(f"Wednesday: Torm Mining had been warned twice, say the governor's office {who}")


@pytest.mark.parametrize(("dispute", "told_"), [(0, "the governor's office: "), (3, "What caused the slide? ")])
def test_an_answer_that_names_nothing_of_its_question_is_told_with_it(dispute: int, told_: str) -> None:
    page = DeskSentences(View(slide()))
    sentence = page.dispute(page.matters()[dispute], sides=2, short=True)
    assert as_plain_text(sentence, page.wording).startswith(told_)


def test_figures_that_have_no_room_are_counted() -> None:
    page = DeskSentences(View(slide()))
    assert [[as_plain_text(one, page.wording) for one in page.more_harm(told)] for told in range(3)] == [
        ["4 more figures (L1)."],
        ["1 more figure (L4)."],
        [],
    ]
