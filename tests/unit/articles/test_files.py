"""Taking articles in: what a file is, who told what, and that plain text stays as it was."""

import datetime
import hashlib
import io
from pathlib import Path

import pytest

from factcmp.articles import IntakeOptions, load_articles, take_in
from factcmp.errors import InputError
from factcmp.models import Article, ArticleKind, ArticleSource, Teller, TextRemark, ToldBy
from factcmp.report.files import keep_texts

FRONT = """---
title: عبّارة تجنح
source: صدى الساحل
author: [ليلى منصور, Maya Stone]
date: 2025-11-18
lang: ar
url: https://news.example/7
tags: {a: [1]}
---
"""
BODY = "جنحت **العبّارة** قبالة الساحل.\r\n\n---\nوأُجلي 214 راكباً.\n"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffعبّارة\r\n\r\nتجنح\r",
        "  e\u0301 \u200f\u00a0🚢\u2028\x0c",
        "---\ntitle: no\n---\nfront matter is Markdown's",
    ],
)
def test_plain_text_is_the_files_as_decoded_and_nothing_else(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.txt", text)
    (article,) = load_articles([path])
    assert article.text == text
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (article.id, article.label, article.path) == ("a", "A1", path.as_posix())
    assert (article.outlet, article.author, article.published, article.language, article.url) == (None,) * 5
    assert article.source == ArticleSource(told_by=ToldBy(title=Teller.WORDS))


def test_front_matter_tells_and_the_rest_is_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", FRONT + BODY)
    (article,) = load_articles([path])
    assert article.text == BODY
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (article.title, article.outlet, article.author) == ("عبّارة تجنح", "صدى الساحل", "ليلى منصور, Maya Stone")
    assert (article.published, article.language) == (datetime.date(2025, 11, 18), "ar")
    assert article.url == "https://news.example/7"
    assert article.source == ArticleSource(
        kind=ArticleKind.MARKDOWN, told_by=ToldBy(**dict.fromkeys(ToldBy.model_fields, Teller.FRONT_MATTER))
    )


@pytest.mark.parametrize(
    "text", ["A ferry.\n---\ntitle: x\n---\n", "---\nA ferry between rules.\n", "----\na: b\n----\nFerry"]
)
def test_rules_in_markdown_are_no_front_matter(tmp_path: Path, text: str) -> None:
    (article,) = load_articles([write(tmp_path / "a.md", text)])
    assert article.text == text


@pytest.mark.parametrize(
    ("front", "message"),
    [
        pytest.param("title: [", "cannot be read as YAML", id="no-yaml"),
        pytest.param("- a\n- b", "lines of the form", id="a-list"),
        pytest.param("date: last week", "'last week' is no date", id="no-date"),
        pytest.param("date: 2025-13-45", "is no date|cannot be read as YAML", id="no-such-day"),
        pytest.param("lang: Arabic language", "no language tag", id="no-language"),
        pytest.param("x: !!python/object/apply:os.system [echo]", "cannot be read as YAML", id="code"),
        pytest.param("x: " + "y" * 70_000, "longer than", id="long"),
    ],
)
def test_front_matter_that_is_none_is_named(tmp_path: Path, front: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        load_articles([write(tmp_path / "a.md", f"---\n{front}\n---\nFerry")])
    assert "a.md" in str(raised.value)


def test_a_flag_goes_before_a_sidecar_and_that_before_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.md", FRONT + BODY)
    write(tmp_path / "a.meta.yaml", "outlet: Beside\ntitle: Title beside\n")
    write(tmp_path / "articles.yaml", "a.md: {outlet: Table, author: Table, title: Table}\n")
    (article,) = load_articles([tmp_path / "a.md"], IntakeOptions(told={"title": "Told"}))
    assert (article.title, article.outlet, article.author) == ("Told", "Beside", "Table")
    told = article.source.told_by
    assert (told.title, told.outlet, told.author) == (Teller.FLAG, Teller.SIDECAR, Teller.SIDECAR)
    assert (told.published, told.language) == (Teller.FRONT_MATTER, Teller.FRONT_MATTER)


@pytest.mark.parametrize("name", ["a.meta.yaml", "a.txt.meta.yaml"])
def test_a_sidecar_tells_of_plain_text_and_leaves_it_as_it_is(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.txt", "A ferry.\n")
    write(tmp_path / name, "outlet: Wire\npublished: 2025-11-18\n")
    (article,) = load_articles([tmp_path])
    assert (article.text, article.title, article.outlet) == ("A ferry.\n", "A ferry.", "Wire")
    assert article.published == datetime.date(2025, 11, 18)
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.meta.yaml", "outlett: Wire", "a.meta.yaml tells none of: title, outlet"),
        ("a.meta.yaml", "published: 3/4/2025", "write it as 2025-11-18"),
        ("articles.yaml", "a.txt: Wire", "under the file's name"),
        ("articles.yaml", "a.txt: {published: soon}", "articles.yaml, a.txt"),
    ],
)
def test_a_sidecar_that_tells_nothing_is_an_error(tmp_path: Path, name: str, content: str, message: str) -> None:
    write(tmp_path / "a.txt", "A ferry.")
    write(tmp_path / name, content)
    with pytest.raises(InputError, match=message):
        load_articles([tmp_path])


def test_a_folder_gives_its_documents_and_not_its_tables(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "README.md", ".c.md", "report.json", "rows.csv", "articles.yaml", "b.meta.yaml"):
        write(tmp_path / name, "title: A ferry\n")
    assert [article.id for article in load_articles([tmp_path])] == ["a", "b"]


def test_one_name_in_two_kinds_is_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Ferry")
    write(tmp_path / "a.md", "Tug")
    ids = [article.id for article in load_articles([tmp_path])]
    assert ids == ["a", f"a-{hashlib.sha256(b'Ferry').hexdigest()[:6]}"]


def test_the_same_table_twice_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "Ferry"}, {"text": "Tug"}]')
    with pytest.raises(InputError, match="record 1 is given twice"):
        load_articles([path, path])


