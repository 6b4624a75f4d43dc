"""Reading article files: the text is the file's, and what is no article is said or passed over."""

import datetime
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.articles import load_articles
from factcmp.articles.from_text import find_title, make_article, with_headline
from factcmp.errors import InputError
from factcmp.models import ArticleSource, Teller, ToldBy


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_folder_is_read_in_order_of_name_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "ج.txt",
        "README.txt",
        "notes.txt",
        "Licence.txt",
        ".hidden.txt",
        "c.json",
        "d.TXT.bak",
    ):
        write(tmp_path / name, f"The ferry sailed {name}")
    write(tmp_path / "sub" / "e.txt", "Not looked at")
    (tmp_path / "folder.txt").mkdir()
    articles = load_articles([tmp_path])
    assert [(article.id, article.label) for article in articles] == [("a", "A1"), ("b", "A2"), ("ج", "A3")]


def test_a_file_named_outright_is_read_whatever_its_name(tmp_path: Path) -> None:
    readme = write(tmp_path / "README", "The ferry sailed")
    assert [article.id for article in load_articles([readme])] == ["README"]


def test_paths_keep_the_order_given(tmp_path: Path) -> None:
    first, second = write(tmp_path / "z.txt", "Zebra"), write(tmp_path / "folder" / "a.txt", "Ant")
    assert [article.text for article in load_articles([first, second.parent])] == ["Zebra", "Ant"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeffأبحرت العبّارة\n", id="byte-order-mark"),
        pytest.param("The ferry\r\n\r\nsailed.\r\n", id="windows-line-breaks"),
        pytest.param("The ferry\rsailed.\u2028\x0c", id="odd-line-breaks"),
        pytest.param("  e\u0301 \u200f\u00a0🚢", id="nothing-normalised"),
    ],
)
def test_the_text_is_the_files_to_the_character(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.txt", text)
    (article,) = load_articles([path])
    assert article.text == text
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.path == path.as_posix()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("أبحرت".encode("windows-1256"), "iconv", id="windows-1256"),
        pytest.param(b"ferry \xc3", r"byte 6", id="cut-character"),
        pytest.param(b"", "no text", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n \n", "no text", id="byte-order-mark-alone"),
        pytest.param(b"... --- ...", "no text", id="punctuation-alone"),
    ],
)
def test_a_file_that_is_no_article_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = write(tmp_path / "bad.txt", content)
    with pytest.raises(InputError, match=message) as raised:
        load_articles([path])
    assert "bad.txt" in str(raised.value)


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles"):
        load_articles([])
    with pytest.raises(InputError, match=r"has no \.txt, \.md"):
        load_articles([tmp_path])
    with pytest.raises(InputError, match="does not exist"):
        load_articles([tmp_path / "nowhere.txt"])


def test_one_name_in_two_folders_is_told_apart_by_content(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x" / "1.txt", "Ferry"), write(tmp_path / "y" / "1.txt", "Tug")
    ids = [article.id for article in load_articles([one, two])]
    assert ids == ["1", f"1-{hashlib.sha256(b'Tug').hexdigest()[:6]}"]


def test_names_that_become_one_id_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "a b.txt", "Ferry")
    write(tmp_path / "a,b.txt", "Tug")
    assert len({article.id for article in load_articles([tmp_path])}) == 2


def test_the_same_file_twice_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "1.txt", "Ferry")
    with pytest.raises(InputError, match="given twice"):
        load_articles([tmp_path, path])
    copy = write(tmp_path / "copy" / "1.txt", "Ferry")
    again = write(tmp_path / "again" / "1.txt", "Ferry")
    with pytest.raises(InputError, match="same text"):
        load_articles([path, copy, again])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("\n \n  Ferry\tsails \nmore", "Ferry sails", id="first-line-with-words"),
        pytest.param("\ufeffFerry", "Ferry", id="byte-order-mark"),
        pytest.param("\ufeff\r\nFerry", "Ferry", id="byte-order-mark-in-a-line-of-its-own"),
        pytest.param("***\nFerry", "Ferry", id="ornament"),
        pytest.param("f" * 200, "f" * 200, id="just-short-enough"),
        pytest.param("f" * 201, None, id="no-headline"),
    ],
)
def test_the_title_is_the_first_line(text: str, title: str | None) -> None:
    assert find_title(text) == title


IMPRINTED = {"outlet": "El Diario", "published": datetime.date(2026, 5, 14), "language": "es"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("El Diario\n14 de mayo de 2026\n\nReabre el puente\n\nEl puente reabrió.", "Reabre el puente"),
        ("EL DIARIO – jueves, 14 de mayo de 2026, 17:30 h\nReabre el puente\nEl puente reabrió.", "Reabre el puente"),
        ("Reabre el puente\nEl Diario\nEl puente reabrió.", "Reabre el puente"),
        ("El Diario lo dijo antes\nReabre el puente", "El Diario lo dijo antes"),
        ("El puente reabrió el 14 de mayo de 2026\nMás", "El puente reabrió el 14 de mayo de 2026"),
        ("13 de mayo de 2026\nReabre el puente", "13 de mayo de 2026"),
        ("El Diario\nEl puente reabrió ayer.", "El Diario"),
        ("El Diario\n" + "14 de mayo de 2026\n" * 5 + "Reabre el puente", "El Diario"),
        ("El Diario", "El Diario"),
    ],
)
def test_outlet_and_date_above_the_headline_are_no_title(text: str, title: str) -> None:
    assert with_headline(make_article(text, id="a").model_copy(update=IMPRINTED)).title == title


def test_outlet_and_date_in_other_scripts_are_no_title() -> None:
    arabic = {"outlet": "صدى الساحل", "published": datetime.date(2025, 11, 18), "language": "ar"}
    article = make_article("صدى الساحل - الثلاثاء ١٨ نوفمبر ٢٠٢٥\nإغلاق الجسر\n", id="a").model_copy(update=arabic)
    assert with_headline(article).title == "إغلاق الجسر"
    two_names = make_article("صدى الساحل\nالثلاثاء 18 تشرين الثاني/نوفمبر 2025\nإغلاق الجسر\n", id="a")
    assert with_headline(two_names.model_copy(update=arabic)).title == "إغلاق الجسر"
    japanese = {"outlet": "朝比奈新聞", "published": datetime.date(2025, 10, 15), "language": "ja"}
    article = make_article("朝比奈新聞　2025年10月15日 18時02分\n両替所が閉鎖\n", id="a").model_copy(update=japanese)
    assert with_headline(article).title == "両替所が閉鎖"


def test_a_title_that_was_told_stays() -> None:
    article = make_article("El Diario\nReabre el puente", id="a", title="Puente").model_copy(update=IMPRINTED)
    assert with_headline(article).title == "Puente"
    told = ArticleSource(told_by=ToldBy(title=Teller.FLAG))
    article = make_article("El Diario\nReabre el puente", id="a").model_copy(update={**IMPRINTED, "source": told})
    assert with_headline(article).title == "El Diario"


def test_an_article_without_a_headline_is_called_by_its_name(tmp_path: Path) -> None:
    (article,) = load_articles([write(tmp_path / "long.txt", "word " * 100)])
    assert article.title == "long"
    assert make_article("word " * 100, id="mine").title == "mine"
    assert make_article("Ferry", id="mine", title="Given").title == "Given"


@given(st.text(max_size=40))
def test_an_article_made_from_a_string_keeps_it(text: str) -> None:
    article = make_article(text, id="a")
    assert article.text == text
    assert article.title
    assert article == make_article(text, id="a")
