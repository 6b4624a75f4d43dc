"""What changed between two reports, matched by content."""

import pytest
from desk_reports import group, report
from hypothesis import given
from hypothesis import strategies as st

from factcmp.desk.diff import ReportDiff, compare_reports, render_diff
from factcmp.models import Group, Relation, Report

BOATS = group(Relation.CONTRADICTION, "a", "e", question="How many boats?")
PIERS = group(Relation.AGREEMENT, "bf", question="Which pier?")
CAME = group(Relation.SINGLE_SOURCE, "l", question="What next?")
LONE = group(Relation.SINGLE_SOURCE, "c", question="Who saw it?")


def test_a_report_is_carried_over_whole_into_itself_whatever_the_order_and_the_wording() -> None:
    old = report(BOATS, PIERS, LONE)
    reworded = BOATS.model_copy(
        update={
            "explanation": "Otherwise.",
            "positions": tuple(p.model_copy(update={"summary": "other words"}) for p in reversed(BOATS.positions)),
        }
    )
    diff = compare_reports(old, report(LONE, PIERS, reworded))
    assert (diff.new, diff.gone, diff.changed) == ((), (), ())
    assert [finding.question for finding in diff.carried_over] == ["Who saw it?", "Which pier?", "How many boats?"]
    assert diff.articles.unchanged == 3
    assert "Every finding is as it was." in render_diff(diff)


def test_an_article_added_leaves_findings_carried_over_changed_and_new() -> None:
    old = report(BOATS, PIERS, LONE, articles="XY")
    came = group(Relation.SINGLE_SOURCE, "k", question="What burned?")
    grown = group(Relation.CONTRADICTION, "a", "e", "i", question="How many boats?")
    joined = group(Relation.AGREEMENT, "cj", question="Who saw it?")
    diff = compare_reports(old, report(grown, joined, PIERS, came))
    assert [article.id for article in diff.articles.added] == ["Z"]
    assert [finding.question for finding in diff.carried_over] == ["Which pier?"]
    assert [(one.finding.question, one.shared_with) for one in diff.new] == [("What burned?", ())]
    assert diff.gone == ()
    boats, saw = diff.changed
    assert (boats.relation, boats.question, boats.claims_removed) == (None, None, ())
    assert [(claim.id, claim.article) for claim in boats.claims_added] == [("i", "A3")]
    assert boats.positions is not None
    assert [one.articles for one in boats.positions.added] == [("A3",)]
    assert not boats.positions.divided_otherwise
    assert saw.relation is not None
    assert (saw.relation.old, saw.relation.new) == (Relation.SINGLE_SOURCE, Relation.AGREEMENT)
    assert saw.positions is None


@pytest.mark.parametrize(
    ("now", "differs"),
    [
        pytest.param(group(Relation.UPDATE, "a", "be"), {"relation"}, id="relation"),
        pytest.param(group(Relation.CONTRADICTION, "ab", "e"), {"positions"}, id="divided-otherwise"),
        pytest.param(group(Relation.CONTRADICTION, "a", "bef"), {"claims_added"}, id="claim-joined-a-position"),
        pytest.param(group(Relation.CONTRADICTION, "a", "be", "f"), {"claims_added", "positions"}, id="new-answer"),
        pytest.param(group(Relation.CONTRADICTION, "a", "b"), {"claims_removed"}, id="claim-left"),
        pytest.param(group(Relation.CONTRADICTION, "be"), {"claims_removed", "positions"}, id="answer-gone"),
        pytest.param(group(Relation.CONTRADICTION, "a", "be", question="Why?"), {"question"}, id="question"),
    ],
)
def test_a_change_says_what_changed(now: Group, differs: set[str]) -> None:
    (change,) = compare_reports(report(group(Relation.CONTRADICTION, "a", "be")), report(now)).changed
    parts = ("relation", "positions", "claims_added", "claims_removed", "question")
    assert {part for part in parts if getattr(change, part)} == differs


def test_a_change_of_positions_says_which() -> None:
    old = report(group(Relation.CONTRADICTION, "a", "be"))

    def changed(*positions: str) -> tuple[list[str], list[str], bool]:
        (change,) = compare_reports(old, report(group(Relation.CONTRADICTION, *positions))).changed
        assert change.positions
        added, removed = ([one.summary for one in some] for some in (change.positions.added, change.positions.removed))
        return added, removed, change.positions.divided_otherwise

    assert changed("a", "be", "f") == (["answer f"], [], False)
    assert changed("be") == ([], ["answer a"], False)
    assert changed("ab", "e") == ([], [], True)
    assert changed("be", "fi") == (["answer fi"], ["answer a"], False)


