"""Which claims may speak to the same question: nearest neighbours from inverted indices, and blocks of them.

Nothing here decides anything: recall counts, and the language model judges what is put side by side. No
similarity threshold separates matches from non-matches (docs/measurements.md has the figures), but nearest
neighbours hold nearly all of them. So every signal votes with ranks, fused as in Cormack, Clarke and
Büttcher, "Reciprocal rank fusion" (SIGIR 2009).

The work a claim costs is bounded (`_VISITS`, `_LISTED`), so the whole is near linear in claims.
"""

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from operator import mul

from factcmp.models import Claim, EventTime, Quantity
from factcmp.text.folding import fold_text, light_stem, tokens

_WEIGHTS = {"text": 1.0, "gloss": 1.0, "vectors": 1.0, "names": 0.5, "quantities": 0.5, "day": 0.25}
# Lower than the paper's 60: with some tens of candidates the first ranks must tell.
_RANK_OFFSET = 10
_LISTED = 48
"""How many claims a signal may rank for one claim."""
_VOTE = 10
"""Up to which rank a signal counts as having named the pair."""
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
_Ranked = list[list[tuple[int, float]]]
"""For each claim by position, (position of another, rank); ties share their mean rank."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Two claims that may speak to the same question; `a` is the lesser id."""

    a: str
    b: str
    score: float
    """Fused rank score: comparable within one call only."""
    signals: tuple[str, ...]
    """Which signals had the pair among their first ten: text, gloss, names, quantities, day, vectors."""


