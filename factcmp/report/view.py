"""What every kind of report reads off the findings: in what order they are told, and under which name and question."""

from collections.abc import Mapping, Sequence

from factcmp.desk.review import AppliedReview
from factcmp.models import Dispute, Group, Relation, Report
from factcmp.models.findings import ORDER
from factcmp.models.index import ReportIndex
from factcmp.report.contents import is_disputed
from factcmp.report.texts import under_one_name
from factcmp.report.wording import load_wording

ALONE_SHOWN = 6
"""So much of what one article alone says is listed where not everything is."""
_HEAVY = 3
"""What a figure of harm weighs against a name."""


class View(ReportIndex):
    """A report with one name for one thing, the words of a language, and an editor's verdicts by group id.

    Each group is told once, in a dispute or in one of the lists.
    """

    def __init__(self, report: Report, language: str = "", reviews: Mapping[str, AppliedReview] | None = None) -> None:
        super().__init__(under_one_name(report))
        self.reviews = reviews or {}
        self.wording = load_wording(language or report.run.language)
        left = [group for group in self.report.groups if group.id not in self.dispute_of]
        news = [group for group in left if not group.background]
        told = [group for group in news if not is_disputed(group)]
        further = sorted(filter(is_disputed, news), key=lambda group: ORDER.index(group.relation))
        self.disputes: Sequence[Dispute] = (*self.report.disputes, *map(_as_dispute, further))
        """The report's, the most important first; behind them each disputed group that none of them holds."""
        self.background = [group for group in left if group.background]
        self.agreements = sorted(
            (group for group in told if group.relation is Relation.AGREEMENT), key=lambda one: -one.independent_sources
        )
        self.complements = [group for group in told if group.relation is Relation.PARTIAL]
        self.alone = sorted((group for group in told if group.relation is Relation.SINGLE_SOURCE), key=self._lightness)
        """What one article alone says, what carries most news first: harm, numbers, names."""
        self.unidentified = [voice for voice in self.report.voices if voice.name and not voice.known]
        """Whom the articles quote without saying who it is."""

    @property
    def disputed(self) -> int:
        """How many questions the disputes hold."""
        return sum(len(dispute.groups) for dispute in self.disputes)

    @property
    def questions(self) -> int:
        """How many are compared: those of the disputes, the agreements and what adds up."""
        return self.disputed + len(self.agreements) + len(self.complements)

    @property
    def told_alone(self) -> int:
        """How many claims one article alone tells."""
        return sum(len(group.claims) for group in self.alone)

    def told_under(self, group: Group) -> tuple[str, str]:
        """The label and the question that a group is told under: a dispute's, where it is the first of it."""
        dispute = self.dispute_of.get(group.id)
        told = dispute if dispute and dispute.groups[0] == group.id else group
        return told.label, told.question

    def _lightness(self, group: Group) -> int:
        claims = [self.claims[claim] for claim in group.claims]
        names = {name.gloss for claim in claims for name in claim.names}
        harm = any(claim.tolls or self.rows_of.get(claim.id) for claim in claims)
        return -(len(names) + _HEAVY * harm + 2 * any(claim.quantities for claim in claims))


def _as_dispute(group: Group) -> Dispute:
    return Dispute(id=group.id, label=group.label, question=group.question, relation=group.relation, groups=(group.id,))
