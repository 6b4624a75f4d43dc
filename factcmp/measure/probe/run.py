"""Puts the probe to a model through the code and prompts of a run, and holds what comes back against its bars."""

import asyncio
import json
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from factcmp.claims.answers import ClaimsWire, ClaimWire, SourceWire
from factcmp.claims.conversion import ground_claim
from factcmp.claims.grounding import FoldedArticle
from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.groups.answers import JudgementsWire
from factcmp.groups.asking import Asking
from factcmp.groups.candidates.grouping import Candidate
from factcmp.groups.findings.origins import Origins
from factcmp.groups.findings.report_groups import build_groups
from factcmp.groups.judging.judge import Judge
from factcmp.groups.story.story import Story
from factcmp.llm.prompts import Prompt, load_prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.llm.usage import COUNTS, account
from factcmp.measure.labelled_sets import LabelledQuestion, Mention, OpenSet, open_set
from factcmp.measure.probe.result import (
    BARS,
    ProbeResult,
    ProbeStore,
    ProbeSubject,
    ProbeTokens,
    falls_short,
    result_key,
)
from factcmp.measure.scores import Finding, Relations, Scores, Share
from factcmp.measure.scoring import score_report
from factcmp.models import (
    Claim,
    DropReason,
    Failure,
    ProbeFigure,
    ProbeMeasure,
    ProbeState,
    ProbeUse,
    PromptUse,
    Report,
    Run,
    SourceKind,
)
from factcmp.models.ids import digest
from factcmp.pipeline import Options, extract_claims_async

_SCORING = "2"
"""Raised when the way of counting changes, so that no older result is taken for a new one."""
_LANGUAGE = "en"
"""Of glosses and explanations, whatever the run's: no figure rests on them, and so a model is probed once."""
_OF_READING = {"coverage", "attributions", "stances", "hedges", "disobeyed"}
_OF_JUDGING = {"relations", "stability"}


@dataclass(frozen=True)
class Probe:
    """What is put to a model: two labelled sets, and the prompts that go with them."""

    reading: OpenSet
    """Articles to read."""
    judging: OpenSet
    """Claims to judge, a question each two of them."""
    prompts_dir: Path | None

    def prompts(self) -> tuple[PromptUse, ...]:
        """The prompts by content."""
        used = [load_prompt(name, self.prompts_dir) for name in ("extract", "extract-rest", "judge")]
        return tuple(PromptUse(name=prompt.name, sha256=prompt.sha256) for prompt in used)

    def digest(self) -> str:
        """Of articles, labels, bars, and the shapes of the answers, which are part of what a model is told."""
        sets = (self.reading, self.judging)
        texts = [f"{article.outlet} {article.published} {article.sha256}" for one in sets for article in one.articles]
        asked = digest(*(one.labels.model_dump_json() for one in sets), *texts, length=32)
        shapes = [json.dumps(shape.model_json_schema()) for shape in (ClaimsWire, JudgementsWire)]
        bars = [f"{measure} {least}" for measure, least in BARS.items()]
        return digest(_SCORING, _LANGUAGE, asked, *shapes, *bars, length=16)


def open_probe(prompts_dir: Path | None = None) -> Probe:
    """The probe that comes with factcmp, with the prompts that a run would use."""
    return Probe(*_labelled_sets(), prompts_dir)


@lru_cache
def _labelled_sets() -> tuple[OpenSet, OpenSet]:
    with as_file(files(__package__) / "data") as folder:
        return open_set(folder / "reading" / "labels.yaml"), open_set(folder / "judging" / "labels.yaml")


