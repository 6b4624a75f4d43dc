"""Headlines that state as a fact what their text has only as somebody's word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcmp.flags.article_lines import Place, spans_of
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group, SourceKind, Stance
from factcmp.models.partition import grouped


def headlines_as_fact(articles: Sequence[Article], claims: Sequence[Claim], groups: Sequence[Group]) -> Iterator[Flag]:
    """One flag an article for all that its headline asserts as a fact and its text, in the same answers, never does."""
    claim_of = {claim.id: claim for claim in claims}
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for position in (position for group in groups for position in group.positions):
        for id, told in grouped((claim_of[id] for id in position.claims), lambda claim: claim.article).items():
            stated = [claim for claim in told if claim.headline and _states_as_fact(claim)]
            text = [claim for claim in told if not claim.headline]
            own = {claim.voice for claim in stated}
            if stated and text and not any(_is_of_outlets(claim) and claim.voice in own for claim in text):
                places[id] += [(claim.quote.start, claim.quote.end) for claim in (*stated, *text)]
    for article in articles:
        if article.id in places:
            yield Flag(
                article=article.id,
                kind=FlagKind.HEADLINE_AS_FACT,
                spans=spans_of(article.text, places[article.id]),
                note=FlagNote.ONLY_A_SOURCE,
            )


def _states_as_fact(claim: Claim) -> bool:
    return _is_of_outlets(claim) and not claim.hedge and claim.stance in (Stance.ASSERTS, Stance.DENIES)


def _is_of_outlets(claim: Claim) -> bool:
    """Whether no one but outlets is named; one that the article cites has another voice than the article."""
    return all(source.kind is SourceKind.OUTLET for source in claim.attribution)
