"""Counts, misses and failures as they come in."""

from collections import Counter
from dataclasses import dataclass, field

from factcmp.llm.protocol import Usage
from factcmp.llm.usage import sum_of
from factcmp.measure.probe.result import BARS, ProbeMiss, ProbeTokens
from factcmp.models import Failure, ProbeFigure, ProbeMeasure


@dataclass
class Tally:
    """What one half of the probe counted."""

    hits: Counter[ProbeMeasure] = field(default_factory=Counter)
    n: Counter[ProbeMeasure] = field(default_factory=Counter)
    misses: list[ProbeMiss] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)

    def count(self, measure: ProbeMeasure, hits: int, n: int) -> None:
        """Adds hits of n."""
        self.hits[measure] += hits
        self.n[measure] += n

    def miss(self, where: str, expected: str, found: str) -> None:
        """Notes what was wrong."""
        self.misses.append(ProbeMiss(where=where, expected=expected, found=found))

    def fail(self, stage: str, kind: str, message: str, *, article: str | None = None) -> None:
        """Notes an article that got no usable answer."""
        self.failures.append(Failure(stage=stage, article=article, kind=kind, message=message))
        self.count(ProbeMeasure.ANSWERED, 0, 1)

    def use(self, usage: Usage) -> None:
        """Notes what an answer took."""
        self.usages.append(usage)

    def add(self, other: "Tally") -> None:
        """Takes in the other half."""
        self.hits.update(other.hits)
        self.n.update(other.n)
        self.misses += other.misses
        self.failures += other.failures
        self.usages += other.usages

    def figures(self) -> tuple[ProbeFigure, ...]:
        """Each measure with its bar."""
        return tuple(
            ProbeFigure(measure=measure, hits=self.hits[measure], n=self.n[measure], least=BARS[measure])
            for measure in ProbeMeasure
        )

    def tokens(self) -> ProbeTokens:
        """What all answers took."""
        used = sum_of(self.usages)
        return ProbeTokens(
            requests=used.requests,
            cache_hits=used.cache_hits,
            input_tokens=used.input_tokens,
            output_tokens=used.output_tokens,
            estimated=used.estimated,
        )
