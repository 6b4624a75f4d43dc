"""What most calls do not need is not imported: starting takes no longer than Python itself."""

import inspect
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import factcmp
from factcmp.cli.app import app
from factcmp.cli.overview import COMMANDS, help_text

SLOW = {"asyncio", "babel", "click", "httpx2", "importlib.metadata", "openai", "pydantic", "rich", "yaml"}


def imported(code: str) -> set[str]:
    """The modules that a fresh Python has when the code has ended."""
    code = f"import atexit, sys\natexit.register(lambda: print('\\n|', *sys.modules))\n{code}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    return set(ran.stdout.rpartition("|")[2].split())


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import factcmp", id="import"),
        pytest.param("from factcmp.cli.main import main; main(['--version'])", id="version"),
        pytest.param("from factcmp.cli.main import main; main(['--help'])", id="help"),
        pytest.param("from factcmp.cli.main import main; main(['-h'])", id="h"),
    ],
)
def test_help_version_and_import_load_nothing_slow(code: str) -> None:
    loaded = imported(code)
    assert "factcmp" in loaded
    assert loaded & SLOW == set()


def test_help_of_a_command_loads_neither_the_sdk_nor_readers_nor_what_other_commands_need() -> None:
    """One after another, those of the first need nothing that those after it may not load."""
    loaded = imported(
        "from contextlib import suppress\nfrom factcmp.cli.main import main\n"
        "for name in ('completion', 'schema', 'diff', 'report'):\n"
        "    with suppress(SystemExit): main([name, '--help'])"
    )
    heavy = {"openai", "instructor", "vcr", "trafilatura", "pypdfium2", "docx", "factcmp.cli.commands.measuring"}
    assert {"factcmp.cli.commands.comparing"} <= loaded
    assert heavy & loaded == set()


def test_a_model_is_opened_without_what_recordings_alone_need() -> None:
    assert "vcr" not in imported("from factcmp import OpenAIModel, compare_articles")


def test_help_is_the_same_whoever_tells_it_and_names_every_command() -> None:
    told = CliRunner().invoke(app, ["--help"]).output
    assert told == help_text()
    assert all(f"\n  {name} " in told for name in COMMANDS)
    assert all(len(line) <= 80 for line in told.splitlines())


def test_every_command_is_found_under_its_name() -> None:
    found = [app.get_command(click.Context(app), name) for name in COMMANDS]
    assert [command and command.name for command in found] == list(COMMANDS)


def test_commands_are_completed_with_what_they_are_for() -> None:
    context = app.make_context("factcmp", [], resilient_parsing=True)
    completed = {item.value: item.help for item in app.shell_complete(context, "re")}
    assert completed == {name: COMMANDS[name][1] for name in ("read", "report", "remove", "render", "review")}
    assert "--version" in {item.value for item in app.shell_complete(context, "--")}


def test_every_public_name_is_there_and_another_is_an_error() -> None:
    for name in factcmp.__all__:
        assert getattr(factcmp, name) is not None
    assert dir(factcmp) == sorted(factcmp.__all__)
    with pytest.raises(AttributeError, match="compare_everything"):
        getattr(factcmp, "compare_everything")  # noqa: B009


def test_public_names_come_from_where_type_checkers_look_for_them() -> None:
    source = inspect.getsource(factcmp)
    seen: dict[str, object] = {}
    block = source.split("if TYPE_CHECKING:\n")[1].split("\n\n__version__")[0]
    exec("if True:\n" + block, seen)  # noqa: S102
    del seen["__builtins__"]
    assert seen == {name: getattr(factcmp, name) for name in factcmp.__all__ if name != "__version__"}
