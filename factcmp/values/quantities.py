"""Numbers in running text as intervals with a unit, and what two of them have to do with each other.

Base units: "km" (and "km2", "km/h"), "hour", "kg", "percent"; a month is 730.5 hours, a year 8,766, so that
twelve months are a year. Money and other countables keep their own word in English ("dollar", "barrel"):
no rate is applied. None is a plain count.

Bounds are closed: "more than 50" and "50" touch and do not conflict. "About" keeps the number as both bounds
and only `compare_quantities` widens it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product

from factcmp.folding import is_unspaced
from factcmp.models import Quantity
from factcmp.values.interlingua import read_tokens
from factcmp.values.lexicon import knows_numbers
from factcmp.values.number_table import ORDINALS
from factcmp.values.number_words import (
    Number,
    Token,
    glued,
    month_at,
    read_number,
    read_numbers,
    unprefixed,
)
from factcmp.values.units import DUAL_UNITS, UNITS

APPROXIMATE_SHARE = 0.1
"""How far "about" reaches to either side, as a share of the number; a plain count reaches at least 1."""

_SIGNS = frozenset("$€£₺₽₪%")


class _Hedge(StrEnum):
    LOWER = "lower"
    UPPER = "upper"
    ABOUT = "about"


_LOWER_PHRASES = (
    "at least|more than|over|above|no less than|no fewer than|not less than|exceeding|upwards of|in excess of"
    "|a minimum of|greater than|as few as|>|≥|اكثر من|اكثر|ازيد من|فوق|تجاوز|تجاوزت|علي الاقل"
)
_UPPER_PHRASES = (
    "less than|fewer than|under|below|up to|at most|no more than|not more than|as many as|as much as|a maximum of"
    "|<|≤|اقل من|اقل|حتي|علي الاكثر|ليس اكثر من|لا اكثر من|دون"
)
_ABOUT_PHRASES = (
    "about|around|some|nearly|almost|roughly|approximately|approx|close to|circa|an estimated|estimated|~|≈|≃"
    "|نحو|حوالي|قرابه|زهاء|تقريبا|بحدود|في حدود|يقارب|تقارب|قارب|ما يقرب من"
)


def _before_number() -> dict[tuple[str, ...], _Hedge]:
    """The phrases before a number, folded, each with what it does to the interval."""
    rises, exceeds = ("يزيد", "تزيد", "يزيدون"), ("يتجاوز", "تتجاوز", "يتخطي", "تتخطي", "يفوق", "تفوق")
    lower = [*_LOWER_PHRASES.split("|"), *exceeds]
    lower += [f"{no} {less} عن" for no, less in product(("لا", "لم", "ما لا"), ("يقل", "تقل", "يقلون"))]
    lower += [f"{rise} {than}" for rise, than in product((*rises, "زاد", "زادت"), ("عن", "علي"))]
    upper = _UPPER_PHRASES.split("|")
    upper += [f"{no} {rise} {than}" for no, rise, than in product(("لا", "لم"), rises, ("عن", "علي"))]
    upper += [f"{no} {exceed}" for no, exceed in product(("لا", "لم"), exceeds)]
    named = ((lower, _Hedge.LOWER), (upper, _Hedge.UPPER), (_ABOUT_PHRASES.split("|"), _Hedge.ABOUT))
    return {tuple(phrase.split()): hedge for phrases, hedge in named for phrase in phrases}


_BEFORE = _before_number()
_HEDGE_HEADS = frozenset(phrase[0] for phrase in _BEFORE)
_AFTER = {
    ("≥",): _Hedge.LOWER,
    ("≤",): _Hedge.UPPER,
    ("≃",): _Hedge.ABOUT,
    ("علي", "الاقل"): _Hedge.LOWER,
    ("كحد", "ادني"): _Hedge.LOWER,
    ("at", "least"): _Hedge.LOWER,
    ("او", "اكثر"): _Hedge.LOWER,
    ("or", "more"): _Hedge.LOWER,
    ("فاكثر",): _Hedge.LOWER,
    ("علي", "الاكثر"): _Hedge.UPPER,
    ("كحد", "اقصي"): _Hedge.UPPER,
    ("at", "most"): _Hedge.UPPER,
    ("or", "less"): _Hedge.UPPER,
    ("or", "fewer"): _Hedge.UPPER,
    ("تقريبا",): _Hedge.ABOUT,
    ("or", "so"): _Hedge.ABOUT,
}
_MAX_WORDS_TO_HEDGE = 3
_THEIR_NUMBER = frozenset(("عددهم", "عددها", "عدد"))
"""May stand inside or after a hedge: لا يقل عددهم عن 50, لا يتجاوز عددهم 50."""
_PROCLITICS = frozenset(["و", "ف", "ب", "ل", "ك", "ال", "لل", "بال", "وال", "فال", "كال", "وب", "ول", "فب", "فل"])
_CLOCK_AFTER = frozenset(["am", "pm", "صباحا", "مساء", "ظهرا", "فجرا", "عصرا", "ليلا", "o'clock", "o’clock"])
_YEAR_CUES = frozenset(
    [
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "from",
        "before",
        "after",
        "during",
        "year",
        "early",
        "late",
        "mid",
        "for",
        "عام",
        "سنه",
        "العام",
        "السنه",
        "منذ",
        "في",
        "حتي",
        "من",
        "الي",
        "قبل",
        "بعد",
        "مطلع",
        "اواخر",
        "اوائل",
        "بدايه",
        "نهايه",
        "خلال",
    ]
)
_CHANGES = frozenset(
    ("rose", "rise", "risen", "rising", "increased", "increase", "grew", "jumped", "climbed", "raised", "revised")
) | {"ارتفع", "ارتفعت", "ارتفاع", "زاد", "زادت", "زياده", "ازداد", "ازدادت", "قفز", "قفزت", "رفع", "رفعت"}
"""After one of these "from 20 to 30" is two numbers at two times, not a range."""


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A number where it stands: `text[start:end]` is hedge, number, magnitude and unit."""

    start: int
    end: int
    lower: float | None
    upper: float | None
    unit: str | None = None
    approximate: bool = False


