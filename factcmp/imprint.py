"""Lines that say only who published an article and when."""

import datetime
import re

from factcmp.folding import fold_text
from factcmp.models import Article, TimePrecision
from factcmp.values.interlingua import read_tokens
from factcmp.values.month_names import month_at
from factcmp.values.time_words import PERIODS, WEEKDAYS
from factcmp.values.times import resolve_event_time
from factcmp.values.tokens import meaning_at

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
    tokens, at = read_tokens(rest, language), 0
    while at < len(tokens):
        month = month_at(tokens, at)
        is_link = len(tokens[at].text) <= _LINK_MAX_CHARS or tokens[at].folded in PERIODS
        if month is None and not is_link and meaning_at(tokens, at, WEEKDAYS) is None:
            return False
        at = month[1] if month else at + 1
    return True
