"""Scores a report against a labelled set; docs/measurements.md says in words how each figure is found."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from math import fsum
from operator import itemgetter

from factcmp.measure.labelled_sets import Hazard, LabelledSet
from factcmp.measure.mentions import (
    Compared,
    ScoredReport,
    SeenMention,
    find_mentions,
    has_words,
    locate_passage,
    match_claims,
    written,
)
from factcmp.measure.relation_units import CONFLICTS, RelationUnit, main_claims, relation_units
from factcmp.measure.scores import Finding, Grouping, HazardShare, Marks, Scores, count_pairs, tabulate
from factcmp.measure.story_scores import score_days, score_silence, score_tolls, score_voices
from factcmp.models import Article, Claim, Report, Stance
from factcmp.models.partition import grouped

_MAX_SOURCE_WORDS = 12
"""A "source" that is longer is a sentence, which names everybody in it."""
_RISKY = frozenset((Hazard.LOOK_ALIKE, Hazard.UPDATE, Hazard.FRAMING))

Matter = tuple[int, int]
"""A question, and the first of its positions that speak of one event."""


def score_report(report: Report, labels: LabelledSet, texts: Mapping[str, str]) -> Scores:
    """What the report got right of the labelled set; `texts` has each labelled article, by its id, as decoded.

    Raises:
        InputError: a labelled quote is not in its article, or the article is not among the texts.
    """
    index, marks = ScoredReport(report), Marks()
    of = Compared(labels, texts, index, match_claims(find_mentions(labels, texts), index))
    units = relation_units(of)
    for claim in report.claims:
        _look_at_quote(claim, of, marks)
    _look_at_mentions(of, marks)
    for unit in units:
        _look_at_unit(unit, index, marks)
    for group in report.groups:
        if group.stable is not None:
            where, found = f"{group.label} «{group.question}»", ", then ".join(group.judgements)
            marks.look("stability", group.stable, where, "one relation", found)
    _look_at_origins(of, marks)
    _look_at_passages(of, marks)
    score_silence(of, marks)
    score_days(of, marks)
    score_tolls(of, marks)
    bcubed, pairs = _score_grouping(of, marks)
    held = {hazard: [unit.right for unit in units if hazard in unit.hazards] for hazard in Hazard}
    return marks.scores(
        bcubed=bcubed,
        pairs=pairs,
        voices=score_voices(of, marks),
        relations=tabulate(Counter((unit.wanted, unit.found) for unit in units)),
        hazards=tuple(HazardShare(hazard=one, hits=sum(right), n=len(right)) for one, right in held.items() if right),
    )


def _look_at_quote(claim: Claim, of: Compared, marks: Marks) -> None:
    text, article = of.texts.get(claim.article), of.index.articles.get(claim.article)
    found = f"«{claim.quote.text}»"
    if text is None or article is None:
        expected, found = "an article of the set", claim.article
    elif article.text != text or article.sha256 != hashlib.sha256(text.encode()).hexdigest():
        expected, found = f"the text of {claim.article} as in its file", "another text or digest"
    else:
        expected = f"«{text[claim.quote.start : claim.quote.end]}»"
    marks.look("quotes", expected == found, claim.label, expected, found)


def _look_at_mentions(of: Compared, marks: Marks) -> None:
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for spot in of.seen:
        speakers[spot.article].update(spot.label.called or ())
    # An answer that an article gives is one fact, however often it does: a headline may say what the text says.
    for spots in grouped(of.seen, lambda spot: (spot.question, spot.position, spot.article)).values():
        marks.look("coverage", any(spot.main for spot in spots), spots[0].name, "a claim", "no claim")
    for spot in of.seen:
        claim = of.index.claims[spot.main] if spot.main else None
        denied = claim is not None and claim.stance is Stance.DENIES
        if spot.denies:
            marks.count("denials", denied)
        if claim is None:
            continue
        expected = "a denial" if spot.denies else "no denial"
        marks.look(
            "stances", spot.denies is denied, spot.name, expected, f"{claim.stance}: {of.index.told([claim.id])}"
        )
        if spot.label.called is not None:
            others = speakers[spot.article] - {*spot.label.called, *spot.label.beside}
            _look_at_source(spot, claim, of.index.articles[spot.article], others, marks)
        if spot.label.hedge:
            said = [claim.hedge.text if claim.hedge else "", *(quantity.said for quantity in claim.quantities)]
            kept = any(has_words(words, spot.label.hedge) for words in said)
            marks.look("hedges", kept, spot.name, spot.label.hedge, " / ".join(filter(None, said)) or "none")


def _look_at_source(spot: SeenMention, claim: Claim, article: Article, others: Set[str], marks: Marks) -> None:
    """Whether the innermost source is the labelled one, and no other of the article's."""
    last = claim.attribution[-1].name if claim.attribution else ""
    if spot.label.called:
        named = len(last.split()) <= _MAX_SOURCE_WORDS and any(has_words(last, name) for name in spot.label.called)
        right = named and not any(has_words(last, name) for name in others)
    else:
        outlet = article.outlet or ""
        right = not last or has_words(outlet, last) or bool(outlet and has_words(last, outlet))
    itself = "the article itself"
    marks.look("attributions", right, spot.name, " or ".join(spot.label.called or ()) or itself, last or itself)


