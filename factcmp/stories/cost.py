"""What a run will ask and cost, by what the recorded runs took, and a model that stops before a limit is passed."""

import asyncio
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from factcmp.errors import ConfigurationError, FactcmpError, InvalidAnswerError
from factcmp.llm.protocol import Answer, LanguageModel, Request, T, Usage
from factcmp.llm.usage import cost_usd
from factcmp.models import StageUse
from factcmp.text.sentence_spans import part_spans

_CHARS_A_CLAIM = 68
_BYTES_A_TOKEN = 4
"""As the recordings count them; how a provider's own tokens differ stands in docs/usage.md."""
_NEEDED_FIRST = 4_000
"""Tokens that an answer is held to take while none has been longer."""


@dataclass(frozen=True)
class _Stage:
    """What a stage asks: requests a story, article and claim, tokens a request and a claim of its story, in and out."""

    name: str
    requests: tuple[float, float, float]
    tokens_in: tuple[float, float]
    tokens_out: tuple[float, float]


# Of the nineteen recorded stories; the seeds were held out (docs/measurements.md).
_STAGES = (
    _Stage("extract", (0, 1.03, 0), (2_780, 0), (0, 225)),
    _Stage("names", (1, 0, 0), (1_300, 10), (250, 0)),
    _Stage("group", (1, 0, 0), (1_000, 68), (60, 10)),
    _Stage("regroup", (1, 0, 0), (1_150, 72), (60, 4)),
    _Stage("look-again", (0, 0.9, 0), (2_500, 20), (60, 0)),
    _Stage("judge", (0, 0, 0.08), (2_300, 50), (0, 98)),
)


def estimate_story(texts: Sequence[str], *, max_article_chars: int = 12_000, max_claims: int = 250) -> list[StageUse]:
    """What comparing these articles will take, stage by stage; nothing for a single one, which is not asked about."""
    if len(texts) < 2:
        return []
    parts = sum(len(part_spans(text, max_article_chars)) for text in texts)
    claims = sum(map(len, texts)) / _CHARS_A_CLAIM
    blocks = max(1.0, claims / max_claims)
    found = []
    for stage in _STAGES:
        story, article, claim = stage.requests
        requests = story * blocks + article * parts + claim * claims
        shown = min(claims, max_claims) if stage.name == "look-again" else claims / max(requests, 1)
        own = sum(len(text.encode()) for text in texts) / _BYTES_A_TOKEN if stage.name == "extract" else 0.0
        tokens_in = requests * (stage.tokens_in[0] + stage.tokens_in[1] * shown) + own
        tokens_out = requests * stage.tokens_out[0] + claims * stage.tokens_out[1]
        found.append(
            StageUse(
                stage=stage.name,
                requests=max(1, round(requests)),
                input_tokens=round(tokens_in),
                output_tokens=round(tokens_out),
            )
        )
    return found


def read_prices(file: Path, model: str, *, batch: bool = False) -> dict[str, float]:
    """`price_input` and `price_output` of a model in the user's table; empty where the table does not have the model.

    The table is TOML: for each model, as the endpoint calls it, `input` and `output` in US dollars for a million
    tokens, and `batch`, the share of that which the batch interface costs.

    Raises:
        ConfigurationError: unreadable, or a price that is no number.
    """
    try:
        entry = tomllib.loads(file.read_text(encoding="utf-8")).get(model)
        if entry is None:
            return {}
        share = float(entry.get("batch", 1)) if batch else 1.0
        return {f"price_{way}": float(entry[way]) * share for way in ("input", "output")}
    except OSError as error:
        raise ConfigurationError(f"cannot read the prices in {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{file}: {model} needs input and output, as numbers ({error})") from error


class CostLimitError(FactcmpError):
    """What is asked next might pass the limit of cost; what came in is kept."""


class _KeepingModel(LanguageModel, Protocol):
    async def kept(self, request: Request[T]) -> Answer[T] | None: ...


class LimitedModel:
    """A model that asks nothing more once an answer, taken to be as long as the longest so far, might pass the limit.

    What is under way then is awaited, and so kept; answers out of the cache cost nothing and are given on.
    """

    def __init__(self, model: _KeepingModel, limit_usd: float, prices: tuple[float | None, float | None]) -> None:
        """ConfigurationError where a price is not known."""
        if None in prices:
            raise ConfigurationError(
                "--max-cost needs prices: set price_input and price_output, or --prices, a table (docs/usage.md)"
            )
        self._model, self._limit_usd, self._prices = model, limit_usd, prices
        self.name = model.name
        self._spent_usd = self._held_usd = 0.0
        self._longest = _NEEDED_FIRST
        self._under_way: set[asyncio.Event] = set()
        self._full = False

    def __getattr__(self, name: str) -> object:
        """Whatever else the model has."""
        return getattr(self._model, name)

    async def ask(self, request: Request[T]) -> Answer[T]:
        """The model's answer.

        Raises:
            CostLimitError: it might pass the limit.
        """
        if (kept := await self._model.kept(request)) is not None:
            return kept
        # Three bytes a token is more than most tokenizers make of news in most scripts; the schema goes with it.
        asked = sum(len(message.content.encode()) for message in request.messages) // 3 + 1_500
        most_usd = self._cost(Usage(input_tokens=asked, output_tokens=self._longest))
        while True:
            self._full = self._full or self._spent_usd + most_usd > self._limit_usd
            if not self._full and self._spent_usd + self._held_usd + most_usd <= self._limit_usd:
                break
            if not self._under_way:
                raise CostLimitError(
                    f"stopped before {self._limit_usd:g} US dollars were passed ({self._spent_usd:.4f} spent); "
                    "answers that came in are kept, and the same command with a higher --max-cost goes on from there"
                )
            # What is under way may turn out shorter, or is at least kept.
            await next(iter(self._under_way)).wait()
        done = asyncio.Event()
        self._under_way.add(done)
        self._held_usd += most_usd
        try:
            answer = await self._model.ask(request)
        except InvalidAnswerError:
            # It was answered, and paid for, as often as was asked.
            self._spent_usd += most_usd
            raise
        finally:
            self._held_usd -= most_usd
            self._under_way.discard(done)
            done.set()
        self._spent_usd += self._cost(answer.usage)
        self._longest = max(self._longest, answer.usage.output_tokens)
        return answer

    def _cost(self, usage: Usage) -> float:
        return cost_usd(usage, *self._prices) or 0.0
