"""Cassettes: what the model was asked and answered, recorded once and replayed without a network.

vcrpy stands between openai and its HTTP library (httpx2) and patches that library for the whole process, so
only one cassette can be in use at a time. Every request the library sends inside the `with` counts: fetch
articles before it, and keep a response cache out of it, for an answer from there is not seen here.

The file is YAML that a reviewer can read. Of a request it keeps the method, the path, the body and two
headers: no key, no host, no query.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vcr import cassette as vcr_cassette  # type: ignore[import-untyped]
from vcr.filters import decode_response  # type: ignore[import-untyped]
from vcr.patch import PATCHER_NAMES  # type: ignore[import-untyped]
from vcr.persisters.filesystem import CassetteNotFoundError  # type: ignore[import-untyped]
from vcr.record_mode import RecordMode  # type: ignore[import-untyped]
from vcr.request import Request  # type: ignore[import-untyped]

from factcmp.errors import RecordingError
from factcmp.llm.readable_yaml import from_yaml, to_yaml

_HEADER = """\
# What a language model was asked and answered, recorded with `make record`.
# Do not edit by hand: a request that differs from its recording finds no answer.
"""
_FORMAT = "factcmp cassette 1"
_HOST = "http://model.invalid"
_ENDPOINTS = ("/chat/completions", "/embeddings")
_REQUEST_HEADERS = ("accept", "content-type")
_RESPONSE_HEADERS = ("content-type", "retry-after", "x-request-id")

# vcrpy patches classes, not clients: a second cassette would take the requests of the first.
_in_use = threading.Lock()


@contextmanager
def record(path: Path) -> Iterator[None]:
    """Records the answers to all that openai sends inside the `with`; what the file answers is not sent.

    A clean exit drops the recordings that nobody asked for in this run, unless the run got no answer at all.
    After an exception, also an interrupt, everything is kept. Only answers with a 2xx status are recorded.
    The same request is asked once: a second time it gets the answer recorded the first time.
    A run that is killed leaves its answers beside the file, in one that is read with it from then on.
    """
    _check_writable(path)
    with _opened(path, record_mode=RecordMode.NEW_EPISODES, drop_unused_requests=True) as cassette:
        cassette.keeps_at_once = True
        try:
            yield
            cassette.drop_unused_requests = bool(cassette.play_count or cassette.dirty)
        except BaseException:
            cassette.drop_unused_requests = False
            raise
        finally:
            # What an earlier run left beside the file goes into it.
            cassette.dirty |= _beside(path).is_file()


@contextmanager
def replay(path: Path) -> Iterator["Cassette"]:
    """Answers all that openai sends inside the `with` from the file; a request without a recording fails."""
    if not path.is_file():
        raise RecordingError(f"There is no cassette at {path}. Check the path, or {_how_to_record(path)}.")
    if not path.stat().st_size:
        # For vcrpy that would be a cassette without recordings.
        raise _unreadable(path, "it is empty")
    with _opened(path, record_mode=RecordMode.NONE) as cassette:
        yield cassette


class Cassette(vcr_cassette.Cassette):  # type: ignore[misc]
    """vcrpy's cassette, with what a run asks of it."""

    keeps_at_once = False

    @property
    def model(self) -> str:
        """The model that all requests name: a replay must ask the same one.

        Raises:
            RecordingError: they name none, or several.
        """
        models = sorted({request.model for request in self.requests} - {""})
        if not models:
            raise RecordingError(f"No request in the cassette {self.path} names a model; {_how_to_record(self.path)}.")
        if len(models) > 1:
            raise RecordingError(
                f"The requests in the cassette {self.path} name several models: {', '.join(models)}. "
                "Say with --model which one to replay."
            )
        return str(models[0])

    def can_play_response_for(self, request: Any) -> bool:
        """Whether the answer is there; where none can be recorded, a RecordingError says what is missing.

        openai takes that for a broken connection, with it as the cause.
        """
        found = bool(super().can_play_response_for(request))
        if not found and self.write_protected:
            asked = _Asked.of(request)
            miss = RecordingError(
                f"The recording {self.path} has no answer to what this run asks. A recording is for the very articles, "
                "prompts and settings that it was made with; -v says what differs and how to record anew."
            )
            miss.add_note(f"It lacks the request {asked.title}; {self._nearest(asked)}.")
            miss.add_note(f"If the change is meant, {_how_to_record(self.path)}.")
            raise miss
        return found

    def _nearest(self, asked: "_Asked") -> str:
        """The first words in which a request differs from the recorded one that it follows for longest."""

        def shared(other: _Asked) -> int:
            pairs = zip(asked.words, other.words, strict=False)
            return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

        nearest = max(self.requests, key=lambda other: (other.schema == asked.schema, shared(other)), default=None)
        if nearest is None:
            return "it has no other"
        at = shared(nearest)
        now, then = (" ".join(words[max(0, at - 3) : at + 9])[:200] for words in (asked.words, nearest.words))
        return f"its nearest, {nearest.title}, has “{then}” where this one has “{now}”"

    def append(self, request: Any, response: Any) -> None:
        """Takes a recording; what is asked now is paid for, and outlives a killed run."""
        known = len(self)
        super().append(request, response)
        if self.keeps_at_once and len(self) > known:
            # What fails here is met again, and reported, by the save at the end.
            with suppress(OSError), _beside(self.path).open("a", encoding="utf-8") as file:
                file.write(json.dumps(_interaction(*self.data[-1])) + "\n")


