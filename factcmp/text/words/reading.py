"""Tokens of a text in any language as the rules read them: each phrase that its lexicon knows as the rules' own word.

In a language with a lexicon of ours every other word is masked, so that an Arabic or English homograph ("once", آب)
is not read. In other languages only months and weekdays are exchanged.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcmp.text.words.lexicon import Lexicon, Sense, load_lexicon
from factcmp.text.words.numerals import Numeral, read_numeral
from factcmp.text.words.scanning import POINTED_THOUSANDS, fold_piece
from factcmp.text.words.tokens import Token, glued, tokenise
from factcmp.text.words.vocabulary import ENTRIES, Entry, Part

_COMMA_DECIMAL = re.compile(r"\d{1,3},\d{3}")
_KEPT_WORDS = frozenset(("km", "kg", "cm", "m", "km 2", "m 2", "usd", "eur", "gbp"))
_MASK = "\N{MIDDLE DOT}"


@lru_cache(maxsize=64)
def read_tokens(text: str, language: str | None = None) -> tuple[Token, ...]:
    """The tokens of the text; with a language, its words in those of the rules."""
    tokens = tokenise(text)
    lexicon = load_lexicon(language)
    if lexicon is None:
        return tokens
    if not lexicon.has_numbers:
        return tuple(_exchange(tokens, lexicon))
    return tuple(_translate(tokens, lexicon))


def _exchange(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    words = [fold_piece(token.text) for token in tokens]
    index = 0
    while index < len(tokens):
        found = lexicon.match(words, index)
        if found is None:
            yield _number_token(tokens[index], lexicon)
            index += 1
            continue
        sense, end = found
        yield Token(tokens[index].start, tokens[end - 1].end, tokens[index].text, sense.words[0])
        index = end


def _translate(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    words = [fold_piece(token.text) for token in tokens]
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        found = lexicon.match(words, index)
        if token.value is not None and found is None:
            read, index = _digits(tokens, words, index, lexicon)
            out += [_continued(read[0], out, lexicon), *read[1:]]
            continue
        numeral = read_numeral(tokens, words, index, lexicon)
        if numeral and (found is None or found[0].is_unit):
            out.append(_spelt(tokens, words, index, numeral, lexicon, out))
            index = numeral.end + _half(words, numeral.end, lexicon)
        elif found and found[0].says("OF", "OF_OR_OUT_OF") and out and _counts_units(out[-1], words, found[1], lexicon):
            index = found[1]  # "millions d'euros"
        elif found and not found[0].is_unit:
            out += _meant(tokens, index, found[1], found[0], lexicon, out)
            index = found[1]
        else:
            out.append(_masked(token, words[index], lexicon))
            index += 1
    return out


def _counts_units(last: Token, words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a magnitude stands before the place and a unit of measure at it."""
    unit = lexicon.match(words, index)
    is_magnitude = last.entry is not None and last.entry.part in (Part.SCALE, Part.PLURAL, Part.DOZEN)
    return is_magnitude and unit is not None and unit[0].is_measured


def _half(words: Sequence[str], index: int, lexicon: Lexicon) -> int:
    """How many words of "and a half" stand at the place."""
    size = len(lexicon.grammar.halves)
    return size if size and tuple(words[index : index + size]) == lexicon.grammar.halves else 0


def _digits(tokens: Sequence[Token], words: Sequence[str], index: int, lexicon: Lexicon) -> tuple[list[Token], int]:
    """The digits with what belongs to them: a half, an ordinal's ending, or the year's word, which goes before."""
    token, end = _number_token(tokens[index], lexicon), index + 1
    if lexicon.language == "fa" and (merged := _persian_decimal(tokens, words, index, lexicon)):
        token, end = merged, index + 3
    if (half := _half(words, end, lexicon)) and token.value is not None:
        return [dataclasses.replace(token, value=token.value + 0.5, end=tokens[end + half - 1].end)], end + half
    if end < len(tokens) and glued(tokens, end) and words[end] in lexicon.grammar.endings:
        return [token, dataclasses.replace(tokens[end], folded="TH", entry=None)], end + 1
    if words[end : end + 1] == ["h"] and glued(tokens, end) and glued(tokens, end + 1):  # 18h30
        return [token, dataclasses.replace(tokens[end], text=":", folded=":", entry=None)], end + 1
    is_year = len(token.folded) == 4 and end < len(tokens) and words[end] in lexicon.grammar.year_after
    if is_year and token.value is not None and 1900 <= token.value < 2100:
        return [Token(token.start, token.end, "IN", "IN"), token], end + 1
    return [token], end


def _continued(token: Token, before: Sequence[Token], lexicon: Lexicon) -> Token:
    """Digits after a magnitude as part of its number: 15 bin 300, 2 тыс. 300."""
    goes_on = lexicon.language in ("tr", "ru", "uk") and _continues(before)
    return dataclasses.replace(token, entry=Entry(Part.UNIT, token.value or 0, latin=True)) if goes_on else token


