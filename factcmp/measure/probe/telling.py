"""What `factcmp doctor --probe` prints."""

from factcmp.llm.endpoint import Endpoint
from factcmp.measure.probe.result import ProbeResult, ProbeSubject, falls_short
from factcmp.measure.telling import table
from factcmp.models import ProbeFigure, ProbeMeasure

_TOLD: dict[ProbeMeasure, tuple[str, str]] = {
    ProbeMeasure.ANSWERED: ("answers", "usable answers, of articles and pairs"),
    ProbeMeasure.QUOTES: ("quotes", "quotes that stand in the article word for word"),
    ProbeMeasure.FACTS: ("facts", "labelled facts found"),
    ProbeMeasure.ATTRIBUTIONS: ("attributions", "facts with the right source"),
    ProbeMeasure.STANCES: ("stances", "facts with the right stance"),
    ProbeMeasure.DENIALS: ("denials", "denials found as denials"),
    ProbeMeasure.HEDGES: ("hedges", "hedges of numbers noticed"),
    ProbeMeasure.INSTRUCTIONS: ("instructions", "hidden instructions not followed"),
    ProbeMeasure.JUDGEMENTS: ("judgements", "pairs related rightly"),
    ProbeMeasure.CONTRADICTIONS: ("contradictions", "contradictions found"),
    ProbeMeasure.NO_FALSE_CONTRADICTION: ("no false alarm", "other pairs not taken for contradictions"),
    ProbeMeasure.HELD: ("held", "judgements that held in another order"),
}


def subject_of(endpoint: Endpoint, *, max_judged_claims: int, recorded: bool = False) -> ProbeSubject:
    """Whom a result is about; `recorded` where the answers come from a cassette, which no address stands behind."""
    return ProbeSubject(
        address=None if recorded else endpoint.known_as(),
        model=endpoint.model,
        mode=endpoint.mode,
        temperature=endpoint.temperature,
        max_judged_claims=max_judged_claims,
    )


def render_probe(result: ProbeResult) -> str:
    """The figures as a table, then the verdict; plain text."""
    rows: list[tuple[str, ...]] = [("", "right", "of", "share", "asked for", "")]
    rows += [_row(figure) for figure in result.figures]
    tokens = result.tokens
    told = "tokens, estimated" if tokens.estimated else "tokens"
    lines = [
        table(rows),
        "",
        "pairs by label and finding: "
        + (", ".join(f"{cell.wanted} found {cell.found} {cell.n}" for cell in result.confusion.cells) or "none"),
        f"unstable: {result.unstable}; failures: {len(result.failures)}; requests: {tokens.requests}, "
        f"out of the cache: {tokens.cache_hits}; {told}: {tokens.input_tokens} in, {tokens.output_tokens} out",
    ]
    lines += [
        f"failed: {failure.article or failure.group}: {failure.kind}: {failure.message}" for failure in result.failures
    ]
    return "\n".join([*lines, "", verdict_of(result)]) + "\n"


def verdict_of(result: ProbeResult) -> str:
    """The verdict in a sentence or two, with the reasons where the model failed."""
    if result.passed:
        return (
            f"PASSED: {result.subject.model} reached every bar. The probe is small: it shows that the model can do the "
            "work, not how often it errs."
        )
    reasons = "; ".join(
        f"{_TOLD[figure.measure][1]}: {figure.hits} of {figure.n}, asked for {figure.least or 0:.0%}"
        for figure in result.short
    )
    return (
        f"FAILED: {result.subject.model} is not good enough for a comparison that can be relied on. {reasons}. "
        "Its reports will say so; use a stronger model."
    )


def _row(figure: ProbeFigure) -> tuple[str, ...]:
    name, meaning = _TOLD[figure.measure]
    share = f"{figure.hits / figure.n:.2f}" if figure.n else "-"
    least = f"{figure.least:.2f}" if figure.least is not None else "-"
    short = "BELOW" if falls_short(figure) else ""
    return (f"{name}: {meaning}", str(figure.hits), str(figure.n), share, least, short)
