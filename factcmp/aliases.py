"""The alias table: which names mean one actor or place, in a file that a person reads and edits.

An entry is the user's, or the model's proposal until the user takes the word `proposed` off it.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from factcmp.errors import InputError, first_misfit
from factcmp.folding import fold_text
from factcmp.models import Alias

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


def spelling_map(aliases: Iterable[Alias]) -> Mapping[str, str]:
    """For each spelling, folded, the name of its entry."""
    return {fold_text(spelling): alias.name for alias in aliases for spelling in (alias.name, *alias.spellings)}
