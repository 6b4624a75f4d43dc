"""What is known of a session's model from the probe."""

from platformdirs import user_cache_path

from factcmp.asking import Session
from factcmp.models import ProbeUse
from factcmp.probe import ProbeResult, ProbeStore, ProbeSubject, doctor_probe_async, open_probe, probe_of, subject_of


def known_probe(session: Session) -> ProbeUse:
    """What an earlier probe of this model showed, else that it was not probed; asks nothing."""
    return probe_of(_subject(session), _store(session), open_probe(session.options.prompts_dir))


def put_probe(session: Session) -> ProbeResult:
    """Puts the probe to the session's model and keeps the result.

    Raises:
        ModelUnavailableError: the endpoint did not answer.
        RecordingError: replaying, and the recording lacks a request.
        InputError: the result cannot be kept.
    """
    probe = open_probe(session.options.prompts_dir)
    return session.run(doctor_probe_async(session.model, _subject(session), _store(session), probe))


def _subject(session: Session) -> ProbeSubject:
    return subject_of(
        session.model.endpoint,
        max_judged_claims=session.options.max_judged_claims,
        recorded=session.options.answered_by == "recording",
    )


def _store(session: Session) -> ProbeStore:
    return ProbeStore((session.kept or user_cache_path("factcmp")) / "probes")
