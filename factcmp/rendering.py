"""The Markdown report: the JSON report's content for a reader with ten minutes."""

from collections import Counter
from collections.abc import Mapping

from factcmp.article_sections import ArticleSections
from factcmp.findings import ORDER
from factcmp.group_sections import GroupSections
from factcmp.languages import is_right_to_left, language_name
from factcmp.markdown import anchor, inline, table
from factcmp.models import Disagreement, DropReason, Group, LeftOutReason, Relation, Report, Span, Stance
from factcmp.report_view import HEADINGS, ReportView, many

_DROP_WORDS = {
    DropReason.QUOTE_NOT_FOUND: "Quote not found in the article",
    DropReason.QUOTE_CUTS_NUMBER: "Quote cuts a number short",
    DropReason.QUOTE_CUTS_NEGATION: "Quote leaves out a negation",
    DropReason.NUMBER_NOT_IN_QUOTE: "Number that the quote does not have",
    DropReason.NEGATION_NOT_IN_QUOTE: "Denial that the quote does not have",
    DropReason.NEGATION_LOST: "Negation of the quote lost",
    DropReason.DUPLICATE: "Made twice",
}
_LEFT_OUT_WORDS = {
    LeftOutReason.AMBIGUOUS: "two readings remain",
    LeftOutReason.OPINION: "opinion",
    LeftOutReason.NO_FACT: "no further fact",
    LeftOutReason.PAGE_FURNITURE: "page furniture",
    LeftOutReason.UNFINISHED: "broken off",
}
_NOUNS = {
    Relation.CONTRADICTION: "contradiction",
    Relation.UPDATE: "update",
    Relation.AGREEMENT: "agreement",
    Relation.PARTIAL: "partial agreement",
}


def render_markdown(report: Report, *, title: str = "", links: Mapping[str, str] | None = None) -> str:
    """The report in Markdown (CommonMark with GitHub's tables), the same bytes for the same report.

    `title` names the set of articles. `links` has for article ids where their texts are, as seen from the file.
    """
    return _Renderer(ReportView(report, links or {}), title).render()


