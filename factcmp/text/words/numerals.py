"""Number words below a thousand, composed as their language does: quatre-vingt-dix, zweiundzwanzig, بیست و دو."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from factcmp.text.words.lexicon import Lexicon
from factcmp.text.words.meanings import LanguageWords
from factcmp.text.words.tokens import Part, Token, folded_at, glued


class Numeral(NamedTuple):
    """The value of number words and the token after them."""

    value: float
    end: int
    joined: bool = False
    attached: bool = False
    units_first: bool = False


def read_numeral(pieces: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral | None:
    """The number below a thousand (below ten thousand in Chinese) that begins there."""
    if lexicon.grammar.unspaced:
        return _read_characters(pieces, index, lexicon)
    number = _atom(pieces, index, lexicon)
    while number:
        value, end = number.value, number.end
        end += folded_at(pieces, end) in ("-", "‐") and glued(pieces, end) and glued(pieces, end + 1)
        after_hundreds = lexicon.grammar.after_hundreds if value % 100 == 0 else ()
        is_and = folded_at(pieces, end) in lexicon.grammar.connectors or folded_at(pieces, end) in after_hundreds
        more = _atom(pieces, end + is_and, lexicon)
        if more is None or more.attached:
            break
        total = _combined(value, more, is_and or more.joined, lexicon.grammar)
        if total is None:
            break
        number = number._replace(value=total, end=more.end)
    return number


def _atom(pieces: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral | None:
    if found := lexicon.match(pieces, index):
        entry = found.sense.entry
        if entry is None or entry.part is not Part.UNIT:
            return None
        return Numeral(entry.value, found.end, found.joined, found.attached, entry.units_first)
    value = _split(folded_at(pieces, index), lexicon) if lexicon.glued else None
    return None if value is None else Numeral(value, index + 1)


def _combined(total: float, number: Numeral, joined: bool, grammar: LanguageWords) -> float | None:
    """The one number that the two make side by side, or None."""
    rest, more = total % 100, number.value
    if not (total.is_integer() and more.is_integer()) or total == 0 or more == 0:
        return None
    if more == 100 and not joined and total < (10 if number.units_first else 20):
        return total * 100
    if number.units_first:
        is_teen = more == 10 and 0 < rest < 10 and not joined
        fits = is_teen or (joined and more < 100 and (rest == 0 or (rest < 10 and more >= 20)))
    elif more >= 100:
        fits = total % 1000 == 0 and more < 1000
    elif more >= 10:
        fits = rest == 0 or (more < 20 and rest in grammar.before_teens)
    else:
        fits = rest == 0 or (rest >= grammar.least_ten and rest % 10 == 0)
    return total + more if fits else None


def _read_characters(pieces: Sequence[Token], index: int, lexicon: Lexicon) -> Numeral | None:
    """二百三十, 二〇二五."""
    total, digit, end, digits = 0.0, 0.0, index, ""
    while end < len(pieces):
        sense = lexicon.phrases.get((pieces[end].folded,))
        if sense is None or sense.entry is None or not sense.is_unit:
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
def _split(word: str, lexicon: Lexicon) -> float | None:
    """The value of number words written together, every part of the word accounted for."""
    halves = lexicon.grammar.halves
    stem = word.removesuffix(halves[0]) if len(halves) == 1 else word
    if stem != word and isinstance(value := lexicon.glued.get(stem), float):
        return value + 0.5
    best: dict[int, list[tuple[float, float, bool]]] = {0: [(0.0, 0.0, False)]}
    for start in range(len(word) if len(word) >= 4 else 0):
        for thousands, below, after_and in best.get(start, ()):
            for atom, value in lexicon.glued.items():
                if not word.startswith(atom, start):
                    continue
                step = _stepped(thousands, below, after_and, value, lexicon.grammar)
                if step is not None:
                    best.setdefault(start + len(atom), []).append(step)
    return next((thousands + below for thousands, below, after in best.get(len(word), ()) if not after), None)


def _stepped(
    thousands: float, below: float, after_and: bool, value: float | str, grammar: LanguageWords
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
    total = _combined(below, Numeral(value, 0), False, grammar)
    return None if total is None or (total >= 1000 and value != 100) else (thousands, total, False)
