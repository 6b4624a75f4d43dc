"""From judged groups to the report's groups: every claim in exactly one, ordered by what matters to a reader."""

from collections.abc import Mapping, Sequence

from factcmp.groups.findings.origins import Origins
from factcmp.groups.judging.judgement_rules import position_label
from factcmp.models import Claim, Group, Position, Relation
from factcmp.models.findings import ORDER
from factcmp.models.ids import digest


def build_groups(claims: Sequence[Claim], judged: Sequence[Group], origins: Origins) -> tuple[Group, ...]:
    """The report's groups, labelled G1, G2, … in its order.

    Claims that no judged group holds stand alone. Groups come by relation, background after news, then by the number of
    articles and of claims (more first), then by where their first claim stands.
    """
    by_id = {claim.id: claim for claim in claims}
    rank = {claim.id: number for number, claim in enumerate(claims)}
    grouped = {claim for group in judged for claim in group.claims}
    alone = (_alone(claim) for claim in claims if claim.id not in grouped)
    groups = [_with_origins(group, by_id, origins) for group in (*judged, *alone)]

    def weight(group: Group) -> tuple[int, bool, int, int, int]:
        articles_in = {by_id[claim].article for claim in group.claims}
        first = min(rank[claim] for claim in group.claims)
        # What only one article says is read in the order of the articles.
        size = (0, 0) if group.relation is Relation.SINGLE_SOURCE else (-len(articles_in), -len(group.claims))
        return (ORDER.index(group.relation), group.background, *size, first)

    ordered = sorted(groups, key=weight)
    return tuple(group.model_copy(update={"label": f"G{number}"}) for number, group in enumerate(ordered, 1))


def _alone(claim: Claim) -> Group:
    return Group(
        id="",
        label="",
        question=claim.question,
        relation=Relation.SINGLE_SOURCE,
        claims=(claim.id,),
        positions=(Position(label=position_label(0), summary=claim.gloss, claims=(claim.id,)),),
        explanation="",
        independent_sources=0,
    )


def _with_origins(group: Group, by_id: Mapping[str, Claim], origins: Origins) -> Group:
    positions = []
    for position in group.positions:
        traced = origins.trace([by_id[claim] for claim in position.claims])
        count = origins.count_independent(traced)
        positions.append(position.model_copy(update={"origins": traced, "independent_sources": count}))
    claims = [by_id[claim] for claim in group.claims]
    # Of one position what was traced for it; of several, one origin may stand behind two.
    alone = positions[0].independent_sources if len(positions) == 1 else None
    return group.model_copy(
        update={
            "id": f"g{digest(*sorted(group.claims))}",
            "positions": tuple(positions),
            "background": all(claim.background for claim in claims),
            "came_back": None,
            "independent_sources": origins.count_independent(origins.trace(claims)) if alone is None else alone,
        }
    )
