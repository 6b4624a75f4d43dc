"""Numbers in running text as intervals with a unit, and what two of them have to do with each other.

Base units are those of `meanings.toml`; None is a plain count. No rate is applied to money.

Bounds are closed: "more than 50" and "50" touch and do not conflict. "About" keeps the number as both bounds
and only `quantities_conflict` widens it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil, floor

from factcmp.models import Quantity
from factcmp.text.numbers.context import (
    Hedge,
    has_sign,
    hedge_after,
    hedges_before,
    is_name_or_date,
    is_season,
    is_year,
    looks_like_year,
    unit_of,
)
from factcmp.text.numbers.number_words import Number, read_numbers
from factcmp.text.words.lexicon import DUAL_UNITS
from factcmp.text.words.token_reading import read_tokens
from factcmp.text.words.tokens import Token, meaning_at, said_at, says

APPROXIMATE_SHARE = 0.1
"""How far "about" reaches to either side, as a share of the number; a plain count reaches at least 1."""
_WHOLES = {"all": 100, "none": 0}
_BEFORE_SHARE = ("the", "of", "of_or_out_of")


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A number where it stands: `text[start:end]` is hedge, number, magnitude and unit."""

    start: int
    end: int
    lower: float | None
    upper: float | None
    unit: str | None = None
    approximate: bool = False


def find_quantities(text: str, *, language: str | None = None) -> tuple[FoundQuantity, ...]:
    """Every quantity of the text from left to right; without a language the words are read as Arabic or English.

    Ordinals, dates, years, clock times, scores' slashes and numbers that are part of a name ("T-2", "A4") are
    none. Four digits from 1900 to 2099 are a year after a word such as "in" or عام, or where no word follows.
    """
    return tuple(_quantities(read_tokens(text, language), bare_years=False))


def normalise_quantity(said: str, counts: str | None = None, *, language: str | None = None) -> Quantity | None:
    """The first quantity in the words, which are taken to be about one; None where there is no number.

    "Un mort" and "ein Toter" are one only where no other number stands.
    """
    tokens = read_tokens(said, language)
    found = next(_quantities(tokens, bare_years=True), None) or _implied_one(tokens) or _whole(tokens)
    if found is None:
        return None
    return Quantity(
        said=said,
        lower=found.lower,
        upper=found.upper,
        unit=found.unit,
        counts=counts,
        approximate=found.approximate,
    )


def _implied_one(tokens: Sequence[Token]) -> FoundQuantity | None:
    place = next((place for place, token in enumerate(tokens) if token.implied == 1), None)
    if place is None:
        return None
    one = Number.exact(place, place + 1, 1)
    unit, end = unit_of(tokens, one)
    return _bounded(tokens, one, end, unit)[0]


def _whole(tokens: Sequence[Token]) -> FoundQuantity | None:
    """ "All" and "none" as shares, where the words hold no number."""
    for index, token in enumerate(tokens):
        share = said_at(tokens, index, _WHOLES)
        if share is not None:
            return FoundQuantity(token.start, token.end, share, share, "percent")
    return None


def quantities_conflict(a: Quantity, b: Quantity) -> bool | None:
    """Whether the intervals, widened by `APPROXIMATE_SHARE` when approximate, cannot overlap; None of unlike units."""
    if a.unit != b.unit:
        return None
    (a_low, a_high), (b_low, b_high) = _reach(a), _reach(b)
    rounding = 1e-9 * max(abs(bound) for bound in (a_low, a_high, b_low, b_high, 0.0) if abs(bound) < float("inf"))
    return a_low > b_high + rounding or b_low > a_high + rounding


def _reach(quantity: Quantity) -> tuple[float, float]:
    least = 1.0 if quantity.unit is None else 0.0

    def slack(bound: float) -> float:
        return max(abs(bound) * APPROXIMATE_SHARE, least) if quantity.approximate else 0.0

    low = float("-inf") if quantity.lower is None else quantity.lower - slack(quantity.lower)
    high = float("inf") if quantity.upper is None else quantity.upper + slack(quantity.upper)
    return low, high


def _quantities(tokens: Sequence[Token], *, bare_years: bool) -> Iterator[FoundQuantity]:
    numbers = list(read_numbers(tokens))
    beginning_at = {one.first: (one, following) for one, following in zip_longest(numbers, numbers[1:])}
    index = begin = 0
    while index < len(tokens):
        if index not in beginning_at:
            if dual := meaning_at(tokens, index, DUAL_UNITS):
                two, begin = _bounded(tokens, Number.exact(index, index + 1, 2), index + 1, dual, begin)
                yield two
            index += 1
            continue
        number, following = beginning_at[index]
        found, end = _read_at(tokens, number, following, bare_years, begin)
        index = max(end, number.last)
        if found:
            yield found
            begin = index


