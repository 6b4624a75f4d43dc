"""Pass 2: which names mean the same, which claims answer one question, and how their answers relate."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """What decides the requests of pass 2 besides claims and model."""

    language: str
    max_claims: int
    """At most so many claims go into one grouping request, and so many names into the naming request."""
    max_judged_claims: int
    """At most so many claims go into one judging request, or one group alone."""
    aliases: tuple[Alias, ...] = ()
    """The user's alias table."""
    embedder: Embedder | None = None
    """Who gives vectors for the index of a set that is larger than `max_claims`."""


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
