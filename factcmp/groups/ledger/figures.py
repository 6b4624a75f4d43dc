"""Which figure replaces an earlier one, and which is a part of another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcmp.groups.ledger.scopes import Bounds, Scope, bounds_conflict
from factcmp.models import Claim, Harm, Span, Toll
from factcmp.models.partition import grouped

_CAN_FALL = (Harm.MISSING, Harm.DETAINED, Harm.DISPLACED)
"""Whoever is found, freed or back home is taken off such a count."""


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure of one claim, equal to itself alone; `day` is its as-of day's place in the calendar, where known."""

    claim: Claim
    toll: Toll
    scope: Scope
    as_of: str | None
    day: int | None
    question: str | None = None
    """The group (id) in which the judge compared it with others."""

    @property
    def bounds(self) -> Bounds:
        """What of a figure is compared."""
        return self.toll.lower, self.toll.upper, self.toll.approximate

    @property
    def has_number(self) -> bool:
        """Whether its words give one, as "several" does not."""
        return self.bounds[:2] != (None, None)

    @property
    def low(self) -> float:
        """The lowest number that it can mean, or that is told of it."""
        return self.toll.lower if self.toll.lower is not None else self.toll.upper or 0.0


def by_scope(figures: Iterable[Figure]) -> dict[Scope, list[Figure]]:
    """The figures of each scope, in the order in which a scope first comes."""
    return grouped(figures, lambda one: one.scope)


def same_words(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Those that are one figure at one place of one article, told by several claims: for one harm, with one number.

    A figure whose words stand twice in its quote may have been found at the wrong place, and is not among them.
    """
    sure = [one for one in figures if not _stands_twice(one.toll.figure.text, one.claim.quote.text)]
    found: list[list[Figure]] = []
    for alike in grouped(sure, lambda one: (one.claim.article, one.toll.harm, one.bounds)).values():
        last: list[Figure] = []
        for figure in sorted(alike, key=lambda one: (one.toll.figure.start, one.toll.figure.end)):
            if last and overlap(last[0].toll.figure, figure.toll.figure):
                last.append(figure)
            else:
                found.append(last := [figure])
    return [same for same in found if len(same) > 1]


def _stands_twice(words: str, quote: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", quote)) > 1


# Updates -----------------------------------------------------------------


def find_updates(figures: Iterable[Figure]) -> dict[Figure, Figure]:
    """For each figure the earlier one of its scope that it replaces: the same voice's, else the latest of any."""
    found: dict[Figure, Figure] = {}
    for of_scope in by_scope(one for one in figures if one.has_number).values():
        # The higher of two figures that one claim gives: "rose from 26 to 39".
        for of_claim in grouped(of_scope, lambda one: one.claim.id).values():
            found |= {high: low for low, high in pairwise(of_claim) if bounds_conflict(low.bounds, high.bounds)}
        states = _states(of_scope)
        of_voice = {voice: _states(of_one) for voice, of_one in grouped(of_scope, lambda one: one.claim.voice).items()}
        for figure in of_scope:
            own = of_voice[figure.claim.voice] if figure.claim.voice else ()
            replaced = [one for one in own if _replaces(figure, one, same_voice=True)]
            replaced = replaced or [one for one in states if _replaces(figure, one, same_voice=False)]
            if replaced:
                found.setdefault(figure, max(replaced, key=lambda one: one.day or 0))
    return found


def _states(figures: Iterable[Figure]) -> Sequence[Figure]:
    """Of the figures that say the same for the same day the first, however many say so."""
    told = grouped((one for one in figures if one.day is not None), lambda one: (one.day, one.bounds))
    return [same[0] for same in told.values()]


def _replaces(figure: Figure, earlier: Figure, *, same_voice: bool) -> bool:
    if figure.day is None or earlier.day is None or figure.day <= earlier.day:
        return False
    grown = figure.low > earlier.low
    falls = same_voice or figure.toll.harm in _CAN_FALL
    # "At least 20" is outgrown by 30, though both can be true.
    outgrown = grown and earlier.toll.upper is None
    return outgrown or (bounds_conflict(figure.bounds, earlier.bounds) and (falls or grown))


def never_falls(figures: Iterable[Figure]) -> bool:
    """Whether no figure is lower than one of an earlier day, as "one more" is lower than the count before it."""
    lows = [one.low for one in sorted(figures, key=lambda one: (one.day or 0, one.low))]
    return lows == sorted(lows)


# Totals and parts --------------------------------------------------------


def find_wholes(figures: Sequence[Figure]) -> dict[Figure, Figure]:
    """For each figure the one that contains it: as its article tells, else as whom they count shows."""
    found = find_told_wholes(figures)
    of_scope = by_scope(figures)
    alike = grouped(of_scope, lambda scope: (scope.place, scope.time, scope.harm))
    for scope, parts in of_scope.items():
        wider = [other for other in alike[scope.place, scope.time, scope.harm] if other.holds(scope)]
        # The narrowest first: children are civilians before they are people.
        wider.sort(key=lambda other: sum(other.holds(one) for one in wider))
        for part in parts:
            whole = _shown_whole(part, [of_scope[one] for one in wider])
            if whole:
                found.setdefault(part, whole)
    return found


def find_told_wholes(figures: Sequence[Figure]) -> dict[Figure, Figure]:
    """For each figure the one of its article that is said to contain it, where there is one."""
    of_article = grouped(figures, lambda one: one.claim.article)
    found: dict[Figure, Figure] = {}
    for part in figures:
        told = part.toll.part_of
        for whole in of_article[part.claim.article] if told else ():
            if told and whole is not part and overlap(told, whole.toll.figure):
                found.setdefault(part, whole)
    return found


def _shown_whole(part: Figure, wider: Iterable[Sequence[Figure]]) -> Figure | None:
    """Of the narrowest scope that has one: the same article's total, the same voice's before others, else the first."""
    for figures in wider:
        if fitting := [one for one in figures if _can_hold(one, part)]:
            told = part.claim
            return min(fitting, key=lambda one: (one.claim.article != told.article, one.claim.voice != told.voice))
    return None


def _can_hold(whole: Figure, part: Figure) -> bool:
    """Whether it is in the part's article, or told for the same day and of a place and time that are told."""
    if whole.claim.article != part.claim.article:
        told = bool(part.scope.place and part.scope.time) and whole.day == part.day
        if not told or (part.question and part.question == whole.question):
            return False
    upper, lower = whole.toll.upper, part.toll.lower
    return whole.has_number and (upper is None or lower is None or lower <= upper)


def overlap(one: Span, other: Span) -> bool:
    """Whether the two share a letter."""
    return one.start < other.end and other.start < one.end
