"""Fetching, from a server on the loopback: polite, bounded, kept, and never from an address that is not public."""

import asyncio
import dataclasses
import datetime
import gzip
import ipaddress
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from made_documents import pdf, word
from made_pages import ARABIC, ENGLISH, json_ld, page
from servers import Asked, Reply, ScriptedServer

from factcmp.articles import Intake, IntakeOptions, KeptPages, Limits, load_articles, take_in
from factcmp.articles.limits import USUAL
from factcmp.articles.web.fetching import Fetcher, FetchFault, is_public
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller

DAY = datetime.date(2025, 11, 19)
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = Reply(page(ENGLISH, head=json_ld(ENGLISH)).encode(), headers=HTML)
GONE = Reply(b"none", 404)


class Site:
    """The server under the name news.example, with what each path answers."""

    def __init__(self, server: ScriptedServer, kept: Path) -> None:
        self.server, self.kept = server, kept
        self.port = int(server.url.split(":")[2].split("/")[0])
        self.url = f"http://news.example:{self.port}"
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.slept: list[float] = []
        self.resolved: list[str] = []
        self.addresses: dict[str, list[str]] = {"news.example": ["127.0.0.1"]}
        server.answer = self._answer

    def fetcher(self, **more: Any) -> Fetcher:
        given: dict[str, Any] = {
            "user_agent": "factcmp/1.2",
            "kept": KeptPages(self.kept),
            "allow": lambda address, port: address.is_loopback and port == self.port,
            "resolve": self._resolve,
            "today": lambda: DAY,
            "sleep": self._sleep,
            **more,
        }
        return Fetcher(**given)

    def fetch(self, path: str = "/1", **more: Any) -> bytes:
        return asyncio.run(self.fetcher(**more).fetch(self.url + path)).body

    def fault(self, path: str = "/1", **more: Any) -> str:
        with pytest.raises(FetchFault) as raised:
            self.fetch(path, **more)
        return raised.value.kind

    def take_in(self, *sources: Path | str, **more: Any) -> Intake:
        return take_in(sources, IntakeOptions(fetcher=self.fetcher(**more)))

    @property
    def asked(self) -> list[str]:
        return [asked.path for asked in self.server.asked]

    def _answer(self, asked: Asked) -> Reply:
        reply = self.replies.get(asked.path, GONE)
        return reply(asked) if callable(reply) else reply

    def _resolve(self, host: str, _port: int) -> Sequence[str]:
        self.resolved.append(host)
        if host not in self.addresses:
            raise OSError("no such host")
        addresses = self.addresses[host]
        # A name with several turns answers with the next one each time.
        return [addresses.pop(0)] if len(addresses) > 1 and addresses[0] != "all" else addresses[-1:]

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def site(server: ScriptedServer, tmp_path: Path) -> Site:
    site = Site(server, tmp_path / "kept")
    site.replies["/1"] = PAGE
    return site


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(b"", status, {"location": to})


def test_a_page_becomes_an_article_with_its_address_and_day(site: Site) -> None:
    (article,) = site.take_in(f"{site.url}/1").articles
    assert article.text == "\n".join([ENGLISH.title, "", *ENGLISH.paragraphs])
    assert (article.url, article.path, article.id) == (f"{site.url}/1", None, "news-example-1")
    assert (article.outlet, article.source.kind, article.source.fetched) == ("Coastal Wire", ArticleKind.PAGE, DAY)
    assert (article.source.told_by.url, article.source.told_by.outlet) == (Teller.FETCH, Teller.PAGE)


