"""Verdicts: kept by what a finding says, read back from any spreadsheet, and never lost."""

import csv
import datetime
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from desk_reports import group, report
from hypothesis import given
from hypothesis import strategies as st

from factcmp.desk.review import (
    Review,
    ReviewState,
    Verdict,
    apply_reviews,
    finding_text,
    load_reviews,
    merge_reviews,
    parse_finding,
    review_key,
    write_reviews,
)
from factcmp.desk.verdict_sheet import read_verdicts, render_csv
from factcmp.errors import InputError
from factcmp.models import Group, Relation

BOATS = group(Relation.CONTRADICTION, "a", "e", question="كم قاربًا؟ How many boats?")
PIERS = group(Relation.AGREEMENT, "bf", question="Which pier?")
LONE = group(Relation.SINGLE_SOURCE, "i", question="Who saw it?")
REPORT = report(BOATS, PIERS, LONE)
DAY = datetime.date(2026, 11, 5)


def reviewed(
    group: Group, verdict: Verdict | None = Verdict.CONFIRMED, note: str = "", by: str | None = None
) -> Review:
    finding = finding_text(group)
    return Review(key=review_key(finding), finding=finding, question=group.question, verdict=verdict, note=note, by=by)


# The key


def test_the_key_does_not_depend_on_order_wording_or_labels() -> None:
    other = group(Relation.CONTRADICTION, "e", "a", question="Otherwise?", stable=False)
    assert finding_text(other) == finding_text(BOATS) == "contradiction: a | e"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(group(Relation.UPDATE, "a", "e"), id="relation"),
        pytest.param(group(Relation.CONTRADICTION, "ae"), id="positions"),
        pytest.param(group(Relation.CONTRADICTION, "a", "ef"), id="claim-added"),
        pytest.param(group(Relation.CONTRADICTION, "a", "f"), id="other-claim"),
    ],
)
def test_another_finding_has_another_key(other: Group) -> None:
    assert review_key(finding_text(other)) != review_key(finding_text(BOATS))


@pytest.mark.parametrize(
    "text",
    ["", "contradiction", "contradiction: ", "contradiction: a | ", "maybe: a", "contradiction: a | a", "update: a\tb"],
)
def test_what_is_no_finding_is_not_read_as_one(text: str) -> None:
    assert parse_finding(text) is None
    assert parse_finding(finding_text(BOATS)) == frozenset("ae")


# The file


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "reviews.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_read_back_and_can_be_read_by_a_person(tmp_path: Path) -> None:
    reviews = (
        Review(
            key=review_key(finding_text(BOATS)),
            finding=finding_text(BOATS),
            question=BOATS.question,
            verdict=Verdict.CONFIRMED,
            note="سألت مكتب الميناء\nno: yes",
            by="سمر",
            on=DAY,
        ),
        reviewed(LONE, None, "no"),
    )
    text = write_reviews(reviews)
    assert "question: كم قاربًا؟ How many boats?\n  verdict: confirmed\n" in text
    assert "سألت مكتب الميناء" in text
    assert "null" not in text
    assert load_reviews(write(tmp_path, text)) == reviews
    assert load_reviews(write(tmp_path, write_reviews(()))) == ()
    assert load_reviews(write(tmp_path, "")) == ()


def test_an_entry_may_be_edited_by_hand(tmp_path: Path) -> None:
    text = f"- question: 5\n  verdict:\n  note: no\n  on: 2026-11-05\n  finding: 'agreement: b f'\n  key: {KEY}\n"
    (review,) = load_reviews(write(tmp_path, text))
    assert (review.question, review.verdict, review.note, review.on) == ("5", None, "no", DAY)


