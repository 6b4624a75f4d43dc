"""Articles in named fields: JSON, JSON Lines, CSV."""

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from factcmp.articles import IntakeOptions, load_articles
from factcmp.errors import InputError
from factcmp.models import Article, ArticleKind, Teller

RECORD = {
    "id": "wire-7",
    "headline": "عبّارة تجنح",
    "publisher": {"@type": "Organization", "name": "صدى الساحل"},
    "authors": [{"name": "ليلى منصور"}, "Maya Stone"],
    "date_published": "2025-11-18T23:30:00+03:00",
    "lang": "ar_SY",
    "link": "https://news.example/7",
    "body": "جنحت العبّارة.\r\n\u2028 وأُجلي 214 راكباً \U0001f6a2.",
}


def load(folder: Path, name: str, content: str | bytes, **fields: str) -> tuple[Article, ...]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_articles([path], IntakeOptions(fields=fields))


def check(article: Article) -> None:
    assert article.text == RECORD["body"]
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert (article.id, article.title, article.outlet) == ("wire-7", "عبّارة تجنح", "صدى الساحل")
    assert (article.published, article.language) == (datetime.date(2025, 11, 18), "ar-SY")
    assert article.url == "https://news.example/7"
    assert article.source.kind is ArticleKind.RECORD
    assert article.source.told_by.outlet is Teller.RECORD


def test_json_holds_one_article_or_a_list(tmp_path: Path) -> None:
    (one,) = load(tmp_path, "one.json", json.dumps(RECORD))
    check(one)
    assert one.author == "ليلى منصور, Maya Stone"
    check(load(tmp_path, "two.json", json.dumps([RECORD, {"text": "Another."}], ensure_ascii=False))[0])


def test_json_lines_hold_one_a_line_and_odd_line_breaks_within(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**RECORD, "id": id}, ensure_ascii=False) for id in ("wire-7", "b")) + "\n\n"
    first, second = load(tmp_path, "a.jsonl", lines)
    check(first)
    assert (second.id, second.label, second.source.record) == ("b", "A2", 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_a_table_names_its_columns(tmp_path: Path, delimiter: str, mark: str) -> None:
    head = delimiter.join(["id", "Headline", "Source", "Date", "Lang", "URL", "Text"])
    cells = ["wire-7", RECORD["headline"], "صدى الساحل", "2025-11-18", "ar-SY", RECORD["link"], RECORD["body"]]
    row = delimiter.join('"' + str(cell) + '"' for cell in cells)
    (article,) = load(tmp_path, "a.csv", f"{mark}{head}\r\n{row}\r\n")
    check(article)


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    (article,) = load(tmp_path, "a.csv", "text,title\n" + "word " * 40_000 + ",T\n")
    assert len(article.text) == 200_000


def test_records_without_an_id_are_numbered_after_their_file(tmp_path: Path) -> None:
    articles = load(tmp_path, "list.json", '[{"text": "One."}, {"text": "Two."}]')
    assert [(one.id, one.source.record) for one in articles] == [("list-1", 1), ("list-2", 2)]


def test_fields_of_other_names_are_told(tmp_path: Path) -> None:
    content = json.dumps({"story": "The ferry sailed.", "text": "a teaser", "medium": "Wire", "source": "scraper"})
    (article,) = load(tmp_path, "a.json", content, text="story", outlet="medium")
    assert (article.text, article.outlet) == ("The ferry sailed.", "Wire")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.json", "{", "cannot be read as JSON", id="broken"),
        pytest.param("a.json", "[" * 100_000, "cannot be read as JSON", id="deep"),
        pytest.param("a.json", "[]", "has no article", id="empty-list"),
        pytest.param("a.json", '["text"]', "record 1 is no object", id="no-object"),
        pytest.param("a.json", '{"titel": "x", "txt": "y"}', "its fields are: titel, txt", id="no-text"),
        pytest.param(
            "a.json", '{"text": "x", "date": "18/11/2025"}', "record 1: '18/11/2025' is no date", id="unclear-date"
        ),
        pytest.param("a.json", '{"text": "x", "date": "2025-02-30"}', "is no date", id="no-such-day"),
        pytest.param("a.json", '{"text": "x", "lang": "Arabic (Syria)"}', "is no language tag", id="no-language"),
        pytest.param("a.json", '{"text": "x\\ud83d"}', "half a character", id="lone-surrogate"),
        pytest.param("a.jsonl", '{"text": "x"}\n{', "line 2 cannot be read", id="broken-line"),
        pytest.param("a.csv", "text,title\nx,y,z\n", "row 2 has more cells", id="too-many-cells"),
        pytest.param("a.csv", 'text\n"x', "cannot be read as CSV", id="open-quotation-mark"),
        pytest.param("a.csv", "text,title\n", "has no article", id="head-alone"),
        pytest.param("a.csv", "نص".encode("windows-1256"), "iconv", id="windows-1256"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        load(tmp_path, name, content)
    assert name in str(raised.value)
