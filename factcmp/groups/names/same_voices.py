"""Which speakers are one voice, within an article and across articles and languages.

Three things unite speakers: their names, by rule; what the model says of all of them together; and the user's alias
table. A speaker that is not identified ("residents", "sources") is a voice of its own in each article, whatever it
resembles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import MappingProxyType

from factcmp.groups.answers import SameVoiceWire
from factcmp.groups.names.source_names import (
    Speaker,
    Words,
    agency_name,
    ambiguous_names,
    find_speaker,
    is_and,
    name_words,
    same_body,
)
from factcmp.models import Article, Claim, Source, SourceKind, Voice, VoiceMention
from factcmp.models.ids import digest
from factcmp.models.partition import Partition, grouped
from factcmp.text.folding import fold_text, tokens, word_stems

_NEARLY = 0.6
"""Two voices of one article are perhaps one from this share of the words that two claims of theirs have in common;
unidentified ones also above this share of the words that describe them."""

ASIDE = re.compile(r"(?<=\w)\s*[(\[][^()\[\]]*[)\]]\s*$")
"""What explains a name behind it ("Mere (town)"): in a sentence it would stand at each mention."""


NamedSpeaker = tuple[str, Source]
"""An article (id) and a speaker as it is named there: what the model is asked about."""


@dataclass(frozen=True)
class Voices:
    """The voices of a set of claims, and whose each claim is."""

    voices: tuple[Voice, ...]
    """Most heard first; their claims are those of the set."""

    @cached_property
    def of_claim(self) -> Mapping[str, Voice]:
        """By the claim's id."""
        return {claim: voice for voice in self.voices for claim in voice.claims}


@dataclass(frozen=True)
class SameVoice:
    """Speakers that the model finds to be one voice."""

    name: str
    roles: tuple[str, ...]
    speakers: frozenset[tuple[str, str, str]]
    """Article, and the speaker's name and rendering, folded: an article may call several "she"."""


def named_speakers(
    articles: Sequence[Article], claims: Sequence[Claim], aliases: Mapping[str, str]
) -> list[NamedSpeaker]:
    """The identified speakers under each name that an article has for them, in the order of the claims."""
    by_id = {article.id: article for article in articles}
    found: dict[tuple[str, str, str], NamedSpeaker] = {}
    for claim in claims:
        speaker = find_speaker(claim, by_id[claim.article], aliases)
        source = speaker.source
        if source and speaker.known:
            found.setdefault(_key(claim.article, source), (claim.article, source))
    return list(found.values())


def same_voices(asked: Sequence[NamedSpeaker], answer: Sequence[SameVoiceWire]) -> tuple[SameVoice, ...]:
    """The model's unions of the speakers that it was asked about by number, each speaker in one at most."""
    free = set(range(1, len(asked) + 1))
    found = []
    for same in answer:
        members = [number for number in dict.fromkeys(same.speakers) if number in free]
        if len(members) > 1 and same.name.strip():
            free.difference_update(members)
            speakers = frozenset(_key(*asked[n - 1]) for n in members)
            roles = tuple(dict.fromkeys(role.strip() for role in same.roles if role.strip()))
            found.append(SameVoice(same.name.strip(), roles, speakers))
    return tuple(found)


def spoken_as_one(voice: Voice, claims: Iterable[Claim]) -> SameVoice:
    """What a report says of a voice, as the model would have said it of the speakers of these claims."""
    speakers = (_key(claim.article, claim.attribution[-1]) for claim in claims if claim.attribution)
    return SameVoice(voice.name, voice.roles, frozenset(speakers))


def resolve_voices(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    same: Sequence[SameVoice] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
    *,
    language: str = "en",
) -> Voices:
    """The voices of these claims. `aliases` is the alias table: folded spelling to name.

    How the claims are divided does not depend on their order.
    """
    by_id = {article.id: article for article in articles}
    speakers = [find_speaker(claim, by_id[claim.article], aliases) for claim in claims]
    partition = Partition(range(len(claims)))
    unite_by_name(claims, speakers, partition)
    told: dict[int, SameVoice] = {}
    keys = [
        _key(claim.article, speaker.source) if speaker.known and speaker.source else None
        for claim, speaker in zip(claims, speakers, strict=True)
    ]
    for one in same:
        places = [place for place, key in enumerate(keys) if key in one.speakers]
        partition.unite(*places)
        told.update(dict.fromkeys(places[:1], one))
    named = {partition.root(position): one for position, one in told.items()}
    voices = [
        _voice([(claims[place], speakers[place]) for place in places], named.get(places[0]), language)
        for places in partition.sets()
    ]
    place = {claim.id: number for number, claim in enumerate(claims)}
    voices.sort(key=lambda voice: (-len(voice.claims), place[voice.claims[0]]))
    perhaps = _perhaps_one(claims, voices)
    labelled = tuple(
        voice.model_copy(update={"label": f"V{number}", "perhaps": tuple(sorted(perhaps[voice.id]))})
        for number, voice in enumerate(voices, 1)
    )
    return Voices(labelled)


