"""Files of strangers: each is read, or is a sentence about that file."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hostile import fuzz, mutated, texts
from hypothesis import example, given
from hypothesis import strategies as st
from made_documents import pdf, word
from made_pages import ARABIC, ENGLISH, json_ld, open_graph, page

from factcmp.articles.readers import read_as
from factcmp.articles.web.feeds import is_feed, read_feed
from factcmp.errors import FactcmpError, InputError
from factcmp.text.lines import printable

_FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title>
<item><title>Ferry</title><link>https://e.example/1</link><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>"""
_FRONT = "---\ntitle: Ferry\noutlet: Wire\npublished: 2026-11-03\nlanguage: en\n---\nThe ferry ran aground.\n"
_RECORDS = json.dumps([{"title": "Ferry", "text": "The ferry ran aground.", "published": "2026-11-03"}])
GOOD: dict[str, tuple[bytes, ...]] = {
    "html": tuple(page(story, head=json_ld(story) + open_graph(story)).encode() for story in (ARABIC, ENGLISH)),
    "pdf": (pdf(["The ferry ran aground.", "It had 214 aboard."], title="Ferry", language="en"),),
    "docx": (word("Ferry", "The ferry ran aground.", title="Ferry"),),
    "md": (_FRONT.encode(),),
    "json": (_RECORDS.encode(),),
    "jsonl": (_RECORDS.strip("[]").encode(),),
    "csv": (b"title,text,published\nFerry,The ferry ran aground.,2026-11-03\n",),
    "txt": ("العبّارة جنحت.\n".encode("utf-16"), "العبّارة جنحت.\n".encode("cp1256"), b"The ferry.\n"),
}  # fmt: skip


def reads(read: Callable[[], Any]) -> None:
    """Reading ends in articles that can be kept, or in one printable sentence."""
    drafts, said = [], ""
    try:
        drafts = read()
    except InputError as error:
        said = str(error)
    assert printable(said) == said.strip()
    for draft in drafts:
        draft.text.encode()
        for fact in draft.facts.values():
            assert printable(str(fact.value)) == str(fact.value)


@pytest.mark.parametrize("kind", GOOD)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(kind: str) -> None:
    @fuzz(0.2 if kind in ("html", "pdf", "docx") else 1.0)
    @given(mutated(st.sampled_from(GOOD[kind])))
    def check(raw: bytes) -> None:
        reads(lambda: read_as(kind, raw, f"odd.{kind}"))

    check()


@fuzz()
@given(texts)
def test_front_matter_of_any_text_is_read_or_refused(text: str) -> None:
    reads(lambda: read_as("md", f"---\ntitle: {text}\n{text}\n---\n{text}".encode(), "odd.md"))


@fuzz(0.3)
@given(texts, texts)
def test_a_page_with_any_text_in_it_is_read_or_refused(text: str, other: str) -> None:
    story = f"<html><head><title>{text}</title><meta name=author content='{other}'></head><body><p>{other}</p>{text}"
    reads(lambda: read_as("html", story.encode(), "odd.html"))


@fuzz(0.3)
@given(mutated(st.just(_FEED.encode())))
@example(_FEED.replace("utf-8", "\x00tf-8").encode())
@example(_FEED.replace("utf-8", "\x80tf-8").encode("latin-1"))
def test_a_damaged_feed_gives_addresses_of_the_web_or_a_sentence(raw: bytes) -> None:
    is_feed(raw)
    listed, said = [], ""
    try:
        listed = read_feed(raw, "odd.xml")
    except FactcmpError as error:
        said = str(error)
    assert printable(said) == said.strip()
    assert all(one.url.startswith(("http://", "https://")) for one in listed)
