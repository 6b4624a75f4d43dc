"""What words mean to the rules about numbers and times, and the file in which a language says it.

A language is a file in `lexicons/`: `LanguageWords` says what stands there, and `Meaning` what its `words` may say.
Words are written as the language spells them; case, diacritics and the forms of one letter make no difference.
"""

import tomllib
from enum import StrEnum, auto
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Meaning(StrEnum):
    """What a word or phrase says; in a translated text it stands for the word.

    Its name in small letters is the key in a language's file. In capitals, as no folded word of a text has any.
    """

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name

    # Beside a number.
    MORE_THAN = auto()
    """Only before it, as LESS_THAN and ABOUT."""
    LESS_THAN = auto()
    ABOUT = auto()
    AT_LEAST = auto()
    """On either side: "at least", "or more"."""
    AT_MOST = auto()
    ABOUT_EITHER_SIDE = auto()
    OVER = auto()
    """Between a number and what it counts: 300多人."""
    THEIR_NUMBER = auto()
    """What may stand between a hedge and its number."""
    TO = auto()
    OR = auto()
    AND = auto()
    BETWEEN = auto()
    DASH = "-"
    ROSE = auto()
    """Makes "from 20 to 30" two numbers at two times."""
    TH = auto()
    """What makes an ordinal of the digits before it."""
    # Numbers in words.
    FEW = auto()
    THREE_TO_TEN = auto()
    COUPLE = auto()
    ONLY_BEFORE_OF = auto()
    """Plurals that are numbers only before "of": "scores of"."""
    HALF = auto()
    QUARTER = auto()
    NO_WHOLE = auto()
    """After "half" or "quarter" it makes a name of them: "half-time"."""
    POINT = auto()
    TENTHS = auto()
    HUNDREDTHS = auto()
    OUT_OF = auto()
    OF_OR_OUT_OF = auto()
    OUT_OF_IF_ONE = auto()
    """Of a share only after "one", or in words: "1 in 5"."""
    ALL = auto()
    NONE = auto()
    NOT_ONE_AFTER = auto()
    """Before "one" it makes a pronoun of it: "no one"."""
    NOT_ONE_BEFORE = auto()
    """After "one" it makes a pronoun of it: "one another"."""
    NEVER_ALONE = auto()
    """Number words that are numbers only beside another."""
    # Small words.
    THE = auto()
    A = auto()
    OF = auto()
    IN = auto()
    ON = auto()
    AT = auto()
    ITS = auto()
    # Days, their parts and clock times.
    TODAY = auto()
    TODAY_OR_THE_DAY = auto()
    YESTERDAY = auto()
    TOMORROW = auto()
    DAY_BEFORE_YESTERDAY = auto()
    DAY_AFTER_TOMORROW = auto()
    TONIGHT = auto()
    LAST_NIGHT = auto()
    NIGHT_OF_YESTERDAY = auto()
    DAWN = auto()
    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()
    MIDNIGHT = auto()
    NIGHT = auto()
    BESIDE_PART = auto()
    """Stands between a day, a part of it and what bounds that part, and says nothing: "early", "shortly"."""
    POINTING_BACK = auto()
    """Before "the day" or "the night": one that was told of, not the article's."""
    OTHER_DAY = auto()
    """After TODAY_OR_THE_DAY: a day of the story, not today."""
    NAME_BEFORE_TODAY = auto()
    """Before TODAY_OR_THE_DAY: a paper's name, or a day of the story."""
    O_CLOCK = auto()
    """Makes the number before it a time of day."""
    CLOCK_BEFORE = auto()
    """Makes the number after it a time of day."""
    # Where in time; what has EITHER_SIDE stands before or after its noun.
    LAST = auto()
    THIS = auto()
    NEXT = auto()
    LAST_EITHER_SIDE = auto()
    THIS_EITHER_SIDE = auto()
    NEXT_EITHER_SIDE = auto()
    LATEST = auto()
    """"The past", only of a number of periods."""
    AGO = auto()
    SINCE = auto()
    SINCE_OR_AGO = auto()
    BEFORE = auto()
    BEFORE_OR_AGO = auto()
    AFTER = auto()
    UNTIL = auto()
    UNTIL_OR_UP_TO = auto()
    EVERY = auto()
    YEAR_CUE = auto()
    """Beside IN, SINCE and the like: makes the four digits after it a year."""
    YEAR_NUMBERED = auto()
    """"Year" as it stands before its number."""
    MONTH_NUMBERED = auto()
    """"Month" as it stands before its number or name."""
    COMMON_ERA = auto()
    HIJRI_ERA = auto()
    FILLER = auto()
    """Stands beside a date and says nothing."""
    TRIMESTER = auto()
    SEMESTER = auto()
    # The calendar; only what CLDR does not have.
    MONDAY = auto()
    TUESDAY = auto()
    WEDNESDAY = auto()
    THURSDAY = auto()
    FRIDAY = auto()
    SATURDAY = auto()
    SUNDAY = auto()
    JANUARY = auto()
    FEBRUARY = auto()
    MARCH = auto()
    APRIL = auto()
    MAY = auto()
    JUNE = auto()
    JULY = auto()
    AUGUST = auto()
    SEPTEMBER = auto()
    OCTOBER = auto()
    NOVEMBER = auto()
    DECEMBER = auto()
    # Measures of time.
    SECONDS = auto()
    MINUTES = auto()
    HOUR = auto()
    HOURS = auto()
    TWO_HOURS = auto()
    DAY = auto()
    DAYS = auto()
    TWO_DAYS = auto()
    WEEK = auto()
    WEEKS = auto()
    TWO_WEEKS = auto()
    MONTH = auto()
    MONTHS = auto()
    TWO_MONTHS = auto()
    YEAR = auto()
    YEARS = auto()
    TWO_YEARS = auto()
    DECADES = auto()
    TWO_DECADES = auto()
    # Other measures.
    PERCENT = "%"
    PERCENTAGE_POINTS = auto()
    DEGREES = auto()
    KM = auto()
    TWO_KM = auto()
    METRES = auto()
    CENTIMETRES = auto()
    MILES = auto()
    NAUTICAL_MILES = auto()
    FEET = auto()
    KM2 = auto()
    SQUARE_BEFORE = auto()
    SQUARE_AFTER = auto()
    KM_PER_HOUR = auto()
    MILES_PER_HOUR = auto()
    PER_HOUR = auto()
    KG = auto()
    GRAMS = auto()
    TONNES = auto()
    LITRES = auto()
    BARRELS = auto()
    DOLLARS = auto()
    EUROS = auto()
    POUNDS = auto()
    LIRAS = auto()
    RIYALS = auto()
    DINARS = auto()
    DIRHAMS = auto()
    ROUBLES = auto()
    SHEKELS = auto()
    YEN = auto()
    YUAN = auto()
    HRYVNIAS = auto()
    TOMANS = auto()


