"""Lists of addresses: plain ones, RSS and Atom."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from factcmp.articles.article_draft import Fact, make_fact
from factcmp.articles.limits import guarded, need
from factcmp.errors import InputError
from factcmp.models import Teller

MAX_ENTRIES = 50
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FEED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:<!--.*?-->\s*+|<\?.*?\?>\s*+|<!DOCTYPE\b[^\[>]*+(?:\[.*?\]\s*+)?>\s*+)*+<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Listed:
    """An address to fetch, and what its list tells of the article there."""

    url: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def is_address(source: str) -> bool:
    """Whether a source is a URL rather than a file."""
    return _ADDRESS.fullmatch(source.strip()) is not None


def read_list(text: str) -> list[Listed]:
    """The addresses of a text that is nothing but these, one a line, with lines of `#` for notes; else none."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    urls = [line for line in lines if line and not line.startswith("#")]
    return [Listed(url) for url in dict.fromkeys(urls)] if all(map(is_address, urls)) else []


def is_feed(raw: bytes) -> bool:
    """Whether bytes are an RSS or Atom feed."""
    return _FEED.match(raw[:4096]) is not None


def read_feed(raw: bytes, name: str, base: str | None = None) -> list[Listed]:
    """The newest entries of a feed, at most `MAX_ENTRIES`, in its order.

    Raises:
        InputError: it is no feed, or no entry of it has an address.
    """
    feedparser = need("feedparser", "pages", "reading feeds")
    if not is_feed(raw):
        raise InputError(f"{name} is no RSS or Atom feed")
    # A file object: given bytes or a text, the library tries them as a file name and as an address.
    with guarded(name, "a feed"):
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    outlet = make_fact("outlet", feed.feed.get("title"), Teller.FEED)
    listed: dict[str, Listed] = {}
    for entry in feed.entries[:MAX_ENTRIES]:
        url = urljoin(base or "", str(entry.get("link") or ""))
        if not is_address(url) or url in listed:
            continue
        told = {name: make_fact(name, entry.get(name), Teller.FEED) for name in ("title", "author", "published")}
        listed[url] = Listed(url, {name: fact for name, fact in {**told, "outlet": outlet}.items() if fact})
    if not listed:
        raise InputError(f"{name} is a feed without an entry that has an address")
    return list(listed.values())
