"""Numbers in running text, in digits or in words; quantities and times both read from here."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcmp.text.words.lexicon import RANKS, UNITS
from factcmp.text.words.scanning import POINTED_THOUSANDS
from factcmp.text.words.tokens import Part, Token, folded_at, glued, meaning_at, says, token_at

_OF = ("of", "of_or_out_of")
_IN_RANGE = ("to", "and", "or", "dash", "metres")
_DECIMALS = {"tenths": 1, "hundredths": 2}
_NO_WHOLE = RANKS | {"no_whole": 0}
"""After "half" and ربع these name a semi-final or a period."""
CURRENCY_SIGNS = frozenset("$€£¥₪₺₽")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as tokens `first` to `last` (exclusive) write it; a bound that is None is open."""

    first: int
    last: int
    lower: float
    upper: float | None
    coefficient: float
    magnitude: float
    """What multiplies the coefficient (1000 in "120 thousand"); 1 in composed numbers."""
    in_digits: bool
    approximate: bool = False
    is_share: bool = False
    """Whether it is a part of a whole: 0.5 in "half of the residents"."""

    @classmethod
    def exact(cls, first: int, last: int, coefficient: float, magnitude: float = 1.0, **others: bool) -> "Number":
        """The one number that the product is; in words unless said otherwise."""
        value = coefficient * magnitude
        return cls(first, last, value, value, coefficient, magnitude, **{"in_digits": False, **others})


def _step(tokens: Sequence[Token], index: int, join: bool) -> tuple[int, bool]:
    """Where the next part of a number would stand after "and" or a hyphen, and whether "and" is there."""
    token = token_at(tokens, index)
    if join and says(tokens, index, "and"):
        return index + 1, True
    if token.text == "-" and glued(tokens, index) and glued(tokens, index + 1):
        return index + (tokens[index + 1].entry is not None), False
    return index, token.joined


def scale_at(tokens: Sequence[Token], index: int, digits: bool) -> float | None:
    """The magnitude that the token multiplies by; more words count as one after digits than after words."""
    index, _ = _step(tokens, index, False)
    token = token_at(tokens, index)
    entry = token.entry
    if token.joined or token.attached:
        return None
    if entry and (entry.part is Part.SCALE or (entry.part is Part.PLURAL and entry.value >= 1000)):
        return entry.value
    if not digits:
        return None
    if token.folded == "m" and _is_money(tokens, index):
        return 1e6
    is_rough = entry and (entry.part is Part.DOZEN or (entry.part is Part.PLURAL and tokens[index - 1].spelt))
    return entry.value if entry and is_rough else None


def _is_money(tokens: Sequence[Token], index: int) -> bool:
    """Whether the number before "m" is of a currency, whose sign may stand before the range that it ends: "$5-6m"."""
    place = index - 1
    while place > index - 6 and (token_at(tokens, place).value is not None or says(tokens, place, *_IN_RANGE)):
        place -= 1
    return token_at(tokens, place).text in CURRENCY_SIGNS


def _read_group(tokens: Sequence[Token], index: int) -> Number | None:
    """A number below a thousand, or in digits, with the magnitudes that multiply it."""
    token = token_at(tokens, index)
    coefficient, magnitude, end = token.value, 1.0, index + 1
    if coefficient is not None:
        coefficient, end = _with_decimals(tokens, index, coefficient)
    elif token.entry and token.part is Part.DOZEN:
        coefficient = token.entry.value
    elif token.entry and token.part is Part.SCALE:
        coefficient, magnitude = float(_construct_dual(tokens, index)), token.entry.value
    else:
        return None
    while magnitude < 1e12 and (scale := scale_at(tokens, end, token.value is not None)):
        end = _step(tokens, end, False)[0] + 1
        magnitude *= scale
    in_digits = token.value is not None and not token.spelt
    if in_digits and magnitude > 1 and POINTED_THOUSANDS.fullmatch(token.folded):
        coefficient /= 1000
    return Number.exact(index, end, coefficient, magnitude, in_digits=in_digits)


def _with_decimals(tokens: Sequence[Token], index: int, whole: float) -> tuple[float, int]:
    """The number with the decimals after "point" (one point two five, واحد فاصل اثنان, одна целая две десятых, or пять
    десятых alone)."""
    end = index + 1
    if (places := meaning_at(tokens, end, _DECIMALS)) and whole and not whole % 1:
        return whole / 10**places, end + 1
    if not says(tokens, end, "point") or (says(tokens, index - 1, "at") and whole == 1) or whole % 1:
        return whole, end
    digits, place = "", end + 1
    while place < len(tokens):
        value = tokens[place].implied if tokens[place].value is None else tokens[place].value
        if value is None or value >= 100 or value % 1 or (digits and (value >= 10 or len(digits) > 1)):
            break
        digits, place = f"{digits}{value:.0f}", place + 1
    if not digits:
        return whole, end
    parts = meaning_at(tokens, place, _DECIMALS) or 0
    return float(f"{whole:.0f}.{digits.zfill(parts)}"), place + bool(parts)


