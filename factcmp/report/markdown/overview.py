"""The parts of the Markdown report that show all articles beside each other."""

from collections import Counter
from dataclasses import dataclass

from factcmp.models import Group, Position, Relation, Stance
from factcmp.report.markdown.escaping import anchor, folded, inline, picture, picture_words, summary_line, table
from factcmp.report.markdown.view import WIDE, ReportView, group_link
from factcmp.report.reading import is_disputed
from factcmp.report.words import dispute_word
from factcmp.text.lines import shorten

_QUESTION_WORDS = 75
_LABELS_SHOWN = 6
_ORIGINS_SHOWN = 12
_NODES = 11
_NODE_WORDS = 45


@dataclass(frozen=True)
class _SharedOrigin:
    """An origin to which claims of several articles go back."""

    name: str
    is_party: bool
    claims: tuple[tuple[str, int], ...]
    """Article ids with how many of their claims go back to it, in the order of the articles."""


class OverviewSections:
    """All articles of one report beside each other, as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    # Who speaks to what ---------------------------------------------------

    def matrix(self) -> list[str]:
        """Each article's answer to each question on which more than one article speaks."""
        say, articles = self.view.say, self.view.report.articles
        contents = self.view.contents
        disputed = [
            self.view.groups[group]
            for dispute in contents.disputes
            for at, group in enumerate(dispute.groups)
            if at == 0 or self.view.groups[group].relation is not Relation.PARTIAL
        ]
        groups = [*disputed, *contents.agreements]
        if not groups:
            return []
        is_wide = len(articles) > WIDE
        columns = [say("matrix.answers")] if is_wide else [article.label for article in articles]
        header = (say("matrix.question"), say("matrix.finding"), *columns)
        blocks = [
            f"## {anchor('matrix')}{say('matrix.heading')}",
            say("matrix.meaning") if is_wide else say("matrix.meaning-by-article"),
        ]
        rows = [self._row(group, is_wide=is_wide) for group in groups]
        return [*blocks, *folded(summary_line(say("matrix.all", count=len(rows))), table(header, rows))]

    def _row(self, group: Group, *, is_wide: bool) -> tuple[str, ...]:
        mark = f" *({self.view.say('unstable')})*" if group.stable is False else ""
        question = f"{group_link(group)} {inline(shorten(group.question, _QUESTION_WORDS))}"
        cells = [self._cell(group, article.id) for article in self.view.report.articles] if not is_wide else []
        word = dispute_word(group.relation) if is_disputed(group) else group.relation
        finding = self.view.say(f"relation.{word}") + mark
        return question, finding, *(cells or [self._answers(group)])

    def _cell(self, group: Group, article: str) -> str:
        """What one article says to one question: "A; B (denies)", or nothing."""
        answers = (
            self._answer(position, {self.view.claims[c].stance for c in position.claims if self._is_in(c, article)})
            for position in group.positions
        )
        return self.view.say("list.semicolon").join(answer for answer in answers if answer) or "–"

    def _answers(self, group: Group) -> str:
        """Each answer to a question with the articles that give it."""
        answers = []
        for position in group.positions:
            answer = self._answer(position, {self.view.claims[claim].stance for claim in position.claims})
            articles = self.view.article_labels(position.claims, _LABELS_SHOWN)
            answers.append(self.view.say("matrix.answer", answer=answer, articles=articles))
        return self.view.say("list.semicolon").join(answers)

    def _answer(self, position: Position, stances: set[Stance]) -> str:
        if not stances:
            return ""
        if stances == {Stance.ASSERTS}:
            return f"**{position.label}**"
        words = self.view.commas(self.view.say(f"stance.{stance}") for stance in Stance if stance in stances)
        return f"**{position.label}** ({words})"

    def _is_in(self, claim: str, article: str) -> bool:
        return self.view.claims[claim].article == article

    # Shared origins -------------------------------------------------------

    def shared_origins(self) -> list[str]:
        """Known origins that several articles repeat, as a picture and in words."""
        say = self.view.say
        shared = self._shared_origins()
        if not shared:
            return []
        rows = []
        for origin in shared[:_ORIGINS_SHOWN]:
            name = inline(shorten(origin.name, _QUESTION_WORDS))
            labels = [
                say("origins.claims-in", article=self.view.articles[article].label, count=count)
                for article, count in origin.claims
            ]
            rows.append((say("who.party", name=name) if origin.is_party else name, self.view.some(labels, WIDE)))
        more = len(shared) - len(rows)
        return [
            f"## {anchor('origins')}{say('origins.heading')}",
            say("origins.meaning"),
            picture(self._flow(shared)),
            table((say("origins.origin"), say("origins.articles")), rows),
            *([say("origins.more", count=more)] if more > 0 else []),
        ]

    def _shared_origins(self) -> list[_SharedOrigin]:
        """By the number of articles, then of claims."""
        claims: dict[str, set[str]] = {}
        parties = set()
        for group in self.view.report.groups:
            for position in group.positions:
                for origin in position.origins:
                    if origin.known and origin.name.strip():
                        claims.setdefault(origin.name, set()).update(origin.claims)
                        parties |= {origin.name} if self.view.party(origin) else set()
        found = []
        for name, own in claims.items():
            counts = Counter(self.view.claims[claim].article for claim in own)
            if len(counts) > 1:
                in_order = sorted(counts.items(), key=lambda item: self.view.article_number[item[0]])
                found.append(_SharedOrigin(name, name in parties, tuple(in_order)))
        return sorted(found, key=lambda origin: (-len(origin.claims), -sum(count for _, count in origin.claims)))

    def _flow(self, shared: list[_SharedOrigin]) -> list[str]:
        """A flow chart from the first origins to their articles that stays small enough to read."""
        chosen: list[_SharedOrigin] = []
        articles: dict[str, str] = {}
        for origin in shared:
            reached = {article: self.view.articles[article].label for article, _ in origin.claims}
            if len(chosen) + 1 + len(articles | reached) <= _NODES:
                chosen.append(origin)
                articles |= reached
        lines = ["flowchart TB"]
        for number, origin in enumerate(chosen, 1):
            name = picture_words(origin.name, _NODE_WORDS)
            party = f"<br>({picture_words(self.view.say('origins.party'), _NODE_WORDS)})" if origin.is_party else ""
            lines.append(f'  o{number}(["{name}{party}"])')
        for article in self.view.report.articles:
            if article.id in articles:
                outlet = picture_words(article.outlet or "", _NODE_WORDS)
                lines.append(f'  {article.label.lower()}["{article.label}' + (f'<br>{outlet}"]' if outlet else '"]'))
        for number, origin in enumerate(chosen, 1):
            lines += [f"  o{number} --> {articles[article].lower()}" for article, _ in origin.claims]
        return lines
