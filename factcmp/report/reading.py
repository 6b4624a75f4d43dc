"""What is read off a report in more than one place: shared groups, same stories, order of speaking."""

from collections.abc import Collection, Mapping, Sequence

from factcmp.models import Article, Claim, Disagreement, Flag, FlagKind, Group, Relation


def has_update_inside(group: Group) -> bool:
    """Whether a contradiction holds an update besides, between two of its positions."""
    return group.relation is Relation.CONTRADICTION and any(
        pair.relation is Disagreement.UPDATE for pair in group.between
    )


def same_stories(articles: Collection[str], flags: Sequence[Flag]) -> list[set[str]]:
    """Of these articles, by id, those that were flagged as telling the same story: a set for each story."""
    stories: list[set[str]] = []
    for flag in flags:
        pair = {flag.article, flag.other or flag.article}
        if flag.kind is FlagKind.SAME_STORY and pair <= set(articles):
            touched = [story for story in stories if story & pair]
            stories = [story for story in stories if not story & pair] + [pair.union(*touched)]
    return stories


def story_labels(articles: Sequence[Article], flags: Sequence[Flag]) -> list[list[str]]:
    """The labels of the articles of each story that several of these tell, in the order given; see `same_stories`."""
    stories = same_stories({article.id for article in articles}, flags)
    return [[article.label for article in articles if article.id in story] for story in stories]


def shared_groups(groups: Sequence[Group]) -> list[Group]:
    """The groups that compare something: not only what one article says."""
    return [group for group in groups if group.relation is not Relation.SINGLE_SOURCE]


def count_claims_alone(groups: Sequence[Group]) -> int:
    """How many claims are of questions on which only one article speaks."""
    return sum(len(group.claims) for group in groups if group.relation is Relation.SINGLE_SOURCE)


def were_said_before(ones: Sequence[Claim], others: Sequence[Claim], articles: Mapping[str, Article]) -> bool:
    """Whether each of the first claims is known to have been said on an earlier day than each of the others.

    The day of a claim is when its source spoke, where that is told, else when its article was published.
    """
    last = [claim.said_time.end or articles[claim.article].published for claim in ones]
    first = [claim.said_time.start or articles[claim.article].published for claim in others]
    return all([*last, *first]) and max(filter(None, last)) < min(filter(None, first))
