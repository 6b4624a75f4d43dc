"""Sentences and parts: offsets that lose nothing, and cuts where a reader would cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.text.sentence_spans import part_spans, sentence_spans

prose = st.text(alphabet='abق木. !؟؟。…»"),،\n\r\t\u00a0\u20289', max_size=80)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def parts(text: str, max_chars: int) -> list[str]:
    return [text[start:end] for start, end in part_spans(text, max_chars)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t", [], id="white-space"),
        pytest.param("... 12. —", [], id="no-letter"),
        pytest.param("abc", ["abc"], id="no-end"),
        pytest.param("  It rained.  It stopped.\n", ["It rained.", "It stopped."], id="two"),
        pytest.param("Headline\nIt rained.", ["Headline", "It rained."], id="line-break-ends"),
        pytest.param("It rained.\r\nIt stopped.", ["It rained.", "It stopped."], id="windows-line-break"),
        pytest.param("It cost 3.5 million.", ["It cost 3.5 million."], id="decimal-point"),
        pytest.param("See a.example.org now.", ["See a.example.org now."], id="point-without-space"),
        pytest.param("هطل المطر؟ نعم۔ توقف.", ["هطل المطر؟", "نعم۔", "توقف."], id="arabic-and-urdu-marks"),
        pytest.param("قال: «هطل المطر.» ثم توقف…", ["قال: «هطل المطر.»", "ثم توقف…"], id="quotation-mark-closes"),
        pytest.param("下雨了。停了！", ["下雨了。", "停了！"], id="chinese-without-spaces"),
        pytest.param("他说：“下雨了。”停了。", ["他说：“下雨了。”", "停了。"], id="chinese-quotation-mark"),
        pytest.param("बारिश हुई। रुक गई।", ["बारिश हुई।", "रुक गई।"], id="danda"),
        pytest.param("Wait... what?! Yes", ["Wait...", "what?!", "Yes"], id="several-marks"),
        pytest.param("Rain. 12. Sun.", ["Rain.", "Sun."], id="bare-number-left-out"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(prose)
def test_sentences_cover_every_letter_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert all(offset in covered for offset, char in enumerate(text) if char.isalpha())


@given(prose, st.integers(1, 30))
def test_parts_are_the_whole_text_and_none_is_too_long(text: str, max_chars: int) -> None:
    found = parts(text, max_chars)
    assert "".join(found) == text
    assert all(len(part) <= max_chars for part in found)
    assert found == [text] or all(found)


@given(prose, st.integers(1, 30))
def test_a_cut_is_at_the_best_border_in_reach(text: str, max_chars: int) -> None:
    for start, end in part_spans(text, max_chars)[:-1]:
        reach = text[start + max_chars // 4 + 1 : start + max_chars]
        if "\n" in reach:
            assert text[start:end].rstrip(" \r\t\u00a0\u2028")[-1:] == "\n" or text[end - 1].isspace()
            assert "\n" in text[start:end]
        elif any(char.isspace() for char in reach):
            assert text[end - 1].isspace() or text[end - 1] in '。”’」』؟!»"),،'


def test_short_text_stays_whole() -> None:
    assert part_spans("abc", 3) == ((0, 3),)
    assert part_spans("", 5) == ((0, 0),)


def test_no_part_without_a_character() -> None:
    with pytest.raises(ValueError, match="at least one"):
        part_spans("abc", 0)


@pytest.mark.parametrize(
    ("text", "max_chars", "expected"),
    [
        pytest.param(
            "Rain fell.\n\nIt stopped. Sun.\nEnd", 19, ["Rain fell.\n\n", "It stopped. Sun.\n", "End"], id="paragraphs"
        ),
        pytest.param("Rain fell all day. It stopped.", 24, ["Rain fell all day. ", "It stopped."], id="sentences"),
        pytest.param("rain fell all day long", 10, ["rain fell ", "all day ", "long"], id="white-space"),
        pytest.param("下雨了很久很久", 3, ["下雨了", "很久很", "久"], id="anywhere"),
        pytest.param("A\nrain fell all day long", 16, ["A\nrain fell all ", "day long"], id="no-tiny-part"),
        pytest.param("هطل المطر. توقف المطر.", 12, ["هطل المطر. ", "توقف المطر."], id="arabic"),
    ],
)
def test_where_a_long_text_is_cut(text: str, max_chars: int, expected: list[str]) -> None:
    assert parts(text, max_chars) == expected
