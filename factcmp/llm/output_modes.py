"""The ways of asking for structured output, and how the one that a server keeps to is found."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import instructor
from instructor.core.exceptions import InstructorRetryException
from pydantic import Field

from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.llm.completions import BrokenAnswerError
from factcmp.llm.endpoint import Mode
from factcmp.llm.protocol import Message, Request, Wire

if TYPE_CHECKING:
    from factcmp.llm.client import OpenAIModel

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


async def find_mode(model: "OpenAIModel") -> list[tuple[Mode, ModelError | None]]:
    """Every mode tried, with what kept it from working; the last one works.

    Raises:
        NoModeError: none does.
        ModelUnavailableError: something other than the mode is at fault.
    """
    tried: list[tuple[Mode, ModelError | None]] = []
    for mode in TRIED_IN_ORDER:
        tried.append((mode, await model.try_mode(mode)))
        if tried[-1][1] is None:
            return tried
    where, all_faults = model.endpoint.address(), "; ".join(f"{mode}: {fault}" for mode, fault in tried)
    raise NoModeError(f"{where} gave structured output in no mode; a stronger model may ({all_faults})")


async def examine(model: "OpenAIModel") -> tuple[str, ...]:
    """What a first request shows of an endpoint and its ways, a line each.

    Raises:
        ModelUnavailableError: it does not answer, refuses the key or the model, or no way works.
    """
    lines, mode = [await _examine_list(model)], model.endpoint.mode
    fault = None if mode == "auto" else await model.try_mode(mode)
    if mode != "auto" and fault is None:
        return (*lines, _outcome(mode, None))
    tried = await find_mode(model)
    found = tried[-1][0]
    if found == mode:
        return (*lines, f"structured output  works with --mode {mode}, but not with each request: one failed: {fault}")
    if mode not in (one for one, _ in tried):
        lines.append(_outcome(mode, fault))
    lines += [_outcome(*one) for one in tried]
    return (*lines, f'                   set --mode {found}, or mode = "{found}" in factcmp.toml')


async def _examine_list(model: "OpenAIModel") -> str:
    try:
        names = await model.list_models()
    except ModelError as error:
        # Some servers have no list of models; the request below decides.
        return f"endpoint           no list of models: {error}"
    known = "knows this model" if model.name in names else f"lists {len(names)} models, not this one"
    return f"endpoint           {model.endpoint.address()} answers and {known}"


def _outcome(mode: Mode, fault: ModelError | None) -> str:
    """What became of the tiny request, whose shape nobody meets who was not held to it or told it."""
    if fault is None:
        kept = "" if mode == "json" else ": the server keeps to the schema that is sent"
        return f"structured output  works with --mode {mode}{kept}"
    ignored = "the server took the schema and the answer ignores it: " if _ignores_schema(mode, fault) else ""
    return f"structured output  does not work with --mode {mode}: {ignored}{fault}"


def _ignores_schema(mode: Mode, fault: ModelError) -> bool:
    """Whether an answer came that has not the shape that was sent, and is whole."""
    failed = fault.__cause__
    is_whole = isinstance(failed, InstructorRetryException) and not isinstance(failed.__cause__, BrokenAnswerError)
    return mode.startswith("json-") and is_whole


def fit_format(mode: Mode, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call with the schema where this mode has it."""
    if mode != "json-object-schema":
        return kwargs
    schema = kwargs["response_format"]["json_schema"]["schema"]
    return {**kwargs, "response_format": {"type": "json_object", "schema": schema}}