KEY = review_key("agreement: b f")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("- [", "not YAML in UTF-8", id="no-yaml"),
        pytest.param("verdict: confirmed\n", "has no reviews", id="no-list"),
        pytest.param(
            f"- {{question: q, finding: 'agreement: b f', key: {KEY}, verdikt: ok}}\n", "0.verdikt", id="misspelt"
        ),
        pytest.param(
            f"- {{question: q, finding: 'agreement: b f', key: {KEY}, verdict: ok}}\n", "0.verdict", id="word"
        ),
        pytest.param("- {question: q, finding: 'agreement: b f', key: f1}\n", "is not that of its finding", id="key"),
        pytest.param("- {question: q, finding: x, key: f1}\n", "no finding", id="finding"),
        pytest.param(f"- {{question: q, finding: 'agreement: b f', key: {KEY}}}\n" * 2, "two entries", id="twice"),
    ],
)
def test_faults_of_the_file_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=r"reviews\.yaml") as caught:
        load_reviews(write(tmp_path, text))
    assert said in str(caught.value)
    with pytest.raises(InputError, match="cannot read the reviews"):
        load_reviews(tmp_path / "nowhere.yaml")


# Merging


def test_what_is_given_wins_and_what_is_not_given_stays() -> None:
    kept = (
        reviewed(BOATS, Verdict.CONFIRMED, "asked", by="Ada"),
        reviewed(PIERS, Verdict.CONFIRMED, "seen", by="Ada"),
        reviewed(LONE, None, "ask again", by="Ada"),
    )
    other = reviewed(group(Relation.UPDATE, "h", "i"), Verdict.REJECTED, by="Eve")
    given = (
        other,
        reviewed(PIERS, Verdict.CONFIRMED, "seen", by="Eve"),
        reviewed(BOATS, Verdict.REJECTED, by="Eve"),
        reviewed(LONE, Verdict.CONFIRMED, by="Eve"),
    )
    merged = merge_reviews(kept, given)
    assert [(review.verdict, review.note, review.by) for review in merged] == [
        (Verdict.REJECTED, "asked", "Eve"),
        (Verdict.CONFIRMED, "seen", "Ada"),
        (Verdict.CONFIRMED, "ask again", "Eve"),
        (Verdict.REJECTED, "", "Eve"),
    ]
    assert merge_reviews(merged, given) == merged


def test_a_note_given_later_leaves_the_verdict_as_it_was() -> None:
    (merged,) = merge_reviews([reviewed(BOATS, Verdict.REJECTED, "asked")], [reviewed(BOATS, None, "asked again")])
    assert (merged.verdict, merged.note) == (Verdict.REJECTED, "asked again")


# Applying


def test_a_review_is_current_for_what_it_was_given_on_and_nothing_else() -> None:
    applied = apply_reviews(REPORT, [reviewed(BOATS), reviewed(group(Relation.AGREEMENT, "xy"))])
    current = applied.get(REPORT.groups[0].id)
    assert current is not None
    assert (current.state, current.review.verdict) == (ReviewState.CURRENT, Verdict.CONFIRMED)
    assert REPORT.groups[1].id not in applied
    assert set(applied) == {BOATS.id}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(group(Relation.UPDATE, "a", "e"), BOATS, id="relation"),
        pytest.param(group(Relation.CONTRADICTION, "ae"), BOATS, id="positions"),
        pytest.param(
            group(Relation.CONTRADICTION, "a", "e"), group(Relation.CONTRADICTION, "a", "efgi"), id="claims-came"
        ),
        pytest.param(group(Relation.CONTRADICTION, "a", "bef"), BOATS, id="claims-left"),
        pytest.param(group(Relation.CONTRADICTION, "a", "b"), BOATS, id="half"),
    ],
)
def test_a_review_of_what_the_finding_was_is_outdated(before: Group, now: Group) -> None:
    applied = apply_reviews(report(now), [reviewed(before)]).get(now.id)
    assert applied is not None
    assert applied.state is ReviewState.OUTDATED


def test_a_review_that_shares_less_than_half_of_the_claims_is_not_shown() -> None:
    before = group(Relation.CONTRADICTION, "a", "bcd")
    assert apply_reviews(report(group(Relation.CONTRADICTION, "a", "ef")), [reviewed(before)]) == {}


