"""Identifiers that depend on content alone."""

import hashlib
import re


def digest(*parts: str, length: int = 10) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of the parts, which cannot run into each other."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def slug(name: str) -> str:
    """A file's name as an identifier: letters and digits of any script, with single hyphens or underscores between."""
    return re.sub(r"[^\w]+", "-", name).strip("-") or "article"
