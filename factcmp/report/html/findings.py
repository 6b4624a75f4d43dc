"""The findings: what the filters choose from, and what of a finding is folded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factcmp.models import Between, Claim, Difference, Disagreement, Group, Relation
from factcmp.models.findings import ORDER
from factcmp.report.contents import carries_news
from factcmp.report.html.view import PageView, isolate
from factcmp.report.view import name_key

_OPEN = 3
"""So many claims of a position are shown unfolded, each from another article, and so many pairs of positions."""


class Filters:
    """What can be chosen, and what each group is found by, as numbers into the lists of articles and sources."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        groups = view.report.groups
        self._sources = {group.id: self._sources_of(group) for group in groups}
        self.counts = Counter(group.relation for group in groups)

    def _sources_of(self, group: Group) -> list[int]:
        """Every source that a claim of the group names, wherever in its chain."""
        found = set()
        for claim in group.claims:
            for source in self._view.claims[claim].attribution:
                number = self._numbers.setdefault(name_key(source.gloss), len(self._names))
                if number == len(self._names):
                    self._names.append(source.gloss)
                found.add(number)
        return sorted(found)

    def of_group(self, group: Group) -> list[list[int] | list[str]]:
        """The numbers of its articles and of its sources, and what its claims differ in."""
        articles = [self._view.article_number[article.id] for article in self._view.articles_of(group.claims)]
        return [articles, self._sources[group.id], [difference.value for difference in group.differs_in]]

    def articles(self) -> list[tuple[int, str]]:
        """Each article's number and what it is called in a list of choices."""
        return [
            (number, f"{article.label} {isolate(article.outlet or article.title)}")
            for number, article in enumerate(self._view.report.articles)
        ]

    def sources(self) -> list[tuple[int, str]]:
        """Each source's number, with its name and how many groups it speaks in; the most used first."""
        uses = Counter(number for sources in self._sources.values() for number in sources)
        ranked = sorted(uses, key=lambda number: (-uses[number], self._names[number].casefold()))
        return [(number, f"{isolate(self._names[number])} ({uses[number]})") for number in ranked]

    def differences(self) -> list[tuple[str, str]]:
        """What claims differ in, by value and in words."""
        found = {difference for group in self._view.report.groups for difference in group.differs_in}
        return [(one.value, self._view.say(f"difference.{one}")) for one in Difference if one in found]


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
