"""Results that are kept, and what a report says of its model."""

from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from factcmp.measure.probe.result import ProbeResult, ProbeSubject, result_key
from factcmp.measure.probe.running import Probe, open_probe
from factcmp.models import ProbeState, ProbeUse
from factcmp.report.files import write_text

_WORST_FIRST = (ProbeState.FAILED, ProbeState.NOT_PROBED, ProbeState.PASSED)


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


def known_results() -> tuple[ProbeResult, ...]:
    """The results that come with factcmp, of the models in its recordings."""
    known = (files(__package__) / "data" / "known").iterdir()
    return tuple(
        ProbeResult.model_validate_json(file.read_text(encoding="utf-8"))
        for file in sorted(known, key=lambda file: file.name)
    )


def probe_of(subject: ProbeSubject, store: ProbeStore | None, probe: Probe | None = None) -> ProbeUse:
    """What is known about a model from this very probe with these prompts, else that it was not probed."""
    probe = probe or open_probe()
    key = result_key(subject, probe.digest(), probe.prompts())
    result = store.get(key) if store else None
    known = result or next((one for one in known_results() if one.key() == key), None)
    return known.use() if known else ProbeUse(state=ProbeState.NOT_PROBED)


def weaker_probe(one: ProbeUse | None, other: ProbeUse | None) -> ProbeUse | None:
    """What a report says whose two passes were made by two models: the worse of the two."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda probe: _WORST_FIRST.index(probe.state))
