"""The command line as click knows it; a command's module is imported when it is called."""

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from factcmp.cli.outcome import Invocation
from factcmp.cli.overview import COMMANDS, help_text
from factcmp.cli.signals import STOPPED, Stopping, end_process
from factcmp.cli.summary import EXIT_CODES_OF
from factcmp.cli.terminal import tell_error
from factcmp.errors import FactcmpError


class _App(click.Group):
    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """The help that is also told without click."""
        return help_text().rstrip()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, which its module has as a function of its name or, where that is taken, of another."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"factcmp.cli.commands.{COMMANDS[cmd_name][0]}")
        commands = (value for value in vars(module).values() if isinstance(value, click.Command))
        return next(command for command in commands if command.name == cmd_name)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options, without importing what the commands need."""
        found = [CompletionItem(name, help=COMMANDS[name][1]) for name in COMMANDS if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)


# The version is told before click is imported; the option stands here for completion.
app = click.version_option(prog_name="factcmp", package_name="factcmp")(
    _App("factcmp", context_settings={"help_option_names": ["-h", "--help"]})
)


def run(arguments: list[str], *, as_process: bool) -> int:
    """The exit code of one call; `as_process`: where it was stopped, it ends the process itself."""
    stopping = Stopping(ends_process=as_process)
    with stopping:
        code = _run(arguments, stopping)
        if as_process and stopping.asked:
            # All is kept and said; the end that another signal would disturb is not waited for.
            end_process(code)
    return code


def _run(arguments: list[str], stopping: Stopping) -> int:
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
