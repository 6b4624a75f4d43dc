"""What is read off a report in more than one place: its contents, same stories, names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from factcmp.groups.names.naming import has_choice
from factcmp.models import (
    Article,
    Between,
    Disagreement,
    Dispute,
    Flag,
    FlagKind,
    Group,
    NameUse,
    Naming,
    PartialKind,
    Relation,
    Report,
)
from factcmp.models.findings import ORDER
from factcmp.models.index import ReportIndex


def carries_news(pair: Between) -> bool:
    """Whether two positions exclude, replace or compete with each other: what only adds a detail does not."""
    return pair.relation is not Disagreement.PARTIAL or pair.partial is PartialKind.COMPETING


def is_disputed(group: Group) -> bool:
    """Whether a reader has to choose between answers to it, or keep them open."""
    if group.relation is Relation.PARTIAL:
        return any(map(carries_news, group.between))
    return group.relation in (Relation.CONTRADICTION, Relation.UPDATE)


ALONE_SHOWN = 6
"""So much of what one article alone says is listed where not everything is."""
_CLAIMS_SHOWN = 3
_CLAIMS_OF_AN_ASPECT = 2
_HEAVY = 3
"""What a figure of harm weighs against a name."""


@dataclass(frozen=True)
class Contents:
    """What a report holds, in the order in which it is told; each group once, in a dispute or in one of the lists."""

    disputes: tuple[Dispute, ...]
    """The report's, the most important first; behind them each disputed group that none of them holds."""
    agreements: tuple[Group, ...]
    complements: tuple[Group, ...]
    alone: tuple[Group, ...]
    """What one article alone says, what carries most news first: harm, numbers, names."""
    background: tuple[Group, ...]

    @property
    def disputed(self) -> int:
        """How many questions the disputes hold."""
        return sum(len(dispute.groups) for dispute in self.disputes)

    @property
    def questions(self) -> int:
        """How many are compared: those of the disputes, the agreements and what adds up."""
        return self.disputed + len(self.agreements) + len(self.complements)

    @property
    def told_alone(self) -> int:
        """How many claims one article alone tells."""
        return sum(len(group.claims) for group in self.alone)

    @classmethod
    def of(cls, index: ReportIndex) -> "Contents":
        """The contents of a report."""
        report = index.report
        disputes = [*report.disputes]
        lists: dict[str, list[Group]] = {name: [] for name in ("agreements", "complements", "alone", "background")}
        for group in report.groups:
            if group.id in index.dispute_of:
                continue
            if group.background:
                lists["background"].append(group)
            elif is_disputed(group):
                disputes.append(_as_dispute(group))
            else:
                lists[_LISTS[group.relation]].append(group)
        lists["alone"].sort(key=lambda group: _weight(index, group), reverse=True)
        lists["agreements"].sort(key=lambda group: group.independent_sources, reverse=True)
        own = len(report.disputes)
        disputes[own:] = sorted(disputes[own:], key=lambda one: ORDER.index(one.relation))
        return cls(
            disputes=tuple(disputes),
            **{name: tuple(groups) for name, groups in lists.items()},
        )


_LISTS = {
    Relation.AGREEMENT: "agreements",
    Relation.PARTIAL: "complements",
    Relation.SINGLE_SOURCE: "alone",
}


def _as_dispute(group: Group) -> Dispute:
    return Dispute(id=group.id, label=group.label, question=group.question, relation=group.relation, groups=(group.id,))


def _weight(index: ReportIndex, group: Group) -> int:
    claims = [index.claims[claim] for claim in group.claims]
    names = {name.gloss for claim in claims for name in claim.names}
    harm = any(claim.tolls or index.rows_of.get(claim.id) for claim in claims)
    return len(names) + _HEAVY * harm + 2 * any(claim.quantities for claim in claims)


def shown_claims(index: ReportIndex, contents: Contents) -> frozenset[str]:
    """The claims whose words stand in a report that does not have all.

    Of each answer the first claim, then the first of further articles until a group has enough; of the further aspects
    of a dispute fewer, and none where accounts only compete.
    """
    most = {group.id: _CLAIMS_SHOWN for group in contents.agreements}
    for dispute in contents.disputes:
        first, *aspects = dispute.groups
        most[first] = max(_CLAIMS_SHOWN, len(index.groups[first].positions))
        most |= {id: _CLAIMS_OF_AN_ASPECT for id in aspects if index.groups[id].relation is not Relation.PARTIAL}
    shown: set[str] = set()
    for id, limit in most.items():
        firsts, further = [], []
        for position in index.groups[id].positions:
            of_article = {index.claims[claim].article: claim for claim in reversed(position.claims)}
            first, *others = sorted(of_article.values(), key=index.claim_number.__getitem__)
            firsts.append(first)
            further += others
        shown.update([*firsts, *further][:limit])
    return frozenset(shown)


def web_address(url: str | None) -> str | None:
    """The address where it leads to a page; another scheme could run something, so it is shown and never linked."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def story_labels(articles: Sequence[Article], flags: Sequence[Flag]) -> list[list[str]]:
    """Of the stories that were flagged as told by several of these articles the labels of each, in the order given."""
    ids = {article.id for article in articles}
    stories: list[set[str]] = []
    for flag in flags:
        pair = {flag.article, flag.other or flag.article}
        if flag.kind is FlagKind.SAME_STORY and pair <= ids:
            touched = [story for story in stories if story & pair]
            stories = [story for story in stories if not story & pair] + [pair.union(*touched)]
    return [[article.label for article in articles if article.id in story] for story in stories]


def named_things(report: Report, most: int) -> list[Naming]:
    """So many of the main actors and places for whose names there is a choice."""
    return [thing for thing in report.naming if has_choice(thing)][:most]


def uses_by_name(thing: Naming) -> list[tuple[str, list[NameUse]]]:
    """The names of a thing, each with where it is used; the most used first."""
    uses: defaultdict[str, list[NameUse]] = defaultdict(list)
    for use in thing.uses:
        uses[use.name].append(use)
    return sorted(uses.items(), key=lambda item: -sum(len(use.places) for use in item[1]))
