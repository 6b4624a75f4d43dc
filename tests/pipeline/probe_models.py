"""Models that answer the probe in a known way: one that reads, and several that do not."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel
from scripted import JUDGED, ScriptedModel, claim_wire, claims_wire

from factcmp.claims.answers import ClaimsWire, ClaimWire, LeftOutWire
from factcmp.errors import ModelError
from factcmp.groups.answers import BetweenWire, JudgementsWire, JudgementWire, PositionWire
from factcmp.llm.protocol import Request
from factcmp.measure.labelled_sets import LabelledQuestion, Mention
from factcmp.measure.probe.run import open_probe
from factcmp.measure.scores import Finding
from factcmp.models import Article, Difference, LeftOutReason, Stance

_GROUP = re.compile(r"^GROUP (\d+)\nQuestion: (.+?)\n(.*?)(?=^GROUP |\Z)", re.MULTILINE | re.DOTALL)
RELATIONS = (Finding.AGREEMENT, Finding.CONTRADICTION, Finding.UPDATE, Finding.PARTIAL, Finding.APART)
READING = open_probe().reading
EXAMPLE = {
    position.mentions[0].quote: position.summary
    for question in READING.labels.questions
    for position in question.positions
}
"""Of each fact's quote a right statement."""
FACTS = tuple(question.positions[0].mentions[0] for question in READING.labels.questions)
PAIRS = open_probe().judging.labels.questions


def facts_of(article: Article) -> list[Mention]:
    return [fact for fact in FACTS if fact.article == article.id]


def accepted(pair: LabelledQuestion) -> tuple[Finding, ...]:
    """What an editor would sign of a pair, the label first."""
    if not pair.between:
        return (Finding.AGREEMENT,)
    return (Finding(pair.between[0].relation), *(Finding(one.value) for one in pair.between[0].accepts))


@dataclass
class Reader:
    """How a model answers; by default rightly."""

    source: Callable[[Mention], str | None] = lambda fact: fact.called[0] if fact.called else None
    stance: Callable[[Mention], Stance] = lambda fact: fact.stance
    relation: Callable[[LabelledQuestion], Finding] = lambda pair: accepted(pair)[0]
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
        article = next(article for article in READING.articles if article.text.strip() in asked)
        if "Claims made already" in asked:
            return claims_wire([], language=language_of(article))
        return self._read(article)

    def _read(self, article: Article) -> ClaimsWire:
        claims = []
        for fact in facts_of(article):
            stance = self.stance(fact)
            wire = claim_wire(fact.quote, statement=EXAMPLE[fact.quote], source=self.source(fact), stance=stance)
            claims.append(self.claim(wire.model_copy(update={"hedge": fact.hedge})))
        lines = [line for line in article.text.splitlines() if line]
        left = [LeftOutWire(quote=lines[0], reason=LeftOutReason.NO_FACT)]
        left.append(LeftOutWire(quote=lines[-1], reason=LeftOutReason.PAGE_FURNITURE))
        return claims_wire([*claims, *self.more], left, language_of(article))

    def _judge(self, asked: str) -> JudgementsWire:
        judgements = []
        for group, question, told in _GROUP.findall(asked):
            if question not in self.pairs_left_out:
                pair = next(pair for pair in PAIRS if pair.question == question)
                numbers = [int(number) for number in re.findall(r"^\[(\d+)\] in \[", told, re.MULTILINE)]
                judgements.append(judgement(int(group), numbers, self.relation(pair)))
        return JudgementsWire(judgements=judgements)


def language_of(article: Article) -> str:
    return "en" if article.title.isascii() else "ar"


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
            one=1, other=2, reason="…", differs_in=[Difference.STATUS], relation=JUDGED[relation.value], later=None
        )
        between.append(said)
    return JudgementWire(
        group=group,
        reading="…",
        out_of_place=[other] if relation is Finding.APART else [],
        positions=[PositionWire(summary="…", claims=claims) for claims in positions],
        compared_numbers=[],
        between=between,
        explanation="…",
    )


def guesser(seed: int) -> Reader:
    """Quotes well, and guesses everything that a quote does not show."""
    chance = random.Random(seed)  # noqa: S311
    sources = [None, *sorted({fact.called[0] for fact in FACTS if fact.called})]
    return Reader(
        source=lambda fact: chance.choice(sources),  # noqa: ARG005
        stance=lambda fact: chance.choice(list(Stance)),  # noqa: ARG005
        relation=lambda pair: chance.choice(RELATIONS),  # noqa: ARG005
    )
