"""Pass 2, first half: which claims answer one question."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from factcmp.errors import ModelError
from factcmp.groups.answers import GroupsWire, RegroupsWire, RegroupWire
from factcmp.groups.asking import Asking, lettered
from factcmp.groups.candidates.blocks import candidate_blocks, split_edges
from factcmp.groups.candidates.neighbours import Pair, nearest_claims
from factcmp.groups.story.claim_text import article_lines, line
from factcmp.groups.story.story import Story
from factcmp.llm.derived import work_out
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Embedder
from factcmp.models import Claim
from factcmp.models.partition import Partition
from factcmp.text.lines import one_line

_NEAREST = 6
"""Known candidates, or lone claims, that a new claim is shown beside, at most."""


@dataclass(frozen=True)
class Candidate:
    """Claims (ids) thought to answer one question."""

    question: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """Candidates, by a claim of each, that turn on one matter."""

    question: str
    claims: tuple[str, ...]


class Grouper:
    """Candidate groups among the claims of one story."""

    def __init__(self, story: Story, asking: Asking, prompts: tuple[Prompt, Prompt]) -> None:
        self._story = story
        self._asking = asking
        self._prompt, self._again = prompts
        self.matters: list[Matter] = []

    async def find(
        self, max_claims: int, aliases: Mapping[str, str], embedder: Embedder | None = None
    ) -> list[Candidate]:
        """The candidates in the order of their first claims; at most `max_claims` claims go into one request.

        A larger set goes through the index, in which `aliases` (folded spelling to name) and embeddings take part.
        """
        claims = list(self._story.claims.values())
        if len(claims) < 2:
            return []
        neighbours: Sequence[Pair] = ()
        blocks: Sequence[tuple[str, ...]] = [tuple(self._story.claims)]
        if len(claims) > max_claims:
            neighbours = await self._nearest(claims, aliases, embedder)
            blocks = await asyncio.to_thread(candidate_blocks, claims, neighbours, max_claims=max_claims)
        answers = await asyncio.gather(*(self._ask_groups(block) for block in blocks if len(block) > 1))
        candidates = [candidate for answer in answers for candidate in answer]
        if len(blocks) > 1:
            candidates = await self._merge_across(blocks, neighbours, candidates, max_claims)
        return sorted(candidates, key=lambda candidate: min(self._story.rank[claim] for claim in candidate.claims))

    async def find_more(
        self,
        known: Sequence[Candidate],
        new: Collection[str],
        max_claims: int,
        aliases: Mapping[str, str],
        embedder: Embedder | None = None,
    ) -> list[Candidate]:
        """The known candidates with the new claims that answer them, and further ones that have a new claim.

        New claims are shown with a claim of each of the nearest known candidates and lone claims.
        """
        claims = list(self._story.claims.values())
        unit = {claim: number for number, one in enumerate(known) for claim in one.claims}
        near: dict[str, dict[object, str]] = {claim.id: {} for claim in claims if claim.id in new}
        for pair in await self._nearest(claims, aliases, embedder):
            for one, other in (pair, pair[::-1]):
                if one in near and other not in near and len(near[one]) < _NEAREST:
                    near[one].setdefault(unit.get(other, other), other)
        blocks: list[set[str]] = []
        for claim, beside in near.items():
            told = {claim, *beside.values()}
            if not blocks or len(blocks[-1] | told) > max_claims:
                blocks.append(set())
            blocks[-1] |= told
        answers = await asyncio.gather(*(self._ask_groups(self._story.in_order(list(block))) for block in blocks))
        found = [one for answer in answers for one in answer if not near.keys().isdisjoint(one.claims)]
        question = {claim: one.question for one in known for claim in one.claims}
        return [
            Candidate(
                next((question[claim] for claim in one.claims if claim in question), one.question),
                self._story.in_order(one.claims),
            )
            for one in _united(known, found)
        ]

    async def _nearest(
        self, claims: Sequence[Claim], aliases: Mapping[str, str], embedder: Embedder | None
    ) -> Sequence[Pair]:
        """Neighbours by the index."""
        vectors = await self._vectors(claims, embedder)
        return await work_out(self._asking.model, nearest_claims, claims, vectors=vectors, aliases=aliases)

    async def _vectors(self, claims: Sequence[Claim], embedder: Embedder | None) -> list[list[float]] | None:
        """One embedding a claim; None without an embedder, and a failure noted where it gives none."""
        if embedder is None:
            return None
        try:
            return await embedder.embed([one_line(f"{claim.statement} {claim.gloss}") for claim in claims])
        except ModelError as error:
            self._asking.failed("embed", error)
            return None

    async def _merge_across(
        self,
        blocks: Sequence[Sequence[str]],
        neighbours: Sequence[Pair],
        candidates: list[Candidate],
        max_claims: int,
    ) -> list[Candidate]:
        """Joins candidates that blocks kept apart: near neighbours across blocks are asked about once more."""
        claims = tuple(self._story.claims)
        asked = await asyncio.to_thread(_kept_apart, candidates, claims, blocks, neighbours, max_claims)
        answers = await asyncio.gather(*(self._ask_groups(self._story.in_order(claims)) for claims in asked))
        return _united(candidates, [candidate for answer in answers for candidate in answer])

    async def _ask_groups(self, ids: Sequence[str]) -> list[Candidate]:
        """The model's groups among these claims, sorted twice; none, and a failure noted, without a usable answer."""
        claims = [self._story.claims[claim] for claim in ids]
        letters = lettered(article.id for article in self._story.articles_of(claims))
        lines = {
            number: f"{number}. [{letters[claim.article]}] {line(claim, self._story)}"
            for number, claim in enumerate(claims, 1)
        }
        articles = article_lines(letters, self._story)
        answer = await self._asking.try_to_ask(
            self._prompt, GroupsWire, f"{len(claims)} claims", articles=articles, claims="\n".join(lines.values())
        )
        if answer is None:
            return []
        free = set(lines)
        groups: dict[int, tuple[str, list[int]]] = {}
        for place, group in enumerate(answer.groups, 1):
            members = [number for number in dict.fromkeys(group.claims) if number in free]
            if len(members) > 1:
                free.difference_update(members)
                groups[place] = (group.question.strip(), members)
        for matter in answer.matters:
            firsts = [ids[groups[place][1][0] - 1] for place in dict.fromkeys(matter.groups) if place in groups]
            if len(firsts) > 1:
                self.matters.append(Matter(matter.question.strip(), tuple(firsts)))
        sorted_once = list(groups.values())
        if len(sorted_once) + len(free) > 1:
            sorted_once = await self._sort_again(sorted_once, sorted(free), lines, articles)
        return [
            Candidate(question, self._story.in_order([ids[n - 1] for n in of_it])) for question, of_it in sorted_once
        ]

    async def _sort_again(
        self, groups: list[tuple[str, list[int]]], alone: Sequence[int], lines: Mapping[int, str], articles: str
    ) -> list[tuple[str, list[int]]]:
        """The groups with what stands apart and must be read together; as they were, without a usable answer."""
        told = (
            "\n".join([f"GROUP {place}: {one_line(question)}", *(lines[number] for number in members)])
            for place, (question, members) in enumerate(groups, 1)
        )
        answer = await self._asking.try_to_ask(
            self._again,
            RegroupsWire,
            f"{len(lines)} claims",
            articles=articles,
            groups="\n\n".join(told) or "none",
            alone="\n".join(lines[number] for number in alone) or "none",
        )
        return regrouped(groups, answer.changes, len(lines)) if answer else groups


