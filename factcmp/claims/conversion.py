"""From one claim of an answer to a claim with its evidence, as far as the article's words carry it."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from factcmp.claims.answers import ClaimWire, NameWire, TollWire
from factcmp.claims.grounding import Fault, FoldedArticle, find_words, locate_quote
from factcmp.claims.statement_checks import check_statement
from factcmp.models import Article, Claim, EventTime, Name, NameKind, Source, Span, Toll
from factcmp.models.ids import digest
from factcmp.text.numbers.counts import find_counts, is_one_person
from factcmp.text.numbers.quantities import normalise_quantity
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.event_times import resolve_event_time


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
    quantities = (normalise_quantity(one.said, one.counts, language=language) for one in said)
    tolls = (_toll(one, quote, article, folded, wire.names) for one in wire.tolls)
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
        quantities=tuple(quantity for quantity in quantities if quantity is not None),
        tolls=tuple(toll for toll in tolls if toll is not None),
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
    """The figure for harm to people, found in the quote and read by rule; None where the quote lacks its words.

    A dual or a bare singular shows only beside its verb, so it is read in the quote. `names` are those of the claim: a
    person named as a victim is one.
    """
    figure = find_words(folded, wire.figure, quote)
    if figure is None:
        return None
    start, end = figure.start - quote.start, figure.end - quote.start
    counts = [one for one in find_counts(quote.text, article.language) if one.start < end and start < one.end]
    number = counts[0].quantity if counts else normalise_quantity(figure.text, language=article.language)
    bounds = (number.lower, number.upper) if number else (None, None)
    named = any(name.kind is NameKind.PERSON and find_words(folded, name.name, figure) for name in names)
    if number is None and (named or is_one_person(figure.text, article.language)):
        bounds = 1, 1
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


def _told(words: str | None) -> str | None:
    return (words or "").strip() or None
