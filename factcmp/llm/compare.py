"""Pass 2: which claims answer one question, and how their answers relate."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from factcmp.errors import ModelError
from factcmp.grounding import FoldedArticle, find_words
from factcmp.languages import language_name
from factcmp.llm.protocol import LanguageModel, Message, Request, Usage
from factcmp.llm.wire import BetweenWire, GroupsWire, JudgementWire, NumberWire
from factcmp.matching import Neighbour, candidate_blocks, nearest_claims, split_edges
from factcmp.models import Article, Claim, Disagreement, Failure, Quantity, Relation, TimePrecision
from factcmp.prompts import Prompt
from factcmp.quantities import normalise_quantity
from factcmp.verdicts import DIFFERING, JudgedPair, JudgedPosition, Judgement, apply_rules, settle

_STRENGTH = tuple(Disagreement)
_REFERENCE = re.compile(r"\[\s*(\d+(?:\s*[,،;،]\s*\d+)*)\s*\]")


@dataclass(frozen=True)
class ComparePrompts:
    """The two prompts of pass 2."""

    group: Prompt
    judge: Prompt


@dataclass(frozen=True)
class Candidate:
    """Claims (ids) thought to answer one question."""

    question: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class JudgedGroup:
    """A candidate group with its settled judgement."""

    question: str
    judgement: Judgement
    stable: bool | None
    judgements: tuple[Relation, ...]


@dataclass(frozen=True)
class Comparison:
    """What pass 2 found: groups of two claims or more; every other claim stands alone."""

    groups: tuple[JudgedGroup, ...]
    failures: tuple[Failure, ...]
    usages: tuple[tuple[str, Usage], ...]
    """Stage ("group" or "judge") and what each answer took."""


class Comparer:
    """Pass 2 over one set of articles and claims."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        model: LanguageModel,
        prompts: ComparePrompts,
        *,
        language: str,
        on_judged: Callable[[str], None] | None = None,
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._claims = {claim.id: claim for claim in claims}
        self._rank = {claim.id: number for number, claim in enumerate(claims)}
        self._model = model
        self._prompts = prompts
        self._language = language
        self._on_judged = on_judged or (lambda _: None)
        self._usages: list[tuple[str, Usage]] = []
        self._failures: list[Failure] = []

    async def compare(self, *, max_claims: int, on_candidates: Callable[[int], None] | None = None) -> Comparison:
        """Candidate groups from the index and the model, each judged; failures are part of the result.

        At most `max_claims` claims go into one grouping request. `on_candidates` is told how many groups will be
        judged.
        """
        candidates = await self._find_candidates(max_claims)
        if on_candidates:
            on_candidates(len(candidates))

        async def judge(candidate: Candidate) -> JudgedGroup | None:
            try:
                return await self._judge_candidate(candidate)
            finally:
                self._on_judged("judge")

        judged = await asyncio.gather(*(judge(candidate) for candidate in candidates))
        return Comparison(
            groups=tuple(group for group in judged if group is not None),
            failures=tuple(sorted(self._failures, key=lambda failure: (failure.stage, failure.group or ""))),
            usages=tuple(self._usages),
        )

    async def _find_candidates(self, max_claims: int) -> list[Candidate]:
        claims = list(self._claims.values())
        if len(claims) < 2:
            return []
        neighbours: tuple[Neighbour, ...] = ()
        blocks: tuple[tuple[str, ...], ...] = (tuple(self._claims),)
        if len(claims) > max_claims:
            neighbours = nearest_claims(claims)
            blocks = candidate_blocks(claims, neighbours, max_claims=max_claims)
        answers = await asyncio.gather(*(self._ask_groups(block) for block in blocks if len(block) > 1))
        candidates = [candidate for answer in answers for candidate in answer]
        if len(blocks) > 1:
            candidates = await self._merge_across(blocks, neighbours, candidates, max_claims)
        comparable = (candidate for candidate in candidates if not self._is_one_voice(candidate))
        return sorted(comparable, key=lambda candidate: min(self._rank[claim] for claim in candidate.claims))

    def _is_one_voice(self, candidate: Candidate) -> bool:
        """Whether one source says all of it in one article, so that there is nothing to compare."""
        voices = {
            (claim.article, _speaker(claim), claim.stance) for claim in map(self._claims.__getitem__, candidate.claims)
        }
        return len(voices) == 1

    async def _merge_across(
        self,
        blocks: Sequence[Sequence[str]],
        neighbours: Sequence[Neighbour],
        candidates: list[Candidate],
        max_claims: int,
    ) -> list[Candidate]:
        """Joins candidates that blocks kept apart: near neighbours across blocks are asked about once more."""
        unit_of = {claim: candidate for candidate in candidates for claim in candidate.claims}
        units = {claim: unit_of.get(claim, Candidate("", (claim,))) for claim in self._claims}
        parent = {unit: unit for unit in units.values()}

        def root(unit: Candidate) -> Candidate:
            while parent[unit] is not unit:
                unit = parent[unit]
            return unit

        size = {unit: len(unit.claims) for unit in parent}
        for edge in split_edges(blocks, neighbours):
            one, other = root(units[edge.a]), root(units[edge.b])
            if one is not other and size[one] + size[other] <= max_claims:
                parent[other] = one
                size[one] += size[other]
        bundles: dict[Candidate, list[str]] = {}
        for unit in parent:
            bundles.setdefault(root(unit), []).extend(unit.claims)
        asked = [claims for unit, claims in bundles.items() if len(claims) > len(unit.claims)]
        answers = await asyncio.gather(*(self._ask_groups(self._in_order(claims)) for claims in asked))
        return _united(candidates, [candidate for answer in answers for candidate in answer])

    async def _ask_groups(self, ids: Sequence[str]) -> list[Candidate]:
        """The model's groups among these claims; none, and a failure noted, where it gives no usable answer."""
        claims = [self._claims[claim] for claim in ids]
        used = {claim.article for claim in claims}
        user = self._prompts.group.fill(
            language=self._language,
            language_name=language_name(self._language),
            articles="\n".join(
                f"{article.label}: {_describe_article(article)}"
                for article in self._articles.values()
                if article.id in used
            ),
            claims="\n".join(
                f"{number}. {self._articles[claim.article].label}: {_line(claim)}"
                for number, claim in enumerate(claims, 1)
            ),
        )
        messages = (Message("system", self._prompts.group.system), Message("user", user))
        try:
            answer = await self._model.ask(Request("group", f"{len(claims)} claims", messages, GroupsWire))
        except ModelError as error:
            self._failures.append(Failure(stage="group", kind=error.kind, message=str(error)))
            return []
        self._usages.append(("group", answer.usage))
        free = set(range(1, len(claims) + 1))
        candidates = []
        for group in answer.value.groups:
            members = [number for number in dict.fromkeys(group.claims) if number in free]
            if len(members) > 1:
                free.difference_update(members)
                candidates.append(
                    Candidate(group.question.strip(), self._in_order([claims[n - 1].id for n in members]))
                )
        return candidates

    async def _judge_candidate(self, candidate: Candidate) -> JudgedGroup | None:
        """The settled judgement of one candidate; None where it dissolves, with a failure noted if that is why."""
        claims = [self._claims[claim] for claim in candidate.claims]
        # Two claims have two orders only: what flips there stays unstable.
        orders = (claims, claims[::-1], claims[1::2] + claims[::2])[: min(len(claims), 3)]
        judgements: list[Judgement] = []
        try:
            for order in orders:
                judgements.append(await self._ask_judgement(candidate.question, order))
                relations = {judgement.relation for judgement in judgements}
                if relations.isdisjoint(DIFFERING) or (len(judgements) == 2 and len(relations) == 1):
                    break
        except ModelError as error:
            if not judgements:
                self._failures.append(
                    Failure(stage="judge", group=candidate.question, kind=error.kind, message=str(error))
                )
                return None
        chosen, same = settle(judgements)
        placed = sum(len(position.claims) for position in chosen.positions)
        if placed < 2:
            return None
        return JudgedGroup(
            question=candidate.question,
            judgement=chosen,
            stable=same if len(judgements) > 1 else None,
            judgements=tuple(judgement.relation for judgement in judgements),
        )

    async def _ask_judgement(self, question: str, claims: Sequence[Claim]) -> Judgement:
        articles = [article for article in self._articles.values() if any(c.article == article.id for c in claims)]
        letters = {article.id: _letter(number) for number, article in enumerate(articles)}
        user = self._prompts.judge.fill(
            language=self._language,
            language_name=language_name(self._language),
            question=question,
            articles="\n".join(f"{letters[article.id]}: {_describe_article(article)}" for article in articles),
            claims="\n\n".join(
                f"[{number}] article {letters[claim.article]}\n{_block(claim)}"
                for number, claim in enumerate(claims, 1)
            ),
        )
        messages = (Message("system", self._prompts.judge.system), Message("user", user))
        answer = await self._model.ask(Request("judge", question, messages, JudgementWire))
        self._usages.append(("judge", answer.usage))
        return apply_rules(self._to_judgement(answer.value, claims), claims)

    def _to_judgement(self, wire: JudgementWire, claims: Sequence[Claim]) -> Judgement:
        """The answer in the domain's terms: claims by id, each in one position at most, positions in claim order."""
        by_number = {number: claim.id for number, claim in enumerate(claims, 1)}
        labels = {number: claim.label for number, claim in enumerate(claims, 1)}
        free = {number: claim for number, claim in by_number.items() if number not in wire.out_of_place}
        found: list[tuple[int, JudgedPosition]] = []
        for number, position in enumerate(wire.positions, 1):
            members = [free.pop(n) for n in dict.fromkeys(position.claims) if n in free]
            if members:
                found.append((number, JudgedPosition(position.summary.strip(), self._in_order(members))))
        found.sort(key=lambda item: self._rank[item[1].claims[0]])
        index = {number: place for place, (number, _) in enumerate(found)}
        return Judgement(
            positions=tuple(position for _, position in found),
            between=_pairs(wire.between, index, labels),
            same_origin=tuple(
                tuple(by_number[number] for number in dict.fromkeys(group) if number in by_number)
                for group in wire.same_origin
            ),
            numbers=self._numbers(wire.compared_numbers, by_number),
            explanation=name_claims(wire.explanation.strip(), labels),
        )

    def _numbers(
        self, compared: Sequence[NumberWire], by_number: Mapping[int, str]
    ) -> tuple[tuple[str, Quantity], ...]:
        """The compared numbers that really stand in their claims' quotes."""
        numbers = []
        for number in compared:
            claim = self._claims.get(by_number.get(number.claim, ""))
            if claim and find_words(FoldedArticle(claim.quote.text), number.said):
                quantity = normalise_quantity(number.said)
                if quantity:
                    numbers.append((claim.id, quantity))
        return tuple(sorted(numbers, key=lambda pair: (self._rank[pair[0]], pair[1].said)))

    def _in_order(self, claims: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(claims, key=self._rank.__getitem__))


