"""What a report says of its model's probe, at its top."""

from factcmp.models import ProbeFigure, ProbeState, ProbeUse
from factcmp.wording import Wording


def probe_words(probe: ProbeUse | None, wording: Wording) -> str | None:
    """One or two sentences in plain text; None where the model passed, or where nothing was asked."""
    if probe is None or probe.state is ProbeState.PASSED:
        return None
    if probe.state is ProbeState.NOT_PROBED:
        return wording.say("probe.not-probed")
    short = [_figure_words(figure, wording) for figure in probe.figures if figure.measure in probe.failed]
    return wording.say("probe.failed", figures=wording.say("probe.between-figures").join(short))


def _figure_words(figure: ProbeFigure, wording: Wording) -> str:
    return wording.say(f"probe.figure.{figure.measure}", hits=figure.hits, n=figure.n)
