"""The user's response cache: what a live run has paid for, kept as JSON text."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import diskcache  # type: ignore[import-untyped]
from diskcache.core import MODE_PICKLE  # type: ignore[import-untyped]

from factcmp.errors import ConfigurationError


class _TextDisk(diskcache.Disk):  # type: ignore[misc]
    """Refuses pickles: unpickling a cache that someone else wrote would run their code (CVE-2025-69872)."""

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        """The stored text or bytes."""
        if mode == MODE_PICKLE:
            raise ConfigurationError(
                f"the response cache {self._directory} holds a pickled value that factcmp did not write; delete it"
            )
        return super().fetch(mode, filename, value, read)


class ResponseCache:
    """Answers by the digest of what decides them. Nothing is ever evicted: it is the user's money."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with self._told():
            self._cache = diskcache.Cache(str(directory), disk=_TextDisk, eviction_policy="none", cull_limit=0)

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry under `key`, or None; an entry that is not a JSON object in UTF-8 counts as none."""
        try:
            with self._told():
                text = self._cache.get(key)
            entry = json.loads(text) if isinstance(text, str) else None
        except (ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, key: str, entry: dict[str, Any]) -> None:
        """Keep `entry` under `key`, durable when this returns."""
        with self._told():
            self._cache.set(key, json.dumps(entry, ensure_ascii=False, sort_keys=True))

    def close(self) -> None:
        """Release the files."""
        self._cache.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Faults of disk and database, as an error that says where."""
        try:
            yield
        except (OSError, sqlite3.Error, diskcache.Timeout) as error:
            raise ConfigurationError(
                f"cannot use {self.directory} as response cache: {error}; set another cache_dir, or use --no-cache"
            ) from error


def cache_key(request: dict[str, Any]) -> str:
    """Digest of what decides an answer: endpoint address, model, messages, schema and sampling.

    The order of keys counts: the order of a schema's fields is part of what the model is told.
    """
    canonical = json.dumps(request, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
