"""How far two reports on the same articles agree."""

import pytest
from desk_reports import article, claim
from story_reports import slide

from factcmp.desk.diff import compare_reports, render_diff
from factcmp.desk.repeatability import compare_relations
from factcmp.models import Group, Relation, Report


def shares(old: Report, new: Report) -> dict[str, tuple[int, int]]:
    alike = compare_relations(old, new)
    assert alike
    return {one.relation.value: (one.both, one.either) for one in alike.relations}


def anew(report: Report) -> Report:
    """The same as another run would find it: every claim has another id and another wording."""
    text = report.model_dump_json()
    for one in report.claims:
        text = text.replace(f'"{one.id}"', f'"new-{one.id}"')
    return Report.model_validate_json(text)


def with_group(report: Report, number: int, **update: object) -> Report:
    groups = list(report.groups)
    groups[number] = Group.model_validate(groups[number].model_dump() | update)
    return report.model_copy(update={"groups": tuple(groups)})


def test_the_same_findings_agree_wholly_under_other_ids() -> None:
    alike = compare_relations(slide(), anew(slide()))
    assert alike
    assert alike.claims == len(slide().claims)
    assert all(one.share == 1 for one in alike.relations)
    assert shares(slide(), anew(slide())) == {"contradiction": (3, 3), "update": (2, 2), "agreement": (6, 6)}


def test_a_relation_that_flipped_counts_against_both() -> None:
    between = [pair.model_dump() | {"relation": "update"} for pair in slide().groups[1].between]
    changed = anew(with_group(slide(), 1, between=between, relation="update"))
    assert shares(slide(), changed) == {"contradiction": (2, 3), "update": (2, 3), "agreement": (6, 6)}


def test_claims_that_one_report_lacks_are_no_disagreement() -> None:
    report = slide()
    fewer = with_group(report, 1, claims=("c11",), positions=report.groups[1].positions[:1], between=())
    fewer = fewer.model_copy(update={"claims": tuple(one for one in report.claims if one.id != "c16")})
    alike = compare_relations(report, anew(fewer))
    assert alike
    assert alike.claims == len(report.claims) - 1
    assert shares(report, anew(fewer))["contradiction"] == (2, 2)


@pytest.mark.parametrize(("quote", "matched"), [((0, 20), 1), ((4, 20), 1), ((15, 40), 0)])
def test_claims_are_the_same_where_their_quotes_share_half(quote: tuple[int, int], matched: int) -> None:
    text = article("a", "A1", "x" * 40)
    one = claim("c", text, "A1.1", "x" * 20)
    start, end = quote
    span = one.quote.model_copy(update={"start": start, "end": end, "text": "x" * (end - start)})
    old, new = (
        slide().model_copy(update={"articles": (text,), "claims": (each,), "groups": (), "voices": (), "ledger": ()})
        for each in (one, one.model_copy(update={"quote": span}))
    )
    alike = compare_relations(old, new)
    assert alike
    assert alike.claims == matched


def test_other_articles_have_nothing_to_agree_on() -> None:
    other = slide().model_copy(
        update={"articles": tuple(one.model_copy(update={"sha256": "0" * 64}) for one in slide().articles)}
    )
    assert compare_relations(slide(), other) is None


def test_the_text_of_a_diff_tells_shares_and_two_languages() -> None:
    text = render_diff(compare_reports(slide(), anew(slide("ar"))))
    assert "contradiction 3 of 3 (1.00), update 2 of 2 (1.00), agreement 6 of 6 (1.00)" in text
    assert "two languages (en, ar)" in text
    assert "two languages" not in render_diff(compare_reports(slide(), slide()))
    assert Relation.AGREEMENT in text
