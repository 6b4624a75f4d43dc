"""Pieces of pictures: sizes are attributes, since the page allows no style attribute."""

import re

from markupsafe import Markup

from factcmp.report.html.markup import Attribute, Content, tag

_STRONG = re.compile(r"([A-Za-zÀ-ʯͰ-Ͽ\u0400-\u04ff])|([֐-ࣿיִ-﷿ﹰ-﻿])")


def picture(width: float, height: float, label: str, *content: Content) -> Markup:
    """An image with its name; the table beside it has its content."""
    return tag(
        "svg",
        *content,
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        aria_label=label,
    )


def words(x: float, y: float, text: str, *, side: str = "left", most: int = 40, class_: str | None = None) -> Markup:
    """One line of text that begins at `x` (`left`), ends there (`right`) or has it in the middle."""
    short = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    strong = _STRONG.search(text)
    backward = bool(strong and strong[2])
    anchor = "middle" if side == "middle" else ("start" if (side == "left") is not backward else "end")
    return tag(
        "text",
        short,
        tag("title", text) if short != text else None,
        x=f"{x:g}",
        y=f"{y:g}",
        direction="rtl" if backward else "ltr",
        text_anchor=anchor,
        class_=class_,
    )


def shape(name: str, *content: Content, **attributes: Attribute) -> Markup:
    """A shape, its numbers written without needless decimals."""
    neat = {key: f"{value:.6g}" if isinstance(value, float) else value for key, value in attributes.items()}
    return tag(name, *content, **neat)
