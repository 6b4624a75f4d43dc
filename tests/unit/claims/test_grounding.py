"""Grounding: tampered quotes are refused, respelt ones are found, and a statement needs its quote's words."""

import unicodedata
from collections.abc import Callable

import pytest
from counting import calls_of
from hypothesis import assume, given
from hypothesis import strategies as st

from factcmp.claims.grounding import Fault, FoldedArticle, find_words, locate_quote
from factcmp.claims.statement_checks import check_statement
from factcmp.models import DropReason, Span, Stance
from factcmp.text.folding import fold_text

ARABIC = (
    "أعلنت هيئة السدود، اليوم الثلاثاء، أن منسوب البحيرة ارتفع 30 سنتيمتراً.\n"
    "ولم تُغلِق الهيئةُ بوّابات السدّ الجنوبي، وقال المهندس: «عولجت 35 حالة تسرّب في القرى المجاورة».\n"
    "وأُجلي نحو 30 ألف شخص إلى مدرسة على التل، فيما لا تزال الطريق مقطوعة.\n"
)
ENGLISH = (
    "The harbour board said on Monday that 130 boats were moved inland. The crew did not leave the tug.\n"
    "“At least 50 houses were flooded,” the mayor’s office added; "
    "damage reached 3.5 million crowns – 12% of the budget.\n"
    "Some 120 000 sandbags were laid between dawn and dusk. Twelve volunteers were hurt.\n"
)
MISSING = DropReason.QUOTE_NOT_FOUND
NUMBER = DropReason.QUOTE_CUTS_NUMBER
NEGATION = DropReason.QUOTE_CUTS_NEGATION


def locate(text: str, quote: str, language: str | None = None) -> Span | Fault:
    return locate_quote(FoldedArticle(text), quote, language=language)


def refused(text: str, quote: str, language: str | None = None) -> DropReason | None:
    found = locate(text, quote, language)
    return found.reason if isinstance(found, Fault) else None


def words_at(text: str, quote: str, language: str | None = None) -> str:
    found = locate(text, quote, language)
    assert isinstance(found, Span), found
    assert text[found.start : found.end] == found.text
    return found.text


@pytest.mark.parametrize("quote", ["", " \n", "…", "«»", "\u200f", "؟!"])
def test_a_quote_without_words_is_refused(quote: str) -> None:
    assert refused(ARABIC, quote) is MISSING


def test_an_empty_article_has_no_quotes() -> None:
    assert refused("", "a") is MISSING
    assert find_words(FoldedArticle(""), "a") is None


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        pytest.param(ARABIC, "أن منسوب البحيرة ارتفع 13 سنتيمتراً", "ar", id="digits-swapped"),
        pytest.param(ARABIC, "عولجت 53 حالة تسرّب", "ar", id="digits-swapped-in-quotation"),
        pytest.param(ARABIC, "عولجت ٥٣ حالة تسرب", "ar", id="digits-swapped-and-respelt"),
        pytest.param(ARABIC, "أن منسوب البحيرة ارتفع سنتيمتراً", "ar", id="number-dropped"),
        pytest.param(ARABIC, "المجاورة وأجلي نحو 30 شخص إلى مدرسة", "ar", id="magnitude-dropped"),
        pytest.param(ARABIC, "فيما تزال الطريق مقطوعة", "ar", id="particle-dropped-in-the-middle"),
        pytest.param(ARABIC, "الثلاثاء تغلق الهيئة بوابات السد", "ar", id="negation-dropped-and-stitched"),
        pytest.param(ARABIC, "منسوب البحيرة ارتفع 30 سنتيمتراً وأجلي نحو 30 ألف شخص", "ar", id="two-sentences-stitched"),
        pytest.param(ARABIC, "منسوب البحيرة ارتفع... لا تزال الطريق مقطوعة", "ar", id="stitched-with-dots"),
        pytest.param(ARABIC, "أعلنت هيئة السدود … ارتفع 30 سنتيمتراً", "ar", id="stitched-with-ellipsis"),
        pytest.param(ARABIC, "منسوب البحيرة انخفض 30 سنتيمتراً", "ar", id="word-replaced"),
        pytest.param(ARABIC, "ارتفع منسوب البحيرة 30 سنتيمتراً", "ar", id="words-in-another-order"),
        pytest.param(ARABIC, "منسوب البحير ارتفع", "ar", id="letter-dropped"),
        pytest.param(ARABIC, "بوابات السد الجنو", "ar", id="last-word-cut"),
        pytest.param(ARABIC, "يئة السدود", "ar", id="first-word-cut"),
        pytest.param(ENGLISH, "The crew did leave the tug", "en", id="not-dropped-in-the-middle"),
        pytest.param(ENGLISH, "At least 50 houses were not flooded", "en", id="not-put-in"),
        pytest.param(ENGLISH, "damage reached 35 million crowns", "en", id="decimal-point-dropped"),
        pytest.param(ENGLISH, "12 of the budget", "en", id="per-cent-sign-dropped"),
        pytest.param(ENGLISH, "130 boats were moved inland [...] 12% of the budget", "en", id="stitched-with-brackets"),
        pytest.param("Die Brücke wurde nicht gesperrt.", "Die Brücke wurde gesperrt", "de", id="german-nicht-dropped"),
        pytest.param("Ils n’ont pas quitté le port.", "Ils ont quitté le port", "fr", id="french-ne-pas-dropped"),
        pytest.param("村民没有离开学校。", "村民离开学校", "zh", id="chinese-negation-dropped"),
    ],
)
def test_a_tampered_quote_is_not_found(text: str, quote: str, language: str) -> None:
    assert refused(text, quote, language) in (MISSING, NUMBER)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("It cost 3.5 million.", "It cost 3", id="before-decimal-point"),
        pytest.param("It cost 3.5 million.", "5 million", id="after-decimal-point"),
        pytest.param("بلغ ٣٫٥ أمتار.", "بلغ ٣", id="arabic-decimal-separator"),
        pytest.param("They moved 130 boats.", "They moved 13", id="last-digit"),
        pytest.param("They moved 130 boats.", "30 boats", id="first-digit"),
        pytest.param("They moved 120,000 bags.", "They moved 120", id="thousands-comma"),
        pytest.param("It rose by 50% in May.", "It rose by 50", id="per-cent"),
        pytest.param("It rose by 50 % in May.", "It rose by 50", id="per-cent-after-space"),
        pytest.param("ارتفع ٥٠٪ في أيار.", "ارتفع 50", id="arabic-per-cent"),
        pytest.param("It cost $50 in May.", "50 in May", id="currency"),
        pytest.param("It fell to -5 at dawn.", "5 at dawn", id="minus"),
        pytest.param("It began at 10:30 sharp.", "It began at 10", id="clock"),
        pytest.param("On 12/03 it rained.", "03 it rained", id="date"),
    ],
)
def test_a_number_is_never_cut(text: str, quote: str) -> None:
    assert refused(text, quote) is NUMBER


