"""The ledger in Markdown: a line for each figure, as one voice gives it in one article."""

from factcmp.models import LedgerRow
from factcmp.report.ledger_words import row_words
from factcmp.report.markdown.escaping import anchor, folded, inline, summary_line, table
from factcmp.report.markdown.view import ReportView
from factcmp.report.speakers import voice_name
from factcmp.report.words import day_words

_OPEN = 5
_COLUMNS = ("harm", "figure", "voice", "scope", "as-of", "blamed", "grade")


def ledger_section(view: ReportView) -> list[str]:
    """The table, in the order of the ledger."""
    rows = view.report.ledger
    if not rows:
        return []
    # Most stories blame nobody for most figures: a column of "not said" tells nothing.
    columns = [at for at, name in enumerate(_COLUMNS, 1) if name != "blamed" or any(row.blamed for row in rows)]
    header = ("", *(view.say(f"ledger.{_COLUMNS[at - 1]}") for at in columns))
    cells = (_row(view, row) for row in rows)
    lines = table(header, [(row[0], *(row[at] for at in columns)) for row in cells])
    return [
        f"## {anchor('ledger')}{view.say('ledger.heading')}",
        view.say("ledger.meaning"),
        *(folded(summary_line(view.say("ledger.count", count=len(rows))), lines) if len(rows) > _OPEN else [lines]),
    ]


def _row(view: ReportView, row: LedgerRow) -> tuple[str, ...]:
    voice = view.voices.get(row.voice or "")
    day = view.days.get(row.as_of or "")
    period = view.say("quoted", words=view.quoted(row.article, row.period)) if row.period else None
    hedge = view.say("quoted", words=view.quoted(row.article, row.blame_hedge)) if row.blame_hedge else None
    return (
        f"{anchor(row.label.lower())}**{row.label}**",
        view.say(f"ledger.harm.{row.harm}"),
        _figure(view, row),
        inline(voice_name(voice, view.articles[row.article])),
        _joined(view, row.of_whom and inline(row.of_whom), row.place and inline(row.place), period),
        inline(day_words(day, view.wording)) if day else view.say("ledger.not-said"),
        _joined(view, row.blamed and inline(row.blamed), hedge),
        view.say(f"ledger.grade.{row.grade}"),
    )


def _figure(view: ReportView, row: LedgerRow) -> str:
    figure = f"{row_words(row, view.wording)} ({view.claim_link(view.claims[row.claim])})"
    for key, other in (("ledger.updates", row.updates), ("ledger.part-of", row.part_of)):
        if other and other in view.rows:
            label = view.rows[other].label
            figure = view.say(key, figure=figure, row=f"[{label}](#{label.lower()})")
    return figure


def _joined(view: ReportView, *parts: str | None) -> str:
    return view.commas(filter(None, parts)) or view.say("ledger.not-said")
