"""All articles beside each other: who answers what, what goes back to one origin, who calls whom what."""

from collections.abc import Iterable, Sequence

from factcmp.models import Article, Group, Naming, Position, Stance
from factcmp.report.contents import uses_by_name
from factcmp.report.markdown.escaping import Markdown
from factcmp.report.markdown.view import WIDE, ReportView
from factcmp.report.view import Stream

_NODES = 11
_NAMES_SHOWN = 6


def answer_letter(view: ReportView, position: Position, article: str | None = None) -> Markdown:
    """A position's letter and what its sources do other than assert, in one article or in all; empty for none."""
    claims = [view.claims[claim] for claim in position.claims]
    stances = {claim.stance for claim in claims if article in (None, claim.article)}
    if not stances or stances == {Stance.ASSERTS}:
        return Markdown("**{}**").format(position.label) if stances else Markdown()
    words = view.commas(view.say(f"stance.{stance}") for stance in Stance if stance in stances)
    return Markdown("**{}** ({})").format(position.label, words)


def answers(view: ReportView, group: Group, article: str) -> Markdown:
    """What one article says to one question: "A; B (denies)", or nothing."""
    return view.semicolons(filter(None, (answer_letter(view, one, article) for one in group.positions))) or Markdown(
        "–"
    )


def drawn(streams: Iterable[Stream]) -> tuple[list[Stream], list[int]]:
    """The first origins and the numbers of their articles, so many that a picture stays small enough to read."""
    chosen: list[Stream] = []
    reached: set[int] = set()
    for stream in streams:
        together = reached | stream.articles.keys()
        if len(chosen) + 1 + len(together) <= _NODES:
            chosen.append(stream)
            reached = together
    return chosen, sorted(reached)


def articles_naming(view: ReportView, things: Iterable[Naming]) -> list[Article]:
    """The articles that name any of these."""
    named = {use.article for thing in things for use in thing.uses}
    return [article for article in view.report.articles if article.id in named]


def names_in(view: ReportView, thing: Naming, article: Article) -> Markdown:
    """The names that one article uses, in its language's direction."""
    names = [f"{use.name} × {len(use.places)}" for use in thing.uses if use.article == article.id]
    shown = [view.own(article.id, " · ".join(names[:_NAMES_SHOWN]))] if names else [Markdown("–")]
    return _with_more(view, shown, len(names) - _NAMES_SHOWN)


def names_of_all(view: ReportView, thing: Naming) -> Markdown:
    """Each name with how often all articles together use it, and which do."""
    by_name = uses_by_name(thing)
    names: list[Markdown] = []
    for name, uses in by_name[:_NAMES_SHOWN]:
        labels = view.some([view.articles[use.article].label for use in uses], WIDE)
        count = sum(len(use.places) for use in uses)
        names.append(Markdown("{} × {} ({})").format(view.own(uses[0].article, name), count, labels))
    return _with_more(view, names, len(by_name) - len(names))


def _with_more(view: ReportView, names: Sequence[Markdown], more: int) -> Markdown:
    return Markdown("<br>").join([*names, *([view.say("names.more", count=more)] if more > 0 else [])])
