"""Hedges around a number, and what each makes of the number's bounds."""

from collections.abc import Sequence
from enum import StrEnum

from factcmp.text.numbers.number_words import read_number
from factcmp.text.words.meanings import Meaning
from factcmp.text.words.tokens import PROCLITICS, Token, glued, unprefixed
from factcmp.text.words.vocabulary import Phrase, phrases, words

_M = Meaning


class Hedge(StrEnum):
    """What a hedge makes of a number: a lower bound, an upper bound or an approximation."""

    LOWER = "lower"
    UPPER = "upper"
    ABOUT = "about"


_AFTER = {
    **dict.fromkeys(phrases(_M.AT_LEAST), Hedge.LOWER),
    **dict.fromkeys(phrases(_M.AT_MOST), Hedge.UPPER),
    **dict.fromkeys(phrases(_M.ABOUT_EITHER_SIDE), Hedge.ABOUT),
}
_SIGNS = {
    **dict.fromkeys(">≥", Hedge.LOWER),
    **dict.fromkeys("<≤", Hedge.UPPER),
    **dict.fromkeys("~≈", Hedge.ABOUT),
}
_BEFORE: dict[Phrase, Hedge] = {
    **_AFTER,
    **dict.fromkeys(phrases(_M.MORE_THAN), Hedge.LOWER),
    **dict.fromkeys(phrases(_M.LESS_THAN, _M.UNTIL_OR_UP_TO), Hedge.UPPER),
    **dict.fromkeys(phrases(_M.ABOUT), Hedge.ABOUT),
    **{(sign,): hedge for sign, hedge in _SIGNS.items()},
}
MORE_THAN = phrases(_M.MORE_THAN, _M.AT_LEAST)
"""What before a number of periods makes it open."""
_HEDGE_HEADS = frozenset(phrase[0] for phrase in _BEFORE)
_LONGEST_AFTER = max(map(len, _AFTER))
_MAX_WORDS_TO_HEDGE = 3
_THEIR_NUMBER = words(_M.THEIR_NUMBER)
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
        for stop in range(start + 1, min(start + _LONGEST_AFTER, len(tokens)) + 1):
            if hedge := _AFTER.get(tuple(token.folded for token in tokens[start:stop])):
                belongs_to_next = stop < len(tokens) and read_number(tokens, stop) is not None
                return None if belongs_to_next else (stop, hedge)
        if not tokens[start].text[0].isalpha() or read_number(tokens, start):
            return None
    return None
