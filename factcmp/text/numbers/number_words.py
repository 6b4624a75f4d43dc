"""Numbers in running text, in digits or in words; quantities and times both read from here."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcmp.text.words.lexicon import scales_of_all_languages
from factcmp.text.words.scanning import POINTED_THOUSANDS
from factcmp.text.words.tokens import ARTICLE, PROCLITICS, Token, folded_at, glued, token_at, unprefixed
from factcmp.text.words.vocabulary import ONES, ORDINALS, UNITS, ZEROS, Entry, Part, phrases, words

_POINTS = words("point")
_AND, _OF, _A = words("and"), words("of", "of_or_out_of"), words("a")
_A_OR_THE, _A_OR_ONE = words("a", "the"), _A | ONES
_SPACED_AND = _AND - PROCLITICS
_BETWEEN, _AT = words("between"), words("at")
_BEFORE_WHOLE = _OF | words("the", "its", "all")
_NO_WHOLE = words("no_whole") | {"-"}
"""After "half" and ربع these name a semi-final or a period."""
_NEVER_ALONE, _ONLY_BEFORE_OF, _COUPLE = words("never_alone"), words("only_before_of"), words("couple")
_DECIMALS = dict.fromkeys(words("tenths"), 1) | dict.fromkeys(words("hundredths"), 2)
_NOT_ONE_AFTER = words("not_one_after")
_NOT_ONE_BEFORE = words("not_one_before") | frozenset("'’")
_OUT_OF = phrases("out_of")
_CURRENCY_SIGNS = frozenset("$€£¥₪₺₽")


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
    if join and token.folded in _AND:
        return index + 1, True
    if token.text == "-" and glued(tokens, index) and glued(tokens, index + 1):
        follower = tokens[index + 1].entry
        return index + (follower is not None and follower.latin), False
    return index, token.joined


def _extend(value: int, previous: Part | None, entry: Entry, joined: bool) -> int | None:
    """The value below a thousand with one more word; None when the word belongs to another number."""
    rest, part, more = value % 100, entry.part, int(entry.value)
    if previous is None:
        starts = (Part.UNIT, Part.TEN, Part.TEEN, Part.TENS, Part.HUNDRED, Part.HUNDREDS, Part.DOZEN)
        return more if part in starts else None
    follows = value >= 100 and rest == 0 and (joined or entry.latin)
    fits: dict[Part, bool] = {
        Part.UNIT: follows or (entry.latin and not joined and previous is Part.TENS),
        Part.TEN: follows or (previous is Part.UNIT and not joined),
        Part.TEEN: follows,
        Part.TENS: follows or (joined and not entry.latin and 0 < rest < 10 and previous is Part.UNIT),
    }
    if part in (Part.HUNDRED, Part.DOZEN) and not joined and value < (100 if entry.latin else 10):
        return value * more
    return value + more if fits.get(part, False) else None


def _read_small(tokens: Sequence[Token], index: int, join: bool) -> tuple[float, int]:
    """The number below a thousand in words from `index` on, and where it ends (`index` when there is none)."""
    value, end, previous = 0, index, None
    place, joined = index, False
    while place < len(tokens) and (entry := tokens[place].entry):
        if previous is not None and (tokens[place].attached or (joined and not join)):
            break
        extended = _extend(value, previous, entry, joined)
        if extended is None:
            break
        follower = token_at(tokens, place + 1)
        if entry.part is Part.UNIT and joined and follower.part is Part.HUNDRED and not follower.joined:
            break
        value, previous, end = extended, entry.part, place + 1
        place, joined = _step(tokens, end, join)
    return value, end


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
    if token.folded == "m" and index > 1 and tokens[index - 2].text in _CURRENCY_SIGNS:
        return 1e6
    is_rough = entry and (entry.part is Part.DOZEN or (entry.part is Part.PLURAL and tokens[index - 1].spelt))
    if entry and (is_rough or (entry.part is Part.HUNDRED and not token.spelt)):
        return entry.value
    return scales_of_all_languages().get(token.folded) if token.folded != "k" or glued(tokens, index) else None


def _read_group(tokens: Sequence[Token], index: int, join: bool) -> Number | None:
    """A number below a thousand, or in digits, with the magnitudes that multiply it."""
    token = token_at(tokens, index)
    in_digits = token.value is not None and not token.spelt
    coefficient, end = (token.value, index + 1) if token.value is not None else _read_small(tokens, index, join)
    if end == index and token.part is not Part.SCALE:
        return None
    coefficient = coefficient if end > index else float(_construct_dual(tokens, index))
    if end > index:
        coefficient, end = _with_decimals(tokens, index, coefficient, end)
    magnitude = 1.0
    has_value = token.value is not None
    while magnitude < 1e12 and (
        scale := scale_at(tokens, end, has_value) if end > index else token.entry and token.entry.value
    ):
        end = _step(tokens, end, False)[0] + 1 if end > index else index + 1
        magnitude *= scale
    if in_digits and magnitude > 1 and POINTED_THOUSANDS.fullmatch(token.folded):
        coefficient /= 1000
    return Number.exact(index, end, coefficient, magnitude, in_digits=in_digits)


def _with_decimals(tokens: Sequence[Token], index: int, whole: float, end: int) -> tuple[float, int]:
    """The number with the decimals after "point" (one point two five, واحد فاصل اثنان, одна целая две десятых, or пять
    десятых alone)."""
    if (places := _DECIMALS.get(folded_at(tokens, end))) and whole and not whole % 1:
        return whole / 10**places, end + 1
    if folded_at(tokens, end) not in _POINTS or (folded_at(tokens, index - 1) in _AT and whole == 1) or whole % 1:
        return whole, end
    digits, place = "", end + 1
    while place < len(tokens):
        zero = tokens[place].folded in ZEROS
        value, stop = (0.0, place + 1) if zero else (tokens[place].value, place + 1)
        if value is None:
            value, stop = _read_small(tokens, place, True)
        if stop == place or value >= 100 or value % 1 or (digits and (value >= 10 or len(digits) > 1)):
            break
        digits, place = f"{digits}{value:.0f}", stop
    if not digits:
        return whole, end
    parts = _DECIMALS.get(folded_at(tokens, place), 0)
    return float(f"{whole:.0f}.{digits.zfill(parts)}"), place + bool(parts)


def _construct_dual(tokens: Sequence[Token], index: int) -> int:
    """2 where ألفا or مليونا stands before its noun, else 1: with tanwin or before "and" it is one thousand."""
    token, follower = tokens[index], token_at(tokens, index + 1).text[0]
    is_dual = token.folded.endswith("ا") and "\u064b" not in token.text
    return 2 if is_dual and follower.isalpha() and follower != "و" else 1


def _read_vague(tokens: Sequence[Token], index: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "a few hundred", بضعة آلاف as an open or wide interval.

    The lower bound of a plural is the word itself ("tens" 10, "dozens" 12, "hundreds" 100, as ACLED counts them), of
    "a few hundred" twice the word. It is approximate, as a writer also says it of a little less, and it has no upper
    bound: "hundreds" is still true of 1,200.
    """
    entry, end = token_at(tokens, index).entry, index + 1
    if entry is None or entry.part not in (Part.PLURAL, Part.FEW):
        return None
    if tokens[index].folded in _ONLY_BEFORE_OF and folded_at(tokens, end) not in _OF:
        return None
    magnitude = entry.value if entry.part is Part.PLURAL else 1.0
    while end < len(tokens) and magnitude < 1e12:
        place = end + 1 if tokens[end].folded in _OF else end
        scale = token_at(tokens, place)
        parts = (Part.PLURAL, Part.SCALE, *((Part.HUNDRED, Part.DOZEN) if entry.part is Part.FEW else ()))
        if not scale.entry or scale.part not in parts or scale.joined or scale.attached:
            break
        magnitude, end = magnitude * scale.entry.value, place + 1
    if entry.part is Part.FEW and entry.value == 3:
        return Number(index, end, 3 * magnitude, 10 * magnitude, 0, magnitude, False, True)
    if tokens[index].folded in _COUPLE and (magnitude > 1 or folded_at(tokens, end) in _OF):
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
    end += folded_at(tokens, end) in _OF
    end += folded_at(tokens, end) in _A
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
    end += folded_at(tokens, end) in _A_OR_ONE
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
    if first.folded in _A or (first.entry and first.entry.part is Part.UNIT and first.entry.value < 10):
        count = first.entry.value if first.entry else 1.0
        place += 1 + (folded_at(tokens, index + 1) == "-")
    token, after = token_at(tokens, place), folded_at(tokens, place + 1)
    word, entry = token.folded, token.entry
    value = entry.value if entry and entry.part in (Part.SHARE, Part.HALF) else 0.0
    if not value and count == 1 and place > index and ORDINALS.get(word, 0) > 2 and after in _OF:
        value = 1 / ORDINALS[word]
    if not value:
        return None
    is_other = any(unprefixed(after, names) for names in (ORDINALS, _NO_WHOLE))
    is_other |= unprefixed(folded_at(tokens, index - 1), ORDINALS) is not None and place == index
    if entry and entry.latin and entry.part is Part.HALF:
        is_other |= after not in _BEFORE_WHOLE
    elif entry and entry.latin and value != 0.5 and place == index and token.text.isascii() and token.text.isalpha():
        is_other = True  # the four quarters
    ahead = place + 1 + (after in _OF)
    ahead += folded_at(tokens, ahead) in _A_OR_THE
    follower = token_at(tokens, ahead)
    is_measure = follower.folded in UNITS or follower.part in (Part.SCALE, Part.DOZEN, Part.PLURAL)
    if is_other or is_measure or count * value >= 1:
        return None
    return Number.exact(index, place + 1, count * value, is_share=True)


