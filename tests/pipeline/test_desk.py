"""The desk's commands: the sheet out and back, what a second report keeps of it, and what changed."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fire_story import Run, answer_fire
from servers import Asked, Reply, ScriptedServer, message

from factcmp.desk.diff import ReportDiff
from factcmp.desk.review import Verdict, load_reviews
from factcmp.groups.answers import BetweenWire, JudgedRelation, JudgementsWire, JudgementWire, PositionWire
from factcmp.models import Difference, Report

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")\n\nFour warehouses burned down on Monday. '
    '=1+1;@SUM(A1)," قال العمدة: نعم" on Monday.\n'
)
GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide.md"
Row = dict[str, str]


def judge_each_alone(asked: Asked) -> Reply:
    """As the story's model, but with a position for each claim of the group, however many."""
    if asked.schema != "JudgementsWire":
        return answer_fire(asked)
    count = len(re.findall(r"^\[\d+\] in \[", asked.prompt, re.MULTILINE))
    between = BetweenWire(
        one=1,
        other=2,
        reason="Differ.",
        differs_in=[Difference.NUMBER],
        relation=JudgedRelation.CONTRADICTION,
        later=None,
    )
    judgement = JudgementWire(
        group=1,
        reading="Differ.",
        out_of_place=[],
        positions=[PositionWire(summary=f"answer {number}", claims=[number]) for number in range(1, count + 1)],
        compared_numbers=[],
        between=[between],
        explanation="[1] against [2].",
    )
    return message(JudgementsWire(judgements=[judgement]).model_dump_json())


@pytest.fixture
def first(run: Run, fire: ScriptedServer, folder: Path) -> Path:
    """The report on the two articles."""
    fire.answer = judge_each_alone
    assert run("report", "fire", "-o", "out", "--quiet").code == 0
    return folder / "out" / "fire.json"


@pytest.fixture
def second(run: Run, first: Path, folder: Path) -> Path:
    """The report after a hostile article was added: the question has another answer, and another claim stands alone."""
    (folder / "fire" / "coast.txt").write_text(HOSTILE, encoding="utf-8")
    assert run("report", "fire", "-o", "later", "--quiet").code == 0
    assert first.is_file()
    return folder / "later" / "fire.json"


