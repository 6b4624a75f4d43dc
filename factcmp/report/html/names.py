"""What each article calls the main actors and places, as a table."""

from collections import defaultdict
from dataclasses import dataclass

from factcmp.groups.naming import has_choice
from factcmp.models import Article, NameUse, Naming
from factcmp.report.html.view import PageView

_NAMED_THINGS = 12
"""So many actors and places are shown; the JSON report has all."""
_NAMES_SHOWN = 6
_COLUMNS = 8
"""With more articles than this, names come with their articles instead of in a column for each."""


@dataclass(frozen=True)
class Name:
    """One name of a thing, with the articles that use it."""

    thing: Naming
    name: str
    article: str
    count: int
    labels: str


@dataclass(frozen=True)
class Names:
    """Things that are called by several names."""

    things: tuple[Naming, ...]
    columns: tuple[Article, ...]
    """An article a column; empty where there are too many."""
    lines: tuple[Name, ...]
    """A name a line, where there are no columns."""


def names(view: PageView) -> Names | None:
    """None where no thing has a choice of names."""
    things = tuple(naming for naming in view.report.naming if has_choice(naming))[:_NAMED_THINGS]
    if not things:
        return None
    articles = view.report.articles
    if len(articles) > _COLUMNS:
        return Names(things, (), tuple(line for thing in things for line in _lines(view, thing)))
    naming = {use.article for thing in things for use in thing.uses}
    return Names(things, tuple(article for article in articles if article.id in naming), ())


def _lines(view: PageView, thing: Naming) -> list[Name]:
    """The names used most: how often, and in how many articles."""
    used: defaultdict[str, list[NameUse]] = defaultdict(list)
    for use in thing.uses:
        used[use.name].append(use)
    count = {name: sum(len(use.places) for use in uses) for name, uses in used.items()}
    lines = []
    for name in sorted(used, key=lambda name: -count[name])[:_NAMES_SHOWN]:
        uses = used[name]
        labels = view.say("list.comma").join(view.articles[use.article].label for use in uses[:_COLUMNS])
        more = f" +{len(uses) - _COLUMNS}" if len(uses) > _COLUMNS else ""
        lines.append(Name(thing, name, uses[0].article, count[name], labels + more))
    return lines
