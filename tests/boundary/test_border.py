"""What a server can say and send: nothing of it steers a terminal, breaks a file, repeats a secret or never ends."""

import asyncio
import base64
import gzip
import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError
from servers import Reply, ScriptedServer, answer_of, completion, fault, message, says, tool_call

from factcmp.errors import FactcmpError, InvalidAnswerError, ModelError, ModelUnavailableError
from factcmp.llm import completions, transport
from factcmp.llm.client import OpenAIModel
from factcmp.llm.completions import find_json
from factcmp.llm.embeddings import OpenAIEmbedder
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.protocol import Message, Request, Wire

KEY = "sk-sentinel-0123456789abcdef"
PASSWORD = "hunter2/!"


class Toll(Wire):
    place: str
    injured: int


VALID = '{"place": "مرسى الورد", "injured": 4}'


class Heard:
    """What comes of one question: the answer, or the words of an error, and what was told meanwhile."""

    def __init__(self, url: str, **settings: Any) -> None:
        self.waited: list[str] = []
        self.value: Toll | None = None
        self.error: Exception | None = None
        asyncio.run(self._ask(Endpoint(**{"model": "m", "api_key": KEY, "base_url": url, "retries": 1, **settings})))

    async def _ask(self, endpoint: Endpoint) -> None:
        async def sleep(_: float) -> None:
            pass

        model = OpenAIModel(endpoint, on_wait=self.waited.append, sleep=sleep, jitter_s=lambda: 0)
        try:
            self.value = (await model.ask(Request("extract", "A7", (Message("user", "?"),), Toll))).value
        except FactcmpError as error:
            self.error = error

    @property
    def text(self) -> str:
        return "\n".join([str(self.error or ""), *self.waited, self.value.place if self.value else ""])


def in_an_answer(said: str) -> Reply:
    return message(json.dumps({"place": said, "injured": 4}))


def raw_html(said: str) -> Reply:
    return Reply(said.encode("utf-8", "surrogatepass"), 200, {"content-type": "text/html"})


PLACES: dict[str, Callable[[str], Reply]] = {
    "400": lambda said: fault(400, said),
    "401": lambda said: fault(401, said),
    "404": lambda said: fault(404, said),
    "429-waited-for": lambda said: fault(429, said),
    "503-waited-for": lambda said: fault(503, said),
    "error-without-the-usual-form": lambda said: Reply({"detail": [said]}, 422),
    "error-in-a-200": lambda said: Reply({"error": {"message": said}}),
    "error-in-a-200-as-text": lambda said: Reply({"error": said}),
    "error-page": lambda said: Reply(said.encode("utf-8", "surrogatepass"), 500, {"content-type": "text/html"}),
    "page": raw_html,
    "refusal": lambda said: message(None, refusal=said),
    "another-form": lambda said: Reply({said: said}),
    "field": in_an_answer,
    "name-of-a-field": lambda said: message(json.dumps({said: 1})),
    "prose": message,
    "type-of-a-field": lambda said: completion([{"message": {"content": {said: said}}}]),
}
everywhere = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)


@everywhere
@pytest.mark.parametrize("mode", ["json-schema", "json"])
def test_no_secret_of_ours_comes_back_out_of_what_a_server_says(
    server: ScriptedServer, place: Callable[[str], Reply], mode: str
) -> None:
    url = server.url.replace("http://", "http://somebody:hunter2%2F!@") + "?token=abcdef0123456789"
    basic = base64.b64encode(b"somebody:" + PASSWORD.encode()).decode()
    server.answer = lambda _: place(f"key {KEY}, {PASSWORD}, somebody:hunter2%2F!, {basic}, abcdef0123456789")
    heard = Heard(url, mode=mode, reasks=0)
    assert heard.text.strip()
    for secret in (KEY, PASSWORD, "hunter2", basic, "abcdef0123456789"):
        assert secret not in heard.text


def test_a_secret_behind_escapes_is_found_in_an_answer(server: ScriptedServer) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in KEY)
    server.script(message(f'{{"place": "{escaped}", "injured": 4}}'))
    assert "[secret]" in Heard(server.url).text


