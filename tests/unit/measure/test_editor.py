"""An editor's list is read as a labelled set of the report's articles."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from factcmp.articles.from_text import make_article
from factcmp.errors import InputError
from factcmp.measure.editor import FIRST_PAGE, read_editor_list
from factcmp.models import Harm, Report, Run

LIST: dict[str, Any] = {
    "story": "01",
    "one_page": "…",
    "articles": [
        {"file": "1-a.txt", "own_day": "Tuesday (no date)", "cautions": []},
        {"file": "2-b.txt", "own_day": "2017-10-20", "cautions": []},
        {"file": "3-c.txt", "own_day": "Sunday, or the day after (no date)", "cautions": []},
        {"file": "4-d.txt", "own_day": None, "cautions": []},
    ],
    "findings": [
        {
            "id": "F1",
            "kind": "agreement",
            "weight": 2,
            "what": "both say so",
            "passages": [["1-a.txt", "the dam broke"], ["2-b.txt", "it broke"]],
            "sides": [[0, 1]],
        },
        {
            "id": "F2",
            "kind": "inside",
            "weight": 3,
            "what": "its headline against its text",
            "passages": [["1-a.txt", "Dam holds"], ["1-a.txt", "the dam broke"], ["1-a.txt", "water came"]],
            "sides": [[0], [1, 2]],
        },
        {
            "id": "F3",
            "kind": "update",
            "weight": 1,
            "what": "more dead",
            "passages": [["1-a.txt", "two dead"], ["2-b.txt", "three dead"]],
        },
    ],
    "voices": [{"name": "the mayor", "passages": [["1-a.txt", "she said"]]}],
    "toll": [
        {
            "id": "T1",
            "file": "1-a.txt",
            "passage": "two dead",
            "who": "the mayor",
            "killed_or": "killed",
            "of_whom": "people",
            "place": None,
            "lower": 2,
            "upper": 2,
            "part_of": None,
        }
    ],
}


def report() -> Report:
    articles = tuple(
        make_article("…", id=file[:-4], label=file).model_copy(update={"path": f"folder/{file}"})
        for file in ("1-a.txt", "2-b.txt", "3-c.txt", "4-d.txt")
    )
    run = Run(factcmp_version="0", model="none", answered_by="endpoint", language="en")
    return Report(articles=articles, claims=(), groups=(), run=run)


def written(tmp_path: Path, value: object) -> Path:
    file = tmp_path / "editor-01.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


def test_findings_become_questions_with_their_sides_as_positions(tmp_path: Path) -> None:
    agreement, inside, update = read_editor_list(written(tmp_path, LIST), report()).questions
    assert [len(position.mentions) for position in agreement.positions] == [2]
    assert [len(position.mentions) for position in inside.positions] == [1, 2]
    assert inside.between[0].relation == "contradiction"
    assert (len(update.positions), update.between[0].relation) == (2, "update")
    assert {mention.article for mention in inside.positions[1].mentions} == {"1-a"}


def test_days_voices_and_tolls_are_taken_over_where_they_are_one_thing(tmp_path: Path) -> None:
    labels = read_editor_list(written(tmp_path, LIST), report())
    assert {day.article: day.day for day in labels.days} == {
        "1-a": "tuesday",
        "2-b": datetime.date(2017, 10, 20),
        "4-d": None,
    }
    assert labels.voices[0].mentions[0].quote == "she said"
    assert (labels.toll[0].harm, labels.toll[0].lower, labels.toll[0].voice) == (Harm.KILLED, 2, "the mayor")


def test_what_must_stand_on_a_first_page_can_be_taken_alone(tmp_path: Path) -> None:
    labels = read_editor_list(written(tmp_path, LIST), report(), weight=FIRST_PAGE)
    assert [question.question[:2] for question in labels.questions] == ["F2"]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"about": "a labelled set"}, id="another-format"),
        pytest.param({**LIST, "voices": [{"name": "x", "passages": [["9-z.txt", "…"]]}]}, id="another-article"),
        pytest.param({**LIST, "findings": [{**LIST["findings"][2], "kind": "quarrel"}]}, id="unknown-kind"),
        pytest.param([], id="no-object"),
    ],
)
def test_what_is_no_list_on_these_articles_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(InputError, match="is not an editor's list"):
        read_editor_list(written(tmp_path, value), report())
