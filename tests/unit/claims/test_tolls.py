"""A figure for harm as the rules read it out of the quote."""

import pytest

from factcmp.claims.answers import ClaimWire
from factcmp.claims.conversion import ground_claim
from factcmp.claims.grounding import FoldedArticle
from factcmp.models import Article, Claim


def bounds_of(quote: str, figure: str, language: str) -> tuple[float | None, float | None]:
    nothing = dict.fromkeys(("of_whom", "place", "period", "blamed", "blame_hedge", "part_of"))
    toll = {"figure": figure, "harm": "killed"} | nothing
    asked = {"quote": quote, "statement": quote, "gloss": None, "question": "?", "stance": "asserts", "tolls": [toll]}
    blank = {"basis": None, "hedge": None, "time_said": None, "spoken_said": None, "background": False}
    wire = ClaimWire.model_validate(asked | blank | {"attribution": [], "quantities": [], "names": []})
    article = Article(id="A1", label="A1", title="", sha256="", text=quote, language=language)
    claim = ground_claim(wire, article, FoldedArticle(quote))
    assert isinstance(claim, Claim), claim
    return claim.tolls[0].lower, claim.tolls[0].upper


@pytest.mark.parametrize(
    ("language", "quote", "figure", "bounds"),
    [
        pytest.param("ar", "بين الضحايا طفلان وامرأة حامل", "امرأة حامل", (1, 1), id="beside-a-dual"),
        pytest.param("ar", "بين الضحايا امرأة وطفل", "طفل", (1, 1), id="two-singulars"),
        pytest.param("ar", "بين الضحايا نساء", "نساء", (None, None), id="women"),
        pytest.param("ar", "وبين الضحايا المرأة", "المرأة", (1, 1), id="the-woman"),
        pytest.param("ar", "والأسر الثلاث بين الضحايا", "الأسر", (None, None), id="families"),
        pytest.param("en", "the driver of the bus died at once", "the driver of the bus", (1, 1), id="role"),
        pytest.param("en", "the local police were held", "the local police", (None, None), id="police"),
        pytest.param("ru", "среди них женщина и ребенок", "женщина", (1, 1), id="without-article"),
        pytest.param("fr", "parmi eux un jeune homme et deux enfants", "un jeune homme", (1, 1), id="with-article"),
        pytest.param("en", "among them women and two children", "women", (None, None), id="english-women"),
    ],
)
def test_one_person_without_a_number_is_one(
    language: str, quote: str, figure: str, bounds: tuple[float | None, float | None]
) -> None:
    assert bounds_of(quote, figure, language) == bounds
