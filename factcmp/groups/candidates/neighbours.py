"""Which earlier claims may speak to the same question as a claim: its nearest neighbours from inverted indices.

Nothing here decides anything: recall counts, and the language model judges what is put side by side. No
similarity threshold separates matches from non-matches (docs/measurements.md has the figures), but nearest
neighbours hold nearly all of them. So every signal votes with ranks, fused as in Cormack, Clarke and
Büttcher, "Reciprocal rank fusion" (SIGIR 2009).

A claim's neighbours depend on the claims before it alone, so that one more leaves all earlier ones as they were; and
the work a claim is bounded (`_VISITS`, `_FEATURES`), so the whole is linear in claims.
"""

import datetime
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import chain
from operator import itemgetter, mul
from types import MappingProxyType
from typing import TypeVar

from factcmp.models import Claim, EventTime, Quantity
from factcmp.text.folding import fold_text, light_stem, tokens

_Feature = TypeVar("_Feature", int, str)

_WEIGHTS = {"text": 0.7, "gloss": 1.5, "names": 0.5, "quantities": 0.5, "day": 0.25, "vectors": 1.0}
# Lower than the paper's 60: with some tens of candidates the first ranks must tell.
_RANK_OFFSET = 10
_LISTED = 48
"""How many claims a signal may rank for one claim."""
_KEPT = 24
"""A claim keeps at most this many neighbours, the nearest first."""
_OF_ONE_ARTICLE = 3
_VISITS = {"text": 1_500, "gloss": 5_000, "names": 500, "quantities": 500, "day": 500}
"""Entries of an index looked at for one claim, at most: most of the one that holds across languages."""
_FEATURES = 200
"""Features that one claim has in one index, at most: its weightiest."""
_ALL_PAIRS = 400
"""Up to this many claims, each vector is compared with each other one."""
_HOMES = 4
"""Cells in which a vector is looked for."""

_Features = dict[str, float]


def nearest_earlier(
    claims: Sequence[Claim],
    *,
    vectors: Sequence[Sequence[float]] | None = None,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, tuple[str, ...]]:
    """For each claim the claims before it that are nearest to it, nearest first, its own article's included.

    `vectors` has one embedding a claim, in the order of the claims; `aliases` maps a folded spelling of a name to the
    name to count.
    """
    indices = {signal: _Index(visits) for signal, visits in _VISITS.items()}
    cells = _Cells()
    found: dict[str, tuple[str, ...]] = {}
    for place, claim in enumerate(claims):
        scores: defaultdict[int, float] = defaultdict(float)
        ranked = {signal: indices[signal].take(features) for signal, features in _signals(claim, aliases).items()}
        if vectors is not None:
            ranked["vectors"] = cells.take(vectors[place])
        for signal, others in ranked.items():
            for other, rank in others:
                scores[other] += _WEIGHTS[signal] / (_RANK_OFFSET + rank)
        found[claim.id] = _nearest(scores, claims)
    return found


