"""Labelled sets: what a person writes is read as meant, or the field that does not fit is named."""

import copy
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcmp.errors import InputError
from factcmp.measure.labelled_sets import Hazard, LabelledSet, load_labelled_set
from factcmp.models import Difference, Harm, Stance

DOCS = Path(__file__).parents[3] / "docs" / "measurements.md"

SET: dict[str, Any] = {
    "about": "invented",
    "articles": ["خبر.txt", "east.txt"],
    "questions": [
        {
            "question": "Did troops enter?",
            "hazards": ["denial"],
            "positions": [
                {"summary": "yes", "mentions": [{"article": "خبر", "quote": "دخلت القوات"}]},
                {"summary": "no", "mentions": [{"article": "east", "quote": "none came", "stance": "denies"}]},
                {"summary": "later", "mentions": [{"article": "east", "quote": "came at night"}]},
            ],
            "between": [
                {"one": 1, "other": 2, "relation": "contradiction", "differs_in": ["status"]},
                {"one": 3, "other": 1, "relation": "partial"},
                {"one": 2, "other": 3, "relation": "update"},
            ],
        }
    ],
}


def written(tmp_path: Path, value: object, name: str = "labels.yaml") -> Path:
    file = tmp_path / name
    dump: Callable[..., str] = json.dumps if name.endswith(".json") else yaml.safe_dump
    file.write_text(dump(value), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["labels.yaml", "labels.yml", "labels.json"])
def test_a_set_is_read_from_yaml_and_json(tmp_path: Path, name: str) -> None:
    labels = load_labelled_set(written(tmp_path, SET, name))
    (question,) = labels.questions
    assert labels.articles == ("خبر.txt", "east.txt")
    assert question.hazards == (Hazard.DENIAL,)
    first, second = (position.mentions[0] for position in question.positions[:2])
    assert (first.quote, first.stance, first.occurrence, first.source) == ("دخلت القوات", Stance.ASSERTS, 1, None)
    assert second.stance is Stance.DENIES
    assert [pair.relation for pair in question.between] == ["contradiction", "partial", "update"]
    assert question.between[0].differs_in == (Difference.STATUS,)
    assert (question.positions[0].independent_sources, labels.not_claims) == (None, ())