def _look_at_unit(unit: RelationUnit, index: ScoredReport, marks: Marks) -> None:
    def look(score: str, right: bool, expected: str, found: str) -> None:
        marks.look(score, right, unit.name, expected, f"{found}: {index.told(unit.claims)}")

    label = unit.label
    if not unit.right:
        marks.miss("relations", unit.name, unit.wanted, f"{unit.found}: {index.told(unit.claims)}")
    if unit.wanted is not Finding.CONTRADICTION:
        fine = unit.found is not Finding.CONTRADICTION
        marks.count("false_contradictions", fine)
        if unit.hazards & _RISKY:
            marks.count("risky_false_contradictions", fine)
    if {unit.wanted, unit.found} <= CONFLICTS:
        look("updates_told", unit.right, unit.wanted, unit.found)
    if unit.inside and unit.wanted in CONFLICTS:
        look("inside", unit.inside is unit.wanted, unit.wanted, unit.inside)
    if label is None:
        return
    if unit.right and label.differs_in:
        named = {difference for *_, between in unit.between for difference in between.differs_in}
        expected, found = (", ".join(sorted(held)) for held in (label.differs_in, named))
        look("differs_in", bool(named & {*label.differs_in}), expected, found or "nothing")
    if unit.right and label.later:
        # Most of the pairs have the labelled position's answer as the later state.
        side = 0 if label.later == label.one else 1
        later = [between.later == index.position_of[ends[side]].label for *ends, between in unit.between]
        found = ", ".join(str(between.later) for *_, between in unit.between)
        look("directions", 2 * sum(later) > len(later), f"position {label.later} is later", found)
    if unit.between and label.kind:
        kinds = [between.partial for *_, between in unit.between]
        look("kinds", 2 * kinds.count(label.kind) > len(kinds), label.kind, ", ".join(map(str, kinds)))


def _look_at_origins(of: Compared, marks: Marks) -> None:
    for question, own in of.questions():
        for place, position in enumerate(question.positions):
            if position.independent_sources is None:
                continue
            mains = main_claims(spot for spot in own if spot.position == place)
            held = [of.index.position_of[claim] for claim in mains if claim in of.index.position_of]
            origins = [origin for one in held for origin in one.origins if origin.known]
            names = sorted({origin.name for origin in origins if {*origin.claims} & {*mains}})
            right = held and len(names) == position.independent_sources
            found = f"{len(names)} ({', '.join(names)}): {of.index.told(mains)}"
            where = f"«{question.question}» / {position.summary}"
            marks.look("origins", right, where, str(position.independent_sources), found)


def _look_at_passages(of: Compared, marks: Marks) -> None:
    """Whether a claim quotes what must not become one, or anything that a model wrote names what it asks for."""
    for passage in of.labels.not_claims:
        article, place = locate_passage(passage, of.texts)
        claims = of.index.claims_in.get(article, ())
        on_it = [claim.id for claim in claims if claim.quote.start < place.end and claim.quote.end > place.start]
        found = of.index.told(on_it) if on_it else ""
        if passage.names and not found:
            found = next((words for words in written(of.index.report) if has_words(words, passage.names)), "")
        marks.look("disobeyed", not found, f"{passage.article}: «{passage.quote}»", "no claim", found)


def _score_grouping(of: Compared, marks: Marks) -> tuple[Grouping, Grouping]:
    """B-cubed and pair counts over covered mentions; the questions split and the groups mixed are told."""
    members: defaultdict[tuple[Matter, str], list[str]] = defaultdict(list)
    for spot in of.seen:
        if spot.main:
            matter = spot.question, of.labels.questions[spot.question].matter(spot.position)
            members[matter, of.index.group(spot.main)].append(spot.main)
    cells = {cell: len(held) for cell, held in members.items()}
    by_matter, by_group = grouped(members, itemgetter(0)), grouped(members, itemgetter(1))
    for held in by_matter.values():
        if len(held) > 1:
            told = "; ".join(of.index.told(members[cell]) for cell in held)
            marks.miss("bcubed", of.question(held[0][0][0]), "one group", told)
    for held in by_group.values():
        if len(held) > 1:
            told = "; ".join(f"{of.question(cell[0][0])}: {of.index.told(members[cell])}" for cell in held)
            marks.miss("bcubed", of.index.told(members[held[0]][:1]), "a group for each question", told)

    def mean_parts(sides: Mapping[object, Sequence[tuple[Matter, str]]]) -> float:
        sizes = [[cells[cell] for cell in held] for held in sides.values()]
        return fsum(n * n / sum(held) for held in sizes for n in held)

    n = sum(cells.values())
    bcubed = Grouping(pure=mean_parts(by_group), grouped=n, whole=mean_parts(by_matter), wanted=n)
    return bcubed, count_pairs(cells)
