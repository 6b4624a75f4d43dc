"""Scores as text for a terminal: each figure with the counts behind it, and what was missed."""

from collections.abc import Iterable, Sequence

from factcmp.measure.scores import BCubed, Finding, Miss, Pairs, Relations, Scores, Share

_Row = tuple[str, str, str]

_TITLES = {
    "quotes": "Quotes that are not true",
    "coverage": "Facts without a claim",
    "stances": "Denials and assertions mixed up",
    "attributions": "Sources that are others",
    "hedges": "Hedges lost",
    "bcubed": "Questions split and groups mixed",
    "relations": "Relations that are wrong",
    "differs_in": "Differences not named",
    "updates_told": "Updates and contradictions mixed up",
    "directions": "Updates the wrong way round",
    "kinds": "Competing and complementary answers mixed up",
    "inside": "Conflicts inside an article not found",
    "false_silence": "Articles shown as silent that are not",
    "origins": "Origins miscounted",
    "days": "Days not found",
    "invented_days": "Days invented",
    "voiced": "Speakers without a voice",
    "voices": "Speakers split and voices mixed",
    "tolls": "Figures for harm without a row",
    "invented_tolls": "Rows without a figure",
    "mixed_scopes": "Figures of several scopes in one",
    "stability": "Judgements that did not hold",
    "disobeyed": "Claims of passages that must not become claims",
}


def render_scores(scores: Scores, title: str, *, misses: bool = False) -> str:
    """The scores as a table under a title, and every miss by name if asked; it ends in a line end."""
    blocks = [title, _table([("score", "value", "of"), *_rows(scores)])]
    if scores.relations.cells:
        blocks.append(_matrix(scores.relations))
    if scores.hazards:
        rows = [(share.hazard.value, _figure(share.share), _count(share)) for share in scores.hazards]
        blocks.append(_table([("relation units by hazard", "right", "of"), *rows]))
    if misses:
        blocks += _listed(scores.misses)
    return "\n\n".join(blocks) + "\n"


def _rows(scores: Scores) -> list[_Row]:
    relations = scores.relations
    by_relation = [
        (f"  F1 {relation}", _figure(value), f"n {_wanted(relations, relation)}")
        for relation, value in relations.f1_of.items()
    ]
    return [
        _row("quotes true", scores.quotes),
        _row("facts covered", scores.coverage),
        _row("stance agreement", scores.stances),
        _row("  denials", scores.denials),
        _row("sources", scores.attributions),
        _row("hedges kept", scores.hedges),
        *_grouping("grouping B-cubed", scores.bcubed, f"n {scores.bcubed.n} mentions"),
        *_grouping("grouping pairs", scores.pairs, _pairs_of(scores.pairs)),
        _row("brought together", relations.together),
        ("relation macro F1", _figure(relations.macro_f1), f"n {relations.n} units"),
        *by_relation,
        _row("false contradictions (wanted 0)", scores.false_contradictions),
        _row("  look-alike, update, framing", scores.risky_false_contradictions),
        _row("differs-in named", scores.differs_in),
        _row("updates told from contradictions", scores.updates_told),
        _row("later state of updates", scores.directions),
        _row("competing or complementary", scores.kinds),
        _row("conflicts inside an article", scores.inside),
        _row("false silence (wanted 0)", scores.false_silence),
        _row("origins exact", scores.origins),
        _row("days of articles", scores.days),
        _row("days invented (wanted 0)", scores.invented_days),
        _row("speakers with a voice", scores.voiced),
        *_grouping("voices, pairs", scores.voices, _pairs_of(scores.voices)),
        _row("figures for harm", scores.tolls),
        _row("rows invented (wanted 0)", scores.invented_tolls),
        _row("scopes mixed (wanted 0)", scores.mixed_scopes),
        _row("judgements stable", scores.stability),
        _row("not-claims claimed (wanted 0)", scores.disobeyed),
    ]


def _row(name: str, share: Share) -> _Row:
    return name, _figure(share.share), _count(share)


def _grouping(name: str, score: BCubed | Pairs, n: str) -> list[_Row]:
    return [
        (f"{name} F1", _figure(score.f1), n),
        ("  precision", _figure(score.precision), ""),
        ("  recall", _figure(score.recall), ""),
    ]


def _pairs_of(pairs: Pairs) -> str:
    return f"{pairs.both} of {pairs.grouped} in one, {pairs.wanted} wanted"


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
    return _table([("labelled \\ found", *(column.value for column in columns)), *body])


def _table(rows: Sequence[tuple[str, ...]]) -> str:
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
    for score, title in _TITLES.items():
        lines = [_line(miss) for miss in made if miss.score == score]
        if lines:
            blocks.append("\n".join([f"{title}: {len(lines)}", *lines]))
    return blocks or ["Nothing was missed."]


def _line(miss: Miss) -> str:
    where, expected, found = (" ".join(part.split()) for part in (miss.where, miss.expected, miss.found))
    return f"- {where}\n  expected {expected}; the report has {found}"
