"""Where and how to ask: nothing here needs the SDK, which takes a second to import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from urllib.parse import urlsplit, urlunsplit

from factcmp.errors import ConfigurationError

DEFAULT_URL = "https://api.openai.com/v1"
Mode = Literal["json-schema", "tools", "json", "json-object-schema", "auto"]
MODES: tuple[str, ...] = get_args(Mode)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where and how to ask."""

    model: str
    api_key: str = field(repr=False)
    base_url: str | None = None
    """None for api.openai.com."""
    mode: Mode = "json-schema"
    temperature: float | None = None
    """None leaves it to the server: some hosted models refuse any other value."""
    timeout_s: float = 600.0
    concurrency: int = 8
    retries: int = 4
    """Further tries after a transport fault."""
    reasks: int = 2
    """Further tries after an answer that does not fit its schema."""
    max_output_tokens: int | None = None
    """None sends no limit."""
    bounded: int | None = None
    """The most entries of a list in the schema that is sent; None sends the schema as it is."""
    extra_body: Mapping[str, Any] | None = None
    """Further fields of every request."""
    known_as: str | None = None
    """What cache keys say instead of the address: a server of one's own has another port each time."""

    def __post_init__(self) -> None:
        if not self.api_key.isascii() or not self.api_key.isprintable():
            raise ConfigurationError("the API key has characters that no key has; is it still a placeholder?")

    def address(self) -> str:
        """The base URL without credentials, for cache keys and messages."""
        parts = urlsplit(self.base_url or DEFAULT_URL)
        host = parts.hostname or ""
        netloc = f"[{host}]" if ":" in host else host
        if parts.port:
            netloc += f":{parts.port}"
        return urlunsplit((parts.scheme, netloc, parts.path.rstrip("/"), "", ""))

    def limit_name(self) -> str:
        """What the limit of the output is called: hosted OpenAI models know the new name, other servers the old."""
        host = urlsplit(self.address()).hostname or ""
        return "max_completion_tokens" if host == "api.openai.com" or host.endswith(".azure.com") else "max_tokens"
