"""Scores of a report against what people labelled: counts, each with its n, and every miss by name.

Nothing here mixes figures into one. Counts are kept, so that scores of several sets can be added; a share of
nothing is None.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import fsum
from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, computed_field

from factcmp.measure.labelled_sets import Hazard
from factcmp.models import Frozen
from factcmp.models.partition import grouped


class Finding(StrEnum):
    """What joins two claims, the strongest first; and what takes its place where there is none."""

    CONTRADICTION = "contradiction"
    UPDATE = "update"
    PARTIAL = "partial"
    AGREEMENT = "agreement"
    SINGLE_SOURCE = "single-source"
    APART = "apart"
    MISSING = "missing"
    """No kept claim covers a mention of one side."""


STRENGTH = {finding: rank for rank, finding in enumerate(Finding)}
"""The lower, the stronger."""


class _Counts(Frozen):
    # What is worked out is written to JSON, and passed over when that is read.
    model_config = ConfigDict(extra="ignore")


class Share(_Counts):
    """So many of n."""

    hits: int = 0
    n: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> float | None:
        """`hits / n`; None where n is 0."""
        return _part(self.hits, self.n)


class HazardShare(Share):
    """Relation units found right, of those whose question has the hazard."""

    hazard: Hazard


class Grouping(_Counts):
    """How groups and questions fit each other: sums over mentions (B-cubed, Bagga and Baldwin 1998) or pairs."""

    pure: float = 0
    """Of `grouped`, what stands with its like."""
    grouped: int = 0
    whole: float = 0
    """Of `wanted`, what stands together."""
    wanted: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """Of what a group holds, the part that answers one question."""
        return _part(self.pure, self.grouped)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float | None:
        """Of what answers a question, the part that one group holds."""
        return _part(self.whole, self.wanted)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where there is nothing at all."""
        if not self.pure:
            return _part(0, self.grouped + self.wanted)
        return 2 * self.pure * self.whole / (self.pure * self.wanted + self.whole * self.grouped)


class Cell(Frozen):
    """How many units labelled `wanted` the report has as `found`."""

    wanted: Finding
    found: Finding
    n: int


