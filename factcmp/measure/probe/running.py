"""Puts the probe to a model."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

from factcmp.claims.answers import ClaimsWire
from factcmp.claims.extract import ExtractPrompts
from factcmp.errors import ModelUnavailableError
from factcmp.groups.answers import JudgementsWire
from factcmp.llm.prompts import Prompt, load_prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.measure.probe.judging import judge_pairs
from factcmp.measure.probe.labels import ProbeData, load_probe
from factcmp.measure.probe.reading import read_articles
from factcmp.measure.probe.result import BARS, ProbeResult, ProbeSubject, falls_short
from factcmp.models import ProbeState, PromptUse
from factcmp.models.ids import digest

LANGUAGE = "en"
"""Of glosses and explanations, whatever the run's: no figure rests on them, and so a model is probed once."""
_MAX_ARTICLE_CHARS = 12_000
_SCORING = "1"
"""Raised when the way of counting changes, so that no older result is taken for a new one."""


@dataclass(frozen=True)
class Probe:
    """What will be put to a model: the data, and the prompts that go with it."""

    data: ProbeData
    extract: ExtractPrompts
    judge: Prompt

    def prompts(self) -> tuple[PromptUse, ...]:
        """The prompts by content."""
        used = (self.extract.first, self.extract.rest, self.judge)
        return tuple(PromptUse(name=prompt.name, sha256=prompt.sha256) for prompt in used)

    def digest(self) -> str:
        """Of articles, labels, bars, and the shapes of the answers, which are part of what a model is told."""
        shapes = [json.dumps(shape.model_json_schema()) for shape in (ClaimsWire, JudgementsWire)]
        bars = [f"{measure} {least}" for measure, least in BARS.items()]
        return digest(_SCORING, LANGUAGE, self.data.sha256(), *shapes, *bars, length=16)


def open_probe(prompts_dir: Path | None = None, data: ProbeData | None = None) -> Probe:
    """The probe that comes with factcmp, with the prompts that a run would use.

    Raises:
        PromptError: a prompt cannot be read.
    """
    first, rest, judge = (load_prompt(name, prompts_dir) for name in ("extract", "extract-rest", "judge"))
    return Probe(data or load_probe(), ExtractPrompts(first, rest), judge)


async def run_probe_async(model: LanguageModel, subject: ProbeSubject, probe: Probe | None = None) -> ProbeResult:
    """The model's figures: two articles read and pairs judged, through the code and prompts of a run.

    The same answers give the same result to the byte.

    Raises:
        ModelUnavailableError: the endpoint did not answer; that says nothing about the model.
        RecordingError: replaying, and the recording lacks a request.
    """
    probe = probe or open_probe()
    tally, (pairs, confusion) = await asyncio.gather(
        read_articles(probe.data.articles, model, probe.extract, language=LANGUAGE, max_chars=_MAX_ARTICLE_CHARS),
        judge_pairs(probe.data, model, probe.judge, language=LANGUAGE, max_claims=subject.max_judged_claims),
    )
    tally.add(pairs)
    gone = next((failure for failure in tally.failures if failure.kind == ModelUnavailableError.kind), None)
    if gone is not None:
        raise ModelUnavailableError(f"the probe was not finished, and says nothing: {gone.message}")
    figures = tally.figures()
    short = any(falls_short(figure) for figure in figures)
    return ProbeResult(
        subject=subject,
        digest=probe.digest(),
        prompts=probe.prompts(),
        state=ProbeState.FAILED if short else ProbeState.PASSED,
        figures=figures,
        confusion=confusion,
        unstable=sum(miss.where.startswith("held: ") for miss in tally.misses),
        failures=tuple(
            sorted(tally.failures, key=lambda failure: (failure.stage, failure.group or failure.article or ""))
        ),
        misses=tuple(tally.misses),
        tokens=tally.tokens(),
    )


def run_probe(model: LanguageModel, subject: ProbeSubject, probe: Probe | None = None) -> ProbeResult:
    """`run_probe_async` for callers without an event loop."""
    return asyncio.run(run_probe_async(model, subject, probe))
