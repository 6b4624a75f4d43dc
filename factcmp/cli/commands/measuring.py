"""The commands that measure: scores against labels, and stance benchmarks."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from factcmp.cli.options import asking, asking_command, path_type
from factcmp.cli.outcome import Ending
from factcmp.cli.session import Session, open_session
from factcmp.cli.terminal import hand_over, say
from factcmp.errors import InputError
from factcmp.measure.editor import FIRST_PAGE, read_editor_list
from factcmp.measure.labelled_sets import open_set
from factcmp.measure.mentions import ScoredReport
from factcmp.measure.score_text import render_scores
from factcmp.measure.scores import Scores, combine_scores
from factcmp.measure.scoring import score_report
from factcmp.measure.stance import (
    StanceScores,
    Story,
    headline_claims,
    load_headline_pairs,
    load_stories,
    render_stances,
    score_stances,
    story_verdicts,
)
from factcmp.models import Report, Run
from factcmp.pipeline import compare_articles_async, compare_claims_async
from factcmp.report.files import read_json, to_json, write_text

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@asking_command("factcmp eval tests/stories --replay cassettes/stories.yaml --misses", exit_codes=True, name="eval")
@click.argument("sets", nargs=-1, required=True, metavar="SET...", type=path_type)
@click.option("--report", "reports", type=path_type, help="Score this JSON report of the one SET, and ask no model.")
@click.option("--editor", type=path_type, help="Score the JSON report that SET is against this editor's list instead.")
@click.option("--misses", is_flag=True, help="List each miss.")
@_json
@asking("as_json")
def evaluate(
    *,
    sets: Sequence[Path],
    reports: Path | None,
    editor: Path | None,
    misses: bool,
    as_json: bool,
    flags: dict[str, Any],
) -> None:
    """Compare the articles of labelled sets and score the reports: quotes, coverage, grouping, relations, origins.

    SET is a labelled set (a YAML or JSON file), or a folder: each labels.yaml or labels.json in it and below it.
    """
    if editor:
        (hand_over if as_json else say)(_score_by_editor(editor, sets, misses=misses, as_json=as_json))
        return
    files = [file for path in sets for file in _label_files(path)]
    opened = [open_set(file) for file in files]
    with Ending(flags) as ending:
        if reports:
            if len(files) != 1:
                raise click.UsageError("--report goes with one SET")
            found = [read_json(reports, Report, "factcmp report")]
        else:
            with open_session(flags, ending) as session:
                found = session.run(_compare_all([one.articles for one in opened], session))
        scores = [score_report(report, own.labels, own.texts) for report, own in zip(found, opened, strict=True)]
        total = combine_scores(scores)
        if as_json:
            hand_over(to_json(total))
        else:
            say(_told(files, scores, total, misses))
        ending.tell_failures([failure for report in found for failure in report.run.failures])


@asking_command("factcmp bench-stance benchmarks/ --json", exit_codes=True, name="bench-stance")
@click.argument("data", type=path_type)
@click.option("--reports", type=path_type, help="Folder to write each story's JSON report to, for reading misses.")
@_json
@asking("as_json", "record", "language")
def bench_stance(*, data: Path, reports: Path | None, as_json: bool, flags: dict[str, Any]) -> None:
    """Measure on the stance data in the folder DATA, and print figures with intervals, confusion and misses.

    Stories are folders NAME/NN with 0.txt (a claim), further texts (articles) and labels.json; pairs are lines of
    headline_pairs_LANGUAGE.jsonl with id, s1, s2 and stance. docs/measurements.md says how verdicts are read off.
    """
    sets = {folder.name: stories for folder in sorted(data.glob("*/")) if (stories := load_stories(folder))}
    pair_files = sorted(data.glob("headline_pairs_*.jsonl"))
    if not sets and not pair_files:
        raise InputError(f"{data} has neither NAME/*/labels.json nor headline_pairs_*.jsonl")
    with Ending(flags) as ending:
        with open_session(flags, ending) as session:
            results, made = _measure_stances(sets, pair_files, session)
        if reports is not None:
            for name, report in made.items():
                write_text(reports / f"{name}.json", to_json(report))
        if as_json:
            body = ",\n".join(f'"{name}": {scores.model_dump_json(indent=1)}' for name, scores in results.items())
            hand_over(f"{{\n{body}\n}}\n")
        else:
            say("\n".join(render_stances(scores, name) for name, scores in results.items()))
        ending.tell_failures([failure for report in made.values() for failure in report.run.failures])


def _measure_stances(
    sets: Mapping[str, Sequence[Story]], pair_files: Sequence[Path], session: Session
) -> tuple[dict[str, StanceScores], dict[str, Report]]:
    """Scores of each folder of stories and each file of pairs, and the reports that they were read from."""
    results: dict[str, StanceScores] = {}
    made: dict[str, Report] = {}
    for name, stories in sets.items():
        reports = session.run(_compare_all([story.articles for story in stories], session))
        made |= {f"{name}/{story.name}": report for story, report in zip(stories, reports, strict=True)}
        results[name] = _score_stories(stories, reports)
    for file in pair_files:
        language = file.stem.rpartition("_")[2]
        pairs = load_headline_pairs(file)
        run = Run(factcmp_version="", model=session.model.name, answered_by="endpoint", language=language)
        options = session.options.model_copy(update={"language": language})
        extraction = headline_claims(pairs, run)
        made[file.stem] = session.run(compare_claims_async(extraction, session.model, options, session.progress))
        results[file.stem] = _score_stories(pairs, [made[file.stem]] * len(pairs))
    return results, made


def _score_stories(stories: Sequence[Story], reports: Sequence[Report]) -> StanceScores:
    indexes = {id(report): ScoredReport(report) for report in reports}
    found = (story_verdicts(story, indexes[id(report)]) for story, report in zip(stories, reports, strict=True))
    return score_stances([verdict for held in found for verdict in held])


def _score_by_editor(editor: Path, reports: Sequence[Path], *, misses: bool, as_json: bool) -> str:
    """The scores by all of an editor's list, and by what must stand on a first page."""
    if len(reports) != 1:
        raise click.UsageError("--editor goes with one report")
    report = read_json(reports[0], Report, "factcmp report")
    texts = {article.id: article.text for article in report.articles}
    whole, first = (
        score_report(report, read_editor_list(editor, report, weight=weight), texts) for weight in (0, FIRST_PAGE)
    )
    if as_json:
        return to_json(whole)
    return "\n".join([render_scores(whole, editor.stem, misses=misses), render_scores(first, "first page alone")])


def _label_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(file for name in ("labels.yaml", "labels.json") for file in path.rglob(name))
    if not found:
        raise InputError(f"{path} has no labels.yaml or labels.json")
    return found


def _told(files: Sequence[Path], scores: Sequence[Scores], total: Scores, misses: bool) -> str:
    """The scores as text: each set's first if misses are asked for, then those of all."""
    names = [file.parent.resolve().name for file in files]
    each = [render_scores(one, name, misses=True) for name, one in zip(names, scores, strict=True)] if misses else []
    if len(files) == 1:
        return each[0] if each else render_scores(total, names[0])
    return "\n".join([*each, render_scores(total, f"{len(files)} labelled sets")])


async def _compare_all(sets: Sequence[Any], session: Session) -> list[Report]:
    """One report a set of articles, all asked at once; the model's concurrency bounds it."""
    tasks = (compare_articles_async(articles, session.model, session.options, session.progress) for articles in sets)
    return await asyncio.gather(*tasks)
