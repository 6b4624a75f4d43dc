"""Fetching of pages: only what was asked for, politely, within bounds, and from the open internet alone.

A host's addresses are all checked, and the connection goes to an address that was checked, at each redirect anew: a
name that answers differently the second time (DNS rebinding) gains nothing. No cookies, no proxies, nothing from the
environment or from .netrc.
"""

import asyncio
import datetime
import ipaddress
import socket
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

import httpx2

from factcmp.articles.limits import USUAL, Limits, need
from factcmp.articles.web.kept_pages import Fetched, KeptPages
from factcmp.errors import InputError
from factcmp.text.lines import printable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses."""

_REDIRECTS, _MOST_REDIRECTS = (301, 302, 303, 307, 308), 5
_LONGEST_DELAY_S = 30.0
"""A robots.txt that asks for a longer one is not waited for: the page is a failure."""
_OF_ROBOTS = Limits(page_bytes=500_000)
_PORTS = {"http": 80, "https": 443}
_WBITS_GZIP = 31
# NAT64, site-local addresses of old, documentation of late; a cloud's own services at an address that looks public.
_NOT_PUBLIC = ("64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10", "3fff::/20", "168.63.129.16", "192.0.0.0/24")
_NETWORKS = tuple(map(ipaddress.ip_network, _NOT_PUBLIC))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it only wraps another.

    IPv6 can hold an IPv4 address in four ways. Of a mapped one the inside counts; 6to4, Teredo and NAT64 are refused.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo:
            return False
    if any(address in network for network in _NETWORKS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class FetchFault(InputError):
    """Why one URL gave nothing; `kind` in a word, for the report."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(printable(message))
        self.kind = kind


