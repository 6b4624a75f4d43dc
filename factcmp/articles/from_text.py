"""An article made from a text."""

import datetime
import hashlib
import re

from factcmp.models import Article, Teller
from factcmp.text.folding import fold_text
from factcmp.text.lines import printable
from factcmp.text.times.event_times import resolve_event_time
from factcmp.text.words.time_words import PERIODS, WEEKDAYS, month_at
from factcmp.text.words.token_reading import read_tokens
from factcmp.text.words.tokens import meaning_at, says

_TITLE_MAX_CHARS = 200
_FULL_STOPS = (".", "。", "۔", "।")
_LINES_ABOVE_A_HEADLINE = 4
_LINK_MAX_CHARS = 3
_WORD = re.compile(r"[^\W\d_]+")


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
    return printable(line.removeprefix("\ufeff"))


def is_imprint(words: str, article: Article) -> bool:
    """Whether the words are the article's outlet, author or publication date, or several of these, and nothing else."""
    rest, *names = (" ".join(_WORD.findall(fold_text(text or ""))) for text in (words, article.outlet, article.author))
    for name in filter(None, names):
        rest = f" {rest} ".replace(f" {name} ", " ").strip()
    if not rest and not any(char.isdigit() for char in words):
        return any(char.isalnum() for char in words)
    return article.published is not None and _is_date(words, rest, article.published, article.language)


def _is_date(words: str, rest: str, day: datetime.date, language: str | None) -> bool:
    """Whether the words name this day, and what is left of them has no word that a date does not have."""
    told = resolve_event_time(words, None, language=language)
    if not told.start == told.end == day and str(day) not in (told.relative or "").split(" or "):
        return False
    tokens, at = read_tokens(rest, language), 0
    while at < len(tokens):
        month = month_at(tokens, at)
        is_link = len(tokens[at].text) <= _LINK_MAX_CHARS or says(tokens, at, *PERIODS)
        if month is None and not is_link and meaning_at(tokens, at, WEEKDAYS) is None:
            return False
        at = month[1] if month else at + 1
    return True
