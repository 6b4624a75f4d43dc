"""The response cache: what is asked once, what is asked anew, and what a hostile or broken cache cannot do."""

import asyncio
import gc
import json
import os
import pickle
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import diskcache  # type: ignore[import-untyped]
import pytest
from asking import turns_of
from diskcache.core import MODE_PICKLE  # type: ignore[import-untyped]
from pydantic import Field, create_model
from servers import Asked, Reply, ScriptedServer, fault, message

from factcmp.errors import ConfigurationError, InvalidAnswerError, ModelError, ModelRefusedError, ModelUnavailableError
from factcmp.llm.cache import ResponseCache, cache_key
from factcmp.llm.client import OpenAIModel
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.protocol import Answer, Message, Request, Wire

KEY = "sk-sentinel-0123456789abcdef"
VALID = '{"place": "مرسى الورد", "injured": 4}'


class Toll(Wire):
    place: str
    injured: int


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ResponseCache]:
    cache = ResponseCache(tmp_path / "answers")
    yield cache
    cache.close()


def question(text: str = "How many?", answer: type[Any] = Toll) -> Request[Any]:
    return Request("extract", "A7", (Message("user", text),), answer)


def ask(
    server: ScriptedServer, cache: ResponseCache, request: Request[Any] | None = None, **settings: Any
) -> Answer[Any]:
    endpoint = Endpoint(**{"model": "m-1", "api_key": KEY, "base_url": server.url, "retries": 0, **settings})
    return asyncio.run(OpenAIModel(endpoint, cache=cache).ask(request or question()))


def database(cache: ResponseCache) -> Path:
    return cache.directory / "cache.db"


def change_entry(cache: ResponseCache, value: object, mode: int | None = None) -> None:
    """Puts another value into the database behind the cache's back."""
    with sqlite3.connect(database(cache)) as connection:
        if mode is None:
            connection.execute("UPDATE Cache SET value = ?", (value,))
        else:
            connection.execute("UPDATE Cache SET value = ?, mode = ?", (value, mode))
    connection.close()


# What is asked once


def test_the_second_ask_sends_nothing_and_gives_the_same(server: ScriptedServer, cache: ResponseCache) -> None:
    server.script(message(VALID))
    first, second = ask(server, cache), ask(server, cache)
    assert len(server.asked) == 1
    assert second.value == first.value
    assert type(second.value) is Toll
    assert (second.usage.requests, second.usage.cache_hits) == (0, 1)
    assert (second.usage.input_tokens, second.usage.output_tokens) == (100, 10)
    assert second.usage.answered == first.usage.answered is not None


def test_many_kept_answers_are_looked_up_in_many_turns_of_the_event_loop(
    server: ScriptedServer, cache: ResponseCache
) -> None:
    server.script(message(VALID))
    ask(server, cache)
    model = OpenAIModel(Endpoint(model="m-1", api_key=KEY, base_url=server.url), cache=cache)

    async def ask_all() -> int:
        return await turns_of(asyncio.gather(*(model.ask(question()) for _ in range(50))))

    assert asyncio.run(ask_all()) >= 50
    assert len(server.asked) == 1


