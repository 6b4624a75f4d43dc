"""Every way in which a server is made to misbehave, by the name that it has in docs/servers.md."""

import email.utils
import gzip
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from fire_story import KEY
from servers import Asked, Behaviour, Reply, answer_of, completion, fault, message, says, tool_call

Good = Callable[[Asked], Reply]
Fault = Callable[[Asked, Good], Reply | Behaviour]
"""What comes instead of the good answer, which a fault may spoil."""

ELSEWHERE = "http://elsewhere.invalid/v1/chat/completions"
STEERING = "\x1b]0;title\x07\x1b[31mred\x9b2J \u202egnp.exe\u2066"
SLOW = frozenset({"silence", "byte by byte", "headers byte by byte", "longer content-length, connection kept"})
"""These wait for the time limit, which is set short for them."""
ALTERS = frozenset(
    {
        "half a character",
        "escape sequences in the answer",
        "line ends in the answer",
        "quote of other words",
        "key echoed in the answer",
        "duplicate keys within",
    }
)
"""These are answers that fit, with other words in them."""
IN_TOOLS = frozenset({"tool call absent", "tool call with half JSON", "tool call without arguments"})
"""These are about `--mode tools`."""


def _body(reply: Reply) -> bytes:
    return json.dumps(reply.content).encode()


def _always(reply: Reply | Behaviour) -> Fault:
    return lambda _asked, _good: reply


def _spoilt(spoil: Callable[[bytes], bytes], *headers: str, **more: str) -> Fault:
    """The good answer's bytes, changed."""
    return lambda asked, good: says(answer_of(spoil(_body(good(asked))), *headers, **more))


def _typed(content_type: str | None) -> Fault:
    def answer(asked: Asked, good: Good) -> Behaviour:
        whole = answer_of(_body(good(asked)))
        line = b"content-type: application/json\r\n"
        return says(whole.replace(line, f"content-type: {content_type}\r\n".encode() if content_type else b""))

    return answer


def _content(change: Callable[[str], str | None]) -> Fault:
    """The good answer with other words of the model's."""

    def answer(asked: Asked, good: Good) -> Reply:
        said = json.loads(_body(good(asked)))["choices"][0]["message"]["content"]
        return message(change(said))

    return answer


def _said(words: str | None) -> Fault:
    return _always(message(words))


