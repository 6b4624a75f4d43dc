"""What the desk page may tell, by rule from the report's structure: a sentence is whole and has its evidence.

Its order, and that figures stand as ranges with their sources, are those of DESK_RULES: it words nothing itself but
what links a summary to who gives it.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from factcmp.groups.ledger.ranges import LedgerRange, ledger_ranges
from factcmp.models import Claim, Disagreement, FlagKind, Grade, Group, LedgerRow, Position, Stance
from factcmp.models.findings import ORDER
from factcmp.models.partition import grouped
from factcmp.report.contents import is_disputed, story_labels
from factcmp.report.sentence_pieces import Evidence, Piece, Row, Sentence, Strong, as_plain_text
from factcmp.report.view import View
from factcmp.report.voices import Speaker, opposed_positions, row_voice, said_on, speaker_of, speakers_of
from factcmp.report.words import day_words, figure_words, part_words, period_words, range_words
from factcmp.text.folding import word_stems

_DISPUTES = 5
_FULL_STOPS = ".۔。"
_SPEAKERS = 3
_LINKS = 3
_SHORT_NAME = 4
"""A name of so many words is hardly longer than "1 more"."""
_DAYS = 6
_HARMS = 60
"""More than a page has room for."""
_CUT = (FlagKind.STARTS_MID_SENTENCE, FlagKind.ENDS_MID_SENTENCE)
_DAYS_DO_NOT_FIT = (FlagKind.TODAY_DOES_NOT_FIT, FlagKind.DATE_AND_WEEKDAY_DIFFER)


@dataclass(frozen=True)
class DeskEvent:
    """What is told of a day."""

    day: int
    """Its number; -1 in a story without days."""
    group: str
    is_opposed: bool
    """Whether the sentence names who disputes it."""
    told: Sentence


class DeskSentences:
    """What may be told of a report, part by part, what weighs most first."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.report, self.wording = view.report, view.wording
        self._disputed = {group for dispute in view.disputes for group in dispute.groups}
        self._told: set[str] = set()
        self._by_day: frozenset[str] = frozenset()

    # What happened --------------------------------------------------------

    def happened(self) -> tuple[list[DeskEvent], list[DeskEvent]]:
        """For each of the newest days what weighs most of what is told of it, the newest first; and what else is news.

        Most weighs what the main dispute turns on, then a headline, then what many articles tell.
        """
        by_day: defaultdict[int, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.report.claims:
            group = self.view.group_of.get(claim.id)
            days = self.view.days_of(claim.event_time.day)[:1] or ([] if self.report.calendar else [-1])
            if group and not (group.background or claim.background or claim.stance is Stance.PREDICTS):
                for day in days:
                    by_day[day][group.id].append(claim)
        firsts, further = [], []
        for day in sorted(by_day, reverse=True)[:_DAYS]:
            events = [(day, self.view.groups[group], claims) for group, claims in by_day[day].items()]
            first, *others = sorted(events, key=self._weight, reverse=True)
            firsts.append(self._event(*first))
            further += [one for one in others if one[1].id not in self._disputed and self._articles(one[2]) > 1][:1]
        return firsts, [self._event(*event) for event in sorted(further, key=self._weight, reverse=True)]

    def tell_by_day(self, events: Sequence[DeskEvent]) -> None:
        """Takes note of the groups whose sides these events tell on several days: they need not be told again."""
        opposed = Counter(event.group for event in events if event.is_opposed)
        self._by_day = frozenset(group for group, days in opposed.items() if days > 1)

    def _event(self, day: int, group: Group, claims: Sequence[Claim]) -> DeskEvent:
        of_day = {claim.id for claim in claims}
        positions = self._of_claims(group.positions, of_day)
        position, against = self._state_of_day(positions, group, of_day)
        self._told.add(group.id)
        values: dict[str, Piece] = {"evidence": self._evidence(group, [position, *against])}
        if position.independent_sources > 1 and group.id not in self._disputed:
            values |= {"what": self._told_alone(position) or _answer(position), "count": position.independent_sources}
            told = Sentence("desk.event-agreed", values)
        else:
            answered = Sentence("desk.answered", {"question": group.question, "answer": _answer(position)})
            who = speakers_of(self.view, self._heard(position.claims))
            what: Piece = self._told_alone(position, by=who[0]) or answered
            sides = len({speaker.side for speaker in who})
            values |= {"what": what, "who": self._names(position.claims, limit=1, of="-of"), "count": sides}
            key = "desk.event-disputed" if group.id in self._disputed else "desk.event-told"
            if against:
                others = [claim for one in against for claim in one.claims]
                that_day = [claim for claim in others if said_on(self.view, claim) == day]
                key, values["other"] = "desk.event-opposed", self._names(others, before=that_day, limit=1, of="-of")
            told = Sentence(key, values)
        if day >= 0:
            name = Strong(day_words(self.report.calendar[day], self.wording))
            told = Sentence("desk.on-day", {"day": name, "event": told})
        return DeskEvent(day, group.id, bool(against), told)

    def _of_claims(self, positions: Iterable[Position], claims: Set[str]) -> list[Position]:
        """The positions with these claims alone; none that has none of them."""
        held = ((one, tuple(id for id in one.claims if id in claims)) for one in positions)
        return [one.model_copy(update={"claims": of_it}) for one, of_it in held if of_it]

    def _articles(self, claims: Sequence[Claim]) -> int:
        return len(self.view.articles_of(claim.id for claim in claims))

    def _weight(self, event: tuple[int, Group, Sequence[Claim]]) -> tuple[bool, bool, int, bool, int, int]:
        _, group, claims = event
        return (
            bool(self.view.disputes) and group.id == self.view.disputes[0].groups[0],
            any(claim.headline for claim in claims),
            self._articles(claims),
            group.id not in self._disputed,
            sum(len(self.view.rows_of.get(claim.id, ())) for claim in claims),
            len(claims),
        )

    # What is disputed -----------------------------------------------------

    def matters(self) -> list[Group]:
        """What is told: each dispute by its first group, and where they are few their other aspects."""
        firsts = [self.view.groups[one.groups[0]] for one in self.view.disputes]
        aspects = [self.view.groups[group] for one in self.view.disputes for group in one.groups[1:]]
        aspects = [group for group in aspects if is_disputed(group) and not group.background]
        return [*firsts, *sorted(aspects, key=lambda group: ORDER.index(group.relation))][:_DISPUTES]

    def more_disputes(self, told: Container[str]) -> Iterator[list[Sentence]]:
        """The disputes whose group is not told: the first by their questions, which are never cut, the others counted.

        Ever more of them are counted, at last all.
        """
        more = [self.view.groups[one.groups[0]] for one in self.view.disputes if one.groups[0] not in told]
        links = [self._evidence(group, group.positions[:1]) for group in more]
        questions = [
            Sentence("desk.question", {"question": self.view.told_under(group)[1], "evidence": link})
            for group, link in zip(more[:_DISPUTES], links, strict=False)
        ]
        for named in range(len(questions), -1, -1):
            also = Sentence("desk.also-disputed", {"questions": Row(tuple(questions[:named]), "list.semicolon")})
            yield [*([also] if named else []), *self._counted_links("desk.more-disputes", links[named:])]

    def dispute_by_names(self, group: Group) -> list[Sentence]:
        """What is disputed and between whom, without their answers; nothing where both sides are one speaker."""
        positions = opposed_positions(self.view, group, 2)
        names = self._once(self._names(position.claims, limit=1) for position in positions)
        return [self._asked(group, positions, names)] if len(names) > 1 else []

    def dispute(self, group: Group, *, sides: int, short: bool = False) -> Sentence:
        """What is disputed, with the speakers on each of so many sides, the latest state first."""
        positions = opposed_positions(self.view, group, sides)
        by_day = group.id in self._by_day  # the days tell what each says
        if by_day:
            sides_told = self._once(self._names(position.claims, limit=1) for position in positions)
        else:
            sides_told = tuple(self._side(position, short=short) for position in positions)
        asked = self._asked(group, positions, sides_told)
        if short and not by_day and all(self._is_whole(position, group) for position in positions):
            return Sentence("desk.sides", asked.values)
        return asked

    def _asked(self, group: Group, positions: Sequence[Position], sides: tuple[Piece, ...]) -> Sentence:
        values: dict[str, Piece] = {"question": Strong(self.view.told_under(group)[1])}
        values["sides"] = Row(sides, f"desk.{group.relation}")
        return Sentence("desk.dispute", {**values, "evidence": self._evidence(group, positions)})

    def _side(self, position: Position, *, short: bool) -> Sentence:
        who = self._names(position.claims, limit=1 if short else _SPEAKERS, basis=not short)
        return Sentence("desk.side", {"who": who, "answer": _answer(position)})

    def _is_whole(self, position: Position, group: Group) -> bool:
        """Whether an answer is understood without its question: it names something that the question names."""
        names = {thing.name for thing in self.report.naming} | {alias.name for alias in self.report.aliases}
        names |= {name.gloss for claim in group.claims for name in self.view.claims[claim].names}
        both = word_stems(group.question) & word_stems(position.summary)
        return any(stems and stems <= both for stems in map(word_stems, names))

    def _names(
        self, claims: Sequence[str], *, limit: int, before: Sequence[str] = (), basis: bool = False, of: str = ""
    ) -> Piece:
        """Who says these, one of each side: the first by name, known ones first, who says some `before` first of these.

        And how many others, or the one other by a short name; `-of` after a preposition.
        """
        heard = self._heard(claims)
        speakers: dict[str, Speaker] = {}
        for ids in ([id for id in heard if id in before], heard):
            for speaker in speakers_of(self.view, ids):
                speakers.setdefault(speaker.side, speaker)
        ordered = sorted(speakers.values(), key=lambda speaker: not speaker.known)
        first, others = ordered[:limit], ordered[limit:]
        shown = Row(tuple(self._name(speaker, basis=basis) for speaker in first))
        if not others:
            return shown
        if len(others) == 1 and len(others[0].name.split()) <= _SHORT_NAME:
            return Sentence("desk.one-more", {"names": shown, "other": self._name(others[0], basis=basis)})
        return Sentence(f"desk.more-voices{of}", {"names": shown, "count": len(others)})

    def _heard(self, claims: Sequence[str]) -> list[str]:
        """Without what an article says in its own voice and has from a source as well: that is one voice."""
        sources = {id: self.view.sources(self.view.claims[id]) for id in claims}
        sourced = {self.view.claims[id].article for id, named in sources.items() if named}
        return [id for id, named in sources.items() if named or self.view.claims[id].article not in sourced]

    def _name(self, speaker: Speaker, *, basis: bool) -> Piece:
        name: Piece = Strong(speaker.name)
        if speaker.party:
            name = Sentence("who.party", {"name": name})
        if basis and speaker.basis:
            name = Sentence("desk.basis", {"who": name, "basis": speaker.basis})
        return name

    # Harm to people -------------------------------------------------------

    def harm(self) -> list[Sentence]:
        """A sentence for each of the first scopes of the ledger: its range, each figure with its voice, and its parts.

        First those with a number, and of them last what only a party gives, as an army does of the fighters it killed.
        """
        return [self._range(one, parts) for one, parts in self._ranges[:_HARMS]]

    def more_harm(self, told: int) -> list[Sentence]:
        """The figures beyond the scopes told, counted, with links."""
        shown = {row.id for one, parts in self._ranges[:told] for row in (*one.rows, *parts)}
        more = [Evidence(row.label, None, (row.claim,)) for row in self.report.ledger if row.id not in shown]
        return self._counted_links("desk.more-figures", more)

    @cached_property
    def _ranges(self) -> Sequence[tuple[LedgerRange, list[LedgerRow]]]:
        """The ranges that are no parts of others, each with those parts of it that have a number."""
        ranges = ledger_ranges(self.report.ledger)
        wholes = [one for one in ranges if not all(row.part_of in self.view.rows for row in one.rows)]
        wholes.sort(key=lambda one: (one.low is None, all(row.grade is Grade.PARTY_ONLY for row in one.rows)))
        parts = grouped((row for one in ranges for row in one.current), lambda row: row.part_of)
        return [(one, [part for row in one.rows for part in parts.get(row.id, ())]) for one in wholes]

    def _range(self, one: LedgerRange, parts: Sequence[LedgerRow]) -> Sentence:
        first = one.first
        # "People who fled X" tells the place.
        place = "" if (first.place or "") in (first.of_whom or "") else first.place
        counted = [self.wording.say(f"ledger.harm.{first.harm}"), *filter(None, (first.of_whom, place))]
        scope: Piece = Strong(self.wording.say("list.comma").join(counted))
        if first.period:
            scope = Row((scope, period_words(first, self.view)))
        figures: Piece = self._figures((*one.current, *one.unknown))
        if parts:
            told = Row(tuple(map(self._part, parts)))
            figures = Sentence("desk.figures-with-parts", {"figures": figures, "parts": told})
        values: dict[str, Piece] = {"scope": scope, "figures": figures}
        values["evidence"] = Evidence(one.rows[0].label, None, tuple(dict.fromkeys(row.claim for row in one.rows)))
        key = "desk.harm-line"
        if one.low is not None and one.high is not None and one.low < one.high:
            key = "desk.harm-range"
            values["range"] = range_words(one, self.view)
        told_ = Sentence(key, values)
        if one.earlier:
            return Sentence("desk.harm-grew", {"now": told_, "earlier": self._figures(one.earlier)})
        return told_

    def _part(self, part: LedgerRow) -> Piece:
        values = {"whom": part.of_whom or "", "figure": figure_words(part, self.view)[0]}
        return part_words(part, self.view) or Sentence("desk.part", values)

    def _figures(self, rows: Sequence[LedgerRow]) -> Row:
        """Each figure with its voice, once however many articles give it."""
        return Row(self._once(map(self._figure, rows)))

    def _once(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """Those that read alike told once."""
        return tuple({as_plain_text(piece, self.wording): piece for piece in pieces}.values())

    def _figure(self, row: LedgerRow) -> Sentence:
        figure, words = figure_words(row, self.view)
        name = row_voice(self.view, row)
        return Sentence("desk.figure", {"figure": figure, "who": Row((words, name)) if words else name})

    # What all agree on ----------------------------------------------------

    def agreed(self) -> list[Sentence]:
        """What several independent voices say and the page has not told yet, by how many; or that nothing is."""
        agreed = [group for group in self.view.agreements if group.independent_sources > 1]
        if not agreed and self.report.groups:
            return [Sentence("desk.nothing-agreed", {})]
        return [
            Sentence(
                "desk.event-agreed",
                {
                    "what": self._told_alone(group.positions[0]) or _answer(group.positions[0]),
                    "count": group.independent_sources,
                    "evidence": self._evidence(group, group.positions),
                },
            )
            for group in agreed
            if group.id not in self._told
        ]

    # What to be careful about ---------------------------------------------

    def careful(self) -> Iterator[Sentence]:
        """What is missing, what the articles' own texts make doubtful, and who is not identified."""
        report, run = self.report, self.report.run
        yield from self._counted("desk.failed", len(run.failures))
        for labels in story_labels(report.articles, report.flags):
            yield from self._of_articles("desk.same-story", labels)
        yield from self._of_articles("desk.headline-as-fact", self._flagged([FlagKind.HEADLINE_AS_FACT]))
        yield from self._of_articles("desk.cut", self._flagged(_CUT))
        yield from self._of_articles("desk.days-do-not-fit", self._flagged(_DAYS_DO_NOT_FIT))
        undated = [one.label for one in report.articles if not one.published and not one.story_day]
        yield from self._of_articles("desk.undated", undated)
        if any(day.inferred for day in report.calendar):
            yield Sentence("desk.inferred", {})
        yield from self._counted("desk.unidentified", sum(map(len, self.view.unidentified)))
        yield from self._counted("desk.unstable", sum(group.stable is False for group in self.view.compared))
        yield from self._counted("desk.left-out", len(run.dropped) + len(run.uncovered))

    def _counted_links(self, key: str, links: Sequence[Evidence]) -> list[Sentence]:
        """How many these are, with links to them, or to the first where they are many; nothing of none."""
        shown = links if len(links) <= _LINKS else links[:1]
        return [Sentence(key, {"count": len(links), "links": Row(tuple(shown))})] if links else []

    def _counted(self, key: str, count: int) -> list[Sentence]:
        return [Sentence(key, {"count": count})] if count else []

    def _of_articles(self, key: str, labels: Sequence[str]) -> list[Sentence]:
        links = tuple(Evidence(label, None, ()) for label in labels)
        return [Sentence(key, {"articles": Row(links)})] if links else []

    def _flagged(self, kinds: Sequence[FlagKind]) -> list[str]:
        flagged = {flag.article for flag in self.report.flags if flag.kind in kinds}
        return [article.label for article in self.report.articles if article.id in flagged]

    def _evidence(self, group: Group, positions: Sequence[Position]) -> Evidence:
        label, _ = self.view.told_under(group)
        return Evidence(label, group.id, tuple(position.claims[0] for position in positions))

    def _told_alone(self, position: Position, by: Speaker | None = None) -> str | None:
        """What a position says without its question, in the words of a claim, of one speaker's where one is named.

        A summary may be "Yes: …", so the claim nearest to its words stands for it: a headline's with half as many of
        them as any claim, else the one that shares most of them, else the shortest. None where it is not asserted.
        """
        claims = [claim for id in position.claims if (claim := self.view.claims[id]).stance is Stance.ASSERTS]
        claims = [claim for claim in claims if by is None or speaker_of(self.view, claim).name == by.name]
        summary = word_stems(position.summary)
        shared = {claim.id: len(summary & word_stems(claim.gloss)) for claim in claims}
        most = max(shared.values(), default=0)

        def weight(claim: Claim) -> tuple[bool, int, int]:
            return claim.headline and 2 * shared[claim.id] >= most, shared[claim.id], -len(claim.gloss)

        told = max(claims, key=weight, default=None)
        return told.gloss.rstrip(_FULL_STOPS) if told else None

    def _state_of_day(
        self, positions: Sequence[Position], group: Group, of_day: Set[str]
    ) -> tuple[Position, list[Position]]:
        """Of the positions of a day the one that no other of them replaces, that is asserted, in a headline, most told.

        And those that contradict it, of that day or of none: who only tells it otherwise does not dispute it.
        """
        labels = {one.label for one in positions}
        replaced = {pair.in_order[0] for pair in group.between if pair.later in labels}

        def weight(one: Position) -> tuple[bool, bool, bool, int]:
            claims = [self.view.claims[claim] for claim in one.claims]
            asserted = sum(claim.stance is Stance.ASSERTS for claim in claims)
            is_headline = any(claim.headline for claim in claims)
            return one.label not in replaced, self._told_alone(one) is not None, is_headline, asserted

        state = max(positions, key=weight)
        opposed = [{pair.one, pair.other} for pair in group.between if pair.relation is Disagreement.CONTRADICTION]
        against = [one for one in group.positions if {state.label, one.label} in opposed]
        undated = {
            id for one in against for id in one.claims if not self.view.days_of(self.view.claims[id].event_time.day)
        }
        return state, self._of_claims(against, of_day | undated)


def _answer(position: Position) -> str:
    return position.summary.rstrip(_FULL_STOPS)
