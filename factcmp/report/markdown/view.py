"""What every part of the Markdown report looks up and words alike."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from factcmp.desk.review import AppliedReview
from factcmp.models import Claim, Difference, Group, Origin, Report, Span
from factcmp.models.index import ReportIndex
from factcmp.report.markdown.escaping import foreign, inline, paragraph
from factcmp.report.reading import Contents, shown_claims
from factcmp.report.sentences import Evidence, Own, Piece, Row, Sentence, Strong
from factcmp.report.wording import load_wording
from factcmp.text.languages import is_right_to_left

_LABEL = re.compile(r"\\\[([^\[\]\\]+)\\\]")
_LABELS = re.compile(r"\\\[[^\[\]\\]+\\\](?:(?:[,،;؛]| and| و)? ?\\\[[^\[\]\\]+\\\])+")
_LABELS_IN_A_ROW = 4
"""A text of the model's may name so many claims in a row; of more the first three stay, the evidence has all."""
WIDE = 8
"""With more articles than this no table has a column for each."""


class ReportView(ReportIndex):
    """A report by id, with its language's words, links to the texts, and an editor's verdicts by group id."""

    def __init__(self, report: Report, links: Mapping[str, str], reviews: Mapping[str, AppliedReview]) -> None:
        super().__init__(report)
        self.links = links
        self.reviews = reviews
        self.wording = load_wording(report.run.language)
        self.contents = Contents.of(self)
        self.shown = shown_claims(self, self.contents)

    def say(self, key: str, **values: object) -> str:
        """A text of the report's language."""
        return self.wording.say(key, **values)

    def commas(self, items: Iterable[str]) -> str:
        """Items behind each other."""
        return self.say("list.comma").join(items)

    def some(self, items: Sequence[str], limit: int, key: str = "list.more") -> str:
        """The first items, and how many there are more, in the words of the key."""
        more = len(items) - limit
        if more < 1:
            return self.commas(items)
        return self.say(key, items=self.commas(items[:limit]), count=more)

    def article_labels(self, claims: Sequence[str], limit: int | None = None) -> str:
        """The labels of the articles that these claims are from: "A1, A3"."""
        labels = [article.label for article in self.articles_of(claims)]
        return self.some(labels, limit or len(labels))

    def differences(self, differs_in: Sequence[Difference]) -> str:
        """In what claims differ: "how many, when"."""
        return self.commas(self.say(f"difference.{difference}") for difference in differs_in)

    def told(self, piece: Piece) -> str:
        """A piece of a sentence in Markdown."""
        match piece:
            case Strong(text=text):
                return f"**{inline(text)}**"
            case Own(article=article, text=text):
                return self.say("quoted", words=self.quoted(article, text))
            case Evidence():
                return self.evidence_link(piece)
            case Sentence(key=key, values=values):
                return self.say(key, **{name: v if isinstance(v, int) else self.told(v) for name, v in values.items()})
            case Row(pieces=pieces, between=between):
                return self.say(between).join(map(self.told, pieces))
        return paragraph(str(piece))

    def evidence_link(self, evidence: Evidence) -> str:
        """Where a sentence can be checked: the place in this report that has the words."""
        return f"[{evidence.label}](#{claim_anchor(evidence.label)})"

    def claim_link(self, claim: Claim) -> str:
        """A claim's label as a link to its evidence, or to its line where the report leaves that out."""
        if claim.id in self.shown:
            return f"[{claim.label}](#{claim_anchor(claim.label)})"
        return self.place(claim.article, claim.quote, claim.label)

    def linked(self, text: str) -> str:
        """A text of the model's with the claims that it names as links to their evidence, a few of a long row."""
        return _LABEL.sub(
            lambda match: (
                self.claim_link(self.claim_by_label[match[1]]) if match[1] in self.claim_by_label else match[0]
            ),
            _LABELS.sub(lambda match: self._fewer(match[0]), paragraph(text)),
        )

    def _fewer(self, row: str) -> str:
        labels = _LABEL.findall(row)
        if not self.claim_by_label.keys() >= set(labels):
            return row
        if len(labels) <= _LABELS_IN_A_ROW:
            return row.replace("\\]\\[", "\\]" + self.say("list.comma") + "\\[")
        return self.some([f"\\[{label}\\]" for label in labels], _LABELS_IN_A_ROW - 1)

    def day(self, day: datetime.date) -> str:
        """A day as ISO 8601 writes it; its parts would change places in a right-to-left line."""
        return f'<span dir="ltr">{day}</span>' if is_right_to_left(self.report.run.language) else str(day)

    def foreign(self, text: str, language: str | None) -> str:
        """Inline words in a language of their own; in the report's own language they need no mark."""
        own, theirs = (tag.split("-")[0].lower() for tag in (self.report.run.language, language or ""))
        return inline(text) if own == theirs else foreign(text, language)

    def quoted(self, article: str, text: str) -> str:
        """Inline words in an article's language and direction."""
        return self.foreign(text, self.articles[article].language)

    def place(self, article: str, span: Span, name: str = "") -> str:
        """Where a quotation stands, for whoever checks it; called by its line where it has no name."""
        line = self.articles[article].text.count("\n", 0, span.start) + 1
        where = name or self.say("place", article=self.articles[article].label, line=line)
        link = self.links.get(article)
        return f"[{where}]({href(link)}#L{line})" if link else where

    def party(self, origin: Origin) -> str | None:
        """The side that an origin itself belongs to: one that only passes on a party's words is none."""
        sources = (source for claim in origin.claims for source in self.claims[claim].attribution)
        return next((source.party for source in sources if source.party and source.gloss == origin.name), None)

    def speaks_for_party(self, claim: str) -> bool:
        """Whether a claim's own source belongs to a side."""
        return any(source.party for source in self.claims[claim].attribution[-1:])


def claim_anchor(label: str) -> str:
    """The name of the place where a claim's evidence stands."""
    return label.lower().replace(".", "-")


def group_link(group: Group) -> str:
    """A link to a group's section by its label."""
    return f"[{group.label}](#{group.label.lower()})"


def href(link: str) -> str:
    """A link's address, safe between Markdown's parentheses."""
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
