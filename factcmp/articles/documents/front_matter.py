"""Markdown files: front matter in YAML, then the text."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from factcmp.articles.draft import Draft, named_facts
from factcmp.articles.encodings import decode_plain
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_CHARS = 65_536


def read_markdown(raw: bytes, name: str, fields: Mapping[str, str] | None = None) -> Draft:
    """The article of a Markdown file: the text is what follows the front matter, Markdown's marks included."""
    text = decode_plain(raw, name)
    found = _FRONT.match(text)
    if not found:
        return Draft(raw, text, ArticleKind.MARKDOWN)
    facts = named_facts(read_yaml(found.group(1), f"the front matter of {name}"), Teller.FRONT_MATTER,
                        where=f"the front matter of {name}", fields=fields)  # fmt: skip
    return Draft(raw, text[found.end() :], ArticleKind.MARKDOWN, facts)


def read_yaml(text: str, where: str) -> dict[str, Any]:
    """The mapping that a YAML text holds.

    Raises:
        InputError: no YAML, no mapping, or longer than any such text is.
    """
    if len(text) > _MAX_CHARS:
        raise InputError(f"{where} is longer than {_MAX_CHARS:,} characters")
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(f"{where} cannot be read as YAML: {reason}") from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{where} has to be lines of the form `outlet: Name`")
    return value
