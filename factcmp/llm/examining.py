"""Whether the endpoint answers, and whether it can give structured output."""

import time
from typing import Annotated

from pydantic import Field

from factcmp.errors import ModelError
from factcmp.llm.client import OpenAIModel
from factcmp.llm.endpoint import Mode
from factcmp.llm.faults import is_about_mode
from factcmp.llm.modes import find_mode, found_mode
from factcmp.llm.protocol import Message, Request, Wire


class ProbeWire(Wire):
    """A tiny answer."""

    capital: Annotated[str, Field(description="The capital of France, one word.")]


async def examine(model: OpenAIModel) -> tuple[str, ...]:
    """What a first request shows, a line each.

    Raises:
        ModelUnavailableError: the endpoint does not answer or refuses the key or the model.
    """
    lines = []
    try:
        names = await model.list_models()
        known = "knows this model" if model.name in names else f"lists {len(names)} models, not this one"
        lines.append(f"endpoint           {model.endpoint.address()} answers and {known}")
    except ModelError as error:
        # Some servers have no list of models; the request below decides.
        lines.append(f"endpoint           no list of models: {error}")
    request = Request("doctor", "the doctor's request", (Message("user", "Name the capital of France."),), ProbeWire)
    started = time.monotonic()
    if model.endpoint.mode == "auto":
        tried = await find_mode(model.try_mode)
        found_mode(tried, model.endpoint.address())
        return (*lines, *_tried_lines(tried))
    try:
        answer = await model.ask(request)
    except ModelError as error:
        if not is_about_mode(error):
            raise
        tried = await find_mode(model.try_mode)
        if tried[-1][1] is not None:
            raise
        if model.endpoint.mode == tried[-1][0]:
            works = f"structured output  works with --mode {model.endpoint.mode}, but not with each request"
            return (*lines, f"{works}: a first one failed: {error}")
        if model.endpoint.mode not in [mode for mode, _ in tried]:
            tried.insert(0, (model.endpoint.mode, error))
        return (*lines, *_tried_lines(tried))
    took_s = time.monotonic() - started
    lines.append(
        f"structured output  works with --mode {model.endpoint.mode}: {answer.value.capital!r} in {took_s:.1f} s, "
        f"{answer.usage.input_tokens + answer.usage.output_tokens} tokens"
    )
    return tuple(lines)


def _tried_lines(tried: list[tuple[Mode, ModelError | None]]) -> list[str]:
    """What each mode came to, and the one to set: the last, which works."""
    lines = [
        f"structured output  {'works' if fault is None else 'does not work'} with --mode {mode}"
        + (f": {fault}" if fault else "")
        for mode, fault in tried
    ]
    mode = tried[-1][0]
    return [*lines, f'                   set --mode {mode}, or mode = "{mode}" in factcmp.toml']
