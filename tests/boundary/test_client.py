"""The model behind an endpoint: what is sent, what counts as an answer, and what is tried again."""

import asyncio
import datetime
import email.utils
import gc
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openai
import pytest
from pydantic import Field, ValidationError
from servers import CREATED, Asked, Reply, ScriptedServer, completion, fault, message, tool_call

from factcmp.errors import (
    InvalidAnswerError,
    ModelError,
    ModelRefusedError,
    ModelUnavailableError,
    RecordingError,
)
from factcmp.llm.cassettes import record, replay
from factcmp.llm.client import OpenAIModel
from factcmp.llm.endpoint import Endpoint, Mode
from factcmp.llm.protocol import Answer, Message, Request, Wire
from factcmp.llm.schemas import sent_schema

KEY = "sk-sentinel-0123456789abcdef"
NOW = 1_764_000_000.0


class Toll(Wire):
    place: str = Field(description="Where, in Arabic: أين؟")
    injured: int


VALID = '{"place": "مرسى الورد", "injured": 4}'
INVALID = '{"place": "مرسى الورد", "injured": "some"}'
VALUE = Toll(place="مرسى الورد", injured=4)


class Waits:
    """Stands for the time that passes between tries."""

    def __init__(self) -> None:
        self.slept_s: list[float] = []
        self.told: list[str] = []

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


def question(text: str = "How many were injured in Marsa al-Ward?") -> Request[Toll]:
    messages = (Message("system", "Read.\nBe exact."), Message("user", text))
    return Request("extract", "A7", messages, Toll)


def make_model(server: ScriptedServer | str, waits: Waits | None = None, **settings: Any) -> OpenAIModel:
    url = server if isinstance(server, str) else server.url
    waits = waits or Waits()
    endpoint = Endpoint(**{"model": "m-1", "api_key": KEY, "base_url": url, **settings})
    return OpenAIModel(endpoint, on_wait=waits.told.append, sleep=waits.sleep, now=lambda: NOW, jitter_s=lambda: 0.5)


def ask(model: OpenAIModel, *requests: Request[Toll]) -> list[Answer[Toll]]:
    """The answers to all requests, asked at once."""

    async def ask_all() -> list[Answer[Toll]]:
        return await asyncio.gather(*(model.ask(request) for request in requests or (question(),)))

    return asyncio.run(ask_all())


MODES: list[tuple[Mode, Callable[[str], Reply]]] = [
    ("json-schema", message),
    ("json-object-schema", message),
    ("tools", tool_call),
    ("json", message),
]
in_each_mode = pytest.mark.parametrize(("mode", "reply"), MODES, ids=[mode for mode, _ in MODES])


# What is sent


@in_each_mode
def test_a_valid_answer_comes_back_as_the_model_asked_for_with_what_it_took(
    server: ScriptedServer, mode: Mode, reply: Callable[[str], Reply]
) -> None:
    server.script(reply(VALID))
    [answer] = ask(make_model(server, mode=mode))
    assert answer.value == VALUE
    assert type(answer.value) is Toll
    assert (answer.usage.requests, answer.usage.cache_hits) == (1, 0)
    assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.estimated) == (100, 10, False)
    assert answer.usage.answered == datetime.date(2025, 11, 24)


def test_json_schema_mode_sends_the_messages_and_a_strict_schema_and_nothing_else(server: ScriptedServer) -> None:
    server.script(message(VALID))
    ask(make_model(server))
    assert server.asked[0].path == "/v1/chat/completions"
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert server.asked[0].json == {
        "model": "m-1",
        "messages": [
            {"role": "system", "content": "Read.\nBe exact."},
            {"role": "user", "content": "How many were injured in Marsa al-Ward?"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "Toll", "strict": True, "schema": sent_schema(Toll)},
        },
    }


@pytest.mark.parametrize("temperature", [None, 0.0, 0.5])
def test_a_temperature_is_sent_only_if_given(server: ScriptedServer, temperature: float | None) -> None:
    server.script(message(VALID))
    ask(make_model(server, temperature=temperature))
    assert server.asked[0].json.get("temperature") == temperature


