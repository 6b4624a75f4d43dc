"""How a figure is supported: by how many independent voices, by which parties, and against whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from factcmp.groups.ledger.figures import Figure
from factcmp.groups.ledger.scopes import Bounds, bounds_conflict
from factcmp.groups.names.same_voices import of_one_side
from factcmp.models import Grade, Group, SourceKind, Voice
from factcmp.models.partition import Partition, grouped
from factcmp.text.folding import fold_text, tokens

_K = TypeVar("_K")
_NOBODY_NAMED = frozenset(("unidentified", "unknown", "unnamed", "unclear", "مجهول", "مجهوله", "مجهولون", "مجهولين"))
_CIVILIANS = frozenset(("civilian", "child"))
_LONGEST_ENDING = 3
"""Letters by which "Israeli" and "Israel" may differ."""


@dataclass(frozen=True)
class _Told:
    """What is told of one scope, to hold a figure of it against; voices are ids, empty where nobody speaks."""

    given: Mapping[Bounds, Collection[str]]
    """Who gives which figure."""
    blamed: Mapping[str, Collection[str]]
    """Who names which doer."""
    disputed: Sequence[Figure]
    """Figures that a voice denies or doubts."""


def is_identified(voice: Voice | None) -> bool:
    """Whether a voice is identified; an outlet's own rests on nobody that it names."""
    return voice is not None and voice.known and voice.kind is not SourceKind.OUTLET


class Grader:
    """Grades figures of one scope; it knows the voices and which of them are one source."""

    def __init__(self, voices: Sequence[Voice], groups: Iterable[Group], names: Mapping[str, str]) -> None:
        self._voices = {voice.id: voice for voice in voices}
        self._names = names
        self._units = self._independent(groups)

    def _independent(self, groups: Iterable[Group]) -> Partition[str]:
        """The voices in sets that are one source: of one side, or of one origin."""
        of_claim = {claim: voice.id for voice in self._voices.values() for claim in voice.claims}
        partition = of_one_side(tuple(self._voices.values()), self._names)
        for origin in (origin for group in groups for position in group.positions for origin in position.origins):
            partition.unite(*(of_claim[claim] for claim in origin.claims if claim in of_claim))
        return partition

    def grade(
        self, figures: Sequence[Figure], superseded: Collection[Figure], disputed: Sequence[Figure]
    ) -> dict[Figure, tuple[Grade, tuple[str, ...]]]:
        """For each figure of the scope its grade and the voices (ids) that it rests on.

        `superseded` are figures that a later one replaces: they are compared with those of their own day alone.
        `disputed` are figures of the scope that a voice denies or doubts.
        """
        blamed = _voices_by((self._doer(one.toll.blamed), one) for one in figures)
        blamed.pop("", None)
        graded: dict[Figure, tuple[Grade, tuple[str, ...]]] = {}
        for era in grouped(figures, lambda one: one.day if one in superseded else "now").values():
            given = _voices_by((one.bounds, one) for one in era if one.claim.voice)
            told = _Told(given, blamed, disputed)
            graded.update((figure, self._grade(figure, told)) for figure in era)
        return graded

    def _grade(self, figure: Figure, told: _Told) -> tuple[Grade, tuple[str, ...]]:
        voice, bounds = figure.claim.voice, figure.bounds
        against = self._against(figure, told) if figure.has_number else ()
        if against and self._known(voice):
            return Grade.CONTESTED, (voice or "", *against)
        # Who says "at least 61" gives no 70 that nobody else is named for.
        fits = _overlap if self._known(voice) else tuple.__eq__
        fitting = [one for other, of in told.given.items() if figure.has_number and fits(bounds, other) for one in of]
        supporters = list(dict.fromkeys([*([voice] if voice else []), *fitting]))
        known = [one for one in supporters if self._known(one)]
        sides = [one for one in fitting if self._accepts(one, figure, told.blamed)] if bounds[1] != 0 else []
        if sides:
            return Grade.ACCEPTED_BY_SIDE, tuple(sides)
        if len({self._units.root(one) for one in known}) > 1:
            return Grade.SEVERAL_VOICES, tuple(known)
        if not known:
            return Grade.UNIDENTIFIED, tuple(supporters)
        only_party = all(self._voices[one].party for one in known)
        return Grade.PARTY_ONLY if only_party else Grade.ONE_VOICE, tuple(known)

    def _against(self, figure: Figure, told: _Told) -> tuple[str, ...]:
        """Known voices, independent of the figure's, with figures that exclude it, other doers, or a denial of it."""
        found = [one for other, of in told.given.items() if bounds_conflict(figure.bounds, other) for one in of]
        if own := self._doer(figure.toll.blamed):
            found += [one for doer, of in told.blamed.items() if not _alike(own, doer) for one in of]
        if figure.bounds[1] != 0:
            denied = (one for one in told.disputed if not bounds_conflict(figure.bounds, one.bounds))
            found += [one.claim.voice for one in denied if one.claim.voice]
        unit = self._units.root(figure.claim.voice or "")
        return tuple(one for one in dict.fromkeys(found) if self._known(one) and self._units.root(one) != unit)

    def _doer(self, name: str | None) -> str:
        """A doer's name; empty for "unidentified aircraft"."""
        found = self._name(name or "")
        return "" if _NOBODY_NAMED & set(tokens(found)) else found

    def _accepts(self, voice: str, figure: Figure, blamed: Mapping[str, Collection[str]]) -> bool:
        """Whether a voice is of a side that others blame, or that owns to have harmed civilians.

        That it killed its enemies, which nobody else says of it, is its own claim and accepts nothing.
        """
        one = self._voices.get(voice)
        own = [self._name(name) for name in (one.name, one.party) if name] if one else []
        by = [of for doer, of in blamed.items() if any(_alike(name, doer) for name in own)]
        unit = self._units.root(voice)
        is_blamed = any(self._units.root(other) != unit for of in by for other in of)
        return is_blamed or (bool(by) and all(_CIVILIANS & set(kind) for kind in figure.scope.who))

    def _known(self, voice: str | None) -> bool:
        return is_identified(self._voices.get(voice or ""))

    def _name(self, name: str) -> str:
        folded = fold_text(name)
        return fold_text(self._names.get(folded, folded)).removeprefix("the ")


def _voices_by(told: Iterable[tuple[_K, Figure]]) -> dict[_K, Collection[str]]:
    """Who says each thing, each voice once, in the order of the figures."""
    return {
        thing: dict.fromkeys(figure.claim.voice or "" for _, figure in of_it)
        for thing, of_it in grouped(told, itemgetter(0)).items()
    }


def _overlap(one: Bounds, other: Bounds) -> bool:
    return other[:2] != (None, None) and not bounds_conflict(one, other)


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with words more, endings aside: "Israel", "the Israeli army"."""
    short, long = sorted((tokens(one), tokens(other)), key=len)
    return bool(short) and all(any(_same_stem(word, whole) for whole in long) for word in short)


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= (_LONGEST_ENDING if len(short) > 3 else 0)
