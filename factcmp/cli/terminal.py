"""How the command speaks to a person: on standard error, in plain characters, in colour only where that is wanted."""

import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import click

_JOINERS = "\u200c\u200d\u200e\u200f"
"""Signs without a width of their own that Arabic and Persian are written with."""


def wants_colours(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """NO_COLOR (no-color.org) goes first, then FORCE_COLOR, then whether the stream is a terminal that can."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return stream.isatty() and environment.get("TERM") != "dumb"


def tell(text: str = "", **style: Any) -> None:
    """A line on standard error; `style` as `click.style` takes it."""
    _to_stderr(click.style(_harmless(text), **style) if style else _harmless(text))


def tell_error(message: str) -> None:
    """An error, in a sentence that begins with the command's name."""
    _to_stderr(click.style("factcmp: ", fg="red", bold=True) + _harmless(message))


def say(text: str) -> None:
    """What a person asked for, on standard output; ends in one line end."""
    click.echo(_harmless(text.removesuffix("\n")))  # noqa: TID251


def hand_over(text: str) -> None:
    """What a program reads, on standard output, as it is."""
    click.echo(text, nl=False)  # noqa: TID251


def _harmless(text: str) -> str:
    """The text with a space for each control character: what articles, models and servers say steers no terminal.

    Line ends stay, and so do joiners and marks of direction; overrides of direction, which can make a line read as
    another, go.
    """
    return "".join(char if char.isprintable() or char in f"\n{_JOINERS}" else " " for char in text)


def _to_stderr(text: str) -> None:
    click.echo(text, err=True, color=wants_colours(sys.stderr, os.environ))  # noqa: TID251


def counted(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def told_duration(seconds: float) -> str:
    """A length of time, as exact as it is long: "3.2 s", "4 min 5 s", "1 h 20 min"."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