def test_a_request_says_who_asks_and_carries_no_more(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.replies["/1"] = redirect("/2")
    site.replies["/2"] = PAGE
    site.replies["/robots.txt"] = Reply(b"", headers={"set-cookie": "a=b"})
    site.fetch()
    assert site.asked == ["/robots.txt", "/1", "/2"]
    for asked in site.server.asked:
        assert asked.headers["user-agent"] == "factcmp/1.2"
        assert asked.headers["host"] == f"news.example:{site.port}"
        assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_what_was_fetched_is_not_fetched_again(site: Site) -> None:
    first = site.take_in(f"{site.url}/1", today=lambda: DAY)
    site.server.stop()
    assert site.take_in(f"{site.url}/1", today=lambda: DAY + datetime.timedelta(9)) == first


def test_kept_bytes_that_were_changed_are_fetched_again(site: Site) -> None:
    site.fetch()
    (body,) = site.kept.glob("*.body")
    body.write_bytes(b"forged")
    assert site.fetch() == PAGE.content
    assert site.asked.count("/1") == 2


def test_one_failing_address_is_a_failure_and_not_the_end(site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text(f"# of today\n{site.url}/gone\n{site.url}/1\n{site.url}/odd\n{site.url}/1\n", encoding="utf-8")
    site.replies["/odd"] = Reply(b"\x89PNG", headers={"content-type": "image/png"})
    intake = site.take_in(listed)
    assert [article.label for article in intake.articles] == ["A1"]
    assert [(failure.stage, failure.kind) for failure in intake.failures] == [
        ("fetch", "status"),
        ("fetch", "unreadable"),
    ]
    assert f"{site.url}/gone answered 404" in intake.failures[0].message
    assert "image/png" in intake.failures[1].message
    with pytest.raises(InputError, match="answered 404"):
        site.take_in(f"{site.url}/gone")
    with pytest.raises(InputError, match="answered 404"):
        load_articles([listed], IntakeOptions(fetcher=site.fetcher()))


def test_a_feed_gives_its_entries_and_what_it_says_of_them(site: Site, tmp_path: Path) -> None:
    bare = page(ARABIC).replace('<time datetime="2025-11-18">18</time>', "")
    site.replies |= {"/1": PAGE, "/2": Reply(bare.encode(), headers=HTML)}
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صدى الساحل</title>'
        "<item><title>One</title><link>/1</link></item>"
        f"<item><title>Two</title><link>{site.url}/2</link><pubDate>Tue, 18 Nov 2025 23:50:00 +0300</pubDate></item>"
        "<item><title>No address</title></item><item><link>file:///etc/passwd</link></item></channel></rss>"
    )
    site.replies["/feed"] = Reply(feed.encode(), headers={"content-type": "application/rss+xml"})
    one, two = site.take_in(f"{site.url}/feed").articles
    assert (one.outlet, one.source.told_by.outlet) == ("Coastal Wire", Teller.PAGE)
    assert (two.outlet, two.published) == ("صدى الساحل", datetime.date(2025, 11, 18))
    assert (two.source.told_by.outlet, two.source.told_by.published) == (Teller.FEED, Teller.FEED)
    saved = tmp_path / "feed.xml"
    saved.write_text(feed.replace("<link>/1", f"<link>{site.url}/1"), encoding="utf-8")
    assert [article.text for article in site.take_in(saved).articles] == [one.text, two.text]


@pytest.mark.parametrize(
    ("robots", "kind"),
    [
        pytest.param(Reply(b"User-agent: *\nDisallow: /\nAllow: /1$"), None, id="longest-rule-counts"),
        pytest.param(Reply(b"User-agent: *\nDisallow: /*1"), "robots", id="wildcard"),
        pytest.param(Reply(b"User-agent: factcmp\nDisallow: /\n\nUser-agent: *\nAllow: /"), "robots", id="by-name"),
        pytest.param(Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: factcmp\nAllow: /"), None, id="allowed-by-name"),
        pytest.param(Reply(b"", 404), None, id="none"),
        pytest.param(Reply(b"", 503), "robots", id="server-fault"),
        pytest.param(redirect("/elsewhere.txt"), "robots", id="moved"),
        pytest.param(redirect("/robots.txt"), "robots", id="moved-in-a-circle"),
        pytest.param(redirect("http://inside.example/robots.txt"), "private-address", id="moved-to-a-private-address"),
        pytest.param(Reply(b"#" * 500_001), "robots", id="huge"),
        pytest.param(Reply(b"User-agent: *\nCrawl-delay: 3600"), "robots", id="an-hour-between-two"),
    ],
)
def test_robots_txt_is_asked_and_obeyed(site: Site, robots: Reply, kind: str | None) -> None:
    site.addresses["inside.example"] = ["10.0.0.1"]
    site.replies |= {"/robots.txt": robots, "/elsewhere.txt": Reply(b"User-agent: *\nDisallow: /")}
    if kind is None:
        assert site.fetch() == PAGE.content
    else:
        assert site.fault() == kind
        assert "/1" not in site.asked


def test_two_requests_to_one_host_wait_for_each_other(site: Site) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 4")
    site.fetch(delay_s=2.5)
    # The first wait is before the page: robots.txt was a request too.
    assert [round(seconds) for seconds in site.slept] == [2]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "::127.0.0.1",
        "fec0::1", "feff::1", "3fff::1", "3fff:fff::1", "168.63.129.16", "192.0.0.192", "::ffff:168.63.129.16",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_open_internet_is_never_connected_to(site: Site, address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    site.addresses["news.example"] = [address]
    assert site.fault(allow=lambda _address, _port: False) == "private-address"
    assert site.asked == []


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_every_address_of_a_host_has_to_be_public(site: Site) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["93.184.215.14", "127.0.0.1"]

    assert site.fault(resolve=resolve, allow=lambda _address, _port: False) == "private-address"


def test_a_name_that_changes_its_answer_gains_nothing(site: Site) -> None:
    # Allowed at first, the metadata address of a cloud after that: each request goes to what was checked for it.
    site.addresses["news.example"] = ["127.0.0.1", "127.0.0.1", "169.254.169.254", "127.0.0.1"]
    site.replies["/1"] = redirect("/2")
    assert site.fault() == "private-address"
    assert site.asked == ["/robots.txt", "/1"]
    assert site.resolved == ["news.example"] * 3


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://inside.example/", "private-address"),
        ("http://[::ffff:10.0.0.1]/", "private-address"),
        ("http://0x7f.1/", "private-address"),
        ("//10.0.0.1/", "private-address"),
        ("file:///etc/passwd", "address"),
        ("ftp://news.example/", "address"),
        ("gopher://news.example/", "address"),
        ("http://user:password@news.example/", "address"),
        ("http://[nonsense/", "unreachable"),
        ("", "redirects"),
    ],
)
def test_a_redirect_is_checked_like_what_was_asked_for(site: Site, target: str, kind: str) -> None:
    site.addresses |= {
        "inside.example": ["10.0.0.1"], "0x7f.1": ["127.0.0.2"], "169.254.169.254": ["169.254.169.254"],
        "::ffff:10.0.0.1": ["::ffff:10.0.0.1"], "10.0.0.1": ["10.0.0.1"],
    }  # fmt: skip
    site.replies["/1"] = redirect(target)
    assert site.fault() == kind
    assert site.asked == ["/robots.txt", "/1"]
    assert not site.kept.exists()


def test_redirects_are_followed_five_times(site: Site) -> None:
    site.replies |= {f"/{n}": redirect(f"/{n + 1}", status) for n, status in enumerate((301, 302, 303, 307, 308), 1)}
    site.replies["/6"] = PAGE
    assert site.fetch() == PAGE.content
    site.replies["/0"] = redirect("/1")
    assert site.fault("/0") == "redirects"


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(Reply(b"x" * 2001, headers=HTML), "size", id="large"),
        pytest.param(
            Reply(gzip.compress(b"x" * 900_000), headers={**HTML, "content-encoding": "gzip"}), "size", id="bomb"
        ),
        pytest.param(Reply(b"x", headers={"content-encoding": "br"}), "encoding", id="not-asked-for"),
        pytest.param(Reply(b"x", headers={"content-encoding": "gzip"}), "encoding", id="not-packed"),
        pytest.param(Reply(gzip.compress(b"x" * 99)[:-9], headers={"content-encoding": "gzip"}), "encoding", id="cut"),
        pytest.param(Reply(b" \n", headers=HTML), "empty", id="empty"),
        pytest.param(Reply(b"no", 500), "status", id="server-fault"),
        pytest.param(Reply(b"x", headers={"content-length": "9", "connection": "close"}), "unreachable", id="hangs-up"),
    ],
)
def test_what_is_out_of_bounds_is_no_page(site: Site, reply: Reply, kind: str) -> None:
    site.replies["/1"] = reply
    limits = Limits(page_bytes=2000)
    with pytest.raises(FetchFault) as raised:
        asyncio.run(site.fetcher().fetch(f"{site.url}/1", limits))
    assert raised.value.kind == kind