@pytest.mark.parametrize(
    ("text", "quote", "widened"),
    [
        pytest.param(
            "At least 50 houses were flooded.", "50 houses were flooded", "At least 50 houses were flooded", id="en"
        ),
        pytest.param("It took 50 percent of the votes.", "It took 50", "It took 50 percent", id="unit"),
        pytest.param("at least 50 percent", "50", "at least 50 percent", id="hedge-and-unit"),
        pytest.param("غرق نحو 50 منزلاً.", "50 منزلاً", "نحو 50 منزلاً", id="arabic-about"),
        pytest.param("غرق ما لا يقل عن 50 منزلاً.", "50 منزلاً", "ما لا يقل عن 50 منزلاً", id="arabic-at-least"),
        pytest.param("غرق ثلاثون ألف منزل.", "غرق ثلاثون", "غرق ثلاثون ألف", id="number-in-words"),
        pytest.param(
            "Two hundred boats sank.", "hundred boats sank", "Two hundred boats sank", id="number-in-words-start"
        ),
        pytest.param("أُجلي 30 ألف شخص.", "أُجلي 30", "أُجلي 30 ألف", id="arabic-thousand"),
        pytest.param("أُجلي ٣٠ ألفاً من القرى.", "أجلي 30", "أُجلي ٣٠ ألفاً", id="arabic-thousand-with-tanwin"),
        pytest.param("It cost 3.5 million.", "It cost 3.5", "It cost 3.5 million", id="million"),
        pytest.param("They moved 120 000 bags.", "They moved 120", "They moved 120 000", id="thousands-space"),
        pytest.param("They moved 120 000 bags.", "000 bags", "120 000 bags", id="thousands-space-end"),
        pytest.param("See <this>\n\n50 boats sank.", "50 boats sank", "50 boats sank", id="not-over-a-blank-line"),
    ],
)
def test_what_a_quote_cuts_off_its_number_is_taken_in(text: str, quote: str, widened: str) -> None:
    assert words_at(text, quote) == widened


