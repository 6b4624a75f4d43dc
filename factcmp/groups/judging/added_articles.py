"""What an earlier report found, so that articles added to it are asked about alone, with the groups they touch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcmp.groups.candidates.grouping import Candidate, Matter
from factcmp.groups.judging.rules import JudgedGroup, JudgedPair, JudgedPosition, Judgement
from factcmp.groups.names.same_voices import SameVoice, spoken_as_one
from factcmp.models import Group, Report


@dataclass(frozen=True)
class Before:
    """An earlier report as pass 2 had it; empty for a first one."""

    articles: frozenset[str] = frozenset()
    groups: tuple[JudgedGroup, ...] = ()
    """Those of two claims or more."""
    matters: tuple[Matter, ...] = ()
    voices: tuple[SameVoice, ...] = ()

    def candidates(self) -> list[Candidate]:
        """The groups as they went to the judge."""
        return [Candidate(group.question, group.claims()) for group in self.groups]


def read_before(report: Report) -> Before:
    """The report's groups, matters and voices."""
    first = {group.id: group.claims[0] for group in report.groups}
    claims = {claim.id: claim for claim in report.claims}
    voices = (spoken_as_one(one, [claims[claim] for claim in one.claims]) for one in report.voices if one.known)
    return Before(
        articles=frozenset(article.id for article in report.articles),
        groups=tuple(_judged(group) for group in report.groups if len(group.claims) > 1),
        matters=tuple(Matter(one.question, tuple(first[group] for group in one.groups)) for one in report.disputes),
        voices=tuple(voice for voice in voices if len(voice.speakers) > 1),
    )


def _judged(group: Group) -> JudgedGroup:
    at = {position.label: place for place, position in enumerate(group.positions)}
    between = tuple(
        JudgedPair(
            at[pair.one],
            at[pair.other],
            pair.relation,
            pair.differs_in,
            pair.reason,
            partial=pair.partial,
            later=at[pair.later] if pair.later else None,
        )
        for pair in group.between
    )
    judgement = Judgement(
        positions=tuple(JudgedPosition(position.summary, position.claims) for position in group.positions),
        between=between,
        numbers=(),
        explanation=group.explanation,
        relation=group.relation,
        differs_in=group.differs_in,
        rules=group.rules,
    )
    return JudgedGroup(group.question, judgement, group.stable, group.judgements, group.looked_for)


class Reopened:
    """Candidates divided into what stays as it was judged and what is owed a judgement.

    In a group that was judged before, a position is told by its first and its last claim: what the judge then says of
    them holds for all that gave this answer.
    """

    def __init__(self, before: Before, candidates: Sequence[Candidate]) -> None:
        was = {frozenset(group.claims()): group for group in before.groups}
        self._kept = [was[frozenset(one.claims)] for one in candidates if frozenset(one.claims) in was]
        reopened = [one for one in candidates if frozenset(one.claims) not in was]
        self._answer = {
            claim: position.claims
            for group in before.groups
            for position in group.judgement.positions
            for claim in position.claims
        }
        self._group = {claim: group for group in before.groups for claim in group.claims()}
        told = {claim for claims in self._answer.values() for claim in (claims[0], claims[-1])}
        self.owed = [
            replace(one, claims=tuple(claim for claim in one.claims if claim in told or claim not in self._answer))
            for one in reopened
        ]

    def settled(self, judged: Iterable[JudgedGroup], rank: Mapping[str, int]) -> list[JudgedGroup]:
        """What stays, and what was judged anew with all its claims.

        Where no judgement came, or one that has no place for an earlier answer, the earlier groups stay.
        """
        by_claim = {claim: group for group in judged for claim in group.claims()}
        groups = list(self._kept)
        for candidate in self.owed:
            earlier = list({id(one): one for claim in candidate.claims if (one := self._group.get(claim))}.values())
            answers = [position.claims for group in earlier for position in group.judgement.positions]
            found = next((by_claim[claim] for claim in candidate.claims if claim in by_claim), None)
            if found and all(any(claim in by_claim for claim in claims) for claims in answers):
                looked_for = earlier[0].looked_for if len(earlier) == 1 else ()
                groups.append(replace(self._in_full(found, rank), looked_for=looked_for))
            else:
                groups += earlier
        return groups

    def _in_full(self, group: JudgedGroup, rank: Mapping[str, int]) -> JudgedGroup:
        told = {claim: place for place, position in enumerate(group.judgement.positions) for claim in position.claims}
        placed = dict(told)
        for claim, place in told.items():
            for one in self._answer.get(claim, ())[1:-1]:
                placed.setdefault(one, place)
        positions = tuple(
            replace(position, claims=tuple(sorted((c for c in placed if placed[c] == place), key=rank.__getitem__)))
            for place, position in enumerate(group.judgement.positions)
        )
        return replace(group, judgement=replace(group.judgement, positions=positions))
