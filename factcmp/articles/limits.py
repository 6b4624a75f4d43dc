"""What keeps one bad file from being more than one bad file, and one missing library from being more than that."""

import dataclasses
import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from factcmp.errors import ConfigurationError, FactcmpError, InputError
from factcmp.text.lines import printable

_REASON_MAX_CHARS = 200


@dataclass(frozen=True)
class Limits:
    """How much is read; what has more is refused before it is unpacked, parsed or asked about."""

    file_bytes: int = 20_000_000
    page_bytes: int = 5_000_000
    page_tags: int = 50_000
    tag_attributes: int = 500
    """The parser's time grows with their square."""
    unpacked_bytes: int = 20_000_000
    """Of a Word file's XML, which takes twenty times as much memory; of its pictures five times as much is let be."""
    pdf_pages: int = 100
    records: int = 2_000
    """Of one table or list."""
    text_chars: int = 500_000
    """Of one article."""

    def hold(self, name: str, found: int, where: str) -> None:
        """Goes on where so many are let be.

        Raises:
            InputError: they are not; it says which limit that is, and how it is raised.
        """
        most = getattr(self, name)
        if found > most:
            raise InputError(
                f"{where} has {found:,} {name.replace('_', ' ')}, and up to {most:,} are read; "
                f"to read it: --limit {name.replace('_', '-')}={found}"
            )


USUAL = Limits()


def set_limits(told: Mapping[str, str]) -> Limits:
    """The limits with some of them set anew, by their names with hyphens.

    Raises:
        InputError: no such limit, or no number.
    """
    known = {field.name.replace("_", "-"): field.name for field in dataclasses.fields(Limits)}
    for name, value in told.items():
        if name not in known or not (value.isascii() and value.isdigit() and len(value) < 16):
            raise InputError(f"{name}={value[:40]}: limits are whole numbers for {', '.join(known)}")
    return Limits(**{known[name]: int(value) for name, value in told.items()})


@contextmanager
def guarded(where: str, kind: str = "") -> Iterator[None]:
    """Turns whatever happens within into an `InputError` about one file: decoders raise anything."""
    try:
        yield
    except FactcmpError:
        raise
    except Exception as error:
        lines = printable(str(error))[:_REASON_MAX_CHARS]
        reason = lines if lines and not isinstance(error, KeyError) else f"{type(error).__name__} {lines}".rstrip()
        raise InputError(f"{where} cannot be read{f' as {kind}' if kind else ''}: {reason}") from error


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
