"""From an answer on an article to claims with their evidence, as far as the article's words carry them."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from factcmp.claims.answers import ClaimsWire, ClaimWire, FoundAgainWire, NameWire, TollWire
from factcmp.claims.grounding import Fault, FoldedArticle, find_words, locate_quote
from factcmp.claims.statement_checks import check_statement
from factcmp.models import (
    Article,
    Claim,
    DroppedClaim,
    EventTime,
    Harm,
    LeftOut,
    Name,
    NameKind,
    Quantity,
    Source,
    Span,
    Teller,
    Toll,
)
from factcmp.models.ids import digest
from factcmp.text.folding import fold_text
from factcmp.text.lines import one_line
from factcmp.text.numbers.counts import count_persons, find_counts, is_no_harm
from factcmp.text.numbers.quantities import normalise_quantity
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.event_times import resolve_event_time

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AGE = re.compile(r"\s*[,،(]\s*\d{1,3}\s*(?:[,،)]|$)")
"""Behind a name: "Jonas Pell, 41, a foreman"."""


@dataclass(frozen=True)
class Grounded:
    """What one answer on an article gives, as far as the article's words carry it."""

    article: Article
    """With language, outlet, date and day filled in where its own words tell them."""
    found: tuple[Claim | DroppedClaim, ...]
    """In the order of the answer."""
    left_out: tuple[LeftOut, ...]
    dealt_with: tuple[tuple[int, int], ...]
    """Every place where the words of a claim or a left-out entry stand: a text may repeat its title."""


def ground_answer(article: Article, answer: ClaimsWire, part: tuple[int, int]) -> Grounded:
    """The claims of one answer on a part of the article, and the sentences that it left out."""
    folded = FoldedArticle(article.text)
    article = _completed(article, folded, answer)
    found: list[Claim | DroppedClaim] = []
    words: list[str] = []
    near = part[0]
    for wire in answer.claims:
        one = ground_claim(wire, article, folded, part=part, near=near)
        if isinstance(one, Claim):
            near = one.quote.end
            words.append(one.quote.text)
            found.append(one)
        else:
            found.append(drop(article, wire.statement, wire.quote, one))
    left_out: list[LeftOut] = []
    for left in answer.left_out:
        span = locate_quote(folded, left.quote, within=part)
        if isinstance(span, Span):
            words.append(left.quote)
            left_out.append(LeftOut(article=article.id, quote=span, reason=left.reason))
    places = (folded.folded.span(*place) for stretch in words for place in folded.occurrences(stretch))
    return Grounded(article, tuple(found), tuple(left_out), tuple(places))


def ground_found(article: Article, answer: FoundAgainWire, part: tuple[int, int]) -> tuple[tuple[int, Claim], ...]:
    """The claims of a second look's answer, each with the number of the question that it answers."""
    folded = FoldedArticle(article.text)
    found = ((wire.number, ground_claim(wire, article, folded, part=part, near=part[0])) for wire in answer.found)
    return tuple((number, claim) for number, claim in found if isinstance(claim, Claim))


def drop(article: Article, statement: str, quote: str, why: Fault) -> DroppedClaim:
    """The entry of a claim that is kept out."""
    return DroppedClaim(article=article.id, statement=statement, quote=quote, reason=why.reason, detail=why.detail)


def _completed(article: Article, folded: FoldedArticle, answer: ClaimsWire) -> Article:
    """The article with what its own words tell about it; what the desk knew stays."""
    known = dict[str, Any]()
    language = article.language
    if not language and _LANGUAGE_TAG.fullmatch(answer.language):
        known["language"] = language = answer.language
    if not article.outlet and (outlet := find_words(folded, answer.outlet)):
        known["outlet"] = one_line(outlet.text)
    order = date_order(language, article.text)
    day = resolve_event_time(answer.published_said, None, language=language, order=order)
    is_day = day.start is not None and day.start == day.end
    if not article.published and is_day and find_words(folded, answer.published_said):
        known["published"] = day.start
    told_by = article.source.told_by.model_copy(update=dict.fromkeys(known, Teller.WORDS))
    if article.own_day is None and (own := find_words(folded, answer.own_day_said)):
        known["own_day"] = own
    return article.model_copy(update={**known, "source": article.source.model_copy(update={"told_by": told_by})})


