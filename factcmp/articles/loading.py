"""From files, folders, standard input and URLs to articles."""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from factcmp.articles.draft import FIELDS, Draft, Fact, Facts, language_fits, merge_facts, named_facts
from factcmp.articles.encodings import decode_text_file
from factcmp.articles.headlines import find_title
from factcmp.articles.readers import IN_FOLDERS, kind_of, read_as, read_fetched
from factcmp.articles.sidecars import sidecar_facts
from factcmp.articles.web.feeds import Listed, is_address, is_feed, is_list, read_feed, read_list
from factcmp.articles.web.fetching import Fetcher, FetchFault
from factcmp.errors import InputError
from factcmp.models import Article, ArticleKind, ArticleSource, Failure, Teller, ToldBy
from factcmp.models.ids import slug

_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "notes"))
_STANDARD = "-"
_ID_MAX_CHARS = 80
_T = TypeVar("_T")


@dataclass(frozen=True)
class IntakeOptions:
    """How articles are taken in."""

    told: Mapping[str, str] = field(default_factory=dict)
    """What is told of every article: title, outlet, author, published, language, url; it goes before all else."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By which name a JSON, CSV or Markdown file has one of these, or `text`, where it is not a usual name."""
    fetcher: Fetcher | None = None
    """What fetches URLs; None when that was not asked for, and then a URL is an error."""
    standard_input: Callable[[], bytes] | None = None
    """What `-` among the paths reads."""
    standard_kind: str = "txt"


@dataclass(frozen=True)
class Intake:
    """The articles, and the URLs that gave none."""

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
    more: Facts = field(default_factory=dict)


def load_articles(paths: Iterable[Path | str], options: IntakeOptions = IntakeOptions()) -> tuple[Article, ...]:
    """The articles of files and folders in the order given; a folder's in order of name.

    The text of a `.txt` file is the file's, decoded as UTF-8 and not changed in any way. In a folder, files that are no
    documents, hidden ones and those named README and the like are passed over.

    Raises:
        InputError: no such path, no article in it, an empty or unreadable file, the same file twice, a URL that fails.
    """
    intake = take_in(paths, options)
    if intake.failures:
        raise InputError("; ".join(failure.message for failure in intake.failures))
    return intake.articles


def take_in(paths: Iterable[Path | str], options: IntakeOptions = IntakeOptions()) -> Intake:
    """The articles of files, folders, URLs, lists of these, feeds, and `-` for standard input, in the order given.

    A URL that fails is a failure in the result. A file that fails is an error: it is at hand, and can be put right.

    Raises:
        InputError: as for `load_articles`, failing URLs apart unless all of them fail and nothing else is there.
    """
    told = named_facts(options.told, Teller.FLAG, where="what is told of the articles")
    unknown = set(options.told) - set(FIELDS) | set(options.fields) - {*FIELDS, "text"}
    if unknown:
        raise InputError(f"{', '.join(sorted(unknown))}: what can be told is {', '.join(FIELDS)}")
    failures: list[Failure] = []
    found: list[_Found] = []
    for source in paths:
        found += _take(source, options, failures)
    if not found:
        reasons = "; ".join(failure.message for failure in failures)
        raise InputError(
            reasons or "no articles: give files (.txt, .md, .html, .docx, .pdf, …), or a folder that has some"
        )
    if len(found) > 1 and (single := sorted({"title", "url"} & set(told))):
        raise InputError(f"{' and '.join(single)} can be told of one article, and there are {len(found)}")
    return Intake(tuple(_number(found, told)), tuple(failures))


def _take(source: Path | str, options: IntakeOptions, failures: list[Failure]) -> list[_Found]:
    if str(source) == _STANDARD:
        if options.standard_input is None:
            raise InputError("nothing reads standard input here")
        raw, where = options.standard_input(), "standard input"
        if options.standard_kind == "txt":
            return _listed_or_text(raw, where, "standard-input", None, options, failures)
        return _named(read_as(options.standard_kind, raw, where, options.fields), "standard-input", where, None)
    if isinstance(source, str) and is_address(source):
        return _fetch([Listed(source.strip())], options, failures)
    return [one for file in _files(Path(source)) for one in _read(file, options, failures)]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.exists():
        raise InputError(f"{path} does not exist")
    found = sorted(
        file
        for pattern in IN_FOLDERS
        for file in path.glob(pattern)
        if file.is_file() and not file.name.startswith(".") and file.stem.lower() not in _NOT_ARTICLES
    )
    if not found:
        raise InputError(f"the folder {path} has no .txt file, nor any of {', '.join(IN_FOLDERS[1:])}")
    return found


