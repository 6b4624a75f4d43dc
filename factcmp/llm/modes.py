"""The ways of asking for structured output, and how the one that a server offers is found."""

import json
import re
from collections.abc import Awaitable, Callable, Collection, Iterator
from typing import Annotated, Any, Literal

import instructor
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, Field

from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.llm.endpoint import Mode
from factcmp.llm.protocol import Message, Request, Wire

TRIED_IN_ORDER: tuple[Mode, ...] = ("json-schema", "json-object-schema", "tools", "json")
"""From the one that binds the model most to the one that only asks it."""
INSTRUCTOR_MODES: dict[Mode, instructor.Mode] = {
    "json-schema": instructor.Mode.JSON_SCHEMA,
    # Sent otherwise, read alike.
    "json-object-schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
}
_UNBOUND: tuple[Mode, ...] = ("json-object-schema", "json")
"""Where a model may say more than the JSON; a server may ignore a schema beside `json_object`."""


class LandmarkWire(Wire):
    """A shape that nobody would answer in by chance."""

    sort_of_place: Literal["town", "river", "mountain"]
    spelled: Annotated[str, Field(description="Its name, one word.")]


class ModeProbeWire(Wire):
    """A tiny answer that shows whether the schema is kept to."""

    landmark_found: LandmarkWire


PROBE = Request(
    "probe", "finding the mode", (Message("user", "Which place is this about? Paris lies in France."),), ModeProbeWire
)


async def find_mode(try_mode: Callable[[Mode], Awaitable[ModelError | None]]) -> list[tuple[Mode, ModelError | None]]:
    """Every mode tried, with what kept it from working; the last one works where that is None.

    Raises:
        ModelUnavailableError: something other than the mode is at fault.
    """
    tried: list[tuple[Mode, ModelError | None]] = []
    for mode in TRIED_IN_ORDER:
        tried.append((mode, await try_mode(mode)))
        if tried[-1][1] is None:
            break
    return tried


def found_mode(tried: list[tuple[Mode, ModelError | None]], address: str) -> Mode:
    """The mode that works.

    Raises:
        ModelUnavailableError: none does.
    """
    mode, fault = tried[-1]
    if fault is not None:
        all_faults = "; ".join(f"{mode}: {fault}" for mode, fault in tried)
        raise ModelUnavailableError(f"{address} gave structured output in no mode; a stronger model may ({all_faults})")
    return mode


def fit_format(mode: Mode, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call with the schema where this mode has it."""
    if mode != "json-object-schema":
        return kwargs
    schema = kwargs["response_format"]["json_schema"]["schema"]
    return {**kwargs, "response_format": {"type": "json_object", "schema": schema}}


def without_talk(mode: Mode, completion: ChatCompletion, shape: type[BaseModel]) -> ChatCompletion:
    """The completion with nothing but the JSON in its message, in a mode that does not bind the model to it."""
    message = completion.choices[0].message
    if mode not in _UNBOUND or not isinstance(message.content, str):
        return completion
    content = find_json(message.content, shape.model_fields)
    if content == message.content:
        return completion
    choice = completion.choices[0].model_copy(update={"message": message.model_copy(update={"content": content})})
    return completion.model_copy(update={"choices": [choice, *completion.choices[1:]]})


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
