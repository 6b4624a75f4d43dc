"""What a reader makes of a file: a text, and what is known about it with who told it."""

import datetime
import re
import tomllib
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller, TextRemark
from factcmp.text.languages import is_right_to_left, is_written_backward, primary_language
from factcmp.text.lines import printable

FIELDS = ("title", "outlet", "author", "published", "language", "url")
_FORMS = {
    "published": "no date that can be read; write it as 2025-11-18",
    "language": "no language tag; write it as ar or en-GB",
}
_MAX_CHARS = 500
NAMES: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IN_LATIN = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "tr")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=\D|$)")


@dataclass(frozen=True)
class Fact:
    """Something known about an article."""

    value: str | datetime.date
    teller: Teller


Facts = Mapping[str, Fact]
"""By the names in `FIELDS`."""


@dataclass(frozen=True)
class Draft:
    """An article before it has its place among the others."""

    raw: bytes
    """What its digest is made of."""
    text: str
    kind: ArticleKind
    facts: Facts = field(default_factory=dict)
    reader: str | None = None
    record: int | None = None
    name: str | None = None
    """What it is called, where a file has several."""
    fetched: datetime.date | None = None
    remarks: tuple[TextRemark, ...] = ()


def named_facts(
    given: Mapping[str, Any], teller: Teller, *, where: str, fields: Mapping[str, str] | None = None
) -> dict[str, Fact]:
    """The facts among named values; `fields` says by which name a fact goes where it is not a usual one.

    Raises:
        InputError: a date that is none, a language that is no BCP 47 tag; `where` is what the message calls the place.
    """
    facts = {}
    for name in FIELDS:
        value = named_value(given, name, fields)
        if fact := make_fact(name, value, teller):
            facts[name] = fact
        elif name in _FORMS and str(value or "").strip():
            raise InputError(f"{where}: {printable(_words(value))[:40]!r} is {_FORMS[name]}")
    return facts


def named_value(given: Mapping[str, Any], name: str, fields: Mapping[str, str] | None = None) -> Any:
    """The value that goes by one of a field's usual names, or by the one that `fields` gives it; else None."""
    if fields and name in fields:
        return given.get(fields[name])
    lowered = {str(key).strip().lower(): value for key, value in given.items()}
    return next((lowered[usual] for usual in NAMES["records"][name] if lowered.get(usual) not in (None, "", [])), None)


def make_fact(name: str, value: Any, teller: Teller) -> Fact | None:
    """A fact of a value as files have it; None for one that is empty, or no date or BCP 47 tag where that is meant."""
    if name == "published":
        day = read_day(value)
        return Fact(day, teller) if day else None
    line = printable(_words(value)[: _MAX_CHARS * 2])[:_MAX_CHARS]
    if name == "language":
        line = read_language(line) or ""
    return Fact(line, teller) if line else None


def read_day(value: Any) -> datetime.date | None:
    """The calendar day of a date, a time stamp (ISO 8601, as it is written there) or a mail date; else None.

    A stamp with an offset keeps its own day: it is the day at the outlet. Days such as 3/4/2025 are not guessed at.
    """
    if isinstance(value, datetime.date):
        return value.date() if isinstance(value, datetime.datetime) else value
    words = _words(value).strip()[:_MAX_CHARS]
    found = _DAY.match(words)
    try:
        if found:
            return datetime.date(*map(int, found.groups()))
        return parsedate_to_datetime(words).date() if re.search(r"[A-Za-z]{3}", words) else None
    except ValueError:
        return None


def read_language(tag: str) -> str | None:
    """A BCP 47 tag in its usual spelling, or None where it is none."""
    tag = tag.strip().replace("_", "-").split(".")[0]
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def language_fits(tag: str, text: str) -> bool:
    """Whether a text may be in a language by the direction of its letters: templates often name the wrong one."""
    is_backward = is_written_backward(text[:5000])
    if is_right_to_left(tag):
        return is_backward
    return not (is_backward and primary_language(tag) in _IN_LATIN)


def merge_facts(tellings: Iterable[Facts]) -> dict[str, Fact]:
    """For each field the first of the tellings that has it."""
    return dict(ChainMap(*map(dict, tellings)))


def _words(value: Any) -> str:
    """Words of a value: a text, a number, an object with a name, or a list of these."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        name = value.get("name") or value.get("@value")
        return name if isinstance(name, str) else ""
    if isinstance(value, list | tuple):
        names = [_words(one) for one in value[:20] if isinstance(one, str | Mapping)]
        return ", ".join(dict.fromkeys(name.strip() for name in names if name.strip()))
    return ""
