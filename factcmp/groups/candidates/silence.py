"""Where in an article that is silent on a question an answer might stand after all."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcmp.claims.extract import OpenQuestion
from factcmp.models import Article, Claim
from factcmp.text.folding import fold_text, light_stem, tokens
from factcmp.text.sentences import sentence_spans

_SENTENCES = 2
"""Sentences named beside a question."""
_LEAST = 2.0
"""Weight (sum of inverse document frequencies) from which a sentence is named."""
_ASKED_AT_MOST = 12
"""Silent articles that a question is put to; of more, those that have most in common with its claims."""
_VISITS = 2_000
"""Sentences that are looked at to find them, those with the rarest words first."""


class SentenceIndex:
    """The sentences of articles by the stems of their words."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._sentences: dict[str, list[str]] = {}
        self._postings: dict[str, dict[str, list[int]]] = {}
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        """Of each stem the articles of its sentences."""
        frequency: Counter[str] = Counter()
        for article in articles:
            spans = sentence_spans(article.text)
            self._sentences[article.id] = [article.text[start:end] for start, end in spans]
            postings: defaultdict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(self._sentences[article.id]):
                for stem in _stems(sentence):
                    postings[stem].append(place)
                    self._having[stem].append(article.id)
                    frequency[stem] += 1
            self._postings[article.id] = postings
        total = sum(map(len, self._sentences.values()))
        self._weight: Mapping[str, float] = {stem: math.log(total / count) for stem, count in frequency.items()}

    def nearest(self, articles: Sequence[Article], claims: Iterable[Claim]) -> Sequence[Article]:
        """Of these articles, in their order, those that are worth asking what these claims answer."""
        if len(articles) <= _ASKED_AT_MOST:
            return articles
        among = {article.id for article in articles}
        common: defaultdict[str, float] = defaultdict(float)
        visits = _VISITS
        for stem in sorted(_wanted(claims), key=lambda stem: (len(self._having.get(stem, ())), stem)):
            having = self._having.get(stem, ())
            visits -= len(having)
            if visits < 0:
                break
            for article in having:
                if article in among:
                    common[article] += self._weight[stem]
        asked = {*sorted(common, key=lambda article: (-common[article], article))[:_ASKED_AT_MOST]}
        return [article for article in articles if article.id in asked]

    def open_question(self, article: Article, question: str, claims: Iterable[Claim]) -> OpenQuestion:
        """The question with the sentences of the article that have most in common with these claims."""
        wanted = _wanted(claims)
        scores: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(wanted):
            for place in self._postings[article.id].get(stem, ()):
                scores[place] += self._weight[stem]
        best = sorted(scores, key=lambda place: (-scores[place], place))[:_SENTENCES]
        near = tuple(self._sentences[article.id][place] for place in sorted(best) if scores[place] >= _LEAST)
        return OpenQuestion(question, near)


def _wanted(claims: Iterable[Claim]) -> frozenset[str]:
    texts = (f"{claim.statement} {claim.quote.text} {claim.gloss}" for claim in claims)
    return frozenset(stem for text in texts for stem in _stems(text))


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(token) for token in tokens(fold_text(text)) if len(token) > 2)
