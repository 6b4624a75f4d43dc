"""The batch interface, against a server on the loopback that has it."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from batches import Provider
from pydantic import BaseModel
from servers import Reply, ScriptedServer, fault, message

from factcmp.errors import ConfigurationError, ModelError, ModelUnavailableError
from factcmp.llm.batch import BatchModel
from factcmp.llm.cache import ResponseCache
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.protocol import Answer, Message, Request

_T = TypeVar("_T")


class Capital(BaseModel):
    city: str


def _city(prompt: str) -> dict[str, Any] | None:
    return {"city": f"of {prompt}"}


def _by_prompt(answer: Callable[[str], dict[str, Any] | None]) -> Callable[[dict[str, Any]], Reply | None]:
    """Answers by the last message; None gives none."""

    def reply(body: dict[str, Any]) -> Reply | None:
        found = answer(body["messages"][-1]["content"])
        return None if found is None else fault(500, "broke") if "error" in found else message(json.dumps(found))

    return reply


@pytest.fixture
def provider(server: ScriptedServer) -> Provider:
    provider = Provider(_by_prompt(_city))
    server.answer = provider
    return provider


def _model(server: ScriptedServer, folder: Path, **more: Any) -> BatchModel:
    endpoint = Endpoint(base_url=server.url, model="m", retries=0, reasks=more.pop("reasks", 0))
    more = {"quiet_s": 0.01, "poll_s": 0.01, **more}
    return BatchModel(endpoint, cache=ResponseCache(folder / "answers"), folder=folder / "batches", **more)


def _request(what: str) -> Request[Capital]:
    return Request("extract", what, (Message("user", what),), Capital)


async def _all(model: BatchModel, *names: str) -> list[Answer[Capital] | BaseException]:
    return await asyncio.gather(*(model.ask(_request(name)) for name in names), return_exceptions=True)


def _run(coroutine: Coroutine[Any, Any, _T]) -> _T:
    return asyncio.run(asyncio.wait_for(coroutine, 60))


def _cities(answers: list[Any]) -> list[str]:
    return [answer.value.city for answer in answers]


def test_what_is_asked_together_goes_out_as_one_batch_and_each_gets_its_answer(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    names = [f"c{number}" for number in range(40)]
    answers = _run(_all(_model(server, tmp_path), *names))
    assert _cities(answers) == [f"of {name}" for name in names]
    assert len(provider.batches) == 1
    body = provider.requests("batch_0")[0]["body"]
    assert body["model"] == "m"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert answers[0].usage.input_tokens == 100  # type: ignore[union-attr]
    assert not list((tmp_path / "batches").glob("*.json"))


def test_only_what_the_cache_lacks_is_sent(server: ScriptedServer, provider: Provider, tmp_path: Path) -> None:
    _run(_all(_model(server, tmp_path), "a", "b"))
    assert _cities(_run(_all(_model(server, tmp_path), "a", "b", "c"))) == ["of a", "of b", "of c"]
    assert [len(provider.requests(batch)) for batch in provider.batches] == [2, 1]


@pytest.mark.parametrize("most", [(3, 10**9), (10**9, 1_500)], ids=["requests", "bytes"])
def test_files_stay_below_the_limits(
    server: ScriptedServer, provider: Provider, tmp_path: Path, most: tuple[int, int]
) -> None:
    names = [f"c{number}" for number in range(10)]
    assert _cities(_run(_all(_model(server, tmp_path, most=most), *names))) == [f"of {name}" for name in names]
    assert len(provider.batches) > 2
    for batch in provider.batches.values():
        content = provider.files[batch["input_file_id"]]
        assert len(content) <= most[1]
        assert len(content.splitlines()) <= most[0]


def test_a_run_that_was_closed_picks_its_batch_up_and_sends_nothing_again(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    provider.status = "in_progress"

    async def closed() -> None:
        asking = asyncio.create_task(_all(_model(server, tmp_path), "a", "b", "c"))
        while not provider.looks:
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(closed())
    assert len(provider.batches) == 1
    provider.status = "completed"
    assert _cities(_run(_all(_model(server, tmp_path), "a", "b"))) == ["of a", "of b"]
    assert len(provider.batches) == 1
    # What nobody has asked for yet stays known to the third run.
    assert _cities(_run(_all(_model(server, tmp_path), "c"))) == ["of c"]
    assert len(provider.batches) == 1


def test_items_that_fail_expire_or_are_missing_are_errors_of_their_own(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    provider.status = "expired"
    told: dict[str, dict[str, Any] | None] = {
        "bad": {"error": {"code": "server_error", "message": "broke"}},
        "late": None,
    }
    provider.answer = _by_prompt(lambda prompt: told.get(prompt, {"city": "x"}))
    good, bad, late = _run(_all(_model(server, tmp_path), "good", "bad", "late"))
    assert isinstance(good, Answer)
    assert isinstance(bad, ModelError)
    assert "broke" in str(bad)
    assert isinstance(late, ModelError)
    assert "expired" in str(late)
    provider.status = "completed"
    provider.answer = _by_prompt(lambda _: {"city": "x"})
    assert _cities(_run(_all(_model(server, tmp_path), "good", "bad", "late"))) == ["x"] * 3
    assert len(provider.requests("batch_1")) == 2, "what was answered is not sent again"


def test_a_batch_that_is_refused_whole_says_why_for_each(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    provider.status = "failed"
    for answer in _run(_all(_model(server, tmp_path), "a", "b")):
        assert isinstance(answer, ModelUnavailableError)
        assert "not to our liking" in str(answer)


def test_an_answer_that_does_not_fit_is_asked_for_again_in_another_batch(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    provider.answer = _by_prompt(lambda prompt: {"town": "x"} if prompt == "a" else {"city": "x"})
    assert _cities(_run(_all(_model(server, tmp_path, reasks=1), "a", "b"))) == ["x", "x"]
    assert [len(provider.requests(batch)) for batch in provider.batches] == [2, 1]


def test_later_stages_go_out_while_earlier_batches_are_under_way(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    model = _model(server, tmp_path)

    async def chain(name: str) -> str:
        first = await model.ask(_request(name))
        return (await model.ask(_request(first.value.city))).value.city

    async def both() -> list[str]:
        return list(await asyncio.gather(chain("a"), chain("b")))

    assert _run(both()) == ["of of a", "of of b"]
    assert len(provider.batches) == 2


def test_an_endpoint_that_is_away_for_a_while_is_looked_at_again(
    server: ScriptedServer, provider: Provider, tmp_path: Path
) -> None:
    away = [1, 2, 3]
    server.answer = lambda asked: (
        fault(503, "away") if asked.path.startswith("/v1/batches/") and away and away.pop() else provider(asked)
    )
    assert _cities(_run(_all(_model(server, tmp_path), "a"))) == ["of a"]
    assert not away
    assert len(provider.batches) == 1


def test_an_endpoint_without_batches_fails_each_request_once(server: ScriptedServer, tmp_path: Path) -> None:
    server.answer = lambda _: fault(404, "no files here")
    for answer in _run(_all(_model(server, tmp_path), "a", "b")):
        assert isinstance(answer, ModelUnavailableError)


def test_mode_auto_is_refused(tmp_path: Path) -> None:
    endpoint = Endpoint(api_key="k", mode="auto")
    with pytest.raises(ConfigurationError, match="mode"):
        BatchModel(endpoint, cache=ResponseCache(tmp_path / "answers"), folder=tmp_path)
