"""Runs of text: numbers in digits, words and signs, with their offsets, and each as the rules know it, folded."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from factcmp.text.folding import UNSPACED_CHARS, fold_text
from factcmp.text.words.tokens import Token

_MARKS = r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
_SPACED_DIGITS = r"(?<![\d.,٬٫،:/-])\d{1,3}(?: \d{3})+(?:[.,٫]\d{1,2})?(?![.,٬٫،]?\d)"
_MARKED_DIGITS = r"\d+(?:[.,٬٫،'’\u00a0\u202f\u2009]\d+)*(?: 000(?!\d))*"
_PHONE = (
    r"(?:\+(?!\d{1,3}(?: \d{3}){1,4}(?! ?\d))|\b00)\d{1,3}(?=(?:[ ().-]{0,2}\d){7})(?:[ .-]?\(?\d{1,9}\)?){2,6}"
    r"|\b0\d{2,4} \d{3} \d{3,4}\b|\b0\d(?: \d\d){4}\b"
)
_PIECE = re.compile(
    rf"(?P<phone>{_PHONE})|(?P<digits>{_SPACED_DIGITS}|{_MARKED_DIGITS})"
    rf"|(?P<word>o['’]clock|[{UNSPACED_CHARS}]|(?:[^\W\d_{UNSPACED_CHARS}]{_MARKS}*)+)|(?P<sign>\S)"
)
_DIGIT_FOLD = str.maketrans("\u00a0\u202f\u2009،’", "   ,'")
_GROUPED = re.compile(r"([1-9]\d{0,2})([.,٬' ])(\d{3}(?:\2\d{3}){0,8})(?:(?!\2)[.,٫](\d+))?")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2}){1,8},\d{3}")
_DECIMAL = re.compile(r"(\d{1,30})[.,٬٫](\d+)")
_PART_OF_DIGITS = re.compile(r"\d+|[^\d\s]")
_LONGEST_NUMBER = 30
POINTED_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
"""Digits that are thousands or a decimal fraction, as the language has it: 1.200."""


def scan(text: str) -> Iterator[Token]:
    """The numbers in digits, words and signs in order; in scripts that put no spaces between words each character is a
    word. Format characters such as bidi marks are none, and digits that are not one number ("12.03.2022", "10,20,30")
    come apart."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if not match["digits"]:
            if not match["sign"] or unicodedata.category(match[0]) != "Cf":
                yield Token(start, end, match[0], fold_piece(match[0]))
        elif (value := _digits_value(match[0])) is not None:
            yield Token(start, end, match[0], fold_piece(match[0]), value)
        else:
            for part in _PART_OF_DIGITS.finditer(match[0]):
                low, high = start + part.start(), start + part.end()
                yield Token(low, high, part[0], fold_piece(part[0]), _digits_value(part[0]))


def _ascii_digits(written: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in written)


def _digits_value(written: str) -> float | None:
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


@lru_cache(maxsize=65536)
def fold_piece(text: str) -> str:
    """The word folded, the Turkish ı as i like its capital; a number in ASCII digits; a sign in its common form."""
    if text[0].isdecimal():
        return _ascii_digits(text)
    if text[0].isalnum():
        return fold_text(text).replace("ı", "i") or text[0]
    return unicodedata.normalize("NFKC", text).replace("’", "'")


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The pieces of the phrase, folded."""
    return tuple(piece.folded for piece in scan(phrase))
