"""The phrases of one language by what they stand for in the rules about numbers and dates.

Number words, hedges and measures are ours (`lexicons`), month and weekday names and the decimal sign are CLDR's, by
babel, for any of its languages. Measured in November 2026 on 848 numbers up to ten millions as num2words 0.5.14
writes them and on 8 to 29 expressions a language as newspapers write them. Refused: text2num 3.1, compiled, which has
five of the eleven languages, and of twelve French, Spanish, German, Italian and Portuguese phrases with an article, a
dozen, a half or an abbreviation ("une dizaine", "veintiún mil", "anderthalb Millionen", "zwei Mio") read one in full;
num2words reversed, which by default writes neither cases nor feminines ("двухсот", "doscientas") and has no Chinese.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from factcmp.text.languages import primary_language
from factcmp.text.words.cldr import calendar_names, find_locale, has_decimal_comma, short_months
from factcmp.text.words.meanings import LanguageWords, Phrase, Words, language_words, languages, scale_words, stand_in
from factcmp.text.words.scanning import fold_phrase
from factcmp.text.words.tokens import unprefixed
from factcmp.text.words.vocabulary import (
    ENTRIES,
    OWN_LANGUAGES,
    UNITS,
    Entry,
    Part,
    number_tables,
    rank_word,
    short_word,
)

_CHARACTERS = frozenset("百千万萬億亿兆만억")


class Sense(NamedTuple):
    """What a phrase stands for: words of the rules, or a part of a number."""

    words: Phrase = ()
    entry: Entry | None = None

    def says(self, *meanings: str) -> bool:
        """Whether it stands for one of these words alone."""
        return len(self.words) == 1 and self.words[0] in meanings

    @property
    def is_unit(self) -> bool:
        """Whether it is a number below a thousand."""
        return self.entry is not None and self.entry.part is Part.UNIT

    @property
    def is_measured(self) -> bool:
        """Whether it is a unit of measure."""
        return len(self.words) == 1 and self.words[0] in UNITS


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language by their folded words, and how it composes numbers."""

    language: str
    phrases: Mapping[Phrase, Sense]
    longest: Mapping[str, int]
    """How long the longest phrase is that begins with a word."""
    decimal_comma: bool | None
    """Whether "1,500" is one and a half; None where the countries of the language differ."""
    grammar: LanguageWords
    """The language's file; empty where it has none."""
    glued: Mapping[str, float | str]
    """Parts of number words written together; empty where they never are."""

    def match(self, words: Sequence[str], index: int) -> tuple[Sense, int] | None:
        """The longest phrase that begins at the word, and where it ends."""
        word = words[index] if index < len(words) else ""
        for length in range(min(self.longest.get(word, 0), len(words) - index), 0, -1):
            sense = self.phrases.get(tuple(words[index : index + length]))
            if sense is not None:
                return sense, index + length
        endings = [ending for ending in self.grammar.case_endings if word.endswith(ending)]
        found = (self.phrases.get((word.removesuffix(ending),)) for ending in endings if len(word) - len(ending) > 2)
        return next(((sense, index + 1) for sense in found if sense), None)


@lru_cache(maxsize=16384)
def find_rank(word: str, ordinals: tuple[Words, ...]) -> str | None:
    """What stands for the ordinal of a language that an inflected one is."""
    stems = ((stem, rank) for rank, stems in enumerate(ordinals, 1) for stem in stems)
    found = (rank for stem, rank in stems if word.startswith(stem) and len(word) - len(stem) <= 4)
    return next(map(rank_word, found), None)


def load_lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of a BCP 47 tag; None for Arabic, English, no language and those that CLDR does not know."""
    tag = (language or "").replace("_", "-").lower()
    return None if not tag or tag.partition("-")[0] in OWN_LANGUAGES else _load(tag)


def knows_numbers(language: str | None) -> bool:
    """Whether the number words of the language are read."""
    return primary_language(language) in languages()


@lru_cache(maxsize=64)
def _load(tag: str) -> Lexicon | None:
    code, locale = tag.partition("-")[0], find_locale(tag)
    if locale is None:
        return None
    phrases = {name: Sense((short_word(month),)) for name, month in short_months(locale)}
    phrases |= {name: Sense((stand_in(meaning),)) for name, meaning in calendar_names(locale)}
    file = language_words(code) or LanguageWords(words={})
    phrases |= dict(_phrases(file))
    glued: dict[str, float | str] = {}
    if file.glued:
        units = ((key[0], sense.entry) for key, sense in phrases.items() if sense.is_unit and len(key) == 1)
        glued = {**{word: entry.value for word, entry in units if entry}, **file.glued}
    decimal_comma = None if tag == "es" else has_decimal_comma(locale)
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Lexicon(code, phrases, longest, decimal_comma, file, glued)


@cache
def scales_of_all_languages() -> Mapping[str, float]:
    """The magnitudes of every language but Arabic and English in one word; for texts whose language is not known.

    They are read after digits only: alone some of them are other words in English ("bin"). "Miles" are no thousands.
    """
    files = [scale_words(code) for code in languages() if code not in OWN_LANGUAGES]
    tables = [table for file in files for table in (file.scales, file.plurals)]
    said = ((phrase, value) for table in tables for value, forms in table.items() for phrase in forms)
    known = {phrase[0]: value for phrase, value in said if value >= 1000 and len(phrase) == 1}
    return {"k": 1e3} | {word: value for word, value in known.items() if word not in UNITS}


def is_magnitude(word: str) -> bool:
    """Whether the folded word multiplies a number by a thousand or more, in any language."""
    found = unprefixed(word, ENTRIES)
    entry = ENTRIES[found[1]] if found else None
    is_scale = entry is not None and entry.part in (Part.SCALE, Part.PLURAL) and entry.value >= 1000
    return is_scale or word in scales_of_all_languages() or word[:1] in _CHARACTERS


def _phrases(file: LanguageWords) -> Iterator[tuple[Phrase, Sense]]:
    numbers = (*number_tables(file), *((Part.UNIT, value, forms) for value, forms in file.numbers.items()))
    said = [(forms, Sense(meanings)) for meanings, forms in file.words.items()]
    said += [(forms, Sense((), Entry(part, value, True))) for part, value, forms in numbers]
    yield from ((form, sense) for forms, sense in said for form in forms)
    if file.unspaced:
        ordinals = ((ordinal, rank) for rank, forms in enumerate(file.ordinals, 1) for ordinal in forms)
        yield from ((fold_phrase(ordinal), Sense((rank_word(rank),))) for ordinal, rank in ordinals)
