"""What a page says of itself: JSON-LD, OpenGraph and other meta tags, the byline."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from factcmp.articles.draft import Fact, make_fact, merge_facts
from factcmp.errors import InputError
from factcmp.models import Teller, TextRemark
from factcmp.text.folding import fold_text

_MAX_JSON_LD_CHARS = 2_000_000
_MAX_DEPTH = 6
_ARTICLE_CHARS = 800
_ARTICLE_TYPES = re.compile(r"(^|/)(\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|Report|OpinionNewsArticle)$")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": (
        "author", "article:author", "articleauthor", "dc.creator", "parsely-author", "sailthru.author", "byl",
        "cxenseparse:author", "twitter:misc:written by",
    ),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
        "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "publication_date",
    ),
    "language": ("dc.language", "og:locale"),
    "url": ("og:url",),
}  # fmt: skip
_SEVERAL = ("author", "article_author")
_MARKED = ("//*[@itemprop='author']", "//*[@rel='author']")
_BY_CLASS = ("//*[contains(@class, 'author') or contains(@class, 'byline') or contains(@class, 'Author')]",
             "//a[contains(@href, '/aut')][not(ancestor::nav or ancestor::footer or ancestor::aside)]")  # fmt: skip
_BYLINE = (*_MARKED, "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
           "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]", *_BY_CLASS)  # fmt: skip
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor|autoren|autores|autori|auteurs?)/[^/?#]")
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline)(?:[\s_-]?\d*(?:$|\s)|[\s_-](?:names?|list|item|link)\b)|Author(?:List)?\b"
)
_TIMES = ("//*[@itemprop='datePublished']", "//article//time[@datetime]", "//time[@pubdate]")
_BYLINE_MAX_CHARS = 100
_ADDRESS = re.compile(r"\S@\S")
_BY = re.compile(r"^(?:by|von|written by|reported by|كتب[تـ]?|بقلم|تقرير|إعداد)\b\s*:?\s*", re.IGNORECASE)


def page_facts(tree: Any) -> dict[str, Fact]:
    """The facts that a parsed page tells: its JSON-LD before its meta tags, these before what it shows.

    What cannot be read as it should be (a date that is none, an address as an author) is passed over.
    """
    tellings = (_from_json_ld(tree), _from_meta(tree), *_from_body(tree))
    facts = merge_facts(tellings)
    # Templates give the outlet, by its name or by its host's, also where the page names who wrote it.
    names = [telling["outlet"].value for telling in tellings if "outlet" in telling]
    hosts = [urlsplit(str(telling["url"].value)).hostname or "" for telling in tellings if "url" in telling]
    outlets = {_letters(str(name)) for name in (*names, *(label for host in hosts for label in host.split(".")))}
    authors = (telling["author"] for telling in tellings if "author" in telling)
    if author := next((fact for fact in authors if _letters(str(fact.value)) not in outlets), None):
        facts["author"] = author
    return facts


def page_remarks(tree: Any) -> tuple[TextRemark, ...]:
    """What a page says of itself that bears on its text: a live blog, text to be paid for, several articles."""
    nodes = [node for value in _json_ld(tree) for node in _nodes(value) if _is_article(node)]
    parts = [part for part in tree.iter("article") if next(part.iterancestors("article"), None) is None]
    long = [part for part in parts if sum(len(p.text_content()) for p in part.iter("p")) >= _ARTICLE_CHARS]
    found = {
        TextRemark.BEHIND_PAYWALL: any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
        TextRemark.LIVE_BLOG: any("LiveBlogPosting" in str(node.get("@type")) for node in nodes),
        TextRemark.SEVERAL_ARTICLES: sum(next(part.iter("h1", "h2"), None) is not None for part in long) > 1,
    }
    return tuple(remark for remark, is_so in found.items() if is_so)


def _from_json_ld(tree: Any) -> dict[str, Fact]:
    for value in _json_ld(tree):
        nodes = [node for node in _nodes(value) if _is_article(node)]
        if nodes:
            return _facts_of_node(nodes[0], {str(n["@id"]): n for n in _nodes(value) if "@id" in n and len(n) > 1})
    return {}


def _json_ld(tree: Any) -> Iterator[Any]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = (script.text or "").strip()
        if not text or len(text) > _MAX_JSON_LD_CHARS:
            continue
        try:
            # Templates leave line breaks inside strings, which strict JSON forbids.
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield value


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from _nodes(inner, depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def _facts_of_node(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> dict[str, Fact]:
    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(one) for one in value[:20]]
        if isinstance(value, Mapping) and "name" not in value:
            return by_id.get(str(value.get("@id")), value)
        return value

    language = node.get("inLanguage")
    if isinstance(language, Mapping):
        language = language.get("alternateName") or language.get("name")
    page = node.get("mainEntityOfPage")
    url = node.get("url") or (page.get("@id") if isinstance(page, Mapping) else page)
    values = {
        "title": node.get("headline") or node.get("name"),
        "outlet": resolved(node.get("publisher")),
        "author": resolved(node.get("author") or node.get("creator")),
        "published": node.get("datePublished") or node.get("dateCreated"),
        "language": language,
        "url": url,
    }
    return {name: fact for name, value in values.items() if (fact := _fact(name, value))}


def _from_meta(tree: Any) -> dict[str, Fact]:
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        name = _spelt(name)
        if meta.get("content") and name in _SEVERAL and name in contents:
            contents[name] += f", {meta.get('content')}"
        elif meta.get("content"):
            contents.setdefault(name, meta.get("content"))
    facts = {}
    for name, usual in _META.items():
        found = next((fact for key in usual if (fact := _fact(name, contents.get(_spelt(key))))), None)
        if found:
            facts[name] = found
    canonical = next((link.get("href") for link in tree.xpath("//link[@rel='canonical']")), None)
    # The tag of the document itself is nearer than OpenGraph's locale, which templates leave at en_US.
    own = {"language": _fact("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
           "url": _fact("url", canonical)}  # fmt: skip
    return merge_facts(({name: fact for name, fact in own.items() if fact}, facts))


def _spelt(name: str) -> str:
    """The name of a meta tag in one spelling: some write article:published:time."""
    return name.strip().lower().replace(":", "_")


def _from_body(tree: Any) -> Iterator[dict[str, Fact]]:
    """What the page shows: first the nearest to a byline."""
    for path in _BYLINE:
        nodes = [node for node in tree.xpath(path) if path not in _BY_CLASS or _is_byline(node)]
        lines = [line for node in nodes[:5] if 0 < len(line := _BY.sub("", _line(node))) <= _BYLINE_MAX_CHARS]
        # A byline within a byline has the same name again, and further down stand those of other articles.
        parts = [line for line in dict.fromkeys(lines) if not any(line != other and line in other for other in lines)]
        if fact := _fact("author", ", ".join(parts if path in _MARKED else parts[:1])):
            yield {"author": fact}
    for path in _TIMES:
        stamps = (node.get("datetime") or node.get("content") for node in tree.xpath(path)[:3])
        if day := next((fact for stamp in stamps if (fact := _fact("published", stamp))), None):
            yield {"published": day}
            break
    if title := next((fact for node in tree.xpath("//title")[:1] if (fact := _fact("title", _line(node)))), None):
        yield {"title": title}


def _is_byline(node: Any) -> bool:
    if node.tag == "a" and _AUTHOR_PAGE.search(node.get("href") or ""):
        return True
    return _BYLINE_CLASS.search(node.get("class") or "") is not None


def _letters(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum())


def _line(node: Any) -> str:
    # A byline often holds the date in an element of its own, which is no part of the name.
    words = " ".join(node.xpath(".//text()[not(ancestor::time)]"))
    return " ".join(words.split())


def _fact(name: str, value: Any) -> Fact | None:
    try:
        fact = make_fact(name, _unescaped(value), Teller.PAGE, where="the page")
    except InputError:
        return None
    if name == "author" and fact and (_ADDRESS.search(str(fact.value)) or not re.search(r"[^\W\d_]", str(fact.value))):
        return None
    if fact and isinstance(fact.value, str):
        is_address = re.match(r"https?://", fact.value) is not None
        if is_address != (name == "url"):
            return None
    return fact


def _unescaped(value: Any) -> Any:
    """A value whose texts have no entities: templates put them into JSON as well."""
    if isinstance(value, list):
        return [_unescaped(one) for one in value[:20]]
    if isinstance(value, Mapping):
        return {**value, "name": _unescaped(value.get("name"))}
    return html.unescape(value) if isinstance(value, str) else value
