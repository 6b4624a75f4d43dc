"""What an earlier report found, so that articles added to it are asked about alone, with the groups they touch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcmp.groups.candidates.grouping import Candidate, Matter
from factcmp.groups.names.same_voices import SameVoice, spoken_as_one
from factcmp.models import Group, Report


@dataclass(frozen=True)
class Before:
    """An earlier report as pass 2 had it; empty for a first one."""

    articles: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    """Those of two claims or more."""
    matters: tuple[Matter, ...] = ()
    voices: tuple[SameVoice, ...] = ()

    def candidates(self) -> list[Candidate]:
        """The groups as they went to the judge."""
        return [Candidate(group.question, group.claims, group.looked_for) for group in self.groups]


def read_before(report: Report) -> Before:
    """The report's groups, matters and voices."""
    first = {group.id: group.claims[0] for group in report.groups}
    claims = {claim.id: claim for claim in report.claims}
    voices = (spoken_as_one(one, [claims[claim] for claim in one.claims]) for one in report.voices if one.known)
    return Before(
        articles=frozenset(article.id for article in report.articles),
        groups=tuple(group for group in report.groups if len(group.claims) > 1),
        matters=tuple(Matter(one.question, tuple(first[group] for group in one.groups)) for one in report.disputes),
        voices=tuple(voice for voice in voices if len(voice.speakers) > 1),
    )


class Reopened:
    """Candidates divided into what stays as it was judged and what is owed a judgement.

    In a group that was judged before, a position is told by its first and its last claim: what the judge then says of
    them holds for all that gave this answer.
    """

    def __init__(self, before: Before, candidates: Sequence[Candidate]) -> None:
        was = {frozenset(group.claims): group for group in before.groups}
        self._kept = [
            was[frozenset(one.claims)].model_copy(update={"looked_for": one.looked_for})
            for one in candidates
            if frozenset(one.claims) in was
        ]
        reopened = [one for one in candidates if frozenset(one.claims) not in was]
        self._answer = {
            claim: position.claims
            for group in before.groups
            for position in group.positions
            for claim in position.claims
        }
        self._group = {claim: group for group in before.groups for claim in group.claims}
        told = {claim for claims in self._answer.values() for claim in (claims[0], claims[-1])}
        self.owed = [
            replace(one, claims=tuple(claim for claim in one.claims if claim in told or claim not in self._answer))
            for one in reopened
        ]

    def settled(self, judged: Iterable[Group], rank: Mapping[str, int]) -> list[Group]:
        """What stays, and what was judged anew with all its claims.

        Where no judgement came, or one that has no place for an earlier answer, the earlier groups stay.
        """
        by_claim = {claim: group for group in judged for claim in group.claims}
        groups = list(self._kept)
        for candidate in self.owed:
            earlier = list({one.id: one for claim in candidate.claims if (one := self._group.get(claim))}.values())
            answers = [position.claims for group in earlier for position in group.positions]
            found = next((by_claim[claim] for claim in candidate.claims if claim in by_claim), None)
            if found and all(any(claim in by_claim for claim in claims) for claims in answers):
                groups.append(self._in_full(found, rank))
            else:
                groups += earlier
        return groups

    def _in_full(self, group: Group, rank: Mapping[str, int]) -> Group:
        told = {claim: position.label for position in group.positions for claim in position.claims}
        placed = dict(told)
        for claim, label in told.items():
            for one in self._answer.get(claim, ())[1:-1]:
                placed.setdefault(one, label)
        claims = tuple(sorted(placed, key=rank.__getitem__))
        positions = tuple(
            position.model_copy(update={"claims": tuple(one for one in claims if placed[one] == position.label)})
            for position in group.positions
        )
        return group.model_copy(update={"claims": claims, "positions": positions})
