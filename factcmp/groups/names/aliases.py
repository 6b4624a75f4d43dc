"""The alias table: which names mean one actor or place, in a file that a person reads and edits.

An entry is the user's, or the model's proposal until the user takes the word `proposed` off it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from factcmp.errors import InputError, first_misfit
from factcmp.groups.names.naming import spelling_map
from factcmp.models import Alias
from factcmp.text.folding import fold_text

_QUOTED = re.compile('([“„][^“”„]*[”“]|«[^«»]*»|"[^"]*")')
_TABLE = TypeAdapter(tuple[Alias, ...])
_HEADER = """\
# Names that mean one actor or place. `name` is what reports call it; `spellings` are its other names, in any language.
# An entry with `proposed: true` is the model's: delete that line to confirm it, or mend the entry. To keep two names
# apart for good, give each an entry of its own.
"""


def load_aliases(path: Path) -> tuple[Alias, ...]:
    """The table in a YAML file.

    Raises:
        InputError: unreadable, not a table, or a name that stands in two entries.
    """
    try:
        table = _TABLE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or ())
    except OSError as error:
        raise InputError(f"cannot read the alias table {path}: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"the alias table {path} is not YAML in UTF-8: {error}") from error
    except ValidationError as error:
        raise InputError(f"{path} is no alias table: {first_misfit(error)}") from error
    seen: dict[str, str] = {}
    for alias in table:
        for spelling in (alias.name, *alias.spellings):
            other = seen.setdefault(fold_text(spelling), alias.name)
            if other != alias.name:
                raise InputError(f"{path}: «{spelling}» stands under «{other}» and under «{alias.name}»")
    return table


def write_aliases(aliases: Iterable[Alias]) -> str:
    """The table as YAML, as `load_aliases` reads it."""
    entries = [alias.model_dump(mode="json", exclude_defaults=True) for alias in aliases]
    return _HEADER + (yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110) if entries else "[]\n")


def join_aliases(own: Sequence[Alias], proposed: Sequence[Alias]) -> tuple[Alias, ...]:
    """The user's entries, and what the model proposes beyond them.

    A proposal that has a name of one user's entry adds its other names to it, as a proposed entry under that entry's
    name; one that would join two entries of the user's is dropped.
    """
    owner = spelling_map(own)
    joined: list[Alias] = list(own)
    for alias in proposed:
        names = (alias.name, *alias.spellings)
        owners = {owner[fold_text(name)] for name in names if fold_text(name) in owner}
        if len(owners) > 1:
            continue
        name = owners.pop() if owners else alias.name
        known = {*owner, fold_text(name)}
        spellings = tuple(one for one in dict.fromkeys(names) if fold_text(one) not in known)
        if spellings:
            joined.append(alias.model_copy(update={"name": name, "spellings": spellings, "proposed": True}))
    return tuple(joined)


def alike_namer(table: Iterable[Alias]) -> Callable[[str], str]:
    """What calls each actor and place of a text by its entry's name.

    Whole words only, the longest spelling first; what stands between quotation marks is somebody's own words and stays.
    So do two names of one entry in one text, neither a part of the other: it tells of the names ("X called herself Y").
    """
    pattern, names = _spellings_of(table)

    def name_alike(text: str) -> str:
        used: dict[str, set[str]] = {}
        for part in _QUOTED.split(text)[::2]:
            for match in pattern.finditer(part):
                used.setdefault(names[match[0]], set()).add(match[0].casefold())
        told_of = {
            name for name, found in used.items() if any(a not in b and b not in a for a, b in combinations(found, 2))
        }

        def named(match: re.Match[str]) -> str:
            return match[0] if names[match[0]] in told_of else _cased(names, match[0])

        return outside_quotes(text, lambda part: pattern.sub(named, part))

    return name_alike


def outside_quotes(text: str, say: Callable[[str], str]) -> str:
    """The text with what stands between quotation marks, somebody's own words, as it is, and the rest said anew."""
    return "".join(part if at % 2 else say(part) for at, part in enumerate(_QUOTED.split(text)))


def _spellings_of(table: Iterable[Alias]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds any spelling of the table, or a name of it, and the name for each, first letters small and capital."""
    names: dict[str, str] = {}
    for alias in table:
        # A name stands for itself, so that a spelling inside it ("Torm" in "Torm Mining") is not found there.
        for spelling in (alias.name, *alias.spellings):
            word = spelling.strip()
            # Without a capital it is a description ("the city"), and the model's word for it may be wrong.
            if word and not (alias.proposed and word[0].isascii() and word[0].islower()):
                names.setdefault(word, alias.name)
                names.setdefault(word[0].upper() + word[1:], alias.name)
    longest_first = sorted(names, key=lambda spelling: (-len(spelling), spelling))
    spellings = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{spellings})(?![\w-])"), names


def _cased(names: Mapping[str, str], spelling: str) -> str:
    """The name for a spelling, with the capital with which the spelling begins a sentence."""
    name = names[spelling]
    begins_small = spelling[0].lower() + spelling[1:] in names
    return name[0].upper() + name[1:] if begins_small and spelling[0].isupper() else name
