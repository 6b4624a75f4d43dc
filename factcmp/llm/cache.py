"""The user's response cache: what a live run has paid for, kept as JSON text."""

import hashlib
import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import diskcache  # type: ignore[import-untyped]
from diskcache.core import MODE_PICKLE  # type: ignore[import-untyped]

from factcmp.errors import ConfigurationError

logger = logging.getLogger("factcmp.llm")

_LEAST_ROOM = 2**20
"""Bytes; a database of none is not made in less."""


class _TextDisk(diskcache.Disk):  # type: ignore[misc]
    """Refuses pickles: unpickling a cache that someone else wrote would run their code (CVE-2025-69872)."""

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:
        if mode == MODE_PICKLE:
            raise ConfigurationError(
                f"the response cache {self._directory} holds a pickled value that factcmp did not write; delete it"
            )
        return super().fetch(mode, filename, value, read)


class _ReadAlone:
    """What a cache holds whose place cannot be written to: diskcache opens none without writing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        # Immutable: beside a write-ahead log SQLite makes a file even to read.
        address = f"{(directory / diskcache.core.DBNAME).absolute().as_uri()}?mode=ro&immutable=1"
        self._database = sqlite3.connect(address, uri=True, check_same_thread=False)

    def get(self, key: str) -> str | None:
        """The text under the key, from the database or from the file beside it that holds a long one."""
        found = self._database.execute("SELECT value, filename FROM Cache WHERE key = ? AND raw = 1", (key,)).fetchone()
        if found is None:
            return None
        value, file = found
        return (self._directory / str(file)).read_text(encoding="utf-8") if file else str(value)

    def close(self) -> None:
        self._database.close()


class ResponseCache:
    """Answers by the digest of what decides them. Nothing is ever evicted: it is the user's money.

    A disk that is full or cannot be written to ends no run: what is there is read, and what cannot be kept is logged,
    once.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.loss: str | None = None
        """Why answers are not kept, in a sentence, where they are not."""
        database = directory / diskcache.core.DBNAME
        is_new = not database.exists()
        with self._told():
            try:
                # Answers repeat articles that may not be public.
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                # Each thread opens it anew, and a process may have gone elsewhere meanwhile.
                place = str(directory.absolute())
                self._cache: Any = diskcache.Cache(place, disk=_TextDisk, eviction_policy="none", cull_limit=0)
                for file in directory.glob(f"{database.name}*"):
                    file.chmod(0o600)
            except (OSError, sqlite3.DatabaseError) as error:
                if is_new and directory.is_dir() and shutil.disk_usage(directory).free < _LEAST_ROOM:
                    # What is half made would be a broken cache when there is room again.
                    for file in directory.glob(f"{database.name}*"):
                        file.unlink()
                    self._cache = None
                elif isinstance(error, sqlite3.OperationalError | OSError):
                    self._cache = _ReadAlone(directory)
                else:
                    raise
                self._keep_no_more(error)

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry under `key`, or None; an entry that is not a JSON object in UTF-8 counts as none."""
        if self._cache is None:
            return None
        try:
            with self._told():
                text = self._cache.get(key)
            entry = json.loads(text) if isinstance(text, str) else None
        except (ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, key: str, entry: dict[str, Any]) -> None:
        """Keep `entry` under `key`; when this returns it outlives a killed run."""
        if self.loss is not None:
            return
        try:
            self._cache.set(key, json.dumps(entry, ensure_ascii=False, sort_keys=True))
        except (OSError, sqlite3.Error, diskcache.Timeout) as error:
            self._keep_no_more(error)

    def close(self) -> None:
        """Release the files."""
        if self._cache is None:
            return
        self._cache.close()
        if self.loss is None:
            # Threads have connections of their own, which keep the log open; read-only disks are read without it.
            with suppress(sqlite3.Error), closing(sqlite3.connect(self.directory / diskcache.core.DBNAME)) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _keep_no_more(self, error: Exception) -> None:
        self.loss = f"answers cannot be kept in {self.directory} ({error}): another run pays for them again"
        logger.warning(self.loss)

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