def _key(article: str, named: Source) -> tuple[str, str, str]:
    return article, fold_text(named.name), fold_text(named.gloss)


def unite_by_name(claims: Sequence[Claim], speakers: Sequence[Speaker], partition: Partition[int]) -> None:
    """Unites the claims, by position, whose speakers have one name, or names of one body."""
    ambiguous = ambiguous_names(speakers)
    by_key: dict[object, int] = {}
    named: dict[Words, int] = {}
    for position, (claim, speaker) in enumerate(zip(claims, speakers, strict=True)):
        spellings = speaker.spellings - ambiguous
        keys: list[object] = [*spellings]
        if speaker.own:
            keys.append(("own", claim.article))
        elif speaker.source:
            # "The source" that an article elsewhere calls by a name is rendered as that name is.
            keys.append(("rendered", claim.article, fold_text(speaker.label)))
        for key in keys:
            partition.unite(by_key.setdefault(key, position), position)
        if speaker.known:
            named |= dict.fromkeys(spellings, position)
    for long, position in named.items():
        for length in range(1, len(long)):
            for short in (long[:length], long[-length:]):
                if short in named and same_body(short, long):
                    partition.unite(named[short], position)


def _voice(spoken: Sequence[tuple[Claim, Speaker]], told: SameVoice | None, language: str) -> Voice:
    sources = [speaker.source for _, speaker in spoken if speaker.source]
    known = any(speaker.known for _, speaker in spoken)
    names = Counter(speaker.label for _, speaker in spoken if speaker.known == known)
    name = told.name if told else agency_name(names.most_common(1)[0][0], language)
    mentions = {
        (claim.article, speaker.source.mention.start): VoiceMention(article=claim.article, span=speaker.source.mention)
        for claim, speaker in spoken
        if speaker.source and speaker.source.mention
    }
    claims = tuple(claim.id for claim, _ in spoken)
    return Voice(
        id=f"v{digest(*sorted(claims))}",
        label="",
        name=name,
        kind=Counter(source.kind for source in sources).most_common(1)[0][0] if sources else SourceKind.OUTLET,
        party=next((source.party for source in sources if source.party), None),
        known=known,
        roles=(told.roles if told else ()) or tuple(label for label in names if fold_text(label) != fold_text(name)),
        mentions=tuple(mentions.values()),
        claims=claims,
    )


def of_one_side(voices: Sequence[Voice], names: Mapping[str, str]) -> Partition[str]:
    """The voices (ids) in sets that speak for one side: of one party, or the party itself.

    "X and its allies" is X's side. `names` is the alias table: folded spelling to name.
    """
    table = {spelling.removeprefix("the "): name for spelling, name in names.items()}

    def words_of(name: str) -> Words:
        bare = fold_text(name).removeprefix("the ")
        return tuple(tokens(fold_text(table.get(bare, bare)).removeprefix("the ")))

    members = grouped((voice for voice in voices if voice.party), lambda voice: words_of(voice.party or ""))
    sides = {side: of_side[0].id for side, of_side in members.items()}
    partition = Partition(voice.id for voice in voices)
    for of_side in members.values():
        partition.unite(*(voice.id for voice in of_side))
    for voice in voices:
        if first := sides.get(words_of(voice.name)):
            partition.unite(voice.id, first)
    for side, first in sides.items():
        for at, word in enumerate(side[1:], 1):
            if is_and(word) and (leader := sides.get(words_of(" ".join(side[:at])))):
                partition.unite(first, leader)
    return partition


def without_asides(voices: Voices) -> Voices:
    """The voices as a report names them: without what a rendering adds in brackets ("called earlier …")."""
    return Voices(tuple(voice.model_copy(update={"name": ASIDE.sub("", voice.name)}) for voice in voices.voices))


def _perhaps_one(claims: Sequence[Claim], voices: Sequence[Voice]) -> Mapping[str, set[str]]:
    """Voices (ids) of one article with nearly the same words: in what they say, or that describe them, unidentified."""
    voice_of = {claim: voice for voice in voices for claim in voice.claims}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for of_article in grouped((one for one in claims if one.attribution), lambda one: one.article).values():
        said = [(voice_of[claim.id].id, word_stems(claim.statement)) for claim in of_article]
        speaking = {voice_of[claim.id].id: voice_of[claim.id] for claim in of_article}
        described = {id: {*name_words(fold_text(one.name))} for id, one in speaking.items() if not one.known}
        pairs = [(one, other) for (one, words), (other, others) in combinations(said, 2)
                 if one != other and len(words & others) >= _NEARLY * max(1, len(words | others))]  # fmt: skip
        pairs += [(one, other) for (one, words), (other, others) in combinations(described.items(), 2)
                  if len(words & others) > _NEARLY * len(words | others)]  # fmt: skip
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
    return found