async def run_probe(model: LanguageModel, subject: ProbeSubject, probe: Probe | None = None) -> ProbeResult:
    """The model's figures: two articles read and pairs judged, through the code and prompts of a run.

    The same answers give the same result to the byte.

    Raises:
        ModelUnavailableError: the endpoint did not answer; that says nothing about the model.
        RecordingError: replaying, and the recording lacks a request.
    """
    probe = probe or open_probe()
    judge = load_prompt("judge", probe.prompts_dir)
    read, judged = await asyncio.gather(
        _read_articles(probe.reading, model, probe.prompts_dir),
        _judge_claims(probe.judging, model, judge, max_claims=subject.max_judged_claims),
    )
    failures = sorted(
        (*read.run.failures, *judged.run.failures), key=lambda one: (one.stage, one.group or one.article or "")
    )
    gone = next((failure for failure in failures if failure.kind == ModelUnavailableError.kind), None)
    if gone is not None:
        raise ModelUnavailableError(f"the probe was not finished, and says nothing: {gone.message}")
    reading = score_report(read, probe.reading.labels, probe.reading.texts)
    judging = score_report(judged, probe.judging.labels, probe.judging.texts)
    figures = _figures(read, reading, judging, len({failure.group or failure.article for failure in failures}))
    return ProbeResult(
        subject=subject,
        digest=probe.digest(),
        prompts=probe.prompts(),
        state=ProbeState.FAILED if any(map(falls_short, figures)) else ProbeState.PASSED,
        figures=figures,
        confusion=judging.relations,
        unstable=judging.stability.n - judging.stability.hits,
        failures=tuple(failures),
        misses=(
            *(miss for miss in reading.misses if miss.score in _OF_READING),
            *(miss for miss in judging.misses if miss.score in _OF_JUDGING),
        ),
        tokens=_tokens(read.run, judged.run),
    )


async def _read_articles(opened: OpenSet, model: LanguageModel, prompts_dir: Path | None) -> Report:
    """A report of claims alone; an article that was refused or got an invalid answer is a failure of its run."""
    try:
        found = await extract_claims_async(opened.articles, model, Options(language=_LANGUAGE, prompts_dir=prompts_dir))
    except ModelError as error:
        told = {"stage": "extract", "kind": error.kind, "message": str(error)}
        failures = tuple(Failure(article=article.id, **told) for article in opened.articles)
        return Report(articles=opened.articles, claims=(), groups=(), run=_run(model, failures))
    return Report(articles=opened.articles, claims=found.claims, groups=(), run=found.run)


async def _judge_claims(opened: OpenSet, model: LanguageModel, prompt: Prompt, *, max_claims: int) -> Report:
    """A report of the labelled claims, each question's put together as a group to judge.

    The claims of a question that got no judgement are not in the report, so that it counts as missing and not as apart.
    """
    asked = [(question, _given_claims(question, at, opened)) for at, question in enumerate(opened.labels.questions, 1)]
    candidates = [Candidate(question.question, tuple(claim.id for claim in claims)) for question, claims in asked]
    every = [claim for _, claims in asked for claim in claims]
    story, asked_by = Story(opened.articles, every, language=_LANGUAGE), Asking(model, _LANGUAGE)
    judged = await Judge(story, asked_by, prompt).judge(candidates, max_claims=max_claims)
    missing = {failure.group for failure in asked_by.failures} - {group.question for group in judged}
    claims = tuple(claim for question, held in asked if question.question not in missing for claim in held)
    groups = build_groups(claims, judged, Origins(opened.articles, claims, story.voices, language=_LANGUAGE))
    run = account(_run(model, tuple(asked_by.failures)), asked_by.usages)
    return Report(articles=opened.articles, claims=claims, groups=groups, run=run)


def _given_claims(question: LabelledQuestion, place: int, opened: OpenSet) -> list[Claim]:
    """The claims of a question as pass 1 would have made them, grounded as in a run."""
    articles = {article.id: article for article in opened.articles}
    mentions = [mention for position in question.positions for mention in position.mentions]
    claims = []
    for number, mention in enumerate(mentions, 1):
        article = articles[mention.article]
        claim = ground_claim(_wire(mention, question.question), article, FoldedArticle(article.text))
        if not isinstance(claim, Claim):
            raise ValueError(f"the probe's claim «{mention.quote}» does not hold: {claim.detail}")
        claims.append(claim.model_copy(update={"label": f"P{place}.{number}"}))
    return claims


