"""Whether a file that claims to be a report holds together: whoever wrote it, what is made of it may rely on that."""

import re
from collections.abc import Iterable, Iterator

from factcmp.models import Extraction, Group, Report, Run

_LABEL = re.compile(r"[A-Za-z]{1,4}(\d{1,7}(\.\d{1,7})?)?")
_PLAIN = re.compile(r"[\w.+/ -]{0,100}")
_Named = tuple[str, str | None, Iterable[str]]
"""Where an id stands, the id, and the ids that there are."""


def find_break(value: Report | Extraction) -> str | None:
    """The first thing in it that does not fit the rest, in words; None where it is whole.

    Every id that it names is there and there once, every quote stands in its article where it says, and labels, names
    of prompts and versions are plain words.
    """
    return next(_breaks(value), None)


def _breaks(value: Report | Extraction) -> Iterator[str]:
    yield from _run_breaks(value.run)
    articles = [article.id for article in value.articles]
    texts = {article.id: article.text for article in value.articles}
    claims = [claim.id for claim in value.claims]
    things = [("articles", articles), ("claims", claims)]
    if isinstance(value, Report):
        things += [
            ("groups", [group.id for group in value.groups]),
            ("voices", [voice.id for voice in value.voices]),
            ("calendar", [day.id for day in value.calendar]),
            ("ledger", [row.id for row in value.ledger]),
            ("disputes", [dispute.id for dispute in value.disputes]),
        ]
    for name, ids in things:
        if len(set(ids)) < len(ids):
            yield f"two of its {name} have one id"
    for where, label in _labels(value):
        if not _LABEL.fullmatch(label):
            yield f"{where}: {label[:40]!r} is no label"
    known = {name: frozenset(ids) for name, ids in things}
    for where, id, there in _references(value, known):
        if id is not None and id not in there:
            yield f"{where} names {id[:40]!r}, which is not there"
    for claim in value.claims:
        if texts[claim.article][claim.quote.start : claim.quote.end] != claim.quote.text:
            yield f"the quote of claim {claim.label} does not stand in its article where it says"


def _run_breaks(run: Run) -> Iterator[str]:
    words = [run.factcmp_version, run.answered_by, run.language, *(stage.stage for stage in run.stages)]
    words += [word for prompt in run.prompts for word in (prompt.name, prompt.sha256)]
    yield from (f"run: {word[:40]!r} is no plain word" for word in words if not _PLAIN.fullmatch(word))


def _labels(value: Report | Extraction) -> Iterator[tuple[str, str]]:
    for name in ("articles", "claims", "groups", "voices", "ledger", "disputes"):
        for one in getattr(value, name, ()):
            yield name, one.label
            if isinstance(one, Group):
                yield from (("positions", position.label) for position in one.positions)


def _references(value: Report | Extraction, known: dict[str, frozenset[str]]) -> Iterator[_Named]:
    articles = known["articles"]
    yield from ((f"claim {claim.label}", claim.article, articles) for claim in value.claims)
    for name in ("dropped", "left_out", "uncovered"):
        yield from ((f"run.{name}", one.article, articles) for one in getattr(value.run, name))
    yield from (("run.failures", failure.article, articles) for failure in value.run.failures)
    if not isinstance(value, Report):
        return
    claims, groups, voices, days, rows = (known[n] for n in ("claims", "groups", "voices", "calendar", "ledger"))
    for group in value.groups:
        yield from _of_group(group, claims, articles)
    yield from ((f"dispute {one.label}", group, groups) for one in value.disputes for group in one.groups)
    for claim in value.claims:
        yield f"claim {claim.label}", claim.voice, voices
        named = (day for time in (claim.event_time, claim.said_time) if time.day for day in time.day.split("–"))
        yield from ((f"claim {claim.label}", day, days) for day in named)
    yield from ((f"article {article.label}", article.story_day, days) for article in value.articles)
    for voice in value.voices:
        yield from ((f"voice {voice.label}", claim, claims) for claim in voice.claims)
        yield from ((f"voice {voice.label}", mention.article, articles) for mention in voice.mentions)
        yield from ((f"voice {voice.label}", other, voices) for other in voice.perhaps)
    yield from (("calendar", article, articles) for day in value.calendar for article in day.articles)
    for row in value.ledger:
        where = f"ledger row {row.label}"
        yield from ((where, row.claim, claims), (where, row.article, articles), (where, row.voice, voices))
        yield from ((where, day, days) for day in (row.event_day, row.as_of))
        yield from ((where, other, rows) for other in (row.part_of, row.updates))
        yield from ((where, voice, voices) for voice in row.graded_by)
    yield from (("naming", use.article, articles) for naming in value.naming for use in naming.uses)
    for flag in value.flags:
        yield from (("flags", article, articles) for article in (flag.article, flag.other))


def _of_group(group: Group, claims: frozenset[str], articles: frozenset[str]) -> Iterator[_Named]:
    where, labels = f"group {group.label}", frozenset(position.label for position in group.positions)
    yield from ((where, claim, claims) for claim in group.claims)
    own = frozenset(group.claims)
    for position in group.positions:
        held = (position.claims, *(origin.claims for origin in position.origins))
        yield from ((where, claim, own) for claims_ in held for claim in claims_)
    yield from ((where, label, labels) for pair in group.between for label in (pair.one, pair.other, pair.later))
    yield from ((where, article, articles) for article in group.looked_for)
