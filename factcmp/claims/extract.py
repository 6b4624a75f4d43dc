"""Pass 1: the claims of one article, grounded in its words."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from factcmp.articles.headlines import with_headline
from factcmp.claims.answers import ClaimsWire, ClaimWire, SourceWire
from factcmp.claims.carrying import check_statement
from factcmp.claims.grounding import Fault, FoldedArticle, find_words, locate_quote
from factcmp.claims.tolls import ground_toll
from factcmp.llm.prompts import Prompt, fence
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.models import (
    Article,
    Claim,
    DroppedClaim,
    DropReason,
    EventTime,
    LeftOut,
    Name,
    Source,
    Span,
    Teller,
    Uncovered,
)
from factcmp.models.ids import digest
from factcmp.text.languages import language_name
from factcmp.text.lines import one_line
from factcmp.text.numbers.quantities import normalise_quantity
from factcmp.text.sentences import part_spans, sentence_spans
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.named_days import NamedDay, named_days, without_days
from factcmp.text.times.times import resolve_event_time

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


@dataclass
class _Reading:
    """The answers on one article, as they come in."""

    article: Article
    folded: FoldedArticle
    claims: dict[str, Claim] = field(default_factory=dict)
    dropped: list[DroppedClaim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    dealt_with: list[tuple[int, int]] = field(default_factory=list)
    """Every place where the words of a kept claim or a left-out entry stand: a text may repeat its title."""
    usages: list[Usage] = field(default_factory=list)


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
    for number, part in enumerate(parts, 1):
        messages = _messages(reading.article, prompts.first, part, (number, len(parts)), language)
        answer = await model.ask(Request("extract", article.label, messages, ClaimsWire))
        reading.usages.append(answer.usage)
        reading.article = _complete_article(reading, answer.value)
        _take(reading, answer.value, part)
        passed_over = _passed_over(reading, part)
        if passed_over:
            dropped_before = len(reading.dropped)
            messages = _rest_messages(reading, prompts, part, (number, len(parts)), language, passed_over)
            answer = await model.ask(Request("extract", article.label, messages, ClaimsWire))
            reading.usages.append(answer.usage)
            _take(reading, answer.value, part)
            reading.dropped = _without_mended(reading, dropped_before)
    ordered = sorted(reading.claims.values(), key=lambda claim: (claim.quote.start, claim.quote.end, claim.id))
    uncovered = [span for part in parts for span in _passed_over(reading, part)]
    return ArticleClaims(
        article=with_headline(reading.article),
        claims=tuple(
            claim.model_copy(update={"label": f"{article.label}.{number}"}) for number, claim in enumerate(ordered, 1)
        ),
        dropped=tuple(reading.dropped),
        left_out=tuple(sorted(reading.left_out, key=lambda left: (left.quote.start, left.quote.end))),
        uncovered=tuple(Uncovered(article=article.id, quote=span) for span in uncovered),
        usages=tuple(reading.usages),
    )


def _messages(
    article: Article,
    prompt: Prompt,
    part: tuple[int, int],
    position: tuple[int, int],
    language: str,
    **more: str,
) -> tuple[Message, ...]:
    start, end = part
    text = article.text[start:end]
    border = fence(article.text)
    context = ""
    if start > 0:
        lead = one_line(article.text[:_LEAD_CHARS])
        context = (
            f"\nThe article begins as follows, for names only; make no claims of it.\n\n{border}\n{lead}\n{border}"
        )
    content = prompt.fill(
        **told_of(article, language, text),
        part=str(position[0]),
        parts=str(position[1]),
        context=context,
        **more,
    )
    return (Message("system", prompt.system), Message("user", content))


def told_of(article: Article, language: str, text: str) -> dict[str, str]:
    """What every request about an article says of it, with `text` of it between fences."""
    return {
        "language": language,
        "language_name": language_name(language),
        "outlet": one_line(article.outlet or "not told"),
        "published": str(article.published or "not told"),
        "fence": fence(article.text),
        "text": text,
    }


def _rest_messages(
    reading: _Reading,
    prompts: ExtractPrompts,
    part: tuple[int, int],
    position: tuple[int, int],
    language: str,
    passed_over: Sequence[Span],
) -> tuple[Message, ...]:
    sentences = "\n".join(f"- {one_line(span.text)}" for span in passed_over)
    made = "\n".join(f"- {one_line(claim.statement)}" for claim in reading.claims.values()) or "none"
    _, user = _messages(reading.article, prompts.rest, part, position, language, made=made, sentences=sentences)
    return (Message("system", prompts.first.system), user)


def _complete_article(reading: _Reading, answer: ClaimsWire) -> Article:
    """The article with what its own words tell about it; what the desk knew stays."""
    article = reading.article
    outlet = find_words(reading.folded, answer.outlet) if answer.outlet else None
    language = article.language or (answer.language if _LANGUAGE_TAG.fullmatch(answer.language) else None)
    published = resolve_event_time(
        answer.published_said, None, language=language, order=date_order(language, article.text)
    )
    dated = (
        published.start is not None
        and published.start == published.end
        and find_words(reading.folded, answer.published_said or "") is not None
    )
    found = {
        "language": None if article.language else language,
        "outlet": one_line(outlet.text) if outlet and not article.outlet else None,
        "published": published.start if dated and not article.published else None,
        "own_day": (find_words(reading.folded, answer.own_day_said) if answer.own_day_said else None)
        if article.own_day is None
        else None,
    }
    known = {name: value for name, value in found.items() if value is not None}
    told_by = article.source.told_by.model_copy(update=dict.fromkeys(known.keys() - {"own_day"}, Teller.WORDS))
    return article.model_copy(update={**known, "source": article.source.model_copy(update={"told_by": told_by})})


def _take(reading: _Reading, answer: ClaimsWire, part: tuple[int, int]) -> None:
    """Grounds an answer's claims and left-out sentences and files them."""
    article = reading.article
    near = part[0]
    for wire in answer.claims:
        claim = ground_claim(wire, article, reading.folded, part=part, near=near)
        if isinstance(claim, Claim):
            near = claim.quote.end
        if isinstance(claim, Fault):
            reading.dropped.append(_dropped(wire, article, claim))
        elif claim.id in reading.claims:
            fault = Fault(DropReason.DUPLICATE, "the same statement was made of the same words already")
            reading.dropped.append(_dropped(wire, article, fault))
        else:
            reading.claims[claim.id] = claim
            reading.dealt_with += _places(reading.folded, claim.quote.text)
    for left in answer.left_out:
        span = locate_quote(reading.folded, left.quote, within=part)
        if isinstance(span, Span):
            reading.left_out.append(LeftOut(article=article.id, quote=span, reason=left.reason))
            reading.dealt_with += _places(reading.folded, left.quote)


