"""The `--format` options: names of formats, alone or with commas between."""

import click
from click.shell_completion import CompletionItem

from factcmp.formats import FORMATS


class FormatNames(click.ParamType[tuple[str, ...]]):
    """Names of formats with commas between, each once, in the order given."""

    name = "formats"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """As the help shows it."""
        return "LIST"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
        for name in names:
            if name not in FORMATS:
                self.fail(f"{name!r} is no format; there are: {', '.join(FORMATS)}", param, ctx)
        if not names:
            self.fail(f"names no format; there are: {', '.join(FORMATS)}", param, ctx)
        return names

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Completes the last name of the list."""
        before, comma, last = incomplete.rpartition(",")
        taken = before.split(",")
        return [
            CompletionItem(f"{before}{comma}{name}") for name in FORMATS if name.startswith(last) and name not in taken
        ]
