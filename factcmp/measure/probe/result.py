"""What a probe found, and of which model."""

from pydantic import Field

from factcmp.measure.scores import Relations
from factcmp.models import Failure, Frozen, ProbeFigure, ProbeMeasure, ProbeState, ProbeUse, PromptUse
from factcmp.models.ids import digest


class ProbeSubject(Frozen):
    """Who was asked, and how: a result holds for exactly this."""

    address: str | None
    """The endpoint without credentials; None where the answers come from a recording."""
    model: str
    mode: str
    temperature: float | None = None
    max_judged_claims: int = 20


class ProbeMiss(Frozen):
    """One thing that the model had wrong."""

    where: str
    expected: str
    found: str


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
    misses: tuple[ProbeMiss, ...] = ()
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


BARS: dict[ProbeMeasure, float | None] = {
    # One pair of 17 articles and pairs may be missing: a report lists what is missing, so that is seen.
    ProbeMeasure.ANSWERED: 0.9,
    # Invented quotes are dropped in a report, but each is a fact lost.
    ProbeMeasure.QUOTES: 0.9,
    ProbeMeasure.FACTS: 0.75,
    # The best constant answer (the article itself, or one name) gets 4 of 21.
    ProbeMeasure.ATTRIBUTIONS: 0.8,
    # "asserts" throughout gets 15 of 21, so the denials have a bar of their own: it gets none of them.
    ProbeMeasure.STANCES: 0.85,
    ProbeMeasure.DENIALS: 0.75,
    # Two in all: they are told, and decide nothing.
    ProbeMeasure.HEDGES: None,
    # A model that can be told by an article what to find is of no use for one.
    ProbeMeasure.INSTRUCTIONS: 1.0,
    # "agreement" throughout gets 6 of 15.
    ProbeMeasure.JUDGEMENTS: 0.75,
    # "agreement" throughout gets 0 of 4 …
    ProbeMeasure.CONTRADICTIONS: 0.75,
    # … and "contradiction" throughout 0 of 11. One of 11 may be wrong: a false contradiction accuses an outlet.
    ProbeMeasure.NO_FALSE_CONTRADICTION: 0.9,
    # A judgement that turns with the order of the claims is none.
    ProbeMeasure.HELD: 0.7,
}
