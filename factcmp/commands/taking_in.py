"""Articles from what a command was given."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from platformdirs import user_cache_path

from factcmp import __version__
from factcmp.intake import Fetcher, Intake, IntakeOptions, KeptPages, take_in
from factcmp.models import Failure, Run


def take_articles(paths: Sequence[str], given: Mapping[str, Any]) -> Intake:
    """The articles of files, folders, standard input and, if asked to fetch, URLs.

    Raises:
        InputError: see `factcmp.intake.take_in`.
        click.UsageError: an option that is not FIELD=VALUE.
    """
    fetcher = None
    if given["fetch"]:
        fetcher = Fetcher(f"factcmp/{__version__}", kept=KeptPages(user_cache_path("factcmp") / "pages"))
    options = IntakeOptions(
        told=_pairs("--tell", given["tell"]),
        fields=_pairs("--field", given["fields"]),
        fetcher=fetcher,
        standard_input=sys.stdin.buffer.read,
        standard_kind=given["kind"].removeprefix("."),
    )
    return take_in(paths, options)


def with_failures(run: Run, failures: Iterable[Failure]) -> Run:
    """The run with what could not be taken in: it is missing from the report like all that failed."""
    return run.model_copy(update={"failures": (*failures, *run.failures)})


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, separator, value = one.partition("=")
        if not separator or not name.strip() or not value.strip():
            raise click.UsageError(f"{option} takes FIELD=VALUE, not {one!r}")
        pairs[name.strip()] = value.strip()
    return pairs
