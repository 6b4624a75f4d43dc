"""Headlines that state as a fact what their text has only as somebody's word."""

import pytest
from report_makers import article, claim, group, position, span

from factcmp.flags import find_flags
from factcmp.models import Claim, Flag, FlagKind, Relation, Source, SourceKind, Stance

ARTICLE = article(
    "a",
    "A1",
    "Rebels shell the port\n\nThe navy said that rebels had shelled the port. Rebels shelled it, residents said.",
)


def told(id: str, quote: str, source: str | None = None, kind: SourceKind = SourceKind.OFFICIAL) -> Claim:
    sources = [Source(name=source, gloss=source, kind=kind, mention=span(ARTICLE, source))] if source else []
    return claim(id, id, ARTICLE, quote, sources, headline=id == "head")


HEAD = told("head", "Rebels shell the port")
NAVY = told("navy", "rebels had shelled the port", "The navy")
HOMES = told("homes", "Rebels shelled it", "residents", SourceKind.WITNESS)


def flagged(*answers: tuple[Claim, ...]) -> list[Flag]:
    positions = [
        position(label, "", *(claim.id for claim in answer)) for label, answer in zip("AB", answers, strict=False)
    ]
    claims = [claim for answer in answers for claim in answer]
    found = find_flags([ARTICLE], (), claims, [group("g", "G1", "?", Relation.AGREEMENT, *positions)])
    return [flag for flag in found if flag.kind is FlagKind.HEADLINE_AS_FACT]


def test_the_headline_and_what_the_sources_say_are_quoted() -> None:
    (flag,) = flagged((HEAD, NAVY, HOMES))
    quotes = ["Rebels shell the port", "rebels had shelled the port", "Rebels shelled it"]
    assert [span.text for span in flag.spans] == quotes


def test_an_outlet_that_the_text_cites_is_a_source() -> None:
    cited = told("cited", "rebels had shelled the port", "The navy", SourceKind.OUTLET)
    assert flagged((HEAD.model_copy(update={"voice": "v1"}), cited.model_copy(update={"voice": "v2"})))
    assert not flagged((HEAD.model_copy(update={"voice": "v1"}), cited.model_copy(update={"voice": "v1"})))


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(((HEAD,),), id="no-text-to-hold-against"),
        pytest.param(((HEAD,), (NAVY,)), id="another-answer"),
        pytest.param(((told("head", "Rebels shell the port", "The navy"), NAVY),), id="named-above"),
        pytest.param(((HEAD, NAVY, told("own", "Rebels shelled it")),), id="the-text-states-it-too"),
        pytest.param(
            ((HEAD, NAVY, told("own", "Rebels shelled it", "residents", SourceKind.OUTLET)),), id="the-outlet-itself"
        ),
        pytest.param(((HEAD.model_copy(update={"hedge": HEAD.quote}), NAVY),), id="hedged"),
        pytest.param(((HEAD.model_copy(update={"stance": Stance.PREDICTS}), NAVY),), id="not-of-a-fact"),
    ],
)
def test_what_a_headline_may_say(answers: tuple[tuple[Claim, ...], ...]) -> None:
    assert flagged(*answers) == []
