"""The commands that measure, from the files to the figures."""

import json
import shutil
from pathlib import Path

import pytest
from fire_story import ARTICLES, Run
from servers import ScriptedServer

LABELS = """\
about: Invented.
articles: [fire/harbour.txt, fire/radio.txt]
questions:
  - question: How many warehouses burned down?
    hazards: [number-differs]
    positions:
      - summary: two
        mentions: [{article: harbour, quote: Two warehouses burned down on Monday}]
      - summary: three
        mentions: [{article: radio, quote: Three warehouses burned down on Monday}]
    between: [{one: 1, other: 2, relation: contradiction, differs_in: [number]}]
"""


@pytest.mark.usefixtures("fire")
def test_eval_compares_the_articles_of_a_set_and_prints_its_scores(run: Run, folder: Path) -> None:
    (folder / "labels.yaml").write_text(LABELS, encoding="utf-8")
    ran = run("eval", ".", "--misses", "--quiet")
    assert ran.code == 0, ran.err
    assert "Nothing was missed." in ran.out
    assert "relation macro F1" in ran.out
    scores = json.loads(run("eval", "labels.yaml", "--json", "--quiet").out)
    assert scores["coverage"] == {"hits": 2, "n": 2, "share": 1.0}


def test_eval_scores_a_report_that_is_there_and_asks_nothing(run: Run, fire: ScriptedServer, folder: Path) -> None:
    (folder / "labels.yaml").write_text(LABELS, encoding="utf-8")
    run("report", "fire", "-o", "out", "--quiet")
    asked = len(fire.asked)
    report = json.loads((folder / "out" / "fire.json").read_text(encoding="utf-8"))
    for group in report["groups"]:
        for pair in group["between"]:
            pair["relation"] = "update"
    (folder / "wrong.json").write_text(json.dumps(report), encoding="utf-8")
    right = json.loads(run("eval", "labels.yaml", "--report", "out/fire.json", "--json").out)
    wrong = json.loads(run("eval", "labels.yaml", "--report", "wrong.json", "--json").out)
    assert len(fire.asked) == asked
    assert right["relations"]["macro_f1"] == 1
    assert wrong["relations"]["macro_f1"] < 1


@pytest.mark.usefixtures("fire")
def test_eval_scores_a_report_by_an_editors_list(run: Run, folder: Path) -> None:
    run("report", "fire", "-o", "out", "--quiet")
    passages = [["harbour.txt", "Two warehouses burned down"], ["radio.txt", "Three warehouses burned down"]]
    finding = {"id": "F1", "kind": "contradiction", "weight": 3, "what": "two or three", "passages": passages}
    told = {"story": "fire", "articles": [], "findings": [finding], "voices": [], "toll": []}
    (folder / "list.json").write_text(json.dumps(told), encoding="utf-8")
    scores = json.loads(run("eval", "out/fire.json", "--editor", "list.json", "--json").out)
    assert (scores["coverage"]["hits"], scores["relations"]["macro_f1"]) == (2, 1)
    assert "first page alone" in run("eval", "out/fire.json", "--editor", "list.json").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["eval", "fire"], 1, "no labels.yaml", id="no labels"),
        pytest.param(["eval", "labels.yaml", "labels.yaml", "--report", "x.json"], 2, "one SET", id="two sets"),
        pytest.param(["eval", "a.json", "b.json", "--editor", "list.json"], 2, "one report", id="two reports"),
        pytest.param(["bench-stance", "fire"], 1, "neither NAME", id="no benchmark"),
    ],
)
def test_what_cannot_be_measured_is_told(run: Run, folder: Path, arguments: list[str], code: int, said: str) -> None:
    (folder / "labels.yaml").write_text(LABELS, encoding="utf-8")
    ran = run(*arguments)
    assert ran.code == code
    assert said in ran.err


@pytest.mark.usefixtures("fire")
def test_bench_stance_reads_stories_and_pairs(run: Run, folder: Path) -> None:
    story = folder / "data" / "rumours" / "01"
    story.mkdir(parents=True)
    for name, text in zip(("0.txt", "1.txt"), ARTICLES.values(), strict=True):
        (story / name).write_text(text, encoding="utf-8")
    (story / "labels.json").write_text('{"claim": "0.txt", "stance": {"1.txt": "disagree"}}', encoding="utf-8")
    other = folder / "data" / "others"
    shutil.copytree(folder / "data" / "rumours", other)
    (other / "01" / "labels.json").write_text('{"claim": "0.txt", "stance": {"1.txt": "agree"}}', encoding="utf-8")
    pair = {"id": 1, "s1": "Two warehouses burned", "s2": "Three warehouses burned", "stance": "disagree"}
    (folder / "data" / "headline_pairs_en.jsonl").write_text(json.dumps(pair), encoding="utf-8")

    ran = run("bench-stance", "data", "--reports", "kept", "--quiet")
    assert ran.code == 0, ran.err
    assert ran.out.count("no miss") == 2, "one folder's label is wrong on purpose"
    assert (folder / "kept" / "rumours" / "01.json").is_file()
    found = json.loads(run("bench-stance", "data", "--json", "--quiet").out)
    assert set(found) == {"others", "rumours", "headline_pairs_en"}
    assert (found["rumours"]["macro_f1"]["value"], found["others"]["macro_f1"]["value"]) == (1, 0)
