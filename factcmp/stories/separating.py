"""Which articles of a folder tell of one event: by the letters that they share, and across scripts by their names.

Asks nobody. Articles are vectors of what they share with few others; the nearest join first, as long as what joins is
as near to each other as the parts are within themselves.
"""

import datetime
import functools
import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul
from typing import NamedTuple

from anyascii import anyascii

from factcmp.flags.copies import copied_pairs
from factcmp.groups.candidates.neighbours import shared_scores
from factcmp.models import Article
from factcmp.models.ids import digest, slug
from factcmp.models.partition import Partition
from factcmp.text.folding import fold_text, is_unspaced, light_stem, script_of, tokens

_ELSEWHERE = 100
"""Articles on anything else that each folder is held to have: with few stories in it, what a story's own articles
share would otherwise look common, and what all articles share would look like a story."""
_RARE = 3
"""Power of the inverse frequency: what articles of one genre share is fairly rare, what those of a story share rarest.
2 does as well, at 1 the two run into each other (docs/measurements.md)."""
_LEAST = 0.05
"""Cosine below which articles have in common what any two may have; from .03 to .08 the measured sets change little."""
_CORE = 0.08
"""Cosine that the first two articles of a story need; most of what a language has in common anyway stays below it."""
_AS_NEAR = 0.4
"""Of how near the looser of two parts is within itself, what joins them has to have so much."""
_NAMES = 3
"""Names and numbers that articles in two scripts have to share."""
_NAMED = 0.05
"""Cosine of names from which on they speak for one story; below it likeness in letters counts less, down to"""
_UNNAMED = 0.25
_SAME_NAMES = 0.15
"""Cosine of names that parts in one script need; two events in one town have less in common."""
_CASED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_APART = datetime.timedelta(days=30)
"""Between the last article of one part and the first of another, where dates are known: another event of its kind."""
_FEATURES = 1000
_LISTED = 30
_VISITS = 20_000
"""What is looked at for one article: features, neighbours, entries of the index; so all is near linear in articles."""
_COPY = 0.9

_Vector = dict[str, float]


class CopyOf(NamedTuple):
    """Of which article (id) one is nearly word for word a copy, and how much of the longer stands in the other."""

    original: str
    share: float


@dataclass(frozen=True)
class Story:
    """Articles of one event, in the order given."""

    id: str
    """Of its first article; as long as that stays the first, the story keeps it."""
    title: str
    articles: tuple[Article, ...]
    copies: Mapping[str, CopyOf]
    """By id the articles that are nearly word for word another of the story."""

    @property
    def originals(self) -> tuple[Article, ...]:
        """The articles without the copies."""
        return tuple(article for article in self.articles if article.id not in self.copies)


def separate_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    """The stories that the articles tell, each article in one; in the order of their first articles."""
    scripts = [_script(article.text) for article in articles]
    texts = [one.text if one.title in one.text else f"{one.title}\n{one.text}" for one in articles]
    folded = list(map(fold_text, texts))
    frequency = Counter(gram for text in folded for gram in _grams(text))
    by_text = [_vector(_grams(text), frequency, len(folded)) for text in folded]
    names = list(map(_names, texts, folded))
    frequency = Counter(name for own in names for name in own)
    by_name = [_vector(dict.fromkeys(own, 1), frequency, len(names)) for own in names]
    days = [article.published for article in articles]
    parts: list[_Part] = []
    for script in sorted(set(scripts)):
        members = [place for place, own in enumerate(scripts) if own == script]
        parts += _joined(
            [_Part((place,), by_text[place], _told_names(script, by_name[place]), days[place], days[place])
             for place in members]
        )  # fmt: skip
    joined = _across(parts, [scripts[part.members[0]] for part in parts], names, frequency)
    return tuple(
        _story([articles[place] for place in members], [folded[place] for place in members])
        for members in sorted(map(sorted, joined))
    )


def _story(articles: Sequence[Article], folded: Sequence[str]) -> Story:
    first = articles[0]
    id = f"{slug(first.title)[:40].strip('-')}-{digest(first.id, first.sha256, length=6)}"
    return Story(id, first.title, tuple(articles), _copies(articles, folded))


def _copies(articles: Sequence[Article], folded: Sequence[str]) -> dict[str, CopyOf]:
    """Each article of which nearly all, and little else, stands in an earlier one that is itself no copy."""
    words = [tokens(text) for text in folded]
    runs = copied_pairs(words)
    found: dict[str, CopyOf] = {}
    for place, article in enumerate(articles):
        for earlier, original in enumerate(articles[:place]):
            longer = max(len(words[place]), len(words[earlier]))
            shared = min(runs.get((place, earlier), 0), runs.get((earlier, place), 0))
            share = 1.0 if words[place] == words[earlier] else shared / longer
            if share >= _COPY and original.id not in found:
                found[article.id] = CopyOf(original.id, round(share, 2))
                break
    return found


