"""The second half of the probe: pairs are judged as in a run, and the relations held against the labels."""

from collections import Counter

from factcmp.groups.candidates import Candidate
from factcmp.groups.claim_text import ClaimSet
from factcmp.groups.judge import Judge
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.measure.probe.counts import Tally
from factcmp.measure.probe.labels import ProbeData, ProbePair
from factcmp.measure.scores import Finding, Relations, tabulate
from factcmp.models import ProbeMeasure


async def judge_pairs(
    data: ProbeData, model: LanguageModel, prompt: Prompt, *, language: str, max_claims: int
) -> tuple[Tally, Relations]:
    """What the model found of the pairs, as counts and as pairs by label and finding.

    A pair that is left out, or whose request failed, is a failure and counts as wrong; one that was judged once and not
    confirmed is a failure and counts as judged.

    Raises:
        RecordingError: replaying, and the recording lacks a request.
    """
    articles, claims = data.claims_to_judge()
    candidates = [
        Candidate(pair.question, tuple(claim.id for claim in members))
        for pair, members in zip(data.pairs, claims, strict=True)
    ]
    judge = Judge(ClaimSet(articles, [claim for pair in claims for claim in pair]), model, prompt, language=language)
    judged = {group.question: group for group in await judge.judge(candidates, max_claims=max_claims)}
    failed = {failure.group for failure in judge.failures}
    tally = Tally(usages=judge.usages, failures=judge.failures)
    cells: Counter[tuple[Finding, Finding]] = Counter()
    for pair in data.pairs:
        group = judged.get(pair.question)
        found = Finding(group.judgement.relation.value) if group else Finding.APART
        if group is None and pair.question in failed:
            found = Finding.MISSING
        tally.count(ProbeMeasure.ANSWERED, pair.question not in failed, 1)
        cells[pair.accepts[0], pair.accepts[0] if found in pair.accepts else found] += 1
        _score(pair, found, tally)
        if group is not None and group.stable is not None:
            tally.count(ProbeMeasure.HELD, group.stable, 1)
            if not group.stable:
                tally.miss(f"held: {pair.question}", "one relation", ", then ".join(group.judgements))
    return tally, tabulate(cells)


def _score(pair: ProbePair, found: Finding, tally: Tally) -> None:
    right = found in pair.accepts
    tally.count(ProbeMeasure.JUDGEMENTS, right, 1)
    if Finding.CONTRADICTION in pair.accepts:
        tally.count(ProbeMeasure.CONTRADICTIONS, found is Finding.CONTRADICTION, 1)
    else:
        # A pair without an answer is in no report as a contradiction, and earns nothing here either.
        harmless = found not in (Finding.CONTRADICTION, Finding.MISSING)
        tally.count(ProbeMeasure.NO_FALSE_CONTRADICTION, harmless, 1)
    if not right:
        tally.miss(f"judgements: {pair.hazard}: {pair.question}", " or ".join(pair.accepts), found)
