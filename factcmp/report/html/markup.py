"""How the templates become markup: all that is put into them is escaped, and a name that is missing is an error."""

import base64
import re
import zlib
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

_BREAK = re.compile(r"(?<=[>}])[ \t]*\n\s*|\s*\n\s*(?=[<{])")
# A browser reads these as something else, or refuses the page: NUL, and halves of surrogate pairs.
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_TOGETHER = 20


class _QuietBreaks(Extension):
    """A template's line breaks and indents beside tags say nothing, where HTML would show a space.

    They become comments, so that an error still names its line.
    """

    def preprocess(self, source: str, *_: object, **__: object) -> str:
        return _BREAK.sub(lambda found: "{#" + "\n" * found[0].count("\n") + "#}", source)


@lru_cache
def environment() -> Environment:
    """Where the page's templates are; compiled once."""
    made = Environment(
        loader=PackageLoader("factcmp.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_QuietBreaks],
        # Sizes and places in pictures, without needless decimals.
        finalize=lambda value: f"{value:g}" if isinstance(value, float) else value,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def readable(markup: str) -> str:
    """Markup whose text a browser reads as it is."""
    # A parser turns a bare carriage return into a line feed, and a mark would no longer equal its quote.
    return _UNREADABLE.sub("\ufffd", markup).replace("\r", "&#13;")


class Packs:
    """Parts of a large page that wait packed until they are looked at, so that a thousand articles open at once.

    Of a small page everything stays where it is, for whoever has no script.
    """

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        self._packs: list[list[str]] = []
        self._open: dict[str, int] = {}

    def put(self, target: str, content: Markup, kind: str) -> tuple[Markup, int | None]:
        """What stands in the element `target` now, and the number of the pack whose part belongs at its end.

        Parts of one kind that come one after the other share a pack.
        """
        if not self.wanted:
            return content, None
        number = self._open.get(kind)
        if number is None or len(self._packs[number]) == _TOGETHER:
            number = self._open[kind] = len(self._packs)
            self._packs.append([])
        self._packs[number].append(f'<div data-for="{target}">{content}</div>')
        return Markup(), number

    def encoded(self) -> list[str]:
        """Each pack's markup, deflated, in Base64."""
        packs = (readable("".join(parts)).encode() for parts in self._packs)
        return [base64.b64encode(zlib.compress(markup, 9)).decode("ascii") for markup in packs]
