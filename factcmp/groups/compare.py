"""Pass 2: who speaks and of what days, which claims answer one question, and how their answers relate."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from factcmp.groups.asking import Asking
from factcmp.groups.candidates.grouping import Grouper, Matter
from factcmp.groups.candidates.second_look import SecondLook
from factcmp.groups.judging.added_articles import Before, Reopened
from factcmp.groups.judging.judge import Judge
from factcmp.groups.names.aliases import join_aliases
from factcmp.groups.names.naming import named_things, spelling_map
from factcmp.groups.names.same_names import propose_same
from factcmp.groups.names.same_voices import SameVoice, Voices, named_speakers
from factcmp.groups.story.calendar import Calendar
from factcmp.groups.story.story import Story
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Embedder, LanguageModel, Usage
from factcmp.models import Alias, Claim, Extraction, Failure, Group


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
    groups: tuple[Group, ...]
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
    asking = Asking(model, options.language)
    story = await _name(extraction, asking, prompts.names, options, before.voices)
    grouper = Grouper(story, asking, (prompts.group, prompts.regroup))
    found, matters = await grouper.find(before.candidates(), before.articles, options.max_claims, options.embedder)
    second = SecondLook(asking, (prompts.extract, prompts.look_again), options.max_article_chars)
    candidates, story = await second.look(found, story, before.articles)
    reopened = Reopened(before, candidates)
    on_candidates(len(reopened.owed))
    judged = await Judge(story, asking, prompts.judge).judge(
        reopened.owed, max_claims=options.max_judged_claims, on_judged=on_judged, fill=bool(before.articles)
    )
    return Comparison(
        calendar=story.calendar,
        claims=tuple(story.claims.values()),
        voices=story.voices,
        groups=tuple(reopened.settled(judged, story.rank)),
        matters=(*before.matters, *matters),
        aliases=story.aliases,
        failures=tuple(sorted(asking.failures, key=lambda failure: (failure.stage, failure.group or ""))),
        usages=tuple(asking.usages),
    )


async def _name(
    extraction: Extraction, asking: Asking, prompt: Prompt, options: CompareOptions, known: Sequence[SameVoice]
) -> Story:
    """The story of these claims, with what the model says of its names and speakers."""
    articles, claims = extraction.articles, extraction.claims
    own = spelling_map(options.aliases)
    speakers = await asyncio.to_thread(named_speakers, articles, claims, own)
    things = await asyncio.to_thread(named_things, claims, own)
    proposed, same = await propose_same(asking, prompt, things, speakers, articles, max_names=options.max_claims)
    aliases = join_aliases(options.aliases, proposed)
    return await asyncio.to_thread(Story, articles, claims, (*known, *same), aliases, language=options.language)
