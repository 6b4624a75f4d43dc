"""Is this model good enough? A small labelled probe, put to it through the code and prompts of a run."""

from factcmp.measure.probe.result import (
    BARS,
    ProbeResult,
    ProbeStore,
    ProbeSubject,
    render_probe,
    subject_of,
    verdict_of,
    weaker_probe,
)
from factcmp.measure.probe.run import Probe, known_results, open_probe, probe_of, run_probe

__all__ = [
    "BARS",
    "Probe",
    "ProbeResult",
    "ProbeStore",
    "ProbeSubject",
    "known_results",
    "open_probe",
    "probe_of",
    "render_probe",
    "run_probe",
    "subject_of",
    "verdict_of",
    "weaker_probe",
]
