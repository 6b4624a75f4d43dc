"""The findings as a sheet: a line each, with empty cells for an editor's verdict and note."""

from collections.abc import Mapping
from types import MappingProxyType

from factcmp.desk.cells import joined, joined_cell, neutral, sheet, text_cell
from factcmp.desk.review import AppliedReview, Review, ReviewState, finding_text, review_of
from factcmp.models import Group, Position, Report
from factcmp.models.index import ReportIndex

COLUMNS = (
    "group id",
    "label",
    "relation",
    "question",
    "positions",
    "differs in",
    "articles",
    "known origins",
    "independent sources",
    "stable",
    "quotes",
    "explanation",
    "finding",
    "earlier verdict",
    "verdict",
    "note",
)
_STABLE = {True: "yes", False: "no", None: "not asked again"}
_NO_REVIEWS: Mapping[str, AppliedReview] = MappingProxyType({})


def render_csv(report: Report, applied: Mapping[str, AppliedReview] = _NO_REVIEWS) -> str:
    """The findings as CSV (RFC 4180): the groups of two claims or more, then each lone claim, a line each.

    It begins with a byte order mark, without which Excel shows Arabic as noise, and lines end in CR LF. No cell but a
    note holds a line end. Text that a spreadsheet would take for a formula (=, +, - or @ first, a tab before it or
    not, or the same behind a semicolon) is neutralised with an apostrophe, so that an article cannot run one; cells
    are cut at what Excel holds. The verdicts of `applied` that are current are filled in; of an outdated one the
    column `earlier verdict` tells. Quotes give offsets into the article's text; control characters are left out of
    the sheet, the JSON report has everything to the letter.
    """
    rows = _Rows(report)
    groups = sorted(report.groups, key=lambda group: len(group.claims) == 1)
    return sheet(COLUMNS, (rows.row(group, review_of(group, applied)) for group in groups))


class _Rows(ReportIndex):
    def row(self, group: Group, applied: AppliedReview | None) -> tuple[str, ...]:
        """A finding's cells, in the order of the columns."""
        origins = [origin.name for position in group.positions for origin in position.origins if origin.known]
        current = applied.review if applied and applied.state is ReviewState.CURRENT else None
        return (
            text_cell(group.id),
            text_cell(group.label),
            group.relation.value,
            text_cell(group.question),
            joined_cell(self._position(position) for position in group.positions),
            ", ".join(group.differs_in),
            joined_cell(f"{article.label} {article.title}" for article in self.articles_of(group.claims)),
            joined_cell(dict.fromkeys(origins)),
            str(group.independent_sources),
            _STABLE[group.stable],
            joined_cell(self._quote(claim) for claim in group.claims),
            text_cell(group.explanation),
            finding_text(group),
            text_cell(_earlier(applied)),
            (current.verdict or "") if current else "",
            neutral(current.note) if current else "",
        )

    def _position(self, position: Position) -> str:
        labels = ", ".join(article.label for article in self.articles_of(position.claims))
        return f"{position.label}: {position.summary} [{labels}]"

    def _quote(self, claim: str) -> str:
        quote = self.claims[claim].quote
        return f"{self.articles[self.claims[claim].article].label} {quote.start}–{quote.end}: “{quote.text}”"


def _earlier(applied: AppliedReview | None) -> str:
    """The verdicts that no longer apply, in words."""
    if applied is None or applied.state is ReviewState.CURRENT:
        return ""
    return "no longer applies, the finding changed: " + joined(
        _verdict(review) for review in (applied.review, *applied.earlier)
    )


def _verdict(review: Review) -> str:
    return ", ".join(part for part in (review.verdict, review.note) if part) + f" (on: {review.question})"
