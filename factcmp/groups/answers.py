"""The shapes that the model fills in.

Field names, order and descriptions are part of the prompt: the evidence comes before the wording, the reason before
the label. Every field is required and nothing else is allowed, as strict structured output asks. They are lenient
about what a rule can judge better afterwards (whether a quote is true, how long a list may be).
"""

from typing import Annotated

from pydantic import Field

from factcmp.llm.protocol import Wire
from factcmp.models import Difference, Disagreement, NameKind


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
