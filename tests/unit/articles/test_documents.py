"""Word and PDF files: the words in the order of reading, or a plain no."""

import io
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_documents import pdf, word

from factcmp.articles import load_articles
from factcmp.articles.documents.visual_order import STRETCH, Letter, reading_order, share_out_of_order
from factcmp.claims.grounding import FoldedArticle, locate_quote
from factcmp.errors import ConfigurationError, InputError
from factcmp.models import Article, ArticleKind, Span, Teller, TextRemark

PDFS = Path(__file__).parent / "pdfs"
ARABIC = [
    "عبّارة تجنح قبالة تارينا",
    "قالت الوزارة (صباح الثلاثاء) إن العبّارة «نجمة تارينا» جنحت وعلى متنها 214 راكباً.",
    "ونقلت Coastal Wire عن خفر السواحل أن 3 أشخاص نُقلوا عند 09:30، في مدينة المرسى إلى مستشفى.",
]


def read(folder: Path, name: str, content: bytes) -> Article:
    (folder / name).write_bytes(content)
    (article,) = load_articles([folder / name])
    return article


def as_seen(line: str) -> str:
    """The letters of a right-to-left line from left to right, for the few kinds of character of these tests."""
    mirrored = str.maketrans("«»()", "»«)(")
    words = [
        word if word.isascii() and word.strip(".:").isalnum() else word[::-1].translate(mirrored)
        for word in line.split(" ")
    ]
    words = [_digits_again(word) for word in words]
    text = " ".join(reversed(words))
    return text.replace("Wire Coastal", "Coastal Wire")


def _digits_again(word: str) -> str:
    bare = word.strip("،.")
    return word.replace(bare, bare[::-1]) if bare[::-1].replace(":", "").isdigit() and not word.isascii() else word


def test_a_word_file_is_read_a_paragraph_a_line(tmp_path: Path) -> None:
    article = read(tmp_path, "a.docx", word(*ARABIC, title=ARABIC[0], language="ar-SA"))
    assert article.text == "\n".join(ARABIC)
    assert (article.title, article.language, article.author) == (ARABIC[0], "ar-SA", None)
    assert article.source.kind is ArticleKind.WORD
    assert (article.source.told_by.title, article.source.told_by.language) == (Teller.DOCUMENT, Teller.DOCUMENT)
    quote = locate_quote(FoldedArticle(article.text), "وعلى متنها 214 راكباً", language="ar")
    assert isinstance(quote, Span)
    assert article.text[quote.start : quote.end] == quote.text


def test_a_word_title_that_the_text_does_not_have_is_a_templates(tmp_path: Path) -> None:
    article = read(tmp_path, "a.docx", word("Ferry aground", "It sank.", title="Template 2019"))
    assert (article.title, article.source.told_by.title) == ("Ferry aground", Teller.WORDS)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("<w:r><w:t>Three</w:t></w:r><w:del><w:r><w:delText> no</w:delText></w:r></w:del>"
                     "<w:ins><w:r><w:t> four</w:t></w:r></w:ins>", "Three four", id="tracked-changes"),
        pytest.param("<w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r>", "Seen",
                     id="hidden"),
        pytest.param('<w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r>', "Linked.",
                     id="link"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r>", "7", id="field-code"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc", id="tab-and-break"),
        pytest.param("<w:sdt><w:sdtContent><w:r><w:t>In a form</w:t></w:r></w:sdtContent></w:sdt>", "In a form",
                     id="form"),
    ],
)  # fmt: skip
def test_what_word_shows_is_what_is_read(tmp_path: Path, raw: str, text: str) -> None:
    assert read(tmp_path, "a.docx", word("Head", raw=[raw])).text == f"Head\n{text}"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b"0" * 210_000_000)
    return out.getvalue()


