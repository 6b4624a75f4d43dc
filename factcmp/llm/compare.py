"""Pass 2: which claims answer one question, and how their answers relate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factcmp.llm.claim_set import ClaimSet
from factcmp.llm.group import Grouper
from factcmp.llm.judge import Judge, JudgedGroup
from factcmp.llm.protocol import LanguageModel, Usage
from factcmp.models import Article, Claim, Failure
from factcmp.prompts import Prompt


@dataclass(frozen=True)
class ComparePrompts:
    """The two prompts of pass 2."""

    group: Prompt
    judge: Prompt


@dataclass(frozen=True)
class Comparison:
    """What pass 2 found: groups of two claims or more; every other claim stands alone."""

    groups: tuple[JudgedGroup, ...]
    failures: tuple[Failure, ...]
    usages: tuple[tuple[str, Usage], ...]
    """Stage ("group" or "judge") and what each answer took."""


async def compare_groups(  # noqa: PLR0913
    articles: Sequence[Article],
    claims: Sequence[Claim],
    model: LanguageModel,
    prompts: ComparePrompts,
    *,
    language: str,
    max_claims: int,
    max_judged_claims: int,
    on_candidates: Callable[[int], None],
    on_judged: Callable[[], None],
) -> Comparison:
    """Candidate groups from the index and the model, each judged; failures are part of the result.

    At most `max_claims` claims go into one grouping request and `max_judged_claims` into a judging request.
    `on_candidates` is told how many groups will be judged, `on_judged` of each that is.
    """
    claim_set = ClaimSet(articles, claims)
    grouper = Grouper(claim_set, model, prompts.group, language=language)
    candidates = await grouper.find(max_claims)
    on_candidates(len(candidates))
    judge = Judge(claim_set, model, prompts.judge, language=language)
    groups = await judge.judge(candidates, max_claims=max_judged_claims, on_judged=on_judged)
    failures = [*grouper.failures, *judge.failures]
    return Comparison(
        groups=groups,
        failures=tuple(sorted(failures, key=lambda failure: (failure.stage, failure.group or ""))),
        usages=(*(("group", usage) for usage in grouper.usages), *(("judge", usage) for usage in judge.usages)),
    )
