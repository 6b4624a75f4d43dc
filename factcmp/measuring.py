"""The commands that measure: scores against labels, and stance benchmarks."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from factcmp.articles import load_articles
from factcmp.asking import Session, asking, open_session
from factcmp.benchmark import (
    StanceScores,
    headline_claims,
    load_headline_pairs,
    load_stories,
    pair_verdicts,
    render_stances,
    score_stances,
    story_verdicts,
)
from factcmp.errors import InputError
from factcmp.files import read_json, to_json, write_text
from factcmp.labels import LabelledSet, load_labelled_set
from factcmp.models import Report, Run
from factcmp.pipeline import compare_articles_async, compare_claims_async
from factcmp.score_text import render_scores
from factcmp.scores import Scores, combine_scores
from factcmp.scoring import score_report

_folder = click.Path(path_type=Path)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.command(
    "eval",
    short_help="Score reports against labelled sets.",
    epilog="Example: factcmp eval tests/stories --replay cassettes/stories.yaml --misses",
)
@click.argument("sets", nargs=-1, required=True, metavar="SET...", type=_folder)
@click.option("--report", "reports", type=_folder, help="Score this JSON report of the one SET, and ask no model.")
@click.option("--misses", is_flag=True, help="List each miss.")
@_json
@asking()
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def evaluate(
    *, sets: Sequence[Path], reports: Path | None, misses: bool, as_json: bool, flags: dict[str, Any], quiet: bool
) -> None:
    """Compare the articles of labelled sets and score the reports: quotes, coverage, grouping, relations, origins.

    SET is a labelled set (a YAML or JSON file), or a folder: each labels.yaml or labels.json in it and below it.
    """
    files = [file for path in sets for file in _label_files(path)]
    labels = [load_labelled_set(file) for file in files]
    if reports:
        if len(files) != 1:
            raise click.UsageError("--report goes with one SET")
        found = [read_json(reports, Report, "factcmp report")]
    else:
        with open_session(flags, quiet) as session:
            found = asyncio.run(_compare_sets(files, labels, session))
    scores = [
        score_report(report, label, _texts(file, label))
        for report, label, file in zip(found, labels, files, strict=True)
    ]
    total = combine_scores(scores)
    if as_json:
        click.echo(to_json(total), nl=False)
        return
    titled: list[tuple[str, Scores]] = [(file.parent.name, one) for file, one in zip(files, scores, strict=True)]
    if misses:
        for name, one in titled:
            click.echo(render_scores(one, name, misses=True))
    click.echo(render_scores(total, f"{len(files)} labelled sets" if len(files) > 1 else titled[0][0], misses=False))


@click.command(
    "bench-stance",
    short_help="Measure on stance data: stories with a claim, and headline pairs.",
    epilog="Example: factcmp bench-stance benchmarks/ --json",
)
@click.argument("data", type=_folder)
@click.option("--reports", type=_folder, help="Folder to write each story's JSON report to, for reading misses.")
@_json
@asking("record", "language")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def bench_stance(*, data: Path, reports: Path | None, as_json: bool, flags: dict[str, Any], quiet: bool) -> None:
    """Measure on the stance data in the folder DATA, and print figures with intervals, confusion and misses.

    Stories are folders rumours/NN with 0.txt (a claim), further texts (articles) and labels.json; pairs are lines of
    headline_pairs_LANGUAGE.jsonl with id, s1, s2 and stance. docs/measurements.md says how verdicts are read off.
    """
    stories = load_stories(data / "rumours")
    pair_files = sorted(data.glob("headline_pairs_*.jsonl"))
    if not stories and not pair_files:
        raise InputError(f"{data} has neither rumours/*/labels.json nor headline_pairs_*.jsonl")
    results: dict[str, StanceScores] = {}
    with open_session(flags, quiet) as session:
        if stories:
            found = asyncio.run(_compare_all([story.articles for story in stories], session))
            named = {story.name: report for story, report in zip(stories, found, strict=True)}
            verdicts = [v for story in stories for v in story_verdicts(story, named[story.name])]
            results["rumours"] = score_stances(verdicts)
            _keep(named, reports)
        for file in pair_files:
            language = file.stem.rpartition("_")[2]
            pairs = load_headline_pairs(file)
            run = Run(factcmp_version="", model=session.model.name, answered_by="endpoint", language=language)
            options = replace(session.options, language=language)
            extraction = headline_claims(pairs, run)
            report = asyncio.run(compare_claims_async(extraction, session.model, options, session.progress))
            results[file.stem] = score_stances(pair_verdicts(pairs, report))
            _keep({file.stem: report}, reports)
    if as_json:
        body = ",\n".join(f'"{name}": {scores.model_dump_json(indent=1)}' for name, scores in results.items())
        click.echo(f"{{\n{body}\n}}")
        return
    click.echo("\n".join(render_stances(scores, name) for name, scores in results.items()), nl=False)


def _label_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(file for name in ("labels.yaml", "labels.json") for file in path.rglob(name))
    if not found:
        raise InputError(f"{path} has no labels.yaml or labels.json")
    return found


def _texts(file: Path, labels: LabelledSet) -> dict[str, str]:
    return {article.id: article.text for article in load_articles([file.parent / name for name in labels.articles])}


async def _compare_sets(files: Sequence[Path], labels: Sequence[LabelledSet], session: Session) -> list[Report]:
    """One report a set, all at once."""
    sets = [
        load_articles([file.parent / name for name in label.articles])
        for file, label in zip(files, labels, strict=True)
    ]
    return await _compare_all(sets, session)


async def _compare_all(sets: Sequence[Any], session: Session) -> list[Report]:
    """One report a set of articles, all asked at once; the model's concurrency bounds it."""
    tasks = (compare_articles_async(articles, session.model, session.options, session.progress) for articles in sets)
    return await asyncio.gather(*tasks)


def _keep(reports: dict[str, Report], folder: Path | None) -> None:
    if folder is not None:
        for name, report in reports.items():
            write_text(folder / f"{name}.json", to_json(report))