def without_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "b")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0 old", "no .docx file", id="old-word"),
        pytest.param("a.docx", without_document(), "cannot be read as a Word file", id="other-zip"),
        pytest.param("a.docx", bomb, "210,000,000 unpacked bytes.*--limit unpacked-bytes=210000000", id="bomb"),
        pytest.param("a.docx", word(), "has no text", id="empty-word"),
        pytest.param("a.pdf", b"%PDF-1.7 no", "cannot be read as a PDF", id="no-pdf"),
        pytest.param("a.pdf", pdf([]), "only pictures", id="scan"),
        pytest.param("a.pdf", pdf(["x"], pages=101), "101 pdf pages", id="long-pdf"),
    ],
)
def test_a_document_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | Callable[[], bytes], message: str
) -> None:
    with pytest.raises(InputError, match=message) as raised:
        # What takes long to make is made by who runs this, not by each who collects the tests.
        read(tmp_path, name, content() if callable(content) else content)
    assert name in str(raised.value)


def test_a_pdf_is_read_a_line_a_line(tmp_path: Path) -> None:
    lines = ["Ferry aground", "The ferry (Tarina Star) ran aground at 9:30.", "It had 214 aboard."]
    article = read(tmp_path, "a.pdf", pdf(lines, title="Ferry aground", language="en-GB", pages=2))
    assert article.text == "\n".join(lines) + "\n\n" + "\n".join(lines)
    assert (article.title, article.language) == ("Ferry aground", "en-GB")
    assert article.source.remarks == ()


def test_a_word_that_a_line_end_breaks_is_one_in_a_pdf(tmp_path: Path) -> None:
    assert "the information was" in read(tmp_path, "a.pdf", pdf(["Again the infor-", "mation was late."])).text


def test_a_pdf_titled_after_its_file_is_called_by_its_first_line(tmp_path: Path) -> None:
    article = read(tmp_path, "a.pdf", pdf(["Ferry aground"], title="Microsoft Word - final2.doc"))
    assert (article.title, article.source.told_by.title) == ("Ferry aground", Teller.WORDS)


@pytest.mark.parametrize(
    "above", [[], ["Home World Sport", "Coastal Wire"]], ids=["headline-first", "below-the-page's-head"]
)
@pytest.mark.parametrize(
    "shown", [["Ferry aground off Tarina"], ["Ferry aground", "off Tarina"]], ids=["a-line", "two"]
)
@pytest.mark.parametrize(
    "title", ["Ferry aground off Tarina - Coastal Wire", "Coastal Wire | Ferry aground off Tarina"]
)
def test_a_page_that_was_printed_is_called_by_its_headline_without_the_outlet(
    tmp_path: Path, title: str, shown: list[str], above: list[str]
) -> None:
    article = read(tmp_path, "a.pdf", pdf([*above, *shown, "It had 214 aboard."], title=title))
    assert (article.title, article.source.told_by.title) == ("Ferry aground off Tarina", Teller.DOCUMENT)


def test_a_headline_with_a_dash_is_kept_whole(tmp_path: Path) -> None:
    article = read(
        tmp_path, "a.pdf", pdf(["Live", "Ferry aground - live updates"], title="Ferry aground - live updates")
    )
    assert article.title == "Ferry aground - live updates"


def test_an_arabic_pdf_is_put_into_the_order_of_reading(tmp_path: Path) -> None:
    lines = [line.replace("ّ", "").replace("ً", "").replace("ُ", "") for line in ARABIC]
    article = read(tmp_path, "a.pdf", pdf([as_seen(line) for line in lines], language="ar"))
    assert article.text == "\n".join(lines)
    assert article.source.remarks == (TextRemark.ORDER_REBUILT,)


def words(text: str) -> list[str]:
    """Its words, with nunation before its alef: the two ways to spell it look alike on a page."""
    return unicodedata.normalize("NFC", text).replace("\u0627\u064b", "\u064b\u0627").split()


