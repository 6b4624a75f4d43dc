"""What a page says of itself: JSON-LD, OpenGraph and other meta tags, the byline, the headline as it is shown."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from factcmp.articles.article_draft import NAMES, Fact, make_fact, merge_facts
from factcmp.articles.limits import need
from factcmp.models import Teller, TextRemark
from factcmp.text.folding import fold_text
from factcmp.text.lines import printable

_MAX_JSON_LD_CHARS = 2_000_000
_MAX_DEPTH, _MAX_INNER = 6, 200
_ARTICLE_CHARS = 800
_ARTICLE_TYPE = re.compile(r"\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|Report")
_SEVERAL = ("author", "article_author")
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor|autoren|autores|autori|auteurs?)/[^/?#]")
_TIMES = "//*[@itemprop='datePublished'] | //article//time[@datetime] | //time[@pubdate]"
_BY = re.compile(r"^(?:by|von|written by|reported by|كتب[تـ]?|بقلم|تقرير|إعداد)\b\s*:?\s*", re.IGNORECASE)
_FEW_CHILDREN = 2
# A heading of these shows where the page stands, or what it links to, and not what it tells.
_ELSEWHERE = re.compile(r"breadcrumb|seo-?title", re.IGNORECASE)
_WITHIN_WORDS = ("a", "abbr", "b", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u", "wbr")
_WORD = re.compile(r"\w+")


def page_facts(tree: Any, nodes: Sequence[Mapping[str, Any]]) -> dict[str, Fact]:
    """The facts that a parsed page tells: its JSON-LD before its meta tags, these before what it shows.

    What cannot be read as it should be (a date that is none, an address as an author) is passed over.
    """
    tellings = (_from_json_ld(nodes), *_from_meta(tree), *_from_body(tree))
    facts = merge_facts(tellings)
    # Templates give the outlet, by its name or by its host's, also where the page names who wrote it.
    names = [telling["outlet"].value for telling in tellings if "outlet" in telling]
    hosts = [urlsplit(str(telling["url"].value)).hostname or "" for telling in tellings if "url" in telling]
    outlets = {_letters(str(name)) for name in (*names, *(label for host in hosts for label in host.split(".")))}
    authors = (telling["author"] for telling in tellings if "author" in telling)
    if author := next((fact for fact in authors if _letters(str(fact.value)) not in outlets), None):
        facts["author"] = author
    return facts


def page_remarks(tree: Any, nodes: Iterable[Mapping[str, Any]]) -> tuple[TextRemark, ...]:
    """What a page says of itself that bears on its text: a live blog, text to be paid for, several articles."""
    nodes = list(filter(_is_article, nodes))
    parts = [part for part in tree.iter("article") if next(part.iterancestors("article"), None) is None]
    long = [part for part in parts if sum(len(p.text_content()) for p in part.iter("p")) >= _ARTICLE_CHARS]
    found = {
        TextRemark.BEHIND_PAYWALL: any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
        TextRemark.LIVE_BLOG: any("LiveBlogPosting" in str(node.get("@type")) for node in nodes),
        TextRemark.SEVERAL_ARTICLES: sum(next(part.iter("h1", "h2"), None) is not None for part in long) > 1,
    }
    return tuple(remark for remark, is_so in found.items() if is_so)


def json_ld(tree: Any) -> list[Mapping[str, Any]]:
    """The objects of a page's JSON-LD, with those within them."""
    nodes: list[Mapping[str, Any]] = []

    def take(value: Any, depth: int = 0) -> None:
        if isinstance(value, Mapping) and depth <= _MAX_DEPTH:
            nodes.append(value)
            value = list(value.values())
        if isinstance(value, list) and depth <= _MAX_DEPTH:
            for inner in value[:_MAX_INNER]:
                take(inner, depth + 1)

    for script in tree.xpath("//script[@type='application/ld+json']"):
        if 0 < len(text := script.text or "") <= _MAX_JSON_LD_CHARS:
            # Templates leave line breaks inside strings, which strict JSON forbids.
            with suppress(ValueError, RecursionError):
                take(json.loads(text, strict=False))
    return nodes


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(map(_ARTICLE_TYPE.fullmatch, _WORD.findall(str(node.get("@type")))))


def _from_json_ld(nodes: Sequence[Mapping[str, Any]]) -> dict[str, Fact]:
    node = next(filter(_is_article, nodes), dict[str, Any]())
    by_id = {str(one["@id"]): one for one in nodes if "@id" in one and len(one) > 1}

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(one) for one in value[:20]]
        if isinstance(value, Mapping) and "name" not in value:
            return by_id.get(str(value.get("@id")), value)
        return value

    language, page = node.get("inLanguage"), node.get("mainEntityOfPage")
    return _facts(
        {
            "title": node.get("headline") or node.get("name"),
            "outlet": resolved(node.get("publisher")),
            "author": resolved(node.get("author") or node.get("creator")),
            "published": node.get("datePublished") or node.get("dateCreated"),
            "language": (language.get("alternateName") or language) if isinstance(language, Mapping) else language,
            "url": node.get("url") or (page.get("@id") if isinstance(page, Mapping) else page),
        }
    )


