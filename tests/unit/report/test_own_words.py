"""One name for one thing in what a report says itself, whatever a model spelled."""

import pytest
from story_reports import slide

from factcmp.models import Alias, Name, NameKind, Report
from factcmp.report.formats import FORMATS
from factcmp.report.own_words import under_one_name

ISLE = Alias(name="Tarr", kind=NameKind.PLACE, spellings=("طار", "isle of Tarr"), proposed=True)
GUARD = Alias(
    name="Coast Guard", kind=NameKind.GROUP, spellings=("the Naval Watch", "Sea Patrol (SP)", "SP (Sea Guard)", "الخفر")
)


def reworded(gloss: str, names: dict[str, str], *aliases: Alias, language: str = "en") -> Report:
    """The story with one claim of this gloss, whose names have these renderings."""
    report = slide()
    named = tuple(Name(name=name, gloss=gloss, kind=NameKind.PLACE) for gloss, name in names.items())
    first = report.claims[0].model_copy(update={"gloss": gloss, "names": named})
    run = report.run.model_copy(update={"language": language})
    return report.model_copy(update={"claims": (first, *report.claims[1:]), "aliases": aliases, "run": run})


@pytest.mark.parametrize(
    ("gloss", "names", "aliases", "language", "told"),
    [
        pytest.param(
            "A boat left Al Bora.",
            {"Al-Borra": "البورة", "Al Bora": "البورة"},
            (),
            "en",
            "A boat left Al-Borra.",
            id="spelled-otherwise",
        ),
        pytest.param(
            "A boat left Tar.", {"Tar": "طار"}, (ISLE,), "en", "A boat left Tarr.", id="spelled-otherwise-than-table"
        ),
        pytest.param(
            "The army met the Army of Orm.",
            {"Army of Orm": "الجيش", "Army of Sorm": "الجيش"},
            (),
            "en",
            "The army met the Army of Orm.",
            id="one-word-for-two-bodies",
        ),
        pytest.param(
            "The Naval Watch called SP.",
            {"the Naval Watch": "الخفر", "Sea Patrol (SP)": "الخفر"},
            (GUARD,),
            "en",
            "The Naval Watch called SP.",
            id="tells-of-two-names",
        ),
        pytest.param("SP said so.", {"Sea Patrol (SP)": "الخفر"}, (GUARD,), "en", "Coast Guard said so.", id="acronym"),
        pytest.param(
            "SP said so.", {"SP (Sea Guard)": "الخفر"}, (GUARD,), "en", "Coast Guard said so.", id="acronym-first"
        ),
        pytest.param(
            "CG said so.", {"Coast Guard (CG)": "حرس"}, (GUARD,), "en", "Coast Guard said so.", id="acronym-of-the-name"
        ),
        pytest.param(
            "A boat left Albukora.",
            {"Abu Kora": "بوكورا", "Al-Bukora": "بوكورا", "Albukora": "بوكورا"},
            (),
            "en",
            "A boat left Abu Kora.",
            id="with-an-arabic-article",
        ),
        pytest.param(
            "The Naval Watch said so.",
            {"the Naval Watch": "الخفر"},
            (GUARD,),
            "en",
            "The Coast Guard said so.",
            id="article",
        ),
        pytest.param("أعلنوا هجومًا «مطوَّقًا»", {"x": "x"}, (), "ar", "أعلنوا هجوما «مطوَّقًا»", id="vowel-marks"),
        pytest.param("قالت الخفر", {"الخفر": "الخفر"}, (GUARD,), "ar", "قالت الخفر", id="gender-would-not-agree"),
        pytest.param("“SP” said so.", {"Sea Patrol (SP)": "x"}, (GUARD,), "en", "“SP” said so.", id="quoted"),
    ],
)
def test_a_report_calls_a_thing_by_one_name(
    gloss: str, names: dict[str, str], aliases: tuple[Alias, ...], language: str, told: str
) -> None:
    assert under_one_name(reworded(gloss, names, *aliases, language=language)).claims[0].gloss == told


def test_quotes_statements_and_the_naming_table_stay() -> None:
    report = reworded("The Naval Watch left.", {"the Naval Watch": "الخفر"}, GUARD)
    named = under_one_name(report)
    assert named.claims[0].gloss == "The Coast Guard left."
    assert [(one.quote, one.statement, one.names) for one in named.claims] == [
        (one.quote, one.statement, one.names) for one in report.claims
    ]
    assert (named.naming, named.aliases, named.articles) == (report.naming, report.aliases, report.articles)


@pytest.mark.parametrize("name", ["md", "brief", "html", "csv", "disputes"])
def test_every_format_but_json_says_the_one_name(name: str) -> None:
    report = reworded("The Naval Watch left.", {"the Naval Watch": "الخفر"}, GUARD)
    dispute = report.disputes[0].model_copy(update={"question": "Did the Naval Watch leave?"})
    group = report.groups[0].model_copy(update={"question": "Did the Naval Watch leave?"})
    report = report.model_copy(
        update={"disputes": (dispute, *report.disputes[1:]), "groups": (group, *report.groups[1:])}
    )
    text = FORMATS[name].render(report, title="", links={}, reviews={})
    assert ("Did the Coast Guard leave?" in text, "Did the Naval Watch leave?" in text) == (True, False)