class _Renderer:
    def __init__(self, view: ReportView, title: str) -> None:
        self.view = view
        self.title = title
        self.sections = GroupSections(view)
        self.articles = ArticleSections(view)

    def render(self) -> str:
        blocks = [*self._head(), *self.articles.articles(), *self._matrix()]
        for relation in ORDER:
            groups = [group for group in self.view.compared if group.relation is relation]
            if relation is Relation.SINGLE_SOURCE:
                blocks += self.sections.single(groups)
            elif groups:
                heading, meaning = HEADINGS[relation]
                blocks += [
                    f"## {heading}",
                    f"*{meaning}*",
                    *(b for group in groups for b in self.sections.group(group)),
                ]
        blocks += [*self.articles.naming(), *self._missing(), *self._making()]
        text = "\n\n".join(blocks)
        if is_right_to_left(self.view.report.run.language):
            text = f'<div dir="rtl">\n\n{text}\n\n</div>'
        return text + "\n"

    # The top ------------------------------------------------------------

    def _head(self) -> list[str]:
        report = self.view.report
        counts = Counter(group.relation for group in self.view.compared)
        alone = sum(1 for group in report.groups if len(group.claims) == 1)
        found = ", ".join(
            f"**{many(counts[relation], _NOUNS[relation])}**" for relation in ORDER[:-1] if counts[relation]
        )
        unstable = sum(group.stable is False for group in self.view.compared)
        lines = [
            f"- {many(len(report.claims), 'claim')} from {many(len(report.articles), 'article')}; "
            f"{many(len(self.view.compared), 'question')} on which more than one claim speaks: {found or 'none'}.",
        ]
        if alone:
            lines.append(f"- {many(alone, 'claim')} that nothing else speaks to ([by article](#single-source)).")
        if unstable:
            lines.append(
                f"- {many(unstable, 'finding')} marked **unstable**: judged differently when the claims were shown in "
                "another order."
            )
        lines += self._incomplete()
        blocks = [
            f"# What {many(len(report.articles), 'article')} say{'s' if len(report.articles) == 1 else ''}"
            + (f": {inline(self.title)}" if self.title else ""),
            "> A language model sorted these claims, and it can be wrong. factcmp compares sources; it does not decide "
            "who is right. Each quotation is a literal slice of its article: check it there before you use a line.",
            "## In a minute",
            "\n".join(lines),
        ]
        for relation in (Relation.CONTRADICTION, Relation.UPDATE):
            lines = [self._in_short(group) for group in self.view.compared if group.relation is relation]
            if relation is Relation.UPDATE:
                lines += [self._update_inside(group) for group in self.view.compared if _has_update_inside(group)]
            if lines:
                blocks += [f"**{HEADINGS[relation][0]}**", "\n".join(lines)]
        return blocks

    def _incomplete(self) -> list[str]:
        run = self.view.report.run
        lines = [
            f"- **Incomplete:** {self._failed_thing(failure.article, failure.group)}: {inline(failure.message)}"
            for failure in run.failures
        ]
        parts = [
            many(len(run.dropped), "claim") + " dropped by rule" if run.dropped else "",
            many(len(run.uncovered), "sentence") + " that the model passed over" if run.uncovered else "",
        ]
        if any(parts):
            lines.append(
                f"- Not in the comparison: {' and '.join(part for part in parts if part)} ([listed](#missing))."
            )
        return lines

    def _failed_thing(self, article: str | None, group: str | None) -> str:
        if article:
            return f"{self.view.articles[article].label} could not be read"
        return f"the judgement of «{inline(group)}»" if group else "claims could not be grouped"

    def _in_short(self, group: Group) -> str:
        """The question, and under it each answer with the articles that give it."""
        mark = " *(unstable)*" if group.stable is False else ""
        answers = (
            f"  - **{position.label}** {inline(position.summary)} ({self.view.article_labels(position.claims)})"
            for position in group.positions
        )
        return "\n".join([f"- [{inline(group.question)}](#{group.label.lower()}){mark}", *answers])

    def _update_inside(self, group: Group) -> str:
        """An update that a contradiction holds besides: one line that leads there."""
        pairs = [pair for pair in group.between if pair.relation is Disagreement.UPDATE]
        reasons = " ".join(f"**{pair.one}–{pair.other}** {self.view.linked(pair.reason)}" for pair in pairs[:2])
        return f"- Inside the contradiction [{inline(group.question)}](#{group.label.lower()}): {reasons}"

    def _matrix(self) -> list[str]:
        if not self.view.compared:
            return []
        rows = []
        for group in self.view.compared:
            cells = tuple(self._cell(group, article.id) for article in self.view.report.articles)
            relation = group.relation.value + (" (unstable)" if group.stable is False else "")
            rows.append((f"[{group.label}](#{group.label.lower()}) {inline(group.question)}", relation, *cells))
        return [
            "## Who speaks to what",
            "Each article's answer (A, B, … as in the sections below) and what its sources do with it. "
            "*silent*: the article says nothing of it, which is not denial.",
            table(("Question", "Finding", *(article.label for article in self.view.report.articles)), rows),
        ]

    def _cell(self, group: Group, article: str) -> str:
        """What one article says to one question: "A asserts, B denies", or silent."""
        answers: dict[str, set[Stance]] = {}
        for position in group.positions:
            for claim in position.claims:
                if self.view.claims[claim].article == article:
                    answers.setdefault(position.label, set()).add(self.view.claims[claim].stance)
        return (
            "; ".join(
                f"**{label}** {', '.join(stance for stance in Stance if stance in stances)}"
                for label, stances in answers.items()
            )
            or "*silent*"
        )

    def _missing(self) -> list[str]:
        run = self.view.report.run
        blocks = [f"## {anchor('missing')}What is not in the comparison"]
        if run.dropped:
            blocks.append(
                "**Dropped by rule.** The model gave these claims; the words it gave as evidence are not in the "
                "article as quoted, or do not carry the claim."
            )
            blocks.append(
                "\n".join(
                    f"- {self.view.articles[drop.article].label}: {_DROP_WORDS[drop.reason]} ({inline(drop.detail)}). "
                    f"Claim: {self.view.quoted(drop.article, drop.statement)} "
                    f"Quote as given: {self.view.quoted(drop.article, drop.quote)}"
                    for drop in run.dropped
                )
            )
        if run.uncovered:
            blocks.append("**Passed over.** Sentences that no claim quotes and that were left out without a reason:")
            blocks.append("\n".join(self._sentence(item.article, item.quote, "") for item in run.uncovered))
        if run.left_out:
            count = many(len(run.left_out), "sentence")
            blocks += [
                f"<details>\n<summary>{count} that the model made no claim of, with its reasons</summary>",
                "\n".join(
                    self._sentence(left.article, left.quote, f"{_LEFT_OUT_WORDS[left.reason]}: {inline(left.note)}")
                    for left in run.left_out
                ),
                "</details>",
            ]
        if len(blocks) == 1:
            blocks.append("Nothing was dropped, passed over or left out.")
        return blocks

    def _sentence(self, article: str, span: Span, reason: str) -> str:
        words = self.view.quoted(article, span.text)
        return f"- {self.view.articles[article].label}: {words}" + (f" — {reason}" if reason else "")

    def _making(self) -> list[str]:
        run = self.view.report.run
        rows = [
            (
                stage.stage,
                str(stage.requests),
                str(stage.cache_hits),
                f"{stage.input_tokens:,}",
                f"{stage.output_tokens:,}",
            )
            for stage in run.stages
        ]
        facts = [
            f"- factcmp {run.factcmp_version}; model: {inline(run.model)}; answers from "
            + ("a recording" if run.answered_by == "recording" else "the endpoint and the response cache")
            + (f", given {_days(run.answered_from, run.answered_to)}" if run.answered_from else ""),
            f"- Glosses, questions and explanations in {language_name(run.language)}; evidence in its own language.",
            "- Prompts (name and SHA-256): "
            + ", ".join(f"{prompt.name} `{prompt.sha256[:12]}`" for prompt in run.prompts),
        ]
        if run.cost_usd is not None:
            facts.append(f"- Cost of this run at the price given: {run.cost_usd:.4f} US dollars")
        if run.tokens_estimated:
            facts.append("- Token counts are the endpoint's estimate.")
        header = ("Stage", "Requests", "From the cache", "Input tokens", "Output tokens")
        return [
            "## How this was made",
            "\n".join(facts),
            table(header, rows),
            "Claims were taken from each article by the model and kept only if their quotation was found in it, letter "
            "for letter apart from spelling habits. Candidate groups were found among all claims and each was judged "
            "by the model; a finding other than agreement was judged again in another order. Numbers were "
            "compared by rule. The JSON report beside this file has everything, with character offsets.",
        ]


def _has_update_inside(group: Group) -> bool:
    return group.relation is Relation.CONTRADICTION and any(
        pair.relation is Disagreement.UPDATE for pair in group.between
    )


def _days(first: object, last: object) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"
