"""What the report calls the claims and articles that a model was asked about by numbers and letters."""

import pytest

from factcmp.groups.claim_text import Names

NAMES = Names({1: "A1.1", 2: "A3.4"}, {"B": "A2", "C": "A3"})


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[1] and [1, 2]; [7]", "[A1.1] and [A1.1], [A3.4]; [7]"),
        ("article C says, and so does Article B.", "article A3 says, and so does Article A2."),
        ("وفي المقال C وللمقالة B [2]", "وفي المقال A3 وللمقالة A2 [A3.4]"),
        ("в статье C, у статті B", "в статье A3, у статті A2"),
        ("l'article C, im Artikel B, nell'articolo C", "l'article A3, im Artikel A2, nell'articolo A3"),
        ("記事Cでは", "記事A3では"),
        ("article D, article Bern, the article B.1, vitamin C, a particle C", None),
    ],
)
def test_letters_and_numbers_of_a_request_do_not_reach_the_report(said: str, shown: str | None) -> None:
    assert NAMES.put_in(f" {said} ") == (said if shown is None else shown)
