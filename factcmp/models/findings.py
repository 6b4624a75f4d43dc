"""Claims that speak to one question, and how they relate."""

from enum import StrEnum

from factcmp.models.articles import Frozen


class Relation(StrEnum):
    """A group's finding; docs/report.md defines each."""

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


class PartialKind(StrEnum):
    """What a partial relation is."""

    COMPETING = "competing"
    """Each voice answers the question in its own way, and a reader must keep both open."""
    COMPLEMENTARY = "complementary"
    """One adds a detail, a part or more precision."""


class RuleKind(StrEnum):
    """What comparing numbers by rule can change of a judgement."""

    ANSWER_SPLIT = "answer-split"
    """Judged one answer, but its numbers exclude each other."""
    MADE_PARTIAL = "made-partial"
    """Judged a contradiction, but the numbers can all be true."""
    MADE_CONTRADICTION = "made-contradiction"
    """Judged partial, but the numbers exclude each other."""
    NOT_LATER = "not-later"
    """Judged an update, but the state that would be the later one was told for an earlier day."""
    DAYS_DIFFER = "days-differ"
    """One event, told for days that exclude each other."""


class Origin(Frozen):
    """Whoever a position's claims go back to, counted once however often they are repeated."""

    name: str
    known: bool
    """False for "sources", "reports" and the like: it is not counted as independent."""
    voice: str | None = None
    """The `Voice.id`, where it is an identified voice."""
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
    partial: PartialKind | None = None
    """Of a partial relation which; None for the others."""
    later: str | None = None
    """Of an update the label of the position that is the later state; None where that cannot be told."""
    differs_in: tuple[Difference, ...]
    reason: str
    """Empty for complementary positions."""

    @property
    def in_order(self) -> tuple[str, str]:
        """Its two positions, the later state last."""
        return (self.other, self.one) if self.later == self.one else (self.one, self.other)


class RuleChange(Frozen):
    """What a rule changed of the model's judgement of a group."""

    kind: RuleKind
    said: tuple[str, ...]
    """The numbers or days that it compared, in the articles' words; of a split answer one for each part."""


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
    background: bool = False
    """Whether all its claims are background."""
    looked_for: tuple[str, ...] = ()
    """Articles (ids) that were asked once more whether they speak to the question, and do not."""
    came_back: tuple[int, int] | None = None
    """In how many of how many repetitions of the run the finding came back; None where it was made once."""
    independent_sources: int


class Dispute(Frozen):
    """Groups that turn on one matter: the same utterances, or a denial seen from several sides."""

    id: str
    label: str
    """M1, M2, …"""
    question: str
    relation: Relation
    """The strongest of its groups: contradiction, then update, then partial where voices compete."""
    groups: tuple[str, ...]
    """Group ids, the one that carries the question first."""


ORDER = (
    Relation.CONTRADICTION,
    Relation.UPDATE,
    Relation.AGREEMENT,
    Relation.PARTIAL,
    Relation.SINGLE_SOURCE,
)
"""Relations in the order in which a report tells them."""
