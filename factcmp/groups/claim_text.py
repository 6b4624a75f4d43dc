"""How claims and articles are told to the model in pass 2."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcmp.models import Article, Claim, EventTime
from factcmp.text.lines import one_line

_ARTICLE = re.compile(
    r"((?i:\b(?:articles?|articolo|artículo|artigo|artikel|artykuł\w*|стать\w|статт\w|makale\w*|haber\w*|लेख|گزارش"
    r"|[وفبكل]{0,3}(?:ال)?(?:مقال[ةه]?|خبر))|記事|文章|報道|报道|기사) ?)([A-Z]{1,2})(?![A-Za-z0-9]|\.\d)"
)
_REFERENCE = re.compile(r"\[\s*(\d+(?:\s*[,،;]\s*\d+)*)\s*\]")


@dataclass(frozen=True)
class Names:
    """What a request called its claims and articles, and what the report calls them."""

    claims: Mapping[int, str]
    """Claim number to label: 3 to "A1.3"."""
    articles: Mapping[str, str]
    """Article letter to label: "C" to "A4". Letters are a request's own, so that another article does not change it."""

    def put_in(self, text: str) -> str:
        """The model's text with [1], [1, 2] and "article C" as the report names them: [A1.3], [A2.1], article A4.

        Asked about articles by letters, a model calls them so in whatever language it answers.
        """

        def claims(match: re.Match[str]) -> str:
            numbers = [int(number) for number in re.findall(r"\d+", match[1])]
            return ", ".join(f"[{self.claims[number]}]" for number in numbers if number in self.claims) or match[0]

        def article(match: re.Match[str]) -> str:
            return f"{match[1]}{self.articles.get(match[2], match[2])}"

        return _REFERENCE.sub(claims, _ARTICLE.sub(article, text.strip()))


def describe_article(article: Article) -> str:
    """An article in one line: title, outlet, date."""
    return (
        f"«{one_line(article.title)}»; outlet: {article.outlet or 'not told'}; "
        f"published: {article.published or 'not told'}"
    )


def line(claim: Claim) -> str:
    """A claim in one line for the grouping request."""
    when = f"; when: {one_line(claim.event_time.said)}" if claim.event_time.said else ""
    return f"{claim.stance}: {one_line(claim.gloss)} (source: {speaker(claim)}{when}) — {one_line(claim.question)}"


def block(claim: Claim) -> str:
    """A claim in full for the judging request."""
    chain = " ← ".join(one_line(source.name) for source in claim.attribution) or "the article itself"
    last = claim.attribution[-1] if claim.attribution else None
    about = f" ({last.gloss}; {last.kind}{f'; party: {last.party}' if last.party else ''})" if last else ""
    lines = [
        f"source chain: {chain}{about}",
        f"stance: {claim.stance}",
        f"statement: {one_line(claim.statement)}",
        f"in the report language: {one_line(claim.gloss)}",
        f"quote: «{one_line(claim.quote.text)}»",
        f"when: {_time(claim.event_time)}",
    ]
    if claim.said_time.said:
        lines.append(f"spoken: {_time(claim.said_time)}")
    return "\n".join(lines)


def _time(time: EventTime) -> str:
    """A time in the article's words, and the days that a rule found for it."""
    if not time.said:
        return "not said"
    days = sorted({str(day) for day in (time.start, time.end) if day})
    return one_line(time.said) + (f" = {' to '.join(days)}" if days else "")


def speaker(claim: Claim) -> str:
    """The last source of the chain, in the report's language."""
    return one_line(claim.attribution[-1].gloss) if claim.attribution else "the article itself"


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class ClaimSet:
    """Articles and claims by id, and the order in which the claims were given."""

    def __init__(self, articles: Sequence[Article], claims: Sequence[Claim]) -> None:
        self.articles = {article.id: article for article in articles}
        self.claims = {claim.id: claim for claim in claims}
        self.rank = {claim.id: number for number, claim in enumerate(claims)}

    def in_order(self, claims: Sequence[str]) -> tuple[str, ...]:
        """The claim ids in the order of the set."""
        return tuple(sorted(claims, key=self.rank.__getitem__))
