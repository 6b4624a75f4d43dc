"""Who speaks for what, by the voices that the report resolved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from factcmp.models import Claim, Group, LedgerRow, Position
from factcmp.models.partition import grouped
from factcmp.models.report_index import ReportIndex
from factcmp.report.contents import carries_news
from factcmp.report.sentence_pieces import Own
from factcmp.report.view import View

_NAME_WORDS = 8
"""More words than these describe somebody who is not named."""
_BASIS_WORDS = 10
"""How a source knows is left out where it takes more words: it is never cut, and the evidence has it."""


@dataclass(frozen=True)
class Speaker:
    """One who says something, for once however many articles pass it on."""

    name: str
    known: bool
    side: str
    """The same for all who speak for one side."""
    party: str | None = None
    basis: Own | None = None
    """How the speaker knows, in the article's words."""


def speakers_of(view: View, claims: Iterable[str]) -> list[Speaker]:
    """Who says these: known ones first, of them who has a name, then who says more of them, then by the first claim."""
    found: dict[str, Speaker] = {}
    said: Counter[str] = Counter()
    for id in claims:
        speaker = speaker_of(view, view.claims[id])
        said[speaker.name] += 1
        if speaker.name not in found or (speaker.basis and not found[speaker.name].basis):
            found[speaker.name] = speaker

    def rank(one: Speaker) -> tuple[bool, bool, int]:
        return not one.known, len(one.name.split()) > _NAME_WORDS, -said[one.name]

    return sorted(found.values(), key=rank)


def speaker_of(view: View, claim: Claim) -> Speaker:
    """Who says a claim: its voice, in a report without voices its innermost source, else whoever published it."""
    basis = claim.basis
    own = Own(claim.article, basis.text) if basis and len(basis.text.split()) <= _BASIS_WORDS else None
    outlet = view.outlets[claim.article]
    if voice := view.voice_of(claim.id):
        return Speaker(voice.name or outlet, voice.known, view.sides.root(voice.id), voice.party, own)
    if claim.attribution:
        source = claim.attribution[-1]
        return Speaker(source.gloss, known=True, side=source.gloss, party=source.party, basis=own)
    return Speaker(outlet, known=True, side=outlet, basis=own)


def without_origin(view: View, position: Position) -> tuple[list[str], list[Speaker]]:
    """Behind an answer beside its known origins: articles (labels) in their own words, and who is not identified."""
    claims = [claim for origin in position.origins if not origin.known for claim in origin.claims]
    told = grouped(claims, lambda claim: bool(view.sources(view.claims[claim])))
    return [one.label for one in view.articles_of(told.get(False, ()))], speakers_of(view, told.get(True, ()))


def row_voice(view: View, row: LedgerRow) -> str:
    """What to call whoever gives a figure."""
    voice = view.voices.get(row.voice or "")
    return (voice and voice.name) or view.outlets[row.article]


def said_on(index: ReportIndex, claim: str) -> int:
    """The number of the story day on which a claim was said, or published; -1 where that is not known."""
    one = index.claims[claim]
    days = index.days_of(one.said_time.day or index.articles[one.article].story_day)
    return days[-1] if days else -1


def opposed_positions(index: ReportIndex, group: Group, limit: int) -> list[Position]:
    """The positions of a group that exclude, replace or compete with another, the last said first.

    Where there are more than `limit`: the last said, and those that stand against it, what most is behind first.
    """
    pairs = [{pair.one, pair.other} for pair in group.between if carries_news(pair)]
    before: defaultdict[str, set[str]] = defaultdict(set)
    for pair in group.between:
        if pair.later:
            before[pair.later].add(pair.in_order[0])

    def states_before(label: str, seen: frozenset[str] = frozenset()) -> int:
        """How long the chain of states is that this one replaces."""
        return max((1 + states_before(one, seen | {label}) for one in before[label] - seen), default=0)

    def age(one: Position) -> tuple[int, int]:
        return max((said_on(index, claim) for claim in one.claims), default=-1), states_before(one.label)

    positions = [one for one in group.positions if any(one.label in pair for pair in pairs)] or list(group.positions)
    positions.sort(key=age, reverse=True)
    last, *others = positions
    others.sort(key=lambda one: ({last.label, one.label} not in pairs, -len(one.claims)))
    return sorted([last, *others[: limit - 1]], key=age, reverse=True)
