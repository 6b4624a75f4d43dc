"""Which claims may speak to the same question: nearest neighbours from inverted indices, and blocks of them.

Nothing here decides anything: recall counts, and the language model judges what is put side by side. No
similarity threshold separates matches from non-matches (docs/measurements.md has the figures), but nearest
neighbours hold nearly all of them. So every signal votes with ranks, fused as in Cormack, Clarke and
Büttcher, "Reciprocal rank fusion" (SIGIR 2009).

The work a claim costs is bounded (`_VISITS`, `_LISTED`), so the whole is near linear in claims.
"""

import datetime
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import chain, groupby
from operator import itemgetter, mul
from types import MappingProxyType
from typing import TypeVar

from factcmp.models import Claim, EventTime, Quantity
from factcmp.text.folding import fold_text, light_stem, tokens

_Feature = TypeVar("_Feature", int, str)

_WEIGHTS = {"text": 1.0, "gloss": 1.0, "vectors": 1.0, "names": 0.5, "quantities": 0.5, "day": 0.25}
# Lower than the paper's 60: with some tens of candidates the first ranks must tell.
_RANK_OFFSET = 10
_LISTED = 48
"""How many claims a signal may rank for one claim."""
_PER_CLAIM = 10
"""A claim keeps at most this many times k neighbours, the nearest first."""
_VISITS = 2_000_000
"""Index entries looked at for one signal over all claims, at most; never fewer than `_MIN_VISITS` a claim."""
_MIN_VISITS = 500
_FEATURES = 300_000
"""Features indexed for one signal over all claims, at most; never fewer than `_MIN_FEATURES` a claim."""
_MIN_FEATURES = 60
_ALL_PAIRS = 400
"""Up to this many claims, each vector is compared with each other one."""

_Features = dict[str, float]


Pair = tuple[str, str]
"""Two claims (ids) that may speak to the same question, the lesser first."""


def nearest_claims(
    claims: Sequence[Claim],
    *,
    k: int = 3,
    vectors: Sequence[Sequence[float]] | None = None,
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Pair, ...]:
    """The k nearest claims of each claim in every article, its own included, strongest pair first.

    With many articles a claim keeps only its nearest 10 k. `vectors` has one embedding a claim, in the order
    of the claims; `aliases` maps a folded spelling of a name to the name to count. The order of the claims does
    not matter.
    """
    order = sorted(range(len(claims)), key=lambda position: claims[position].id)
    ordered = [claims[position] for position in order]
    signals: dict[str, Iterable[_Features]] = {
        "text": (_grams(f"{claim.statement} {claim.quote.text}") for claim in ordered),
        "gloss": (_grams(f"{claim.gloss} {claim.question}") for claim in ordered),
        "names": (_name_features(claim, aliases) for claim in ordered),
        "quantities": (_quantity_features(claim.quantities) for claim in ordered),
        "day": (_day_features(claim.event_time) for claim in ordered),
    }
    around = _Around(len(ordered))
    for signal, features in signals.items():
        around.vote(_WEIGHTS[signal], _rank_by_features(features))
    if vectors is not None:
        around.vote(_WEIGHTS["vectors"], _rank_by_vectors([vectors[position] for position in order]))
    return _keep_nearest(ordered, around, k)


class _Around:
    """For each claim the others that any signal ranks from either side, with its votes, in arrays: a tenth of lists."""

    def __init__(self, count: int) -> None:
        self._others = [array("I") for _ in range(count)]
        self._votes = [array("d") for _ in range(count)]

    def vote(self, weight: float, ranked: Iterable[Iterable[tuple[int, float]]]) -> None:
        """Takes in what one signal says of each claim, in order."""
        for one, others in enumerate(ranked):
            for other, rank in others:
                score = weight / (_RANK_OFFSET + rank)
                for place, mate in ((one, other), (other, one)):
                    self._others[place].append(mate)
                    self._votes[place].append(score)

    def scores(self, one: int) -> dict[int, float]:
        """The fused score of each other claim."""
        scores: defaultdict[int, float] = defaultdict(float)
        for other, score in zip(self._others[one], self._votes[one], strict=True):
            scores[other] += score
        return {other: round(score, 9) for other, score in scores.items()}


def _keep_nearest(ordered: Sequence[Claim], around: _Around, k: int) -> tuple[Pair, ...]:
    """The pairs that either of their claims has among its k nearest of the other's article, strongest first."""
    kept: dict[tuple[int, int], float] = {}
    for one in range(len(ordered)):
        taken: Counter[str] = Counter()
        for other, score in sorted(around.scores(one).items(), key=lambda scored: (-scored[1], scored[0])):
            article = ordered[other].article
            if taken[article] < k:
                taken[article] += 1
                kept[min(one, other), max(one, other)] = score
            if taken.total() == _PER_CLAIM * k:
                break
    strongest = sorted(kept, key=lambda pair: (-kept[pair], pair))
    return tuple((ordered[one].id, ordered[other].id) for one, other in strongest)


def _grams(text: str) -> _Features:
    """Character 2–4-grams of the folded words, word borders marked, damped by logarithm."""
    counts = Counter(chain.from_iterable(map(_grams_of_word, fold_text(text).split())))
    return {gram: 1 + math.log(count) for gram, count in counts.items()}


