"""The sheet of findings: a line each, whole whatever the texts hold, and nothing in it runs."""

import csv
import io

import pytest
from desk_reports import group, report
from hypothesis import given
from hypothesis import strategies as st

from factcmp.desk.review import Review, Verdict, apply_reviews, finding_text, review_key
from factcmp.desk.spreadsheets import MAX_CELL_CHARS, neutral, restored
from factcmp.desk.verdict_sheet import COLUMNS, render_csv
from factcmp.models import Difference, Group, Relation, Report
from factcmp.text.lines import printable

FORMULA = tuple("=+-@＝＋－＠")


def sheet(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def reviewed(group: Group, verdict: Verdict | None, note: str = "") -> Review:
    finding = finding_text(group)
    return Review(key=review_key(finding), finding=finding, question=group.question, verdict=verdict, note=note)


def test_a_finding_is_a_line_groups_first_then_what_stands_alone() -> None:
    lone, single = group(Relation.SINGLE_SOURCE, "b", stable=None), group(Relation.SINGLE_SOURCE, "cd")
    contradiction = group(Relation.CONTRADICTION, "a", "ei", stable=False)
    contradiction = contradiction.model_copy(update={"differs_in": (Difference.NUMBER, Difference.TIME)})
    text = render_csv(report(contradiction, lone, single))
    assert text.splitlines(keepends=True)[0] == "\ufeff" + ",".join(COLUMNS) + "\r\n"
    rows = sheet(text)
    assert [(row["label"], row["relation"], row["stable"]) for row in rows] == [
        ("G1", "contradiction", "no"),
        ("G3", "single-source", "yes"),
        ("G2", "single-source", "not asked again"),
    ]
    assert rows[0] == {
        "group id": contradiction.id,
        "label": "G1",
        "relation": "contradiction",
        "question": "How many?",
        "positions": "A: answer a [A1] | B: answer ei [A2, A3]",
        "differs in": "number, time",
        "articles": "A1 Title X | A2 Title Y | A3 Title Z",
        "known origins": "Office a | Office ei",
        "independent sources": "2",
        "stable": "no",
        "quotes": "A1 0–11: “Four boats.” | A2 0–11: “Four boats.” | A3 0–11: “Four boats.”",
        "explanation": "Why ('a', 'ei').",
        "finding": "contradiction: a | e i",
        "earlier verdict": "",
        "verdict": "",
        "note": "",
    }


def test_the_editors_columns_are_the_last() -> None:
    assert COLUMNS[-2:] == ("verdict", "note")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param('=HYPERLINK("http://evil.example","x")', id="formula"),
        pytest.param("\t=1+1", id="tab-before-a-formula"),
        pytest.param("\r\n@SUM(A1)", id="line-end-before-a-formula"),
        pytest.param("+1", id="plus"),
        pytest.param("-1", id="minus"),
        pytest.param("＝1", id="full-width"),
        pytest.param("harmless;=1+1;", id="behind-a-semicolon"),
        pytest.param("harmless; @x", id="behind-a-semicolon-and-a-space"),
        pytest.param('a","=1+1","b', id="quotation-marks"),
        pytest.param("a\x00b\x1b[2J\u202ec\u2028=d", id="controls"),
        pytest.param("“أربعة قوارب”، 12%؛ =نعم", id="arabic"),
    ],
)
def test_no_cell_is_a_formula_and_no_text_breaks_a_line(words: str) -> None:
    said = group(Relation.AGREEMENT, "ae", question=words).model_copy(update={"explanation": words})
    position = said.positions[0].model_copy(update={"summary": words})
    made = report(said.model_copy(update={"positions": (position,)}), words=words)
    review = reviewed(made.groups[0], Verdict.CONFIRMED, words)
    text = render_csv(made, apply_reviews(made, [review]))
    (row,) = sheet(text)
    assert tuple(row) == COLUMNS
    assert not any(cell.strip().startswith(FORMULA) for cell in row.values())
    assert restored(row["question"]) == printable(words)
    assert restored(row["note"]) == review.note
    assert not any(char in row["question"] for char in "\n\r\t\x00\x1b\u202e")
    if "\n" not in review.note:
        # Opened with semicolons for separators, no cell becomes one either.
        for line in text.removeprefix("\ufeff").split("\r\n"):
            assert not any(cell.strip().startswith(FORMULA) for cell in line.split(";"))


@given(st.text(alphabet=st.sampled_from("=+-@＝'; \n\tab\"")))
def test_what_is_neutralised_starts_no_formula_and_comes_back(text: str) -> None:
    made = neutral(text)
    assert restored(made) == text
    assert not made.strip().startswith(FORMULA)
    assert not any(cell.strip().startswith(FORMULA) for cell in made.replace("\n", ";").split(";"))


def test_a_cell_is_no_longer_than_excel_holds() -> None:
    (row,) = sheet(render_csv(report(group(Relation.AGREEMENT, "ae", question="; =" * MAX_CELL_CHARS))))
    assert len(row["question"]) == MAX_CELL_CHARS
    assert row["question"].endswith("…")


def with_verdict(made: Report, review: Review) -> dict[str, str]:
    return sheet(render_csv(made, apply_reviews(made, [review])))[0]


def test_a_known_verdict_is_filled_in() -> None:
    made = report(group(Relation.AGREEMENT, "ae"))
    row = with_verdict(made, reviewed(made.groups[0], Verdict.REJECTED, "Not so:\nسألت المكتب"))
    assert (row["verdict"], row["note"], row["earlier verdict"]) == ("rejected", "Not so:\nسألت المكتب", "")


def test_a_verdict_on_what_the_finding_was_is_told_and_not_filled_in() -> None:
    before = group(Relation.AGREEMENT, "ae", question="How many boats?")
    row = with_verdict(report(group(Relation.CONTRADICTION, "a", "e")), reviewed(before, Verdict.CONFIRMED, "asked"))
    assert (row["verdict"], row["note"]) == ("", "")
    assert row["earlier verdict"] == ("no longer applies, the finding changed: confirmed, asked (on: How many boats?)")
