"""By what name whoever speaks or publishes is told."""

from typing import Any

import pytest
from story_reports import slide

from factcmp.models import Alias, Article, Report, Source, SourceKind, Voice
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_markdown
from factcmp.report.sentence_pieces import isolate
from factcmp.report.view import View
from factcmp.report.voices import speakers_of


def published_by(outlet: str | None, *, language: str = "en", **update: object) -> Report:
    """The story with its Arabic article from this outlet, which its claims name first."""
    report = slide(language)
    articles = tuple(
        article.model_copy(update={"outlet": outlet}) if article.id == "thu" else article for article in report.articles
    )
    return report.model_copy(update={"articles": articles, **update})


def rendered(name: str, gloss: str) -> Report:
    """The story whose Arabic article names its outlet, with a rendering, as the source of its first claim."""
    report = published_by(name)
    own = Source(name=name, gloss=gloss, kind=SourceKind.OUTLET)
    first = next(claim.id for claim in report.claims if claim.article == "thu")
    claims = tuple(
        claim.model_copy(update={"attribution": (own, *claim.attribution)}) if claim.id == first else claim
        for claim in report.claims
    )
    return report.model_copy(update={"claims": claims})


@pytest.mark.parametrize(
    ("report", "told"),
    [
        pytest.param(rendered("المنارة", "Al Manara, the news site"), "Al Manara", id="as-a-claim-renders-it"),
        pytest.param(published_by("المنارة", aliases=(Alias(name="Al Manara", spellings=("المنارة",)),)), "Al Manara",
                     id="as-the-alias-table-has-it"),
        pytest.param(published_by("المنارة"), f"{isolate('المنارة')} (A2)", id="isolated-with-its-label"),
        pytest.param(published_by("المنارة", language="ar"), "المنارة", id="in-its-own-script"),
        pytest.param(published_by("Manara Post"), "Manara Post", id="in-the-reports-script"),
        pytest.param(published_by(None), "A2's unnamed outlet", id="not-named"),
    ],
)  # fmt: skip
def test_an_outlet_is_called_by_a_name_that_readers_of_the_report_can_read(report: Report, told: str) -> None:
    assert View(report).outlets["thu"] == told


def test_an_articles_outlet_stands_in_its_own_words_beside_its_name() -> None:
    report = rendered("المنارة", "Al Manara")
    assert 'Al Manara (<span dir="rtl" lang="ar">المنارة</span>)' in render_markdown(report)
    assert '<bdi>Al Manara</bdi> (<bdi dir="rtl" lang="ar">المنارة</bdi>)' in render_html(report)


def spoken(*voices: dict[str, Any]) -> View:
    """The story with its first claims spoken by these voices, a claim each."""
    report = slide()
    claims = tuple(
        claim.model_copy(update={"voice": f"n{at}" if at < len(voices) else claim.voice})
        for at, claim in enumerate(report.claims)
    )
    new = tuple(
        Voice(
            id=f"n{at}",
            label=f"V{at}",
            kind=SourceKind.OFFICIAL,
            mentions=(),
            claims=(claims[at].id,),
            **{"known": True, **voice},
        )
        for at, voice in enumerate(voices)
    )
    return View(report.model_copy(update={"claims": claims, "voices": new}))


def test_who_has_a_name_is_told_before_who_is_described_and_who_is_not_known_last() -> None:
    view = spoken(
        {"name": "nobody", "known": False},
        {"name": "a commander, not named, of the forces that fight at the dam"},
        {"name": "Norland"},
    )
    names = [one.name for one in speakers_of(view, [claim.id for claim in view.report.claims[:3]])]
    assert names[1:] == ["a commander, not named, of the forces that fight at the dam", "nobody"]
    assert names[0] == "Norland"


def test_those_who_speak_for_one_side_are_of_one_side() -> None:
    view = spoken(
        {"name": "Norland", "party": "Norland"},
        {"name": "its army", "party": "Norland and its allies"},
        {"name": "a monitor"},
    )
    sides = {one.name: one.side for one in speakers_of(view, [claim.id for claim in view.report.claims[:3]])}
    assert sides["Norland"] == sides["its army"] != sides["a monitor"]


def test_an_article_is_in_no_language_and_still_has_an_outlet() -> None:
    report = slide()
    article: Article = report.articles[1].model_copy(update={"language": None, "outlet": "المنارة"})
    articles = (report.articles[0], article, report.articles[2])
    assert View(report.model_copy(update={"articles": articles})).outlets["thu"].endswith(" (A2)")
