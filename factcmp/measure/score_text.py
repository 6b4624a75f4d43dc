"""Scores as text for a terminal: each figure with the counts behind it, and what was missed."""

from collections.abc import Iterable, Iterator, Sequence

from factcmp.measure.scores import TOLD, Finding, Grouping, Miss, Relations, Scores, Share

_Row = tuple[str, str, str]


def render_scores(scores: Scores, title: str, *, misses: bool = False) -> str:
    """The scores as a table under a title, and every miss by name if asked; it ends in a line end."""
    blocks = [title, table([("score", "value", "of"), *_rows(scores)])]
    if scores.relations.cells:
        blocks.append(_matrix(scores.relations))
    if scores.hazards:
        rows = [_row(share.hazard, share) for share in scores.hazards]
        blocks.append(table([("relation units by hazard", "right", "of"), *rows]))
    if misses:
        blocks += _listed(scores.misses)
    return "\n\n".join(blocks) + "\n"


def _rows(scores: Scores) -> Iterator[_Row]:
    for field, (name, *_) in TOLD.items():
        match getattr(scores, field):
            case Share() as share:
                yield _row(name, share)
            case Relations() as units:
                yield _row("brought together", units.together)
                yield name, _figure(units.macro_f1), f"n {units.n} units"
                for relation, value in units.f1_of.items():
                    n = sum(cell.n for cell in units.cells if cell.wanted is relation)
                    yield f"  F1 {relation}", _figure(value), f"n {n}"
            case Grouping() as grouping:
                pairs = f"{grouping.pure:.0f} of {grouping.grouped} in one, {grouping.wanted} wanted"
                counts = f"n {grouping.grouped} mentions" if field == "bcubed" else pairs
                yield f"{name} F1", _figure(grouping.f1), counts
                yield "  precision", _figure(grouping.precision), ""
                yield "  recall", _figure(grouping.recall), ""


def _row(name: str, share: Share) -> _Row:
    return name, _figure(share.share), f"{share.hits} of {share.n}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _matrix(relations: Relations) -> str:
    """Labelled relations down, the report's across; those that do not occur are left out."""
    rows = [finding for finding in Finding if any(cell.wanted is finding for cell in relations.cells)]
    columns = [finding for finding in Finding if any(cell.found is finding for cell in relations.cells)]
    held = {(cell.wanted, cell.found): str(cell.n) for cell in relations.cells}
    body = [(row.value, *(held.get((row, column), ".") for column in columns)) for row in rows]
    return table([("labelled \\ found", *(column.value for column in columns)), *body])


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns padded with spaces, the first to the left and the others to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def _listed(misses: Iterable[Miss]) -> list[str]:
    """A block for each score with misses, in the order of the table."""
    made = tuple(misses)
    blocks = []
    for score, told in TOLD.items():
        lines = [_line(miss) for miss in made if miss.score == score]
        if lines:
            blocks.append("\n".join([f"{told.misses}: {len(lines)}", *lines]))
    return blocks or ["Nothing was missed."]


def _line(miss: Miss) -> str:
    where, expected, found = (" ".join(part.split()) for part in (miss.where, miss.expected, miss.found))
    return f"- {where}\n  expected {expected}; the report has {found}"
