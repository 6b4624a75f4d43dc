"""What holds for the articles of one story together: oddities, names, days, voices, counted harm."""

import datetime
from enum import StrEnum

from pydantic import Field

from factcmp.models.articles import Frozen, Span
from factcmp.models.claims import Harm, NameKind, RestsOn, SourceKind


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
    """Voices (ids) of the same article that say, or are not identified and described in, nearly the same words."""


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


class FlagKind(StrEnum):
    """What about an article itself may explain why it differs from the others."""

    DATE_AND_WEEKDAY_DIFFER = "date-and-weekday-differ"
    """It names a weekday for a date that is another weekday, its own publication date included."""
    TODAY_DOES_NOT_FIT = "today-does-not-fit"
    """Its own words, "today, Thursday" or a dateline, make several days the day on which it was written."""
    HEADLINE_AS_FACT = "headline-as-fact"
    """Its headline states in its own voice what its text has only from a source."""
    REPEATED_TITLE = "repeated-title"
    STARTS_MID_SENTENCE = "starts-mid-sentence"
    ENDS_MID_SENTENCE = "ends-mid-sentence"
    PAGE_FURNITURE = "page-furniture"
    """Menus, buttons, calls for comments and the like stand in the text."""
    NEAR_DUPLICATE = "near-duplicate"
    """Much of it stands word for word in another article of the set."""
    SAME_STORY = "same-story"
    """Most of what it or another article claims, both claim in the same order: perhaps a translation or a rewriting."""


class FlagNote(StrEnum):
    """What the rule saw that raised the flag; each belongs to one kind of flag."""

    OTHER_WEEKDAY = "other-weekday"
    """A date with a weekday that it is not: `days` holds both."""
    BEFORE_PUBLICATION = "before-publication"
    """Its "today" lies before its publication: `days` holds the weekday and the publication date."""
    AFTER_PUBLICATION = "after-publication"
    SEVERAL_TODAYS = "several-todays"
    """`days` are those that it calls today, that make another day today, or that tell its own day otherwise."""
    ONLY_A_SOURCE = "only-a-source"
    """`spans` are the headline's words and those of the text that give the source's assertion."""
    LINE_OF_ITS_OWN = "line-of-its-own"
    SMALL_LETTER = "small-letter"
    NO_FULL_STOP = "no-full-stop"
    LEFT_UNFINISHED = "left-unfinished"
    """The model found the sentence unfinished."""
    WORDS_OF_THE_PAGE = "words-of-the-page"
    SHARED_RUNS = "shared-runs"
    """`share` of its words stand in `other` too, in runs of eight or more; the longest run is the span."""
    SAME_ORDER = "same-order"
    """`share` of its claims, quoted in `spans`, are the same answers as `other`'s in the same order."""


class NamedDay(Frozen):
    """A weekday as an article names it."""

    weekday: int = Field(ge=0, le=6)
    """Monday is 0."""
    from_today: int | None = Field(default=None, ge=-1, le=1)
    """-1 where the article calls it yesterday, 0 today, 1 tomorrow; None where it calls it none of these."""
    beside: datetime.date | None = None
    """The date that does not fit it: the one that the article gives for it, or the article's publication."""


class Flag(Frozen):
    """Something about an article itself that may explain why it differs from the others."""

    article: str
    kind: FlagKind
    spans: tuple[Span, ...]
    """The words of the article that show it."""
    other: str | None = None
    """The other article, for near-duplicates and the same story."""
    share: float | None = None
    """From 0 to 1, how much of this article the other has: of its words, or for the same story of its claims."""
    days: tuple[NamedDay, ...] = ()
    """For days that do not fit: those that the note is about."""
    note: FlagNote


class Alias(Frozen):
    """Names of one actor or place."""

    name: str
    """What to call it, in the report's language."""
    kind: NameKind = NameKind.OTHER
    spellings: tuple[str, ...] = ()
    """Other names of it, in any language."""
    proposed: bool = False
    """Whether it comes from the model and nobody has confirmed it."""


class NameUse(Frozen):
    """How often one article uses one name of an actor or place."""

    article: str
    name: str
    """As the article writes it, where first."""
    places: tuple[Span, ...]
    """Each time, in the order of the text."""


class Naming(Frozen):
    """What the articles call one actor or place."""

    name: str
    """In the report's language."""
    kind: NameKind
    proposed: bool
    """Whether it rests on a proposal of the model that these names mean the same."""
    uses: tuple[NameUse, ...]
    """In the order of the articles, the most used first."""
