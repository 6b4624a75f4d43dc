"""Every reader on texts of a language's own words, and on long ones: none breaks, none does more than linear work."""

import datetime
from functools import cache, partial

import pytest
from counting import calls_of
from hypothesis import given
from hypothesis import strategies as st

from factcmp.text.folding import fold_text, tokens
from factcmp.text.numbers.counts import find_counts
from factcmp.text.numbers.quantities import find_quantities, normalise_quantity
from factcmp.text.sentence_spans import part_spans, sentence_spans
from factcmp.text.times.days import day_mentions, named_days, without_days
from factcmp.text.times.event_times import resolve_event_time
from factcmp.text.words.meanings import language_words, languages
from factcmp.text.words.token_reading import read_tokens

OTHERS = (None, "nl", "hu", "ko", "en-GB", "ar-MA", "es-MX")
SIGNS = (
    "-",
    "–",
    "/",
    ".",
    ",",
    "،",
    ":",
    "%",
    "$",
    "+",
    "(",
    ")",
    "\n",
    "'",
    "’",
    "ʼ",
    "2",
    "14",
    "1,5",
    "2025",
    "١٢",
)


@cache
def own_words(code: str) -> tuple[str, ...]:
    file = language_words(code)
    assert file is not None
    said = [*file.words.values(), *(phrases for table in file.numbers.values() for phrases in table.values())]
    return tuple(" ".join(phrase) for phrases in said for phrase in phrases)


@st.composite
def texts_of_a_language(draw: st.DrawFn) -> tuple[str, str | None]:
    code = draw(st.sampled_from(languages()))
    pieces = st.sampled_from(own_words(code)) | st.sampled_from(SIGNS) | st.text(max_size=3)
    said = draw(st.sampled_from(("", " ", " "))).join(draw(st.lists(pieces, max_size=9)))
    return said, draw(st.just(code) | st.sampled_from(OTHERS))


@given(texts_of_a_language())
def test_what_is_found_lies_in_the_text_in_order(case: tuple[str, str | None]) -> None:
    text, language = case
    quantities, counts = find_quantities(text, language=language), find_counts(text, language)
    for found in (read_tokens(text, language), quantities, counts, day_mentions(text, language)):
        last = 0
        for one in found:
            assert last <= one.start <= one.end <= len(text)
            last = one.start
    assert all(one.lower is None or one.upper is None or one.lower <= one.upper for one in quantities)


@given(texts_of_a_language(), st.none() | st.dates() | st.integers(0, 6))
def test_a_time_is_an_interval_or_stays_open(case: tuple[str, str | None], own: datetime.date | int | None) -> None:
    text, language = case
    time = resolve_event_time(text, own, language=language)
    assert time.start is None or time.end is None or time.start <= time.end
    normalise_quantity(text, language=language)


@given(texts_of_a_language())
def test_a_text_without_its_days_names_none_of_them(case: tuple[str, str | None]) -> None:
    text, language = case
    days = named_days(text, language)
    blanked = without_days(text, days, year=None, language=language)
    assert len(blanked) == len(text)
    assert days.isdisjoint(named_days(blanked, language))


def read_with_everything(text: str, language: str | None) -> None:
    tokens(fold_text(text))
    sentence_spans(text)
    part_spans(text, 50)
    find_quantities(text, language=language)
    find_counts(text, language)
    day_mentions(text, language)
    named_days(text, language)
    resolve_event_time(text, None, language=language)


UNITS = (
    *((None, unit) for unit in ("a", "1", ". ", "و", "1 ", "1,", "1/", "1-", "2012–13 ", "14 March ", "12/3/2022 ")),
    *((None, unit) for unit in ("million ", "hundreds of ", "مئة و", "at least ", "and a half ", "between 1 and ")),
    *((None, unit) for unit in ("the ", "of ", "from 1 to ", "قبل ", "اليوم ", "الجمعة ", "more than two days ago ")),
    *(
        (None, unit)
        for unit in ("in the evening of ", "Friday, ", "قتل طفل ", "1445 رمضان ", "one out of ", "not less ")
    ),
    *(("fr", unit) for unit in ("vingt et ", "quatre-", "mille ", "plus de ")),
    *(("de", unit) for unit in ("hundert", "und", "zwei Komma ")),
    *(("ru", unit) for unit in ("двадцать ", "тысяч ", "2 тыс. ")),
    *(("zh", unit) for unit in ("百", "2025年", "3月", "多")),
    *(("fa", unit) for unit in ("۲/", "و نیم ")),
)


@pytest.mark.parametrize(("language", "unit"), UNITS)
def test_twice_the_text_is_no_more_than_twice_the_work(language: str | None, unit: str) -> None:
    short, long = (unit * (length // len(unit)) + "!" for length in (400, 800))
    read_with_everything(unit * 40, language)  # what is read once for all
    work, twice = (calls_of(partial(read_with_everything, text, language)) for text in (short, long))
    assert twice <= 2.3 * work
