"""What changed between two reports, as when articles were added: findings new, gone, changed, carried over."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

import jinja2

from factcmp.desk.repeatability import Alike, compare_relations, matched
from factcmp.desk.review import finding_text, review_key
from factcmp.models import Article, Frozen, Group, Position, Relation, Report
from factcmp.models.report_index import ReportIndex
from factcmp.text.lines import printable

_T = TypeVar("_T")


class ArticleRef(Frozen):
    """An article of one of the reports."""

    id: str
    label: str
    title: str
    sha256: str


class Change(Frozen, Generic[_T]):
    """What it was, and what it is."""

    old: _T
    new: _T


class ArticlesDiff(Frozen):
    """The articles of two reports, set against each other by content, then by id."""

    added: tuple[ArticleRef, ...] = ()
    removed: tuple[ArticleRef, ...] = ()
    changed: tuple[Change[ArticleRef], ...] = ()
    """The same id, another text: the claims of such an article count as other claims."""
    renamed: tuple[Change[ArticleRef], ...] = ()
    """The same text under another id."""
    unchanged: int = 0


class ClaimRef(Frozen):
    """A claim of one of the reports."""

    id: str
    label: str
    article: str
    """The article's label."""
    gloss: str


class PositionRef(Frozen):
    """A position of one of the reports."""

    label: str
    summary: str
    articles: tuple[str, ...]
    """The articles' labels."""


class FindingRef(Frozen):
    """A group of one of the reports."""

    group: str
    """The group's id."""
    key: str
    """What verdicts on it are kept by."""
    label: str
    question: str
    relation: Relation
    positions: tuple[PositionRef, ...]
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    """The articles' labels."""


class Moved(Frozen):
    """A finding that stands in one report only, and where its claims are in the other."""

    finding: FindingRef
    shared_with: tuple[str, ...] = ()
    """Labels of the groups in the other report that hold claims of it."""

    @property
    def is_alone(self) -> bool:
        """Whether it is of one claim alone."""
        return len(self.finding.claims) == 1


class PositionsChange(Frozen):
    """What changed in the positions; another wording is no change, nor is a claim that joined one or left."""

    added: tuple[PositionRef, ...] = ()
    """Those whose claims are all new to the finding."""
    removed: tuple[PositionRef, ...] = ()
    """Those of which no claim stayed."""
    divided_otherwise: bool = False
    """Whether the claims that stayed are divided into other positions than before."""


class FindingChange(Frozen):
    """A finding of both reports that says something else now; what is None or empty did not change."""

    old: FindingRef
    new: FindingRef
    relation: Change[Relation] | None = None
    positions: PositionsChange | None = None
    claims_added: tuple[ClaimRef, ...] = ()
    claims_removed: tuple[ClaimRef, ...] = ()
    question: Change[str] | None = None

    @property
    def is_change(self) -> bool:
        """Whether it says something else at all."""
        return self != FindingChange(old=self.old, new=self.new)


class ReportDiff(Frozen):
    """What changed from one report to another."""

    articles: ArticlesDiff
    new: tuple[Moved, ...]
    gone: tuple[Moved, ...]
    changed: tuple[FindingChange, ...]
    carried_over: tuple[FindingRef, ...]
    """As they stand in the new report."""
    alike: Alike | None = None
    """How far the two agree on the articles that both have; None where they have none in common."""


def compare_reports(old: Report, new: Report) -> ReportDiff:
    """What changed, matched by content: by the ids of claims, which are the same for the same claim of the same text.

    A group goes with the group of the old report that it shares most claims with (Jaccard index), each with one at
    most; between equals the order of the reports decides.
    """
    before, after = _Side(old), _Side(new)
    pairs = _pairs(before, after)
    taken = set(pairs.values())
    both = [_change(before.groups[pairs[one.id]], one, before, after) for one in new.groups if one.id in pairs]
    return ReportDiff(
        articles=_articles(old.articles, new.articles),
        new=tuple(_moved(group, after, before) for group in new.groups if group.id not in pairs),
        gone=tuple(_moved(group, before, after) for group in old.groups if group.id not in taken),
        changed=tuple(one for one in both if one.is_change),
        carried_over=tuple(one.new for one in both if not one.is_change),
        alike=compare_relations(old, new),
    )


