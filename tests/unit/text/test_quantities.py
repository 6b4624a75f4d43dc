import string
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcmp.claims.statement_checks import missing_numbers
from factcmp.models import Quantity
from factcmp.text.numbers.quantities import find_quantities, normalise_quantity, quantities_conflict

SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def row(hazard: str, *values: object) -> Any:
    return pytest.param(*values, id=hazard)


NONE_FOUND = [
    row("empty", ""),
    row("arabic-ordinal", "الجولة الثانية"),
    row("arabic-composed-ordinal", "في الرابع والعشرين"),
    row("english-ordinal", "the second round"),
    row("hyphenated-ordinal", "the twenty-first floor"),
    row("digit-ordinal", "the 1st floor"),
    row("phone", "+963 11 222 3333"),
    row("phone-without-a-country", "هاتف 011 222 3333"),
    row("phone-with-zeros-for-plus", "اتصل على 00963 11 222 3333"),
    row("season", "موسم 2012-13"),
    row("season-in-full", "في 2012-2013 فاز الفريق"),
    row("half-of-a-game", "in the second half of the match"),
    row("half-an-hour", "نصف ساعة"),
    row("quarter-of-a-year", "الربع الأول"),
    row("quarters-of-an-hour", "three quarters of an hour"),
    row("third-in-a-row", "a third man"),
    row("a-pair", "the couple left"),
    row("letter-before", "B52 and A4"),
    row("letter-hyphen", "T-2 إف-16"),
    row("letter-after", "5G masts"),
    row("clock", "at 10:30"),
    row("clock-am", "at 7 a.m. sharp".replace("a.m.", "am")),
    row("arabic-clock", "الساعة 7 مساء"),
    row("iso-date", "on 2021-04-09"),
    row("dotted-date", "am 09.04.2021"),
    row("day-month", "on 9 April 2021"),
    row("day-range", "9-12 April"),
    row("arabic-month", "في 9 نيسان 2021"),
    row("year-with-cue", "in 1999 rain fell"),
    row("until-a-year", "حتى 2015"),
    row("bare-year", "elections 2015."),
    row("years-range", "من 2011 إلى 2015"),
    row("monday-is-not-two", "يوم الاثنين"),
    row("i-am-not", "لست من هنا"),
    row("one-of", "one of the boats"),
    row("no-one", "no one came"),
    row("every-one", "كل واحد"),
    row("percent-alone", "في المئة"),
    row("several", "several boats"),
]


@pytest.mark.parametrize("text", NONE_FOUND)
def test_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


