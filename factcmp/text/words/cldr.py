"""What CLDR has of a language, by babel: the names of months and weekdays, the decimal sign, the order of a date."""

import copy
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

from factcmp.text.words.meanings import MONTHS, WEEKDAYS, Phrase
from factcmp.text.words.scanning import fold_phrase


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale | None:
    """The locale of a BCP 47 tag, or of its language alone; None for those that CLDR does not know."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-") if name else None
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _names(locale: Locale, kind: str, width: str) -> Iterator[tuple[int, str]]:
    """The names in sentences and alone. From a copy: babel notes what it looks up in data that locales share, so that
    French read after Japanese would have Japanese months."""
    shared: dict[Any, Any] = localedata.load(str(locale))
    own = localedata.LocaleDataDict(copy.deepcopy(shared[kind]), base=shared)
    for context in ("format", "stand-alone"):
        yield from own[context][width].items()


def calendar_names(locale: Locale) -> Iterator[tuple[Phrase, str]]:
    """The names of months and weekdays, folded, each with what it says."""
    yield from ((fold_phrase(name), MONTHS[number - 1]) for number, name in _names(locale, "months", "wide"))
    yield from ((fold_phrase(name), WEEKDAYS[number]) for number, name in _names(locale, "days", "wide"))


def short_months(locale: Locale) -> Iterator[tuple[Phrase, str]]:
    """The months cut short, folded, without a full stop."""
    for number, name in _names(locale, "months", "abbreviated"):
        yield fold_phrase(name.rstrip(".")), MONTHS[number - 1]


def has_decimal_comma(locale: Locale) -> bool:
    """Whether "1,5" is one and a half."""
    return bool(locale.number_symbols.get("latn", {}).get("decimal") == ",")


def day_is_first(tag: str) -> bool | None:
    """Whether a date in digits begins with the day, not the month; None where it begins with the year or is unknown.

    By the tag as it is written: countries of one language differ.
    """
    try:
        pattern = Locale.parse(tag, sep="-").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return None
    return None if pattern.startswith("y") else pattern.index("d") < pattern.index("M")
