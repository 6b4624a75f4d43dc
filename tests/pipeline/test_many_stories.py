"""`factcmp stories` and `factcmp estimate`: a folder of many events, at a known price."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import fsspec
import psutil
import pytest
from batches import Provider
from fire_story import KEY, answer_fire
from servers import Asked, Reply, ScriptedServer, fault

from factcmp.llm.batch import BatchModel

EVENTS = {"Tessaly": "harbour", "Orvanne": "mill", "Kellmark": "depot"}


def _text(town: str, what: str, count: str, outlet: str) -> str:
    return (
        f"Fire at the {what} of {town}\n\n{count} warehouses burned down on Monday. "
        f"{outlet} saw the {what} of {town} burn; {town} closed its {what} on Monday.\n"
    )


@pytest.fixture
def desk(server: ScriptedServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three events with two articles each, a copy, and an article that is alone; who answers knows them."""
    server.answer = answer_fire
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    day = folder / "day"
    day.mkdir()
    for town, what in EVENTS.items():
        for name, count in (("a", "Two"), ("b", "Three")):
            (day / f"{town}-{name}.txt").write_text(_text(town, what, count, f"Radio {name.upper()} of {town}"))
    (day / "Tessaly-c.txt").write_text((day / "Tessaly-a.txt").read_text() + "\n")
    (day / "alone.txt").write_text("Chess in Varn\n\nIlka Dorn beat Pavel Rusk in the final on Sunday.\n")
    return folder


def _rows(place: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text()) for file in sorted((place / "rows").glob("*.json"))]


def test_each_event_gets_a_report_and_a_place_in_the_index(desk: Path, server: ScriptedServer, run: Any) -> None:
    ran = run("stories", "day", "-o", "out")
    assert ran.code == 0, ran.err
    assert len(list((desk / "out").glob("Fire*.html"))) == 3
    page, told = ((desk / "out" / name).read_text() for name in ("index.html", "index.md"))
    for file in re.findall(r'href="([^#"]+)"', page):
        assert (desk / "out" / file).exists()
    for text in (page, told):
        assert "Chess in Varn" in text
        assert "copy of" in text
        assert all(town in text for town in EVENTS)
    articles = [asked.prompt for asked in server.asked if asked.schema == "ClaimsWire"]
    assert len(articles) == 6, "neither the copy nor the article that is alone is asked about"
    (copied,) = [row for row in _rows(desk / "out") if len(row["articles"]) == 3]
    for ending in ("html", "md"):
        report = (desk / "out" / f"{copied['id']}.{ending}").read_text()
        assert "100%" in report, "how near the copy is"
        assert "Tessaly-c.txt" in report
    for row in _rows(desk / "out"):
        report = json.loads((desk / "out" / f"{row['id']}.json").read_text())
        assert report["groups"][0]["relation"] == "contradiction"
        assert row["relations"]["contradiction"] == 1


def test_the_same_again_asks_nothing_and_a_new_article_asks_for_its_story_alone(
    desk: Path, server: ScriptedServer, run: Any
) -> None:
    run("stories", "day", "-o", "out")
    before, asked = (desk / "out" / "index.html").read_text(), len(server.asked)
    assert run("stories", "day", "-o", "out", "--no-cache").code == 0
    assert len(server.asked) == asked
    assert (desk / "out" / "index.html").read_text() == before
    (desk / "day" / "Orvanne-z.txt").write_text(_text("Orvanne", "mill", "Three", "The Orvanne Gazette"))
    assert run("stories", "day", "-o", "out").code == 0
    assert all("Orvanne" in one.prompt or "warehouses" in one.prompt for one in server.asked[asked:])
    assert not any("Tessaly" in one.prompt for one in server.asked[asked:])


def test_a_story_that_fails_is_a_row_with_its_error_and_stops_no_other(
    desk: Path, server: ScriptedServer, run: Any
) -> None:
    server.answer = lambda asked: fault(400, "no mills here") if "Orvanne" in asked.prompt else answer_fire(asked)
    ran = run("stories", "day", "-o", "out")
    assert ran.code == 3
    assert {row["state"] for row in _rows(desk / "out")} == {"done", "failed"}
    (failed,) = [row for row in _rows(desk / "out") if row["state"] == "failed"]
    assert "no mills here" in failed["error"]
    assert failed["id"] in (desk / "out" / "index.html").read_text()
    server.answer = answer_fire
    assert run("stories", "day", "-o", "out").code == 0
    assert {row["state"] for row in _rows(desk / "out")} == {"done"}


def test_what_an_article_is_called_cannot_make_markup_of_the_index(desk: Path, run: Any) -> None:
    hostile = "<script>alert(1)</script> [x](http://evil.test) ![y](z)"
    for name in "ab":
        (desk / "day" / f"evil-{name}.txt").write_text(
            f"{hostile}\n\nTwo warehouses burned down on Monday in Ubel.{name}\n"
        )
    run("stories", "day", "-o", "out")
    assert "<script>" not in (desk / "out" / "index.html").read_text()
    assert "](http://" not in (desk / "out" / "index.md").read_text()


