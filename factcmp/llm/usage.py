"""What answers took, as the servers tell it, and what a run's report says of it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Usage
from factcmp.models import Failure, PromptUse, Run, StageUse

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

STAGES = ("extract", "names", "group", "regroup", "look-again", "judge", "translate")
"""In the order of the run."""
COUNTS = ("requests", "cache_hits", "input_tokens", "output_tokens")
"""What is added up of answers."""
_MOST = 1e12
"""No count of tokens; a server may send any number."""


def usage_of(completion: "ChatCompletion") -> Usage:
    """Tokens and day of one answer; zero where the server does not say."""
    usage = completion.usage
    # Some servers give a usage without its parts, or name them as another interface does.
    told = {**usage.__dict__, **(usage.model_extra or {})} if isinstance(usage, BaseModel) else {}
    return Usage(
        requests=1,
        input_tokens=_count(told, "prompt_tokens", "input_tokens", "prompt_eval_count"),
        output_tokens=_count(told, "completion_tokens", "output_tokens", "eval_count"),
        estimated="counted_by" in told,
        answered=day_of(completion.created),
    )


def _count(told: Mapping[str, Any], *names: str) -> int:
    counts = (told.get(name) for name in names)
    return next((int(count) for count in counts if isinstance(count, int | float) and 0 < count < _MOST), 0)


def day_of(created: int | None) -> datetime.date | None:
    """The day (UTC) of a time in seconds since 1970."""
    try:
        return datetime.datetime.fromtimestamp(created, datetime.UTC).date() if created else None
    except (TypeError, ValueError, OverflowError, OSError):
        # Not the seconds that the interface promises, from some servers milliseconds.
        return None


def cost_usd(usage: Usage, price_input: float | None, price_output: float | None) -> float | None:
    """US dollars at these prices for a million tokens; None unless both are set."""
    if price_input is None or price_output is None:
        return None
    return (usage.input_tokens * price_input + usage.output_tokens * price_output) / 1e6


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
    days = [day for day in (*(usage.answered for _, usage in usages), run.answered_from, run.answered_to) if day]
    # Only what was asked now costs.
    cost = cost_usd(sum((usage.paid_now() for _, usage in usages), Usage()), *prices)
    return run.model_copy(
        update={
            "model": run.model if model in (None, run.model) else f"{run.model} (claims), {model} (comparison)",
            "prompts": (*run.prompts, *(PromptUse(name=one.name, sha256=one.sha256) for one in prompts)),
            "failures": (*run.failures, *failures),
            "stages": (*run.stages, *by_stage(usages)),
            "tokens_estimated": run.tokens_estimated or any(usage.estimated for _, usage in usages),
            "cost_usd": run.cost_usd if cost is None else (run.cost_usd or 0.0) + cost,
            "answered_from": min(days, default=None),
            "answered_to": max(days, default=None),
        }
    )


def by_stage(uses: Iterable[tuple[str, Usage | StageUse]]) -> list[StageUse]:
    """What answers or runs took, by stage, in the order of a run."""
    held = list(uses)
    return [
        StageUse(stage=stage, **{name: sum(getattr(use, name) for use in own) for name in COUNTS})
        for stage in STAGES
        if (own := [use for of, use in held if of == stage])
    ]
