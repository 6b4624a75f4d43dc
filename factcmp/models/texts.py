"""What is peculiar about the articles' texts, and what they call whom."""

import datetime
from enum import StrEnum

from pydantic import Field

from factcmp.models.base import Frozen, Span
from factcmp.models.claims import NameKind


class FlagKind(StrEnum):
    """What about an article itself may explain why it differs from the others."""

    DATE_AND_WEEKDAY_DIFFER = "date-and-weekday-differ"
    """It names a weekday for a date that is another weekday, its own publication date included."""
    TODAY_DOES_NOT_FIT = "today-does-not-fit"
    """Its own words, "today, Thursday" or a dateline, make several days the day on which it was written."""
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
    """`days` are those that it calls today, that make another day today, or that stand in a dateline."""
    LINE_OF_ITS_OWN = "line-of-its-own"
    TWICE_IN_ONE_LINE = "twice-in-one-line"
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