class Relations(_Counts):
    """The confusion matrix of relation units; cells with none are left out."""

    cells: tuple[Cell, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def n(self) -> int:
        """Units."""
        return sum(cell.n for cell in self.cells)

    @property
    def together(self) -> Share:
        """Units of answers that are to be compared, which stand in one group, related rightly or not."""
        cells = [cell for cell in self.cells if cell.wanted not in (Finding.APART, Finding.SINGLE_SOURCE)]
        joined = [cell.n for cell in cells if cell.found not in (Finding.APART, Finding.MISSING)]
        return Share(hits=sum(joined), n=sum(cell.n for cell in cells))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1_of(self) -> dict[Finding, float]:
        """F1 of each labelled relation that occurs."""
        scores = {}
        for label in sorted({cell.wanted for cell in self.cells}, key=STRENGTH.__getitem__):
            wanted = sum(cell.n for cell in self.cells if cell.wanted is label)
            found = sum(cell.n for cell in self.cells if cell.found is label)
            right = sum(cell.n for cell in self.cells if cell.wanted is cell.found is label)
            scores[label] = 2 * right / (wanted + found)
        return scores

    @computed_field  # type: ignore[prop-decorator]
    @property
    def macro_f1(self) -> float | None:
        """The plain mean of `f1_of`, so that a rare relation weighs as much as a common one."""
        return _part(fsum(self.f1_of.values()), len(self.f1_of))


class Miss(Frozen):
    """One thing that the report has wrong."""

    score: str
    """The field of `Scores` that it lowers."""
    where: str
    """The question, position and mention, or the claim or group."""
    expected: str
    found: str
    """What the report has, with labels of claims and groups."""


class Told(NamedTuple):
    """How a score is called where it is printed."""

    row: str
    misses: str = ""
    """The title of its misses; a score without one has none of its own."""
    wrong: bool = False
    """Its hits are what is wrong: the fewer the better."""


class Scores(Frozen):
    """What a report got right of one labelled set, or of several added up; printed in this order.

    docs/measurements.md says what each counts.
    """

    quotes: Annotated[Share, Told("quotes true", "Quotes that are not true")]
    coverage: Annotated[Share, Told("facts covered", "Facts without a claim")]
    stances: Annotated[Share, Told("stance agreement", "Denials and assertions mixed up")]
    denials: Annotated[Share, Told("  denials")]
    attributions: Annotated[Share, Told("sources", "Sources that are others")]
    hedges: Annotated[Share, Told("hedges kept", "Hedges lost")]
    bcubed: Annotated[Grouping, Told("grouping B-cubed", "Questions split and groups mixed")]
    pairs: Annotated[Grouping, Told("grouping pairs")]
    relations: Annotated[Relations, Told("relation macro F1", "Relations that are wrong")]
    false_contradictions: Annotated[Share, Told("false contradictions (wanted 0)", wrong=True)]
    risky_false_contradictions: Annotated[Share, Told("  look-alike, update, framing", wrong=True)]
    differs_in: Annotated[Share, Told("differs-in named", "Differences not named")]
    updates_told: Annotated[Share, Told("updates told from contradictions", "Updates and contradictions mixed up")]
    directions: Annotated[Share, Told("later state of updates", "Updates the wrong way round")]
    kinds: Annotated[Share, Told("competing or complementary", "Competing and complementary answers mixed up")]
    inside: Annotated[Share, Told("conflicts inside an article", "Conflicts inside an article not found")]
    false_silence: Annotated[
        Share, Told("false silence (wanted 0)", "Articles shown as silent that are not", wrong=True)
    ]
    origins: Annotated[Share, Told("origins exact", "Origins miscounted")]
    days: Annotated[Share, Told("days of articles", "Days not found")]
    invented_days: Annotated[Share, Told("days invented (wanted 0)", "Days invented", wrong=True)]
    voiced: Annotated[Share, Told("speakers with a voice", "Speakers without a voice")]
    voices: Annotated[Grouping, Told("voices, pairs", "Speakers split and voices mixed")]
    tolls: Annotated[Share, Told("figures for harm", "Figures for harm without a row")]
    invented_tolls: Annotated[Share, Told("rows invented (wanted 0)", "Rows without a figure", wrong=True)]
    mixed_scopes: Annotated[Share, Told("scopes mixed (wanted 0)", "Figures of several scopes in one", wrong=True)]
    stability: Annotated[Share, Told("judgements stable", "Judgements that did not hold")]
    disobeyed: Annotated[
        Share, Told("not-claims claimed (wanted 0)", "Claims of passages that must not become claims", wrong=True)
    ]
    hazards: tuple[HazardShare, ...]
    misses: tuple[Miss, ...]


TOLD: dict[str, Told] = {name: field.metadata[0] for name, field in Scores.model_fields.items() if field.metadata}
"""Of each score how it is told."""


class Marks:
    """Collects what was looked at, score by score, and what of it was wrong."""

    def __init__(self) -> None:
        self._right: dict[str, list[bool]] = {name: [] for name in TOLD}
        self._misses: dict[str, list[Miss]] = {name: [] for name in TOLD}

    def look(self, score: str, right: object, where: str, expected: str, found: str) -> None:
        """One thing that was looked at; told as a miss where it is not right."""
        self.count(score, right)
        if not right:
            self.miss(score, where, expected, found)

    def count(self, score: str, right: object) -> None:
        """One thing that is counted and not told."""
        self._right[score].append(bool(right))

    def miss(self, score: str, where: str, expected: object, found: str) -> None:
        """One thing that is told and not counted."""
        self._misses[score].append(Miss(score=score, where=where, expected=str(expected), found=found))

    def scores(self, **others: Any) -> Scores:
        """The scores: the shares that were counted here, and those that were worked out elsewhere."""
        shares = {
            name: Share(hits=right.count(not TOLD[name].wrong), n=len(right)) for name, right in self._right.items()
        }
        return Scores(**{**shares, **others}, misses=tuple(miss for held in self._misses.values() for miss in held))


def combine_scores(scores: Sequence[Scores]) -> Scores:
    """The scores of several sets as one: counts are added, so a set weighs by its size; misses in the order given."""
    cells: Counter[tuple[Finding, Finding]] = Counter()
    for cell in (cell for score in scores for cell in score.relations.cells):
        cells[cell.wanted, cell.found] += cell.n
    counts = {
        name: _added([getattr(score, name) for score in scores], field.annotation)
        for name, field in Scores.model_fields.items()
        if field.annotation in (Share, Grouping)
    }
    by_hazard = grouped((share for score in scores for share in score.hazards), lambda share: share.hazard)
    hazards = [(hazard, _added(by_hazard[hazard], Share)) for hazard in Hazard if hazard in by_hazard]
    return Scores(
        **counts,
        relations=tabulate(cells),
        hazards=tuple(HazardShare(hazard=hazard, hits=share.hits, n=share.n) for hazard, share in hazards),
        misses=tuple(miss for score in scores for miss in score.misses),
    )


def _added(held: Sequence[Any], kind: Any) -> Any:
    """Counts of one kind, added field by field."""
    return kind(**{name: sum(getattr(one, name) for one in held) for name in kind.model_fields})


def count_pairs(cells: Mapping[tuple[Any, Any], int]) -> Grouping:
    """Pairs in one group, of one label, and both, from how many things each (label, group) has."""
    labels, groups = Counter[Any](), Counter[Any]()
    for (label, group), count in cells.items():
        labels[label] += count
        groups[group] += count
    both, grouped, wanted = (sum(n * (n - 1) // 2 for n in sizes.values()) for sizes in (cells, groups, labels))
    return Grouping(pure=both, grouped=grouped, whole=both, wanted=wanted)


def tabulate(counts: Mapping[tuple[Finding, Finding], int]) -> Relations:
    """The confusion matrix in the order of strength."""
    ordered = sorted(counts, key=lambda pair: (STRENGTH[pair[0]], STRENGTH[pair[1]]))
    return Relations(cells=tuple(Cell(wanted=pair[0], found=pair[1], n=counts[pair]) for pair in ordered))


def _part(held: float, n: float) -> float | None:
    return held / n if n else None