def ground_claim(
    wire: ClaimWire, article: Article, folded: FoldedArticle, *, part: tuple[int, int] | None = None, near: int = 0
) -> Claim | Fault:
    """The domain's claim with its evidence span, or why the article's words do not carry it."""
    language, published = article.language, article.published
    quote = locate_quote(folded, wire.quote, language=language, within=part, near=near)
    if isinstance(quote, Fault):
        return quote
    find, find_quoted = partial(find_words, folded), partial(find_words, folded, within=quote)
    # Words that tell when somebody spoke do not tell when it happened.
    spans = find(wire.time_said if wire.time_said != wire.spoken_said else None), find(wire.spoken_said)
    order = date_order(language, article.text)
    event_time, said_time = (
        resolve_event_time(span.text if span else None, published, language=language, order=order) for span in spans
    )
    fault = check_statement(
        wire.statement,
        wire.stance,
        quote.text,
        language=language,
        context=_context(wire, event_time, published, find),
        article=article.text,
        published=published,
    )
    if fault is not None:
        return fault
    speaker = wire.attribution[-1].name.strip() if wire.attribution else ""
    said = [one for one in wire.quantities if find_quoted(one.said)]
    numbers = (normalise_quantity(one.said, one.counts, language=language) for one in said)
    quantities = [number for number in numbers if number is not None]
    tolls = [toll for one in wire.tolls if (toll := _toll(one, quote, article, folded, wire.names))]
    return Claim(
        id=f"c{digest(article.sha256, str(quote.start), str(quote.end), wire.statement, wire.stance, speaker)}",
        label="",
        article=article.id,
        statement=wire.statement.strip(),
        gloss=(wire.gloss or wire.statement).strip(),
        question=wire.question.strip(),
        quote=quote,
        attribution=tuple(
            Source(
                name=one.name.strip(),
                gloss=one.gloss.strip(),
                kind=one.kind,
                party=_told(one.party),
                mention=find(one.name),
            )
            for one in wire.attribution
        ),
        stance=wire.stance,
        hedge=find_quoted(wire.hedge),
        event_time=event_time,
        said_time=said_time,
        basis=find(wire.basis),
        background=wire.background,
        headline=quote.end <= _headline_end(article),
        quantities=(*quantities, *_uncounted(tolls, quantities)),
        tolls=tuple(tolls),
        names=tuple(Name(name=name.name, gloss=name.gloss, kind=name.kind) for name in wire.names),
    )


def _context(
    wire: ClaimWire, time: EventTime, published: datetime.date | None, find: Callable[[str], Span | None]
) -> Iterator[str]:
    """The day that the quote's "Wednesday" was, and whom its "they" means ("Channel 4"): a statement may name them."""
    if time.said:
        yield time.said
    yield from (day.isoformat() for day in (time.start, time.end, published) if day)
    yield from (name.name for name in wire.names if find(name.name))


def _headline_end(article: Article) -> int:
    """Where the headline ends in the text; 0 where the text does not begin with it."""
    lead = len(article.text) - len(article.text.lstrip())
    return lead + len(article.title) if article.text.startswith(article.title, lead) else 0


def _toll(
    wire: TollWire, quote: Span, article: Article, folded: FoldedArticle, names: Sequence[NameWire]
) -> Toll | None:
    """The figure for harm to people, found in the quote and read by rule; None where the quote lacks its words, or has
    them of people who surrendered, were freed or came to no harm.

    A dual or a bare singular shows only beside its verb, so it is read in the quote. `names` are those of the claim: a
    person named as a victim is one, two are two.
    """
    figure = find_words(folded, wire.figure, quote)
    if figure is None:
        return None
    start, end = figure.start - quote.start, figure.end - quote.start
    if wire.harm is Harm.OTHER and is_no_harm(quote.text, start, end, article.language):
        return None
    counts = [one for one in find_counts(quote.text, article.language) if one.start < end and start < one.end]
    number = counts[0] if counts else normalise_quantity(figure.text, language=article.language)
    bounds = (number.lower, number.upper) if number else (None, None)
    told = (find_words(folded, name.name, figure) for name in names if name.kind is NameKind.PERSON)
    persons = [name for name in told if name]
    if number is None or any(_AGE.match(article.text, name.end) for name in persons):
        number = None
        one_each = count_persons(figure.text, article.language, names={name.text for name in persons})
        victim = fold_text(wire.of_whom or "")  # "she was hurt", and who she is
        if any(name.kind is NameKind.PERSON and fold_text(name.gloss) == victim for name in names):
            one_each = one_each or 1
        bounds = one_each, one_each
    return Toll(
        harm=wire.harm,
        figure=figure,
        lower=bounds[0],
        upper=bounds[1],
        approximate=bool(number and number.approximate),
        of_whom=_told(wire.of_whom),
        place=_told(wire.place),
        period=find_words(folded, wire.period),
        blamed=_told(wire.blamed),
        blame_hedge=find_words(folded, wire.blame_hedge),
        part_of=find_words(folded, wire.part_of),
    )


def _uncounted(tolls: Iterable[Toll], quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """The numbers of figures for harm that are none of these quantities: a dual, a named victim, two of them."""
    for toll in tolls:
        said = toll.figure.text
        if toll.lower is not None and not any(one.said in said or said in one.said for one in quantities):
            yield Quantity(said=said, lower=toll.lower, upper=toll.upper, approximate=toll.approximate)


def _told(words: str | None) -> str | None:
    return (words or "").strip() or None
