"""The end of the Markdown report: what is not in the comparison, and how the report was made."""

from factcmp.models import DroppedClaim, Span
from factcmp.report.markdown.escaping import anchor, folded, inline, summary_line, table
from factcmp.report.markdown.view import ReportView
from factcmp.report.words import stage_words
from factcmp.text.languages import language_name

_LISTED_OPEN = 5


class ClosingSections:
    """What one report lacks and where it comes from, as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def missing(self) -> list[str]:
        """Claims dropped by rule, sentences passed over, sentences left out with a reason."""
        say, run = self.view.say, self.view.report.run
        blocks = [f"## {anchor('missing')}{say('missing.heading')}"]
        if run.dropped:
            blocks.append(f"**{say('missing.dropped')}** {say('missing.dropped-meaning')}")
            blocks += self._listed([self._dropped(drop) for drop in run.dropped])
        if run.uncovered:
            blocks.append(f"**{say('missing.uncovered')}** {say('missing.uncovered-meaning')}")
            blocks += self._listed([self._sentence(item.article, item.quote) for item in run.uncovered])
        if run.left_out:
            lines = [
                self._sentence(left.article, left.quote) + f" — {say(f'left-out.{left.reason}')}"
                for left in run.left_out
            ]
            blocks += folded(summary_line(say("missing.left-out", count=len(run.left_out))), "\n".join(lines))
        return blocks if len(blocks) > 1 else [*blocks, say("missing.nothing")]

    def _listed(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if len(lines) <= _LISTED_OPEN:
            return [text]
        return folded(summary_line(self.view.say("missing.listed", count=len(lines))), text)

    def _dropped(self, drop: DroppedClaim) -> str:
        return f"- {self.view.articles[drop.article].label}: " + self.view.say(
            "missing.drop",
            reason=self.view.say(f"dropped.{drop.reason}"),
            claim=self.view.quoted(drop.article, drop.statement),
            quote=self.view.quoted(drop.article, drop.quote),
        )

    def _sentence(self, article: str, span: Span) -> str:
        return f"- {self.view.articles[article].label}: {self.view.quoted(article, span.text)}"

    def making(self) -> list[str]:
        """The model, the prompts, what it cost, and what was done in one paragraph."""
        say, run = self.view.say, self.view.report.run
        header = tuple(say(f"making.{name}") for name in ("stage", "requests", "cached", "input", "output"))
        rows = [
            (
                stage_words(stage.stage, self.view.wording),
                f"{stage.requests:,}",
                f"{stage.cache_hits:,}",
                f"{stage.input_tokens:,}",
                f"{stage.output_tokens:,}",
            )
            for stage in run.stages
        ]
        return [
            f"## {anchor('making')}{say('making.heading')}",
            "\n".join(f"- {fact}" for fact in self._facts()),
            *(folded(summary_line(say("making.stages")), table(header, rows)) if rows else []),
            say("making.how"),
        ]

    def _facts(self) -> list[str]:
        say, run = self.view.say, self.view.report.run
        answered = say("making.recording") if run.answered_by == "recording" else say("making.endpoint")
        if run.answered_from:
            first, last = (self.view.day(day) for day in (run.answered_from, run.answered_to or run.answered_from))
            answered += say("making.day", day=first) if first == last else say("making.days", first=first, last=last)
        facts = [
            say("making.model", version=run.factcmp_version, model=inline(run.model), answered=answered),
            say("making.language", language=inline(language_name(run.language, run.language))),
        ]
        if run.prompts:
            names = self.view.commas(f"{prompt.name} `{prompt.sha256[:12]}`" for prompt in run.prompts)
            facts.append(say("making.prompts", prompts=names))
        if run.cost_usd is not None:
            facts.append(say("making.cost", cost=f"{run.cost_usd:.4f}"))
        if run.tokens_estimated:
            facts.append(say("making.estimated"))
        return facts
