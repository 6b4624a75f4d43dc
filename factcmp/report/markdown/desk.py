"""The desk page in Markdown: at the top of the report, and as a sheet of its own."""

from factcmp.report.desk_page import MAX_WORDS, desk_page
from factcmp.report.markdown.escaping import inline
from factcmp.report.markdown.view import WIDE, ReportView
from factcmp.report.sentences import Evidence, count_words
from factcmp.text.lines import shorten

_NAME_LENGTH = 40
_PLACES = 2
"""So many places in articles that a sentence of the sheet leads to."""


class DeskSheet(ReportView):
    """A report whose sentences lead to lines of the articles, for a page that has no evidence below."""

    def evidence_link(self, evidence: Evidence) -> str:
        """The lines of the first claims."""
        claims = [self.claims[claim] for claim in evidence.claims[:_PLACES]]
        return self.commas(self.place(claim.article, claim.quote, claim.label) for claim in claims)

    def blocks(self, title: str) -> list[str]:
        """The whole sheet: what it is of, the page, and what the articles are called."""
        heading = self.say("title", count=len(self.articles))
        named = self.say("title.named", title=heading, name=inline(title)) if title else heading
        caution, articles = self.say("desk.caution"), list(self.report.articles)
        shown = [
            f"{article.label} {self.quoted(article.id, shorten(article.outlet or article.title, _NAME_LENGTH))}"
            for article in articles[:WIDE]
        ]
        key = self.some([*shown, *(article.label for article in articles[WIDE:])], WIDE)
        around = count_words(f"# {named} > {caution} {key}")
        return [f"# {named}", f"> {caution}", *desk_blocks(self, MAX_WORDS - around), key]


def desk_blocks(view: ReportView, max_words: int = MAX_WORDS) -> list[str]:
    """The parts of the page, each under its name."""
    blocks = []
    for section in desk_page(view.report, view.wording, max_words=max_words):
        blocks.append(f"**{view.say(section.key)}**")
        blocks.append("\n".join(f"- {view.told(sentence)}" for sentence in section.sentences))
    return blocks
