"""Number words below a thousand, composed as their language does: quatre-vingt-dix, zweiundzwanzig, بیست و دو."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from factcmp.text.words.lexicon import Lexicon
from factcmp.text.words.tokens import Token, folded_at, glued
from factcmp.text.words.vocabulary import Part


class Numeral(NamedTuple):
    """The value of number words and the token after them."""

    value: float
    end: int


def read_numeral(tokens: Sequence[Token], words: Sequence[str], index: int, lexicon: Lexicon) -> Numeral | None:
    """The number below a thousand (below ten thousand in Chinese) that begins at the word."""
    if lexicon.grammar.unspaced:
        return _read_characters(words, index, lexicon)
    found = _atom(words, index, lexicon)
    if found is None:
        return None
    value, end = found
    while True:
        is_hyphen = folded_at(tokens, end) in ("-", "‐") and glued(tokens, end) and glued(tokens, end + 1)
        place = end + is_hyphen
        place += place < len(words) and words[place] in lexicon.grammar.connectors
        more = _atom(words, place, lexicon) if place < len(words) else None
        total = _combined(value, more.value, lexicon.language) if more else None
        if more is None or total is None:
            break
        value, end = total, more.end
    return Numeral(value, end)


def _atom(words: Sequence[str], index: int, lexicon: Lexicon) -> Numeral | None:
    found = lexicon.match(words, index)
    if found is not None:
        entry = found[0].entry
        return Numeral(entry.value, found[1]) if entry and entry.part is Part.UNIT else None
    value = _split(words[index], lexicon) if lexicon.glued else None
    return None if value is None else Numeral(value, index + 1)


def _combined(total: float, more: float, language: str) -> float | None:
    """The one number that the two make side by side, or None."""
    rest = total % 100
    if not (total.is_integer() and more.is_integer()) or total == 0 or more == 0:
        return None
    if more >= 100:
        is_product = more == 100 and total < 20
        return total * 100 if is_product else total + more if total % 1000 == 0 and more < 1000 else None
    if language == "fr" and more == 20 and rest == 4:
        return total - 4 + 80
    if rest == 0:
        return total + more
    if more >= 10:
        return total + more if language == "fr" and more < 20 and rest in (60, 80) else None
    ends_ten = rest == 10 and (language == "tr" or (language == "fr" and more > 6))
    return total + more if ends_ten or (rest >= 20 and rest % 10 == 0) else None


def _read_characters(words: Sequence[str], index: int, lexicon: Lexicon) -> Numeral | None:
    """二百三十, 二〇二五."""
    total, digit, end, digits = 0.0, 0.0, index, ""
    while end < len(words):
        sense = lexicon.phrases.get((words[end],))
        if sense is None or sense.entry is None or sense.entry.part is not Part.UNIT:
            break
        if sense.entry.value >= 10:
            total, digit = total + (digit or 1) * sense.entry.value, 0
        else:
            digit = sense.entry.value
            digits += f"{digit:.0f}"
        end += 1
    if end == index:
        return None
    is_digits = len(digits) == end - index and len(digits) > 1
    return Numeral(float(digits) if is_digits else total + digit, end)


@lru_cache(maxsize=4096)
def _split_word(word: str, atoms: tuple[tuple[str, float | str], ...], language: str) -> float | None:
    """The value of number words written together, every part of the word accounted for."""
    best: dict[int, list[tuple[float, float, bool]]] = {0: [(0.0, 0.0, False)]}
    for start in range(len(word)):
        for thousands, below, after_and in best.get(start, ()):
            for atom, value in atoms:
                if not word.startswith(atom, start):
                    continue
                step = _stepped(thousands, below, after_and, value, language)
                if step is not None:
                    best.setdefault(start + len(atom), []).append(step)
    return next((thousands + below for thousands, below, after in best.get(len(word), ()) if not after), None)


def _stepped(
    thousands: float, below: float, after_and: bool, value: float | str, language: str
) -> tuple[float, float, bool] | None:
    """The thousands and what is below them with one more part; the last says whether an "and" waits for its ten."""
    if isinstance(value, str):
        return (thousands, below, True) if 0 < below % 100 < 10 or below % 100 == 0 < below + thousands else None
    if value == 1000:
        return ((below or 1) * 1000, 0.0, False) if not thousands and not after_and else None
    if after_and and 0 < below % 100 < 10:
        return (thousands, below + value, False) if 20 <= value < 100 else None
    if below == 0:
        return (thousands, value, False) if value < 1000 else None
    total = _combined(below, value, language)
    return None if total is None or (total >= 1000 and value != 100) else (thousands, total, False)


def _split(word: str, lexicon: Lexicon) -> float | None:
    if len(word) < 4:
        return None
    half = lexicon.grammar.halves[0] if len(lexicon.grammar.halves) == 1 else ""
    stem = word.removesuffix(half) if half and word.endswith(half) else word
    value = lexicon.glued.get(stem) if stem != word else None
    if isinstance(value, float):
        return value + 0.5
    return _split_word(word, tuple(lexicon.glued.items()), lexicon.language)
