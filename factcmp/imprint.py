"""Lines that say only who published an article and when."""

import datetime
import re

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from factcmp.folding import fold_text
from factcmp.models import Article, TimePrecision
from factcmp.values.times import resolve_event_time

_WORD = re.compile(r"[^\W\d_]+")
_LINK_MAX_CHARS = 3


def is_imprint(words: str, article: Article) -> bool:
    """Whether the words are the article's outlet, author or publication date, or several of these, and nothing else."""
    rest = " ".join(_WORD.findall(fold_text(words)))
    names = [" ".join(_WORD.findall(fold_text(name))) for name in (article.outlet, article.author) if name]
    for name in names:
        rest = f" {rest} ".replace(f" {name} ", " ").strip() if name else rest
    if not rest and not any(char.isdigit() for char in words):
        return any(char.isalnum() for char in words)
    return article.published is not None and _is_date(words, rest, article.published, article.language)


def _is_date(words: str, rest: str, day: datetime.date, language: str | None) -> bool:
    """Whether the words name this day, and what is left of them has no word that a date does not have."""
    told = resolve_event_time(words, None, language=language)
    if told.precision is not TimePrecision.DAY or told.start != day:
        return False
    known = set()
    for tag in {language or "en", "en"}:
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        for style in ("full", "long", "medium"):
            known.update(_WORD.findall(fold_text(format_date(day, style, locale=locale))))
    return all(word in known or len(word) <= _LINK_MAX_CHARS for word in rest.split())
