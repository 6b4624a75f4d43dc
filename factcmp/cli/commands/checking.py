"""The commands that look after the command itself: does it work, and does the shell know it."""

import asyncio
import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class
from platformdirs import user_cache_path

from factcmp.cli.config import SETTINGS, Configuration
from factcmp.cli.options import asking, asking_command, examples
from factcmp.cli.outcome import Ending
from factcmp.cli.session import configuration_of, open_session, opened_endpoint, put_probe
from factcmp.cli.terminal import counted, hand_over, say, tell_error
from factcmp.measure.probe.result import render_probe, verdict_of
from factcmp.report.files import to_json

_SHELLS = ("bash", "zsh", "fish")
_NEEDED = ("api_key", "base_url", "model", "language")


@asking_command(
    "factcmp doctor", "factcmp doctor --probe", "factcmp doctor --base-url http://localhost:11434/v1 --model qwen3:32b"
)
@click.option("--offline", is_flag=True, help="Ask the endpoint nothing.")
@click.option("--probe", "probed", is_flag=True, help="Put texts with known answers to the model, and say how it does.")
@asking("language", "max_article_chars")
def doctor(*, flags: dict[str, Any], offline: bool, probed: bool) -> None:
    """Say what would be used, where it is set, and whether the endpoint answers; with -v all settings.

    With --probe it says instead whether the model is good enough: a small labelled set goes through the code and the
    prompts of a report. Exits with 1 if it is not. Reports made by that model then say so.
    """
    if probed:
        _probe(flags)
        return
    if flags["replay"] or flags["record"] or flags["as_json"]:
        raise click.UsageError("--replay, --record and --json go with --probe")
    configuration = configuration_of(flags)
    say("\n".join(_settings_lines(configuration, every=flags["verbose"])))
    if offline:
        return
    # Here, as in asking: the SDK takes a second to import.
    from factcmp.llm.client import OpenAIModel
    from factcmp.llm.examining import examine

    with opened_endpoint(configuration.settings, flags) as endpoint:
        for line in asyncio.run(examine(OpenAIModel(endpoint))):
            say(line)


@click.command(epilog=examples("factcmp completion bash"))
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
def completion(*, shell: str | None) -> None:
    """Print the script that lets SHELL complete `factcmp`; without SHELL, for the one that $SHELL names.

    \b
    Add this line to your profile, then open a new terminal:
      bash, in ~/.bashrc:   eval "$(factcmp completion bash)"
      zsh, in ~/.zshrc:     eval "$(factcmp completion zsh)"
      fish, in ~/.config/fish/config.fish:
                            factcmp completion fish | source

    In zsh the line goes below `autoload -Uz compinit && compinit`.
    """
    chosen = shell or Path(os.environ.get("SHELL", "")).name
    found = get_completion_class(chosen) if chosen in _SHELLS else None
    if found is None:
        raise click.UsageError(f"say for which shell: {', '.join(_SHELLS)}")
    whole = click.get_current_context().find_root().command
    hand_over(found(whole, {}, "factcmp", "_FACTCMP_COMPLETE").source() + "\n")


def _probe(flags: dict[str, Any]) -> None:
    with Ending({**flags, "as_json": False}) as ending:
        with open_session(flags, ending) as session:
            result = put_probe(session)
        if flags["as_json"]:
            hand_over(to_json(result))
        else:
            say(render_probe(result))
        if not result.passed:
            if flags["as_json"]:
                tell_error(verdict_of(result))
            raise click.exceptions.Exit(1)


def _settings_lines(configuration: Configuration, *, every: bool) -> list[str]:
    """The settings that most people need, and those that are set; or all."""
    told = {name: _told_setting(configuration, name) for name in SETTINGS}
    if not every:
        told = {
            name: line for name, line in told.items() if name in _NEEDED or configuration.sources[name] != "default"
        }
    rest = len(SETTINGS) - len(told)
    return [*told.values(), *([f"{rest} more settings are at their defaults; -v shows them"] if rest else [])]


def _told_setting(configuration: Configuration, name: str) -> str:
    settings = configuration.settings
    value = getattr(settings, name)
    if name == "api_key":
        value = "set, not shown" if value else None
    elif name == "base_url":
        # This is copied into reports of faults: without a password that the URL may hold.
        value = settings.address()
    elif name == "embedding_base_url" and value:
        value = settings.model_copy(update={"base_url": value}).address()
    elif name == "cache_dir":
        value = value or user_cache_path("factcmp") / "answers"
    elif name == "aliases":
        value = counted(len(value), "name") if value else None
    return f"{name:18} {'not set' if value is None else value}  ({configuration.sources[name]})"
