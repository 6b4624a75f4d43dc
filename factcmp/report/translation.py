"""A report in a second language: its texts alone are asked for; findings, labels, order and ids stay."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from factcmp.errors import ModelError
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage, Wire
from factcmp.models import Failure, Group, Name, Report, Source
from factcmp.models.report_index import ReportIndex
from factcmp.report.own_words import NAMES, TEXTS, Fields, map_texts
from factcmp.text.languages import language_name
from factcmp.text.lines import one_line

_MAX_TEXTS = 150
_MAX_CHARS = 15_000
_LABEL = re.compile(r"\[[^\[\]]+\]")


class TranslatedWire(Wire):
    """One text in the other language."""

    number: Annotated[int, Field(description="The text's number.")]
    text: Annotated[str, Field(description="The text in the target language.")]


class TranslationsWire(Wire):
    """The answer of the translating request."""

    texts: Annotated[list[TranslatedWire], Field(description="Every text, in the order given.")]


@dataclass(frozen=True)
class Translation:
    """A report in another language, and what asking for it took."""

    report: Report
    """Where a text got no usable translation it stays in the first language, and the run has the failure."""
    usages: tuple[Usage, ...]


async def translate_texts(report: Report, model: LanguageModel, prompt: Prompt, *, language: str) -> Translation:
    """The report with its texts in another language; counts, labels, order and claim ids stay.

    Names are asked for first and told to the requests for the other texts, which go out together.
    """
    translator = _Translator(model, prompt, source=report.run.language, target=language)
    asked = _in_order_of_claims(report)
    names = _texts_in(asked, NAMES)
    written = _written_names(report)
    settled = await translator.translate(names, lambda name: _with_spelling(name, written), {})
    texts = [text for text in _texts_in(asked, TEXTS) if text not in settled]
    told = settled | await translator.translate(texts, one_line, settled)
    translated = map_texts(report, lambda text: told.get(text, text), NAMES, TEXTS)
    group_of = ReportIndex(translated).group_of
    claims = tuple(
        # Not asked for by itself: a claim's question is its group's, worded once more.
        claim.model_copy(update={"question": told.get(claim.question) or group_of[claim.id].question})
        for claim in translated.claims
    )
    run = translated.run.model_copy(
        update={"language": language, "failures": (*translated.run.failures, *translator.failures)}
    )
    return Translation(translated.model_copy(update={"claims": claims, "run": run}), tuple(translator.usages))


@dataclass
class _Translator:
    """Asks for texts in blocks; what it used and what failed is kept beside."""

    model: LanguageModel
    prompt: Prompt
    source: str
    target: str
    usages: list[Usage] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    async def translate(
        self, texts: Sequence[str], line: Callable[[str], str], names: Mapping[str, str]
    ) -> dict[str, str]:
        """Each text in the target language; what does not come back, or without its labels, is asked for again."""
        told: dict[str, str] = {}
        for _ in range(2):
            left = [text for text in texts if text not in told]
            answers = await asyncio.gather(*(self._ask(block, line, names) for block in _blocks(left)))
            told |= {text: said for answer in answers for text, said in answer.items()}
        if missing := sum(text not in told for text in texts):
            message = f"{missing} texts got no usable translation and stay as they were"
            self.failures.append(Failure(stage="translate", kind="untranslated", message=message))
        return told

    async def _ask(self, block: Sequence[str], line: Callable[[str], str], names: Mapping[str, str]) -> dict[str, str]:
        words = "\n".join(block).casefold()
        used = [f"{name} = {said}" for name, said in names.items() if name.casefold() in words]
        user = self.prompt.fill(
            source=self.source,
            source_name=language_name(self.source, "en"),
            target=self.target,
            target_name=language_name(self.target, "en"),
            names="\n".join(used) or "none",
            texts="\n".join(f"{number}. {line(text)}" for number, text in enumerate(block, 1)),
        )
        messages = (Message("system", self.prompt.system), Message("user", user))
        try:
            answer = await self.model.ask(Request("translate", f"{len(block)} texts", messages, TranslationsWire))
        except ModelError as error:
            self.failures.append(Failure(stage="translate", kind=error.kind, message=str(error)))
            return {}
        self.usages.append(answer.usage)
        said = {one.number: one_line(one.text) for one in answer.value.texts}
        return {
            text: said[number] for number, text in enumerate(block, 1) if number in said and _keeps(text, said[number])
        }


def _keeps(text: str, translated: str) -> bool:
    """Whether a translation says something and refers to the same claims."""
    return bool(translated) and sorted(_LABEL.findall(text)) == sorted(_LABEL.findall(translated))


def _blocks(texts: Sequence[str]) -> list[list[str]]:
    """The texts in order, so many in a request, and so many characters."""
    blocks: list[list[str]] = []
    room = 0
    for text in texts:
        if not blocks or len(blocks[-1]) == _MAX_TEXTS or len(text) > room:
            blocks.append([])
            room = _MAX_CHARS
        blocks[-1].append(text)
        room -= len(text)
    return blocks


def _in_order_of_claims(report: Report) -> Report:
    """The report with each group's answers in the order of their claims: another order of answers asks nothing anew."""
    rank = {claim.id: number for number, claim in enumerate(report.claims)}

    def ordered(group: Group) -> Group:
        first = {one.label: min((rank[claim] for claim in one.claims), default=-1) for one in group.positions}
        positions = sorted(group.positions, key=lambda one: first[one.label])
        between = sorted(group.between, key=lambda pair: sorted((first[pair.one], first[pair.other])))
        return group.model_copy(update={"positions": tuple(positions), "between": tuple(between)})

    return report.model_copy(update={"groups": tuple(map(ordered, report.groups))})


def _texts_in(report: Report, fields: Fields) -> list[str]:
    """The texts of these fields, each once, in the report's order; what has no letter needs no translation."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        if any(map(str.isalpha, text)):
            found[text] = None
        return text

    map_texts(report, note, fields)
    return list(found)


def _written_names(report: Report) -> Mapping[str, str]:
    """For a name in the report's language, how the articles first write it."""
    written: dict[str, str] = {}
    for claim in report.claims:
        named: Iterable[Source | Name] = (*claim.attribution, *claim.names)
        for one in named:
            if one.name != one.gloss:
                written.setdefault(one.gloss, one.name)
    return written


def _with_spelling(name: str, written: Mapping[str, str]) -> str:
    own = written.get(name)
    return one_line(f"{name} (in the articles: {own})" if own else name)
