"""Settings: flags over environment over a configuration file over defaults, each with where it came from."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from factcmp.errors import ConfigurationError
from factcmp.llm.endpoint import Mode

DEFAULT_MODEL = "gpt-5.4-mini"
FILE_NAME = "factcmp.toml"
_OURS = ("model", "messages", "response_format", "tools", "tool_choice", "stream", "n")

_ENVIRONMENT = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}
HOW_TO_ANSWER = """\
There is no key and no recording, so nothing can answer. Supply one of these:
  a hosted key:    export OPENAI_API_KEY=…                         (and --model, if not the default)
  a local server:  --base-url http://localhost:11434/v1 --model …  (Ollama; llama.cpp :8080/v1, vLLM :8000/v1)
  a model file:    --local MODEL.gguf                              (with factcmp[local]; small ones are for trying)
  a recording:     --replay cassettes/seeds.yaml                   (only for the articles it was recorded with)"""


class Settings(BaseModel):
    """Everything a run can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    api_key: str | None = Field(None, repr=False)
    base_url: str | None = None
    model: str = DEFAULT_MODEL
    mode: Mode = "json-schema"
    temperature: float | None = Field(None, ge=0, le=2)
    language: str = Field("en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    concurrency: int = Field(8, ge=1, le=256)
    timeout_s: float = Field(600, gt=0)
    retries: int = Field(4, ge=0, le=20)
    reasks: int = Field(2, ge=0, le=10)
    max_output_tokens: int | None = Field(None, ge=1)
    """Sent, and then the limit of every answer; without it the server decides."""
    bounded: int | None = Field(None, ge=1, le=50)
    """The most entries of a list in the schema that is sent, for small models that do not stop by themselves."""
    extra_body: dict[str, Any] | None = None
    """Further fields of every request, such as a server's own sampling options."""
    max_article_chars: int = Field(12_000, ge=500)
    max_claims: int = Field(250, ge=10)
    max_judged_claims: int = Field(20, ge=1)
    aliases: Path | None = None
    embedding_model: str | None = None
    embedding_base_url: str | None = None
    cache_dir: Path | None = None
    prompts_dir: Path | None = None
    price_input: float | None = Field(None, ge=0)
    """US dollars for a million input tokens."""
    price_output: float | None = Field(None, ge=0)

    @field_validator("base_url", "embedding_base_url")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        # Raises ValueError where the port is no number.
        if not urlsplit(value).hostname or urlsplit(value).port == 0:
            raise ValueError("names no host")
        return value

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

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, value: str | None) -> str | None:
        if value is None:
            return None
        value = value.strip()
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise ValueError("has characters that no key has; was it pasted whole, and nothing else?")
        return value or None

    def key_or_placeholder(self) -> str | None:
        """The key; for an endpoint of one's own a placeholder, since local servers want none; otherwise None."""
        return self.api_key or ("none" if self.base_url else None)


class Configuration(BaseModel):
    """Settings with the place that each was taken from."""

    settings: Settings
    sources: dict[str, str]
    """Setting name to "flag", an environment variable's name, a file's path, or "default"."""


def load_configuration(
    flags: Mapping[str, Any],
    environment: Mapping[str, str],
    *,
    file: Path | None = None,
    folder: Path | None = None,
) -> Configuration:
    """Settings from flags (None: not given), environment and file, in that order.

    The file is `file`, else FACTCMP_CONFIG, else `factcmp.toml` in `folder`. A key is read from the environment only:
    on a command line or in a file it is too easily shown to others.

    Raises:
        ConfigurationError: an unreadable file, an unknown setting, or a value that makes no sense; it says where.
    """
    values: dict[str, Any] = {}
    sources = dict.fromkeys(Settings.model_fields, "default")
    for source, found in (*_from_file(file, environment, folder), *_from_environment(environment)):
        values.update(found)
        sources.update(dict.fromkeys(found, source))
    given = {name: value for name, value in flags.items() if value is not None}
    values.update(given)
    sources.update(dict.fromkeys(given, "flag"))
    try:
        return Configuration(settings=Settings(**values), sources=sources)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        origin = sources.get(name, "default")
        raise ConfigurationError(f"{name} (from {origin}): {first['msg']}") from error


def variable_name(setting: str) -> str:
    """The environment variable that a setting is read from."""
    return _ENVIRONMENT.get(setting, f"FACTCMP_{setting.upper()}")


def _from_file(
    file: Path | None, environment: Mapping[str, str], folder: Path | None
) -> list[tuple[str, dict[str, Any]]]:
    named = file or (Path(environment["FACTCMP_CONFIG"]) if environment.get("FACTCMP_CONFIG") else None)
    path = named or ((folder / FILE_NAME) if folder else None)
    if path is None or (named is None and not path.is_file()):
        return []
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"cannot read the configuration file {path}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}") from error
    found = {name.replace("-", "_"): value for name, value in found.items()}
    if "api_key" in found:
        raise ConfigurationError(f"{path} holds an api_key; keep keys out of files and set OPENAI_API_KEY")
    unknown = sorted(set(found) - set(Settings.model_fields))
    if unknown:
        known = ", ".join(sorted(set(Settings.model_fields) - {"api_key"}))
        raise ConfigurationError(f"{path} has the unknown setting {unknown[0]!r}; there are: {known}")
    return [(str(path), found)]


def _from_environment(environment: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (variable_name(name), {name: environment[variable_name(name)]})
        for name in Settings.model_fields
        if environment.get(variable_name(name))
    ]