@pytest.mark.parametrize(
    ("text", "quote", "language", "widened"),
    [
        pytest.param("30 тысяч человек ушли.", "30", "ru", "30 тысяч", id="russian-thousand"),
        pytest.param("Quelque 30 millions ont voté.", "Quelque 30", "fr", "Quelque 30 millions", id="french-millions"),
        pytest.param("约30万人离开。", "约30", "zh", "约30万", id="chinese-myriad"),
    ],
)
def test_the_thousands_of_a_number_are_taken_in(text: str, quote: str, language: str, widened: str) -> None:
    assert words_at(text, quote, language) == widened


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("In 2017, 300 people left.", "300 people left", id="year-before"),
        pytest.param("It was day 12. 120 people left.", "It was day 12", id="number-after-full-stop"),
        pytest.param("اليوم 12، 120 شخصاً غادروا.", "120 شخصاً غادروا", id="number-after-arabic-comma"),
        pytest.param("Some 30.\nThousand Oaks was quiet.", "Some 30", id="magnitude-in-the-next-line"),
        pytest.param("There were 30 boats.", "There were 30 boats.", id="full-stop-behind-a-word"),
        pytest.param("There were 30.", "There were 30", id="full-stop-behind-a-number"),
        pytest.param("There were 30, then 40.", "There were 30", id="comma-behind-a-number"),
        pytest.param("There were 30, then 40.", "There were 30,", id="comma-copied"),
    ],
)
def test_a_number_beside_another_is_not_cut(text: str, quote: str) -> None:
    assert words_at(text, quote).rstrip(".,") == quote.rstrip(".,")


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        pytest.param("لم تدخل الفرق القرية.", "تدخل الفرق القرية", "ar", id="lam"),
        pytest.param("وقال إن الفرق لن تدخل القرية.", "تدخل القرية", "ar", id="lan"),
        pytest.param("ولا تدخل الفرق القرية.", "تدخل الفرق القرية", "ar", id="wa-la"),
        pytest.param("لم «تدخل الفرق القرية».", "تدخل الفرق القرية", "ar", id="quotation-mark-between"),
        pytest.param("لَمْ تدخل الفرق القرية.", "تدخل الفرق القرية", "ar", id="particle-with-diacritics"),
        pytest.param("عادت دون أن تدخل الفرق القرية.", "تدخل الفرق القرية", "ar", id="without-that"),
        pytest.param("عادت دون أن تدخل الفرق القرية.", "أن تدخل الفرق القرية", "ar", id="without-that-kept"),
        pytest.param("نفت الوزارة أن الفرق دخلت القرية.", "الفرق دخلت القرية", "ar", id="denied-that"),
        pytest.param("نفت وزارة الري أن الفرق دخلت القرية.", "أن الفرق دخلت القرية", "ar", id="denied-that-kept"),
        pytest.param("The crew did not leave the tug.", "leave the tug", "en", id="not"),
        pytest.param("The crew didn’t leave the tug.", "leave the tug", "en", id="contraction"),
        pytest.param("Not only the crew left the tug.", "only the crew left the tug", "en", id="not-only-halved"),
        pytest.param("Neither crew left the tug.", "crew left the tug", "en", id="neither"),
        pytest.param("She denied that the crew left the tug.", "the crew left the tug", "en", id="denied"),
        pytest.param("She denied reports that the crew left.", "the crew left", "en", id="denied-reports"),
        pytest.param("Ils ne sont pas entrés au port.", "entrés au port", "fr", id="pas"),
        pytest.param("Die Feuerwehr betrat das Haus nicht.", "Die Feuerwehr betrat das Haus", "de", id="nicht-behind"),
        pytest.param("Лодки не вышли в море.", "вышли в море", "ru", id="ne"),
        pytest.param("村民没有离开学校。", "离开学校", "zh", id="meiyou"),
        pytest.param("村民未离开学校。", "离开学校", "zh", id="wei"),
    ],
)
def test_a_negation_right_outside_is_not_left_out(text: str, quote: str, language: str) -> None:
    assert refused(text, quote, language) is NEGATION


@pytest.mark.parametrize(
    ("text", "quote", "language"),
    [
        pytest.param("هل غادروا؟ لا. دخلت الفرق القرية.", "دخلت الفرق القرية", "ar", id="sentence-between"),
        pytest.param("قال: لا، دخلت الفرق القرية.", "دخلت الفرق القرية", "ar", id="comma-between"),
        pytest.param("هذا ما أعلنته الوزارة.", "أعلنته الوزارة", "ar", id="ma-is-also-which"),
        pytest.param("غير أن الفرق دخلت القرية.", "أن الفرق دخلت القرية", "ar", id="ghayr-anna-is-however"),
        pytest.param("غير أن الفرق دخلت القرية.", "الفرق دخلت القرية", "ar", id="ghayr-anna-kept-out"),
        pytest.param("نفى الوزير ذلك مؤكداً أن الفرق دخلت القرية.", "الفرق دخلت القرية", "ar", id="denied-it-affirming"),
        pytest.param("نفى الوزير الخبر وقال إن الفرق دخلت القرية.", "الفرق دخلت القرية", "ar", id="denied-it-and-said"),
        pytest.param("نفى الخبر مؤكداً أن الفرق دخلت القرية.", "الفرق دخلت القرية", "ar", id="denied-news-affirming"),
        pytest.param("No, the crew left.", "the crew left", "en", id="no-comma"),
        pytest.param("She denied it, saying that the crew left.", "the crew left", "en", id="denied-it-saying"),
        pytest.param("Die Fähre fährt. Nicht alle blieben.", "Die Fähre fährt", "de", id="nicht-in-the-next-sentence"),
        pytest.param("לא דווח דבר", "דווח דבר", "he", id="no-table"),
        pytest.param("The crew did not leave.", "leave", None, id="no-language"),
        pytest.param("许多村民特别害怕。", "害怕", "zh", id="chinese-word-with-bie"),
    ],
)
def test_a_negation_that_governs_something_else_is_no_fault(text: str, quote: str, language: str | None) -> None:
    assert words_at(text, quote, language) == quote