def nearest_claims(
    claims: Sequence[Claim],
    *,
    k: int = 3,
    vectors: Sequence[Sequence[float]] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> tuple[Neighbour, ...]:
    """The k nearest claims of each claim in every article, its own included, strongest pair first.

    With many articles a claim keeps only its nearest 10 k. `vectors` has one embedding a claim, in the order
    of the claims; `aliases` maps a spelling of a name to the one to count. The order of the claims does
    not matter. Ids must differ; ValueError where they do not, or where the vectors are not one a claim.
    """
    if len({claim.id for claim in claims}) != len(claims):
        raise ValueError("two claims have the same id")
    if vectors is not None and len(vectors) != len(claims):
        raise ValueError(f"{len(vectors)} vectors for {len(claims)} claims")
    order = sorted(range(len(claims)), key=lambda position: claims[position].id)
    ordered = [claims[position] for position in order]
    known = {fold_text(name): fold_text(canonical) for name, canonical in (aliases or {}).items()}
    lists = {
        "text": _rank_by_features([_grams(f"{claim.statement} {claim.quote.text}") for claim in ordered]),
        "gloss": _rank_by_features([_grams(f"{claim.gloss} {claim.question}") for claim in ordered]),
        "names": _rank_by_features([_name_features(claim, known) for claim in ordered]),
        "quantities": _rank_by_features([_quantity_features(claim.quantities) for claim in ordered]),
        "day": _rank_by_features([_day_features(claim.event_time) for claim in ordered]),
    }
    if vectors is not None:
        lists["vectors"] = _rank_by_vectors([vectors[position] for position in order])
    return _keep_nearest(ordered, _fuse(lists), k)


def candidate_blocks(
    claims: Sequence[Claim], neighbours: Sequence[Neighbour], *, max_claims: int
) -> tuple[tuple[str, ...], ...]:
    """Every claim's id in one block of at most `max_claims`, neighbours together where the cap allows.

    Agglomerates over the strongest pairs first, then packs claims without a neighbour, and blocks less
    than half full, together. In a block the order is that of the articles in `claims`, then of the text;
    blocks are in the order of their first claims. ValueError for a cap below one.
    """
    if max_claims < 1:
        raise ValueError("a block holds at least one claim")
    articles: dict[str, int] = {}
    for claim in claims:
        articles.setdefault(claim.article, len(articles))
    in_text = sorted(claims, key=lambda claim: (articles[claim.article], claim.quote.start, claim.id))
    if len(claims) <= max_claims:
        return (tuple(claim.id for claim in in_text),) if claims else ()
    place = {claim.id: index for index, claim in enumerate(in_text)}
    block_of = {claim.id: [claim.id] for claim in in_text}
    for pair in sorted(neighbours, key=_strength):
        small, large = sorted((block_of[pair.a], block_of[pair.b]), key=len)
        if small is not large and len(small) + len(large) <= max_claims:
            large.extend(small)
            block_of.update(dict.fromkeys(small, large))
    blocks = {id(block): block for block in block_of.values()}.values()
    packed = _pack(sorted(sorted(place[one] for one in block) for block in blocks), max_claims)
    return tuple(tuple(in_text[index].id for index in block) for block in packed)


def split_edges(blocks: Sequence[Sequence[str]], neighbours: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """The pairs whose claims are in different blocks, strongest first, to ask about afterwards."""
    block_of = {one: number for number, block in enumerate(blocks) for one in block}
    return tuple(sorted((pair for pair in neighbours if block_of[pair.a] != block_of[pair.b]), key=_strength))


def _strength(pair: Neighbour) -> tuple[float, str, str]:
    return -pair.score, pair.a, pair.b


def _pack(blocks: list[list[int]], max_claims: int) -> list[list[int]]:
    """Blocks less than half full put together, largest first, each where it first fits."""
    packed = [block for block in blocks if 2 * len(block) >= max_claims]
    open_blocks: list[list[int]] = []
    for block in sorted((block for block in blocks if 2 * len(block) < max_claims), key=lambda b: (-len(b), b)):
        for target in open_blocks:
            if len(target) + len(block) <= max_claims:
                target.extend(block)
                break
        else:
            open_blocks.append(target := list(block))
        if len(target) == max_claims:
            open_blocks = [other for other in open_blocks if other is not target]
            packed.append(target)
    return sorted(sorted(block) for block in packed + open_blocks)


def _fuse(lists: Mapping[str, _Ranked]) -> dict[tuple[int, int], tuple[float, tuple[str, ...]]]:
    """Score and signals of each pair (lesser position first) that any signal ranks from either side."""
    scores: defaultdict[tuple[int, int], float] = defaultdict(float)
    signals: defaultdict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
    for signal, ranked in lists.items():
        for one, others in enumerate(ranked):
            for other, rank in others:
                pair = (one, other) if one < other else (other, one)
                scores[pair] += _WEIGHTS[signal] / (_RANK_OFFSET + rank)
                if rank <= _VOTE and signal not in signals[pair]:
                    signals[pair] += (signal,)
    return {pair: (round(score, 9), signals[pair]) for pair, score in scores.items()}


def _keep_nearest(
    ordered: Sequence[Claim], fused: Mapping[tuple[int, int], tuple[float, tuple[str, ...]]], k: int
) -> tuple[Neighbour, ...]:
    """The fused pairs that either of their claims has among its k nearest of the other's article."""
    around: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), (score, _) in fused.items():
        around[one].append((-score, other))
        around[other].append((-score, one))
    kept: set[tuple[int, int]] = set()
    for one, others in around.items():
        taken: Counter[str] = Counter()
        for _, other in sorted(others):
            article = ordered[other].article
            if taken[article] < k:
                taken[article] += 1
                kept.add((min(one, other), max(one, other)))
            if taken.total() == _PER_CLAIM * k:
                break
    pairs = [Neighbour(ordered[one].id, ordered[other].id, *fused[one, other]) for one, other in kept]
    return tuple(sorted(pairs, key=_strength))


def _grams(text: str) -> _Features:
    """Character 2–4-grams of the folded words, word borders marked, damped by logarithm."""
    counts: Counter[str] = Counter()
    for word in fold_text(text).split():
        bounded = f" {word} "
        for size in (2, 3, 4):
            counts.update(bounded[at : at + size] for at in range(len(bounded) - size + 1))
    return {gram: 1 + math.log(count) for gram, count in counts.items()}


def _name_features(claim: Claim, aliases: Mapping[str, str]) -> _Features:
    """Names whole and in their words, as written and as glossed."""
    features: _Features = {}
    for name in claim.names:
        for spelling in (fold_text(name.gloss), fold_text(name.name)):
            canonical = aliases.get(spelling, spelling)
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


def _rank_by_features(documents: Sequence[_Features]) -> _Ranked:
    """TF-IDF cosine ranks; only each claim's weightiest features are looked up, within `_VISITS`."""
    count = max(len(documents), 1)
    frequency = Counter(feature for features in documents for feature in features)
    kept_features = max(_FEATURES // count, _MIN_FEATURES)
    weighted: list[list[tuple[float, str]]] = []
    for features in documents:
        all_of_it = [
            (-weight * math.log((count + 1) / frequency[feature]), feature) for feature, weight in features.items()
        ]
        norm = math.sqrt(sum(sorted(weight * weight for weight, _ in all_of_it))) or 1.0
        shared = ((weight / norm, feature) for weight, feature in all_of_it if frequency[feature] > 1)
        weighted.append(nsmallest(kept_features, shared))
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, pairs in enumerate(weighted):
        for weight, feature in pairs:
            postings[feature].append((position, weight))
    budget = max(_VISITS // count, _MIN_VISITS)
    return [_top(position, _score(pairs, postings, budget)) for position, pairs in enumerate(weighted)]


def _score(
    query: Iterable[tuple[float, str]], postings: Mapping[str, list[tuple[int, float]]], budget: int
) -> dict[int, float]:
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, feature in query:
        posting = postings[feature]
        if len(posting) > budget:
            continue
        budget -= len(posting)
        for other, other_weight in posting:
            scores[other] += weight * other_weight
    return scores


def _top(position: int, scores: dict[int, float]) -> list[tuple[int, float]]:
    """The best `_LISTED` with their ranks; a tie that the list would cut says nothing and is left out."""
    scores.pop(position, None)
    least = sorted(scores.values())[-_LISTED - 1 :][0] - 1e-9 if scores else 0.0
    near = sorted((-round(score, 9), other) for other, score in scores.items() if score >= least)
    best = near[: _LISTED + 1]
    cut = best[-1][0] if len(best) > _LISTED else None
    groups: dict[float, list[int]] = {}
    for score, other in best:
        if score != cut:
            groups.setdefault(score, []).append(other)
    ranked: list[tuple[int, float]] = []
    for tied in groups.values():
        rank = len(ranked) + (len(tied) + 1) / 2
        ranked.extend((other, rank) for other in tied)
    return ranked


def _rank_by_vectors(vectors: Sequence[Sequence[float]]) -> _Ranked:
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
