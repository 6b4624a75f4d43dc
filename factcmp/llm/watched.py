"""Log records of what a model is asked, for whoever runs factcmp as a service."""

import logging
import time
from collections.abc import Callable
from typing import Protocol

from factcmp.errors import ModelError
from factcmp.llm.protocol import Answer, LanguageModel, Request, T, Usage

logger = logging.getLogger("factcmp.requests")
# Without it a failure, which the report names anyway, would also go to standard error where nobody asked for a log.
logging.getLogger("factcmp").addHandler(logging.NullHandler())


class LoggedModel:
    """A language model whose answers and failures are logged to `factcmp.requests`.

    A record tells stage, subject, seconds and tokens, as fields too (docs/python.md); of prompts, articles and answers
    it has nothing.
    """

    def __init__(self, model: LanguageModel, *, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock_s = clock_s

    @property
    def name(self) -> str:
        """The name of the model that is asked."""
        return self._model.name

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer; see `LanguageModel.ask`."""
        began_s = self._clock_s()
        fields: dict[str, object] = {"model": self.name, "stage": request.stage, "subject": request.subject}
        try:
            answer = await self._model.ask(request)
        except ModelError as error:
            fields |= {"seconds": self._clock_s() - began_s, "failure": error.kind}
            logger.warning("%s: %s: %s", request.stage, request.subject, error.kind, extra=fields)
            raise
        usage = answer.usage
        fields |= {
            "seconds": self._clock_s() - began_s,
            "requests": usage.requests,
            "cache_hits": usage.cache_hits,
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
        }
        logger.info("%s: %s: answered in %.1f s", request.stage, request.subject, fields["seconds"], extra=fields)
        return answer


class Progress(Protocol):
    """Told what happens while a model is awaited."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins that has `total` articles or groups."""
        ...

    def done(self, stage: str) -> None:
        """One article or group of a stage is finished."""
        ...

    def answered(self, stage: str, subject: str, usage: Usage) -> None:
        """One answer came in, about the article or question `subject`."""
        ...

    def failed(self, stage: str, subject: str, why: str) -> None:
        """No usable answer came, for the reason `why`."""
        ...


class Silence:
    """A `Progress` that says nothing."""

    def begin(self, stage: str, total: int) -> None:
        """Says nothing."""

    def done(self, stage: str) -> None:
        """Says nothing."""

    def answered(self, stage: str, subject: str, usage: Usage) -> None:
        """Says nothing."""

    def failed(self, stage: str, subject: str, why: str) -> None:
        """Says nothing."""


class _Watched:
    """A language model whose answers are told to a `Progress`, as about `subject` where it is given."""

    def __init__(self, model: LanguageModel, progress: Progress, subject: str | None = None) -> None:
        self._model = model
        self._progress = progress
        self._subject = subject

    @property
    def name(self) -> str:
        return self._model.name

    async def ask(self, request: Request[T]) -> Answer[T]:
        subject = self._subject or request.subject
        try:
            answer = await self._model.ask(request)
        except ModelError as error:
            self._progress.failed(request.stage, subject, str(error).removeprefix(f"{request.subject}: "))
            raise
        self._progress.answered(request.stage, subject, answer.usage)
        return answer