def _construct_dual(tokens: Sequence[Token], index: int) -> int:
    """2 where ألفا or مليونا stands before its noun, else 1: with tanwin or before "and" it is one thousand."""
    follower = token_at(tokens, index + 1)
    is_dual = says(tokens, index, "construct_dual") and "\u064b" not in tokens[index].text
    return 2 if is_dual and follower.text[0].isalpha() and not says(tokens, index + 1, "and") else 1


def _read_vague(tokens: Sequence[Token], index: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "a few hundred", بضعة آلاف as an open or wide interval.

    The lower bound of a plural is the word itself ("tens" 10, "dozens" 12, "hundreds" 100, as ACLED counts them), of
    "a few hundred" twice the word. It is approximate, as a writer also says it of a little less, and it has no upper
    bound: "hundreds" is still true of 1,200.
    """
    entry, end = token_at(tokens, index).entry, index + 1
    if entry is None or entry.part not in (Part.PLURAL, Part.FEW):
        return None
    if says(tokens, index, "only_before_of") and not says(tokens, end, *_OF):
        return None
    magnitude = entry.value if entry.part is Part.PLURAL else 1.0
    while end < len(tokens) and magnitude < 1e12:
        place = end + says(tokens, end, *_OF)
        scale = token_at(tokens, place)
        parts = (Part.PLURAL, Part.SCALE, *((Part.HUNDRED, Part.DOZEN) if entry.part is Part.FEW else ()))
        if not scale.entry or scale.part not in parts or scale.joined or scale.attached:
            break
        magnitude, end = magnitude * scale.entry.value, place + 1
    if entry.part is Part.FEW and entry.value == 3:
        return Number(index, end, 3 * magnitude, 10 * magnitude, 0, magnitude, False, True)
    if says(tokens, index, "couple") and (magnitude > 1 or says(tokens, end, *_OF)):
        return Number.exact(index, end, 2, magnitude, approximate=True)
    if entry.part is Part.FEW and magnitude == 1:
        return None
    lower = magnitude if entry.part is Part.PLURAL else 2 * magnitude
    return Number(index, end, lower, None, 0, magnitude, False, True)


def _read_half(tokens: Sequence[Token], index: int) -> Number | None:
    """ "half a million", ربع مليون, "half a dozen"."""
    entry, end = token_at(tokens, index).entry, index + 1
    if entry is None or entry.part is not Part.HALF:
        return None
    end += says(tokens, end, *_OF)
    end += says(tokens, end, "a")
    token = token_at(tokens, end)
    if token.entry is None or token.part not in (Part.SCALE, Part.DOZEN) or token.joined:
        return None
    return Number.exact(index, end + 1, entry.value, token.entry.value, approximate=token.part is Part.DOZEN)


def _read_dual(tokens: Sequence[Token], index: int) -> Number | None:
    entry = token_at(tokens, index).entry
    return Number.exact(index, index + 1, 2, entry.value) if entry and entry.part is Part.DUAL else None


def _add_half(tokens: Sequence[Token], number: Number) -> Number:
    """The number with the half after it: مليون ونصف المليون, "three and a half million", "five and one-half"."""
    end, joined = _step(tokens, number.last, True)
    end += says(tokens, end, "a") or token_at(tokens, end).value == 1
    end += folded_at(tokens, end) == "-"
    half = token_at(tokens, end).entry
    if not joined or half is None or half.part is not Part.HALF:
        return number
    end, magnitude = end + 1, number.magnitude
    scale = token_at(tokens, end)
    if scale.entry and scale.part is Part.SCALE and not scale.joined and magnitude in (1, scale.entry.value):
        magnitude, end = scale.entry.value, end + 1
    return Number.exact(number.first, end, number.coefficient + half.value, magnitude, in_digits=number.in_digits)


def _read_share(tokens: Sequence[Token], index: int) -> Number | None:
    """ "half of the residents", "two-thirds", "a fifth of", ثلاثة أرباع السكان, نصف المدينة; not "the second half"."""
    first, place, count = token_at(tokens, index), index, 1.0
    if says(tokens, index, "a") or (first.entry and first.entry.part is Part.UNIT and first.entry.value < 10):
        count = first.entry.value if first.entry else 1.0
        place += 1 + (folded_at(tokens, index + 1) == "-")
    token, is_of = token_at(tokens, place), says(tokens, place + 1, *_OF)
    entry, rank = token.entry, meaning_at(tokens, place, RANKS) or 0
    value = entry.value if entry and entry.part in (Part.SHARE, Part.HALF) else 0.0
    if not value and count == 1 and place > index and rank > 2 and is_of:
        value = 1 / rank
    if not value:
        return None
    is_other = meaning_at(tokens, place + 1, _NO_WHOLE) is not None or folded_at(tokens, place + 1) == "-"
    is_other |= meaning_at(tokens, index - 1, RANKS) is not None and place == index
    if entry and not entry.units_first and entry.part is Part.HALF:
        is_other |= not (is_of or says(tokens, place + 1, "the", "its", "all"))
    elif entry and not entry.units_first:  # the four quarters
        is_other |= value != 0.5 and place == index and token.text.isascii() and token.text.isalpha()
    ahead = place + 1 + is_of
    ahead += says(tokens, ahead, "a", "the")
    follower = token_at(tokens, ahead)
    is_measure = says(tokens, ahead, *UNITS) or follower.part in (Part.SCALE, Part.DOZEN, Part.PLURAL)
    if is_other or is_measure or count * value >= 1:
        return None
    return Number.exact(index, place + 1, count * value, is_share=True)


def _read_exact(tokens: Sequence[Token], index: int) -> Number | None:
    """A composed number: groups in falling order of magnitude ("two million three hundred thousand")."""
    number = _read_dual(tokens, index) or _read_group(tokens, index)
    if number is None:
        return None
    least = number.magnitude
    while least > 1:
        place, joined = _step(tokens, number.last, True)
        if place >= len(tokens) or tokens[place].attached:
            break
        more = _read_dual(tokens, place) or _read_group(tokens, place)
        if more is None or more.magnitude >= least or more.lower >= least:
            break
        entry = tokens[place].entry
        if not joined and (entry is None or entry.units_first) and not (more.in_digits and more.magnitude > 1):
            break
        if joined and more.in_digits and not glued(tokens, place):
            break
        number = Number.exact(index, more.last, number.lower + more.lower, in_digits=number.in_digits)
        least = more.magnitude
    return _add_half(tokens, number)


def read_number(tokens: Sequence[Token], index: int) -> Number | None:
    """The number that begins at the token, "a" before "hundred" or "few" included."""
    token = token_at(tokens, index)
    if says(tokens, index, "a"):
        return _read_share(tokens, index) or _read_after_article(tokens, index)
    if token.value is None and token.entry is None:
        return None
    number = _read_half(tokens, index) or _read_share(tokens, index) or _read_vague(tokens, index)
    number = number or _read_exact(tokens, index)
    if number is None or number.is_share:
        return number
    is_other = number.last == index + 1 and (says(tokens, index, "never_alone") or _is_pronoun(tokens, index))
    if is_other or _is_rank_or_fraction(tokens, number):
        return None
    return dataclasses.replace(number, approximate=True) if token.part is Part.DOZEN else number


def _read_after_article(tokens: Sequence[Token], index: int) -> Number | None:
    if token_at(tokens, index + 1).part not in (Part.HUNDRED, Part.SCALE, Part.DOZEN, Part.FEW):
        return None
    inner = read_number(tokens, index + 1)
    return dataclasses.replace(inner, first=index) if inner else None


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    """Whether "one" or واحد counts nothing: "no one", "one of", "one another", كل واحد, واحد من, في وقت واحد."""
    if not tokens[index].spelt or tokens[index].value != 1 or says(tokens, index + 1, "out_of"):
        return False
    is_one = says(tokens, index - 1, "not_one_after") or says(tokens, index + 1, "not_one_before")
    return is_one or folded_at(tokens, index + 1) == "'"


def _is_rank_or_fraction(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the words are part of an ordinal (الرابع والعشرين, "twenty-first") or a fraction ("two thirds")."""
    first, last = tokens[number.first], number.last
    is_tail = first.value == 10 or (20 <= (first.value or 0) < 100 and first.joined)
    if is_tail and first.entry and first.entry.units_first and meaning_at(tokens, number.first - 1, RANKS):
        return True
    hyphened = folded_at(tokens, last) == "-"
    rank = meaning_at(tokens, last + hyphened, RANKS)
    is_share = token_at(tokens, last + hyphened).part is Part.SHARE
    return not number.in_digits and (is_share or rank == 3 or (hyphened and rank is not None))


def read_numbers(tokens: Sequence[Token]) -> Iterator[Number]:
    """Every number from left to right."""
    index = 0
    while index < len(tokens):
        number = read_number(tokens, index)
        if number:
            yield number
        index = number.last if number else index + 1
