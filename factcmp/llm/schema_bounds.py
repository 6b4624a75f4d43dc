"""A schema with limits, for small local models that go on for ever where a list or a string may be of any length."""

from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)

TEXT_CHARS = 120
"""The longest string."""
INNER_ITEMS = 2
"""The most entries of a list within an entry of a list; a list of numbers may have twice `items` anywhere."""


def with_bounds(shape: type[T], items: int) -> type[T]:
    """The same shape, whose JSON schema allows lists of at most `items` entries and strings of `TEXT_CHARS`.

    Only the schema changes that a server builds its grammar from: what a server sends that knows no such limits is
    as valid as before.
    """

    def model_json_schema(*_: Any, **__: Any) -> dict[str, Any]:
        return bounded_schema(shape.model_json_schema(), items)

    # What instructor makes of a shape it names and describes after the class.
    return type(
        shape.__name__,
        (shape,),
        {
            "__module__": shape.__module__,
            "__doc__": shape.__doc__,
            "model_json_schema": staticmethod(model_json_schema),
        },
    )


def bounded_schema(schema: dict[str, Any], items: int) -> dict[str, Any]:
    """A copy of a pydantic JSON schema with `maxItems` and `maxLength` wherever there is no such limit yet."""
    definitions = {
        name: _bounded(part, min(items, INNER_ITEMS), 2 * items) for name, part in schema.get("$defs", {}).items()
    }
    bounded: dict[str, Any] = _bounded(
        {name: part for name, part in schema.items() if name != "$defs"}, items, 2 * items
    )
    # In the schema's own order: it is part of what a model is told.
    return {name: definitions if name == "$defs" else bounded[name] for name in schema}


def _bounded(part: Any, items: int, numbers: int) -> Any:
    if isinstance(part, list):
        return [_bounded(entry, items, numbers) for entry in part]
    if not isinstance(part, dict):
        return part
    copy = {name: _bounded(value, items, numbers) for name, value in part.items()}
    if part.get("type") == "array":
        of_numbers = isinstance(part.get("items"), dict) and part["items"].get("type") in ("integer", "array")
        copy.setdefault("maxItems", numbers if of_numbers else items)
    if part.get("type") == "string" and "enum" not in part and "const" not in part:
        copy.setdefault("maxLength", TEXT_CHARS)
    return copy
