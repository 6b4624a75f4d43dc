"""What the words of one language stand for in the rules about numbers and dates.

Number words, hedges and measures are ours (`lexicons`), month and weekday names and the decimal sign are CLDR's, by
babel, for any of its languages. Measured in November 2026 on 848 numbers up to ten millions as num2words 0.5.14
writes them and on 8 to 29 expressions a language as newspapers write them. Refused: text2num 3.1, compiled, which has
five of the eleven languages, and of twelve French, Spanish, German, Italian and Portuguese phrases with an article, a
dozen, a half or an abbreviation ("une dizaine", "veintiún mil", "anderthalb Millionen", "zwei Mio") read one in full;
num2words reversed, which by default writes neither cases nor feminines ("двухсот", "doscientas") and has no Chinese.
"""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from types import ModuleType
from typing import Any, Literal, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from factcmp.text.words import lexicons
from factcmp.text.words.number_table import ENTRIES, ORDINALS, Part
from factcmp.text.words.tokens import Token, fold_word, tokenise, unprefixed
from factcmp.text.words.units import UNITS


class RuleWord(StrEnum):
    """Meanings, as the language files name them, that the rules have another word for than the English one.

    A sign hedges only the number beside it, and "may", "march" and "last" are other words too.
    """

    MORE_THAN = ">"
    LESS_THAN = "<"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    ABOUT = "≈"
    ABOUT_AFTER = "≃"
    LAST = "ماضي"
    NEXT = "مقبل"
    UNTIL = "حتي"
    BEFORE_OR_AGO = "قبل"
    DAY_BEFORE_YESTERDAY = "اول امس"
    DAY_AFTER_TOMORROW = "بعد غد"
    JANUARY = "يناير"
    FEBRUARY = "فبراير"
    MARCH = "مارس"
    APRIL = "ابريل"
    MAY = "مايو"
    JUNE = "يونيو"
    JULY = "يوليو"
    AUGUST = "اغسطس"
    SEPTEMBER = "سبتمبر"
    OCTOBER = "اكتوبر"
    NOVEMBER = "نوفمبر"
    DECEMBER = "ديسمبر"


_RULE_WORDS = {word.name.replace("_", " ").lower(): word.value for word in RuleWord}
MONTH_WORDS = tuple(RuleWord)[-12:]
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANKS = tuple(word for word in ORDINALS if word.isascii())
_PARTS = {"scale": Part.SCALE, "plural": Part.PLURAL, "rough": Part.DOZEN, "share": Part.SHARE}
_PERIODS = frozenset(("hours", "days", "weeks", "months", "years"))
"""Their first phrase is the singular."""
_ABLATIVES = ("den", "dan", "ten", "tan")
_OWN = frozenset(("ar", "en"))
_CHARACTERS = frozenset("百千万萬億亿兆만억")
UNSPACED = frozenset(("zh", "ja"))


