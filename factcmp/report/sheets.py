"""Disputes and ledger as sheets, and the articles as references, for the programs of a desk."""

import json
from collections.abc import Iterable, Iterator

from factcmp.desk.spreadsheets import sheet
from factcmp.desk.verdict_sheet import article_cells, quote_cells
from factcmp.models import Article, LedgerRow, Report
from factcmp.report.contents import web_address
from factcmp.report.sentence_pieces import Own
from factcmp.report.view import View
from factcmp.report.voices import row_voice, said_on, speakers_of
from factcmp.report.words import day_words, figure_words

_DISPUTE_COLUMNS = (
    "dispute", "question", "relation", "aspect", "answer", "says", "speakers", "knows it by", "said on",
    "independent sources", "articles", "quotes",
)  # fmt: skip
_LEDGER_COLUMNS = (
    "row", "harm", "number", "lower", "upper", "approximate", "words", "voice", "party", "of whom", "place", "period",
    "event day", "as of", "blamed", "hedge on it", "scope", "part of", "updates", "grade", "graded by", "article",
    "start", "end", "quote",
)  # fmt: skip


def render_disputes_csv(report: Report, **_: object) -> str:
    """A line for each answer to each aspect of each dispute, most important first; a CSV as `render_csv` writes."""
    return sheet(_DISPUTE_COLUMNS, _dispute_rows(View(report)))


def render_ledger_csv(report: Report, **_: object) -> str:
    """A line for each row of the ledger; an open bound and an unknown number are `unknown`, never 0 or nothing.

    Where `number` is `in words`, as "dozens" is, the bounds are what a rule makes of them and nobody's count.
    """
    view = View(report)
    return sheet(_LEDGER_COLUMNS, (_ledger_row(view, row) for row in view.report.ledger))


def render_csl(report: Report, **_: object) -> str:
    """The articles as CSL-JSON (citationstyles.org, schema 1.0.2), which Zotero and other programs take in."""
    return json.dumps([_reference(article) for article in report.articles], ensure_ascii=False, indent=1) + "\n"


def _dispute_rows(view: View) -> Iterator[Iterable[object]]:
    for dispute in view.disputes:
        for group in (view.groups[id] for id in dispute.groups):
            for position in group.positions:
                who = speakers_of(view, position.claims)
                days = sorted({day for claim in position.claims if (day := said_on(view, claim)) >= 0})
                yield (
                    dispute.label, dispute.question, dispute.relation, group.question, position.label, position.summary,
                    [f"{one.name} (party: {one.party})" if one.party else one.name for one in who],
                    [one.basis.text for one in who if one.basis],
                    [_day(view, view.report.calendar[day].id) for day in days],
                    position.independent_sources, article_cells(view, position.claims),
                    quote_cells(view, position.claims),
                )  # fmt: skip


def _ledger_row(view: View, row: LedgerRow) -> Iterable[object]:
    voice, article, claim = view.voices.get(row.voice or ""), view.articles[row.article], view.claims[row.claim]
    lower, upper = ("unknown" if bound is None else bound for bound in (row.lower, row.upper))
    figure, words = figure_words(row, view)
    in_words = "in words" if words or isinstance(figure, Own) else "told"
    number = "not told" if (row.lower, row.upper) == (None, None) else in_words
    return (
        row.label, row.harm, number, lower, upper, "yes" if row.approximate else "no", row.figure.text,
        row_voice(view, row), voice and voice.party, row.of_whom, row.place, row.period,
        _day(view, row.event_day), _day(view, row.as_of), row.blamed, row.blame_hedge, row.scope,
        *(view.rows[id].label if id else None for id in (row.part_of, row.updates)), row.grade,
        ", ".join(view.voices[id].name for id in row.graded_by), f"{article.label} {article.title}", row.figure.start,
        row.figure.end, claim.quote.text,
    )  # fmt: skip


def _day(view: View, id: str | None) -> str:
    day = view.days.get(id or "")
    if day and day.date:
        return day.date.isoformat()
    return day_words(day, view.wording) if day else ""


def _reference(article: Article) -> dict[str, object]:
    url, day = web_address(article.url), article.published
    fetched = article.source.fetched
    fields: dict[str, object] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet,
        "author": [{"literal": article.author}] if article.author else None,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "accessed": {"date-parts": [[fetched.year, fetched.month, fetched.day]]} if fetched else None,
        "URL": url,
        "language": article.language,
        "note": f"{article.label}; sha256 {article.sha256}",
    }
    return {name: value for name, value in fields.items() if value is not None}