def test_a_packed_page_is_unpacked(site: Site) -> None:
    assert isinstance(PAGE.content, bytes)
    site.replies["/1"] = Reply(gzip.compress(PAGE.content), headers={**HTML, "content-encoding": "gzip"})
    assert site.fetch() == PAGE.content


def test_a_slow_server_is_given_up(site: Site) -> None:
    given_up = threading.Event()

    def slow(_: Asked) -> Reply:
        given_up.wait()
        return PAGE

    site.replies["/1"] = slow
    try:
        assert site.fault(timeout_s=0.2) == "time"
    finally:
        given_up.set()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://", "http:///x", "https://a:b@news.example/", "http://a b/", "HTTP://\x00/"]
)
def test_an_address_of_another_kind_is_not_fetched(site: Site, url: str) -> None:
    with pytest.raises(FetchFault) as raised:
        asyncio.run(site.fetcher().fetch(url))
    assert raised.value.kind in ("address", "unreachable")
    assert site.asked == []


def test_a_host_that_is_not_known_is_said_so(site: Site) -> None:
    site.addresses.clear()
    assert site.fault() == "unreachable"


def test_without_a_loop_pages_are_fetched_in_the_thread_that_hears_ctrl_c(site: Site) -> None:
    threads: list[threading.Thread] = []

    async def sleep(_: float) -> None:
        threads.append(threading.current_thread())

    site.take_in(f"{site.url}/1", sleep=sleep)
    assert threads == [threading.main_thread()]