WHOLE = "وقال المهندس: «عولجت 35 حالة تسرّب في القرى المجاورة»"
RESPELLINGS = [
    pytest.param(lambda text: text.replace("أ", "ا").replace("إ", "ا").replace("ئ", "ي"), id="no-hamza"),
    pytest.param(lambda text: "".join(c for c in text if unicodedata.category(c) != "Mn"), id="no-diacritics"),
    pytest.param(lambda text: text.replace("ق", "قَ").replace("ر", "رِّ"), id="added-diacritics"),
    pytest.param(lambda text: text.replace("ت", "تـ"), id="tatweel"),
    pytest.param(lambda text: text.replace("ى", "ي"), id="alef-maksura"),
    pytest.param(lambda text: text.replace("ي", "ى"), id="yeh-undotted"),
    pytest.param(lambda text: text.replace("ة", "ه"), id="teh-marbuta"),
    pytest.param(lambda text: text.replace("ي", "ی").replace("ك", "ک"), id="persian-letters"),
    pytest.param(lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), id="arabic-indic-digits"),
    pytest.param(lambda text: text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")), id="persian-digits"),
    pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break-spaces"),
    pytest.param(lambda text: text.replace(" ", "\u202f"), id="narrow-spaces"),
    pytest.param(lambda text: text.replace("«", "“").replace("»", "”"), id="curly-quotation-marks"),
    pytest.param(lambda text: text.replace("«", '"').replace("»", '"'), id="straight-quotation-marks"),
    pytest.param(lambda text: text.replace("،", ",").replace("؛", ";"), id="latin-commas"),
    pytest.param(lambda text: text.replace("–", "-").replace("’", "'"), id="dashes-and-apostrophes"),
    pytest.param(lambda text: text.replace("–", "—").replace("’", "ʼ"), id="other-dashes-and-apostrophes"),
    pytest.param(lambda text: "\u200f" + text.replace(" ", "\u200f \u200e") + "\u202c", id="bidi-marks"),
    pytest.param(lambda text: unicodedata.normalize("NFD", text), id="nfd"),
    pytest.param(lambda text: text.replace("لا", "ﻻ").replace("س", "ﺳ").replace("ه", "ﻫ"), id="presentation-forms"),
    pytest.param(lambda text: text.replace(" ", "\n"), id="line-breaks"),
    pytest.param(lambda text: text.replace(" ", " \r\n\t"), id="windows-line-breaks"),
    pytest.param(lambda text: text.replace("e", "e\u00ad"), id="soft-hyphens"),
    pytest.param(str.upper, id="case"),
    pytest.param(lambda text: f"«{text}»…", id="quotation-marks-around"),
]


@pytest.mark.parametrize("respell", RESPELLINGS)
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param(ARABIC, WHOLE, id="arabic-quotation"),
        pytest.param(ARABIC, "لا تزال الطريق مقطوعة", id="arabic-ligature"),
        pytest.param(ARABIC, "ولم تُغلِق الهيئةُ بوّابات السدّ الجنوبي", id="arabic-diacritics"),
        pytest.param(ARABIC, "وأُجلي نحو 30 ألف شخص إلى مدرسة على التل", id="arabic-number"),
        pytest.param(
            ENGLISH, "the mayor’s office added; damage reached 3.5 million crowns – 12% of the budget", id="english"
        ),
        pytest.param(ENGLISH, "Some 120 000 sandbags were laid", id="english-thousands"),
    ],
)
def test_a_respelt_quote_is_found_where_it_stands(respell: Callable[[str], str], text: str, quote: str) -> None:
    found = locate(text, respell(quote))
    assert isinstance(found, Span), found
    start = text.index(quote)
    assert found.start == start
    assert found.text.rstrip("»") == quote.rstrip("»")
    assert text[found.start : found.end] == found.text
    backwards = locate(respell(text), quote)
    assert isinstance(backwards, Span), backwards
    assert fold_text(backwards.text) == fold_text(quote)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        pytest.param(ARABIC, "أُجلي نحو 30 ألف شخص", "وأُجلي نحو 30 ألف شخص", id="waw"),
        pytest.param("فدخلت الفرق القرية.", "دخلت الفرق", "فدخلت الفرق", id="fa"),
        pytest.param("و«دخلت الفرق» القرية.", "دخلت الفرق", "دخلت الفرق", id="waw-before-quotation-mark"),
        pytest.param("أصيب بـ30 صاروخاً.", "30 صاروخاً", "بـ30 صاروخاً", id="digits-after-bi"),
        pytest.param("وصل الـ30 شخصاً.", "30 شخصاً", "الـ30 شخصاً", id="digits-after-al"),
    ],
)
def test_an_attached_particle_is_taken_in(text: str, quote: str, found: str) -> None:
    assert words_at(text, quote) == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("مدرسة القرية", "درسة القرية", id="other-letter"),
        pytest.param("بالقرية دخلت الفرق", "القرية دخلت", id="ba-is-no-conjunction"),
        pytest.param("The steamboat left", "boat left", id="english-compound"),
        pytest.param("The crew's boat", "The crew", id="possessive"),
    ],
)
def test_other_cut_words_are_not_found(text: str, quote: str) -> None:
    assert refused(text, quote) is MISSING


