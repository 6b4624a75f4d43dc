"""Is this model good enough? A small labelled probe, put to it through the code and prompts of a run."""

from factcmp.measure.probe.counting import BARS
from factcmp.measure.probe.result import ProbeResult, ProbeSubject, ProbeTokens
from factcmp.measure.probe.running import Probe, ProbeData, load_probe, open_probe, run_probe
from factcmp.measure.probe.store import ProbeStore, known_results, probe_of, weaker_probe
from factcmp.measure.probe.telling import render_probe, subject_of, verdict_of

__all__ = [
    "BARS",
    "Probe",
    "ProbeData",
    "ProbeResult",
    "ProbeStore",
    "ProbeSubject",
    "ProbeTokens",
    "known_results",
    "load_probe",
    "open_probe",
    "probe_of",
    "render_probe",
    "run_probe",
    "subject_of",
    "verdict_of",
    "weaker_probe",
]
