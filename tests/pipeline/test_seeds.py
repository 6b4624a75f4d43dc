"""The main job: the seeds, replayed from the committed recordings."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt
from secret_scan import find_secrets

from factcmp import (
    Endpoint,
    OpenAIModel,
    Options,
    Report,
    compare_articles,
    load_articles,
    render_markdown,
    translate_report,
)
from factcmp.llm.cassettes import replay
from factcmp.models import Extraction
from factcmp.models.findings import ORDER
from factcmp.report.files import json_schema, relative_links, to_json

ROOT = Path(__file__).parent.parent.parent
CASSETTE = ROOT / "cassettes" / "seeds.yaml"
REPORTS = {"en": ("seeds.yaml", "seeds-report.md"), "ar": ("seeds-ar.yaml", "seeds-report-ar.md")}
"""The recording and the committed report of each language."""


@pytest.fixture(scope="module")
def first() -> Report:
    """The report in English."""
    tape = ROOT / "cassettes" / REPORTS["en"][0]
    articles = load_articles([ROOT / "seeds"])
    # What a run in the checkout's folder would see.
    articles = tuple(a.model_copy(update={"path": f"seeds/{Path(a.path or '').name}"}) for a in articles)
    with replay(tape) as log:
        model = OpenAIModel(Endpoint(model=log.model, api_key="replayed"))
        result = compare_articles(articles, model, Options(answered_by="recording"))
    assert log.all_played, "make record would drop recordings"
    return result


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest, first: Report) -> Report:
    if request.param == "en":
        return first
    tape = ROOT / "cassettes" / REPORTS[request.param][0]
    with replay(tape) as log:
        model = OpenAIModel(Endpoint(model=log.model, api_key="replayed"))
        result = translate_report(first, model, Options(language=request.param))
    assert log.all_played, "make record would drop recordings"
    return result


@pytest.fixture(scope="module")
def document(report: Report) -> Any:
    return json.loads(to_json(report))


def test_each_quote_is_a_slice_of_the_file_as_decoded(document: Any) -> None:
    texts = {article["id"]: (ROOT / article["path"]).read_bytes().decode("utf-8") for article in document["articles"]}
    assert len(document["claims"]) > 100
    for claim in document["claims"]:
        quote = claim["quote"]
        assert texts[claim["article"]][quote["start"] : quote["end"]] == quote["text"]


def test_every_claim_is_in_exactly_one_group_and_one_position(report: Report) -> None:
    grouped = [claim for group in report.groups for claim in group.claims]
    placed = [claim for group in report.groups for position in group.positions for claim in position.claims]
    assert sorted(grouped) == sorted(claim.id for claim in report.claims)
    assert sorted(placed) == sorted(grouped)


def test_nothing_is_missing(report: Report) -> None:
    assert not report.run.failures
    assert not report.run.uncovered


def test_labels_count_without_a_gap(report: Report) -> None:
    labelled: dict[str, Any] = {"A": report.articles, "G": report.groups, "M": report.disputes, "V": report.voices,
                                "L": report.ledger}  # fmt: skip
    for sign, things in labelled.items():
        assert [thing.label for thing in things] == [f"{sign}{number}" for number in range(1, len(things) + 1)]
    for article in report.articles:
        own = [claim.label for claim in report.claims if claim.article == article.id]
        assert own == [f"{article.label}.{number}" for number in range(1, len(own) + 1)]


def test_the_markdown_report_is_read_in_ten_minutes(report: Report) -> None:
    text = render_markdown(report, title="seeds")
    outside = re.sub(r"<details>.*?</details>", "", text, flags=re.DOTALL)
    assert (len(text.split()) <= 9000, len(outside.split()) <= 3500) == (True, True)


def test_the_report_has_the_findings_of_the_first_language(report: Report, first: Report) -> None:
    def findings(of: Report) -> list[Any]:
        disputes = [(one.label, one.relation, one.groups) for one in of.disputes]
        groups = [(one.label, one.relation, one.stable, one.independent_sources, one.claims) for one in of.groups]
        return [disputes, groups, [(one.label, one.lower, one.upper, one.grade) for one in of.ledger]]

    assert findings(report) == findings(first)
    assert [claim.id for claim in report.claims] == [claim.id for claim in first.claims]
    assert report.run.dropped == first.run.dropped


def test_contradictions_come_first_and_name_both_sides(report: Report) -> None:
    order = [ORDER.index(group.relation) for group in report.groups]
    assert order == sorted(order)
    assert report.groups[0].relation == "contradiction"
    for group in report.groups:
        if group.relation == "contradiction":
            assert len(group.positions) > 1
            assert group.differs_in


def test_explanations_name_claims_of_their_group(report: Report) -> None:
    labels = {claim.id: claim.label for claim in report.claims}
    for group in report.groups:
        if group.relation in ("contradiction", "update"):
            assert any(f"[{labels[claim]}]" in group.explanation for claim in group.claims), group.question


def test_json_report_fits_its_published_schema(document: Any) -> None:
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(("name", "kind"), [("report", Report), ("claims", Extraction)])
def test_published_schemas_are_current(name: str, kind: type[Report] | type[Extraction]) -> None:
    committed = (ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == json_schema(kind), "stale: run `make docs`"


def test_committed_report_is_current(report: Report) -> None:
    links = relative_links(report.articles, Path("docs"))
    committed = (ROOT / "docs" / REPORTS[report.run.language][1]).read_bytes().decode()
    assert committed == render_markdown(report, title="seeds", links=links), "stale: run `make docs`"


def test_report_shows_arabic_right_to_left_and_every_link_has_a_target(report: Report) -> None:
    text = render_markdown(report, title="seeds", links=relative_links(report.articles, Path("docs")))
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert html.count('<blockquote dir="rtl" lang="ar">') >= len(report.groups) // 4
    targets = {part.split('"')[0] for part in html.split('href="#')[1:]}
    anchors = {part.split('"')[0] for part in html.split('id="')[1:]}
    assert targets
    assert targets <= anchors
    for link in {part.split('"')[0].split("#")[0] for part in html.split('href="')[1:]} - {""}:
        assert (ROOT / "docs" / link).is_file(), link


@pytest.mark.parametrize("report", ["en"], indirect=True)
def test_the_wheel_gives_the_same_bytes_in_any_folder_time_zone_locale_and_hash_seed(
    report: Report, unpacked: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "FACTCMP", "LC_"))}
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": str(tmp_path), "PYTHONUTF8": "0"}
    command = [sys.executable, "-P", "-m", "factcmp", "report", "seeds", "-o", "out", "--replay", str(CASSETTE)]
    environment = {**clean, **other, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    there = (tmp_path / "out" / "seeds.json").read_text(encoding="utf-8")
    # The command also says what is known of the model.
    run = report.run.model_copy(update={"probe": Report.model_validate_json(there).run.probe})
    here = report.model_copy(update={"run": run})
    assert there == to_json(here)
    markdown = render_markdown(here, title="seeds", links={one.id: f"../{one.path}" for one in here.articles})
    assert (tmp_path / "out" / "seeds.md").read_text(encoding="utf-8") == markdown
    assert (tmp_path / "out" / "seeds.html").stat().st_size > 100_000


@pytest.mark.parametrize("cassette", sorted((ROOT / "cassettes").glob("*.yaml")), ids=lambda path: path.name)
def test_cassettes_hold_no_secret_and_are_readable(cassette: Path) -> None:
    text = cassette.read_text(encoding="utf-8")
    assert find_secrets(text) == ()
    assert "\\u06" not in text
    assert "authorization" not in text.lower()
