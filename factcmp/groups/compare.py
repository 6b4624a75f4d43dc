"""Pass 2: which names mean the same, which claims answer one question, and how their answers relate."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from factcmp.groups.aliases import Namer, join_aliases, spelling_map
from factcmp.groups.candidates import Candidate, Grouper
from factcmp.groups.claim_text import ClaimSet
from factcmp.groups.judge import Judge, JudgedGroup
from factcmp.groups.naming import named_things
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Embedder, LanguageModel, Usage
from factcmp.models import Alias, Article, Claim, Failure


@dataclass(frozen=True)
class ComparePrompts:
    """The prompts of pass 2."""

    names: Prompt
    group: Prompt
    judge: Prompt


class CompareOptions(BaseModel):
    """What decides the requests of pass 2 besides claims and model."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    language: str = Field("en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """BCP 47 of glosses, questions and explanations."""
    max_claims: int = Field(250, ge=2)
    """At most so many claims go into one grouping request, and so many names into the naming request; more claims are
    grouped in blocks of near neighbours."""
    max_judged_claims: int = Field(20, ge=1)
    """At most so many claims go into one judging request, or one group alone; 1 judges each alone, which a weak model
    may need."""
    aliases: tuple[Alias, ...] = ()
    """Names that mean one actor or place; the model proposes more."""
    embedder: SkipValidation[Embedder | None] = Field(None, exclude=True)
    """Who gives vectors for the index over more claims than `max_claims`; without one other signals do."""


@dataclass(frozen=True)
class Comparison:
    """What pass 2 found: groups of two claims or more; every other claim stands alone."""

    groups: tuple[JudgedGroup, ...]
    aliases: tuple[Alias, ...]
    """The user's table, then what the model proposed."""
    failures: tuple[Failure, ...]
    usages: tuple[tuple[str, Usage], ...]
    """Stage ("names", "group" or "judge") and what each answer took."""


async def compare_groups(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    model: LanguageModel,
    prompts: ComparePrompts,
    *,
    options: CompareOptions,
    on_candidates: Callable[[int], None],
    on_judged: Callable[[], None],
) -> Comparison:
    """Candidate groups from the index and the model, each judged; failures are part of the result.

    `on_candidates` is told how many groups will be judged, `on_judged` of each that is.
    """
    claim_set = ClaimSet(articles, claims)
    namer = Namer(model, prompts.names, language=options.language)
    grouper = Grouper(claim_set, model, prompts.group, language=options.language)
    aliases, candidates = await _name_and_group(claims, namer, grouper, options)
    on_candidates(len(candidates))
    judge = Judge(claim_set, model, prompts.judge, language=options.language)
    groups = await judge.judge(candidates, max_claims=options.max_judged_claims, on_judged=on_judged)
    failures = [*namer.failures, *grouper.failures, *judge.failures]
    stages = (("names", namer.usages), ("group", grouper.usages), ("judge", judge.usages))
    return Comparison(
        groups=groups,
        aliases=aliases,
        failures=tuple(sorted(failures, key=lambda failure: (failure.stage, failure.group or ""))),
        usages=tuple((stage, usage) for stage, usages in stages for usage in usages),
    )


async def _name_and_group(
    claims: Sequence[Claim], namer: Namer, grouper: Grouper, options: CompareOptions
) -> tuple[tuple[Alias, ...], list[Candidate]]:
    """The alias table and the candidates; only the index of a large set has to wait for the table."""
    own = options.aliases
    naming = namer.propose(named_things(claims, spelling_map(own)), options.max_claims)
    if len(claims) <= options.max_claims:
        proposed, candidates = await asyncio.gather(naming, grouper.find(options.max_claims, spelling_map(own)))
        return join_aliases(own, proposed), candidates
    aliases = join_aliases(own, await naming)
    return aliases, await grouper.find(options.max_claims, spelling_map(aliases), options.embedder)
