"""Files with articles in named fields: JSON, JSON Lines, CSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from factcmp.articles.draft import Draft, named_facts, named_value
from factcmp.articles.encodings import decode_plain
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller

_DELIMITERS = ",;\t|"
# csv's own limit is 131,072 characters a field, which a long article passes.
_FIELD_MAX_CHARS = 10_000_000
_TOO_MANY = "\0more"


def read_json_records(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> list[Draft]:
    """The articles of a JSON file: one object, or a list of them."""
    value = _parse(decode_plain(raw, name), name)
    return _drafts(enumerate(value if isinstance(value, list) else [value], 1), name, "record", fields)


def read_json_lines(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> list[Draft]:
    """The articles of a JSON Lines file, an object a line."""
    # Not splitlines(): a string may hold U+2028 and the like as they are.
    lines = enumerate(decode_plain(raw, name).split("\n"), 1)
    return _drafts(((n, _parse(line, f"{name}, line {n}")) for n, line in lines if line.strip()), name, "line", fields)


def read_table(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> list[Draft]:
    """The articles of a CSV file whose first row names the columns; semicolons and tabs may stand for commas."""
    text = decode_plain(raw, name)
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    earlier = csv.field_size_limit(_FIELD_MAX_CHARS)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=_TOO_MANY, strict=True))
    except csv.Error as error:
        raise InputError(f"{name} cannot be read as CSV: {error}") from error
    finally:
        csv.field_size_limit(earlier)
    for number, row in enumerate(rows, 2):
        if _TOO_MANY in row:
            raise InputError(f"{name}, row {number} has more cells than the first row names")
    return _drafts(enumerate(rows, 1), name, "record", fields)


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} cannot be read as JSON: {error}") from error


def _drafts(numbered: Iterable[tuple[int, Any]], name: str, unit: str, fields: Mapping[str, str] | None) -> list[Draft]:
    drafts = []
    for number, record in numbered:
        where = f"{name}, {unit} {number}"
        if not isinstance(record, Mapping):
            raise InputError(f"{where} is no object with named fields")
        text = named_value(record, "text", fields)
        if not isinstance(text, str) or not any(char.isalnum() for char in text):
            given = ", ".join(str(key) for key in list(record)[:12] if key != _TOO_MANY)
            raise InputError(f"{where} has no text; its fields are: {given}. Say which holds it (text=FIELD)")
        try:
            encoded = text.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"{where}: half a character (a lone surrogate) at {error.start}") from error
        own = record.get("id")
        facts = named_facts(record, Teller.RECORD, where=where, fields=fields)
        drafts.append(Draft(encoded, text, ArticleKind.RECORD, facts, record=number,
                            name=str(own) if isinstance(own, str | int) and str(own).strip() else None))  # fmt: skip
    if not drafts:
        raise InputError(f"{name} has no article")
    return drafts
