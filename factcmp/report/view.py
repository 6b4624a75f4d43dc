"""What every kind of report reads off the findings: in what order they are told, and under which name and question."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factcmp.desk.review import AppliedReview
from factcmp.groups.names.naming import spelling_map
from factcmp.groups.names.same_voices import of_one_side
from factcmp.groups.names.source_names import is_publisher
from factcmp.models import Article, Claim, Dispute, Group, Origin, Relation, Report, Source, Stance, Voice
from factcmp.models.findings import ORDER
from factcmp.models.partition import Partition, grouped
from factcmp.models.report_index import ReportIndex
from factcmp.report.contents import is_disputed
from factcmp.report.own_words import under_one_name
from factcmp.report.sentence_pieces import isolate
from factcmp.report.wording import load_wording
from factcmp.text.folding import fold_text, script_of
from factcmp.text.languages import language_name

ALONE_SHOWN = 6
"""So much of what one article alone says is listed where not everything is."""
_HEAVY = 3
"""What a figure of harm weighs against a name."""


Answers = dict[str, list[Stance]]
"""The labels of an article's answers to a question, each with how its sources stand to it."""


@dataclass
class Stream:
    """One origin and how many claims each article, by its number, has from it."""

    name: str
    known: bool = True
    party: bool = False
    articles: Counter[int] = field(default_factory=Counter)

    @property
    def echo(self) -> bool:
        """Whether several articles stand on this one origin."""
        return self.known and len(self.articles) > 1


