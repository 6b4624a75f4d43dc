"""The shapes that the model fills in when it compares claims: the reason before the label, nothing twice."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from factcmp.llm.protocol import Wire
from factcmp.models import Difference, NameKind


class SameNameWire(Wire):
    """Names of one actor or place."""

    reason: Annotated[str, Field(description="Why they mean the same, in a few words.")]
    name: Annotated[str, Field(description="Its usual name in the report language, neutral and in full.")]
    kind: NameKind
    names: Annotated[list[int], Field(description="The numbers of its names, two or more.")]


class SameVoiceWire(Wire):
    """Speakers that are one voice."""

    reason: Annotated[str, Field(description="Why they are one voice, in a few words.")]
    name: Annotated[str, Field(description="Its usual name in the report language.")]
    roles: Annotated[list[str], Field(description="Who speaks for it, in the report language.")]
    speakers: Annotated[list[int], Field(description="The numbers of the speakers, two or more.")]


class SameNamesWire(Wire):
    """The answer of the naming request."""

    same: list[SameNameWire]
    voices: list[SameVoiceWire]


class QuestionWire(Wire):
    """Claims that answer one question."""

    about: Annotated[str, Field(description="Which event, where, of which time: a few words.")]
    question: Annotated[str, Field(description="The question they all answer, in the report language, neutral.")]
    claims: Annotated[list[int], Field(description="The numbers of the claims, two or more.")]


class MatterWire(Wire):
    """Groups that turn on one matter."""

    question: Annotated[str, Field(description="What it turns on, as a neutral question in the report language.")]
    groups: Annotated[list[int], Field(description="The places of the groups in the list above, counted from 1.")]


class GroupsWire(Wire):
    """The answer of the grouping request: every group of two claims or more."""

    groups: list[QuestionWire]
    matters: list[MatterWire]


class RegroupWire(Wire):
    """Claims that stand apart and belong together."""

    why: Annotated[str, Field(description="Who says what against or like whom, one short sentence.")]
    question: Annotated[str, Field(description="The question they all answer, in the report language, neutral.")]
    groups: Annotated[list[int], Field(description="The numbers of groups that go in whole.")]
    claims: Annotated[list[int], Field(description="The numbers of further claims that go in.")]


class RegroupsWire(Wire):
    """The answer of the second sorting."""

    changes: list[RegroupWire]


class PositionWire(Wire):
    """Claims that give the same answer."""

    summary: Annotated[str, Field(description="The answer that these claims give, in the report language.")]
    claims: list[int]


class NumberWire(Wire):
    """A number that answers the group's question."""

    claim: int
    said: Annotated[str, Field(description="verbatim, with hedge and unit")]


class JudgedRelation(StrEnum):
    """How two positions relate, as the model is asked for it."""

    CONTRADICTION = "contradiction"
    UPDATE = "update"
    COMPETING = "competing"
    COMPLEMENTARY = "complementary"


class BetweenWire(Wire):
    """How two positions relate."""

    one: Annotated[int, Field(description="The place of a position in the list above, counted from 1.")]
    other: Annotated[int, Field(description="The place of another position.")]
    reason: str | None
    differs_in: list[Difference]
    relation: JudgedRelation
    later: Annotated[int | None, Field(description="For an update the position that is the later state, else null.")]


class JudgementWire(Wire):
    """The judgement of one group, its reasons first."""

    group: Annotated[int, Field(description="The group's number.")]
    reading: Annotated[
        str, Field(description="For yourself, briefly: which voice says what, of which day, said on which day.")
    ]
    out_of_place: Annotated[list[int], Field(description="Claims of another question or another event.")]
    positions: Annotated[
        list[PositionWire], Field(description="Each remaining claim in exactly one; one position if all agree.")
    ]
    compared_numbers: list[NumberWire]
    between: Annotated[list[BetweenWire], Field(description="Empty for one position.")]
    explanation: str


class JudgementsWire(Wire):
    """The answer of the judging request."""

    judgements: Annotated[list[JudgementWire], Field(description="One for each group, in the order given.")]