def test_what_other_threads_kept_is_in_the_file_that_a_read_only_disk_gives(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    kept, read = threading.Event(), threading.Event()

    def keep() -> None:
        cache.put("key", {"an": "answer"})
        kept.set()
        read.wait()

    thread = threading.Thread(target=keep)
    thread.start()
    kept.wait()
    cache.close()
    address = f"{(tmp_path / diskcache.core.DBNAME).as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True)
    found = database.execute("SELECT count(*) FROM Cache WHERE key = 'key'").fetchone()
    database.close()
    read.set()
    thread.join()
    assert found == (1,)


def test_answers_stay_for_the_next_process(server: ScriptedServer, tmp_path: Path) -> None:
    server.script(message(VALID))
    for _ in range(2):
        cache = ResponseCache(tmp_path / "answers")
        ask(server, cache)
        cache.close()
    assert len(server.asked) == 1


def test_another_key_and_credentials_in_the_address_still_hit(server: ScriptedServer, cache: ResponseCache) -> None:
    server.script(message(VALID))
    ask(server, cache)
    ask(server, cache, api_key="sk-another")
    ask(server, cache, base_url=server.url.replace("http://", "http://ada:secret@") + "/")
    ask(server, cache, timeout_s=5, concurrency=1, reasks=0)
    assert len(server.asked) == 1


# What is asked anew

Extended = create_model("Toll", __base__=Wire, place=(str, ...), injured=(int, 0))
Reordered = create_model("Toll", __base__=Wire, injured=(int, ...), place=(str, ...))
Described = create_model("Toll", __base__=Wire, place=(str, Field(description="Where.")), injured=(int, ...))
Renamed = create_model("Losses", __base__=Wire, place=(str, ...), injured=(int, ...))


@pytest.mark.parametrize(
    ("request_", "settings"),
    [
        pytest.param(question(), {"model": "m-2"}, id="model"),
        pytest.param(question("How many? "), {}, id="prompt-by-one-space"),
        pytest.param(Request("extract", "A7", (Message("system", "How many?"),), Toll), {}, id="role"),
        pytest.param(question(answer=Extended), {}, id="schema"),
        pytest.param(question(answer=Reordered), {}, id="order-of-fields"),
        pytest.param(question(answer=Described), {}, id="description-of-a-field"),
        pytest.param(question(answer=Renamed), {}, id="name-of-the-schema"),
        pytest.param(question(), {"temperature": 0.0}, id="temperature"),
        pytest.param(question(), {"mode": "json"}, id="mode"),
    ],
)
def test_whatever_changes_the_request_is_asked_anew(
    server: ScriptedServer, cache: ResponseCache, request_: Request[Any], settings: dict[str, Any]
) -> None:
    server.script(message(VALID), message(VALID))
    ask(server, cache)
    ask(server, cache, request_, **settings)
    assert len(server.asked) == 2
    assert len({asked.body for asked in server.asked}) == 2


def test_another_host_is_asked_anew(server: ScriptedServer, cache: ResponseCache) -> None:
    server.script(message(VALID), message(VALID))
    ask(server, cache)
    ask(server, cache, base_url=server.url + "/other")
    assert [asked.path for asked in server.asked] == ["/v1/chat/completions", "/v1/other/chat/completions"]


def test_a_request_that_is_repeated_on_purpose_is_asked_anew_with_the_same_bytes(
    server: ScriptedServer, cache: ResponseCache
) -> None:
    server.answer = lambda _: message(VALID.replace("4", str(len(server.asked))))
    counts = [ask(server, cache, replace(question(), repeat=repeat)).value.injured for repeat in (0, 1, 2, 1, 0)]
    assert counts == [1, 2, 3, 2, 1]
    assert len({asked.body for asked in server.asked}) == 1


def test_what_is_asked_about_is_not_part_of_the_key(server: ScriptedServer, cache: ResponseCache) -> None:
    # Labels number the articles of one run: the same article is A1 here and A7 there.
    server.script(message(VALID))
    ask(server, cache)
    ask(server, cache, Request("judge", "A1", (Message("user", "How many?"),), Toll))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        pytest.param(fault(500, "down"), ModelUnavailableError, id="fault"),
        pytest.param(message(None, refusal="No."), ModelRefusedError, id="refusal"),
        pytest.param(message("{}"), InvalidAnswerError, id="invalid"),
    ],
)
def test_a_failure_is_not_kept(
    server: ScriptedServer, cache: ResponseCache, reply: Reply, error: type[ModelError]
) -> None:
    server.script(reply, message(VALID))
    with pytest.raises(error):
        ask(server, cache, reasks=0)
    assert ask(server, cache).usage.requests == 1


def test_the_order_of_fields_counts_also_where_none_is_required() -> None:
    one, other = {"reason": "a", "verdict": "b"}, {"verdict": "b", "reason": "a"}
    assert cache_key({"schema": one}) != cache_key({"schema": other})


def test_the_key_is_the_same_on_every_machine() -> None:
    # Fixed: a change here makes every user pay again for what they have.
    assert cache_key({"model": "m", "messages": [{"role": "user", "content": "كم؟"}]}) == (
        "77f77e483e20b99302ca0b5dfd47e228338be1027b1d50fed997315615d3d7e9"
    )


# What a hostile or broken cache cannot do


class Payload:
    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.file,)


def test_a_pickle_planted_in_the_cache_is_never_unpickled(
    server: ScriptedServer, cache: ResponseCache, tmp_path: Path
) -> None:
    server.script(message(VALID), message(VALID))
    ask(server, cache)
    ran = tmp_path / "ran"
    change_entry(cache, pickle.dumps(Payload(ran)), MODE_PICKLE)
    with pytest.raises(ConfigurationError, match="pickled value that factcmp did not write; delete it"):
        ask(server, cache)
    assert not ran.exists()
    # The payload is a live one: diskcache itself would have run it.
    with diskcache.Cache(str(cache.directory)) as careless:
        careless.get(next(iter(careless)))
    assert ran.exists()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param('{"answer": {"place": ', id="broken-off"),
        pytest.param("[1]", id="no-object"),
        pytest.param("[" * 100_000, id="nested-too-deeply"),
        pytest.param(17, id="number"),
        pytest.param(b"\xff\xfe", id="bytes"),
        pytest.param("{}", id="without-fields"),
        pytest.param('{"answer": null, "input_tokens": 1, "output_tokens": 1, "estimated": false}', id="no-answer"),
        pytest.param(
            '{"answer": {"place": "x"}, "input_tokens": 1, "output_tokens": 1, "estimated": false, "created": 1}',
            id="answer-of-another-shape",
        ),
        pytest.param(
            '{"answer": {"place": "x", "injured": 4}, "input_tokens": "?", "output_tokens": 1, "created": 1}',
            id="tokens",
        ),
    ],
)
def test_a_broken_entry_counts_as_none_and_is_replaced(
    server: ScriptedServer, cache: ResponseCache, value: object
) -> None:
    server.script(message(VALID), message(VALID))
    ask(server, cache)
    change_entry(cache, value)
    assert ask(server, cache).usage.requests == 1
    assert ask(server, cache).usage.cache_hits == 1


