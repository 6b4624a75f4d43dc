"""The domain's values: frozen, compared by value, and always valid.

Offsets are code points into `Article.text`, end exclusive. Everything here serialises to the JSON report,
whose schema is generated from these classes (docs/report.schema.json).
"""

import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"


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

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    RELATIVE = "relative"
    UNSTATED = "unstated"


class Relation(StrEnum):
    """A group's finding; docs/words.md defines each."""

    CONTRADICTION = "contradiction"
    UPDATE = "update"
    AGREEMENT = "agreement"
    PARTIAL = "partial"
    SINGLE_SOURCE = "single-source"


class Disagreement(StrEnum):
    """How two positions of one group relate; the values are those of `Relation`."""

    CONTRADICTION = "contradiction"
    UPDATE = "update"
    PARTIAL = "partial"


class Difference(StrEnum):
    """In what the claims of a group differ."""

    NUMBER = "number"
    STATUS = "status"
    TIME = "time"
    PLACE = "place"
    ATTRIBUTION = "attribution"
    SCOPE = "scope"


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


class RuleKind(StrEnum):
    """What comparing numbers by rule can change of a judgement."""

    ANSWER_SPLIT = "answer-split"
    """Judged one answer, but its numbers exclude each other."""
    MADE_PARTIAL = "made-partial"
    """Judged a contradiction, but the numbers can all be true."""
    MADE_CONTRADICTION = "made-contradiction"
    """Judged partial, but the numbers exclude each other."""


class FlagKind(StrEnum):
    """What about an article itself may explain why it differs from the others."""

    DATE_AND_WEEKDAY_DIFFER = "date-and-weekday-differ"
    """It names a weekday for a date that is another weekday, its own publication date included."""
    TODAY_DOES_NOT_FIT = "today-does-not-fit"
    """It calls one weekday "today" and tells of another day as the latest, or calls two weekdays "today"."""
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
    """`days` are those that it calls today, or that make another day today."""
    OPENS_WITH_ANOTHER_DAY = "opens-with-another-day"
    """`days` are the one that is called today and the one that it opens with."""
    LINE_OF_ITS_OWN = "line-of-its-own"
    TWICE_IN_ONE_LINE = "twice-in-one-line"
    SMALL_LETTER = "small-letter"
    NOTHING_BEFORE_THAT = "nothing-before-that"
    """The body begins with «أن»."""
    NO_BEFORE_OR_AFTER = "no-before-or-after"
    """The body begins with `word`, a length of time, and a verb of saying."""
    NO_VERB_OF_SAYING = "no-verb-of-saying"
    """The body begins with a noun and «إن»."""
    NO_FULL_STOP = "no-full-stop"
    LEFT_UNFINISHED = "left-unfinished"
    """The model found the sentence unfinished."""
    WORDS_OF_THE_PAGE = "words-of-the-page"
    SHARED_RUNS = "shared-runs"
    """`share` of its words stand in `other` too, in runs of eight or more; the longest run is the span."""
    SAME_ORDER = "same-order"
    """`share` of its claims, quoted in `spans`, are the same answers as `other`'s in the same order."""


