"""Pass 2, second half: how the answers of each group relate."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factcmp.claims.grounding import FoldedArticle, find_words
from factcmp.errors import ModelError
from factcmp.groups.answers import BetweenWire, JudgedRelation, JudgementsWire, JudgementWire, NumberWire
from factcmp.groups.asking import Asking, content_runs, lettered
from factcmp.groups.candidates.grouping import Candidate
from factcmp.groups.judging.rules import (
    DIFFERING,
    JudgedGroup,
    JudgedPair,
    JudgedPosition,
    Judgement,
    apply_rules,
    settle,
)
from factcmp.groups.story.claim_text import Names, article_lines, block
from factcmp.groups.story.story import Story
from factcmp.llm.prompts import Prompt
from factcmp.models import Claim, Disagreement, Failure, PartialKind, Quantity
from factcmp.text.lines import one_line
from factcmp.text.numbers.quantities import normalise_quantity

_ROUNDS = 3
_RUN = 16
"""One candidate in so many ends a run."""


@dataclass
class _Case:
    """One candidate and the judgements of it so far."""

    candidate: Candidate
    judgements: list[Judgement] = field(default_factory=list)
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
    ) -> tuple[JudgedGroup, ...]:
        """Each candidate's settled judgement, without those that dissolve or got none.

        A request holds groups of at most `max_claims` claims together, and one larger group alone. To `fill` requests
        makes them as few as can be, and each depend on all candidates before.
        """
        batches = batch_candidates(candidates, max_claims, one_in=None if fill else _RUN)
        judged = await asyncio.gather(*(self._judge_batch(batch, on_judged) for batch in batches))
        return tuple(group for batch in judged for group in batch)

    async def _judge_batch(self, batch: Sequence[Candidate], on_judged: Callable[[], None]) -> list[JudgedGroup]:
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
                judgement = self._to_judgement(by_place[place], claims, names)
                case.judgements.append(apply_rules(judgement, [*claims.values()], self._story.calendar))
        return [case for place, case in enumerate(cases, 1) if place not in by_place]

    def _tell(self, place: int, question: str, claims: Mapping[int, Claim], letters: Mapping[str, str]) -> str:
        told = (
            f"[{number}] in [{letters[claim.article]}]\n{block(claim, self._story)}" for number, claim in claims.items()
        )
        return "\n\n".join([f"GROUP {place}\nQuestion: {question}", *told])

    def _to_judgement(self, wire: JudgementWire, claims: Mapping[int, Claim], names: Names) -> Judgement:
        """The answer in the domain's terms: claims by id, each in one position at most, positions in claim order."""
        free = {number: claim.id for number, claim in claims.items() if number not in wire.out_of_place}
        found: list[tuple[int, JudgedPosition]] = []
        for number, position in enumerate(wire.positions, 1):
            members = [free.pop(n) for n in dict.fromkeys(position.claims) if n in free]
            if members:
                found.append((number, JudgedPosition(names.put_in(position.summary), self._story.in_order(members))))
        found.sort(key=lambda item: self._story.rank[item[1].claims[0]])
        index = {number: place for place, (number, _) in enumerate(found)}
        return Judgement(
            positions=tuple(position for _, position in found),
            between=_pairs(wire.between, index, names),
            numbers=self._numbers(wire.compared_numbers, claims),
            explanation=names.put_in(wire.explanation),
        )

    def _numbers(self, compared: Sequence[NumberWire], claims: Mapping[int, Claim]) -> tuple[tuple[str, Quantity], ...]:
        """The compared numbers that really stand in their claims' quotes."""
        numbers = []
        for number in compared:
            claim = claims.get(number.claim)
            if claim and find_words(FoldedArticle(claim.quote.text), number.said):
                language = self._story.articles[claim.article].language
                quantity = normalise_quantity(number.said, language=language)
                if quantity:
                    numbers.append((claim.id, quantity))
        return tuple(sorted(numbers, key=lambda pair: (self._story.rank[pair[0]], pair[1].said)))


def batch_candidates(
    candidates: Sequence[Candidate], max_claims: int, one_in: int | None = _RUN
) -> tuple[tuple[Candidate, ...], ...]:
    """Runs of candidates with at most `max_claims` claims together, or one candidate alone; see `content_runs`."""
    return content_runs(candidates, lambda one: one.claims, max_claims, one_in=one_in, size=lambda one: len(one.claims))


def _settled(case: _Case) -> JudgedGroup | None:
    """The case's judgement to report; None where it has none, or fewer than two claims are left in place."""
    if not case.judgements:
        return None
    chosen, same = settle(case.judgements)
    if sum(len(position.claims) for position in chosen.positions) < 2:
        return None
    return JudgedGroup(
        question=case.candidate.question,
        judgement=chosen,
        stable=same if len(case.judgements) > 1 else None,
        judgements=tuple(judgement.relation for judgement in case.judgements),
    )


def _pairs(between: Sequence[BetweenWire], index: Mapping[int, int], names: Names) -> tuple[JudgedPair, ...]:
    """The pairs of positions that there are, each once, in order; the strongest relation where one is given twice."""
    pairs: dict[tuple[int, int], JudgedPair] = {}
    for pair in between:
        if pair.one not in index or pair.other not in index or pair.one == pair.other:
            continue
        one, other = sorted((index[pair.one], index[pair.other]))
        relation, partial = _RELATIONS[pair.relation]
        judged = JudgedPair(
            one,
            other,
            relation,
            tuple(sorted(set(pair.differs_in))),
            names.put_in(pair.reason or "") if partial is not PartialKind.COMPLEMENTARY else "",
            partial=partial,
            later=index[pair.later]
            if relation is Disagreement.UPDATE and pair.later in (pair.one, pair.other)
            else None,
        )
        known = pairs.get((one, other))
        if known is None or judged.strength() < known.strength():
            pairs[one, other] = judged
    return tuple(pairs[key] for key in sorted(pairs))


_RELATIONS = {
    JudgedRelation.CONTRADICTION: (Disagreement.CONTRADICTION, None),
    JudgedRelation.UPDATE: (Disagreement.UPDATE, None),
    JudgedRelation.COMPETING: (Disagreement.PARTIAL, PartialKind.COMPETING),
    JudgedRelation.COMPLEMENTARY: (Disagreement.PARTIAL, PartialKind.COMPLEMENTARY),
}
