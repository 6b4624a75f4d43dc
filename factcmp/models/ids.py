"""Identifiers that depend on content alone."""

import hashlib
import re

_SLUG_MAX_BYTES = 200
"""Of a file's 255, so that endings and the like can be added."""


def digest(*parts: str, length: int = 10) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of the parts, which cannot run into each other."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def slug(name: str) -> str:
    """A file's name as an identifier: letters and digits of any script, with single hyphens or underscores between.

    What is longer than a file's name may be is cut, and told apart by a digest of the whole.
    """
    whole = re.sub(r"[^\w]+", "-", name).strip("-") or "article"
    raw = whole.encode()
    if len(raw) <= _SLUG_MAX_BYTES:
        return whole
    told_apart = f"-{digest(whole)}"
    return raw[: _SLUG_MAX_BYTES - len(told_apart)].decode(errors="ignore") + told_apart
