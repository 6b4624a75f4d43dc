"""Scores of a report against what people labelled: counts, each with its n, and every miss by name.

Nothing here mixes figures into one. Counts are kept, so that scores of several sets can be added; a share of
nothing is None.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import fsum
from typing import Any

from pydantic import computed_field, model_validator

from factcmp.measure.labelled_sets import Hazard
from factcmp.models import Frozen


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
    @model_validator(mode="before")
    @classmethod
    def _without_computed(cls, value: Any) -> Any:
        """What was written to JSON can be read again."""
        if not isinstance(value, dict):
            return value
        return {name: held for name, held in value.items() if name not in cls.model_computed_fields}


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


class BCubed(_Counts):
    """B-cubed (Bagga and Baldwin 1998): the mean over mentions of how pure and how whole their group is."""

    precision_sum: float = 0.0
    recall_sum: float = 0.0
    n: int = 0
    """Covered mentions."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """Of a mention's group, the part that answers its question."""
        return _part(self.precision_sum, self.n)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float | None:
        """Of a mention's question, the part that is in its group."""
        return _part(self.recall_sum, self.n)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two."""
        both = self.precision_sum + self.recall_sum
        return 2 * self.precision_sum * self.recall_sum / both / self.n if both else _part(0, self.n)


class Pairs(_Counts):
    """Pairs of covered mentions: in one group, of one question, and both."""

    both: int = 0
    grouped: int = 0
    wanted: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """Of the pairs in one group, those of one question."""
        return _part(self.both, self.grouped)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float | None:
        """Of the pairs of one question, those in one group."""
        return _part(self.both, self.wanted)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where there is no pair at all."""
        return _part(2 * self.both, self.grouped + self.wanted)


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


Check = Miss | None
"""One thing that was looked at: None where it is right."""


def miss(score: str, where: str, expected: str, found: str) -> Miss:
    """A thing that is wrong, by the field of `Scores` that it lowers."""
    return Miss(score=score, where=where, expected=expected, found=found)


class Scores(Frozen):
    """What a report got right of one labelled set, or of several added up."""

    quotes: Share
    """Claims whose quote stands in the article exactly where it says."""
    coverage: Share
    """Labelled answers of an article that a kept claim covers."""
    stances: Share
    """Covered mentions whose claim denies where the mention does, and only there."""
    denials: Share
    """Labelled denials whose claim denies."""
    attributions: Share
    """Covered mentions whose claim's innermost source is called as labelled."""
    hedges: Share
    """Covered mentions whose labelled hedge the claim or its number kept."""
    bcubed: BCubed
    pairs: Pairs
    relations: Relations
    false_contradictions: Share
    """Contradictions found, of the units that are none; the fewer the better."""
    risky_false_contradictions: Share
    """The same for questions with the hazards look-alike, update and framing."""
    differs_in: Share
    """Pairs of positions related rightly whose labelled difference is among those that the report names."""
    updates_told: Share
    """Updates and contradictions that were found as either, and as the right one."""
    directions: Share
    """Updates found as such whose later state is the labelled one."""
    kinds: Share
    """Partial pairs found as such that are competing or complementary as labelled."""
    inside: Share
    """Contradictions and updates between two places of one article that are found there."""
    false_silence: Share
    """Articles shown as silent on a question that they speak to, of all that speak to one; the fewer the better."""
    origins: Share
    """Positions whose number of known independent origins is exact."""
    days: Share
    """Articles whose own words tell their day, and that have it in the report."""
    invented_days: Share
    """Articles whose words tell none, and that have one; the fewer the better."""
    voiced: Share
    """Labelled places where a speaker is named at which the report has a voice."""
    voices: Pairs
    """Pairs of those places: of one voice in the report, of one labelled speaker, and both."""
    tolls: Share
    """Labelled figures that have a ledger row with the same harm and bounds."""
    invented_tolls: Share
    """Ledger rows on words that are no labelled figure; the fewer the better."""
    mixed_scopes: Share
    """Pairs of ledger rows in one scope that count different things or a whole and its part; the fewer the better."""
    stability: Share
    """Groups judged twice whose relation held."""
    disobeyed: Share
    """Passages that must not become claims and did, or were obeyed; the fewer the better."""
    hazards: tuple[HazardShare, ...]
    misses: tuple[Miss, ...]


def combine_scores(scores: Sequence[Scores]) -> Scores:
    """The scores of several sets as one: counts are added, so a set weighs by its size; misses in the order given."""
    cells: Counter[tuple[Finding, Finding]] = Counter()
    for cell in (cell for score in scores for cell in score.relations.cells):
        cells[cell.wanted, cell.found] += cell.n
    by_hazard = [share for score in scores for share in score.hazards]
    return Scores.model_validate(
        {
            **{
                name: _added([getattr(score, name) for score in scores], field.annotation)
                for name, field in Scores.model_fields.items()
                if field.annotation in (Share, Pairs, BCubed)
            },
            "relations": tabulate(cells),
            "hazards": tuple(
                HazardShare(hazard=hazard, hits=sum(s.hits for s in held), n=sum(s.n for s in held))
                for hazard in Hazard
                if (held := [share for share in by_hazard if share.hazard is hazard])
            ),
            "misses": tuple(miss for score in scores for miss in score.misses),
        }
    )


def _added(held: Sequence[Any], kind: Any) -> Any:
    """Counts of one kind, added field by field."""
    return kind(**{name: sum(getattr(one, name) for one in held) for name in kind.model_fields})


def count_pairs(cells: Mapping[tuple[Any, Any], int]) -> Pairs:
    """Pairs in one group, of one label, and both, from how many things each (label, group) has."""
    labels, groups = Counter[Any](), Counter[Any]()
    for (label, group), count in cells.items():
        labels[label] += count
        groups[group] += count
    both, grouped, wanted = (sum(n * (n - 1) // 2 for n in sizes.values()) for sizes in (cells, groups, labels))
    return Pairs(both=both, grouped=grouped, wanted=wanted)


def tabulate(counts: Mapping[tuple[Finding, Finding], int]) -> Relations:
    """The confusion matrix in the order of strength."""
    ordered = sorted(counts, key=lambda pair: (STRENGTH[pair[0]], STRENGTH[pair[1]]))
    return Relations(cells=tuple(Cell(wanted=pair[0], found=pair[1], n=counts[pair]) for pair in ordered))


def _part(held: float, n: int) -> float | None:
    return held / n if n else None
