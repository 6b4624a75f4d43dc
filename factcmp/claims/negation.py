"""Whether words negate or deny, and which word a negation governs; a language without a table in negation.toml is not
judged (None).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BeforeValidator

from factcmp.models import Frozen
from factcmp.text.folding import fold_text, is_arabic_letter, light_stem, tokens
from factcmp.text.languages import primary_language

_Words = Annotated[frozenset[str], BeforeValidator(lambda words: frozenset(words.split()))]
_Phrase = Annotated[re.Pattern[str], BeforeValidator(lambda phrase: phrase.replace("\n", ""))]
# At the end of what stands before, and from the beginning of a word: an earlier "denied that" governs nothing here.
_Ending = Annotated[_Phrase, BeforeValidator(lambda phrase: rf"(?<!\S)(?:{phrase})$")]
_Phrases = Annotated[re.Pattern[str], BeforeValidator(lambda phrases: rf"(?<!\S)(?:{'|'.join(phrases)})(?!\S)")]


class _Table(Frozen):
    """How one language negates; the file says what each field is."""

    particles: _Words
    ambiguous: _Words = frozenset()
    contracted: _Phrase | None = None
    attached: str = ""
    denials: Annotated[tuple[str, ...], BeforeValidator(lambda words: tuple(words.split()))]
    inside: _Phrase | None = None
    idioms: _Phrases | None = None
    denied_that: _Ending | None = None
    that: _Words = frozenset()
    passed_over: _Words = frozenset()
    empty: _Words = frozenset()
    irregular: Mapping[str, str] = {}

    def is_particle(self, word: str) -> bool:
        return word in self.particles or bool(self.contracted and self.contracted.search(word))

    def governs(self, word: str) -> bool:
        return self.is_particle(word) and word not in self.ambiguous

    def denies(self, word: str) -> bool:
        forms = {word, light_stem(word), word[1:] if word[0] in self.attached else word} if self.attached else {word}
        return any(form.startswith(self.denials) for form in forms) or bool(self.inside and self.inside.search(word))


@cache
def _tables() -> Mapping[str, _Table]:
    read = tomllib.loads(files("factcmp.claims").joinpath("negation.toml").read_text(encoding="utf-8"))
    return {language: _Table.model_validate(table) for language, table in read.items()}


def _table(language: str | None) -> _Table | None:
    return _tables().get(primary_language(language))


@cache
def _in_any(field: str) -> frozenset[str]:
    """The words of all languages: a text names people and bodies in several."""
    return frozenset[str]().union(*(getattr(table, field) for table in _tables().values()))


def negates(text: str, language: str | None) -> bool | None:
    """Whether the words negate, deny or call something untrue; None for a language without a table."""
    table = _table(language)
    return any(table.is_particle(word) or table.denies(word) for word in tokens(fold_text(text))) if table else None


def has_particle(text: str, language: str | None) -> bool | None:
    """Whether the words have a particle ("not", لم) that negates; None for a language without a table."""
    table = _table(language)
    return any(map(table.is_particle, without_idioms(text, language).split())) if table else None


def is_particle(word: str, language: str | None) -> bool:
    """Whether a folded word alone is a negating particle of the language."""
    table = _table(language)
    return table is not None and table.is_particle(word)


def negates_next(before: str, after: str, language: str | None) -> bool:
    """Whether folded words turn round the words after them: "not", "denied that", دون أن."""
    table = _table(language)
    if table is None:
        return False
    before, first = before.rstrip(), after.split(" ", 1)[0]
    last, that = before.rpartition(" ")[2], _in_any("that")
    if table.denied_that and (
        (last in that and table.denied_that.search(before))
        or (first in that and table.denied_that.search(f"{before} {first}"))
    ):
        return True
    words = tokens(last)
    if not words:
        return False
    if table is _table("zh"):
        return words[-1] in "不没沒未" or (words[-1] == "有" and words[-2:-1] in (["没"], ["沒"], ["未"]))
    however = words[-1] in ("غير", "وغير") and first in that
    return table.governs(words[-1]) and not however


def without_idioms(text: str, language: str | None) -> str:
    """The folded words, apart from each other, without the phrases that negate in form only ("not only", لا يزال)."""
    words = " ".join(tokens(fold_text(text)))
    table = _table(language)
    return table.idioms.sub(" ", words) if table and table.idioms else words


def negated_stems(text: str, language: str | None) -> frozenset[str]:
    """Stems of the words that a particle in the text governs, and that the text does not have without one too."""
    table = _table(language)
    if table is None:
        return frozenset()
    words = without_idioms(text, language).split()
    governed = {_governed(words, index) for index, word in enumerate(words) if table.governs(word)}
    negated = {words[index] for index in governed if index is not None and not table.is_particle(words[index])}
    free = (word for index, word in enumerate(words) if index not in governed)
    return frozenset(map(word_stem, negated)).difference(map(word_stem, free)) if negated else frozenset()


def word_stem(word: str) -> str:
    """A stem that an Arabic or English verb keeps between its tenses; other words by `light_stem`."""
    if word.isascii() and word.isalpha():
        stem = _without_ending(_verbs().get(word, word), ("ing", "ed", "es", "s", "e"))
        if stem[-1] == stem[-2:-1]:
            stem = stem[:-1]
        return f"{stem[:-1]}y" if stem.endswith("i") else stem
    stem = light_stem(word)
    if not stem or not all(map(is_arabic_letter, stem)):
        return stem
    stem = _without_ending(stem, ("وا", "ت"))
    leads = ("سي", "ست", "سن", "ي", "ت", "ن", "ا")
    return next((stem[len(lead) :] for lead in leads if stem.startswith(lead) and len(stem) - len(lead) >= 3), stem)


def _without_ending(word: str, endings: Sequence[str]) -> str:
    return next((word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= 3), word)


@cache
def _verbs() -> Mapping[str, str]:
    return {form: verb for verb, forms in _tables()["en"].irregular.items() for form in forms.split()}


def _governed(words: Sequence[str], particle: int) -> int | None:
    """Where the word stands that the particle negates; None where that cannot be told."""
    for index in range(particle + 1, min(particle + 4, len(words))):
        word = words[index]
        if word not in _in_any("passed_over"):
            known = word not in _in_any("empty") and len(word) > (3 if "a" <= word[0] <= "z" else 1)
            return index if known else None
    return None