class _Side(ReportIndex):
    """One of the reports, looked up by id."""

    def finding(self, group: Group) -> FindingRef:
        return FindingRef(
            group=group.id,
            key=review_key(finding_text(group)),
            label=group.label,
            question=group.question,
            relation=group.relation,
            positions=self.positions(group.positions),
            claims=group.claims,
            articles=self._labels(group.claims),
        )

    def claim(self, id: str) -> ClaimRef:
        claim = self.claims[id]
        return ClaimRef(id=id, label=claim.label, article=self.articles[claim.article].label, gloss=claim.gloss)

    def positions(self, positions: Iterable[Position]) -> tuple[PositionRef, ...]:
        return tuple(
            PositionRef(label=one.label, summary=one.summary, articles=self._labels(one.claims)) for one in positions
        )

    def _labels(self, claims: Sequence[str]) -> tuple[str, ...]:
        return tuple(article.label for article in self.articles_of(claims))


def _pairs(before: _Side, after: _Side) -> Mapping[str, str]:
    """For a new group (id) the old one that it goes with."""
    claims = before.group_of.keys() & after.group_of.keys()
    shared = Counter((after.group_of[claim].id, before.group_of[claim].id) for claim in claims)

    def weight(pair: tuple[str, str]) -> tuple[float, int, int]:
        new, old = pair
        together = len(after.groups[new].claims) + len(before.groups[old].claims) - shared[pair]
        return (-shared[pair] / together, after.group_number[new], before.group_number[old])

    return dict(matched(sorted(shared, key=weight)))


def _change(old: Group, new: Group, before: _Side, after: _Side) -> FindingChange:
    kept = set(old.claims) & set(new.claims)
    return FindingChange(
        old=before.finding(old),
        new=after.finding(new),
        relation=_differing(old.relation, new.relation),
        positions=_positions_change(old, new, before, after),
        claims_added=tuple(after.claim(claim) for claim in new.claims if claim not in kept),
        claims_removed=tuple(before.claim(claim) for claim in old.claims if claim not in kept),
        question=_differing(old.question, new.question),
    )


def _differing(old: _T, new: _T) -> Change[_T] | None:
    return Change(old=old, new=new) if old != new else None


def _positions_change(old: Group, new: Group, before: _Side, after: _Side) -> PositionsChange | None:
    change = PositionsChange(
        added=after.positions(one for one in new.positions if not set(one.claims) & set(old.claims)),
        removed=before.positions(one for one in old.positions if not set(one.claims) & set(new.claims)),
        divided_otherwise=_division(old, new.claims) != _division(new, old.claims),
    )
    return change if change.added or change.removed or change.divided_otherwise else None


def _division(group: Group, others: Sequence[str]) -> set[frozenset[str]]:
    """How the positions divide the claims that are among the others too."""
    return {frozenset(position.claims) & frozenset(others) for position in group.positions} - {frozenset()}


def _moved(group: Group, here: _Side, there: _Side) -> Moved:
    groups = [there.group_of[claim].label for claim in group.claims if claim in there.group_of]
    return Moved(finding=here.finding(group), shared_with=tuple(dict.fromkeys(groups)))


def _articles(old: Sequence[Article], new: Sequence[Article]) -> ArticlesDiff:
    """Articles set against each other: the same id and text, then the same text, then the same id."""
    left, came = list(old), list(new)

    def pairs(name: Callable[[Article], object]) -> tuple[Change[ArticleRef], ...]:
        """Those that have the same name, in the new order, taken out of what is left of old and new."""
        found = list(matched((one, other) for other in came for one in left if name(one) == name(other)))
        taken = {id(one) for pair in found for one in pair}
        left[:], came[:] = ([one for one in articles if id(one) not in taken] for articles in (left, came))
        return tuple(Change(old=_article(one), new=_article(other)) for one, other in found)

    unchanged = pairs(lambda article: (article.sha256, article.id))
    renamed = pairs(lambda article: article.sha256)
    changed = pairs(lambda article: article.id)
    return ArticlesDiff(
        added=tuple(map(_article, came)),
        removed=tuple(map(_article, left)),
        changed=changed,
        renamed=renamed,
        unchanged=len(unchanged),
    )


def _article(article: Article) -> ArticleRef:
    return ArticleRef(id=article.id, label=article.label, title=article.title, sha256=article.sha256)


def render_diff(diff: ReportDiff) -> str:
    """The changes as text for a terminal that ends in a line end, free of what steers one."""
    return _template().render(diff=diff)


@cache
def _template() -> jinja2.Template:
    return jinja2.Environment(  # noqa: S701 text for a terminal has no markup to escape
        loader=jinja2.PackageLoader("factcmp.desk"),
        # What a macro made has line ends of its own, and is printable already.
        finalize=lambda value: printable(value) if type(value) is str else value,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    ).get_template("diff.txt.j2")