@dataclass
class Fetcher:
    """Fetches URLs one after the other and keeps what it got; one instance serves one run.

    `user_agent` is sent as it is, and robots.txt is asked about its first word. `allow` is for tests alone: it lets an
    address through that is not of the open internet.
    """

    user_agent: str
    kept: KeptPages
    timeout_s: float = 30.0
    """For one request, from the look-up of its host to the last byte, however slowly they drip."""
    delay_s: float = 1.0
    """Between two requests to one host."""
    allow: Callable[[Address, int], bool] = lambda _address, _port: False
    resolve: Resolve = _resolve
    today: Callable[[], datetime.date] = lambda: datetime.datetime.now(datetime.UTC).date()
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _robots: dict[str, Any] = field(default_factory=dict, init=False)
    _ready_at: dict[str, float] = field(default_factory=dict, init=False)

    async def fetch(self, url: str, limits: Limits = USUAL) -> Fetched:
        """What a URL gives, from the kept pages where it is there; its bytes, packed or not, are those of a page.

        Raises:
            FetchFault: it gave nothing, and why.
        """
        if kept := self.kept.get(url):
            return kept
        need("protego", "pages", "fetching pages")
        async with httpx2.AsyncHTTPTransport(trust_env=False, retries=0) as transport:
            place, response, body = await self._follow(transport, url, limits)
        if response.status_code != 200:
            raise FetchFault("status", f"{place} answered {response.status_code}")
        if not body.strip():
            raise FetchFault("empty", f"{place} answered with nothing")
        said = Message()
        said["content-type"] = response.headers.get("content-type", "application/octet-stream")
        fetched = Fetched(
            url=url,
            final_url=str(place),
            media_type=said.get_content_type(),
            charset=said.get_content_charset(),
            day=self.today(),
            body=body,
        )
        self.kept.put(fetched)
        return fetched

    async def _follow(
        self, transport: httpx2.AsyncHTTPTransport, url: str, limits: Limits, *, of_robots: bool = False
    ) -> tuple[httpx2.URL, httpx2.Response, bytes]:
        """Where the redirects lead, and what is there; robots.txt is asked at each of them."""
        place = self._place(url)
        for _ in range(_MOST_REDIRECTS + 1):
            await self._wait_turn(place, 0.0 if of_robots else await self._ask_robots(transport, place))
            response, body = await self._get(transport, place, limits)
            if response.status_code not in _REDIRECTS:
                return place, response, body
            if not (location := response.headers.get("location")):
                raise FetchFault("redirects", f"{place} redirects to nowhere")
            place = self._place(location, within=place)
        raise FetchFault("redirects", f"{url} redirects more than {_MOST_REDIRECTS} times")

    def _place(self, url: str, within: httpx2.URL | None = None) -> httpx2.URL:
        """A URL that may be asked for, as far as it can be told without looking its host up."""
        try:
            place = (within.join(url) if within else httpx2.URL(url)).copy_with(fragment=None)
        except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchFault("address", f"{url[:200]} is no URL: {error}") from error
        if place.scheme not in _PORTS or not place.host:
            raise FetchFault("address", f"{url[:200]}: only http and https are fetched")
        if place.userinfo:
            raise FetchFault("address", f"{place.host}: a URL with a name or password in it is not fetched")
        return place

    async def _checked_address(self, place: httpx2.URL) -> Address:
        """The address to connect to; every one that the host has must be of the open internet."""
        host, port = place.raw_host.decode("ascii").strip("[]"), place.port or _PORTS[place.scheme]
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, self.resolve, host, port)
            # A link-local address carries a zone.
            addresses = [ipaddress.ip_address(text.split("%", maxsplit=1)[0]) for text in found]
        except (OSError, ValueError) as error:
            raise FetchFault("unreachable", f"{place.host} is not known: {error}") from error
        for address in addresses:
            if not (is_public(address) or self.allow(address, port)):
                raise FetchFault("private-address", f"{place.host} is {address}, no address of the open internet")
        if not addresses:
            raise FetchFault("unreachable", f"{place.host} has no address")
        return addresses[0]

    async def _ask_robots(self, transport: httpx2.AsyncHTTPTransport, place: httpx2.URL) -> float:
        """Seconds between two requests that a place's robots.txt asks for.

        RFC 9309: no robots.txt allows all, one that cannot be had because of the server forbids all.
        """
        origin = f"{place.scheme}://{place.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = await self._robots_of(transport, origin)
        robots = self._robots[origin]
        if isinstance(robots, FetchFault):
            raise FetchFault(robots.kind, str(robots))
        if not robots.can_fetch(str(place), self._token):
            raise FetchFault("robots", f"{place}: the site's robots.txt does not allow it")
        asked = float(robots.crawl_delay(self._token) or 0)
        if asked > _LONGEST_DELAY_S:
            raise FetchFault(
                "robots", f"{place.host} asks for {asked:g} seconds between two requests, which is not waited"
            )
        return asked

    async def _robots_of(self, transport: httpx2.AsyncHTTPTransport, origin: str) -> Any:
        try:
            _, response, body = await self._follow(transport, f"{origin}/robots.txt", _OF_ROBOTS, of_robots=True)
        except FetchFault as fault:
            if fault.kind in ("private-address", "unreachable", "time"):
                return fault
            return FetchFault(
                "robots", f"{origin}: its robots.txt cannot be read ({fault.kind}), so nothing is fetched"
            )
        status = response.status_code
        if status == 200 or (400 <= status < 500 and status != 429):
            rules = body.decode("utf-8", "replace") if status == 200 else ""
            return need("protego", "pages", "fetching pages").Protego.parse(rules)
        return FetchFault("robots", f"{origin}: its robots.txt cannot be had ({status}), so nothing is fetched")

    @property
    def _token(self) -> str:
        return self.user_agent.split("/")[0].split()[0]

    async def _wait_turn(self, place: httpx2.URL, asked_s: float) -> None:
        now = asyncio.get_running_loop().time()
        ready = self._ready_at.get(place.host, now)
        self._ready_at[place.host] = max(ready, now) + max(self.delay_s, asked_s)
        if ready > now:
            await self.sleep(ready - now)

    async def _get(
        self, transport: httpx2.AsyncHTTPTransport, place: httpx2.URL, limits: Limits
    ) -> tuple[httpx2.Response, bytes]:
        """One answer, from the address that was checked, within the bounds."""
        headers = {
            "host": place.netloc.decode("ascii"),
            "user-agent": self.user_agent,
            "accept": "text/html, application/xhtml+xml, application/rss+xml, */*;q=0.5",
            "accept-encoding": "gzip",
            "connection": "close",
        }
        # The certificate has to be the host's, although the connection goes to its address.
        extensions = {"sni_hostname": place.raw_host.decode("ascii")}
        try:
            async with asyncio.timeout(self.timeout_s):
                there = place.copy_with(host=str(await self._checked_address(place)))
                request = httpx2.Request("GET", there, headers=headers, extensions=extensions)
                response = await transport.handle_async_request(request)
                try:
                    is_page = response.status_code not in _REDIRECTS
                    return response, await _bounded_body(response, place, limits) if is_page else b""
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise FetchFault("time", f"{place} took longer than {self.timeout_s:g} seconds") from error
        except (httpx2.HTTPError, OSError) as error:
            raise FetchFault("unreachable", f"{place} cannot be reached: {error or type(error).__name__}") from error


async def _bounded_body(response: httpx2.Response, place: httpx2.URL, limits: Limits) -> bytes:
    too_large = FetchFault(
        "size", f"{place} is larger than {limits.page_bytes:,} bytes; to read it, say more: --limit page-bytes=NUMBER"
    )
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchFault("encoding", f"{place} is packed as {encoding}, which was not asked for")
    raw = bytearray()
    async for part in response.aiter_raw():
        raw += part
        if len(raw) > limits.page_bytes:
            raise too_large
    if "gzip" not in encoding:
        return bytes(raw)
    unpacking = zlib.decompressobj(_WBITS_GZIP)
    try:
        body = unpacking.decompress(bytes(raw), limits.page_bytes + 1)
    except zlib.error as error:
        raise FetchFault("encoding", f"{place} cannot be unpacked: {error}") from error
    if len(body) > limits.page_bytes:
        raise too_large
    if not unpacking.eof:
        raise FetchFault("encoding", f"{place} was cut short")
    return body
