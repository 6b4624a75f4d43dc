"""What is told of each day, who says what on each question, and how much of it goes back to whom."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcmp.models import Article, Claim, Group, Stance, StoryDay
from factcmp.report.html.page_view import PageView
from factcmp.report.speakers import speaker_of
from factcmp.report.view import Answers, Stream

_MOST_GROUPS = 80
_MOST_ORIGINS = 40
_MOST_ARTICLES = 30
STANCE_SIGNS = {Stance.ASSERTS: "", Stance.DENIES: "✕", Stance.DOUBTS: "?", Stance.PREDICTS: "›"}


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


@dataclass(frozen=True)
class Matrix:
    """Groups against articles: who asserts, denies, doubts, predicts, and who is silent."""

    articles: tuple[Article, ...]
    rows: tuple[tuple[Group, tuple[Answers, ...]], ...]
    """Each group with the answers of each article, empty where it is silent."""
    is_whole: bool


def matrix(view: PageView) -> Matrix | None:
    """The questions that come first, and the articles that speak to most of them; None where nothing was compared."""
    groups = view.compared[:_MOST_GROUPS]
    if not groups:
        return None
    speaks = Counter(article.id for group in groups for article in view.articles_of(group.claims))
    articles = sorted(view.report.articles, key=lambda article: -speaks[article.id])[:_MOST_ARTICLES]
    articles.sort(key=lambda article: view.article_number[article.id])
    rows = [(group, view.answers(group)) for group in groups]
    return Matrix(
        articles=tuple(articles),
        rows=tuple((group, tuple(said.get(article.id, {}) for article in articles)) for group, said in rows),
        is_whole=len(groups) == len(view.compared) and len(articles) == len(view.report.articles),
    )


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
    unknown = [replace(stream, name=view.say("flow.unknown")) for stream in streams if not stream.known]
    return Flow(
        articles=tuple(sorted(sorted(total, key=lambda number: (-total[number], number))[:_MOST_ARTICLES])),
        streams=(*known[:_MOST_ORIGINS], *unknown),
        more=len(known[_MOST_ORIGINS:]),
        most=max(max(stream.articles.values()) for stream in streams),
    )