FOUND = [
    row("comma-thousands", "1,200 boats", "1,200", 1200, 1200, None, False),
    row("point-thousands", "1.200 Boote", "1.200", 1200, 1200, None, False),
    row("magnitude-and-sign", "5K%", "5K%", 5000, 5000, "percent", False),
    row("two-prefixes", "وك50 رجلا", "50", 50, 50, None, False),
    row("arabic-thousands", "1٬200 قارب", "1٬200", 1200, 1200, None, False),
    row("arabic-decimal", "٣٫٥ كم", "٣٫٥ كم", 3.5, 3.5, "km", False),
    row("narrow-no-break-space", "120\u202f000 voix", "120\u202f000", 120000, 120000, None, False),
    row("space-before-zeros", "120 000 voix", "120 000", 120000, 120000, None, False),
    row("space-groups", "1 500 voix", "1 500", 1500, 1500, None, False),
    row("space-groups-and-decimals", "1 500,5", "1 500,5", 1500.5, 1500.5, None, False),
    row("both-separators", "1.200,5", "1.200,5", 1200.5, 1200.5, None, False),
    row("lakh-groups", "12,50,000", "12,50,000", 1250000, 1250000, None, False),
    row("leading-zero-is-decimal", "0.125", "0.125", 0.125, 0.125, None, False),
    row("point-before-million", "1.250 million", "1.250 million", 1.25e6, 1.25e6, None, False),
    row("persian-digits", "۵۰ قایق", "۵۰", 50, 50, None, False),
    row("magnitude-glued", "5k fans", "5k", 5000, 5000, None, False),
    row("magnitude-bn", "3 bn", "3 bn", 3e9, 3e9, None, False),
    row("arabic-magnitude", "120 ألف كتاب", "120 ألف", 120000, 120000, None, False),
    row("proclitic-word", "بأربعة قوارب", "بأربعة", 4, 4, None, False),
    row("and-article", "والثلاثة", "والثلاثة", 3, 3, None, False),
    row("proclitic-digits", "بـ50 قاربا", "50", 50, 50, None, False),
    row("diacritics", "ثَلاثَةٌ", "ثَلاثَةٌ", 3, 3, None, False),
    row("teen-feminine", "إحدى عشرة سفينة", "إحدى عشرة", 11, 11, None, False),
    row("teen-masculine", "اثني عشر قاربا", "اثني عشر", 12, 12, None, False),
    row("units-before-tens", "خمسة وعشرون قاربا", "خمسة وعشرون", 25, 25, None, False),
    row("hundred-spellings", "ثلاثمائة وخمسة وأربعين", "ثلاثمائة وخمسة وأربعين", 345, 345, None, False),
    row("composed-thousands", "مئة وعشرين ألفا", "مئة وعشرين ألفا", 120000, 120000, None, False),
    row("millions-and-thousands", "ثلاثة ملايين و200 ألف", "ثلاثة ملايين و200 ألف", 3.2e6, 3.2e6, None, False),
    row("dual-hundred", "مئتي قارب", "مئتي", 200, 200, None, False),
    row("dual-thousand", "ألفان", "ألفان", 2000, 2000, None, False),
    row("construct-dual", "ألفا كتاب", "ألفا", 2000, 2000, None, False),
    row("tanwin-is-one-thousand", "ألفاً", "ألفاً", 1000, 1000, None, False),
    row("dual-time", "يومين", "يومين", 48, 48, "hour", False),
    row("half-million", "نصف مليون", "نصف مليون", 500000, 500000, None, False),
    row("and-a-half", "مليون ونصف المليون", "مليون ونصف المليون", 1.5e6, 1.5e6, None, False),
    row(
        "english-composed",
        "two hundred and fifty thousand",
        "two hundred and fifty thousand",
        250000,
        250000,
        None,
        False,
    ),
    row("english-hyphen", "twenty-two boats", "twenty-two", 22, 22, None, False),
    row("english-half", "three and a half million", "three and a half million", 3.5e6, 3.5e6, None, False),
    row("article-hundred", "a hundred metres", "a hundred metres", 0.1, 0.1, "km", False),
    row("one-counts", "one boat", "one", 1, 1, None, False),
    row("dozen-is-rough", "a dozen boats", "a dozen", 12, 12, None, True),
    row("tens", "عشرات القوارب", "عشرات", 10, None, None, True),
    row("dozens", "dozens of boats", "dozens", 12, None, None, True),
    row("hundreds", "بمئات القوارب", "بمئات", 100, None, None, True),
    row("tens-of-thousands", "tens of thousands", "tens of thousands", 10000, None, None, True),
    row("hundreds-of-thousands", "مئات الآلاف", "مئات الآلاف", 100000, None, None, True),
    row("several-hundred", "several hundred boats", "several hundred", 200, None, None, True),
    row("few", "بضعة قوارب", "بضعة", 3, 10, None, True),
    row("at-least", "ما لا يقل عن 50 قاربا", "ما لا يقل عن 50", 50, None, None, False),
    row("at-least-after-noun", "50 قاربا صغيرا على الأقل", "50 قاربا صغيرا على الأقل", 50, None, None, False),
    row("bare-more", "تبعد أكثر 30 كم", "أكثر 30 كم", 30, None, "km", False),
    row("exceeds", "تتجاوز 30 كم", "تتجاوز 30 كم", 30, None, "km", False),
    row("does-not-exceed", "لا يتجاوز عددهم 20", "لا يتجاوز عددهم 20", None, 20, None, False),
    row("their-number-inside", "لا يقل عددهم عن 50", "لا يقل عددهم عن 50", 50, None, None, False),
    row("no-more-than", "no more than 20", "no more than 20", None, 20, None, False),
    row("hedge-with-proclitic", "بأقل من 15 كلم", "بأقل من 15 كلم", None, 15, "km", False),
    row("up-to", "حتى 50 قاربا", "حتى 50", None, 50, None, False),
    row("about", "نحو 35 كلم", "نحو 35 كلم", 35, 35, "km", True),
    row("nearly", "nearly 2000 boats", "nearly 2000", 2000, 2000, None, True),
    row("plus-sign", "50+ boats", "50+", 50, None, None, False),
    row("range-shares-magnitude", "20-30 thousand", "20-30 thousand", 20000, 30000, None, False),
    row("range-between", "بين عشرين وثلاثين", "عشرين وثلاثين", 20, 30, None, False),
    row("money-range-in-millions", "$5-6m", "$5-6m", 5e6, 6e6, "dollar", False),
    row("money-range-in-words", "between €5m and 6m", "€5m and 6m", 5e6, 6e6, "euro", False),
    row("money-range-each-with-its-sign", "£5-£10", "£5-£10", 5, 10, "pound", False),
    row("money-range-to", "from €2m to €5m", "€2m to €5m", 2e6, 5e6, "euro", False),
    row("percent-range-signs-in-front", "%5-%10 arasında", "%5-%10", 5, 10, "percent", False),
    row("sign-of-the-next-behind-a-hyphen", "5-%10", "5-%10", 5, 10, "percent", False),
    row("plural-scale-of-money", "billions of dollars", "billions of dollars", 1e9, None, "dollar", True),
    row("range-from-to", "من 20 إلى 30 كم", "20 إلى 30 كم", 20, 30, "km", False),
    row("range-typed-backwards", "30-20 كم", "30-20 كم", 20, 30, "km", False),
    row("range-two-units", "10 metres to 2 km", "10 metres to 2 km", 0.01, 2, "km", False),
    row("percent-sign", "20٪", "20٪", 20, 20, "percent", False),
    row("percent-words", "20 في المئة", "20 في المئة", 20, 20, "percent", False),
    row("percent-one-word", "خمسة بالمئة", "خمسة بالمئة", 5, 5, "percent", False),
    row("area-is-no-length", "120 km²", "120 km²", 120, 120, "km2", False),
    row("speed-is-no-length", "80 km/h", "80 km/h", 80, 80, "km/h", False),
    row("miles", "10 miles", "10 miles", 16.09344, 16.09344, "km", False),
    row("unit-after-hyphen", "a 48-hour pause", "48-hour", 48, 48, "hour", False),
    row("days-in-hours", "ثلاثة أيام", "ثلاثة أيام", 72, 72, "hour", False),
    row("currency-before", "over $5m", "over $5m", 5e6, None, "dollar", False),
    row("spoken-decimal", "one point two million", "one point two million", 1.2e6, 1.2e6, None, False),
    row("spoken-decimals", "one point two five percent", "one point two five percent", 1.25, 1.25, "percent", False),
    row("arabic-spoken-decimal", "واحد فاصل اثنان مليون", "واحد فاصل اثنان مليون", 1.2e6, 1.2e6, None, False),
    row("one-out-of-every", "one out of every five", "one out of every five", 20, 20, "percent", False),
    row("one-half", "five and one-half percent", "five and one-half percent", 5.5, 5.5, "percent", False),
    row("more-than-half", "more than half of the hall", "more than half", 50, None, "percent", False),
    row("thirds", "two-thirds of the hall", "two-thirds", 66, 67, "percent", False),
    row("a-third", "a third of voters", "a third", 33, 34, "percent", False),
    row("arabic-half", "أكثر من نصف السكان", "أكثر من نصف", 50, None, "percent", False),
    row("arabic-quarters", "ثلاثة أرباع السكان", "ثلاثة أرباع", 75, 75, "percent", False),
    row("arabic-third", "ثلث المقاعد", "ثلث", 33, 34, "percent", False),
    row("arabic-two-thirds", "ثلثي المقاعد", "ثلثي", 66, 67, "percent", False),
    row("one-in-five", "one in five boats", "one in five", 20, 20, "percent", False),
    row("1-in-5", "1 in 5 boats", "1 in 5", 20, 20, "percent", False),
    row("nine-out-of-ten", "nine out of ten", "nine out of ten", 90, 90, "percent", False),
    row("arabic-one-of-every", "واحد من كل خمسة", "واحد من كل خمسة", 20, 20, "percent", False),
    row("couple-dozen", "a couple dozen boats", "a couple dozen", 24, 24, None, True),
    row("couple", "a couple of boats", "a couple", 2, 2, None, True),
    row("hundreds-to-thousands", "hundreds to thousands", "hundreds to thousands", 100, None, None, True),
    row("arabic-hundreds-to-thousands", "مئات إلى آلاف", "مئات إلى آلاف", 100, None, None, True),
    row("plus-and-groups-is-no-phone", "+5 000 000 boats", "5 000 000", 5e6, 5e6, None, False),
    row("arabic-currency", "5 ملايين دولار", "5 ملايين دولار", 5e6, 5e6, "dollar", False),
]


