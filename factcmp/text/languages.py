"""Names and directions of languages."""

import unicodedata
from collections import Counter
from functools import cache

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))


@cache
def language_name(tag: str, in_language: str = "en") -> str:
    """The name of a BCP 47 tag's language in another, by CLDR; the English one or the tag where it has none."""
    # Here: what only reads and asks does without.
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(primary_language(in_language)).languages.get(primary_language(tag))
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name or (tag if in_language == "en" else language_name(tag)))


def is_right_to_left(tag: str | None) -> bool:
    """Whether the language is written from right to left."""
    return tag is not None and primary_language(tag) in _RIGHT_TO_LEFT


def is_written_backward(words: str) -> bool:
    """Whether most letters of words, whose language is not known, are of scripts written from right to left."""
    kinds = Counter(map(unicodedata.bidirectional, words))
    return kinds["R"] + kinds["AL"] > kinds["L"]


def primary_language(tag: str | None) -> str:
    """The language of a BCP 47 tag without its script and country, in small letters; empty for none."""
    return (tag or "").split("-", maxsplit=1)[0].lower()