@pytest.mark.parametrize(
    ("printed", "lines"),
    [("chromium-amiri", 4), ("chromium-dejavu", 6), ("chromium-kacst", 4), ("chromium-kufi", 6),
     ("chromium-naskh", 5), ("chromium-scheherazade", 5),
     ("libreoffice-amiri", 6), ("libreoffice-dejavu", 6), ("libreoffice-kacst", 6), ("libreoffice-kufi", 6),
     ("libreoffice-naskh", 6)],
)  # fmt: skip
def test_what_was_printed_in_arabic_is_read_word_by_word(printed: str, lines: int) -> None:
    story = (PDFS / "story.txt").read_text(encoding="utf-8").splitlines()
    (article,) = load_articles([PDFS / f"{printed}.pdf"])
    assert words(article.text) == words("\n".join(story[:lines]))
    assert article.source.remarks == (TextRemark.ORDER_REBUILT,)


def letters(text: str, left: float = 100.0, *, step: float = 8.0, size: float = 16.0, low: float = 0.0) -> list[Letter]:
    """The letters of a word from the right, its first at `left`; each as wide as a step."""
    return [Letter(char, left - step * at, left - step * (at - 1), size, low, low + 10) for at, char in enumerate(text)]


@pytest.mark.parametrize("name", ["هلل", "لله"])
def test_the_ligature_of_the_name_of_god_is_read_in_its_order(name: str) -> None:
    ligature = [Letter(char, 88, 100, 16, 0, 10) for char in name]
    assert reading_order([*letters("ا"), *ligature]) == "الله"


@pytest.mark.parametrize("gap", [0.0, 1.0, 2.0])
def test_a_space_that_a_high_mark_makes_within_a_word_is_none(gap: float) -> None:
    high = [Letter("ر", 78, 80 - gap, 16, 9, 11), Letter("ٌ", 76 - gap, 78, 16, 9, 11)]
    line = [*letters("كبي", 96), Letter(" ", 80, 80), *high]
    assert reading_order(line) == "كبيرٌ"


def test_words_a_space_apart_stay_two() -> None:
    line = [*letters("ضرر"), Letter(" ", 80, 80), *letters("كبير", 72)]
    assert reading_order(line) == "ضرر كبير"


@pytest.mark.parametrize("word", ["آخر", "(أي"])
def test_a_space_that_the_file_does_not_tell_is_seen_by_its_width(word: str) -> None:
    # Kerned, or beside a mark, whose own box is of another height.
    behind = [replace(one, low=2) if one.char == "(" else one for one in letters(word, 72)]
    assert reading_order([*letters("كان"), *behind]) == f"كان {word}"


def test_what_is_free_about_marks_is_no_space() -> None:
    marks = [Letter('"', 78, 82.2, 16, 2, 10), Letter(".", 72, 76.2, 16, 0, 10)]
    assert reading_order([*letters("كان"), *marks]) == 'كان".'


def test_a_mark_is_its_neighbours_where_a_letter_further_off_is_as_wide() -> None:
    line = [Letter("ل", 92, 97, 16, 0, 10), Letter("ح", 87, 95, 16, 0, 10), Letter("ر", 81, 87, 16, 0, 10),
            Letter("ّ", 80, 85, 16, 0, 10), Letter("ك", 72, 81, 16, 0, 10)]  # fmt: skip
    assert reading_order(line) == "لحرّك"


def test_a_line_that_stretches_a_word_is_no_letter_and_parts_nothing() -> None:
    # The second of two such lines is not told, which leaves a gap.
    stretched = [*letters("المدين"), Letter(STRETCH, 46, 50, 16, 0, 10), *letters("ة", 36)]
    assert reading_order(stretched) == "المدينة"


def test_a_letter_that_its_own_and_its_marks_glyph_are_said_to_be_is_one() -> None:
    own = [Letter("أ", 94, 98, 16, 0, 10), Letter("ُ", 90, 94, 16, 0, 10)]
    marks = [Letter("أ", 95, 97, 16, 12, 14), Letter("ُ", 93, 95, 16, 12, 14)]
    assert reading_order([*own, *marks, *letters("لغيت", 82)]) == "أُلغيت"


