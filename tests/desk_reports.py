"""Small reports for the tests of the desk: a group is a relation and the claims of each position."""

from collections.abc import Mapping, Sequence

from factcmp.models import (
    Article,
    Claim,
    Group,
    Origin,
    Position,
    Relation,
    Report,
    Run,
    Source,
    SourceKind,
    Span,
    Stance,
)
from factcmp.models.ids import digest


def article(id: str, label: str, text: str) -> Article:
    return Article(id=id, label=label, title=f"Title {id}", sha256=digest(text, length=64), text=text)


def claim(id: str, article: Article, label: str, words: str) -> Claim:
    return Claim(
        id=id,
        label=label,
        article=article.id,
        statement=words,
        gloss=f"gloss {id}",
        question=f"question {id}",
        quote=Span(start=0, end=len(words), text=words),
        attribution=(Source(name="Office", gloss="Office", kind=SourceKind.OFFICIAL),),
        stance=Stance.ASSERTS,
    )


def group(relation: Relation, *positions: str, question: str = "How many?", stable: bool | None = True) -> Group:
    """A group whose positions hold the claims with these one-letter ids, as `_group_id` would name it."""
    claims = tuple("".join(positions))
    return Group(
        id=f"g{digest(*sorted(claims))}",
        label="",
        question=question,
        relation=relation,
        stable=stable,
        claims=claims,
        positions=tuple(
            Position(
                label=label,
                summary=f"answer {ids}",
                claims=tuple(ids),
                origins=(Origin(name=f"Office {ids}", known=True, claims=tuple(ids)),),
            )
            for label, ids in zip("ABCDEFGH", positions, strict=False)
        ),
        explanation=f"Why {positions}.",
        independent_sources=len(positions),
    )


def report(
    *groups: Group, words: str = "Four boats.", articles: Sequence[str] = "XYZ", texts: Mapping[str, str] | None = None
) -> Report:
    """A report on articles X (claims a to d), Y (e to h) and Z (all others)."""
    made = {id: article(id, f"A{n}", (texts or {}).get(id, f"{words} ({id})")) for n, id in enumerate(articles, 1)}
    claims = []
    for letter in sorted({letter for one in groups for letter in one.claims}):
        of = made["X" if letter in "abcd" else "Y" if letter in "efgh" else "Z"]
        claims.append(claim(letter, of, f"{of.label}.{letter}", words))
    labelled = tuple(one.model_copy(update={"label": f"G{n}"}) for n, one in enumerate(groups, 1))
    run = Run(factcmp_version="1", model="m", answered_by="endpoint", language="en")
    return Report(articles=tuple(made.values()), claims=tuple(claims), groups=labelled, run=run)
