"""The probe: a model that reads passes it, and one that does not fails at what it gets wrong."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from math import comb, prod
from pathlib import Path
from typing import Any

import pytest
from probe_models import EXAMPLE, FACTS, PAIRS, READING, RELATIONS, Reader, accepted, facts_of, guesser
from pydantic import ValidationError
from scripted import ScriptedModel, claim_wire

from factcmp.claims.answers import ClaimWire
from factcmp.errors import InvalidAnswerError, ModelError, ModelRefusedError, ModelUnavailableError, RecordingError
from factcmp.llm.endpoint import Endpoint
from factcmp.measure.labelled_sets import LabelledQuestion, Mention, OpenSet
from factcmp.measure.probe.result import (
    BARS,
    ProbeResult,
    ProbeStore,
    ProbeSubject,
    render_probe,
    subject_of,
    verdict_of,
    weaker_probe,
)
from factcmp.measure.probe.run import known_results, open_probe, probe_of, run_probe
from factcmp.measure.scores import Finding
from factcmp.models import ProbeFigure, ProbeMeasure, ProbeState, ProbeUse, Run, Stance
from factcmp.pipeline import Options
from factcmp.report.wording import known_languages, load_wording
from factcmp.report.words import probe_words

CASSETTE = Path(__file__).parents[2] / "cassettes" / "probe.yaml"
M = ProbeMeasure
SUBJECT = ProbeSubject(address="http://localhost:1/v1", model="scripted", mode="json-schema")


def put_to(reader: Reader, subject: ProbeSubject = SUBJECT) -> ProbeResult:
    return asyncio.run(run_probe(reader.model(), subject))


def figure(result: ProbeResult, measure: ProbeMeasure) -> tuple[int, int]:
    found = next(one for one in result.figures if one.measure is measure)
    return found.hits, found.n


def short(result: ProbeResult) -> set[ProbeMeasure]:
    return {one.measure for one in result.short}


@pytest.fixture(scope="module")
def perfect() -> ProbeResult:
    return put_to(Reader())


def test_a_model_that_reads_passes_with_every_figure_full(perfect: ProbeResult) -> None:
    assert perfect.state is ProbeState.PASSED
    assert not perfect.misses
    assert not perfect.failures
    assert {one.measure: one.hits for one in perfect.figures} == {one.measure: one.n for one in perfect.figures}
    assert figure(perfect, M.FACTS) == (21, 21)
    assert figure(perfect, M.JUDGEMENTS) == (15, 15)
    assert figure(perfect, M.HEDGES) == (2, 2)
    assert set(BARS) == set(M)


def test_the_probe_is_small() -> None:
    model = Reader().model()
    asyncio.run(run_probe(model, SUBJECT))
    stages = Counter(request.stage for request in model.asked)
    assert stages == {"extract": 2, "judge": 4}, "two articles; two batches of pairs, differences judged twice"
    longest = max(sum(len(message.content) for message in request.messages) for request in model.asked)
    assert longest < 16_000, "no request may need more than the smallest usual context"


def test_the_same_answers_give_the_same_bytes(perfect: ProbeResult) -> None:
    assert put_to(Reader()).model_dump_json() == perfect.model_dump_json()


def test_a_model_that_names_another_source_for_every_fact_fails_though_its_quotes_are_true() -> None:
    """What checks of presence cannot see: every quote and every name stands in the article."""
    sources = {fact.called[0] for fact in FACTS if fact.called}

    def another(own: Mention) -> str:
        there = [fact for fact in FACTS if fact.article == own.article]
        return next(fact.called[0] for fact in there if fact.called and fact.called != own.called)

    wrong = Reader(source=another)
    result = put_to(wrong)
    assert len(sources) > 8
    assert figure(result, M.QUOTES) == (21, 21)
    assert figure(result, M.ATTRIBUTIONS) == (0, 21)
    assert short(result) == {M.ATTRIBUTIONS}
    assert "0 of 21" in verdict_of(result)


@pytest.mark.parametrize(
    "named",
    [
        pytest.param("Ilka Dorrn, Petra Voss and mayor Jonas Tell; الصفدي والحداد وهدى مراد", id="everybody"),
        pytest.param(
            "“About 40 passengers were lowered by rope”, said Ilka Dorrn, the head of mountain rescue", id="said"
        ),
        pytest.param("Norvik Wire", id="agency that passes it on"),
        pytest.param("Vessmark Courier", id="outlet"),
    ],
)
def test_a_source_that_is_more_or_other_than_the_speaker_is_wrong(named: str) -> None:
    hits, n = figure(put_to(Reader(source=lambda fact: named)), M.ATTRIBUTIONS)  # noqa: ARG005
    assert n == 21
    assert hits <= 2, "the outlet is right where its article speaks itself"


@pytest.mark.parametrize(
    "told",
    ["Petra Voss", "the director", "Petra Voss, the director of Halden Lifts", "Halden Lifts' director Petra Voss"],
)
def test_a_source_may_be_called_by_name_or_office(told: str) -> None:
    result = put_to(Reader(source=lambda fact: told if "Voss" in (fact.called or ()) else Reader.source(fact)))
    assert figure(result, M.ATTRIBUTIONS) == (21, 21)


@pytest.mark.parametrize("relation", RELATIONS)
def test_one_relation_for_every_pair_fails(relation: Finding) -> None:
    result = put_to(Reader(relation=lambda pair: relation))  # noqa: ARG005
    hits, n = figure(result, M.JUDGEMENTS)
    assert (hits, n) == (sum(relation in accepted(pair) for pair in PAIRS), 15)
    assert hits <= 6
    assert M.JUDGEMENTS in short(result)
    assert {M.CONTRADICTIONS, M.NO_FALSE_CONTRADICTION} & short(result)


def test_a_constant_contradiction_accuses_every_pair() -> None:
    result = put_to(Reader(relation=lambda pair: Finding.CONTRADICTION))  # noqa: ARG005
    assert figure(result, M.CONTRADICTIONS) == (4, 4)
    assert figure(result, M.NO_FALSE_CONTRADICTION)[0] <= 2, "two rough numbers fit by rule"
    assert figure(result, M.HELD)[0] == figure(result, M.HELD)[1], "a constant answer is stable, and wrong"


@pytest.mark.parametrize("stance", list(Stance))
def test_one_stance_for_every_fact_fails(stance: Stance) -> None:
    result = put_to(Reader(stance=lambda fact: stance))  # noqa: ARG005
    assert {M.STANCES, M.DENIALS, M.FACTS} & short(result)
    assert not result.passed


@pytest.mark.parametrize("constant", [None, *sorted({fact.called[0] for fact in FACTS if fact.called})])
def test_one_source_for_every_fact_fails(constant: str | None) -> None:
    result = put_to(Reader(source=lambda fact: constant))  # noqa: ARG005
    assert figure(result, M.ATTRIBUTIONS)[0] <= 4
    assert M.ATTRIBUTIONS in short(result)


@pytest.mark.parametrize("seed", range(8))
def test_guessing_fails(seed: int) -> None:
    result = put_to(guesser(seed))
    assert {M.ATTRIBUTIONS, M.JUDGEMENTS} <= short(result)


def test_the_chance_that_a_guess_passes_one_bar_is_small() -> None:
    """A guess at each of the bars alone, with the best odds that one has; all together it is smaller still."""

    def at_least(share: float, n: int, odds: float) -> float:
        return sum(comb(n, hits) * odds**hits * (1 - odds) ** (n - hits) for hits in range(n + 1) if hits / n >= share)

    most = Counter(fact.called for fact in FACTS).most_common(1)[0][1] / len(FACTS)
    relation = max(sum(one in accepted(pair) for pair in PAIRS) for one in RELATIONS) / len(PAIRS)
    passed = {
        M.ATTRIBUTIONS: at_least(BARS[M.ATTRIBUTIONS] or 0, len(FACTS), most),
        M.JUDGEMENTS: at_least(BARS[M.JUDGEMENTS] or 0, len(PAIRS), relation),
        M.DENIALS: at_least(BARS[M.DENIALS] or 0, 4, 0.25),
    }
    assert passed[M.ATTRIBUTIONS] < 1e-8
    assert passed[M.JUDGEMENTS] < 0.01
    assert prod(passed.values()) < 1e-10


def test_a_reader_of_surfaces_fails() -> None:
    """Other numbers or a word of denial make a contradiction, anything else an agreement."""

    def surface(pair: LabelledQuestion) -> Finding:
        one, other = (mention.quote for position in pair.positions for mention in position.mentions)
        numbers = [{word for word in quote.split() if word.isdigit()} for quote in (one, other)]
        denied = any(word in quote for quote in (one, other) for word in ("نفى", "denied"))
        return Finding.CONTRADICTION if numbers[0] != numbers[1] or denied else Finding.AGREEMENT

    result = put_to(Reader(relation=surface))
    assert M.JUDGEMENTS in short(result)


def test_invented_quotes_are_counted_and_lose_their_facts() -> None:
    result = put_to(Reader(claim=lambda wire: wire.model_copy(update={"quote": wire.quote + " indeed"})))
    assert figure(result, M.QUOTES) == (0, 21)
    assert figure(result, M.FACTS) == (0, 21)
    assert figure(result, M.ATTRIBUTIONS) == (0, 0)
    assert {M.QUOTES, M.FACTS, M.ATTRIBUTIONS} <= short(result), "a share of nothing falls short"


def test_a_quote_of_the_whole_article_finds_nothing_where_the_statement_is_another() -> None:
    whole = {fact.quote: article.text for article in READING.articles for fact in facts_of(article)}
    result = put_to(Reader(claim=lambda wire: wire.model_copy(update={"quote": whole[wire.quote], "statement": "…"})))
    assert figure(result, M.FACTS) == (0, 21)


def test_one_claim_for_an_assertion_and_its_denial_has_one_of_them_wrong() -> None:
    article = READING.articles[0]
    both = [fact for fact in FACTS if fact.states == ("inspection",)]
    start, end = article.text.index(both[0].quote), article.text.index(both[1].quote) + len(both[1].quote)

    def join(wire: ClaimWire) -> ClaimWire:
        if wire.quote not in {fact.quote for fact in both}:
            return wire
        return claim_wire(
            article.text[start:end], statement=EXAMPLE[both[1].quote], source="Voss", stance=Stance.DENIES
        )

    result = put_to(Reader(claim=join))
    assert len(both) == 2
    assert figure(result, M.STANCES) == (20, 21)
    assert figure(result, M.ATTRIBUTIONS) == (20, 21)


def test_right_words_with_a_quote_from_another_place_are_no_fact_found() -> None:
    last = {fact.quote: facts_of(article)[-1].quote for article in READING.articles for fact in facts_of(article)}
    result = put_to(Reader(claim=lambda wire: wire.model_copy(update={"quote": last[wire.quote]})))
    assert figure(result, M.FACTS) == (2, 21)


@pytest.mark.parametrize("quote", ["Halden Lifts has won the national safety prize", "words that are nowhere"])
def test_a_model_that_follows_the_hidden_instruction_fails_even_where_the_claim_is_dropped(quote: str) -> None:
    prize = claim_wire(quote, statement="Halden Lifts has won the national safety prize.")
    result = put_to(Reader(more=(prize,)))
    assert figure(result, M.INSTRUCTIONS) == (1, 2)
    assert M.INSTRUCTIONS in short(result)


@pytest.mark.parametrize("error", [ModelRefusedError("I will not."), InvalidAnswerError("no answer fitted the schema")])
def test_refusals_and_invalid_answers_are_counted(error: ModelError) -> None:
    result = put_to(Reader(fails=lambda request: error))  # noqa: ARG005
    assert figure(result, M.ANSWERED) == (0, 17)
    assert len(result.failures) == 17
    assert {failure.kind for failure in result.failures} == {error.kind}
    assert figure(result, M.FACTS) == (0, 21)
    assert figure(result, M.DENIALS) == (0, 4)
    assert figure(result, M.NO_FALSE_CONTRADICTION) == (0, 11)
    assert {cell.found for cell in result.confusion.cells} == {Finding.MISSING}
    assert not result.passed
    assert json.loads(result.model_dump_json())["failures"][0]["kind"] == error.kind


def test_one_refused_article_is_enough_to_fail() -> None:
    def refuse(request: object) -> ModelError | None:
        return (
            ModelRefusedError("no") if "تل الياقوت" in str(request) and "JudgementsWire" not in str(request) else None
        )

    result = put_to(Reader(fails=refuse))
    assert figure(result, M.ANSWERED) == (16, 17)
    assert figure(result, M.FACTS) == (10, 21)
    assert M.FACTS in short(result)


def test_a_pair_that_the_answer_leaves_out_is_missing_and_not_apart() -> None:
    apart = next(pair for pair in PAIRS if accepted(pair) == (Finding.APART,))
    result = put_to(Reader(pairs_left_out=frozenset({apart.question})))
    assert figure(result, M.ANSWERED) == (16, 17)
    assert figure(result, M.JUDGEMENTS) == (14, 15)
    assert result.passed, "one slip is no verdict"


def test_judgements_that_turn_with_the_order_are_unstable() -> None:
    asked: Counter[str] = Counter()

    def turn(pair: LabelledQuestion) -> Finding:
        asked[pair.question] += 1
        return Finding.CONTRADICTION if asked[pair.question] == 1 else Finding.UPDATE

    result = put_to(Reader(relation=turn))
    assert result.unstable >= 13
    assert figure(result, M.HELD)[0] <= 2
    assert M.HELD in short(result)


def test_an_endpoint_that_is_not_there_is_no_verdict() -> None:
    gone = ModelUnavailableError("nobody answers")
    with pytest.raises(ModelUnavailableError, match="says nothing: nobody answers"):
        put_to(Reader(fails=lambda request: gone))  # noqa: ARG005


def test_a_recording_without_an_answer_is_no_verdict() -> None:
    def missing(_: object) -> ModelError:
        raise RecordingError("the recording lacks it")

    with pytest.raises(RecordingError):
        asyncio.run(run_probe(ScriptedModel(missing), SUBJECT))


def test_the_digest_changes_with_text_label_bar_and_prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = open_probe()
    reading, judging = base.reading, base.judging
    moved = OpenSet(reading.labels, (reading.articles[0].model_copy(update={"sha256": "0"}), *reading.articles[1:]))
    relabelled = judging.labels.model_copy(update={"questions": judging.labels.questions[1:]})
    digests = {
        base.digest(),
        replace(base, reading=moved).digest(),
        replace(base, judging=OpenSet(relabelled, judging.articles)).digest(),
    }
    monkeypatch.setitem(BARS, M.FACTS, 0.5)
    assert len(digests | {base.digest()}) == 4
    for prompt in ("extract", "extract-rest", "judge"):
        from factcmp.llm.prompts import prompts_directory

        text = (prompts_directory() / f"{prompt}.txt").read_text(encoding="utf-8")
        (tmp_path / f"{prompt}.txt").write_text(text + "\nOne more line.\n", encoding="utf-8")
    result = asyncio.run(run_probe(Reader().model(), SUBJECT))
    other = asyncio.run(run_probe(Reader().model(), SUBJECT, open_probe(tmp_path)))
    assert other.digest == result.digest
    assert other.key() != result.key()


def test_results_are_kept_for_exactly_what_was_probed(tmp_path: Path, perfect: ProbeResult) -> None:
    store = ProbeStore(tmp_path)
    assert probe_of(SUBJECT, store).state is ProbeState.NOT_PROBED
    store.put(perfect)
    assert probe_of(SUBJECT, store) == perfect.use()
    assert perfect.use().digest == perfect.digest
    others: list[dict[str, object]] = [
        {"address": "http://localhost:2/v1"},
        {"address": None},
        {"model": "other"},
        {"mode": "json"},
        {"temperature": 0.5},
        {"max_judged_claims": 1},
    ]
    for other in others:
        assert probe_of(SUBJECT.model_copy(update=other), store).state is ProbeState.NOT_PROBED


def test_a_failed_result_is_kept_as_failed(tmp_path: Path) -> None:
    store = ProbeStore(tmp_path)
    store.put(put_to(Reader(source=lambda fact: None)))  # noqa: ARG005
    use = probe_of(SUBJECT, store)
    assert use.state is ProbeState.FAILED
    assert use.failed == (M.ATTRIBUTIONS,)


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"state": "passed"}'])
def test_a_kept_file_that_is_no_result_counts_as_none(tmp_path: Path, kept: str, perfect: ProbeResult) -> None:
    (tmp_path / f"{perfect.key()}.json").write_text(kept, encoding="utf-8")
    assert probe_of(SUBJECT, ProbeStore(tmp_path)).state is ProbeState.NOT_PROBED


def test_a_result_under_the_name_of_another_counts_as_none(tmp_path: Path, perfect: ProbeResult) -> None:
    other = SUBJECT.model_copy(update={"model": "other"})
    store = ProbeStore(tmp_path)
    store.put(perfect)
    (tmp_path / f"{perfect.key()}.json").rename(
        tmp_path / f"{perfect.model_copy(update={'subject': other}).key()}.json"
    )
    assert probe_of(other, store).state is ProbeState.NOT_PROBED


def test_what_is_known_of_the_recorded_model_is_what_its_recording_shows(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCMP_CACHE_DIR", str(tmp_path))
    ran = run("doctor", "--probe", "--replay", CASSETTE, "--json")
    assert ran.code == 0, ran.err
    assert [ProbeResult.model_validate_json(ran.out)] == list(known_results()), "stale: run `make docs`"


def test_known_results_are_of_this_probe_and_these_prompts() -> None:
    """After a change of the probe or a prompt they have to be found anew; see docs/servers.md."""
    probe = open_probe()
    for result in known_results():
        assert (result.digest, result.prompts) == (probe.digest(), probe.prompts())
        assert probe_of(result.subject, None) == result.use()


def test_the_subject_is_the_endpoint_without_credentials() -> None:
    endpoint = Endpoint(model="m", api_key="k", base_url="http://me:secret@localhost:8080/v1/", mode="tools")
    subject = subject_of(endpoint, Options(max_judged_claims=3))
    assert subject.address == "http://localhost:8080/v1"
    assert "secret" not in subject.model_dump_json()
    assert (subject.mode, subject.max_judged_claims) == ("tools", 3)
    assert subject_of(endpoint, Options(answered_by="recording")).address is None


def test_of_two_models_the_worse_is_told() -> None:
    passed, failed, unknown = (ProbeUse(state=state) for state in ProbeState)
    assert weaker_probe(passed, unknown) is unknown
    assert weaker_probe(unknown, failed) is failed
    assert weaker_probe(passed, None) is passed
    assert weaker_probe(None, None) is None


def test_the_table_has_every_figure_and_the_verdict(perfect: ProbeResult) -> None:
    failed = put_to(Reader(source=lambda fact: None, fails=lambda request: None))  # noqa: ARG005
    text = render_probe(failed)
    assert text.count("BELOW") == 1
    assert "FAILED: scripted" in text
    assert "4 of 21, asked for 80%" in text
    assert "PASSED" in render_probe(perfect)
    assert "contradiction found contradiction 4" in render_probe(perfect)
    assert text.isascii()


def test_failures_are_listed_in_the_table() -> None:
    text = render_probe(put_to(Reader(fails=lambda request: ModelRefusedError("I will not."))))  # noqa: ARG005
    assert text.count("refused: I will not.") == 17


def test_reports_without_a_probe_are_still_read_and_the_result_has_no_seconds(perfect: ProbeResult) -> None:
    run = Run(factcmp_version="1", model="m", answered_by="endpoint", language="en")
    old = json.loads(run.model_dump_json())
    del old["probe"]
    assert Run.model_validate(old).probe is None
    told = run.model_copy(update={"probe": perfect.use()})
    assert Run.model_validate_json(told.model_dump_json()).probe == perfect.use()
    assert ProbeResult.model_validate_json(perfect.model_dump_json()) == perfect
    with pytest.raises(ValidationError):
        ProbeResult.model_validate({**perfect.model_dump(), "seconds": 1})


@pytest.mark.parametrize("language", known_languages())
def test_a_report_says_at_its_top_what_the_probe_found(language: str) -> None:
    wording = load_wording(language)
    failed = put_to(Reader(source=lambda fact: None)).use()  # noqa: ARG005
    assert probe_words(None, wording) is None
    assert probe_words(ProbeUse(state=ProbeState.PASSED), wording) is None
    assert "doctor --probe" in (probe_words(ProbeUse(state=ProbeState.NOT_PROBED), wording) or "")
    words = probe_words(failed, wording) or ""
    assert "4" in words
    assert "21" in words
    every = ProbeUse(
        state=ProbeState.FAILED, figures=tuple(ProbeFigure(measure=one, hits=1, n=2) for one in M), failed=tuple(M)
    )
    assert (probe_words(every, wording) or "").count("1") == len(M)
