"""Groups that turn on one matter, put together: what a report lists and counts first.

Two things say that groups are aspects of one dispute: the model, when it sorts the claims; and the same utterance,
where one voice's words of one place answer two of their questions.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcmp.groups.candidates.grouping import Matter
from factcmp.models import Claim, Dispute, Group, PartialKind, Relation
from factcmp.models.findings import ORDER
from factcmp.models.ids import digest
from factcmp.models.partition import Partition

_SHARED = 0.6
"""Share of the longer of two quotes from which they are one utterance."""


def find_disputes(
    groups: Sequence[Group], claims: Mapping[str, Claim], matters: Sequence[Matter]
) -> tuple[Dispute, ...]:
    """The disputes, M1, M2, …, the strongest first, then those of more articles and claims.

    A dispute has a contradiction or competing accounts in it; updates and other partial groups of the same matter are
    its aspects, agreements are not.
    """
    differing = [group for group in groups if group.relation not in (Relation.AGREEMENT, Relation.SINGLE_SOURCE)]
    place = {claim: number for number, group in enumerate(differing) for claim in group.claims}
    partition = Partition(range(len(differing)))
    questions: dict[int, str] = {}
    for matter in matters:
        members = sorted({place[claim] for claim in matter.claims if claim in place})
        partition.unite(*members)
        if len(members) > 1:
            questions.setdefault(members[0], matter.question)
    for one, other in _of_one_utterance(place, claims):
        partition.unite(one, other)
    named = {partition.root(number): question for number, question in reversed(questions.items())}
    disputes = []
    for members_of in partition.sets():
        aspects = [differing[number] for number in members_of]
        if any(makes_dispute(group) for group in aspects):
            disputes.append(_dispute(aspects, named.get(members_of[0])))
    rank = {group.id: number for number, group in enumerate(groups)}
    disputes.sort(key=lambda dispute: (ORDER.index(dispute.relation), min(rank[group] for group in dispute.groups)))
    return tuple(dispute.model_copy(update={"label": f"M{number}"}) for number, dispute in enumerate(disputes, 1))


def makes_dispute(group: Group) -> bool:
    """Whether its answers exclude each other, or compete."""
    return group.relation is Relation.CONTRADICTION or any(
        pair.partial is PartialKind.COMPETING for pair in group.between
    )


def _dispute(aspects: Sequence[Group], question: str | None) -> Dispute:
    main = next(group for group in aspects if makes_dispute(group))
    return Dispute(
        id=f"m{digest(*sorted(group.id for group in aspects))}",
        label="",
        question=question if question and len(aspects) > 1 else main.question,
        relation=min((group.relation for group in aspects if makes_dispute(group)), key=ORDER.index),
        groups=(main.id, *(group.id for group in aspects if group is not main)),
    )


def _of_one_utterance(place: Mapping[str, int], claims: Mapping[str, Claim]) -> list[tuple[int, int]]:
    """Pairs of groups that hold words of one voice whose quotes are nearly the same place of an article."""
    spoken: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in place:
        spoken[claims[claim].article, claims[claim].voice or ""].append(claims[claim])
    found = []
    for of_one in spoken.values():
        of_one.sort(key=lambda claim: (claim.quote.start, claim.quote.end))
        for one, other in pairwise(of_one):
            shared = min(one.quote.end, other.quote.end) - other.quote.start
            # A quote that only touches another, or holds it among much else, makes no chain of all that is said.
            is_one = shared >= _SHARED * max(len(one.quote.text), len(other.quote.text))
            if is_one and place[one.id] != place[other.id]:
                found.append((place[one.id], place[other.id]))
    return found
