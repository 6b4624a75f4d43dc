"""Which figure replaces an earlier one, and which is a part of another; figures are named by their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcmp.groups.scopes import Bounds, Scope, bounds_conflict
from factcmp.models import Claim, Harm, Span, Toll

_CAN_FALL = (Harm.MISSING, Harm.DETAINED, Harm.DISPLACED)
"""Whoever is found, freed or back home is taken off such a count."""


@dataclass(frozen=True)
class Figure:
    """One figure of one claim; `day` is the place of its as-of day in the calendar, None where that is not known."""

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


def numbers_by_scope(figures: Sequence[Figure]) -> dict[Scope, list[int]]:
    """The figures of each scope, in the order in which a scope first comes."""
    found: defaultdict[Scope, list[int]] = defaultdict(list)
    for number, figure in enumerate(figures):
        found[figure.scope].append(number)
    return dict(found)


# Updates -----------------------------------------------------------------


def find_updates(figures: Sequence[Figure]) -> dict[int, int]:
    """For each figure the earlier one of its scope that it replaces: the same voice's, else the latest of any."""
    found: dict[int, int] = {}
    for numbers in numbers_by_scope(figures).values():
        told = [number for number in numbers if figures[number].bounds[:2] != (None, None)]
        found |= _within_claims(figures, told)
        states: dict[tuple[object, ...], int] = {}
        of_voice: defaultdict[str, dict[tuple[object, ...], int]] = defaultdict(dict)
        for number in told:
            figure = figures[number]
            if figure.day is not None:
                state = (figure.day, *figure.bounds)
                states.setdefault(state, number)
                of_voice[figure.claim.voice or ""].setdefault(state, number)
        for number in told:
            figure = figures[number]
            own = of_voice[figure.claim.voice].values() if figure.claim.voice else ()
            for earlier, same_voice in ((own, True), (states.values(), False)):
                replaced = [one for one in earlier if _replaces(figure, figures[one], same_voice=same_voice)]
                if replaced and number not in found:
                    found[number] = max(replaced, key=lambda one: figures[one].day or 0)
    return found


def _replaces(figure: Figure, earlier: Figure, *, same_voice: bool) -> bool:
    if figure.day is None or earlier.day is None or figure.day <= earlier.day:
        return False
    grown = _low(figure) > _low(earlier)
    falls = same_voice or figure.toll.harm in _CAN_FALL
    # "At least 20" is outgrown by 30, though both can be true.
    outgrown = grown and earlier.toll.upper is None
    return outgrown or (bounds_conflict(figure.bounds, earlier.bounds) and (falls or grown))


def _within_claims(figures: Sequence[Figure], numbers: Iterable[int]) -> dict[int, int]:
    """The higher of two figures that one claim gives for one scope: "rose from 26 to 39"."""
    of_claim: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        of_claim[figures[number].claim.id].append(number)
    return {
        higher: lower
        for several in of_claim.values()
        for lower, higher in pairwise(several)
        if bounds_conflict(figures[lower].bounds, figures[higher].bounds)
    }


def never_falls(figures: Iterable[Figure]) -> bool:
    """Whether no figure is lower than one of an earlier day, as "one more" is lower than the count before it."""
    lows = [_low(one) for one in sorted(figures, key=lambda one: (one.day or 0, _low(one)))]
    return lows == sorted(lows)


def _low(figure: Figure) -> float:
    lower, upper, _ = figure.bounds
    return lower if lower is not None else upper or 0.0


# Totals and parts --------------------------------------------------------


def find_wholes(figures: Sequence[Figure]) -> dict[int, int]:
    """For each figure the one that contains it: as its article tells, else as whom they count shows."""
    by_scope = numbers_by_scope(figures)
    found = find_told_wholes(figures)
    alike: defaultdict[tuple[str, str, Harm], list[Scope]] = defaultdict(list)
    for scope in by_scope:
        alike[scope.place, scope.time, scope.harm].append(scope)
    for scope, numbers in by_scope.items():
        wider = [other for other in alike[scope.place, scope.time, scope.harm] if other.holds(scope)]
        # The narrowest first: children are civilians before they are people.
        wider.sort(key=lambda other: sum(other.holds(one) for one in wider))
        for number in numbers:
            whole = _shown_whole(figures, number, [by_scope[one] for one in wider])
            if whole is not None:
                found.setdefault(number, whole)
    return found


def find_told_wholes(figures: Sequence[Figure]) -> dict[int, int]:
    """For each figure the one of its article that is said to contain it, where there is one."""
    of_article: defaultdict[str, list[int]] = defaultdict(list)
    for number, figure in enumerate(figures):
        of_article[figure.claim.article].append(number)
    found = {}
    for number, figure in enumerate(figures):
        told = figure.toll.part_of
        for one in of_article[figure.claim.article] if told else ():
            if one != number and told and _overlap(told, figures[one].toll.figure):
                found[number] = one
                break
    return found


def _shown_whole(figures: Sequence[Figure], number: int, wider: Iterable[Sequence[int]]) -> int | None:
    """Of the narrowest scope that has one: the same voice's total, else the same article's, else the first."""
    claim = figures[number].claim
    for numbers in wider:
        fitting = [one for one in numbers if _can_hold(figures[one], figures[number])]
        if fitting:
            return min(
                fitting,
                key=lambda one: (
                    figures[one].claim.article != claim.article,
                    figures[one].claim.voice != claim.voice,
                    one,
                ),
            )
    return None


def _can_hold(whole: Figure, part: Figure) -> bool:
    """Whether it is in the part's article, or told for the same day and of a place and time that are told."""
    lower, upper, _ = whole.bounds
    if whole.claim.article != part.claim.article:
        told = bool(part.scope.place and part.scope.time) and whole.day == part.day
        if not told or (part.question and part.question == whole.question):
            return False
    return (lower, upper) != (None, None) and (upper is None or part.toll.lower is None or part.toll.lower <= upper)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