@dataclass(frozen=True)
class _Part:
    """Articles (places) that belong together so far; `total` is the sum of their vectors."""

    members: tuple[int, ...]
    total: _Vector
    names: _Vector
    """The sum of their names' vectors; empty where a script does not tell names from other words."""
    first: datetime.date | None
    last: datetime.date | None
    inner: float = 0.0
    """The sum of the similarities of its pairs."""

    def is_apart(self, other: "_Part") -> bool:
        """Whether they are known to be of different times."""
        if self.first and self.last and other.first and other.last:
            return max(self.first, other.first) - min(self.last, other.last) > _APART
        return False

    def nearness(self, other: "_Part") -> float:
        """The mean similarity of their articles."""
        if self.is_apart(other):
            return 0.0
        nearness = _dot(self.total, other.total) / (len(self.members) * len(other.members))
        if self.names and other.names:
            # What a language's articles have in common without a name in common is the language.
            named = _dot(self.names, other.names) / (len(self.members) * len(other.members))
            nearness *= max(_UNNAMED, min(1.0, named / _NAMED))
        return nearness

    def with_(self, other: "_Part", nearness: float) -> "_Part":
        """Both together."""
        days = [day for day in (self.first, self.last, other.first, other.last) if day]
        return _Part(
            (*self.members, *other.members), _sum(self.total, other.total), _sum(self.names, other.names),
            min(days, default=None), max(days, default=None),
            self.inner + other.inner + nearness * len(self.members) * len(other.members),
        )  # fmt: skip


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """The parts joined, the nearest two of all first (average linkage among neighbours), while they are near enough."""
    alive = dict(enumerate(parts))
    around = {place: set(near) for place, near in enumerate(_neighbours([part.total for part in parts]))}
    for place, near in list(around.items()):
        for other in near:
            around[other].add(place)
    nearest: dict[int, float] = defaultdict(float)
    queue: list[tuple[float, int, int]] = []

    def look(one: int, other: int) -> None:
        nearness = round(alive[one].nearness(alive[other]), 9)
        grown = len(alive[one].members) + len(alive[other].members) > 2
        if nearness >= (_LEAST if grown else _CORE):
            heapq.heappush(queue, (-nearness, min(one, other), max(one, other)))
            for place in (one, other):
                nearest[place] = max(nearest[place], nearness)

    def cohesion(place: int) -> float:
        """How near the part is within itself; of a single article, how near any other comes to it."""
        size = len(alive[place].members)
        return alive[place].inner / (size * (size - 1) / 2) if size > 1 else nearest[place]

    for one, near in around.items():
        for other in near:
            if one < other:
                look(one, other)
    new = len(parts)
    while queue:
        below, one, other = heapq.heappop(queue)
        if one not in alive or other not in alive or -below < _AS_NEAR * min(cohesion(one), cohesion(other)):
            continue
        alive[new] = alive.pop(one).with_(alive.pop(other), -below)
        around[new] = {place for place in around.pop(one) | around.pop(other) if place in alive}
        for place in around[new]:
            around[place].add(new)
            look(place, new)
        new += 1
    return list(alive.values())


def _across(
    parts: Sequence[_Part], scripts: Sequence[str], names: Sequence[Counter[str]], frequency: Mapping[str, int]
) -> list[list[int]]:
    """The members of the parts, of which those are joined that are each other's nearest by name in that script.

    What their words did not join in one script is joined by name where capitals tell names: they may be two languages.
    """
    # Once for each article that has it: what many articles of a part name matters, not how often one does.
    counts = [Counter(name for place in part.members for name in names[place]) for part in parts]
    vectors = [_vector(own, frequency, len(names)) for own in counts]
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for place, near in enumerate(_neighbours(vectors, scripts)):
        for other in near:
            if len(vectors[place].keys() & vectors[other].keys()) >= _NAMES:
                nearness = round(_dot(vectors[place], vectors[other]), 9)
                if parts[place].is_apart(parts[other]) or (scripts[place] == scripts[other] and nearness < _SAME_NAMES):
                    continue
                for one, its in ((place, other), (other, place)):
                    best[one, scripts[its]] = max(best.get((one, scripts[its]), (_LEAST, -1)), (nearness, its))
    partition = Partition(range(len(parts)))
    for (place, _), (_, other) in best.items():
        if other >= 0 and best[other, scripts[place]][1] == place:
            partition.unite(place, other)
    return [sorted(member for place in places for member in parts[place].members) for places in partition.sets()]


