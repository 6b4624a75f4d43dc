"""Cassettes: what the model was asked and answered, recorded once and replayed without a network.

vcrpy stands between openai and its HTTP library (httpx2) and patches that library for the whole process, so
only one cassette can be in use at a time. Every request the library sends inside the `with` counts: fetch
articles before it, and keep a response cache out of it, for an answer from there is not seen here.

The file is YAML that a reviewer can read. Of a request it keeps the method, the path, the body and two
headers: no key, no host, no query.
"""

import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from vcr import VCR  # type: ignore[import-untyped]
from vcr.patch import PATCHER_NAMES  # type: ignore[import-untyped]
from vcr.persisters.filesystem import CassetteNotFoundError  # type: ignore[import-untyped]
from vcr.record_mode import RecordMode  # type: ignore[import-untyped]

from factcmp.errors import RecordingError
from factcmp.llm.cassettes.content import (
    CassetteRequest,
    how_to_record,
    raw_body,
    readable_body,
    recordable_response,
    vcr_response,
)
from factcmp.llm.cassettes.readable_yaml import from_yaml, to_yaml

_HEADER = """\
# What a language model was asked and answered, recorded with `make record`.
# Do not edit by hand: a request that differs from its recording finds no answer.
"""
_FORMAT = "factcmp cassette 1"

# One recorded request with the response to it, in vcrpy's form.
_Recording = tuple[CassetteRequest, dict[str, Any]]

# vcrpy patches classes, not clients: a second cassette would take the requests of the first.
_in_use = threading.Lock()
# An impatient second Ctrl-C starts the last save while another may still be under way.
_writing = threading.Lock()


@contextmanager
def record(path: Path, *, save_every_s: float = 5.0) -> Iterator[None]:
    """Records the answers to all that openai sends inside the `with`; what the file answers is not sent.

    A clean exit drops the recordings that nobody asked for in this run, unless the run got no answer at all.
    After an exception, also an interrupt, everything is kept. Only answers with a 2xx status are recorded.
    The same request is asked once: a second time it gets the answer recorded the first time.
    New answers are also saved every `save_every_s` seconds: a run that is killed loses only the last of them.
    """
    _check_writable(path)
    with (
        _cassette(path, record_mode=RecordMode.NEW_EPISODES, drop_unused_requests=True) as cassette,
        _saved_on_the_way(cassette, save_every_s),
    ):
        try:
            yield
        except BaseException:
            cassette.drop_unused_requests = False
            raise
        if not cassette.play_count and not cassette.dirty:
            cassette.drop_unused_requests = False


class ReplayLog:
    """How much of a cassette has been played; it can still be read after the replay."""

    def __init__(self, cassette: Any) -> None:
        self._cassette = cassette

    @property
    def played(self) -> int:
        """How many recordings were played, each counted once however often it was asked for."""
        return len(self._cassette.requests) - len(self.unused)

    @property
    def unused(self) -> tuple[str, ...]:
        """The recordings that nobody asked for, each by its schema's name and a digest of the request."""
        counts = self._cassette.play_counts
        return tuple(request.title for index, request in enumerate(self._cassette.requests) if not counts[index])


@contextmanager
def replay(path: Path) -> Iterator[ReplayLog]:
    """Answers all that openai sends inside the `with` from the file; a request without a recording fails.

    `cassette_miss` tells that failure from a broken connection.
    """
    _check_recorded(path)
    with _cassette(path, record_mode=RecordMode.NONE) as cassette:
        yield ReplayLog(cassette)


def recorded_model(path: Path) -> str:
    """The model that all requests of the cassette name: a replay must ask the same one.

    Raises:
        RecordingError: there is no cassette at the path, or its requests name no model, or several.
    """
    _check_recorded(path)
    models = sorted({request.model for request, _ in _read(path)} - {""})
    if not models:
        raise RecordingError(f"No request in the cassette {path} names a model; {how_to_record(path)}.")
    if len(models) > 1:
        raise RecordingError(
            f"The requests in the cassette {path} name several models: {', '.join(models)}. "
            "Say with --model which one to replay."
        )
    return models[0]


@contextmanager
def _cassette(path: Path, **options: object) -> Iterator[Any]:
    if not _in_use.acquire(blocking=False):
        raise RecordingError(f"Another cassette is in use in this process; close it before opening {path}.")
    try:
        vcr = VCR(
            before_record_request=CassetteRequest.from_vcr,
            before_record_response=recordable_response,
            skip_patchers=[name for name in PATCHER_NAMES if name != "httpx2"],
        )
        vcr.register_persister(_CassetteFile)
        for matcher in (_same_method, _same_path, _same_body):
            vcr.register_matcher(matcher.__name__, matcher)
        matchers = (_same_method.__name__, _same_path.__name__, _same_body.__name__)
        with vcr.use_cassette(path, match_on=matchers, allow_playback_repeats=True, **options) as cassette:
            yield cassette
    finally:
        _in_use.release()