def test_days_voices_and_tolls_are_read(tmp_path: Path) -> None:
    days = [{"article": "خبر", "day": "monday"}, {"article": "east", "day": "2026-03-02", "quote": "2 March"}]
    voices = [{"name": "the army", "mentions": [{"article": "east", "quote": "its spokesman", "occurrence": 2}]}]
    toll = [{"article": "east", "quote": "at least two", "harm": "killed", "lower": 2}]
    labels = load_labelled_set(written(tmp_path, {**SET, "days": days, "voices": voices, "toll": toll}))
    assert [one.day for one in labels.days] == ["monday", datetime.date(2026, 3, 2)]
    assert labels.voices[0].mentions[0].occurrence == 2
    assert (labels.toll[0].harm, labels.toll[0].lower, labels.toll[0].upper) == (Harm.KILLED, 2, None)


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The set with one field replaced, or removed where the value is None."""
    labels = copy.deepcopy(SET)
    holder: Any = labels
    for step in path[:-1]:
        holder = holder[step]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return labels


QUESTION = ("questions", 0)
MENTION = (*QUESTION, "positions", 1, "mentions", 0)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        pytest.param(("about",), None, "about: Field required", id="missing"),
        pytest.param(("artikles",), ["x.txt"], "artikles: Extra inputs", id="misspelt"),
        pytest.param(("articles",), [], "articles: ", id="no-articles"),
        pytest.param((*QUESTION, "hazards"), ["denial", "hard"], "questions.0.hazards.1: ", id="unknown-hazard"),
        pytest.param((*QUESTION, "positions"), [], "questions.0.positions: ", id="no-positions"),
        pytest.param((*MENTION, "quote"), "", "questions.0.positions.1.mentions.0.quote: ", id="empty-quote"),
        pytest.param((*MENTION, "occurrence"), 0, "positions.1.mentions.0.occurrence: ", id="occurrence-from-1"),
        pytest.param((*MENTION, "stance"), "says", "positions.1.mentions.0.stance: ", id="unknown-stance"),
        pytest.param((*QUESTION, "between", 2, "relation"), "agreement", "between.2.relation: ", id="no-such-pair"),
        pytest.param((*QUESTION, "positions", 0, "independent_sources"), -1, "independent_sources: ", id="negative"),
        pytest.param((*QUESTION, "between", 2, "later"), 1, "`later` is one of the two", id="later-is-no-side"),
        pytest.param((*QUESTION, "between", 0, "later"), 1, "`later` is one of the two", id="later-of-no-update"),
        pytest.param(
            (*QUESTION, "between", 2, "kind"), "competing", "`kind` goes with a partial", id="kind-of-an-update"
        ),
        pytest.param(("days",), [{"article": "east", "day": "doomsday"}], "days.0.day", id="no-such-day"),
        pytest.param(
            ("toll",), [{"article": "east", "quote": "two", "harm": "none"}], "toll.0.harm: ", id="no-such-harm"
        ),
    ],
)
def test_the_field_that_does_not_fit_is_named(
    tmp_path: Path, path: tuple[str | int, ...], value: object, named: str
) -> None:
    file = written(tmp_path, changed(path, value))
    with pytest.raises(InputError) as caught:
        load_labelled_set(file)
    assert str(caught.value).startswith(f"{file} is not a labelled set: ")
    assert named in str(caught.value)


PAIRS = SET["questions"][0]["between"]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([], id="none"),
        pytest.param(PAIRS[:2], id="one-missing"),
        pytest.param([*PAIRS, {"one": 2, "other": 1, "relation": "update"}], id="one-twice-the-other-way"),
        pytest.param([*PAIRS, {"one": 1, "other": 4, "relation": "update"}], id="no-such-position"),
        pytest.param([*PAIRS[:2], {"one": 2, "other": 2, "relation": "update"}], id="with-itself"),
    ],
)
def test_between_relates_every_two_positions_once(tmp_path: Path, between: list[dict[str, object]]) -> None:
    with pytest.raises(InputError, match=r"questions\.0: .*«Did troops enter\?».*every two positions, each pair once"):
        load_labelled_set(written(tmp_path, changed((*QUESTION, "between"), between)))


def test_one_position_needs_no_between(tmp_path: Path) -> None:
    one = {"question": "Q?", "positions": SET["questions"][0]["positions"][:1]}
    assert load_labelled_set(written(tmp_path, {**SET, "questions": [one]})).questions[0].between == ()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("labels.yaml", "a: [", "cannot be read as YAML or JSON", id="yaml"),
        pytest.param("labels.json", "{", "cannot be read as YAML or JSON", id="json"),
        pytest.param("labels.yaml", "", "the file: ", id="empty"),
        pytest.param("labels.yaml", b"\xff\xfe\xff", "cannot be read as YAML or JSON", id="not-utf-8"),
    ],
)
def test_what_is_no_set_is_refused(tmp_path: Path, name: str, content: str | bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=says):
        load_labelled_set(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml cannot be read"):
        load_labelled_set(tmp_path / "none.yaml")


def test_the_example_of_the_docs_is_a_labelled_set_of_its_articles() -> None:
    blocks = [block.split("```")[0] for block in DOCS.read_text(encoding="utf-8").split("```yaml\n")[1:]]
    labels = LabelledSet.model_validate(yaml.safe_load(blocks[0]))
    shown = [block.split("```")[0] for block in DOCS.read_text(encoding="utf-8").split("```text\n")[1:]]
    texts = dict(zip((Path(file).stem for file in labels.articles), shown, strict=False))
    mentions = [mention for question in labels.questions for one in question.positions for mention in one.mentions]
    assert len(mentions) == 7
    assert len(texts) == len(labels.articles)
    assert all(texts[mention.article].count(mention.quote) >= mention.occurrence for mention in mentions)
    assert all(passage.quote in texts[passage.article] for passage in labels.not_claims)