@pytest.mark.parametrize(("text", "span", "lower", "upper", "unit", "approximate"), FOUND)
def test_finds_the_quantity(
    text: str, span: str, lower: float | None, upper: float | None, unit: str | None, approximate: bool
) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == span
    assert found.lower == (None if lower is None else pytest.approx(lower))
    assert found.upper == (None if upper is None else pytest.approx(upper))
    assert (found.unit, found.approximate) == (unit, approximate)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        row("and-lists-two", "ثلاثة وخمسة", [3, 5]),
        row("and-lists-thousands", "عشرون ألفا وثلاثون ألفا", [20000, 30000]),
        row("rise-is-no-range", "ارتفع من 20 إلى 30", [20, 30]),
        row("score-is-no-range", "won 3-1", [3, 1]),
        row("space-before-long-number", "in 2015 300 sailed", [300]),
        row("comma-list", "10,20,30", [10, 20, 30]),
        row("season-inside", "from 816 000 t in 2012–13 to 934 000 t", [816000, 934000]),
        row("season-in-full-inside", "de 816 000 en 2012-2013 à 934 000", [816000, 934000]),
        row("boats-in-days", "3 in 10 days", [3, 240]),
        row("at-one-point", "at one point two boats", [1, 2]),
        row("two-hedges", "at least three boats, at least 5 cars", [3, 5]),
    ],
)
def test_keeps_numbers_apart(text: str, values: object) -> None:
    assert [found.lower for found in find_quantities(text)] == values


