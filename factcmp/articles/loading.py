"""From files, folders, standard input and URLs to articles."""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from factcmp.articles.article_draft import FIELDS, Draft, Fact, Facts, language_fits, merge_facts, named_facts
from factcmp.articles.documents.front_matter import sidecar_facts
from factcmp.articles.from_text import find_title
from factcmp.articles.limits import USUAL, Limits, guarded
from factcmp.articles.readers import is_of_folder, kind_of, read_as, read_fetched
from factcmp.articles.web.feeds import Listed, is_address, is_feed, read_feed, read_list
from factcmp.errors import InputError
from factcmp.models import Article, ArticleSource, Failure, Teller, ToldBy
from factcmp.models.ids import slug
from factcmp.text.lines import printable

if TYPE_CHECKING:
    from factcmp.articles.web.fetching import Fetcher

_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "notes"))
_STANDARD = "-"
_FEEDS = (".xml", ".rss", ".atom")
_TOLD = 10


@dataclass(frozen=True)
class IntakeOptions:
    """How articles are taken in."""

    told: Mapping[str, str] = field(default_factory=dict)
    """What is told of every article: title, outlet, author, published, language, url; it goes before all else."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By which name a JSON, CSV or Markdown file has one of these, or `text`, where it is not a usual name."""
    fetcher: "Fetcher | None" = None
    """What fetches URLs; None when that was not asked for, and then a URL is an error."""
    standard_input: Callable[[int], bytes] | None = None
    """What `-` among the paths reads, at most so many bytes."""
    standard_kind: str = "txt"
    limits: Limits = USUAL


@dataclass(frozen=True)
class Intake:
    """The articles, and the files and URLs that gave none."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A draft with the place that it came from."""

    draft: Draft
    name: str
    """Of which the id is made."""
    where: str
    """What messages call it."""
    path: Path | None = None

    def is_same(self, other: "_Found") -> bool:
        if self.path is None or other.path is None or self.draft.record != other.draft.record:
            return False
        return self.path.resolve() == other.path.resolve()


def load_articles(paths: Iterable[Path | str], options: IntakeOptions = IntakeOptions()) -> tuple[Article, ...]:
    """The articles of files and folders in the order given; a folder's in order of name.

    The text of a `.txt` file is the file's, as decoded and not changed in any way. In a folder, files that are no
    documents, hidden ones and those named README and the like are passed over.

    Raises:
        InputError: no such path, no article in it, the same file twice, a file that cannot be read, a URL that fails.
    """
    intake = take_in(paths, options)
    if intake.failures:
        raise InputError(_reasons(intake.failures))
    return intake.articles


def take_in(paths: Iterable[Path | str], options: IntakeOptions = IntakeOptions()) -> Intake:
    """The articles of files, folders, URLs, lists of these, feeds, and `-` for standard input, in the order given.

    A file that cannot be read and a URL that gives nothing are failures in the result.

    Raises:
        InputError: no such path, the same file twice, an address where nothing is to be fetched, or no article at all.
    """
    told = named_facts(options.told, Teller.FLAG, where="what is told of the articles")
    unknown = set(options.told) - set(FIELDS) | set(options.fields) - {*FIELDS, "text"}
    if unknown:
        raise InputError(f"{', '.join(sorted(unknown))}: what can be told is {', '.join(FIELDS)}")
    taking = _Taking(options)
    for source in paths:
        taking.take(source)
    if len(taking.found) > 1 and (single := sorted({"title", "url"} & set(told))):
        raise InputError(f"{' and '.join(single)} can be told of one article, and there are {len(taking.found)}")
    articles = taking.articles(told)
    if not articles:
        raise InputError(
            _reasons(taking.failures)
            or "no articles: give files (.txt, .md, .html, .docx, .pdf, …), or a folder that has some"
        )
    return Intake(articles, tuple(taking.failures))


