"""How far two reports on the same articles agree: the share of claim pairs that stand in one relation in both."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import TypeVar

from factcmp.models import Claim, Frozen, Group, Relation, Report

COMPARED = (Relation.CONTRADICTION, Relation.UPDATE, Relation.AGREEMENT)
_LEAST_OVERLAP = 0.5
_T = TypeVar("_T")
_Pair = frozenset[int]
"""Two claims, by the numbers that both reports call them by."""


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
    before, after = _by_text(old, texts), _by_text(new, texts)
    same = [pair for text in sorted(texts) for pair in _same_claims(before[text], after[text])]
    one = _pairs(old, {first: number for number, (first, _) in enumerate(same)})
    other = _pairs(new, {second: number for number, (_, second) in enumerate(same)})
    return Alike(
        claims=len(same),
        of=(sum(map(len, before.values())), sum(map(len, after.values()))),
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
        texts = {article.sha256 for article in report.articles}
        before, after = _by_text(report, texts), _by_text(repeat, texts)
        same = dict(pair for text in sorted(texts) for pair in _same_claims(before[text], after[text]))
        numbers = {claim: number for number, claim in enumerate(same)}
        found = _pairs(repeat, {other: numbers[claim] for claim, other in same.items()})
        for group in report.groups:
            told = [pair for pair in pairs_of.get(group.id, ()) if pair <= same.keys()]
            again = sum(frozenset(numbers[claim] for claim in pair) in found[group.relation] for pair in told)
            counts[group.id] += bool(told) and 2 * again >= len(told)
    runs = len(repeats) + 1
    groups = (
        group.model_copy(update={"came_back": (counts[group.id] + 1, runs)}) if group.id in pairs_of else group
        for group in report.groups
    )
    return report.model_copy(update={"groups": tuple(groups)})


def _by_text(report: Report, texts: set[str]) -> dict[str, list[Claim]]:
    """The claims of the articles with these texts."""
    text_of = {article.id: article.sha256 for article in report.articles}
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        if text_of[claim.article] in texts:
            claims[text_of[claim.article]].append(claim)
    return claims


def _same_claims(old: list[Claim], new: list[Claim]) -> Iterator[tuple[str, str]]:
    """Ids of the claims of one text that are the same, each with one other at most."""
    # Several claims may quote one sentence: of equal quotes those with one stance and one wording belong together.
    fits = [
        (-_overlap(one, other), one.stance is not other.stance, one.statement != other.statement, one.id, other.id)
        for one in old
        for other in new
    ]
    return matched((first, second) for apart, _, _, first, second in sorted(fits) if -apart >= _LEAST_OVERLAP)


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


def _pairs(report: Report, numbers: Mapping[str, int]) -> Mapping[Relation, set[_Pair]]:
    """The pairs of numbered claims by relation."""
    pairs: dict[Relation, set[_Pair]] = {relation: set() for relation in COMPARED}
    article_of = {claim.id: claim.article for claim in report.claims}
    for group in report.groups:
        for relation, pair in _related(group, article_of):
            if relation in pairs and pair <= numbers.keys():
                pairs[relation].add(frozenset(numbers[claim] for claim in pair))
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
