"""Settings: flags over environment over a configuration file over defaults, each with where it came from."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError, field_validator

from factcmp.errors import ConfigurationError
from factcmp.groups.names.aliases import load_aliases
from factcmp.llm.endpoint import Endpoint, WebAddress
from factcmp.pipeline import Options
from factcmp.stories.cost import read_prices

FILE_NAME = "factcmp.toml"

_ENVIRONMENT = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}
HOW_TO_ANSWER = """\
There is no key and no recording, so nothing can answer. Supply one of these:
  a hosted key:    export OPENAI_API_KEY=…                         (and --model, if not the default)
  a local server:  --base-url http://localhost:11434/v1 --model …  (Ollama; llama.cpp :8080/v1, vLLM :8000/v1)
  a model file:    --local MODEL.gguf                              (with factcmp[local]; small ones are for trying)
  a recording:     --replay cassettes/seeds.yaml                   (only for the articles it was recorded with)"""


class Settings(Options, Endpoint):
    """Everything a run can be told: it is the endpoint, and the options of the comparison."""

    embedding_model: str | None = None
    embedding_base_url: WebAddress | None = None
    cache_dir: Path | None = None
    price_table: Path | None = None
    """A table of prices by model; `price_input` and `price_output` go before it."""

    @field_validator("aliases", mode="before")
    @classmethod
    def _reads_table(cls, value: object) -> object:
        """A flag, a variable and a configuration file name the file that has the table."""
        return load_aliases(Path(value)) if isinstance(value, str | Path) else value


SETTINGS = tuple(name for name, field in Settings.model_fields.items() if not field.exclude)
"""Names of what can be set; what is excluded from a dump, such as who answers, follows from it."""


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
    batch: bool = False,
) -> Configuration:
    """Settings from flags (None: not given), environment and file, in that order.

    The file is `file`, else FACTCMP_CONFIG, else `factcmp.toml` in `folder`. A key is read from the environment only:
    on a command line or in a file it is too easily shown to others.

    Raises:
        ConfigurationError: an unreadable file, an unknown setting, or a value that makes no sense; it says where.
    """
    values: dict[str, Any] = {}
    sources = dict.fromkeys(SETTINGS, "default")

    def take(found: Mapping[str, Any], source: str) -> None:
        values.update(found)
        sources.update(dict.fromkeys(found, source))

    if path := _file(file, environment, folder):
        take(_from_file(path), str(path))
    for name in SETTINGS:
        if found := environment.get(variable := variable_name(name)):
            take({name: found}, variable)
    take({name: value for name, value in flags.items() if value is not None}, "flag")
    if (table := values.get("price_table")) and not {"price_input", "price_output"} & values.keys():
        model = values.get("model", Settings.model_fields["model"].default)
        take(read_prices(Path(table), model, batch=batch), str(table))
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


def _file(file: Path | None, environment: Mapping[str, str], folder: Path | None) -> Path | None:
    if named := file or environment.get("FACTCMP_CONFIG"):
        return Path(named)
    return folder / FILE_NAME if folder and (folder / FILE_NAME).is_file() else None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"cannot read the configuration file {path}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}") from error
    found = {name.replace("-", "_"): value for name, value in found.items()}
    if "api_key" in found:
        raise ConfigurationError(f"{path} holds an api_key; keep keys out of files and set OPENAI_API_KEY")
    unknown = sorted(set(found) - set(SETTINGS))
    if unknown:
        known = ", ".join(sorted(set(SETTINGS) - {"api_key"}))
        raise ConfigurationError(f"{path} has the unknown setting {unknown[0]!r}; there are: {known}")
    return found
