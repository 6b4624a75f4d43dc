"""What to say when a cassette has no recording of a request."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from vcr.errors import CannotOverwriteExistingCassetteException  # type: ignore[import-untyped]

from factcmp.llm.cassettes.content import CassetteRequest, how_to_record

_Place = tuple[str | int, ...]
_ABSENT = object()


def cassette_miss(error: BaseException) -> str | None:
    """A paragraph on which recording is missing, if that is what lies behind the error; else None.

    openai reports a miss as a broken connection. Do not retry it: no retry will find what is not recorded.
    """
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is None or id(cause) in seen:
            continue
        if isinstance(cause, CannotOverwriteExistingCassetteException):
            asked = CassetteRequest.from_vcr(cause.failed_request)
            return _miss_message(cause.cassette.path, asked, cause.cassette.requests)
        seen.add(id(cause))
        waiting += [cause.__context__, cause.__cause__]
    return None


def _miss_message(path: object, asked: CassetteRequest, recorded: list[CassetteRequest]) -> str:
    candidates = [request for request in recorded if request.uri == asked.uri]
    problem = f"The cassette {path} has no recording of the request {asked.title}"
    if not candidates:
        return f"{problem}, nor any other to {urlsplit(asked.uri).path}; {how_to_record(path)}."
    words = _words(asked.content)
    nearest = max(candidates, key=lambda request: _likeness(words, _words(request.content)))
    differences = list(_differences(asked.content, nearest.content, ()))
    nearest_is = f"Its nearest recording is {nearest.title}"
    if not differences:
        return f"{problem}. {nearest_is}, sent by another method; {how_to_record(path)}."
    more = f" (further differences: {len(differences) - 1})" if len(differences) > 1 else ""
    first = _describe_difference(asked.content, *differences[0])
    return f"{problem}. {nearest_is}: {first}{more}. If the change is meant, {how_to_record(path)}."


def _words(content: object) -> Counter[tuple[_Place, str]]:
    return Counter((place, word) for place, leaf in _leaves(content, ()) for word in str(leaf).split())


def _likeness(one: Counter[Any], other: Counter[Any]) -> float:
    return (one & other).total() / max(1, (one | other).total())


def _leaves(value: object, place: _Place) -> Iterator[tuple[_Place, object]]:
    match value:
        case dict() | list():
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, item in items:
                yield from _leaves(item, (*place, key))
        case _:
            yield place, value


def _differences(asked: object, recorded: object, place: _Place) -> Iterator[tuple[_Place, object, object]]:
    """The places where two JSON values differ, in the order of the first, with what stands there in each."""
    if isinstance(asked, dict) and isinstance(recorded, dict):
        for key in asked | recorded:
            yield from _differences(asked.get(key, _ABSENT), recorded.get(key, _ABSENT), (*place, key))
    elif isinstance(asked, list) and isinstance(recorded, list):
        for index, (one, other) in enumerate(zip_longest(asked, recorded, fillvalue=_ABSENT)):
            yield from _differences(one, other, (*place, index))
    elif asked is _ABSENT or recorded is _ABSENT or json.dumps(asked) != json.dumps(recorded):
        yield place, asked, recorded


def _describe_difference(content: object, place: _Place, asked: object, recorded: object) -> str:
    where = _describe_place(content, place)
    if asked is _ABSENT or recorded is _ABSENT:
        return f"{where} is {'only in the recording' if asked is _ABSENT else 'not in the recording'}"
    if not (isinstance(asked, str) and isinstance(recorded, str)):
        return f"{where} is {_excerpt(json.dumps(asked))}, recorded was {_excerpt(json.dumps(recorded))}"
    lines = zip_longest(asked.split("\n"), recorded.split("\n"), fillvalue="")
    number, (new, old) = next((n, pair) for n, pair in enumerate(lines, start=1) if pair[0] != pair[1])
    at = next(
        (n for n, (one, other) in enumerate(zip(new, old, strict=False)) if one != other),
        min(len(new), len(old)),
    )
    line = f" at line {number}" if "\n" in asked + recorded else ""
    return f"{where} differs from the recorded one{line}: {_excerpt(new, at)}, recorded was {_excerpt(old, at)}"


def _describe_place(content: Any, place: _Place) -> str:
    match place:
        case ("messages", int(index), *rest) if index < len(content["messages"]):
            role = content["messages"][index].get("role", "")
            which = f"the prompt's {role} message" + (f" (message {index + 1})" if index > 1 else "")
            return which if rest in ([], ["content"]) else f"{which}, {'.'.join(map(str, rest))},"
    return ".".join(map(str, place)) or "the body"


def _excerpt(text: str, at: int = 0) -> str:
    """Some 60 characters around an offset, in quotation marks."""
    start = max(0, at - 20)
    cut = text[start : start + 60]
    return f"“{'…' if start else ''}{cut}{'…' if start + 60 < len(text) else ''}”"
