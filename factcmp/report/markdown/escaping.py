"""Puts foreign text into Markdown so that it shows as it is, whatever it contains.

Written for CommonMark with GitHub's extensions and GitHub's sanitiser, which keeps `dir` and `lang`.
"""

import html
import re
from collections.abc import Sequence

from factcmp.text.languages import is_right_to_left
from factcmp.text.lines import one_line, shorten

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=[#\w])|(?<=!)\[")
# GitHub links bare addresses by itself; a broken one must not become a link. Addresses of mail and names of users are
# found after entities are read, so that only an element in their midst breaks them.
_AUTOLINK = (("://", "&#58;//"), ("www.", "www&#46;"), ("WWW.", "WWW&#46;"), ("@", "<span>@</span>"))
_STRONG_RIGHT_TO_LEFT = re.compile(r"[֐-ࣿיִ-﷿ﹰ-﻿]")


def inline(text: str) -> str:
    """Text for the middle of a Markdown line; nothing in it is taken as markup."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], one_line(text))
    for plain, safe in _AUTOLINK:
        escaped = escaped.replace(plain, safe)
    return escaped


def paragraph(text: str) -> str:
    """Text for a paragraph of its own; its beginning makes no heading or list of it either."""
    return re.sub(r"^(\d{0,9})([#+=.)-])", r"\1\\\2", inline(text))


def foreign(text: str, language: str | None) -> str:
    """Inline text in a language of its own, set in its own direction and isolated from the line around it."""
    return f"<span {_attributes(text, language)}>{_html(text)}</span>"


def quotation(text: str, language: str | None, indent: str = "") -> str:
    """A block quotation in the text's own direction; its words stand alone on a line, readable without rendering."""
    return f"{indent}<blockquote {_attributes(text, language)}>\n{indent}{_html(text)}\n{indent}</blockquote>"


def summary_line(text: str) -> str:
    """Text for inside an HTML element such as `<summary>`."""
    return _html(text)


def anchor(name: str) -> str:
    """A place to link to."""
    return f'<a id="{name}"></a>'


def folded(summary: str, *blocks: str) -> list[str]:
    """Blocks that open with a click on the summary, which is HTML."""
    return [f"<details>\n<summary>{summary}</summary>", *blocks, "</details>"]


def picture(lines: Sequence[str]) -> str:
    """A Mermaid diagram, which GitHub draws."""
    return "\n".join(("```mermaid", *lines, "```"))


def picture_words(text: str, limit: int) -> str:
    """Text for between the quotation marks of a Mermaid label, cut to so many characters."""
    return re.sub(r"[^\w .,،:()-]", lambda match: f"#{ord(match[0])};", shorten(text, limit)).replace("_", "#95;")


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of cells that are Markdown already."""
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _html(text: str) -> str:
    escaped = html.escape(one_line(text), quote=False)
    # Inside a Markdown paragraph these would still be markup, or split a table cell.
    for char in "\\`*_[]|~$":
        escaped = escaped.replace(char, f"&#{ord(char)};")
    for plain, safe in _AUTOLINK:
        escaped = escaped.replace(plain, safe)
    return escaped


def _attributes(text: str, language: str | None) -> str:
    """Direction and language; the direction is the text's own where the language is not known."""
    if language is None:
        return f'dir="{"rtl" if _STRONG_RIGHT_TO_LEFT.search(text) else "ltr"}"'
    return f'dir="{"rtl" if is_right_to_left(language) else "ltr"}" lang="{html.escape(language)}"'
