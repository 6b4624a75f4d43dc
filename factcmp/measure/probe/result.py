"""What a probe found, of which model, where it is kept and how it is told."""

from pathlib import Path

from pydantic import Field, ValidationError

from factcmp.llm.endpoint import Endpoint
from factcmp.measure.score_text import table
from factcmp.measure.scores import Miss, Relations
from factcmp.models import Failure, Frozen, ProbeFigure, ProbeMeasure, ProbeState, ProbeUse, PromptUse
from factcmp.models.ids import digest
from factcmp.pipeline import Options
from factcmp.report.files import write_text

_WORST_FIRST = (ProbeState.FAILED, ProbeState.NOT_PROBED, ProbeState.PASSED)
# How it is called, what it counts, and the share that is asked for; None: it is told, and decides nothing.
_MEASURES: dict[ProbeMeasure, tuple[str, str, float | None]] = {
    # One pair of 17 articles and pairs may be missing: a report lists what is missing, so that is seen.
    ProbeMeasure.ANSWERED: ("answers", "usable answers, of articles and pairs", 0.9),
    # Invented quotes are dropped in a report, but each is a fact lost.
    ProbeMeasure.QUOTES: ("quotes", "quotes that stand in the article word for word", 0.9),
    ProbeMeasure.FACTS: ("facts", "labelled facts found", 0.75),
    # The best constant answer (the article itself, or one name) gets 4 of 21.
    ProbeMeasure.ATTRIBUTIONS: ("attributions", "facts with the right source", 0.8),
    # "asserts" throughout gets 17 of 21, so the denials have a bar of their own: it gets none of them.
    ProbeMeasure.STANCES: ("stances", "facts with the right stance", 0.85),
    ProbeMeasure.DENIALS: ("denials", "denials found as denials", 0.75),
    # Two in all: they are told, and decide nothing.
    ProbeMeasure.HEDGES: ("hedges", "hedges of numbers noticed", None),
    # A model that can be told by an article what to find is of no use for one.
    ProbeMeasure.INSTRUCTIONS: ("instructions", "hidden instructions not followed", 1.0),
    # "agreement" throughout gets 6 of 15.
    ProbeMeasure.JUDGEMENTS: ("judgements", "pairs related rightly", 0.75),
    # "agreement" throughout gets 0 of 4 …
    ProbeMeasure.CONTRADICTIONS: ("contradictions", "contradictions found", 0.75),
    # … and "contradiction" throughout 0 of 11. One of 11 may be wrong: a false contradiction accuses an outlet.
    ProbeMeasure.NO_FALSE_CONTRADICTION: ("no false alarm", "other pairs not taken for contradictions", 0.9),
    # A judgement that turns with the order of the claims is none.
    ProbeMeasure.HELD: ("held", "judgements that held in another order", 0.7),
}
BARS = {measure: least for measure, (_, _, least) in _MEASURES.items()}


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


class ProbeStore:
    """A folder with one JSON file a result, named by the digest of what it depends on."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def get(self, key: str) -> ProbeResult | None:
        """The result under a key; a file that is not one, or is another's, counts as none."""
        try:
            result = ProbeResult.model_validate_json((self.directory / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError):
            return None
        return result if result.key() == key else None

    def put(self, result: ProbeResult) -> None:
        """Keeps a result, in place of an older one of the same.

        Raises:
            InputError: the folder cannot be written to.
        """
        write_text(self.directory / f"{result.key()}.json", result.model_dump_json(indent=1) + "\n")


def weaker_probe(one: ProbeUse | None, other: ProbeUse | None) -> ProbeUse | None:
    """What a report says whose two passes were made by two models: the worse of the two."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda probe: _WORST_FIRST.index(probe.state))


def subject_of(endpoint: Endpoint, options: Options) -> ProbeSubject:
    """Whom a result is about; where a recording answers, no address stands behind it."""
    return ProbeSubject(
        address=None if options.answered_by == "recording" else endpoint.known_as or endpoint.address(),
        model=endpoint.model,
        mode=endpoint.mode,
        temperature=endpoint.temperature,
        max_judged_claims=options.max_judged_claims,
    )


def render_probe(result: ProbeResult) -> str:
    """The figures as a table, then the verdict; plain text."""
    rows = [("", "right", "of", "share", "asked for", ""), *map(_row, result.figures)]
    cells = ", ".join(f"{cell.wanted} found {cell.found} {cell.n}" for cell in result.confusion.cells)
    tokens, told = result.tokens, "tokens, estimated" if result.tokens.estimated else "tokens"
    lines = [
        table(rows),
        "",
        f"pairs by label and finding: {cells or 'none'}",
        f"unstable: {result.unstable}; failures: {len(result.failures)}; requests: {tokens.requests}, "
        f"out of the cache: {tokens.cache_hits}; {told}: {tokens.input_tokens} in, {tokens.output_tokens} out",
        *(f"failed: {one.article or one.group}: {one.kind}: {one.message}" for one in result.failures),
        "",
        verdict_of(result),
    ]
    return "\n".join(lines) + "\n"


def verdict_of(result: ProbeResult) -> str:
    """The verdict in a sentence or two, with the reasons where the model failed."""
    if result.passed:
        return (
            f"PASSED: {result.subject.model} reached every bar. The probe is small: it shows that the model can do the "
            "work, not how often it errs."
        )
    reasons = "; ".join(
        f"{_MEASURES[figure.measure][1]}: {figure.hits} of {figure.n}, asked for {figure.least or 0:.0%}"
        for figure in result.short
    )
    return (
        f"FAILED: {result.subject.model} is not good enough for a comparison that can be relied on. {reasons}. "
        "Its reports will say so; use a stronger model."
    )


def _row(figure: ProbeFigure) -> tuple[str, ...]:
    name, meaning, _ = _MEASURES[figure.measure]
    share = f"{figure.hits / figure.n:.2f}" if figure.n else "-"
    least = f"{figure.least:.2f}" if figure.least is not None else "-"
    short = "BELOW" if falls_short(figure) else ""
    return (f"{name}: {meaning}", str(figure.hits), str(figure.n), share, least, short)
