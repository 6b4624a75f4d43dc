"""The command `factcmp`."""

import os
import sys
from collections.abc import Sequence

import click

from factcmp import __version__
from factcmp.cli.commands.checking import completion, doctor
from factcmp.cli.commands.comparing import compare, extract, report
from factcmp.cli.commands.desk import diff, review
from factcmp.cli.commands.measuring import bench_stance, evaluate
from factcmp.cli.commands.rendering import aliases, render, schema
from factcmp.cli.ending import Invocation
from factcmp.cli.options import EXIT_CODES
from factcmp.cli.stopping import STOPPED, Stopping
from factcmp.cli.summary import EXIT_CODES_OF
from factcmp.cli.terminal import tell_error
from factcmp.errors import FactcmpError

_SECTIONS = {
    "Compare": (report, extract, compare),
    "From a report": (render, review, diff, aliases),
    "Check and measure": (doctor, evaluate, bench_stance),
    "For scripts and the shell": (schema, completion),
}


class _Sections(click.Group):
    """Lists its commands by what they are for, the first to type first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of the sections."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The sections; commands that no section names come last."""
        named = {command.name for commands in _SECTIONS.values() for command in commands}
        others = tuple(command for name, command in self.commands.items() if name not in named)
        for title, commands in {**_SECTIONS, "Other": others}.items():
            if commands:
                with formatter.section(title):
                    # The same column in each section.
                    width = formatter.width - 20
                    formatter.write_dl([(f"{one.name or '':12}", one.get_short_help_str(width)) for one in commands])


@click.group(
    cls=_Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"`factcmp COMMAND --help` has the options and examples of each.\n\n{EXIT_CODES}",
)
@click.version_option(__version__, prog_name="factcmp")
def app() -> None:
    """Compares what several news articles claim about one event, each line tied to an article's words.

    Start with:  factcmp report my-articles/ -o reports

    A model answers: set OPENAI_API_KEY for a hosted one, or --base-url for a server of your own.
    `factcmp doctor` says what would be used and whether it answers.
    """


for _commands in _SECTIONS.values():
    for _command in _commands:
        app.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command: errors in a sentence, exit codes as the help says."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic has to come out of a pipe whatever the locale says.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    given = sys.argv[1:] if arguments is None else arguments
    stopping = Stopping()
    with stopping:
        code = _run(list(given), stopping)
        if arguments is None and stopping.asked:
            # All is kept and said: not waiting for idle threads, nor for the end that another signal would disturb.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def _run(arguments: list[str], stopping: Stopping) -> int:
    """The exit code of one call."""
    try:
        # The exit code that a command asks for comes back as a value. A reader of the pipe who has gone is an exit too.
        code = app(arguments, prog_name="factcmp", standalone_mode=False, obj=Invocation(stopping, tuple(arguments)))
    except FactcmpError as error:
        tell_error(str(error))
        return EXIT_CODES_OF["failed"]
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        tell_error("stopped.")
        return STOPPED
    return code if isinstance(code, int) else 0
