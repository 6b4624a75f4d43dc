"""Scores a report against a labelled set; docs/measurements.md says in words how each figure is found."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

from factcmp.measure.labelled_sets import Hazard, LabelledPosition, LabelledSet, NoClaim
from factcmp.measure.mentions import (
    ScoredReport,
    SeenMention,
    find_mentions,
    has_words,
    locate_passage,
    match_claims,
    written,
)
from factcmp.measure.scores import BCubed, Finding, HazardShare, Miss, Pairs, Scores, Share, tabulate
from factcmp.measure.units import RelationUnit, main_claims, relation_units
from factcmp.models import Claim, Group, Report, Stance

_RISKY = frozenset((Hazard.LOOK_ALIKE, Hazard.UPDATE, Hazard.FRAMING))


def score_report(report: Report, labels: LabelledSet, texts: Mapping[str, str]) -> Scores:
    """What the report got right of the labelled set; `texts` has each labelled article, by its id, as decoded.

    Raises:
        InputError: a labelled quote is not in its article, or the article is not among the texts.
    """
    index = ScoredReport(report)
    seen = match_claims(find_mentions(labels, texts), index)
    units = relation_units(labels, seen, index)
    others = [unit for unit in units if unit.wanted is not Finding.CONTRADICTION]
    bcubed, pairs, mixed = _grouping(labels, seen, index)
    covered = _check_coverage(seen)
    stances = [_check_stance(spot, spot.main, index) for spot in seen if spot.main]
    related = [_check_relation(unit, index) for unit in units]
    differing = [_check_difference(unit, index) for unit in units if unit.right and unit.wanted_differences]
    quotes = [_check_quote(claim, index, texts) for claim in report.claims]
    origins = _check_origins(labels, seen, index)
    stable = [_check_stability(group) for group in report.groups if group.stable is not None]
    obeyed = [_check_no_claim(passage, texts, index) for passage in labels.not_claims]
    checks = (quotes, covered, stances, mixed, related, differing, origins, stable, obeyed)
    return Scores(
        quotes=_right(quotes),
        coverage=_right(covered),
        stances=_right(stances),
        bcubed=bcubed,
        pairs=pairs,
        relations=tabulate(Counter((unit.wanted, unit.found) for unit in units)),
        false_contradictions=_contradictions(others),
        risky_false_contradictions=_contradictions([unit for unit in others if unit.hazards & _RISKY]),
        differs_in=_right(differing),
        origins=_right(origins),
        stability=_right(stable),
        disobeyed=Share(hits=len(obeyed) - obeyed.count(None), n=len(obeyed)),
        hazards=_by_hazard(units),
        misses=tuple(miss for made in checks for miss in made if miss),
    )


def _grouping(
    labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport
) -> tuple[BCubed, Pairs, list[Miss]]:
    """B-cubed and pair counts over covered mentions, with the questions split and the groups mixed."""
    cells: Counter[tuple[int, str]] = Counter()
    members: dict[tuple[int, str], list[str]] = {}
    for spot in seen:
        if spot.main:
            cell = spot.question, index.group(spot.main)
            cells[cell] += 1
            members.setdefault(cell, []).append(spot.main)
    questions, groups = Counter[int](), Counter[str]()
    for (number, group), count in cells.items():
        questions[number] += count
        groups[group] += count
    bcubed = BCubed(
        precision_sum=fsum(count * count / groups[group] for (_, group), count in cells.items()),
        recall_sum=fsum(count * count / questions[question] for (question, _), count in cells.items()),
        n=cells.total(),
    )
    pairs = Pairs(both=_pairs_in(cells), grouped=_pairs_in(groups), wanted=_pairs_in(questions))
    misses = []
    for number, question in enumerate(labels.questions):
        parts = [members[cell] for cell in cells if cell[0] == number]
        if len(parts) > 1:
            told = "; ".join(index.told(part) for part in parts)
            misses.append(_miss("bcubed", f"«{question.question}»", "one group", told))
    for group in groups:
        asked = [cell for cell in cells if cell[1] == group]
        if len(asked) > 1:
            told = "; ".join(f"«{labels.questions[cell[0]].question}»: {index.told(members[cell])}" for cell in asked)
            misses.append(_miss("bcubed", index.told(members[asked[0]][:1]), "a group for each question", told))
    return bcubed, pairs, misses


def _check_coverage(seen: Sequence[SeenMention]) -> list[Miss | None]:
    """One check for each answer that an article gives, however often it does: a headline may say what the text says."""
    facts: dict[tuple[int, int, str], list[SeenMention]] = {}
    for spot in seen:
        facts.setdefault((spot.question, spot.position, spot.article), []).append(spot)
    return [
        None if any(spot.main for spot in spots) else _miss("coverage", spots[0].name, "a claim", "no claim")
        for spots in facts.values()
    ]


def _pairs_in(sizes: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _contradictions(units: Sequence[RelationUnit]) -> Share:
    return Share(hits=sum(unit.found is Finding.CONTRADICTION for unit in units), n=len(units))


def _by_hazard(units: Sequence[RelationUnit]) -> tuple[HazardShare, ...]:
    having = {hazard: [unit.right for unit in units if hazard in unit.hazards] for hazard in Hazard}
    return tuple(HazardShare(hazard=hazard, hits=sum(held), n=len(held)) for hazard, held in having.items() if held)


def _right(checks: Sequence[Miss | None]) -> Share:
    return Share(hits=checks.count(None), n=len(checks))


def _miss(score: str, where: str, expected: str, found: str) -> Miss:
    return Miss(score=score, where=where, expected=expected, found=found)


def _check_quote(claim: Claim, index: ScoredReport, texts: Mapping[str, str]) -> Miss | None:
    text = texts.get(claim.article)
    article = index.articles.get(claim.article)
    if text is None or article is None:
        return _miss("quotes", claim.label, "an article of the set", claim.article)
    if article.text != text or article.sha256 != hashlib.sha256(text.encode()).hexdigest():
        return _miss("quotes", claim.label, f"the text of {claim.article} as in its file", "another text or digest")
    stands = text[claim.quote.start : claim.quote.end]
    return None if stands == claim.quote.text else _miss("quotes", claim.label, f"«{stands}»", f"«{claim.quote.text}»")


def _check_stance(spot: SeenMention, claim: str, index: ScoredReport) -> Miss | None:
    stance = index.claims[claim].stance
    if spot.denies is (stance is Stance.DENIES):
        return None
    expected = "a denial" if spot.denies else "no denial"
    return _miss("stances", spot.name, expected, f"{stance}: {index.told([claim])}")


def _check_relation(unit: RelationUnit, index: ScoredReport) -> Miss | None:
    found = f"{unit.found}: {index.told(unit.claims)}"
    return None if unit.right else _miss("relations", unit.name, unit.wanted, found)


def _check_difference(unit: RelationUnit, index: ScoredReport) -> Miss | None:
    if unit.wanted_differences & unit.found_differences:
        return None
    wanted, found = (", ".join(sorted(held)) for held in (unit.wanted_differences, unit.found_differences))
    return _miss("differs_in", unit.name, wanted, f"{found or 'nothing'}: {index.told(unit.claims)}")


def _check_origins(labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport) -> list[Miss | None]:
    checks: list[Miss | None] = []
    for number, question in enumerate(labels.questions):
        for place, position in enumerate(question.positions):
            mains = main_claims(spot for spot in seen if (spot.question, spot.position) == (number, place))
            if position.independent_sources is not None:
                checks.append(_check_origin(f"«{question.question}» / {position.summary}", position, mains, index))
    return checks


def _check_origin(name: str, position: LabelledPosition, mains: Sequence[str], index: ScoredReport) -> Miss | None:
    held = [index.position_of[claim] for claim in mains if claim in index.position_of]
    origins = [origin for one in held for origin in one.origins if origin.known and set(origin.claims) & set(mains)]
    names = sorted({origin.name for origin in origins})
    if held and len(names) == position.independent_sources:
        return None
    found = f"{len(names)} ({', '.join(names)}): {index.told(mains)}"
    return _miss("origins", name, str(position.independent_sources), found)


def _check_stability(group: Group) -> Miss | None:
    if group.stable:
        return None
    return _miss("stability", f"{group.label} «{group.question}»", "one relation", ", then ".join(group.judgements))


def _check_no_claim(passage: NoClaim, texts: Mapping[str, str], index: ScoredReport) -> Miss | None:
    """That no claim quotes the passage, and that nothing a model wrote names what it asks for."""
    article, start, end = locate_passage(passage, texts)
    claims = [claim for claim in index.claims.values() if claim.article == article]
    on_it = [claim.id for claim in claims if claim.quote.start < end and claim.quote.end > start]
    found = index.told(on_it) if on_it else ""
    if passage.names:
        found = found or next((words for words in written(index.report) if has_words(words, passage.names)), "")
    return _miss("disobeyed", f"{passage.article}: «{passage.quote}»", "no claim", found) if found else None
