"""A report from a stranger is read only when it holds together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_reports import large, story
from story_reports import slide

from factcmp.errors import InputError
from factcmp.models import Report
from factcmp.report.files import read_json, to_json
from factcmp.report.integrity import find_break

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> Report:
    value = slide().model_dump(mode="json")
    change(value)
    return Report.model_validate(value)


@pytest.mark.parametrize("report", [slide(), story(), large(20)], ids=["story", "without-voices", "large"])
def test_a_report_of_ours_is_whole(report: Report) -> None:
    assert find_break(report) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(lambda r: r["claims"][0].update(article="gone"), "A1.1 names 'gone'", id="claims-article"),
        pytest.param(lambda r: r["claims"][1].update(voice="gone"), "A1.2 names 'gone'", id="claims-voice"),
        pytest.param(lambda r: r["groups"][0]["claims"].append("gone"), "G1 names 'gone'", id="groups-claim"),
        pytest.param(
            lambda r: r["groups"][0]["positions"][0]["claims"].append("c11"), "G1 names 'c11'", id="others-claim"
        ),
        pytest.param(lambda r: r["groups"][0]["between"][0].update(one="Z"), "G1 names 'Z'", id="position-of-a-pair"),
        pytest.param(lambda r: r["disputes"][0]["groups"].append("gone"), "M1 names 'gone'", id="disputes-group"),
        pytest.param(lambda r: r["ledger"][0].update(claim="gone"), "L1 names 'gone'", id="rows-claim"),
        pytest.param(lambda r: r["ledger"][1].update(updates="gone"), "L2 names 'gone'", id="rows-row"),
        pytest.param(lambda r: r["flags"][0].update(article="gone"), "report names 'gone'", id="flags-article"),
        pytest.param(lambda r: r["articles"][0].update(story_day="D9"), "A1 names 'D9'", id="articles-day"),
        pytest.param(lambda r: r["groups"].append(r["groups"][0]), "groups have one id", id="one-id-twice"),
        pytest.param(lambda r: r["groups"][0].update(label="<b>"), "is no label", id="markup-for-a-label"),
        pytest.param(
            lambda r: r["groups"][0]["positions"][0].update(label="A](x)"), "no label", id="links-for-a-label"
        ),
        pytest.param(lambda r: r["run"].update(factcmp_version="<script>"), "no plain word", id="markup-for-a-version"),
        pytest.param(lambda r: r["articles"][0].update(text="x" * 900), "does not stand", id="false-quote"),
    ],
)
def test_what_does_not_fit_is_one_clear_error(change: Change, told: str, tmp_path: Path) -> None:
    path = tmp_path / "strange.json"
    path.write_text(to_json(changed(change)), encoding="utf-8")
    with pytest.raises(InputError, match="is not whole") as caught:
        read_json(path, Report, "factcmp compare")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
