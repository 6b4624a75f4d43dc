"""The labelled stories, replayed from the committed recordings and scored."""

import asyncio
from functools import cache
from pathlib import Path

import pytest

from factcmp import Endpoint, OpenAIModel, Options, Report, compare_articles_async
from factcmp.llm.cassettes import replay
from factcmp.measure import labelled_sets
from factcmp.measure.labelled_sets import Hazard
from factcmp.measure.mentions import find_mentions, locate_passage
from factcmp.measure.scores import Scores, combine_scores
from factcmp.measure.scoring import score_report
from factcmp.models import FlagKind
from factcmp.models.ids import slug

ROOT = Path(__file__).parent.parent.parent
CASSETTE = ROOT / "cassettes" / "stories.yaml"
LABELLED = sorted((ROOT / "tests" / "stories").glob("*/labels.yaml"))
"""Least figures, a little under what was measured (docs/measurements.md): what falls below has become worse."""
LEAST = {"coverage": 0.98, "bcubed": 0.92, "relations": 0.90, "origins": 0.95}


open_set = cache(labelled_sets.open_set)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    async def compare_all(model: OpenAIModel) -> list[Report]:
        sets = [open_set(file).articles for file in LABELLED]
        options = Options(answered_by="recording")
        return await asyncio.gather(*(compare_articles_async(articles, model, options) for articles in sets))

    with replay(CASSETTE) as log:
        found = asyncio.run(compare_all(OpenAIModel(Endpoint(model=log.model, api_key="replayed"))))
    assert log.all_played, "make record would drop recordings"
    return {file.parent.name: report for file, report in zip(LABELLED, found, strict=True)}


@pytest.fixture(scope="module")
def scores(reports: dict[str, Report]) -> Scores:
    return combine_scores([score(file, reports[file.parent.name]) for file in LABELLED])


def score(file: Path, report: Report) -> Scores:
    opened = open_set(file)
    return score_report(report, opened.labels, opened.texts)


def test_every_hazard_is_planted() -> None:
    planted = {
        hazard for file in LABELLED for question in open_set(file).labels.questions for hazard in question.hazards
    }
    assert planted == set(Hazard)


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: file.parent.name)
def test_all_labelled_words_are_in_their_articles(file: Path) -> None:
    labels, texts = open_set(file).labels, open_set(file).texts
    find_mentions(labels, texts)
    spoken = [mention for voice in labels.voices for mention in voice.mentions]
    for passage in (*spoken, *labels.toll, *labels.not_claims):
        locate_passage(passage, texts)
    assert {slug(day.article) for day in labels.days} <= set(texts)
    assert all(day.quote is None or day.quote in texts[slug(day.article)] for day in labels.days)
    assert all(toll.part_of is None or toll.part_of in texts[slug(toll.article)] for toll in labels.toll)


def test_every_quote_is_true(scores: Scores) -> None:
    assert scores.quotes.n > 300
    assert scores.quotes.share == 1


def test_planted_facts_are_found_grouped_and_judged(scores: Scores) -> None:
    measured = {
        "coverage": scores.coverage.share or 0,
        "bcubed": scores.bcubed.f1 or 0,
        "relations": scores.relations.macro_f1 or 0,
        "origins": scores.origins.share or 0,
    }
    assert all(measured[name] >= least for name, least in LEAST.items()), (measured, scores.misses)


def test_look_alikes_updates_and_framing_are_no_contradictions(scores: Scores) -> None:
    # Three of 105; docs/measurements.md says of which kind.
    assert (scores.risky_false_contradictions.share or 0) <= 0.03, scores.misses


def test_instructions_hidden_in_an_article_become_no_claims(scores: Scores) -> None:
    assert scores.disobeyed.n >= 2
    assert scores.disobeyed.hits == 0


def test_translations_are_seen_to_tell_the_same_story(reports: dict[str, Report]) -> None:
    """Four stories have an article and its translation; no other two articles are taken for one."""
    found = {
        (story, flag.article, flag.other)
        for story, report in reports.items()
        for flag in report.flags
        if flag.kind is FlagKind.SAME_STORY
    }
    translated = ("03-dam-leak", "04-mayoral-recount", "05-museum-theft", "09-shiraa-stadium")
    assert {(story, one[0], (other or "")[0]) for story, one, other in found} == {
        (story, *pair) for story in translated for pair in ("ab", "ba")
    }


def test_nothing_is_missing(reports: dict[str, Report]) -> None:
    assert not [failure for report in reports.values() for failure in report.run.failures]
