"""The domain's values: frozen, strict, and whole again after a trip through JSON."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from factcmp.models import (
    Article,
    Claim,
    EventTime,
    Extraction,
    Name,
    NameKind,
    Quantity,
    Run,
    Source,
    SourceKind,
    Span,
    Stance,
    TimePrecision,
)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        pytest.param(0, 0, "", id="empty"),
        pytest.param(3, 3, "", id="empty-further-on"),
        pytest.param(0, 4, "tug", id="too-long"),
        pytest.param(0, 2, "tug", id="too-short"),
        pytest.param(-1, 2, "tug", id="before-the-text"),
        pytest.param(4, 1, "tug", id="backwards"),
        pytest.param(0, 2, "🚢", id="code-units-for-code-points"),
    ],
)
def test_a_span_that_cannot_be_a_slice_is_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValidationError):
        Span(start=start, end=end, text=text)


@given(st.text(min_size=1, max_size=30), st.data())
def test_every_slice_is_a_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start=start, end=end, text=text[start:end])
    assert text[span.start : span.end] == span.text


def test_a_value_cannot_be_changed_and_a_misspelt_field_is_noticed() -> None:
    span = Span(start=0, end=1, text="a")
    with pytest.raises(ValidationError, match="frozen"):
        span.text = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="attributon"):
        Source.model_validate({"name": "a", "gloss": "a", "kind": "outlet", "attributon": "a"})
    assert span == Span(start=0, end=1, text="a")
    assert len({span, Span(start=0, end=1, text="a")}) == 1


@pytest.mark.parametrize("kind", ["armed group", "Armed-group", "armed_group", ""])
def test_a_label_is_taken_in_its_own_spelling_only(kind: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"name": "a", "gloss": "a", "kind": kind})
    assert Source.model_validate({"name": "a", "gloss": "a", "kind": "armed-group"}).kind is SourceKind.ARMED_GROUP


def test_an_extraction_is_whole_again_after_a_trip_through_json() -> None:
    text = "\ufeffأبحرت العبّارة 🚢 صباح 3 أيار\r\n"
    quote = Span(start=1, end=7, text=text[1:7])
    extraction = Extraction(
        articles=(Article(id="a", label="A1", title="t", sha256="0", text=text, published=datetime.date(2024, 5, 3)),),
        claims=(
            Claim(
                id="c1",
                label="A1.1",
                article="a",
                statement="أبحرت العبّارة",
                gloss="The ferry sailed",
                question="Did the ferry sail?",
                quote=quote,
                attribution=(Source(name="الميناء", gloss="The port", kind=SourceKind.OFFICIAL, mention=quote),),
                stance=Stance.ASSERTS,
                event_time=EventTime(said="3 أيار", start=datetime.date(2024, 5, 3), precision=TimePrecision.DAY),
                quantities=(Quantity(said="at least 3", lower=3, upper=None),),
                names=(Name(name="العبّارة", gloss="The ferry", kind=NameKind.OTHER),),
            ),
        ),
        run=Run(factcmp_version="0", model="m", answered_by="recording", language="en"),
    )
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction
    assert extraction.model_dump_json() == extraction.model_copy(deep=True).model_dump_json()
    assert repr(extraction) == "Extraction(1 articles, 1 claims)", "megabytes are not written out"
