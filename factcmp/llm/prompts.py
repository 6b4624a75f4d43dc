"""Prompt files: plain text with `$placeholders`, in a [system] and a [user] part."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from factcmp.errors import PromptError

_PACKAGE = Path(__file__).parent.parent
_PACKAGED = _PACKAGE / "prompts"
_CHECKOUT = _PACKAGE.parent / "prompts"
_PART = re.compile(r"^\[(system|user)\]\n", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    """One prompt file, read."""

    name: str
    sha256: str
    system: str
    """Empty where the stage takes another prompt's system part."""
    user: str

    def fill(self, **values: str) -> str:
        """The user part with its placeholders filled in; a filled-in value is never searched for placeholders.

        Raises:
            PromptError: the file has a placeholder that the stage does not know, or lacks one.
        """
        template = Template(self.user)
        unknown = set(template.get_identifiers()) ^ set(values)
        if unknown or not template.is_valid():
            names = ", ".join(f"${name}" for name in sorted(unknown)) or "a lone $ (write $$)"
            raise PromptError(f"prompts/{self.name}.txt: its placeholders are not those of the stage: {names}")
        return template.substitute(values)


def prompts_directory() -> Path:
    """Where the prompts that come with factcmp are: inside the wheel, or at the top of a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def load_prompt(name: str, directory: Path | None = None) -> Prompt:
    """The prompt `name`, from `directory` or from those that come with factcmp.

    Raises:
        PromptError: no such file, or it has no [user] part.
    """
    path = (directory or prompts_directory()) / f"{name}.txt"
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"cannot read the prompt {path}: {error}") from error
    pieces = _PART.split(text)
    parts = dict(zip(pieces[1::2], (piece.strip() for piece in pieces[2::2]), strict=True))
    if not parts.get("user"):
        raise PromptError(f"{path} has no [user] part")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(name=name, sha256=sha256, system=parts.get("system", ""), user=parts["user"])


def fence(text: str) -> str:
    """A fence line that `text` cannot contain: it names the digest of the text itself."""
    return f"=====ARTICLE {hashlib.sha256(text.encode()).hexdigest()[:16]}====="
