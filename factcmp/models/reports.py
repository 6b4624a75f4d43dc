"""What comes out of the passes, and how it was made."""

import datetime
from enum import StrEnum

from factcmp.models.articles import Article, Frozen
from factcmp.models.claims import Claim, DroppedClaim, LeftOut, Uncovered
from factcmp.models.findings import Dispute, Group
from factcmp.models.story_facts import Alias, Flag, LedgerRow, Naming, StoryDay, Voice

SCHEMA_VERSION = "2"


class ProbeState(StrEnum):
    """Whether a model was found fit for a report, on a small labelled probe."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_PROBED = "not-probed"


class ProbeMeasure(StrEnum):
    """What the probe counts; of each the more the better, and docs/servers.md says how each is found."""

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


class Failure(Frozen):
    """A request, file or URL that gave nothing usable: what is missing from the report, and why."""

    stage: str
    article: str | None = None
    group: str | None = None
    kind: str
    message: str

    @property
    def is_source(self) -> bool:
        """Whether it is a file or a URL that gave no article."""
        return self.stage in ("read", "fetch")


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


class _Result(Frozen):
    schema_version: str = SCHEMA_VERSION
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        # Short: `asyncio.run` asks for it where it gives this back, and in full it is megabytes.
        return f"{type(self).__name__}({len(self.articles)} articles, {len(self.claims)} claims)"


class Extraction(_Result):
    """Pass 1's result: what `factcmp extract` writes and `factcmp compare` reads."""

    run: Run


class Report(_Result):
    """Pass 2's result: the JSON report."""

    groups: tuple[Group, ...]
    disputes: tuple[Dispute, ...] = ()
    """What the articles dispute, the most important first; groups that no dispute holds stand for themselves."""
    voices: tuple[Voice, ...] = ()
    calendar: tuple[StoryDay, ...] = ()
    """The story's days in order."""
    ledger: tuple[LedgerRow, ...] = ()
    naming: tuple[Naming, ...] = ()
    """Main actors and places, the most named first."""
    aliases: tuple[Alias, ...] = ()
    """The alias table that the comparison used: the user's entries, then those that the model proposed."""
    flags: tuple[Flag, ...] = ()
    run: Run
