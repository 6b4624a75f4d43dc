"""The shapes that the model fills in when it reads an article.

Names, order and the few descriptions are part of the request; the prompt says what each field means, so that it is said
once. The evidence comes before the wording, the reason before the label. Every field is required and nothing else is
allowed, as strict structured output asks. They are lenient about what a rule can judge better afterwards (whether a
quote is true, how long a list may be).
"""

from typing import Annotated

from pydantic import Field

from factcmp.llm.protocol import Wire
from factcmp.models import Harm, LeftOutReason, NameKind, SourceKind, Stance


class SourceWire(Wire):
    """One link of an attribution chain."""

    name: str
    gloss: str
    kind: SourceKind
    party: str | None


class QuantityWire(Wire):
    """A number in the claim."""

    said: str
    counts: str


class TollWire(Wire):
    """A figure for harm to people."""

    figure: str
    harm: Harm
    of_whom: str | None
    place: str | None
    period: str | None
    blamed: str | None
    blame_hedge: str | None
    part_of: str | None


class NameWire(Wire):
    """An actor or place in the claim."""

    name: str
    gloss: str
    kind: NameKind


class ClaimWire(Wire):
    """One claim, its evidence first."""

    quote: str
    attribution: list[SourceWire]
    basis: str | None
    stance: Stance
    hedge: str | None
    statement: str
    gloss: Annotated[str | None, Field(description="null if the article is in the report language")]
    question: str
    time_said: str | None
    spoken_said: str | None
    background: bool
    quantities: list[QuantityWire]
    tolls: list[TollWire]
    names: list[NameWire]


class LeftOutWire(Wire):
    """A sentence that yields no claim."""

    quote: Annotated[str, Field(description="its first six to ten words, verbatim")]
    reason: LeftOutReason


class ClaimsWire(Wire):
    """The answer of pass 1."""

    language: Annotated[str, Field(description="BCP 47")]
    outlet: str | None
    published_said: str | None
    own_day_said: str | None
    claims: list[ClaimWire]
    left_out: list[LeftOutWire]


class FoundWire(ClaimWire):
    """A claim that answers a question which an article was asked once more."""

    number: Annotated[int, Field(description="the number of the question that it answers")]


class FoundAgainWire(Wire):
    """The answer of the second look: what an article says to questions on which it seemed silent."""

    found: list[FoundWire]