def test_a_broken_entry_in_a_file_of_its_own_counts_as_none(server: ScriptedServer, cache: ResponseCache) -> None:
    long = json.dumps({"place": "م" * 50_000, "injured": 4}, ensure_ascii=False)
    server.script(message(long), message(long), message(long))
    ask(server, cache)
    [file] = cache.directory.rglob("*.val")
    file.write_bytes(b"\xff\xfe\x00")
    assert ask(server, cache).usage.requests == 1
    [file] = cache.directory.rglob("*.val")
    file.unlink()
    assert ask(server, cache).usage.requests == 1
    assert ask(server, cache).usage.cache_hits == 1


def test_a_database_that_is_none_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(
        ConfigurationError, match=r"cannot use .* as response cache: file is not a database.*--no-cache"
    ):
        ResponseCache(tmp_path)
    with warnings.catch_warnings():
        # diskcache leaves its connection to the garbage collector when it fails to open.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_a_place_that_cannot_be_written_to_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match=r"cannot use .*file/answers as response cache"):
        ResponseCache(tmp_path / "file" / "answers")


class _ReadOnlyDisk(diskcache.Cache):  # type: ignore[misc]
    """Root, whom no mode keeps out, meets a disk that cannot be written to."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")


def test_what_is_there_is_read_where_nothing_can_be_written(
    server: ScriptedServer, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"place": "x" * 100_000, "injured": 1}
    server.answer = lambda asked: message(json.dumps(long) if "long" in asked.prompt else VALID)
    kept = ResponseCache(tmp_path)
    ask(server, kept)
    ask(server, kept, question("long"))
    kept.close()
    monkeypatch.setattr("factcmp.llm.cache.diskcache.Cache", _ReadOnlyDisk)
    cache = ResponseCache(tmp_path)
    assert ask(server, cache).usage.cache_hits == 1
    assert ask(server, cache, question("long")).value.place == long["place"]
    assert [ask(server, cache, question("new")).usage.requests for _ in range(2)] == [1, 1]
    assert [record.levelname for record in caplog.records if "cannot be kept" in record.getMessage()] == ["WARNING"]
    cache.close()


def test_a_disk_that_fills_up_fails_no_run_and_what_was_kept_is_read(
    server: ScriptedServer, cache: ResponseCache, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = lambda _: message(VALID)
    ask(server, cache)

    def full(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cache._cache, "set", full)
    assert [ask(server, cache, question(str(number))).usage.requests for number in range(3)] == [1, 1, 1]
    assert len([record for record in caplog.records if "full" in record.getMessage()]) == 1
    assert ask(server, cache).usage.cache_hits == 1


def test_what_is_kept_is_for_its_owner_alone(server: ScriptedServer, tmp_path: Path) -> None:
    server.script(message(VALID))
    cache = ResponseCache(tmp_path / "made")
    ask(server, cache)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "made").glob("cache.db*")} == {0o600}
    cache.close()


def test_no_key_is_kept(server: ScriptedServer, cache: ResponseCache) -> None:
    server.script(message(VALID))
    ask(server, cache, base_url=server.url.replace("http://", "http://ada:hunter2@"))
    cache.close()
    kept = b"".join(file.read_bytes() for file in cache.directory.rglob("*") if file.is_file())
    assert "مرسى الورد".encode() in kept
    for secret in (KEY, "sentinel", "hunter2", "Bearer"):
        assert secret.encode() not in kept


# A run that is killed

ASK_THREE = """
import asyncio, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from test_cache import ask_three
ask_three(sys.argv[3], Path(sys.argv[4]))
"""


def ask_three(url: str, directory: Path) -> list[Answer[Any]]:
    cache = ResponseCache(directory)
    model = OpenAIModel(Endpoint(model="m", api_key=KEY, base_url=url, concurrency=1, retries=0), cache=cache)

    async def ask_in_turn() -> list[Answer[Any]]:
        return [await model.ask(question(text)) for text in ("one", "two", "three")]

    try:
        return asyncio.run(ask_in_turn())
    finally:
        cache.close()


def test_a_killed_run_goes_on_where_it_was(server: ScriptedServer, tmp_path: Path) -> None:
    third_came, over = threading.Event(), threading.Event()

    def answer(asked: Asked) -> Reply:
        if asked.prompt == "three" and not third_came.is_set():
            third_came.set()
            over.wait()
        return message(VALID)

    server.answer = answer
    tests = Path(__file__).parent
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", ASK_THREE, str(tests), str(tests.parent), server.url, str(tmp_path)],
        cwd=tests.parent.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            while not third_came.wait(0.05):
                assert process.poll() is None, "it ended before it asked a third time"
        finally:
            process.send_signal(signal.SIGKILL)
            over.set()
    answers = ask_three(server.url, tmp_path)
    assert [asked.prompt for asked in server.asked] == ["one", "two", "three", "three"]
    assert [answer.usage.cache_hits for answer in answers] == [1, 1, 0]
