"""What the words and phrases of a language say, by its file and CLDR.

Number words, hedges and measures are ours (`lexicons`), month and weekday names and the decimal sign are CLDR's, by
babel, for any of its languages. Measured in November 2026 on 848 numbers up to ten millions as num2words 0.5.14
writes them and on 8 to 29 expressions a language as newspapers write them. Refused: text2num 3.1, compiled, which has
five of the eleven languages, and of twelve French, Spanish, German, Italian and Portuguese phrases with an article, a
dozen, a half or an abbreviation ("une dizaine", "veintiún mil", "anderthalb Millionen", "zwei Mio") read one in full;
num2words reversed, which by default writes neither cases nor feminines ("двухсот", "doscientas") and has no Chinese.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple

from factcmp.text.languages import primary_language
from factcmp.text.words.cldr import calendar_names, find_locale, has_decimal_comma, short_months
from factcmp.text.words.meanings import (
    MEASURES,
    MONTHS,
    SIGNS,
    LanguageWords,
    Phrase,
    Phrases,
    Unit,
    Words,
    language_words,
    languages,
    united,
)
from factcmp.text.words.scanning import fold_phrase, fold_piece
from factcmp.text.words.tokens import NOTHING, Entry, Meanings, Part, Token

OWN_LANGUAGES = ("ar", "en")
"""Those that are read where a text's language is not known, or has no file."""
_VAGUE = {
    "few": Entry(Part.FEW, 2),
    "three_to_ten": Entry(Part.FEW, 3),
    "couple": Entry(Part.FEW, 2),
    "half": Entry(Part.HALF, 0.5),
    "quarter": Entry(Part.HALF, 0.25),
}
_LENGTHS = {name: factor for name, (unit, factor) in MEASURES.items() if unit == "km" and not name.startswith("two_")}
_ONLY_COMPOSED = ("square_before", "square_after", "per_hour")
UNITS: Mapping[str, Unit] = {
    **{name: unit for name, unit in MEASURES.items() if not name.startswith("two_")},
    **{f"square {name}": ("km2", factor**2) for name, factor in _LENGTHS.items()},
    **{f"{name} per hour": ("km/h", factor) for name, factor in _LENGTHS.items()},
}
"""What the measures among the meanings are in their base units."""
DUAL_UNITS: Mapping[str, Unit] = {name: unit for name, unit in MEASURES.items() if name.startswith("two_")}
"""Two of a unit in one word, by what one of it is."""
RANKS = {f"rank {rank}": rank for rank in range(1, 13)}
"""The meanings of ordinals."""


class Sense(NamedTuple):
    """What a phrase stands for: its meanings, by words where it says several ("heute Morgen"), or a number."""

    said: tuple[Meanings, ...] = (NOTHING,)
    entry: Entry | None = None

    def says(self, *meanings: str) -> bool:
        """Whether it has one of these meanings."""
        return not self.said[0].isdisjoint(meanings)

    @property
    def is_unit(self) -> bool:
        """Whether it is a number below a thousand."""
        return self.entry is not None and self.entry.part is Part.UNIT

    @property
    def is_measured(self) -> bool:
        """Whether it is a unit of measure."""
        return not self.said[0].isdisjoint(UNITS)

    def beside(self, other: "Sense | None") -> "Sense":
        """A phrase of both senses."""
        if other is None:
            return self
        return Sense((self.said[0] | other.said[0], *self.said[1:]), self.entry or other.entry)


class Match(NamedTuple):
    """A phrase where it stands."""

    sense: Sense
    end: int
    behind: Meanings
    """What it says also if its proclitics are set aside."""
    joined: bool = False
    attached: bool = False


@dataclass(frozen=True, eq=False)
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

    def match(self, pieces: Sequence[Token], index: int) -> Match | None:
        """The longest phrase that begins at the piece, and where it ends."""
        if index >= len(pieces):
            return None
        found, forms = _look_up(self, pieces[index].text)
        for word, joined, attached in forms:
            for length in range(min(self.longest[word], len(pieces) - index), 1, -1):
                rest = (piece.folded for piece in pieces[index + 1 : index + length])
                if sense := self.phrases.get((word, *rest)):
                    return Match(sense, index + length, sense.said[0], joined, attached)
        return found and found._replace(end=index + 1)