class _Asked(Request):  # type: ignore[misc]
    """A request as it is matched and stored: what it asks, not where it was sent nor with which key."""

    @classmethod
    def of(cls, request: Any) -> "_Asked":
        """vcrpy may hand in one that has this form already."""
        if isinstance(request, cls):
            return request
        # The host, and a prefix of the path, may tell whose server it is.
        path = urlsplit(request.uri).path
        uri = _HOST + next((endpoint for endpoint in _ENDPOINTS if path.endswith(endpoint)), path)
        headers = {name: request.headers[name] for name in _REQUEST_HEADERS if name in request.headers}
        return cls(request.method, uri, request.body or b"", headers)

    @cached_property
    def stored_body(self) -> dict[str, Any]:
        """The body as the file holds it."""
        return _stored_body(self.body)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what two requests must share to be the same one; the order of keys in JSON does not count."""
        key = (self.method, self.uri, json.dumps(self.stored_body, sort_keys=True))
        return hashlib.sha256("\n".join(key).encode()).hexdigest()

    @cached_property
    def words(self) -> list[str]:
        return json.dumps(self.stored_body, ensure_ascii=False).replace("\\n", " ").split()

    @property
    def model(self) -> str:
        match self.stored_body:
            case {"json": {"model": str(name)}}:
                return name
        return ""

    @property
    def schema(self) -> str:
        """The name of the schema or tool that the answer must fit; empty if there is none."""
        match self.stored_body:
            case {"json": {"response_format": {"json_schema": {"name": str(name)}}}}:
                return name
            case {"json": {"tools": [{"function": {"name": str(name)}}, *_]}}:
                return name
        return ""

    @property
    def title(self) -> str:
        return f"{self.schema or urlsplit(self.uri).path} {self.digest[:8]}"


def _recordable(response: dict[str, Any]) -> dict[str, Any] | None:
    """The response unpacked and with the headers we keep; None if it is an error, which is never recorded."""
    if not 200 <= response["status"]["code"] < 300:
        return None
    unpacked = decode_response(response)
    try:
        unpacked["body"]["string"].decode()
    except UnicodeDecodeError:
        return None
    kept = {name.lower(): values for name, values in unpacked["headers"].items() if name.lower() in _RESPONSE_HEADERS}
    return {**unpacked, "headers": kept}


def _stored_body(body: bytes) -> dict[str, Any]:
    """The body under the key that says how it is stored: `json`, `text`, or no key if there is none."""
    text = body.decode()
    if not text:
        return {}
    try:
        value = json.loads(text)
        # NaN, which is no JSON, and half characters, which are no YAML, stay as they were sent.
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
        return {"json": value}
    except (ValueError, RecursionError):
        return {"text": text}


def _sent_body(message: Mapping[str, Any]) -> bytes:
    """The body of a stored request or response; JSON is spaced as `json.dumps` does."""
    return (json.dumps(message["json"]) if "json" in message else str(message.get("text", ""))).encode()


def _interaction(request: _Asked, response: Mapping[str, Any]) -> dict[str, Any]:
    """A recording as the file holds it."""
    return {
        "request": {
            "method": request.method,
            "uri": request.uri,
            "headers": dict(request.headers),
            **request.stored_body,
        },
        "response": {
            "status": response["status"]["code"],
            "headers": {name: values[0] for name, values in response["headers"].items()},
            **_stored_body(response["body"]["string"]),
        },
    }


def _recording(interaction: Mapping[str, Any]) -> tuple[_Asked, dict[str, Any]]:
    """A recording as vcrpy hands it around."""
    asked, answered = interaction["request"], interaction["response"]
    headers = {name: [value] for name, value in answered["headers"].items()}
    status = {"code": answered["status"], "message": None}
    return _Asked(asked["method"], asked["uri"], _sent_body(asked), asked["headers"]), {
        "status": status,
        "headers": headers,
        "body": {"string": _sent_body(answered)},
    }


class _CassetteFile:
    """Reads and writes cassettes for vcrpy, whose own reader takes a broken file for an empty one.

    A file of no bytes is one that is still to be recorded, such as mktemp makes.
    """

    @staticmethod
    def load_cassette(path: Path, serializer: object) -> tuple[list[_Asked], list[dict[str, Any]]]:  # noqa: ARG004
        text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
        left = _beside(path)
        try:
            document: Any = from_yaml(text) if text else {"format": _FORMAT, "interactions": []}
            if document["format"] != _FORMAT:
                raise ValueError(f"its format is not '{_FORMAT}'")
            recordings = [_recording(interaction) for interaction in document["interactions"]]
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise _unreadable(path, error) from error
        for line in left.read_text(encoding="utf-8").splitlines() if left.is_file() else ():
            # The last may have been cut off.
            with suppress(ValueError, LookupError, TypeError):
                recordings.append(_recording(json.loads(line)))
        if not text and not recordings:
            raise CassetteNotFoundError
        return [request for request, _ in recordings], [response for _, response in recordings]

    @staticmethod
    def save_cassette(path: Path, cassette_dict: dict[str, list[Any]], serializer: object) -> None:  # noqa: ARG004
        """Replaces the file at one stroke, in an order that does not depend on when answers came."""
        first: dict[str, tuple[_Asked, dict[str, Any]]] = {}
        for request, response in zip(cassette_dict["requests"], cassette_dict["responses"], strict=True):
            first.setdefault(request.digest, (request, response))
        ordered = sorted(first.values(), key=lambda pair: (pair[0].uri, pair[0].schema, pair[0].digest))
        text = to_yaml({"format": _FORMAT, "interactions": [_interaction(*pair) for pair in ordered]})
        unfinished = path.with_name(f"{path.name}.part")
        try:
            unfinished.write_text(_HEADER + text, encoding="utf-8", newline="\n")
            unfinished.replace(path)
            _beside(path).unlink(missing_ok=True)
        except OSError as error:
            raise RecordingError(f"Cannot write the cassette {path}: {error.strerror}.") from error


@contextmanager
def _opened(path: Path, **options: object) -> Iterator[Cassette]:
    if not _in_use.acquire(blocking=False):
        raise RecordingError(f"Another cassette is in use in this process; close it before opening {path}.")
    try:
        with Cassette.use(
            path=path,
            persister=_CassetteFile,
            match_on=(_same_request,),
            before_record_request=_Asked.of,
            before_record_response=_recordable,
            skip_patchers=[name for name in PATCHER_NAMES if name != "httpx2"],
            allow_playback_repeats=True,
            **options,
        ) as cassette:
            yield cassette
    finally:
        _in_use.release()


def _same_request(asked: _Asked, recorded: _Asked) -> bool:
    return asked.digest == recorded.digest


def _beside(path: Path) -> Path:
    """Where the answers of a run are until it ends, a line each."""
    return path.with_name(f"{path.name}.new")


def _check_writable(path: Path) -> None:
    """Fails before anything is paid for if the file could not be written afterwards."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordingError(f"Cannot record to {path}: {error.strerror}.") from error
    if (path.exists() and not path.is_file()) or not os.access(path.parent, os.W_OK):
        raise RecordingError(f"Cannot record to {path}: name a file in a folder that can be written to.")


def _unreadable(path: Path, reason: object) -> RecordingError:
    return RecordingError(
        f"{path} is not a cassette that can be read ({reason}). Restore it, or delete it and {_how_to_record(path)}."
    )


def _how_to_record(path: object) -> str:
    """What to do where a recording is missing or of no use, as the end of a sentence."""
    return f"record it anew with `make record`, or with `factcmp report … --record {path}`"
