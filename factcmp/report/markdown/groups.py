"""The parts of the Markdown report that show groups and their evidence."""

from collections.abc import Sequence

from factcmp.groups.voices import is_same_name
from factcmp.models import Between, Claim, Disagreement, Group, Origin, Position, Relation, Source
from factcmp.report.markdown.escaping import anchor, folded, inline, quotation, summary_line
from factcmp.report.markdown.view import ReportView, claim_anchor
from factcmp.report.reading import story_labels
from factcmp.report.words import review_words, rule_words
from factcmp.text.lines import one_line

_CLAIMS_OPEN = 3
"""A position with more claims shows the first and folds the others."""
_FIRST_CLAIMS = {Relation.CONTRADICTION: 2, Relation.UPDATE: 2}
_LABELS_SHOWN = 8
_PAIRS_OPEN = 4


class GroupSections:
    """Groups of one report as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def of_relation(self, relation: Relation, groups: Sequence[Group]) -> list[str]:
        """The blocks of all groups with one finding."""
        if relation is Relation.SINGLE_SOURCE:
            return self._single(groups)
        if not groups:
            return []
        return [*self._heading(relation), *(block for group in groups for block in self.group(group))]

    def group(self, group: Group) -> list[str]:
        """The blocks of one group: question, finding, why, and each position with its evidence."""
        blocks = [
            f"### {anchor(group.label.lower())}{group.label}. {inline(group.question)}",
            " · ".join(self._facts(group)),
            self._review(group),
            self.view.linked(group.explanation),
        ]
        if len(group.positions) > 2:
            blocks += self._pairs(group.between)
        for rule in group.rules:
            blocks.append(f"*{self.view.say('rule.changed', rule=inline(rule_words(rule, self.view.wording)))}*")
        for position in group.positions:
            name = f"{position.label}. " if len(group.positions) > 1 else ""
            blocks.append(f"**{name}{inline(position.summary)}** — {self._who(position)}")
            blocks += self._claims(position, first=_FIRST_CLAIMS.get(group.relation, 1))
        blocks.append(f"[↑ {self.view.say('group.back')}](#top)")
        return [block for block in blocks if block]

    def _review(self, group: Group) -> str:
        review = self.view.reviews.get(group.id)
        return f"**{inline(review_words(review, self.view.wording))}**" if review else ""

    def _heading(self, relation: Relation) -> list[str]:
        say = self.view.say
        return [
            f"## {anchor(relation)}{say(f'relation.{relation}.heading')}",
            f"*{say(f'relation.{relation}.meaning')}*",
        ]

    def _facts(self, group: Group) -> list[str]:
        say = self.view.say
        relation = say(f"relation.{group.relation}")
        facts = [f"**{relation[:1].upper()}{relation[1:]}**"]
        if group.differs_in:
            facts.append(say("group.differs", differences=self.view.differences(group.differs_in)))
        facts.append(self.view.article_labels(group.claims))
        if group.stable is False:
            said = say("list.then").join(say(f"relation.{relation}") for relation in group.judgements)
            facts.append(f"**{say('unstable')}**" + say("group.judged", relations=said))
        return facts

    def _pairs(self, between: Sequence[Between]) -> list[str]:
        """How the positions relate: the first that exclude or replace each other in the open, the rest folded."""
        strong = [pair for pair in between if pair.relation is Disagreement.CONTRADICTION]
        strong += [pair for pair in between if pair.relation is Disagreement.UPDATE]
        rest = [*strong[_PAIRS_OPEN:], *(pair for pair in between if pair.relation is Disagreement.PARTIAL)]
        blocks = ["\n".join(self._pair(pair) for pair in strong[:_PAIRS_OPEN])]
        if rest:
            names = self.view.some([f"{pair.one}–{pair.other}" for pair in rest], _LABELS_SHOWN)
            lines = "\n".join(self._pair(pair) for pair in rest)
            blocks += folded(summary_line(self.view.say("group.other-pairs", pairs=names)), lines)
        return blocks

    def _pair(self, pair: Between) -> str:
        differs = f" ({self.view.differences(pair.differs_in)})" if pair.differs_in else ""
        relation = self.view.say(f"relation.{pair.relation}")
        return f"- **{pair.one}–{pair.other} {relation}**{differs}: {self.view.linked(pair.reason)}"

    def _who(self, position: Position) -> str:
        """Who stands behind a position, and how many of them are independent."""
        say = self.view.say
        articles = {self.view.claims[claim].article for claim in position.claims}
        known = [origin for origin in position.origins if origin.known]
        origins = say("who.no-origin")
        if known:
            names = say("list.semicolon").join(self._name(origin) for origin in known)
            origins = f"{say('who.origins', count=len(known))} ({names})"
        words = self.view.commas((say("count.articles", count=len(articles)), origins))
        if all(map(self.view.speaks_for_party, position.claims)):
            words += f"{say('list.semicolon')}**{say('who.parties-only')}**"
        if len(articles) > 1 and len(position.origins) == 1:
            words += f"{say('list.semicolon')}**{say('who.one-origin')}**"
        else:
            told = [article for article in self.view.report.articles if article.id in articles]
            for labels in story_labels(told, self.view.report.flags):
                words += f"{say('list.semicolon')}**{say('who.same-story', articles=self.view.commas(labels))}**"
        for origin in position.origins:
            if origin.shared_run:
                words += say("list.semicolon") + self._shared(origin)
        return words

    def _name(self, origin: Origin) -> str:
        name = inline(origin.name)
        return self.view.say("who.party", name=name) if self.view.party(origin) else name

    def _shared(self, origin: Origin) -> str:
        words = self.view.quoted(self.view.claims[origin.claims[0]].article, origin.shared_run or "")
        return self.view.say(
            "who.same-words",
            articles=self.view.article_labels(origin.claims),
            words=self.view.say("quoted", words=words),
        )

    def _claims(self, position: Position, *, first: int) -> list[str]:
        """The evidence of a position: all of it in the open, or the first claims and a fold with the rest."""
        claims = [self.view.claims[claim] for claim in position.claims]
        if len(claims) <= _CLAIMS_OPEN:
            return ["\n".join(map(self._evidence, claims))]
        shown = _from_different_articles(claims, first)
        rest = [claim for claim in claims if claim not in shown]
        labels = self.view.some([claim.label for claim in rest], _LABELS_SHOWN)
        summary = summary_line(self.view.say("group.more-claims", count=len(rest), claims=labels))
        return ["\n".join(map(self._evidence, shown)), *folded(summary, "\n".join(map(self._evidence, rest)))]

    def _evidence(self, claim: Claim) -> str:
        """One claim: who says what, when, where in the article, and the words."""
        say, article = self.view.say, self.view.articles[claim.article]
        said = say(f"evidence.{claim.stance}", speaker=self._chain(claim, article.language), claim=inline(claim.gloss))
        facts = []
        for key, time in (("evidence.when", claim.event_time), ("evidence.spoken", claim.said_time)):
            if time.said:
                facts.append(say(key, words=self.view.foreign(time.said, article.language)))
        if claim.hedge:
            facts.append(say("evidence.hedged", words=self.view.foreign(claim.hedge.text, article.language)))
        facts.append(self.view.place(claim.article, claim.quote))
        return (
            f"- {anchor(claim_anchor(claim.label))}**{claim.label}** {said} "
            f"({say('list.semicolon').join(facts)})\n" + quotation(claim.quote.text, article.language, "  ")
        )

    def _chain(self, claim: Claim, language: str | None) -> str:
        """The attribution from the outlet inwards; only the last source is given in the article's words too."""
        if not claim.attribution:
            return self.view.say("evidence.article-itself")
        passing = [inline(source.gloss) for source in claim.attribution[:-1]]
        return self.view.say("evidence.arrow").join([*passing, self._speaker(claim.attribution[-1], language)])

    def _speaker(self, source: Source, language: str | None) -> str:
        name = inline(source.gloss)
        if not is_same_name(source.name, source.gloss):
            name += f" ({self.view.foreign(source.name, language)})"
        marks = [self.view.say("evidence.party", party=inline(source.party))] if source.party else []
        if source.mention is None:
            marks.append(self.view.say("evidence.no-mention"))
        return name + (f" [{self.view.commas(marks)}]" if marks else "")

    def _single(self, groups: Sequence[Group]) -> list[str]:
        """The blocks of what one article alone says: its groups, then its lone claims, folded by article."""
        if not groups and not self.view.lone_in:
            return []
        blocks = self._heading(Relation.SINGLE_SOURCE)
        for group in groups:
            blocks += self.group(group)
        for article in self.view.report.articles:
            if own := self.view.lone_in.get(article.id):
                count = self.view.say("count.claims", count=len(own))
                title = one_line(article.title)
                summary = self.view.say("single.article", article=article.label, title=title, count=count)
                blocks += folded(summary_line(summary), "\n".join(map(self._alone, own)))
        return blocks

    def _alone(self, group: Group) -> str:
        review = self._review(group)
        return self._evidence(self.view.claims[group.claims[0]]) + (f"\n\n  {review}" if review else "")


def _from_different_articles(claims: Sequence[Claim], count: int) -> list[Claim]:
    """The first claims, each of another article while there are such."""
    first_of = {claim.article: claim for claim in reversed(claims)}
    chosen = [claim for claim in claims if first_of[claim.article] is claim]
    chosen += [claim for claim in claims if claim not in chosen]
    return [claim for claim in claims if claim in chosen[:count]]
