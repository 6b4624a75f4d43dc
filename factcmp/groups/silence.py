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


class SentenceIndex:
    """The sentences of articles by the stems of their words."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._sentences: dict[str, list[str]] = {}
        self._postings: dict[str, dict[str, list[int]]] = {}
        frequency: Counter[str] = Counter()
        for article in articles:
            spans = sentence_spans(article.text)
            self._sentences[article.id] = [article.text[start:end] for start, end in spans]
            postings: defaultdict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(self._sentences[article.id]):
                for stem in _stems(sentence):
                    postings[stem].append(place)
                    frequency[stem] += 1
            self._postings[article.id] = postings
        total = sum(map(len, self._sentences.values()))
        self._weight: Mapping[str, float] = {stem: math.log(total / count) for stem, count in frequency.items()}

    def open_question(self, article: Article, question: str, claims: Iterable[Claim]) -> OpenQuestion:
        """The question with the sentences of the article that have most in common with these claims."""
        wanted = {stem for claim in claims for stem in _stems(f"{claim.statement} {claim.quote.text} {claim.gloss}")}
        scores: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(wanted):
            for place in self._postings[article.id].get(stem, ()):
                scores[place] += self._weight[stem]
        best = sorted(scores, key=lambda place: (-scores[place], place))[:_SENTENCES]
        near = tuple(self._sentences[article.id][place] for place in sorted(best) if scores[place] >= _LEAST)
        return OpenQuestion(question, near)


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(token) for token in tokens(fold_text(text)) if len(token) > 2)