def rows_of(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def fill_in(
    sheet: Path, filled: Path, verdicts: Mapping[str, tuple[str, str]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    """What an editor does in a spreadsheet: verdict and note where a word of the quotes tells the line."""
    rows = rows_of(sheet)
    for row in rows:
        for words, (verdict, note) in verdicts.items():
            if words in row["quotes"]:
                row["verdict"], row["note"] = verdict, note
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    filled.write_bytes(out.getvalue().encode(encoding))


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [
        pytest.param(",", "utf-8", id="sheets"),
        pytest.param(";", "utf-8-sig", id="excel-csv"),
        pytest.param("\t", "utf-16", id="excel-unicode-text"),
    ],
)
def test_a_sheet_goes_out_and_its_verdicts_come_back(
    run: Run, first: Path, folder: Path, delimiter: str, encoding: str
) -> None:
    wrote = run("review", first, "--csv", "sheet.csv")
    assert (wrote.code, wrote.out) == (0, "")
    assert "Of 2 findings 0 have a verdict" in wrote.err
    raw = (folder / "sheet.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfgroup id,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    assert not (folder / "reviews.yaml").exists()

    fill_in(
        folder / "sheet.csv",
        folder / "filled.csv",
        {"Two warehouses": ("مؤكد", "سألت الإطفاء"), "مرسى": ("Wrong", "")},
        delimiter=delimiter,
        encoding=encoding,
    )
    took = run("review", first, "filled.csv", "--by", "سمر", "--on", "2026-11-05")
    assert took.code == 0, took.err
    assert "reviews.yaml: 2 new, 0 changed, 0 as before" in took.err
    text = (folder / "reviews.yaml").read_text(encoding="utf-8")
    assert "note: سألت الإطفاء\n  by: سمر\n" in text
    assert [(review.verdict, str(review.on)) for review in load_reviews(folder / "reviews.yaml")] == [
        (Verdict.CONFIRMED, "2026-11-05"),
        (Verdict.REJECTED, "2026-11-05"),
    ]

    assert run("review", first, "--csv", "again.csv", "-q").err == ""
    assert [(row["verdict"], row["note"]) for row in rows_of(folder / "again.csv")] == [
        ("confirmed", "سألت الإطفاء"),
        ("rejected", ""),
    ]
    again = run("review", first, "again.csv", "--by", "Eve")
    assert "0 new, 0 changed, 2 as before" in again.err
    assert (folder / "reviews.yaml").read_text(encoding="utf-8") == text


def test_without_name_and_date_none_is_written(run: Run, first: Path, folder: Path) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "filled.csv", {"Two": ("ok", "")})
    printed = run("review", first, "filled.csv", "-o", "-", "-q")
    assert (printed.code, printed.err) == (0, "")
    assert "verdict: confirmed" in printed.out
    assert "by:" not in printed.out
    assert "'on':" not in printed.out
    assert not (folder / "reviews.yaml").exists()


def test_an_article_added_outdates_one_verdict_keeps_another_and_loses_none(
    run: Run, first: Path, second: Path, folder: Path
) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "filled.csv", {"Two": ("ok", "asked"), "مرسى": ("no", "")})
    run("review", first, "filled.csv")
    kept = load_reviews(folder / "reviews.yaml")

    told = run("review", second, "--csv", "later.csv")
    assert "Of 3 findings 1 have a verdict or a note; on 1 an earlier one no longer applies" in told.err
    grown, *lone = rows_of(folder / "later.csv")
    assert grown["earlier verdict"].startswith("no longer applies, the finding changed: confirmed, asked")
    assert [(row["verdict"], row["earlier verdict"]) for row in lone if "مرسى" in row["quotes"]] == [("rejected", "")]
    hostile = next(row for row in lone if "SUM" in row["quotes"])
    assert hostile["articles"] == 'A1 =HYPERLINK("http://evil.example","x")'
    assert hostile["positions"].startswith("A: =1+1;'@SUM(A1)")

    fill_in(folder / "later.csv", folder / "filled-later.csv", {"Four": ("rejected", "now four"), "SUM": ("no", "=x")})
    took = run("review", second, "filled-later.csv")
    assert "2 new, 0 changed, 2 as before" in took.err
    after = load_reviews(folder / "reviews.yaml")
    assert after[:2] == kept
    assert [(review.verdict, review.note) for review in after[2:]] == [
        (Verdict.REJECTED, "now four"),
        (Verdict.REJECTED, "=x"),
    ]


def test_a_sheet_of_the_report_before_can_still_be_brought_back(
    run: Run, first: Path, second: Path, folder: Path
) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "filled.csv", {"Two": ("ok", ""), "مرسى": ("no", "")})
    took = run("review", second, "filled.csv")
    assert took.code == 0
    assert "Kept, but not on a finding of this report as it is now: 1\n  How many warehouses" in took.err
    assert "Of 3 findings 1 have a verdict or a note; on 1 an earlier one no longer applies" in took.err


def test_a_verdict_that_replaces_another_is_told(run: Run, first: Path, folder: Path) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "one.csv", {"Two": ("ok", "asked"), "مرسى": ("ok", "")})
    fill_in(folder / "sheet.csv", folder / "other.csv", {"Two": ("no", "")})
    run("review", first, "one.csv", "--by", "Ada")
    took = run("review", first, "other.csv", "--by", "Eve")
    assert "0 new, 1 changed, 1 as before\n  confirmed → rejected: How many warehouses burned down?" in took.err
    assert [(one.verdict, one.note, one.by) for one in load_reviews(folder / "reviews.yaml")] == [
        (Verdict.REJECTED, "asked", "Eve"),
        (Verdict.CONFIRMED, "", "Ada"),
    ]


def test_a_verdict_is_taken_back_by_the_findings_label_and_the_others_stay(run: Run, first: Path, folder: Path) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "filled.csv", {"Two": ("yes", "asked"), "مرسى": ("no", "")})
    run("review", first, "filled.csv")
    taken = run("review", first, "--withdraw", "G1")
    assert taken.code == 0
    assert "withdrawn: confirmed: How many warehouses burned down?" in taken.err
    assert "Of 2 findings 1 have a verdict" in taken.err
    assert [review.verdict for review in load_reviews(folder / "reviews.yaml")] == [Verdict.REJECTED]
    again = run("review", first, "--withdraw", "G1")
    assert again.code == 1
    assert "there is no verdict or note on G1" in again.err


