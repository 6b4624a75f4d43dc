"""Articles and claims of one story with what is worked out of all of them together."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from factcmp.groups.names.aliases import alike_namer
from factcmp.groups.names.naming import spelling_map
from factcmp.groups.names.same_voices import SameVoice, resolve_voices
from factcmp.groups.story.calendar import build_calendar
from factcmp.models import Alias, Article, Claim
from factcmp.text.lines import one_line


class Story:
    """Articles and claims by id, on the story's days, with their voices, under one name for one thing."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        same: Sequence[SameVoice] = (),
        aliases: tuple[Alias, ...] = (),
        *,
        language: str,
    ) -> None:
        self._given = (articles, same, language)
        self.aliases = aliases
        self.calendar = build_calendar(articles, _under_one_name(claims, aliases))
        self.voices = resolve_voices(articles, claims, same, spelling_map(aliases), language=language)
        self.articles = {article.id: article for article in self.calendar.articles}
        self.claims: Mapping[str, Claim] = {
            claim.id: claim.model_copy(update={"voice": self.voices.of_claim[claim.id].id})
            for claim in self.calendar.claims
        }
        self.days = {day.id: day for day in self.calendar.days}
        self._day_number = {day: number for number, day in enumerate(self.days)}
        self._place = {article: number for number, article in enumerate(self.articles)}
        self.rank = {claim: number for number, claim in enumerate(self.claims)}
        """The order in which the claims were given."""

    def with_claims(self, found: Iterable[Claim]) -> "Story":
        """The story with further claims, all numbered anew in the order of their article."""
        articles, same, language = self._given
        order = {article.id: place for place, article in enumerate(articles)}
        claims = sorted(
            {claim.id: claim for claim in (*found, *self.claims.values())}.values(),
            key=lambda claim: (order[claim.article], claim.quote.start, claim.quote.end, claim.id),
        )
        numbers: dict[str, int] = {}
        labelled = []
        for claim in claims:
            numbers[claim.article] = numbers.get(claim.article, 0) + 1
            label = f"{articles[order[claim.article]].label}.{numbers[claim.article]}"
            labelled.append(claim.model_copy(update={"label": label}))
        return Story(articles, labelled, same, self.aliases, language=language)

    def in_turn(self, first: Collection[str] = ()) -> list[str]:
        """The articles (ids), these first, in the order of their days, then of their ids: the latest comes last.

        Whatever is worked out of articles in turn stays as it was when another one comes.
        """
        days = self._day_number
        return sorted(
            self.articles, key=lambda one: (one not in first, days.get(self.articles[one].story_day or "", -1), one)
        )

    def day_told(self, claim: str) -> int:
        """The place among the story's days of the one on which a claim (id) was said, or its article written.

        What has no such day comes last.
        """
        day = self.claims[claim].said_time.day or self.articles[self.claims[claim].article].story_day or ""
        return self._day_number.get(day.partition("–")[0], len(self.days))  # of D1–D3 the first

    def in_order(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The claim ids in the order of the story."""
        return tuple(sorted(claims, key=self.rank.__getitem__))

    def speaker(self, claim: Claim) -> str:
        """Whose words a claim is, as a request tells it."""
        return one_line(self.voices.of_claim[claim.id].name) if claim.attribution else "the article itself"

    def articles_of(self, claims: Collection[Claim]) -> list[Article]:
        """The articles of these claims, in the order in which they were given."""
        return [self.articles[one] for one in sorted({claim.article for claim in claims}, key=self._place.__getitem__)]


def _under_one_name(claims: Iterable[Claim], aliases: tuple[Alias, ...]) -> list[Claim]:
    """The claims with one name for one thing in what the report says; quotes and statements stay as they are."""
    named = alike_namer(aliases)
    return [
        claim.model_copy(update={"gloss": named(claim.gloss), "question": named(claim.question)}) for claim in claims
    ]
