"""The command for a folder of many events: what is in it, and a report for each."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from factcmp.cli.commands.comparing import check_apart, take_articles
from factcmp.cli.options import asking, asking_command, formats_option, paths_argument, taking_in
from factcmp.cli.outcome import Ending
from factcmp.cli.session import configuration_of, open_session
from factcmp.cli.summary import EXIT_CODES_OF
from factcmp.cli.terminal import counted, say, tell, tell_error
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.usage import by_stage
from factcmp.models import Failure
from factcmp.pipeline import Options
from factcmp.stories.dask_cluster import LOCAL, run_on_cluster
from factcmp.stories.index_page import render_index
from factcmp.stories.running import Row, State, run_stories
from factcmp.stories.separating import Story, separate_stories
from factcmp.stories.shared_folder import Shelf

_NOT_ON_A_CLUSTER = ("local", "replay", "record", "no_cache", "max_cost", "batch", "embedding_model")


@asking_command("factcmp stories today/ -o desk", "factcmp stories today/ --list", exit_codes=True)
@paths_argument
@click.option("-o", "--output", default="desk", show_default=True, metavar="PLACE",
              help="Folder for the reports and the index, or an address that fsspec knows.")  # fmt: skip
@formats_option
@click.option("--list", "only_list", is_flag=True, help="Only say which stories there are; asks nothing.")
@click.option("--cluster", "address", is_flag=False, flag_value=LOCAL, metavar="[ADDRESS]",
              help="Run stories on a Dask cluster, or one of its own here; needs factcmp[cluster].")  # fmt: skip
@click.option("--at-once", type=click.IntRange(1), default=4, show_default=True, help="Stories under way at once.")
@taking_in
@asking("as_json")
def stories(  # noqa: PLR0913 - an option is an argument
    *,
    paths: Sequence[str],
    output: str,
    formats: tuple[str, ...],
    only_list: bool,
    address: str | None,
    at_once: int,
    intake: dict[str, Any],
    flags: dict[str, Any],
) -> None:
    """Tell the events in a folder apart, compare each within itself, and write a report for each with an index.

    PATH is what `factcmp report` takes. Stories are told apart by rule and cost nothing; a story whose report is there
    already is left alone, and one that fails is named in the index and stops no other. Of articles that are nearly word
    for word the same one is read, and the others are listed as copies.
    """
    check_apart(paths, output)
    with Ending(flags) as ending:
        taken = take_articles(paths, intake)
        found = separate_stories(taken.articles)
        if only_list:
            say("\n".join(_listed(found)) + "\n")
            return
        shelf = Shelf(output)
        if address:
            rows = _run_on_cluster(found, shelf, address, formats, flags)
        else:
            # A batch holds what all stories ask at the same stage.
            at_once = len(found) + 1 if flags["batch"] else at_once
            with open_session(flags, ending) as session:
                running = run_stories(found, session.model, session.options, shelf, formats=formats, at_once=at_once,
                                      progress=session.progress)  # fmt: skip
                rows = session.run(running)
        _finish(rows, taken.failures, shelf, paths, ending, quiet=bool(flags.get("quiet")))


def _run_on_cluster(
    found: Sequence[Story], shelf: Shelf, address: str, formats: Sequence[str], flags: dict[str, Any]
) -> list[Row]:
    taken = [f"--{name.replace('_', '-')}" for name in _NOT_ON_A_CLUSTER if flags.get(name)]
    if taken:
        raise click.UsageError(f"--cluster does not go with {taken[0]}")
    settings = configuration_of(flags).settings
    endpoint = Endpoint(**{name: getattr(settings, name) for name in Endpoint.model_fields})
    options = Options(**{name: getattr(settings, name) for name in Options.model_fields})

    def say_done(row: Row) -> None:
        if flags.get("verbose"):
            tell(f"{row.id}: {row.state}")

    return run_on_cluster(found, endpoint, options, shelf.place, address=address, formats=formats, on_row=say_done)


def _listed(found: Sequence[Story]) -> list[str]:
    lines = []
    for story in found:
        lines.append(f"{story.id}: {counted(len(story.articles), 'article')}")
        for one in story.articles:
            copy = f" (copy of {story.copies[one.id].original})" if one.id in story.copies else ""
            lines.append(f"  {one.url or one.path or one.id}{copy}")
    return lines


def _finish(
    rows: Sequence[Row], unread: Sequence[Failure], shelf: Shelf, paths: Sequence[str], ending: Ending, *, quiet: bool
) -> None:
    """Writes the index, says what came out, and ends with 3 where something is missing."""
    title = Path(os.path.commonpath([Path(path).resolve() for path in paths])).name
    for name in ("index.html", "index.md"):
        shelf.write(name, render_index(rows, title=title, markdown=name.endswith(".md")))
    states = {state: sum(row.state is state for row in rows) for state in State}
    if not quiet:
        tell(
            f"{counted(len(rows) - states[State.ALONE], 'story', 'stories')}: "
            + ", ".join(f"{count} {state}" for state, count in states.items() if count and state is not State.ALONE)
            + f"; {counted(states[State.ALONE], 'article')} alone"
        )
        for use in by_stage((use.stage, use) for row in rows for use in row.stages):
            tell(
                f"  {use.stage}: {counted(use.requests, 'answer')}, "
                f"{use.input_tokens:,} tokens in, {use.output_tokens:,} out"
            )
        tell(f"wrote {shelf.place}/index.html and index.md; this run: {ending.tally.told()}")
    for row in rows:
        if row.state in (State.FAILED, State.STOPPED):
            tell_error(f"incomplete: {row.id}: {row.error or ''}")
    ending.tell_failures(unread)
    if any(states[state] for state in (State.FAILED, State.STOPPED, State.INCOMPLETE)):
        raise click.exceptions.Exit(EXIT_CODES_OF["incomplete"])
