"""Disputes, ledger and references for other programs."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from page_reports import hostile
from story_reports import slide

from factcmp.models import Report
from factcmp.report.formats import FORMATS, free_place, guess_format
from factcmp.report.sheets import render_csl, render_disputes_csv, render_ledger_csv


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_each_answer_of_a_dispute_is_a_row_with_its_speakers_and_the_day_they_spoke() -> None:
    first, second, *others = rows(render_disputes_csv(slide()))
    assert first["dispute"] == second["dispute"] == "M1"
    assert first["speakers"] == "the governor's office"
    assert first["knows it by"] == "as a letter shows"
    assert first["said on"] == "Wednesday | Thursday"
    assert second["speakers"] == "Torm Mining (party: the owner)"
    assert "A1 " in second["quotes"]
    assert [row["dispute"] for row in others] == ["M2", "M2", "M3", "M3", "M3", "M4", "M4"]


def test_each_figure_is_a_row_and_unknown_is_written_out() -> None:
    twelve, twenty, _, unknown = rows(render_ledger_csv(slide()))
    assert (twelve["lower"], twelve["upper"], twelve["words"]) == ("12", "unknown", "at least 12 miners")
    assert (twenty["lower"], twenty["upper"], twenty["updates"]) == ("20", "20", "L1")
    assert (unknown["lower"], unknown["upper"]) == ("unknown", "unknown")
    assert twelve["quote"] == slide().claims[2].quote.text
    assert twelve["as of"] == "Wednesday"


def test_articles_are_references_with_what_is_known_of_them_alone() -> None:
    first, *_ = json.loads(render_csl(slide()))
    assert first["type"] == "article-newspaper"
    assert first["container-title"] == "wed post"
    assert "issued" not in first
    dated = slide()
    article = dated.articles[0].model_copy(
        update={"url": "https://example.org/x", "published": datetime.date(2031, 5, 1)}
    )
    first, *_ = json.loads(render_csl(dated.model_copy(update={"articles": (article,)})))
    assert first["issued"] == {"date-parts": [[2031, 5, 1]]}
    assert first["URL"] == "https://example.org/x"


@pytest.mark.parametrize("render", [render_disputes_csv, render_ledger_csv])
def test_no_cell_is_a_formula_whatever_the_articles_say(render: Callable[[Report], str]) -> None:
    for row in rows(render(hostile("=HYPERLINK(1)"))):
        assert not any(cell.startswith("=") for cell in row.values())


@pytest.mark.parametrize("name", FORMATS)
def test_a_files_ending_names_its_format(name: str) -> None:
    assert guess_format(Path(f"some.story{FORMATS[name].ending}")).name == name


def test_only_the_sheet_for_verdicts_is_never_written_over(tmp_path: Path) -> None:
    for ending, kept in ((".csv", True), (".ledger.csv", False), (".disputes.csv", False)):
        file = tmp_path / f"fire{ending}"
        file.write_text("something else", encoding="utf-8")
        assert (free_place(file, "new") != file) is kept
