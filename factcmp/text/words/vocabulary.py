"""The words of the rules, folded: each form in Arabic and English, and what stands for it in a translated text."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from factcmp.text.words import meanings
from factcmp.text.words.cldr import calendar_names, find_locale
from factcmp.text.words.meanings import MEASURES, SIGNS, LanguageWords, Phrase, Unit, language_words, stand_in
from factcmp.text.words.scanning import fold_piece

OWN_LANGUAGES = ("ar", "en")


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


def phrases(*meanings: str) -> frozenset[Phrase]:
    """Every phrase that has one of these meanings."""
    names = [(stand_in(meaning),) for meaning in meanings]
    return frozenset(
        (*names, *(phrase for file in _FILES.values() for name in names for phrase in file.words.get(name, ())))
    )


def words(*meanings: str) -> frozenset[str]:
    """Every single word that has one of these meanings."""
    return frozenset(phrase[0] for phrase in phrases(*meanings) if len(phrase) == 1)


_NUMBER_MEANINGS = {
    "few": (Part.FEW, 2.0),
    "three_to_ten": (Part.FEW, 3.0),
    "couple": (Part.FEW, 2.0),
    "half": (Part.HALF, 0.5),
    "quarter": (Part.HALF, 0.25),
}


def _below_thousand(value: float, latin: bool) -> Part:
    if value in (10, 100):
        return Part.HUNDRED if value == 100 else Part.TEEN if latin else Part.TEN
    return Part.UNIT if value < 10 else Part.TEEN if value < 20 else Part.TENS if value < 100 else Part.HUNDREDS


def number_tables(file: LanguageWords) -> Iterator[tuple[Part, float, tuple[Phrase, ...]]]:
    """The number words of a file from its scales on, by what they do and their value."""
    tables = {
        Part.SCALE: file.scales,
        Part.DUAL: file.duals,
        Part.PLURAL: file.plurals,
        Part.DOZEN: file.rough,
        Part.SHARE: file.shares,
    }
    return ((part, value, forms) for part, table in tables.items() for value, forms in table.items())


def _entries(file: LanguageWords, latin: bool) -> Iterator[tuple[str, Entry]]:
    said = [(_below_thousand(value, latin), value, forms) for value, forms in file.numbers.items() if value]
    said += number_tables(file)
    said += [(*number, file.words.get((stand_in(meaning),), ())) for meaning, number in _NUMBER_MEANINGS.items()]
    for part, value, forms in said:
        for form in forms:
            yield form[0], Entry(part, value, latin)


ENTRIES = {stand_in(meaning): Entry(*number, latin=True) for meaning, number in _NUMBER_MEANINGS.items()}
ENTRIES |= {word: entry for code, file in _FILES.items() for word, entry in _entries(file, code != "ar")}


def _numbered(value: float) -> frozenset[str]:
    return frozenset(form[0] for file in _FILES.values() for form in file.numbers[value])


ZEROS, ONES = _numbered(0), _numbered(1)


def rank_word(rank: int) -> str:
    """What stands for an ordinal in a translated text."""
    return f"RANK {rank}"


ORDINALS = {rank_word(rank): rank for rank in range(1, 13)}
ORDINALS |= {form: rank for file in _FILES.values() for rank, forms in enumerate(file.ordinals, 1) for form in forms}


def short_word(name: str) -> str:
    """What stands for a month that is cut short in a translated text."""
    return f"{stand_in(name)} SHORT"


def _calendar_words(names: tuple[str, ...], first: int) -> dict[Phrase, int]:
    found: dict[Phrase, int] = {}
    for code, file in _FILES.items():
        locales = filter(None, map(find_locale, file.locales or (code,)))
        said = {phrase: name for locale in locales for phrase, name in calendar_names(locale)}
        found |= {phrase: names.index(name) + first for phrase, name in said.items() if name in names}
    return found | {phrase: number for number, name in enumerate(names, first) for phrase in phrases(name)}


def _short(names: tuple[str, ...], first: int) -> dict[str, int]:
    numbered = [*enumerate(names, first)]
    found = {short_word(name): number for number, name in numbered}
    said = ((number, file.short.get((stand_in(name),), ())) for file in _FILES.values() for number, name in numbered)
    return found | {phrase[0]: number for number, phrases in said for phrase in phrases}


WEEKDAYS = {phrase[0]: number for phrase, number in _calendar_words(meanings.WEEKDAYS, 0).items()}
"""The weekdays from Monday, 0, on."""
SHORT_WEEKDAYS = _short(meanings.WEEKDAYS, 0)
"""Weekdays cut short, which are other words too."""
_MONTHS, _SHORT_MONTHS = _calendar_words(meanings.MONTHS, 1), _short(meanings.MONTHS, 1)
MONTHS = {phrase[0]: number for phrase, number in _MONTHS.items() if len(phrase) == 1} | _SHORT_MONTHS
TWIN_MONTHS = {phrase: number for phrase, number in _MONTHS.items() if len(phrase) == 2}
"""Those that an ordinal tells apart: كانون الأول, كانون الثاني."""
ONLY_BESIDE_DIGITS = frozenset(_SHORT_MONTHS).union(*(file.only_beside_digits for file in _FILES.values()))
"""Names of months that count only beside a day or a year."""
CAPITALS = frozenset[str]().union(*(file.capitals for file in _FILES.values()))
"""Names of months that count only with a capital."""
TOLD_BY_SIGN = {fold_piece(word): word for file in _FILES.values() for word in file.told_by_sign}
"""Names of months that are other words where the sign is missing, with how they are written."""


def _units() -> Iterator[tuple[Phrase, Unit]]:
    before, after, per_hour = phrases("square_before"), phrases("square_after"), phrases("per_hour")
    for measure, (unit, factor) in MEASURES.items():
        for name in phrases(measure):
            yield name, (unit, factor)
            if unit == "km":
                squares = {*(square + name for square in before), *(name + square for square in after)}
                yield from ((square, ("km2", factor**2)) for square in squares)
                yield from ((name + per, ("km/h", factor)) for per in per_hour)
    yield from (((sign,), unit) for sign, unit in SIGNS.items())


DUAL_UNITS = {phrase[0]: unit for name, unit in MEASURES.items() if name.startswith("two_") for phrase in phrases(name)}
"""Two of a unit in one word, by what one of it is."""
UNITS = {" ".join(name): unit for name, unit in _units() if name[0] not in DUAL_UNITS}
"""By the folded words, one space between."""