class Meaning(NamedTuple):
    """What a phrase stands for: words of the rules, or a part of a number and its value."""

    words: str = ""
    part: Part | None = None
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language by their folded words, and how it composes numbers."""

    language: str
    phrases: Mapping[tuple[str, ...], Meaning]
    longest: int
    decimal_comma: bool | None
    """Whether "1,500" is one and a half; None where the countries of the language differ."""
    has_numbers: bool = False
    connectors: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    """Number words that are more often another word, and count only before something that is counted."""
    counters: frozenset[str] = frozenset()
    glued: Mapping[str, float | str] = field(default_factory=dict)
    """Parts of number words written together; empty where they never are."""
    ranks: tuple[tuple[str, str], ...] = ()
    """Beginnings of ordinals, each with the English one."""
    halves: tuple[str, ...] = ()
    endings: frozenset[str] = frozenset()
    """What is written on to digits to make an ordinal."""
    year_after: frozenset[str] = frozenset()
    """The word "year" where it follows the year."""

    def fold(self, word: str) -> str:
        """The word as the phrases are written."""
        return _fold(word, self.language)

    def match(self, words: Sequence[str], index: int) -> tuple[Meaning, int] | None:
        """The longest phrase that begins at the word, and where it ends."""
        for length in range(min(self.longest, len(words) - index), 0, -1):
            meaning = self.phrases.get(tuple(words[index : index + length]))
            if meaning is not None:
                return meaning, index + length
        word = words[index] if index < len(words) else ""
        if self.language == "tr" and len(word) > 5 and word.endswith(_ABLATIVES):
            stem = self.phrases.get((word[:-3],))
            return (stem, index + 1) if stem else None
        return None

    def rank(self, word: str) -> str | None:
        """The English ordinal that an inflected one stands for."""
        return next((rank for stem, rank in self.ranks if word.startswith(stem) and len(word) - len(stem) <= 4), None)


def split_tokens(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens, each character of a word its own where the language puts no spaces between words."""
    if language not in UNSPACED:
        return tuple(tokens)
    found: list[Token] = []
    for token in tokens:
        if token.value is not None or not token.text[0].isalpha() or token.text.isascii():
            found.append(token)
        else:
            found += [Token(token.start + at, token.start + at + 1, char, char) for at, char in enumerate(token.text)]
    return tuple(found)


def _fold(word: str, language: str) -> str:
    folded = fold_word(word).replace("’", "'")
    return folded.replace("ı", "i") if language == "tr" else folded


