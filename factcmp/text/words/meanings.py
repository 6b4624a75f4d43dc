"""The file in which a language says what its words mean to the rules about numbers and times.

`meanings.toml` lists what words may say; a language is a file in `lexicons/`, and `LanguageWords` is what stands there.
Words are written as the language spells them; case, diacritics and the forms of one letter make no difference.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache, cached_property, reduce
from importlib.resources import files
from operator import or_
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from factcmp.errors import ConfigurationError, first_misfit
from factcmp.text.words.scanning import fold_phrase, fold_piece
from factcmp.text.words.tokens import Part

_HERE = files(__package__)
_FOLDER = _HERE / "lexicons"
KNOWN = tomllib.loads((_HERE / "meanings.toml").read_text(encoding="utf-8"))
"""What `meanings.toml` says, by its tables."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
Unit = tuple[str, float]
MEASURES: dict[str, Unit] = {name: (unit, factor) for name, (unit, factor) in KNOWN["measures"].items()}
SIGNS: dict[str, str] = KNOWN["signs"]
_NAMES = {*KNOWN["meanings"], *MEASURES, *WEEKDAYS, *MONTHS}
Phrase = tuple[str, ...]
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def _meanings(key: str) -> tuple[str, ...]:
    names = tuple(key.split())
    if unknown := next((name for name in names if name not in _NAMES), None):
        raise ValueError(f"no such meaning: {unknown}")
    return names


def _phrases(said: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases, folded; with an apostrophe also as Ukrainian pages write it, as a letter."""
    if not isinstance(said, list) or not all(isinstance(one, str) and one.strip() for one in said):
        raise ValueError("it has to be a list of words")
    spelt = [*said, *(_APOSTROPHE.sub("ʼ", one) for one in said if "'" in one)]
    return tuple(dict.fromkeys(map(fold_phrase, spelt)))


def _signs(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The folded words with the letters that the fold respells."""
    return {fold_piece(word): frozenset(char for char in word if fold_piece(char) != char) for word in words}


Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(_phrases)]
Words = frozenset[Annotated[str, AfterValidator(fold_piece)]]
_Pattern = Annotated[re.Pattern[str], BeforeValidator(lambda said: re.compile("|".join(said)))]
Patterns = tuple[str, ...]
"""Regular expressions over a folded text."""
_ByMeaning = dict[Annotated[Phrase, BeforeValidator(_meanings)], Phrases]
_Numbers = dict[Annotated[float, BeforeValidator(lambda key: float(Fraction(key)))], Phrases]


class PeopleWords(BaseModel):
    """Words for counted people and for harm to them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    one: Patterns
    """Singular nouns without article."""
    role: Patterns = ()
    """More of them, of people whom a text more often names for what they say: "commander", "doctor"."""
    many: Patterns
    """Plural nouns, and those that follow a number."""
    group: Patterns = ()
    """Nouns that are many in the singular: "family", "police"."""
    harm: Patterns
    """Words that say that somebody is killed, hurt, missing, held or displaced."""
    spared: Patterns = ()
    """What no harm comes of: a surrender, a rescue, a release, an evacuation."""
    nobody: Patterns
    """Phrases that say that nobody was harmed."""
    some: Patterns
    """Words that say more than one and not how many."""
    unknown: Patterns = ()
    """Those of `some` that may be of one or none."""
    single: Patterns = ()
    """Articles and pronouns that make the noun after them one."""
    alone: Patterns = ()
    """What after a word of harm is one by itself ("another", آخر)."""
    named: Patterns
    """Nouns whose number is part of a name, and words that an age follows."""
    then: Patterns = ()
    """What besides such words may follow one person where a noun may belong to the next: "killed", "who"."""
    old: Patterns = ()
    """What makes an age of the digits before it: "jährig"."""
    dual: Patterns = ()
    """Two people in one word; where the plural ends alike, only with "two" behind."""
    one_person: Patterns
    """What is one person in a sentence that tells of harm, by the names of the other patterns, `age`, `adjectives` (two
    words at most, none of `group`) and `then`."""
    one_beside: Patterns
    """What is one person beside others who are counted, by the same names: "a woman", امرأة; never "the woman"."""
    one_alone: Patterns
    """What is one person at the head of a figure, by the same names: "its commander", الجريح, never "the police"."""
    alike: dict[str, tuple[Annotated[str, AfterValidator(fold_piece)], ...]] = {}
    """Kinds of people by their English singular, with every word for one or more of them."""
    unsaid: Words = frozenset()
    """Words beside a figure that do not say who is counted."""
    and_in_front: str = "(?!)"
    """ "And" as it is attached to a word."""
    before_one: str = ""
    """What may be attached in front of a singular: و, ب."""
    before_noun: str = ""
    """What may be attached in front of any noun, an article too."""


class Proclitics(BaseModel):
    """What may be attached in front of a word."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    conjunctions: Words = frozenset()
    """ "And"."""
    articles: Words = frozenset()
    prepositions: Words = frozenset()
    """With an article too."""

    @cached_property
    def forms(self) -> tuple[tuple[str, bool, bool], ...]:
        """Each, none and combined, from the shortest on; whether it holds "and", and whether a preposition."""
        heads = ("", *self.articles, *self.prepositions)
        found = [(a + head, a != "", head in self.prepositions) for a in ("", *self.conjunctions) for head in heads]
        return tuple(sorted(found, key=lambda form: (len(form[0]), form)))


