"""What is logged of requests."""

import asyncio
import logging
import subprocess
import sys

import pytest

from factcmp.errors import ModelRefusedError
from factcmp.groups.answers import GroupsWire
from factcmp.llm.model_wrappers import LoggedModel, Progress
from factcmp.llm.protocol import Answer, Message, Request, T, Usage

REQUEST = Request("group", "7 claims", (Message("user", "SECRET ARTICLE"),), GroupsWire)
FIELDS = ("model", "stage", "subject", "seconds", "requests", "cache_hits", "input_tokens", "output_tokens", "failure")


class Model:
    name = "some-model"

    def __init__(self, usage: Usage | None) -> None:
        self.usage = usage

    async def ask(self, request: Request[T]) -> Answer[T]:
        if self.usage is None:
            raise ModelRefusedError("7 claims: will not; SECRET ARTICLE")
        return Answer(request.answer.model_validate({"groups": [], "matters": []}), self.usage)


def _logged(usage: Usage | None) -> LoggedModel:
    times = iter((10.0, 12.5))
    return LoggedModel(Model(usage), clock_s=lambda: next(times))


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}


def test_answer_is_one_record_with_its_numbers_as_fields(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "factcmp")
    asyncio.run(_logged(Usage(requests=2, input_tokens=100, output_tokens=10)).ask(REQUEST))
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("factcmp.requests", "INFO")
    assert record.getMessage() == "group: 7 claims: answered in 2.5 s"
    told = {"model": "some-model", "stage": "group", "subject": "7 claims", "seconds": 2.5}
    counts = {"requests": 2, "cache_hits": 0, "input_tokens": 100, "output_tokens": 10}
    assert _fields(record) == told | counts


def test_failure_is_a_warning_and_still_raised(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ModelRefusedError):
        asyncio.run(_logged(None).ask(REQUEST))
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    told = {"model": "some-model", "stage": "group", "subject": "7 claims", "seconds": 2.5, "failure": "refused"}
    assert _fields(record) == told


def test_no_record_has_words_of_a_prompt_or_of_an_answer(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "factcmp")
    asyncio.run(_logged(Usage(requests=1)).ask(REQUEST))
    with pytest.raises(ModelRefusedError):
        asyncio.run(_logged(None).ask(REQUEST))
    assert len(caplog.records) == 2
    assert not any("SECRET" in str(vars(record)) for record in caplog.records)


def test_nothing_is_printed_where_no_log_was_asked_for() -> None:
    code = (
        "import logging; from factcmp import LoggedModel; "
        "logging.getLogger('factcmp.requests').warning('not asked for')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert (done.stdout, done.stderr) == ("", "")


def test_progress_is_told_of_answers_and_failures_under_the_subject_that_was_given() -> None:
    told: list[tuple[str, ...]] = []

    class Told(Progress):
        def answered(self, stage: str, subject: str, usage: Usage) -> None:
            told.append(("answered", stage, subject, str(usage.requests)))

        def failed(self, stage: str, subject: str, why: str) -> None:
            told.append(("failed", stage, subject, why))

    asyncio.run(LoggedModel(Model(Usage(requests=2)), Told(), "A3").ask(REQUEST))
    with pytest.raises(ModelRefusedError):
        asyncio.run(LoggedModel(Model(None), Told()).ask(REQUEST))
    assert told == [("answered", "group", "A3", "2"), ("failed", "group", "7 claims", "will not; SECRET ARTICLE")]
