"""The language model behind an OpenAI-compatible endpoint.

Transport faults are tried again by `Retrying`, answers that do not fit their schema are asked for again by instructor,
and the SDK's own retries are off.
"""

import asyncio
import json
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any, NoReturn, cast

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from instructor.v2 import Provider, mode_registry
from openai.types.chat import ChatCompletion

from factcmp.errors import FactcmpError, InvalidAnswerError, ModelError, ModelUnavailableError, RecordingError
from factcmp.llm.cache import cache_key
from factcmp.llm.completions import BrokenAnswerError, tidy_json, whole_completion
from factcmp.llm.endpoint import Endpoint, Mode
from factcmp.llm.faults import describe_fault, first_line, is_about_mode, refuses_schema, wants_other_limit
from factcmp.llm.output_modes import INSTRUCTOR_MODES, PROBE, NoModeError, find_mode, fit_format
from factcmp.llm.protocol import Answer, Answers, Request, T, Usage
from factcmp.llm.retrying import Retrying
from factcmp.llm.schemas import sent_schema, sent_shape
from factcmp.llm.server_text import ForeignText
from factcmp.llm.transport import NoJSONError, open_client
from factcmp.llm.usage import day_of, usage_of

logger = logging.getLogger("factcmp.llm")
# What instructor logs as errors is raised as well; without a handler it would go to the terminal a second time.
logging.getLogger("instructor").addHandler(logging.NullHandler())

_OTHER_LIMIT = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}