@lru_cache(maxsize=65536)
def _look_up(lexicon: Lexicon, text: str) -> tuple[Match | None, tuple[tuple[str, bool, bool], ...]]:
    """What the one word says, and its forms that a phrase begins with, by their proclitics from the shortest on."""
    word, grammar = fold_piece(text), lexicon.grammar
    forms: list[tuple[str, bool, bool]] = []
    known: list[Match] = []
    for front, joined, attached in grammar.proclitics.forms:
        if not word.startswith(front) or (form := word[len(front) :]) not in lexicon.longest:
            continue
        forms.append((form, joined, attached))
        if sense := lexicon.phrases.get((form,)):
            sense = _as_written(sense, form, text, grammar)
            entry = None if grammar.other_words.fullmatch(word) else sense.entry
            known.append(Match(Sense(sense.said, entry), 1, NOTHING, joined, attached))
    if not known:
        endings = (ending for ending in grammar.case_endings if word.endswith(ending) and len(word) - len(ending) > 2)
        found = (lexicon.phrases.get((word.removesuffix(ending),)) for ending in endings)
        return next((Match(sense, 1, sense.said[0]) for sense in found if sense), None), tuple(forms)
    behind = NOTHING.union(*(match.sense.said[0] for match in known))
    exact = known[0].sense.said if (word,) in lexicon.phrases else (NOTHING,)
    main = next((match for match in known if match.sense.entry), known[0])
    return main._replace(sense=Sense(exact, main.sense.entry), behind=behind), tuple(forms)


def _as_written(sense: Sense, word: str, text: str, grammar: LanguageWords) -> Sense:
    """The sense; a word that is another without its signs is no number then, and no month without digits."""
    signs = grammar.told_by_sign.get(word, frozenset())
    if signs <= set(unicodedata.normalize("NFKC", text[:40])):
        return sense
    return Sense((Meanings(f"short {name}" if name in MONTHS else name for name in sense.said[0]),))


@lru_cache(maxsize=16384)
def find_rank(word: str, ordinals: tuple[Words, ...]) -> str | None:
    """The meaning of an inflected ordinal of a language."""
    stems = ((stem, rank) for rank, stems in enumerate(ordinals, 1) for stem in stems)
    return next((f"rank {rank}" for stem, rank in stems if word.startswith(stem) and len(word) - len(stem) <= 4), None)


def load_lexicon(language: str | None) -> Lexicon:
    """The lexicon of a BCP 47 tag; that of Arabic and English also for no language, with the tag's months and weekdays
    for one that has no file."""
    tag = (language or "").replace("_", "-").lower()
    return _load("" if primary_language(tag) in OWN_LANGUAGES or find_locale(tag) is None else tag)


def knows_numbers(language: str | None) -> bool:
    """Whether the number words of the language are read."""
    return primary_language(language) in languages()


@lru_cache(maxsize=64)
def _load(tag: str) -> Lexicon:
    code, locale = primary_language(tag), find_locale(tag)
    files = [file for file in map(language_words, (code,) if code in languages() else OWN_LANGUAGES) if file]
    phrases: dict[Phrase, Sense] = {}
    for file in files:
        locales = map(find_locale, file.locales) if file.locales else (locale,)
        _add(phrases, _calendar(chain.from_iterable(calendar_names(one) for one in locales if one), file))
        _add(phrases, _phrases(file))
    if locale and code not in languages():
        _add(phrases, _calendar(calendar_names(locale), files[0]))
    if locale:
        phrases = {name: _sense(f"short {month}") for name, month in short_months(locale)} | phrases
    _add(phrases, ((fold_phrase(sign), _sense(name)) for sign, name in SIGNS.items()))
    grammar, glued = united(files), dict[str, float | str]()
    for file in files:
        phrases = dict(_composites(phrases, file.words)) | phrases
    if grammar.glued:
        units = ((key[0], sense.entry) for key, sense in phrases.items() if sense.is_unit and len(key) == 1)
        glued = {**{word: entry.value for word, entry in units if entry}, **grammar.glued}
    decimal_comma = None if tag == "es" else locale is not None and has_decimal_comma(locale)
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Lexicon(code, phrases, longest, decimal_comma, grammar, glued)