def ground_claim(
    wire: ClaimWire, article: Article, folded: FoldedArticle, *, part: tuple[int, int] | None = None, near: int = 0
) -> Claim | Fault:
    """The domain's claim with its evidence span, or why the article's words do not carry it."""
    quote = locate_quote(folded, wire.quote, language=article.language, within=part, near=near)
    if isinstance(quote, Fault):
        return quote
    # Words that tell when somebody spoke do not tell when it happened.
    time_said = wire.time_said if wire.time_said != wire.spoken_said else None
    event_time, spoken = (_time(said, article, folded) for said in (time_said, wire.spoken_said))
    # A statement may name the day that the quote's "Wednesday" was, and whom its "they" means ("Channel 4").
    days = (event_time.start, event_time.end, article.published)
    context = [*([event_time.said] if event_time.said else []), *(day.isoformat() for day in days if day)]
    context += [name.name for name in wire.names if find_words(folded, name.name)]
    year = article.published.year if article.published else None
    statement = without_days(wire.statement, _days_of(article), year=year, language=article.language)
    fault = check_statement(
        statement, wire.stance, quote.text, language=article.language, context=context, article=article.text
    )
    if fault is not None:
        return fault
    attribution = tuple(_source(source, folded) for source in wire.attribution)
    quantities = (
        normalise_quantity(quantity.said, quantity.counts, language=article.language)
        for quantity in wire.quantities
        if find_words(folded, quantity.said, quote)
    )
    speaker = attribution[-1].name if attribution else ""
    return Claim(
        id=f"c{digest(article.sha256, str(quote.start), str(quote.end), wire.statement, wire.stance, speaker)}",
        label="",
        article=article.id,
        statement=wire.statement.strip(),
        gloss=(wire.gloss or wire.statement).strip(),
        question=wire.question.strip(),
        quote=quote,
        attribution=attribution,
        stance=wire.stance,
        hedge=find_words(folded, wire.hedge, quote) if wire.hedge else None,
        event_time=event_time,
        said_time=spoken,
        basis=find_words(folded, wire.basis) if wire.basis else None,
        background=wire.background,
        headline=quote.end <= _headline_end(article),
        quantities=tuple(quantity for quantity in quantities if quantity is not None),
        tolls=tuple(
            toll
            for wire_toll in wire.tolls
            if (toll := ground_toll(wire_toll, quote, article, folded, wire.names)) is not None
        ),
        names=tuple(Name(name=name.name, gloss=name.gloss, kind=name.kind) for name in wire.names),
    )


def _days_of(article: Article) -> Set[NamedDay]:
    """The days that the article names, by which a statement may call what it speaks of ("the fire of 12 May")."""
    days = named_days(article.text, article.language)
    return days | {(day.year, day.month, day.day) for day in (article.published,) if day}


def _time(said: str | None, article: Article, folded: FoldedArticle) -> EventTime:
    """What the words mean, if the article has them."""
    span = find_words(folded, said) if said else None
    order = date_order(article.language, article.text)
    return resolve_event_time(span.text if span else None, article.published, language=article.language, order=order)


def _headline_end(article: Article) -> int:
    """Where the headline ends in the text; 0 where the text does not begin with it."""
    lead = len(article.text) - len(article.text.lstrip())
    return lead + len(article.title) if article.text.startswith(article.title, lead) else 0


def _source(wire: SourceWire, folded: FoldedArticle) -> Source:
    return Source(
        name=wire.name.strip(),
        gloss=wire.gloss.strip(),
        kind=wire.kind,
        party=(wire.party or "").strip() or None,
        mention=find_words(folded, wire.name),
    )


def _places(folded: FoldedArticle, words: str) -> list[tuple[int, int]]:
    return [folded.folded.span(*occurrence) for occurrence in folded.occurrences(words)]


def _dropped(wire: ClaimWire, article: Article, fault: Fault) -> DroppedClaim:
    return DroppedClaim(
        article=article.id,
        statement=wire.statement,
        quote=wire.quote,
        reason=fault.reason,
        detail=fault.detail,
    )


def _passed_over(reading: _Reading, part: tuple[int, int]) -> list[Span]:
    """Sentences of a part that nothing dealt with touches."""
    start, end = part
    return [
        reading.folded.span(start + low, start + high)
        for low, high in sentence_spans(reading.article.text[start:end])
        if not any(first < start + high and start + low < last for first, last in reading.dealt_with)
    ]


def _without_mended(reading: _Reading, before: int) -> list[DroppedClaim]:
    """The dropped claims without those of the first answer that the second gave again and well."""
    kept = {claim.statement for claim in reading.claims.values()}
    return [drop for number, drop in enumerate(reading.dropped) if number >= before or drop.statement not in kept]
