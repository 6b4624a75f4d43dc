"""Stories on the workers of a Dask cluster. What schedules, finds workers and tries again is Dask's.

A task is a whole story. What it asks and writes stands on a shelf that all workers reach, so that a story whose worker
is gone is begun by another one and asks only for what was under way.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from factcmp.errors import ConfigurationError
from factcmp.llm.endpoint import Endpoint
from factcmp.pipeline import Options
from factcmp.stories.running import Row, State, lone_row, run_story
from factcmp.stories.separating import Story
from factcmp.stories.shared_folder import SharedAnswers, Shelf

LOCAL = "local"


def run_on_cluster(
    stories: Sequence[Story],
    endpoint: Endpoint,
    options: Options,
    place: str,
    *,
    address: str,
    formats: Sequence[str],
    on_row: Callable[[Row], None],
) -> list[Row]:
    """A row for each story, in order; `address` is a scheduler's, or LOCAL for workers of its own on this machine.

    No key is sent: workers read theirs from OPENAI_API_KEY, and OPENAI_BASE_URL where the endpoint names no address.

    Raises:
        ConfigurationError: Dask distributed is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise ConfigurationError("--cluster needs Dask distributed: pip install 'factcmp[cluster]'") from error
    keyless, plain = endpoint.model_copy(update={"api_key": None}), options.model_copy(update={"embedder": None})
    rows: dict[str, Row] = {story.id: lone_row(story) for story in stories if len(story.originals) < 2}
    with ExitStack() as stack:
        if address == LOCAL:
            count = max(2, os.cpu_count() or 2)
            cluster = LocalCluster(n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1",
                                   dashboard_address=None, silence_logs=logging.CRITICAL)  # fmt: skip
            address = stack.enter_context(cluster).scheduler_address
        try:
            client = stack.enter_context(Client(address, timeout=30))
        except OSError as error:
            raise ConfigurationError(f"no Dask scheduler answers at {address}: {error}") from error
        tasks = {
            client.submit(_work, story, keyless, plain, place, tuple(formats), pure=False): story
            for story in stories
            if story.id not in rows
        }
        for task in as_completed(tasks):
            story = tasks[task]
            try:
                row: Row = task.result()
            except Exception as error:  # Whatever became of the worker is this story's fault alone.
                said = f"{type(error).__name__}: {error}"
                row = lone_row(story).model_copy(update={"state": State.FAILED, "error": said})
            rows[story.id] = row
            on_row(row)
    return [rows[story.id] for story in stories]


def _work(story: Story, endpoint: Endpoint, options: Options, place: str, formats: Sequence[str]) -> Row:
    """The story's row; runs on a worker."""
    from factcmp.llm.client import OpenAIModel

    there = {
        "api_key": os.environ.get("OPENAI_API_KEY"),
        "base_url": endpoint.base_url or os.environ.get("OPENAI_BASE_URL"),
    }
    shelf = Shelf(place)
    model = OpenAIModel(endpoint.model_copy(update=there), cache=SharedAnswers(shelf))
    return asyncio.run(run_story(story, model, options, shelf, formats=formats))