def _from_meta(tree: Any) -> Iterator[dict[str, Fact]]:
    # The tag of the document itself is nearer than OpenGraph's locale, which templates leave at en_US.
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    yield _facts({"language": language, "url": next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)})
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        # Some write article:published:time.
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        name, content = name.replace(":", "_"), meta.get("content")
        if content and name in _SEVERAL and name in contents:
            contents[name] += f", {content}"
        elif content:
            contents.setdefault(name, content)
    for name, usual in NAMES["meta"].items():
        yield from (_facts({name: contents.get(key)}) for key in usual)


def _from_body(tree: Any) -> Iterator[dict[str, Fact]]:
    """What the page shows: its byline, as the library knows it or as a link to an author's page; the day, the title."""
    yield _facts({"author": need("trafilatura.metadata", "pages", "reading web pages").extract_author(tree)})
    links = tree.xpath("//a[contains(@href, '/aut')][not(ancestor::nav or ancestor::footer or ancestor::aside)]")
    yield from (_facts({"author": _line(link)}) for link in links if _AUTHOR_PAGE.search(link.get("href")))
    yield from (_facts({"published": node.get("datetime") or node.get("content")}) for node in tree.xpath(_TIMES)[:9])
    yield from (_facts({"title": _line(node)}) for node in tree.xpath("//title")[:1])


def _facts(values: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: fact for name, value in values.items() if (fact := _fact(name, value))}


def _letters(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum())


def _fact(name: str, value: Any) -> Fact | None:
    fact = make_fact(name, value, Teller.PAGE)
    if fact is None or not isinstance(fact.value, str):
        return fact
    # Templates put entities into JSON as well.
    words = printable(html.unescape(fact.value))
    if name == "author":
        words = _BY.sub("", words)
    is_no_name = name == "author" and (re.search(r"\S@\S", words) or not re.search(r"[^\W\d_]", words))
    is_address = re.match(r"https?://", words) is not None
    return None if is_no_name or is_address != (name == "url") else replace(fact, value=words)


def find_headline(tree: Any, facts: Mapping[str, Fact]) -> str | None:
    """The headline of a parsed page: the heading that a title of the metadata begins or ends; or else its only one.

    A heading that only says where the page stands is none, and then the title is the page's own that another shows.
    """
    # What is meant for sharing has no kicker.
    paths = (f"//meta[@property='{name}' or @name='{name}']/@content" for name in ("og:title", "twitter:title"))
    shared = [title for path in paths for title in tree.xpath(path)]
    own = [str(facts["title"].value)] if "title" in facts else []
    told = [title for title in map(printable, (*shared, *own)) if _WORD.search(title)]
    shown = [(node, _line(node)) for node in tree.iter("h1")]
    lines = [line for node, line in shown if _WORD.search(line) and not _is_elsewhere(node)]
    for title in told:
        for line in lines:
            if _alike(title).startswith(_alike(line)) or _alike(line).startswith(_alike(title)):
                return line
            if _alike(line).endswith(f" {_alike(title)}"):
                return title
    if len(lines) == 1:
        return lines[0]
    if lines or not shown:
        return None
    elsewhere = {_alike(line) for _, line in shown}
    short = (_alike(_line(node)) for node in tree.iter("h2", "h3", "p", "span", "div") if len(node) <= _FEW_CHILDREN)
    others = {line for line in short if line not in elsewhere}
    return next((title for title in told if _alike(title) in others), None)


def _is_elsewhere(node: Any) -> bool:
    about = [f"{name} {value}" for name, value in node.items()]
    around = [parent.get("class") or "" for parent in node.iterancestors("nav", "aside", "ol", "ul", "li")]
    links = "".join(link.text_content() for link in node.iter("a"))
    return any(map(_ELSEWHERE.search, (*about, *around))) or _alike(links) == _alike(node.text_content()) != ""


def _line(node: Any) -> str:
    """A heading's words, with a space between elements that are no part of a word."""
    parts = [node.text or ""]
    for inner in node.iterdescendants():
        space = "" if inner.tag in _WITHIN_WORDS else " "
        parts += [space, inner.text or "" if isinstance(inner.tag, str) else "", space, inner.tail or ""]
    return printable("".join(parts))


def _alike(title: str) -> str:
    return " ".join(_WORD.findall(fold_text(title)))
