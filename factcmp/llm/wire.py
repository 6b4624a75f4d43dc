"""The shapes that the model fills in.

Field names, order and descriptions are part of the prompt: the evidence comes before the wording, the reason before
the label. Every field is required and nothing else is allowed, as strict structured output asks. They are lenient
about what a rule can judge better afterwards (whether a quote is true, how long a list may be).
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from factcmp.models import Difference, Disagreement, LeftOutReason, NameKind, SourceKind, Stance


class Wire(BaseModel):
    """A shape that strict structured output accepts."""

    model_config = ConfigDict(extra="forbid")


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


class SameNameWire(Wire):
    """Names of one actor or place."""

    reason: Annotated[str, Field(description="Why they mean the same, in a few words.")]
    name: Annotated[str, Field(description="Its usual name in the report language, neutral and in full.")]
    kind: NameKind
    names: Annotated[list[int], Field(description="The numbers of its names, two or more.")]


class SameNamesWire(Wire):
    """The answer of the naming request: every actor or place that has two names or more."""

    same: list[SameNameWire]


class QuestionWire(Wire):
    """Claims that answer one question."""

    matter: Annotated[
        str,
        Field(description="What these claims are all about: which event, where, of which time. One sentence."),
    ]
    question: Annotated[str, Field(description="The question they all answer, in the report language, neutral.")]
    claims: Annotated[list[int], Field(description="The numbers of the claims, two or more.")]


class GroupsWire(Wire):
    """The answer of the grouping request: every group of two claims or more."""

    groups: list[QuestionWire]


class PositionWire(Wire):
    """Claims that give the same answer."""

    summary: Annotated[str, Field(description="The answer that these claims give, in the report language.")]
    claims: list[int]


class NumberWire(Wire):
    """A number that answers the group's question."""

    claim: int
    said: Annotated[str, Field(description="The number as that claim's quote has it, with hedge and unit, verbatim.")]


class BetweenWire(Wire):
    """How two positions relate."""

    one: Annotated[int, Field(description="The number of a position in the list above, counted from 1.")]
    other: Annotated[int, Field(description="The number of another position.")]
    reason: Annotated[
        str, Field(description="In one sentence: who says what against whom, and whether of the same time.")
    ]
    differs_in: list[Difference]
    relation: Disagreement


class JudgementWire(Wire):
    """The judgement of one group, its reasons first."""

    group: Annotated[int, Field(description="The group's number.")]
    reading: Annotated[
        str,
        Field(
            description="Who says what, when each spoke and of which moment each speaks: one to three sentences in the "
            "report language."
        ),
    ]
    out_of_place: Annotated[
        list[int], Field(description="Claims that answer another question or speak of another event.")
    ]
    positions: Annotated[
        list[PositionWire],
        Field(description="Each remaining claim in exactly one position; one position if all agree."),
    ]
    same_origin: Annotated[
        list[list[int]],
        Field(description="Sets of claims that go back to the same person, body, statement, report or post."),
    ]
    compared_numbers: Annotated[
        list[NumberWire],
        Field(description="Where the question asks how many or how much: each claim's number for that very thing."),
    ]
    between: Annotated[
        list[BetweenWire], Field(description="Every two positions that bear on each other; empty for one position.")
    ]
    explanation: Annotated[
        str,
        Field(
            description="For the reader, in the report language, one to three sentences that name the claims as [1], "
            "[2]: what the positions are and how they relate."
        ),
    ]


class JudgementsWire(Wire):
    """The answer of the judging request."""

    judgements: Annotated[list[JudgementWire], Field(description="One for each group, in the order given.")]
