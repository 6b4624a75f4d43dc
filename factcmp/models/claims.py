"""What an article claims, in whose words and about when, and what of it was kept out."""

import datetime
from enum import StrEnum

from factcmp.models.articles import Frozen, Span


class Stance(StrEnum):
    """What the claim's source does with its proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    PREDICTS = "predicts"


class SourceKind(StrEnum):
    """What sort of body or person a source is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    OFFICIAL = "official"
    ARMED_GROUP = "armed-group"
    MONITOR = "monitor"
    ORGANISATION = "organisation"
    EXPERT = "expert"
    WITNESS = "witness"
    ACTIVIST = "activist"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    OTHER = "other"


class NameKind(StrEnum):
    """What sort of thing a name names."""

    PERSON = "person"
    PLACE = "place"
    GROUP = "group"
    OTHER = "other"


class TimePrecision(StrEnum):
    """How finely an event time is known."""

    PART_OF_DAY = "part-of-day"
    DAY = "day"
    STORY_DAY = "story-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    RELATIVE = "relative"
    UNSTATED = "unstated"


class DropReason(StrEnum):
    """Why a claim that the model gave is kept out of the comparison."""

    QUOTE_NOT_FOUND = "quote-not-found"
    QUOTE_CUTS_NUMBER = "quote-cuts-a-number"
    QUOTE_CUTS_NEGATION = "quote-cuts-a-negation"
    NUMBER_NOT_IN_QUOTE = "number-not-in-quote"
    NEGATION_NOT_IN_QUOTE = "negation-not-in-quote"
    NEGATION_LOST = "negation-lost"
    DUPLICATE = "duplicate"


class LeftOutReason(StrEnum):
    """Why the model made no claim of a sentence."""

    AMBIGUOUS = "ambiguous"
    OPINION = "opinion"
    NO_FACT = "no-fact"
    PAGE_FURNITURE = "page-furniture"
    UNFINISHED = "unfinished"


class Source(Frozen):
    """One link of an attribution chain."""

    name: str
    """As the article writes it."""
    gloss: str
    """The name in the report's language."""
    kind: SourceKind
    party: str | None = None
    """The side of the matter that this source belongs to or speaks for; None for an onlooker."""
    mention: Span | None = None
    """Where the article has the name in these words; None when it does not."""


class TimeGround(StrEnum):
    """What a time, or an article's day, rests on."""

    OWN_WORDS = "own-words"
    """Words of the claim's own article that name the day."""
    ARTICLE_DAY = "article-day"
    """The day of the article, which holds for all its claims that tell no other."""
    PUBLISHED = "published"
    """The publication date."""
    STORY = "story"
    """Inferred: the days of the story's other articles."""


class RestsOn(Frozen):
    """One thing that a time rests on."""

    ground: TimeGround
    article: str
    """The article's id."""
    span: Span | None = None
    """The words, where there are any."""


class EventTime(Frozen):
    """A claim's time as an interval of days, both ends included."""

    said: str | None = None
    """The article's own words for it; None when the article does not say."""
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: TimePrecision = TimePrecision.UNSTATED
    relative: str | None = None
    """What is left where no publication date resolves it, normalised: "wednesday", "today", "-2 days"."""
    day: str | None = None
    """The day of the story's calendar (`StoryDay.id`) on which it falls, first to last where it spans several."""
    rests_on: tuple[RestsOn, ...] = ()


class Quantity(Frozen):
    """A number as an interval; a bound that is None is open."""

    said: str
    """The article's own words, hedge included ("at least 50")."""
    lower: float | None
    upper: float | None
    unit: str | None = None
    """Normalised: "km", "percent", "hour"; None for a plain count."""
    counts: str | None = None
    """What is counted or measured, in the report's language, in the model's words."""
    approximate: bool = False


class Harm(StrEnum):
    """What is said to have happened to people."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    OTHER = "other"


class Toll(Frozen):
    """One figure for harm to people in a claim's quote."""

    harm: Harm
    figure: Span
    """The words that give the figure: "at least 12 miners", «قتيلان»."""
    lower: float | None
    upper: float | None
    """None where open; both None where the words give no number ("a number of")."""
    approximate: bool = False
    of_whom: str | None = None
    """Who is counted, in the report's language ("civilians"); None where the article does not say."""
    place: str | None = None
    """Where, in the report's language; None where the article does not say."""
    period: Span | None = None
    """The article's words for the time that the figure covers ("since Friday"); None for the event itself."""
    blamed: str | None = None
    """Who is said to have done it, in the report's language."""
    blame_hedge: Span | None = None
    """The words that weaken the blame ("believed to be")."""
    part_of: Span | None = None
    """The words of the figure that is said to contain this one."""


class Name(Frozen):
    """An actor or place that a claim names."""

    name: str
    gloss: str
    kind: NameKind


class Claim(Frozen):
    """One atomic, check-worthy assertion with the words that carry it."""

    id: str
    """Content digest: the same claim of the same article has the same id in every run."""
    label: str
    """Short name in the report: A1.1, A1.2, … in the order of the text."""
    article: str
    """The article's id."""
    statement: str
    gloss: str
    question: str
    """The question that the claim answers, in the report's language."""
    quote: Span
    attribution: tuple[Source, ...]
    """From the outlet inwards; empty only when the outlet speaks for itself and is not named."""
    stance: Stance
    hedge: Span | None = None
    event_time: EventTime = EventTime()
    said_time: EventTime = EventTime()
    """When the source said it."""
    voice: str | None = None
    """Who speaks: a `Voice.id`; None before pass 2."""
    basis: Span | None = None
    """How the source knows, in the article's words; None where the article does not say."""
    background: bool = False
    """Whether it is no news of this event: where a town lies, what an organisation did years ago."""
    headline: bool = False
    """Whether its quote is the article's headline."""
    quantities: tuple[Quantity, ...] = ()
    tolls: tuple[Toll, ...] = ()
    """Figures for harm to people in the quote, as pass 1 read them; the ledger is made from them."""
    names: tuple[Name, ...] = ()


class DroppedClaim(Frozen):
    """A claim that the model gave and that a rule keeps out of the comparison."""

    article: str
    statement: str
    quote: str
    reason: DropReason
    detail: str


class LeftOut(Frozen):
    """A sentence of which the model made no claim, with its reason."""

    article: str
    quote: Span
    reason: LeftOutReason


class Uncovered(Frozen):
    """A sentence that no kept claim quotes and that the model did not say why it left out."""

    article: str
    quote: Span
