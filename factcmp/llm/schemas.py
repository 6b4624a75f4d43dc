"""The JSON schema that is sent of a shape: in one piece, and with limits where they are asked for.

Some servers that speak the protocol do not follow `$ref`, and fall back to no schema without a word.
"""

import copy
import functools
from typing import Any

import instructor
from pydantic import BaseModel

from factcmp.llm.protocol import T

TEXT_CHARS = 120
"""The longest string of a bounded schema."""
INNER_ITEMS = 2
"""The most entries of a list within an entry of a list; a list of numbers may have twice `items` anywhere."""


@functools.cache
def sent_schema(shape: type[BaseModel], items: int | None = None) -> dict[str, Any]:
    """The schema of a shape, to be read only, with every `$ref` replaced by what it stands for, and without the titles
    that pydantic makes of names.

    `items` gives every list at most so many entries and every string at most `TEXT_CHARS` characters, for small local
    models that go on for ever otherwise.
    """
    schema = shape.model_json_schema()
    whole: dict[str, Any] = _whole(schema, schema.get("$defs", {}))
    # instructor names a tool after it.
    whole["title"] = shape.__name__
    bounded: dict[str, Any] = whole if items is None else _bounded(whole, items, 2 * items)
    return bounded


@functools.cache
def sent_shape(shape: type[T], items: int | None = None) -> type[T]:
    """The same shape, which instructor takes to be of the schema that is sent; what was valid before is valid."""

    def model_json_schema(*_: Any, **__: Any) -> dict[str, Any]:
        # A copy: instructor writes into it.
        return copy.deepcopy(sent_schema(shape, items))

    # What instructor makes of a shape it names and describes after the class; of one of its own it makes nothing, where
    # else it would make a class for each request.
    named = {"__module__": shape.__module__, "__doc__": shape.__doc__}
    mine = {**named, "model_json_schema": staticmethod(model_json_schema)}
    return type(shape.__name__, (shape, instructor.OpenAISchema), mine)


def _whole(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_whole(entry, definitions) for entry in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        # What a class says of itself is said to who reads the code; what a field says, to the model.
        definition = {k: v for k, v in definitions[part["$ref"].rpartition("/")[2]].items() if k != "description"}
        beside = {name: value for name, value in part.items() if name != "$ref"}
        return _whole(definition | beside, definitions)
    if (types := _simple_types(part.get("anyOf"))) is not None:
        rest = {name: value for name, value in part.items() if name != "anyOf"}
        return _whole({"type": types, **rest}, definitions)
    # A field may be called title as well: then it is no text.
    kept = {name: v for name, v in part.items() if name != "$defs" and not (name == "title" and isinstance(v, str))}
    return {name: _whole(value, definitions) for name, value in kept.items()}


def _simple_types(choices: Any) -> list[str] | None:
    """The types of a choice between types alone ("a string or null"), which is said in a shorter way."""
    if not isinstance(choices, list) or any(set(choice) != {"type"} for choice in choices):
        return None
    return [choice["type"] for choice in choices]


def _bounded(part: Any, items: int, numbers: int) -> Any:
    if isinstance(part, list):
        return [_bounded(entry, items, numbers) for entry in part]
    if not isinstance(part, dict):
        return part
    within = min(items, INNER_ITEMS) if part.get("type") == "array" else items
    bounded = {name: _bounded(value, within, numbers) for name, value in part.items()}
    if part.get("type") == "array":
        of_numbers = isinstance(part.get("items"), dict) and part["items"].get("type") in ("integer", "array")
        bounded.setdefault("maxItems", numbers if of_numbers else items)
    if part.get("type") in ("string", ["string", "null"]) and "enum" not in part and "const" not in part:
        bounded.setdefault("maxLength", TEXT_CHARS)
    return bounded
