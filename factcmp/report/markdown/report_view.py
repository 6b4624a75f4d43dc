"""What the templates of the Markdown report look up and word alike."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcmp.desk.review import AppliedReview
from factcmp.groups.names.source_names import is_same_name
from factcmp.models import Article, Claim, Dispute, Group, Position, Relation, Report, Source, Span
from factcmp.report.contents import carries_news, is_disputed, story_labels
from factcmp.report.markdown.escaping import Markdown, foreign, inline, paragraph
from factcmp.report.sentence_pieces import Evidence, Own, Piece, Row, Sentence, Strong
from factcmp.report.view import Stream, View
from factcmp.report.voices import speakers_of, without_origin
from factcmp.report.words import dispute_word
from factcmp.text.languages import is_right_to_left, language_name, primary_language
from factcmp.text.lines import shorten

WIDE = 8
"""With more articles than this no table has a column for each."""
_LABEL = re.compile(r"\\\[([^\[\]\\]+)\\\]")
_PAIRS = 8
"""Of more the letters say less than their number."""
_CLAIMS_SHOWN = 3
_CLAIMS_OF_AN_ASPECT = 2
_NODES = 11
_PLACES = 6
PLACES_ON_A_SHEET = 2
_SPEAKERS = 3


class ReportView(View):
    """A report with links to the texts.

    What it words is `Markdown`, which needs no escaping.
    """

    def __init__(
        self,
        report: Report,
        links: Mapping[str, str] | None = None,
        reviews: Mapping[str, AppliedReview] | None = None,
        *,
        is_sheet: bool = False,
    ) -> None:
        super().__init__(report, reviews=reviews)
        self.links = links or {}
        self.is_sheet = is_sheet
        """Whether it is a page without evidence, so that sentences lead to lines of the articles."""
        self.shown = self._shown()
        self.same_words = self._same_words()
        """For a claim of these the first of them that quotes the same words."""
        last_first = reversed(list(self._claims_shown()))
        self._first_named = {(one.name, one.gloss): claim.id for claim in last_first for one in claim.attribution[-1:]}
        self.is_wide = len(report.articles) > WIDE
        self.claims_in = Counter(claim.article for claim in report.claims)
        self.languages = {
            one.id: language_name(one.language, report.run.language) if one.language else self.say("articles.not-read")
            for one in report.articles
        }

    # Words ----------------------------------------------------------------

    def say(self, key: str, **values: object) -> Markdown:
        """A text of the report's language."""
        return Markdown(
            self.wording.say(key, **{name: v if isinstance(v, int) else inline(v) for name, v in values.items()})
        )

    def joined(self, items: Iterable[str], between: str = "list.comma") -> Markdown:
        """Items behind each other, by the wording's key for what stands between them."""
        return self.say(between).join(items)

    def some(self, items: Sequence[str], limit: int, between: str = "list.comma") -> Markdown:
        """The first items, and how many there are more."""
        told, more = self.joined(items[:limit], between), len(items) - limit
        return told if more < 1 else self.say("list.more", items=told, count=more)

    def heading(self, title: str) -> Markdown:
        """The report's heading, with the name of the set where it has one."""
        heading = self.say("title", count=len(self.articles))
        return self.say("title.named", title=heading, name=title) if title else heading

    def article_labels(self, claims: Sequence[str], limit: int | None = None) -> Markdown:
        """The labels of the articles that these claims are from: "A1, A3"."""
        labels = [article.label for article in self.articles_of(claims)]
        return self.some(labels, limit or len(labels))

    def relation(self, relation: str, *, capital: bool = False) -> Markdown:
        """A relation's name."""
        said = self.say(f"relation.{relation}")
        return said[:1].upper() + said[1:] if capital else said

    def finding(self, group: Group) -> Markdown:
        """A group's relation by name; a partial one competes where it is disputed."""
        return self.relation(dispute_word(group.relation) if is_disputed(group) else group.relation)

    def day(self, day: datetime.date) -> Markdown:
        """A day as ISO 8601 writes it; its parts would change places in a right-to-left line."""
        return Markdown(f'<span dir="ltr">{day}</span>' if is_right_to_left(self.report.run.language) else str(day))

    def told(self, piece: Piece) -> Markdown:
        """A piece of a sentence in Markdown."""
        match piece:
            case Strong(text=text):
                return Markdown("**{}**").format(text)
            case Own(article=article, text=text):
                return self.say("quoted", words=self.own(article, text))
            case Evidence():
                return self._evidence_link(piece)
            case Sentence(key=key, values=values):
                return self.say(key, **{name: v if isinstance(v, int) else self.told(v) for name, v in values.items()})
            case Row(pieces=pieces, between=between):
                return self.joined(map(self.told, pieces), between)
        return paragraph(str(piece))

    def foreign(self, text: str, language: str | None) -> Markdown:
        """Inline words in a language of their own; in the report's own language they need no mark."""
        own, theirs = map(primary_language, (self.report.run.language, language))
        return inline(text) if own == theirs else foreign(text, language)

    def own(self, article: str, text: str, limit: int | None = None) -> Markdown:
        """Inline words in an article's language and direction, cut to so many characters."""
        return self.foreign(shorten(text, limit) if limit else text, self.articles[article].language)

    def outlet(self, article: Article) -> Markdown:
        """An article's outlet by its name in the report's words, and in its own where they differ."""
        name, own = self.outlets[article.id], self.own(article.id, article.outlet or "")
        return own if (article.outlet or "") in name else Markdown("{} ({})").format(name, own)

    # Places ---------------------------------------------------------------

    def place(self, article: str, span: Span, name: str = "") -> Markdown:
        """Where a quotation stands, for whoever checks it; called by its line where it has no name."""
        line = self.line_of(article, span)
        where = inline(name) if name else self.say("place", article=self.articles[article].label, line=line)
        link = self.links.get(article)
        return Markdown(f"[{where}]({href(link)}#L{line})") if link else where

    def claim_link(self, claim: str) -> Markdown:
        """A claim's label as a link to its evidence, or to its line where the report leaves that out."""
        one = self.claims[claim]
        return link(one.label) if claim in self.shown else self.place(one.article, one.quote, one.label)

    def claim_links(self, claims: Sequence[str], limit: int = _PLACES) -> Markdown:
        """The first of these claims as links."""
        return self.some([self.claim_link(claim) for claim in claims], limit)

    def linked(self, text: str) -> Markdown:
        """A text of the model's with the claims that it names as links to their evidence."""

        def of_label(match: re.Match[str]) -> str:
            claim = self.claim_by_label.get(match[1])
            return self.claim_link(claim.id) if claim else match[0]

        # A model may write [A1.1][A1.2]: as links they would run together.
        apart = str(paragraph(text)).replace("\\]\\[", f"\\]{self.say('list.comma')}\\[")
        return Markdown(_LABEL.sub(of_label, apart))

    def _evidence_link(self, evidence: Evidence) -> Markdown:
        """Where a sentence can be checked: the place in this report that has the words, or the first claims' lines."""
        group = self.groups.get(evidence.group or "")
        if not self.is_sheet and (group is None or group.relation is not Relation.SINGLE_SOURCE):
            return link(evidence.label)
        if not evidence.claims:
            return inline(evidence.label)
        claims = [self.claims[claim] for claim in evidence.claims[:PLACES_ON_A_SHEET]]
        return self.joined(self.place(claim.article, claim.quote, claim.label) for claim in claims)

    # Groups ---------------------------------------------------------------

    def evidence_of(self, position: Position) -> tuple[list[Claim], list[str]]:
        """The claims of a position whose words the report has, and the ids of the others."""
        shown = [self.claims[claim] for claim in position.claims if claim in self.shown]
        return shown, [claim for claim in position.claims if claim not in self.shown]

    def _shown(self) -> frozenset[str]:
        """The claims whose words stand in the report: of each answer the first, then of further articles, so many.

        Where accounts only compete the first answers have theirs; of further aspects fewer are shown, or none.
        """
        most = {group.id: _CLAIMS_SHOWN for group in self.agreements}
        for dispute in self.disputes:
            first, *_ = dispute.groups
            answers = len(self.groups[first].positions)
            most[first] = _CLAIMS_SHOWN if dispute.relation is Relation.PARTIAL else max(_CLAIMS_SHOWN, answers)
            most |= {group.id: _CLAIMS_OF_AN_ASPECT for group in self.aspects(dispute)[0]}
        shown: set[str] = set()
        for id, limit in most.items():
            firsts, further = [], []
            for position in self.groups[id].positions:
                of_article = {self.claims[claim].article: claim for claim in reversed(position.claims)}
                first, *others = sorted(of_article.values(), key=self.claim_number.__getitem__)
                firsts.append(first)
                further += others
            shown.update([*firsts, *further][:limit])
        return frozenset(shown)

    def _same_words(self) -> Mapping[str, str]:
        first: dict[tuple[str, int, int], str] = {}
        return {
            claim.id: first.setdefault((claim.article, claim.quote.start, claim.quote.end), claim.id)
            for claim in self._claims_shown()
        }

    def _claims_shown(self) -> Iterator[Claim]:
        """The claims whose words stand in the report, in its order."""
        positions = (position for group in self.matrix() for position in group.positions)
        ids = (claim for position in positions for claim in position.claims)
        return (self.claims[claim] for claim in ids if claim in self.shown)

    def names_first(self, claim: Claim, source: Source) -> bool:
        """Whether a source is given in its article's words too: where it is first so named and the quote lacks them."""
        first = self._first_named.get((source.name, source.gloss), claim.id)
        is_told = is_same_name(source.name, source.gloss) or source.name in claim.quote.text
        return first == claim.id and not is_told

    def pairs(self, group: Group) -> Markdown:
        """Which of more than two answers exclude, replace or compete with which; an arrow leads to the later one."""
        news = [pair for pair in group.between if carries_news(pair)] if len(group.positions) > 2 else []
        if len(news) > _PAIRS:
            return self.say("pairs.many", count=len(news))
        told: defaultdict[str, list[str]] = defaultdict(list)
        for pair in news:
            told[dispute_word(pair.relation)].append((" → " if pair.later else "–").join(pair.in_order))
        ways = (Markdown("{} {}").format(self.relation(word), self.joined(pairs)) for word, pairs in told.items())
        return self.joined(ways, "list.semicolon")

    def aspects(self, dispute: Dispute) -> tuple[list[Group], list[Group]]:
        """The further groups of a dispute: those that exclude or replace each other, and those that only compete."""
        groups = [self.groups[group] for group in dispute.groups[1:]]
        strong = [group for group in groups if group.relation is not Relation.PARTIAL]
        return strong, [group for group in groups if group not in strong]

    def matrix(self) -> list[Group]:
        """The disputed groups, then those that agree."""
        disputed = ((self.groups[one.groups[0]], *self.aspects(one)[0]) for one in self.disputes)
        return [*(group for groups in disputed for group in groups), *self.agreements]

    def speakers(self, position: Position, *, links: bool = False) -> Markdown:
        """Who gives an answer, and in which articles or claims; an article that speaks for itself once."""
        names = [speaker.name for speaker in speakers_of(self, position.claims)]
        articles = self.article_labels(position.claims)
        places = self.claim_links(position.claims) if links else articles
        if not links and len(names) == 1 and articles in names[0]:
            return inline(names[0])
        return Markdown("{} ({})").format(self.some(names, _SPEAKERS, "list.semicolon"), places)

    def who(self, position: Position) -> Markdown:
        """Who stands behind a position, and how many of them are independent."""
        articles = self.articles_of(position.claims)
        known = [self._named(origin.name, self.is_party(origin)) for origin in position.origins if origin.known]
        own, unidentified = without_origin(self, position)
        behind = [self.joined(known, "list.semicolon")] if known else []
        if len(known) > 1:
            count = self.say("who.origins", count=len(known))
            if 0 < position.independent_sources < len(known):
                count = self.say("who.independent", origins=count, count=position.independent_sources)
            behind = [Markdown("{}: {}").format(count, *behind)]
        behind += [self.say("who.itself", article=article) for article in own]
        if unidentified:
            names = self.joined([self._named(one.name, one.party is not None) for one in unidentified])
            behind.append(self.say("who.unidentified", names=names))
        words = [self.joined(behind, "list.semicolon")]
        if known or unidentified:
            words = [Markdown("{} ({})").format(*words, self.article_labels(position.claims))]
        strong = []
        quotes = all(any(source.party for source in self.claims[one].attribution[-1:]) for one in position.claims)
        if quotes and not all(self.is_party(origin) for origin in position.origins if origin.known):
            strong.append(self.say("who.parties-quoted"))
        if len(articles) > 1 and len(position.origins) == 1:
            strong.append(self.say("who.one-origin"))
        else:
            same = story_labels(articles, self.report.flags)
            strong += [self.say("who.same-story", articles=self.joined(labels)) for labels in same]
        words += map(Markdown("**{}**").format, strong)
        for origin in position.origins:
            if run := origin.shared_run:
                quoted = self.say("quoted", words=self.own(self.claims[origin.claims[0]].article, run))
                told = self.article_labels(origin.claims)
                words.append(self.say("who.same-words", articles=told, words=quoted))
        return self.joined(words, "list.semicolon")

    def _named(self, name: str, is_party: bool) -> Markdown:
        return self.say("who.party", name=name) if is_party else inline(name)


def place_name(label: str) -> str:
    """The name of the place where something stands, by its label."""
    return label.lower().replace(".", "-")


def link(label: str) -> Markdown:
    """A label as a link to its place in the report."""
    return Markdown(f"[{label}](#{place_name(label)})")


def href(link: str) -> str:
    """A link's address, safe between Markdown's parentheses."""
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def drawn(streams: Iterable[Stream]) -> tuple[list[Stream], list[int]]:
    """The first origins and the numbers of their articles, so many that a picture stays small enough to read."""
    chosen: list[Stream] = []
    reached: set[int] = set()
    for stream in streams:
        together = reached | stream.articles.keys()
        if len(chosen) + 1 + len(together) <= _NODES:
            chosen.append(stream)
            reached = together
    return chosen, sorted(reached)
