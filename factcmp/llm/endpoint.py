"""Where and how to ask: nothing here needs the SDK, which takes a second to import."""

import json
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

DEFAULT_URL = "https://api.openai.com/v1"
Mode = Literal["json-schema", "tools", "json", "json-object-schema", "auto"]
MODES: tuple[str, ...] = get_args(Mode)
_OURS = ("model", "messages", "response_format", "tools", "tool_choice", "stream", "n")


def _http_url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        # What it says repeats the value, and with it a password.
        raise ValueError("has a host or port that cannot be read") from None
    if not named:
        raise ValueError("names no host")
    if "@" in value.replace(parts.netloc, "", 1):
        raise ValueError("has an @ after its host: in a user name or password, / is written %2F, ? %3F and # %23")
    return value


WebAddress = Annotated[str, AfterValidator(_http_url)]


class Endpoint(BaseModel):
    """Where and how to ask; what the settings of a run say of it, they inherit from here."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    api_key: str | None = Field(None, repr=False)
    """None where the server wants none."""
    base_url: WebAddress | None = None
    """None for api.openai.com."""
    model: str = "gpt-5.4-mini"
    mode: Mode = "json-schema"
    temperature: float | None = Field(None, ge=0, le=2)
    """None leaves it to the server: some hosted models refuse any other value."""
    concurrency: int = Field(8, ge=1, le=256)
    timeout_s: float = Field(600, gt=0)
    retries: int = Field(4, ge=0, le=20)
    """Further tries after a transport fault."""
    reasks: int = Field(2, ge=0, le=10)
    """Further tries after an answer that does not fit its schema."""
    max_output_tokens: int | None = Field(None, ge=1)
    """Sent, and then the limit of every answer; without it the server decides."""
    bounded: int | None = Field(None, ge=1, le=50)
    """The most entries of a list in the schema that is sent, for small models that do not stop by themselves."""
    extra_body: dict[str, Any] | None = None
    """Further fields of every request, such as a server's own sampling options."""
    known_as: str | None = Field(None, exclude=True)
    """What cache keys call it, where that is not its address: a file is the same whatever the port."""

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, value: str | None) -> str | None:
        value = (value or "").strip()
        if not (value.isascii() and (value.isprintable() or not value)) or " " in value:
            raise ValueError("has characters that no key has; was it pasted whole, and nothing else?")
        return value or None

    @field_validator("extra_body", mode="before")
    @classmethod
    def _reads_json(cls, value: object) -> object:
        """A variable holds it as JSON."""
        try:
            return (json.loads(value) if isinstance(value, str) else value) or None
        except ValueError as error:
            raise ValueError(f"is not JSON ({error})") from error

    @field_validator("extra_body")
    @classmethod
    def _leaves_ours(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        taken = [name for name in _OURS if name in (value or {})]
        if taken:
            raise ValueError(f"may not set {taken[0]!r}, which factcmp sets itself")
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise ValueError(f"cannot be sent as JSON ({error})") from error
        return value

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
