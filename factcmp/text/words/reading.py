"""Tokens of a text in any language as the rules read them: each phrase that its lexicon knows as the rules' own word.

In a language with a lexicon of ours every other word is masked, so that an Arabic or English homograph ("once", آب)
is not read. In other languages only months and weekdays are exchanged.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from factcmp.text.words.lexicon import Lexicon, Sense, find_rank, load_lexicon
from factcmp.text.words.numerals import Numeral, read_numeral
from factcmp.text.words.scanning import POINTED_THOUSANDS, fold_piece
from factcmp.text.words.tokens import Token, glued, token_at, tokenise
from factcmp.text.words.vocabulary import ENTRIES, Entry, Part

_COMMA_DECIMAL = re.compile(r"\d{1,3},\d{3}")
_KEPT_WORDS = frozenset(("km", "kg", "cm", "m", "km 2", "m 2", "usd", "eur", "gbp"))
_MASK = "\N{MIDDLE DOT}"


@lru_cache(maxsize=64)
def read_tokens(text: str, language: str | None = None) -> tuple[Token, ...]:
    """The tokens of the text; with a language, its words in those of the rules."""
    tokens, lexicon = tokenise(text), load_lexicon(language)
    return tokens if lexicon is None else _Translation(tokens, lexicon).read()


class _Translation:
    """The tokens of a text in one language, read from left to right into those of the rules."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self._tokens, self._lexicon, self._grammar = tokens, lexicon, lexicon.grammar
        self._words = [fold_piece(token.text) for token in tokens]
        self._out: list[Token] = []

    def read(self) -> tuple[Token, ...]:
        index = 0
        while index < len(self._tokens):
            index = self._next(index)
        return tuple(self._out)

    def _next(self, index: int) -> int:
        """Reads what stands at the place and tells where it ends."""
        token, found = self._tokens[index], self._lexicon.match(self._words, index)
        if token.value is not None and found is None:
            return self._digits(index)
        numeral = read_numeral(self._tokens, self._words, index, self._lexicon)
        if numeral and (found is None or found[0].is_unit):
            return self._spelt(index, numeral)
        if found is None or found[0].is_unit:
            self._out.append(self._masked(token, self._words[index]))
            return index + 1
        sense, end = found
        if not (sense.says("OF", "OF_OR_OUT_OF") and self._counts_units(end)):  # "millions d'euros"
            self._out += self._meant(index, end, sense)
        return end

    def _last(self) -> Token:
        return token_at(self._out, len(self._out) - 1)

    def _counts_units(self, index: int) -> bool:
        """Whether a magnitude stands before the place and a unit of measure at it."""
        unit = self._lexicon.match(self._words, index)
        is_magnitude = self._last().part in (Part.SCALE, Part.PLURAL, Part.DOZEN)
        return is_magnitude and unit is not None and unit[0].is_measured

    def _half(self, index: int) -> int:
        """How many words of "and a half" stand at the place."""
        halves = self._grammar.halves
        return len(halves) if tuple(self._words[index : index + len(halves)]) == halves else 0

    def _digits(self, index: int) -> int:
        """The digits with what belongs to them: a half, an ordinal's ending, or the year's word, which goes before."""
        token, end = self._number_token(self._tokens[index]), index + 1
        if self._grammar.slash_decimal and (merged := self._slash_decimal(index)):
            token, end = merged, index + 3
        following = token_at(self._tokens, end)
        word, is_glued = self._words[end] if end < len(self._words) else "", glued(self._tokens, end)
        if half := self._half(end):
            token = replace(token, value=(token.value or 0) + 0.5, end=self._tokens[end + half - 1].end)
        elif word in self._grammar.year_after and len(token.folded) == 4 and 1900 <= (token.value or 0) < 2100:
            self._out.append(Token(token.start, token.end, "IN", "IN"))
            half = 1
        elif self._grammar.digits_go_on and self._continues():
            token = replace(token, entry=Entry(Part.UNIT, token.value or 0, latin=True))
        self._out.append(token)
        if half:
            return end + half
        if is_glued and word in self._grammar.endings:
            self._out.append(replace(following, folded="TH", entry=None))
            return end + 1
        if is_glued and word == "h" and glued(self._tokens, end + 1):  # 18h30
            self._out.append(replace(following, text=":", folded=":", entry=None))
            return end + 1
        return end

    def _number_token(self, token: Token) -> Token:
        """The digits by the language's separators: "1,500" is 1.5 and "1.500 Millionen" are 1,500 million in German."""
        if self._lexicon.decimal_comma is False:
            return token
        if self._lexicon.decimal_comma and _COMMA_DECIMAL.fullmatch(token.folded):
            return replace(token, value=float(token.folded.replace(",", ".")))
        if POINTED_THOUSANDS.fullmatch(token.folded) and not token.folded.startswith("0"):
            return replace(token, folded=token.folded.replace(".", ""))
        return token

    def _slash_decimal(self, index: int) -> Token | None:
        """۲/۵ before a magnitude or per cent, as Persian writes 2.5."""
        one, sign, other = (token_at(self._tokens, place) for place in range(index, index + 3))
        found = self._lexicon.match(self._words, index + 3)
        is_joined = sign.text == "/" and glued(self._tokens, index + 1) and glued(self._tokens, index + 2)
        if not (is_joined and one.folded.isdigit() and other.folded.isdigit() and found):
            return None
        written = f"{one.folded}.{other.folded}"
        is_counted = found[0].entry or found[0].says("%")
        return Token(one.start, other.end, written, written, float(written)) if is_counted else None

    def _spelt(self, index: int, numeral: Numeral) -> int:
        """The number words as one token; an article or a word that is rarely a number only implies it."""
        value, end = numeral
        first, stop = self._tokens[index], self._tokens[end - 1].end
        half, single = self._half(end), self._words[index] if end == index + 1 else ""
        follower = self._lexicon.match(self._words, end)
        is_part = self._continues() or (follower is not None and follower[0].says("POINT", "OUT_OF"))
        is_rare = single in self._grammar.ambiguous or (single != "" and self._grammar.unspaced)
        if single in self._grammar.articles and not is_part:
            token = Token(first.start, stop, first.text, "A", implied=1.0)
        elif is_rare and not is_part and self._last().folded != "%" and not self._is_counted(end):
            token = Token(first.start, stop, first.text, f"{_MASK}{single}", implied=value)
        else:
            value, stop = value + (0.5 if half else 0), self._tokens[end + half - 1].end
            entry = Entry(Part.HUNDRED if value == 100 else Part.UNIT, value, latin=True)
            token = Token(first.start, stop, first.text, f"{value:g}", value, entry, spelt=True)
        self._out.append(token)
        return end + half

    def _continues(self) -> bool:
        """Whether a magnitude stands before, an "and" between ("mil uno", "mil e um")."""
        return token_at(self._out, len(self._out) - 1 - (self._last().folded == "AND")).part is Part.SCALE

    def _is_counted(self, index: int) -> bool:
        if index >= len(self._tokens):
            return len(self._tokens) == 1
        found = self._lexicon.match(self._words, index)
        if found and not found[0].is_unit and (found[0].entry or found[0].is_measured):
            return True
        return self._words[index] in self._grammar.counters

    def _meant(self, index: int, end: int, sense: Sense) -> list[Token]:
        last, first, stop = self._last(), self._tokens[index], self._tokens[end - 1].end
        follows = last.value is not None or last.entry is not None
        meant: list[tuple[str, Entry | None]] = [(word, ENTRIES.get(word)) for word in sense.words]
        if sense.entry:
            meant = [(f"{sense.entry.value:g} {sense.entry.part}", sense.entry)]
        masked: list[tuple[str, Entry | None]] = [(f"{_MASK}{first.text}", None)]
        if sense.says("OVER"):  # 300多人
            meant = [("AT_LEAST", None)] if follows else masked
        elif sense.entry and sense.entry.part is Part.SCALE and self._grammar.unspaced:
            meant = meant if follows or last.folded == "AT_LEAST" else masked
        return [Token(first.start, stop, first.text, word, None, entry) for word, entry in meant]

    def _masked(self, token: Token, word: str) -> Token:
        if not self._grammar.numbers:
            return token
        if not token.text[0].isalpha() or word in _KEPT_WORDS:
            return replace(token, folded=word, entry=None, joined=False, attached=False)
        return Token(token.start, token.end, token.text, find_rank(word, self._grammar.ordinals) or f"{_MASK}{word}")
