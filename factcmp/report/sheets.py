"""Disputes and ledger as sheets, and the articles as references, for the programs of a desk."""

import json
from collections.abc import Iterable, Iterator, Sequence

from factcmp.desk.cells import joined_cell, sheet, text_cell
from factcmp.models import Article, LedgerRow, Report
from factcmp.models.index import ReportIndex
from factcmp.report.reading import Contents, web_address
from factcmp.report.speakers import Speaker, said_on, speakers_of, voice_name
from factcmp.report.wording import load_wording
from factcmp.report.words import day_words

_DISPUTE_COLUMNS = (
    "dispute", "question", "relation", "aspect", "answer", "says", "speakers", "knows it by", "said on",
    "independent sources", "articles", "quotes",
)  # fmt: skip
_LEDGER_COLUMNS = (
    "row", "harm", "lower", "upper", "approximate", "words", "voice", "party", "of whom", "place", "period",
    "event day", "as of", "blamed", "hedge on it", "scope", "part of", "updates", "grade", "graded by", "article",
    "start", "end", "quote",
)  # fmt: skip


def render_disputes_csv(report: Report, **_: object) -> str:
    """A line for each answer to each aspect of each dispute, most important first; a CSV as `render_csv` writes."""
    index = ReportIndex(report)
    return sheet(_DISPUTE_COLUMNS, _dispute_rows(index))


def render_ledger_csv(report: Report, **_: object) -> str:
    """A line for each row of the ledger; an open bound and an unknown number are `unknown`, never 0 or nothing."""
    index = ReportIndex(report)
    return sheet(_LEDGER_COLUMNS, (_ledger_row(index, row) for row in report.ledger))


def render_csl(report: Report, **_: object) -> str:
    """The articles as CSL-JSON (citationstyles.org, schema 1.0.2), which Zotero and other programs take in."""
    return json.dumps([_reference(article) for article in report.articles], ensure_ascii=False, indent=1) + "\n"


def _dispute_rows(index: ReportIndex) -> Iterator[Sequence[str]]:
    for dispute in Contents.of(index).disputes:
        for group in (index.groups[id] for id in dispute.groups):
            for position in group.positions:
                who = speakers_of(index, position.claims)
                days = sorted({day for claim in position.claims if (day := said_on(index, claim)) >= 0})
                quotes = (
                    f"{index.articles[one.article].label} {one.quote.start}–{one.quote.end}: “{one.quote.text}”"
                    for one in (index.claims[claim] for claim in position.claims)
                )
                yield (
                    dispute.label,
                    text_cell(dispute.question),
                    dispute.relation,
                    text_cell(group.question),
                    position.label,
                    text_cell(position.summary),
                    joined_cell(_named(one) for one in who),
                    joined_cell(one.basis.text for one in who if one.basis),
                    joined_cell(_day(index, index.report.calendar[day].id) for day in days),
                    str(position.independent_sources),
                    joined_cell(f"{one.label} {one.title}" for one in index.articles_of(position.claims)),
                    joined_cell(quotes),
                )


def _named(speaker: Speaker) -> str:
    return f"{speaker.name} (party: {speaker.party})" if speaker.party else speaker.name


def _ledger_row(index: ReportIndex, row: LedgerRow) -> Sequence[str]:
    voice, article, claim = index.voices.get(row.voice or ""), index.articles[row.article], index.claims[row.claim]
    cells: Iterable[object] = (
        row.label, row.harm, row.lower, row.upper, "yes" if row.approximate else "no", row.figure.text,
        voice_name(voice, article), voice and voice.party, row.of_whom, row.place, row.period,
        _day(index, row.event_day), _day(index, row.as_of), row.blamed, row.blame_hedge, row.scope,
        *(index.rows[id].label if id else None for id in (row.part_of, row.updates)), row.grade,
        ", ".join(index.voices[id].name for id in row.graded_by), f"{article.label} {article.title}", row.figure.start,
        row.figure.end, claim.quote.text,
    )  # fmt: skip
    bounds = {2, 3}
    return [text_cell("unknown" if cell is None and at in bounds else _plain(cell)) for at, cell in enumerate(cells)]


def _plain(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else str(cell)


def _day(index: ReportIndex, id: str | None) -> str:
    day = index.days.get(id or "")
    if day and day.date:
        return day.date.isoformat()
    return day_words(day, load_wording(index.report.run.language)) if day else ""


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
