"""What answers took, as the servers tell it, together and in dollars."""

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from factcmp.llm.protocol import Usage

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion


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


_MOST = 1e12
"""No count of tokens; a server may send any number."""


def sum_of(usages: Iterable[Usage]) -> Usage:
    """All of them together, on the latest of their days."""
    usages = tuple(usages)
    return Usage(
        requests=sum(usage.requests for usage in usages),
        cache_hits=sum(usage.cache_hits for usage in usages),
        input_tokens=sum(usage.input_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        estimated=any(usage.estimated for usage in usages),
        answered=max((usage.answered for usage in usages if usage.answered), default=None),
        seconds=sum(usage.seconds for usage in usages),
    )


def paid_now(usage: Usage) -> Usage:
    """The usage, without the tokens of an answer out of the cache: they were paid for before."""
    return usage if usage.requests else Usage(cache_hits=usage.cache_hits)


def cost_usd(usage: Usage, price_input: float | None, price_output: float | None) -> float | None:
    """US dollars at these prices for a million tokens; None unless both are set."""
    if price_input is None or price_output is None:
        return None
    return (usage.input_tokens * price_input + usage.output_tokens * price_output) / 1e6


def day_of(created: int | None) -> datetime.date | None:
    """The day (UTC) of a time in seconds since 1970."""
    try:
        return datetime.datetime.fromtimestamp(created, datetime.UTC).date() if created else None
    except (TypeError, ValueError, OverflowError, OSError):
        # Not the seconds that the interface promises, from some servers milliseconds.
        return None
