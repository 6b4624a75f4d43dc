"""What an answer cost, as the servers tell it."""

import datetime
from collections.abc import Mapping
from typing import Any

from openai.types.chat import ChatCompletion
from pydantic import BaseModel

from factcmp.llm.protocol import Usage


def usage_of(completion: ChatCompletion) -> Usage:
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
    return next((int(told[name]) for name in names if isinstance(told.get(name), int | float) and told[name] > 0), 0)


def sum_of(usages: list[Usage]) -> Usage:
    """All tries of one request together, on the day of the last."""
    return Usage(
        requests=len(usages),
        input_tokens=sum(usage.input_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        estimated=any(usage.estimated for usage in usages),
        answered=usages[-1].answered,
    )


def day_of(created: int | None) -> datetime.date | None:
    """The day (UTC) of a time in seconds since 1970."""
    try:
        return datetime.datetime.fromtimestamp(created, datetime.UTC).date() if created else None
    except (TypeError, ValueError, OverflowError, OSError):
        # Not the seconds that the interface promises, from some servers milliseconds.
        return None
