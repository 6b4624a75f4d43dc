"""What a stage asks of a language model and what it gets back, whoever answers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Message:
    """One message of a request."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True)
class Request(Generic[T]):
    """One question to the model, the same to the byte for the same input."""

    stage: str
    """What progress and usage are counted under: "extract", "group", "judge" …"""
    subject: str
    """The article or question asked about, for progress and error messages; not sent."""
    messages: tuple[Message, ...]
    answer: type[T]
    """The shape of the answer; its JSON schema goes with the request."""
    repeat: int = 0
    """Which time this is asked on purpose; not sent, but kept answers of another time do not count."""


@dataclass(frozen=True)
class Usage:
    """What one answer took."""

    requests: int = 0
    """Calls of the endpoint or recording, re-asks included; 0 for an answer out of the cache."""
    cache_hits: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    """The endpoint says that it did not count its tokens."""
    answered: datetime.date | None = None
    """Day (UTC) on which the endpoint says that it made the answer."""
    seconds: float = field(default=0.0, compare=False)
    """How long it was awaited, tries and waits included; 0 for an answer out of the cache."""

    def __add__(self, other: "Usage") -> "Usage":
        """Both together, on the later of their days."""
        return Usage(
            requests=self.requests + other.requests,
            cache_hits=self.cache_hits + other.cache_hits,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            estimated=self.estimated or other.estimated,
            answered=max((day for day in (self.answered, other.answered) if day), default=None),
            seconds=self.seconds + other.seconds,
        )

    def paid_now(self) -> "Usage":
        """It, without the tokens of an answer out of the cache: they were paid for before."""
        return self if self.requests else Usage(cache_hits=self.cache_hits)


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A valid answer and what it took."""

    value: T
    usage: Usage


class Answers(Protocol):
    """Wherever answers are kept, by key."""

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry, or None."""
        ...

    def put(self, key: str, entry: dict[str, Any]) -> None:
        """Keeps the entry."""
        ...


class LanguageModel(Protocol):
    """Whoever answers requests: an endpoint, a recording, or a script in a test.

    Where it has `answers`, that keeps what is worked out of them too; see `work_out`.
    """

    @property
    def name(self) -> str:
        """The model's name, as the report prints it."""
        ...

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer.

        Raises:
            ModelError: no usable answer came; the subclass says of which kind.
            RecordingError: replaying, and the recording lacks this request.
        """
        ...


def answers_of(model: LanguageModel) -> Answers | None:
    """Where the model's answers are kept; None where they are not."""
    return getattr(model, "answers", None)


class Embedder(Protocol):
    """Whoever gives vectors."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, all of one length.

        Raises:
            ModelUnavailableError: no usable answer came.
        """
        ...


class Wire(BaseModel):
    """A shape that strict structured output accepts."""

    model_config = ConfigDict(extra="forbid")
