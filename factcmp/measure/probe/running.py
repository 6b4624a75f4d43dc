"""Puts the probe to a model."""

import asyncio
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from factcmp.claims.answers import ClaimsWire
from factcmp.claims.extract import ExtractPrompts
from factcmp.errors import ModelUnavailableError
from factcmp.groups.answers import JudgementsWire
from factcmp.llm.prompts import Prompt, load_prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.llm.usage import sum_of
from factcmp.measure.labelled_sets import OpenSet, open_set
from factcmp.measure.probe.asking import LANGUAGE, judge_claims, read_articles
from factcmp.measure.probe.counting import BARS, figures, misses, score_set
from factcmp.measure.probe.result import ProbeResult, ProbeSubject, ProbeTokens, falls_short
from factcmp.models import ProbeState, PromptUse
from factcmp.models.ids import digest

_SCORING = "2"
"""Raised when the way of counting changes, so that no older result is taken for a new one."""


@dataclass(frozen=True)
class ProbeData:
    """What is put to a model, with the labels."""

    reading: OpenSet
    """Articles to read."""
    judging: OpenSet
    """Claims to judge, a question each two of them."""

    def digest(self) -> str:
        """Of all of it, so that a result can name what it was found on."""
        sets = (self.reading, self.judging)
        texts = [f"{article.outlet} {article.published} {article.sha256}" for one in sets for article in one.articles]
        return digest(*(one.labels.model_dump_json() for one in sets), *texts, length=32)


@lru_cache
def load_probe() -> ProbeData:
    """The probe that comes with factcmp."""
    with as_file(files(__package__) / "data") as folder:
        return ProbeData(*(open_set(folder / name / "labels.yaml") for name in ("reading", "judging")))


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
        return digest(_SCORING, LANGUAGE, self.data.digest(), *shapes, *bars, length=16)


def open_probe(prompts_dir: Path | None = None, data: ProbeData | None = None) -> Probe:
    """The probe that comes with factcmp, with the prompts that a run would use.

    Raises:
        PromptError: a prompt cannot be read.
    """
    first, rest, judge = (load_prompt(name, prompts_dir) for name in ("extract", "extract-rest", "judge"))
    return Probe(data or load_probe(), ExtractPrompts(first, rest), judge)


async def run_probe(model: LanguageModel, subject: ProbeSubject, probe: Probe | None = None) -> ProbeResult:
    """The model's figures: two articles read and pairs judged, through the code and prompts of a run.

    The same answers give the same result to the byte.

    Raises:
        ModelUnavailableError: the endpoint did not answer; that says nothing about the model.
        RecordingError: replaying, and the recording lacks a request.
    """
    probe = probe or open_probe()
    read, judged = await asyncio.gather(
        read_articles(probe.data.reading, model, probe.extract),
        judge_claims(probe.data.judging, model, probe.judge, max_claims=subject.max_judged_claims),
    )
    failures = sorted((*read.failures, *judged.failures), key=lambda one: (one.stage, one.group or one.article or ""))
    gone = next((failure for failure in failures if failure.kind == ModelUnavailableError.kind), None)
    if gone is not None:
        raise ModelUnavailableError(f"the probe was not finished, and says nothing: {gone.message}")
    scores = score_set(probe.data.reading, read), score_set(probe.data.judging, judged)
    found = figures((read, scores[0]), (judged, scores[1]))
    used = sum_of((*read.usages, *judged.usages))
    return ProbeResult(
        subject=subject,
        digest=probe.digest(),
        prompts=probe.prompts(),
        state=ProbeState.FAILED if any(map(falls_short, found)) else ProbeState.PASSED,
        figures=found,
        confusion=scores[1].relations,
        unstable=scores[1].stability.n - scores[1].stability.hits,
        failures=tuple(failures),
        misses=tuple(misses(*scores)),
        tokens=ProbeTokens.model_validate(used, from_attributes=True),
    )
