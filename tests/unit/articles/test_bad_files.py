"""Files as strangers and broken programs leave them: each is a sentence about that file, or read rightly."""

import gzip
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made_documents import pdf, word
from made_pages import ENGLISH, page

from factcmp.articles import IntakeOptions, Limits, load_articles, take_in
from factcmp.articles.limits import guarded, set_limits
from factcmp.errors import ConfigurationError, InputError
from factcmp.models import Article
from factcmp.text.lines import printable

GOOD = "The ferry ran aground.\n\nIt had 214 aboard.\n"
STORY = f"<p>{'</p><p>'.join(ENGLISH.paragraphs)}</p>"
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def zipped(**entries: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def without(part: str) -> bytes:
    """A Word file that lacks a part."""
    return changed(lambda name, content: None if part in name else content)


def changed(change: Callable[[str, bytes], bytes | None]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(*GOOD.split("\n")))) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return out.getvalue()


def document(content: str) -> bytes:
    """A Word file with this XML in place of its document."""
    return changed(lambda name, given: content.encode() if name == "word/document.xml" else given)


def flipped(raw: bytes, at: int, bits: int = 0xFF) -> bytes:
    return raw[:at] + bytes([raw[at] ^ bits]) + raw[at + 1 :]


def encrypted_entries() -> bytes:
    """The flag of an encrypted entry set in every header, as a file with a password has it."""
    raw = bytearray(zipped(word__document="x" * 99))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    return bytes(raw)


def wrong_checksums() -> bytes:
    raw = bytearray(word("The ferry"))
    at = raw.index(b"PK\x01\x02")
    while at >= 0:
        raw[at + 16 : at + 20] = b"\0\0\0\0"
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def broken_deflate() -> bytes:
    raw = bytearray(word("The ferry ran aground", "with 214 aboard"))
    at = raw.index(b"word/document.xml") + 40
    raw[at : at + 60] = b"\xff" * 60
    return bytes(raw)


def aliases(depth: int = 11, under: str = "published") -> str:
    """A few lines of YAML that stand for a thousand million values."""
    lines = ['a0: &a0 ["x","x","x","x","x","x","x","x","x"]']
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth)]
    return "\n".join([*lines, f"{under}: *a{depth - 1}"])


def front(yaml: str) -> str:
    return f"---\n{yaml}\n---\n{GOOD}"


def declared(charset: str) -> bytes:
    return page(ENGLISH, charset=f'<meta charset="{charset}">').encode() + b"\xff\xfe\x80 xn--\xc3"


def entities() -> str:
    lines = ['<!ENTITY a0 "ferry">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


RSS = "<channel><title>{}</title><item><title>One</title><link>https://news.example/1</link></item></channel>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DEEP = f"<w:document {W}><w:body>{'<w:p>' * 300}<w:r><w:t>Ferry</w:t></w:r>{'</w:p>' * 300}</w:body></w:document>"
BOMB = f"{entities()}<w:document {W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
STEAL = (
    f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}><w:body><w:p><w:r><w:t>Ferry &a;'
    "</w:t></w:r></w:p></w:body></w:document>"
)
LEGAL = f"<w:document {W}><w:body><w:p><w:r><w:t>Ferry</w:t></w:r></w:p></w:body></w:document>"