@pytest.mark.parametrize(
    ("text", "quote", "language", "found"),
    [
        pytest.param("So the infor-\nmation of 12 peo-\r\n  ple was.", "information of 12 people", "en",
                     "infor-\nmation of 12 peo-\r\n  ple", id="twice"),
        pytest.param("كانت المعلو-\nمات خاطئة", "المعلومات خاطئة", "ar", "المعلو-\nمات خاطئة", id="arabic"),
        pytest.param("Die Regie‐\nrung trat zurück", "Die Regierung", "de", "Die Regie‐\nrung", id="typographic"),
        pytest.param("a well-\nknown man", "well-known man", "en", "well-\nknown man", id="hyphen-of-its-own"),
        pytest.param("She was not infor-\nmed of it", "informed of it", "en", None, id="negated"),
        pytest.param("two infor-\nmation desks", "formation desks", "en", None, id="part-of-a-word"),
        pytest.param("from 9-\n10 on", "910 on", "en", None, id="numbers"),
        pytest.param("the infor mation", "the information", "en", None, id="no-line-end"),
    ],
)  # fmt: skip
def test_a_word_that_a_line_end_breaks_is_found_whole(text: str, quote: str, language: str, found: str | None) -> None:
    place = locate_quote(FoldedArticle(text), quote, language=language)
    assert (place.text if isinstance(place, Span) else None) == found


def test_the_span_counts_code_points_from_the_start_of_the_file() -> None:
    text = "\ufeff𝔸 🚢\r\nThe ferry sank.\r\n"
    found = locate(text, "the ferry sank")
    assert isinstance(found, Span)
    assert (found.start, found.end) == (6, 20)


def test_of_several_occurrences_the_first_sound_one_counts() -> None:
    text = "The crew did not leave the tug. At noon 130 boats came. They leave the tug, and 30 boats came."
    article = FoldedArticle(text)
    found = locate_quote(article, "leave the tug", language="en")
    assert isinstance(found, Span)
    assert found.start == text.rindex("leave")
    number = locate_quote(article, "30 boats came", language="en")
    assert isinstance(number, Span)
    assert number.start == text.rindex("30")


def test_within_limits_the_search_to_a_part() -> None:
    text = "The ferry sank. Nobody came. The ferry sank again."
    article = FoldedArticle(text)
    second = locate_quote(article, "The ferry sank", within=(16, len(text)))
    assert isinstance(second, Span)
    assert second.start == 29
    assert isinstance(locate_quote(article, "Nobody came", within=(0, 20)), Fault)
    assert isinstance(locate_quote(article, "The ferry sank", within=(0, 0)), Fault)
    edge = locate_quote(article, "Nobody came", within=(16, 27))
    assert isinstance(edge, Span)
    assert (edge.start, edge.end) == (16, 27)


def test_find_words_takes_whole_words_inside_a_span() -> None:
    article = FoldedArticle(ARABIC)
    sentence = locate_quote(article, WHOLE)
    assert isinstance(sentence, Span)
    number = find_words(article, "٣٥", sentence)
    assert number is not None
    assert number.text == "35"
    assert sentence.start <= number.start < number.end <= sentence.end
    assert find_words(article, "سنتيمتراً", sentence) is None
    assert find_words(article, "هيئة السد") is None
    assert find_words(article, "") is None


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("دعم لحزب البناء المقرب منه", "حزب البناء المقرب", "لحزب البناء المقرب"),
        ("سافر وبصحبة وفد كبير", "صحبة وفد كبير", "وبصحبة وفد كبير"),
        ("وصل إلى لبنان أمس", "بنان", None),
        ("قاله سلبنان الجديد أمس", "بنان الجديد أمس", None),
    ],
)
def test_a_passage_may_begin_after_an_attached_preposition(text: str, quote: str, shown: str | None) -> None:
    found = locate(text, quote)
    assert (found.text if isinstance(found, Span) else None) == shown


