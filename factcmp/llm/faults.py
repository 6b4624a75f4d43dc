"""What went wrong on the way to an endpoint: whether it may pass, how long to wait, and how to say it."""

import email.utils

import openai
from pydantic import ValidationError

from factcmp.llm.cassette_miss import cassette_miss


def is_passing_fault(error: BaseException) -> bool:
    """Whether asking the same again may help."""
    if cassette_miss(error) is not None:
        return False
    if isinstance(error, openai.APIStatusError):
        if getattr(error, "code", None) == "insufficient_quota":
            return False
        return error.status_code in (408, 409, 425, 429) or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError)


def refuses_schema(error: openai.BadRequestError) -> bool:
    """Whether a 400 is about the form in which structured output was asked for."""
    said = (message_of(error.body) or error.message).lower()
    return any(word in said for word in ("schema", "strict", "response_format"))


def retry_after_s(header: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3), a number or a date; None if unreadable."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - now)
    except ValueError:
        return None


def first_line(error: BaseException | None) -> str:
    """The first line that says what happened, without the SDK's wrapping."""
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) and error.__cause__ else error
    if isinstance(cause, ValidationError):
        first = cause.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:300]
    text = (message_of(cause.body) or cause.message) if isinstance(cause, openai.APIStatusError) else str(cause)
    lines = text.strip().splitlines()
    return (lines[0] if lines else type(cause).__name__)[:300]


def message_of(fault: object) -> str | None:
    """What an endpoint's error object says."""
    message = fault.get("message") if isinstance(fault, dict) else None
    return str(message) if message else None


def describe_fault(error: Exception, *, address: str, model: str) -> str:
    """A sentence on a failed call: who did not do what, and what to check."""
    said = first_line(error)
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"{address} refused the key; check OPENAI_API_KEY ({said})"
    if isinstance(error, openai.NotFoundError):
        return (
            f"{address} answered 404 ({said}): it does not know the model {model!r}, or the address lacks its path; "
            "check --model and --base-url"
        )
    if isinstance(error, openai.BadRequestError) and refuses_schema(error):
        return f"{address} does not take structured output asked for in this way ({said}); try another --mode"
    if isinstance(error, openai.APIStatusError):
        return f"{address} answered {error.status_code}: {said}"
    if isinstance(error, openai.APIConnectionError):
        return f"{address} did not answer ({said}); is the address right and the server running?"
    return f"{address} answered with something that cannot be read ({said}); is the address right?"
