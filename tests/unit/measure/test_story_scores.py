"""Days, voices, silences and counted harm against labels: each fault lowers its own figure."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from factcmp.measure.labelled_sets import LabelledSet
from factcmp.measure.score_text import render_scores
from factcmp.measure.scores import TOLD, Scores, Share
from factcmp.measure.scoring import score_report
from factcmp.models import (
    Article,
    Between,
    Claim,
    Disagreement,
    Grade,
    Group,
    Harm,
    LedgerRow,
    PartialKind,
    Position,
    Relation,
    Report,
    Run,
    Source,
    SourceKind,
    Span,
    Stance,
    StoryDay,
    Voice,
    VoiceMention,
)

TEXTS = {
    "one": "On Monday the mine office said 4 had died. Its chief, Ada Rell, said gas was to blame. A relative blamed "
    "water. Dozens were hurt.",
    "two": "By Tuesday 7 miners had died, the office said, 2 of them boys. Rescuers said that water had done it.",
}


def at(article: str, words: str) -> Span:
    start = TEXTS[article].index(words)
    return Span(start=start, end=start + len(words), text=words)


def claim(id: str, article: str, words: str, voice: str, named: str) -> Claim:
    source = Source(name=named, gloss=named, kind=SourceKind.OTHER, mention=at(article, named))
    return Claim(
        id=id,
        label=id,
        article=article,
        statement=words,
        gloss=words,
        question="?",
        quote=at(article, words),
        attribution=(source,),
        stance=Stance.ASSERTS,
        voice=voice,
    )


CLAIMS = (
    claim("c1", "one", "4 had died", "office", "the mine office"),
    claim("c2", "two", "7 miners had died", "office", "the office"),
    claim("c3", "one", "gas was to blame", "office", "Its chief, Ada Rell"),
    claim("c4", "two", "water had done it", "rescuers", "Rescuers"),
    claim("c5", "one", "A relative blamed water", "relative", "A relative"),
)


def group(id: str, positions: dict[str, tuple[str, ...]], *between: Between) -> Group:
    return Group(
        id=id,
        label=id.upper(),
        question="?",
        relation=Relation.PARTIAL,
        claims=tuple(one for held in positions.values() for one in held),
        positions=tuple(Position(label=label, summary=label, claims=held) for label, held in positions.items()),
        between=between,
        explanation="",
        independent_sources=1,
    )


UPDATE = Between(one="A", other="B", relation=Disagreement.UPDATE, later="B", differs_in=(), reason="")
COMPETING = Between(
    one="A", other="B", relation=Disagreement.PARTIAL, partial=PartialKind.COMPETING, differs_in=(), reason=""
)


def voice(id: str, *mentions: tuple[str, str]) -> Voice:
    named = tuple(VoiceMention(article=article, span=at(article, words)) for article, words in mentions)
    return Voice(id=id, label=id, name=id, kind=SourceKind.OTHER, known=True, mentions=named)


def row(id: str, claim: str, article: str, words: str, number: float, scope: str) -> LedgerRow:
    return LedgerRow(
        id=id,
        label=id,
        claim=claim,
        article=article,
        voice="office",
        harm=Harm.KILLED,
        of_whom=None,
        place=None,
        lower=number,
        upper=number,
        figure=at(article, words),
        scope=scope,
        grade=Grade.ONE_VOICE,
    )


def report(**changes: Any) -> Report:
    days = {"one": "D1", "two": "D2"}
    made: dict[str, Any] = {
        "articles": tuple(
            Article(id=id, label=id, title=id, sha256="", text=text, story_day=days[id]) for id, text in TEXTS.items()
        ),
        "claims": CLAIMS,
        "groups": (
            group("g1", {"A": ("c1",), "B": ("c2",)}, UPDATE),
            group("g2", {"A": ("c3",), "B": ("c4", "c5")}, COMPETING),
        ),
        "voices": (
            voice("office", ("one", "the mine office"), ("two", "the office")),
            voice("rescuers", ("two", "Rescuers")),
            voice("relative"),
        ),
        "calendar": (StoryDay(id="D1", weekday=0), StoryDay(id="D2", date=datetime.date(2026, 3, 3))),
        "ledger": (
            row("L1", "c1", "one", "4", 4, "mine"),
            row("L2", "c2", "two", "7 miners", 7, "mine"),
            row("L3", "c2", "two", "2 of them boys", 2, "mine, boys"),
        ),
        "run": Run(factcmp_version="0", model="none", answered_by="recording", language="en"),
    }
    return Report(**{**made, **changes})


def mention(article: str, quote: str) -> dict[str, str]:
    return {"article": article, "quote": quote}


LABELS = LabelledSet.model_validate(
    {
        "about": "Invented.",
        "articles": ["one.txt", "two.txt"],
        "days": [{"article": "one", "day": "monday"}, {"article": "two", "day": "2026-03-03"}],
        "voices": [
            {
                "name": "the mine office",
                "mentions": [
                    mention("one", "the mine office"),
                    mention("one", "Its chief, Ada Rell"),
                    mention("two", "the office"),
                ],
            },
            {"name": "rescuers", "mentions": [mention("two", "Rescuers")]},
        ],
        "questions": [
            {
                "question": "How many died?",
                "positions": [
                    {"summary": "4", "mentions": [mention("one", "4 had died")]},
                    {"summary": "7", "mentions": [mention("two", "7 miners had died")]},
                ],
                "between": [{"one": 1, "other": 2, "relation": "update", "later": 2}],
            },
            {
                "question": "What did it?",
                "positions": [
                    {"summary": "gas", "mentions": [mention("one", "gas was to blame")]},
                    {
                        "summary": "water",
                        "mentions": [mention("two", "water had done it"), mention("one", "A relative blamed water")],
                    },
                ],
                "between": [{"one": 1, "other": 2, "relation": "partial", "kind": "competing"}],
            },
        ],
        "toll": [
            {**mention("one", "4"), "harm": "killed", "lower": 4, "upper": 4},
            {**mention("two", "7 miners"), "harm": "killed", "lower": 7, "upper": 7},
            {**mention("two", "2 of them boys"), "harm": "killed", "lower": 2, "upper": 2, "part_of": "7 miners"},
        ],
    }
)


def shares(of: Report, labels: LabelledSet = LABELS) -> dict[str, tuple[int, int]]:
    scores = score_report(of, labels, TEXTS)
    told = {name: getattr(scores, name) for name, kind in Scores.model_fields.items() if kind.annotation is Share}
    return {name: (share.hits, share.n) for name, share in told.items() if name not in ("quotes", "stances")} | {
        "voices": (scores.voices.pure, scores.voices.grouped),
        "voices wanted": (scores.voices.pure, scores.voices.wanted),
    }


def test_a_right_report_has_every_figure() -> None:
    found = shares(report())
    assert {name: found[name] for name in ("days", "directions", "kinds", "updates_told", "voiced", "tolls")} == {
        "days": (2, 2),
        "directions": (1, 1),
        "kinds": (1, 1),
        "updates_told": (1, 1),
        "voiced": (4, 4),
        "tolls": (3, 3),
    }
    assert (found["voices"], found["voices wanted"]) == ((3, 3), (3, 3))
    assert (found["false_silence"], found["invented_tolls"], found["mixed_scopes"]) == ((0, 4), (0, 3), (0, 1))
    assert found["invented_days"] == (0, 0)


def with_day(day: StoryDay) -> Callable[[], Report]:
    return lambda: report(calendar=(day, report().calendar[1]))


def with_between(place: int, between: Between) -> Callable[[], Report]:
    positions: tuple[dict[str, tuple[str, ...]], ...] = (
        {"A": ("c1",), "B": ("c2",)},
        {"A": ("c3",), "B": ("c4", "c5")},
    )
    changed = group(f"g{place + 1}", positions[place], between)
    return lambda: report(groups=tuple(changed if at == place else one for at, one in enumerate(report().groups)))


def with_later(label: str | None) -> Callable[[], Report]:
    return with_between(0, UPDATE.model_copy(update={"later": label}))


def with_rows(*rows: LedgerRow) -> Callable[[], Report]:
    return lambda: report(ledger=(*report().ledger[: 3 - len(rows)], *rows))


def one_voice_for_all() -> Report:
    claims = tuple(one.model_copy(update={"voice": "office"}) for one in CLAIMS)
    return report(claims=claims, voices=(voice("office", ("two", "Rescuers")),))


def chief_is_another() -> Report:
    chief = CLAIMS[2].model_copy(update={"voice": "chief"})
    return report(claims=(*CLAIMS[:2], chief, *CLAIMS[3:]), voices=(*report().voices, voice("chief")))


def article_without_claim() -> Report:
    return report(groups=(report().groups[0], group("g2", {"A": ("c3",), "B": ("c5",)}, COMPETING)))


FAULTS = [
    pytest.param(with_day(StoryDay(id="D1", weekday=1)), {"days": (1, 2)}, id="another-day"),
    pytest.param(with_day(StoryDay(id="D9", weekday=0)), {"days": (1, 2)}, id="no-day"),
    pytest.param(with_later("A"), {"directions": (0, 1)}, id="update-the-wrong-way-round"),
    pytest.param(with_later(None), {"directions": (0, 1)}, id="update-without-direction"),
    pytest.param(
        with_between(1, COMPETING.model_copy(update={"partial": PartialKind.COMPLEMENTARY})),
        {"kinds": (0, 1)},
        id="competing-taken-for-complementary",
    ),
    pytest.param(
        one_voice_for_all, {"voices": (3, 6), "voices wanted": (3, 3)}, id="two-speakers-in-one-voice"
    ),
    pytest.param(chief_is_another, {"voices": (1, 1), "voices wanted": (1, 3)}, id="a-speaker-in-two-voices"),
    pytest.param(article_without_claim, {"false_silence": (1, 4)}, id="an-article-shown-silent"),
    pytest.param(
        with_rows(row("L3", "c2", "two", "2 of them boys", 3, "mine, boys")),
        {"tolls": (2, 3), "mixed_scopes": (0, 1)},
        id="another-number",
    ),
    pytest.param(
        with_rows(row("L3", "c2", "two", "2 of them boys", 2, "mine")), {"mixed_scopes": (1, 3)}, id="part-beside-whole"
    ),
    pytest.param(
        with_rows(row("L3", "c2", "two", "Tuesday", 2, "mine, boys")),
        {"tolls": (2, 3), "invented_tolls": (1, 3)},
        id="a-row-on-no-figure",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "moved"), FAULTS)
def test_a_fault_moves_its_own_figure(fault: Callable[[], Report], moved: dict[str, tuple[int, int]]) -> None:
    before, after = shares(report()), shares(fault())
    assert {name: after[name] for name in moved} == moved
    elsewhere = {name for name in before if before[name] != after[name]} - set(moved)
    assert elsewhere <= {"inside"}


@pytest.mark.parametrize(("words", "upper", "right"), [("Dozens", None, 4), ("4", 12.0, 3)], ids=["words", "a-number"])
def test_a_figure_in_words_alone_is_right_where_the_label_has_no_number(
    words: str, upper: float | None, right: int
) -> None:
    labelled = LABELS.model_dump(mode="json", exclude_unset=True)
    labelled["toll"].append({**mention("one", words), "harm": "injured"})
    found = row("L4", "c5", "one", words, 12, "hurt").model_copy(update={"harm": Harm.INJURED, "upper": upper})
    scored = shares(report(ledger=(*report().ledger, found)), LabelledSet.model_validate(labelled))
    assert scored["tolls"] == (right, 4)


def test_what_is_counted_and_no_harm_may_have_a_row_and_needs_none() -> None:
    labelled = LABELS.model_dump(mode="json", exclude_unset=True)
    labelled["toll"].append({**mention("one", "4"), "harm": "other", "lower": 4, "upper": 4})
    found = row("L4", "c5", "one", "4", 4, "hurt")
    for report_ in (report(), report(ledger=(*report().ledger, found))):
        scored = shares(report_, LabelledSet.model_validate(labelled))
        assert (scored["tolls"], scored["invented_tolls"][0]) == ((3, 3), 0)


def test_a_day_that_no_article_tells_is_invented() -> None:
    labels = LABELS.model_copy(update={"days": (LABELS.days[0].model_copy(update={"day": None}),)})
    assert shares(report(), labels)["invented_days"] == (1, 1)
    assert shares(report(calendar=()), labels)["invented_days"] == (0, 1)


def test_an_article_against_itself_counts_where_its_own_claims_conflict() -> None:
    labelled = LABELS.model_dump(mode="json", exclude_unset=True)
    labelled["questions"][1]["between"] = [{"one": 1, "other": 2, "relation": "contradiction"}]
    labels = LabelledSet.model_validate(labelled)
    contradiction = COMPETING.model_copy(update={"relation": Disagreement.CONTRADICTION, "partial": None})
    assert shares(with_between(1, contradiction)(), labels)["inside"] == (1, 1)
    assert shares(report(), labels)["inside"] == (0, 1)


def test_a_source_is_right_by_its_names_and_by_no_others() -> None:
    labelled = LABELS.model_dump(mode="json", exclude_unset=True)
    first, second = (position["mentions"][0] for position in labelled["questions"][1]["positions"])
    first["called"], second["called"] = ["chief"], ["Rescuers"]
    assert shares(report(), LabelledSet.model_validate(labelled))["attributions"] == (2, 2)
    first["called"] = []
    assert shares(report(), LabelledSet.model_validate(labelled))["attributions"] == (1, 2)


def test_every_figure_has_a_row_in_the_table() -> None:
    scores = score_report(report(), LABELS, TEXTS)
    fields = {name for name in Scores.model_fields if name not in ("hazards", "misses")}
    assert set(TOLD) == fields
    assert all(row in render_scores(scores, "set") for row, *_ in TOLD.values())