def _number_token(token: Token, lexicon: Lexicon) -> Token:
    """The digits by the language's separators: "1,500" is 1.5 and "1.500 Millionen" are 1,500 million in German."""
    if token.value is None or lexicon.decimal_comma is False:
        return token
    if lexicon.decimal_comma and _COMMA_DECIMAL.fullmatch(token.folded):
        return dataclasses.replace(token, value=float(token.folded.replace(",", ".")))
    if POINTED_THOUSANDS.fullmatch(token.folded) and not token.folded.startswith("0"):
        return dataclasses.replace(token, folded=token.folded.replace(".", ""))
    return token


def _persian_decimal(tokens: Sequence[Token], words: Sequence[str], index: int, lexicon: Lexicon) -> Token | None:
    """۲/۵ before a magnitude or per cent, as Persian writes 2.5."""
    if index + 3 >= len(tokens) or not (glued(tokens, index + 1) and glued(tokens, index + 2)):
        return None
    one, sign, other = tokens[index : index + 3]
    found = lexicon.match(words, index + 3)
    if sign.text != "/" or other.value is None or found is None:
        return None
    if not (one.folded.isdigit() and other.folded.isdigit() and (found[0].entry or found[0].says("%"))):
        return None
    written = f"{one.folded}.{other.folded}"
    return Token(one.start, other.end, written, written, float(written))


def _spelt(
    tokens: Sequence[Token],
    words: Sequence[str],
    index: int,
    numeral: Numeral,
    lexicon: Lexicon,
    before: Sequence[Token],
) -> Token:
    """The number words as one token; an article or a word that is rarely a number only implies it."""
    value, end = numeral
    text, single = tokens[index].text, words[index] if end == index + 1 else ""
    span = tokens[index].start, tokens[end - 1].end
    continues = _continues(before)
    follower = lexicon.match(words, end)
    is_part = follower is not None and follower[0].says("POINT", "OUT_OF")
    if single in lexicon.grammar.articles and not continues and not is_part:
        return Token(*span, text, "A", implied=1.0)
    is_rare = single in lexicon.grammar.ambiguous or (single != "" and lexicon.is_unspaced)
    follows_sign = bool(before) and before[-1].folded == "%"
    if is_rare and not follows_sign and not continues and not is_part and not _is_counted(tokens, words, end, lexicon):
        return Token(*span, text, f"{_MASK}{single}", implied=value)
    half = _half(words, end, lexicon)
    value, stop = value + (0.5 if half else 0), tokens[end + half - 1].end
    part = Part.HUNDRED if value == 100 else Part.UNIT
    return Token(span[0], stop, text, f"{value:g}", value, Entry(part, value, latin=True), spelt=True)


def _continues(before: Sequence[Token]) -> bool:
    """Whether a magnitude stands before, an "and" between ("mil uno", "mil e um")."""
    last = before[-2:] if before and before[-1].folded == "AND" else before[-1:]
    return bool(last) and last[0].entry is not None and last[0].entry.part is Part.SCALE


def _is_counted(tokens: Sequence[Token], words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    if index >= len(tokens):
        return len(tokens) == 1
    found = lexicon.match(words, index)
    if found and not found[0].is_unit and (found[0].entry or found[0].is_measured):
        return True
    return words[index] in lexicon.grammar.counters


def _meant(
    tokens: Sequence[Token], index: int, end: int, sense: Sense, lexicon: Lexicon, before: Sequence[Token]
) -> list[Token]:
    start, stop, text = tokens[index].start, tokens[end - 1].end, tokens[index].text
    follows = bool(before) and (before[-1].value is not None or before[-1].entry is not None)
    if sense.says("OVER"):  # 300多人
        return [Token(start, stop, text, "AT_LEAST" if follows else f"{_MASK}{text}")]
    if sense.entry is None:
        return [Token(start, stop, text, word, None, ENTRIES.get(word)) for word in sense.words]
    if sense.entry.part is Part.SCALE and lexicon.is_unspaced:
        follows = follows or (bool(before) and before[-1].folded == "AT_LEAST")
        if not follows:
            return [Token(start, stop, text, f"{_MASK}{text}")]
    return [Token(start, stop, text, f"{sense.entry.value:g} {sense.entry.part}", None, sense.entry)]


def _masked(token: Token, word: str, lexicon: Lexicon) -> Token:
    if not token.text[0].isalpha() or word in _KEPT_WORDS:
        return dataclasses.replace(token, folded=word, entry=None, joined=False, attached=False)
    rank = lexicon.rank(word)
    return Token(token.start, token.end, token.text, rank or f"{_MASK}{word}")
