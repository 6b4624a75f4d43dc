"""What holds for the articles of one story together: its days, its voices, its counted harm."""

import datetime
from enum import StrEnum

from pydantic import Field

from factcmp.models.base import Frozen, Span
from factcmp.models.claims import Harm, RestsOn, SourceKind


class StoryDay(Frozen):
    """A day of the story, with a calendar date where any article has one, else by its weekday and its place."""

    id: str
    """D1, D2, … in the order of the days."""
    date: datetime.date | None = None
    weekday: int | None = Field(default=None, ge=0, le=6)
    """Monday is 0."""
    inferred: bool = False
    """Whether its place among the days is inferred and no article names a date for it."""
    articles: tuple[str, ...] = ()
    """Articles (ids) written on it."""
    rests_on: tuple[RestsOn, ...] = ()


class VoiceMention(Frozen):
    """Words by which an article names a voice."""

    article: str
    span: Span


class Voice(Frozen):
    """One speaker, whatever the articles call it."""

    id: str
    label: str
    """V1, V2, … the most heard first."""
    name: str
    """What reports call it, in the report's language, never cut."""
    kind: SourceKind
    party: str | None = None
    known: bool
    """False where it is not identified; such voices are never merged by likeness."""
    roles: tuple[str, ...] = ()
    """Who speaks for it, in the report's language: "its director Ilan Derr", "the spokesman"."""
    mentions: tuple[VoiceMention, ...] = ()
    claims: tuple[str, ...] = ()
    """Claims (ids) that are its words."""
    perhaps: tuple[str, ...] = ()
    """Voices (ids) of the same article with nearly the same words: perhaps one."""


class Grade(StrEnum):
    """How a figure is supported, computed from independent voices and parties; nothing is asked of a model."""

    ACCEPTED_BY_SIDE = "accepted-by-side"
    """A party that is blamed gives or accepts it."""
    SEVERAL_VOICES = "several-voices"
    """Two known independent voices or more give figures that overlap."""
    ONE_VOICE = "one-voice"
    PARTY_ONLY = "party-only"
    """Only a party to the events gives it."""
    CONTESTED = "contested"
    """Known voices give figures of the same scope that exclude each other, or name different doers."""
    UNIDENTIFIED = "unidentified"
    """No identified voice gives it."""


class LedgerRow(Frozen):
    """A counted thing as one voice tells it in one article."""

    id: str
    label: str
    """L1, L2, …"""
    claim: str
    """The claim's id."""
    article: str
    voice: str | None
    """A `Voice.id`."""
    harm: Harm
    of_whom: str | None
    """Who is counted, in the report's language; None is written out as "not said"."""
    place: str | None
    lower: float | None
    upper: float | None
    """Both None: the article gives no number ("a number of")."""
    approximate: bool = False
    figure: Span
    period: str | None = None
    """The article's words for the time that the figure covers."""
    event_day: str | None = None
    """`StoryDay.id` of the event."""
    as_of: str | None = None
    """`StoryDay.id` on which the voice said it."""
    blamed: str | None = None
    blame_hedge: str | None = None
    scope: str
    """Rows with one scope count the same: place, period, who is counted. Never compared across scopes."""
    part_of: str | None = None
    """The row (id) that contains it, where the article says so or the scopes show it."""
    updates: str | None = None
    """The row (id) of an earlier as-of time in the same scope that this one replaces."""
    grade: Grade
    graded_by: tuple[str, ...] = ()
    """Voices (ids) that the grade rests on."""
