"""A page's markup before any parser sees it."""

import re

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
