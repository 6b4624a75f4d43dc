"""An article made from a text."""

import hashlib

from factcmp.models import Article

_TITLE_MAX_CHARS = 200


def make_article(text: str, *, id: str, label: str = "A1", title: str | None = None) -> Article:
    """An article from a string, for callers who have no file; its title is the first line unless given."""
    return Article(
        id=id,
        label=label,
        title=title or find_title(text) or id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def find_title(text: str) -> str | None:
    """The first line of a text that is short enough to be a headline, or None; the text keeps it."""
    for line in text.splitlines():
        if any(char.isalnum() for char in line):
            title = " ".join(line.removeprefix("\ufeff").split())
            return title if len(title) <= _TITLE_MAX_CHARS else None
    return None
