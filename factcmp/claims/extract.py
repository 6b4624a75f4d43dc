"""Pass 1: the claims of one article, grounded in its words; and the second look at one that seemed silent."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from factcmp.articles.headlines import with_headline
from factcmp.claims.answers import ClaimsWire, FoundAgainWire
from factcmp.claims.conversion import ground_claim
from factcmp.claims.grounding import Fault, FoldedArticle, find_words, locate_quote
from factcmp.llm.prompts import Prompt, fence
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.models import Article, Claim, DroppedClaim, DropReason, LeftOut, Span, Teller, Uncovered
from factcmp.text.languages import language_name
from factcmp.text.lines import one_line
from factcmp.text.sentences import part_spans, sentence_spans
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.event_times import resolve_event_time

LOOK_AGAIN = "look-again"
"""The second look's stage."""
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LEAD_CHARS = 600


@dataclass(frozen=True)
class ExtractPrompts:
    """The prompts of pass 1: the first reading, and the one for sentences that it passed over."""

    first: Prompt
    rest: Prompt


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


@dataclass(frozen=True)
class FoundAgain:
    """What the second look at one article found."""

    claims: tuple[tuple[int, Claim], ...]
    """Place of the question, from 0, and a claim that answers it."""
    usages: tuple[Usage, ...]


async def extract_article(
    article: Article, model: LanguageModel, prompts: ExtractPrompts, *, language: str, max_article_chars: int
) -> ArticleClaims:
    """The grounded claims of one article, in the order of its text.

    A text longer than `max_article_chars` is asked about in parts. Sentences of a part that the answer passes over are
    asked about once more. Claims have their labels numbered within the article.

    Raises:
        ModelError: a part got no usable answer; nothing of the article is kept then.
    """
    reading = _Reading(article, FoldedArticle(article.text))
    parts = part_spans(article.text, max_article_chars)

    async def ask(prompt: Prompt, number: int, **more: str) -> ClaimsWire:
        part = parts[number]
        told = _told_of(reading.article, language, part) | {"part": str(number + 1), "parts": str(len(parts))}
        user = prompt.fill(**told, context=_context(article) if part[0] > 0 else "", **more)
        messages = (Message("system", prompts.first.system), Message("user", user))
        answer = await model.ask(Request("extract", article.label, messages, ClaimsWire))
        reading.usages.append(answer.usage)
        return answer.value

    for number, part in enumerate(parts):
        answer = await ask(prompts.first, number)
        reading.article = _complete_article(reading, answer)
        # In a thread: requests and Ctrl-C are served meanwhile.
        await asyncio.to_thread(reading.take, answer, part)
        if passed_over := reading.passed_over(part):
            before = len(reading.dropped)
            sentences = "\n".join(f"- {one_line(span.text)}" for span in passed_over)
            made = "\n".join(f"- {one_line(claim.statement)}" for claim in reading.claims.values()) or "none"
            rest = await ask(prompts.rest, number, made=made, sentences=sentences)
            await asyncio.to_thread(reading.take, rest, part)
            # What the second answer gave again, and well, was not dropped.
            kept = {claim.statement for claim in reading.claims.values()}
            reading.dropped[:before] = [drop for drop in reading.dropped[:before] if drop.statement not in kept]
    ordered = sorted(reading.claims.values(), key=lambda claim: (claim.quote.start, claim.quote.end, claim.id))
    return ArticleClaims(
        article=with_headline(reading.article),
        claims=tuple(
            claim.model_copy(update={"label": f"{article.label}.{number}"}) for number, claim in enumerate(ordered, 1)
        ),
        dropped=tuple(reading.dropped),
        left_out=tuple(sorted(reading.left_out, key=lambda left: (left.quote.start, left.quote.end))),
        uncovered=tuple(
            Uncovered(article=article.id, quote=span) for part in parts for span in reading.passed_over(part)
        ),
        usages=tuple(reading.usages),
    )


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
        for wire in answer.value.found:
            claim = ground_claim(wire, article, folded, part=part, near=part[0])
            if isinstance(claim, Claim) and 1 <= wire.number <= len(questions):
                claims.setdefault(claim.id, (wire.number - 1, claim))
    return FoundAgain(tuple(claims.values()), tuple(usages))


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
    folded: FoldedArticle
    claims: dict[str, Claim] = field(default_factory=dict)
    dropped: list[DroppedClaim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    dealt_with: list[tuple[int, int]] = field(default_factory=list)
    """Every place where the words of a kept claim or a left-out entry stand: a text may repeat its title."""
    usages: list[Usage] = field(default_factory=list)

    def take(self, answer: ClaimsWire, part: tuple[int, int]) -> None:
        """Grounds an answer's claims and left-out sentences and files them."""
        near = part[0]
        for wire in answer.claims:
            found = ground_claim(wire, self.article, self.folded, part=part, near=near)
            if isinstance(found, Claim):
                near = found.quote.end
                if found.id in self.claims:
                    found = Fault(DropReason.DUPLICATE, "the same statement was made of the same words already")
            if isinstance(found, Fault):
                told: dict[str, Any] = {"article": self.article.id, "statement": wire.statement, "quote": wire.quote}
                self.dropped.append(DroppedClaim(**told, reason=found.reason, detail=found.detail))
            else:
                self.claims[found.id] = found
                self._deal_with(found.quote.text)
        for left in answer.left_out:
            span = locate_quote(self.folded, left.quote, within=part)
            if isinstance(span, Span):
                self.left_out.append(LeftOut(article=self.article.id, quote=span, reason=left.reason))
                self._deal_with(left.quote)

    def _deal_with(self, words: str) -> None:
        self.dealt_with += (self.folded.folded.span(*place) for place in self.folded.occurrences(words))

    def passed_over(self, part: tuple[int, int]) -> list[Span]:
        """Sentences of a part that nothing dealt with touches."""
        start, end = part
        return [
            self.folded.span(start + low, start + high)
            for low, high in sentence_spans(self.article.text[start:end])
            if not any(first < start + high and start + low < last for first, last in self.dealt_with)
        ]


def _complete_article(reading: _Reading, answer: ClaimsWire) -> Article:
    """The article with what its own words tell about it; what the desk knew stays."""
    article, known = reading.article, dict[str, Any]()
    language = article.language
    if not language and _LANGUAGE_TAG.fullmatch(answer.language):
        known["language"] = language = answer.language
    if not article.outlet and (outlet := find_words(reading.folded, answer.outlet)):
        known["outlet"] = one_line(outlet.text)
    order = date_order(language, article.text)
    day = resolve_event_time(answer.published_said, None, language=language, order=order)
    is_day = day.start is not None and day.start == day.end
    if not article.published and is_day and find_words(reading.folded, answer.published_said):
        known["published"] = day.start
    told_by = article.source.told_by.model_copy(update=dict.fromkeys(known, Teller.WORDS))
    if article.own_day is None and (own := find_words(reading.folded, answer.own_day_said)):
        known["own_day"] = own
    return article.model_copy(update={**known, "source": article.source.model_copy(update={"told_by": told_by})})
