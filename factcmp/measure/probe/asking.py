"""Puts the probe's two labelled sets to a model by the code and prompts of a run, and makes reports of the answers."""

from collections.abc import Sequence
from pathlib import Path

from factcmp.claims.answers import ClaimWire, SourceWire
from factcmp.claims.conversion import ground_claim
from factcmp.claims.grounding import FoldedArticle
from factcmp.errors import ModelError
from factcmp.groups.asking import Asking
from factcmp.groups.candidates.grouping import Candidate
from factcmp.groups.findings.origins import Origins
from factcmp.groups.findings.report_groups import build_groups
from factcmp.groups.judging.judge import Judge
from factcmp.groups.story.story import Story
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.llm.usage import account
from factcmp.measure.labelled_sets import LabelledQuestion, Mention, OpenSet
from factcmp.models import Claim, Failure, Report, Run, SourceKind
from factcmp.pipeline import Options, extract_claims_async

LANGUAGE = "en"
"""Of glosses and explanations, whatever the run's: no figure rests on them, and so a model is probed once."""


async def read_articles(opened: OpenSet, model: LanguageModel, prompts_dir: Path | None) -> Report:
    """A report of claims alone; an article that was refused or got an invalid answer is a failure of its run.

    Raises:
        RecordingError: replaying, and the recording lacks a request.
    """
    try:
        found = await extract_claims_async(opened.articles, model, Options(language=LANGUAGE, prompts_dir=prompts_dir))
    except ModelError as error:
        told = {"stage": "extract", "kind": error.kind, "message": str(error)}
        failures = tuple(Failure(article=article.id, **told) for article in opened.articles)
        return Report(articles=opened.articles, claims=(), groups=(), run=_run(model, failures))
    return Report(articles=opened.articles, claims=found.claims, groups=(), run=found.run)


async def judge_claims(opened: OpenSet, model: LanguageModel, prompt: Prompt, *, max_claims: int) -> Report:
    """A report of the labelled claims, each question's put together as a group to judge.

    The claims of a question that got no judgement are not in the report, so that it counts as missing and not as apart.

    Raises:
        RecordingError: replaying, and the recording lacks a request.
    """
    asked = [(question, given_claims(question, at, opened)) for at, question in enumerate(opened.labels.questions, 1)]
    candidates = [Candidate(question.question, tuple(claim.id for claim in claims)) for question, claims in asked]
    every = [claim for _, claims in asked for claim in claims]
    story, asked_by = Story(opened.articles, every, language=LANGUAGE), Asking(model, LANGUAGE)
    judged = await Judge(story, asked_by, prompt).judge(candidates, max_claims=max_claims)
    missing = {failure.group for failure in asked_by.failures} - {group.question for group in judged}
    claims = tuple(claim for question, held in asked if question.question not in missing for claim in held)
    groups = build_groups(claims, judged, Origins(opened.articles, claims, story.voices, language=LANGUAGE))
    run = account(_run(model, tuple(asked_by.failures)), asked_by.usages)
    return Report(articles=opened.articles, claims=claims, groups=groups, run=run)


def given_claims(question: LabelledQuestion, place: int, opened: OpenSet) -> list[Claim]:
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
    names: Sequence[str] = [mention.source] if mention.source else []
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
    return Run(factcmp_version="", model=model.name, answered_by="endpoint", language=LANGUAGE, failures=failures)