def test_a_group_goes_with_the_one_it_shares_most_with_and_each_with_one() -> None:
    old = report(group(Relation.AGREEMENT, "abcef"), group(Relation.AGREEMENT, "gh"))
    new = report(group(Relation.AGREEMENT, "ab"), group(Relation.AGREEMENT, "cefgh"))
    diff = compare_reports(old, new)
    # cefgh shares 3 of 7 with the first and 2 of 5 with the second; ab shares 2 of 5 with the first.
    assert [(change.old.claims, change.new.claims) for change in diff.changed] == [
        (tuple("abcef"), tuple("cefgh")),
    ]
    assert [(one.finding.claims, one.shared_with) for one in diff.new] == [(("a", "b"), ("G1",))]
    assert [(one.finding.claims, one.shared_with) for one in diff.gone] == [(("g", "h"), ("G2",))]


def test_a_small_finding_taken_up_whole_is_nearer_than_a_part_of_a_large_one() -> None:
    old = report(group(Relation.AGREEMENT, "abcdfgh"), group(Relation.SINGLE_SOURCE, "e"))
    (change,) = compare_reports(old, report(group(Relation.AGREEMENT, "abe"))).changed
    assert change.old.claims == ("e",)


def test_between_equals_the_order_decides() -> None:
    old = report(group(Relation.SINGLE_SOURCE, "a"), group(Relation.SINGLE_SOURCE, "e"))
    (change,) = compare_reports(old, report(group(Relation.AGREEMENT, "ae"))).changed
    assert change.old.claims == ("a",)


def test_articles_are_matched_by_content_then_by_id() -> None:
    old = report(PIERS, articles="VWXY", texts={"V": "same", "W": "before"})
    new = report(PIERS, articles="UWXYZ", texts={"U": "same", "W": "after"})
    articles = compare_reports(old, new).articles
    assert [(change.old.id, change.new.id) for change in articles.renamed] == [("V", "U")]
    assert [(change.old.id, change.new.id) for change in articles.changed] == [("W", "W")]
    assert [article.id for article in articles.added] == ["Z"]
    assert articles.removed == ()
    assert articles.unchanged == 2
    back = compare_reports(new, old).articles
    assert [article.id for article in back.removed] == ["Z"]


def test_the_text_begins_with_the_counts_and_tells_what_to_read_anew() -> None:
    old = report(BOATS, PIERS, LONE, articles="XY")
    now = group(Relation.UPDATE, "a", "ei", question="How many boats sank?")
    text = render_diff(
        compare_reports(old, report(group(Relation.PARTIAL, "j", "k", question="Who?"), now, LONE, CAME))
    )
    assert text == (
        "Findings: 2 new (1 of one claim alone), 1 gone, 1 changed, 1 carried over\n"
        "Articles: 1 added, 0 removed, 0 changed, 2 as before\n"
        "\n"
        "Articles added\n"
        "  A3 Z: Title Z\n"
        "\n"
        "Changed\n"
        "  G2 update: How many boats sank? [A1, A2, A3]\n"
        "      was G1\n"
        "      relation: contradiction → update\n"
        "      question was: How many boats?\n"
        "      + A3.i gloss i\n"
        "\n"
        "New\n"
        "  G1 partial: Who? [A3]\n"
        "      A answer j [A3]\n"
        "      B answer k [A3]\n"
        "\n"
        "New, one claim alone\n"
        "  G4 answer l [A3]\n"
        "\n"
        "Gone\n"
        "  G2 agreement: Which pier? [A1, A2]\n"
        "      A answer bf [A1, A2]\n"
    )


def test_hostile_words_stay_on_their_line_and_steer_nothing() -> None:
    words = "x\n\nFindings: 0 new\x1b[2J\u202e\r"
    text = render_diff(compare_reports(report(), report(group(Relation.AGREEMENT, "ae", question=words))))
    assert text.count("\n") == 6
    assert not {"\x1b", "\u202e", "\r"} & set(text)


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    letters = draw(st.lists(st.sampled_from("abcdefghij"), unique=True))
    groups: list[Group] = []
    while letters:
        size = draw(st.integers(1, len(letters)))
        taken, letters = letters[:size], letters[size:]
        groups.append(group(draw(st.sampled_from(Relation)), "".join(taken)))
    return report(*groups)


@given(_reports(), _reports())
def test_every_finding_is_in_one_place_and_the_other_way_round_mirrors(old: Report, new: Report) -> None:
    diff = compare_reports(old, new)
    assert sorted(_after(diff)) == sorted(one.id for one in new.groups)
    before = [one.finding.group for one in diff.gone] + [one.old.group for one in diff.changed]
    assert len(before) + len(diff.carried_over) == len(old.groups)
    assert compare_reports(old, new) == diff
    assert ReportDiff.model_validate_json(diff.model_dump_json()) == diff
    same = compare_reports(old, old)
    assert (same.new, same.gone, same.changed) == ((), (), ())


def _after(diff: ReportDiff) -> list[str]:
    carried = [one.group for one in diff.carried_over]
    return [one.finding.group for one in diff.new] + [one.new.group for one in diff.changed] + carried