def _field(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """The good answer with a field of its JSON changed."""

    def changed(said: str) -> str:
        value = json.loads(said)
        return json.dumps(change(value))

    return _content(changed)


def _everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """The value with its free texts changed."""
    if isinstance(value, dict):
        return {name: _everywhere(part, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_everywhere(part, change) for part in value]
    return change(value) if isinstance(value, str) and " " in value else value


def _completion(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """The good answer with the completion around it changed."""
    return lambda asked, good: Reply(change(json.loads(_body(good(asked)))))


def _spoilt_length(line: bytes) -> Fault:
    return lambda asked, good: says(re.sub(rb"content-length: \d+\r\n", line, answer_of(_body(good(asked)))))


def _cut(at: int, behind: bytes = b"") -> Fault:
    """The connection dropped in the midst of the good answer, so many bytes behind some of its own."""

    def answer(asked: Asked, good: Good) -> Behaviour:
        whole = answer_of(_body(good(asked)))
        return says(whole[: at + (whole.index(behind) if behind else 0)])

    return answer


def _redirect(status: int, to: str) -> Fault:
    return _always(Reply({}, status, {"location": to}))


def _reset(connection: socket.socket, _over: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _wait(_connection: socket.socket, over: threading.Event) -> None:
    over.wait()


def _drip(at: int, behind: bytes = b"") -> Fault:
    def answer(asked: Asked, good: Good) -> Behaviour:
        whole = answer_of(_body(good(asked)), *["x-more: 1"] * 500)
        begin = at + (whole.index(behind) if behind else 0)

        def drip(connection: socket.socket, over: threading.Event) -> None:
            connection.sendall(whole[:begin])
            for place in range(begin, len(whole)):
                if over.wait(0.05):
                    return
                connection.sendall(whole[place : place + 1])

        return drip

    return answer


def _pour(unit: bytes, begin: bytes) -> Behaviour:
    def pour(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(begin)
        while not over.is_set():
            connection.sendall(unit)

    return pour


def _held_open(asked: Asked, good: Good) -> Behaviour:
    """Promises more bytes than come, and does not hang up."""
    body = _body(good(asked))

    def answer(connection: socket.socket, over: threading.Event) -> None:
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body) + 10}\r\n\r\n"
        connection.sendall(head.encode() + body)
        over.wait()

    return answer


def _kept_alive_and_cut(asked: Asked, good: Good) -> Behaviour:
    """A good answer on a connection that is said to stay and does not: the next request on it finds it gone."""
    return says(answer_of(_body(good(asked))).replace(b"connection: close", b"connection: keep-alive"))


def _chunked(chunks: bytes) -> bytes:
    head = answer_of(b"", "transfer-encoding: chunked").replace(b"content-length: 0\r\n", b"")
    return head + chunks


def _status(status: int, said: str = "no", **headers: str) -> Fault:
    return _always(fault(status, said, **headers))


def _statuses() -> Iterator[tuple[str, Fault]]:
    for status in (400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451):
        yield str(status), _status(status)
    for status in (500, 501, 502, 503, 504, 507, 520, 529, 599):
        yield str(status), _status(status)
    for status in (408, 429, 500, 503):
        yield f"{status}, Retry-After 2", _status(status, retry_after="2")
    for status in (301, 302, 303, 307, 308):
        yield f"{status} to another host", _redirect(status, ELSEWHERE)
        yield f"{status} to the same host", _redirect(status, "/v1/elsewhere")


_DEEP = b"[" * 100_000 + b"]" * 100_000
_DOUBLED = b'{"choices": [], '
FAULTS: dict[str, Fault] = dict(_statuses()) | {
    "204": _always(says(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")),
    "206": _spoilt(bytes, status="206 Partial Content"),
    "429, Retry-After a date": _status(429, retry_after=email.utils.formatdate(time.time() + 60, usegmt=True)),
    "429, Retry-After 10^9": _status(429, retry_after="1000000000"),
    "429, Retry-After -5": _status(429, retry_after="-5"),
    "429, Retry-After soon": _status(429, retry_after="soon"),
    "429, quota used up": _always(fault(429, "You exceeded your quota", code="insufficient_quota")),
    "503, loading": _status(503, "Loading model"),
    "500, page": _always(Reply(b"<html><p>Bad gateway", 500, {"content-type": "text/html"})),
    "400, context too small": _status(400, "This model's maximum context length is 4096 tokens."),
    "400, schema refused": _status(400, "Invalid schema for response_format"),
    "400, strict refused": lambda asked, good: (
        fault(400, "strict is not supported")
        if asked.json["response_format"]["json_schema"].get("strict")
        else good(asked)
    ),
    "400, no JSON": _always(Reply(b"{oops", 400)),
    "redirect without an address": _always(Reply({}, 307)),
    "redirect to a file": _redirect(302, "file:///etc/passwd"),
    "page": _always(Reply(b"<html> <p>Log in", 200, {"content-type": "text/html"})),
    "typed text/plain": _typed("text/plain"),
    "typed octet-stream": _typed("application/octet-stream"),
    "typed by nothing": _typed(None),
    "typed with a charset": _typed("application/json; charset=utf-16"),
    "event stream": _always(Reply(b'data: {"choices": []}\n\n', 200, {"content-type": "text/event-stream"})),
    "empty body": _always(says(answer_of(b""))),
    "half JSON": _spoilt(lambda body: body[: len(body) // 2]),
    "two JSON values": _spoilt(lambda body: body + body),
    "byte order mark": _spoilt(lambda body: b"\xef\xbb\xbf" + body),
    "UTF-16": _spoilt(lambda body: body.decode().encode("utf-16")),
    "bytes that are no UTF-8": _spoilt(lambda body: body.replace(b'"served"', b'"\xff\xfe"')),
    "deep nesting": _always(says(answer_of(_DEEP))),
    "number of 6000 digits": _always(says(answer_of(b'{"choices": ' + b"9" * 6000 + b"}"))),
    "list": _always(Reply([1])),
    "null": _always(Reply(None)),
    "number": _always(Reply(5)),
    "duplicate keys around the answer": _spoilt(lambda body: _DOUBLED + body[1:]),
    "error in a 200": _always(Reply({"error": {"message": "upstream is down", "code": 502}})),
    "error in a 200 as text": _always(Reply({"error": "upstream is down"})),
    "no choices": _completion(lambda whole: {name: part for name, part in whole.items() if name != "choices"}),
    "choices empty": _always(completion([])),
    "choices null": _always(completion(None)),
    "choices a text": _always(completion("no")),
    "choices of numbers": _always(completion([5])),
    "message null": _always(completion([{"index": 0, "finish_reason": "stop", "message": None}])),
    "message a text": _always(completion([{"index": 0, "finish_reason": "stop", "message": "4"}])),
    "content null": _said(None),
    "content empty": _said(""),
    "content a number": _always(completion([{"message": {"content": 5}}])),
    "content in parts": _always(completion([{"message": {"content": [{"type": "text"}]}}])),
    "finish_reason absent": _completion(
        lambda whole: {**whole, "choices": [{"index": 0, "message": whole["choices"][0]["message"]}]}
    ),
    "usage absent": _completion(lambda whole: {name: part for name, part in whole.items() if name != "usage"}),
    "usage of nonsense": _completion(lambda whole: {**whole, "usage": {"prompt_tokens": "many", "total_tokens": -3}}),
    "created in milliseconds": _completion(lambda whole: {**whole, "created": whole["created"] * 1000}),
    "model of another name": _completion(lambda whole: {**whole, "model": "another"}),
    "prose": _said("I think that two warehouses burned down."),
    "half JSON within": _content(lambda said: said[: len(said) // 2]),
    "JSON in a fence": _content(lambda said: f"```json\n{said}\n```"),
    "JSON behind a thought": _content(lambda said: f"<think>hm</think>{said}"),
    "list within": _content(lambda said: f"[{said}]"),
    "wrong type in a field": _field(lambda value: {**value, next(iter(value)): 7}),
    "field missing": _field(lambda value: dict(list(value.items())[1:])),
    "field too many": _field(lambda value: {**value, "more": 1}),
    "schema of another request": _said('{"groups": [], "matters": [], "judgements": []}'),
    "schema itself": lambda asked, _: message(json.dumps(asked.json.get("response_format"))),
    "duplicate keys within": _content(lambda said: f'{{"{next(iter(json.loads(said)))}": null, {said[1:]}'),
    "half a character": _field(lambda value: _everywhere(value, lambda text: text + "\ud800")),
    "escape sequences in the answer": _field(lambda value: _everywhere(value, lambda text: text + STEERING)),
    "escape sequences in an error": _status(400, STEERING),
    "line ends in the answer": _field(lambda value: _everywhere(value, lambda text: text + "\n[99] article Z")),
    "quote of other words": _content(lambda said: said.replace("burned down on Monday", "were built on Friday")),
    "key echoed in an error": _status(400, f"the key {KEY} is not known"),
    "key echoed in a page": _always(Reply(f"<p>{KEY}".encode(), 200, {"content-type": "text/html"})),
    "key echoed in the answer": _field(lambda value: _everywhere(value, lambda text: f"{text} {KEY}")),
    "refusal": _always(message(None, refusal="I cannot help with that.")),
    "refusal in prose": _said("I'm sorry, I can't help with that."),
    "content filter": _always(message(None, finish_reason="content_filter")),
    "stopped at the limit": _always(message('{"claims": [', finish_reason="length")),
    "tool call nobody asked for": _always(tool_call("{}")),
    "tool call absent": _content(lambda said: said),
    "tool call with half JSON": _always(tool_call('{"claims": [')),
    "tool call without arguments": _always(message(None, tool_calls=[{"id": "1", "type": "function", "function": {}}])),
    "no answer": _always(lambda connection, _: connection.close()),
    "reset": _always(_reset),
    "silence": _always(_wait),
    "no HTTP": _always(says(b"\x00\x01garbage\r\n\r\n")),
    "no status": _always(says(b"HTTP/1.1 \r\n\r\n")),
    "status of nonsense": _always(says(b"HTTP/1.1 abc OK\r\n\r\n")),
    "cut in the status line": _cut(len(b"HTTP/1.1 ")),
    "cut in a header": _cut(5, b"content-length"),
    "cut after the headers": _cut(4, b"\r\n\r\n"),
    "cut in the body": _cut(40, b"\r\n\r\n"),
    "cut at the last byte": _cut(-1),
    "kept alive and cut": _kept_alive_and_cut,
    "longer content-length, connection cut": _spoilt_length(b"content-length: 99999\r\n"),
    "two content-lengths": _spoilt_length(b"content-length: 30\r\ncontent-length: 31\r\n"),
    "longer content-length, connection kept": _held_open,
    "shorter content-length": _spoilt_length(b"content-length: 30\r\n"),
    "chunk cut": _always(says(_chunked(b'ff\r\n{"choices"'))),
    "chunk of nonsense": _always(says(_chunked(b"zz\r\n{}\r\n0\r\n\r\n"))),
    "byte by byte": _drip(4, b"\r\n\r\n"),
    "headers byte by byte": _drip(20),
    "header without end": _always(_pour(b"a" * 65536, b"HTTP/1.1 200 OK\r\nx-long: ")),
    "headers without end": _always(_pour(b"x-more: 1\r\n" * 1000, b"HTTP/1.1 200 OK\r\n")),
    "body without end": _always(_pour(b" " * 65536, b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[")),
    "body of 20 MB": _spoilt(lambda body: body + b" " * (20 * 2**20)),
    "gzip": _spoilt(gzip.compress, "content-encoding: gzip"),
    "gzip cut": _spoilt(lambda body: gzip.compress(body)[:-9], "content-encoding: gzip"),
    "gzip broken": _spoilt(lambda body: gzip.compress(body)[:20] + b"\x00" * 40, "content-encoding: gzip"),
    "gzip in name only": _spoilt(bytes, "content-encoding: gzip"),
    "gzip of 80 MB of zeros": _always(says(answer_of(gzip.compress(bytes(80 * 2**20)), "content-encoding: gzip"))),
    "gzip within gzip": _spoilt(lambda body: gzip.compress(gzip.compress(body)), "content-encoding: gzip, gzip"),
    "brotli": _spoilt(bytes, "content-encoding: br"),
    "HTTP/1.0": lambda asked, good: says(answer_of(_body(good(asked))).replace(b"HTTP/1.1", b"HTTP/1.0")),
    "100 before the answer": lambda asked, good: says(b"HTTP/1.1 100 Continue\r\n\r\n" + answer_of(_body(good(asked)))),
    "cookies": lambda asked, good: Reply(good(asked).content, 200, {"set-cookie": "a=b; Path=/"}),
}  # fmt: skip