@pytest.mark.parametrize(("text", "quote"), [("ท้องฟ้า", "ท"), ("a b้ c", "b"), ("ទឹកជំនន់", "ទ"), ("मैं कमी", "कम")])
def test_a_letter_without_its_mark_is_no_word(text: str, quote: str) -> None:
    assert isinstance(locate(text, quote), Fault)
    assert isinstance(locate(text, text.split(maxsplit=1)[0]), Span)


WORD = st.text(alphabet="abcdéßкитسدقريةأإىآٱـًُّ木水ท้한\u0301\u200f’'«».,-–…", min_size=1, max_size=6).filter(
    lambda word: any(char.isalpha() for char in word)
)
SEPARATOR = st.sampled_from([" ", "\n", "\u00a0", "  ", "\r\n", " – ", " \u200f"])


@given(st.lists(st.tuples(WORD, SEPARATOR), min_size=1, max_size=12), st.data())
def test_any_whole_words_of_any_text_are_found(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    text = "".join(word + separator for word, separator in pieces)
    quote = "".join(word + separator for word, separator in pieces[first : last + 1])
    assume(any(char.isalnum() for char in fold_text(quote)))
    found = locate(text, quote)
    assert isinstance(found, Span), found
    assert text[found.start : found.end] == found.text
    assert fold_text(found.text) == fold_text(quote)


@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from([None, "ar", "en", "zh", "tr"]))
def test_a_span_always_is_its_slice(text: str, quote: str, language: str | None) -> None:
    found = locate(f"{text} {quote} {text}", quote, language)
    if isinstance(found, Span):
        assert f"{text} {quote} {text}"[found.start : found.end] == found.text
        assert fold_text(quote) in fold_text(found.text)


@given(st.lists(st.integers(0, 99999).map(str), min_size=1, max_size=5), st.data())
def test_no_digits_are_found_that_the_article_does_not_have(numbers: list[str], data: st.DataObject) -> None:
    text = "; ".join(f"{number} crates" for number in numbers)
    claimed = data.draw(st.integers(0, 99999).map(str))
    assert (refused(text, f"{claimed} crates") is None) is (claimed in numbers)


@pytest.mark.parametrize(
    ("statement", "quote", "context", "language"),
    [
        pytest.param("قُتل 13 شخصاً", "أصيب 30 شخصاً", (), "ar", id="swapped"),
        pytest.param("أُجلي 30 شخصاً", "أُجلي ثلاثة أشخاص", (), "ar", id="ten-times"),
        pytest.param("Some 130 boats were moved on 3 May", "130 boats were moved", (), "en", id="date-made-up"),
        pytest.param("130 boats were moved on 3 May", "130 boats were moved", ("on 4 May",), "en", id="another-date"),
        pytest.param("130 boats and 12 tugs", "130 boats and tugs", ("in 2024",), "en", id="count-not-in-context"),
        pytest.param("30 ألف شخص", "30 شخصاً", (), "ar", id="magnitude-added"),
        pytest.param("40 бойцов", "30 бойцов", (), "ru", id="russian"),
        pytest.param("40 人", "30 人", (), "ja", id="language-without-a-table"),
        pytest.param("40 boats", "30 boats", (), None, id="no-language"),
    ],
)
def test_a_number_that_the_quote_lacks_is_refused(
    statement: str, quote: str, context: tuple[str, ...], language: str | None
) -> None:
    fault = check_statement(statement, Stance.ASSERTS, quote, language=language, context=context)
    assert fault is not None
    assert fault.reason is DropReason.NUMBER_NOT_IN_QUOTE


def test_the_missing_numbers_are_named_in_full() -> None:
    fault = check_statement("It cost 12345678 crowns, 3.5 each", Stance.ASSERTS, "It cost much", language="en")
    assert fault is not None
    assert "3.5, 12345678" in fault.detail


@pytest.mark.parametrize(
    ("statement", "quote", "context"),
    [
        pytest.param("نُقل 130 قارباً في 3 أيار", "نُقل 130 قارباً", ("3 أيار",), id="number-of-the-time"),
        pytest.param("130 boats were moved on 2024-05-03", "130 boats were moved", ("2024-05-03",), id="published"),
        pytest.param("أُجلي ٣٠ ألف شخص", "أُجلي 30 ألف شخص", (), id="other-digits"),
        pytest.param("أُجلي ثلاثون شخصاً", "أُجلي 30 شخصاً", (), id="number-in-words"),
        pytest.param("30 boats", "thirty boats", (), id="english-words"),
        pytest.param("No boats", "no boats", (), id="no-number"),
    ],
)
def test_a_number_from_the_quote_or_the_time_is_fine(statement: str, quote: str, context: tuple[str, ...]) -> None:
    assert check_statement(statement, Stance.ASSERTS, quote, language=None, context=context) is None


