"""Pass 1: the claims of one article, grounded in its words; and the second look at one that seemed silent."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcmp.articles.from_text import with_headline
from factcmp.claims.answers import ClaimsWire, FoundAgainWire
from factcmp.claims.conversion import Grounded, drop, ground_answer, ground_found
from factcmp.claims.grounding import Fault
from factcmp.llm.kept_results import work_out
from factcmp.llm.prompts import Prompt, fence
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.models import Article, Claim, DroppedClaim, DropReason, LeftOut, Span, Uncovered
from factcmp.text.languages import language_name
from factcmp.text.lines import one_line
from factcmp.text.sentence_spans import part_spans, sentence_spans

LOOK_AGAIN = "look-again"
"""The second look's stage."""
_LEAD_CHARS = 600


@dataclass(frozen=True)
class ArticleClaims:
    """What pass 1 found in one article."""

    article: Article
    """With language, outlet and publication date filled in where the article itself tells them."""
    claims: tuple[Claim, ...]
    dropped: tuple[DroppedClaim, ...]
    left_out: tuple[LeftOut, ...]
    uncovered: tuple[Uncovered, ...]
    usages: tuple[Usage, ...]


@dataclass(frozen=True)
class OpenQuestion:
    """A question on which an article seemed silent, with sentences of it that may bear on it."""

    question: str
    sentences: tuple[str, ...]


async def extract_article(
    article: Article, model: LanguageModel, prompts: tuple[Prompt, Prompt], *, language: str, max_article_chars: int
) -> ArticleClaims:
    """The grounded claims of one article, in the order of its text.

    A text longer than `max_article_chars` is asked about in parts. Sentences of a part that the answer passes over are
    asked about once more, by the second of the prompts. Claims have their labels numbered within the article.

    Raises:
        ModelError: a part got no usable answer; nothing of the article is kept then.
    """
    first, rest = prompts
    read = _Reading(article)
    parts = part_spans(article.text, max_article_chars)

    async def ask(prompt: Prompt, number: int, **more: str) -> None:
        part = parts[number]
        told = _told_of(read.article, language, part) | {"part": str(number + 1), "parts": str(len(parts))}
        user = prompt.fill(**told, context=_context(article) if part[0] > 0 else "", **more)
        messages = (Message("system", first.system), Message("user", user))
        answer = await model.ask(Request("extract", article.label, messages, ClaimsWire))
        read.usages.append(answer.usage)
        read.take(await work_out(model, ground_answer, read.article, answer.value, part))

    for number, part in enumerate(parts):
        await ask(first, number)
        if passed_over := read.passed_over(part):
            before = len(read.dropped)
            sentences = "\n".join(f"- {one_line(span.text)}" for span in passed_over)
            made = "\n".join(f"- {one_line(claim.statement)}" for claim in read.claims.values()) or "none"
            await ask(rest, number, made=made, sentences=sentences)
            # What the second answer gave again, and well, was not dropped.
            kept = {claim.statement for claim in read.claims.values()}
            read.dropped[:before] = [drop for drop in read.dropped[:before] if drop.statement not in kept]
    ordered = sorted(read.claims.values(), key=lambda claim: (claim.quote.start, claim.quote.end, claim.id))
    return ArticleClaims(
        article=with_headline(read.article),
        claims=tuple(
            claim.model_copy(update={"label": f"{article.label}.{number}"}) for number, claim in enumerate(ordered, 1)
        ),
        dropped=tuple(read.dropped),
        left_out=tuple(sorted(read.left_out, key=lambda left: (left.quote.start, left.quote.end))),
        uncovered=tuple(Uncovered(article=article.id, quote=span) for part in parts for span in read.passed_over(part)),
        usages=tuple(read.usages),
    )


async def look_again(
    article: Article,
    questions: Sequence[OpenQuestion],
    model: LanguageModel,
    prompts: tuple[Prompt, Prompt],
    *,
    language: str,
    max_article_chars: int,
) -> tuple[list[tuple[int, Claim]], list[Usage]]:
    """The claims by which the article answers questions after all, each with the place of its question, from 0.

    `prompts` are that of the first reading, whose rules hold here too, and that of the second look.

    Raises:
        ModelError: a part of the article got no usable answer.
    """
    first, again = prompts
    lines = []
    for number, question in enumerate(questions, 1):
        near = "".join(f" «{one_line(sentence)}»" for sentence in question.sentences)
        lines.append(f"{number}. {one_line(question.question)}{f' — perhaps:{near}' if near else ''}")
    claims: dict[str, tuple[int, Claim]] = {}
    usages: list[Usage] = []
    for part in part_spans(article.text, max_article_chars):
        user = again.fill(**_told_of(article, language, part), questions="\n".join(lines))
        messages = (Message("system", first.system), Message("user", user))
        answer = await model.ask(Request(LOOK_AGAIN, article.label, messages, FoundAgainWire))
        usages.append(answer.usage)
        if answer.value.found:
            for number, claim in await work_out(model, ground_found, article, answer.value, part):
                if 1 <= number <= len(questions):
                    claims.setdefault(claim.id, (number - 1, claim))
    return list(claims.values()), usages


def _told_of(article: Article, language: str, part: tuple[int, int]) -> dict[str, str]:
    """What every request about an article says of it, with a part of its text between fences."""
    return {
        "language": language,
        "language_name": language_name(language),
        "outlet": one_line(article.outlet or "not told"),
        "published": str(article.published or "not told"),
        "fence": fence(article.text),
        "text": article.text[slice(*part)],
    }


def _context(article: Article) -> str:
    border, lead = fence(article.text), one_line(article.text[:_LEAD_CHARS])
    return f"\nThe article begins as follows, for names only; make no claims of it.\n\n{border}\n{lead}\n{border}"


@dataclass
class _Reading:
    """What the answers on one article give, as they come in."""

    article: Article
    claims: dict[str, Claim] = field(default_factory=dict)
    dropped: list[DroppedClaim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    dealt_with: list[tuple[int, int]] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)

    def take(self, answer: Grounded) -> None:
        """Files what one answer gives, each claim once."""
        self.article = answer.article
        for found in answer.found:
            if isinstance(found, DroppedClaim):
                self.dropped.append(found)
            elif found.id in self.claims:
                why = Fault(DropReason.DUPLICATE, "the same statement was made of the same words already")
                self.dropped.append(drop(self.article, found.statement, found.quote.text, why))
            else:
                self.claims[found.id] = found
        self.left_out += answer.left_out
        self.dealt_with += answer.dealt_with

    def passed_over(self, part: tuple[int, int]) -> list[Span]:
        """Sentences of a part that nothing dealt with touches."""
        start, end = part
        return [
            Span(start=start + low, end=start + high, text=self.article.text[start + low : start + high])
            for low, high in sentence_spans(self.article.text[start:end])
            if not any(first < start + high and start + low < last for first, last in self.dealt_with)
        ]
