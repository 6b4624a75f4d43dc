"""What a first request shows of an endpoint, for `factcmp doctor`."""

from instructor.core.exceptions import InstructorRetryException

from factcmp.errors import ModelError
from factcmp.llm.client import OpenAIModel
from factcmp.llm.completions import BrokenAnswerError
from factcmp.llm.endpoint import Mode
from factcmp.llm.output_modes import find_mode


async def examine(model: OpenAIModel) -> tuple[str, ...]:
    """What a first request shows of an endpoint and its ways, a line each.

    Raises:
        ModelUnavailableError: it does not answer, refuses the key or the model, or no way works.
    """
    lines, mode = [await _examine_list(model)], model.endpoint.mode
    fault = None if mode == "auto" else await model.try_mode(mode)
    if mode != "auto" and fault is None:
        return (*lines, _outcome(mode, None))
    tried = await find_mode(model.endpoint.address(), model.try_mode)
    found = tried[-1][0]
    if found == mode:
        return (*lines, f"structured output  works with --mode {mode}, but not with each request: one failed: {fault}")
    if mode not in (one for one, _ in tried):
        lines.append(_outcome(mode, fault))
    lines += [_outcome(*one) for one in tried]
    return (*lines, f'                   set --mode {found}, or mode = "{found}" in factcmp.toml')


async def _examine_list(model: OpenAIModel) -> str:
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
