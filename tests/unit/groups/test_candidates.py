"""The second sorting: what stands apart and must be read against each other comes together."""

import pytest

from factcmp.groups.answers import RegroupWire
from factcmp.groups.candidates.grouping import regrouped

GROUPS = (("Taken?", [1, 2]), ("Entered?", [3, 4]), ("How many?", [5, 6, 7]))


def change(groups: list[int], claims: list[int], question: str = "How far?") -> RegroupWire:
    return RegroupWire(why="", question=question, groups=groups, claims=claims)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        pytest.param([], [[1, 2], [3, 4], [5, 6, 7]], id="nothing"),
        pytest.param([change([1, 2], [])], [[5, 6, 7], [1, 2, 3, 4]], id="two-groups"),
        pytest.param([change([1], [9])], [[3, 4], [5, 6, 7], [1, 2, 9]], id="one-from-those-alone"),
        pytest.param([change([], [8, 9])], [[1, 2], [3, 4], [5, 6, 7], [8, 9]], id="a-new-group"),
        pytest.param([change([1], [5])], [[3, 4], [6, 7], [1, 2, 5]], id="taken-out-of-a-group"),
        pytest.param([change([], [3, 9])], [[1, 2], [5, 6, 7], [3, 9]], id="what-is-left-alone-is-no-group"),
        pytest.param([change([], [5, 6])], [[1, 2], [3, 4], [5, 6, 7]], id="nothing-that-stood-apart"),
        pytest.param([change([], [1])], [[1, 2], [3, 4], [5, 6, 7]], id="one-claim"),
        pytest.param([change([4, 0, -1], [10, 0, 9])], [[1, 2], [3, 4], [5, 6, 7]], id="numbers-of-nothing"),
        pytest.param(
            [change([1], [3]), change([2], [9])], [[5, 6, 7], [1, 2, 3], [4, 9]], id="the-first-change-has-it"
        ),
        pytest.param(
            [change([1, 2], []), change([2], [9])], [[5, 6, 7], [1, 2, 3, 4]], id="nothing-left-for-the-second"
        ),
    ],
)
def test_changes_bring_claims_together(changes: list[RegroupWire], wanted: list[list[int]]) -> None:
    assert [members for _, members in regrouped(GROUPS, changes, 9)] == wanted


def test_a_changed_group_has_the_question_of_the_change() -> None:
    assert regrouped(GROUPS, [change([1, 2], [], " How far had they come? ")], 9)[-1][0] == "How far had they come?"