@pytest.mark.parametrize("secret", ["port", "none", "k"])
def test_what_is_too_short_for_a_secret_changes_no_answer(server: ScriptedServer, secret: str) -> None:
    server.script(in_an_answer("the port of Kanone, none killed"))
    assert Heard(server.url, api_key=secret).text.strip() == "the port of Kanone, none killed"


ODD = "half \ud800 \udc00x, \x1b]0;title\x07, \x1b[31mred, \x9b2J, back\x08, \x00 and a\u2028line\r\nor two"


@everywhere
@pytest.mark.parametrize("mode", ["json-schema", "json"])
def test_what_a_server_says_can_be_written_and_steers_no_terminal(
    server: ScriptedServer, place: Callable[[str], Reply], mode: str
) -> None:
    server.answer = lambda _: place(ODD)
    heard = Heard(server.url, mode=mode, reasks=0)
    assert heard.text.strip()
    assert heard.text.encode()
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", heard.text)
    assert "\n" not in str(heard.error or "")


@pytest.mark.parametrize("mode", ["json-schema", "json-object-schema", "tools", "json"])
def test_half_a_character_in_a_field_costs_that_character_and_not_the_answer(server: ScriptedServer, mode: str) -> None:
    said = json.dumps({"place": "مرسى \ud800 الورد 🔥\n", "injured": 4})
    server.script(tool_call(said) if mode == "tools" else message(said))
    assert Heard(server.url, mode=mode).value == Toll(place="مرسى \ufffd الورد 🔥\n", injured=4)


def test_an_answer_without_anything_odd_stays_as_it_is(server: ScriptedServer) -> None:
    place = 'a "quoted"\tword\u200f, 👨‍👩‍👧 C:\\new\\ud800\r\n'
    server.script(in_an_answer(place))
    assert Heard(server.url).value == Toll(place=place, injured=4)


# To whom a request goes


@pytest.fixture
def elsewhere(server: ScriptedServer) -> Iterator[ScriptedServer]:  # noqa: ARG001
    other = ScriptedServer()
    other.answer = lambda _: message(VALID)
    yield other
    other.stop()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_takes_a_request_to_another_address(
    server: ScriptedServer, elsewhere: ScriptedServer, status: int
) -> None:
    server.answer = lambda _: Reply({}, status, {"location": f"{elsewhere.url}/chat/completions"})
    heard = Heard(server.url)
    assert re.search(rf"answered {status}: .*nothing was sent; is --base-url right", heard.text)
    assert (len(server.asked), len(elsewhere.asked)) == (1, 0)
    vectors = OpenAIEmbedder(Endpoint(model="m", api_key=KEY, base_url=server.url))
    with pytest.raises(ModelUnavailableError, match=f"answered {status}"):
        asyncio.run(vectors.embed(["text"]))
    assert not elsewhere.asked


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://user:pa55word/99@host.example/v1", id="slash"),
        pytest.param("http://user:99?pa55word@host.example/v1", id="question-mark"),
        pytest.param("http://user:99#pa55word@host.example/v1", id="hash"),
        pytest.param("http://user:pa55word@host.example:pa55word/v1", id="port"),
        pytest.param("http://user:pa55word@[host/v1", id="bracket"),
        pytest.param("http://user:pa55word@/v1", id="no-host"),
        pytest.param("user:pa55word@host.example/v1", id="no-scheme"),
    ],
)
def test_a_base_url_that_cannot_be_read_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValidationError, match="base_url") as caught:
        Endpoint(base_url=url)
    assert "pa55word" not in str(caught.value)


# How much and how long


def body_of(reply: Reply) -> bytes:
    return json.dumps(reply.content).encode()