def _read(file: Path, options: IntakeOptions, failures: list[Failure]) -> list[_Found]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from error
    kind = kind_of(file)
    if kind != "txt":
        drafts = read_as(kind, raw, str(file), options.fields)
        return _named(drafts, file.stem, str(file), file)
    if is_feed(raw) and file.suffix.lower() in (".xml", ".rss", ".atom"):
        return _fetch(read_feed(raw, str(file)), options, failures)
    return _listed_or_text(raw, str(file), file.stem, file, options, failures)


def _listed_or_text(
    raw: bytes, where: str, name: str, path: Path | None, options: IntakeOptions, failures: list[Failure]
) -> list[_Found]:
    text = decode_text_file(raw, where)
    if is_list(text):
        return _fetch(read_list(text), options, failures)
    return _named([Draft(raw, text, ArticleKind.TEXT)], name, where, path)


def _named(drafts: list[Draft], name: str, where: str, path: Path | None) -> list[_Found]:
    more = sidecar_facts(path) if path else {}
    several = len(drafts) > 1 or (bool(drafts) and drafts[0].name is not None)
    return [
        _Found(
            draft,
            (draft.name or f"{name}-{draft.record}") if several else name,
            f"{where}, record {draft.record}" if several else where,
            path,
            more,
        )
        for draft in drafts
    ]


def _fetch(listed: Iterable[Listed], options: IntakeOptions, failures: list[Failure]) -> list[_Found]:
    addresses = list(listed)
    fetcher = options.fetcher
    if fetcher is None:
        raise InputError(f"{addresses[0].url} is on the network, and nothing is fetched unless asked for (--fetch)")

    async def fetch_all() -> list[_Found]:
        found: list[_Found] = []
        for one in addresses:
            found += await _fetch_one(one, fetcher, failures)
        return found

    return _run(fetch_all)


async def _fetch_one(
    listed: Listed, fetcher: Fetcher, failures: list[Failure], *, within: bool = False
) -> list[_Found]:
    try:
        fetched = await fetcher.fetch(listed.url)
        if is_feed(fetched.body) and not within:
            entries = read_feed(fetched.body, listed.url, fetched.final_url)
            return [one for entry in entries for one in await _fetch_one(entry, fetcher, failures, within=True)]
        draft = replace(read_fetched(fetched), fetched=fetched.day)
    except (FetchFault, InputError) as error:
        kind = error.kind if isinstance(error, FetchFault) else "unreadable"
        failures.append(Failure(stage="fetch", kind=kind, message=str(error)))
        return []
    # What the page says of itself goes before what a feed says of it; the address is the one that was fetched.
    facts = {**merge_facts((draft.facts, listed.facts)), "url": Fact(fetched.final_url, Teller.FETCH)}
    return [_Found(replace(draft, facts=facts), _name_of_url(listed.url), listed.url)]


def _name_of_url(url: str) -> str:
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"{parts.hostname}-{last}" if last else str(parts.hostname)


def _number(found: list[_Found], told: Facts) -> Iterator[Article]:
    taken: dict[str, _Found] = {}
    for number, one in enumerate(found, 1):
        article = _make(one, f"A{number}", told)
        earlier = taken.get(article.id)
        if earlier and _is_same_file(one, earlier):
            raise InputError(f"{one.where} is given twice")
        if earlier:
            # Two folders may each have a 1.txt: the content tells them apart, whatever the order given.
            article = article.model_copy(update={"id": f"{article.id}-{article.sha256[:6]}"})
            if article.id in taken:
                raise InputError(f"{one.where} has the same name and the same text as {taken[article.id].where}")
        taken[article.id] = one
        yield article


def _is_same_file(one: _Found, other: _Found) -> bool:
    if one.path is None or other.path is None or one.draft.record != other.draft.record:
        return False
    return one.path.resolve() == other.path.resolve()


def _make(found: _Found, label: str, told: Facts) -> Article:
    draft = found.draft
    if not any(char.isalnum() for char in draft.text):
        raise InputError(f"{found.where} has no text")
    facts = merge_facts((told, found.more, draft.facts))
    language = facts.get("language")
    if (
        language
        and language.teller in (Teller.PAGE, Teller.DOCUMENT)
        and not language_fits(str(language.value), draft.text)
    ):
        del facts["language"]
    if "title" not in facts:
        line = find_title(draft.text)
        facts["title"] = Fact(line, Teller.WORDS) if line else Fact(found.name, Teller.FILE_NAME)
    return Article(
        id=slug(found.name)[:_ID_MAX_CHARS] if found.path is None or draft.record else slug(found.name),
        label=label,
        path=found.path.as_posix() if found.path else None,
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


def _run(work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """The result of a coroutine, also where an event loop runs already, as it does in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()
