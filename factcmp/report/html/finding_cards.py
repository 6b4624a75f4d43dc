"""The findings: what the filters choose from, and what of a finding is folded."""

from collections import Counter
from dataclasses import dataclass

from factcmp.models import Between, Difference, Disagreement, Group, Relation
from factcmp.models.findings import ORDER
from factcmp.report.contents import carries_news
from factcmp.report.html.page_view import PageView
from factcmp.report.sentence_pieces import isolate
from factcmp.report.view import name_key


@dataclass(frozen=True)
class Filters:
    """What can be chosen, each by its value with its words, and what each group is found by."""

    articles: list[tuple[int, str]]
    sources: list[tuple[int, str]]
    """With in how many groups each speaks; the most used first."""
    differences: list[tuple[str, str]]
    found_by: dict[str, list[list[int] | list[str]]]
    """For each group (id) the numbers of its articles and of its sources, and what its claims differ in."""


def filters(view: PageView) -> Filters:
    """Every source that a claim names, wherever in its chain, can be chosen."""
    numbers: dict[str, int] = {}
    names: list[str] = []
    uses: Counter[int] = Counter()
    found_by: dict[str, list[list[int] | list[str]]] = {}
    for group in view.report.groups:
        sources = set()
        for source in (source for claim in group.claims for source in view.claims[claim].attribution):
            number = numbers.setdefault(name_key(source.gloss), len(names))
            if number == len(names):
                names.append(source.gloss)
            sources.add(number)
        uses.update(sources)
        articles = [view.article_number[article.id] for article in view.articles_of(group.claims)]
        found_by[group.id] = [articles, sorted(sources), [one.value for one in group.differs_in]]
    used = {difference for group in view.report.groups for difference in group.differs_in}
    return Filters(
        articles=[
            (number, f"{article.label} {isolate(view.outlets[article.id] if article.outlet else article.title)}")
            for number, article in enumerate(view.report.articles)
        ],
        sources=[
            (number, f"{isolate(names[number])} ({uses[number]})")
            for number in sorted(uses, key=lambda number: (-uses[number], names[number].casefold()))
        ],
        differences=[(one.value, view.say(f"difference.{one}")) for one in Difference if one in used],
        found_by=found_by,
    )


def pairs_of(group: Group) -> tuple[list[Between], list[Between]]:
    """The pairs of positions that exclude, replace or compete with each other, and those that only add to each other.

    None where the group's own relation says it all.
    """
    pairs = group.between if len(group.positions) > 2 else ()
    strong = sorted(filter(carries_news, pairs), key=lambda pair: list(Disagreement).index(pair.relation))
    return strong, [pair for pair in pairs if not carries_news(pair)]


def cards(view: PageView) -> list[tuple[Relation, list[Group]]]:
    """Each relation with its groups of several claims, background last; none that has nothing to show."""
    groups = sorted(view.compared, key=lambda group: group.background)
    found = [(relation, [group for group in groups if group.relation is relation]) for relation in ORDER]
    return [one for one in found if one[1] or (one[0] is Relation.SINGLE_SOURCE and view.lone_in)]
