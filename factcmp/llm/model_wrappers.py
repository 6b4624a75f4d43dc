"""What a model is asked, as it is told while it is awaited: to a `Progress`, and as log records for a service."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from factcmp.errors import ModelError
from factcmp.llm.protocol import Answer, LanguageModel, Request, T, Usage, answers_of
from factcmp.llm.usage import COUNTS

logger = logging.getLogger("factcmp.requests")
# Without it a failure, which the report names anyway, would also go to standard error where nobody asked for a log.
logging.getLogger("factcmp").addHandler(logging.NullHandler())


class Progress:
    """Told what happens while a model is awaited, and says nothing of it: what is to be shown is overridden."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins that has `total` articles or groups."""

    def done(self, stage: str) -> None:
        """One article or group of a stage is finished."""

    def answered(self, stage: str, subject: str, usage: Usage) -> None:
        """One answer came in, about the article or question `subject`."""

    def failed(self, stage: str, subject: str, why: str) -> None:
        """No usable answer came, for the reason `why`."""


class LoggedModel:
    """A language model whose answers and failures are told to a `Progress` and logged to `factcmp.requests`.

    A record tells stage, subject, seconds and tokens, as fields too (docs/python.md); of prompts, articles and answers
    it has nothing.
    """

    def __init__(
        self,
        model: LanguageModel,
        progress: Progress | None = None,
        subject: str | None = None,
        *,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self.name, self.answers = model.name, answers_of(model)
        self._progress = progress or Progress()
        self._subject = subject
        """What progress is told it is about, where that is not the request's own subject."""
        self._clock_s = clock_s

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer; see `LanguageModel.ask`."""
        began_s, subject = self._clock_s(), self._subject or request.subject
        fields: dict[str, object] = {"model": self.name, "stage": request.stage, "subject": request.subject}
        try:
            answer = await self._model.ask(request)
        except ModelError as error:
            fields |= {"seconds": self._clock_s() - began_s, "failure": error.kind}
            logger.warning("%s: %s: %s", request.stage, request.subject, error.kind, extra=fields)
            self._progress.failed(request.stage, subject, str(error).removeprefix(f"{request.subject}: "))
            raise
        fields["seconds"] = self._clock_s() - began_s
        fields |= {name: getattr(answer.usage, name) for name in COUNTS}
        logger.info("%s: %s: answered in %.1f s", request.stage, request.subject, fields["seconds"], extra=fields)
        self._progress.answered(request.stage, subject, answer.usage)
        return answer


class RepeatedModel:
    """A model that is asked once more what it was asked before: answers kept of another repetition do not count."""

    def __init__(self, model: LanguageModel, repeat: int) -> None:
        self._model = model
        self.name, self.answers = model.name, answers_of(model)
        self._repeat = repeat

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer; see `LanguageModel.ask`."""
        return await self._model.ask(replace(request, repeat=self._repeat))