def test_a_notebook_with_a_loop_of_its_own_can_fetch(site: Site) -> None:
    async def cell() -> Intake:
        return site.take_in(f"{site.url}/1")

    assert len(asyncio.run(cell()).articles) == 1


def test_a_page_in_an_old_encoding_is_read_as_the_server_says(site: Site) -> None:
    content = page(ARABIC, charset="").encode("windows-1256", "xmlcharrefreplace")
    site.replies["/1"] = Reply(content, headers={"content-type": "text/html; charset=windows-1256"})
    (article,) = site.take_in(f"{site.url}/1").articles
    assert article.text.startswith(ARABIC.title)
    assert article.source.remarks == ()


# What each limit is held against: its name, a number that is too small, a kind of file, and a file that has more.
LIMITED = [
    ("file_bytes", 9, "txt", b"The ferry ran aground."),
    ("text_chars", 9, "txt", b"The ferry ran aground."),
    ("text_chars", 9, "pdf", pdf(["The ferry ran aground."])),
    ("text_chars", 9, "csv", b"text\nThe ferry ran aground.\n"),
    ("records", 1, "csv", b"text\nFerry\nFerry\n"),
    ("pdf_pages", 1, "pdf", pdf(["The ferry ran aground."], pages=2)),
    ("unpacked_bytes", 99, "docx", word("The ferry ran aground.")),
    ("page_bytes", 99, "html", PAGE.content),
    ("page_tags", 9, "html", PAGE.content),
    ("tag_attributes", 2, "html", page(ENGLISH).replace("<body", "<body a=1 b=2 c=3 d=4 e=5").encode()),
]
MEDIA = {"txt": "text/plain", "pdf": "application/pdf", "html": "text/html",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip


def test_every_limit_is_tried() -> None:
    assert {name for name, *_ in LIMITED} == {field.name for field in dataclasses.fields(Limits)}


WAYS = [
    (fetched, *row)
    for row in LIMITED
    for fetched in (False, True)
    if not fetched or (row[2] in MEDIA and row[0] != "file_bytes")
]


@pytest.mark.parametrize(("fetched", "name", "few", "kind", "content"), WAYS)
def test_a_limit_holds_on_each_way_in_and_says_how_it_is_raised(
    site: Site, tmp_path: Path, fetched: bool, name: str, few: int, kind: str, content: bytes
) -> None:
    source: Path | str = f"{site.url}/a" if fetched else tmp_path / f"a.{kind}"
    site.replies["/a"] = Reply(content, headers={"content-type": MEDIA.get(kind, "")})
    (tmp_path / f"a.{kind}").write_bytes(content)
    with pytest.raises(InputError, match=f"--limit {name.replace('_', '-')}="):
        take_in([source], IntakeOptions(fetcher=site.fetcher(), limits=Limits(**{name: few})))
    assert take_in([source], IntakeOptions(fetcher=site.fetcher())).articles


def test_a_page_larger_than_usual_is_fetched_where_the_limit_is_raised(site: Site) -> None:
    padded = page(ENGLISH) + " " * USUAL.page_bytes
    site.replies["/1"] = Reply(padded.encode(), headers=HTML)
    with pytest.raises(InputError, match="--limit page-bytes="):
        site.take_in(f"{site.url}/1")
    raised = IntakeOptions(fetcher=site.fetcher(), limits=Limits(page_bytes=2 * USUAL.page_bytes))
    assert take_in([f"{site.url}/1"], raised).articles
