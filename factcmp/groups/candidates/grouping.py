"""Pass 2, first half: which claims answer one question."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from factcmp.errors import ModelError
from factcmp.groups.answers import GroupsWire, RegroupsWire, RegroupWire
from factcmp.groups.asking import Asking, content_runs, lettered
from factcmp.groups.candidates.neighbours import nearest_earlier
from factcmp.groups.names.naming import spelling_map
from factcmp.groups.story.claim_text import article_lines, line
from factcmp.groups.story.story import Story
from factcmp.llm.kept_results import work_out
from factcmp.llm.prompts import Prompt
from factcmp.llm.protocol import Embedder
from factcmp.models import Claim
from factcmp.models.partition import grouped
from factcmp.text.lines import one_line

_NEAREST = 8
"""Earlier claims that a claim is sorted beside, at most."""
_SHARE = 3
"""One claim of so many in a request is to be sorted, the others are those near it: with two, pairs are missed."""


@dataclass(frozen=True)
class Candidate:
    """Claims (ids) thought to answer one question."""

    question: str
    claims: tuple[str, ...]
    looked_for: tuple[str, ...] = ()
    """Articles (ids) that were asked once more and say nothing of it."""


@dataclass(frozen=True)
class Matter:
    """Candidates, by a claim of each, that turn on one matter."""

    question: str
    claims: tuple[str, ...]


class Grouper:
    """Finds candidate groups among the claims of one story."""

    def __init__(self, story: Story, asking: Asking, prompts: tuple[Prompt, Prompt]) -> None:
        self._story = story
        self._asking = asking
        self._prompt, self._again = prompts

    async def find(
        self, known: Sequence[Candidate], sorted_before: Collection[str], max_claims: int, embedder: Embedder | None
    ) -> tuple[list[Candidate], list[Matter]]:
        """The candidates in the order of their first claims, and the matters that they turn on.

        At most `max_claims` claims go into one request. More claims than that are sorted in runs, article after article
        in the order of their days, each run beside the claims before it that an index finds nearest: so one article
        more, the latest, changes no request about those before it. What was `known` before of the articles (ids) that
        were `sorted_before` stays, and grows.
        """
        place = {article: number for number, article in enumerate(self._story.in_turn(sorted_before))}
        claims = sorted(self._story.claims.values(), key=lambda claim: place[claim.article])
        new = [claim.id for claim in claims if claim.article not in sorted_before]
        if sorted_before or len(claims) > max_claims:
            vectors = await self._vectors(claims, embedder)
            names = spelling_map(self._story.aliases)
            near = await work_out(self._asking.model, nearest_earlier, claims, vectors=vectors, aliases=names)
            blocks = await asyncio.to_thread(runs_beside, new, near, known, max_claims)
        else:
            blocks = [(tuple(new), ())]
        answers = await asyncio.gather(
            *(self._sort(run, others) for run, others in blocks if len(run) + len(others) > 1)
        )
        found = [candidate for candidates, _ in answers for candidate in candidates]
        ordered = await asyncio.to_thread(self._in_order, known, found)
        return ordered, [matter for _, matters in answers for matter in matters]

    def _in_order(self, known: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
        candidates = [replace(one, claims=self._story.in_order(one.claims)) for one in united(known, found)]
        return sorted(candidates, key=lambda candidate: self._story.rank[candidate.claims[0]])

    async def _vectors(self, claims: Sequence[Claim], embedder: Embedder | None) -> list[list[float]] | None:
        """One embedding a claim; None without an embedder, and a failure noted where it gives none."""
        if embedder is None:
            return None
        try:
            return await embedder.embed([one_line(f"{claim.statement} {claim.gloss}") for claim in claims])
        except ModelError as error:
            self._asking.failed("embed", error)
            return None

    async def _sort(self, run: Sequence[str], others: Sequence[str]) -> tuple[list[Candidate], list[Matter]]:
        """The model's groups among these claims that have one of the run, sorted twice; none without an answer."""
        ids = self._story.in_order((*run, *others))
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
            return [], []
        free = set(lines)
        groups: dict[int, tuple[str, list[int]]] = {}
        for place, group in enumerate(answer.groups, 1):
            members = [number for number in dict.fromkeys(group.claims) if number in free]
            if len(members) > 1:
                free.difference_update(members)
                groups[place] = (group.question.strip(), members)
        firsts = [
            (matter, tuple(ids[groups[place][1][0] - 1] for place in dict.fromkeys(matter.groups) if place in groups))
            for matter in answer.matters
        ]
        sorted_once = list(groups.values())
        if len(sorted_once) + len(free) > 1:
            sorted_once = await self._sort_again(sorted_once, sorted(free), lines, articles)
        candidates = [Candidate(question, tuple(ids[n - 1] for n in of_it)) for question, of_it in sorted_once]
        matters = [Matter(matter.question.strip(), of_each) for matter, of_each in firsts if len(of_each) > 1]
        return [one for one in candidates if not set(run).isdisjoint(one.claims)], matters

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


def runs_beside(
    new: Sequence[str], near: Mapping[str, Sequence[str]], known: Sequence[Candidate], max_claims: int
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The new claims in runs, and the claims that each is sorted beside."""
    runs = content_runs(new, lambda one: (one,), max(1, max_claims // _SHARE), one_in=max_claims)
    return [(run, nearest_of_all(run, near, known, max_claims - len(run))) for run in runs]


def nearest_of_all(
    run: Sequence[str], near: Mapping[str, Sequence[str]], known: Sequence[Candidate], room: int
) -> tuple[str, ...]:
    """The claims before a run that are nearest to its claims, each claim's nearest first, as many as there is room for.

    One claim stands for all of a known candidate.
    """
    own = set(run)
    unit: dict[str, object] = {claim: number for number, one in enumerate(known) for claim in one.claims}

    def of_each_unit(others: Sequence[str]) -> list[str]:
        units = grouped((one for one in others if one not in own), lambda one: unit.get(one, one))
        return [same[0] for same in units.values()]

    shown: dict[object, str] = {}
    for of_rank in islice(zip_longest(*(of_each_unit(near[claim]) for claim in run)), _NEAREST):
        for one in filter(None, of_rank):
            shown.setdefault(unit.get(one, one), one)
    return tuple(shown.values())[:room]


def united(candidates: Iterable[Candidate], later: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, grown and joined by later ones that reach into them; the first one's question stays."""
    groups = {claim: candidate for candidate in candidates for claim in candidate.claims}
    for candidate in later:
        reached = list(dict.fromkeys(groups[claim] for claim in candidate.claims if claim in groups))
        members = dict.fromkeys(claim for one in (*reached, candidate) for claim in one.claims)
        looked_for = reached[0].looked_for if len(reached) == 1 else ()
        joined = Candidate((*reached, candidate)[0].question, tuple(members), looked_for)
        groups.update(dict.fromkeys(joined.claims, joined))
    return list(dict.fromkeys(groups.values()))
