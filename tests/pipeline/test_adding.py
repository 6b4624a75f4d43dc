"""Articles added to a report: asked about alone, with the groups that they touch; all else stays as it was."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel
from scripted import NOTHING, ScriptedModel, claim_wire, claims_wire
from servers import ScriptedServer

from factcmp import Options, add_articles, compare_articles, make_article
from factcmp.claims.answers import ClaimsWire
from factcmp.errors import InputError, ModelError, ModelUnavailableError
from factcmp.groups.answers import (
    BetweenWire,
    GroupsWire,
    JudgedRelation,
    JudgementsWire,
    JudgementWire,
    MatterWire,
    PositionWire,
    QuestionWire,
    SameNamesWire,
    SameVoiceWire,
)
from factcmp.llm.protocol import Request
from factcmp.models import Article, Group, Relation, Report

Run = Callable[..., Any]
TOPICS = 30


def article(number: int, *sentences: str) -> Article:
    return make_article("\n".join(sentences), id=f"a{number:02}", label=f"A{number}")


def long_article(number: int) -> Article:
    """Eight sentences, each on a topic of its own, whose words are those of the topic and one of the article's."""
    chance = Random(number)  # noqa: S311
    words = {topic: [f"w{topic}{letter}" for letter in "abcdefgh"] for topic in range(TOPICS)}
    told = chance.sample(range(TOPICS), 8)
    return article(number, *(f"Topic {t} {' '.join(chance.sample(words[t], 5))} x{number}." for t in told))


class Reader:
    """Claims each sentence, sorts claims by their topic, and finds "never" to contradict what does not say so."""

    def __init__(self, *, fails: bool = False, joins: bool = False) -> None:
        self.fails = fails
        self.joins = joins
        """Whether it finds that the first two speakers are one voice, and the first two groups one matter."""
        self.model = ScriptedModel(self.answer)

    def answer(self, request: Request[BaseModel]) -> BaseModel | ModelError:
        text = request.messages[1].content
        if request.answer is ClaimsWire:
            found = re.findall(r"^(Topic (\d+) .+)\.$", text, re.MULTILINE)
            return claims_wire(
                [claim_wire(quote, question=f"What of topic {topic}?", source=speaker(quote)) for quote, topic in found]
            )
        if request.answer is GroupsWire:
            by_topic: dict[str, list[int]] = {}
            for number, topic in re.findall(r"^(\d+)\. \[\w+\] .*What of topic (\d+)\?", text, re.MULTILINE):
                by_topic.setdefault(topic, []).append(int(number))
            groups = [
                QuestionWire(about="", question=f"What of topic {topic}?", claims=claims)
                for topic, claims in by_topic.items()
                if len(claims) > 1
            ]
            matter = MatterWire(question="Does the hall work?", groups=[1, 2])
            return GroupsWire(groups=groups, matters=[matter] if self.joins else [])
        if request.answer is SameNamesWire and self.joins:
            voice = SameVoiceWire(reason="", name="Hall Watch", roles=["its head"], speakers=[1, 2])
            return SameNamesWire(same=[], voices=[voice])
        if request.answer is not JudgementsWire:
            return NOTHING[request.answer]
        if self.fails:
            return ModelUnavailableError("gone")
        told = re.split(r"^GROUP \d+$", text, flags=re.MULTILINE)[1:]
        return JudgementsWire(judgements=[judgement(place, group) for place, group in enumerate(told, 1)])

    def asked(self, stage: str) -> list[str]:
        return [request.messages[1].content for request in self.model.asked if request.stage == stage]


def speaker(sentence: str) -> str | None:
    found = re.search(r"(\w+ \w+) said$", sentence)
    return found[1] if found else None


def judgement(place: int, group: str) -> JudgementWire:
    claims = re.findall(r"^\[(\d+)\] in \[\w+\]$(.*?)(?=^\[|\Z)", group, re.MULTILINE | re.DOTALL)
    sides: dict[bool, list[int]] = {}
    for number, told in claims:
        sides.setdefault(" never " in told, []).append(int(number))
    against = BetweenWire(
        one=1, other=2, reason="No.", differs_in=[], relation=JudgedRelation.CONTRADICTION, later=None
    )  # fmt: skip
    return JudgementWire(
        group=place,
        reading="",
        out_of_place=[],
        positions=[PositionWire(summary=f"never: {never}", claims=numbers) for never, numbers in sides.items()],
        compared_numbers=[],
        between=[against] if len(sides) > 1 else [],
        explanation="",
    )


def told(report: Report) -> dict[frozenset[str], Group]:
    return {frozenset(group.claims): group for group in report.groups}


def labels(report: Report, group: Group) -> list[list[str]]:
    names = {claim.id: claim.label for claim in report.claims}
    return [[names[claim] for claim in position.claims] for position in group.positions]


def test_one_article_more_asks_only_about_it_and_the_groups_that_it_touches() -> None:
    options = Options(max_claims=60)
    first = compare_articles([long_article(number) for number in range(1, 13)], Reader().model, options)
    reader = Reader()
    report = add_articles(first, [long_article(13)], reader.model, options)
    assert Counter(request.stage for request in reader.model.asked if request.stage != "look-again") == {
        "extract": 1,
        "group": 1,
        "regroup": 1,
        "judge": 1,
    }
    assert len(reader.asked("look-again")) <= 2
    assert all("x13" in group for asked in reader.asked("judge") for group in asked.split("\nGROUP ")[1:])
    old, new = told(first), told(report)
    touched = [group for claims, group in old.items() if claims not in new]
    assert len(touched) == 8
    for claims in old.keys() & new.keys():
        same = {"label", "looked_for"}
        assert new[claims].model_dump(exclude=same) == old[claims].model_dump(exclude=same)
    topics = {claim.id: claim.question for claim in report.claims}
    assert all(len({topics[claim] for claim in claims}) == 1 for claims in new)
    assert report.claims[: len(first.claims)] == first.claims