def _sense(*meanings: str, entry: Entry | None = None) -> Sense:
    """What a single word says, a number word among them."""
    return Sense((Meanings(meanings),), entry)


def _add(phrases: dict[Phrase, Sense], more: Iterable[tuple[Phrase, Sense]]) -> None:
    for phrase, sense in more:
        phrases[phrase] = sense.beside(phrases.get(phrase))


def _calendar(names: Iterable[tuple[Phrase, str]], file: LanguageWords) -> Iterator[tuple[Phrase, Sense]]:
    """Months and weekdays; those that an ordinal tells apart also with its other forms and its digit: كانون 2."""
    for phrase, name in names:
        yield phrase, _sense(f"short {name}" if phrase[0] in file.only_beside_digits else name)
        forms = next((forms for forms in file.ordinals if _bare(phrase[-1], file) & forms), frozenset())
        rank = file.ordinals.index(forms) + 1 if forms and len(phrase) == 2 else 0
        if rank:
            yield from (((phrase[0], other), _sense(name)) for other in (str(rank), *forms))


def _bare(word: str, file: LanguageWords) -> frozenset[str]:
    return frozenset((word, *(word.removeprefix(article) for article in file.proclitics.articles)))


def _phrases(file: LanguageWords) -> Iterator[tuple[Phrase, Sense]]:
    for part, table in file.numbers.items():
        for value, forms in table.items():
            yield from ((form, _sense(entry=Entry(part, value, file.units_first))) for form in forms)
    for meanings, forms in file.words.items():
        if meanings[0] in _ONLY_COMPOSED:
            continue
        vague = _VAGUE.get(meanings[0])
        entry = vague._replace(units_first=file.units_first) if vague else None
        yield from ((form, Sense(tuple(Meanings({one}) for one in meanings), entry)) for form in forms)
    for meanings, forms in file.short.items():
        yield from ((form, _sense(f"short {meanings[0]}")) for form in forms)
    yield from (((word,), _sense("capital")) for word in file.capitals)
    yield from (((form,), _sense("proclitic")) for form, *_ in file.proclitics.forms if form)
    if file.unspaced or file.ordinals_are_whole:
        ordinals = ((ordinal, rank) for rank, forms in enumerate(file.ordinals, 1) for ordinal in forms)
        yield from ((fold_phrase(ordinal), _sense(f"rank {rank}")) for ordinal, rank in ordinals)
    for hedge, filler in product(("more_than", "less_than"), file.words.get(("their_number",), ())):
        for form in file.words[(hedge,)]:  # لا يقل عددهم عن 50, لا يتجاوز عددهم 50
            yield (*form, *filler), _sense(hedge, "their_number")
            yield (*form[:-1], *filler, form[-1]), _sense(hedge)


def _composites(phrases: Mapping[Phrase, Sense], words: Mapping[Phrase, Phrases]) -> Iterator[tuple[Phrase, Sense]]:
    """Lengths as areas and speeds: "square km", "km²", "km an hour"."""
    for name in _LENGTHS:
        for phrase in [phrase for phrase, sense in phrases.items() if sense.says(name)]:
            for square in words.get(("square_before",), ()):
                yield square + phrase, _sense(f"square {name}")
            for square in (*words.get(("square_after",), ()), ("2",)):
                yield phrase + square, _sense(f"square {name}")
            yield (*phrase[:-1], f"{phrase[-1]} 2"), _sense(f"square {name}")  # km²
            for per in words.get(("per_hour",), ()):
                yield phrase + per, _sense(f"{name} per hour")
