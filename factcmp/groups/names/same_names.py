"""The request that asks which names and which speakers are one."""

from collections.abc import Iterator, Sequence

from factcmp.groups.answers import SameNamesWire, SameNameWire
from factcmp.groups.asking import Asking, lettered
from factcmp.groups.names.naming import NamedThing
from factcmp.groups.names.same_voices import ASIDE, NamedSpeaker, SameVoice, same_voices
from factcmp.llm.prompts import Prompt
from factcmp.models import Alias, Article
from factcmp.text.lines import one_line

_SPELLINGS_SHOWN = 4


async def propose_same(
    asking: Asking,
    prompt: Prompt,
    things: Sequence[NamedThing],
    speakers: Sequence[NamedSpeaker],
    articles: Sequence[Article],
    *,
    max_names: int,
) -> tuple[tuple[Alias, ...], tuple[SameVoice, ...]]:
    """Unions of names and of speakers beyond what spelling, rendering and the user's table join already.

    `max_names` names and as many speakers go into the request: those used most often, and the first. Nothing where no
    usable answer comes.
    """
    asked = sorted(things[:max_names], key=lambda thing: (thing.kind, thing.gloss, min(thing.names)))
    speakers = speakers[:max_names]
    if max(len(asked), len(speakers)) < 2:
        return (), ()
    answer = await asking.try_to_ask(
        prompt,
        SameNamesWire,
        f"{len(asked)} names, {len(speakers)} speakers",
        names="\n".join(_name_line(number, thing) for number, thing in enumerate(asked, 1)) or "none",
        speakers="\n".join(_speaker_lines(speakers, articles)) or "none",
    )
    return (_proposed(asked, answer.same), same_voices(speakers, answer.voices)) if answer else ((), ())


def _proposed(asked: Sequence[NamedThing], answer: Sequence[SameNameWire]) -> tuple[Alias, ...]:
    free = set(range(1, len(asked) + 1))
    proposed = []
    for same in answer:
        members = [number for number in dict.fromkeys(same.names) if number in free]
        name = ASIDE.sub("", same.name).strip()
        if len(members) > 1 and name:
            free.difference_update(members)
            spellings = dict.fromkeys(
                spelling
                for number in members
                for spelling in (asked[number - 1].gloss, *sorted(asked[number - 1].names))
            )
            spellings.pop(name, None)
            proposed.append(Alias(name=name, kind=same.kind, spellings=tuple(spellings), proposed=True))
    return tuple(proposed)


def _name_line(number: int, thing: NamedThing) -> str:
    by_use = sorted(thing.names, key=lambda name: (-thing.names[name], name))
    shown = " / ".join(one_line(name) for name in by_use[:_SPELLINGS_SHOWN])
    return f"{number}. {thing.kind}: {shown} = {one_line(thing.gloss)}"


def _speaker_lines(speakers: Sequence[NamedSpeaker], articles: Sequence[Article]) -> Iterator[str]:
    speaking = {article for article, _ in speakers}
    letters = lettered(article.id for article in articles if article.id in speaking)
    for number, (article, source) in enumerate(speakers, 1):
        side = f"; {one_line(source.party)}" if source.party else ""
        name = f"{one_line(source.name)} = {one_line(source.gloss)}"
        yield f"{number}. [{letters[article]}] {name}; {source.kind}{side}"
