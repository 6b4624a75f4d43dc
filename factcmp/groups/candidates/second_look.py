"""Articles that are silent on a question are asked it once more, all their questions together."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from factcmp.claims.extract import LOOK_AGAIN, OpenQuestion, look_again
from factcmp.errors import ModelError
from factcmp.groups.asking import Asking, content_runs
from factcmp.groups.candidates.grouping import Candidate
from factcmp.groups.candidates.silence import FEW, Asked, SentenceIndex, claim_stems, questions_by_stem
from factcmp.groups.story.story import Story
from factcmp.llm.kept_results import work_out
from factcmp.llm.prompts import Prompt
from factcmp.models import Article, Claim

_QUESTIONS_AT_ONCE = 40
"""Questions in one second look at an article, at most."""
_Open = tuple[int, OpenQuestion]
"""The place of a candidate, and its question."""


@dataclass(frozen=True)
class SecondLook:
    """Asks silent articles once more."""

    asking: Asking
    prompts: tuple[Prompt, Prompt]
    """The first reading's, whose rules hold here too, and the second look's."""
    max_article_chars: int

    async def look(
        self, candidates: Sequence[Candidate], story: Story, known: Collection[str]
    ) -> tuple[list[Candidate], Story]:
        """The candidates with the claims that silent articles make after all, and the story with these claims."""
        articles = story.calendar.articles
        open_questions = await work_out(
            self.asking.model,
            _open_questions,
            candidates,
            [story.articles[article] for article in story.in_turn()],
            story.claims,
            sorted(known),
        )
        found = await asyncio.gather(
            *(self._ask(article, run) for article in articles for run in _runs(open_questions.get(article.id, ())))
        )
        answers: defaultdict[int, list[Claim]] = defaultdict(list)
        silent: defaultdict[int, list[str]] = defaultdict(list)
        for article_id, answered, questions in found:
            for place, claim in answered:
                answers[place].append(claim)
            for place in {place for place, _ in questions} - {place for place, _ in answered}:
                silent[place].append(article_id)
        asked = [
            replace(candidate, looked_for=(*candidate.looked_for, *silent[place]))
            for place, candidate in enumerate(candidates)
        ]
        return await asyncio.to_thread(_joined, asked, answers, story)

    async def _ask(
        self, article: Article, questions: Sequence[_Open]
    ) -> tuple[str, list[tuple[int, Claim]], Sequence[_Open]]:
        """The article's id, its claims by the place of the candidate that they answer, and what it was asked."""
        try:
            claims, usages = await look_again(
                article,
                [question for _, question in questions],
                self.asking.model,
                self.prompts,
                language=self.asking.language,
                max_article_chars=self.max_article_chars,
            )
        except ModelError as error:
            self.asking.failed(LOOK_AGAIN, error, article.id)
            return article.id, [], ()
        self.asking.usages.extend((LOOK_AGAIN, usage) for usage in usages)
        return article.id, [(questions[number][0], claim) for number, claim in claims], questions


def _open_questions(
    candidates: Sequence[Candidate], articles: Sequence[Article], claims: Mapping[str, Claim], known: Collection[str]
) -> Mapping[str, list[_Open]]:
    """For each of the articles, in turn, that is not known to be silent, the questions on which it seems so."""
    turn = {article.id: number for number, article in enumerate(articles)}
    asked = [one for place, candidate in enumerate(candidates) if (one := _asked(place, candidate, claims, turn))]
    index = SentenceIndex(articles)
    by_stem = questions_by_stem(asked)
    return {
        article.id: [
            (asked[number].place, index.open_question(article.id, asked[number]))
            for number in index.worth_asking(article.id, asked, by_stem)
        ]
        for article in articles
        if article.id not in known
    }


def _asked(place: int, candidate: Candidate, claims: Mapping[str, Claim], turn: Mapping[str, int]) -> Asked | None:
    """What silent articles are asked of a candidate; nothing where one article alone speaks, or of background."""
    members = [claims[claim] for claim in candidate.claims]
    speaking = {claim.article for claim in members}
    if len(speaking) < 2 or all(claim.background for claim in members):
        return None
    if len(turn) > FEW:
        # Of many the two that spoke first, so that a question stays as it was when another answers it.
        first = sorted(speaking, key=turn.__getitem__)[:2]
        members = [claim for claim in members if claim.article in first]
    return Asked(place, candidate.question, frozenset(speaking), claim_stems(members))


def _runs(questions: Sequence[_Open]) -> tuple[tuple[_Open, ...], ...]:
    """The questions on one article, in as many requests as they need."""
    at_once = _QUESTIONS_AT_ONCE
    return content_runs(questions, lambda one: (one[1].question,), at_once, one_in=2 * at_once)


def _joined(
    candidates: Sequence[Candidate], answers: Mapping[int, list[Claim]], story: Story
) -> tuple[list[Candidate], Story]:
    """The candidates with the claims found for them; one that another candidate holds already stays there."""
    grouped = {claim for candidate in candidates for claim in candidate.claims}
    joined = list(candidates)
    added: dict[str, Claim] = {}
    for place in sorted(answers):
        new = [claim for claim in answers[place] if claim.id not in grouped]
        grouped.update(claim.id for claim in new)
        added.update((claim.id, claim) for claim in new)
        joined[place] = replace(candidates[place], claims=(*candidates[place].claims, *(claim.id for claim in new)))
    if not added:
        return joined, story
    larger = story.with_claims(list(added.values()))
    return [replace(candidate, claims=larger.in_order(candidate.claims)) for candidate in joined], larger
