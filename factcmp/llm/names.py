"""Proposals for the alias table: which of the names in the claims mean one actor or place."""

from collections.abc import Sequence

from factcmp.errors import ModelError
from factcmp.languages import language_name
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.llm.wire import SameNamesWire
from factcmp.markdown import one_line
from factcmp.models import Alias, Failure
from factcmp.naming import NamedThing
from factcmp.prompts import Prompt

_SPELLINGS_SHOWN = 4


class Namer:
    """Proposes aliases; what it used and what failed is kept beside."""

    def __init__(self, model: LanguageModel, prompt: Prompt, *, language: str) -> None:
        self._model = model
        self._prompt = prompt
        self._language = language
        self.usages: list[Usage] = []
        self.failures: list[Failure] = []

    async def propose(self, things: Sequence[NamedThing], max_names: int) -> tuple[Alias, ...]:
        """Aliases beyond what spelling, rendering and the user's table join already; `max_names` go into the request.

        The names asked about are those used most often. None, and a failure noted, where no usable answer comes.
        """
        asked = sorted(things[:max_names], key=lambda thing: (thing.kind, thing.gloss, min(thing.names)))
        if len(asked) < 2:
            return ()
        lines = (
            f"{number}. {thing.kind}: {' / '.join(_spellings(thing))} = {one_line(thing.gloss)}"
            for number, thing in enumerate(asked, 1)
        )
        user = self._prompt.fill(
            language=self._language, language_name=language_name(self._language), names="\n".join(lines)
        )
        messages = (Message("system", self._prompt.system), Message("user", user))
        try:
            answer = await self._model.ask(Request("names", f"{len(asked)} names", messages, SameNamesWire))
        except ModelError as error:
            self.failures.append(Failure(stage="names", kind=error.kind, message=str(error)))
            return ()
        self.usages.append(answer.usage)
        free = set(range(1, len(asked) + 1))
        proposed = []
        for same in answer.value.same:
            members = [number for number in dict.fromkeys(same.names) if number in free]
            if len(members) > 1 and same.name.strip():
                free.difference_update(members)
                spellings = dict.fromkeys(
                    spelling
                    for number in members
                    for spelling in (asked[number - 1].gloss, *sorted(asked[number - 1].names))
                )
                spellings.pop(same.name.strip(), None)
                proposed.append(
                    Alias(name=same.name.strip(), kind=same.kind, spellings=tuple(spellings), proposed=True)
                )
        return tuple(proposed)


def _spellings(thing: NamedThing) -> list[str]:
    by_use = sorted(thing.names, key=lambda name: (-thing.names[name], name))
    return [one_line(name) for name in by_use[:_SPELLINGS_SHOWN]]