class QuantityComparison(StrEnum):
    """What two quantities have to do with each other."""

    EQUAL = "equal"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    INCOMPARABLE = "incomparable"


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
    found = next(_quantities(tokens, bare_years=True), None) or _implied_one(tokens)
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
    one = Number(place, place + 1, 1, 1, 1, 1, False)
    unit, end = _unit_of(tokens, one)
    return _bounded(tokens, one, end, unit)[0]


def compare_quantities(a: Quantity, b: Quantity) -> QuantityComparison:
    """CONFLICT only where the intervals, widened by `APPROXIMATE_SHARE` when approximate, cannot overlap."""
    if a.unit != b.unit:
        return QuantityComparison.INCOMPARABLE
    if (a.lower, a.upper, a.approximate) == (b.lower, b.upper, b.approximate):
        return QuantityComparison.EQUAL
    (a_low, a_high), (b_low, b_high) = _reach(a), _reach(b)
    rounding = 1e-9 * max(abs(bound) for bound in (a_low, a_high, b_low, b_high, 0.0) if abs(bound) < float("inf"))
    apart = a_low > b_high + rounding or b_low > a_high + rounding
    return QuantityComparison.CONFLICT if apart else QuantityComparison.COMPATIBLE


def _reach(quantity: Quantity) -> tuple[float, float]:
    least = 1.0 if quantity.unit is None else 0.0

    def slack(bound: float) -> float:
        return max(abs(bound) * APPROXIMATE_SHARE, least) if quantity.approximate else 0.0

    low = float("-inf") if quantity.lower is None else quantity.lower - slack(quantity.lower)
    high = float("inf") if quantity.upper is None else quantity.upper + slack(quantity.upper)
    return low, high


def _quantities(tokens: Sequence[Token], *, bare_years: bool) -> Iterator[FoundQuantity]:
    numbers = list(read_numbers(tokens))
    index = position = 0
    while index < len(tokens):
        while position < len(numbers) and numbers[position].first < index:
            position += 1
        number = numbers[position] if position < len(numbers) and numbers[position].first == index else None
        if number is None:
            dual = unprefixed(tokens[index].folded, DUAL_UNITS)
            if dual:
                unit, factor = DUAL_UNITS[dual[1]]
                pair = Number(index, index + 1, 2, 2, 2, 1, False)
                yield _bounded(tokens, pair, index + 1, (unit, factor))[0]
            index += 1
            continue
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        found, end = _read_at(tokens, number, following, bare_years)
        if found:
            yield found
        index = max(end, number.last)