def quantity(said: str) -> Quantity:
    found = normalise_quantity(said)
    assert found is not None
    return found


def test_normalised_quantity_keeps_the_words_and_what_they_count() -> None:
    said = "نحو 35 قاربا"
    assert normalise_quantity(said, "boats") == Quantity(
        said=said, lower=35, upper=35, counts="boats", approximate=True
    )


def test_a_year_like_number_is_a_quantity_where_the_model_says_so() -> None:
    assert quantity("2015").lower == 2015


@pytest.mark.parametrize("said", [row("empty", ""), row("words", "كثير من القوارب"), row("ordinal", "second")])
def test_normalises_nothing_without_a_number(said: str) -> None:
    assert normalise_quantity(said) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        row("same", "50", "٥٠", False),
        row("other-number", "50", "51", True),
        row("unit-converted", "3 days", "72 ساعة", False),
        row("other-dimension", "30 km", "30 km²", None),
        row("count-and-percent", "30", "30%", None),
        row("at-least-reached", "at least 50", "53", False),
        row("at-least-missed", "at least 50", "49", True),
        row("more-than-touches", "more than 50", "50", False),
        row("less-than-missed", "less than 15 km", "35 كم", True),
        row("about-in-reach", "about 30 km", "32 km", False),
        row("about-out-of-reach", "about 30 km", "35 km", True),
        row("small-about-reaches-one", "about 8", "9", False),
        row("dozens-and-many", "عشرات", "150", False),
        row("dozens-and-few", "عشرات", "5", True),
        row("hundreds-and-a-little-less", "hundreds", "185", False),
        row("hundreds-and-tens", "hundreds", "60", True),
        row("third-and-per-cent", "a third of them", "33 %", False),
        row("half-and-less", "half of them", "40 %", True),
        row("half-and-all", "half of them", "all of them", True),
        row("most-and-all", "أكثر من نصف السكان", "كل السكان", False),
        row("some-and-none", "ثلث المقاعد", "none of them", True),
        row("range-holds", "20-30", "25", False),
        row("ranges-apart", "20-30", "40-50", True),
    ],
)
def test_compares(a: Any, b: Any, expected: bool | None) -> None:
    assert quantities_conflict(quantity(a), quantity(b)) is expected


