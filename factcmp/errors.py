"""What can go wrong, as one tree: what happened, where, and what to do next."""

from pydantic import ValidationError


class FactcmpError(Exception):
    """Root of every error that factcmp raises on purpose."""


class InputError(FactcmpError):
    """An article, claims file or report file cannot be read as what it should be."""

    kind = "unreadable"


class ConfigurationError(FactcmpError):
    """A setting is missing or does not make sense; the message says how to supply it."""


class PromptError(FactcmpError):
    """A prompt file is missing, or its placeholders are not the ones the stage fills in."""


class RecordingError(FactcmpError):
    """A cassette lacks the answer to a request, or cannot be read or written."""


class ModelError(FactcmpError):
    """The language model gave no usable answer to one request."""

    kind = "failed"


class ModelUnavailableError(ModelError):
    """The endpoint did not answer, or refused the call (network, key, quota, unknown model)."""

    kind = "unavailable"


class ModelRefusedError(ModelError):
    """The model answered, and the answer is that it will not do it."""

    kind = "refused"


class InvalidAnswerError(ModelError):
    """The model's answer did not fit the schema, also after it was asked again."""

    kind = "invalid-answer"


def first_misfit(error: ValidationError) -> str:
    """The first field of a file that does not fit, and why."""
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the file'}: {first['msg']}"