_IN_ORDER = tuple(Meaning)
_MONDAY, _JANUARY = _IN_ORDER.index(Meaning.MONDAY), _IN_ORDER.index(Meaning.JANUARY)
WEEKDAY_MEANINGS = _IN_ORDER[_MONDAY : _MONDAY + 7]
MONTH_MEANINGS = _IN_ORDER[_JANUARY : _JANUARY + 12]


def _said(key: str) -> tuple[Meaning, ...]:
    unknown = [name for name in key.split() if name.upper() not in Meaning.__members__]
    if unknown:
        raise ValueError(f"no such meaning: {', '.join(unknown)}")
    return tuple(Meaning[name.upper()] for name in key.split())


Words = tuple[str, ...]
_Meanings = Annotated[tuple[Meaning, ...], BeforeValidator(_said)]
_Number = Annotated[float, BeforeValidator(lambda key: float(Fraction(key)))]
_Numbers = dict[_Number, Words]


class PeopleWords(BaseModel):
    """Words for counted people and for harm to them, each a regular expression over a folded text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    one: Words
    """Singular nouns without article."""
    many: Words
    """Plural nouns, and those that follow a number."""
    harm: Words
    """Words that say that somebody is killed, hurt, missing, held or displaced."""
    nobody: Words
    """Phrases that say that nobody was harmed."""
    some: Words
    """Words that say more than one and not how many."""
    unknown: Words = ()
    """Those of `some` that may be of one or none."""
    single: Words = ()
    """Articles and pronouns that make the noun after them one."""
    alone: Words = ()
    """What after a word of harm is one by itself ("another", آخر)."""
    named: Words
    """Nouns whose number is part of a name, and words that an age follows."""
    old: Words = ()
    """What makes an age of the digits before it: "jährig"."""
    dual: Words = ()
    """Stems of Arabic nouns whose plural is not in ين, so that both endings of the dual are one."""
    sound_dual: Words = ()
    """Stems of those whose plural is as their dual: only ان, or "two" after it, tells."""


class LanguageWords(BaseModel):
    """The file of one language; what it leaves out the language does not have, or the rules do not read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[_Meanings, Words]
    """By what they say, more than one meaning where one word says them ("heute Morgen" is "today morning")."""
    short: dict[_Meanings, Words] = {}
    """Months and weekdays cut short, which are other words too and count only beside digits."""
    locales: Words = ()
    """The CLDR locales that its months and weekdays are taken from; none for that of the language."""
    numbers: _Numbers = {}
    """Below a thousand."""
    ordinals: tuple[Words, ...] = ()
    """Beginnings of the ordinals, from the first on."""
    scales: _Numbers = {}
    """What multiplies the number before it: "million"."""
    duals: _Numbers = {}
    """Two of a scale in one word."""
    plurals: _Numbers = {}
    """ "Dozens", "millions": without a number before it, an open interval."""
    rough: _Numbers = {}
    """ "A dozen"."""
    shares: _Numbers = {}
    """ "Thirds"."""
    connectors: Words = ()
    """What joins the parts of a number below a thousand."""
    articles: Words = ()
    """Forms of "one" that are an article unless something else tells."""
    ambiguous: Words = ()
    """Number words that are more often another word, and count only before something that is counted."""
    counters: Words = ()
    """What may follow an ambiguous number."""
    glued: dict[str, float | str] = {}
    """Parts of number words written together that are no number words by themselves."""
    halves: str = ""
    """ "And a half" after a number."""
    endings: Words = ()
    """What is written on to digits to make an ordinal."""
    year_after: Words = ()
    """The word "year" where it follows the year."""
    only_beside_digits: Words = ()
    """Months that are other words too."""
    capitals: Words = ()
    """Months that are other words in small letters."""
    hijri_months: Words = ()
    """Regular expressions of the twelve from Muharram on, over folded words written together; empty where none."""
    told_by_sign: Words = ()
    """Months that, written without their signs, are another word and count only beside digits."""
    links: Words = ()
    """What may stand between a number and its noun: "of the"."""
    ends_noun: Words = ()
    """Words that no counted noun begins with or goes beyond: "in", "were"."""
    people: PeopleWords | None = None


_FOLDER = files(__package__) / "lexicons"


@cache
def languages() -> Words:
    """The codes of the languages that have a file."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml")))


@cache
def language_words(code: str) -> LanguageWords | None:
    """The file of a language, None where it has none; ValidationError or TOMLDecodeError where it is not right."""
    if code not in languages():
        return None
    return LanguageWords.model_validate(tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