def _vector(counts: Mapping[str, int], frequency: Mapping[str, int], articles: int) -> _Vector:
    """A unit vector, of its weightiest features alone."""
    weights = [
        (-(1 + math.log(count)) * math.log((articles + _ELSEWHERE + 1) / frequency[feature]) ** _RARE, feature)
        for feature, count in counts.items()
    ]
    norm = math.sqrt(sum(weight * weight for weight, _ in weights)) or 1.0
    shared = ((weight, feature) for weight, feature in weights if frequency[feature] > 1)
    return {feature: -weight / norm for weight, feature in heapq.nsmallest(_FEATURES, shared)}


def _neighbours(vectors: Sequence[_Vector], kinds: Sequence[str] = ()) -> Iterator[list[int]]:
    """For each vector its nearest; of `kinds` without capitals, only those of another kind."""
    index: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for place, vector in enumerate(vectors):
        for feature, weight in vector.items():
            index[feature][0].append(place)
            index[feature][1].append(weight)
    for place, vector in enumerate(vectors):
        scores = shared_scores(vector.items(), index, _VISITS)
        scores.pop(place, None)
        found = [(-round(score, 9), other) for other, score in scores.items()
                 if not kinds or kinds[other] != kinds[place] or kinds[place] in _CASED]  # fmt: skip
        yield [other for _, other in heapq.nsmallest(_LISTED, found)]


def _sum(one: _Vector, other: _Vector) -> _Vector:
    total = dict(one)
    for feature, weight in other.items():
        total[feature] = total.get(feature, 0.0) + weight
    return total


def _dot(one: _Vector, other: _Vector) -> float:
    shared = one.keys() & other.keys()
    return math.fsum(map(mul, map(one.__getitem__, shared), map(other.__getitem__, shared)))


def _told_names(script: str, names: _Vector) -> _Vector:
    """The names, if capitals tell them and there are some: a headline may do without."""
    return names if script in _CASED and len(names) >= _NAMES else {}


def _script(text: str) -> str:
    """The script of most of its letters."""
    scripts = Counter(script_of(char) for char in text[:6000:2] if char.isalpha())
    return max(sorted(scripts), key=scripts.__getitem__, default="")


def _grams(folded: str) -> Counter[str]:
    return Counter(chain.from_iterable(map(_grams_of_word, folded.split())))


@functools.lru_cache(maxsize=20_000)
def _grams_of_word(word: str) -> Sequence[str]:
    """Runs of four and five letters, word borders marked; of two and three where words have no borders."""
    bounded = f" {word} "
    sizes = (2, 3) if is_unspaced(word[0]) else (4, 5)
    if len(bounded) < sizes[0]:
        return (bounded,)
    return [bounded[at : at + size] for size in sizes for at in range(len(bounded) - size + 1)]


_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d.,]*\d")


def _names(text: str, folded: str) -> Counter[str]:
    """Names by their consonants, and numbers of two digits and more: what stays where scripts change.

    Where a script has capitals they tell a name, if the word never stands there without; elsewhere any word may be one.
    """
    words = _WORD.findall(text)
    small = {word for word in words if word[0].islower()}
    names = (word for word in words if word[0].lower() == word[0] or word.lower() not in small)
    found = Counter(_skeleton(word) for word in names if not word[0].islower())
    found.update(f"#{number}" for number in _NUMBER.findall(folded))
    return Counter({name: count for name, count in found.items() if len(name) >= 3})


_ONE_LETTER = (("sch", "s"), ("ph", "f"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
               ("ck", "k"), ("qu", "k"), ("x", "ks"))  # fmt: skip
_ONE_SOUND = str.maketrans("pvqzjc", "bfksgk", "wyhaeiou")
"""Sounds that scripts write alike or leave out: vowels, half-vowels and h; voiced and unvoiced, where some have one."""


@functools.lru_cache(maxsize=200_000)
def _skeleton(word: str) -> str:
    """The consonants that a name keeps from one script to another: السروان and Sarwan are both "srn"."""
    latin = re.sub("c(?=[eiy])", "s", anyascii(light_stem(fold_text(word))).lower())
    for letters, one in _ONE_LETTER:
        latin = latin.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^a-z]", "", latin.translate(_ONE_SOUND)))
