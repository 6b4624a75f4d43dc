"""What is read off a report in more than one place: what carries news, same stories, names."""

import inspect
from collections.abc import Callable, Sequence
from types import ModuleType

from factcmp.groups.findings.disputes import makes_dispute
from factcmp.groups.names.naming import has_choice
from factcmp.models import (
    Article,
    Between,
    Disagreement,
    Flag,
    FlagKind,
    Group,
    NameUse,
    Naming,
    PartialKind,
    Relation,
    Report,
)
from factcmp.models.partition import Partition, grouped
from factcmp.text.languages import is_right_to_left, is_written_backward


def carries_news(pair: Between) -> bool:
    """Whether two positions exclude, replace or compete with each other: what only adds a detail does not."""
    return pair.relation is not Disagreement.PARTIAL or pair.partial is PartialKind.COMPETING


def is_disputed(group: Group) -> bool:
    """Whether a reader has to choose between answers to it, or keep them open."""
    return makes_dispute(group) or group.relation is Relation.UPDATE


def web_address(url: str | None) -> str | None:
    """The address where it leads to a page; another scheme could run something, so it is shown and never linked."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def story_labels(articles: Sequence[Article], flags: Sequence[Flag]) -> list[list[str]]:
    """Of the stories that were flagged as told by several of these articles the labels of each, in the order given."""
    ids = {article.id for article in articles}
    stories = Partition[str]()
    for flag in flags:
        if flag.kind is FlagKind.SAME_STORY and flag.other and {flag.article, flag.other} <= ids:
            stories.unite(flag.article, flag.other)
    return [[article.label for article in articles if article.id in story] for story in stories.sets()]


def named_things(report: Report, most: int) -> list[Naming]:
    """So many of the main actors and places for whose names there is a choice."""
    return [thing for thing in report.naming if has_choice(thing)][:most]


def uses_by_name(thing: Naming) -> list[tuple[str, list[NameUse]]]:
    """The names of a thing, each with where it is used; the most used first."""
    uses = grouped(thing.uses, lambda use: use.name)
    return sorted(uses.items(), key=lambda item: -sum(len(use.places) for use in item[1]))


def text_attributes(text: str, language: str | None) -> dict[str, str]:
    """`dir` and `lang` of an element for a text; the direction is the text's own where the language is not known."""
    if language is None:
        return {"dir": "rtl" if is_written_backward(text) else "ltr"}
    return {"dir": "rtl" if is_right_to_left(language) else "ltr", "lang": language}


def functions_of(*modules: ModuleType) -> dict[str, Callable[..., object]]:
    """What templates call of these modules, by its own name."""
    found = (one for module in modules for one in inspect.getmembers(module, inspect.isroutine))
    return {name: function for name, function in found if not name.startswith("_")}