@pytest.mark.parametrize(
    ("statement", "stance", "quote", "language", "reason"),
    [
        pytest.param(
            "دخلت الفرق القرية", Stance.DENIES, "دخلت الفرق القرية", "ar", DropReason.NEGATION_NOT_IN_QUOTE, id="denial"
        ),
        pytest.param(
            "The crew left", Stance.DENIES, "the crew left", "en", DropReason.NEGATION_NOT_IN_QUOTE, id="denial-en"
        ),
        pytest.param(
            "لم تدخل الفرق القرية",
            Stance.ASSERTS,
            "دخلت الفرق القرية",
            "ar",
            DropReason.NEGATION_NOT_IN_QUOTE,
            id="added",
        ),
        pytest.param(
            "The crew did not leave",
            Stance.PREDICTS,
            "the crew will leave",
            "en",
            DropReason.NEGATION_NOT_IN_QUOTE,
            id="added-en",
        ),
        pytest.param(
            "دخلت الفرق القرية", Stance.ASSERTS, "لم تدخل الفرق القرية", "ar", DropReason.NEGATION_LOST, id="lam"
        ),
        pytest.param(
            "ستدخل الفرق القرية", Stance.PREDICTS, "لن تدخل الفرق القرية", "ar", DropReason.NEGATION_LOST, id="lan"
        ),
        pytest.param(
            "القرية دخلتها الفرق و دخلوا", Stance.ASSERTS, "لم يدخلوا القرية", "ar", DropReason.NEGATION_LOST, id="pl"
        ),
        pytest.param(
            "تم تدمير الجسر",
            Stance.ASSERTS,
            "لم يتم تدمير الجسر",
            "ar",
            DropReason.NEGATION_LOST,
            id="auxiliary-between",
        ),
        pytest.param(
            "The crew left", Stance.ASSERTS, "the crew did not leave", "en", DropReason.NEGATION_LOST, id="irregular"
        ),
        pytest.param(
            "Crews entered", Stance.ASSERTS, "the crews didn’t enter", "en", DropReason.NEGATION_LOST, id="regular"
        ),
        pytest.param(
            "They were hurt", Stance.ASSERTS, "they have not been hurt", "en", DropReason.NEGATION_LOST, id="been"
        ),
        pytest.param(
            "Ils sont entrés au port",
            Stance.ASSERTS,
            "ils ne sont pas entrés au port",
            "fr",
            DropReason.NEGATION_LOST,
            id="fr",
        ),
        pytest.param("Лодки вышли", Stance.ASSERTS, "лодки не вышли", "ru", DropReason.NEGATION_LOST, id="ru"),
    ],
)
def test_a_negation_is_neither_lost_nor_added(
    statement: str, stance: Stance, quote: str, language: str, reason: DropReason
) -> None:
    fault = check_statement(statement, stance, quote, language=language)
    assert fault is not None
    assert fault.reason is reason