# Name, content, and what is said of it, or None where it is an article all the same.
BAD: list[tuple[str, str, bytes | str, str | None]] = [
    # Plain text
    ("nothing", "a.txt", b"", "no text"),
    ("zeros", "a.txt", b"\0" * 5000, "control characters"),
    ("one-zero", "a.txt", b"Ferry \0 sailed at noon today.", "control|$^"),
    ("picture", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not UTF-8"),
    ("archive", "a.txt", zipped(a="b"), "not UTF-8|control"),
    ("packed", "a.txt", gzip.compress(GOOD.encode(), mtime=0), "not UTF-8|control"),
    ("half-characters", "a.txt", b"Ferry \xed\xa0\x80", "not UTF-8"),
    ("too-long-form", "a.txt", b"Ferry \xc0\xaf", "not UTF-8"),
    ("beyond-unicode", "a.txt", b"Ferry \xf7\xbf\xbf\xbf", "not UTF-8"),
    ("utf-16-little", "a.txt", GOOD.encode("utf-16-le"), None),
    ("utf-16-big", "a.txt", GOOD.encode("utf-16-be"), None),
    ("utf-16-with-mark", "a.txt", GOOD.encode("utf-16"), None),
    ("utf-16-arabic", "a.txt", "جنحت العبّارة فجر الثلاثاء.\n".encode("utf-16-le"), None),
    ("utf-16-cut", "a.txt", GOOD.encode("utf-16-le")[:-1], "control|not UTF-8"),
    ("utf-32", "a.txt", GOOD.encode("utf-32"), None),
    ("one-line-of-a-megabyte", "a.txt", "ferry " * 200_000, "1,200,000 text chars"),
    ("letters-without-a-space", "a.txt", "a" * 600_000, "600,000 text chars"),
    ("large", "a.txt", b"a" * 20_000_001, "20,000,001 file bytes"),
    ("only-line-ends", "a.txt", "\r\n" * 1000, "no text"),
    ("escapes-first", "a.txt", "\x1b]0;owned\x07\x1b[31mFerry aground\n" + GOOD * 20, None),
    ("turned-round-first", "a.txt", "\u202edetnuorga yrreF\u202c\n" + GOOD, None),
    # Front matter and sidecars
    ("bomb-in-front", "a.md", front(aliases()), "not read here"),
    ("bomb-under-title", "a.md", front(aliases(under="title")), "not read here"),
    ("bomb-in-author", "a.md", front(aliases(under="author")), "not read here"),
    ("circle", "a.md", front("title: &a [*a]"), "not read here"),
    ("merge", "a.md", front("a: &a {title: x}\n<<: *a"), "not read here"),
    ("nested-lists", "a.md", front("title: " + "[" * 5000 + "]" * 5000), "as YAML"),
    ("nested-maps", "a.md", front("title: " + "{a: " * 3000 + "}" * 3000), "as YAML"),
    ("indented-lists", "a.md", front("\n".join(" " * n + "- " for n in range(300))), "as YAML|lines of the form"),
    ("digits", "a.md", front("title: " + "9" * 6000), None),
    ("digits-in-sixties", "a.md", front("title: " + ":".join(["59"] * 3000)), None),
    ("digits-in-hex", "a.md", front("title: 0x" + "f" * 6000), None),
    ("typed-digits", "a.md", front("title: !!int " + "9" * 6000), "as YAML"),
    ("code", "a.md", front("title: !!python/object/apply:os.system [echo]"), "as YAML"),
    ("bytes", "a.md", front("title: !!binary aGVsbG8="), None),
    ("set", "a.md", front("title: !!set {a, b}"), None),
    ("half-a-character", "a.md", front('title: "\\ud800 ferry"'), "as YAML|$^"),
    ("escapes-in-title", "a.md", front('title: "\\e]0;owned\\a ferry"'), None),
    ("direction-in-title", "a.md", front('title: "\\u202eyrref"'), None),
    ("lines-in-title", "a.md", front('title: "ferry\\n[99] article Z\\u2028x"'), None),
    ("infinity", "a.md", front("published: .inf"), "is no date"),
    ("no-such-day", "a.md", front("published: 2025-02-30"), "is no date"),
    ("year-zero", "a.md", front("published: 0000-01-01"), "is no date"),
    ("long-date", "a.md", front("published: " + "Mon " * 9000), "is no date"),
    ("long-front", "a.md", front("x: " + "y" * 70_000), "longer than"),
    ("two-documents", "a.md", front("title: a\n--- {b: c}"), "YAML|lines"),
    ("tab", "a.md", front("title:\n\t- a"), "as YAML"),
    ("control-in-yaml", "a.md", front("title: a\x01b") + GOOD * 20, "as YAML"),
    ("number-as-key", "a.md", front("1: 2\n? [a, b]\n: c"), "as YAML|$^"),
    ("open-front", "a.md", "---\ntitle: x\n" + GOOD, None),
    ("dashes", "a.md", "---\n" * 5000 + GOOD, "YAML|lines|$^"),
    # Records
    ("deep-json", "a.json", "[" * 100_000, "as JSON"),
    ("deep-objects", "a.json", '{"a":' * 100_000, "as JSON"),
    ("digits-in-json", "a.json", '{"text": "Ferry", "title": ' + "9" * 6000 + "}", "as JSON"),
    ("small-exponent", "a.json", '{"text": "Ferry", "title": 1e-999999999}', None),
    ("endless-number", "a.json", '{"text": "Ferry", "title": 1e999}', None),
    ("no-number", "a.json", '{"text": "Ferry", "title": NaN}', None),
    ("half-in-text", "a.json", '{"text": "Ferry \\ud800"}', "half a character"),
    ("half-in-title", "a.json", '{"text": "Ferry", "title": "\\ud800 x"}', None),
    ("half-in-id", "a.json", '{"text": "Ferry", "id": "\\ud800"}', None),
    ("half-in-field-name", "a.json", '{"\\ud800": "x"}', "no text"),
    ("half-in-date", "a.json", '{"text": "Ferry", "date": "\\ud800"}', "is no date"),
    ("half-in-language", "a.json", '{"text": "Ferry", "lang": "\\ud800"}', "no language tag"),
    ("escapes-in-id", "a.json", '{"text": "Ferry", "id": "\\u001b]0;x\\u0007"}', None),
    ("long-id", "a.json", json.dumps({"text": "Ferry", "id": "\U0001d11e" * 3 + "ن" * 900}), None),
    ("path-as-id", "a.json", '{"text": "Ferry", "id": "../../../etc/passwd"}', None),
    ("long-title", "a.json", json.dumps({"text": "Ferry", "title": "x" * 1_000_000}), None),
    ("authors-without-end", "a.json", json.dumps({"text": "Ferry", "author": [{"name": "x"}] * 90_000}), None),
    ("number-as-text", "a.json", '{"text": 5}', "no text"),
    ("null", "a.json", "null", "no object"),
    ("two-values", "a.json", '{"text": "a"} {"text": "b"}', "as JSON"),
    ("many-records", "a.json", json.dumps([{"text": "Ferry"}] * 2001), "2,001 records"),
    ("many-lines", "a.jsonl", '{"text": "Ferry"}\n' * 2001, "2,001 records"),
    ("line-of-garbage", "a.jsonl", '{"text": "Ferry"}\n\x00\x01', "line 2|control"),
    ("many-rows", "a.csv", "text\n" + "Ferry\n" * 2001, "2,001 records"),
    ("many-columns", "a.csv", ",".join(f"c{n}" for n in range(50_000)) + "\n" + "x," * 49_999 + "x", "no text"),
    ("open-quote", "a.csv", 'text\n"' + "x\n" * 100_000, "as CSV"),
    ("zero-in-table", "a.csv", "text\nFer\0ry " + "sailed at noon " * 20, "as CSV|$^"),
    ("long-cell", "a.csv", "text\n" + "x" * 600_000, "600,000 text chars"),
    # Pages
    ("idna", "a.html", declared("idna"), None),
    ("punycode", "a.html", declared("punycode"), None),
    ("unicode-escape", "a.html", declared("unicode_escape"), None),
    ("raw-unicode-escape", "a.html", declared("raw-unicode-escape"), None),
    ("utf-7", "a.html", declared("utf-7"), None),
    ("zlib", "a.html", declared("zlib_codec"), None),
    ("rot13", "a.html", declared("rot13"), None),
    ("undefined", "a.html", declared("undefined"), None),
    ("long-charset", "a.html", declared("x" * 5000), None),
    ("utf-16-page", "a.html", page(ENGLISH).encode("utf-16-le"), None),
    ("attributes", "a.html", f"<div {' '.join(f'a{n}=1' for n in range(50_000))}>{STORY}</div>", "50,001 tag attr"),
    ("bare-attributes", "a.html", f"<p {' '.join(f'a{n}' for n in range(50_000))}>{STORY}", "50,001 tag attr"),
    ("attributes-past-quotes", "a.html", f'<p t=">" {" ".join(f"a{n}" for n in range(9000))}>{STORY}', "tag attr"),
    ("attributes-of-a-script", "a.html", f"<script {' '.join(f'a{n}=1' for n in range(9000))}></script>", "tag attr"),
    ("a-script-of-many-words", "a.html", page(ENGLISH, head=f"<script>for(;i<n;){'a b ' * 9000}</script>"), None),
    ("an-attribute-of-many-words", "a.html", page(ENGLISH, head=f'<meta content="{"a b " * 9000}">'), None),
    ("many-tags", "a.html", "<p>x</p>" * 60_000, "60,000 page tags"),
    ("open-tags", "a.html", "<div>" * 40_000 + STORY, "no article|$^"),
    ("open-bold", "a.html", "<b>" * 40_000 + STORY, "no article|$^"),
    ("tables-in-tables", "a.html", "<table><tr><td>" * 9000 + STORY, "no article|$^"),
    ("half-a-tag", "a.html", page(ENGLISH) + "<" * 100_000, None),
    ("open-quote-in-a-tag", "a.html", page(ENGLISH) + '<a href="' * 20_000, "tag attributes"),
    ("open-comment", "a.html", page(ENGLISH) + "<!--" * 50_000, None),
    ("open-script", "a.html", page(ENGLISH) + "<script>" * 20_000, None),
    ("entities-in-a-page", "a.html", entities() + page(ENGLISH), None),
    ("half-by-number", "a.html", page(ENGLISH).replace(ENGLISH.title, "&#xD800;&#55357; Ferry"), None),
    ("zero-by-number", "a.html", page(ENGLISH).replace(ENGLISH.title, "&#0;&#27;]0;x&#7; Ferry"), None),
    ("deep-json-ld", "a.html", page(ENGLISH, head=f"<script type='application/ld+json'>{'[' * 90_000}</script>"), None),
    ("digits-in-json-ld", "a.html", page(ENGLISH, head='<script type="application/ld+json">{"@type":"NewsArticle",'
                                         f'"headline":{"9" * 6000}}}</script>'), None),
    ("frames", "a.html", "<frameset><frame src=x></frameset>", "no article|as a page"),
    ("a-pdf-called-page", "a.html", pdf(["Ferry"]), "no article|as a page|encoding|$^"),
    ("zeros-called-page", "a.html", b"\0" * 100_000, "no article|as a page"),
    ("large-page", "a.html", "<p>" + "x " * 2_600_000, "page bytes"),
    # Word files
    ("old-word", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "no .docx"),
    ("empty-zip", "a.docx", zipped(), "Word file"),
    ("cut-zip", "a.docx", word("Ferry")[:900], "no .docx"),
    ("wrong-checksum", "a.docx", wrong_checksums(), "Word file"),
    ("broken-deflate", "a.docx", broken_deflate(), "Word file|no .docx"),
    ("encrypted-entry", "a.docx", encrypted_entries(), "Word file"),
    ("no-document", "a.docx", without("word/document.xml"), "Word file"),
    ("no-relations", "a.docx", without("_rels/.rels"), "Word file"),
    ("no-types", "a.docx", without("[Content_Types]"), "Word file"),
    ("no-properties", "a.docx", without("docProps"), "Word file|$^"),
    ("no-xml", "a.docx", document("ferry"), "Word file"),
    ("no-body", "a.docx", document(f"<w:document {W}/>"), "Word file"),
    ("deep-xml", "a.docx", document(DEEP), "Word file|$^"),
    ("entities", "a.docx", document(BOMB), "Word file|no text|$^"),
    ("a-file-of-ours", "a.docx", document(STEAL), "$^"),
    ("bomb-of-xml", "a.docx", document(LEGAL + " " * 21_000_000), "unpacked bytes"),
    ("a-workbook", "a.docx", zipped(xl__workbook="<a/>"), "Word file"),
    # PDF files
    ("no-pdf", "a.pdf", b"ferry", "as a PDF"),
    ("empty-pdf", "a.pdf", b"%PDF-1.7\n%%EOF", "as a PDF"),
    ("cut-pdf", "a.pdf", pdf(["The ferry ran aground"])[:700], "as a PDF|no text"),
    ("no-pages", "a.pdf", pdf(["x"], pages=0), "as a PDF|no text"),
    ("pages-in-a-circle", "a.pdf", pdf(["x"]).replace(b"/Kids [10 0 R]", b"/Kids [ 2 0 R]"), "as a PDF|no text"),
    ("wrong-length", "a.pdf", pdf(["Ferry"]).replace(b"/Length ", b"/Length 9"), "as a PDF|no text|$^"),
    ("many-pages", "a.pdf", pdf(["The ferry ran aground."], pages=150), "150 pdf pages"),
    ("pictures-of-text", "a.pdf", pdf([]), "only pictures"),
    ("title-half", "a.pdf", pdf(["Ferry"]).replace(b"<FEFF>", b"<FEFFD800001B005D0030>"), None),
    # Feeds
    ("feed-with-doctype", "a.xml", f"<!DOCTYPE rss>\n<rss version='2.0'>{RSS}</rss>", "--fetch"),
    ("feed-with-subset", "a.xml", f"<?xml version='1.0'?>{entities()}<rss>{RSS}</rss>", "--fetch"),
    ("feed-of-entities", "a.rss", f"{entities()}<rss>{RSS.format('&a11;')}</rss>", "--fetch"),
    ("no-feed", "a.xml", "<html><body>ferry</body></html>", "no RSS or Atom"),
    ("feed-of-nothing", "a.atom", "<feed/>", "no entry|without an entry"),
    ("feed-broken", "a.rss", "<rss><channel><item>", "without an entry"),
    ("feed-of-comments", "a.xml", "<!--" * 50_000, "no RSS or Atom"),
    ("feed-of-files", "a.rss", "<rss><channel><item><link>file:///etc/passwd</link></item></channel></rss>", "entry"),
]  # fmt: skip


def outcome(path: Path) -> Article | str:
    """The article, or the sentence that is said instead; anything else is a traceback."""
    try:
        return load_articles([path])[0]
    except InputError as error:
        return str(error)


def test_there_are_more_than_a_hundred_kinds() -> None:
    assert len(BAD) >= 107
    assert len({name for name, *_ in BAD}) == len(BAD)


@pytest.mark.parametrize(("name", "content", "said"), [pytest.param(*bad, id=id) for id, *bad in BAD])
def test_a_bad_file_is_a_sentence_or_an_article_and_never_more(
    tmp_path: Path, name: str, content: bytes | str, said: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    article = outcome(path)
    if isinstance(article, str):
        assert said is not None, article
        assert re.search(said, article), article
        assert name in article or "--fetch" in article
        assert len(article) < 500
        assert not STEERING.search(article)
        return
    assert said is None or "$^" in said, "it was read"
    known = [article.id, article.title, article.outlet, article.author, article.path, article.language, article.url]
    assert not any(STEERING.search(value) for value in known if value)
    assert article.title
    assert len(article.id.encode()) <= 200
    assert any(char.isalnum() for char in article.text)
    article.model_dump_json().encode()


@pytest.mark.parametrize("flip", range(40))
def test_a_flipped_bit_anywhere_in_a_document_is_no_traceback(tmp_path: Path, flip: int) -> None:
    for name, raw in (("a.docx", word("The ferry", title="Ferry")), ("a.pdf", pdf(["The ferry ran aground"]))):
        path = tmp_path / name
        path.write_bytes(flipped(raw, len(raw) * flip // 40, 1 << flip % 8))
        article = outcome(path)
        assert name in article if isinstance(article, str) else article.text.strip()


def test_the_others_are_still_taken_in_and_what_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.docx").write_bytes(wrong_checksums())
    (tmp_path / "c.md").write_text(front(aliases()))
    (tmp_path / "d.txt").write_text("")
    (tmp_path / "e.txt").write_text("Another ferry sailed.")
    (tmp_path / "e.meta.yaml").write_text(aliases())
    (tmp_path / "f.txt").write_text("A tug sailed.")
    taken = take_in([tmp_path])
    assert [(article.id, article.label) for article in taken.articles] == [("a", "A1"), ("f", "A2")]
    assert [(failure.stage, failure.kind) for failure in taken.failures] == [("read", "unreadable")] * 4
    named = [next(name for name in "bcde" if f"/{name}." in failure.message) for failure in taken.failures]
    assert sorted(named) == ["b", "c", "d", "e"]
    with pytest.raises(InputError, match=r"b\.docx"):
        load_articles([tmp_path])


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), KeyError("x"), SystemError("half\ud800\x1b[31m"),
                                   UnicodeDecodeError("idna", b"\xff", 0, 1, "no"), ZeroDivisionError()])  # fmt: skip
def test_whatever_a_reader_raises_becomes_a_sentence_about_its_file(error: Exception) -> None:
    with pytest.raises(InputError, match=r"^a\.pdf cannot be read as a PDF: .") as raised, guarded("a.pdf", "a PDF"):
        raise error
    assert not STEERING.search(str(raised.value))


def test_what_is_missing_on_the_machine_is_no_fault_of_a_file() -> None:
    with pytest.raises(ConfigurationError), guarded("a.pdf"):
        raise ConfigurationError("install it")


def test_a_pipe_is_said_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink("nowhere", tmp_path / "link.txt")
    taken = take_in([tmp_path])
    assert len(taken.articles) == 1
    assert [("pipe.txt" in failure.message, "a pipe" in failure.message) for failure in taken.failures] == [
        (False, True),
        (True, True),
    ]
    with pytest.raises(InputError, match="neither a file nor a folder"):
        take_in([tmp_path / "pipe.txt"])


def test_a_name_that_cannot_be_written_is_written_as_far_as_it_can(tmp_path: Path) -> None:
    for name in (b"\xff\xfe ferry.txt", b"tug \x1b[31m.txt", "ن".encode() * 120 + b".txt", b"bad \xff.docx"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(GOOD.encode())
    taken = take_in([tmp_path])
    assert len(taken.articles) == 3
    for article in taken.articles:
        article.model_dump_json().encode()
        assert not STEERING.search(f"{article.path}{article.title}{article.id}")
        assert len(article.id.encode()) <= 200
    assert not STEERING.search(taken.failures[0].message)


def test_long_names_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    for last in "ab":
        (tmp_path / f"{'ن' * 120}{last}.txt").write_text(GOOD + last)
    ids = {article.id for article in take_in([tmp_path]).articles}
    assert len(ids) == 2
    assert all(len(id.encode()) <= 200 for id in ids)


def test_a_path_that_no_file_system_has_is_a_sentence() -> None:
    with pytest.raises(InputError, match=r"cannot be read|does not exist"):
        take_in(["x" * 5000])


@pytest.mark.parametrize("told", [{"pages": "5"}, {"pdf-pages": "many"}, {"pdf-pages": "-1"}, {"pdf-pages": "9" * 99}])
def test_a_limit_that_is_none_is_said(told: dict[str, str]) -> None:
    with pytest.raises(InputError, match="whole numbers for file-bytes"):
        set_limits(told)
    assert set_limits({"pdf-pages": "5"}) == Limits(pdf_pages=5)


def test_standard_input_is_read_no_further_than_its_limit() -> None:
    asked: list[int] = []

    def endless(most: int) -> bytes:
        asked.append(most)
        return b"x" * most

    with pytest.raises(InputError, match="1,001 file bytes"):
        take_in(["-"], IntakeOptions(standard_input=endless, limits=Limits(file_bytes=1000)))
    assert asked == [1001]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ud800 half", "\ufffd half"),
        ("\x1b]0;owned\x07 title", "]0;owned title"),
        ("two\r\nlines\u2028three\x85four", "two lines three four"),
        ("\u202eturned\u202c \u2066round\u2069", "turned round"),
        ("می\u200cخواهم \u200f", "می\u200cخواهم \u200f"),
        ("\x00\x7f\x9b", ""),
    ],
)
def test_a_printable_line_keeps_letters_and_loses_what_steers(text: str, line: str) -> None:
    assert printable(text) == line
