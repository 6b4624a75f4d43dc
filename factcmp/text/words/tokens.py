"""Tokens of running text as the rules read them, and what stands at a place among them."""

import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from factcmp.text.words.scanning import fold_piece, scan
from factcmp.text.words.vocabulary import ENTRIES, Entry, Part

ARTICLE = "ال"
_PREFIXES = sorted(
    ("", *"وفبلك", "ال", "وال", "فال", "بال", "كال", "لل", "وب", "ول", "وك", "فب", "فل", "وبال", "ولل"),
    key=len,
)
_PROCLITIC_LETTERS = frozenset("وفبلكا")
PROCLITICS = frozenset(_PREFIXES) - {""}
"""Arabic proclitics that digits may have attached in front."""
_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, a word or one other sign, with its offsets and its folded form."""

    start: int
    end: int
    text: str
    folded: str
    value: float | None = None
    """The number that the digits say; None for words and signs."""
    entry: Entry | None = None
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


def unprefixed(folded: str, words: Container[str]) -> tuple[str, str] | None:
    """The shortest proclitic (و ف ب ل ك ال, combined) and the known word after it; None when there is none."""
    if folded[:1] not in _PROCLITIC_LETTERS:
        return ("", folded) if folded in words else None
    for prefix in _PREFIXES:
        if folded.startswith(prefix) and folded[len(prefix) :] in words:
            return prefix, folded[len(prefix) :]
    return None


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens in order, number words without their proclitics."""
    tokens: list[Token] = []
    for start, end, piece, value in scan(text):
        folded, entry, joined, attached = _read_word(piece)
        tokens.append(Token(start, end, piece, folded, value, entry, joined, attached))
    return tuple(tokens)


@lru_cache(maxsize=65536)
def _read_word(word: str) -> tuple[str, Entry | None, bool, bool]:
    """The folded word with its entry, and whether "and" or a preposition is attached."""
    folded = fold_piece(word)
    found = unprefixed(folded, ENTRIES)
    if not found or _is_other_word(word, *found):
        return folded, None, False, False
    prefix, bare = found
    attached = any(char in "بك" for char in prefix) or prefix.lstrip("وف") in ("ل", "لل")
    return bare, ENTRIES[bare], prefix[:1] in ("و", "ف") and prefix != "", attached


def _is_other_word(word: str, prefix: str, bare: str) -> bool:
    """Whether a proclitic or a missing hamza makes it another word: Monday, "per cent", "I am not", "two dead"."""
    with_article = prefix.endswith((ARTICLE, "لل"))
    return (
        (with_article and bare in ("واحد", "واحده", "اثنين", "عده", "نصف", "احد"))
        or (prefix.endswith("بال") and bare in ("ميه", "مايه"))
        or (prefix.endswith("ل") and not with_article and bare in ("ست", "سته"))
        or (bare.startswith("ميت") and "ئ" not in unicodedata.normalize("NFKC", word[:40]))
    )


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token follows the one before it with nothing between."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def token_at(tokens: Sequence[Token], index: int) -> Token:
    """The token at the place, or one that is no word, sign or number."""
    return tokens[index] if 0 <= index < len(tokens) else _NO_TOKEN


def folded_at(tokens: Sequence[Token], index: int) -> str:
    """The folded form of the token at the place; empty where there is none."""
    return token_at(tokens, index).folded


def meaning_at(tokens: Sequence[Token], index: int, words: Mapping[str, _Meaning]) -> _Meaning | None:
    """What the word at the place means, its proclitics aside."""
    found = unprefixed(folded_at(tokens, index), words)
    return words[found[1]] if found else None


def integer_at(tokens: Sequence[Token], index: int, low: int, high: int) -> int | None:
    """The whole number that the token at the place says, where it lies within the bounds."""
    value = token_at(tokens, index).value
    return int(value) if value is not None and value.is_integer() and low <= value <= high else None
