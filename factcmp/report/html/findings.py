"""The findings: what the filters choose from, and what of a finding is folded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factcmp.models import Between, Claim, Difference, Disagreement, Group, Relation
from factcmp.models.findings import ORDER
from factcmp.report.contents import carries_news
from factcmp.report.html.page_view import PageView
from factcmp.report.sentences import isolate
from factcmp.report.view import name_key

_OPEN = 3
"""So many claims of a position are shown unfolded, each from another article, and so many pairs of positions."""


@dataclass(frozen=True)
class Filters:
    """What can be chosen, each by its value with its words, and what each group is found by."""

    articles: list[tuple[int, str]]
    sources: list[tuple[int, str]]
    """With in how many groups each speaks; the most used first."""
    differences: list[tuple[str, str]]
    counts: Counter[Relation]
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
        counts=Counter(group.relation for group in view.report.groups),
        found_by=found_by,
    )


@dataclass(frozen=True)
class Pairs:
    """How the positions of a group relate."""

    shown: Sequence[Between]
    """Of those that exclude, replace or compete with each other: a reader has to keep both open."""
    more: Sequence[Between]
    weak: Sequence[Between]
    """Those that only add to each other."""


def pairs_of(group: Group) -> Pairs | None:
    """None where the group's own relation says it all."""
    if len(group.positions) < 3 or not group.between:
        return None
    strong = sorted(filter(carries_news, group.between), key=lambda pair: list(Disagreement).index(pair.relation))
    return Pairs(strong[:_OPEN], strong[_OPEN:], [pair for pair in group.between if not carries_news(pair)])


def first_of_each_article(view: PageView, claims: Sequence[str]) -> tuple[list[Claim], list[Claim]]:
    """The claims to show unfolded, and the others."""
    shown: list[Claim] = []
    folded: list[Claim] = []
    for claim in map(view.claims.__getitem__, claims):
        is_new = claim.article not in {other.article for other in shown}
        (shown if is_new and len(shown) < _OPEN else folded).append(claim)
    return shown, folded


def cards(view: PageView) -> list[tuple[Relation, list[Group]]]:
    """Each relation with its groups of several claims, background last; none that has nothing to show."""
    groups = sorted(view.compared, key=lambda group: group.background)
    found = [(relation, [group for group in groups if group.relation is relation]) for relation in ORDER]
    return [one for one in found if one[1] or (one[0] is Relation.SINGLE_SOURCE and view.lone_in)]
