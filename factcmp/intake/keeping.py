"""Keeps the texts that quotes point into."""

from collections.abc import Iterable
from pathlib import Path

from factcmp.files import write_text
from factcmp.ids import slug
from factcmp.models import Article, ArticleKind


def keep_texts(articles: Iterable[Article], folder: Path) -> dict[str, Path]:
    """For each article whose text is not a file's as it is: where it was written, as ID.txt in UTF-8, by article id.

    A character of the written file, counted from 0, is the character that a span counts; line ends are not changed.

    Raises:
        InputError: the folder cannot be written to.
    """
    written = {}
    for article in articles:
        if article.source.kind is ArticleKind.TEXT and article.path and not article.source.fetched:
            continue
        path = folder / f"{slug(article.id)}.txt"
        write_text(path, article.text)
        written[article.id] = path
    return written