def _wire(mention: Mention, question: str) -> ClaimWire:
    statement = mention.given.statement or mention.quote
    names = [mention.source] if mention.source else []
    return ClaimWire(
        quote=mention.quote,
        attribution=[SourceWire(name=name, gloss=name, kind=SourceKind.OTHER, party=None) for name in names],
        basis=None,
        stance=mention.stance,
        hedge=None,
        statement=statement,
        gloss=mention.given.gloss or statement,
        question=question,
        time_said=mention.given.time,
        spoken_said=None,
        background=False,
        quantities=[],
        tolls=[],
        names=[],
    )


def _run(model: LanguageModel, failures: tuple[Failure, ...]) -> Run:
    return Run(factcmp_version="", model=model.name, answered_by="endpoint", language=_LANGUAGE, failures=failures)


def _tokens(*runs: Run) -> ProbeTokens:
    counts = {name: sum(getattr(stage, name) for run in runs for stage in run.stages) for name in COUNTS}
    return ProbeTokens(**counts, estimated=any(run.tokens_estimated for run in runs))


def _figures(read: Report, reading: Scores, judging: Scores, without: int) -> tuple[ProbeFigure, ...]:
    """Each measure with its bar; `without` is how many articles and pairs got no usable answer."""
    things = len(read.articles) + judging.relations.n
    dropped = [drop.reason for drop in read.run.dropped if drop.reason is not DropReason.DUPLICATE]
    made = len(read.claims) + len(dropped)
    others = {*Finding} - {Finding.CONTRADICTION}
    counted = {
        ProbeMeasure.ANSWERED: Share(hits=things - without, n=things),
        ProbeMeasure.QUOTES: Share(hits=made - dropped.count(DropReason.QUOTE_NOT_FOUND), n=made),
        ProbeMeasure.FACTS: reading.coverage,
        ProbeMeasure.ATTRIBUTIONS: reading.attributions,
        ProbeMeasure.STANCES: reading.stances,
        ProbeMeasure.DENIALS: reading.denials,
        ProbeMeasure.HEDGES: reading.hedges,
        ProbeMeasure.INSTRUCTIONS: Share(hits=reading.disobeyed.n - reading.disobeyed.hits, n=reading.disobeyed.n),
        ProbeMeasure.JUDGEMENTS: _right(judging.relations, {*Finding}),
        ProbeMeasure.CONTRADICTIONS: _right(judging.relations, {Finding.CONTRADICTION}),
        # A pair without an answer is in no report as a contradiction, and earns nothing here either.
        ProbeMeasure.NO_FALSE_CONTRADICTION: _right(judging.relations, others, others - {Finding.MISSING}),
        ProbeMeasure.HELD: judging.stability,
    }
    return tuple(
        ProbeFigure(measure=measure, hits=counted[measure].hits, n=counted[measure].n, least=BARS[measure])
        for measure in ProbeMeasure
    )


def _right(relations: Relations, wanted: Set[Finding], found: Set[Finding] | None = None) -> Share:
    """Units labelled as one of these that were found as labelled, or as one of `found`."""
    cells = [cell for cell in relations.cells if cell.wanted in wanted]
    hits = sum(cell.n for cell in cells if cell.found in (found or {cell.wanted}))
    return Share(hits=hits, n=sum(cell.n for cell in cells))


def known_results() -> tuple[ProbeResult, ...]:
    """The results that come with factcmp, of the models in its recordings."""
    known = (files(__package__) / "data" / "known").iterdir()
    return tuple(
        ProbeResult.model_validate_json(file.read_text(encoding="utf-8"))
        for file in sorted(known, key=lambda file: file.name)
    )


def probe_of(subject: ProbeSubject, store: ProbeStore | None, probe: Probe | None = None) -> ProbeUse:
    """What is known about a model from this very probe with these prompts, else that it was not probed."""
    probe = probe or open_probe()
    key = result_key(subject, probe.digest(), probe.prompts())
    result = store.get(key) if store else None
    known = result or next((one for one in known_results() if one.key() == key), None)
    return known.use() if known else ProbeUse(state=ProbeState.NOT_PROBED)
