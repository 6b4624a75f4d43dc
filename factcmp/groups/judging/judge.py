"""Pass 2, second half: how the answers of each group relate."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factcmp.claims.grounding import FoldedArticle, find_words
from factcmp.errors import ModelError
from factcmp.groups.answers import BetweenWire, JudgedRelation, JudgementsWire, JudgementWire, NumberWire
from factcmp.groups.asking import Asking, content_runs, lettered
from factcmp.groups.candidates.grouping import Candidate
from factcmp.groups.judging.judgement_rules import DIFFERING, apply_rules, position_label, settle, strength
from factcmp.groups.story.claim_text import Names, article_lines, block
from factcmp.groups.story.story import Story
from factcmp.llm.prompts import Prompt
from factcmp.models import Between, Claim, Disagreement, Failure, Group, PartialKind, Position, Quantity, Relation
from factcmp.text.lines import one_line
from factcmp.text.numbers.quantities import normalise_quantity

_ROUNDS = 3
_RUN = 16
"""One candidate in so many ends a run."""


@dataclass
class _Case:
    """One candidate and the judgements of it so far."""

    candidate: Candidate
    judgements: list[Group] = field(default_factory=list)
    given_up: bool = False
    """A judgement was owed and did not come."""

    def is_open(self) -> bool:
        """Whether another judgement is owed: a difference is judged again, and a flip a third time.

        Two claims have two orders only: what flips there stays unstable.
        """
        if self.given_up:
            return False
        if not self.judgements:
            return True
        relations = {judgement.relation for judgement in self.judgements}
        if relations.isdisjoint(DIFFERING) or len(self.judgements) >= min(len(self.candidate.claims), _ROUNDS):
            return False
        return len(self.judgements) == 1 or len(relations) > 1

    def next_order(self) -> tuple[str, ...]:
        """The claims in the order of the next judgement."""
        claims = self.candidate.claims
        return (claims, claims[::-1], claims[1::2] + claims[::2])[len(self.judgements)]


class Judge:
    """Judges candidates of one story in batches."""

    def __init__(self, story: Story, asking: Asking, prompt: Prompt) -> None:
        self._story = story
        self._asking = asking
        self._prompt = prompt

    async def judge(
        self,
        candidates: Sequence[Candidate],
        *,
        max_claims: int,
        on_judged: Callable[[], None] = lambda: None,
        fill: bool = False,
    ) -> tuple[Group, ...]:
        """The candidates as they were judged, without those that dissolve or got none; see `build_groups`.

        A request holds groups of at most `max_claims` claims together, and one larger group alone. To `fill` requests
        makes them as few as can be, and each depend on all candidates before.
        """
        batches = batch_candidates(candidates, max_claims, one_in=None if fill else _RUN)
        judged = await asyncio.gather(*(self._judge_batch(batch, on_judged) for batch in batches))
        return tuple(group for batch in judged for group in batch)

    async def _judge_batch(self, batch: Sequence[Candidate], on_judged: Callable[[], None]) -> list[Group]:
        cases = [_Case(candidate) for candidate in batch]
        while owed := [case for case in cases if case.is_open()]:
            try:
                left_out = await self._ask(owed)
            except ModelError as error:
                self._give_up(owed, error.kind, str(error))
            else:
                # Those that are left out beside others are asked about again; an answer without any would be the same.
                if len(left_out) == len(owed):
                    self._give_up(left_out, "invalid-answer", "the answer has no judgement of this group")
        for _ in batch:
            on_judged()
        return [group for group in map(_settled, cases) if group is not None]

    def _give_up(self, cases: Sequence[_Case], kind: str, message: str) -> None:
        """Notes what is missing: a group's only judgement, or the one that was to confirm it."""
        for case in cases:
            case.given_up = True
            why = f"judged once, not confirmed: {message}" if case.judgements else message
            self._asking.failures.append(Failure(stage="judge", group=case.candidate.question, kind=kind, message=why))

    async def _ask(self, cases: Sequence[_Case]) -> list[_Case]:
        """Adds one judgement to each case that the answer deals with; the cases that it leaves out."""
        numbers: list[dict[int, str]] = []
        first = 1
        for case in cases:
            numbers.append(dict(enumerate(case.next_order(), first)))
            first += len(case.candidate.claims)
        told = [{number: self._story.claims[claim] for number, claim in by_number.items()} for by_number in numbers]
        letters = lettered(
            article.id for article in self._story.articles_of([claim for one in told for claim in one.values()])
        )
        questions = [one_line(case.candidate.question) for case in cases]
        answer = await self._asking.ask(
            self._prompt,
            JudgementsWire,
            questions[0] + (f" (and {len(cases) - 1} more)" if len(cases) > 1 else ""),
            articles=article_lines(letters, self._story),
            groups="\n\n".join(
                self._tell(place, question, claims, letters)
                for place, (question, claims) in enumerate(zip(questions, told, strict=True), 1)
            ),
        )
        by_place = {wire.group: wire for wire in reversed(answer.judgements)}
        labels = {letter: self._story.articles[article].label for article, letter in letters.items()}
        for place, (case, claims) in enumerate(zip(cases, told, strict=True), 1):
            if place in by_place:
                names = Names({number: claim.label for number, claim in claims.items()}, labels)
                group = self._to_group(by_place[place], case.candidate, claims, names)
                compared = self._numbers(by_place[place].compared_numbers, claims)
                case.judgements.append(apply_rules(group, compared, [*claims.values()], self._story.calendar))
        return [case for place, case in enumerate(cases, 1) if place not in by_place]

    def _tell(self, place: int, question: str, claims: Mapping[int, Claim], letters: Mapping[str, str]) -> str:
        told = (
            f"[{number}] in [{letters[claim.article]}]\n{block(claim, self._story)}" for number, claim in claims.items()
        )
        return "\n\n".join([f"GROUP {place}\nQuestion: {question}", *told])

    def _to_group(self, wire: JudgementWire, candidate: Candidate, claims: Mapping[int, Claim], names: Names) -> Group:
        """The answer in the domain's terms: claims by id, each in one position, these by the day of telling."""
        free = {number: claim.id for number, claim in claims.items() if number not in wire.out_of_place}
        found: list[tuple[int, str, tuple[str, ...]]] = []
        for number, position in enumerate(wire.positions, 1):
            members = [free.pop(n) for n in dict.fromkeys(position.claims) if n in free]
            if members:
                found.append((number, names.put_in(position.summary), self._story.in_order(members)))
        found.sort(key=lambda item: (min(map(self._story.day_told, item[2])), self._story.rank[item[2][0]]))
        return Group(
            id="",
            label="",
            question=candidate.question,
            relation=Relation.SINGLE_SOURCE,
            claims=self._story.in_order(claim for _, _, members in found for claim in members),
            positions=tuple(
                Position(label=position_label(place), summary=summary, claims=members)
                for place, (_, summary, members) in enumerate(found)
            ),
            between=_pairs(wire.between, {number: place for place, (number, _, _) in enumerate(found)}, names),
            explanation=names.put_in(wire.explanation),
            looked_for=candidate.looked_for,
            independent_sources=0,
        )

    def _numbers(self, compared: Sequence[NumberWire], claims: Mapping[int, Claim]) -> dict[str, Quantity]:
        """The compared numbers that really stand in their claims' quotes, by the claim's id."""
        numbers = []
        for number in compared:
            claim = claims.get(number.claim)
            if claim and find_words(FoldedArticle(claim.quote.text), number.said):
                language = self._story.articles[claim.article].language
                quantity = normalise_quantity(number.said, language=language)
                if quantity:
                    numbers.append((claim.id, quantity))
        # Of several of one claim the first by its words.
        return dict(sorted(numbers, key=lambda pair: (self._story.rank[pair[0]], pair[1].said), reverse=True))


