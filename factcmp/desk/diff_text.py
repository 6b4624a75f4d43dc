"""What changed between two reports as text for a terminal: counts first, then what to read anew."""

from collections.abc import Iterable, Iterator, Sequence

from factcmp.desk.alike import Alike
from factcmp.desk.diff import (
    ArticleRef,
    ArticlesDiff,
    ClaimRef,
    FindingChange,
    FindingRef,
    Moved,
    PositionRef,
    ReportDiff,
)
from factcmp.text.lines import printable


def render_diff(diff: ReportDiff) -> str:
    """The changes as text that ends in a line end; labels are the new report's, after “was” the old one's."""
    counts = [_counts(diff), *(_alike(diff.alike) if diff.alike else [])]
    blocks = ["\n".join(counts), *_article_blocks(diff.articles)]
    if diff.changed:
        blocks.append(_block("Changed", (line for change in diff.changed for line in _changed(change))))
    for title, moved, other in (("New", diff.new, "some of its claims were in"), ("Gone", diff.gone, "now in")):
        # What only one claim says is seldom what to read first.
        for is_alone in (False, True):
            lines = [line for one in moved if _is_alone(one) is is_alone for line in _moved(one, other)]
            if lines:
                blocks.append(_block(f"{title}, one claim alone" if is_alone else title, lines))
    if not (diff.changed or diff.new or diff.gone):
        blocks.append("Every finding is as it was.")
    return "\n\n".join(blocks) + "\n"


def _counts(diff: ReportDiff) -> str:
    articles = diff.articles
    findings = [
        f"{len(diff.new)} new{_alone(diff.new)}",
        f"{len(diff.gone)} gone{_alone(diff.gone)}",
        f"{len(diff.changed)} changed",
        f"{len(diff.carried_over)} carried over",
    ]
    texts = [f"{len(articles.added)} added", f"{len(articles.removed)} removed", f"{len(articles.changed)} changed"]
    if articles.renamed:
        texts.append(f"{len(articles.renamed)} renamed")
    texts.append(f"{articles.unchanged} as before")
    return f"Findings: {', '.join(findings)}\nArticles: {', '.join(texts)}"


def _alike(alike: Alike) -> list[str]:
    """How far the reports agree on what both quote, by relation; nothing where no two claims bear on each other."""
    old, new = alike.of
    shares = [
        f"{one.relation} {one.both} of {one.either} ({one.share:.2f})"
        for one in alike.relations
        if one.share is not None
    ]
    lines = []
    if shares:
        lines.append(f"Both quote {alike.claims} claims (of {old} and {new}); pairs alike in both: {', '.join(shares)}")
    if alike.languages[0] != alike.languages[1]:
        lines.append(f"The reports are in two languages ({', '.join(alike.languages)}): every wording differs")
    return lines


def _alone(moved: Sequence[Moved]) -> str:
    """How many of these are of one claim."""
    alone = sum(map(_is_alone, moved))
    return f" ({alone} of one claim alone)" if alone else ""


def _article_blocks(articles: ArticlesDiff) -> Iterator[str]:
    changed = (f"{_article(change.new)} (was {_article(change.old)})" for change in articles.changed)
    renamed = (f"{_article(change.new)} (was {change.old.id})" for change in articles.renamed)
    for title, lines in (
        ("Articles added", map(_article, articles.added)),
        ("Articles removed", map(_article, articles.removed)),
        ("Articles with another text; what they say counts as new claims", changed),
        ("Articles under another name", renamed),
    ):
        if told := list(lines):
            yield _block(title, told)


def _article(article: ArticleRef) -> str:
    return f"{article.label} {article.id}: {article.title}"


def _changed(change: FindingChange) -> list[str]:
    lines = [_finding(change.new)]
    if change.old.label != change.new.label:
        lines.append(f"    was {change.old.label}")
    if change.relation:
        lines.append(f"    relation: {change.relation.old} → {change.relation.new}")
    if change.question:
        lines.append(f"    question was: {change.question.old}")
    if change.positions:
        lines += [f"    new answer: {_position(one)}" for one in change.positions.added]
        lines += [f"    answer gone: {_position(one)}" for one in change.positions.removed]
        if change.positions.divided_otherwise:
            lines.append("    claims divided into other answers than before; now:")
            lines += [f"      {_position(one)}" for one in change.new.positions]
    lines += [f"    + {_claim(claim)}" for claim in change.claims_added]
    lines += [f"    - {_claim(claim)}" for claim in change.claims_removed]
    return lines


def _is_alone(moved: Moved) -> bool:
    return len(moved.finding.claims) == 1


def _moved(moved: Moved, other: str) -> list[str]:
    finding = moved.finding
    if _is_alone(moved):
        # What a lone claim says tells more than the question that it would answer.
        says = finding.positions[0].summary if finding.positions else finding.question
        lines = [f"{finding.label} {says} [{', '.join(finding.articles)}]"]
    else:
        lines = [_finding(finding), *(f"    {_position(one)}" for one in finding.positions)]
    if moved.shared_with:
        lines.append(f"    {other} {', '.join(moved.shared_with)}")
    return lines


def _finding(finding: FindingRef) -> str:
    return f"{finding.label} {finding.relation}: {finding.question} [{', '.join(finding.articles)}]"


def _position(position: PositionRef) -> str:
    return f"{position.label} {position.summary} [{', '.join(position.articles)}]"


def _claim(claim: ClaimRef) -> str:
    return f"{claim.label} {claim.gloss}"


def _block(title: str, lines: Iterable[str]) -> str:
    """A title and its lines, each as deep as it begins and free of what steers a terminal."""
    return "\n".join([title, *(" " * (2 + len(line) - len(line.lstrip(" "))) + printable(line) for line in lines)])
