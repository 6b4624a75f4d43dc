"""How often and after how long a call of an endpoint is tried again (tenacity)."""

import email.utils
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx2
import openai
import tenacity

from factcmp.llm.endpoint import Endpoint
from factcmp.llm.faults import first_line, is_passing_fault
from factcmp.llm.server_text import ForeignText

logger = logging.getLogger("factcmp.llm")

_R = TypeVar("_R")
_WAIT_CAP_S = 60.0
_FIRST_RETRIES = 2
_RETRY_AFTER_CAP_S = 300.0


@dataclass(kw_only=True)
class Retrying:
    """Tries calls of an endpoint again after faults that may pass, and tells `on_wait` what is waited for."""

    endpoint: Endpoint
    on_wait: Callable[[str], None] | None
    sleep: Callable[[float], Awaitable[None]]
    now: Callable[[], float]
    jitter_s: Callable[[], float]
    has_answered: bool = False

    async def call(self, send: Callable[..., Awaitable[_R]], **kwargs: Any) -> _R:
        """What `send` gives, after as many tries as are granted; else its last error."""

        async def once() -> _R:
            answer = await send(**kwargs)
            self.has_answered = True
            return answer

        retrying = tenacity.AsyncRetrying(
            sleep=self.sleep,
            retry=tenacity.retry_if_exception(is_passing_fault),
            stop=self._is_enough,
            wait=self._wait_s,
            before_sleep=self._say_wait,
            reraise=True,
        )
        return await retrying(once)

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        """Whether it was tried often enough: where nothing listens and nobody has answered yet, within seconds."""
        error = _error_of(state)
        is_nowhere = isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, httpx2.ConnectError)
        most = _FIRST_RETRIES if is_nowhere and not self.has_answered else self.endpoint.retries
        return state.attempt_number > min(most, self.endpoint.retries)

    def _wait_s(self, state: tenacity.RetryCallState) -> float:
        """Seconds to wait: what the server asks for, otherwise exponential with jitter."""
        asked_s = self._asked_s(_error_of(state))
        if asked_s is not None:
            return min(asked_s, _RETRY_AFTER_CAP_S)
        return min(2.0 ** (state.attempt_number - 1) + self.jitter_s(), _WAIT_CAP_S)

    def _asked_s(self, error: BaseException | None) -> float | None:
        """Seconds that the server asks to be left alone for (RFC 9110, 10.2.3), in a number or by a date."""
        header = error.response.headers.get("retry-after") if isinstance(error, openai.APIStatusError) else None
        if not header:
            return None
        with suppress(ValueError):
            return max(0.0, float(header))
        with suppress(ValueError, OverflowError, OSError):
            return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - self.now())
        return None

    def _say_wait(self, state: tenacity.RetryCallState) -> None:
        error = _error_of(state)
        sleep_s = state.next_action.sleep if state.next_action else 0
        asked_s = self._asked_s(error) or 0
        asked = f" (the server asks for {asked_s:.0f} s)" if asked_s > _RETRY_AFTER_CAP_S else ""
        logger.info("asking again in %.1f s after %s%s", sleep_s, type(error).__name__, asked)
        if self.on_wait:
            self.on_wait(f"{first_line(error, ForeignText(self.endpoint))}; asking again in {sleep_s:.0f} s{asked}")


def _error_of(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