def batch_candidates(
    candidates: Sequence[Candidate], max_claims: int, one_in: int | None = _RUN
) -> tuple[tuple[Candidate, ...], ...]:
    """Runs of candidates with at most `max_claims` claims together, or one candidate alone; see `content_runs`."""
    return content_runs(candidates, lambda one: one.claims, max_claims, one_in=one_in, size=lambda one: len(one.claims))


def _settled(case: _Case) -> Group | None:
    """The case's judgement to report; None where it has none, or fewer than two claims are left in place."""
    if not case.judgements:
        return None
    chosen, same = settle(case.judgements)
    if len(chosen.claims) < 2:
        return None
    relations = tuple(judgement.relation for judgement in case.judgements)
    return chosen.model_copy(update={"stable": same if len(relations) > 1 else None, "judgements": relations})


def _pairs(between: Sequence[BetweenWire], place_of: Mapping[int, int], names: Names) -> tuple[Between, ...]:
    """The pairs of positions that there are, each once, in order; the strongest relation where one is given twice."""
    pairs: dict[tuple[int, int], Between] = {}
    for pair in between:
        if pair.one not in place_of or pair.other not in place_of or pair.one == pair.other:
            continue
        one, other = sorted((place_of[pair.one], place_of[pair.other]))
        relation, partial = _RELATIONS[pair.relation]
        is_told = relation is Disagreement.UPDATE and pair.later in (pair.one, pair.other)
        judged = Between(
            one=position_label(one),
            other=position_label(other),
            relation=relation,
            partial=partial,
            later=position_label(place_of[pair.later]) if is_told and pair.later else None,
            differs_in=tuple(sorted(set(pair.differs_in))),
            reason=names.put_in(pair.reason or "") if partial is not PartialKind.COMPLEMENTARY else "",
        )
        known = pairs.get((one, other))
        if known is None or strength(judged) < strength(known):
            pairs[one, other] = judged
    return tuple(pairs[key] for key in sorted(pairs))


_RELATIONS = {
    JudgedRelation.CONTRADICTION: (Disagreement.CONTRADICTION, None),
    JudgedRelation.UPDATE: (Disagreement.UPDATE, None),
    JudgedRelation.COMPETING: (Disagreement.PARTIAL, PartialKind.COMPETING),
    JudgedRelation.COMPLEMENTARY: (Disagreement.PARTIAL, PartialKind.COMPLEMENTARY),
}
