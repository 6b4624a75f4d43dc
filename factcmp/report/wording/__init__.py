"""The words of reports in each language: tables that a translator can add without reading Python.

A language is a folder of YAML files here, named by its BCP 47 tag. A key has a text with {placeholders}, or texts by
CLDR plural category (one, two, few, many, other …), chosen by the value `count`. Keys that a language lacks are said in
English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml
from babel import Locale

from factcmp.text.languages import primary_language

_FALLBACK = "en"
Entry = str | Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """The table of one language."""

    language: str
    """The tag of the table that was found: a report in a language without one is worded in English."""
    entries: Mapping[str, Entry]

    def say(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled in; KeyError for a key that no table has."""
        return self.pattern(key, values.get("count")).format(**values)

    def pattern(self, key: str, count: object = None) -> str:
        """The text of a key with its placeholders as they are, in the plural form that the count chooses."""
        entry = self.entries.get(key)
        language = self.language
        if entry is None:
            entry, language = _table(_FALLBACK)[key], _FALLBACK
        if not isinstance(entry, str):
            if not isinstance(count, int):
                raise TypeError(f"the count of {key} has to be a whole number")
            category = Locale.parse(language).plural_form(count)
            entry = entry.get(category, entry["other"])
        return entry


def load_wording(language: str) -> Wording:
    """The wording for a BCP 47 tag: its own table, else its language's, else English."""
    tag = next(tag for tag in (language, primary_language(language), _FALLBACK) if tag in known_languages())
    return Wording(tag, MappingProxyType(_table(tag)))


@lru_cache
def known_languages() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(
        sorted(folder.name for folder in files(__package__).iterdir() if folder.is_dir() and "_" not in folder.name)
    )


@lru_cache
def _table(language: str) -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for file in sorted((files(__package__) / language).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            table |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return table
