"""Tokens of running text: digits, words and signs with their offsets, and what stands at a place among them."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from factcmp.text.folding import fold_text
from factcmp.text.words.vocabulary import ENTRIES, Entry

_MARKS = r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
_SPACED_DIGITS = r"(?<![\d.,٬٫،:/-])\d{1,3}(?: \d{3})+(?:[.,٫]\d{1,2})?(?![.,٬٫،]?\d)"
_MARKED_DIGITS = r"\d+(?:[.,٬٫،'’\u00a0\u202f\u2009]\d+)*(?: 000(?!\d))*"
_PHONE = (
    r"\+(?!\d{1,3}(?: \d{3}){1,4}(?! ?\d))\d{1,3}(?=(?:[ ().-]{0,2}\d){7})(?:[ .-]?\(?\d{1,9}\)?){2,6}"
    r"|\b0\d{2,4} \d{3} \d{3,4}\b|\b0\d(?: \d\d){4}\b"
)
_TOKEN = re.compile(
    rf"(?P<phone>{_PHONE})|(?P<digits>{_SPACED_DIGITS}|{_MARKED_DIGITS})"
    rf"|(?P<word>o['’]clock|(?:[^\W\d_]{_MARKS}*)+)|(?P<symbol>\S)"
)
_DIGIT_FOLD = str.maketrans("\u00a0\u202f\u2009،’", "   ,'")
_GROUPED = re.compile(r"([1-9]\d{0,2})([.,٬' ])(\d{3}(?:\2\d{3}){0,8})(?:(?!\2)[.,٫](\d+))?")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2}){1,8},\d{3}")
_DECIMAL = re.compile(r"(\d{1,30})[.,٬٫](\d+)")
_PREFIXES = sorted(
    ("", *"وفبلك", "ال", "وال", "فال", "بال", "كال", "لل", "وب", "ول", "وك", "فب", "فل", "وبال", "ولل"),
    key=len,
)
_PROCLITIC_LETTERS = frozenset("وفبلكا")
ARTICLE = "ال"
PROCLITICS = frozenset(_PREFIXES) - {""}
"""Arabic proclitics that digits may have attached in front."""
POINTED_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
"""Digits that are thousands or a decimal fraction, as the language has it: 1.200."""
_LONGEST_NUMBER = 30
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


def split_words(words: str) -> frozenset[str]:
    """The words that stand between spaces: how the word lists are written."""
    return frozenset(words.split())


def unprefixed(folded: str, words: Container[str]) -> tuple[str, str] | None:
    """The shortest proclitic (و ف ب ل ك ال, combined) and the known word after it; None when there is none."""
    if folded[:1] not in _PROCLITIC_LETTERS:
        return ("", folded) if folded in words else None
    for prefix in _PREFIXES:
        if folded.startswith(prefix) and folded[len(prefix) :] in words:
            return prefix, folded[len(prefix) :]
    return None


def _ascii_digits(written: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in written)


def digits_value(written: str) -> float | None:
    """The number that the digits and separators say, in any script; None when they are not one number.

    One separator before exactly three digits groups thousands in either habit ("1,200", "1.200"), unless the
    number begins with 0; otherwise a single separator marks decimals.
    """
    plain = _ascii_digits(written).translate(_DIGIT_FOLD)
    if len(plain) > _LONGEST_NUMBER:
        return None
    if plain.isdigit():
        return float(plain)
    if match := _GROUPED.fullmatch(plain):
        return float(match[1] + match[3].replace(match[2], "") + "." + (match[4] or "0"))
    if _INDIAN.fullmatch(plain):
        return float(plain.replace(",", ""))
    match = _DECIMAL.fullmatch(plain)
    return float(f"{match[1]}.{match[2]}") if match else None


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens in order; format characters such as bidi marks are none, and digits that are not one
    number ("12.03.2022", "10,20,30") come apart."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match["word"]:
            tokens.append(Token(match.start(), match.end(), match[0], *_read_word(match[0])))
        elif match["digits"]:
            value = digits_value(match[0])
            pieces = [match.span()] if value is not None else _pieces(match)
            tokens += [Token(s, e, text[s:e], _ascii_digits(text[s:e]), digits_value(text[s:e])) for s, e in pieces]
        elif match["phone"] or unicodedata.category(match[0]) != "Cf":
            tokens.append(Token(match.start(), match.end(), match[0], match[0]))
    return tuple(tokens)


@lru_cache(maxsize=65536)
def _read_word(word: str) -> tuple[str, None, Entry | None, bool, bool]:
    """The folded word with its value (none), entry, and whether "and" or a preposition is attached."""
    folded = fold_text(word)
    found = unprefixed(folded, ENTRIES)
    if not found or _is_other_word(word, *found):
        return folded, None, None, False, False
    prefix, bare = found
    attached = any(char in "بك" for char in prefix) or prefix.lstrip("وف") in ("ل", "لل")
    return bare, None, ENTRIES[bare], prefix[:1] in ("و", "ف") and prefix != "", attached


def _is_other_word(word: str, prefix: str, bare: str) -> bool:
    """Whether a proclitic or a missing hamza makes it another word: Monday, "per cent", "I am not", "two dead"."""
    with_article = prefix.endswith(("ال", "لل"))
    return (
        (with_article and bare in ("واحد", "واحده", "اثنين", "عده", "نصف", "احد"))
        or (prefix.endswith("بال") and bare in ("ميه", "مايه"))
        or (prefix.endswith("ل") and not with_article and bare in ("ست", "سته"))
        or (bare.startswith("ميت") and "ئ" not in unicodedata.normalize("NFKC", word))
    )


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    found = re.finditer(r"\d+|[^\d\s]", match[0])
    return [(match.start() + piece.start(), match.start() + piece.end()) for piece in found]


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token follows the one before it with nothing between."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def folded_at(tokens: Sequence[Token], index: int) -> str:
    """The folded form of the token at the place; empty where there is none."""
    return tokens[index].folded if 0 <= index < len(tokens) else ""


def meaning_at(tokens: Sequence[Token], index: int, words: Mapping[str, _Meaning]) -> _Meaning | None:
    """What the word at the place means, its proclitics aside."""
    found = unprefixed(folded_at(tokens, index), words)
    return words[found[1]] if found else None


def integer_at(tokens: Sequence[Token], index: int, low: int, high: int) -> int | None:
    """The whole number that the token at the place says, where it lies within the bounds."""
    value = tokens[index].value if 0 <= index < len(tokens) else None
    return int(value) if value is not None and value.is_integer() and low <= value <= high else None
