"""The texts of a report that are the report's own words: what says them in another language, or by one name each."""

import operator
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from typing import TypeVar, cast

from factcmp.groups.names.aliases import alike_namer, outside_quotes
from factcmp.models import (
    Alias,
    Between,
    Claim,
    Dispute,
    Failure,
    Frozen,
    Group,
    LedgerRow,
    Name,
    NameKind,
    Naming,
    Origin,
    Position,
    Quantity,
    Report,
    Source,
    Toll,
    Voice,
)
from factcmp.text.folding import fold_text
from factcmp.text.languages import primary_language

Fields = Mapping[type[Frozen], tuple[str, ...]]

NAMES: Fields = {
    Voice: ("name",),
    Origin: ("name",),
    Naming: ("name",),
    Alias: ("name",),
    Name: ("gloss",),
    Source: ("gloss",),
}
TEXTS: Fields = {
    Claim: ("gloss",),
    Source: ("party",),
    Quantity: ("counts",),
    Toll: ("of_whom", "place", "blamed"),
    Group: ("question", "explanation"),
    Position: ("summary",),
    Between: ("reason",),
    Dispute: ("question",),
    Voice: ("party", "roles"),
    LedgerRow: ("of_whom", "place", "blamed"),
    Failure: ("group",),
}
_OF_SPEAKERS: Fields = {Source: ("gloss",), Voice: ("name",), Origin: ("name",)}
_ACRONYM = re.compile(r"(?<=\()[A-Z][A-Z.-]+(?=\))|^[A-Z][A-Z.-]+(?= \()")
"""Of "Example Press Agency (EPA)", and of "EPA (Example Press Agency)"."""
_VOWEL_MARKS = re.compile("[\u064b-\u0652]")
_BRACKETS = re.compile(r" \([A-Z][A-Z.-]+\)$")
_ARABIC_ARTICLE = re.compile(r"^[aeAE]l[- ]?(?=\w)")
_ARTICLE = re.compile(r"^(?:the|an?) (?=[A-Z])")
_QUOTE_MARKS = frozenset('"“”„«»')
"""Between them stands somebody's own word for it."""
_VOWELS = str.maketrans("", "", "aeiou ")
_V = TypeVar("_V", bound=Frozen)


def map_texts(value: _V, say: Callable[[str], str], *tables: Fields) -> _V:
    """The value with each text of these fields, however deep, replaced by what `say` makes of it."""
    fields = {kind: sum((table.get(kind, ()) for table in tables), ()) for table in tables for kind in table}

    def told(value: object, *, is_text: bool = False) -> object:
        if isinstance(value, str):
            return say(value) if is_text else value
        if isinstance(value, tuple):
            held = tuple(told(one, is_text=is_text) for one in value)
            return value if all(map(operator.is_, value, held)) else held
        if not isinstance(value, Frozen):
            return value
        named = fields.get(type(value), ())
        changed = {name: new for name, old in value if (new := told(old, is_text=name in named)) is not old}
        return value.model_copy(update=changed) if changed else value

    return cast(_V, told(value))


@lru_cache(maxsize=1)
def under_one_name(report: Report) -> Report:
    """The report with each actor and place called by one name in all that it says itself; names and quotes stay.

    Those are the names of its alias table. What the model words after the names were settled may spell them otherwise.
    An article's own spelling is no word of the report's: it may be inflected. Nor are bodies called otherwise where the
    words around their names agree with them in gender, as they do not in English. Arabic has no vowel marks.
    """
    renderings = {name.gloss for name in _names(report.claims)}
    is_english = primary_language(report.run.language) == "en"
    settled = [alias for alias in report.aliases if is_english or alias.kind is NameKind.PLACE]
    table = (*(_rendered(alias, renderings) for alias in settled), *_spelt_alike(report))
    name_alike = alike_namer(table)
    return map_texts(report, cache(lambda text: _without_vowel_marks(name_alike(text))), TEXTS, _OF_SPEAKERS)


def _without_vowel_marks(text: str) -> str:
    """Arabic as desks print it, spelled one way."""
    return outside_quotes(text, lambda part: _VOWEL_MARKS.sub("", part))


def _rendered(alias: Alias, renderings: Set[str]) -> Alias:
    """An entry with its spellings that are renderings; of "the X" X, and of "X (Y)" both, where one is an acronym."""
    spellings = (alias.name, *alias.spellings)
    with_acronyms = sorted(name for name in renderings if _BRACKETS.sub("", name) in spellings)
    own = dict.fromkeys(name for name in (*alias.spellings, *with_acronyms) if name in renderings)
    forms = (form for name in own for form in (_ARTICLE.sub("", name), *_ACRONYM.findall(name)))
    return alias.model_copy(update={"spellings": tuple(dict.fromkeys(forms))})


def _spelt_alike(report: Report) -> Iterator[Alias]:
    """Renderings of one name that differ in how its letters are spelled: they have the same consonants."""
    table = {fold_text(name): alias.name for alias in report.aliases for name in (alias.name, *alias.spellings)}
    alike: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in _names(report.claims):
        written = fold_text(name.name)
        if entry := table.get(written):
            alike[written, _consonants(entry)][entry] += len(report.claims)
        if not _QUOTE_MARKS & set(name.gloss):
            alike[written, _consonants(name.gloss)][name.gloss] += 1
    for renderings in alike.values():
        first, *others = (gloss for gloss, _ in renderings.most_common())
        if others:
            yield Alias(name=first, spellings=tuple(others), proposed=True)


def _names(claims: Iterable[Claim]) -> Iterator[Name]:
    return (name for claim in claims for name in claim.names)


def _consonants(name: str) -> str:
    """A name's letters without vowels and the Arabic article, of a doubled one the first."""
    return re.sub(r"(.)\1", r"\1", re.sub(r"\W", "", fold_text(_ARABIC_ARTICLE.sub("", name)).translate(_VOWELS)))
