"""What the answers of a run took, as its report tells it: by stage, in dollars, on which days."""

from collections.abc import Mapping, Sequence

from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Usage
from factcmp.llm.usage import cost_usd, paid_now, sum_of
from factcmp.models import Failure, PromptUse, Run, StageUse

STAGES = ("extract", "names", "group", "look-again", "judge", "translate")
"""In the order of the run."""


def account(
    run: Run,
    usages: Sequence[tuple[str, Usage]],
    prompts: Sequence[Prompt] = (),
    *,
    model: str | None = None,
    failures: Sequence[Failure] = (),
    prices: tuple[float | None, float | None] = (None, None),
) -> Run:
    """The run with what further answers took, and with what they were asked by and what failed.

    `usages` has a stage for each; `model` gave them, where that may be another than the run's; `prices` are US dollars
    for a million tokens, in and out.
    """
    stages: Mapping[str, list[Usage]] = {stage: [] for stage, _ in usages}
    for stage, usage in usages:
        stages[stage].append(usage)
    days = [usage.answered for _, usage in usages if usage.answered]
    days += [day for day in (run.answered_from, run.answered_to) if day]
    # Only what was asked now costs.
    cost = cost_usd(sum_of(paid_now(usage) for _, usage in usages), *prices)
    return run.model_copy(
        update={
            "model": run.model if model in (None, run.model) else f"{run.model} (claims), {model} (comparison)",
            "prompts": (*run.prompts, *(PromptUse(name=one.name, sha256=one.sha256) for one in prompts)),
            "failures": (*run.failures, *failures),
            "stages": (*run.stages, *(_used(stage, stages[stage]) for stage in STAGES if stage in stages)),
            "tokens_estimated": run.tokens_estimated or any(usage.estimated for _, usage in usages),
            "cost_usd": run.cost_usd if cost is None else (run.cost_usd or 0.0) + cost,
            "answered_from": min(days, default=None),
            "answered_to": max(days, default=None),
        }
    )


def _used(stage: str, usages: Sequence[Usage]) -> StageUse:
    used = sum_of(usages)
    return StageUse(
        stage=stage,
        requests=used.requests,
        cache_hits=used.cache_hits,
        input_tokens=used.input_tokens,
        output_tokens=used.output_tokens,
    )
