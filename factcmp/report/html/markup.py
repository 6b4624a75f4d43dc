"""Builds HTML and SVG elements; text is always escaped, so nothing an article or a model says becomes markup."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup, escape

Content: TypeAlias = "str | int | Iterable[Content] | None"
Attribute = str | int | float | None

_VOID = frozenset(("br", "col", "hr", "input", "link", "meta"))
# A browser reads these as something else, or refuses the page: NUL, and halves of surrogate pairs.
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_SPECIAL = re.compile("[&<>\"'\r\0\ud800-\udfff]")


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Markup:
    """One element. `class_` stands for `class` and `data_x` for `data-x`; None and False leave an attribute out.

    Content that is not `Markup` is text.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = key.rstrip("_").replace("_", "-")
        parts.append(f" {word}" if value is True else f' {word}="{_safe(str(value))}"')
    parts.append(">")
    if name not in _VOID:
        _add(content, parts)
        parts.append(f"</{name}>")
    return Markup("".join(parts))  # noqa: S704 - every part is escaped


def join(content: Content, between: str = "") -> Markup:
    """Content one after the other, None left out, with text between."""
    if content is None or isinstance(content, str | int):
        return Markup() if content is None else text(content)
    parts: list[list[str]] = []
    for part in content:
        if part is not None:
            parts.append([])
            _add(part, parts[-1])
    return Markup(_safe(between).join(map("".join, parts)))  # noqa: S704 - every part is escaped


def text(value: str | int) -> Markup:
    """Text that stands in a page as it is, line ends included; `Markup` is left alone."""
    return value if isinstance(value, Markup) else Markup(_safe(value))  # noqa: S704 - escaped


def _add(content: Content, parts: list[str]) -> None:
    """Puts content at the end of the parts, as plain strings: a page has a million of them."""
    if content is None:
        return
    if isinstance(content, str | int):
        parts.append(_safe(content))
        return
    for part in content:
        _add(part, parts)


def _safe(value: str | int) -> str:
    if isinstance(value, Markup):
        return value
    words = str(value)
    if _SPECIAL.search(words):
        # A parser turns a bare carriage return into a line feed, and a mark would no longer equal its quote.
        return _UNREADABLE.sub("\ufffd", str(escape(words))).replace("\r", "&#13;")
    return words