def _read_exact(tokens: Sequence[Token], index: int, join: bool) -> Number | None:
    """A composed number: groups in falling order of magnitude ("two million three hundred thousand")."""
    number = _read_dual(tokens, index) or _read_group(tokens, index, join)
    if number is None:
        return None
    least = number.magnitude
    while least > 1:
        place, joined = _step(tokens, number.last, join)
        if place >= len(tokens) or (joined and not join) or tokens[place].attached:
            break
        more = _read_dual(tokens, place) or _read_group(tokens, place, join)
        if more is None or more.magnitude >= least or more.lower >= least:
            break
        entry = tokens[place].entry
        latin = entry is not None and entry.latin
        if not joined and not latin and not (more.in_digits and more.magnitude > 1):
            break
        if joined and more.in_digits and tokens[place - 1].folded in _SPACED_AND:
            break
        number = Number.exact(index, more.last, number.lower + more.lower, in_digits=number.in_digits)
        least = more.magnitude
    return _add_half(tokens, number) if join else number


def read_number(tokens: Sequence[Token], index: int, *, join: bool = True) -> Number | None:
    """The number that begins at the token, "a" before "hundred" or "few" included; without `join` it ends at "and"."""
    token = token_at(tokens, index)
    if token.folded in _A:
        return _read_share(tokens, index) or _read_after_article(tokens, index, join)
    if token.value is None and token.entry is None:
        return None
    number = _read_half(tokens, index) or _read_share(tokens, index) or _read_vague(tokens, index)
    number = number or _read_exact(tokens, index, join)
    if number is None or number.is_share:
        return number
    is_other = number.last == index + 1 and (token.folded in _NEVER_ALONE or _is_pronoun(tokens, index))
    if is_other or _is_rank_or_fraction(tokens, number):
        return None
    return dataclasses.replace(number, approximate=True) if token.part is Part.DOZEN else number


