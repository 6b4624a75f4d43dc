"""What the invented reports of the tests are made of."""

from collections.abc import Sequence
from typing import Any

from factcmp.models import Article, Claim, EventTime, Group, Origin, Position, Relation, Source, Span, Stance
from factcmp.models.ids import digest


def span(article: Article, words: str) -> Span:
    """The first place of these words in an article."""
    start = article.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def article(id: str, label: str, text: str, language: str | None = None, **more: Any) -> Article:
    title = more.pop("title", text.split("\n", maxsplit=1)[0].strip()[:60])
    return Article(
        id=id, label=label, title=title, language=language, sha256=digest(text, length=64), text=text, **more
    )


def claim(id: str, label: str, article: Article, quote: str, sources: Sequence[Source] = (), **more: Any) -> Claim:
    """A claim that is stated in the words that it quotes."""
    given = {"gloss": f"What {label} says, in words.", "stance": Stance.ASSERTS, "event_time": EventTime(),
             "said_time": EventTime(), **more}  # fmt: skip
    return Claim(
        id=id,
        label=label,
        article=article.id,
        statement=quote,
        question=given.pop("question", f"{given['gloss']}?"),
        quote=span(article, quote),
        attribution=tuple(sources),
        **given,
    )


def position(label: str, summary: str, *claims: str, names: Sequence[str] = ("x",), **more: Any) -> Position:
    """A position that goes back to sources of these names; one without a name is not known."""
    given = {"origins": tuple(Origin(name=name, known=bool(name), claims=claims) for name in names),
             "independent_sources": len(names), **more}  # fmt: skip
    return Position(label=label, summary=summary, claims=claims, **given)


def group(id: str, label: str, question: str, relation: Relation, *positions: Position, **more: Any) -> Group:
    claims = tuple(claim for position in positions for claim in position.claims)
    given = {"stable": True if len(claims) > 1 else None, "explanation": "", "claims": claims,
             "independent_sources": max(position.independent_sources for position in positions), **more}  # fmt: skip
    return Group(id=id, label=label, question=question, relation=relation, positions=positions, **given)
