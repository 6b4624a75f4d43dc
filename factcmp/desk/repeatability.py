"""How far two reports on the same articles agree: the share of claim pairs that stand in one relation in both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, product
from typing import TypeVar

from factcmp.models import Claim, Frozen, Group, Relation, Report
from factcmp.models.partition import grouped

COMPARED = (Relation.CONTRADICTION, Relation.UPDATE, Relation.AGREEMENT)
_LEAST_OVERLAP = 0.5
_T = TypeVar("_T")


class RelationAlike(Frozen):
    """Pairs of claims in one relation."""

    relation: Relation
    both: int
    """Pairs that stand in it in both reports."""
    either: int
    """Pairs that stand in it in one report or both."""

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where no pair stands in the relation."""
        return self.both / self.either if self.either else None


class Alike(Frozen):
    """How far two reports agree on the articles that both have."""

    claims: int
    """Claims that both reports quote."""
    of: tuple[int, int]
    """Claims on these articles, in the old report and in the new."""
    languages: tuple[str, str]
    relations: tuple[RelationAlike, ...]


def compare_relations(old: Report, new: Report) -> Alike | None:
    """The agreement by relation; None where the reports have no article in common.

    Two claims are the same where their quotes share half of the characters that either has, the most shared first.
    Pairs of a claim that only one report has are left out: that a report says less is told by the counts.
    """
    texts = {article.sha256 for article in old.articles} & {article.sha256 for article in new.articles}
    if not texts:
        return None
    same = _same_claims(old, new)
    one, other = _pairs(old, {claim: claim for claim in same.values()}), _pairs(new, same)
    return Alike(
        claims=len(same),
        of=(_claims_on(old, texts), _claims_on(new, texts)),
        languages=(old.run.language, new.run.language),
        relations=tuple(
            RelationAlike(relation=name, both=len(one[name] & other[name]), either=len(one[name] | other[name]))
            for name in COMPARED
        ),
    )


def mark_repeats(report: Report, repeats: Sequence[Report]) -> Report:
    """The report with `came_back` for each finding: in how many of all runs, its own included, it was made.

    A finding came back where half of its pairs of claims or more, of those that both runs have, relate as in it.
    Partial and single findings are not marked.
    """
    counts: Counter[str] = Counter()
    article_of = {claim.id: claim.article for claim in report.claims}
    pairs_of = {
        group.id: {pair for relation, pair in _related(group, article_of) if relation is group.relation}
        for group in report.groups
        if group.relation in COMPARED
    }
    for repeat in repeats:
        same = _same_claims(report, repeat)
        found, both = _pairs(repeat, same), set(same.values())
        for group in report.groups:
            told = [pair for pair in pairs_of.get(group.id, ()) if pair <= both]
            again = sum(pair in found[group.relation] for pair in told)
            counts[group.id] += bool(told) and 2 * again >= len(told)
    runs = len(repeats) + 1
    groups = (
        group.model_copy(update={"came_back": (counts[group.id] + 1, runs)}) if group.id in pairs_of else group
        for group in report.groups
    )
    return report.model_copy(update={"groups": tuple(groups)})


def _by_text(report: Report) -> dict[str, list[Claim]]:
    """The claims by their article's text."""
    text_of = {article.id: article.sha256 for article in report.articles}
    return grouped(report.claims, lambda claim: text_of[claim.article])


def _claims_on(report: Report, texts: Set[str]) -> int:
    return sum(len(claims) for text, claims in _by_text(report).items() if text in texts)


def _same_claims(old: Report, new: Report) -> dict[str, str]:
    """By the id of a claim of the new report that of the same one of the old, each with one at most."""
    before, after = _by_text(old), _by_text(new)
    # Several claims may quote one sentence: of equal quotes those with one stance and one wording belong together.
    fits = [
        (-_overlap(one, other), one.stance is not other.stance, one.statement != other.statement, one.id, other.id)
        for text in before.keys() & after.keys()
        for one, other in product(before[text], after[text])
    ]
    same = matched((first, second) for apart, _, _, first, second in sorted(fits) if -apart >= _LEAST_OVERLAP)
    return {second: first for first, second in same}


def matched(pairs: Iterable[tuple[_T, _T]]) -> Iterator[tuple[_T, _T]]:
    """Of pairs in the order in which they are wanted those whose ends are in none before."""
    firsts: set[_T] = set()
    seconds: set[_T] = set()
    for first, second in pairs:
        if first not in firsts and second not in seconds:
            firsts.add(first)
            seconds.add(second)
            yield first, second


def _overlap(one: Claim, other: Claim) -> float:
    shared = min(one.quote.end, other.quote.end) - max(one.quote.start, other.quote.start)
    either = max(one.quote.end, other.quote.end) - min(one.quote.start, other.quote.start)
    return max(0, shared) / either


def _pairs(report: Report, called: Mapping[str, str]) -> Mapping[Relation, set[frozenset[str]]]:
    """The pairs of these claims by relation, by what both reports call them."""
    pairs: dict[Relation, set[frozenset[str]]] = {relation: set() for relation in COMPARED}
    article_of = {claim.id: claim.article for claim in report.claims}
    for group in report.groups:
        for relation, pair in _related(group, article_of):
            if relation in pairs and pair <= called.keys():
                pairs[relation].add(frozenset(called[claim] for claim in pair))
    return pairs


def _related(group: Group, article_of: Mapping[str, str]) -> Iterator[tuple[Relation, frozenset[str]]]:
    """The pairs of claims of a group and how they relate; of an agreement those of two articles."""
    held = {position.label: position.claims for position in group.positions}
    for claims in held.values():
        for one, other in combinations(claims, 2):
            if article_of[one] != article_of[other]:
                yield Relation.AGREEMENT, frozenset((one, other))
    for between in group.between:
        for ends in product(held[between.one], held[between.other]):
            yield Relation(between.relation.value), frozenset(ends)
