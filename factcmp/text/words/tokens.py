"""Tokens of running text as the rules read them, and what stands at a place among them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

_Value = TypeVar("_Value")
Meanings = frozenset[str]
NOTHING: Meanings = frozenset()


class Part(StrEnum):
    """What a word does in a composed number."""

    UNIT = "unit"
    """A number below a thousand."""
    HUNDRED = "hundred"
    DOZEN = "dozen"
    SCALE = "scale"
    """It multiplies the number before it: "million"."""
    PLURAL = "plural"
    """Without a number before it an open interval: "dozens", "millions"."""
    DUAL = "dual"
    """Two of a scale in one word."""
    FEW = "few"
    HALF = "half"
    SHARE = "share"
    """ "Thirds"."""


class Entry(NamedTuple):
    """A number word: its part, its value and whether its language puts them together as Arabic does."""

    part: Part
    value: float
    units_first: bool = False


class Token(NamedTuple):
    """A run of digits, a phrase or one other sign, with its offsets and its folded form."""

    start: int
    end: int
    text: str
    folded: str
    value: float | None = None
    """The number that digits or words say."""
    entry: Entry | None = None
    meanings: Meanings = NOTHING
    """What it says as it is written, by the names of `meanings.toml`."""
    behind: Meanings = NOTHING
    """What it says also if its proclitics are set aside."""
    joined: bool = False
    """Whether "and" (و, ف) is attached in front."""
    attached: bool = False
    """Whether a preposition (ب, ل, ك) is attached in front."""
    spelt: bool = False
    """Whether the value is that of words."""
    implied: float | None = None
    """A number that the word may stand for without being counted as one ("un", "ein")."""

    @property
    def part(self) -> Part | None:
        """What it does in a composed number, if it is a number word."""
        return self.entry.part if self.entry else None


_NO_TOKEN = Token(-1, -1, " ", "")


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token follows the one before it with nothing between."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def token_at(tokens: Sequence[Token], index: int) -> Token:
    """The token at the place, or one that is no word, sign or number."""
    return tokens[index] if 0 <= index < len(tokens) else _NO_TOKEN


def folded_at(tokens: Sequence[Token], index: int) -> str:
    """The folded form of the token at the place; empty where there is none."""
    return token_at(tokens, index).folded


def says(tokens: Sequence[Token], index: int, *meanings: str) -> bool:
    """Whether the token at the place has one of these meanings as it is written."""
    return 0 <= index < len(tokens) and not tokens[index].meanings.isdisjoint(meanings)


def meaning_at(tokens: Sequence[Token], index: int, values: Mapping[str, _Value]) -> _Value | None:
    """The value of what the token at the place means, its proclitics aside."""
    return _first(values, tokens[index].behind) if 0 <= index < len(tokens) else None


def said_at(tokens: Sequence[Token], index: int, values: Mapping[str, _Value]) -> _Value | None:
    """The value of what the token at the place says as it is written."""
    return _first(values, tokens[index].meanings) if 0 <= index < len(tokens) else None


def _first(values: Mapping[str, _Value], meanings: Meanings) -> _Value | None:
    if values.keys().isdisjoint(meanings):
        return None
    return next(value for meaning, value in values.items() if meaning in meanings)


def integer_at(tokens: Sequence[Token], index: int, low: int, high: int) -> int | None:
    """The whole number that the token at the place says, where it lies within the bounds."""
    value = token_at(tokens, index).value
    return int(value) if value is not None and value.is_integer() and low <= value <= high else None