def test_the_limit_of_cost_is_not_passed_and_a_higher_one_goes_on_from_there(
    desk: Path, server: ScriptedServer, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "prices.toml").write_text('["gpt-5.4-mini"]\ninput = 1000\noutput = 1000\n')
    monkeypatch.setenv("FACTCMP_PRICE_TABLE", "prices.toml")

    def long(asked: Asked) -> Reply:
        reply = answer_fire(asked)
        usage = {"prompt_tokens": 2_000, "completion_tokens": 500, "total_tokens": 2_500}
        return Reply({**reply.content, "usage": usage})  # type: ignore[dict-item]

    server.answer = long
    # Each answer takes 2,500 tokens, and is held to take some 8,000 before it is there.
    limited = run("stories", "day", "-o", "out", "--max-cost", "20")
    assert limited.code == 3
    assert 0 < len(server.asked) * 2.5 <= 20
    assert "stopped" in {row["state"] for row in _rows(desk / "out")}
    asked = [one.body for one in server.asked]
    assert run("stories", "day", "-o", "out", "--max-cost", "100").code == 0
    later = [one.body for one in server.asked[len(asked) :]]
    assert not set(asked) & set(later), "what was paid for is not asked again"
    assert {row["state"] for row in _rows(desk / "out")} == {"done"}


@pytest.mark.usefixtures("desk")
def test_a_limit_of_cost_without_a_price_asks_nothing(server: ScriptedServer, run: Any) -> None:
    assert run("report", "day", "--max-cost", "1").code == 1
    assert not server.asked


def test_the_limit_of_cost_holds_for_a_report_too(desk: Path, server: ScriptedServer, run: Any) -> None:
    (desk / "factcmp.toml").write_text("price_input = 1000\nprice_output = 1000\n")
    ran = run("report", "fire", "--max-cost", "0.001")
    assert ran.code == 1
    assert "0.001 US dollars" in ran.err
    assert not server.asked


def test_an_estimate_asks_nothing_and_prices_by_the_table(desk: Path, server: ScriptedServer, run: Any) -> None:
    (desk / "prices.toml").write_text('["some-model"]\ninput = 2.0\noutput = 8.0\nbatch = 0.5\n')
    ran = run("estimate", "day", "--stories", "--prices", "prices.toml", "-m", "some-model")
    assert ran.code == 0, ran.err
    assert "3 stories" in ran.out
    assert "US dollars for some-model" in ran.out
    tokens_in, tokens_out = re.search(r"in all .* ([\d,]+) tokens in +([\d,]+) out", ran.out).groups()  # type: ignore[union-attr]
    cost = (int(tokens_in.replace(",", "")) * 2 + int(tokens_out.replace(",", "")) * 8) / 1e6
    assert f"{cost:,.2f}" in ran.out
    assert "no price is known" in run("estimate", "day", "--prices", "prices.toml", "-m", "other").out
    assert not server.asked


@pytest.mark.usefixtures("desk")
def test_a_story_may_stand_elsewhere(run: Any) -> None:
    assert run("stories", "day", "-o", "memory://desk").code == 0
    assert "Tessaly" in fsspec.filesystem("memory").cat_file("/desk/index.html").decode()


def test_stories_go_through_the_batch_interface_stage_by_stage(
    desk: Path, server: ScriptedServer, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def until_each_story_waits(model: Any) -> None:
        """In place of seconds in which nothing more is asked: two articles or one request of each story are there."""
        wanted = 6 if not provider.batches else 3
        while len(model._waiting) < wanted:
            await asyncio.sleep(0.01)

    monkeypatch.setattr(BatchModel, "_until_quiet", until_each_story_waits)
    provider = Provider(lambda body: answer_fire(Asked("", {}, json.dumps(body).encode())))
    server.answer = provider
    ran = run("stories", "day", "-o", "out", "--batch")
    assert ran.code == 0, ran.err
    assert {row["state"] for row in _rows(desk / "out")} == {"done"}
    # One batch a stage for all three stories: articles, names and groups, judgements, the same in another order.
    assert [len(provider.requests(batch)) for batch in provider.batches] == [6, 3, 3, 3, 3]
    assert not any("chat/completions" in asked.path for asked in server.asked)


@pytest.mark.parametrize("option", ["--max-cost=1", "--batch", "--no-cache"])
@pytest.mark.usefixtures("desk")
def test_what_workers_could_not_keep_to_is_refused_on_a_cluster(server: ScriptedServer, run: Any, option: str) -> None:
    ran = run("stories", "day", option, "--cluster")
    assert ran.code == 2
    assert option.partition("=")[0] in ran.err
    assert not server.asked


def _spawned(process: psutil.Process) -> list[psutil.Process]:
    """The workers of a cluster that the process has started."""
    return [
        child for child in process.children(recursive=True) if any("spawn_main" in word for word in child.cmdline())
    ]


def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_asked_twice_but_what_was_under_way(
    desk: Path, server: ScriptedServer, run: Any
) -> None:
    started: list[psutil.Process] = []
    killed: list[int] = []
    at_once = 2

    def slow(asked: Asked) -> Reply:
        time.sleep(0.05)
        if len(server.asked) >= 5 and not killed:
            killed.append(len(server.asked))
            _spawned(started[0])[0].kill()
        return answer_fire(asked)

    server.answer = slow
    command = [sys.executable, "-m", "factcmp", "stories", "day", "-o", "killed", "-j", str(at_once), "--cluster"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        started[:] = [psutil.Process(process.pid)]
        _, told = process.communicate()
    assert process.returncode == 0, told.decode()
    assert killed
    bodies = Counter(asked.body for asked in server.asked)
    assert sum(count - 1 for count in bodies.values()) <= at_once

    server.asked.clear()
    server.answer = answer_fire
    assert run("stories", "day", "-o", "undisturbed").code == 0
    assert Counter(asked.body for asked in server.asked) == Counter(set(bodies))
    whole = {file.name: file.read_bytes() for file in (desk / "undisturbed").rglob("*.*")}
    assert whole == {
        file.name: file.read_bytes() for file in (desk / "killed").rglob("*.*") if "answers" not in file.parts
    }
    assert KEY not in "".join(file.read_text() for file in (desk / "killed").rglob("*.json"))
