"""The sheet of findings: written for an editor's verdicts, read back whatever a spreadsheet made of it meanwhile."""

import codecs
import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import MappingProxyType

from factcmp.desk.review import AppliedReview, Review, ReviewState, Verdict, finding_text, parse_finding, review_key
from factcmp.desk.spreadsheets import joined, restored, sheet
from factcmp.errors import InputError
from factcmp.models import Group, Report
from factcmp.models.report_index import ReportIndex
from factcmp.text.folding import fold_text
from factcmp.text.lines import printable

COLUMNS = (
    "group id", "label", "relation", "question", "positions", "differs in", "articles", "known origins",
    "independent sources", "stable", "quotes", "explanation", "finding", "earlier verdict", "verdict", "note",
)  # fmt: skip
_STABLE = {True: "yes", False: "no", None: "not asked again"}

_WORDS = {
    Verdict.CONFIRMED: "confirmed confirm ok okay yes correct right ✓ ✔ ✅ مؤكد مؤكدة تأكد صحيح صحيحة صح نعم",
    # TRUE and FALSE are not among them: in a column of checkboxes each line that nobody touched says FALSE.
    Verdict.REJECTED: "rejected reject no wrong incorrect ✗ ✘ ❌ مرفوض مرفوضة خطأ خاطئ خاطئة لا غير_صحيح",
}
_NAMES = {
    "finding": ("finding",),
    "group id": ("group id",),
    "question": ("question",),
    "verdict": ("verdict", "الحكم", "حكم"),
    "note": ("note", "notes", "comment", "ملاحظة", "ملاحظات"),
}
_SEPARATORS = ",;\t"
_HEADER_LINES = 10
_MAX_FAULTS = 10
_SYMBOLS = re.compile(r"[\s\ufe0f]+")


_NO_REVIEWS: Mapping[str, AppliedReview] = MappingProxyType({})


def render_csv(report: Report, reviews: Mapping[str, AppliedReview] = _NO_REVIEWS, **_: object) -> str:
    """The findings as CSV (RFC 4180): the groups of two claims or more, then each lone claim, a line each.

    It begins with a byte order mark, without which Excel shows Arabic as noise, and lines end in CR LF. No cell but a
    note holds a line end. Text that a spreadsheet would take for a formula (=, +, - or @ first, a tab before it or
    not, or the same behind a semicolon) is neutralised with an apostrophe, so that an article cannot run one; cells
    are cut at what Excel holds. The verdicts of `reviews` that are current are filled in; of an outdated one the
    column `earlier verdict` tells. Quotes give offsets into the article's text; control characters are left out of
    the sheet, the JSON report has everything to the letter.
    """
    index = ReportIndex(report)
    groups = sorted(report.groups, key=lambda group: len(group.claims) == 1)
    return sheet(COLUMNS, (_finding_cells(index, group, reviews.get(group.id)) for group in groups))


def quote_cells(index: ReportIndex, claims: Iterable[str]) -> Iterator[str]:
    """The words of these claims, with the article and the characters where they stand."""
    for claim in (index.claims[id] for id in claims):
        yield f"{index.articles[claim.article].label} {claim.quote.start}–{claim.quote.end}: “{claim.quote.text}”"


def article_cells(index: ReportIndex, claims: Iterable[str]) -> list[str]:
    """The articles of these claims, by label and title."""
    return [f"{article.label} {article.title}" for article in index.articles_of(claims)]


def _finding_cells(index: ReportIndex, group: Group, applied: AppliedReview | None) -> Iterable[object]:
    """A finding's cells, in the order of the columns."""
    current = applied.review if applied and applied.state is ReviewState.CURRENT else None
    earlier = None
    if applied and not current:
        told = (
            f"{', '.join(filter(None, (one.verdict, one.note)))} (on: {one.question})"
            for one in (applied.review, *applied.earlier)
        )
        earlier = "no longer applies, the finding changed: " + joined(told)
    return (
        group.id, group.label, group.relation, group.question,
        [
            f"{one.label}: {one.summary} [{', '.join(article.label for article in index.articles_of(one.claims))}]"
            for one in group.positions
        ],
        ", ".join(group.differs_in), article_cells(index, group.claims),
        list(dict.fromkeys(origin.name for one in group.positions for origin in one.origins if origin.known)),
        group.independent_sources, _STABLE[group.stable], quote_cells(index, group.claims), group.explanation,
        finding_text(group), earlier, current and current.verdict, current.note if current else "",
    )  # fmt: skip


@dataclass(frozen=True)
class VerdictSheet:
    """The verdicts and notes of a sheet."""

    reviews: tuple[Review, ...]
    """Those of the lines that are filled in, in the order of the sheet."""
    elsewhere: tuple[Review, ...]
    """Those among them whose finding the report does not have: it changed, or it is another report's."""


