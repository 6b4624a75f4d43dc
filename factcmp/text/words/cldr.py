"""What CLDR has of a language, by babel: the names of months and weekdays, the decimal sign, the order of a date."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from factcmp.text.words.meanings import MONTH_MEANINGS, WEEKDAY_MEANINGS, Meaning

_CONTEXTS: tuple[Literal["format"], Literal["stand-alone"]] = ("format", "stand-alone")


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale | None:
    """The locale of a BCP 47 tag, or of its language alone; None for those that CLDR does not know."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-") if name else None
        except (UnknownLocaleError, ValueError):
            continue
    return None


def calendar_names(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    """The names of months and weekdays, each with what it says."""
    for context in _CONTEXTS:
        for number, name in get_month_names("wide", context=context, locale=locale).items():
            yield name, MONTH_MEANINGS[number - 1]
        for number, name in get_day_names("wide", context=context, locale=locale).items():
            yield name, WEEKDAY_MEANINGS[number]


def short_months(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    """The months cut short, without a full stop."""
    for context in _CONTEXTS:
        for number, name in get_month_names("abbreviated", context=context, locale=locale).items():
            yield name.rstrip("."), MONTH_MEANINGS[number - 1]


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
