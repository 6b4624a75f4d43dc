"""Which questions a silent article is worth asking, and where in it an answer might stand after all."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcmp.claims.extract import OpenQuestion
from factcmp.models import Article, Claim
from factcmp.text.folding import fold_text, light_stem, tokens
from factcmp.text.sentence_spans import sentence_spans

FEW = 14
"""So many articles are asked every question on which they are silent."""
_SENTENCES = 2
"""Sentences named beside a question."""
_LEAST = 2.0
"""Weight (sum of inverse document frequencies) from which a sentence is named."""
_MOST = 40
"""Of many articles each is asked so many questions: those whose claims have most in common with it."""
_RARE = 50
"""Questions that a stem is in at most, for it to tell which have something in common with an article."""


@dataclass(frozen=True)
class Asked:
    """A question with the stems by which articles that may answer it are found."""

    place: int
    """Of its candidate."""
    question: str
    speaking: frozenset[str]
    """Articles that answer it."""
    stems: frozenset[str]


class SentenceIndex:
    """The sentences of articles by the stems of their words.

    How much a stem tells is counted in the first few articles, so that it does not change with one more.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._sentences: dict[str, list[str]] = {}
        self._postings: dict[str, dict[str, list[int]]] = {}
        for article in articles:
            self._sentences[article.id] = [article.text[start:end] for start, end in sentence_spans(article.text)]
            postings: defaultdict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(self._sentences[article.id]):
                for stem in _stems(sentence):
                    postings[stem].append(place)
            self._postings[article.id] = postings
        first = [article.id for article in articles[:FEW]]
        total = sum(len(self._sentences[one]) for one in first)
        frequency = Counter[str]()
        for one in first:
            frequency.update({stem: len(places) for stem, places in self._postings[one].items()})
        self._weight = defaultdict(
            lambda: math.log(max(total, 1)), {stem: math.log(total / count) for stem, count in frequency.items()}
        )

    def worth_asking(self, article: str, questions: Sequence[Asked], by_stem: Mapping[str, Sequence[int]]) -> list[int]:
        """The questions, by number, that the article is asked: each on which a few are silent, of many the nearest."""
        if len(self._sentences) <= FEW:
            return [number for number, one in enumerate(questions) if article not in one.speaking]
        common: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(self._postings[article]):
            having = by_stem.get(stem, ())
            if len(having) <= _RARE:
                for number in having:
                    common[number] += self._weight[stem]
        silent = [number for number in common if article not in questions[number].speaking]
        return sorted(sorted(silent, key=lambda number: (-common[number], number))[:_MOST])

    def open_question(self, article: str, asked: Asked) -> OpenQuestion:
        """The question with the sentences of the article that have most in common with the claims that answer it."""
        scores: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(asked.stems):
            for place in self._postings[article].get(stem, ()):
                scores[place] += self._weight[stem]
        best = sorted(scores, key=lambda place: (-scores[place], place))[:_SENTENCES]
        near = tuple(self._sentences[article][place] for place in sorted(best) if scores[place] >= _LEAST)
        return OpenQuestion(asked.question, near)


def claim_stems(claims: Iterable[Claim]) -> frozenset[str]:
    """The stems of what these claims say."""
    texts = (f"{claim.statement} {claim.quote.text} {claim.gloss}" for claim in claims)
    return frozenset(stem for text in texts for stem in _stems(text))


def questions_by_stem(questions: Sequence[Asked]) -> Mapping[str, Sequence[int]]:
    """Of each stem the questions that have it, by number."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(questions):
        for stem in one.stems:
            found[stem].append(number)
    return found


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(token) for token in tokens(fold_text(text)) if len(token) > 2)
