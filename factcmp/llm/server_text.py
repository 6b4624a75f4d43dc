"""What a server sends, as text of ours: encodable, printable, and without our secrets."""

import base64
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from factcmp.llm.endpoint import Endpoint
from factcmp.text.lines import printable

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f"
_SECRET = "[secret]"  # noqa: S105
_LEAST_IN_MESSAGES, _LEAST_IN_ANSWERS = 4, 8
"""Characters of a secret that is looked for: a password may be a word, and answers quote articles."""


class ForeignText:
    """The one border that text of an endpoint passes on its way in."""

    def __init__(self, endpoint: Endpoint) -> None:
        secrets = sorted(_secrets(endpoint), key=lambda secret: (-len(secret), secret))
        self._in_messages = _pattern(secret for secret in secrets if len(secret) >= _LEAST_IN_MESSAGES)
        self._in_answers = _pattern(secret for secret in secrets if len(secret) >= _LEAST_IN_ANSWERS)

    def message(self, text: str) -> str:
        """One printable line."""
        return self._in_messages.sub(_SECRET, printable(text))

    def value(self, value: Any) -> Any:
        """A JSON value; RecursionError where it is nested too deeply."""
        if isinstance(value, str):
            return self._in_answers.sub(_SECRET, _ODD.sub(_replaced, value))
        if isinstance(value, list):
            return [self.value(entry) for entry in value]
        if isinstance(value, dict):
            return {self.value(name): self.value(entry) for name, entry in value.items()}
        return value

    def json_text(self, text: str) -> str:
        """A text that may be JSON: its strings as above, and as it is where they are so already."""
        # Without an escape there is nothing in the strings that the text does not show.
        if "\\" not in text:
            return str(self.value(text))
        try:
            value = json.loads(text)
            tidied = self.value(value)
        except (ValueError, RecursionError):
            return str(self.value(text))
        return text if tidied == value else json.dumps(tidied, ensure_ascii=False)


def _replaced(odd: re.Match[str]) -> str:
    if odd[0] >= "\ud800":
        return "\ufffd"
    return " " if odd[0] in _SPACES else ""


def _secrets(endpoint: Endpoint) -> set[str]:
    """The key, and what the base URL holds besides the address."""
    parts = urlsplit(endpoint.base_url or "")
    user = parts.netloc.rpartition("@")[0]
    found = {endpoint.api_key or "", user, *user.split(":", 1), parts.query, *dict(parse_qsl(parts.query)).values()}
    found |= {unquote(secret) for secret in found}
    return found | {base64.b64encode(unquote(user).encode()).decode()} if user else found


def _pattern(secrets: Iterable[str]) -> re.Pattern[str]:
    # What can never be, where there is none.
    return re.compile("|".join(map(re.escape, secrets)) or r"(?!)")
