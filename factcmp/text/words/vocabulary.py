"""The words of the rules, folded: each form in Arabic and English, and what stands for it in a translated text."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from factcmp.text.folding import fold_text
from factcmp.text.words.cldr import calendar_names, find_locale
from factcmp.text.words.meanings import (
    MONTH_MEANINGS,
    WEEKDAY_MEANINGS,
    LanguageWords,
    Meaning,
    language_words,
)

OWN_LANGUAGES = ("ar", "en")
Phrase = tuple[str, ...]


class Part(StrEnum):
    """What a word does in a composed number."""

    UNIT = "unit"
    TEN = "ten"
    TEEN = "teen"
    TENS = "tens"
    HUNDRED = "hundred"
    HUNDREDS = "hundreds"
    DOZEN = "dozen"
    SCALE = "scale"
    PLURAL = "plural"
    DUAL = "dual"
    FEW = "few"
    HALF = "half"
    SHARE = "share"


class Entry(NamedTuple):
    """A number word: its part, its value and whether it is composed as in English."""

    part: Part
    value: float
    latin: bool


_FILES = {code: found for code in OWN_LANGUAGES if (found := language_words(code))}


def fold_phrase(phrase: str) -> Phrase:
    """The words between spaces, folded; signs as they are."""
    return tuple(fold_text(word) or word for word in phrase.split())


def phrases(*meanings: Meaning) -> frozenset[Phrase]:
    """Every phrase that says one of the meanings."""
    said = (phrase for file in _FILES.values() for one in meanings for phrase in file.words.get((one,), ()))
    return frozenset(map(fold_phrase, said)) | {(str(one),) for one in meanings}


def words(*meanings: Meaning) -> frozenset[str]:
    """Every single word that says one of the meanings."""
    return frozenset(phrase[0] for phrase in phrases(*meanings) if len(phrase) == 1)


_NUMBER_MEANINGS = {
    Meaning.FEW: (Part.FEW, 2.0),
    Meaning.THREE_TO_TEN: (Part.FEW, 3.0),
    Meaning.COUPLE: (Part.FEW, 2.0),
    Meaning.HALF: (Part.HALF, 0.5),
    Meaning.QUARTER: (Part.HALF, 0.25),
}


def _below_thousand(value: float, latin: bool) -> Part:
    if value in (10, 100):
        return Part.HUNDRED if value == 100 else Part.TEEN if latin else Part.TEN
    return Part.UNIT if value < 10 else Part.TEEN if value < 20 else Part.TENS if value < 100 else Part.HUNDREDS


def _entries(file: LanguageWords, latin: bool) -> Iterator[tuple[str, Entry]]:
    tables = {
        Part.SCALE: file.scales,
        Part.DUAL: file.duals,
        Part.PLURAL: file.plurals,
        Part.DOZEN: file.rough,
        Part.SHARE: file.shares,
    }
    said = [(_below_thousand(value, latin), value, forms) for value, forms in file.numbers.items() if value]
    said += [(part, value, forms) for part, table in tables.items() for value, forms in table.items()]
    said += [(*number, file.words.get((meaning,), ())) for meaning, number in _NUMBER_MEANINGS.items()]
    for part, value, forms in said:
        for form in forms:
            yield fold_phrase(form)[0], Entry(part, value, latin)


ENTRIES = {str(meaning): Entry(*number, latin=True) for meaning, number in _NUMBER_MEANINGS.items()}
ENTRIES |= {word: entry for code, file in _FILES.items() for word, entry in _entries(file, code != "ar")}


def _numbered(value: float) -> frozenset[str]:
    return frozenset(fold_phrase(form)[0] for file in _FILES.values() for form in file.numbers[value])


ZEROS, ONES = _numbered(0), _numbered(1)


def rank_word(rank: int) -> str:
    """What stands for an ordinal in a translated text."""
    return f"RANK {rank}"


ORDINALS = {rank_word(rank): rank for rank in range(1, 13)}
ORDINALS |= {
    fold_phrase(form)[0]: rank
    for file in _FILES.values()
    for rank, forms in enumerate(file.ordinals, 1)
    for form in forms
}


def short_word(meaning: Meaning) -> str:
    """What stands for a month that is cut short in a translated text."""
    return f"{meaning} SHORT"


def _calendar_words(meanings: tuple[Meaning, ...], first: int) -> dict[Phrase, int]:
    found: dict[Phrase, int] = {(str(meaning),): number for number, meaning in enumerate(meanings, first)}
    for code, file in _FILES.items():
        names = [
            name for tag in file.locales or (code,) if (known := find_locale(tag)) for name in calendar_names(known)
        ]
        found |= {fold_phrase(name): meanings.index(one) + first for name, one in names if one in meanings}
        for number, meaning in enumerate(meanings, first):
            found |= dict.fromkeys(map(fold_phrase, file.words.get((meaning,), ())), number)
    return found


def _short(meanings: tuple[Meaning, ...], first: int) -> dict[str, int]:
    found = {short_word(meaning): number for number, meaning in enumerate(meanings, first)}
    for file in _FILES.values():
        for number, meaning in enumerate(meanings, first):
            found |= {fold_phrase(form)[0]: number for form in file.short.get((meaning,), ())}
    return found


WEEKDAYS = {phrase[0]: number for phrase, number in _calendar_words(WEEKDAY_MEANINGS, 0).items()}
"""The weekdays from Monday, 0, on."""
SHORT_WEEKDAYS = _short(WEEKDAY_MEANINGS, 0)
"""Weekdays cut short, which are other words too."""
_MONTHS, _SHORT_MONTHS = _calendar_words(MONTH_MEANINGS, 1), _short(MONTH_MEANINGS, 1)
MONTHS = {phrase[0]: number for phrase, number in _MONTHS.items() if len(phrase) == 1} | _SHORT_MONTHS
TWIN_MONTHS = {phrase: number for phrase, number in _MONTHS.items() if len(phrase) == 2}
"""Those that an ordinal tells apart: كانون الأول, كانون الثاني."""


def _listed(name: str) -> frozenset[str]:
    return frozenset(fold_phrase(word)[0] for file in _FILES.values() for word in getattr(file, name))


ONLY_BESIDE_DIGITS = _listed("only_beside_digits") | _SHORT_MONTHS.keys()
"""Names of months that count only beside a day or a year."""
CAPITALS = _listed("capitals")
"""Names of months that count only with a capital."""
TOLD_BY_SIGN = {fold_phrase(word)[0]: word for file in _FILES.values() for word in file.told_by_sign}
"""Names of months that are other words where the sign is missing, with how they are written."""
