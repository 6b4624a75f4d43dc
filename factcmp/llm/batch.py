"""The provider's batch interface in place of single requests: half the price, and an answer within a day.

What is asked at the same time is sent as files of requests. Which batches are under way stands in a folder, so that a
run that was closed finds them again; what an answer is worth, and where it is kept, is as for any other.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import openai
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from factcmp.errors import ConfigurationError, InvalidAnswerError, ModelUnavailableError
from factcmp.llm.cache import ResponseCache
from factcmp.llm.client import OpenAIModel
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.faults import first_line, is_passing_fault
from factcmp.llm.protocol import Answer, Request, T
from factcmp.llm.transport import open_client

logger = logging.getLogger("factcmp.llm")

MOST_REQUESTS, MOST_BYTES = 50_000, 200_000_000
"""Of one file, as OpenAI's interface has it."""
_MOST_ANSWER_BYTES = 2 * 2**30
_OVER = ("completed", "failed", "expired", "cancelled")
_AT_ONCE = 1_000_000


class BatchModel(OpenAIModel):
    """An `OpenAIModel` whose requests wait until no more come, and then go out together as batches."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        cache: ResponseCache,
        folder: Path,
        quiet_s: float = 3.0,
        poll_s: float = 60.0,
        most: tuple[int, int] = (MOST_REQUESTS, MOST_BYTES),
        **more: Any,
    ) -> None:
        """`folder` keeps which batches are under way; `quiet_s` without a new request closes a batch; each
        `poll_s`, or when something new is asked, it is looked for answers.

        Raises:
            ConfigurationError: mode auto, which asks to find out.
        """
        if endpoint.mode == "auto":
            raise ConfigurationError("--batch needs a --mode other than auto: `factcmp doctor` finds which one works")
        # All that is asked waits together.
        super().__init__(endpoint.model_copy(update={"concurrency": _AT_ONCE}), cache=cache, **more)
        self._folder, self._quiet_s, self._poll_s, self._most = folder, quiet_s, poll_s, most
        self._waiting: dict[str, tuple[bytes, asyncio.Future[Mapping[str, Any]]]] = {}
        self._handed: dict[object, list[str]] = {}
        """By task, the requests whose answers it has got and may not have put into the cache yet."""
        self._batches: dict[str, set[str]] = {}
        """For each batch that is sent, the requests whose answers nobody has kept yet."""
        self._serving: asyncio.Task[None] | None = None
        self._came = asyncio.Event()

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer; see `LanguageModel.ask`. Once it is kept, or has failed, its batch needs it no more."""
        task = asyncio.current_task()
        try:
            return await super().ask(request)
        except asyncio.CancelledError:
            self._handed.pop(task, None)
            raise
        finally:
            for key in self._handed.pop(task, ()):
                self._write_off(key)

    async def _send(self, client: openai.AsyncOpenAI, kwargs: dict[str, Any]) -> object:  # noqa: ARG002
        """The answer, out of a batch that is under way or of the next one."""
        schema = (kwargs.get("response_format") or {}).get("json_schema")
        if schema:
            schema["strict"] = True
        body = {**kwargs, **kwargs.get("extra_body", {})}
        body.pop("extra_body", None)
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        key = hashlib.sha256(text).hexdigest()
        if key not in self._waiting:
            self._waiting[key] = text, asyncio.get_running_loop().create_future()
            self._came.set()
        _, answer = self._waiting[key]
        while not answer.done():
            serving = self._serving
            if serving is None or serving.done():
                serving = self._serving = asyncio.create_task(self._serve())
            await asyncio.wait((answer, serving), return_when=asyncio.FIRST_COMPLETED)
            if not answer.done() and serving.done() and (error := serving.exception()):
                # Nobody will answer: what stopped the serving is told to all who wait.
                self._waiting.pop(key, None)
                if isinstance(error, openai.OpenAIError | json.JSONDecodeError):
                    self._raise_transport(error)
                raise error
        self._handed.setdefault(asyncio.current_task(), []).append(key)
        line = answer.result()
        if "unanswered" in line:
            raise ModelUnavailableError(f"batch: {self._foreign.message(str(line['unanswered']))[:300]}")
        try:
            return ChatCompletion.model_validate(self._foreign.value(line["body"]))
        except ValidationError as error:
            raise InvalidAnswerError("a line of a batch's answers is no chat completion") from error

    async def _serve(self) -> None:
        """Sends what waits, and gets what is done, until nobody waits."""
        async with open_client(self.endpoint, most_bytes=_MOST_ANSWER_BYTES) as client:
            self._batches = {file.stem: self._left(file) for file in self._folder.glob("*.json")}
            tries = 0
            while self._waiting:
                await self._until_quiet()
                waiting = f"{len(self._waiting):,} answers are awaited from the batch interface"
                try:
                    await self._exchange(client)
                    tries = 0
                except openai.OpenAIError as error:
                    tries += 1
                    # An hour without a network in a day of waiting is nothing; that no batch can be begun is.
                    if not is_passing_fault(error) or (
                        tries > self.endpoint.retries and not any(self._batches.values())
                    ):
                        raise
                    waiting = f"{first_line(error, self._foreign)}; {waiting}"
                if self._waiting:
                    self._came.clear()
                    logger.info(waiting)
                    if self._on_wait:
                        self._on_wait(waiting)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._came.wait(), self._poll_s)

    async def _exchange(self, client: openai.AsyncOpenAI) -> None:
        """Sends what is not sent yet, and collects from the batches that are over."""
        sent = {key for keys in self._batches.values() for key in keys}
        for chunk in self._chunks([key for key in self._waiting if key not in sent]):
            await self._start(client, chunk)
        for batch in sorted(self._batches):
            if asked := self._batches[batch] & self._waiting.keys():
                await self._collect(client, batch, asked)

    async def _until_quiet(self) -> None:
        before = -1
        while before != len(self._waiting):
            before = len(self._waiting)
            await self._sleep(self._quiet_s)

    def _chunks(self, keys: Sequence[str]) -> Iterator[list[str]]:
        """As many as fit into a file each."""
        chunk: list[str] = []
        size = 0
        for key in keys:
            length = len(self._line(key))
            if chunk and (len(chunk) == self._most[0] or size + length > self._most[1]):
                yield chunk
                chunk, size = [], 0
            chunk.append(key)
            size += length
        if chunk:
            yield chunk

    def _line(self, key: str) -> bytes:
        head = json.dumps({"custom_id": key, "method": "POST", "url": "/v1/chat/completions"})[:-1]
        return head.encode() + b', "body": ' + self._waiting[key][0] + b"}\n"

    async def _start(self, client: openai.AsyncOpenAI, keys: Sequence[str]) -> None:
        """A new batch of these requests, which the folder knows from then on."""
        file = await client.files.create(file=("requests.jsonl", b"".join(map(self._line, keys))), purpose="batch")
        batch = await client.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
        )
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._folder / f".{batch.id}.part"
        part.write_text(json.dumps(sorted(keys)))
        part.replace(self._folder / f"{batch.id}.json")
        self._batches[batch.id] = set(keys)

    def _left(self, file: Path) -> set[str]:
        """The requests of a batch that a run before this one sent and kept no answer of."""
        done = file.with_suffix(".done")
        return set(json.loads(file.read_text())) - set(done.read_text().split() if done.exists() else ())

    def _write_off(self, key: str) -> None:
        for batch, keys in self._batches.items():
            if key in keys:
                keys.remove(key)
                place = self._folder / f"{batch}.json"
                if keys:
                    with place.with_suffix(".done").open("a") as done:
                        done.write(f"{key}\n")
                else:
                    place.unlink(missing_ok=True)
                    place.with_suffix(".done").unlink(missing_ok=True)

    async def _collect(self, client: openai.AsyncOpenAI, batch: str, keys: set[str]) -> None:
        """Gives on what a batch that is over has for who waits, and tells them what it did not answer."""
        told: dict[str, Mapping[str, Any]] = {}
        try:
            found = await client.batches.retrieve(batch)
        except openai.NotFoundError:
            why = "the endpoint does not know the batch any more"
        else:
            if found.status not in _OVER:
                return
            for file in filter(None, (found.output_file_id, found.error_file_id)):
                for line in (await client.files.content(file)).text.splitlines():
                    told |= _read(line)
            errors = found.errors.data if found.errors and found.errors.data else []
            why = found.status + (f": {errors[0].message}" if errors else "")
        for key in keys:
            self._waiting.pop(key)[1].set_result(told.get(key, {"unanswered": why}))


def _read(line: str) -> dict[str, Mapping[str, Any]]:
    """What a line of a batch's files tells of its request: a `body`, or why it is `unanswered`."""
    try:
        entry = json.loads(line)
        key, response, error = entry["custom_id"], entry.get("response") or {}, entry.get("error") or {}
        if response.get("status_code") == 200 and isinstance(response.get("body"), dict):
            return {str(key): {"body": response["body"]}}
        said = error or (response.get("body") or {}).get("error") or {}
        status = response.get("status_code", "")
        return {str(key): {"unanswered": f"{said.get('code') or status} {said.get('message') or ''}".strip()}}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
