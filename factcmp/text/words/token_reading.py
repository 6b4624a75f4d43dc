"""Tokens of a text in any language as the rules read them: each phrase by what its lexicon says that it means."""

import re
from functools import lru_cache

from factcmp.text.words.lexicon import Lexicon, Match, find_rank, load_lexicon
from factcmp.text.words.numerals import Numeral, read_numeral
from factcmp.text.words.scanning import POINTED_THOUSANDS, scan
from factcmp.text.words.tokens import NOTHING, Entry, Meanings, Part, Token, glued, says, token_at

_COMMA_DECIMAL = re.compile(r"\d{1,3},\d{3}")


@lru_cache(maxsize=64)
def read_tokens(text: str, language: str | None = None) -> tuple[Token, ...]:
    """The tokens of the text; without a language its words are read as Arabic or English."""
    return _Reader(text, load_lexicon(language)).read()


def _saying(token: Token, meaning: str) -> Token:
    return token._replace(meanings=Meanings({meaning}), behind=Meanings({meaning}))


class _Reader:
    """The pieces of a text in one language, read from left to right into tokens."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._pieces = list(scan(text))
        self._lexicon, self._grammar = lexicon, lexicon.grammar
        self._out: list[Token] = []

    def read(self) -> tuple[Token, ...]:
        index = 0
        while index < len(self._pieces):
            index = self._next(index)
        return tuple(self._out)

    def _match(self, index: int) -> Match | None:
        return self._lexicon.match(self._pieces, index)

    def _next(self, index: int) -> int:
        """Reads what stands at the place and tells where it ends."""
        token, found = self._pieces[index], self._match(index)
        if token.value is not None and found is None:
            return self._digits(index)
        if found is None or found.sense.is_unit:
            is_number = found or self._lexicon.glued
            numeral = read_numeral(self._pieces, index, self._lexicon) if is_number else None
            if numeral:
                return self._spelt(index, numeral, found)
            self._out.append(self._other(index))
            return index + 1
        if not (found.sense.says("of", "of_or_out_of") and self._counts_units(found.end)):  # "millions d'euros"
            self._out += self._meant(index, found)
        return found.end

    def _other(self, index: int) -> Token:
        """A word that the language's phrases do not have: an inflected ordinal, or the thousands of "5K"."""
        token = self._pieces[index]
        if token.folded == "k" and self._follows_number() and glued(self._pieces, index):
            return token._replace(entry=Entry(Part.SCALE, 1000))
        rank = None if self._grammar.ordinals_are_whole else find_rank(token.folded, self._grammar.ordinals)
        return _saying(token, rank) if rank else token

    def _follows_number(self) -> bool:
        return self._last().value is not None or self._last().entry is not None

    def _last(self) -> Token:
        return token_at(self._out, len(self._out) - 1)

    def _counts_units(self, index: int) -> bool:
        """Whether a magnitude stands before the place and a unit of measure at it."""
        unit = self._match(index)
        is_magnitude = self._last().part in (Part.SCALE, Part.PLURAL, Part.DOZEN)
        return is_magnitude and unit is not None and unit.sense.is_measured

    def _half(self, index: int) -> int:
        """How many words of "and a half" stand at the place."""
        halves = self._grammar.halves
        said = tuple(piece.folded for piece in self._pieces[index : index + len(halves)])
        return len(halves) if said == halves else 0

    def _digits(self, index: int) -> int:
        """The digits with what belongs to them: a half, an ordinal's ending, or the year's word, which goes before."""
        token, end = self._number_token(self._pieces[index]), index + 1
        if self._grammar.slash_decimal and (merged := self._slash_decimal(index)):
            token, end = merged, index + 3
        following = token_at(self._pieces, end)
        word, is_glued = following.folded, glued(self._pieces, end)
        if half := self._half(end):
            token = token._replace(value=(token.value or 0) + 0.5, end=self._pieces[end + half - 1].end)
        elif word in self._grammar.year_after and len(token.folded) == 4 and 1900 <= (token.value or 0) < 2100:
            self._out.append(_saying(Token(token.start, token.end, token.text, ""), "in"))
            half = 1
        elif self._grammar.digits_go_on and self._continues():
            token = token._replace(entry=Entry(Part.UNIT, token.value or 0))
        self._out.append(token)
        if half:
            return end + half
        if is_glued and word in self._grammar.endings:
            self._out.append(_saying(following, "th"))
            return end + 1
        if is_glued and word == "h" and glued(self._pieces, end + 1):  # 18h30
            self._out.append(following._replace(text=":", folded=":"))
            return end + 1
        return end

    def _number_token(self, token: Token) -> Token:
        """The digits by the language's separators: "1,500" is 1.5 and "1.500 Millionen" are 1,500 million in German."""
        if self._lexicon.decimal_comma is False:
            return token
        if self._lexicon.decimal_comma and _COMMA_DECIMAL.fullmatch(token.folded):
            return token._replace(value=float(token.folded.replace(",", ".")))
        if POINTED_THOUSANDS.fullmatch(token.folded) and not token.folded.startswith("0"):
            return token._replace(folded=token.folded.replace(".", ""))
        return token

    def _slash_decimal(self, index: int) -> Token | None:
        """۲/۵ before a magnitude or per cent, as Persian writes 2.5."""
        one, sign, other = (token_at(self._pieces, place) for place in range(index, index + 3))
        found = self._match(index + 3)
        is_joined = sign.text == "/" and glued(self._pieces, index + 1) and glued(self._pieces, index + 2)
        if not (is_joined and one.folded.isdigit() and other.folded.isdigit() and found):
            return None
        written = f"{one.folded}.{other.folded}"
        is_counted = found.sense.entry or found.sense.says("percent")
        return Token(one.start, other.end, written, written, float(written)) if is_counted else None

    def _spelt(self, index: int, numeral: Numeral, found: Match | None) -> int:
        """The number words as one token; an article or a word that is rarely a number only implies it."""
        value, end = numeral.value, numeral.end
        first, stop = self._pieces[index], self._pieces[end - 1].end
        half, single = self._half(end), first.folded if end == index + 1 else ""
        follower = self._match(end)
        is_part = self._continues() or (follower is not None and follower.sense.says("point", "out_of"))
        is_rare = single in self._grammar.ambiguous or (single != "" and self._grammar.unspaced)
        meanings, behind = (found.sense.said[0], found.behind) if single and found else (NOTHING, NOTHING)
        token = first._replace(
            end=stop, joined=numeral.joined, attached=numeral.attached, meanings=meanings, behind=behind
        )
        if single in self._grammar.articles and not is_part:
            token = _saying(token, "a")._replace(implied=1.0)
        elif (
            is_rare and not is_part and not says(self._out, len(self._out) - 1, "percent") and not self._is_counted(end)
        ):
            token = token._replace(implied=value)
        else:
            value, stop = value + (0.5 if half else 0), self._pieces[end + half - 1].end
            entry = Entry(Part.HUNDRED if value == 100 else Part.UNIT, value, numeral.units_first)
            token = token._replace(end=stop, value=value, entry=entry, spelt=True)
        self._out.append(token)
        return end + half

    def _continues(self) -> bool:
        """Whether a magnitude stands before, an "and" between ("mil uno", "mil e um")."""
        last = len(self._out) - 1
        return token_at(self._out, last - says(self._out, last, "and")).part is Part.SCALE

    def _is_counted(self, index: int) -> bool:
        if index >= len(self._pieces):
            return len(self._pieces) == 1
        found = self._match(index)
        if found and not found.sense.is_unit and (found.sense.entry or found.sense.is_measured):
            return True
        return self._pieces[index].folded in self._grammar.counters

    def _meant(self, index: int, found: Match) -> list[Token]:
        first, stop, (one, *more) = self._pieces[index], self._pieces[found.end - 1].end, found.sense.said
        told = (found.sense.entry, one, found.behind, found.joined, found.attached)
        token = Token(first.start, stop, first.text, first.folded, None, *told)
        if "over" in one:  # 300多人
            return [_saying(token, "at_least")] if self._follows_number() else [first]
        if self._grammar.unspaced and token.part is Part.SCALE:
            is_number = self._follows_number() or says(self._out, len(self._out) - 1, "at_least")
            return [token if is_number else token._replace(entry=None)]
        return [token, *(token._replace(meanings=two, behind=two) for two in more)]
