"""What is told of each day, who says what on each question, how much of it goes back to whom, and who agrees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, combinations, product

from factcmp.models import Article, Claim, Disagreement, Group, Relation, StoryDay
from factcmp.report.html.page_view import PageView
from factcmp.report.view import Stream, View
from factcmp.report.voices import speaker_of

_MOST_GROUPS = 80
_MOST_ORIGINS = 40
_MOST_ARTICLES = 30
_MOST_PAIRED = 24
"""So many articles are set against each other; more would be too small to read."""
_STEPS = 5
_DARK = 4
"""A lower count is not shown in full colour, even where none is higher."""

Pair = tuple[int, int]
"""Two articles' numbers, the lower first."""
Counts = Mapping[str, Counter[Pair]]


def days(view: PageView) -> Iterator[tuple[StoryDay, list[list[Claim]]]]:
    """The story's days in order, each with what is told of it: the claims of one answer together.

    What most voices say comes first; background is left out.
    """
    of_day: defaultdict[int, dict[object, list[Claim]]] = defaultdict(dict)
    for claim in view.report.claims:
        group, position = view.group_of.get(claim.id), view.position_of.get(claim.id)
        answer = (group.id, position.label if position else "") if group else claim.id
        for number in view.days_of(claim.event_time.day)[:1]:
            if not claim.background:
                of_day[number].setdefault(answer, []).append(claim)
    for number, day in enumerate(view.report.calendar):
        answers = of_day[number].values()
        yield day, sorted(answers, key=lambda claims: -len({speaker_of(view, claim).name for claim in claims}))


def matrix(view: PageView) -> tuple[Sequence[Group], Sequence[Article]] | None:
    """The questions that come first, and the articles that speak to most of them; None where nothing was compared."""
    groups = view.compared[:_MOST_GROUPS]
    if not groups:
        return None
    speaks = Counter(article.id for group in groups for article in view.articles_of(group.claims))
    articles = sorted(view.report.articles, key=lambda article: -speaks[article.id])[:_MOST_ARTICLES]
    return groups, sorted(articles, key=lambda article: view.article_number[article.id])


@dataclass(frozen=True)
class Flow:
    """Origins against articles: how many claims of each go back to each."""

    articles: tuple[int, ...]
    """Their numbers."""
    streams: tuple[Stream, ...]
    more: int
    """So many more origins there are."""
    most: int
    """The count that is shown in full colour."""


def flow(view: PageView) -> Flow | None:
    """Known origins, those behind most articles first, and what has none; None where no origin is known."""
    streams = view.streams()
    known = [stream for stream in streams if stream.known]
    if not known:
        return None
    total = sum((stream.articles for stream in streams), Counter[int]())
    return Flow(
        articles=tuple(sorted(sorted(total, key=lambda number: (-total[number], number))[:_MOST_ARTICLES])),
        streams=(*known[:_MOST_ORIGINS], *streams[len(known) :]),
        more=len(known[_MOST_ORIGINS:]),
        most=max(max(stream.articles.values()) for stream in streams),
    )


@dataclass(frozen=True)
class Heat:
    """Articles against each other."""

    articles: Sequence[int]
    """The numbers of those that have most in common or in dispute."""
    counts: Counts
    """Of two of these: questions to which they give answers that exclude each other, those that they answer alike, and
    known origins that they share."""

    @property
    def opened_first(self) -> Sequence[int]:
        """The two that contradict each other most; the first two where none do."""
        opposed = self.counts["contradictions"]
        return max(opposed, key=lambda pair: (opposed[pair], -pair[0], -pair[1]), default=self.articles[:2])


def heat(view: View) -> Heat:
    """Each article is weighed before pairs are made: a thousand articles have half a million."""
    answers: list[list[Set[int]]] = []
    opposed: list[list[tuple[Set[int], Set[int]]]] = []
    for group in view.report.groups:
        holders = {
            position.label: {view.article_number[view.claims[claim].article] for claim in position.claims}
            for position in group.positions
        }
        answers.append([*holders.values()])
        opposed.append([(holders[one], holders[other]) for one, other in _opposed(group)])
    origins: list[list[Set[int]]] = [[set(stream.articles)] for stream in view.streams() if stream.known]
    weight = Counter(dict.fromkeys(range(len(view.report.articles)), 0))
    for articles in chain.from_iterable((*answers, *origins)):
        weight.update(dict.fromkeys(articles, len(articles) - 1))
    for one, other in chain.from_iterable(opposed):
        weight.update(dict.fromkeys(one, len(other)))
        weight.update(dict.fromkeys(other, len(one)))
    shown = {number for number, _ in weight.most_common(_MOST_PAIRED)}

    def alike(sets: Iterable[Set[int]]) -> set[Pair]:
        return {pair for articles in sets for pair in combinations(sorted(articles & shown), 2)}

    def apart(sides: Iterable[tuple[Set[int], Set[int]]]) -> set[Pair]:
        pairs = (pair for one, other in sides for pair in product(one & shown, other & shown))
        return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}

    counts = {
        "contradictions": Counter(chain.from_iterable(map(apart, opposed))),
        "agreements": Counter(chain.from_iterable(map(alike, answers))),
        "origins": Counter(chain.from_iterable(map(alike, origins))),
    }
    return Heat(sorted(shown), counts)


def _opposed(group: Group) -> list[tuple[str, str]]:
    pairs = [(pair.one, pair.other) for pair in group.between if pair.relation is Disagreement.CONTRADICTION]
    if not pairs and group.relation is Relation.CONTRADICTION:
        pairs = list(combinations([position.label for position in group.positions], 2))
    return pairs


def darkness(number: int, most: int) -> int:
    """How dark a count is shown where this is the highest, from 0 to 5."""
    return max(1, round(_STEPS * number / max(_DARK, most))) if number else 0
