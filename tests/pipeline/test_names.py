"""The alias table on its way: proposed by the model, joined with the user's, used by index, origins and report."""

import asyncio
from collections.abc import Sequence

from pydantic import BaseModel
from scripted import ScriptedModel, claim_wire, claims_wire

from factcmp import Options, compare_articles, make_article, render_markdown
from factcmp.claims.answers import ClaimsWire, NameWire
from factcmp.errors import ModelError, ModelUnavailableError
from factcmp.groups.answers import GroupsWire, JudgementsWire, SameNamesWire, SameNameWire
from factcmp.llm.protocol import Request
from factcmp.models import Alias, NameKind, Report

ONE = "The Radan regime took Tarsin. The Radan regime wept."
TWO = "The government of Radan took Tarsin."


def model(*members: int, fails: bool = False) -> ScriptedModel:
    """Reads both articles, and says that these of the listed names mean the same."""

    def answer(request: Request[BaseModel]) -> BaseModel | ModelError:
        if request.answer is ClaimsWire:
            text = request.messages[1].content
            actor = "The Radan regime" if "regime" in text else "The government of Radan"
            claims = [claim_wire(f"{actor} took Tarsin")]
            claims[0].names = [
                NameWire(name=actor, gloss=actor, kind=NameKind.GROUP),
                NameWire(name="Tarsin", gloss="Tarsin", kind=NameKind.PLACE),
            ]
            if "wept" in text:
                claims.append(claim_wire("The Radan regime wept"))
            return claims_wire(claims)
        if request.answer is SameNamesWire:
            if fails:
                return ModelUnavailableError("gone")
            return SameNamesWire(
                same=[SameNameWire(reason="", name="Government of Radan", kind=NameKind.GROUP, names=list(members))],
                voices=[],
            )
        return GroupsWire(groups=[], matters=[]) if request.answer is GroupsWire else JudgementsWire(judgements=[])

    return ScriptedModel(answer)


def compared(scripted: ScriptedModel, aliases: Sequence[Alias] = ()) -> Report:
    texts = [make_article(text, id=f"a{n}", label=f"A{n}") for n, text in enumerate((ONE, TWO), 1)]
    return compare_articles(texts, scripted, Options(aliases=tuple(aliases)))


def asked_names(scripted: ScriptedModel) -> list[str]:
    return [r.messages[1].content for r in scripted.asked if r.answer is SameNamesWire]


def test_names_are_asked_about_once_each_with_its_rendering() -> None:
    scripted = model(1, 2)
    compared(scripted)
    (asked,) = asked_names(scripted)
    assert "1. group: The Radan regime = The Radan regime" in asked
    assert asked.count("Tarsin") == 2


def test_proposal_is_in_the_report_as_proposed_and_counts_the_names() -> None:
    report = compared(model(1, 2))
    (alias,) = report.aliases
    assert alias.proposed
    assert set(alias.spellings) == {"The Radan regime", "The government of Radan"}
    named = {naming.name: naming for naming in report.naming}["Government of Radan"]
    assert named.proposed
    assert [(use.article, len(use.places)) for use in named.uses] == [("a1", 2), ("a2", 1)]
    text = render_markdown(report)
    assert "Who calls whom what" in text
    assert "The Radan regime × 2" in text


def test_users_table_stands_and_what_it_joins_is_not_asked_about_twice() -> None:
    own = Alias(name="Radan authorities", spellings=("The Radan regime", "The government of Radan"))
    scripted = model()
    report = compared(scripted, [own])
    assert report.aliases == (own,)
    assert "The Radan regime / The government of Radan = Radan authorities" in asked_names(scripted)[0]
    assert not {naming.name: naming for naming in report.naming}["Radan authorities"].proposed


def test_failed_naming_is_a_failure_and_the_rest_goes_on() -> None:
    report = compared(model(fails=True))
    assert [failure.stage for failure in report.run.failures] == ["names"]
    assert report.aliases == ()
    assert len(report.claims) == 3


def test_numbers_that_no_name_has_and_names_given_twice_are_passed_over() -> None:
    report = compared(model(1, 1, 99))
    assert report.aliases == ()


class _Vectors:
    """Gives each text a vector and remembers the texts."""

    def __init__(self, fails: bool = False) -> None:
        self.texts: list[str] = []
        self.fails = fails

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        await asyncio.sleep(0)
        if self.fails:
            raise ModelUnavailableError("no vectors")
        self.texts += texts
        return [[float(len(text)), 1.0] for text in texts]


def test_embeddings_are_asked_for_only_where_the_index_is_needed() -> None:
    texts = [make_article(text, id=f"a{n}", label=f"A{n}") for n, text in enumerate((ONE, TWO), 1)]
    small, large, failing = _Vectors(), _Vectors(), _Vectors(fails=True)
    compare_articles(texts, model(), Options(embedder=small))
    assert small.texts == []
    compare_articles(texts, model(), Options(embedder=large, max_claims=2))
    assert len(large.texts) == 3
    report = compare_articles(texts, model(), Options(embedder=failing, max_claims=2))
    assert [failure.stage for failure in report.run.failures] == ["embed"]
