"""What a probe found, and of which model."""

from pydantic import Field

from factcmp.measure.scores import Miss, Relations
from factcmp.models import Failure, Frozen, ProbeFigure, ProbeState, ProbeUse, PromptUse
from factcmp.models.ids import digest


class ProbeSubject(Frozen):
    """Who was asked, and how: a result holds for exactly this."""

    address: str | None
    """The endpoint without credentials; None where the answers come from a recording."""
    model: str
    mode: str
    temperature: float | None = None
    max_judged_claims: int = 20


class ProbeTokens(Frozen):
    """What the answers took; failed requests are not in it."""

    requests: int = 0
    cache_hits: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    """The endpoint said that it did not count its tokens."""


class ProbeResult(Frozen):
    """The figures of one model on the probe."""

    subject: ProbeSubject
    digest: str
    """Of the probe: articles, labels, bars, and the shapes of the answers."""
    prompts: tuple[PromptUse, ...]
    state: ProbeState
    figures: tuple[ProbeFigure, ...]
    confusion: Relations
    """Pairs by label and finding; a finding that an editor would sign as well counts as the label."""
    unstable: int
    """Pairs whose relation changed with the order of the claims."""
    failures: tuple[Failure, ...] = ()
    """Articles and pairs without a usable answer: refusals, invalid answers, pairs left out."""
    misses: tuple[Miss, ...] = ()
    tokens: ProbeTokens = Field(default_factory=ProbeTokens)

    @property
    def passed(self) -> bool:
        """Whether every figure reached its bar."""
        return self.state is ProbeState.PASSED

    @property
    def short(self) -> tuple[ProbeFigure, ...]:
        """The figures that fell short of their bar."""
        return tuple(figure for figure in self.figures if falls_short(figure))

    def key(self) -> str:
        """What the result is kept under."""
        return result_key(self.subject, self.digest, self.prompts)

    def use(self) -> ProbeUse:
        """What a report says of it."""
        return ProbeUse(
            state=self.state,
            figures=self.figures,
            failed=tuple(figure.measure for figure in self.short),
            digest=self.digest,
        )


def falls_short(figure: ProbeFigure) -> bool:
    """Whether the share is below what is asked for; a share of nothing is."""
    return figure.least is not None and (not figure.n or figure.hits / figure.n < figure.least)


def result_key(subject: ProbeSubject, probe_digest: str, prompts: tuple[PromptUse, ...]) -> str:
    """The digest of everything that a result depends on."""
    told = (f"{prompt.name} {prompt.sha256}" for prompt in sorted(prompts, key=lambda prompt: prompt.name))
    return digest(subject.model_dump_json(), probe_digest, *told, length=32)
