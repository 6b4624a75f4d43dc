"""How requests go out: to one address and no other, with an end to how long and how much is listened to."""

import asyncio
import functools
import json
import ssl
from collections.abc import Mapping
from typing import Any

import httpx2
import openai

from factcmp.llm.endpoint import DEFAULT_URL, Endpoint
from factcmp.llm.server_text import ForeignText

MAX_ANSWER_BYTES = 16 * 2**20
"""Unpacked. The longest that we ask for are vectors, of some 6 MB."""
_ENCODINGS = ("", "identity", "gzip", "deflate")
"""One of those that we ask for, and none within another: 64 kB of any other may be gigabytes."""
_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")


class UnreadableAnswerError(httpx2.TransportError):
    """What the server sends is too long or of a form that nobody would answer in; asking again will not help."""


class NoJSONError(UnreadableAnswerError):
    """A 200 that is said to be JSON and is none, or half of it: another answer may be whole."""


class _BoundedClient(openai.DefaultAsyncHttpxClient):
    """Reads whole answers, within a time and a size, and makes their text ours; follows no redirect.

    A redirect would take the article, and perhaps the key, to whom nobody named.
    """

    def __init__(self, endpoint: Endpoint, most_bytes: int) -> None:
        super().__init__(
            verify=_trusted_certificates(), follow_redirects=False, headers={"accept-encoding": "gzip, deflate"}
        )
        self._within_s = endpoint.timeout_s
        self._most_bytes = most_bytes
        self._foreign = ForeignText(endpoint)

    async def send(self, request: httpx2.Request, *, stream: bool = False, **how: Any) -> httpx2.Response:  # noqa: ARG002
        """The answer, read to its end."""
        try:
            async with asyncio.timeout(self._within_s):
                response = await super().send(request, stream=True, **how)
                try:
                    content = await _read(response, self._most_bytes)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise httpx2.ReadTimeout(f"no whole answer within {self._within_s:g} s", request=request) from None
        headers = {name: value for name, value in response.headers.items() if name not in _OF_THE_WIRE}
        content = self._tidied(content, headers, broken=response.status_code >= 400)
        return httpx2.Response(response.status_code, headers=headers, content=content, request=request)

    def _tidied(self, content: bytes, headers: Mapping[str, str], *, broken: bool) -> bytes:
        """The content as text of ours; with `broken` what is said to be JSON may be something else."""
        if "json" in headers.get("content-type", ""):
            try:
                value = json.loads(content.decode("utf-8-sig", "replace"), parse_constant=lambda _: None)
                return json.dumps(self._foreign.value(value)).encode()
            except (ValueError, RecursionError) as error:
                if not broken:
                    said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
                    raise NoJSONError(f"no JSON: {said}") from error
        return str(self._foreign.value(content.decode("utf-8", "replace"))).encode()


async def _read(response: httpx2.Response, most_bytes: int) -> bytes:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise UnreadableAnswerError(f"an encoding that was not asked for: {encoding[:40]}")
    parts, size = [], 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > most_bytes:
            raise UnreadableAnswerError(f"more than {most_bytes:,} bytes")
        parts.append(part)
    return b"".join(parts)


def open_client(endpoint: Endpoint, *, most_bytes: int | None = None) -> openai.AsyncOpenAI:
    """A client of the endpoint that does not try again by itself; to be closed by whoever opened it."""
    return openai.AsyncOpenAI(
        # Neither is ever None: the SDK would look into the environment, past what the cache key says.
        api_key=endpoint.api_key or "none",
        base_url=endpoint.base_url or DEFAULT_URL,
        max_retries=0,
        timeout=endpoint.timeout_s,
        http_client=_BoundedClient(endpoint, most_bytes or MAX_ANSWER_BYTES),
    )


@functools.cache
def _trusted_certificates() -> ssl.SSLContext:
    """Read once a process: it takes 30 ms, longer than many a server answers in."""
    return httpx2.create_ssl_context()
