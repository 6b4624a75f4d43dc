"""Models that answer the probe in a known way: one that reads, and several that do not."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel
from scripted import ScriptedModel, claim_wire, claims_wire

from factcmp.claims.answers import ClaimsWire, ClaimWire, LeftOutWire
from factcmp.errors import ModelError
from factcmp.groups.answers import BetweenWire, JudgementsWire, JudgementWire, PositionWire
from factcmp.llm.protocol import Request
from factcmp.measure.probe.labels import ProbeArticle, ProbeFact, ProbePair, load_probe
from factcmp.measure.scores import Finding
from factcmp.models import Difference, Disagreement, LeftOutReason, Stance

_GROUP = re.compile(r"^GROUP (\d+)\nQuestion: (.+?)\n(.*?)(?=^GROUP |\Z)", re.MULTILINE | re.DOTALL)
RELATIONS = (Finding.AGREEMENT, Finding.CONTRADICTION, Finding.UPDATE, Finding.PARTIAL, Finding.APART)
FACTS = tuple(fact for article in load_probe().articles for fact in article.facts)
PAIRS = load_probe().pairs


@dataclass
class Reader:
    """How a model answers; by default rightly."""

    source: Callable[[ProbeFact], str | None] = lambda fact: fact.sources[0] if fact.sources else None
    stance: Callable[[ProbeFact], Stance] = lambda fact: fact.stance
    relation: Callable[[ProbePair], Finding] = lambda pair: pair.accepts[0]
    claim: Callable[[ClaimWire], ClaimWire] = lambda wire: wire
    more: tuple[ClaimWire, ...] = ()
    """Claims that it makes besides, of every article."""
    fails: Callable[[Request[BaseModel]], ModelError | None] = lambda request: None  # noqa: ARG005
    pairs_left_out: frozenset[str] = field(default_factory=frozenset)

    def model(self) -> ScriptedModel:
        return ScriptedModel(self._answer)

    def _answer(self, request: Request[BaseModel]) -> BaseModel | ModelError:
        error = self.fails(request)
        if error:
            return error
        asked = request.messages[-1].content
        if request.answer is JudgementsWire:
            return self._judge(asked)
        assert request.answer is ClaimsWire
        article = next(article for article in load_probe().articles if article.text.strip() in asked)
        if "Claims made already" in asked:
            return claims_wire([], language=article.language)
        return self._read(article)

    def _read(self, article: ProbeArticle) -> ClaimsWire:
        claims = []
        for fact in article.facts:
            stance = self.stance(fact)
            wire = claim_wire(fact.quote, statement=fact.example, source=self.source(fact), stance=stance)
            claims.append(self.claim(wire.model_copy(update={"hedge": fact.hedge})))
        lines = [line for line in article.text.splitlines() if line]
        left = [LeftOutWire(quote=lines[0], note="repeated in the text", reason=LeftOutReason.NO_FACT)]
        left.append(LeftOutWire(quote=lines[-1], note="not for readers", reason=LeftOutReason.PAGE_FURNITURE))
        return claims_wire([*claims, *self.more], left, article.language)

    def _judge(self, asked: str) -> JudgementsWire:
        judgements = []
        for group, question, told in _GROUP.findall(asked):
            if question not in self.pairs_left_out:
                pair = next(pair for pair in PAIRS if pair.question == question)
                numbers = [int(number) for number in re.findall(r"^\[(\d+)\] article", told, re.MULTILINE)]
                judgements.append(judgement(int(group), numbers, self.relation(pair)))
        return JudgementsWire(judgements=judgements)


def judgement(group: int, numbers: list[int], relation: Finding) -> JudgementWire:
    one, other = numbers
    positions = [[one], [other]]
    if relation is Finding.AGREEMENT:
        positions = [[one, other]]
    elif relation is Finding.APART:
        positions = [[one]]
    between = []
    if len(positions) == 2:
        said = BetweenWire(
            one=1, other=2, reason="…", differs_in=[Difference.STATUS], relation=Disagreement(relation.value)
        )
        between.append(said)
    return JudgementWire(
        group=group,
        reading="…",
        out_of_place=[other] if relation is Finding.APART else [],
        positions=[PositionWire(summary="…", claims=claims) for claims in positions],
        same_origin=[],
        compared_numbers=[],
        between=between,
        explanation="…",
    )


def guesser(seed: int) -> Reader:
    """Quotes well, and guesses everything that a quote does not show."""
    chance = random.Random(seed)  # noqa: S311
    sources = [None, *sorted({fact.sources[0] for fact in FACTS if fact.sources})]
    return Reader(
        source=lambda fact: chance.choice(sources),  # noqa: ARG005
        stance=lambda fact: chance.choice(list(Stance)),  # noqa: ARG005
        relation=lambda pair: chance.choice(RELATIONS),  # noqa: ARG005
    )