def load_lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of a BCP 47 tag; None for Arabic, English, no language and those that CLDR does not know."""
    tag = (language or "").replace("_", "-").lower()
    code = tag.partition("-")[0]
    return None if not code or code in _OWN else _load(tag, code)


def knows_numbers(language: str | None) -> bool:
    """Whether the number words of the language are read."""
    lexicon = load_lexicon(language)
    return (language or "").partition("-")[0].lower() in _OWN or (lexicon is not None and lexicon.has_numbers)


@lru_cache(maxsize=64)
def _load(tag: str, code: str) -> Lexicon | None:
    locale = _locale(tag) or _locale(code)
    if locale is None:
        return None
    table = _table(code)
    phrases = dict(_calendar(locale, code))
    if table is None:
        longest = max((len(key) for key in phrases), default=0)
        return Lexicon(code, phrases, longest, _decimal_comma(locale))
    phrases |= dict(_phrases(table, code))
    bare_spanish = tag == "es"
    return Lexicon(
        code,
        phrases,
        max(len(key) for key in phrases),
        None if bare_spanish else _decimal_comma(locale),
        has_numbers=True,
        **_grammar(table, code, phrases),
    )


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _decimal_comma(locale: Locale) -> bool:
    return bool(locale.number_symbols.get("latn", {}).get("decimal") == ",")


def _table(code: str) -> ModuleType | None:
    name = f"factcmp.text.words.lexicons.{code}"
    known = code.isalpha() and importlib.util.find_spec(name)
    return importlib.import_module(name) if known else None


@lru_cache(maxsize=1)
def scales_of_all_languages() -> Mapping[str, float]:
    """The magnitudes of every language but Arabic and English in one word; for texts whose language is not known.

    They are read after digits only: alone some of them are other words in English ("bin"). "Miles" are no thousands.
    """
    names = (module.name for module in pkgutil.iter_modules(lexicons.__path__))
    tables = [table for name in names if (table := _table(name))]
    phrases = [phrase for table in tables for phrase in table.PHRASES.items()]
    scales = {"k": 1e3}
    for kind, value, said in ((*meaning.partition(" ")[::2], said) for meaning, said in phrases):
        if kind in ("scale", "plural") and float(value) >= 1000:
            words = [fold_word(word) for word in said.split("|") if word.isalpha()]
            scales |= {word: float(value) for word in words if word not in UNITS}
    return scales


def is_magnitude(word: str) -> bool:
    """Whether the folded word multiplies a number by a thousand or more, in any language."""
    found = unprefixed(word, ENTRIES)
    entry = ENTRIES[found[1]] if found else None
    is_scale = entry is not None and entry.part in (Part.SCALE, Part.PLURAL) and entry.value >= 1000
    return is_scale or word in scales_of_all_languages() or word[:1] in _CHARACTERS


def _key(phrase: str, code: str) -> tuple[str, ...]:
    return tuple(_fold(token.text, code) for token in split_tokens(tokenise(phrase), code))


def _calendar(locale: Locale, code: str) -> Iterator[tuple[tuple[str, ...], Meaning]]:
    contexts: tuple[Literal["format"], Literal["stand-alone"]] = ("format", "stand-alone")
    for context in contexts:
        short = get_month_names("abbreviated", context=context, locale=locale)
        for number, name in short.items():
            yield _key(name.rstrip("."), code), Meaning(_SHORT_MONTHS[number - 1])
    for context in contexts:
        for number, name in get_month_names("wide", context=context, locale=locale).items():
            yield _key(name, code), Meaning(MONTH_WORDS[number - 1])
        for number, name in get_day_names("wide", context=context, locale=locale).items():
            yield _key(name, code), Meaning(_WEEKDAYS[number])


def _phrases(table: ModuleType, code: str) -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for meaning, phrases in table.PHRASES.items():
        kind, _, value = meaning.partition(" ")
        is_part = kind in _PARTS
        words = _RULE_WORDS.get(meaning, meaning.removeprefix("sign "))
        meant = Meaning("", _PARTS[kind], float(Fraction(value))) if is_part else Meaning(words)
        for place, phrase in enumerate(phrases.split("|")):
            if place == 0 and meaning in _PERIODS:
                yield _key(phrase, code), Meaning(meaning.removesuffix("s"))
                continue
            for spelling in _spellings(phrase):
                yield _key(spelling, code), meant
    if code in UNSPACED:
        for ordinal, rank in zip(table.ORDINALS.split(), _RANKS, strict=False):
            yield _key(ordinal, code), Meaning(rank)
    for value, forms in table.NUMBERS.items():
        for form in forms.split():
            for spelling in _spellings(form):
                yield _key(spelling, code), Meaning("", Part.UNIT, float(value))


def _spellings(phrase: str) -> tuple[str, ...]:
    """The phrase, and as it is with the letter that Ukrainian pages put for the apostrophe."""
    inside = re.sub(r"(?<=\w)'(?=\w)", "ʼ", phrase)
    return (phrase, inside) if inside != phrase else (phrase,)


def _grammar(table: ModuleType, code: str, phrases: Mapping[tuple[str, ...], Meaning]) -> dict[str, Any]:
    def words(name: str) -> frozenset[str]:
        return frozenset(_fold(word, code) for word in getattr(table, name, "").split())

    glued: dict[str, float | str] = {}
    if hasattr(table, "GLUED"):
        glued = {key[0]: m.value for key, m in phrases.items() if m.part is Part.UNIT and len(key) == 1}
        glued |= {_fold(w, code): v if isinstance(v, str) else float(v) for w, v in table.GLUED.items()}
    groups = table.ORDINALS.split()
    ranks = [(_fold(s, code), rank) for group, rank in zip(groups, _RANKS, strict=False) for s in group.split("|")]
    ranks += [(stem.replace("'", "ʼ"), rank) for stem, rank in ranks if "'" in stem]
    return {
        "connectors": words("CONNECTORS"),
        "articles": words("ARTICLES"),
        "ambiguous": words("AMBIGUOUS"),
        "endings": words("ENDINGS"),
        "year_after": words("YEAR_AFTER"),
        "counters": words("COUNTERS"),
        "glued": glued,
        "ranks": tuple(ranks),
        "halves": _key(getattr(table, "HALVES", ""), code),
    }
