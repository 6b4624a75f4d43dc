"""The claims that pass 2 compares."""

from collections.abc import Sequence

from factcmp.models import Article, Claim


class ClaimSet:
    """Articles and claims by id, and the order in which the claims were given."""

    def __init__(self, articles: Sequence[Article], claims: Sequence[Claim]) -> None:
        self.articles = {article.id: article for article in articles}
        self.claims = {claim.id: claim for claim in claims}
        self.rank = {claim.id: number for number, claim in enumerate(claims)}

    def in_order(self, claims: Sequence[str]) -> tuple[str, ...]:
        """The claim ids in the order of the set."""
        return tuple(sorted(claims, key=self.rank.__getitem__))