@lru_cache(maxsize=20_000)
def _grams_of_word(word: str) -> Sequence[str]:
    bounded = f" {word} "
    return [bounded[at : at + size] for size in (2, 3, 4) for at in range(len(bounded) - size + 1)]


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


def _rank_by_features(documents: Iterable[_Features]) -> Iterator[list[tuple[int, float]]]:
    """TF-IDF cosine ranks; only each claim's weightiest features are looked up, within `_VISITS`."""
    known: dict[str, int] = {}
    # In arrays, since the features of all claims are in memory at once.
    held = [
        (array("I", (known.setdefault(feature, len(known)) for feature in features)), array("d", features.values()))
        for features in documents
    ]
    names = list(known)
    count = max(len(held), 1)
    frequency = Counter(feature for features, _ in held for feature in features)
    kept_features = max(_FEATURES // count, _MIN_FEATURES)
    weighted: list[tuple[array[int], array[float]]] = []
    postings: defaultdict[int, tuple[array[int], array[float]]] = defaultdict(lambda: (array("I"), array("d")))
    rarity = {feature: math.log((count + 1) / claims) for feature, claims in frequency.items()}
    for position, (features, weights) in enumerate(held):
        all_of_it = [
            (-weight * rarity[feature], names[feature], feature)
            for feature, weight in zip(features, weights, strict=True)
        ]
        norm = math.sqrt(sum(sorted(weight * weight for weight, *_ in all_of_it))) or 1.0
        shared = ((weight / norm, name, feature) for weight, name, feature in all_of_it if frequency[feature] > 1)
        best = sorted(shared)[:kept_features]
        weighted.append((array("I", (feature for *_, feature in best)), array("d", (weight for weight, *_ in best))))
        for weight, _, feature in best:
            postings[feature][0].append(position)
            postings[feature][1].append(weight)
    held.clear()
    budget = max(_VISITS // count, _MIN_VISITS)
    for position, (features, weights) in enumerate(weighted):
        yield _top(position, shared_scores(features, weights, postings, budget))


def shared_scores(
    features: Iterable[_Feature],
    weights: Iterable[float],
    postings: Mapping[_Feature, tuple[Sequence[int], Sequence[float]]],
    budget: int,
) -> dict[int, float]:
    """The scalar product with each place that shares a feature; features of more places than are left go by."""
    scores: defaultdict[int, float] = defaultdict(float)
    for feature, weight in zip(features, weights, strict=True):
        others, their_weights = postings[feature]
        if len(others) > budget:
            continue
        budget -= len(others)
        for other, other_weight in zip(others, their_weights, strict=True):
            scores[other] += weight * other_weight
    return scores


def _top(position: int, scores: dict[int, float]) -> list[tuple[int, float]]:
    """The best `_LISTED` with their ranks; a tie that the list would cut says nothing and is left out."""
    scores.pop(position, None)
    cut = round(nlargest(_LISTED + 1, scores.values())[-1], 9) if len(scores) > _LISTED else -math.inf
    best = sorted((-round(score, 9), other) for other, score in scores.items() if score > cut)
    ranked: list[tuple[int, float]] = []
    for score, tied in groupby(best, key=itemgetter(0)):
        if score != -cut:
            others = [other for _, other in tied]
            rank = len(ranked) + (len(others) + 1) / 2
            ranked += [(other, rank) for other in others]
    return ranked


def _rank_by_vectors(vectors: Sequence[Sequence[float]]) -> list[list[tuple[int, float]]]:
    """Cosine ranks; in a large set only claims of the same cells are compared."""
    units = []
    for vector in vectors:
        norm = math.sqrt(math.fsum(value * value for value in vector)) or 1.0
        units.append([value / norm for value in vector])
    return [
        _top(position, {other: sum(map(mul, units[position], units[other])) for other in others})
        for position, others in enumerate(_vector_candidates(units))
    ]


def _vector_candidates(units: Sequence[Sequence[float]]) -> Iterator[Iterable[int]]:
    """For each vector the ones to compare it with, all of a small set.

    A large set is cut into about √n cells around some of its own members; each vector is in its four nearest
    cells, and of the members of those the nearest by sign bits of the centred vectors are taken. Comparing
    sign bits (Charikar 2002) costs one exclusive or, the whole n^1.5 of them.
    """
    count = len(units)
    if count <= _ALL_PAIRS:
        yield from (range(count) for _ in units)
        return
    means = [math.fsum(column) / count for column in zip(*units, strict=True)]
    bits = [
        sum(1 << at for at, (value, mean) in enumerate(zip(unit, means, strict=True)) if value > mean) for unit in units
    ]
    pivots = bits[:: math.isqrt(count)]
    cells: list[list[int]] = [[] for _ in pivots]
    homes = []
    for position, own in enumerate(bits):
        near = nsmallest(4, range(len(pivots)), key=lambda cell: ((pivots[cell] ^ own).bit_count(), cell))
        homes.append(near)
        for cell in near:
            cells[cell].append(position)
    for own, near in zip(bits, homes, strict=True):
        members = sorted({member for cell in near for member in cells[cell]})
        yield nsmallest(2 * _LISTED, members, key=lambda other: ((bits[other] ^ own).bit_count(), other))
