"""The parts of the Markdown report that show groups and their evidence."""

from collections.abc import Sequence

from factcmp.groups.speakers import is_same_name
from factcmp.models import Between, Claim, Dispute, Group, Origin, Position, Relation, Source
from factcmp.report.markdown.escaping import anchor, folded, inline, quotation, summary_line
from factcmp.report.markdown.view import ReportView, claim_anchor
from factcmp.report.reading import ALONE_SHOWN, carries_news, story_labels
from factcmp.report.speakers import speakers_of
from factcmp.report.words import dispute_word, review_words, rule_words

_PAIRS = 2
_PLACES = 6
_SPEAKERS = 3


class GroupSections:
    """Groups of one report as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def disputes(self) -> list[str]:
        """Each dispute in the open, with its groups as aspects."""
        disputes = self.view.contents.disputes
        if not disputes:
            return []
        heading = f"## {anchor('disputes')}{self.view.say('disputes.heading')}"
        return [heading, *(block for one in disputes for block in self._dispute(one))]

    def agreements(self) -> list[str]:
        """What is agreed on, a line each, with the words of the articles in a fold."""
        return self._listed(Relation.AGREEMENT, self.view.contents.agreements)

    def complements(self) -> list[str]:
        """What adds up without excluding each other, all of it folded."""
        groups = self.view.contents.complements
        if not groups:
            return []
        lines = [self._line(group, links=True) for group in groups]
        return [*self._heading(Relation.PARTIAL), *self._folded("matrix.all", groups, lines)]

    def alone(self) -> list[str]:
        """The first of what one article alone says, ranked, and how much more there is."""
        alone = self.view.contents.alone
        if not alone:
            return []
        lines = "\n".join(map(self._alone, alone[:ALONE_SHOWN]))
        more = sum(len(group.claims) for group in alone[ALONE_SHOWN:])
        rest = [self.view.say("single.more", count=more)] if more else []
        return [*self._heading(Relation.SINGLE_SOURCE), lines, *rest]

    def background(self) -> list[str]:
        """What carries no news, folded."""
        groups = self.view.contents.background
        if not groups:
            return []
        heading = f"## {anchor('background')}{self.view.say('background.heading')}"
        lines = [self._line(group, links=True) for group in groups]
        return [heading, *self._folded("background.count", groups, lines)]

    def _heading(self, relation: Relation) -> list[str]:
        say = self.view.say
        return [
            f"## {anchor(relation)}{say(f'relation.{relation}.heading')}",
            f"*{say(f'relation.{relation}.meaning')}*",
        ]

    def _listed(self, relation: Relation, groups: Sequence[Group]) -> list[str]:
        if not groups:
            return []
        return [*self._heading(relation), "\n".join(map(self._line, groups)), *self._words(groups)]

    def _words(self, groups: Sequence[Group]) -> list[str]:
        """The evidence of these, in one fold."""
        blocks = [
            block
            for group in groups
            for block in (
                f"**{group.label}. {inline(group.question)}**",
                *self._reviewed(group),
                *self._evidences(group),
            )
        ]
        return self._folded("group.words", groups, blocks, joined=False)

    def _folded(self, key: str, groups: Sequence[Group], lines: Sequence[str], *, joined: bool = True) -> list[str]:
        summary = summary_line(self.view.say(key, count=len(groups)))
        return folded(summary, "\n".join(lines)) if joined else folded(summary, *lines)

    def _line(self, group: Group, *, links: bool = False) -> str:
        """A group in one line: what is said, and by whom, or where."""
        answers = [
            f"{inline(one.summary)} — {self._places(one.claims) if links else self._who(one)}"
            for one in group.positions
        ]
        return f"- {anchor(group.label.lower())}**{group.label}** " + self.view.say("list.semicolon").join(answers)

    def _places(self, claims: Sequence[str]) -> str:
        return self.view.some([self.view.claim_link(self.view.claims[claim]) for claim in claims], _PLACES)

    # Disputes -------------------------------------------------------------

    def _dispute(self, dispute: Dispute) -> list[str]:
        first, *aspects = (self.view.groups[group] for group in dispute.groups)
        place = anchor(dispute.label.lower())
        if first.label != dispute.label:
            place += anchor(first.label.lower())
        blocks = [f"### {place}{dispute.label}. {inline(dispute.question)}", *self._finding(first)]
        strong = [group for group in aspects if group.relation is not Relation.PARTIAL]
        for group in strong:
            question = f"{group.label}. {inline(group.question)}"
            blocks += [f"#### {anchor(group.label.lower())}{question}", *self._aspect(group)]
        if competing := [group for group in aspects if group not in strong]:
            blocks += self._folded("group.competing", competing, list(map(self._competing, competing)))
        return [*blocks, f"[↑ {self.view.say('group.back')}](#top)"]

    def _aspect(self, group: Group) -> list[str]:
        """A further group of a dispute: its answers with who gives them in the open, why and the words in a fold."""
        answers = "\n".join(f"- {self._answer(group, one)} — {self._speakers(one)}" for one in group.positions)
        why = [self.view.linked(group.explanation)] if group.explanation else []
        return [
            " · ".join(self._facts(group)),
            *self._reviewed(group),
            answers,
            *folded(
                summary_line(self._summary(group)), *why, *self._rules(group), *self._evidences(group, named=False)
            ),
        ]

    def _competing(self, group: Group) -> str:
        """A further group of a dispute whose accounts compete, in one line."""
        answers = (
            f"{inline(one.summary)} — {self._speakers(one)}, {self._places(one.claims)}" for one in group.positions
        )
        said = self.view.say("list.semicolon").join(answers)
        review = "".join(f" {line}" for line in self._reviewed(group))
        return f"- {anchor(group.label.lower())}**{group.label}. {inline(group.question)}** {said}{review}"

    def _speakers(self, position: Position) -> str:
        """Who gives an answer, and in which articles."""
        names = [inline(speaker.name) for speaker in speakers_of(self.view, position.claims)]
        return f"{self.view.some(names, _SPEAKERS)} ({self.view.article_labels(position.claims)})"

    def _finding(self, group: Group) -> list[str]:
        """Finding and why, what each position says and who is behind it; folded how they relate, and their words."""
        blocks = [" · ".join(self._facts(group)), *self._reviewed(group)]
        blocks += [self.view.linked(group.explanation)] if group.explanation else []
        blocks += self._rules(group)
        blocks.append(
            "\n".join(f"- {self._answer(group, position)} — {self._who(position)}" for position in group.positions)
        )
        news = [pair for pair in group.between if carries_news(pair)]
        pairs = ["\n".join(map(self._pair, news[:_PAIRS]))] if len(group.positions) > 2 and news else []
        return [*blocks, *folded(summary_line(self._summary(group)), *pairs, *self._evidences(group, named=False))]

    def _rules(self, group: Group) -> list[str]:
        """What rules changed of the model's judgement."""
        changed = (inline(rule_words(rule, self.view.wording)) for rule in group.rules)
        return [f"*{self.view.say('rule.changed', rule=rule)}*" for rule in changed]

    def _summary(self, group: Group) -> str:
        """What stands on the fold with the words of a group."""
        shown = [self.view.claims[claim].label for claim in group.claims if claim in self.view.shown]
        return f"{self.view.say('group.words', count=1)} ({self.view.some(shown, _PLACES)})"

    def _answer(self, group: Group, position: Position) -> str:
        name = f"{position.label}. " if len(group.positions) > 1 else ""
        return f"**{name}{inline(position.summary)}**"

    def _reviewed(self, group: Group) -> list[str]:
        review = self.view.reviews.get(group.id)
        return [f"**{inline(review_words(review, self.view.wording))}**"] if review else []

    def _facts(self, group: Group) -> list[str]:
        say = self.view.say
        relation = say(f"relation.{dispute_word(group.relation)}")
        facts = [f"**{relation[:1].upper()}{relation[1:]}**"]
        if group.differs_in:
            facts.append(say("group.differs", differences=self.view.differences(group.differs_in)))
        facts.append(self.view.article_labels(group.claims))
        if group.stable is False:
            said = say("list.then").join(say(f"relation.{relation}") for relation in group.judgements)
            facts.append(f"**{say('unstable')}**" + say("group.judged", relations=said))
        if group.came_back and group.came_back[0] < group.came_back[1]:
            facts.append(say("group.came-back", times=group.came_back[0], runs=group.came_back[1]))
        return facts

    def _pair(self, pair: Between) -> str:
        differs = f" ({self.view.differences(pair.differs_in)})" if pair.differs_in else ""
        relation = self.view.say(f"relation.{dispute_word(pair.relation)}")
        return f"- **{pair.one}–{pair.other} {relation}**{differs}: {self.view.linked(pair.reason)}"

    # Positions and their evidence -----------------------------------------

    def _evidences(self, group: Group, *, named: bool = True) -> list[str]:
        """Each position, by what it says or by its letter, and the words of its first claims."""
        blocks = []
        for position in group.positions:
            name = (
                (self._answer(group, position) if named else f"**{position.label}**")
                if len(group.positions) > 1
                else ""
            )
            claims = [self.view.claims[claim] for claim in position.claims]
            shown = [claim for claim in claims if claim.id in self.view.shown]
            rest = [self.view.claim_link(claim) for claim in claims if claim.id not in self.view.shown]
            if not shown:
                blocks.append(f"{name} {self.view.commas(rest)}")
                continue
            blocks += [name] if name else []
            blocks.append("\n".join(map(self._evidence, shown)))
            if rest:
                blocks.append(self.view.say("group.more-claims", count=len(rest), claims=self.view.commas(rest)))
        return blocks

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

    def _evidence(self, claim: Claim) -> str:
        """One claim: who says what, when, where in the article, and the words."""
        language = self.view.articles[claim.article].language
        said = self._said(claim, language)
        facts = [
            self.view.say(key, words=self.view.foreign(words, language))
            for key, words in (
                ("evidence.when", claim.event_time.said),
                ("evidence.spoken", claim.said_time.said),
                ("evidence.hedged", claim.hedge and claim.hedge.text),
                ("evidence.basis", claim.basis and claim.basis.text),
            )
            if words
        ]
        facts.append(self.view.place(claim.article, claim.quote))
        return (
            f"- {anchor(claim_anchor(claim.label))}**{claim.label}** {said} "
            f"({self.view.say('list.semicolon').join(facts)})\n" + quotation(claim.quote.text, language, "  ")
        )

    def _said(self, claim: Claim, language: str | None) -> str:
        speaker = self._chain(claim, language)
        return self.view.say(f"evidence.{claim.stance}", speaker=speaker, claim=inline(claim.gloss))

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

    def _alone(self, group: Group) -> str:
        review = self._reviewed(group)
        claim = self.view.claims[group.claims[0]]
        language = self.view.articles[claim.article].language
        place = anchor(claim_anchor(claim.label)) + self.view.place(claim.article, claim.quote, claim.label)
        more = f" ({self._places(group.claims[1:])})" if len(group.claims) > 1 else ""
        lines = [f"- {place} {self._said(claim, language)}{more}", *(f"  {line}" for line in review)]
        return "\n\n".join(lines)
