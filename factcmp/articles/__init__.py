"""Articles as people have them: files of many kinds, standard input, and pages fetched when asked to."""

from factcmp.articles.loading import Intake, IntakeOptions, load_articles, take_in
from factcmp.articles.web.fetching import Fetcher, FetchLimits
from factcmp.articles.web.kept_pages import KeptPages

__all__ = ["FetchLimits", "Fetcher", "Intake", "IntakeOptions", "KeptPages", "load_articles", "take_in"]
