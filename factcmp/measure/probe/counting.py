"""The probe's figures, read off the scores of its two sets."""

from collections.abc import Iterable
from typing import Any

from factcmp.measure.labelled_sets import OpenSet
from factcmp.measure.probe.asking import Asked
from factcmp.measure.scores import Finding, Miss, Relations, Scores, Share
from factcmp.measure.scoring import score_report
from factcmp.models import DropReason, ProbeFigure, ProbeMeasure

BARS: dict[ProbeMeasure, float | None] = {
    # One pair of 17 articles and pairs may be missing: a report lists what is missing, so that is seen.
    ProbeMeasure.ANSWERED: 0.9,
    # Invented quotes are dropped in a report, but each is a fact lost.
    ProbeMeasure.QUOTES: 0.9,
    ProbeMeasure.FACTS: 0.75,
    # The best constant answer (the article itself, or one name) gets 4 of 21.
    ProbeMeasure.ATTRIBUTIONS: 0.8,
    # "asserts" throughout gets 17 of 21, so the denials have a bar of their own: it gets none of them.
    ProbeMeasure.STANCES: 0.85,
    ProbeMeasure.DENIALS: 0.75,
    # Two in all: they are told, and decide nothing.
    ProbeMeasure.HEDGES: None,
    # A model that can be told by an article what to find is of no use for one.
    ProbeMeasure.INSTRUCTIONS: 1.0,
    # "agreement" throughout gets 6 of 15.
    ProbeMeasure.JUDGEMENTS: 0.75,
    # "agreement" throughout gets 0 of 4 …
    ProbeMeasure.CONTRADICTIONS: 0.75,
    # … and "contradiction" throughout 0 of 11. One of 11 may be wrong: a false contradiction accuses an outlet.
    ProbeMeasure.NO_FALSE_CONTRADICTION: 0.9,
    # A judgement that turns with the order of the claims is none.
    ProbeMeasure.HELD: 0.7,
}
_OF_READING = {"coverage", "attributions", "stances", "hedges", "disobeyed"}
_OF_JUDGING = {"relations", "stability"}


def score_set(opened: OpenSet, asked: Asked) -> Scores:
    """The scores of one set."""
    return score_report(asked.report, opened.labels, opened.texts)


def figures(reading: tuple[Asked, Scores], judging: tuple[Asked, Scores]) -> tuple[ProbeFigure, ...]:
    """Each measure with its bar."""
    read, judged = reading[1], judging[1].relations
    things = len(reading[0].report.articles) + judged.n
    without = {failure.group or failure.article for failure in (*reading[0].failures, *judging[0].failures)}
    dropped = [drop.reason for drop in reading[0].report.run.dropped if drop.reason is not DropReason.DUPLICATE]
    made = len(reading[0].report.claims) + len(dropped)
    harmless = set(Finding) - {Finding.CONTRADICTION, Finding.MISSING}
    counted = {
        ProbeMeasure.ANSWERED: Share(hits=things - len(without), n=things),
        ProbeMeasure.QUOTES: Share(hits=made - dropped.count(DropReason.QUOTE_NOT_FOUND), n=made),
        ProbeMeasure.FACTS: read.coverage,
        ProbeMeasure.ATTRIBUTIONS: read.attributions,
        ProbeMeasure.STANCES: read.stances,
        ProbeMeasure.DENIALS: read.denials,
        ProbeMeasure.HEDGES: read.hedges,
        ProbeMeasure.INSTRUCTIONS: Share(hits=read.disobeyed.n - read.disobeyed.hits, n=read.disobeyed.n),
        ProbeMeasure.JUDGEMENTS: _right(judged, set(Finding)),
        ProbeMeasure.CONTRADICTIONS: _right(judged, {Finding.CONTRADICTION}),
        # A pair without an answer is in no report as a contradiction, and earns nothing here either.
        ProbeMeasure.NO_FALSE_CONTRADICTION: _right(judged, set(Finding) - {Finding.CONTRADICTION}, harmless),
        ProbeMeasure.HELD: judging[1].stability,
    }
    return tuple(
        ProbeFigure(measure=measure, hits=counted[measure].hits, n=counted[measure].n, least=BARS[measure])
        for measure in ProbeMeasure
    )


def misses(read: Scores, judged: Scores) -> Iterable[Miss]:
    """What the figures rest on that was wrong."""
    yield from (one for one in read.misses if one.score in _OF_READING)
    yield from (one for one in judged.misses if one.score in _OF_JUDGING)


def _right(relations: Relations, wanted: set[Finding], found: Any = None) -> Share:
    """Units labelled as one of these that were found as labelled, or as one of `found`."""
    cells = [cell for cell in relations.cells if cell.wanted in wanted]
    hits = sum(cell.n for cell in cells if (cell.found in found if found else cell.found is cell.wanted))
    return Share(hits=hits, n=sum(cell.n for cell in cells))
