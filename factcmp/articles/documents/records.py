"""Files with articles in named fields: JSON, JSON Lines, CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from factcmp.articles.article_draft import Draft, named_facts, named_value
from factcmp.articles.encodings import decode_text
from factcmp.articles.limits import USUAL, Limits, guarded
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller
from factcmp.text.lines import printable

_DELIMITERS = ",;\t|"
_TOO_MANY = "\0more"
_Numbered = Iterable[tuple[str, Any]]


def read_records(
    raw: bytes, name: str, kind: str, *, fields: Mapping[str, str] | None = None, limits: Limits = USUAL
) -> list[Draft]:
    """The articles of a file of a kind: `json` (one object, or a list of them), `jsonl`, or `csv`.

    The first row of a table names its columns; semicolons and tabs may stand for its commas.
    """
    text, remarks = decode_text(raw, name)
    drafts: list[Draft] = []
    for unit, record in _KINDS[kind](text.removeprefix("\ufeff"), name):
        limits.hold("records", len(drafts) + 1, name)
        number = len(drafts) + 1
        drafts.append(_draft(record, f"{name}, {unit}", number, fields, remarks))
    if not drafts:
        raise InputError(f"{name} has no article")
    return drafts


def _draft(record: Any, where: str, number: int, fields: Mapping[str, str] | None, remarks: tuple[Any, ...]) -> Draft:
    if not isinstance(record, Mapping):
        raise InputError(f"{where} is no object with named fields")
    text = named_value(record, "text", fields)
    if not isinstance(text, str) or not any(char.isalnum() for char in text):
        given = printable(", ".join(str(key)[:40] for key in list(record)[:12] if key != _TOO_MANY))
        raise InputError(f"{where} has no text; its fields are: {given}. Say which holds it (text=FIELD)")
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{where}: half a character (a lone surrogate) at {error.start}") from error
    own = record.get("id")
    name = printable(str(own)) if isinstance(own, str | int) else ""
    facts = named_facts(record, Teller.RECORD, where=where, fields=fields)
    return Draft(encoded, text, ArticleKind.RECORD, facts, record=number, name=name or None, remarks=remarks)


def _json(text: str, name: str) -> _Numbered:
    value = _parse(text, name)
    return ((f"record {n}", one) for n, one in enumerate(value if isinstance(value, list) else [value], 1))


def _json_lines(text: str, name: str) -> _Numbered:
    # Not splitlines(): a string may hold U+2028 and the like as they are.
    lines = enumerate(text.split("\n"), 1)
    return ((f"line {n}", _parse(line, f"{name}, line {n}")) for n, line in lines if line.strip())


def _table(text: str, name: str) -> _Numbered:
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    # csv's own limit is 131,072 characters a field, which a long article passes.
    earlier = csv.field_size_limit(len(text))
    try:
        with guarded(name, "CSV"):
            reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=_TOO_MANY, strict=True)
            for number, row in enumerate(reader, 1):
                if _TOO_MANY in row:
                    raise InputError(f"{name}, row {number + 1} has more cells than the first row names")
                yield f"record {number}", row
    finally:
        csv.field_size_limit(earlier)


def _parse(text: str, where: str) -> Any:
    with guarded(where, "JSON"):
        return json.loads(text)


_KINDS: Mapping[str, Callable[[str, str], _Numbered]] = {"json": _json, "jsonl": _json_lines, "csv": _table}