def regrouped(
    groups: Sequence[tuple[str, Sequence[int]]], changes: Sequence[RegroupWire], claims: int
) -> list[tuple[str, list[int]]]:
    """The groups (question and claim numbers from 1) after these changes, in which groups count from 1.

    A claim goes with the first change that names it, a group's other claims with the first that takes the group; what
    then has fewer than two claims is no group.
    """
    group_of = {n: place for place, (_, members) in enumerate(groups) for n in members}
    goes_to: dict[int, int] = {}
    for number, change in enumerate(changes):
        of_groups = [n for place in change.groups if 0 < place <= len(groups) for n in groups[place - 1][1]]
        named = [n for n in change.claims if 0 < n <= claims]
        members = dict.fromkeys((*named, *of_groups))
        stood = {group_of.get(n, -n) for n in members}
        if len(stood) > 1:
            for n in members:
                goes_to.setdefault(n, number)
    left = [(question, [n for n in members if n not in goes_to]) for question, members in groups]
    made = [
        (change.question.strip(), sorted(n for n, at in goes_to.items() if at == number))
        for number, change in enumerate(changes)
    ]
    return [(question, members) for question, members in (*left, *made) if len(members) > 1]


def _kept_apart(
    candidates: Sequence[Candidate],
    claims: Sequence[str],
    blocks: Sequence[Sequence[str]],
    neighbours: Sequence[Pair],
    max_claims: int,
) -> list[list[str]]:
    """Claims of candidates, and lone ones, whose neighbours are in other blocks, at most so many at once."""
    units = list(candidates)
    grouped = {claim for unit in units for claim in unit.claims}
    units += [Candidate("", (claim,)) for claim in claims if claim not in grouped]
    place = {claim: number for number, unit in enumerate(units) for claim in unit.claims}
    partition = Partition(range(len(units)))
    size = [len(unit.claims) for unit in units]
    for pair in split_edges(blocks, neighbours):
        one, other = (partition.root(place[claim]) for claim in pair)
        if one != other and size[one] + size[other] <= max_claims:
            partition.unite(one, other)
            size[min(one, other)] += size[max(one, other)]
    return [
        [claim for number in bundle for claim in units[number].claims] for bundle in partition.sets() if len(bundle) > 1
    ]


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