def name_claims(text: str, labels: Mapping[int, str]) -> str:
    """The text with [1] and [1, 2] turned into the claims' labels: [A1.3], [A2.1]."""

    def named(match: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", match[1])]
        return ", ".join(f"[{labels[number]}]" for number in numbers if number in labels) or match[0]

    return _REFERENCE.sub(named, text)


def _pairs(
    between: Sequence[BetweenWire], index: Mapping[int, int], labels: Mapping[int, str]
) -> tuple[JudgedPair, ...]:
    """The pairs of positions that there are, each once, in order; the strongest relation where one is given twice."""
    pairs: dict[tuple[int, int], JudgedPair] = {}
    for pair in between:
        if pair.one not in index or pair.other not in index or pair.one == pair.other:
            continue
        one, other = sorted((index[pair.one], index[pair.other]))
        differs_in = tuple(sorted(set(pair.differs_in)))
        judged = JudgedPair(one, other, pair.relation, differs_in, name_claims(pair.reason.strip(), labels))
        known = pairs.get((one, other))
        if known is None or _STRENGTH.index(judged.relation) < _STRENGTH.index(known.relation):
            pairs[one, other] = judged
    return tuple(pairs[key] for key in sorted(pairs))


def _united(candidates: Sequence[Candidate], later: Sequence[Candidate]) -> list[Candidate]:
    """The first round's candidates, joined where a later candidate reaches into several of them."""
    groups = {claim: candidate for candidate in candidates for claim in candidate.claims}
    for candidate in later:
        members = dict.fromkeys(
            claim
            for reached in candidate.claims
            for claim in (groups[reached].claims if reached in groups else (reached,))
        )
        joined = Candidate(candidate.question, tuple(members))
        groups.update(dict.fromkeys(joined.claims, joined))
    return list(dict.fromkeys(groups.values()))


def _describe_article(article: Article) -> str:
    return (
        f"«{_one_line(article.title)}»; outlet: {article.outlet or 'not told'}; "
        f"published: {article.published or 'not told'}"
    )


def _line(claim: Claim) -> str:
    """A claim in one line for the grouping request."""
    when = f"; when: {_one_line(claim.event_time.said)}" if claim.event_time.said else ""
    return f"{claim.stance}: {_one_line(claim.gloss)} (source: {_speaker(claim)}{when}) — {_one_line(claim.question)}"


def _block(claim: Claim) -> str:
    """A claim in full for the judging request."""
    chain = " ← ".join(_one_line(source.name) for source in claim.attribution) or "the article itself"
    last = claim.attribution[-1] if claim.attribution else None
    about = f" ({last.gloss}; {last.kind}{f'; party: {last.party}' if last.party else ''})" if last else ""
    time = claim.event_time
    resolved = f" = {time.start} to {time.end}" if time.precision is not TimePrecision.UNSTATED and time.start else ""
    lines = [
        f"source chain: {chain}{about}",
        f"stance: {claim.stance}",
        f"statement: {_one_line(claim.statement)}",
        f"in the report language: {_one_line(claim.gloss)}",
        f"quote: «{_one_line(claim.quote.text)}»",
        f"when: {_one_line(time.said) + resolved if time.said else 'not said'}",
    ]
    return "\n".join(lines)


def _speaker(claim: Claim) -> str:
    return _one_line(claim.attribution[-1].gloss) if claim.attribution else "the article itself"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
