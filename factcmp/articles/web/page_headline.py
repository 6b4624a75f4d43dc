"""A page's headline: as it is shown, where what the page tells and what it shows agree, and without its kicker."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from factcmp.articles.draft import Fact
from factcmp.text.folding import fold_text
from factcmp.text.lines import printable

_FEW_CHILDREN = 2
# A heading of these shows where the page stands, or what it links to, and not what it tells.
_ELSEWHERE = re.compile(r"breadcrumb|seo-?title", re.IGNORECASE)
_WITHIN_WORDS = ("a", "abbr", "b", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u", "wbr")
_WORD = re.compile(r"\w+")


def find_headline(tree: Any, facts: Mapping[str, Fact]) -> str | None:
    """The headline of a parsed page: the heading that a title of the metadata begins or ends; or else its only one.

    A heading that only says where the page stands is none, and then the title is the page's own that another shows.
    """
    told = [title for title in map(printable, _told(tree, facts)) if _WORD.search(title)]
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


def _told(tree: Any, facts: Mapping[str, Fact]) -> Iterator[str]:
    # What is meant for sharing has no kicker.
    metas = {(meta.get("property") or meta.get("name") or "").lower(): meta for meta in tree.iter("meta")}
    yield from (metas[name].get("content") or "" for name in ("og:title", "twitter:title") if name in metas)
    if fact := facts.get("title"):
        yield str(fact.value)


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
