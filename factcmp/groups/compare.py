"""Pass 2: who speaks and of what days, which claims answer one question, and how their answers relate."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from factcmp.claims.extract import LOOK_AGAIN, FoundAgain, OpenQuestion, look_again
from factcmp.errors import ModelError
from factcmp.groups.adding import Before, Reopened
from factcmp.groups.aliases import Namer, join_aliases, name_alike
from factcmp.groups.calendar import Calendar, build_calendar
from factcmp.groups.candidates import Candidate, Grouper, Matter
from factcmp.groups.claim_text import ClaimSet
from factcmp.groups.judge import Judge, content_runs
from factcmp.groups.naming import named_things, spelling_map
from factcmp.groups.rules import JudgedGroup
from factcmp.groups.silence import SentenceIndex
from factcmp.groups.voices import SameVoice, Voices, folded_table, named_speakers, resolve_voices
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Embedder, LanguageModel, Usage
from factcmp.models import Alias, Article, Claim, Extraction, Failure

_QUESTIONS_AT_ONCE = 40
"""Questions in one second look at an article, at most."""
_Open = tuple[int, OpenQuestion]
"""The place of a candidate, and its question."""


@dataclass(frozen=True)
class ComparePrompts:
    """The prompts of pass 2, and the first reading's, whose rules the second look goes by."""

    names: Prompt
    group: Prompt
    regroup: Prompt
    judge: Prompt
    look_again: Prompt
    extract: Prompt


class CompareOptions(BaseModel):
    """What decides the requests of pass 2 besides claims and model."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    language: str = Field("en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """BCP 47 of glosses, questions and explanations."""
    max_article_chars: int = Field(12_000, ge=500)
    """Longer texts are asked about in parts."""
    max_claims: int = Field(250, ge=2)
    """At most so many claims go into one grouping request, and so many names into the naming request; more claims are
    grouped in blocks of near neighbours."""
    max_judged_claims: int = Field(30, ge=1)
    """At most so many claims go into one judging request, or one group alone; 1 judges each alone, which a weak model
    may need."""
    aliases: tuple[Alias, ...] = ()
    """Names that mean one actor or place; the model proposes more."""
    embedder: SkipValidation[Embedder | None] = Field(None, exclude=True)
    """Who gives vectors for the index over more claims than `max_claims`; without one other signals do."""


@dataclass(frozen=True)
class Comparison:
    """What pass 2 found: groups of two claims or more; every other claim stands alone."""

    calendar: Calendar
    claims: tuple[Claim, ...]
    """As they are compared: on their days, with their voices, under one name, those of the second look among them."""
    voices: Voices
    groups: tuple[JudgedGroup, ...]
    matters: tuple[Matter, ...]
    aliases: tuple[Alias, ...]
    """The user's table, then what the model proposed."""
    failures: tuple[Failure, ...]
    usages: tuple[tuple[str, Usage], ...]
    """Stage and what each answer took."""


async def compare_groups(
    extraction: Extraction,
    model: LanguageModel,
    prompts: ComparePrompts,
    *,
    options: CompareOptions,
    on_candidates: Callable[[int], None],
    on_judged: Callable[[], None],
    before: Before,
) -> Comparison:
    """Candidate groups from the index and the model, each judged; failures are part of the result.

    What was found before stays: only claims of further articles, and the groups that they touch, are asked about.

    `on_candidates` is told how many groups will be judged, `on_judged` of each that is.
    """
    articles, claims = extraction.articles, extraction.claims
    namer = Namer(model, prompts.names, language=options.language)
    own = spelling_map(options.aliases)
    speakers = named_speakers(articles, claims, folded_table(own))
    same = await namer.propose(named_things(claims, own), speakers, articles, max_names=options.max_claims)
    aliases = join_aliases(options.aliases, same.aliases)
    voices = (*before.voices, *same.voices)
    story = _Story(articles, _under_one_name(claims, aliases), voices, aliases, options.language)
    grouper = Grouper(story.claim_set, model, (prompts.group, prompts.regroup), language=options.language)
    names = spelling_map(aliases)
    if before.articles:
        new = [claim.id for claim in claims if claim.article not in before.articles]
        candidates = await grouper.find_more(before.candidates(), new, options.max_claims, names, options.embedder)
    else:
        candidates = await grouper.find(options.max_claims, names, options.embedder)
    second = _SecondLook(model, prompts, options)
    candidates, story = await second.look(candidates, story, before.articles)
    reopened = Reopened(before, candidates)
    on_candidates(len(reopened.owed))
    judge = Judge(story.claim_set, story.calendar, model, prompts.judge, language=options.language)
    judged = await judge.judge(
        reopened.owed, max_claims=options.max_judged_claims, on_judged=on_judged, fill=bool(before.articles)
    )
    groups = reopened.settled(judged, story.claim_set.rank)
    failures = [*namer.failures, *grouper.failures, *second.failures, *judge.failures]
    stages = (
        ("names", namer.usages),
        (LOOK_AGAIN, second.usages),
        ("judge", judge.usages),
    )
    return Comparison(
        calendar=story.calendar,
        claims=story.claims,
        voices=story.voices,
        groups=tuple(replace(group, looked_for=(*group.looked_for, *second.looked_for(group))) for group in groups),
        matters=(*before.matters, *grouper.matters),
        aliases=aliases,
        failures=tuple(sorted(failures, key=lambda failure: (failure.stage, failure.group or ""))),
        usages=(*grouper.usages, *((stage, usage) for stage, usages in stages for usage in usages)),
    )


