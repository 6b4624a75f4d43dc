"""Fetching of pages: only what was asked for, politely, within bounds, and from the open internet alone.

A host's addresses are all checked, and the connection goes to an address that was checked, at each redirect anew: a
name that answers differently the second time (DNS rebinding) gains nothing. No cookies, no proxies, nothing from the
environment or from .netrc.
"""

import asyncio
import datetime
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

import httpx2

from factcmp.articles.extras import need
from factcmp.articles.web.addresses import Address, Resolve, is_public, parse_address, resolve
from factcmp.articles.web.kept_pages import Fetched, KeptPages
from factcmp.errors import InputError
from factcmp.text.lines import printable

_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_MAX_BYTES = 500_000
_PORTS = {"http": 80, "https": 443}
_WBITS_GZIP = 31


class FetchFault(InputError):
    """Why one URL gave nothing; `kind` in a word, for the report."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(printable(message))
        self.kind = kind


@dataclass(frozen=True)
class FetchLimits:
    """How much, how long and how often."""

    max_bytes: int = 5_000_000
    """Of one page, packed and unpacked."""
    timeout_s: float = 30.0
    """For one request, from the look-up of its host to the last byte, however slowly they drip."""
    max_redirects: int = 5
    delay_s: float = 1.0
    """Between two requests to one host."""
    max_delay_s: float = 30.0
    """A robots.txt that asks for a longer delay is not waited for: the page is a failure."""


def _utc_today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


@dataclass
class Fetcher:
    """Fetches URLs one after the other and keeps what it got; one instance serves one run.

    `user_agent` is sent as it is, and robots.txt is asked about its first word. `allow` is for tests alone: it lets an
    address through that is not of the open internet.
    """

    user_agent: str
    kept: KeptPages
    limits: FetchLimits = FetchLimits()
    allow: Callable[[Address, int], bool] = lambda _address, _port: False
    resolve: Resolve = resolve
    today: Callable[[], datetime.date] = _utc_today
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _robots: dict[str, Any] = field(default_factory=dict, init=False)
    _ready_at: dict[str, float] = field(default_factory=dict, init=False)

    async def fetch(self, url: str) -> Fetched:
        """What a URL gives, from the kept pages where it is there.

        Raises:
            FetchFault: it gave nothing, and why.
        """
        if kept := self.kept.get(url):
            return kept
        need("protego", "pages", "fetching pages")
        transport = httpx2.AsyncHTTPTransport(trust_env=False, retries=0)
        async with transport:
            fetched = await self._follow(transport, url)
        self.kept.put(fetched)
        return fetched

    async def _follow(self, transport: httpx2.AsyncHTTPTransport, url: str) -> Fetched:
        place = self._place(url)
        for _ in range(self.limits.max_redirects + 1):
            await self._ask_robots(transport, place)
            await self._wait_turn(place)
            status, headers, body = await self._get(transport, place, self.limits.max_bytes)
            if status not in _REDIRECTS:
                return self._fetched(url, place, status, headers, body)
            place = self._place(_redirect_target(place, headers))
        raise FetchFault("redirects", f"{url} redirects more than {self.limits.max_redirects} times")

    def _fetched(self, url: str, place: httpx2.URL, status: int, headers: httpx2.Headers, body: bytes) -> Fetched:
        if status != 200:
            raise FetchFault("status", f"{place} answered {status}")
        if not body.strip():
            raise FetchFault("empty", f"{place} answered with nothing")
        content_type = Message()
        content_type["content-type"] = headers.get("content-type", "application/octet-stream")
        charset = content_type.get_content_charset()
        return Fetched(url, str(place), content_type.get_content_type(), charset, self.today(), body)

    def _place(self, url: str) -> httpx2.URL:
        """A URL that may be asked for, as far as it can be told without looking its host up."""
        try:
            place = httpx2.URL(url).copy_with(fragment=None)
        except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchFault("address", f"{url[:200]} is no URL: {error}") from error
        if place.scheme not in _PORTS or not place.host:
            raise FetchFault("address", f"{url[:200]}: only http and https are fetched")
        if place.userinfo:
            raise FetchFault("address", f"{place.host}: a URL with a name or password in it is not fetched")
        return place

    async def _checked_address(self, place: httpx2.URL) -> Address:
        """The address to connect to; every one that the host has must be of the open internet."""
        host, port = place.raw_host.decode("ascii"), place.port or _PORTS[place.scheme]
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, self.resolve, host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise FetchFault("unreachable", f"{place.host} is not known: {error}") from error
        addresses = [parse_address(text) for text in found]
        for text, address in zip(found, addresses, strict=True):
            if address is None or not (is_public(address) or self.allow(address, port)):
                raise FetchFault("private-address", f"{place.host} is {text}, which is no address of the open internet")
        if not addresses or addresses[0] is None:
            raise FetchFault("unreachable", f"{place.host} has no address")
        return addresses[0]

    async def _ask_robots(self, transport: httpx2.AsyncHTTPTransport, place: httpx2.URL) -> None:
        """RFC 9309: no robots.txt allows all, one that cannot be had because of the server forbids all."""
        origin = f"{place.scheme}://{place.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = await self._robots_of(transport, origin)
        robots = self._robots[origin]
        if isinstance(robots, FetchFault):
            raise FetchFault(robots.kind, str(robots))
        if robots is not None and not robots.can_fetch(str(place), self._token):
            raise FetchFault("robots", f"{place}: the site's robots.txt does not allow it")

    async def _robots_of(self, transport: httpx2.AsyncHTTPTransport, origin: str) -> Any:
        place = self._place(f"{origin}/robots.txt")
        try:
            for _ in range(self.limits.max_redirects + 1):
                await self._wait_turn(place)
                status, headers, body = await self._get(transport, place, _ROBOTS_MAX_BYTES)
                if status not in _REDIRECTS:
                    break
                place = self._place(_redirect_target(place, headers))
        except FetchFault as fault:
            if fault.kind in ("private-address", "unreachable", "time"):
                return fault
            return FetchFault("robots", f"{origin}: its robots.txt cannot be read ({fault}), so nothing is fetched")
        if status == 200:
            return need("protego", "pages", "fetching pages").Protego.parse(body.decode("utf-8", "replace"))
        if 400 <= status < 500 and status != 429:
            return None
        return FetchFault("robots", f"{origin}: its robots.txt cannot be had ({status}), so nothing is fetched")

    @property
    def _token(self) -> str:
        return self.user_agent.split("/")[0].split()[0]

    async def _wait_turn(self, place: httpx2.URL) -> None:
        robots = self._robots.get(f"{place.scheme}://{place.netloc.decode('ascii')}")
        asked = None if robots is None or isinstance(robots, FetchFault) else robots.crawl_delay(self._token)
        delay = max(self.limits.delay_s, float(asked or 0))
        if delay > self.limits.max_delay_s:
            raise FetchFault(
                "robots", f"{place.host} asks for {delay:g} seconds between two requests, which is not waited"
            )
        now = asyncio.get_running_loop().time()
        ready = self._ready_at.get(place.host, now)
        self._ready_at[place.host] = max(ready, now) + delay
        if ready > now:
            await self.sleep(ready - now)

    async def _get(
        self, transport: httpx2.AsyncHTTPTransport, place: httpx2.URL, max_bytes: int
    ) -> tuple[int, httpx2.Headers, bytes]:
        """One answer, from the address that was checked, within the bounds; redirects are not followed here."""
        try:
            async with asyncio.timeout(self.limits.timeout_s):
                address = await self._checked_address(place)
                request = httpx2.Request(
                    "GET",
                    place.copy_with(host=str(address)),
                    headers={
                        "host": place.netloc.decode("ascii"),
                        "user-agent": self.user_agent,
                        "accept": "text/html, application/xhtml+xml, application/rss+xml, */*;q=0.5",
                        "accept-encoding": "gzip",
                        "connection": "close",
                    },
                    # The certificate has to be the host's, although the connection goes to its address.
                    extensions={"sni_hostname": place.raw_host.decode("ascii")},
                )
                response = await transport.handle_async_request(request)
                try:
                    body = (
                        b"" if response.status_code in _REDIRECTS else await _bounded_body(response, place, max_bytes)
                    )
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise FetchFault("time", f"{place} took longer than {self.limits.timeout_s:g} seconds") from error
        except (httpx2.HTTPError, OSError) as error:
            raise FetchFault("unreachable", f"{place} cannot be reached: {error or type(error).__name__}") from error
        return response.status_code, response.headers, body


async def _bounded_body(response: httpx2.Response, place: httpx2.URL, max_bytes: int) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchFault("encoding", f"{place} is packed as {encoding}, which was not asked for")
    raw = bytearray()
    async for part in response.aiter_raw():
        raw += part
        if len(raw) > max_bytes:
            raise FetchFault("size", f"{place} is larger than {max_bytes:,} bytes")
    if "gzip" not in encoding:
        return bytes(raw)
    unpacking = zlib.decompressobj(_WBITS_GZIP)
    try:
        body = unpacking.decompress(bytes(raw), max_bytes + 1)
    except zlib.error as error:
        raise FetchFault("encoding", f"{place} cannot be unpacked: {error}") from error
    if len(body) > max_bytes:
        raise FetchFault("size", f"{place} unpacks to more than {max_bytes:,} bytes")
    if not unpacking.eof:
        raise FetchFault("encoding", f"{place} was cut short")
    return body


def _redirect_target(place: httpx2.URL, headers: httpx2.Headers) -> str:
    location = headers.get("location")
    if not location:
        raise FetchFault("redirects", f"{place} redirects to nowhere")
    try:
        return str(place.join(location))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchFault("redirects", f"{place} redirects to what is no URL") from error
