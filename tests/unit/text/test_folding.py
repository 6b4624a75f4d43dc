"""Folding: what becomes equal, what must stay apart, and where each folded character came from."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Literal
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.text.folding import fold, fold_text, light_stem, tokens

ARABIC = "أعلنت البلديّة إغلاقَ ثلاثة جسور، وقالت: «المياه بلغت ٣٫٥ أمتار»"

mixed_text = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet="اأإآٱةهىيکیئؤءـًَُّٓٔ ﻻﷲ٠٣۵57.,٫٬،؛؟?!%٪‰-−–—'’\"«»“”/:$€\n\t\u00a0\u200f\u200d\u00ad"
        "eé\u0301ßİIﬁ½²㎞한\u1112\u1161\u11abカガ\u3099ﾞกำनि்שׁ",
        max_size=30,
    ),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("مُحَافِظَةٌ", "محافظة", id="diacritics"),
        pytest.param("جـــسر", "جسر", id="tatweel"),
        pytest.param("أحمد إلى آخر ٱلنهر", "احمد الى اخر النهر", id="alef-forms"),
        pytest.param("مسؤول رئيس", "مسوول رييس", id="hamza-on-waw-and-yeh"),
        pytest.param("مدينة على", "مدينه علي", id="teh-marbuta-and-alef-maksura"),
        pytest.param("کتاب علی", "كتاب علي", id="persian-letters"),
        pytest.param("١٢٣ ۴۵", "123 45", id="arabic-and-persian-digits"),
        pytest.param("१२ ๓", "12 3", id="devanagari-and-thai-digits"),
        pytest.param("٣٫٥", "3.5", id="arabic-decimal-separator"),
        pytest.param("١٬٢٠٠", "1,200", id="arabic-thousands-separator"),
        pytest.param("١٢٪", "12 %", id="per-cent"),
        pytest.param("ﻻ ﷲ", "لا الله", id="presentation-forms"),
        pytest.param("ＡＢＣ１２", "abc12", id="full-width"),
        pytest.param("Straße İzmir", "STRASSE izmir", id="case"),
        pytest.param("cafe\u0301", "caf\u00e9", id="decomposed-accent"),
        pytest.param("ガ", "カ\u3099", id="decomposed-dakuten"),
        pytest.param("ｶﾞ", "ガ", id="half-width-dakuten"),
        pytest.param("한", "\u1112\u1161\u11ab", id="hangul-jamo"),
        pytest.param("שָׁלוֹם", "שלום", id="hebrew-points"),
        pytest.param("a\u00a0b\u2009\n\tc", "a b c", id="white-space"),
        pytest.param("\u200fسد\u200c نهر\u202c", "سد نهر", id="bidi-marks"),
        pytest.param("in\u00adter\u200bval", "interval", id="soft-hyphen-and-zero-width-space"),
        pytest.param("«نعم» “yes”", "'نعم' \"yes\"", id="quotation-marks"),
        pytest.param("a – b—c", "a - b c", id="dashes"),
        pytest.param("نعم، لا؛ كيف؟", "نعم, لا; كيف?", id="arabic-punctuation"),
        pytest.param("wait… what", "wait... what", id="ellipsis"),
        pytest.param("don’t", "don't", id="apostrophe"),
        pytest.param("Daraʿa", "Dara'a", id="transliterated-ayn"),
        pytest.param("و'السد'", "و«السد»", id="arabic-glued-to-quotation-mark"),
        pytest.param("−5", "-5", id="typographic-minus"),
        pytest.param("  (a)  ", "a", id="trimmed"),
    ],
)
def test_spelling_habits_fold_together(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ماء", "ما", id="standalone-hamza-water-not"),
        pytest.param("3.5", "35", id="decimal-point"),
        pytest.param("3.5", "3 5", id="decimal-point-two-numbers"),
        pytest.param("1,200", "1.200", id="comma-or-point"),
        pytest.param("-5", "5", id="minus"),
        pytest.param("≥50", "≤50", id="bound"),
        pytest.param("5%", "5", id="per-cent"),
        pytest.param("5%", "5‰", id="per-mille"),
        pytest.param("$5", "€5", id="currency"),
        pytest.param("3½", "31/2", id="vulgar-fraction"),
        pytest.param("10²", "102", id="superscript"),
        pytest.param("1/2", "1 2", id="slash"),
        pytest.param("12:30", "1230", id="colon"),
        pytest.param("é", "e", id="accent"),
        pytest.param("नि", "न", id="indic-vowel"),
        pytest.param("ガ", "カ", id="dakuten"),
        pytest.param("เสื้อ", "เสือ", id="thai-tone"),
        pytest.param("don't", "dont", id="apostrophe"),
    ],
)
def test_what_changes_meaning_stays_apart(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("\u200f\u064b\u0640…", "", id="nothing-left"),
        pytest.param("5 -3", "5 -3", id="sign-at-a-word-start"),
        pytest.param("5-3", "5 3", id="range-is-no-sign"),
        pytest.param("-- 5", "5", id="dash-is-no-sign"),
        pytest.param("-$5", "-$5", id="negative-amount"),
        pytest.param("10.", "10", id="full-stop-after-a-number"),
        pytest.param("A.B, c", "a b c", id="full-stop-between-letters"),
    ],
)
def test_punctuation_around_numbers(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_span_gives_back_the_words_with_their_marks() -> None:
    folded = fold(ARABIC)
    at = folded.text.index("اغلاق")
    start, end = folded.span(at, at + len("اغلاق"))
    assert ARABIC[start:end] == "إغلاقَ"
    at = folded.text.index("3.5")
    start, end = folded.span(at, at + 3)
    assert ARABIC[start:end] == "٣٫٥"


def test_span_leaves_a_trailing_bidi_mark_out() -> None:
    assert fold("سد\u200f نهر").span(0, 2) == (0, 2)


def test_one_character_may_stand_for_several() -> None:
    assert fold("aß").span(1, 3) == (1, 2)
    assert fold("a  –\u00a0b").span(1, 2) == (1, 5)


@pytest.mark.parametrize(("i", "j"), [(0, 0), (2, 1), (-1, 1), (0, 4)])
def test_span_outside_the_text_is_an_error(i: int, j: int) -> None:
    with pytest.raises(ValueError, match="no folded characters"):
        fold("abc").span(i, j)


@given(mixed_text)
def test_offsets_are_monotone_and_within_bounds(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert all(one <= other for column in (folded.starts, folded.ends) for one, other in pairwise(column))
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert fold_text(text[start:end]) == folded.text


@given(mixed_text)
def test_an_invisible_mark_at_the_end_changes_nothing_and_neither_does_the_way_that_it_makes_take(text: str) -> None:
    assert fold(f"{text}.\u200f") == fold(f"{text}.")


@given(mixed_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold_text(text)
    assert fold_text(folded) == folded
    assert folded == " ".join(folded.split(" ")).strip()


@given(mixed_text, mixed_text)
def test_parts_fold_as_in_the_whole(first: str, second: str) -> None:
    whole = fold(f"{first} x {second}")
    assert whole.text == f"{fold_text(first)} x {fold_text(second)}".strip()


def _presented(text: str) -> str:
    return text.replace("لا", "ﻻ").replace("ن", "ﻧ").replace("س", "ﺳ")


@pytest.mark.parametrize(
    "respell",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="nfd"),
        pytest.param(lambda text: "".join(c for c in text if unicodedata.category(c) != "Mn"), id="undiacritised"),
        pytest.param(lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), id="arabic-indic-digits"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break-spaces"),
        pytest.param(lambda text: text.replace(" ", "\u200f \u200e"), id="bidi-marks"),
        pytest.param(_presented, id="presentation-forms"),
        pytest.param(lambda text: text.replace("ي", "يـ"), id="tatweel"),
        pytest.param(lambda text: text.replace("«", "“").replace("»", "”"), id="quotation-marks"),
        pytest.param(lambda text: text.replace("أ", "ا").replace("ى", "ي").replace("ة", "ه"), id="hamza"),
    ],
)
@given(text=st.text(alphabet="أإابةىينسلا 0123456789«»،.َّ", max_size=40))
def test_respelling_folds_to_the_same_text(respell: Callable[[str], str], text: str) -> None:
    assert fold_text(respell(text)) == fold_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("قال 50% من -3.5", ["قال", "50%", "من", "-3.5"], id="numbers-whole"),
        pytest.param("洪水30人", ["洪", "水", "30", "人"], id="han-one-each"),
        pytest.param("น้ำท่วม", ["น้ํ", "า", "ท่", "ว", "ม"], id="thai-marks-attached"),
        pytest.param("Xライン", ["x", "ラ", "イ", "ン"], id="latin-before-kana"),
        pytest.param("नदी में", ["नदी", "में"], id="spaced-script-with-marks"),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(fold_text(text)) == expected


@given(mixed_text)
def test_tokens_lose_nothing(text: str) -> None:
    folded = fold_text(text)
    assert "".join(tokens(folded)) == folded.replace(" ", "")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        pytest.param("والجسور", "جسور", id="and-article"),
        pytest.param("بالجسر", "جسر", id="preposition-article"),
        pytest.param("للبلدية", "بلدي", id="for-the"),
        pytest.param("وأغلقت", "اغلقت", id="and"),
        pytest.param("وزارة", "وزار", id="root-waw"),
        pytest.param("المهندسون", "مهندس", id="plural"),
        pytest.param("مدينتها", "مدين", id="possessive"),
        pytest.param("مدينة", "مدين", id="teh-marbuta"),
        pytest.param("لبنان", "لبنان", id="too-short-for-the-dual"),
        pytest.param("الله", "الله", id="too-short-for-the-article"),
        pytest.param("bridges", "bridges", id="other-script"),
        pytest.param("", "", id="empty"),
    ],
)
def test_light_stem(word: str, stem: str) -> None:
    assert light_stem(fold_text(word)) == stem


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0327", "\u064b\u0301", "\u200d", "\u1161"])
def test_marks_without_end_are_normalised_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch, marks: str) -> None:
    lengths: list[int] = []

    def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        lengths.append(len(text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr("factcmp.text.folding.unicodedata", Mock(wraps=unicodedata, normalize=normalize))
    assert fold_text("a" + marks * 3000 + " b").endswith("b")
    assert max(lengths, default=0) < 100
