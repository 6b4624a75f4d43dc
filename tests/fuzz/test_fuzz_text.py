"""Rules over texts: whatever is written, offsets are right, intervals are in order, and nothing fails."""

import datetime
import math

from hostile import fuzz, languages, texts
from hypothesis import example, given
from hypothesis import strategies as st

from factcmp.claims.grounding import FoldedArticle, find_each, locate_quote
from factcmp.models import Span
from factcmp.text.folding import fold, fold_text
from factcmp.text.lines import one_line, printable
from factcmp.text.numbers.quantities import find_quantities, normalise_quantity, quantities_conflict
from factcmp.text.sentence_spans import part_spans, sentence_spans
from factcmp.text.times.days import day_mentions
from factcmp.text.times.event_times import resolve_event_time

days = st.none() | st.integers(0, 6) | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))


@fuzz()
@given(texts)
def test_a_fold_is_a_fold_of_itself_and_its_places_are_places_of_the_text(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert fold_text(folded.text) == folded.text
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)


@fuzz()
@given(st.data(), texts, texts, languages)
def test_what_is_located_is_a_slice_with_the_quotes_own_words(
    data: st.DataObject, text: str, other: str, language: str | None
) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    article = FoldedArticle(text)
    for quote in (text[start:end], other, text[start:end] + other):
        found = locate_quote(article, quote, language=language, near=data.draw(st.integers(0, len(text))))
        if isinstance(found, Span):
            assert text[found.start : found.end] == found.text
            assert fold_text(quote) in fold_text(text[max(0, found.start - 2) : found.end + 2])
        for span in find_each(article, quote):
            assert text[span.start : span.end] == span.text


@fuzz()
@given(texts, st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩"), st.integers(0, 99), languages)
def test_no_quote_with_another_digit_is_located(text: str, digit: str, which: int, language: str | None) -> None:
    places = [at for at, char in enumerate(text) if char.isdecimal()]
    if places:
        at = places[which % len(places)]
        quote = text[:at] + digit + text[at + 1 :]
        if fold_text(quote) != fold_text(text):
            assert not isinstance(locate_quote(FoldedArticle(text), quote, language=language), Span)


@fuzz()
@given(texts, languages)
@example("0$0", "ar")
@example("5 $3", "en")
@example("20% at least دون 30", "ar")
def test_numbers_stand_where_they_are_said_to_and_their_bounds_are_in_order(text: str, language: str | None) -> None:
    found = find_quantities(text, language=language)
    ends = 0
    for one in found:
        assert ends <= one.start < one.end <= len(text)
        ends = one.end
    quantity = normalise_quantity(text, language=language)
    if quantity is not None:
        bounds = [bound for bound in (quantity.lower, quantity.upper) if bound is not None]
        assert bounds == sorted(bounds)
        assert not any(map(math.isnan, bounds))
        quantities_conflict(quantity, quantity)


@fuzz()
@given(texts, days, languages)
def test_days_are_in_order_and_of_the_calendar(
    text: str, own: int | datetime.date | None, language: str | None
) -> None:
    time = resolve_event_time(text, own, language=language)
    if time.start and time.end:
        assert time.start <= time.end
    assert time.said in (None, text)
    for mention in day_mentions(text, language):
        assert 0 <= mention.start < mention.end <= len(text)


@fuzz()
@given(texts, st.integers(1, 50))
def test_sentences_and_parts_cover_the_text_in_its_order(text: str, most: int) -> None:
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        last = end
    parts = part_spans(text, most)
    assert "".join(text[start:end] for start, end in parts) == text or not text.strip()


@fuzz()
@given(texts)
def test_a_line_is_one_line_however_lines_end(text: str) -> None:
    for line in (one_line(text), printable(text)):
        assert len(line.splitlines()) <= 1
        line.encode()
