"""Claims that speak to one question, and how they relate."""

from enum import StrEnum

from factcmp.models.base import Frozen


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


class RuleKind(StrEnum):
    """What comparing numbers by rule can change of a judgement."""

    ANSWER_SPLIT = "answer-split"
    """Judged one answer, but its numbers exclude each other."""
    MADE_PARTIAL = "made-partial"
    """Judged a contradiction, but the numbers can all be true."""
    MADE_CONTRADICTION = "made-contradiction"
    """Judged partial, but the numbers exclude each other."""


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


ORDER = (
    Relation.CONTRADICTION,
    Relation.UPDATE,
    Relation.AGREEMENT,
    Relation.PARTIAL,
    Relation.SINGLE_SOURCE,
)
"""Relations in the order in which a report tells them."""
