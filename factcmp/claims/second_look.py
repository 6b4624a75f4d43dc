"""The second look at an article: questions that other articles answer and on which it seemed silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcmp.claims.answers import FoundAgainWire
from factcmp.claims.extract import ground_claim, told_of
from factcmp.claims.grounding import FoldedArticle
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.models import Article, Claim
from factcmp.text.lines import one_line
from factcmp.text.sentences import part_spans

STAGE = "look-again"


@dataclass(frozen=True)
class OpenQuestion:
    """A question on which an article seemed silent, with sentences of it that may bear on it."""

    question: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class FoundAgain:
    """What the second look at one article found."""

    claims: tuple[tuple[int, Claim], ...]
    """Place of the question, from 0, and a claim that answers it."""
    usages: tuple[Usage, ...]


async def look_again(
    article: Article,
    questions: Sequence[OpenQuestion],
    model: LanguageModel,
    prompts: tuple[Prompt, Prompt],
    *,
    language: str,
    max_article_chars: int,
) -> FoundAgain:
    """The claims by which the article answers questions after all; what its words do not carry is left out.

    `prompts` are that of the first reading, whose rules hold here too, and that of the second look.

    Raises:
        ModelError: a part of the article got no usable answer.
    """
    first, again = prompts
    folded = FoldedArticle(article.text)
    asked = "\n".join(_line(number, question) for number, question in enumerate(questions, 1))
    claims: dict[str, tuple[int, Claim]] = {}
    usages: list[Usage] = []
    for part in part_spans(article.text, max_article_chars):
        user = again.fill(**told_of(article, language, article.text[slice(*part)]), questions=asked)
        messages = (Message("system", first.system), Message("user", user))
        answer = await model.ask(Request(STAGE, article.label, messages, FoundAgainWire))
        usages.append(answer.usage)
        for wire in answer.value.found:
            claim = ground_claim(wire, article, folded, part=part, near=part[0])
            if isinstance(claim, Claim) and 1 <= wire.number <= len(questions):
                claims.setdefault(claim.id, (wire.number - 1, claim))
    return FoundAgain(tuple(claims.values()), tuple(usages))


def _line(number: int, question: OpenQuestion) -> str:
    near = "".join(f" «{one_line(sentence)}»" for sentence in question.sentences)
    return f"{number}. {one_line(question.question)}{f' — perhaps:{near}' if near else ''}"