@contextmanager
def _saved_on_the_way(cassette: Any, every_s: float) -> Iterator[None]:
    """Saves new answers inside the `with`, for a tenth of the time at most; nothing is dropped yet."""
    ended = threading.Event()

    def save() -> None:
        saved, wait_s = len(cassette.data), every_s
        while not ended.wait(wait_s):
            recordings, started = list(cassette.data), time.monotonic()
            # What fails here is met again, and reported, by the save at the end.
            with suppress(Exception):
                if len(recordings) > saved:
                    _write(cassette.path, recordings)
                    saved = len(recordings)
            wait_s = max(every_s, 9 * (time.monotonic() - started))

    thread = threading.Thread(target=save, name="factcmp cassette", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _check_recorded(path: Path) -> None:
    """Fails if there is nothing to read: for vcrpy that would be a cassette without recordings."""
    if not path.is_file():
        raise RecordingError(f"There is no cassette at {path}. Check the path, or {how_to_record(path)}.")
    if not path.stat().st_size:
        raise _unreadable(path, "it is empty")


def _check_writable(path: Path) -> None:
    """Fails before anything is paid for if the file could not be written afterwards."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordingError(f"Cannot record to {path}: {error.strerror}.") from error
    if (path.exists() and not path.is_file()) or not os.access(path.parent, os.W_OK):
        raise RecordingError(f"Cannot record to {path}: name a file in a folder that can be written to.")


def _same_method(asked: CassetteRequest, recorded: CassetteRequest) -> bool:
    return asked.method == recorded.method


def _same_path(asked: CassetteRequest, recorded: CassetteRequest) -> bool:
    return asked.uri == recorded.uri


def _same_body(asked: CassetteRequest, recorded: CassetteRequest) -> bool:
    return asked.key[2] == recorded.key[2]


class _CassetteFile:
    """Reads and writes cassettes for vcrpy, whose own reader takes a broken file for an empty one.

    A file of no bytes is one that is still to be recorded, such as mktemp makes.
    """

    @staticmethod
    def load_cassette(path: Path, serializer: object) -> tuple[list[CassetteRequest], list[dict[str, Any]]]:  # noqa: ARG004
        if not path.exists() or not path.stat().st_size:
            raise CassetteNotFoundError
        recordings = _read(path)
        return [request for request, _ in recordings], [response for _, response in recordings]

    @staticmethod
    def save_cassette(path: Path, cassette_dict: dict[str, list[Any]], serializer: object) -> None:  # noqa: ARG004
        _write(path, zip(cassette_dict["requests"], cassette_dict["responses"], strict=True))


def _read(path: Path) -> list[_Recording]:
    try:
        return _recordings(from_yaml(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, reason: object) -> RecordingError:
    return RecordingError(
        f"{path} is not a cassette that can be read ({reason}). Restore it, or delete it and {how_to_record(path)}."
    )


def _write(path: Path, recordings: Iterable[_Recording]) -> None:
    """Replaces the file at one stroke: a run that is killed meanwhile leaves the earlier one whole."""
    unfinished = path.with_name(path.name + ".part")
    try:
        with _writing:
            unfinished.write_text(_cassette_text(recordings), encoding="utf-8", newline="\n")
            unfinished.replace(path)
    except OSError as error:
        raise RecordingError(f"Cannot write the cassette {path}: {error.strerror}.") from error


def _cassette_text(recordings: Iterable[_Recording]) -> str:
    """The file's text: one recording a request, in an order that does not depend on when answers came."""
    first: dict[tuple[str, str, str], _Recording] = {}
    for request, response in recordings:
        first.setdefault(request.key, (request, response))
    ordered = sorted(first.values(), key=lambda pair: (pair[0].uri, pair[0].schema, pair[0].digest))
    interactions = [
        {
            "request": {
                "method": request.method,
                "uri": request.uri,
                "headers": dict(request.headers),
                **request.stored_body,
            },
            "response": {
                "status": response["status"]["code"],
                "headers": {name: values[0] for name, values in response["headers"].items()},
                **readable_body(response["body"]["string"]),
            },
        }
        for request, response in ordered
    ]
    return _HEADER + to_yaml({"format": _FORMAT, "interactions": interactions})


def _recordings(document: Any) -> list[_Recording]:
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise ValueError(f"its format is not '{_FORMAT}'")
    recordings = []
    for interaction in document["interactions"]:
        asked, answered = interaction["request"], interaction["response"]
        request = CassetteRequest(asked["method"], asked["uri"], dict(asked["headers"]), raw_body(asked))
        headers = {name: [value] for name, value in answered["headers"].items()}
        recordings.append((request, vcr_response(answered["status"], headers, raw_body(answered))))
    return recordings
