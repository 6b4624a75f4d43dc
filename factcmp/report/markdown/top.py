"""The top of the Markdown report: what a reader takes in within a minute."""

from collections import Counter
from itertools import accumulate, combinations

from factcmp.models import Group, Origin, Position, Relation
from factcmp.models.findings import ORDER
from factcmp.report.markdown.escaping import anchor, inline
from factcmp.report.markdown.view import ReportView, group_link
from factcmp.report.reading import count_claims_alone, has_update_inside, shared_groups, story_labels, were_said_before
from factcmp.report.words import probe_words
from factcmp.text.lines import shorten

_CONTRADICTIONS = 7
_UPDATES = 3
_NAMES_LENGTH = 60
"""The names of one side in characters, the first whatever its length up to this."""
_ARTICLES = 3
_ANSWER_WORDS = 200
"""An answer cut short may say the contrary ("… is not true"): only what is far too long is cut."""


class TopSection:
    """What one report comes to, as Markdown blocks."""

    def __init__(self, view: ReportView, title: str) -> None:
        self.view = view
        self.title = title

    def blocks(self) -> list[str]:
        """The title, the caution, what was found and what is missing, and the main contradictions and updates."""
        say, count = self.view.say, len(self.view.report.articles)
        heading = say("title", count=count)
        if self.title:
            heading = say("title.named", title=heading, name=inline(self.title))
        return [
            f"# {heading}",
            f"> {say('caution')}",
            *self._probe(),
            f"## {anchor('top')}{say('top.heading')}",
            "\n".join(f"- {line}" for line in (*self._found(), *self._incomplete())),
            *self._main(Relation.CONTRADICTION, _CONTRADICTIONS),
            *self._main(Relation.UPDATE, _UPDATES),
        ]

    def _probe(self) -> list[str]:
        words = probe_words(self.view.report.run.probe, self.view.wording)
        # Our own words, with a command in them: nothing to escape.
        return [f"> **{words}**"] if words else []

    def _found(self) -> list[str]:
        view, say = self.view, self.view.say
        counts = Counter(group.relation for group in view.compared)
        found = view.commas(
            f"[**{say(f'count.{relation}', count=counts[relation])}**](#{relation})"
            for relation in ORDER[:-1]
            if counts[relation]
        )
        questions = say("top.questions", count=len(shared_groups(view.report.groups)), found=found or say("top.none"))
        lines = [
            say(
                "top.counts",
                claims=say("count.claims", count=len(view.report.claims)),
                articles=say("count.articles-of", count=len(view.report.articles)),
                questions=questions,
            )
        ]
        if alone := count_claims_alone(view.report.groups):
            lines.append(say("top.alone", count=alone, link=f"[{say('top.alone-link')}](#single-source)"))
        if unstable := sum(group.stable is False for group in view.compared):
            lines.append(say("top.unstable", count=unstable))
        for labels in story_labels(view.report.articles, view.report.flags):
            lines.append(
                say("top.same-story", articles=view.commas(labels), link=f"[{say('top.same-story-link')}](#articles)")
            )
        return lines

    def _incomplete(self) -> list[str]:
        view, say, run = self.view, self.view.say, self.view.report.run
        lines = []
        for failure in run.failures:
            if failure.article:
                what = say("failure.article", article=view.articles[failure.article].label)
            elif failure.is_source:
                what = say("failure.source")
            else:
                what = say("failure.judgement", question=inline(failure.group)) if failure.group else say("failure.set")
            lines.append(say("top.incomplete", what=what, why=view.foreign(failure.message, "en")))
        link = f"[{say('top.missing-link')}](#missing)"
        if run.dropped:
            lines.append(say("top.dropped", count=len(run.dropped), link=link))
        if run.uncovered:
            lines.append(say("top.uncovered", count=len(run.uncovered), link=link))
        return lines

    def _main(self, relation: Relation, limit: int) -> list[str]:
        """One line for each of the first groups of a relation, and where there are more of it."""
        say = self.view.say
        groups = [group for group in self.view.compared if group.relation is relation]
        lines = [self._in_short(group) for group in groups[:limit]]
        if len(groups) > limit:
            lines.append(say("top.more", count=len(groups) - limit, link=f"[{say('top.more-link')}](#{relation})"))
        inside = [group for group in self.view.compared if has_update_inside(group)]
        if relation is Relation.UPDATE and inside:
            lines.append(say("top.update-inside", groups=self.view.commas(group_link(group) for group in inside)))
        heading = f"**{say(f'relation.{relation}.heading')}**"
        return [heading, "\n".join(f"- {line}" for line in lines)] if lines else []

    def _in_short(self, group: Group) -> str:
        """Who says what against whom, of the two answers that most stands behind."""
        say = self.view.say
        one, other = _main_pair(group)
        key = f"top.{group.relation}-line"
        if group.relation is Relation.UPDATE:
            if self._were_said_before(other, one):
                one, other = other, one
            if self._were_said_before(one, other):
                key = "top.later-line"
        words = say(key, group=group_link(group), one=self._side(one), other=self._side(other))
        if (more := len(group.positions) - 2) > 0:
            words += " " + say("top.more-answers", count=more)
        return words + (f" *({say('unstable')})*" if group.stable is False else "")

    def _were_said_before(self, one: Position, other: Position) -> bool:
        ones, others = ([self.view.claims[claim] for claim in position.claims] for position in (one, other))
        return were_said_before(ones, others, self.view.articles)

    def _side(self, position: Position) -> str:
        known = [origin for origin in position.origins if origin.known]
        named = known or [origin for origin in position.origins if origin.name]
        names = [self._name(origin) for origin in named]
        articles = self.view.article_labels(position.claims, _ARTICLES)
        shown = sum(length <= _NAMES_LENGTH for length in accumulate(map(len, names)))
        who = (
            self.view.some(names, max(1, shown), "list.more-sources")
            if names
            else self.view.say("top.no-names", articles=articles)
        )
        answer = inline(shorten(position.summary, _ANSWER_WORDS).rstrip(".۔。"))
        return self.view.say("top.side", who=f"**{who}**", answer=answer)

    def _name(self, origin: Origin) -> str:
        name = inline(shorten(origin.name, _NAMES_LENGTH))
        return self.view.say("who.party", name=name) if self.view.party(origin) else name


def _main_pair(group: Group) -> tuple[Position, Position]:
    """The two positions whose relation is the group's and of which the weaker has the most behind it."""
    pairs = [
        (one, other)
        for one, other in combinations(group.positions, 2)
        if any(
            {pair.one, pair.other} == {one.label, other.label} and pair.relation.value == group.relation.value
            for pair in group.between
        )
    ]
    return max(
        pairs or [(group.positions[0], group.positions[-1])],
        key=lambda pair: (
            min(position.independent_sources for position in pair),
            min(len(position.claims) for position in pair),
        ),
    )
