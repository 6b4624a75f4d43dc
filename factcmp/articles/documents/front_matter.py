"""What a desk writes: front matter of Markdown, `NAME.meta.yaml` beside a file, `articles.yaml` for a folder."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from factcmp.articles.article_draft import FIELDS, Draft, Fact, merge_facts, named_facts, named_value
from factcmp.articles.encodings import decode_text
from factcmp.articles.limits import guarded
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller
from factcmp.text.lines import printable

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARS = 65_536
OF_FOLDER = "articles.yaml"
_ENDING = ".meta.yaml"


class _PlainLoader(yaml.SafeLoader):
    """YAML whose values are what stands there: no numbers or dates made of words, and nothing told twice by a name."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, words) for tag, words in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next node; aliases, a dozen of which can stand for a billion, are refused before anything is built."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("names for parts of it (& and *) are not read here")
        return super().compose_node(parent, index)


def read_markdown(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> Draft:
    """The article of a Markdown file: the text is what follows the front matter, Markdown's marks included."""
    text, remarks = decode_text(raw, name)
    text = text.removeprefix("\ufeff")
    found = _FRONT.match(text)
    where = f"the front matter of {name}"
    facts = (
        named_facts(read_yaml(found.group(1), where), Teller.FRONT_MATTER, where=where, fields=fields) if found else {}
    )
    return Draft(raw, text[found.end() if found else 0 :], ArticleKind.MARKDOWN, facts, remarks=remarks)


def read_yaml(text: str, where: str) -> dict[str, Any]:
    """The mapping that a YAML text holds.

    Raises:
        InputError: no YAML, no mapping, with aliases, or longer than any such text is.
    """
    if len(text) > _MAX_CHARS:
        raise InputError(f"{where} is longer than {_MAX_CHARS:,} characters")
    with guarded(where, "YAML"):
        value = yaml.load(text, _PlainLoader)  # noqa: S506, a safe one
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{where} has to be lines of the form `outlet: Name`")
    return value


def sidecar_facts(file: Path, tables: dict[Path, dict[str, object]]) -> dict[str, Fact]:
    """What the sidecars tell of a file: its own (`story.meta.yaml` or `story.html.meta.yaml`) before its folder's.

    `tables` keeps those of folders, which each file in them asks.

    Raises:
        InputError: a sidecar that cannot be read, or that tells nothing known of the file that it is for.
    """
    own = (file.with_name(file.name + _ENDING), file.with_name(file.stem + _ENDING))
    tellings = [_facts(_read(path), path.name) for path in dict.fromkeys(own) if path.is_file()]
    folder = file.with_name(OF_FOLDER)
    if folder not in tables:
        tables[folder] = _read(folder) if folder.is_file() else {}
    entry = tables[folder].get(file.name, tables[folder].get(file.stem))
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
        text = file.read(_MAX_CHARS + 1)
    return read_yaml(text, where)