@pytest.mark.parametrize("alone", "abef")
def test_each_verdict_on_findings_that_became_one_is_shown_the_nearest_first(alone: str) -> None:
    now = group(Relation.AGREEMENT, "abef")
    lone = reviewed(group(Relation.SINGLE_SOURCE, alone))
    pair = reviewed(group(Relation.AGREEMENT, "abef".replace(alone, "")))
    for reviews in ([lone, pair], [pair, lone]):
        applied = apply_reviews(report(now), reviews)[now.id]
        assert (applied.review, applied.earlier) == (pair, (lone,))


def test_a_current_review_goes_before_outdated_ones() -> None:
    applied = apply_reviews(REPORT, [reviewed(group(Relation.UPDATE, "a", "e")), reviewed(BOATS, Verdict.REJECTED)])
    assert (applied[BOATS.id].state, applied[BOATS.id].review.verdict) == (ReviewState.CURRENT, Verdict.REJECTED)


# The sheet that comes back

_FILLED = {0: ("confirmed", "سألت المكتب؛ نعم\nثم سألت ثانية"), 1: ("", ""), 2: ("Rejected", '=not; so, "x"')}
Save = Callable[[list[list[str]]], bytes]


def edited(change: Callable[[list[list[str]]], None]) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(render_csv(REPORT).removeprefix("\ufeff"), newline="")))
    for number, (verdict, note) in _FILLED.items():
        rows[number + 1][-2:] = [verdict, note]
    change(rows)
    return rows


def saved(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", **format: object) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, **format).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode(encoding)


def read(tmp_path: Path, raw: bytes, by: str | None = None, on: datetime.date | None = None) -> Sequence[Review]:
    path = tmp_path / "sheet.csv"
    path.write_bytes(raw)
    return read_verdicts(path, REPORT, by=by, on=on).reviews


def shuffled(rows: list[list[str]]) -> None:
    for row in rows:
        row.reverse()
        row.insert(2, "an editor's own")
        row += ["", ""]


def under_a_title(rows: list[list[str]]) -> None:
    rows[:0] = [["Boats, for Ada"], []]


def without_finding(rows: list[list[str]]) -> None:
    place = rows[0].index("finding")
    for row in rows:
        del row[place]


def in_arabic(rows: list[list[str]]) -> None:
    rows[0][-2:] = ["الحكم", "ملاحظات"]
    rows[1][-2], rows[3][-2] = "مؤكَّد", "مرفوض"


def in_capitals(rows: list[list[str]]) -> None:
    rows[0] = [cell.upper().replace(" ", "_") for cell in rows[0]]


@pytest.mark.parametrize(
    ("change", "save"),
    [
        pytest.param(lambda _: None, lambda rows: saved(rows, encoding="utf-8-sig"), id="as-it-was"),
        pytest.param(lambda _: None, lambda rows: saved(rows, ";", "utf-8-sig"), id="excel-csv-with-semicolons"),
        pytest.param(lambda _: None, lambda rows: saved(rows, "\t", "utf-16"), id="excel-unicode-text"),
        pytest.param(lambda _: None, lambda rows: b"sep=;\r\n" + saved(rows, ";"), id="excel-sep-line"),
        pytest.param(lambda _: None, lambda rows: saved(rows, "\t", lineterminator="\n"), id="google-sheets-tsv"),
        pytest.param(
            lambda _: None, lambda rows: saved(rows, quoting=csv.QUOTE_ALL, lineterminator="\n"), id="libreoffice"
        ),
        pytest.param(shuffled, saved, id="columns-moved-and-added"),
        pytest.param(under_a_title, saved, id="title-above"),
        pytest.param(without_finding, saved, id="finding-deleted"),
        pytest.param(in_arabic, saved, id="arabic"),
        pytest.param(in_capitals, saved, id="capitals"),
    ],
)
def test_verdicts_come_back_whatever_the_spreadsheet_made_of_them(
    tmp_path: Path, change: Callable[[list[list[str]]], None], save: Save
) -> None:
    reviews = read(tmp_path, save(edited(change)), by="Ada", on=DAY)
    assert [(review.question, review.verdict, review.note) for review in reviews] == [
        (BOATS.question, Verdict.CONFIRMED, _FILLED[0][1]),
        (LONE.question, Verdict.REJECTED, _FILLED[2][1]),
    ]
    assert {(review.by, review.on) for review in reviews} == {("Ada", DAY)}
    assert [review.key for review in reviews] == [review_key(finding_text(group)) for group in (BOATS, LONE)]


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        *[(word, Verdict.CONFIRMED) for word in ("confirmed", " OK! ", "Yes", "مؤكد", "مؤكّدة", "نعم", "✓", "✔️")],
        *[(word, Verdict.REJECTED) for word in ("REJECTED", "no.", "Wrong", "\u200fمرفوض", "غير صحيح", "خطأ", "❌")],
    ],
)
def test_words_for_verdicts(tmp_path: Path, word: str, verdict: Verdict) -> None:
    (review,) = read(tmp_path, saved([["finding", "verdict"], ["agreement: b f", word]]))
    assert (review.verdict, review.by, review.on) == (verdict, None, None)