@pytest.mark.parametrize(
    ("statement", "stance", "quote", "language"),
    [
        pytest.param("دخلت الفرق القرية", Stance.DENIES, "لم تدخل الفرق القرية", "ar", id="denied-by-particle"),
        pytest.param("دخلت الفرق القرية", Stance.DENIES, "نفت الوزارة دخول الفرق القرية", "ar", id="denied-by-verb"),
        pytest.param("The crew left", Stance.DENIES, "called the report untrue", "en", id="denied-as-untrue"),
        pytest.param("דווח", Stance.DENIES, "דווח", "he", id="no-table"),
        pytest.param("The crew left", Stance.DENIES, "the crew left", None, id="no-language"),
        pytest.param("The crew left", Stance.DOUBTS, "it is not clear whether the crew left", "en", id="doubt"),
        pytest.param("الطريق مقطوعة", Stance.ASSERTS, "لا تزال الطريق مقطوعة", "ar", id="still"),
        pytest.param("لا تزال الطريق مقطوعة", Stance.ASSERTS, "الطريق مقطوعة حتى الآن", "ar", id="still-in-statement"),
        pytest.param("تزال الطريق مقطوعة", Stance.ASSERTS, "لا تزال الطريق مقطوعة", "ar", id="still-without-particle"),
        pytest.param("غرق 50 منزلاً على الأقل", Stance.ASSERTS, "غرق ما لا يقل عن 50 منزلاً", "ar", id="at-least"),
        pytest.param("غرق ما لا يقل عن 50 منزلاً", Stance.ASSERTS, "غرق 50 منزلاً على الأقل", "ar", id="at-least-stated"),
        pytest.param("أعلنت الوزارة إغلاق السد", Stance.ASSERTS, "هذا ما أعلنته الوزارة بعد إغلاق السد", "ar", id="ma"),
        pytest.param(
            "The mayor and the crew left", Stance.ASSERTS, "not only the mayor but the crew left", "en", id="not-only"
        ),
        pytest.param("No fewer than 50 left", Stance.ASSERTS, "at least 50 left", "en", id="no-fewer-than"),
        pytest.param(
            "دخلت الفرق القرية", Stance.ASSERTS, "دخلت الفرق القرية ولم تدخل المدينة", "ar", id="same-verb-twice"
        ),
        pytest.param(
            "دخلت الفرق القرية", Stance.ASSERTS, "دخلت الفرق القرية ولم تغلق الطريق", "ar", id="second-clause"
        ),
        pytest.param(
            "القرية دخلتها الفرق", Stance.ASSERTS, "لم تغلق الطريق، ودخلت الفرق القرية", "ar", id="other-order"
        ),
        pytest.param(
            "The crew left the tug", Stance.ASSERTS, "the crew left the tug but did not sink it", "en", id="second-en"
        ),
        pytest.param(
            "The governor visited in June",
            Stance.ASSERTS,
            "he was not in town, but the governor visited in June",
            "en",
            id="in",
        ),
        pytest.param(
            "القائد يقيم في العاصمة", Stance.ASSERTS, "القائد ليس في القرية بل يقيم في العاصمة", "ar", id="fi"
        ),
        pytest.param("أكد أن الفرق دخلت", Stance.ASSERTS, "غير أن الفرق دخلت", "ar", id="however"),
        pytest.param(
            "Les pompiers sont partis",
            Stance.ASSERTS,
            "ils ne sont pas entrés et les pompiers sont partis",
            "fr",
            id="fr-aux",
        ),
        pytest.param(
            "Die Boote liegen noch im Hafen", Stance.ASSERTS, "die Boote liegen weiterhin im Hafen", "de", id="noch"
        ),
        pytest.param("无人机飞过非洲", Stance.ASSERTS, "飞机飞过该洲", "zh", id="chinese-words-with-wu-and-fei"),
    ],
)
def test_a_faithful_statement_is_no_false_alarm(
    statement: str, stance: Stance, quote: str, language: str | None
) -> None:
    assert check_statement(statement, stance, quote, language=language) is None


def test_an_article_twice_as_long_takes_twice_the_work() -> None:
    sentence = "ولم تُغلِق الهيئةُ بوّابات السدّ رقم {}، وقال المهندس إن 35 حالة تسرّب عولجت في القرى المجاورة. "

    def find_in(sentences: int) -> None:
        article = FoldedArticle("".join(sentence.format(number) for number in range(1, sentences)))
        for number in range(30):
            quote = f"الهيئة بوابات السد رقم {number * 3 + 1}، وقال المهندس"
            assert isinstance(locate_quote(article, quote, language="ar"), Span)
            assert find_words(article, f"رقم {5000 + number}") is None
        for _ in range(5):
            # At each of its places the quote stands right behind a negation.
            assert isinstance(locate_quote(article, "تغلق الهيئة بوابات السد", language="ar"), Fault)

    find_in(100)  # what is read once for all texts of a language
    assert calls_of(lambda: find_in(300)) < 2.5 * calls_of(lambda: find_in(150))


@pytest.mark.parametrize(
    ("statement", "quote", "dropped"),
    [
        pytest.param("An official who did not wish to be named took part.", "who took part", None, id="of-the-source"),
        pytest.param(
            "The customers without supply were reconnected.", "They were reconnected", None, id="of-the-thing"
        ),
        pytest.param(
            "The official did not take part.", "who took part", DropReason.NEGATION_NOT_IN_QUOTE, id="of-the-quote"
        ),
        pytest.param("The mayor did not resign.", "who took part", DropReason.NEGATION_NOT_IN_QUOTE, id="nowhere-said"),
    ],
)
def test_a_negation_of_the_article_that_the_quote_does_not_speak_of(
    statement: str, quote: str, dropped: DropReason | None
) -> None:
    text = (
        "An official, who took part in it, did not wish to be named. Forty customers were without supply. "
        "They were reconnected. The minister did not take the train. The mayor will resign."
    )
    fault = check_statement(statement, Stance.ASSERTS, quote, language="en", article=text)
    assert (fault.reason if fault else None) == dropped


def test_nowhere_denies() -> None:
    assert check_statement("It had a place to go.", Stance.DENIES, "with nowhere to go", language="en") is None
