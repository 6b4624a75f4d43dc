"""What one request shows together: claims in blocks of near neighbours, candidates and questions in runs."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from factcmp.models.ids import digest

RUN = 16
"""One item in so many ends a run."""
_T = TypeVar("_T")


def content_runs(
    items: Sequence[_T],
    size: Callable[[_T], int],
    content: Callable[[_T], Sequence[str]],
    largest: int,
    *,
    one_in: int | None = RUN,
) -> tuple[tuple[_T, ...], ...]:
    """Runs of items of at most the `largest` size together, or one larger item alone.

    Where a run ends is decided by the content of its items (content-defined chunking), `one_in` so many ending one, so
    that one more or less changes the run that it is in and leaves the requests about the others as they were.
    """
    runs: list[tuple[_T, ...]] = []
    run: list[_T] = []
    for item in items:
        if run and sum(map(size, run)) + size(item) > largest:
            runs.append(tuple(run))
            run = []
        run.append(item)
        if one_in and int(digest(*content(item)), 16) % one_in == 0:
            runs.append(tuple(run))
            run = []
    return (*runs, tuple(run)) if run else tuple(runs)
