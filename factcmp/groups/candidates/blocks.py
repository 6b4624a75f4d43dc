"""What one request shows together: claims in blocks of near neighbours, candidates and questions in runs."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from factcmp.groups.candidates.neighbours import Pair
from factcmp.models import Claim
from factcmp.models.ids import digest

RUN = 16
"""One item in so many ends a run."""
_T = TypeVar("_T")


def candidate_blocks(claims: Sequence[Claim], neighbours: Iterable[Pair], *, max_claims: int) -> list[tuple[str, ...]]:
    """Every claim's id in one block of at most `max_claims`, neighbours together where the cap allows.

    Agglomerates over the pairs as given, the strongest first, then packs claims without a neighbour, and blocks less
    than half full, together. In a block the order is that of the articles in `claims`, then of the text;
    blocks are in the order of their first claims.
    """
    articles = {article: number for number, article in enumerate(dict.fromkeys(claim.article for claim in claims))}
    in_text = sorted(claims, key=lambda claim: (articles[claim.article], claim.quote.start, claim.id))
    block_of = {claim.id: [place] for place, claim in enumerate(in_text)}
    for one, other in neighbours:
        small, large = sorted((block_of[one], block_of[other]), key=len)
        if small is not large and len(small) + len(large) <= max_claims:
            large.extend(small)
            block_of.update((in_text[place].id, large) for place in small)
    blocks = {id(block): sorted(block) for block in block_of.values()}.values()
    return [tuple(in_text[place].id for place in block) for block in _pack(blocks, max_claims)]


def split_edges(blocks: Iterable[Iterable[str]], neighbours: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs whose claims are in different blocks, to ask about afterwards."""
    block_of = {one: number for number, block in enumerate(blocks) for one in block}
    return tuple((one, other) for one, other in neighbours if block_of[one] != block_of[other])


def _pack(blocks: Iterable[list[int]], max_claims: int) -> list[list[int]]:
    """Blocks less than half full put together, largest first, each where it first fits."""
    packed: list[list[int]] = []
    open_blocks: list[list[int]] = []
    for block in sorted(blocks, key=lambda block: (-len(block), block)):
        into = next((one for one in open_blocks if len(one) + len(block) <= max_claims), None)
        if into is None or 2 * len(block) >= max_claims:
            packed.append(into := list(block))
            if 2 * len(block) < max_claims:
                open_blocks.append(into)
        else:
            into += block
        if len(into) == max_claims:
            open_blocks = [one for one in open_blocks if one is not into]
    return sorted(sorted(block) for block in packed)


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
