"""What the report calls the claims and articles that a model was asked about by numbers and letters."""

import pytest

from factcmp.groups.story.claim_text import Names

NAMES = Names({1: "A1.1", 2: "A3.4"}, {"B": "A2", "C": "A3"})


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[1] and [1, 2]; [7]", "[A1.1] and [A1.1], [A3.4]; [7]"),
        ("[C] says, and so does [B]; against them [2].", "A3 says, and so does A2; against them [A3.4]."),
        ("ويقول [C] خلاف ذلك [2]", "ويقول A3 خلاف ذلك [A3.4]"),
        ("[D], article C, vitamin C, [sic]", None),
    ],
)
def test_letters_and_numbers_of_a_request_do_not_reach_the_report(said: str, shown: str | None) -> None:
    assert NAMES.put_in(f" {said} ") == (said if shown is None else shown)
