"""Scores as text for a terminal: each figure with the counts behind it, and what was missed."""

from collections.abc import Iterable, Sequence

from factcmp.measure.scores import TOLD, BCubed, Finding, Miss, Pairs, Relations, Scores, Share

_Row = tuple[str, str, str]


def render_scores(scores: Scores, title: str, *, misses: bool = False) -> str:
    """The scores as a table under a title, and every miss by name if asked; it ends in a line end."""
    blocks = [title, table([("score", "value", "of"), *_rows(scores)])]
    if scores.relations.cells:
        blocks.append(_matrix(scores.relations))
    if scores.hazards:
        rows = [(share.hazard.value, _figure(share.share), _count(share)) for share in scores.hazards]
        blocks.append(table([("relation units by hazard", "right", "of"), *rows]))
    if misses:
        blocks += _listed(scores.misses)
    return "\n\n".join(blocks) + "\n"


def _rows(scores: Scores) -> list[_Row]:
    rows: list[_Row] = []
    for field, (name, *_) in TOLD.items():
        value = getattr(scores, field)
        if isinstance(value, Share):
            rows.append(_row(name, value))
        elif isinstance(value, Relations):
            rows += _relations(name, value)
        else:
            rows += _grouping(name, value)
    return rows


def _row(name: str, share: Share) -> _Row:
    return name, _figure(share.share), _count(share)


def _relations(name: str, relations: Relations) -> list[_Row]:
    by_relation = [
        (f"  F1 {relation}", _figure(value), f"n {_wanted(relations, relation)}")
        for relation, value in relations.f1_of.items()
    ]
    whole = (name, _figure(relations.macro_f1), f"n {relations.n} units")
    return [_row("brought together", relations.together), whole, *by_relation]


def _grouping(name: str, score: BCubed | Pairs) -> list[_Row]:
    n = (
        f"n {score.n} mentions"
        if isinstance(score, BCubed)
        else f"{score.both} of {score.grouped} in one, {score.wanted} wanted"
    )
    return [
        (f"{name} F1", _figure(score.f1), n),
        ("  precision", _figure(score.precision), ""),
        ("  recall", _figure(score.recall), ""),
    ]


def _wanted(relations: Relations, relation: Finding) -> int:
    return sum(cell.n for cell in relations.cells if cell.wanted is relation)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _count(share: Share) -> str:
    return f"{share.hits} of {share.n}"


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
