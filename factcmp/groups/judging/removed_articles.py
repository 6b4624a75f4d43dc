"""A report without some of its articles: what the model found of the others stays, and nothing is asked."""

import re
from collections.abc import Collection, Mapping

from factcmp.groups.judging.judgement_rules import position_label, relate
from factcmp.models import Claim, Group, Report


def without_articles(report: Report, gone: Collection[str]) -> Report:
    """The report less what is of these articles (ids) alone; what rules find in all of it together stays as it was.

    Of a group one claim of which is left, that claim stands alone.
    """
    labels = [article.label for article in report.articles if article.id in gone]
    claims = {claim.id: claim for claim in report.claims if claim.article not in gone}
    groups = [_without(group, claims, gone, labels) for group in report.groups]
    kept = {group.id for group in groups if group.claims}
    missing = ("dropped", "left_out", "uncovered", "failures")
    left = {name: tuple(one for one in getattr(report.run, name) if one.article not in gone) for name in missing}
    return report.model_copy(
        update={
            "articles": tuple(article for article in report.articles if article.id not in gone),
            "claims": tuple(claims.values()),
            "groups": tuple(group for group in groups if group.claims),
            "voices": tuple(
                voice.model_copy(update={"claims": own})
                for voice in report.voices
                if (own := tuple(claim for claim in voice.claims if claim in claims))
            ),
            "disputes": tuple(
                one.model_copy(update={"groups": tuple(group for group in one.groups if group in kept)})
                for one in report.disputes
            ),
            "run": report.run.model_copy(update=left),
        }
    )


def _without(group: Group, claims: Mapping[str, Claim], gone: Collection[str], labels_gone: Collection[str]) -> Group:
    """The group with the claims that are left; what was judged or said of an answer that is gone goes with it."""

    def still_true(text: str) -> str:
        return "" if any(re.search(rf"\b{label}\b", text) for label in labels_gone) else text

    left = [(one, tuple(claim for claim in one.claims if claim in claims)) for one in group.positions]
    left = [(one, own) for one, own in left if own]
    labels = {one.label: position_label(place) for place, (one, _) in enumerate(left)}
    whole = len(labels) == len(group.positions)
    return relate(
        group.model_copy(
            update={
                "claims": tuple(claim for claim in group.claims if claim in claims),
                "looked_for": tuple(article for article in group.looked_for if article not in gone),
                "positions": tuple(
                    one.model_copy(update={"label": labels[one.label], "claims": own}) for one, own in left
                ),
                "between": tuple(
                    pair.model_copy(
                        update={
                            "one": labels[pair.one],
                            "other": labels[pair.other],
                            "later": labels[pair.later] if pair.later else None,
                            "reason": still_true(pair.reason),
                        }
                    )
                    for pair in group.between
                    if pair.one in labels and pair.other in labels
                ),
                "explanation": still_true(group.explanation) if whole else "",
                **({} if whole else {"judgements": (), "stable": None, "rules": ()}),
            }
        ),
        claims,
    )
