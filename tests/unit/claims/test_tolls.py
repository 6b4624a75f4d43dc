"""A figure for harm as the rules read it out of the quote."""

import pytest

from factcmp.claims.answers import ClaimWire
from factcmp.claims.conversion import ground_claim
from factcmp.claims.grounding import FoldedArticle
from factcmp.models import Article, Claim


def bounds_of(
    quote: str, figure: str, language: str, *persons: str, of_whom: str | None = None
) -> tuple[float | None, float | None]:
    nothing = dict.fromkeys(("place", "period", "blamed", "blame_hedge", "part_of"))
    toll = {"figure": figure, "harm": "killed", "of_whom": of_whom} | nothing
    names = [{"name": name, "gloss": name, "kind": "person"} for name in persons]
    asked = {"quote": quote, "statement": quote, "gloss": None, "question": "?", "stance": "asserts", "tolls": [toll]}
    blank = {"basis": None, "hedge": None, "time_said": None, "spoken_said": None, "background": False}
    wire = ClaimWire.model_validate(asked | blank | {"attribution": [], "quantities": [], "names": names})
    article = Article(id="A1", label="A1", title="", sha256="", text=quote, language=language)
    claim = ground_claim(wire, article, FoldedArticle(quote))
    assert isinstance(claim, Claim), claim
    bounds = claim.tolls[0].lower, claim.tolls[0].upper
    assert [(one.lower, one.upper) for one in claim.quantities] == ([] if bounds[0] is None else [bounds])
    return bounds


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


@pytest.mark.parametrize(
    ("language", "quote", "figure", "persons", "number"),
    [
        pytest.param("en", "Mara Lund, 41, a nurse, was killed", "Mara Lund, 41, a nurse", ("Mara Lund",), 1, id="age"),
        pytest.param(
            "en", "they killed Lund (41) and Tor Vik", "Lund (41) and Tor Vik", ("Lund", "Tor Vik"), 2, id="two"
        ),
        pytest.param("ar", "توفيت منى سهل، 41، أمس", "منى سهل، 41", ("منى سهل",), 1, id="arabic-age"),
        pytest.param("en", "Mara Lund and 12 others died", "Mara Lund and 12 others", ("Mara Lund",), 12, id="others"),
    ],
)
def test_an_age_behind_a_name_is_no_figure(
    language: str, quote: str, figure: str, persons: tuple[str, ...], number: int
) -> None:
    assert bounds_of(quote, figure, language, *persons) == (number, number)


@pytest.mark.parametrize(
    ("figure", "of_whom", "bounds"),
    [
        pytest.param("she was beaten", "Mara Lund", (1, 1), id="she"),
        pytest.param("she was beaten", "the guests of Mara Lund", (None, None), id="others"),
        pytest.param("several people were beaten", "Mara Lund", (2, None), id="words-for-several"),
    ],
)
def test_whom_the_model_names_as_the_victim_is_one(
    figure: str, of_whom: str, bounds: tuple[float | None, float | None]
) -> None:
    quote = f"Mara Lund said that {figure} at the door"
    assert bounds_of(quote, figure, "en", "Mara Lund", of_whom=of_whom) == bounds
