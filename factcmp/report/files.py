"""Reading and writing of claims and report files."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from factcmp.errors import InputError, first_misfit
from factcmp.models import SCHEMA_VERSION, Article, ArticleKind, Extraction, Report
from factcmp.models.ids import slug
from factcmp.report.integrity import find_break

_M = TypeVar("_M", bound=BaseModel)
_STANDARD = Path("-")


def to_json(value: BaseModel) -> str:
    """The value as indented JSON in UTF-8 with a line end, the same bytes for the same value."""
    return value.model_dump_json(indent=1) + "\n"


def read_json(path: Path, kind: type[_M], written_by: str) -> _M:
    """The value in a file, or in standard input for `-`.

    Raises:
        InputError: unreadable, not what `written_by` writes, or not whole; it names the first thing that does not fit.
    """
    try:
        text = sys.stdin.buffer.read().decode() if path == _STANDARD else path.read_text(encoding="utf-8")
        value = kind.model_validate_json(text)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8") from error
    except ValidationError as error:
        raise InputError(f"{path} is not what `{written_by}` writes: {first_misfit(error)}") from error
    fault = find_break(value) if isinstance(value, Report | Extraction) else None
    if fault:
        raise InputError(f"{path} is not whole: {fault}")
    return value


def write_text(path: Path, text: str) -> None:
    """Writes a whole file or none, with its folders made as needed; to standard output for `-`.

    Raises:
        InputError: the place cannot be written to.
    """
    if path == _STANDARD:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(text.encode())
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def check_place(path: Path) -> None:
    """Finds out, before anything is paid for, whether `write_text` will be able to write there; leaves nothing behind.

    Raises:
        InputError: the place cannot be written to, or the name is too long for it.
    """
    if path == _STANDARD:
        return
    folder = next(place for place in (path.parent, *path.parent.absolute().parents) if place.exists())
    trial = folder / f".{path.name}.test"
    try:
        # Missing folders of that place are made later; a name that is too long is so in each of them.
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def relative_links(
    articles: Sequence[Article], folder: Path, texts: Mapping[str, Path] = MappingProxyType({})
) -> dict[str, str]:
    """For each article with a file: where its text is as seen from `folder`, as a relative URL.

    `texts` has by article id where a text was kept that is not its file's.
    """
    places = {article.id: texts.get(article.id) or article.path for article in articles}
    return {id_: quote(Path(os.path.relpath(place, folder)).as_posix()) for id_, place in places.items() if place}


def json_schema(kind: type[BaseModel]) -> str:
    """The JSON Schema (2020-12) of a written file, as indented text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"factcmp, schema_version {SCHEMA_VERSION}",
        **kind.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def keep_texts(articles: Iterable[Article], folder: Path) -> dict[str, Path]:
    """For each article whose text is not a file's as it is: where it was written, as ID.txt in UTF-8, by article id.

    A character of the written file, counted from 0, is the character that a span counts; line ends are not changed.

    Raises:
        InputError: the folder cannot be written to.
    """
    written = {}
    for article in articles:
        if article.source.kind is ArticleKind.TEXT and article.path and not article.source.fetched:
            continue
        path = folder / f"{slug(article.id)}.txt"
        write_text(path, article.text)
        written[article.id] = path
    return written
