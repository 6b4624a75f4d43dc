"""Scores a report against a labelled set; docs/measurements.md says in words how each figure is found."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from math import fsum

from factcmp.measure.labelled_sets import Hazard, LabelledPair, LabelledPosition, LabelledSet, NoClaim
from factcmp.measure.mentions import (
    ScoredReport,
    SeenMention,
    by_question,
    find_mentions,
    has_words,
    locate_passage,
    match_claims,
    written,
)
from factcmp.measure.scores import (
    BCubed,
    Check,
    Finding,
    HazardShare,
    Pairs,
    Scores,
    Share,
    count_pairs,
    miss,
    tabulate,
)
from factcmp.measure.story import check_days, check_invented_days, check_silence, score_tolls, score_voices
from factcmp.measure.units import CONFLICTS, RelationUnit, main_claims, relation_units
from factcmp.models import Claim, Group, Report, Stance

_MAX_SOURCE_WORDS = 12
"""A "source" that is longer is a sentence, which names everybody in it."""
_RISKY = frozenset((Hazard.LOOK_ALIKE, Hazard.UPDATE, Hazard.FRAMING))


def score_report(report: Report, labels: LabelledSet, texts: Mapping[str, str]) -> Scores:
    """What the report got right of the labelled set; `texts` has each labelled article, by its id, as decoded.

    Raises:
        InputError: a labelled quote is not in its article, or the article is not among the texts.
    """
    index = ScoredReport(report)
    seen = match_claims(find_mentions(labels, texts), index)
    units = relation_units(labels, seen, index)
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for spot in seen:
        speakers[spot.article].update(spot.label.called or ())
    bcubed, pairs, split = _grouping(labels, seen, index)
    voiced, voices, mixed = score_voices(labels, texts, index)
    tolls, invented, scopes, crossed = score_tolls(labels, texts, index)
    right: dict[str, list[Check]] = {
        "quotes": [_check_quote(claim, index, texts) for claim in report.claims],
        "coverage": _check_coverage(seen),
        "stances": [_check_stance(spot, spot.main, index) for spot in seen if spot.main],
        "attributions": [
            _check_source(spot, speakers, index) for spot in seen if spot.main and spot.label.called is not None
        ],
        "hedges": [_check_hedge(spot, spot.main, index) for spot in seen if spot.main and spot.label.hedge],
        "differs_in": [_check_difference(unit, index) for unit in units if unit.right and unit.differs_in],
        "updates_told": [
            _check_relation(unit, index, "updates_told") for unit in units if {unit.wanted, unit.found} <= CONFLICTS
        ],
        "directions": [
            _check_direction(unit, unit.label, index)
            for unit in units
            if unit.label and unit.label.later and unit.right
        ],
        "kinds": [
            _check_kind(unit, unit.label, index) for unit in units if unit.label and unit.label.kind and unit.between
        ],
        "inside": [_check_inside(unit, index) for unit in units if unit.inside and unit.wanted in CONFLICTS],
        "origins": _check_origins(labels, seen, index),
        "days": [*check_days(labels, index)],
        "voiced": voiced,
        "tolls": tolls,
        "stability": [_check_stability(group) for group in report.groups if group.stable is not None],
    }
    wrong: dict[str, list[Check]] = {
        "false_silence": [*check_silence(labels, seen, index)],
        "invented_days": [*check_invented_days(labels, index)],
        "invented_tolls": invented,
        "disobeyed": [_check_no_claim(passage, texts, index) for passage in labels.not_claims],
    }
    others = [unit for unit in units if unit.wanted is not Finding.CONTRADICTION]
    related = [_check_relation(unit, index, "relations") for unit in units]
    made = [*right.values(), *wrong.values(), split, related, mixed, crossed]
    return Scores(
        **{name: Share(hits=checks.count(None), n=len(checks)) for name, checks in right.items()},
        **{name: Share(hits=len(checks) - checks.count(None), n=len(checks)) for name, checks in wrong.items()},
        denials=_denials(seen, index),
        bcubed=bcubed,
        pairs=pairs,
        relations=tabulate(Counter((unit.wanted, unit.found) for unit in units)),
        false_contradictions=_contradictions(others),
        risky_false_contradictions=_contradictions([unit for unit in others if unit.hazards & _RISKY]),
        voices=voices,
        mixed_scopes=scopes,
        hazards=_by_hazard(units),
        misses=tuple(one for checks in made for one in checks if one),
    )


def _grouping(
    labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport
) -> tuple[BCubed, Pairs, list[Check]]:
    """B-cubed and pair counts over covered mentions, with the questions split and the groups mixed."""
    cells: Counter[tuple[Matter, str]] = Counter()
    members: dict[tuple[Matter, str], list[str]] = {}
    for spot in seen:
        if spot.main:
            cell = _matter(spot, labels), index.group(spot.main)
            cells[cell] += 1
            members.setdefault(cell, []).append(spot.main)
    questions, groups = Counter[Matter](), Counter[str]()
    for (number, group), count in cells.items():
        questions[number] += count
        groups[group] += count
    bcubed = BCubed(
        precision_sum=fsum(count * count / groups[group] for (_, group), count in cells.items()),
        recall_sum=fsum(count * count / questions[question] for (question, _), count in cells.items()),
        n=cells.total(),
    )
    misses: list[Check] = []
    for matter in questions:
        parts = [members[cell] for cell in cells if cell[0] == matter]
        if len(parts) > 1:
            told = "; ".join(index.told(part) for part in parts)
            misses.append(miss("bcubed", f"«{labels.questions[matter[0]].question}»", "one group", told))
    for group in groups:
        asked = [cell for cell in cells if cell[1] == group]
        if len(asked) > 1:
            told = "; ".join(
                f"«{labels.questions[cell[0][0]].question}»: {index.told(members[cell])}" for cell in asked
            )
            misses.append(miss("bcubed", index.told(members[asked[0]][:1]), "a group for each question", told))
    return bcubed, count_pairs(cells), misses


Matter = tuple[int, int]
"""A question, and the first of its positions that speak of one event."""


def _matter(spot: SeenMention, labels: LabelledSet) -> Matter:
    return spot.question, labels.questions[spot.question].matter(spot.position)


def _check_coverage(seen: Sequence[SeenMention]) -> list[Check]:
    """One check for each answer that an article gives, however often it does: a headline may say what the text says."""
    facts: dict[tuple[int, int, str], list[SeenMention]] = {}
    for spot in seen:
        facts.setdefault((spot.question, spot.position, spot.article), []).append(spot)
    return [
        None if any(spot.main for spot in spots) else miss("coverage", spots[0].name, "a claim", "no claim")
        for spots in facts.values()
    ]


def _contradictions(units: Sequence[RelationUnit]) -> Share:
    return Share(hits=sum(unit.found is Finding.CONTRADICTION for unit in units), n=len(units))


def _by_hazard(units: Sequence[RelationUnit]) -> tuple[HazardShare, ...]:
    having = {hazard: [unit.right for unit in units if hazard in unit.hazards] for hazard in Hazard}
    return tuple(HazardShare(hazard=hazard, hits=sum(held), n=len(held)) for hazard, held in having.items() if held)


def _check_quote(claim: Claim, index: ScoredReport, texts: Mapping[str, str]) -> Check:
    text = texts.get(claim.article)
    article = index.articles.get(claim.article)
    if text is None or article is None:
        return miss("quotes", claim.label, "an article of the set", claim.article)
    if article.text != text or article.sha256 != hashlib.sha256(text.encode()).hexdigest():
        return miss("quotes", claim.label, f"the text of {claim.article} as in its file", "another text or digest")
    stands = text[claim.quote.start : claim.quote.end]
    return None if stands == claim.quote.text else miss("quotes", claim.label, f"«{stands}»", f"«{claim.quote.text}»")


def _check_stance(spot: SeenMention, claim: str, index: ScoredReport) -> Check:
    stance = index.claims[claim].stance
    if spot.denies is (stance is Stance.DENIES):
        return None
    expected = "a denial" if spot.denies else "no denial"
    return miss("stances", spot.name, expected, f"{stance}: {index.told([claim])}")


def _denials(seen: Sequence[SeenMention], index: ScoredReport) -> Share:
    claims = [index.claims.get(spot.main or "") for spot in seen if spot.denies]
    return Share(hits=sum(claim is not None and claim.stance is Stance.DENIES for claim in claims), n=len(claims))


def _check_source(spot: SeenMention, speakers: Mapping[str, Set[str]], index: ScoredReport) -> Check:
    """That the innermost source is the labelled one and no other of the article's."""
    claim, article = index.claims[spot.main or ""], index.articles[spot.article]
    last = claim.attribution[-1].name if claim.attribution else ""
    if spot.label.called:
        others = speakers[spot.article] - {*spot.label.called, *spot.label.beside}
        named = len(last.split()) <= _MAX_SOURCE_WORDS and any(has_words(last, name) for name in spot.label.called)
        right = named and not any(has_words(last, name) for name in others)
    else:
        outlet = article.outlet or ""
        right = not last or has_words(outlet, last) or bool(outlet and has_words(last, outlet))
    expected = " or ".join(spot.label.called or ()) or "the article itself"
    return None if right else miss("attributions", spot.name, expected, last or "the article itself")


