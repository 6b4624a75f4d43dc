"""The ways of asking for structured output, and how the one that a server keeps to is found."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

import instructor
from pydantic import Field

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


class NoModeError(ModelUnavailableError):
    """Structured output comes in no mode."""


async def find_mode(
    where: str, try_mode: Callable[[Mode], Awaitable[ModelError | None]]
) -> list[tuple[Mode, ModelError | None]]:
    """Every mode tried at an endpoint, with what kept it from working; the last one works.

    Raises:
        NoModeError: none does.
        ModelUnavailableError: something other than the mode is at fault.
    """
    tried: list[tuple[Mode, ModelError | None]] = []
    for mode in TRIED_IN_ORDER:
        tried.append((mode, await try_mode(mode)))
        if tried[-1][1] is None:
            return tried
    all_faults = "; ".join(f"{mode}: {fault}" for mode, fault in tried)
    raise NoModeError(f"{where} gave structured output in no mode; a stronger model may ({all_faults})")


def fit_format(mode: Mode, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call with the schema where this mode has it."""
    if mode != "json-object-schema":
        return kwargs
    schema = kwargs["response_format"]["json_schema"]["schema"]
    return {**kwargs, "response_format": {"type": "json_object", "schema": schema}}
