"""The JSON in an answer that was only asked for JSON: models think aloud, greet, and fence before they answer."""

import json
import re
from collections.abc import Collection, Iterator

_THOUGHT = re.compile(r".*</(?:think|thinking|thought|reasoning|reflection)>", re.DOTALL | re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)


def find_json(text: str, fields: Collection[str]) -> str:
    """The JSON object in `text` that has most of the `fields`, the last of equals; `text` where there is none.

    What a model says while it thinks may hold drafts of the answer, so whatever ends a thought comes before the answer.
    An object is taken as it is written: whether it fits its schema is for others to say.
    """
    said = _THOUGHT.sub("", text, count=1)
    best, most = None, 0
    for start, end, names in _objects(said):
        hits = len(names.intersection(fields))
        if hits and hits >= most:
            best, most = said[start:end], hits
    return text if best is None else best


def _objects(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Start, end and names of every whole object that stands in no other one."""
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        yield at, end, set(value)
        at = text.find("{", end)