def _check_hedge(spot: SeenMention, main: str, index: ScoredReport) -> Check:
    claim = index.claims[main]
    said = [claim.hedge.text if claim.hedge else "", *(quantity.said for quantity in claim.quantities)]
    if any(has_words(words, spot.label.hedge or "") for words in said):
        return None
    return miss("hedges", spot.name, spot.label.hedge or "", " / ".join(filter(None, said)) or "none")


def _check_relation(unit: RelationUnit, index: ScoredReport, score: str) -> Check:
    found = f"{unit.found}: {index.told(unit.claims)}"
    return None if unit.right else miss(score, unit.name, unit.wanted, found)


def _check_difference(unit: RelationUnit, index: ScoredReport) -> Check:
    found = {difference for _, _, between in unit.between for difference in between.differs_in}
    if found & unit.differs_in:
        return None
    wanted, named = (", ".join(sorted(held)) for held in (unit.differs_in, found))
    return miss("differs_in", unit.name, wanted, f"{named or 'nothing'}: {index.told(unit.claims)}")


def _check_direction(unit: RelationUnit, label: LabelledPair, index: ScoredReport) -> Check:
    """That most of the pairs have the labelled position's answer as the later state."""
    side = 0 if label.later == label.one else 1
    right = [between.later == index.position_of[ends[side]].label for *ends, between in unit.between]
    if 2 * sum(right) > len(right):
        return None
    told = ", ".join(str(between.later) for *_, between in unit.between)
    return miss("directions", unit.name, f"position {label.later} is later", f"{told}: {index.told(unit.claims)}")


