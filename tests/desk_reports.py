"""Small reports for the tests of the desk: a group is a relation and the claims of each position."""

from collections.abc import Mapping, Sequence

import report_makers as make

from factcmp.models import Article, Claim, Group, Relation, Report, Run, Source, SourceKind
from factcmp.models.ids import digest


def article(id: str, label: str, text: str) -> Article:
    return make.article(id, label, text, title=f"Title {id}")


def claim(id: str, article: Article, label: str, words: str) -> Claim:
    office = Source(name="Office", gloss="Office", kind=SourceKind.OFFICIAL)
    return make.claim(id, label, article, words, [office], gloss=f"gloss {id}", question=f"question {id}")


def group(relation: Relation, *positions: str, question: str = "How many?", stable: bool | None = True) -> Group:
    """A group whose positions hold the claims with these one-letter ids, as `_group_id` would name it."""
    made = (
        make.position(label, f"answer {ids}", *ids, names=(f"Office {ids}",), independent_sources=0)
        for label, ids in zip("ABCDEFGH", positions, strict=False)
    )
    id = f"g{digest(*sorted(''.join(positions)))}"
    return make.group(id, "", question, relation, *made, stable=stable, explanation=f"Why {positions}.",
                      independent_sources=len(positions))  # fmt: skip


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
