"""A folder here or elsewhere that runs on several machines share: whole files or none, put there by renaming."""

import json
import os
import uuid
from pathlib import Path
from typing import Any

from factcmp.errors import ConfigurationError, InputError


class Shelf:
    """Named texts in a local folder, or under an address that fsspec knows ("s3://bucket/desk", "memory://x")."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self.is_local = "://" not in place
        if not self.is_local:
            try:
                from fsspec.core import url_to_fs
            except ImportError as error:
                raise ConfigurationError(f"{place} needs fsspec: pip install 'factcmp[cluster]'") from error
            self._files, self._root = url_to_fs(self.place)

    def read(self, name: str) -> str | None:
        """The text; None where there is none."""
        try:
            if self.is_local:
                return Path(self.place, name).read_text(encoding="utf-8")
            return str(self._files.cat_file(f"{self._root}/{name}").decode())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise InputError(f"cannot read {self.place}/{name}: {error}") from error

    def write(self, name: str, text: str) -> None:
        """Puts a whole text there; of two who do so at once the last stays.

        Raises:
            InputError: the place cannot be written to.
        """
        # Two workers may write one name, so that no two may share the unfinished file.
        unfinished = f"{os.path.dirname(name)}/.{os.path.basename(name)}.{uuid.uuid4().hex[:8]}".lstrip("/")
        try:
            if self.is_local:
                target, part = Path(self.place, name), Path(self.place, unfinished)
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    part.write_bytes(text.encode())
                    part.replace(target)
                except BaseException:
                    part.unlink(missing_ok=True)
                    raise
            else:
                self._files.makedirs(os.path.dirname(f"{self._root}/{name}"), exist_ok=True)
                self._files.pipe_file(f"{self._root}/{unfinished}", text.encode())
                self._files.mv(f"{self._root}/{unfinished}", f"{self._root}/{name}")
        except OSError as error:
            raise InputError(f"cannot write {self.place}/{name}: {error}") from error


class SharedAnswers:
    """Answers of a model on a shelf, a file each: what several machines keep of what they asked."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry under `key`, or None; what is no JSON object counts as none."""
        try:
            entry = json.loads(self._shelf.read(_place(key)) or "null")
        except (ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, key: str, entry: dict[str, Any]) -> None:
        """Keeps the entry; when this returns it outlives a killed worker."""
        self._shelf.write(_place(key), json.dumps(entry, ensure_ascii=False, sort_keys=True))


def _place(key: str) -> str:
    return f"answers/{key[:2]}/{key}.json"
