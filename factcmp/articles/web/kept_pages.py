"""What was fetched, kept in a folder, so that a rerun reads the same bytes and asks nobody."""

import datetime
import hashlib
import json
from pathlib import Path

from pydantic import Field

from factcmp.errors import InputError
from factcmp.models import Frozen


class Fetched(Frozen):
    """The bytes behind a URL."""

    url: str
    """As asked for."""
    final_url: str
    """Where the redirects led."""
    media_type: str
    """Lower case, without parameters."""
    charset: str | None
    day: datetime.date
    """UTC."""
    body: bytes = Field(exclude=True)


class KeptPages:
    """A folder of fetched bytes: NAME.body as they came, NAME.json with what is known of them; nothing else is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Fetched | None:
        """What is kept for a URL; None where nothing is, or where the bytes are no longer those that were written."""
        try:
            known = json.loads(self._path(url, "json").read_bytes())
            body = self._path(url, "body").read_bytes()
            digest = known.pop("sha256")
            fetched = Fetched(**known, body=body)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None
        return fetched if fetched.url == url and digest == hashlib.sha256(body).hexdigest() else None

    def put(self, fetched: Fetched) -> None:
        """Keeps what was fetched, the bytes first: a run that is stopped between the two leaves nothing that counts.

        Raises:
            InputError: the folder cannot be written to.
        """
        known = {**fetched.model_dump(mode="json"), "sha256": hashlib.sha256(fetched.body).hexdigest()}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for ending, raw in (("body", fetched.body), ("json", json.dumps(known, indent=1).encode())):
                path = self._path(fetched.url, ending)
                unfinished = path.with_name(f".{path.name}.part")
                unfinished.write_bytes(raw)
                unfinished.replace(path)
        except OSError as error:
            raise InputError(f"cannot keep what was fetched in {self._folder}: {error.strerror}") from error

    def _path(self, url: str, ending: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.{ending}"
