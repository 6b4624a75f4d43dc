"""Articles taken out of a report: nothing is asked, and the rest is as if they had not been there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers import ScriptedServer
from test_adding import Reader, article, labels, long_article

from factcmp import Options, add_articles, compare_articles, remove_articles
from factcmp.errors import InputError
from factcmp.models import Relation, Report

Run = Callable[..., Any]
FOUND = ("articles", "claims", "groups", "disputes", "voices", "calendar", "ledger", "naming", "aliases", "flags")
PUMPS = (
    article(1, "Topic 1 the pump of hall 1 worked well."),
    article(2, "Topic 1 the pump of hall 2 worked well.", "Topic 2 the lamp was lit."),
    article(3, "Topic 1 the pump never worked.", "Topic 2 the lamp was never lit."),
)


def found(report: Report, *but: str) -> dict[str, Any]:
    return {name: getattr(report, name) for name in FOUND if name not in but}


def test_what_was_added_and_is_taken_out_again_leaves_what_was_there() -> None:
    options = Options(max_claims=60)
    first = compare_articles([long_article(number) for number in range(1, 13)], Reader().model, options)
    more = add_articles(first, [long_article(13)], Reader().model, options)
    left = remove_articles(more, ["a13"])
    assert found(left, "groups") == found(first, "groups")
    assert [(group.id, group.relation, labels(left, group)) for group in left.groups] == [
        (group.id, group.relation, labels(first, group)) for group in first.groups
    ]


def test_a_report_of_which_nothing_is_taken_stays_as_it_is() -> None:
    report = compare_articles([long_article(number) for number in range(1, 6)], Reader(joins=True).model)
    assert found(remove_articles(report, [])) == found(report)


def test_an_answer_that_nobody_gives_any_more_is_gone_and_the_others_agree() -> None:
    report = compare_articles(PUMPS, Reader().model)
    assert [group.relation for group in report.groups] == [Relation.CONTRADICTION] * 2
    left = remove_articles(report, ["a03"])
    assert {(group.relation, *map(tuple, labels(left, group))) for group in left.groups} == {
        (Relation.AGREEMENT, ("A1.1", "A2.1")),
        (Relation.SINGLE_SOURCE, ("A2.2",)),
    }
    assert left.disputes == ()
    assert all(group.between == () and group.judgements == () for group in left.groups)


def test_the_other_answers_stand_to_each_other_as_they_did() -> None:
    report = compare_articles(PUMPS, Reader().model)
    left = remove_articles(report, ["a01"])
    assert [labels(left, group) for group in left.groups] == [[["A2.1"], ["A3.1"]], [["A2.2"], ["A3.2"]]]
    assert [group.relation for group in left.groups] == [Relation.CONTRADICTION] * 2
    assert [group.judgements for group in left.groups] == [group.judgements for group in report.groups]


def test_no_reason_names_an_article_that_is_gone() -> None:
    report = compare_articles(PUMPS, Reader().model)
    tells = "A10 differs from the others."
    (pumps, lamps) = report.groups
    told = [
        one.model_copy(update={"explanation": why, "between": (one.between[0].model_copy(update={"reason": why}),)})
        for one, why in ((pumps, "A1.1 says so, A3.1 does not."), (lamps, tells))
    ]
    left = remove_articles(report.model_copy(update={"groups": tuple(told)}), ["a01"])
    assert [(group.explanation, group.between[0].reason) for group in left.groups] == [("", ""), (tells, tells)]


def test_no_label_is_given_twice() -> None:
    left = remove_articles(compare_articles(PUMPS, Reader().model), ["a02"])
    report = add_articles(left, [article(7, "Topic 1 the pump of hall 7 worked well.")], Reader().model)
    assert [one.label for one in report.articles] == ["A1", "A3", "A4"]


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        pytest.param(["a02", "a03"], "leave two or more", id="one-left"),
        pytest.param(["a02", "a99"], "no article a99", id="unknown"),
    ],
)
def test_what_cannot_be_taken_out_is_said(gone: list[str], why: str) -> None:
    report = compare_articles(PUMPS, Reader().model)
    with pytest.raises(InputError, match=why):
        remove_articles(report, gone)


@pytest.mark.parametrize("told", ["A2", "bridge", "bridge.txt", "fire/bridge.txt"])
def test_the_command_asks_nothing(fire: ScriptedServer, folder: Path, run: Run, told: str) -> None:
    (folder / "fire" / "bridge.txt").write_text("Bridge\n\nThree warehouses burned down on Monday.\n", encoding="utf-8")
    assert run("report", "fire", "-o", "out", "--format", "json").code == 0
    before = len(fire.asked)
    place = folder / "out" / "fire.json"
    whole = Report.model_validate_json(place.read_text(encoding="utf-8"))
    ran = run("remove", told, "--from", "out/fire.json", "-o", "less.json")
    assert (ran.code, len(fire.asked)) == (0, before)
    left = Report.model_validate_json((folder / "less.json").read_text(encoding="utf-8"))
    gone = next(one for one in whole.articles if told in (one.label, one.id, one.path, Path(one.path or "").name))
    assert [one.id for one in left.articles] == [one.id for one in whole.articles if one.id != gone.id]
    assert f"without {gone.label}" in ran.err
    assert Report.model_validate_json(place.read_text(encoding="utf-8")) == whole
    assert run("remove", told, "--from", "out/fire.json").code == 0
    assert Report.model_validate_json(place.read_text(encoding="utf-8")) == left


def test_the_command_says_which_articles_there_are(fire: ScriptedServer, folder: Path, run: Run) -> None:  # noqa: ARG001
    assert run("report", "fire", "-o", "out", "--format", "json").code == 0
    ran = run("remove", "A9", "--from", "out/fire.json")
    assert ran.code == 1
    assert "no article A9; it has A1 (" in ran.err
