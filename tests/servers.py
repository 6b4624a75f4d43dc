"""An OpenAI-compatible server on the loopback whose answers, or bytes, a test writes down."""

import json
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CREATED = 1_764_000_000
"""24 November 2025, in the afternoon."""
LANDMARK = '{"landmark_found": {"sort_of_place": "town", "spelled": "Paris"}}'
"""What fits the schema of the tiny request that finds a mode."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)
        return content

    @property
    def prompt(self) -> str:
        """The last message."""
        return str(self.json["messages"][-1]["content"])

    @property
    def schema(self) -> str:
        """The name of the schema asked for, in the modes json-schema and tools."""
        tools = self.json.get("tools")
        return str(tools[0]["function"]["name"] if tools else self.json["response_format"]["json_schema"]["name"])


@dataclass(frozen=True)
class Reply:
    """One answer to give."""

    content: object
    """JSON, or bytes as they are."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Behaviour = Callable[[socket.socket, threading.Event], None]
"""What is done with the connection of a request instead of an answer; the event says that the test is over."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up while its connection is read or flushed is no fault; all else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class ScriptedServer:
    """Answers each request with what `answer` makes of it, on a thread for each."""

    def __init__(self) -> None:
        self.answer: Callable[[Asked], Reply | Behaviour] = lambda _: fault(500, "no answer is scripted")
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            # Connections stay open, as with real servers: a client that forgets to close them is noticed.
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_POST(self) -> None:
                scripted._respond(self)

            def do_GET(self) -> None:
                scripted._respond(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def script(self, *replies: Reply) -> None:
        """Answers with these in turn, and with a fault that nobody tries again once they are used up."""
        left = list(replies)

        def answer(_: Asked) -> Reply:
            with self._lock:
                return left.pop(0) if left else fault(418, "more requests than the script has answers")

        self.answer = answer

    def stop(self) -> None:
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _respond(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        asked = Asked(handler.path, {name.lower(): value for name, value in handler.headers.items()}, body)
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        reply: Reply | Behaviour
        try:
            reply = self.answer(asked)
        except Exception as error:
            reply = fault(418, f"the script failed: {error!r}")
        with self._lock:
            self._at_once -= 1
        if not isinstance(reply, Reply):
            handler.close_connection = True
            with suppress(OSError):
                reply(handler.connection, self._over)
            return
        payload = reply.content if isinstance(reply.content, bytes) else json.dumps(reply.content).encode()
        # Whoever asked may have been killed by then: that is what some tests are about.
        with suppress(ConnectionError):
            handler.send_response(reply.status)
            usual = {"content-type": "application/json", "content-length": str(len(payload))}
            for name, value in {**usual, **reply.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(payload)
            handler.wfile.flush()


def message(content: str | None, *, finish_reason: str = "stop", **more: object) -> Reply:
    """A completion with one message; `more` goes into the message."""
    return completion(
        [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content, **more}}]
    )


def tool_call(arguments: str) -> Reply:
    """A completion with one call of a tool."""
    call = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": arguments}}
    return message(None, finish_reason="tool_calls", tool_calls=[call])


def completion(choices: object, **more: object) -> Reply:
    """A completion with these choices, of 100 tokens in and 10 out; `more` adds to it or replaces."""
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    frame = {"id": "c1", "object": "chat.completion", "created": CREATED, "model": "served"}
    return Reply({**frame, "choices": choices, "usage": usage, **more})


def fault(status: int, said: str, *, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI writes them; `headers` with _ for -."""
    error = {"message": said, "type": "error", "param": None, "code": code}
    return Reply({"error": error}, status, {name.replace("_", "-"): value for name, value in headers.items()})


def answer_of(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A whole response as bytes; `headers` beside those that any has."""
    usual = ("content-type: application/json", f"content-length: {len(body)}", "connection: close")
    return "\r\n".join([f"HTTP/1.1 {status}", *usual, *headers, "", ""]).encode() + body


def says(sent: bytes) -> Behaviour:
    """Sends these bytes and hangs up."""
    return lambda connection, _: connection.sendall(sent)
