"""Flags on articles of which much stands word for word in another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcmp.flags.lines import Place, near_pairs, spans_of
from factcmp.models import Article, Flag, FlagKind, FlagNote
from factcmp.text.folding import fold, tokens

_SHINGLE = 8
_SHORTEST = 30  # words of a near-duplicate: a headline stands in other articles anyway


Words = Sequence[tuple[str, int, int]]
"""Folded words, each with where it stands in the text."""


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """Folded words with where they stand."""
    folded, at, found = fold(text), 0, []
    for word in tokens(folded.text):
        at = folded.text.index(word, at)
        found.append((word, *folded.span(at, at + len(word))))
        at += len(word)
    return found


def copied_pairs(texts: Sequence[Words]) -> dict[Place, int]:
    """The pairs of texts, by number and in both orders, of which the shorter stands by half in the other, in runs of
    eight words; with how many such runs they share.
    """
    index: defaultdict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for number, words in enumerate(texts):
        for shingle in _shingles(words):
            index[shingle][number] += 1
    shared = Counter[Place]()
    for holders in index.values():
        for one, other in near_pairs(holders):
            shared[one, other] += holders[one]
            shared[other, one] += holders[other]
    found = {}
    for one, other in sorted(shared):
        shorter = min((len(texts[one]), one), (len(texts[other]), other))[1]
        size = len(texts[shorter])
        if size >= _SHORTEST and 2 * shared[shorter, one + other - shorter] >= size - _SHINGLE + 1:
            found[one, other] = shared[one, other]
    return found


def near_duplicates(articles: Sequence[Article], texts: Sequence[Words], pairs: Mapping[Place, int]) -> Iterator[Flag]:
    """A flag for each article of these pairs, with the other one that has most of it: of copies there may be many.

    `texts` are the words of the articles.
    """
    nearest: dict[int, int] = {}
    for one, other in pairs:
        if one not in nearest or pairs[one, other] > pairs[one, nearest[one]]:
            nearest[one] = other
    for one, other in nearest.items():
        yield _near_duplicate(articles[one], articles[other], texts[one], _shingles(texts[other]))


def _shingles(words: Words) -> list[tuple[str, ...]]:
    return [tuple(word for word, _, _ in words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def _near_duplicate(article: Article, other: Article, words: Words, others: Sequence[tuple[str, ...]]) -> Flag:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, shingle in enumerate(others):
        if len(places[shingle]) < 8:  # a text that repeats itself would cost its square
            places[shingle].append(at)
    covered: set[int] = set()
    longest, best, running = 0, 0, dict[int, int]()
    for at, shingle in enumerate(_shingles(words)):
        running = {place: running.get(place - 1, 0) + 1 for place in places.get(shingle, ())}
        if running:
            covered.update(range(at, at + _SHINGLE))
        if (length := max(running.values(), default=0)) > longest:
            longest, best = length, at
    share = round(len(covered) / len(words), 2)
    start, end = words[best - longest + 1][1], words[best + _SHINGLE - 1][2]
    return Flag(
        article=article.id,
        kind=FlagKind.NEAR_DUPLICATE,
        spans=spans_of(article.text, [(start, end)]),
        other=other.id,
        share=share,
        note=FlagNote.SHARED_RUNS,
    )
