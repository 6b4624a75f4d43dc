"""Articles and claims of one story with what is worked out of all of them together."""

from collections.abc import Sequence

from factcmp.groups.names.aliases import name_alike
from factcmp.groups.names.naming import spelling_map
from factcmp.groups.names.voices import SameVoice, folded_table, resolve_voices
from factcmp.groups.story.calendar import build_calendar
from factcmp.groups.story.claim_text import ClaimSet
from factcmp.models import Alias, Article, Claim


class Story:
    """Articles and claims with what is worked out of all of them together: voices and days."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        same: Sequence[SameVoice],
        aliases: tuple[Alias, ...],
        language: str,
    ) -> None:
        self._given = (articles, same, aliases, language)
        self.calendar = build_calendar(articles, claims)
        self.voices = resolve_voices(articles, claims, same, folded_table(spelling_map(aliases)), language=language)
        self.claims = tuple(
            claim.model_copy(update={"voice": self.voices.of_claim[claim.id].id}) for claim in self.calendar.claims
        )
        self.claim_set = ClaimSet(self.calendar.articles, self.claims, self.voices.of_claim, self.calendar.days)

    def with_claims(self, found: Sequence[Claim]) -> "Story":
        """The story with further claims, all numbered anew in the order of their article."""
        articles, same, aliases, language = self._given
        order = {article.id: place for place, article in enumerate(articles)}
        known = {claim.id for claim in self.claims}
        added = under_one_name([claim for claim in found if claim.id not in known], aliases)
        claims = sorted(
            (*self.claims, *added),
            key=lambda claim: (order[claim.article], claim.quote.start, claim.quote.end, claim.id),
        )
        numbers: dict[str, int] = {}
        labelled = []
        for claim in claims:
            numbers[claim.article] = numbers.get(claim.article, 0) + 1
            label = f"{articles[order[claim.article]].label}.{numbers[claim.article]}"
            labelled.append(claim.model_copy(update={"label": label}))
        return Story(articles, labelled, same, aliases, language)


def under_one_name(claims: Sequence[Claim], aliases: Sequence[Alias]) -> list[Claim]:
    """The claims with one name for one thing in what the report says; quotes and statements stay as they are."""
    table = tuple(aliases)
    return [
        claim.model_copy(
            update={"gloss": name_alike(claim.gloss, table), "question": name_alike(claim.question, table)}
        )
        for claim in claims
    ]
