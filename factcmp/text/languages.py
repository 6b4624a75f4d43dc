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
        name = Locale.parse(_primary(in_language)).languages.get(_primary(tag))
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name or (tag if in_language == "en" else language_name(tag)))


def is_right_to_left(tag: str | None) -> bool:
    """Whether the language is written from right to left."""
    return tag is not None and _primary(tag) in _RIGHT_TO_LEFT


def is_written_backward(words: str) -> bool:
    """Whether most letters of words, whose language is not known, are of scripts written from right to left."""
    kinds = Counter(map(unicodedata.bidirectional, words))
    return kinds["R"] + kinds["AL"] > kinds["L"]


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()
