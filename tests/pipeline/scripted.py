"""A language model that answers from a script, so that nothing is ever patched."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel

from factcmp.claims.answers import ClaimsWire, ClaimWire, FoundAgainWire, LeftOutWire, SourceWire
from factcmp.errors import ModelError
from factcmp.groups.answers import JudgedRelation, RegroupsWire, SameNamesWire
from factcmp.llm.protocol import Answer, Answers, Request, T, Usage
from factcmp.models import SourceKind, Stance


class ScriptedModel:
    """Answers each request by a function of it, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, answer: Callable[[Request[BaseModel]], BaseModel | ModelError]) -> None:
        self.answer = answer
        self.asked: list[Request[BaseModel]] = []
        self.answers: Answers | None = None

    async def ask(self, request: Request[T]) -> Answer[T]:
        self.asked.append(request)  # type: ignore[arg-type]
        answer = self.answer(request)  # type: ignore[arg-type]
        if isinstance(answer, ModelError):
            raise answer
        if not isinstance(answer, request.answer):
            # A script that is not about names, second looks or second sortings leaves them out.
            answer = NOTHING[request.answer]
        assert isinstance(answer, request.answer)
        return Answer(answer, Usage(requests=1, input_tokens=100, output_tokens=10))


NOTHING: dict[type[BaseModel], BaseModel] = {
    SameNamesWire: SameNamesWire(same=[], voices=[]),
    FoundAgainWire: FoundAgainWire(found=[]),
    RegroupsWire: RegroupsWire(changes=[]),
}

JUDGED = {
    "contradiction": JudgedRelation.CONTRADICTION,
    "update": JudgedRelation.UPDATE,
    "competing": JudgedRelation.COMPETING,
    "partial": JudgedRelation.COMPLEMENTARY,
}


def claim_wire(
    quote: str,
    *,
    statement: str | None = None,
    source: str | None = None,
    stance: Stance = Stance.ASSERTS,
    question: str = "What happened?",
    time_said: str | None = None,
) -> ClaimWire:
    sources = [SourceWire(name=source, gloss=source, kind=SourceKind.OFFICIAL, party=None)] if source else []
    return ClaimWire(
        quote=quote,
        attribution=sources,
        basis=None,
        stance=stance,
        hedge=None,
        statement=statement or quote,
        gloss=statement or quote,
        question=question,
        time_said=time_said,
        spoken_said=None,
        background=False,
        quantities=[],
        tolls=[],
        names=[],
    )


def claims_wire(claims: Sequence[ClaimWire], left_out: Sequence[LeftOutWire] = (), language: str = "en") -> ClaimsWire:
    return ClaimsWire(
        language=language,
        outlet=None,
        published_said=None,
        own_day_said=None,
        claims=list(claims),
        left_out=list(left_out),
    )
