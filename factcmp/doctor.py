"""Whether the endpoint answers, and whether it can give structured output."""

import time
from typing import Annotated

from pydantic import Field

from factcmp.errors import ModelError
from factcmp.llm.client import OpenAIModel
from factcmp.llm.protocol import Message, Request
from factcmp.llm.wire import Wire


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
    started = time.monotonic()
    request = Request("doctor", "the doctor's request", (Message("user", "Name the capital of France."),), ProbeWire)
    answer = await model.ask(request)
    took_s = time.monotonic() - started
    lines.append(
        f"structured output  works with --mode {model.endpoint.mode}: {answer.value.capital!r} in {took_s:.1f} s, "
        f"{answer.usage.input_tokens + answer.usage.output_tokens} tokens"
    )
    return tuple(lines)
