"""Whether a file that claims to be a report holds together: whoever wrote it, what is made of it may rely on that."""

import re
from collections.abc import Iterator

from factcmp.models import Between, Extraction, Frozen, Group, Report, Run

_LABEL = re.compile(r"[A-Za-z]{1,4}(\d{1,7}(\.\d{1,7})?)?")
_PLAIN = re.compile(r"[\w.+/ -]{0,100}")
_NAMED_BY = {
    "articles": ("article", "articles", "looked_for", "other"),
    "claims": ("claim", "claims"),
    "groups": ("groups",),
    "voices": ("voice", "perhaps", "graded_by"),
    "calendar": ("day", "story_day", "event_day", "as_of"),
    "ledger": ("part_of", "updates"),
    "disputes": (),
}
"""The file's lists, each with the fields that name its things by id, one or several, wherever they stand."""
_LIST_OF = {field: name for name, fields in _NAMED_BY.items() for field in fields}


def find_break(value: Report | Extraction) -> str | None:
    """The first thing in it that does not fit the rest, in words; None where it is whole.

    Every id that it names is there and there once, every quote stands in its article where it says, and labels, names
    of prompts and versions are plain words.
    """
    return next(_breaks(value), None)


def _breaks(value: Report | Extraction) -> Iterator[str]:
    yield from _run_breaks(value.run)
    known: dict[str, frozenset[str]] = {}
    for name in _NAMED_BY:
        ids = [one.id for one in getattr(value, name, ())]
        known[name] = frozenset(ids)
        if len(known[name]) < len(ids):
            yield f"two of its {name} have one id"
    for where, one in _things(value, "report"):
        label = getattr(one, "label", None)
        if label is not None and not _LABEL.fullmatch(label):
            yield f"{where}: {label[:40]!r} is no label"
        for field, ids in one:
            if field in _LIST_OF and not isinstance(one, Between):
                yield from _strangers(where, ids, known[_LIST_OF[field]])
    for group in getattr(value, "groups", ()):
        yield from _group_breaks(group)
    texts = {article.id: article.text for article in value.articles}
    for claim in value.claims:
        if texts[claim.article][claim.quote.start : claim.quote.end] != claim.quote.text:
            yield f"the quote of {claim.label} does not stand in its article where it says"


def _run_breaks(run: Run) -> Iterator[str]:
    words = [run.factcmp_version, run.answered_by, run.language, *(stage.stage for stage in run.stages)]
    words += [word for prompt in run.prompts for word in (prompt.name, prompt.sha256)]
    yield from (f"run: {word[:40]!r} is no plain word" for word in words if not _PLAIN.fullmatch(word))


def _group_breaks(group: Group) -> Iterator[str]:
    """Its positions hold claims of its own, and its pairs are of its positions."""
    where = group.label[:40]
    own, labels = frozenset(group.claims), frozenset(position.label for position in group.positions)
    for position in group.positions:
        for held in (position.claims, *(origin.claims for origin in position.origins)):
            yield from _strangers(where, held, own)
    for pair in group.between:
        yield from _strangers(where, tuple(filter(None, (pair.one, pair.other, pair.later))), labels)


def _strangers(where: str, ids: object, there: frozenset[str]) -> Iterator[str]:
    # A time may name a first and a last day: D1–D3.
    for id in ids.split("–") if isinstance(ids, str) else ids if isinstance(ids, tuple) else ():
        if isinstance(id, str) and id not in there:
            yield f"{where} names {id[:40]!r}, which is not there"


def _things(value: Frozen, where: str) -> Iterator[tuple[str, Frozen]]:
    """The value and all that it holds, each with the label of the nearest thing around it that has an id."""
    where = getattr(value, "label", where)[:40] if hasattr(value, "id") else where
    yield where, value
    for _, held in value:
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, Frozen):
                yield from _things(one, where)
