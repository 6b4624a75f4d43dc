"""How a figure is supported: by how many independent voices, by which parties, and against whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from factcmp.groups.figures import Figure
from factcmp.groups.partition import Partition
from factcmp.groups.scopes import Bounds, bounds_conflict
from factcmp.models import Grade, Group, SourceKind, Voice
from factcmp.text.folding import fold_text, tokens

_NOBODY_NAMED = frozenset(("unidentified", "unknown", "unnamed", "unclear", "مجهول", "مجهوله", "مجهولون", "مجهولين"))
_LONGEST_ENDING = 3
"""Letters by which "Israeli" and "Israel" may differ."""


class Grader:
    """Grades figures of one scope; it knows the voices and which of them are one source."""

    def __init__(self, voices: Sequence[Voice], groups: Iterable[Group], names: Mapping[str, str]) -> None:
        self._voices = {voice.id: voice for voice in voices}
        self._names = names
        self._units = self._independent(voices, groups)

    def _independent(self, voices: Sequence[Voice], groups: Iterable[Group]) -> Mapping[str, int]:
        """For each voice the set it is in: voices of one origin, or of one party, are one source."""
        number = {voice.id: at for at, voice in enumerate(voices)}
        of_claim = {claim: number[voice.id] for voice in voices for claim in voice.claims}
        partition = Partition(len(voices))
        for group in groups:
            for position in group.positions:
                for origin in position.origins:
                    together = [of_claim[claim] for claim in origin.claims if claim in of_claim]
                    for one in together[1:]:
                        partition.unite(together[0], one)
        parties: dict[str, int] = {}
        for at, voice in enumerate(voices):
            if voice.party:
                partition.unite(parties.setdefault(self._name(voice.party), at), at)
        for at, voice in enumerate(voices):
            partition.unite(parties.get(self._name(voice.name), at), at)
        return {voice.id: partition.root(at) for at, voice in enumerate(voices)}

    def grade(
        self, figures: Mapping[int, Figure], superseded: Collection[int], disputed: Sequence[Figure]
    ) -> dict[int, tuple[Grade, tuple[str, ...]]]:
        """For each figure of the scope its grade and the voices (ids) that it rests on.

        `superseded` are figures that a later one replaces: they are compared with those of their own day alone.
        `disputed` are figures of the scope that a voice denies or doubts.
        """
        eras: defaultdict[object, list[int]] = defaultdict(list)
        for number, figure in figures.items():
            eras[figure.day if number in superseded else "now"].append(number)
        blamed = self._blamed(figures.values())
        graded = {}
        for numbers in eras.values():
            given: defaultdict[Bounds, dict[str, None]] = defaultdict(dict)
            for number in numbers:
                if figures[number].claim.voice:
                    given[figures[number].bounds][figures[number].claim.voice or ""] = None
            for number in numbers:
                graded[number] = self._grade(figures[number], given, blamed, disputed)
        return graded

    def _grade(
        self,
        figure: Figure,
        given: Mapping[Bounds, Collection[str]],
        blamed: Mapping[str, Collection[str]],
        disputed: Sequence[Figure],
    ) -> tuple[Grade, tuple[str, ...]]:
        voice = figure.claim.voice
        bounds = figure.bounds
        tells = bounds[:2] != (None, None)
        against = self._against(figure, given, blamed, disputed) if tells else ()
        if against and self._known(voice):
            return Grade.CONTESTED, (voice or "", *against)
        # Who says "at least 61" gives no 70 that nobody else is named for.
        fits = _overlap if self._known(voice) else tuple.__eq__
        fitting = [one for other, of in given.items() if tells and fits(bounds, other) for one in of]
        supporters = list(dict.fromkeys([*([voice] if voice else []), *fitting]))
        known = [one for one in supporters if self._known(one)]
        sides = [one for one in fitting if self._is_one_of(one, blamed)] if bounds[1] != 0 else []
        if sides:
            return Grade.ACCEPTED_BY_SIDE, tuple(sides)
        if len({self._units[one] for one in known}) > 1:
            return Grade.SEVERAL_VOICES, tuple(known)
        if not known:
            return Grade.UNIDENTIFIED, tuple(supporters)
        only_party = all(self._voices[one].party for one in known)
        return Grade.PARTY_ONLY if only_party else Grade.ONE_VOICE, tuple(known)

    def _against(
        self,
        figure: Figure,
        given: Mapping[Bounds, Collection[str]],
        blamed: Mapping[str, Collection[str]],
        disputed: Sequence[Figure],
    ) -> tuple[str, ...]:
        """Known voices, independent of the figure's, with figures that exclude it, other doers, or a denial of it."""
        found = [one for other, of in given.items() if bounds_conflict(figure.bounds, other) for one in of]
        if own := self._doer(figure.toll.blamed):
            found += [one for doer, of in blamed.items() if not _alike(own, doer) for one in of]
        if figure.bounds[1] != 0:
            found += [
                one.claim.voice
                for one in disputed
                if one.claim.voice and not bounds_conflict(figure.bounds, one.bounds)
            ]  # fmt: skip
        unit = self._units.get(figure.claim.voice or "")
        return tuple(one for one in dict.fromkeys(found) if self._known(one) and self._units[one] != unit)

    def _blamed(self, figures: Iterable[Figure]) -> Mapping[str, Collection[str]]:
        """Each doer that is named, with the voices that name it."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for figure in figures:
            doer = self._doer(figure.toll.blamed)
            if doer:
                found[doer][figure.claim.voice or ""] = None
        return found

    def _doer(self, name: str | None) -> str:
        """A doer's name; empty for "unidentified aircraft"."""
        found = self._name(name or "")
        return "" if _NOBODY_NAMED & set(tokens(found)) else found

    def _is_one_of(self, voice: str, blamed: Iterable[str]) -> bool:
        one = self._voices.get(voice)
        own = [self._name(name) for name in (one.name, one.party) if name] if one else []
        return any(_alike(name, doer) for name in own for doer in blamed)

    def _known(self, voice: str | None) -> bool:
        """Whether a voice is identified; an outlet's own rests on nobody that it names."""
        found = self._voices.get(voice or "")
        return found is not None and found.known and found.kind is not SourceKind.OUTLET

    def _name(self, name: str) -> str:
        folded = fold_text(name)
        return fold_text(self._names.get(folded, folded)).removeprefix("the ")


def _overlap(one: Bounds, other: Bounds) -> bool:
    return other[:2] != (None, None) and not bounds_conflict(one, other)


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with words more, endings aside: "Israel", "the Israeli army"."""
    short, long = sorted((tokens(one), tokens(other)), key=len)
    return bool(short) and all(any(_same_stem(word, whole) for whole in long) for word in short)


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= (_LONGEST_ENDING if len(short) > 3 else 0)