def _nearest(scores: Mapping[int, float], claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims of the highest scores, of one article no more than some."""
    taken: Counter[str] = Counter()
    kept: list[str] = []
    for other in sorted(sorted(scores), key=lambda other: round(scores[other], 9), reverse=True):
        article = claims[other].article
        if taken[article] < _OF_ONE_ARTICLE:
            taken[article] += 1
            kept.append(claims[other].id)
        if len(kept) == _KEPT:
            break
    return tuple(kept)


def _signals(claim: Claim, aliases: Mapping[str, str]) -> dict[str, _Features]:
    return {
        "text": _grams(f"{claim.statement} {claim.quote.text}"),
        "gloss": _grams(f"{claim.gloss} {claim.question}"),
        "names": _name_features(claim, aliases),
        "quantities": _quantity_features(claim.quantities),
        "day": _day_features(claim.event_time),
    }


def _grams(text: str) -> _Features:
    """The folded words and their character 3-grams, word borders marked, damped by logarithm.

    Among many claims every few letters are common, and a rare word is what is looked at first.
    """
    counts = Counter(chain.from_iterable(map(_grams_of_word, fold_text(text).split())))
    return {gram: 1 + math.log(count) for gram, count in counts.items()}


@lru_cache(maxsize=20_000)
def _grams_of_word(word: str) -> Sequence[str]:
    bounded = f" {word} "
    return [bounded[at : at + size] for size in sorted({3, len(bounded)}) for at in range(len(bounded) - size + 1)]


def _name_features(claim: Claim, aliases: Mapping[str, str]) -> _Features:
    """Names whole and in their words, as written and as glossed."""
    features: _Features = {}
    for name in claim.names:
        for spelling in (fold_text(name.gloss), fold_text(name.name)):
            canonical = fold_text(aliases.get(spelling, spelling))
            features[f"={canonical}"] = 1.0
            for token in tokens(canonical):
                features[light_stem(token)] = 0.5
    return features


def _quantity_features(quantities: Iterable[Quantity]) -> _Features:
    """Equal values of one unit, the unit, and what is counted, so that numbers that differ meet as well."""
    features: _Features = {}
    for quantity in quantities:
        features[f"={quantity.lower}–{quantity.upper} {quantity.unit}"] = 1.0
        if quantity.unit is not None:
            features[f"unit {quantity.unit}"] = 0.5
        for token in tokens(fold_text(quantity.counts or "")):
            features[f"counts {light_stem(token)}"] = 0.5
    return features


def _day_features(time: EventTime) -> _Features:
    """The days of an event time of at most a week, or what it says relative to an unknown day."""
    start, end = time.start or time.end, time.end or time.start
    if start is None or end is None:
        return {f"relative {time.relative}": 1.0} if time.relative else {}
    length = min((end - start).days, 7)
    if length == 7:
        return {}
    return {str(start + datetime.timedelta(days=day)): 1.0 for day in range(length + 1)}


class _Index:
    """The claims so far by one kind of features, each with the weight that it had when it came (TF-IDF)."""

    def __init__(self, visits: int) -> None:
        self._visits = visits
        self._count = 0
        self._postings: defaultdict[str, tuple[list[int], array[float]]] = defaultdict(lambda: ([], array("d")))

    def take(self, features: _Features) -> list[tuple[int, float]]:
        """The claims so far that have most in common with these features, by rank; the next claim has them."""
        known = self._postings
        weighed = {
            feature: weight * math.log((self._count + 2) / (len(known[feature][0]) + 1 if feature in known else 1))
            for feature, weight in features.items()
        }
        norm = math.hypot(*weighed.values()) or 1.0
        best = sorted(weighed.items(), key=itemgetter(1), reverse=True)[:_FEATURES]
        shared = [(feature, weight / norm) for feature, weight in best if feature in known]
        scores = shared_scores(shared, known, self._visits)
        for feature, weight in best:
            others, weights = known[feature]
            others.append(self._count)
            weights.append(weight / norm)
        self._count += 1
        return _top(scores)


def shared_scores(
    features: Iterable[tuple[_Feature, float]],
    postings: Mapping[_Feature, tuple[Sequence[int], Sequence[float]]],
    budget: int,
) -> dict[int, float]:
    """The scalar product with each place that shares a feature; features of more places than are left go by."""
    scores: dict[int, float] = {}
    scored = scores.get
    for feature, weight in features:
        others, their_weights = postings[feature]
        if len(others) > budget:
            continue
        budget -= len(others)
        for other, other_weight in zip(others, their_weights, strict=True):
            scores[other] = scored(other, 0.0) + weight * other_weight
    return scores


def _top(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    """The best `_LISTED` with their ranks; a tie that the list would cut says nothing and is left out."""
    best = nlargest(_LISTED + 1, scores.items(), key=itemgetter(1))
    rounded = [round(score, 9) for _, score in best]
    ranks: dict[float, float] = {}
    better = 0
    for score, tied in Counter(rounded).items():
        ranks[score] = better + (tied + 1) / 2
        better += tied
    cut = rounded[-1] if len(best) > _LISTED else None
    return [(other, ranks[score]) for (other, _), score in zip(best, rounded, strict=True) if score != cut]


class _Cells:
    """The vectors so far, a large set cut into some √n cells around members of its own.

    Of the members of the nearest cells those nearest by sign bits of the centred vectors are compared by cosine.
    Comparing sign bits (Charikar 2002) costs one exclusive or, the whole n^1.5 of them.
    """

    def __init__(self) -> None:
        self._units: list[Sequence[float]] = []
        self._means: Sequence[float] = ()
        """Of the first vectors: later ones do not move it."""
        self._bits: list[int] = []
        self._furthest: list[int] = []
        """Of each vector the distance to the last of its homes."""
        self._cells: list[tuple[int, list[int]]] = []
        """The sign bits in the middle of each, and its members."""

    def take(self, vector: Sequence[float]) -> list[tuple[int, float]]:
        """The vectors so far that are nearest to this one, by rank; it is the next."""
        norm = math.sqrt(math.fsum(value * value for value in vector)) or 1.0
        unit = [value / norm for value in vector]
        others: Iterable[int] = range(len(self._units))
        if len(self._units) == _ALL_PAIRS:
            self._means = [math.fsum(column) / _ALL_PAIRS for column in zip(*self._units, strict=True)]
            for earlier in self._units:
                self._settle(self._signs(earlier))
        if self._means:
            own = self._signs(unit)
            members = {member for cell in self._homes(own) for member in self._cells[cell][1]}
            others = nsmallest(2 * _LISTED, members, key=lambda other: ((self._bits[other] ^ own).bit_count(), other))
            self._settle(own)
        ranked = _top({other: sum(map(mul, unit, self._units[other])) for other in others})
        self._units.append(unit)
        return ranked

    def _signs(self, unit: Sequence[float]) -> int:
        return sum(1 << at for at, (value, mean) in enumerate(zip(unit, self._means, strict=True)) if value > mean)

    def _homes(self, own: int) -> list[int]:
        return nsmallest(
            _HOMES, range(len(self._cells)), key=lambda cell: ((self._cells[cell][0] ^ own).bit_count(), cell)
        )

    def _settle(self, own: int) -> None:
        """Puts a vector into its cells; each whose place is a square makes one, into which those nearest to it move."""
        place = len(self._bits)
        if math.isqrt(place) ** 2 == place:
            near = [n for n, bits in enumerate(self._bits) if (bits ^ own).bit_count() < self._furthest[n]]
            self._cells.append((own, near))
        homes = self._homes(own)
        for cell in homes:
            self._cells[cell][1].append(place)
        self._bits.append(own)
        self._furthest.append(
            (self._cells[homes[-1]][0] ^ own).bit_count() if len(homes) == _HOMES else len(self._means) + 1
        )