def _check_kind(unit: RelationUnit, label: LabelledPair, index: ScoredReport) -> Check:
    kinds = [between.partial for _, _, between in unit.between]
    if 2 * kinds.count(label.kind) > len(kinds):
        return None
    told = ", ".join(str(kind) for kind in kinds)
    return miss("kinds", unit.name, str(label.kind), f"{told}: {index.told(unit.claims)}")


def _check_inside(unit: RelationUnit, index: ScoredReport) -> Check:
    if unit.inside is unit.wanted:
        return None
    return miss("inside", unit.name, unit.wanted, f"{unit.inside}: {index.told(unit.claims)}")


def _check_origins(labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport) -> list[Check]:
    checks: list[Check] = []
    for question, own in zip(labels.questions, by_question(seen, len(labels.questions)), strict=True):
        for place, position in enumerate(question.positions):
            mains = main_claims(spot for spot in own if spot.position == place)
            if position.independent_sources is not None:
                checks.append(_check_origin(f"«{question.question}» / {position.summary}", position, mains, index))
    return checks


def _check_origin(name: str, position: LabelledPosition, mains: Sequence[str], index: ScoredReport) -> Check:
    held = [index.position_of[claim] for claim in mains if claim in index.position_of]
    origins = [origin for one in held for origin in one.origins if origin.known and set(origin.claims) & set(mains)]
    names = sorted({origin.name for origin in origins})
    if held and len(names) == position.independent_sources:
        return None
    found = f"{len(names)} ({', '.join(names)}): {index.told(mains)}"
    return miss("origins", name, str(position.independent_sources), found)


def _check_stability(group: Group) -> Check:
    if group.stable:
        return None
    return miss("stability", f"{group.label} «{group.question}»", "one relation", ", then ".join(group.judgements))


def _check_no_claim(passage: NoClaim, texts: Mapping[str, str], index: ScoredReport) -> Check:
    """That no claim quotes the passage, and that nothing a model wrote names what it asks for."""
    article, start, end = locate_passage(passage, texts)
    on_it = [
        claim.id for claim in index.claims_in.get(article, ()) if claim.quote.start < end and claim.quote.end > start
    ]
    found = index.told(on_it) if on_it else ""
    if passage.names:
        found = found or next((words for words in written(index.report) if has_words(words, passage.names)), "")
    return miss("disobeyed", f"{passage.article}: «{passage.quote}»", "no claim", found) if found else None
