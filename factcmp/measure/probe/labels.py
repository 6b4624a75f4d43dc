"""The probe's articles, facts and pairs, as the YAML files beside it have them."""

import datetime
import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import Field

from factcmp.claims.answers import ClaimWire, SourceWire
from factcmp.claims.extract import ground_claim
from factcmp.claims.grounding import FoldedArticle
from factcmp.measure.scores import Finding
from factcmp.models import Article, Claim, Frozen, SourceKind, Stance
from factcmp.models.ids import digest


class ProbeFact(Frozen):
    """What a careful reader finds in an article."""

    quote: str
    sources: tuple[str, ...] = ()
    """Names by which the innermost source may be called; none where the article speaks in its own voice."""
    beside: tuple[str, ...] = ()
    """Names of other sources that may stand in its description: the company in "the company's director"."""
    stance: Stance
    words: tuple[str, ...] = Field(min_length=1)
    """What the statement has to name, each with its alternatives between bars."""
    hedge: str | None = None
    example: str
    """A right statement."""


class ProbeArticle(Frozen):
    """One article to read, with its labels."""

    id: str
    title: str
    outlet: str
    published: datetime.date
    language: str
    text: str
    forbidden: str
    """What a claim names that follows the instruction hidden in the text."""
    facts: tuple[ProbeFact, ...]

    def article(self, label: str) -> Article:
        """The article as a run would have it, its language not told."""
        return _article(self.id, label, self.title, self.outlet, self.published, self.text)


class PairArticle(Frozen):
    """Where claims to judge come from."""

    title: str
    outlet: str
    published: datetime.date
    language: str


class PairClaim(Frozen):
    """A claim to judge; without a statement or gloss the quote is it."""

    article: str
    quote: str
    statement: str | None = None
    gloss: str | None = None
    source: str | None = None
    stance: Stance = Stance.ASSERTS
    time: str | None = None

    def wire(self, question: str) -> ClaimWire:
        """The claim as a model would have given it in pass 1."""
        kind = SourceKind.OTHER
        names = [self.source] if self.source else []
        return ClaimWire(
            quote=self.quote,
            attribution=[SourceWire(name=name, gloss=name, kind=kind, party=None) for name in names],
            stance=self.stance,
            hedge=None,
            statement=self.statement or self.quote,
            gloss=self.gloss or self.statement or self.quote,
            question=question,
            time_said=self.time,
            spoken_said=None,
            quantities=[],
            names=[],
        )


class ProbePair(Frozen):
    """Claims to judge, and how an editor relates them."""

    hazard: str
    question: str
    accepts: tuple[Finding, ...] = Field(min_length=1)
    """The label first, then what an editor would sign as well."""
    claims: tuple[PairClaim, ...] = Field(min_length=2)


class ProbeData(Frozen):
    """Everything that is put to a model, with the labels."""

    articles: tuple[ProbeArticle, ...]
    pair_articles: dict[str, PairArticle]
    pairs: tuple[ProbePair, ...]

    def sha256(self) -> str:
        """Of all of it, so that a result can name what it was found on."""
        canonical = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def claims_to_judge(self) -> tuple[tuple[Article, ...], tuple[tuple[Claim, ...], ...]]:
        """The articles of the pairs, and the claims of each pair, grounded as in a run."""
        articles = {}
        for number, (name, told) in enumerate(self.pair_articles.items(), 1):
            quotes = [claim.quote for pair in self.pairs for claim in pair.claims if claim.article == name]
            # One paragraph a claim, with its time and source where the quote lacks them: each has to stand in the text.
            text = "\n".join([told.title, *quotes, *self._said_besides(name)])
            article = _article(name, f"P{number}", told.title, told.outlet, told.published, text)
            articles[name] = article.model_copy(update={"language": told.language})
        folded = {name: FoldedArticle(article.text) for name, article in articles.items()}
        pairs = []
        for place, pair in enumerate(self.pairs, 1):
            claims = []
            for number, one in enumerate(pair.claims, 1):
                claim = ground_claim(one.wire(pair.question), articles[one.article], folded[one.article])
                if not isinstance(claim, Claim):
                    raise ValueError(f"the probe's claim «{one.quote}» does not hold: {claim.detail}")
                claims.append(claim.model_copy(update={"label": f"P{place}.{number}"}))
            pairs.append(tuple(claims))
        return tuple(articles.values()), tuple(pairs)

    def _said_besides(self, name: str) -> list[str]:
        claims = [claim for pair in self.pairs for claim in pair.claims if claim.article == name]
        return [words for claim in claims for words in (claim.time, claim.source) if words and words not in claim.quote]


@lru_cache
def load_probe() -> ProbeData:
    """The probe that comes with factcmp."""
    reading, judging = (_read(name) for name in ("reading.yaml", "judging.yaml"))
    return ProbeData.model_validate(
        {"articles": reading["articles"], "pair_articles": judging["articles"], "pairs": judging["pairs"]}
    )


def _article(name: str, label: str, title: str, outlet: str, published: datetime.date, text: str) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=f"probe-{name}-{digest(text)}",
        label=label,
        title=title,
        outlet=outlet,
        published=published,
        sha256=sha256,
        text=text,
    )


def _read(name: str) -> Any:
    return yaml.safe_load((files(__package__) / "data" / name).read_text(encoding="utf-8"))
