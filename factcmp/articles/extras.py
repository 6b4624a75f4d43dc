"""Libraries that are installed only by those who need them."""

import importlib
from importlib.metadata import version
from typing import Any

from factcmp.errors import ConfigurationError


def need(module: str, extra: str, what: str) -> Any:
    """A module that comes with an optional extra.

    Raises:
        ConfigurationError: it is not installed; the message names the extra and what it is needed for.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"{what} needs more to be installed: pip install 'path/to/factcmp[{extra}]', the path of factcmp's clone"
        ) from error


def reader_name(distribution: str) -> str:
    """A library's name and version, as an article's source names it."""
    return f"{distribution} {version(distribution)}"
