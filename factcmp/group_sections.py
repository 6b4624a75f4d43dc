"""The parts of the Markdown report that show groups and their evidence."""

from collections.abc import Sequence

from factcmp.markdown import anchor, foreign, inline, one_line, quotation, summary_line
from factcmp.models import Between, Claim, Disagreement, Group, Origin, Position, Relation, Source, Stance
from factcmp.report_view import DIFFERENCE_WORDS, HEADINGS, ReportView, claim_anchor, many

_STANCE_WORDS = {
    Stance.ASSERTS: "says",
    Stance.DENIES: "**denies** this",
    Stance.DOUBTS: "**doubts** this",
    Stance.PREDICTS: "**predicts**",
}


class GroupSections:
    """Groups of one report as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def group(self, group: Group) -> list[str]:
        """The blocks of one group: question, finding, why, and each position with its evidence."""
        blocks = [
            f"### {anchor(group.label.lower())}{group.label}. {inline(group.question)}",
            " · ".join(self._facts(group)),
            self.view.linked(group.explanation),
        ]
        if len(group.positions) > 2:
            blocks += self._pairs(group.between)
        blocks += [f"*By rule: {inline(rule)}*" for rule in group.rules]
        for position in group.positions:
            several = len(group.positions) > 1
            heading = (
                f"**{position.label}. {inline(position.summary)}**" if several else f"**{inline(position.summary)}**"
            )
            blocks.append(f"{heading} — {self._who(position)}")
            blocks.append("\n".join(self._evidence(self.view.claims[claim]) for claim in position.claims))
        return [block for block in blocks if block]

    def _facts(self, group: Group) -> list[str]:
        facts = [f"**{group.relation.value.capitalize()}**"]
        if group.differs_in:
            facts.append("differs in " + ", ".join(DIFFERENCE_WORDS[difference] for difference in group.differs_in))
        facts.append(self.view.article_labels(group.claims))
        if group.stable is False:
            said = ", then ".join(relation.value for relation in group.judgements)
            facts.append(f"**unstable**: judged {said} as the order of claims changed")
        elif group.stable:
            facts.append("judged twice in different order, with the same result")
        return facts

    def _pairs(self, between: Sequence[Between]) -> list[str]:
        """How the positions relate: what excludes or replaces another in the open, the rest folded."""
        strong = [pair for pair in between if pair.relation is not Disagreement.PARTIAL]
        weak = [pair for pair in between if pair.relation is Disagreement.PARTIAL]
        blocks = ["\n".join(self._pair(pair) for pair in strong)]
        if weak:
            names = ", ".join(f"{pair.one}–{pair.other}" for pair in weak)
            blocks += [
                f"<details>\n<summary>Do not exclude each other: {names}</summary>",
                "\n".join(self._pair(pair) for pair in weak),
                "</details>",
            ]
        return blocks

    def _pair(self, pair: Between) -> str:
        differences = ", ".join(DIFFERENCE_WORDS[difference] for difference in pair.differs_in)
        differs = f" ({differences})" if differences else ""
        return f"- **{pair.one}–{pair.other} {pair.relation}**{differs}: {self.view.linked(pair.reason)}"

    def _who(self, position: Position) -> str:
        """Who stands behind a position, and how many of them are independent."""
        articles = {self.view.claims[claim].article for claim in position.claims}
        known = [origin for origin in position.origins if origin.known]
        names = ", ".join(inline(origin.name) for origin in known)
        origins = f"{many(len(known), 'known origin')} ({names})" if known else "no known origin"
        words = f"{many(len(articles), 'article')}, {origins}"
        if len(articles) > 1 and len(position.origins) == 1:
            words += "; **several articles, one origin**"
        for origin in position.origins:
            if origin.shared_run:
                words += f"; {self._shared(origin)}"
        return words

    def _shared(self, origin: Origin) -> str:
        words = self.view.quoted(self.view.claims[origin.claims[0]].article, origin.shared_run or "")
        return f"the same words in {self.view.article_labels(origin.claims)}: {words}"

    def _evidence(self, claim: Claim) -> str:
        """One claim: who says what, when, and the words."""
        article = self.view.articles[claim.article]
        speaker = self._chain(claim, article.language)
        when = f"; when: {foreign(claim.event_time.said, article.language)}" if claim.event_time.said else ""
        hedge = f"; hedged: {foreign(claim.hedge.text, article.language)}" if claim.hedge else ""
        return (
            f"- {anchor(claim_anchor(claim.label))}**{claim.label}** {speaker} {_STANCE_WORDS[claim.stance]}: "
            f"{inline(claim.gloss)}{_small(when + hedge)}\n"
            + quotation(claim.quote.text, article.language, "  ")
            + f"\n  {self.view.place(claim.article, claim.quote)}"
        )

    def _chain(self, claim: Claim, language: str | None) -> str:
        """The attribution from the outlet inwards; only the last source is given in the article's words too."""
        if not claim.attribution:
            return "the article itself"
        passing = [inline(source.gloss) for source in claim.attribution[:-1]]
        return " ← ".join([*passing, self._speaker(claim.attribution[-1], language)])

    def _speaker(self, source: Source, language: str | None) -> str:
        same = one_line(source.name).casefold() == one_line(source.gloss).casefold()
        name = inline(source.gloss) if same else f"{inline(source.gloss)} ({foreign(source.name, language)})"
        marks = [f"for {inline(source.party)}"] if source.party else []
        if source.mention is None:
            marks.append("not in these words in the article")
        return name + (f" [{', '.join(marks)}]" if marks else "")

    def single(self, groups: Sequence[Group]) -> list[str]:
        """The blocks of what one article alone says: its groups, then its lone claims, folded by article."""
        lone = [group for group in self.view.report.groups if len(group.claims) == 1]
        if not groups and not lone:
            return []
        heading, meaning = HEADINGS[Relation.SINGLE_SOURCE]
        blocks = [f"## {anchor('single-source')}{heading}", f"*{meaning}*"]
        for group in groups:
            blocks += self.group(group)
        for article in self.view.report.articles:
            claims = [self.view.claims[group.claims[0]] for group in lone]
            claims = [claim for claim in claims if claim.article == article.id]
            if claims:
                summary = f"{article.label}, {summary_line(article.title)}: {many(len(claims), 'claim')}"
                blocks += [
                    f"<details>\n<summary>{summary}</summary>",
                    "\n".join(self._evidence(claim) for claim in claims),
                    "</details>",
                ]
        return blocks


def _small(text: str) -> str:
    return f" <sub>{text.removeprefix('; ')}</sub>" if text else ""