ASK_IN_EACH_MODE = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from test_client import ask, make_model
for mode in ("json-schema", "json-object-schema", "tools", "json"):
    ask(make_model(sys.argv[2], mode=mode))
# It has some 450 modules, which would hold the event loop for half a second.
assert "openai.resources" not in sys.modules
"""


def test_the_request_is_the_same_bytes_again_and_in_another_process_which_imports_little_for_it(
    server: ScriptedServer,
) -> None:
    replies = [reply(VALID) for _, reply in MODES]
    server.script(*replies * 3)
    for mode, _ in MODES * 2:
        ask(make_model(server, mode=mode))
    tests = Path(__file__).parent
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", ASK_IN_EACH_MODE, str(tests), server.url],
        check=True,
        cwd=tests.parent.parent,
        env={**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": os.pathsep.join([*sys.path, str(tests.parent)])},
    )
    bodies = [asked.body for asked in server.asked]
    assert len(set(bodies[:4])) == 4
    assert bodies[:4] == bodies[4:8] == bodies[8:]


def test_what_is_sent_is_to_the_byte_what_the_sdk_would_send(server: ScriptedServer) -> None:
    server.script(message(VALID), message(VALID))
    extra = {"top_k": 3, "chat_template_kwargs": {"enable_thinking": False}}
    ask(make_model(server, temperature=0.5, max_output_tokens=70, extra_body=extra))

    async def ask_by_sdk() -> None:
        said = {name: value for name, value in server.asked[0].json.items() if name not in extra}
        async with openai.AsyncOpenAI(base_url=server.url, api_key=KEY) as client:
            await client.chat.completions.create(**said, extra_body=extra)

    asyncio.run(ask_by_sdk())
    assert server.asked[0].body == server.asked[1].body


def test_no_base_url_means_the_hosted_endpoint_whatever_the_environment_says(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, waits: Waits
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    model = OpenAIModel(Endpoint(model="m", api_key=KEY, retries=0), sleep=waits.sleep)
    with pytest.raises(ModelUnavailableError, match=r"api\.openai\.com"):
        ask(model)
    assert not server.asked


def test_the_key_is_not_shown_where_the_endpoint_is_printed() -> None:
    assert KEY not in repr(Endpoint(model="m", api_key=KEY))


@pytest.mark.parametrize(
    ("base_url", "address"),
    [
        pytest.param(None, "https://api.openai.com/v1", id="default"),
        pytest.param("https://ada:secret@Models.Example/v1/", "https://models.example/v1", id="credentials"),
        pytest.param("http://[::1]:8080/v1", "http://[::1]:8080/v1", id="ipv6"),
        pytest.param("https://h.example/v1?key=secret#x", "https://h.example/v1", id="query"),
    ],
)
def test_the_address_is_the_url_without_what_is_secret(base_url: str | None, address: str) -> None:
    assert Endpoint(model="m", api_key=KEY, base_url=base_url).address() == address


# Answers that do not fit


@in_each_mode
def test_an_invalid_answer_is_asked_for_again_and_both_requests_count(
    server: ScriptedServer, mode: Mode, reply: Callable[[str], Reply]
) -> None:
    server.script(reply(INVALID), reply(VALID))
    [answer] = ask(make_model(server, mode=mode))
    assert answer.value == VALUE
    assert (answer.usage.requests, answer.usage.input_tokens, answer.usage.output_tokens) == (2, 200, 20)
    assert "injured" in server.asked[1].prompt


@in_each_mode
def test_an_answer_that_stays_invalid_names_the_subject_and_the_fault(
    server: ScriptedServer, mode: Mode, reply: Callable[[str], Reply], waits: Waits
) -> None:
    server.script(*[reply(INVALID)] * 3)
    with pytest.raises(InvalidAnswerError, match=r"^A7: .*tries: 3; last: injured: .*--mode"):
        ask(make_model(server, waits, mode=mode, reasks=2))
    assert len(server.asked) == 3
    assert not waits.slept_s


@pytest.mark.parametrize(
    ("mode", "reply"),
    [
        pytest.param("json-schema", message("I think that it was four."), id="prose"),
        pytest.param("json-schema", message(VALID[:-5]), id="broken-off-json"),
        pytest.param("json-schema", message(None), id="no-content"),
        pytest.param("json-schema", message("```json\n" + VALID + "\n```"), id="fenced-in-strict-mode"),
        pytest.param("tools", message(VALID), id="no-tool-called"),
        pytest.param("json", message("[]"), id="another-type"),
        pytest.param("json", message('{"place": "x", "injured": 4, "dead": 1}'), id="a-field-too-many"),
    ],
)
def test_what_is_no_such_object_is_an_invalid_answer(server: ScriptedServer, mode: Mode, reply: Reply) -> None:
    server.script(reply, reply)
    with pytest.raises(InvalidAnswerError, match="A7"):
        ask(make_model(server, mode=mode, reasks=1))
    assert len(server.asked) == 2


def test_an_answer_cut_off_at_the_output_limit_is_not_asked_for_again(server: ScriptedServer) -> None:
    server.script(message(VALID[:-5], finish_reason="length"))
    with pytest.raises(InvalidAnswerError, match=r"A7: .*cut off.*--max-article-chars"):
        ask(make_model(server))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(completion([]), "nothing in it", id="no-choices"),
        pytest.param(completion(None), "nothing in it", id="choices-null"),
        pytest.param(
            completion([{"index": 0, "finish_reason": "stop", "message": None}]), "nothing in it", id="message-null"
        ),
        pytest.param(Reply({}), "nothing in it", id="empty-object"),
        pytest.param(completion("no"), "of another form", id="choices-a-text"),
        pytest.param(Reply(b'{"id": "x", "choices": [{"mess'), "cannot be read", id="half-json"),
        pytest.param(Reply(b""), "cannot be read", id="nothing"),
    ],
)
def test_an_answer_that_is_broken_as_a_whole_is_asked_for_again_and_counted(
    server: ScriptedServer, reply: Reply, said: str, waits: Waits
) -> None:
    server.script(reply, message(INVALID), message(VALID))
    [answer] = ask(make_model(server, waits))
    assert (answer.value, answer.usage.requests, answer.usage.input_tokens) == (VALUE, 3, 200)
    assert server.asked[0].body == server.asked[1].body
    assert not waits.slept_s
    server.script(*[reply] * 3)
    with pytest.raises(InvalidAnswerError, match=f"^A7: .*tries: 3; last: .*{said}"):
        ask(make_model(server, waits))


def test_an_invalid_answer_stays_one_while_another_error_is_being_handled(server: ScriptedServer) -> None:
    server.script(message(INVALID))

    async def ask_after_a_fault() -> None:
        try:
            raise ModelUnavailableError("another endpoint was down")
        except ModelUnavailableError:
            await make_model(server, reasks=0).ask(question())

    with pytest.raises(InvalidAnswerError, match="A7"):
        asyncio.run(ask_after_a_fault())


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(message(None, refusal="I cannot help with that."), id="refusal"),
        pytest.param(message(None, finish_reason="content_filter"), id="content-filter"),
        pytest.param(
            completion([{"index": 0, "finish_reason": "content_filter", "message": None}]), id="filter-without-message"
        ),
    ],
)
def test_a_refusal_is_taken_at_its_word(server: ScriptedServer, reply: Reply, waits: Waits) -> None:
    server.script(reply)
    with pytest.raises(ModelRefusedError, match=r"A7: .*(I cannot help with that|content filter)"):
        ask(make_model(server, waits))
    assert len(server.asked) == 1
    assert not waits.slept_s


# What the endpoint leaves out


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        pytest.param(None, (0, 0), id="null"),
        pytest.param({"total_tokens": 110}, (0, 0), id="without-parts"),
        pytest.param({"prompt_tokens": 7, "completion_tokens": None}, (7, 0), id="a-part-null"),
    ],
)
def test_a_usage_that_is_not_told_counts_nothing(
    server: ScriptedServer, usage: object, tokens: tuple[int, int]
) -> None:
    reply = message(VALID)
    assert isinstance(reply.content, dict)
    server.script(Reply({**reply.content, "usage": usage}))
    [answer] = ask(make_model(server))
    assert answer.value == VALUE
    assert answer.usage.requests == 1
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == tokens


@pytest.mark.parametrize("created", [None, 0, CREATED * 1000, "yesterday"])
def test_an_answer_without_a_usable_date_is_an_answer(server: ScriptedServer, created: object) -> None:
    reply = message(VALID)
    assert isinstance(reply.content, dict)
    server.script(Reply({**reply.content, "created": created}))
    [answer] = ask(make_model(server))
    assert (answer.value, answer.usage.answered) == (VALUE, None)


def test_an_endpoint_that_estimates_its_tokens_is_believed(server: ScriptedServer) -> None:
    reply = message(VALID)
    assert isinstance(reply.content, dict)
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, "counted_by": "words"}
    server.script(Reply({**reply.content, "usage": usage}))
    [answer] = ask(make_model(server))
    assert answer.usage.estimated


# Transport faults


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_passing_fault_is_tried_again(server: ScriptedServer, status: int, waits: Waits) -> None:
    server.script(fault(status, "come back"), fault(status, "come back"), message(VALID))
    [answer] = ask(make_model(server, waits))
    assert answer.value == VALUE
    assert answer.usage.requests == 1
    assert waits.slept_s == [1.5, 2.5]
    assert waits.told == ["come back; asking again in 2 s", "come back; asking again in 2 s"]
    assert len({asked.body for asked in server.asked}) == 1


def test_waits_double_up_to_a_cap_and_end(server: ScriptedServer, waits: Waits) -> None:
    server.answer = lambda _: fault(503, "overloaded")
    with pytest.raises(ModelUnavailableError, match="answered 503: overloaded"):
        ask(make_model(server, waits, retries=8))
    assert len(server.asked) == 9
    assert waits.slept_s == [1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 60, 60]


@pytest.mark.parametrize(
    ("header", "waited_s"),
    [
        pytest.param("7", 7, id="seconds"),
        pytest.param("0.25", 0.25, id="fraction"),
        pytest.param(email.utils.formatdate(NOW + 90, usegmt=True), 90, id="date"),
        pytest.param(email.utils.formatdate(NOW - 90, usegmt=True), 0, id="date-passed"),
        pytest.param("86400", 300, id="a-day-is-capped"),
        pytest.param(email.utils.formatdate(NOW + 86400, usegmt=True), 300, id="a-date-is-capped"),
        pytest.param("-3", 0, id="negative"),
        pytest.param("nan", 0, id="no-number"),
        pytest.param("soon", 1.5, id="unreadable"),
        pytest.param("", 1.5, id="empty"),
    ],
)
def test_the_wait_is_what_the_server_asks_for(
    server: ScriptedServer, header: str, waited_s: float, waits: Waits
) -> None:
    server.script(fault(429, "slow down", retry_after=header), message(VALID))
    ask(make_model(server, waits))
    assert waits.slept_s == [waited_s]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(fault(401, "bad key"), r"refused the key; check OPENAI_API_KEY \(bad key\)", id="401"),
        pytest.param(fault(403, "not yours"), r"refused the key; check OPENAI_API_KEY \(not yours\)", id="403"),
        pytest.param(fault(404, "no such model"), r"404 \(no such model\).*'m-1'.*--model and --base-url", id="404"),
        pytest.param(fault(400, "too long"), "answered 400: too long", id="400"),
        pytest.param(fault(429, "You exceeded your quota", code="insufficient_quota"), "429: You exceeded", id="quota"),
        pytest.param(Reply(b"<html>\n gone", 404, {"content-type": "text/html"}), "404 .*--base-url", id="html-404"),
        pytest.param(
            Reply(b"<html> <p>Log in to\n the proxy", 200, {"content-type": "text/html"}),
            r"127\.0\.0\.1.*'<html> <p>Log in to the proxy'\); is the address right",
            id="html-200",
        ),
        pytest.param(Reply([1]), "not as a chat endpoint does", id="other-json-200"),
        pytest.param(
            Reply({"error": {"message": "upstream is down", "code": 502}}), "upstream is down", id="error-in-a-200"
        ),
    ],
)
def test_a_fault_that_will_not_pass_is_told_at_once(
    server: ScriptedServer, reply: Reply, said: str, waits: Waits
) -> None:
    server.script(reply)
    with pytest.raises(ModelUnavailableError, match=said) as caught:
        ask(make_model(server, waits))
    assert len(server.asked) == 1
    assert not waits.slept_s
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("retries", "has_answered", "slept_s"),
    [(1, False, [1.5]), (9, False, [1.5, 2.5]), (3, True, [1.5, 2.5, 4.5])],
)
def test_an_address_where_nothing_listens_is_given_up_soon_unless_it_has_answered(
    server: ScriptedServer, waits: Waits, retries: int, has_answered: bool, slept_s: list[float]
) -> None:
    model = make_model(server, waits, retries=retries)
    if has_answered:
        server.script(message(VALID))
        ask(model)
    server.stop()
    with pytest.raises(ModelUnavailableError, match=r"127\.0\.0\.1:\d+/v1 did not answer .*server running\?"):
        ask(model)
    assert waits.slept_s == slept_s


def test_a_server_that_hangs_up_is_asked_again(server: ScriptedServer, waits: Waits) -> None:
    server.script(Reply(b"{", headers={"content-length": "5000", "connection": "close"}), message(VALID))
    [answer] = ask(make_model(server, waits))
    assert answer.value == VALUE
    assert waits.slept_s == [1.5]


def test_an_answer_that_takes_too_long_is_given_up(server: ScriptedServer, waits: Waits) -> None:
    released = threading.Event()

    def late(_: Asked) -> Reply:
        released.wait()
        return message(VALID)

    server.answer = late
    try:
        with pytest.raises(ModelUnavailableError, match="did not answer"):
            ask(make_model(server, waits, timeout_s=0.05, retries=0))
    finally:
        released.set()


# Several requests


def test_no_more_requests_are_under_way_than_allowed(server: ScriptedServer) -> None:
    two = threading.Barrier(2)

    def answer(_: Asked) -> Reply:
        two.wait()
        time.sleep(0.02)
        return message(VALID)

    server.answer = answer
    ask(make_model(server, concurrency=2), *(question(f"question {number}") for number in range(6)))
    assert len(server.asked) == 6
    assert server.most_at_once == 2


def test_answers_that_are_there_at_once_are_handed_on_each_in_a_turn_of_the_event_loop_of_its_own(
    server: ScriptedServer,
) -> None:
    all_asked, model, turns, handed_on = threading.Barrier(8), make_model(server), 0, []

    def answer(_: Asked) -> Reply:
        all_asked.wait()
        return message(VALID)

    async def ask_one(number: int) -> None:
        await model.ask(question(f"question {number}"))
        handed_on.append(turns)

    async def ask_all() -> None:
        nonlocal turns
        asking, answered = asyncio.gather(*map(ask_one, range(8))), False
        while not asking.done():
            if len(server.asked) == 8 and not answered:
                answered = True
                time.sleep(0.2)  # All answers come while the loop is not free.
            await asyncio.sleep(0)
            turns += 1

    server.answer = answer
    asyncio.run(ask_all())
    assert len(set(handed_on)) == 8


def test_one_instance_serves_several_event_loops(server: ScriptedServer) -> None:
    server.answer = lambda _: message(VALID)
    model = make_model(server, concurrency=1)
    answers = [*ask(model, question("one"), question("two")), *ask(model, question("three"), question("four"))]
    assert [answer.value for answer in answers] == [VALUE] * 4


def test_no_connection_stays_open_after_the_last_answer(server: ScriptedServer) -> None:
    server.answer = lambda _: message(VALID)
    ask(make_model(server), question("one"), question("two"))
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        gc.collect()
    assert not [warning for warning in warned if issubclass(warning.category, ResourceWarning)]


def test_a_failed_request_leaves_the_others_alone(server: ScriptedServer) -> None:
    server.answer = lambda asked: message(None, refusal="No.") if asked.prompt == "two" else message(VALID)
    model = make_model(server)

    async def ask_both() -> list[Answer[Toll] | BaseException]:
        return await asyncio.gather(*(model.ask(question(t)) for t in ("one", "two", "three")), return_exceptions=True)

    one, two, three = asyncio.run(ask_both())
    assert isinstance(one, Answer)
    assert isinstance(two, ModelRefusedError)
    assert isinstance(three, Answer)


# Cassettes


def test_a_cassette_miss_is_told_at_once_and_not_tried_again(
    server: ScriptedServer, tmp_path: Path, waits: Waits
) -> None:
    cassette = tmp_path / "answers.yaml"
    server.script(message(VALID))
    with record(cassette):
        ask(make_model(server))
    with replay(cassette):
        [answer] = ask(make_model("http://elsewhere.invalid/v1", waits))
        with pytest.raises(RecordingError, match="has no answer to what this run asks") as caught:
            ask(make_model("http://elsewhere.invalid/v1", waits), question("Another one?"))
    assert answer.value == VALUE
    assert not isinstance(caught.value, ModelError)
    assert not waits.slept_s
    assert len(server.asked) == 1


# The list of models


def test_the_models_of_the_endpoint_come_sorted(server: ScriptedServer) -> None:
    entries = [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in ("zebra", "ant")]
    server.script(Reply({"object": "list", "data": entries}))
    assert asyncio.run(make_model(server).list_models()) == ("ant", "zebra")
    assert server.asked[0].path == "/v1/models"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(fault(404, "not found"), id="404"),
        pytest.param(Reply(b"<html>", headers={"content-type": "text/html"}), id="html"),
        pytest.param(Reply({}), id="empty-object"),
        pytest.param(Reply(b"{"), id="broken-json"),
    ],
)
def test_an_endpoint_without_a_list_of_models_is_an_error_in_words(server: ScriptedServer, reply: Reply) -> None:
    server.script(reply)
    with pytest.raises(ModelUnavailableError, match=r"127\.0\.0\.1"):
        asyncio.run(make_model(server).list_models())


def test_a_placeholder_left_in_place_of_the_key_is_refused_at_once_and_not_shown() -> None:
    with pytest.raises(ValidationError, match="pasted whole") as caught:
        Endpoint(model="m", api_key="sk-…secret")
    assert "secret" not in str(caught.value)


def test_a_server_that_refuses_strict_schemas_is_asked_without_strictness_from_then_on(server: ScriptedServer) -> None:
    def answer(asked: Asked) -> Reply:
        strict = asked.json["response_format"]["json_schema"].get("strict")
        return fault(400, "Invalid schema for response_format 'Toll'") if strict else message(VALID)

    server.answer = answer
    model = make_model(server)
    assert [ask(model)[0].value, ask(model)[0].value] == [VALUE, VALUE]
    strict = [asked.json["response_format"]["json_schema"].get("strict") for asked in server.asked]
    assert strict == [True, None, None]


def test_a_server_that_takes_no_schema_at_all_is_an_error_that_names_the_other_modes(server: ScriptedServer) -> None:
    server.answer = lambda _: fault(400, "response_format.type must be text or json_object")
    with pytest.raises(ModelUnavailableError, match="--mode"):
        ask(make_model(server))
    assert len(server.asked) == 2


def test_a_400_about_something_else_is_not_asked_again(server: ScriptedServer) -> None:
    server.answer = lambda _: fault(400, "the context is too small: 9000 tokens")
    with pytest.raises(ModelUnavailableError, match="context is too small"):
        ask(make_model(server))
    assert len(server.asked) == 1
