"""A report's things by id, and which of them holds which."""

from collections.abc import Iterable, Mapping, Sequence

from factcmp.models import Article, Between, Claim, Dispute, Group, LedgerRow, Position, Report, Span, StoryDay, Voice
from factcmp.models.partition import grouped


class ReportIndex:
    """Built once, in one walk over each list of the report: whoever has it never walks a list for an id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.articles: Mapping[str, Article] = {article.id: article for article in report.articles}
        self.article_number: Mapping[str, int] = {article.id: at for at, article in enumerate(report.articles)}
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in report.claims}
        self.claim_number: Mapping[str, int] = {claim.id: at for at, claim in enumerate(report.claims)}
        self.claim_by_label: Mapping[str, Claim] = {claim.label: claim for claim in report.claims}
        self.groups: Mapping[str, Group] = {group.id: group for group in report.groups}
        self.group_number: Mapping[str, int] = {group.id: at for at, group in enumerate(report.groups)}
        self.group_of: Mapping[str, Group] = {claim: group for group in report.groups for claim in group.claims}
        """By claim."""
        self.position_of: Mapping[str, Position] = {
            claim: position for group in report.groups for position in group.positions for claim in position.claims
        }
        """By claim."""
        self.between: Mapping[tuple[str, frozenset[str]], Between] = {
            (group.id, frozenset((pair.one, pair.other))): pair for group in report.groups for pair in group.between
        }
        """By group and the labels of two positions."""
        self.compared: Sequence[Group] = [group for group in report.groups if len(group.claims) > 1]
        self.lone_in: Mapping[str, Sequence[Group]] = grouped(
            (group for group in report.groups if len(group.claims) == 1),
            lambda group: self.claims[group.claims[0]].article,
        )
        """By article the groups of one claim of its."""
        self.dispute_of: Mapping[str, Dispute] = {group: one for one in report.disputes for group in one.groups}
        """By group."""
        self.voices: Mapping[str, Voice] = {voice.id: voice for voice in report.voices}
        self.days: Mapping[str, StoryDay] = {day.id: day for day in report.calendar}
        self.day_number: Mapping[str, int] = {day.id: at for at, day in enumerate(report.calendar)}
        self.rows: Mapping[str, LedgerRow] = {row.id: row for row in report.ledger}
        self.rows_of: Mapping[str, Sequence[LedgerRow]] = grouped(report.ledger, lambda row: row.claim)

    def articles_of(self, claims: Iterable[str]) -> list[Article]:
        """The articles that these claims are from, in the report's order."""
        used = {self.claims[claim].article for claim in claims}
        return [self.articles[article] for article in sorted(used, key=self.article_number.__getitem__)]

    def line_of(self, article: str, span: Span) -> int:
        """The line of its text on which words begin, from 1."""
        return self.articles[article].text.count("\n", 0, span.start) + 1

    def voice_of(self, claim: str) -> Voice | None:
        """Who speaks; None in a report that resolved no voices."""
        return self.voices.get(self.claims[claim].voice or "")

    def days_of(self, day: str | None) -> list[int]:
        """The numbers of the days that a time names, first to last ("D1", "D1–D3"); empty where it names none."""
        return [self.day_number[one] for one in (day or "").split("–") if one in self.day_number]