def _read_at(
    tokens: Sequence[Token], number: Number, following: Number | None, bare_years: bool, begin: int
) -> tuple[FoundQuantity | None, int]:
    """The quantity that begins with the number, if it is one, and the token after it; `begin` is after the last one."""
    if following and is_season(tokens, number, following):
        return None, following.last
    if is_name_or_date(tokens, number):
        return None, number.last
    if following and (share := _share_of(tokens, number, following)):
        return _bounded(tokens, share, share.last, None, begin)
    second = following if following and _in_range(tokens, number, following) else None
    last = second or number
    unit, end = unit_of(tokens, last)
    is_no_count = is_year(tokens, last, bare_years, plain=unit is None)
    if second:
        is_no_count = is_name_or_date(tokens, second) or (is_no_count and looks_like_year(tokens, number))
    if is_no_count:
        return None, last.last
    if second is None:
        return _bounded(tokens, number, end, unit, begin)
    own, _ = unit_of(tokens, number)
    unit = own if unit is None and has_sign(tokens, number) else unit
    factor, own_factor = (unit or ("", 1.0))[1], (own or unit or ("", 1.0))[1]
    shared = second.magnitude if number.magnitude == 1 and number.coefficient < second.coefficient else 1.0
    low, high = sorted((number.lower * shared * own_factor / factor, second.lower))
    upper = None if second.upper is None else high
    merged = Number(number.first, second.last, low, upper, 0, 1, number.in_digits, number.approximate)
    return _bounded(tokens, merged, end, unit, begin)


def _bounded(
    tokens: Sequence[Token], number: Number, end: int, unit: tuple[str, float] | None, begin: int = 0
) -> tuple[FoundQuantity, int]:
    """The number in its base unit, with what the hedges around it make of its bounds."""
    name, factor = unit or (None, 1.0)
    first = number.first - has_sign(tokens, number)
    lower: float | None = number.lower * factor
    upper = None if number.upper is None else number.upper * factor
    if number.is_share:
        # A third is written as 33 and as 33.3 per cent.
        name, lower, upper = "percent", floor(100 * number.lower + 1e-9), ceil(100 * number.lower - 1e-9)
    approximate = number.approximate
    before_article = first - (number.is_share and says(tokens, first - 1, *_BEFORE_SHARE))
    start, hedges = hedges_before(tokens, before_article, begin)  # plus de la moitié
    first = start if hedges else first
    after = hedge_after(tokens, end)
    if after:
        end, hedges = after[0], (*hedges, after[1])
    for hedge in hedges:
        if hedge is Hedge.ABOUT:
            approximate = True
        elif hedge is Hedge.LOWER:
            upper = None
        elif upper is not None:
            lower = None
    return FoundQuantity(tokens[first].start, tokens[end - 1].end, lower, upper, name, approximate), end


def _share_of(tokens: Sequence[Token], part: Number, whole: Number) -> Number | None:
    """The share that "1 in 5", "nine out of ten" or واحد من كل خمسة says."""
    is_round = whole.lower <= 10 or whole.lower in (100, 1000)
    said_in_one_way = part.lower == 1 or not (part.in_digits or whole.in_digits)
    is_share = says(tokens, part.last, "out_of", "of_or_out_of") or (
        said_in_one_way and says(tokens, part.last, "out_of_if_one", "in")
    )
    is_share = is_share and whole.first == part.last + 1
    exact = part.lower == part.upper and whole.lower == whole.upper and part.magnitude == whole.magnitude == 1
    if not (is_share and is_round and exact and 0 < part.lower < whole.lower) or unit_of(tokens, whole)[0]:
        return None
    return Number.exact(part.first, whole.last, part.lower / whole.lower, in_digits=part.in_digits, is_share=True)


def _in_range(tokens: Sequence[Token], a: Number, b: Number) -> bool:
    """Whether the two numbers are the ends of one range ("20-30", من 20 إلى 30, "between two and three")."""
    unit, end = unit_of(tokens, a)
    other, _ = unit_of(tokens, b)
    if other is None and has_sign(tokens, a):
        other = unit  # yüzde 5 ila 10
    if (a.upper is None) != (b.upper is None) or end > b.first or (unit and (other is None or other[0] != unit[0])):
        return False
    between = range(end, b.first - has_sign(tokens, b))
    opened = says(tokens, a.first - 1 - has_sign(tokens, a), "between")
    rising = b.lower * (other or ("", 1.0))[1] > a.lower * (unit or other or ("", 1.0))[1]
    if len(between) > 1:
        return False
    if not between:
        return opened and rising and tokens[b.first].joined
    if says(tokens, end, "dash"):
        return rising or (other is not None and b.in_digits)
    if says(tokens, end, "to", "until_or_up_to"):
        # "Rose from 20 to 30" is two numbers at two times.
        return rising and not any(says(tokens, place, "rose") for place in range(max(0, a.first - 6), a.first))
    return rising and (says(tokens, end, "or") or (opened and says(tokens, end, "and")))