bounds = st.none() | st.floats(0, 1e9)


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None and low > high:
        low, high = high, low
    unit = draw(st.sampled_from([None, "km"]))
    return Quantity(said="x", lower=low, upper=high, unit=unit, approximate=draw(st.booleans()))


@given(intervals(), intervals())
def test_comparison_is_symmetric_and_reflexive(a: Any, b: Any) -> None:
    assert quantities_conflict(a, b) == quantities_conflict(b, a)
    assert not quantities_conflict(a, a)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        row("small-words-ignored", "one boat and two cars", ()),
        row("digits-always", "1 قارب و2", (1, 2)),
        row("clock-is-two", "at 10:30", (10, 30)),
        row("date-parts", "on 9/4/2021", (4, 9, 2021)),
        row("names-ignored", "T-2 and B52", ()),
        row("vague-ignored", "hundreds of thousands", ()),
        row("magnitude-applied", "120 ألف", (120000,)),
        row("hedge-ignored", "أكثر من ثلاثة", (3,)),
        row("percent-is-no-hundred", "20 في المئة", (20,)),
        row("once-each", "5 boats, 5 cars", (5,)),
    ],
)
def test_bare_numbers_are_missing_where_the_quote_has_another(text: str, values: object) -> None:
    assert missing_numbers(text, "0") == values


@pytest.mark.parametrize(
    ("statement", "quote", "missing"),
    [
        row("nothing", "boats sank", "غرقت قوارب", ()),
        row("swapped-digits", "53 boats", "35 boats", (53,)),
        row("word-and-digits", "4 قوارب", "أربعة قوارب", ()),
        row("two-in-digits", "2 boats", "two boats", ()),
        row("dual-unit", "2 days", "يومين", ()),
        row("ordinal-in-digits", "the 3rd day", "اليوم الثالث", ()),
        row("month-in-digits", "9/4", "9 نيسان", ()),
        row("inside-a-name", "15 boats", "BX-15", ()),
        row("range-magnitude-repeated", "20 thousand to 30 thousand", "20-30 thousand", ()),
        row("range-magnitude-left-off", "20-30 thousand", "20 thousand to 30 thousand", ()),
        row("range-magnitude-spelt-out", "20,000 to 30,000", "20-30 ألف", ()),
        row("magnitude-dropped", "120 people", "120 ألف", (120,)),
        row("magnitude-invented", "120 thousand", "120 شخصا", (120000,)),
        row("once-each", "7 and 7", "8", (7,)),
    ],
)
def test_missing_numbers(statement: str, quote: str, missing: tuple[float, ...]) -> None:
    assert missing_numbers(statement, quote) == missing


def respelt(text: str, script: str) -> str:
    return text.translate(str.maketrans(SCRIPTS[0], script))


plain_text = st.text(alphabet=string.digits + " ,.-:/%" + "kmابوعشرينألف" + "\u200f\u00a0", max_size=40)


@given(plain_text, st.sampled_from(SCRIPTS))
def test_respelling_digits_never_changes_the_values(text: str, script: str) -> None:
    assert find_quantities(respelt(text, script)) == find_quantities(text)
    assert missing_numbers(respelt(text, script), "0") == missing_numbers(text, "0")


@example("0K%0")
@given(st.text(max_size=60) | plain_text)
def test_spans_are_slices_in_order(text: str) -> None:
    last = 0
    for found in find_quantities(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@given(st.from_regex(r"[1-9][0-9]{0,13}", fullmatch=True), st.data(), st.sampled_from(SCRIPTS))
def test_a_changed_digit_is_reported(digits: str, data: st.DataObject, script: str) -> None:
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in string.digits if d != digits[place]]))
    changed = digits[:place] + other + digits[place + 1 :]
    quote = respelt(f"غرق {digits} قاربا", script)
    assert missing_numbers(f"{digits} boats sank", quote) == ()
    assert missing_numbers(f"{changed} boats sank", quote) == (float(changed),)


@pytest.mark.parametrize("text", ["$5 $10", "2 €5", "0-٪0", "%5 %10", "costs $5, $10"])
def test_a_sign_is_of_one_number(text: str) -> None:
    found = find_quantities(text, language="en")
    assert all(one.end <= other.start for one, other in pairwise(found))
    signed = [one.unit for one in found if not text[one.start : one.end].isdecimal()]
    assert len(signed) == sum(text.count(sign) for sign in "$€%٪")
    assert None not in signed