class OpenAIModel:
    """A `LanguageModel` that asks an OpenAI-compatible endpoint, with a cache before it.

    Requests that are under way at the same time share one client, which is closed with the last of them: nothing stays
    open, and one instance serves several `asyncio.run` calls, one after the other.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        cache: Answers | None = None,
        on_wait: Callable[[str], None] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.time,
        jitter_s: Callable[[], float] = lambda: random.uniform(0, 2),  # noqa: S311
    ) -> None:
        self.endpoint = endpoint
        self.name = endpoint.model
        self.answers = cache
        self._on_wait = on_wait
        self._sleep = sleep
        self._retrying = Retrying(endpoint=endpoint, on_wait=on_wait, sleep=sleep, now=now, jitter_s=jitter_s)
        self._foreign = ForeignText(endpoint)
        self._strict = True
        self._limit_name = endpoint.limit_name()
        self._found: Mode | NoModeError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: openai.AsyncOpenAI | None = None

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer, out of the cache where it is there; see `LanguageModel.ask`."""
        if (kept := await self.kept(request)) is not None:
            return kept
        async with self._open_client() as client, self._slots:
            began = asyncio.get_running_loop().time()
            answer, created = await self._ask_in(await self._mode(), client, request, reasks=self.endpoint.reasks)
            seconds = asyncio.get_running_loop().time() - began
            if self.answers is not None:
                # Inside: closing the client waits, and whoever stops the run there must not lose the answer.
                self.answers.put(
                    cache_key(self._what_decides(request)),
                    {
                        "answer": answer.value.model_dump(mode="json"),
                        "input_tokens": answer.usage.input_tokens,
                        "output_tokens": answer.usage.output_tokens,
                        "estimated": answer.usage.estimated,
                        "created": created,
                    },
                )
        await self._turn()
        return replace(answer, usage=replace(answer.usage, seconds=seconds))

    async def list_models(self) -> tuple[str, ...]:
        """The models that the endpoint says it has.

        Raises:
            ModelUnavailableError: it does not answer, or refuses the key.
        """
        async with self._open_client() as client:
            try:
                # Not models.list(), which falls over an answer of another shape.
                answer = await client.get("/models", cast_to=object)
            except (openai.OpenAIError, json.JSONDecodeError) as error:
                self._raise_transport(error)
        entries = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(entries, list):
            raise ModelUnavailableError(f"{self.endpoint.address()} has no list of models at /models")
        return tuple(sorted(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry))

    async def try_mode(self, mode: Mode) -> ModelError | None:
        """What keeps a tiny request from an answer in this mode; None where it works.

        Raises:
            ModelUnavailableError: something other than the mode is at fault.
        """
        async with self._open_client() as client:
            try:
                # Whoever only asks for JSON has to expect another try.
                await self._ask_in(mode, client, PROBE, reasks=self.endpoint.reasks if mode == "json" else 0)
            except ModelError as error:
                if not is_about_mode(error):
                    raise
                return error
        return None

    async def _mode(self) -> Mode:
        """The mode that is set; in mode auto the one that a first request finds."""
        if self.endpoint.mode != "auto":
            return self.endpoint.mode
        async with self._finding:
            if self._found is None:
                try:
                    self._found = (await find_mode(self.endpoint.address(), self.try_mode))[-1][0]
                    logger.info("structured output works in mode %s", self._found)
                except NoModeError as error:
                    self._found = error
        if isinstance(self._found, NoModeError):
            raise self._found
        return self._found

    async def _turn(self) -> None:
        """Waits for a turn of the event loop of one's own.

        Hundreds may ask and be answered at once: what each does next at once would let the loop serve nobody else.
        """
        async with self._turns:
            await asyncio.sleep(0)

    def _enter_loop(self) -> None:
        """Begins anew in another event loop, to which nothing of an earlier one belongs."""
        if self._loop is not (loop := asyncio.get_running_loop()):
            self._loop, self._client, self._under_way = loop, None, 0
            self._slots = asyncio.Semaphore(self.endpoint.concurrency)
            self._finding, self._turns, self._opening = asyncio.Lock(), asyncio.Lock(), asyncio.Lock()

    @asynccontextmanager
    async def _open_client(self) -> AsyncIterator[openai.AsyncOpenAI]:
        self._enter_loop()
        async with self._opening:
            if self._client is None:
                # Beside the event loop: the first one reads certificates and imports a hundred modules.
                self._client = await asyncio.to_thread(_opened, self.endpoint)
            client = self._client
            self._under_way += 1
        try:
            yield client
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._client = None
                await client.close()

    def _what_decides(self, request: Request[T]) -> dict[str, Any]:
        endpoint = self.endpoint
        # Only if set: keys of answers that were kept before these settings existed stay what they are.
        further = {
            "max_output_tokens": endpoint.max_output_tokens,
            "bounded": endpoint.bounded,
            "extra_body": dict(sorted(endpoint.extra_body.items())) if endpoint.extra_body else None,
            "repeat": request.repeat or None,
        }
        return {
            "endpoint": endpoint.known_as or endpoint.address(),
            "model": self.endpoint.model,
            "mode": self.endpoint.mode,
            "temperature": self.endpoint.temperature,
            "messages": _messages(request),
            "answer": request.answer.__name__,
            "schema": sent_schema(request.answer),
            **{name: value for name, value in further.items() if value is not None},
        }

    async def kept(self, request: Request[T]) -> Answer[T] | None:
        """The answer out of the cache; None where it is not there."""
        if self.answers is None:
            return None
        self._enter_loop()
        await self._turn()
        entry = self.answers.get(cache_key(self._what_decides(request)))
        if entry is None:
            return None
        try:
            value = request.answer.model_validate(entry["answer"])
            usage = Usage(
                cache_hits=1,
                input_tokens=int(entry["input_tokens"]),
                output_tokens=int(entry["output_tokens"]),
                estimated=bool(entry["estimated"]),
                answered=day_of(entry["created"]),
            )
        except (KeyError, TypeError, ValueError):
            return None
        return Answer(value, usage)

    async def _ask_in(
        self, mode: Mode, client: openai.AsyncOpenAI, request: Request[T], *, reasks: int
    ) -> tuple[Answer[T], int | None]:
        seen: list[tuple[Usage, int | None]] = []
        bounded = self.endpoint.bounded

        async def create(**kwargs: Any) -> ChatCompletion:
            if seen and self._on_wait:
                self._on_wait(f"{request.subject}: the answer did not fit its schema; asking again")
            try:
                await self._turn()
                answer = await self._send(client, fit_format(mode, kwargs))
                completion = whole_completion(answer, request.subject, self.endpoint.address(), self._foreign)
            except BrokenAnswerError:
                # It was paid for as well.
                seen.append((Usage(requests=1), None))
                raise
            # Read here: instructor writes the sum of all tries into the completion afterwards.
            seen.append((usage_of(completion), completion.created))
            tidy_json(completion, mode, request.answer, self._foreign)
            return completion

        ask = instructor.patch(create=create, mode=INSTRUCTOR_MODES[mode])
        try:
            value = await cast(Any, ask)(
                model=self.endpoint.model,
                messages=_messages(request),
                response_model=sent_shape(request.answer, bounded),
                max_retries=reasks,
                **self._sampling(),
            )
        except IncompleteOutputException as error:
            limit = self.endpoint.max_output_tokens
            where = f"max_output_tokens ({limit})" if limit else "the model's output limit"
            raise InvalidAnswerError(
                f"{request.subject}: the answer was cut off at {where} or the end of the server's context; use a "
                "larger one, or a smaller --max-article-chars; if the model repeats itself without end, set bounded"
            ) from error
        except InstructorRetryException as error:
            # instructor raises one exception for everything: its cause tells what it was.
            if isinstance(error.__cause__, FactcmpError):
                raise error.__cause__ from error.__cause__.__cause__
            raise InvalidAnswerError(
                f"{request.subject}: no answer fitted the schema (tries: {len(seen)}; "
                f"last: {first_line(error.__cause__, self._foreign)}); try another --mode or a stronger model"
            ) from error
        plain = request.answer.model_construct(**dict(value))
        usages, created = [usage for usage, _ in seen], seen[-1][1]
        return Answer(plain, sum(usages, Usage())), created

    def _sampling(self) -> dict[str, Any]:
        """What goes with every request, as far as it is set."""
        sampling: dict[str, Any] = {}
        if self.endpoint.temperature is not None:
            sampling["temperature"] = self.endpoint.temperature
        if self.endpoint.max_output_tokens is not None:
            sampling[self._limit_name] = self.endpoint.max_output_tokens
        if self.endpoint.extra_body:
            sampling["extra_body"] = dict(self.endpoint.extra_body)
        return sampling

    async def _send(self, client: openai.AsyncOpenAI, kwargs: dict[str, Any]) -> object:
        """One answer of the endpoint, tried again after transport faults.

        A server that refuses the schema as a strict one is asked without strictness from then on: the answer is
        validated here in any case.
        """
        schema = (kwargs.get("response_format") or {}).get("json_schema", {})
        if schema and self._strict:
            schema["strict"] = True
        try:
            while True:
                try:
                    return await self._retrying.call(partial(_post, client), **kwargs)
                except openai.APIStatusError as error:
                    if not self._learn(error, kwargs):
                        raise
        except (openai.OpenAIError, json.JSONDecodeError) as error:
            if isinstance(error.__cause__, NoJSONError):
                raise BrokenAnswerError(describe_fault(error, self.endpoint)) from error
            self._raise_transport(error)

    def _learn(self, error: openai.APIStatusError, kwargs: dict[str, Any]) -> bool:
        """Whether the request was changed to what the endpoint says that it takes; from then on it is asked so."""
        schema = (kwargs.get("response_format") or {}).get("json_schema", {})
        if schema.get("strict") and refuses_schema(error):
            logger.info("the endpoint refuses strict schemas: %s", first_line(error, self._foreign))
            self._strict = False
            del schema["strict"]
            return True
        first, other = self.endpoint.limit_name(), _OTHER_LIMIT[self.endpoint.limit_name()]
        if first in kwargs and wants_other_limit(error):
            logger.info("the endpoint wants %s: %s", other, first_line(error, self._foreign))
            self._limit_name = other
            kwargs[other] = kwargs.pop(first)
            return True
        return False

    def _raise_transport(self, error: Exception) -> NoReturn:
        if isinstance(error.__cause__, RecordingError):
            raise error.__cause__ from None
        raise ModelUnavailableError(describe_fault(error, self.endpoint)) from error


def _opened(endpoint: Endpoint) -> openai.AsyncOpenAI:
    """A client, when instructor has imported what a first request would have it import."""
    for mode in set(INSTRUCTOR_MODES.values()):
        mode_registry.get_handlers(Provider.OPENAI, mode)
    return open_client(endpoint)


async def _post(
    client: openai.AsyncOpenAI,
    *,
    messages: list[dict[str, str]],
    model: str,
    extra_body: dict[str, Any] | None = None,
    **rest: Any,
) -> object:
    """The endpoint's answer to what `chat.completions.create` would send, to the byte.

    That one imports all resources of the SDK, half a second in which the event loop serves nobody else.
    """
    body = {"messages": messages, "model": model, **dict(sorted(rest.items()))}
    options: openai.RequestOptions = {"extra_json": extra_body} if extra_body else {}
    return await client.post("/chat/completions", cast_to=ChatCompletion, body=body, options=options)


def _messages(request: Request[T]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in request.messages]
