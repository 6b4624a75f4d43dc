"""An article made from a text."""

import hashlib

from factcmp.imprint import is_imprint
from factcmp.models import Article, Teller

_TITLE_MAX_CHARS = 200
_FULL_STOPS = (".", "。", "۔", "।")
_LINES_ABOVE_A_HEADLINE = 4


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
            title = _one_line(line)
            return title if len(title) <= _TITLE_MAX_CHARS else None
    return None


def with_headline(article: Article) -> Article:
    """The article under its headline, where its first line turned out to be only its outlet or date.

    A title that was told stays, and so does the first line where what follows is no headline.
    """
    if article.source.told_by.title not in (None, Teller.WORDS) or article.title != find_title(article.text):
        return article
    lines = [line for line in map(_one_line, article.text.splitlines()) if any(char.isalnum() for char in line)]
    for line in lines[: _LINES_ABOVE_A_HEADLINE + 1]:
        if not is_imprint(line, article):
            is_headline = len(line) <= _TITLE_MAX_CHARS and not line.endswith(_FULL_STOPS)
            return article.model_copy(update={"title": line}) if is_headline else article
    return article


def _one_line(line: str) -> str:
    return " ".join(line.removeprefix("\ufeff").split())
