"""What every part of the Markdown report looks up and words alike."""

import html
import re
from collections.abc import Mapping, Sequence

from factcmp.markdown import foreign, inline
from factcmp.models import Article, Claim, Difference, FlagKind, Group, Relation, Report, Span

HEADINGS = {
    Relation.CONTRADICTION: (
        "Contradictions",
        "About the same event and the same time, they cannot all be true.",
    ),
    Relation.UPDATE: ("Updates", "They differ because the situation changed or was learned later."),
    Relation.AGREEMENT: ("Agreements", "Two articles or more say the same."),
    Relation.PARTIAL: (
        "Partial agreement",
        "The same matter with a difference of scope, number or precision that does not exclude the other.",
    ),
    Relation.SINGLE_SOURCE: (
        "Only one article says",
        "No other article speaks of it. Silence is not denial.",
    ),
}
DIFFERENCE_WORDS = {
    Difference.NUMBER: "how many",
    Difference.STATUS: "whether it is so",
    Difference.TIME: "when",
    Difference.PLACE: "where",
    Difference.ATTRIBUTION: "who did or said it",
    Difference.SCOPE: "how much of it",
}
FLAG_WORDS = {
    FlagKind.DATE_AND_WEEKDAY_DIFFER: "Date and weekday do not fit",
    FlagKind.TODAY_DOES_NOT_FIT: "“Today” does not fit",
    FlagKind.REPEATED_TITLE: "Title repeated",
    FlagKind.STARTS_MID_SENTENCE: "Starts in mid-sentence",
    FlagKind.ENDS_MID_SENTENCE: "Ends in mid-sentence",
    FlagKind.PAGE_FURNITURE: "Page furniture in the text",
    FlagKind.NEAR_DUPLICATE: "Much the same text as another article",
}
_LABEL = re.compile(r"\\\[([^\[\]\\]+)\\\]")


class ReportView:
    """A report with its articles and claims by id, and with links to the articles' texts."""

    def __init__(self, report: Report, links: Mapping[str, str]) -> None:
        self.report = report
        self.links = links
        self.articles: dict[str, Article] = {article.id: article for article in report.articles}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in report.claims}
        self.compared: list[Group] = [group for group in report.groups if len(group.claims) > 1]
        self._labels = {claim.label for claim in report.claims}

    def article_labels(self, claims: Sequence[str]) -> str:
        """The labels of the articles that these claims are from: "A1, A3"."""
        used = {self.claims[claim].article for claim in claims}
        return ", ".join(article.label for article in self.report.articles if article.id in used)

    def linked(self, text: str) -> str:
        """A text of the model's with the claims that it names as links to their evidence."""
        return _LABEL.sub(
            lambda match: f"[{match[1]}](#{claim_anchor(match[1])})" if match[1] in self._labels else match[0],
            inline(text),
        )

    def quoted(self, article: str, text: str) -> str:
        """Inline words in an article's language and direction."""
        return foreign(text, self.articles[article].language)

    def place(self, article: str, span: Span) -> str:
        """Where a quotation stands, for whoever checks it; HTML, to go on right behind a block quotation."""
        line = self.articles[article].text.count("\n", 0, span.start) + 1
        where = f"{self.articles[article].label}, line {line}, characters {span.start}–{span.end}"
        link = self.links.get(article)
        return f'<sub><a href="{html.escape(link)}#L{line}">{where}</a></sub>' if link else f"<sub>{where}</sub>"


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 claim", "2 claims"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def claim_anchor(label: str) -> str:
    """The name of the place where a claim's evidence stands."""
    return label.lower().replace(".", "-")


def href(link: str) -> str:
    """A link's address, safe between Markdown's parentheses."""
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
