"""`factcmp translate`: the same findings in another language."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers import Asked, Reply, ScriptedServer, message
from story_reports import slide

from factcmp.models import Report
from factcmp.report.files import to_json

Run = Callable[..., Any]


@pytest.fixture
def story(fire: ScriptedServer, tmp_path: Path) -> Path:
    def answer(asked: Asked) -> Reply:
        lines = re.findall(
            r"^(\d+)\. (.*?)(?: \(in the articles.*)?$", asked.prompt.split("one a line:\n")[1], re.MULTILINE
        )
        return message(json.dumps({"texts": [{"number": int(n), "text": f"«{text}»"} for n, text in lines]}))

    fire.answer = answer
    path = tmp_path / "slide.json"
    path.write_text(to_json(slide()), encoding="utf-8")
    return path


def test_the_report_is_written_in_the_other_language_with_what_it_took(story: Path, run: Run) -> None:
    assert run("translate", story, "--lang", "ar", "-o", "ar.json").code == 0
    report = Report.model_validate_json(Path("ar.json").read_text(encoding="utf-8"))
    assert report.run.language == "ar"
    assert report.groups[0].question == "«Was Torm Mining warned?»"
    assert [group.id for group in report.groups] == [group.id for group in slide().groups]
    assert report.run.stages[-1].stage == "translate"
    assert report.run.stages[-1].requests == 2
    assert "translate" in {prompt.name for prompt in report.run.prompts}
    shown = run("render", "ar.json")
    assert "الترجمة" in shown.out
    assert "«Was Torm Mining warned?»" in shown.out


def test_a_report_that_is_in_the_language_already_is_not_asked_about(story: Path, run: Run) -> None:
    ran = run("translate", story, "--lang", "en")
    assert ran.code == 1
    assert "in en already" in ran.err


def test_another_order_of_the_answers_asks_the_same(story: Path, run: Run, fire: ScriptedServer) -> None:
    report = slide()
    turned = [
        group.model_copy(update={"positions": group.positions[::-1], "between": group.between[::-1]})
        for group in report.groups
    ]
    Path("turned.json").write_text(to_json(report.model_copy(update={"groups": tuple(turned)})), encoding="utf-8")
    prompts = []
    for path in (story, "turned.json"):
        fire.asked.clear()
        assert run("translate", path, "--lang", "ar", "-o", "ar.json", "--no-cache").code == 0
        prompts.append([asked.prompt for asked in fire.asked])
    assert prompts[0] == prompts[1]