def _read_at(
    tokens: Sequence[Token], number: Number, following: Number | None, bare_years: bool
) -> tuple[FoundQuantity | None, int]:
    """The quantity that begins with the number, if it is one, and the token after it."""
    second = following if following and _in_range(tokens, number, following) else None
    last = second or number
    if _is_name_or_date(tokens, number) or (second and _is_name_or_date(tokens, second)):
        return None, last.last
    unit, end = _unit_of(tokens, last)
    if _is_year(tokens, last, bare_years, plain=unit is None) and not (second and not _looks_like_year(tokens, number)):
        return None, last.last
    if second is None:
        return _bounded(tokens, number, end, unit)
    own, _ = _unit_of(tokens, number)
    unit = own if unit is None and _has_sign(tokens, number) else unit
    factor, own_factor = (unit or ("", 1.0))[1], (own or unit or ("", 1.0))[1]
    shared = second.magnitude if number.magnitude == 1 and number.coefficient < second.coefficient else 1.0
    bounds = sorted((number.lower * shared * own_factor / factor, second.lower))
    merged = Number(number.first, second.last, bounds[0], bounds[1], 0, 1, number.in_digits, number.approximate)
    return _bounded(tokens, merged, end, unit)


def _bounded(
    tokens: Sequence[Token], number: Number, end: int, unit: tuple[str, float] | None
) -> tuple[FoundQuantity, int]:
    """The number in its base unit, with what the hedges around it make of its bounds."""
    name, factor = unit or (None, 1.0)
    first = number.first - _has_sign(tokens, number)
    lower: float | None = number.lower * factor
    upper = None if number.upper is None else number.upper * factor
    approximate = number.approximate
    first, hedges = _hedges_before(tokens, first)
    after = _hedge_after(tokens, end)
    if after:
        end, hedges = after[0], (*hedges, after[1])
    for hedge in hedges:
        if hedge is _Hedge.ABOUT:
            approximate = True
        elif hedge is _Hedge.LOWER:
            upper = None
        elif upper is not None:
            lower = None
    return FoundQuantity(tokens[first].start, tokens[end - 1].end, lower, upper, name, approximate), end


def _hedges_before(tokens: Sequence[Token], first: int) -> tuple[int, tuple[_Hedge, ...]]:
    """Where the hedges begin that stand before the token, and those hedges, at most two."""
    hedges: tuple[_Hedge, ...] = ()
    while len(hedges) < 2:
        end = first
        if end and tokens[end - 1].folded in _PROCLITICS and glued(tokens, end):
            end -= 1
        for length in range(min(5, end), 0, -1):
            head, *rest = (token.folded for token in tokens[end - length : end])
            bare = unprefixed(head, _HEDGE_HEADS)
            hedge = _BEFORE.get((bare[1], *(word for word in rest if word not in _THEIR_NUMBER))) if bare else None
            if hedge:
                first, hedges = end - length, (*hedges, hedge)
                break
        else:
            break
    return first, hedges


def _hedge_after(tokens: Sequence[Token], end: int) -> tuple[int, _Hedge] | None:
    """The hedge that follows, up to three words of the counted noun later, and where it ends."""
    if end < len(tokens) and tokens[end].text == "+" and glued(tokens, end):
        return end + 1, _Hedge.LOWER
    for start in range(end, min(end + _MAX_WORDS_TO_HEDGE + 1, len(tokens))):
        for phrase, hedge in _AFTER.items():
            stop = start + len(phrase)
            if tuple(token.folded for token in tokens[start:stop]) == phrase:
                belongs_to_next = stop < len(tokens) and read_number(tokens, stop) is not None
                return None if belongs_to_next else (stop, hedge)
        if not tokens[start].text[0].isalpha() or read_number(tokens, start):
            return None
    return None


