"""From judged groups to the report's groups: every claim in exactly one, ordered by what matters to a reader."""

from collections.abc import Mapping, Sequence

from factcmp.groups.findings.origins import Origins
from factcmp.groups.judging.rules import JudgedGroup, JudgedPosition, Judgement
from factcmp.models import Between, Claim, Group, Position, Relation
from factcmp.models.findings import ORDER
from factcmp.models.ids import digest


def build_groups(claims: Sequence[Claim], judged: Sequence[JudgedGroup], origins: Origins) -> tuple[Group, ...]:
    """The report's groups, labelled G1, G2, … in its order.

    Claims that no judged group holds stand alone. Groups come by relation, background after news, then by the number of
    articles and of claims (more first), then by where their first claim stands.
    """
    by_id = {claim.id: claim for claim in claims}
    rank = {claim.id: number for number, claim in enumerate(claims)}
    groups = [_group(group, by_id, rank, origins) for group in judged]
    grouped = {claim for group in groups for claim in group.claims}
    groups += [_group(_alone(claim), by_id, rank, origins) for claim in claims if claim.id not in grouped]

    def weight(group: Group) -> tuple[int, bool, int, int, int]:
        articles_in = {by_id[claim].article for claim in group.claims}
        first = min(rank[claim] for claim in group.claims)
        # What only one article says is read in the order of the articles.
        size = (0, 0) if group.relation is Relation.SINGLE_SOURCE else (-len(articles_in), -len(group.claims))
        return (ORDER.index(group.relation), group.background, *size, first)

    ordered = sorted(groups, key=weight)
    return tuple(group.model_copy(update={"label": f"G{number}"}) for number, group in enumerate(ordered, 1))


def _alone(claim: Claim) -> JudgedGroup:
    return JudgedGroup(claim.question, Judgement((JudgedPosition(claim.gloss, (claim.id,)),), (), (), explanation=""))


def _group(judged: JudgedGroup, by_id: Mapping[str, Claim], rank: Mapping[str, int], origins: Origins) -> Group:
    judgement = judged.judgement
    positions = []
    for number, position in enumerate(judgement.positions):
        traced = origins.trace([by_id[claim] for claim in position.claims])
        positions.append(
            Position(
                label=chr(ord("A") + number) if number < 26 else f"P{number + 1}",
                summary=position.summary,
                claims=position.claims,
                origins=traced,
                independent_sources=origins.count_independent(traced),
            )
        )
    between = tuple(
        Between(
            one=positions[pair.one].label,
            other=positions[pair.other].label,
            relation=pair.relation,
            partial=pair.partial,
            later=positions[pair.later].label if pair.later is not None else None,
            differs_in=pair.differs_in,
            reason=pair.reason,
        )
        for pair in judgement.between
    )
    claims = tuple(sorted(judged.claims(), key=rank.__getitem__))
    # Of one position what was traced for it; of several, one origin may stand behind two.
    sources = (
        positions[0].independent_sources
        if len(positions) == 1
        else origins.count_independent(origins.trace([by_id[claim] for claim in claims]))
    )
    return Group(
        id=f"g{digest(*sorted(claims))}",
        label="",
        question=judged.question,
        relation=judgement.relation,
        differs_in=judgement.differs_in,
        stable=judged.stable,
        judgements=judged.judgements,
        claims=claims,
        positions=tuple(positions),
        between=between,
        explanation=judgement.explanation,
        rules=judgement.rules,
        background=all(by_id[claim].background for claim in claims),
        looked_for=judged.looked_for,
        independent_sources=sources,
    )
