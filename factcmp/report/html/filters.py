"""The filters over the findings, and what they go by."""

from collections import Counter

from markupsafe import Markup

from factcmp.models import Difference, Group
from factcmp.models.findings import ORDER
from factcmp.report.html.markup import tag
from factcmp.report.html.view import PageView, isolate


class FilterKeys:
    """What each group can be found by, as numbers into the page's lists of articles and sources."""

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.names: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self.uses: Counter[int] = Counter()
        self._of_group = {group.id: self._sources(group) for group in view.report.groups}
        for sources in self._of_group.values():
            self.uses.update(sources)

    def _sources(self, group: Group) -> list[int]:
        """Every source that a claim of the group names, wherever in its chain."""
        found = set()
        for claim in group.claims:
            for source in self.view.claims[claim].attribution:
                key = " ".join(source.gloss.split()).casefold()
                self.names.setdefault(key, source.gloss)
                found.add(self._numbers.setdefault(key, len(self._numbers)))
        return sorted(found)

    def of_group(self, group: Group) -> list[list[int] | list[str]]:
        """The numbers of its articles and of its sources, and what its claims differ in."""
        articles = [self.view.article_number[article.id] for article in self.view.articles_of(group.claims)]
        return [articles, self._of_group[group.id], [difference.value for difference in group.differs_in]]

    def sources(self) -> list[tuple[int, str, int]]:
        """Each source's number, name and how many groups it speaks in; the most used first."""
        rows = [(self._numbers[key], name, self.uses[self._numbers[key]]) for key, name in self.names.items()]
        return sorted(rows, key=lambda row: (-row[2], row[1].casefold()))


def filter_form(view: PageView, keys: FilterKeys) -> Markup:
    """The form; without a script it is not shown."""
    present = Counter(group.relation for group in view.report.groups)
    differences = {difference for group in view.report.groups for difference in group.differs_in}
    articles = [
        (str(number), f"{article.label} {isolate(article.outlet or article.title)}")
        for number, article in enumerate(view.report.articles)
    ]
    sources = [(str(number), f"{isolate(name)} ({uses})") for number, name, uses in keys.sources()]
    wanted = [
        (difference.value, view.words.say(f"difference.{difference}"))
        for difference in Difference
        if difference in differences
    ]
    boxes = tag(
        "fieldset",
        tag("legend", view.say("filter.relation")),
        [
            tag(
                "label",
                tag("input", type="checkbox", name="rel", value=relation.value, checked=True),
                " ",
                view.relation(relation),
                " ",
                tag("span", present[relation], class_="count", data_count=relation.value),
            )
            for relation in ORDER
            if present[relation]
        ],
    )
    search = tag("input", type="search", id="filter-q", name="q", autocomplete="off", spellcheck="false", dir="auto")
    return tag(
        "form",
        tag(
            "details",
            tag("summary", view.say("filter.heading")),
            tag("div", tag("label", view.say("filter.search"), for_="filter-q"), search, class_="field"),
            boxes,
            _select(view, "art", articles),
            _select(view, "src", sources),
            _select(view, "dif", wanted) if wanted else None,
            tag("p", tag("button", view.say("filter.reset"), type="reset"), " ",
                tag("button", view.say("filter.unfold"), type="button", id="unfold", aria_pressed="false")),
            open=True,
        ),
        tag("p", id="shown", role="status", aria_live="polite"),
        id="filters",
        class_="js",
        role="search",
        aria_label=view.say("filter.heading"),
    )  # fmt: skip


def _select(view: PageView, name: str, options: list[tuple[str, str]]) -> Markup:
    return tag(
        "div",
        tag("label", view.say(f"filter.{name}"), for_=f"filter-{name}"),
        tag(
            "select",
            tag("option", view.say("filter.any"), value=""),
            [tag("option", label, value=value) for value, label in options],
            id=f"filter-{name}",
            name=name,
        ),
        class_="field",
    )
