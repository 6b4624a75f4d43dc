"""Finds labelled mentions in their articles, and the claims of a report that answer there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcmp.errors import InputError
from factcmp.measure.labelled_sets import LabelledQuestion, LabelledSet, Mention, Passage
from factcmp.measure.scores import Finding
from factcmp.models import Between, Claim, LedgerRow, Report, Span, Stance
from factcmp.models.ids import slug
from factcmp.models.partition import grouped
from factcmp.models.report_index import ReportIndex
from factcmp.text.folding import fold_text, word_stems


class ScoredReport(ReportIndex):
    """A report by id, asked what it says of claims."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.claims_in: Mapping[str, Sequence[Claim]] = grouped(report.claims, lambda claim: claim.article)
        self.rows_in: Mapping[str, Sequence[LedgerRow]] = grouped(report.ledger, lambda row: row.article)

    def group(self, claim: str) -> str:
        """The claim's group; a claim that none holds is a group of its own."""
        return self.group_of[claim].id if claim in self.group_of else f"alone {claim}"

    def pair(self, one: str, other: str) -> tuple[Finding, Between | None]:
        """What joins two claims, and what the report says of their positions where these are two."""
        if self.group(one) != self.group(other):
            return Finding.APART, None
        ends = frozenset(self.position_of[claim].label for claim in (one, other) if claim in self.position_of)
        if len(ends) == 1:
            return Finding.AGREEMENT, None
        between = self.between.get((self.group(one), ends))
        return (Finding(between.relation.value) if between else Finding.PARTIAL), between

    def told(self, claims: Iterable[str]) -> str:
        """The claims' labels with their groups'."""
        names = []
        for claim in dict.fromkeys(claims):
            group = self.group_of.get(claim)
            names.append(f"{self.claims[claim].label} ({group.label if group else 'no group'})")
        return ", ".join(names) or "no claim"


@dataclass(frozen=True)
class SeenMention:
    """A labelled mention with its place in the text and the claims that cover it."""

    question: int
    position: int
    name: str
    label: Mention
    article: str
    span: Span
    near: tuple[str, ...] = ()
    """Covering claims that fit it half as well as the best or better."""
    main: str | None = None
    """The claim that answers the question here."""

    @property
    def denies(self) -> bool:
        """Whether it is labelled as a denial."""
        return self.label.stance is Stance.DENIES


@dataclass(frozen=True)
class Compared:
    """A report beside the labels of its articles."""

    labels: LabelledSet
    texts: Mapping[str, str]
    index: ScoredReport
    seen: Sequence[SeenMention]
    """Every labelled mention, with the claims that answer there."""

    def questions(self) -> Iterator[tuple[LabelledQuestion, Sequence[SeenMention]]]:
        """Each labelled question with its mentions."""
        for number, question in enumerate(self.labels.questions):
            yield question, [spot for spot in self.seen if spot.question == number]

    def question(self, number: int) -> str:
        """A question as it is told."""
        return f"«{self.labels.questions[number].question}»"


def find_mentions(labels: LabelledSet, texts: Mapping[str, str]) -> list[SeenMention]:
    """Every mention with its place, in the order of the labels."""
    found = []
    for number, question in enumerate(labels.questions):
        for place, position in enumerate(question.positions):
            for mention in position.mentions:
                name = f"«{question.question}» / {position.summary} / {mention.article}: «{mention.quote}»"
                found.append(SeenMention(number, place, name, mention, *locate_passage(mention, texts)))
    return found


def locate_passage(passage: Passage, texts: Mapping[str, str]) -> tuple[str, Span]:
    """Article id and place of labelled words."""
    article = slug(passage.article)
    if article not in texts:
        raise InputError(f"the labels name the article {passage.article}, which is not among the set's articles")
    start = -1
    for _ in range(passage.occurrence):
        start = texts[article].find(passage.quote, start + 1)
        if start < 0:
            times = f" {passage.occurrence} times" if passage.occurrence > 1 else ""
            raise InputError(
                f"the article {passage.article} does not have the labelled words{times}: «{passage.quote}»"
            )
    return article, Span(start=start, end=start + len(passage.quote), text=passage.quote)


def has_words(text: str, alternatives: str) -> bool:
    """Whether a text has one of the words between bars, spelling habits aside."""
    folded = fold_text(text)
    return any(fold_text(words) in folded for words in alternatives.split("|"))


def written(report: Report) -> Iterator[str]:
    """Whatever a model wrote into a report, and its claims' quotes; a claim that was dropped was written too."""
    for claim in report.claims:
        yield from (claim.statement, claim.gloss, claim.question, claim.quote.text)
        yield from (link.gloss for link in claim.attribution)
    for drop in report.run.dropped:
        yield from (drop.statement, drop.quote)
    for group in report.groups:
        yield from (group.question, group.explanation, *(position.summary for position in group.positions))
        yield from (pair.reason for pair in group.between)
    yield from (dispute.question for dispute in report.disputes)
    yield from (name for voice in report.voices for name in (voice.name, *voice.roles))
    yield from (counted for row in report.ledger for counted in (row.of_whom, row.place) if counted)


def overlap(one: Span, other: Span) -> float:
    """The part of two places that they share (Jaccard); 0 where that is less than half of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    lengths = one.end - one.start, other.end - other.start
    return shared / (sum(lengths) - shared) if shared > 0 and 2 * shared >= min(lengths) else 0


def match_claims(spots: Sequence[SeenMention], index: ScoredReport) -> list[SeenMention]:
    """The mentions with their claims; each claim is the main one of one mention where that can be had.

    A claim fits a mention as its quote overlaps the mention's (Jaccard) and as its statement has the mention's words:
    two claims often share one quote. Of claims that fit half as well as the best or better, one of the mention's
    polarity goes first, then the better fit to a tenth, then the one whose group has more of the question's mentions.
    """
    fits = [_fits(spot, index.claims_in.get(spot.article, ())) for spot in spots]
    grouped = [frozenset(index.group(claim) for claim in fit) for fit in fits]
    votes = Counter((spot.question, group) for spot, groups in zip(spots, grouped, strict=True) for group in groups)
    chosen: dict[int, str] = {}
    used: set[str] = set()

    def order(pair: tuple[int, str]) -> tuple[float, ...]:
        spot, claim = pair
        same = spots[spot].denies is (index.claims[claim].stance is Stance.DENIES)
        votes_of = votes[spots[spot].question, index.group(claim)]
        fit = fits[spot][claim]
        return (-same, -round(fit, 1), -votes_of, -fit, spot, index.claim_number[claim])

    pairs = sorted(((spot, claim) for spot, fit in enumerate(fits) for claim in fit), key=order)
    for again in (False, True):
        for spot, claim in pairs:
            if spot not in chosen and (again or claim not in used):
                chosen[spot] = claim
                used.add(claim)
    return [replace(spot, near=tuple(fits[n]), main=chosen.get(n)) for n, spot in enumerate(spots)]


def _fits(spot: SeenMention, claims: Iterable[Claim]) -> dict[str, float]:
    """How well each claim of its article fits that covers the mention, without those far behind the best."""
    fits, stems = {}, word_stems(spot.label.quote)
    for claim in claims:
        alike = overlap(claim.quote, spot.span)
        if alike and all(has_words(claim.statement, words) for words in spot.label.states):
            shared = len(stems & word_stems(claim.statement)) / max(1, len(stems))
            fits[claim.id] = alike + shared
    best = max(fits.values(), default=0)
    return {claim: fit for claim, fit in fits.items() if 2 * fit >= best}
