"""Reads article files."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from factcmp.errors import InputError
from factcmp.ids import slug
from factcmp.models import Article

_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "notes"))
_TITLE_MAX_CHARS = 200


def load_articles(paths: Iterable[Path]) -> tuple[Article, ...]:
    """The articles of the given `.txt` files and folders, in the order given; a folder's files in order of name.

    In a folder, files of other kinds, hidden files and files named README and the like are passed over. The text is
    the file's, decoded as UTF-8 and not changed in any way.

    Raises:
        InputError: no such path, no article in it, an empty or undecodable file, or the same file twice.
    """
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise InputError("no articles: give .txt files, or a folder that has some")
    articles = []
    taken: dict[str, Path] = {}
    for number, file in enumerate(files, 1):
        article = _read(file, f"A{number}")
        if article.id in taken and taken[article.id].resolve() == file.resolve():
            raise InputError(f"{file} is given twice")
        if article.id in taken:
            # Two folders may each have a 1.txt: the content tells them apart, whatever the order given.
            article = article.model_copy(update={"id": f"{article.id}-{article.sha256[:6]}"})
            if article.id in taken:
                raise InputError(f"{file} has the same name and the same text as {taken[article.id]}")
        taken[article.id] = file
        articles.append(article)
    return tuple(articles)


def make_article(text: str, *, id: str, label: str = "A1", title: str | None = None) -> Article:
    """An article from a string, for callers who have no file; its title is the first line unless given."""
    return Article(
        id=id,
        label=label,
        title=title or find_title(text) or id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def find_title(text: str) -> str | None:
    """The first line of a text that is short enough to be a headline, or None; the text keeps it."""
    for line in text.splitlines():
        if any(char.isalnum() for char in line):
            title = " ".join(line.removeprefix("\ufeff").split())
            return title if len(title) <= _TITLE_MAX_CHARS else None
    return None


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.exists():
        raise InputError(f"{path} does not exist")
    found = sorted(
        file
        for file in path.glob("*.txt")
        if file.is_file() and not file.name.startswith(".") and file.stem.lower() not in _NOT_ARTICLES
    )
    if not found:
        raise InputError(f"the folder {path} has no .txt file; articles are read from .txt files in UTF-8")
    return found


def _read(file: Path, label: str) -> Article:
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8")
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file} is not UTF-8 text (byte {error.start}); convert it first, for instance: "
            f"iconv -f WINDOWS-1256 -t UTF-8 {file.name} > utf8.txt"
        ) from error
    if not any(char.isalnum() for char in text):
        raise InputError(f"{file} has no text")
    title = find_title(text) or file.stem
    return Article(
        id=slug(file.stem),
        label=label,
        path=file.as_posix(),
        title=title,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
    )
