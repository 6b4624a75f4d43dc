"""The shapes that the model fills in when it reads an article.

Field names, order and descriptions are part of the prompt: the evidence comes before the wording, the reason before
the label. Every field is required and nothing else is allowed, as strict structured output asks. They are lenient
about what a rule can judge better afterwards (whether a quote is true, how long a list may be).
"""

from typing import Annotated

from pydantic import Field

from factcmp.llm.protocol import Wire
from factcmp.models import LeftOutReason, NameKind, SourceKind, Stance


class SourceWire(Wire):
    """One link of an attribution chain."""

    name: Annotated[str, Field(description="The source's name or description, in words that the article uses for it.")]
    gloss: Annotated[str, Field(description="The same in the report language, with its usual name if it has one.")]
    kind: SourceKind
    party: Annotated[
        str | None,
        Field(
            description="If this source takes part in the events, or speaks for someone who does: that side, in the "
            "report language. null for an onlooker."
        ),
    ]


class QuantityWire(Wire):
    """A number in the claim."""

    said: Annotated[str, Field(description="The number as the quote has it, with its hedge and unit, verbatim.")]
    counts: Annotated[
        str,
        Field(description="What it counts or measures, and of whom or between what, in the report language."),
    ]


class NameWire(Wire):
    """An actor or place in the claim."""

    name: Annotated[str, Field(description="As the article writes it.")]
    gloss: Annotated[str, Field(description="Its usual name in the report language.")]
    kind: NameKind


class ClaimWire(Wire):
    """One claim, its evidence first."""

    quote: Annotated[
        str,
        Field(
            description="The evidence: one contiguous run of the article's own words, copied character by character, "
            "as short as still carries the whole claim with its numbers, its negation and its hedge."
        ),
    ]
    attribution: Annotated[
        list[SourceWire],
        Field(description="The chain of sources, the publishing outlet first, the speaker last."),
    ]
    stance: Stance
    hedge: Annotated[
        str | None,
        Field(description="Words in the quote that weaken the claim, verbatim; null if there are none."),
    ]
    statement: Annotated[
        str,
        Field(description="The proposition alone, in the article's language, understandable without the article."),
    ]
    gloss: Annotated[str, Field(description="The statement in the report language.")]
    question: Annotated[
        str,
        Field(
            description="The neutral question about the event that the statement answers, in the report language, "
            "with full names and without the answer."
        ),
    ]
    time_said: Annotated[
        str | None,
        Field(description="The article's words for when it happened, verbatim; null if the article does not say."),
    ]
    spoken_said: Annotated[
        str | None,
        Field(
            description="The article's words for when the last source said it, verbatim; null if the article does not "
            "say or speaks itself."
        ),
    ]
    quantities: list[QuantityWire]
    names: list[NameWire]


class LeftOutWire(Wire):
    """A sentence that yields no claim."""

    quote: Annotated[str, Field(description="The sentence, or its first ten words or more, verbatim.")]
    note: Annotated[str, Field(description="Why it yields no claim, in the report language, in a few words.")]
    reason: LeftOutReason


class ClaimsWire(Wire):
    """The answer of pass 1."""

    language: Annotated[str, Field(description="The article's language as a BCP 47 tag.")]
    outlet: Annotated[
        str | None,
        Field(description="The publishing outlet as this article itself names it, verbatim; null if it does not."),
    ]
    published_said: Annotated[
        str | None,
        Field(description="The article's own dateline or publication date, verbatim; null if it has none."),
    ]
    claims: list[ClaimWire]
    left_out: list[LeftOutWire]
