"""Who speaks for what, by the voices that the report resolved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from factcmp.models import Article, Claim, Group, LedgerRow, Position, Voice
from factcmp.models.index import ReportIndex
from factcmp.report.contents import carries_news
from factcmp.report.sentences import Own

_BASIS_WORDS = 10
"""How a source knows is left out where it takes more words: it is never cut, and the evidence has it."""


@dataclass(frozen=True)
class Speaker:
    """One who says something, for once however many articles pass it on."""

    name: str
    known: bool
    party: str | None = None
    basis: Own | None = None
    """How the speaker knows, in the article's words."""


def speakers_of(index: ReportIndex, claims: Iterable[str]) -> list[Speaker]:
    """Who says these: known ones first, then those who say more of them, then by the order of the claims."""
    found: dict[str, Speaker] = {}
    said: Counter[str] = Counter()
    for id in claims:
        speaker = speaker_of(index, index.claims[id])
        said[speaker.name] += 1
        if speaker.name not in found or (speaker.basis and not found[speaker.name].basis):
            found[speaker.name] = speaker
    return sorted(found.values(), key=lambda speaker: (not speaker.known, -said[speaker.name]))


def speaker_of(index: ReportIndex, claim: Claim) -> Speaker:
    """Who says a claim: its voice, in a report without voices its innermost source, else its outlet or article."""
    basis = claim.basis
    own = Own(claim.article, basis.text) if basis and len(basis.text.split()) <= _BASIS_WORDS else None
    if voice := index.voice_of(claim.id):
        return Speaker(voice_name(voice, index.articles[claim.article]), voice.known, voice.party, own)
    if claim.attribution:
        source = claim.attribution[-1]
        return Speaker(source.gloss, known=True, party=source.party, basis=own)
    return Speaker(outlet_of(index.articles[claim.article]), known=True, basis=own)


def voice_name(voice: Voice | None, article: Article) -> str:
    """What to call a voice of an article; whoever published it where nobody else speaks, or no name is known."""
    return voice.name if voice and voice.name else outlet_of(article)


def row_voice(index: ReportIndex, row: LedgerRow) -> str:
    """What to call whoever gives a figure."""
    return voice_name(index.voices.get(row.voice or ""), index.articles[row.article])


def outlet_of(article: Article) -> str:
    """What to call whoever published an article: its outlet, else its label."""
    return article.outlet or article.label


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
