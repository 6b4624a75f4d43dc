"""Puts foreign text into Markdown so that it shows as it is, whatever it contains.

Written for CommonMark with GitHub's extensions and GitHub's sanitiser, which keeps `dir` and `lang`.
"""

import html
import re
import unicodedata

import jinja2
from markupsafe import Markup

from factcmp.report.contents import text_attributes
from factcmp.text.lines import one_line, shorten

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=[#\w])|(?<=!)\[")
_SPECIAL_IN_HTML = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[]|~$"})
"""Inside a Markdown paragraph these would still be markup, or split a table cell."""
# GitHub links bare addresses by itself; a broken one must not become a link. Addresses of mail and names of users are
# found after entities are read, so that only an element in their midst breaks them.
_AUTOLINK = (("://", "&#58;//"), ("www.", "www&#46;"), ("WWW.", "WWW&#46;"), ("@", "<span>@</span>"))


class Markdown(Markup):
    """Text that is Markdown already; `join`, `format` and templates escape whatever else is put beside it."""

    @classmethod
    def escape(cls, text: object) -> "Markdown":
        """The text as `inline` has it."""
        return inline(text)


def inline(text: object) -> Markdown:
    """Text for the middle of a Markdown line; nothing in it is taken as markup, unless it is Markdown already."""
    if isinstance(text, Markup):
        return Markdown(text)
    return Markdown(_unlinked(_SPECIAL.sub(lambda match: "\\" + match[0], one_line(str(text)))))


def paragraph(text: str) -> Markdown:
    """Text for a paragraph of its own; its beginning makes no heading or list of it either."""
    return Markdown(re.sub(r"^(\d{0,9})([#+=.)-])", r"\1\\\2", str(inline(text))))


def foreign(text: str, language: str | None, element: str = "span") -> Markdown:
    """Text in a language of its own, set in its own direction and isolated from what is around it.

    Inline, or as a `blockquote` whose words stand alone on a line of a list's item, readable without rendering.
    """
    attributes = " ".join(f'{name}="{html.escape(said)}"' for name, said in text_attributes(text, language).items())
    words = _unlinked(html.escape(one_line(text), quote=False).translate(_SPECIAL_IN_HTML))
    edge = "" if element == "span" else "\n  "
    return Markdown(f"<{element} {attributes}>{edge}{words}{edge}</{element}>")


def picture_words(text: str, limit: int) -> Markdown:
    """Text for between the quotation marks of a Mermaid label, cut to so many characters; marks over letters stay."""
    safe = re.sub(
        r"[^\w .,،:()…-]",
        lambda match: match[0] if unicodedata.combining(match[0]) else f"#{ord(match[0])};",
        shorten(text, limit),
    )
    return Markdown(safe.replace("_", "#95;"))


def _unlinked(text: str) -> str:
    for plain, safe in _AUTOLINK:
        text = text.replace(plain, safe)
    return text


def environment(package: str, *, is_markdown: bool = True) -> jinja2.Environment:
    """A package's templates of Markdown, or of HTML: what they put out is escaped, unless it is markup already."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        extensions=["jinja2.ext.do"],
        autoescape=True,
        finalize=inline if is_markdown else None,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