def _has_sign(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a currency or per cent sign stands before the number ("$5", "%20", yüzde 20) that is of no other."""
    before = number.first - 1
    if before < 0 or tokens[before].folded not in _SIGNS:
        return False
    owner = tokens[before - 1] if before else None
    return tokens[before].folded != "%" or owner is None or (owner.value is None and owner.entry is None)


def _unit_of(tokens: Sequence[Token], number: Number) -> tuple[tuple[str, float] | None, int]:
    """The unit of the number as name and factor, and the token after it; a currency sign may stand before it."""
    if _has_sign(tokens, number):
        return UNITS[tokens[number.first - 1].folded], number.last
    start = number.last
    if start + 1 < len(tokens) and tokens[start].text == "-" and glued(tokens, start) and glued(tokens, start + 1):
        start += 1
    for length in (4, 3, 2, 1):
        words = tokens[start : start + length]
        name = " ".join(token.folded for token in words)
        is_metre_or_year = name != "م" or (number.in_digits and not 1900 <= number.lower < 2100)
        if len(words) == length and name in UNITS and is_metre_or_year:
            return UNITS[name], start + length
    return None, number.last


def _in_range(tokens: Sequence[Token], a: Number, b: Number) -> bool:
    """Whether the two numbers are the ends of one range ("20-30", من 20 إلى 30, "between two and three")."""
    unit, end = _unit_of(tokens, a)
    other, _ = _unit_of(tokens, b)
    if other is None and _has_sign(tokens, a):
        other = unit  # yüzde 5 ila 10
    if a.upper is None or b.upper is None or end > b.first or (unit and (other is None or other[0] != unit[0])):
        return False
    link = tuple(token.folded for token in tokens[end : b.first])
    before = {token.folded for token in tokens[max(0, a.first - 6) : a.first]}
    opened = a.first > 0 and tokens[a.first - 1].folded in ("between", "بين")
    rising = b.lower * (other or ("", 1.0))[1] > a.lower * (unit or other or ("", 1.0))[1]
    if link in (("-",), ("–",), ("—",), ("−",)):
        return rising or (other is not None and b.in_digits)
    if link in (("to",), ("الي",), ("حتي",)):
        return rising and not before & _CHANGES
    if link in (("or",), ("او",)):
        return rising
    return opened and rising and (link in (("and",), ("و",)) or (not link and tokens[b.first].joined))


def _is_name_or_date(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a name, an ordinal, a date or a clock time."""
    first, last = number.first, number.last
    before = tokens[first - 1].folded if first else ""
    after = tokens[last] if last < len(tokens) else None
    if unprefixed(before, ("ساعه",)) == ("ال", "ساعه") or (after and after.folded in _CLOCK_AFTER):
        return True
    if not number.in_digits:
        return False
    if _is_glued_before(tokens, number) or _is_glued_after(tokens, number) or _in_date_digits(tokens, first):
        return True
    if number.lower > 31 or number.magnitude != 1:
        return False
    skip = after is not None and after.folded in ("of", "من", ".")
    return month_at(tokens, last + skip) is not None or _follows_month(tokens, first)


def _follows_month(tokens: Sequence[Token], index: int) -> bool:
    months = (month_at(tokens, index - 1), month_at(tokens, index - 2))
    return any(month is not None and month[1] == index for month in months)


def _is_glued_before(tokens: Sequence[Token], number: Number) -> bool:
    first = number.first
    if not glued(tokens, first):
        return False
    before = tokens[first - 1]
    if before.text == "-" and glued(tokens, first - 1):
        after_unit = first > 2 and tokens[first - 3].value is not None and tokens[first - 2].folded in UNITS
        return tokens[first - 2].text[-1].isalpha() and not after_unit
    is_letter = before.text[-1].isalpha() and not is_unspaced(before.text[-1])
    return before.text == "_" or (is_letter and before.folded not in _PROCLITICS)


def _is_glued_after(tokens: Sequence[Token], number: Number) -> bool:
    """Whether letters that are no unit follow with no space ("5G", "1st"); Arabic and Chinese ones are not glued."""
    last = number.last
    if not glued(tokens, last) or not tokens[last].text[0].isalpha() or "\u0600" <= tokens[last].text[0] <= "\u06ff":
        return False
    return not is_unspaced(tokens[last].text[0]) and _unit_of(tokens, number)[0] is None


def _in_date_digits(tokens: Sequence[Token], index: int) -> bool:
    """Whether the digits are one of three or more joined by one sign, or of two joined by a slash or colon."""
    start = end = index
    while glued(tokens, start) and glued(tokens, start - 1) and _is_date_sign(tokens, start - 1):
        start -= 2
    while glued(tokens, end + 1) and glued(tokens, end + 2) and _is_date_sign(tokens, end + 1):
        end += 2
    signs = {token.folded for token in tokens[start + 1 : end : 2]}
    return end - start >= 4 or bool(signs & {"/", ":"})


def _is_date_sign(tokens: Sequence[Token], index: int) -> bool:
    numbers = tokens[index - 1].value is not None and tokens[index + 1].value is not None
    return numbers and tokens[index].folded in ("/", ":", ".", "-")


def _looks_like_year(tokens: Sequence[Token], number: Number) -> bool:
    written = tokens[number.first].text
    return number.in_digits and number.last == number.first + 1 and len(written) == 4 and 1900 <= number.lower < 2100


def _is_year(tokens: Sequence[Token], number: Number, bare_years: bool, *, plain: bool) -> bool:
    if not plain or not _looks_like_year(tokens, number):
        return False
    first, last = number.first, number.last
    _, hedges = _hedges_before(tokens, first)
    before = tokens[first - 1].folded if first else ""
    if hedges and unprefixed(before, ("حتي",)) is None:
        return False
    if unprefixed(before, _YEAR_CUES) or _follows_month(tokens, first):
        return True
    return not bare_years and (last == len(tokens) or not tokens[last].text[0].isalpha() or tokens[last].text == "م")


def numbers_in(text: str, *, language: str | None = None) -> tuple[float, ...]:
    """The bare numbers of the text, sorted: all digits, and number words from three on, magnitudes applied.

    Days, years and clock times count, each number of theirs on its own; names ("T-2") and vague words do not.
    """
    tokens = read_tokens(text, language)
    return tuple(sorted(number.lower for number in _checked_numbers(tokens)))


def _checked_numbers(tokens: Sequence[Token]) -> list[Number]:
    def counts(number: Number) -> bool:
        if not number.in_digits:
            return number.upper == number.lower and number.lower >= 3
        after = tokens[number.last].folded if number.last < len(tokens) else ""
        is_suffix = after in ("st", "nd", "rd", "th", "s") or after in _CLOCK_AFTER
        return not _is_glued_before(tokens, number) and (is_suffix or not _is_glued_after(tokens, number))

    return [number for number in read_numbers(tokens) if counts(number)]


def missing_numbers(statement: str, quote: str, *, language: str | None = None) -> tuple[float, ...]:
    """The numbers of the statement that the quote does not have in some spelling.

    The quote may have them as "one" or "two", an ordinal, a month's name, the dual of a unit or inside a name; and
    a magnitude that both texts contain may be left off or repeated ("20-30 thousand", "20 thousand to 30 thousand").
    Where no rule knows the number words of the language, a number that words could say is missing only if the quote
    has in digits another that the statement does not have.
    """
    quoted = read_tokens(quote, language)
    numbers = list(read_numbers(quoted))
    known = {number.lower for number in numbers} | _implied_numbers(quoted)
    for a, b in pairwise(numbers):
        if a.magnitude == 1 < b.magnitude and b.first - a.last <= 1:
            known.add(a.coefficient * b.magnitude)
    stated = _checked_numbers(read_tokens(statement, language))
    shared = {number.magnitude for number in stated} & {number.magnitude for number in numbers} - {1.0}
    coefficients = {(number.coefficient, number.magnitude) for number in numbers}

    def is_known(number: Number) -> bool:
        if number.magnitude in shared and (number.coefficient, 1) in coefficients:
            return True
        bare = number.magnitude == 1
        return number.lower in known or (bare and any((number.lower, scale) in coefficients for scale in shared))

    missing = {number.lower for number in stated if not is_known(number)}
    if missing and not knows_numbers(language):
        contradicted = {number.lower for number in numbers if number.in_digits} - {number.lower for number in stated}
        missing = {number for number in missing if contradicted or not _could_be_words(number)}
    return tuple(sorted(missing))


def _could_be_words(number: float) -> bool:
    """Whether newspapers write such a number in words: up to a hundred, and few significant digits above."""
    return number.is_integer() and (number <= 100 or len(f"{number:.0f}".rstrip("0")) <= 2)


def _implied_numbers(tokens: Sequence[Token]) -> set[float]:
    """What the words say besides numbers: "one", "two", ordinals, months and the duals of units."""
    implied: set[float] = set()
    for index, token in enumerate(tokens):
        if token.entry and token.entry.value in (1, 2):
            implied.add(token.entry.value)
        if ordinal := unprefixed(token.folded, ORDINALS):
            implied.add(ORDINALS[ordinal[1]])
        if token.implied is not None:
            implied.add(token.implied)
        if unprefixed(token.folded, DUAL_UNITS):
            implied.add(2)
        if month := month_at(tokens, index):
            implied.add(month[0])
    return implied