class View(ReportIndex):
    """A report with one name for one thing, the words of a language, and an editor's verdicts by group id.

    Each group is told once, in a dispute or in one of the lists.
    """

    def __init__(self, report: Report, language: str = "", reviews: Mapping[str, AppliedReview] | None = None) -> None:
        super().__init__(under_one_name(report))
        self.reviews = reviews or {}
        self.wording = load_wording(language or report.run.language)
        self._aliases = spelling_map(report.aliases)
        self.sides = of_one_side(report.voices, self._aliases)
        """The voices (ids) in sets that speak for one side."""
        named = grouped((claim for claim in report.claims if claim.attribution), lambda claim: claim.article)
        self.outlets = {
            article.id: self._outlet(article, self._aliases, named.get(article.id, ())) for article in report.articles
        }
        """By article what to call whoever published it."""
        left = [group for group in self.report.groups if group.id not in self.dispute_of]
        news = [group for group in left if not group.background]
        told = [group for group in news if not is_disputed(group)]
        further = sorted(filter(is_disputed, news), key=lambda group: ORDER.index(group.relation))
        self.disputes: Sequence[Dispute] = (*self.report.disputes, *map(_as_dispute, further))
        """The report's, the most important first; behind them each disputed group that none of them holds."""
        self.background = [group for group in left if group.background]
        self.agreements = sorted(
            (group for group in told if group.relation is Relation.AGREEMENT), key=lambda one: -one.independent_sources
        )
        self.complements = [group for group in told if group.relation is Relation.PARTIAL]
        self.alone = sorted((group for group in told if group.relation is Relation.SINGLE_SOURCE), key=self._lightness)
        """What one article alone says, what carries most news first: harm, numbers, names."""
        self.unidentified = self._unidentified()
        """Whom the articles quote without saying who it is, in sets: who in one article says nearly the same is perhaps
        one."""

    def say(self, key: str, **values: object) -> str:
        """A text of the report's language."""
        return self.wording.say(key, **values)

    def listed(self, kind: str, keys: Iterable[str], between: str = "list.comma") -> str:
        """The words of so many differences or relations as a list."""
        return self.say(between).join(self.say(f"{kind}.{key}") for key in keys)

    def sources(self, claim: Claim) -> Sequence[Source]:
        """The attribution from whom the article names inwards; its own outlet is the article itself."""
        own = claim.attribution[:1]
        is_own = own and is_publisher(own[0], self.articles[claim.article], self._aliases)
        return claim.attribution[1:] if is_own else claim.attribution

    def _outlet(self, article: Article, names: Mapping[str, str], claims: Iterable[Claim]) -> str:
        """An outlet's name in the report's script, as a claim of the article renders it or the alias table has it.

        Else its own, isolated from the line around it, with the article's label.
        """
        if not article.outlet:
            return self.wording.say("who.unnamed-outlet", article=article.label)
        script = script_of(language_name(self.report.run.language, self.report.run.language))
        firsts = dict.fromkeys(claim.attribution[0] for claim in claims)
        glosses = [one.gloss for one in firsts if is_publisher(one, article, self._aliases)]
        found = (article.outlet, names.get(fold_text(article.outlet), ""), *glosses)
        name = next((name for name in found if script_of(name) == script), "")
        # What a rendering adds after a comma or in brackets explains the name.
        return re.split(r"[,،]|\s\(", name)[0] or f"{isolate(article.outlet)} ({article.label})"

    @property
    def disputed(self) -> int:
        """How many questions the disputes hold."""
        return sum(len(dispute.groups) for dispute in self.disputes)

    @property
    def questions(self) -> int:
        """How many are compared: those of the disputes, the agreements and what adds up."""
        return self.disputed + len(self.agreements) + len(self.complements)

    @property
    def told_alone(self) -> int:
        """How many claims one article alone tells."""
        return sum(len(group.claims) for group in self.alone)

    def told_under(self, group: Group) -> tuple[str, str]:
        """The label and the question that a group is told under: a dispute's, where it is the first of it."""
        dispute = self.dispute_of.get(group.id)
        told = dispute if dispute and dispute.groups[0] == group.id else group
        return told.label, told.question

    def answers(self, group: Group) -> dict[str, Answers]:
        """By article what each says to a question; those that are silent are left out."""
        said: defaultdict[str, Answers] = defaultdict(dict)
        for position in group.positions:
            for article, claims in grouped(position.claims, lambda claim: self.claims[claim].article).items():
                said[article][position.label] = self.stances(claims)
        return said

    def stances(self, claims: Iterable[str]) -> list[Stance]:
        """How the sources of these claims stand to what they say."""
        found = {self.claims[claim].stance for claim in claims}
        return [stance for stance in Stance if stance in found]

    def streams(self) -> list[Stream]:
        """Known origins, those behind most articles first; last, by no name, what has no known origin."""
        streams: dict[str, Stream] = {}
        for origin in (one for group in self.report.groups for position in group.positions for one in position.origins):
            name = origin.name if origin.known else ""
            stream = streams.setdefault(name_key(name), Stream(name, origin.known))
            stream.party |= self.is_party(origin)
            stream.articles.update(self.article_number[self.claims[claim].article] for claim in origin.claims)
        return sorted(streams.values(), key=lambda s: (not s.known, -len(s.articles), -s.articles.total(), s.name))

    def is_party(self, origin: Origin) -> bool:
        """Whether an origin itself belongs to a side: one that only passes on a party's words does not."""
        if voice := self.voices.get(origin.voice or ""):
            return voice.party is not None
        sources = (source for claim in origin.claims for source in self.claims[claim].attribution)
        return any(source.party and source.gloss == origin.name for source in sources)

    def nearly_the_same(self, voices: Iterable[Voice]) -> list[str]:
        """Who is identified and says in the article nearly what these say, by name."""
        near = [self.voices[other] for voice in voices for other in voice.perhaps]
        return list(dict.fromkeys(voice.name for voice in near if voice.known))

    def _unidentified(self) -> list[list[Voice]]:
        voices = {voice.id: voice for voice in self.report.voices if voice.name and not voice.known}
        sets = Partition(voices)
        for voice in voices.values():
            sets.unite(voice.id, *(other for other in voice.perhaps if other in voices))
        return [[voices[id] for id in ids] for ids in sets.sets()]

    def _lightness(self, group: Group) -> int:
        claims = [self.claims[claim] for claim in group.claims]
        names = {name.gloss for claim in claims for name in claim.names}
        harm = any(claim.tolls or self.rows_of.get(claim.id) for claim in claims)
        return -(len(names) + _HEAVY * harm + 2 * any(claim.quantities for claim in claims))


def _as_dispute(group: Group) -> Dispute:
    return Dispute(id=group.id, label=group.label, question=group.question, relation=group.relation, groups=(group.id,))


def name_key(name: str) -> str:
    """The same for a name however it is spaced and capitalised."""
    return " ".join(name.split()).casefold()
