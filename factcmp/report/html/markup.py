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


def tag(name: str, /, *content: Content, **attributes: Attribute) -> Markup:
    """One element. `class_` stands for `class` and `data_x` for `data-x`; None and False leave an attribute out.

    Content that is not `Markup` is text.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = key.rstrip("_").replace("_", "-")
        parts.append(f" {word}" if value is True else f' {word}="{text(str(value))}"')
    parts.append(">")
    if name not in _VOID:
        parts += [join(content), f"</{name}>"]
    return Markup("".join(parts))  # noqa: S704 - every part is escaped above


def join(content: Content, between: str = "") -> Markup:
    """Content one after the other, None left out, with text between."""
    if content is None:
        return Markup()
    if isinstance(content, str | int):
        return text(content)
    return text(between).join(
        text(part) if isinstance(part, str) else join(part) for part in content if part is not None
    )


def text(value: str | int) -> Markup:
    """Text that stands in a page as it is, line ends included; `Markup` is left alone."""
    if isinstance(value, Markup):
        return value
    safe = _UNREADABLE.sub("\ufffd", str(escape(value)))
    # A parser turns a bare carriage return into a line feed, and a mark would no longer equal its quote.
    return Markup(safe.replace("\r", "&#13;"))  # noqa: S704 - escaped above