@dataclass
class _Taking:
    """What has been taken in so far."""

    options: IntakeOptions
    found: list[_Found] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    tables: dict[Path, dict[str, object]] = field(default_factory=dict)
    """What the sidecars of folders tell, read once."""

    @contextmanager
    def _attempt(self, stage: str, where: str) -> Iterator[None]:
        """What goes wrong within is a failure of this file or URL, and the next one's turn comes."""
        try:
            with guarded(where):
                yield
        except InputError as error:
            self.failures.append(Failure(stage=stage, kind=error.kind, message=printable(str(error))))

    def take(self, source: Path | str) -> None:
        """Takes in what a path, a URL or `-` gives."""
        if str(source) == _STANDARD:
            if self.options.standard_input is None:
                raise InputError("nothing reads standard input here")
            read = partial(self.options.standard_input, self.options.limits.file_bytes + 1)
            self._take_bytes(read, self.options.standard_kind, "standard input", "standard-input")
        elif isinstance(source, str) and is_address(source):
            self._fetch([Listed(source.strip())])
        else:
            with guarded(printable(str(source))):
                files = _files(Path(source))
            for file in files:
                where = printable(str(file))
                self._take_bytes(partial(self._bytes_of, file, where), kind_of(file), where, file.stem, file)

    def _bytes_of(self, file: Path, where: str) -> bytes:
        if not file.is_file():
            raise InputError(f"{where} is no file with a text, but a pipe, a device or a link to nothing")
        limits = self.options.limits
        limits.hold("file_bytes", file.stat().st_size, where)
        with file.open("rb") as opened:
            return opened.read(limits.file_bytes + 1)

    def _take_bytes(
        self, read: Callable[[], bytes], kind: str, where: str, name: str, path: Path | None = None
    ) -> None:
        listed: list[Listed] = []
        with self._attempt("read", where):
            raw = read()
            self.options.limits.hold("file_bytes", len(raw), where)
            if path and path.suffix.lower() in _FEEDS:
                listed = read_feed(raw, where)
            else:
                drafts = read_as(kind, raw, where, fields=self.options.fields, limits=self.options.limits)
                listed = read_list(drafts[0].text) if kind == "txt" else []
                if not listed:
                    beside = sidecar_facts(path, self.tables) if path else {}
                    for draft in drafts:
                        is_one = len(drafts) == 1 and draft.name is None
                        own = name if is_one else draft.name or f"{name}-{draft.record}"
                        place = where if is_one else f"{where}, record {draft.record}"
                        facts = merge_facts((beside, draft.facts))
                        self.found.append(_Found(replace(draft, facts=facts), own, place, path))
        if listed:
            self._fetch(listed)

    def _fetch(self, addresses: Sequence[Listed]) -> None:
        fetcher = self.options.fetcher
        if fetcher is None:
            raise InputError(f"{addresses[0].url} is on the network, and nothing is fetched unless asked for (--fetch)")

        async def fetch_all() -> None:
            for one in addresses:
                await self._fetch_one(one, fetcher)

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            # Here, where Ctrl-C is heard.
            asyncio.run(fetch_all())
        else:
            # A notebook runs a loop already, and one thread has one.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(lambda: asyncio.run(fetch_all())).result()

    async def _fetch_one(self, listed: Listed, fetcher: "Fetcher", *, within: bool = False) -> None:
        with self._attempt("fetch", listed.url):
            fetched = await fetcher.fetch(listed.url, self.options.limits)
            if is_feed(fetched.body) and not within:
                for entry in read_feed(fetched.body, listed.url, fetched.final_url):
                    await self._fetch_one(entry, fetcher, within=True)
                return
            draft = read_fetched(fetched, self.options.limits)
            # What the page says of itself goes before what a feed says of it; the address is the one that was fetched.
            facts = {**merge_facts((draft.facts, listed.facts)), "url": Fact(fetched.final_url, Teller.FETCH)}
            parts = urlsplit(listed.url)
            last = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
            name = f"{parts.hostname}-{last}" if last else str(parts.hostname)
            self.found.append(_Found(replace(draft, facts=facts), name, listed.url))

    def articles(self, told: Facts) -> tuple[Article, ...]:
        """The articles in the order found, with ids of their own."""
        made: dict[str, Article] = {}
        places: dict[str, _Found] = {}
        for one in self.found:
            article = None
            with self._attempt("read", one.where):
                article = _make(one, f"A{len(made) + 1}", told)
            if article is None:
                continue
            earlier = places.get(article.id)
            if earlier and not one.is_same(earlier):
                # Two folders may each have a 1.txt: the content tells them apart, whatever the order given.
                article = article.model_copy(update={"id": f"{article.id}-{article.sha256[:6]}"})
                earlier = places.get(article.id)
            if earlier:
                raise InputError(
                    f"{one.where} is given twice, or has the same name and the same text as {earlier.where}"
                )
            made[article.id], places[article.id] = article, one
        return tuple(made.values())


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.exists():
        raise InputError(f"{printable(str(path))} does not exist")
    if not path.is_dir():
        raise InputError(f"{printable(str(path))} is neither a file nor a folder; what a pipe gives is read with -")
    documents = (file for file in path.iterdir() if is_of_folder(file) and not file.is_dir())
    found = sorted(file for file in documents if file.name[0] != "." and file.stem.lower() not in _NOT_ARTICLES)
    if not found:
        raise InputError(f"the folder {printable(str(path))} has no .txt, .md, .html, .docx or .pdf file")
    return found


def _reasons(failures: Iterable[Failure]) -> str:
    messages = list(dict.fromkeys(failure.message for failure in failures))
    rest = len(messages) - _TOLD
    return "; ".join(messages[:_TOLD]) + (f"; and {rest} more" if rest > 0 else "")


def _make(found: _Found, label: str, told: Facts) -> Article:
    draft = found.draft
    if not any(char.isalnum() for char in draft.text):
        raise InputError(f"{found.where} has no text")
    path = printable(found.path.as_posix()) if found.path else None
    facts = merge_facts((told, draft.facts))
    language = facts.get("language")
    is_guess = language is not None and language.teller in (Teller.PAGE, Teller.DOCUMENT)
    if language and is_guess and not language_fits(str(language.value), draft.text):
        del facts["language"]
    if "title" not in facts:
        line = find_title(draft.text)
        facts["title"] = Fact(line, Teller.WORDS) if line else Fact(printable(found.name), Teller.FILE_NAME)
    return Article(
        id=slug(found.name),
        label=label,
        path=path,
        sha256=hashlib.sha256(draft.raw).hexdigest(),
        text=draft.text,
        source=ArticleSource(
            kind=draft.kind,
            told_by=ToldBy(**{name: fact.teller for name, fact in facts.items()}),
            reader=draft.reader,
            record=draft.record,
            fetched=draft.fetched,
            remarks=draft.remarks,
        ),
        **{name: fact.value for name, fact in facts.items()},
    )
