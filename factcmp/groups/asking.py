"""How pass 2 asks the model, one way for all its stages."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count, product
from string import ascii_uppercase
from typing import TypeVar

from factcmp.errors import ModelError
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage, Wire
from factcmp.models import Failure
from factcmp.models.ids import digest
from factcmp.text.languages import language_name

_Wire = TypeVar("_Wire", bound=Wire)
_T = TypeVar("_T")


class Asking:
    """The model, asked in the report's language; what answers took and what failed is kept beside."""

    def __init__(self, model: LanguageModel, language: str) -> None:
        self.model = model
        self.language = language
        self.usages: list[tuple[str, Usage]] = []
        """Stage and what each answer took."""
        self.failures: list[Failure] = []

    async def ask(self, prompt: Prompt, shape: type[_Wire], subject: str, **told: str) -> _Wire:
        """The answer to the prompt with what is told; its stage has the prompt's name.

        Raises:
            ModelError: no usable answer came.
        """
        user = prompt.fill(language=self.language, language_name=language_name(self.language), **told)
        messages = (Message("system", prompt.system), Message("user", user))
        answer = await self.model.ask(Request(prompt.name, subject, messages, shape))
        self.usages.append((prompt.name, answer.usage))
        return answer.value

    async def try_to_ask(self, prompt: Prompt, shape: type[_Wire], subject: str, **told: str) -> _Wire | None:
        """The answer; None, and a failure noted, where no usable one comes."""
        try:
            return await self.ask(prompt, shape, subject, **told)
        except ModelError as error:
            self.failed(prompt.name, error)
            return None

    def failed(self, stage: str, error: ModelError, article: str | None = None) -> None:
        """Notes what is missing."""
        self.failures.append(Failure(stage=stage, article=article, kind=error.kind, message=str(error)))


def lettered(articles: Iterable[str]) -> dict[str, str]:
    """The letter by which a request calls each of these articles: A, B, … Z, AA, AB, …"""
    letters = ("".join(of_one) for length in count(1) for of_one in product(ascii_uppercase, repeat=length))
    return dict(zip(articles, letters, strict=False))


def content_runs(
    items: Sequence[_T],
    content: Callable[[_T], Sequence[str]],
    largest: int,
    *,
    one_in: int | None,
    size: Callable[[_T], int] = lambda _: 1,
) -> tuple[tuple[_T, ...], ...]:
    """Runs of items of at most the `largest` size together, or one larger item alone.

    Where a run ends is decided by the content of its items (content-defined chunking), `one_in` so many ending one, so
    that one more or less changes the run that it is in and leaves the requests about the others as they were; without
    it runs are as few as can be.
    """
    runs: list[tuple[_T, ...]] = []
    run: list[_T] = []
    for item in items:
        if run and sum(map(size, run)) + size(item) > largest:
            runs.append(tuple(run))
            run = []
        run.append(item)
        if one_in and int(digest(*content(item)), 16) % one_in == 0:
            runs.append(tuple(run))
            run = []
    return (*runs, tuple(run)) if run else tuple(runs)