class LanguageWords(BaseModel):
    """The file of one language; what it leaves out the language does not have, or the rules do not read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: _ByMeaning
    """By what they say, more than one meaning where one word says them ("heute Morgen" is "today morning")."""
    short: _ByMeaning = {}
    """Months and weekdays cut short, which are other words too and count only beside digits."""
    locales: tuple[str, ...] = ()
    """The CLDR locales that its months and weekdays are taken from; none for that of the language."""
    numbers: dict[Part, _Numbers] = {}
    """By what they do in a composed number, and their value."""
    ordinals: tuple[Words, ...] = ()
    """Beginnings of the ordinals, from the first on."""
    ordinals_are_whole: bool = False
    """Whether nothing is written on to them."""
    unspaced: bool = False
    """Whether each character is a word."""
    digits_go_on: bool = False
    """Whether digits after a scale belong to its number: 15 bin 300."""
    slash_decimal: bool = False
    """Whether 2/5 before a scale or per cent is two and a half."""
    case_endings: Words = frozenset()
    """What may be written on to any word of the file."""
    least_ten: float = 20
    """The least of the tens that units are added to: "on bir" is eleven."""
    before_teens: frozenset[float] = frozenset()
    """Tens that ten to nineteen are added to: soixante-dix, quatre-vingt-onze."""
    connectors: Words = frozenset()
    """What joins the parts of a number below a thousand."""
    after_hundreds: Words = frozenset()
    """What joins them after hundreds only."""
    units_first: bool = False
    """Whether numbers are put together as in Arabic: units before tens, "and" before each part, no "of" behind."""
    articles: Words = frozenset()
    """Forms of "one" that are an article unless something else tells."""
    ambiguous: Words = frozenset()
    """Number words that are more often another word, and count only before something that is counted."""
    counters: Words = frozenset()
    """What may follow an ambiguous number."""
    glued: dict[Annotated[str, AfterValidator(fold_piece)], float | str] = {}
    """Parts of number words written together that are no number words by themselves."""
    halves: Annotated[Phrase, BeforeValidator(fold_phrase)] = ()
    """ "And a half" after a number."""
    endings: Words = frozenset()
    """What is written on to digits to make an ordinal."""
    year_after: Words = frozenset()
    """The word "year" where it follows the year."""
    only_beside_digits: Words = frozenset()
    """Months that are other words too."""
    capitals: Words = frozenset()
    """Months that are other words in small letters."""
    hijri_months: Patterns = ()
    """Regular expressions of the twelve from Muharram on, over folded words written together; empty where none."""
    told_by_sign: Annotated[dict[str, frozenset[str]], BeforeValidator(_signs)] = {}
    """Months and numbers that, written without their signs, are another word; such a month counts beside digits."""
    stems: dict[str, Words] = {}
    """What folding takes off a word of Arabic to compare it."""
    proclitics: Proclitics = Proclitics()
    other_words: _Pattern = re.compile("(?!)")
    """Folded words that are no number although one stands in them behind a proclitic."""
    links: Words = frozenset()
    """What may stand between a number and its noun: "of the"."""
    ends_noun: Words = frozenset()
    """Words that no counted noun begins with or goes beyond: "in", "were"."""
    people: PeopleWords | None = None


def united(files: Sequence[LanguageWords]) -> LanguageWords:
    """The files of several languages as one, for texts that may be in any of them: their tables together."""
    if len(files) == 1:
        return files[0]
    tables = {name: [value for file in files if (value := getattr(file, name))] for name in LanguageWords.model_fields}
    one = {
        name: reduce(or_, said) if isinstance(said[0], (dict, frozenset)) else said[0]
        for name, said in tables.items()
        if said
    }
    return LanguageWords.model_construct(**one)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml")))


@cache
def language_words(code: str) -> LanguageWords | None:
    """The file of a language; None where it has none."""
    return read_words((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"), code) if code in languages() else None


def read_words(text: str, code: str) -> LanguageWords:
    """The words of a language from the text of its file; ConfigurationError says what is not right in it."""
    try:
        return LanguageWords.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise ConfigurationError(f"the words of {code} ({code}.toml): {first_misfit(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"the words of {code} ({code}.toml) are no TOML: {error}") from error
