"""What a run has taken so far, and what it came to at its end: in lines for a person, as JSON for a script."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from factcmp.cli.terminal import counted, told_duration
from factcmp.llm.protocol import Usage
from factcmp.llm.usage import COUNTS, cost_usd
from factcmp.models import SCHEMA_VERSION, Extraction, Failure, Frozen, Relation, Report
from factcmp.report.contents import story_labels
from factcmp.text.lines import printable

ExitReason = Literal["done", "failed", "incomplete", "stopped"]
EXIT_CODES_OF: dict[ExitReason, int] = {"done": 0, "failed": 1, "incomplete": 3, "stopped": 130}
_ORDER = (Relation.CONTRADICTION, Relation.UPDATE, Relation.PARTIAL, Relation.AGREEMENT, Relation.SINGLE_SOURCE)
_MANY = {
    Relation.CONTRADICTION: "contradictions",
    Relation.UPDATE: "updates",
    Relation.AGREEMENT: "agreements",
}
_NAMED = 5


@dataclass
class Tally:
    """Counts of a whole run; of answers from the cache neither tokens nor cost, they were paid for before."""

    prices: tuple[float | None, float | None] = (None, None)
    """US dollars for a million tokens, in and out."""
    used: Usage = field(default_factory=Usage)
    failed: int = 0
    waits: int = 0
    _began_s: float = field(default_factory=time.monotonic)

    def answer(self, usage: Usage) -> None:
        """One answer came in."""
        self.used += usage.paid_now()

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._began_s

    @property
    def cost_usd(self) -> float | None:
        """US dollars; None unless both prices are set."""
        return cost_usd(self.used, *self.prices)

    def told(self) -> str:
        """Requests, answers out of the cache, tokens and cost, in a line."""
        about = "about " if self.used.estimated else ""
        parts = [
            counted(self.used.requests, "request"),
            f"{counted(self.used.cache_hits, 'answer')} from the cache",
            f"{about}{counted(self.used.input_tokens + self.used.output_tokens, 'token')}",
        ]
        if self.cost_usd is not None:
            parts.append(f"{about}{self.cost_usd:.4f} US dollars")
        if self.failed:
            parts.append(f"{self.failed} failed")
        if self.waits:
            parts.append(counted(self.waits, "wait"))
        return ", ".join(parts)


class Found(Frozen):
    """Counts of what was found, and of what is missing."""

    articles: int
    claims: int
    dropped: int
    """Claims that a rule keeps out."""
    uncovered: int
    """Sentences that no claim quotes and that the model gave no reason for."""
    groups: int | None = None
    """None where nothing was compared."""
    relations: dict[Relation, int] | None = None
    """How many groups of each relation."""


class Summary(Frozen):
    """What one run of `factcmp report`, `extract` or `compare` came to."""

    schema_version: str = SCHEMA_VERSION
    exit_code: int
    exit_reason: ExitReason
    error: str | None = None
    """Why it failed, in a sentence."""
    files: tuple[str, ...] = ()
    """Those written."""
    found: Found | None = None
    """None where the run failed or was stopped."""
    failures: tuple[Failure, ...] = ()
    """What makes it incomplete."""
    requests: int
    """Of this run, as all below."""
    cache_hits: int
    input_tokens: int
    """Of the requests; answers from the cache were paid for before."""
    output_tokens: int
    tokens_estimated: bool
    cost_usd: float | None
    """None unless both prices are set."""
    seconds: float


def summarise(
    tally: Tally,
    reason: ExitReason,
    *,
    result: Extraction | Report | None = None,
    files: Sequence[Path] = (),
    error: str | None = None,
) -> Summary:
    """The summary of a run that ends now."""
    return Summary(
        exit_code=EXIT_CODES_OF[reason],
        exit_reason=reason,
        error=error,
        files=tuple(map(str, files)),
        found=count_found(result) if result else None,
        failures=result.run.failures if result else (),
        **{name: getattr(tally.used, name) for name in COUNTS},
        tokens_estimated=tally.used.estimated,
        cost_usd=tally.cost_usd,
        seconds=round(tally.seconds, 3),
    )


def count_found(result: Extraction | Report) -> Found:
    """Counts of the result."""
    compared: dict[str, Any] = {}
    if isinstance(result, Report):
        held = Counter(group.relation for group in result.groups)
        compared = {"groups": len(result.groups), "relations": {relation: held[relation] for relation in _ORDER}}
    return Found(
        articles=len(result.articles),
        claims=len(result.claims),
        dropped=len(result.run.dropped),
        uncovered=len(result.run.uncovered),
        **compared,
    )


def summary_lines(
    result: Extraction | Report, files: Sequence[Path], tally: Tally
) -> Iterator[tuple[str, dict[str, Any]]]:
    """For a person: what was found first, then what is missing, the files, and what it took; each with its style."""
    found = count_found(result)
    yield f"{counted(found.articles, 'article')}, {counted(found.claims, 'claim')}", {}
    if isinstance(result, Report) and found.relations is not None:
        for relation in (Relation.CONTRADICTION, Relation.UPDATE):
            count = found.relations[relation]
            yield _told_relation(relation, count), {"bold": True} if count else {}
            for question in _questions(result, relation):
                yield question, {}
        rest = (Relation.PARTIAL, Relation.AGREEMENT, Relation.SINGLE_SOURCE)
        yield ", ".join(_told_relation(relation, found.relations[relation]) for relation in rest), {}
        for labels in story_labels(result.articles, result.flags):
            yield f"{', '.join(labels)} tell the same story in the same order: perhaps one source", {}
    missing = _missing(found, result.run.failures)
    yield (f"missing: {missing}", {"fg": "yellow"}) if missing else ("nothing is missing", {})
    for file in files:
        yield f"wrote {file}", {}
    yield f"{tally.told()}, {told_duration(tally.seconds)}", {}


def _told_relation(relation: Relation, count: int) -> str:
    return counted(count, relation, _MANY.get(relation, relation))


def _questions(report: Report, relation: Relation) -> list[str]:
    questions = [group.question for group in report.groups if group.relation is relation]
    lines = [f"  {printable(question)}" for question in questions[:_NAMED]]
    if len(questions) > _NAMED:
        lines.append(f"  and {len(questions) - _NAMED} more")
    return lines


def _missing(found: Found, failures: Sequence[Failure]) -> str:
    counts = (
        (sum(failure.is_source for failure in failures), "article", "that cannot be read"),
        (len({failure.article for failure in failures if failure.article}), "article", "without an answer"),
        (sum(not failure.article and not failure.is_source for failure in failures), "comparison", "without an answer"),
        (found.dropped, "claim", "dropped by rule"),
        (found.uncovered, "sentence", "passed over by the model"),
    )
    return ", ".join(f"{counted(count, one)} {why}" for count, one, why in counts if count)
