"""A page's markup: its bounds before any parser sees it, and its parts where the page's own script would put them."""

import re
from typing import Any

from factcmp.articles.bounds import Limits

# As the HTML standard reads a tag: quotes count after an equals sign alone.
_TAG = re.compile(r"""<([A-Za-z][^\s/>]*+)(?:[^=>]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_RAW = ("script", "style", "textarea", "title")


def check_tags(text: str, name: str, limits: Limits) -> None:
    """Goes on where a page has no more tags, and no tag more attributes, than the limits let be.

    Raises:
        InputError: it has.
    """
    at = tags = 0
    while tag := _TAG.search(text, at):
        tags += 1
        if tag.end() - tag.start() > limits.tag_attributes * 2:
            limits.hold("tag_attributes", len(_QUOTED.sub(" ", tag[0]).split()), name)
        at = tag.end()
        if tag[1].lower() in _RAW:
            closing = re.compile(f"</{tag[1]}", re.IGNORECASE).search(text, at)
            at = closing.end() if closing else len(text)
    limits.hold("page_tags", tags, name)


# What React streams: a segment comes last and hidden, and a line of script puts it in the place that was kept for it.
_MOVE = re.compile(r"""\$R[CRS]\(["']([BPS]:[0-9a-f]{1,8})["'],\s*["']([BPS]:[0-9a-f]{1,8})["']""")


def place_streamed(tree: Any) -> int:
    """Moves what a page streams into hidden containers to where its script would; so many characters were moved."""
    places = {node.get("id"): node for node in tree.iter() if isinstance(node.tag, str) and node.get("id")}
    moved = 0
    for script in tree.iter("script"):
        for names in _MOVE.findall(script.text or ""):
            segment, place = (places.get(name) for name in sorted(names, key=lambda name: name[0] != "S"))
            if segment is None or place is None or segment.get("hidden") is None or place.getparent() is None:
                continue
            moved += len(segment.text_content())
            if segment in place.iterancestors():
                continue
            del segment.attrib["hidden"], segment.attrib["id"]
            place.addprevious(segment)
    return moved