def test_what_is_told_of_all_can_be_told_of_many_but_for_the_title(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Ferry")
    write(tmp_path / "b.txt", "Tug")
    articles = load_articles([tmp_path], IntakeOptions(told={"outlet": "Wire", "language": "en_GB"}))
    assert {(article.outlet, article.language) for article in articles} == {("Wire", "en-GB")}
    with pytest.raises(InputError, match="title can be told of one article, and there are 2"):
        load_articles([tmp_path], IntakeOptions(told={"title": "One"}))
    with pytest.raises(InputError, match="outlett: what can be told is title, outlet"):
        load_articles([tmp_path], IntakeOptions(told={"outlett": "Wire"}))


@pytest.mark.parametrize(("kind", "content"), [("txt", BODY), ("md", FRONT + BODY), ("json", '{"text": "Ferry"}')])
def test_standard_input_is_read_as_it_is_said_to_be(kind: str, content: str) -> None:
    options = IntakeOptions(standard_input=io.BytesIO(content.encode()).read, standard_kind=kind)
    (article,) = load_articles(["-"], options)
    assert article.text == ("Ferry" if kind == "json" else BODY)
    assert article.path is None
    assert article.id.startswith("standard-input")


def test_a_list_of_addresses_is_not_taken_for_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "urls.txt", "# two\nhttps://a.example/1\n\nhttps://b.example/2\n")
    with pytest.raises(InputError, match=r"https://a\.example/1 is on the network.*--fetch"):
        take_in([path])
    with pytest.raises(InputError, match="--fetch"):
        take_in(["https://a.example/1"])
    write(path, "https://a.example/1\nsays that a ferry sailed.\n")
    assert load_articles([path])[0].text.startswith("https")


def test_extracted_texts_are_kept_to_the_character(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "Ferry")
    write(tmp_path / "in" / "b.md", FRONT + BODY)
    articles = load_articles([tmp_path / "in"])
    written = keep_texts(articles, tmp_path / "report.texts")
    assert written == {"b": tmp_path / "report.texts" / "b.txt"}
    kept = written["b"].read_bytes().decode()
    for start in range(len(kept)):
        assert kept[start : start + 9] == articles[1].text[start : start + 9]


def test_an_article_of_an_earlier_report_is_still_read() -> None:
    before = '{"id":"a","label":"A1","path":"a.txt","title":"T","outlet":null,"sha256":"0","text":"Ferry"}'
    article = Article.model_validate_json(before)
    assert (article.author, article.source) == (None, ArticleSource())
    assert hash(article) == hash(Article.model_validate_json(article.model_dump_json()))


PART = "The ferry ran aground early on Tuesday with 214 passengers aboard, the ministry said. " * 6


@pytest.mark.parametrize(
    ("text", "is_several"),
    [
        pytest.param(f"{PART}\n\n=====\n\n{PART}\n", True, id="rule"),
        pytest.param(f"{PART}\r\n\r\n* * *\r\n\r\n{PART}\r\n", False, id="pause"),
        pytest.param(f"{PART}\n\n----------\nShared by a reader.\n", False, id="signature"),
        pytest.param(f"{PART}\n\nMore\n-----\n{PART}\n", False, id="underlined-heading"),
        pytest.param(f"{PART}\n\n{PART}\n", False, id="one"),
    ],
)
def test_a_document_of_several_articles_says_so(tmp_path: Path, text: str, is_several: bool) -> None:
    (article,) = load_articles([write(tmp_path / "a.txt", text)])
    assert article.text == text
    assert (TextRemark.SEVERAL_ARTICLES in article.source.remarks) is is_several
