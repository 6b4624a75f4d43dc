"""What went wrong on the way to an endpoint: whether it may pass, and how to say it."""

import re

import openai
from pydantic import ValidationError

from factcmp.errors import InvalidAnswerError, ModelError, RecordingError
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.server_text import ForeignText
from factcmp.llm.transport import UnreadableAnswerError

_FORM_WORDS = ("schema", "strict", "response_format", "tool", "function call")
# Seen: llama.cpp "exceeds the available context size"; OpenAI and vLLM "maximum context length is"; llama-cpp-python
# "exceed context window of"; LM Studio "when context the overflows"/"context length of only".
_CONTEXT = re.compile(
    r"context (?:is|was) too small|exceeds? (?:the )?(?:available |model'?s? |maximum )?context|"
    r"maximum context length|context (?:length|window|size) (?:exceeded|of only)|context (?:the )?overflows|"
    r"(?:prompt|input) is too long|longer than the (?:maximum )?(?:model|context)",
    re.IGNORECASE,
)


def is_passing_fault(error: BaseException) -> bool:
    """Whether asking the same again may help."""
    if isinstance(error, openai.APIStatusError):
        if getattr(error, "code", None) == "insufficient_quota" or refuses_schema(error) or exceeds_context(error):
            return False
        return error.status_code in (408, 409, 425, 429) or error.status_code >= 500
    lasting = UnreadableAnswerError | RecordingError
    return isinstance(error, openai.APIConnectionError) and not isinstance(error.__cause__, lasting)


def refuses_schema(error: openai.APIStatusError) -> bool:
    """Whether a refusal is about the form in which structured output was asked for.

    Some servers answer 422 or, llama-cpp-python's, 500 to a form that they do not know.
    """
    said = (message_of(error.body) or error.message).lower()
    if error.status_code in (500, 501):
        return any(word in said for word in ("response_format", "json_object", "json_schema"))
    return error.status_code in (400, 422) and any(word in said for word in _FORM_WORDS)


def exceeds_context(error: openai.APIStatusError) -> bool:
    """Whether a request was refused because it is longer than what the model reads at once."""
    if error.status_code not in (400, 413, 422, 500):
        return False
    body = error.body if isinstance(error.body, dict) else {}
    if body.get("code") == "context_length_exceeded" or body.get("type") == "exceed_context_size_error":
        return True
    return bool(_CONTEXT.search(message_of(error.body) or error.message))


def wants_other_limit(error: openai.APIStatusError) -> bool:
    """Whether the limit of the output was given under a name that this model does not take."""
    said = message_of(error.body) or error.message
    refused = re.search("unsupported|not supported|extra inputs|unrecognized", said, re.IGNORECASE)
    return error.status_code in (400, 422) and bool(refused and re.search(r"\bmax_(completion_)?tokens\b", said))


def is_about_mode(error: ModelError) -> bool:
    """Whether another way of asking for structured output may get an answer where this one got none."""
    cause = error.__cause__
    if isinstance(error, InvalidAnswerError):
        return True
    return (
        isinstance(cause, openai.APIStatusError)
        and cause.status_code in (400, 422, 500, 501)
        and not exceeds_context(cause)
    )


def first_line(error: BaseException | None, foreign: ForeignText) -> str:
    """The first line that says what happened, without the SDK's wrapping; at most 300 characters."""
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) and error.__cause__ else error
    if isinstance(cause, ValidationError):
        first = cause.errors(include_url=False)[0]
        return foreign.message(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")[:300]
    text = (message_of(cause.body) or cause.message) if isinstance(cause, openai.APIStatusError) else str(cause)
    lines = text.strip().splitlines()
    if lines and lines[0].endswith(":"):
        # A heading, as pydantic writes it.
        lines[0] = " ".join(line.strip() for line in lines[:3])
    return foreign.message(lines[0] if lines else type(cause).__name__)[:300]


def message_of(fault: object) -> str | None:
    """What an endpoint's error object says."""
    message = fault.get("message") if isinstance(fault, dict) else None
    return str(message) if message else None


def describe_fault(error: Exception, endpoint: Endpoint) -> str:
    """A sentence on a failed call: who did not do what, and what to check."""
    said, address = first_line(error, ForeignText(endpoint)), endpoint.address()
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"{address} refused the key; check OPENAI_API_KEY ({said})"
    if isinstance(error, openai.NotFoundError):
        return (
            f"{address} answered 404 ({said}): it does not know the model {endpoint.model!r}, or the address lacks its "
            "path; check --model and --base-url"
        )
    if isinstance(error, openai.APIStatusError):
        return _describe_status(error, said, address)
    if isinstance(error, openai.APIConnectionError) and not isinstance(error.__cause__, UnreadableAnswerError):
        return f"{address} did not answer ({said}); is the address right and the server running?"
    return f"{address} answered with something that cannot be read ({said}); is the address right?"


def _describe_status(error: openai.APIStatusError, said: str, address: str) -> str:
    if exceeds_context(error):
        return (
            f"{address}: the request does not fit into the model's context ({said}); start the server with a larger "
            "one (llama.cpp -c, vLLM --max-model-len, Ollama OLLAMA_CONTEXT_LENGTH), or send less at once: "
            "--max-article-chars for articles, max_claims and max_judged_claims for the comparison"
        )
    if refuses_schema(error):
        return f"{address} does not take structured output asked for in this way ({said}); try another --mode"
    if 300 <= error.status_code < 400:
        return (
            f"{address} answered {error.status_code}: it sends requests on to another address, to which nothing was "
            "sent; is --base-url right, https and path included?"
        )
    loading = error.status_code == 503 and "loading" in said.lower()
    hint = "; it is not ready yet, ask again later or set more retries" if loading else ""
    return f"{address} answered {error.status_code}: {said}{hint}"