def read_verdicts(
    path: Path, report: Report, *, by: str | None = None, on: datetime.date | None = None
) -> VerdictSheet:
    """The verdicts in an edited CSV of the report's findings.

    Taken are commas, semicolons or tabs, UTF-8 or the UTF-16 of Excel's "Unicode text", columns in any order and
    further ones, and words for the verdicts in English and Arabic. A line is known by its column `finding`, or by
    `group id` where that is gone. Lines with neither verdict nor note say nothing.

    Raises:
        InputError: unreadable, without the columns, or with lines that cannot be understood; it names each.
    """
    table = _table(path)
    findings = {finding_text(group): group for group in report.groups}
    by_id = {group.id: finding for finding, group in findings.items()}
    found: dict[str, tuple[int, Review]] = {}
    faults: list[str] = []
    for number, row in table:
        word, note = row.get("verdict", ""), restored(row.get("note", ""))
        if not word and not note:
            continue
        finding = " ".join(row.get("finding", "").split())
        if parse_finding(finding) is None:
            finding = by_id.get(row.get("group id", ""), "")
        if not finding:
            faults.append(f"row {number}: neither `finding` nor `group id` says which finding of the report this is")
            continue
        verdict = _VERDICTS.get(_folded(word))
        if word and verdict is None:
            faults.append(f"row {number}: the verdict «{printable(word)}» is not known")
            continue
        group = findings.get(finding)
        question = group.question if group else printable(restored(row.get("question", ""))) or finding
        key = review_key(finding)
        review = Review(key=key, finding=finding, question=question, verdict=verdict, note=note, by=by, on=on)
        earlier, other = found.get(key, (number, review))
        if (other.verdict, other.note) != (review.verdict, review.note):
            faults.append(f"rows {earlier} and {number} say different things of one finding («{printable(question)}»)")
        found[key] = (number, review)
    if faults:
        raise InputError(_told(path, faults))
    reviews = tuple(review for _, review in found.values())
    return VerdictSheet(reviews, tuple(review for review in reviews if review.finding not in findings))


def _told(path: Path, faults: Sequence[str]) -> str:
    shown = [f"{path}: {fault}" for fault in faults[:_MAX_FAULTS]]
    if len(faults) > _MAX_FAULTS:
        shown.append(f"{path}: and {len(faults) - _MAX_FAULTS} more")
    shown.append(
        "Write confirmed (or ok, yes, مؤكد) or rejected (or no, wrong, مرفوض), or leave the verdict empty and use the "
        "note. Nothing was taken over."
    )
    return "\n".join(shown)


def _folded(word: str) -> str:
    """A word without spelling habits; a sign, which the folding has nothing of, as it is."""
    return fold_text(word) or _SYMBOLS.sub("", word)


_VERDICTS = {_folded(word.replace("_", " ")): verdict for verdict, words in _WORDS.items() for word in words.split()}
_COLUMNS = {fold_text(spelling): name for name, spellings in _NAMES.items() for spelling in spellings}


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines under the header, each with its row number and its cells by the names of our columns."""
    text = _text(path)
    separator = _separator(text, path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputError(f"{path} is no whole CSV, save it anew from the spreadsheet: {error}") from error
    header = next(number for number, row in enumerate(rows) if _is_header(_columns(row)))
    names = _columns(rows[header])
    double = sorted({name for name in names if name and names.count(name) > 1})
    if double:
        raise InputError(f"{path}: two columns are `{double[0]}`; keep the one that counts")
    return [
        (number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in enumerate(rows[header + 1 :], header + 2)
    ]


def _separator(text: str, path: Path) -> str:
    """What separates the cells: that by which one of the first lines is the header."""
    for line, separator in product(text.splitlines()[:_HEADER_LINES], _SEPARATORS):
        if _is_header(_columns(next(csv.reader([line], delimiter=separator)))):
            return separator
    raise InputError(
        f"{path} has no line with the columns `finding` (or `group id`) and `verdict`: is it the sheet that "
        "`factcmp review --csv` writes, saved as CSV?"
    )


def _columns(row: Sequence[str]) -> list[str]:
    """Our names of a header's columns, empty for those that are not ours."""
    return [_COLUMNS.get(fold_text(cell.replace("_", " ")), "") for cell in row]


def _is_header(names: Sequence[str]) -> bool:
    return bool({"verdict", "note"} & set(names)) and bool({"finding", "group id"} & set(names))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if raw.startswith(b"PK"):
        raise InputError(f"{path} is a workbook; save the sheet as CSV (UTF-8) and give that file")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is neither UTF-8 nor UTF-16, so Arabic in it cannot be read; save it as “CSV UTF-8” or, in older "
            "Excel, as “Unicode Text”"
        ) from error