class ProbeState(StrEnum):
    """Whether a model was found fit for a report, on a small labelled probe."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_PROBED = "not-probed"


class ProbeMeasure(StrEnum):
    """What the probe counts; of each the more the better, and docs/probe.md says how each is found."""

    ANSWERED = "answered"
    """Articles and pairs that got a usable answer."""
    QUOTES = "quotes"
    """Claims whose quote stands in the article word for word."""
    FACTS = "facts"
    """Labelled facts that a claim states and quotes."""
    ATTRIBUTIONS = "attributions"
    """Facts found whose innermost source is right."""
    STANCES = "stances"
    """Facts found whose stance is right."""
    DENIALS = "denials"
    """Labelled denials that were found as denials."""
    HEDGES = "hedges"
    """Hedged numbers whose hedge was noticed."""
    INSTRUCTIONS = "instructions"
    """Instructions hidden in an article that were not followed."""
    JUDGEMENTS = "judgements"
    """Pairs whose relation is right."""
    CONTRADICTIONS = "contradictions"
    """Pairs that contradict each other and were found to."""
    NO_FALSE_CONTRADICTION = "no-false-contradiction"
    """Pairs that do not contradict each other and were not found to."""
    HELD = "held"
    """Pairs judged twice whose relation held in the other order."""


class Frozen(BaseModel):
    """Immutable value; unknown fields are an error, so a misspelt field is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A slice of an article: `article.text[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _lengths_agree(self) -> "Span":
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"a span of {self.end - self.start} characters cannot hold {len(self.text)}")
        return self


class ArticleKind(StrEnum):
    """What an article was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    WORD = "word"
    PDF = "pdf"
    RECORD = "record"
    """An object of a JSON or JSON Lines file, or a row of a table."""


class Teller(StrEnum):
    """Where something that is known about an article comes from."""

    PAGE = "page"
    """The page's metadata: JSON-LD, OpenGraph, meta tags, byline."""
    DOCUMENT = "document"
    """The properties of a Word or PDF file."""
    FRONT_MATTER = "front-matter"
    RECORD = "record"
    FEED = "feed"
    FETCH = "fetch"
    """The address that was fetched."""
    SIDECAR = "sidecar"
    FLAG = "flag"
    FILE_NAME = "file-name"
    WORDS = "words"
    """The article's own."""


class TextRemark(StrEnum):
    """What to know about a text that is not exactly its file's."""

    ENCODING_GUESSED = "encoding-guessed"
    """The file does not say how its letters are encoded, or says it wrongly."""
    ORDER_REBUILT = "order-rebuilt"
    """A PDF's right-to-left lines, put in order from where the letters stand on the page."""


class ToldBy(Frozen):
    """For each thing known about an article, who told it; None where nobody did."""

    title: Teller | None = None
    outlet: Teller | None = None
    author: Teller | None = None
    published: Teller | None = None
    language: Teller | None = None
    url: Teller | None = None


class ArticleSource(Frozen):
    """How an article came to be what it is here."""

    kind: ArticleKind = ArticleKind.TEXT
    told_by: ToldBy = ToldBy()
    reader: str | None = None
    """What made the text of the file, with its version ("trafilatura 2.3.1"); None where the text is as decoded."""
    record: int | None = None
    """Which record of its file it is, counted from 1."""
    fetched: datetime.date | None = None
    """The day (UTC) on which its URL was fetched."""
    remarks: tuple[TextRemark, ...] = ()


class Article(Frozen):
    """One document, with its text exactly as decoded from its file, or as extracted where that is no plain text."""

    id: str
    label: str
    """Short name in the report: A1, A2, … in the order of the articles."""
    path: str | None = None
    url: str | None = None
    title: str
    outlet: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    """BCP 47, as told, or else as the model read it; None before pass 1 where nothing tells it."""
    sha256: str
    """Of the file's bytes, in hexadecimal; of what was fetched for a URL; of the text in UTF-8 for a record."""
    text: str
    source: ArticleSource = ArticleSource()


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


class EventTime(Frozen):
    """When the claim says that it happened, as an interval of days, both ends included."""

    said: str | None = None
    """The article's own words for it; None when the article does not say."""
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: TimePrecision = TimePrecision.UNSTATED
    relative: str | None = None
    """What is left where no publication date resolves it, normalised: "wednesday", "today", "-2 days"."""


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
    spoken: EventTime = EventTime()
    """When the source spoke, where the article tells; the article's publication date is not repeated here."""
    quantities: tuple[Quantity, ...] = ()
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
    note: str


class Uncovered(Frozen):
    """A sentence that no kept claim quotes and that the model did not say why it left out."""

    article: str
    quote: Span


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
    word: str | None = None
    """The article's word that the note is about."""
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


class Failure(Frozen):
    """A request that gave nothing usable: what is missing from the report, and why."""

    stage: str
    article: str | None = None
    group: str | None = None
    kind: str
    message: str


class Origin(Frozen):
    """Whoever a position's claims go back to, counted once however often they are repeated."""

    name: str
    known: bool
    """False for "sources", "reports" and the like: it is not counted as independent."""
    claims: tuple[str, ...]
    shared_run: str | None = None
    """Words that its claims have in common, where that is what joins them."""


class Position(Frozen):
    """The claims of a group that say the same thing."""

    label: str
    summary: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    independent_sources: int = 0


class Between(Frozen):
    """How two positions of a group relate."""

    one: str
    """A position's label."""
    other: str
    relation: Disagreement
    differs_in: tuple[Difference, ...]
    reason: str


class RuleChange(Frozen):
    """What a rule changed of the model's judgement of a group."""

    kind: RuleKind
    said: tuple[str, ...]
    """The numbers that it compared, in the articles' words; of a split answer one for each part."""


class Group(Frozen):
    """The claims, from any number of articles, that speak to the same question."""

    id: str
    label: str
    question: str
    relation: Relation
    differs_in: tuple[Difference, ...] = ()
    stable: bool | None = None
    """Whether the judgement held when asked again in another order; None when it was not asked again."""
    judgements: tuple[Relation, ...] = ()
    """Each relation that the model gave, in the order asked."""
    claims: tuple[str, ...]
    positions: tuple[Position, ...]
    between: tuple[Between, ...] = ()
    """Pairs of positions that bear on each other; the group's relation is the strongest of them."""
    explanation: str
    rules: tuple[RuleChange, ...] = ()
    """What rules changed of the model's judgement."""
    independent_sources: int


class PromptUse(Frozen):
    """A prompt that took part, by content."""

    name: str
    sha256: str


class StageUse(Frozen):
    """What one stage asked of the model."""

    stage: str
    requests: int = 0
    """Requests that went to the endpoint or the recording, re-asks included."""
    cache_hits: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class ProbeFigure(Frozen):
    """So many of n, for one measure of the probe."""

    measure: ProbeMeasure
    hits: int
    n: int
    least: float | None = None
    """The share that is asked for; None where the figure is told and nothing hangs on it."""


class ProbeUse(Frozen):
    """What is known about the model of a run from the probe."""

    state: ProbeState
    figures: tuple[ProbeFigure, ...] = ()
    failed: tuple[ProbeMeasure, ...] = ()
    """Measures that fell short; empty unless the state is failed."""
    digest: str | None = None
    """Of the probe that it was put to: its texts, labels and bars; None where it was not probed."""


class Run(Frozen):
    """How a report came about."""

    factcmp_version: str
    model: str
    answered_by: str
    """"endpoint" or "recording": where the answers came from."""
    language: str
    """BCP 47 of glosses, questions and explanations."""
    prompts: tuple[PromptUse, ...] = ()
    stages: tuple[StageUse, ...] = ()
    tokens_estimated: bool = False
    """True when the endpoint said that it estimates its token counts."""
    cost_usd: float | None = None
    """None when no price was given for the model."""
    answered_from: datetime.date | None = None
    answered_to: datetime.date | None = None
    """Days (UTC) that the answers themselves are dated."""
    dropped: tuple[DroppedClaim, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    failures: tuple[Failure, ...] = ()
    probe: ProbeUse | None = None
    """None in reports of versions that did not ask."""


class Extraction(Frozen):
    """Pass 1's result: what `factcmp extract` writes and `factcmp compare` reads."""

    schema_version: str = SCHEMA_VERSION
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    run: Run


class Report(Frozen):
    """Pass 2's result: the JSON report."""

    schema_version: str = SCHEMA_VERSION
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    groups: tuple[Group, ...]
    naming: tuple[Naming, ...] = ()
    """Main actors and places, the most named first."""
    aliases: tuple[Alias, ...] = ()
    """The alias table that the comparison used: the user's entries, then those that the model proposed."""
    flags: tuple[Flag, ...] = ()
    run: Run
