"""Parts of a large page that wait packed until they are looked at, so that a thousand articles open at once."""

import base64
import zlib

from markupsafe import Markup

from factcmp.report.html.markup import tag

_TOGETHER = 20


class Packs:
    """Takes parts of a large page; of a small one it leaves everything where it is, for whoever has no script."""

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        self._packs: list[list[Markup]] = []
        self._open: dict[str, int] = {}

    def put(self, target: str, content: Markup, kind: str) -> tuple[Markup | None, int | None]:
        """What stands in the element `target` now, and the number of the pack whose part belongs at its end.

        Parts of one kind that come one after the other share a pack.
        """
        if not self.wanted:
            return content, None
        number = self._open.get(kind)
        if number is None or len(self._packs[number]) == _TOGETHER:
            number = self._open[kind] = len(self._packs)
            self._packs.append([])
        self._packs[number].append(tag("div", content, data_for=target))
        return None, number

    def encoded(self) -> list[str]:
        """Each pack's markup, deflated, in Base64."""
        packs = ("".join(parts).encode() for parts in self._packs)
        return [base64.b64encode(zlib.compress(markup, 9)).decode("ascii") for markup in packs]
