"""Pass 2, second half: how the answers of each group relate."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factcmp.claims.grounding import FoldedArticle, find_words
from factcmp.errors import ModelError
from factcmp.groups.answers import BetweenWire, JudgedRelation, JudgementsWire, JudgementWire, NumberWire
from factcmp.groups.asking import lettered
from factcmp.groups.candidates.blocks import RUN, content_runs
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
from factcmp.groups.story.calendar import Calendar
from factcmp.groups.story.claim_text import ClaimSet, Names, block
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.models import Claim, Disagreement, Failure, PartialKind, Quantity
from factcmp.text.languages import language_name
from factcmp.text.lines import one_line
from factcmp.text.numbers.quantities import normalise_quantity

_ROUNDS = 3


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
    """Judges candidates in batches; what it used and what failed is kept beside."""

    def __init__(
        self, claim_set: ClaimSet, calendar: Calendar, model: LanguageModel, prompt: Prompt, *, language: str
    ) -> None:
        self._set = claim_set
        self._calendar = calendar
        self._model = model
        self._prompt = prompt
        self._language = language
        self.usages: list[Usage] = []
        self.failures: list[Failure] = []

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
        batches = batch_candidates(candidates, max_claims, one_in=None if fill else RUN)
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
            self.failures.append(Failure(stage="judge", group=case.candidate.question, kind=kind, message=why))

    async def _ask(self, cases: Sequence[_Case]) -> list[_Case]:
        """Adds one judgement to each case that the answer deals with; the cases that it leaves out."""
        numbers: list[dict[int, str]] = []
        first = 1
        for case in cases:
            numbers.append(dict(enumerate(case.next_order(), first)))
            first += len(case.candidate.claims)
        claims = [self._set.claims[claim] for by_number in numbers for claim in by_number.values()]
        used = sorted({claim.article for claim in claims}, key=list(self._set.articles).index)
        letters = lettered(used)
        questions = [one_line(case.candidate.question) for case in cases]
        messages = self._tell(questions, numbers, letters)
        subject = questions[0] + (f" (and {len(cases) - 1} more)" if len(cases) > 1 else "")
        answer = await self._model.ask(Request("judge", subject, messages, JudgementsWire))
        self.usages.append(answer.usage)
        by_place = {wire.group: wire for wire in reversed(answer.value.judgements)}
        labels = {letters[article]: self._set.articles[article].label for article in used}
        for place, (case, by_number) in enumerate(zip(cases, numbers, strict=True), 1):
            if place in by_place:
                names = Names({number: self._set.claims[claim].label for number, claim in by_number.items()}, labels)
                judgement = self._to_judgement(by_place[place], by_number, names)
                members = [self._set.claims[claim] for claim in by_number.values()]
                case.judgements.append(apply_rules(judgement, members, self._calendar))
        return [case for place, case in enumerate(cases, 1) if place not in by_place]

    def _tell(
        self,
        questions: Sequence[str],
        numbers: Sequence[Mapping[int, str]],
        letters: Mapping[str, str],
    ) -> tuple[Message, ...]:
        groups = []
        told_of: list[Claim] = []
        for place, (question, by_number) in enumerate(zip(questions, numbers, strict=True), 1):
            claims = {number: self._set.claims[claim] for number, claim in by_number.items()}
            told_of += claims.values()
            told = (
                f"[{number}] in [{letters[claim.article]}]\n{block(claim, self._set.voice(claim), self._set.days)}"
                for number, claim in claims.items()
            )
            groups.append("\n\n".join([f"GROUP {place}\nQuestion: {question}", *told]))
        user = self._prompt.fill(
            language=self._language,
            language_name=language_name(self._language),
            articles=self._set.article_lines(told_of, letters),
            groups="\n\n".join(groups),
        )
        return (Message("system", self._prompt.system), Message("user", user))

    def _to_judgement(self, wire: JudgementWire, by_number: Mapping[int, str], names: Names) -> Judgement:
        """The answer in the domain's terms: claims by id, each in one position at most, positions in claim order."""
        free = {number: claim for number, claim in by_number.items() if number not in wire.out_of_place}
        found: list[tuple[int, JudgedPosition]] = []
        for number, position in enumerate(wire.positions, 1):
            members = [free.pop(n) for n in dict.fromkeys(position.claims) if n in free]
            if members:
                found.append((number, JudgedPosition(names.put_in(position.summary), self._set.in_order(members))))
        found.sort(key=lambda item: self._set.rank[item[1].claims[0]])
        index = {number: place for place, (number, _) in enumerate(found)}
        return Judgement(
            positions=tuple(position for _, position in found),
            between=_pairs(wire.between, index, names),
            numbers=self._numbers(wire.compared_numbers, by_number),
            explanation=names.put_in(wire.explanation),
        )

    def _numbers(
        self, compared: Sequence[NumberWire], by_number: Mapping[int, str]
    ) -> tuple[tuple[str, Quantity], ...]:
        """The compared numbers that really stand in their claims' quotes."""
        numbers = []
        for number in compared:
            claim = self._set.claims.get(by_number.get(number.claim, ""))
            if claim and find_words(FoldedArticle(claim.quote.text), number.said):
                language = self._set.articles[claim.article].language
                quantity = normalise_quantity(number.said, language=language)
                if quantity:
                    numbers.append((claim.id, quantity))
        return tuple(sorted(numbers, key=lambda pair: (self._set.rank[pair[0]], pair[1].said)))


def batch_candidates(
    candidates: Sequence[Candidate], max_claims: int, one_in: int | None = RUN
) -> tuple[tuple[Candidate, ...], ...]:
    """Runs of candidates with at most `max_claims` claims together, or one candidate alone; see `content_runs`."""
    return content_runs(candidates, lambda one: len(one.claims), lambda one: one.claims, max_claims, one_in=one_in)


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
