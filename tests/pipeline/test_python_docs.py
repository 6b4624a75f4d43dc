"""The examples of docs/python.md run, in the order of the page, against the recording."""

import contextlib
import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from scripted import claim_wire, claims_wire

import factcmp
from factcmp.errors import InvalidAnswerError
from factcmp.llm.cassettes import replay
from factcmp.models import Relation, Stance

ROOT = Path(__file__).parent.parent.parent
TAPE = ROOT / "cassettes" / "seeds.yaml"
PAGE = ROOT / "docs" / "python.md"
_SENTENCE = "Two warehouses burned down on Monday."
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class Page:
    """A page whose examples have been run."""

    printed: dict[str, str] = field(default_factory=dict)
    """For each section with examples, what they printed."""
    names: dict[str, Any] = field(default_factory=dict)
    folder: Path = Path()


async def _complete(messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
    """A way to a model that finds one claim in the article of the page's first section."""
    assert _SENTENCE in messages[-1]["content"]
    assert schema["title"] == "ClaimsWire"
    return claims_wire([claim_wire(_SENTENCE)]).model_dump_json()


def _run(ran: Page, *, logs: bool) -> None:
    """Runs the sections before that on logs, or from there on: those change the logging of the process."""
    sections = _SECTION.split(PAGE.read_text(encoding="utf-8"))
    first = sections.index("Logs")
    sections = sections[first - 1 :] if logs else sections[:first]
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(ran.folder))
        stack.enter_context(replay(TAPE))
        for title, text in zip(sections[1::2], sections[2::2], strict=True):
            for example in _EXAMPLE.findall(text):
                if "replay(" in example:
                    # Only one recording can be in use.
                    stack.pop_all().close()
                    stack.enter_context(contextlib.chdir(ran.folder))
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed):
                    code = compile(example.replace('"gpt-5.4-mini"', '"recorded-llm"'), f"{PAGE.name}: {title}", "exec")
                    exec(code, ran.names)  # noqa: S102
                ran.printed[title] = ran.printed.get(title, "") + printed.getvalue()


@pytest.fixture(scope="module")
def python_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("python")
    (folder / "my-articles").mkdir()
    for file in (ROOT / "seeds").glob("*.txt"):
        (folder / "my-articles" / file.name).write_bytes(file.read_bytes())
    (folder / "cassette.yaml").write_bytes(TAPE.read_bytes())
    ran = Page(names={"complete": _complete}, folder=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", "replayed")
        _run(ran, logs=False)
    yield ran
    ran.names["cache"].close()


@pytest.fixture
def logs_page(python_page: Page, tmp_path: Path) -> Iterator[Page]:
    logger = logging.getLogger("factcmp")
    handlers, level = logger.handlers[:], logger.level
    ran = Page(names=dict(python_page.names), folder=tmp_path)
    _run(ran, logs=True)
    yield ran
    logger.handlers[:] = handlers
    logger.setLevel(level)


def test_written_reports_are_those_of_the_recording(python_page: Page) -> None:
    markdown = (python_page.folder / "report.md").read_text(encoding="utf-8")
    assert factcmp.__version__ in markdown
    written = factcmp.Report.model_validate_json((python_page.folder / "report.json").read_text(encoding="utf-8"))
    assert len(written.articles) == 5
    extracted = {claim.id: claim.quote for claim in python_page.names["extraction"].claims}
    reported = {claim.id: claim.quote for claim in written.claims}
    assert extracted
    assert extracted.items() <= reported.items()


def test_reading_a_report_prints_each_contradiction_with_its_quotes(python_page: Page) -> None:
    printed = python_page.printed["Read a report"]
    report = factcmp.Report.model_validate_json((python_page.folder / "report.json").read_text(encoding="utf-8"))
    contradictions = [group for group in report.groups if group.relation is Relation.CONTRADICTION]
    assert contradictions
    quotes = {claim.id: claim.quote.text for claim in report.claims}
    for group in contradictions:
        assert group.question in printed
        assert all(quotes[claim] in printed for position in group.positions for claim in position.claims)


def test_alias_table_goes_to_a_file_and_back(python_page: Page) -> None:
    written = factcmp.Report.model_validate_json((python_page.folder / "report.json").read_text(encoding="utf-8"))
    assert python_page.names["table"] == written.aliases != ()


def test_model_of_ones_own_gives_its_claims(python_page: Page) -> None:
    report = factcmp.compare_articles([python_page.names["article"]], python_page.names["MyModel"]())
    assert [claim.quote.text for claim in report.claims] == [_SENTENCE.rstrip(".")]


def test_model_of_ones_own_whose_answer_does_not_fit_is_a_model_error(python_page: Page) -> None:
    async def nonsense(*_: object) -> str:
        return "{}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(python_page.names, "complete", nonsense)
        with pytest.raises(InvalidAnswerError, match=r"^A1: "):
            factcmp.compare_articles([python_page.names["article"]], python_page.names["MyModel"]())


def test_error_of_the_articles_is_caught_as_what_it_is(python_page: Page) -> None:
    assert python_page.printed["Errors"].startswith("cannot read the articles: no-such-folder")


def test_json_lines_have_the_fields_that_the_page_names_and_no_key(logs_page: Page) -> None:
    written = logs_page.names["handler"].stream = io.StringIO()
    factcmp.compare_claims(logs_page.names["extraction"], logs_page.names["model"])
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {line["stage"] for line in lines} == {"names", "group", "regroup", "look-again", "judge"}
    assert all(line["logger"] == "factcmp.requests" for line in lines)
    assert all(line["input_tokens"] > 0 and line["cache_hits"] == 1 for line in lines)
    table = PAGE.read_text(encoding="utf-8").split("| field | holds")[1].split("No record")[0]
    named = set(re.findall(r"`([a-z_]+)`", re.sub(r"\|[^|]*\|$", "|", table, flags=re.MULTILINE)))
    assert named == set(logs_page.names["FIELDS"])
    assert set(logs_page.names["FIELDS"]) - {"failure"} <= set(lines[0])
    assert "replayed" not in written.getvalue()


def test_traced_model_opens_a_span_for_each_request(logs_page: Page) -> None:
    class Span(dict[str, object]):
        set_attribute = dict.__setitem__

    spans: list[Span] = []

    class Tracer:
        @contextlib.contextmanager
        def start_as_current_span(self, name: str) -> Iterator[Span]:
            span = Span(name=name)
            spans.append(span)
            yield span

    traced = logs_page.names["TracedModel"](logs_page.names["model"], Tracer())
    report = factcmp.compare_claims(logs_page.names["extraction"], traced)
    assert {span["name"] for span in spans} == {
        "factcmp names",
        "factcmp group",
        "factcmp regroup",
        "factcmp look-again",
        "factcmp judge",
    }
    assert report.run.model == "recorded-llm"
    assert all("gen_ai.usage.input_tokens" in span for span in spans)


def test_reviewed_item_names_the_articles_that_assert_and_no_rating(logs_page: Page) -> None:
    report = logs_page.names["report"]
    stances = {claim.id: claim.stance for claim in report.claims}
    asserted = 0
    for group in report.groups:
        for position in group.positions:
            item = logs_page.names["item_reviewed"](report, group, position)
            assert "Rating" not in json.dumps(item)
            who = {claim.article for claim in report.claims if claim.id in position.claims}
            if all(stances[claim] is Stance.ASSERTS for claim in position.claims):
                assert len(item["appearance"]) == len(who)
                asserted += 1
            if all(stances[claim] is not Stance.ASSERTS for claim in position.claims):
                assert item["appearance"] == []
    assert asserted