class _Story:
    """Articles and claims with what is worked out of all of them together: voices and days."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        same: Sequence[SameVoice],
        aliases: tuple[Alias, ...],
        language: str,
    ) -> None:
        self._given = (articles, same, aliases, language)
        self.calendar = build_calendar(articles, claims)
        self.voices = resolve_voices(articles, claims, same, folded_table(spelling_map(aliases)), language=language)
        self.claims = tuple(
            claim.model_copy(update={"voice": self.voices.of_claim[claim.id].id}) for claim in self.calendar.claims
        )
        self.claim_set = ClaimSet(self.calendar.articles, self.claims, self.voices.of_claim, self.calendar.days)

    def with_claims(self, found: Sequence[Claim]) -> "_Story":
        """The story with further claims, all numbered anew in the order of their article."""
        articles, same, aliases, language = self._given
        order = {article.id: place for place, article in enumerate(articles)}
        known = {claim.id for claim in self.claims}
        added = _under_one_name([claim for claim in found if claim.id not in known], aliases)
        claims = sorted(
            (*self.claims, *added),
            key=lambda claim: (order[claim.article], claim.quote.start, claim.quote.end, claim.id),
        )
        numbers: dict[str, int] = {}
        labelled = []
        for claim in claims:
            numbers[claim.article] = numbers.get(claim.article, 0) + 1
            label = f"{articles[order[claim.article]].label}.{numbers[claim.article]}"
            labelled.append(claim.model_copy(update={"label": label}))
        return _Story(articles, labelled, same, aliases, language)


@dataclass
class _SecondLook:
    """Asks silent articles once more; what it used and what failed is kept beside."""

    model: LanguageModel
    prompts: ComparePrompts
    options: CompareOptions
    usages: list[Usage] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    _asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Claim of a candidate to the articles that were asked about it and found silent."""

    async def look(
        self, candidates: Sequence[Candidate], story: _Story, known: Collection[str]
    ) -> tuple[list[Candidate], _Story]:
        """The candidates with the claims that silent articles make after all, and the story with these claims."""
        articles = story.calendar.articles
        # In a thread: requests and Ctrl-C are served meanwhile.
        open_questions = await asyncio.to_thread(_open_questions, candidates, story, known)
        found = await asyncio.gather(
            *(
                self._ask(article, run)
                for article in articles
                if article.id in open_questions
                for run in _runs(open_questions[article.id])
            )
        )
        answers: dict[int, list[Claim]] = {}
        silent: dict[int, set[str]] = {}
        for article_id, answered, questions in found:
            for place, claim in answered:
                answers.setdefault(place, []).append(claim)
            for place in {place for place, _ in questions} - {place for place, _ in answered}:
                silent.setdefault(place, set()).add(article_id)
        for place, found_silent in silent.items():
            asked = tuple(article.id for article in articles if article.id in found_silent)
            self._asked.update(dict.fromkeys(candidates[place].claims, asked))
        return _joined(candidates, answers, story)

    def looked_for(self, group: JudgedGroup) -> tuple[str, ...]:
        """The articles that were asked about the group and say nothing of it."""
        return next((self._asked[claim] for claim in group.claims() if claim in self._asked), ())

    async def _ask(
        self, article: Article, questions: Sequence[_Open]
    ) -> tuple[str, list[tuple[int, Claim]], Sequence[_Open]]:
        """The article's id, its claims by the place of the candidate that they answer, and what it was asked."""
        try:
            found: FoundAgain = await look_again(
                article,
                [question for _, question in questions],
                self.model,
                (self.prompts.extract, self.prompts.look_again),
                language=self.options.language,
                max_article_chars=self.options.max_article_chars,
            )
        except ModelError as error:
            self.failures.append(Failure(stage=LOOK_AGAIN, article=article.id, kind=error.kind, message=str(error)))
            return article.id, [], ()
        self.usages.extend(found.usages)
        return article.id, [(questions[number][0], claim) for number, claim in found.claims], questions


def _open_questions(
    candidates: Sequence[Candidate], story: _Story, known: Collection[str]
) -> Mapping[str, list[_Open]]:
    """For each article that is not known to be silent, the questions on which it seems so."""
    claims, articles = story.claim_set.claims, story.calendar.articles
    index = SentenceIndex(articles)
    questions: dict[str, list[_Open]] = {article.id: [] for article in articles if article.id not in known}
    for place, candidate in enumerate(candidates):
        members = [claims[claim] for claim in candidate.claims]
        speaking = {claim.article for claim in members}
        if len(speaking) < 2 or all(claim.background for claim in members):
            continue
        silent = [article for article in articles if article.id in questions and article.id not in speaking]
        for article in index.nearest(silent, members):
            questions[article.id].append((place, index.open_question(article, candidate.question, members)))
    return questions


def _runs(questions: Sequence[_Open]) -> tuple[tuple[_Open, ...], ...]:
    """The questions on one article, in as many requests as they need."""
    at_once = _QUESTIONS_AT_ONCE
    return content_runs(questions, lambda _: 1, lambda one: (one[1].question,), at_once, one_in=2 * at_once)


def _joined(
    candidates: Sequence[Candidate], answers: dict[int, list[Claim]], story: _Story
) -> tuple[list[Candidate], _Story]:
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
    rank = larger.claim_set
    return [replace(candidate, claims=rank.in_order(candidate.claims)) for candidate in joined], larger


def _under_one_name(claims: Sequence[Claim], aliases: Sequence[Alias]) -> list[Claim]:
    """The claims with one name for one thing in what the report says; quotes and statements stay as they are."""
    table = tuple(aliases)
    return [
        claim.model_copy(
            update={"gloss": name_alike(claim.gloss, table), "question": name_alike(claim.question, table)}
        )
        for claim in claims
    ]