def test_a_folder_that_grew_asks_anew_only_what_the_latest_article_touches() -> None:
    def asked(count: int) -> dict[str, set[str]]:
        reader = Reader()
        compare_articles([long_article(number) for number in range(1, count + 1)], reader.model, Options(max_claims=60))
        stages = ("group", "regroup", "look-again", "judge")
        return {stage: set(reader.asked(stage)) for stage in stages}

    before, after = asked(30), asked(31)
    for stage in ("group", "regroup", "look-again"):
        assert len(before[stage]) >= 6
        assert 1 <= len(after[stage] - before[stage]) <= 2
    assert all("x31" in request for stage in after for request in after[stage] - before[stage])


TWO = tuple(article(n, f"Topic 1 the pump of hall {n} worked well.") for n in (1, 2, 3, 4))


def test_what_is_judged_of_the_first_and_last_claim_of_an_answer_holds_for_all_between() -> None:
    first = compare_articles(TWO, Reader().model)
    reader = Reader()
    report = add_articles(first, [article(5, "Topic 1 the pump never worked.")], reader.model)
    (asked, _) = reader.asked("judge")
    assert "hall 1" in asked
    assert "hall 4" in asked
    assert "hall 2" not in asked
    (group,) = report.groups
    assert group.relation is Relation.CONTRADICTION
    assert labels(report, group) == [["A1.1", "A2.1", "A3.1", "A4.1"], ["A5.1"]]
    assert group.question == first.groups[0].question


def test_a_group_that_gets_no_judgement_stays_as_it_was_and_what_is_new_stands_alone() -> None:
    first = compare_articles(TWO, Reader().model)
    report = add_articles(first, [article(5, "Topic 1 the pump never worked.")], Reader(fails=True).model)
    assert sorted(labels(report, group) for group in report.groups) == [
        [["A1.1", "A2.1", "A3.1", "A4.1"]],
        [["A5.1"]],
    ]
    assert report.groups[0].judgements == first.groups[0].judgements
    assert [failure.stage for failure in report.run.failures] == ["judge"]


def test_an_answer_that_the_new_judgement_has_no_place_for_is_not_lost() -> None:
    divided = (*TWO, article(5, "Topic 1 the pump never worked."))
    first = compare_articles(divided, Reader().model)
    reader = Reader()

    def forgets(request: Request[BaseModel]) -> BaseModel | ModelError:
        answer = reader.answer(request)
        if isinstance(answer, JudgementsWire):
            kept = [position for position in answer.judgements[0].positions if position.summary == "never: False"]
            return JudgementsWire(
                judgements=[answer.judgements[0].model_copy(update={"positions": kept, "between": []})]
            )
        return answer

    report = add_articles(first, [article(6, "Topic 1 the pump worked.")], ScriptedModel(forgets))
    assert labels(report, report.groups[0]) == labels(first, first.groups[0])


def test_what_the_model_found_to_be_one_voice_or_one_matter_stays_so() -> None:
    articles = (
        article(1, "Topic 1 the pump never worked, Hall Watch said.", "Topic 2 the lamp never worked."),
        article(2, "Topic 1 the pump worked, Ilan Derr said.", "Topic 2 the lamp worked."),
    )
    first = compare_articles(articles, Reader(joins=True).model)
    assert len(first.disputes[0].groups) == 2
    report = add_articles(first, [article(3, "Topic 1 the pump worked well.")], Reader().model)
    (dispute,) = report.disputes
    assert (dispute.question, len(dispute.groups)) == ("Does the hall work?", 2)
    speakers = {claim.label: claim.voice for claim in report.claims}
    assert speakers["A1.1"] == speakers["A2.1"] != speakers["A3.1"]
    assert [(one.name, one.roles) for one in report.voices if one.known] == [("Hall Watch", ("its head",))]


def test_articles_that_the_report_has_are_left_out_and_others_of_their_name_are_not() -> None:
    first = compare_articles(TWO[:2], Reader().model)
    reader = Reader()
    rewritten = article(1, "Topic 1 the pump of hall 1 worked for a day.")
    report = add_articles(first, [*TWO[:2], rewritten], reader.model)
    assert len(reader.asked("extract")) == 1
    assert [one.label for one in report.articles] == ["A1", "A2", "A3"]
    assert len({one.id for one in report.articles}) == 3
    with pytest.raises(InputError, match="already"):
        add_articles(report, [*TWO[:2], rewritten], reader.model)
    with pytest.raises(InputError, match="not in ar"):
        add_articles(report, [TWO[2]], reader.model, Options(language="ar"))


def test_the_command_adds_what_a_folder_has_grown_by(fire: ScriptedServer, folder: Path, run: Run) -> None:
    assert run("report", "fire", "-o", "out", "--format", "json").code == 0
    first = Report.model_validate_json((folder / "out" / "fire.json").read_text(encoding="utf-8"))
    (folder / "fire" / "tower.txt").write_text("Tower\n\nThree warehouses burned down on Monday.\n", encoding="utf-8")
    before = len(fire.asked)
    assert run("add", "fire", "--to", "out/fire.json", "--no-cache").code == 0
    assert Counter(asked.schema for asked in fire.asked[before:])["ClaimsWire"] == 1
    report = Report.model_validate_json((folder / "out" / "fire.json").read_text(encoding="utf-8"))
    assert [one.label for one in report.articles] == ["A1", "A2", "A3"]
    assert {claim.id for claim in first.claims} < {claim.id for claim in report.claims}
    ran = run("add", "fire", "--to", "out/fire.json")
    assert (ran.code, "already" in ran.err) == (1, True)