def test_the_sheet_as_it_was_written_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, render_csv(REPORT).encode()) == ()


def two_columns(*lines: Sequence[str]) -> bytes:
    return saved([["group id", "verdict"], *lines])


TORN = b'finding,verdict,note\r\nagreement: b f,ok,"never closed\r\nagreement: a,no,\r\n'
UNREADABLE = "finding,verdict\r\nx,مؤكد".encode("windows-1256")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(two_columns([BOATS.id, ""], [BOATS.id, "perhaps"]), "row 3: the verdict «perhaps»", id="word"),
        pytest.param(two_columns([BOATS.id, "FALSE"]), "«FALSE» is not known", id="untouched-checkbox"),
        pytest.param(two_columns(["g0", "ok"]), "row 2: neither", id="unknown-group"),
        pytest.param(two_columns([BOATS.id, "ok"], [BOATS.id, "no"]), "rows 2 and 3 say different", id="twice"),
        pytest.param(saved([["finding", "verdict", "Verdict"]]), "two columns are `verdict`", id="two-columns"),
        pytest.param(saved([["question", "verdict"]]), "has no line with the columns", id="no-key"),
        pytest.param(b"", "has no line with the columns", id="empty"),
        pytest.param(b"PK\x03\x04", "is a workbook; save the sheet as CSV", id="xlsx"),
        pytest.param(UNREADABLE, "neither UTF-8 nor UTF-16", id="windows-1256"),
        pytest.param(TORN, "no whole CSV", id="torn"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, raw)
    assert said in str(caught.value)
    assert "sheet.csv" in str(caught.value)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, saved([["group id", "verdict"], *[[BOATS.id, "perhaps"]] * 12]))
    assert "row 2:" in str(caught.value)
    assert "row 11:" in str(caught.value)
    assert "and 2 more" in str(caught.value)


def test_a_verdict_on_a_finding_that_the_report_no_longer_has_is_kept_as_that(tmp_path: Path) -> None:
    raw = saved([["finding", "question", "verdict"], ["update: a | e", "'=Then?", "ok"]])
    (tmp_path / "sheet.csv").write_bytes(raw)
    sheet = read_verdicts(tmp_path / "sheet.csv", REPORT)
    assert sheet.elsewhere == sheet.reviews
    assert sheet.reviews[0].question == "=Then?"
    assert apply_reviews(REPORT, sheet.reviews)[BOATS.id].state is ReviewState.OUTDATED


@given(
    note=st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    verdict=st.sampled_from([None, *Verdict]),
)
def test_any_note_survives_the_sheet_and_the_file(
    tmp_path_factory: pytest.TempPathFactory, note: str, verdict: Verdict | None
) -> None:
    review = reviewed(PIERS, verdict, note)
    folder = tmp_path_factory.mktemp("note")
    (folder / "sheet.csv").write_bytes(render_csv(REPORT, apply_reviews(REPORT, [review])).encode())
    back = read_verdicts(folder / "sheet.csv", REPORT).reviews
    assert back == ((review,) if review.verdict or review.note else ())
    (folder / "reviews.yaml").write_text(write_reviews([review]), encoding="utf-8")
    assert load_reviews(folder / "reviews.yaml") == (review,)