def test_what_cannot_be_read_leaves_the_reviews_as_they_were(run: Run, first: Path, folder: Path) -> None:
    run("review", first, "--csv", "sheet.csv")
    fill_in(folder / "sheet.csv", folder / "filled.csv", {"Two": ("ok", "")})
    run("review", first, "filled.csv")
    text = (folder / "reviews.yaml").read_text(encoding="utf-8")
    fill_in(folder / "sheet.csv", folder / "doubtful.csv", {"Two": ("no", ""), "مرسى": ("perhaps", "")})
    ran = run("review", first, "doubtful.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "factcmp: doubtful.csv: row 3: the verdict «perhaps» is not known" in ran.err
    assert "Nothing was taken over" in ran.err
    assert (folder / "reviews.yaml").read_text(encoding="utf-8") == text

    (folder / "reviews.yaml").write_text("mine: [", encoding="utf-8")
    ran = run("review", first, "filled.csv")
    assert ran.code == 1
    assert (folder / "reviews.yaml").read_text(encoding="utf-8") == "mine: ["


def test_a_sheet_that_may_hold_verdicts_is_not_written_over(run: Run, first: Path, folder: Path) -> None:
    (folder / "sheet.csv").write_text("an editor's work", encoding="utf-8")
    ran = run("review", first, "--csv", "sheet.csv")
    assert ran.code == 1
    assert "sheet.csv is there already and may hold verdicts" in ran.err
    assert (folder / "sheet.csv").read_text(encoding="utf-8") == "an editor's work"
    assert run("review", first, "--csv", "-", "-q").out.startswith("\ufeffgroup id,")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["review", "r.json"], 2, "give VERDICTS to take in, --csv FILE", id="nothing-to-do"),
        pytest.param(["review", "r.json", "--csv", "s.csv", "--by", "Ada"], 2, "go with VERDICTS", id="by-alone"),
        pytest.param(["review", "r.json", "s.csv", "--on", "Monday"], 2, "does not match", id="no-date"),
        pytest.param(["review", "r.json", "s.csv"], 1, "cannot read r.json", id="no-report"),
        pytest.param(["review", "fire/radio.txt", "s.csv"], 1, "not what `factcmp report` writes", id="other-file"),
        pytest.param(["diff", "r.json", "s.json"], 1, "cannot read r.json", id="no-reports"),
        pytest.param(["diff", "r.json"], 2, "Missing argument 'NEW'", id="one-report"),
    ],
)
def test_what_is_missing_is_told(run: Run, arguments: list[str], code: int, said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_diff_tells_what_an_added_article_changed(run: Run, first: Path, second: Path) -> None:
    ran = run("diff", first, second)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Findings: 1 new (1 of one claim alone), 0 gone, 1 changed, 1 carried over\n"
        "Articles: 1 added, 0 removed, 0 changed, 2 as before\n"
    )
    assert '  A1 coast: =HYPERLINK("http://evil.example","x")\n' in ran.out
    assert "+ A1.1 Four warehouses burned down on Monday." in ran.out
    found = ReportDiff.model_validate_json(run("diff", first, second, "--json").out)
    assert [len(change.claims_added) for change in found.changed] == [1]
    assert [finding.question for finding in found.carried_over] == ["What happened?"]
    back = json.loads(run("diff", second, "-", "--json", stdin=first.read_text(encoding="utf-8")).out)
    assert [article["id"] for article in back["articles"]["removed"]] == ["coast"]


def test_reports_in_two_languages_are_told_to_be_so(run: Run, first: Path, folder: Path) -> None:
    report = Report.model_validate_json(first.read_text(encoding="utf-8"))
    arabic = report.model_copy(update={"run": report.run.model_copy(update={"language": "ar"})})
    (folder / "ar.json").write_text(arabic.model_dump_json(), encoding="utf-8")
    ran = run("diff", first, "ar.json")
    assert ran.code == 0
    assert "the reports are in two languages, en and ar" in ran.err
    assert run("diff", first, first).err == ""


def test_the_same_report_twice_differs_in_nothing(run: Run, first: Path) -> None:
    ran = run("diff", first, first)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Every finding is as it was.")


def test_the_commands_of_the_page_for_editors_run_one_after_another(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    fire.answer = judge_each_alone
    (folder / "fire").rename(folder / "my-articles")
    section = GUIDE.read_text(encoding="utf-8").split("\n## 5. ")[1].split("\n## ")[0]
    lines = re.findall(r"^factcmp .*", section, re.MULTILINE)
    before: dict[str, Callable[[], object]] = {
        "sheet-filled.csv": lambda: fill_in(
            folder / "sheet.csv", folder / "sheet-filled.csv", {"Two": ("confirmed", "")}
        ),
        "reports-later": lambda: (folder / "my-articles" / "coast.txt").write_text(HOSTILE, encoding="utf-8"),
    }
    for line in lines:
        arguments = shlex.split(line, comments=True)[1:]
        for name, prepare in before.items():
            if any(name in argument for argument in arguments) and not (folder / name).exists():
                prepare()
        ran = run(*arguments)
        assert ran.code == 0, f"{line}: {ran.err}"
    assert {line.split()[1] for line in lines} == {"report", "review", "diff"}
    assert "confirmed" in (folder / "sheet-later.csv").read_text(encoding="utf-8-sig")
