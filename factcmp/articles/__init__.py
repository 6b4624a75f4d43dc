"""Articles as people have them: files of many kinds, standard input, and pages fetched when asked to.

What fetches is in `factcmp.articles.web.fetching`: it brings httpx2, and most runs fetch nothing.
"""

from factcmp.articles.limits import Limits
from factcmp.articles.loading import Intake, IntakeOptions, load_articles, take_in
from factcmp.articles.web.kept_pages import KeptPages

__all__ = ["Intake", "IntakeOptions", "KeptPages", "Limits", "load_articles", "take_in"]