def _read_after_article(tokens: Sequence[Token], index: int, join: bool) -> Number | None:
    entry = token_at(tokens, index + 1).entry
    if entry is None or not entry.latin or entry.part not in (Part.HUNDRED, Part.SCALE, Part.DOZEN, Part.FEW):
        return None
    inner = read_number(tokens, index + 1, join=join)
    return dataclasses.replace(inner, first=index) if inner else None


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    """Whether "one" or واحد counts nothing: "no one", "one of", "one another", كل واحد, واحد من, في وقت واحد."""
    if tokens[index].folded not in ONES or (folded_at(tokens, index + 1), folded_at(tokens, index + 2)) in _OUT_OF:
        return False
    return folded_at(tokens, index - 1) in _NOT_ONE_AFTER or folded_at(tokens, index + 1) in _NOT_ONE_BEFORE


def _is_rank_or_fraction(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the words are part of an ordinal (الرابع والعشرين, "twenty-first") or a fraction ("two thirds")."""
    first, last, before = tokens[number.first], number.last, folded_at(tokens, number.first - 1)
    if f"{before} {first.folded}" in UNITS:
        return first.text.startswith(ARTICLE)
    part = first.entry.part if first.entry and not first.entry.latin and unprefixed(before, ORDINALS) else None
    if part is Part.TEN or (part is Part.TENS and first.joined):
        return True
    hyphened = folded_at(tokens, last) == "-"
    after = token_at(tokens, last + hyphened)
    rank = ORDINALS.get(after.folded)
    return not number.in_digits and (after.part is Part.SHARE or rank == 3 or (hyphened and rank is not None))


def read_numbers(tokens: Sequence[Token]) -> Iterator[Number]:
    """Every number from left to right; after "between" the "and" separates two numbers where it can."""
    index = 0
    while index < len(tokens):
        number = read_number(tokens, index)
        if number and folded_at(tokens, index - 1) in _BETWEEN and not _has_second(tokens, number):
            split = read_number(tokens, index, join=False)
            number = split if split and _has_second(tokens, split) else number
        if number:
            yield number
        index = number.last if number else index + 1


def _has_second(tokens: Sequence[Token], number: Number) -> bool:
    """Whether "and" and another number follow, a unit or noun between them allowed."""
    for index in range(number.last, min(number.last + 2, len(tokens))):
        place, joined = _step(tokens, index, True)
        if joined:
            return read_number(tokens, place) is not None
    return False
