"""Articles as people have them: files of many kinds, standard input, and pages fetched when asked to."""

from importlib import import_module
from typing import TYPE_CHECKING

from factcmp.articles.bounds import Limits
from factcmp.articles.loading import Intake, IntakeOptions, load_articles, take_in
from factcmp.articles.web.kept_pages import KeptPages

if TYPE_CHECKING:
    from factcmp.articles.web.fetching import Fetcher, FetchLimits

__all__ = ["FetchLimits", "Fetcher", "Intake", "IntakeOptions", "KeptPages", "Limits", "load_articles", "take_in"]


def __getattr__(name: str) -> object:
    """What fetches, imported when it is first used (PEP 562): it brings httpx2, and most runs fetch nothing."""
    if name not in ("Fetcher", "FetchLimits"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("factcmp.articles.web.fetching"), name)
