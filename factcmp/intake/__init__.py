"""Articles as people have them: files of many kinds, standard input, and pages fetched when asked to."""

from factcmp.intake.fetching import Fetcher, FetchLimits
from factcmp.intake.keeping import keep_texts
from factcmp.intake.kept_pages import KeptPages
from factcmp.intake.loading import Intake, IntakeOptions, load_articles, take_in

__all__ = ["FetchLimits", "Fetcher", "Intake", "IntakeOptions", "KeptPages", "keep_texts", "load_articles", "take_in"]
