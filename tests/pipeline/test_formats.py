"""What `factcmp report` and `render` write: every format, verdicts, who told what of an article, the model's probe."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers import ScriptedServer

from factcmp.desk.review import Review, Verdict, finding_text, review_key, write_reviews
from factcmp.models import Group, Report

Run = Callable[..., Any]
PAGE = """<!doctype html><html lang="en"><head><title>Three warehouses burn</title>
<meta property="og:site_name" content="Radio One"><meta name="author" content="Maya Stone">
<meta property="article:published_time" content="2026-03-02T08:00:00+01:00"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Three warehouses burn</h1>
<p>Three warehouses burned down in the port of Tessaly on Monday, the fire service said on the evening of that day.</p>
<p>Nobody was hurt, the mayor told reporters at the harbour, and work in the port is to go on as usual tomorrow.</p>
</article><footer>All rights reserved</footer></body></html>
"""


@pytest.fixture
def report(run: Run, fire: ScriptedServer) -> Report:  # noqa: ARG001
    ran = run("report", "fire", "-o", "out", "--format", "md,html,json,csv")
    assert ran.code == 0, ran.err
    return Report.model_validate_json(Path("out/fire.json").read_text(encoding="utf-8"))


def verdict(group: Group, **said: Any) -> Review:
    finding = finding_text(group)
    return Review(question=group.question, finding=finding, key=review_key(finding), **said)


def test_every_format_is_written_and_named_at_the_end(report: Report) -> None:
    assert {file.name for file in Path("out").iterdir()} == {"fire.md", "fire.html", "fire.json", "fire.csv"}
    question = next(group.question for group in report.groups if len(group.claims) > 1)
    assert question in Path("out/fire.md").read_text(encoding="utf-8")
    assert question in Path("out/fire.html").read_text(encoding="utf-8")
    with Path("out/fire.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(report.groups)


@pytest.mark.parametrize("ending", ["md", "html", "csv", "json"])
def test_rendering_a_json_report_gives_what_the_run_wrote(report: Report, run: Run, ending: str) -> None:  # noqa: ARG001
    assert run("render", "out/fire.json", "-o", f"out/again.{ending}").code == 0
    assert Path(f"out/again.{ending}").read_bytes() == Path(f"out/fire.{ending}").read_bytes()


def test_the_page_is_named_by_its_story_or_a_person_and_never_by_a_file(report: Report, run: Run) -> None:  # noqa: ARG001
    def heading() -> str:
        page = Path("out/page.html").read_text(encoding="utf-8")
        return page[page.index("<h1") : page.index("</h1>")]

    assert run("render", "out/fire.json", "-o", "out/page.html").code == 0
    assert "fire" not in re.sub("<[^>]*>", "", heading()).split()
    assert run("render", "out/fire.json", "-o", "out/page.html", "--title", "The port of Tessaly").code == 0
    assert "The port of Tessaly" in heading()


def test_verdicts_stand_beside_their_findings(report: Report, run: Run) -> None:
    group = next(group for group in report.groups if len(group.claims) > 1)
    alone = next(group for group in report.groups if len(group.claims) == 1)
    told = [
        verdict(group, verdict=Verdict.REJECTED, note="two *different*\nfires", by="Noor"),
        verdict(alone, verdict=Verdict.CONFIRMED),
    ]
    Path("reviews.yaml").write_text(write_reviews(told), encoding="utf-8")
    for ending in ("md", "html"):
        assert run("render", "out/fire.json", "-o", f"out/again.{ending}", "--reviews", "reviews.yaml").code == 0
    markdown = Path("out/again.md").read_text(encoding="utf-8")
    heading = next(line for line in markdown.splitlines() if line.startswith("### ") and group.question in line)
    section = markdown.split(heading)[1].split("\n### ")[0]
    assert r"**Editor: rejected (Noor) – “two \*different\* fires”**" in section
    assert "**Editor: confirmed**" in markdown
    page = Path("out/again.html").read_text(encoding="utf-8")
    rejected = ("current", "Editor: rejected (Noor) – “two *different* fires”")
    # A rejection stands at the top too.
    assert re.findall(r'<p class="review ([^"]*)">([^<]*)</p>', page) == [
        rejected,
        rejected,
        ("current", "Editor: confirmed"),
    ]


def test_verdict_on_a_finding_that_has_changed_is_told_as_no_longer_applying(report: Report, run: Run) -> None:
    group = next(group for group in report.groups if len(group.positions) > 1)
    earlier = group.model_copy(update={"positions": group.positions[:1], "claims": group.positions[0].claims})
    Path("reviews.yaml").write_text(write_reviews([verdict(earlier, verdict=Verdict.CONFIRMED)]), encoding="utf-8")
    ran = run("report", "fire", "-o", "out", "--reviews", "reviews.yaml")
    assert ran.code == 0, ran.err
    assert "so that it no longer applies: confirmed" in Path("out/fire.md").read_text(encoding="utf-8")


def test_page_tells_outlet_author_and_date_and_its_text_is_kept(run: Run, fire: ScriptedServer) -> None:  # noqa: ARG001
    Path("fire/radio.html").write_text(PAGE, encoding="utf-8")
    Path("fire/radio.txt").unlink(missing_ok=True)
    run("report", "fire", "-o", "out", "--format", "md,html,json")
    report = Report.model_validate_json(Path("out/fire.json").read_text(encoding="utf-8"))
    article = next(article for article in report.articles if article.outlet == "Radio One")
    kept = [file.read_bytes().decode() for file in Path("out/fire.texts").iterdir()]
    assert article.text in kept
    for claim in report.claims:
        of = next(one for one in report.articles if one.id == claim.article)
        assert of.text[claim.quote.start : claim.quote.end] == claim.quote.text
    markdown = Path("out/fire.md").read_text(encoding="utf-8")
    assert "Radio One" in markdown
    assert "(page's metadata)" in markdown
    assert "Maya Stone" in markdown
    assert "2026-03-02 (page's metadata)" in markdown
    assert "fire.texts/" in markdown
    assert "(page&#39;s metadata)" in Path("out/fire.html").read_text(encoding="utf-8")


def test_sheet_that_may_hold_verdicts_is_never_written_over(report: Report, run: Run) -> None:  # noqa: ARG001
    sheet = Path("out/fire.csv")
    filled = sheet.read_text(encoding="utf-8-sig").replace("\n", " \n")
    sheet.write_text(filled, encoding="utf-8")
    for _ in range(2):
        ran = run("report", "fire", "-o", "out", "--format", "csv")
        assert "fire-2.csv" in ran.err
    assert sheet.read_text(encoding="utf-8") == filled
    assert not Path("out/fire-3.csv").exists()
    ran = run("render", "out/fire.json", "-o", "out/fire.csv")
    assert (ran.code, sheet.read_text(encoding="utf-8")) == (1, filled)
    assert "may hold verdicts" in ran.err


def test_report_of_a_model_that_was_not_probed_says_so_at_its_top(report: Report) -> None:
    assert report.run.probe is not None
    top = Path("out/fire.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert "This model was not probed" in top
    assert "This model was not probed" in Path("out/fire.html").read_text(encoding="utf-8")


def test_claims_and_comparison_tell_of_the_worse_of_their_models(run: Run, fire: ScriptedServer) -> None:  # noqa: ARG001
    assert run("extract", "fire", "-o", "claims.json").code == 0
    claims = json.loads(Path("claims.json").read_text(encoding="utf-8"))
    claims["run"]["probe"] = {"state": "failed", "figures": [], "failed": [], "digest": "x"}
    Path("claims.json").write_text(json.dumps(claims), encoding="utf-8")
    assert run("compare", "claims.json", "-o", "report.json").code == 0
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["run"]["probe"]["state"] == "failed"


def test_reports_do_not_go_among_the_articles(run: Run, folder: Path) -> None:
    ran = run("report", "fire", "-o", "./fire/")
    assert ran.code == 2
    assert "would be read as articles" in ran.err
    assert {file.suffix for file in (folder / "fire").iterdir()} == {".txt"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("--base-url", "http://localhost:1/v1"), id="base-url"),
        pytest.param(("--replay", "x.yaml"), id="replay"),
        pytest.param(("--record", "x.yaml"), id="record"),
    ],
)
def test_local_model_excludes_every_other_answerer(run: Run, folder: Path, other: tuple[str, ...]) -> None:  # noqa: ARG001
    ran = run("report", "fire", "--local", "model.gguf", *other)
    assert ran.code == 2
    assert "--local goes with neither" in ran.err


def test_local_model_that_cannot_be_run_is_told(run: Run, folder: Path) -> None:  # noqa: ARG001
    ran = run("report", "fire", "--local", "model.gguf")
    assert ran.code == 1
    assert "--local needs the package" in ran.err or "cannot read the model" in ran.err
