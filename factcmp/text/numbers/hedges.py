"""Hedges around a number in Arabic and English, and what each makes of the number's bounds."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import product

from factcmp.text.numbers.number_words import read_number
from factcmp.text.words.tokens import PROCLITICS, Token, glued, unprefixed


class Hedge(StrEnum):
    """What a hedge makes of a number: a lower bound, an upper bound or an approximation."""

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


def _before_number() -> dict[tuple[str, ...], Hedge]:
    """The phrases before a number, folded, each with what it does to the interval."""
    rises, exceeds = ("يزيد", "تزيد", "يزيدون"), ("يتجاوز", "تتجاوز", "يتخطي", "تتخطي", "يفوق", "تفوق")
    lower = [*_LOWER_PHRASES.split("|"), *exceeds]
    lower += [f"{no} {less} عن" for no, less in product(("لا", "لم", "ما لا"), ("يقل", "تقل", "يقلون"))]
    lower += [f"{rise} {than}" for rise, than in product((*rises, "زاد", "زادت"), ("عن", "علي"))]
    upper = _UPPER_PHRASES.split("|")
    upper += [f"{no} {rise} {than}" for no, rise, than in product(("لا", "لم"), rises, ("عن", "علي"))]
    upper += [f"{no} {exceed}" for no, exceed in product(("لا", "لم"), exceeds)]
    named = ((lower, Hedge.LOWER), (upper, Hedge.UPPER), (_ABOUT_PHRASES.split("|"), Hedge.ABOUT))
    return {tuple(phrase.split()): hedge for phrases, hedge in named for phrase in phrases}


_BEFORE = _before_number()
_HEDGE_HEADS = frozenset(phrase[0] for phrase in _BEFORE)
_AFTER = {
    ("≥",): Hedge.LOWER,
    ("≤",): Hedge.UPPER,
    ("≃",): Hedge.ABOUT,
    ("علي", "الاقل"): Hedge.LOWER,
    ("كحد", "ادني"): Hedge.LOWER,
    ("at", "least"): Hedge.LOWER,
    ("او", "اكثر"): Hedge.LOWER,
    ("or", "more"): Hedge.LOWER,
    ("فاكثر",): Hedge.LOWER,
    ("علي", "الاكثر"): Hedge.UPPER,
    ("كحد", "اقصي"): Hedge.UPPER,
    ("at", "most"): Hedge.UPPER,
    ("or", "less"): Hedge.UPPER,
    ("or", "fewer"): Hedge.UPPER,
    ("تقريبا",): Hedge.ABOUT,
    ("or", "so"): Hedge.ABOUT,
}
_MAX_WORDS_TO_HEDGE = 3
_THEIR_NUMBER = frozenset(("عددهم", "عددها", "عدد"))
"""May stand inside or after a hedge: لا يقل عددهم عن 50, لا يتجاوز عددهم 50."""


def hedges_before(tokens: Sequence[Token], first: int) -> tuple[int, tuple[Hedge, ...]]:
    """Where the hedges begin that stand before the token, and those hedges, at most two."""
    hedges: tuple[Hedge, ...] = ()
    while len(hedges) < 2:
        end = first
        if end and tokens[end - 1].folded in PROCLITICS and glued(tokens, end):
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


def hedge_after(tokens: Sequence[Token], end: int) -> tuple[int, Hedge] | None:
    """The hedge that follows, up to three words of the counted noun later, and where it ends."""
    if end < len(tokens) and tokens[end].text == "+" and glued(tokens, end):
        return end + 1, Hedge.LOWER
    for start in range(end, min(end + _MAX_WORDS_TO_HEDGE + 1, len(tokens))):
        for phrase, hedge in _AFTER.items():
            stop = start + len(phrase)
            if tuple(token.folded for token in tokens[start:stop]) == phrase:
                belongs_to_next = stop < len(tokens) and read_number(tokens, stop) is not None
                return None if belongs_to_next else (stop, hedge)
        if not tokens[start].text[0].isalpha() or read_number(tokens, start):
            return None
    return None
