"""What was fetched, kept in a folder, so that a rerun reads the same bytes and asks nobody."""

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcmp.errors import InputError


@dataclass(frozen=True)
class Fetched:
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
    body: bytes


class KeptPages:
    """A folder of fetched bytes: NAME.body as they came, NAME.json with what is known of them; nothing else is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Fetched | None:
        """What is kept for a URL; None where nothing is, or where the bytes are no longer those that were written."""
        about, body = self._paths(url)
        try:
            known: Any = json.loads(about.read_text(encoding="utf-8"))
            raw = body.read_bytes()
            if known["url"] != url or known["sha256"] != hashlib.sha256(raw).hexdigest():
                return None
            charset = known["charset"]
            return Fetched(
                url,
                str(known["final_url"]),
                str(known["media_type"]),
                str(charset) if charset else None,
                datetime.date.fromisoformat(known["day"]),
                raw,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, fetched: Fetched) -> None:
        """Keeps what was fetched, the bytes first: a run that is stopped between the two leaves nothing that counts.

        Raises:
            InputError: the folder cannot be written to.
        """
        about, body = self._paths(fetched.url)
        known = {
            "url": fetched.url,
            "final_url": fetched.final_url,
            "media_type": fetched.media_type,
            "charset": fetched.charset,
            "day": fetched.day.isoformat(),
            "sha256": hashlib.sha256(fetched.body).hexdigest(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(body, fetched.body)
            _write(about, json.dumps(known, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            raise InputError(f"cannot keep what was fetched in {self._folder}: {error.strerror}") from error

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self._folder / f"{name}.json", self._folder / f"{name}.body"


def _write(path: Path, raw: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(raw)
    unfinished.replace(path)