def test_a_letter_and_its_mark_in_one_glyph_stay_together() -> None:
    # The glyph's box is cut in two between them, and the next letter's middle is nearer to the mark's.
    line = [Letter("ع", 90, 98, 16, 0, 10), Letter("ب", 88, 90, 16, 2, 6), Letter("ّ", 86, 88, 16, 2, 6),
            Letter("ا", 84.6, 87.2, 16, 0, 10)]  # fmt: skip
    assert reading_order(line) == "عبّا"


@pytest.mark.parametrize(("number", "seen"), [("18-11-2025", "2025-11-18"), ("12.5%", "%12.5"), ("1,200", "1,200"),
                                              ("09:30", "09:30"), ("3/4", "3/4"), ("٣٫٥", "٣٫٥")])  # fmt: skip
def test_numbers_after_arabic_letters_run_as_they_are_shown(number: str, seen: str) -> None:
    shown = [Letter(char, 20 + 5 * at, 25 + 5 * at, 16, 0, 10) for at, char in enumerate(seen)]
    assert reading_order([*letters("منذ", 120), Letter(" ", 90, 90), *shown]) == f"منذ {number}"


@pytest.mark.parametrize("line", ["قال «نعم» وذهب", "الحزب (اللبناني) هنا", "كتب “نعم” هنا", "قال: «نعم، ثم لا»."])
@pytest.mark.parametrize("turned", [False, True])
def test_marks_face_their_words_whichever_way_the_file_has_them(line: str, turned: bool) -> None:
    mirrored = str.maketrans("«»()“”", "»«)(”“")
    given = line.translate(mirrored) if turned else line
    seen = [Letter(char, 400 - 8 * at, 408 - 8 * at, 16, 0, 10) for at, char in enumerate(given)]
    assert reading_order(seen) == line


def test_an_arabic_pdf_that_stays_back_to_front_is_refused(tmp_path: Path) -> None:
    # Drawn mirrored: where the letters stand says the same as the file, and both are wrong.
    with pytest.raises(InputError, match=r"come out back to front.*give the page"):
        read(tmp_path, "a.pdf", pdf([line.replace("ّ", "") for line in ARABIC], language="ar"))


def test_lam_alef_in_one_glyph_is_lam_and_then_alef() -> None:
    one_glyph = [Letter("ا", 10, 20), Letter("ل", 10, 20)]
    assert reading_order([Letter("ث", 20, 25), *one_glyph, Letter("ث", 5, 10)]) == "ثلاث"
    assert reading_order([Letter("ا", 15, 20), Letter("ل", 10, 15)]) == "ال"


@pytest.mark.parametrize(("told", "is_leftward"), [("رص", True), ("صر", False)])
def test_letters_of_one_glyph_are_told_against_the_way_of_the_file(told: str, is_leftward: bool) -> None:
    glyph = [Letter(char, 74, 84, 16, 0, 10) for char in told]
    line = [*letters("الن"), *glyph] if is_leftward else [*glyph, *letters("الن")[::-1]]
    assert reading_order(line) == "النصر"


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("قالت الوزارة إن العبارة جنحت في مدينة المرسى", False),
        ("ةرازولا تلاق نإ ةرابعلا تحنج يف ةنيدم ىسرملا", True),
        ("The ferry sailed", False),
        ("", False),
    ],
)
def test_back_to_front_is_told_by_letters_that_only_end_words(text: str, is_wrong: bool) -> None:
    assert (share_out_of_order(text) > 0.5) is is_wrong


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("pypdfium2", "a.pdf")])
def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError, match=r"pip install 'path/to/factcmp\[documents\]'"):
        read(tmp_path, name, b"")
