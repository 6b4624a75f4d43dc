"""What a desk writes beside its files: NAME.meta.yaml for one article, articles.yaml for a folder."""

from pathlib import Path

from factcmp.articles.bounds import guarded
from factcmp.articles.documents.front_matter import read_yaml
from factcmp.articles.draft import FIELDS, Fact, merge_facts, named_facts, named_value
from factcmp.errors import InputError
from factcmp.models import Teller
from factcmp.text.lines import printable

OF_FOLDER = "articles.yaml"
_ENDING = ".meta.yaml"
_MAX_CHARS = 1_000_000


def sidecar_facts(file: Path) -> dict[str, Fact]:
    """What the sidecars tell of a file: its own (`story.meta.yaml` or `story.html.meta.yaml`) before its folder's.

    Raises:
        InputError: a sidecar that cannot be read, or that tells nothing known of the file that it is for.
    """
    own = (file.with_name(file.name + _ENDING), file.with_name(file.stem + _ENDING))
    tellings = [_facts(_read(path), path.name) for path in dict.fromkeys(own) if path.is_file()]
    folder = file.with_name(OF_FOLDER)
    if folder.is_file():
        table = _read(folder)
        entry = table.get(file.name, table.get(file.stem))
        if entry is not None:
            where = f"{folder.name}, {file.name}"
            if not isinstance(entry, dict):
                raise InputError(f"{where}: has to be lines of the form `outlet: Name` under the file's name")
            tellings.append(_facts(entry, where))
    return merge_facts(tellings)


def _facts(table: dict[str, object], where: str) -> dict[str, Fact]:
    facts = named_facts(table, Teller.SIDECAR, where=where)
    if table and not any(named_value(table, name) is not None for name in FIELDS):
        raise InputError(f"{where} tells none of: {', '.join(FIELDS)}")
    return facts


def _read(path: Path) -> dict[str, object]:
    where = printable(str(path))
    with guarded(where, "UTF-8 text"), path.open(encoding="utf-8-sig") as file:
        text = file.read(_MAX_CHARS)
    return read_yaml(text, where)