@pytest.mark.parametrize("drips", ["body", "headers"])
def test_an_answer_that_comes_byte_by_byte_is_given_up_in_the_end(server: ScriptedServer, drips: str) -> None:
    def drip(connection: socket.socket, over: threading.Event) -> None:
        whole = answer_of(body_of(message(VALID)), *["x-more: 1"] * 20)
        at = whole.index(b"\r\n\r\n") if drips == "body" else 10
        connection.sendall(whole[:at])
        for place in range(at, len(whole)):
            if over.wait(0.03):
                return
            connection.sendall(whole[place : place + 1])

    server.answer = lambda _: drip
    heard = Heard(server.url, timeout_s=0.4, retries=0)
    assert re.search(r"did not answer \(no whole answer within 0\.4 s", heard.text)


@pytest.mark.parametrize("header", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_short_answer_that_unpacks_to_a_huge_one_is_refused(server: ScriptedServer, header: str) -> None:
    huge = gzip.compress(bytes(80 * 2**20))
    bomb = gzip.compress(huge) if "," in header else huge
    server.answer = lambda _: says(answer_of(bomb, f"content-encoding: {header}"))
    heard = Heard(server.url, retries=0)
    assert re.search("more than 16,777,216 bytes|not asked for|did not answer", heard.text)
    if header not in ("gzip", "deflate"):
        assert "not asked for" in heard.text


def test_an_answer_without_end_is_refused(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_ANSWER_BYTES", 100_000)

    def pour(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[")
        while not over.is_set():
            connection.sendall(b" " * 10_000)

    server.answer = lambda _: pour
    assert "more than 100,000 bytes" in Heard(server.url, retries=3).text
    assert len(server.asked) == 1


def test_an_answer_that_comes_packed_is_read(server: ScriptedServer) -> None:
    packed = gzip.compress(body_of(message(VALID)))
    server.script(Reply(packed, headers={"content-encoding": "gzip"}))
    assert Heard(server.url).value == Toll(place="مرسى الورد", injured=4)
    assert server.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_a_wait_that_a_server_asks_for_is_bounded_and_told(server: ScriptedServer) -> None:
    server.script(fault(429, "slow down", retry_after="1000000000"), message(VALID))
    heard = Heard(server.url)
    assert heard.waited == ["slow down; asking again in 300 s (the server asks for 1000000000 s)"]


# Forms that nobody would answer in

CHOICE = {"index": 0, "finish_reason": "stop"}
ODD_FORMS: dict[str, Reply] = {
    "choices-a-number": completion(5),
    "choices-a-text": completion("no"),
    "choices-an-object": completion({"0": 1}),
    "choices-of-numbers": completion([5]),
    "choices-of-nothing": completion([None]),
    "message-a-text": completion([{**CHOICE, "message": "4"}]),
    "message-a-list": completion([{**CHOICE, "message": [1]}]),
    "content-a-number": message(5),  # type: ignore[arg-type]
    "content-an-object": message({"place": "x", "injured": 4}),  # type: ignore[arg-type]
    "content-in-parts": message([{"type": "text", "text": VALID}]),  # type: ignore[arg-type]
    "refusal-a-number": message(VALID, refusal=7),
    "calls-a-number": message(None, tool_calls=7),
    "calls-of-numbers": message(None, tool_calls=[7]),
    "call-without-function": message(None, tool_calls=[{"id": "1", "type": "function"}]),
    "arguments-an-object": message(None, tool_calls=[{"id": "1", "type": "function", "function": {"arguments": {}}}]),
    "finish-a-list": completion([{**CHOICE, "finish_reason": [1], "message": {"content": VALID}}]),
    "a-number": Reply(5),
    "a-list-of-lists": Reply([[]]),
    "null": Reply(None),
    "deep": Reply(b"[" * 100_000 + b"]" * 100_000),
    "deep-objects": Reply(b'{"a":' * 100_000),
    "a-number-of-6000-digits": Reply(b'{"choices": ' + b"9" * 6000 + b"}"),
    "no-utf-8": Reply(b'{"choices": [\xff\xfe]}'),
    "empty": Reply(b""),
}


@pytest.mark.parametrize("mode", ["json-schema", "tools", "json"])
@pytest.mark.parametrize("reply", ODD_FORMS.values(), ids=ODD_FORMS)
def test_an_answer_in_no_known_form_is_told_in_words(server: ScriptedServer, reply: Reply, mode: str) -> None:
    server.answer = lambda _: reply
    heard = Heard(server.url, mode=mode, reasks=1)
    assert isinstance(heard.error, ModelError)
    assert not re.search(r"object (is|has)|NoneType|Traceback|expected string", heard.text)
    assert not heard.waited or isinstance(heard.error, InvalidAnswerError)


@pytest.mark.parametrize(
    "said", ["Infinity", "-Infinity", "NaN", "1e999", "9" * 400, "true", '"7"', "[]", "{}", "null"]
)
def test_no_number_of_tokens_or_date_breaks_an_answer(server: ScriptedServer, said: str) -> None:
    reply = json.dumps({**json.loads(body_of(message(VALID))), "usage": {"prompt_tokens": 0}, "created": 0})
    server.script(Reply(reply.replace('"prompt_tokens": 0', f'"prompt_tokens": {said}').encode()))
    server_answer = Heard(server.url)
    assert server_answer.value == Toll(place="مرسى الورد", injured=4)
    server.script(Reply(reply.replace('"created": 0', f'"created": {said}').encode()))
    assert Heard(server.url).value == server_answer.value


# Work that grows with a square


HOSTILE = {
    "a": "a",
    "spaces": " ",
    "braces": "{",
    "objects-begun": '{"a":',
    "lists-begun": '{"a":[',
    "objects-with-a-field": '{"place": 1, "b": {',
    "thoughts-begun": "<think>",
    "thoughts-ended": "</think>",
    "half-an-end": "</thin",
    "quotes": '{"',
    "fences": "```json\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("begins", ["", '{"k": [' * 500 + "[1"], ids=["alone", "behind-many-that-do-not-end"])
def test_json_is_sought_in_a_long_text_without_reading_it_over_and_over(
    unit: str, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (begins + unit * (200_000 // len(unit)))[:200_000]
    read, before = 0, list[int]()

    class Counting(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
            nonlocal read
            try:
                value, end = super().raw_decode(s, idx)
            except json.JSONDecodeError as error:
                read += error.pos - idx
                before.append(idx)
                raise
            read += end - idx
            return value, end

    monkeypatch.setattr(completions, "_DECODER", Counting(strict=False))
    find_json(text, ["place", "injured"])
    assert read <= 20 * len(text)
    # An error counts the lines before it.
    assert max(before, default=0) <= 2000


def test_the_answer_behind_a_long_thought_is_found() -> None:
    thought = '{"draft": [1, 2' * 1000 + "</think>" + 'Now {then} {"a": 1}. ' * 1000
    assert find_json(thought + VALID, ["place", "injured"]) == VALID


EVERY_PATTERN = """
import importlib, pkgutil, re, sys
import factcmp.llm
found = {}
for module in pkgutil.walk_packages(factcmp.llm.__path__, "factcmp.llm."):
    if module.name.endswith("local_child"):
        continue
    for value in vars(importlib.import_module(module.name)).values():
        if isinstance(value, re.Pattern):
            found[value.pattern] = value
print(len(found), flush=True)
units = ["a", " ", "\\n", "a.", "-eyJ", "eyJaaaaaaaaa", "bearer ", "cookie: ", "http://", "x+", "sk-", "context ",
         "the ", "exceeds the available ", "-----BEGIN ", "[system]", "</think", "<", '"', "\\\\", "- ", "= "]
for pattern in found.values():
    begins = re.sub(r"[\\\\^$.|?*+()\\[\\]{}]", "", pattern.pattern)[:12] or "a"
    for unit in [*units, begins]:
        for _ in pattern.finditer((unit * 200_000)[:200_000]):
            pass
print("done")
"""


def test_no_pattern_takes_the_square_of_a_long_text() -> None:
    """A hang and no measure: a pattern of the kind takes many minutes on 200 kB, all of ours together some seconds."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", EVERY_PATTERN], capture_output=True, text=True, timeout=200, check=True
    )
    count, last = done.stdout.split()
    assert int(count) > 5
    assert last == "done"
