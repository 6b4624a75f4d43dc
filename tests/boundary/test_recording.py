"""Cassettes: recorded from a real HTTP server through openai, and replayed after it is gone."""

import gzip
import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import openai
import pytest
import pytest_socket
from asking import ask, echo, heard, say
from odd_texts import ARABIC, ODD_TEXTS
from secret_scan import find_secrets
from servers import Asked, Reply, ScriptedServer, fault

from factcmp.errors import RecordingError
from factcmp.llm.cassettes import Cassette, record, replay
from factcmp.llm.readable_yaml import to_yaml


@pytest.fixture
def endpoint(server: ScriptedServer) -> ScriptedServer:
    """A server that says what it heard."""
    server.answer = echo
    return server


@pytest.fixture
def cassette(tmp_path: Path) -> Path:
    return tmp_path / "cassettes" / "answers.yaml"


@pytest.fixture
def recorded(endpoint: ScriptedServer, cassette: Path) -> Path:
    """A cassette of three answers, whose endpoint is gone and with sockets forbidden again."""
    with record(cassette):
        ask(f"{endpoint.url}/private", "one", "two", ARABIC)
    endpoint.stop()
    pytest_socket.disable_socket(allow_unix_socket=True)
    return cassette


def played(cassette: Cassette) -> int:
    return len(cassette.play_counts)


def model_of(path: Path) -> str:
    with replay(path) as cassette:
        return cassette.model


def gzipped(reply: Reply) -> Reply:
    content = gzip.compress(json.dumps(reply.content).encode())
    return replace(reply, content=content, headers={**reply.headers, "content-encoding": "gzip"})


# Recording and replaying


def test_concurrent_requests_replay_without_a_socket_at_any_address(recorded: Path) -> None:
    with replay(recorded) as log:
        assert ask("https://elsewhere.example/api", ARABIC, "two", "one") == heard(ARABIC, "two", "one")
    assert (played(log), log.all_played) == (3, True)


def test_the_synchronous_client_replays_what_the_other_recorded(recorded: Path) -> None:
    with replay(recorded), openai.OpenAI(base_url="http://x.invalid", api_key="x", max_retries=0) as client:
        answer = client.chat.completions.with_raw_response.create(
            model="m",
            temperature=0,
            response_format={
                "json_schema": {"schema": {"type": "object"}, "strict": True, "name": "Heard"},
                "type": "json_schema",
            },
            messages=[
                {"content": "You compare.\nBe exact.", "role": "system"},
                {"role": "user", "content": "one"},
            ],
        )
    assert answer.headers["x-request-id"] == "req_1"
    assert answer.parse().choices[0].message.content == heard("one")[0]


def test_the_same_request_twice_is_recorded_once_and_plays_twice(endpoint: ScriptedServer, cassette: Path) -> None:
    with record(cassette):
        ask(endpoint.url, "one")
        ask(endpoint.url, "one")
    assert len(endpoint.asked) == 1
    once = cassette.read_bytes()
    cassette.unlink()
    with record(cassette):
        ask(endpoint.url, "one", "one")
    assert cassette.read_bytes() == once
    with replay(cassette) as log:
        assert ask(endpoint.url, "one", "one") == heard("one", "one")
    assert log.all_played


def test_recording_again_gives_the_same_bytes_whichever_answer_comes_first(
    endpoint: ScriptedServer, tmp_path: Path
) -> None:
    questions = ("one", "two", "three", "four")
    for path, order in ((tmp_path / "a.yaml", questions), (tmp_path / "b.yaml", questions[::-1])):
        turns = {question: threading.Event() for question in order}

        def answer_in_order(asked: Asked, turns: dict[str, threading.Event] = turns) -> Reply:
            order = list(turns)
            before = order[: order.index(asked.prompt)]
            if before:
                turns[before[-1]].wait()
            turns[asked.prompt].set()
            return echo(asked)

        endpoint.answer = answer_in_order
        with record(path):
            ask(endpoint.url, *questions)
    assert (tmp_path / "a.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()


def test_recording_again_asks_only_what_is_new_and_drops_what_is_stale(
    endpoint: ScriptedServer, cassette: Path
) -> None:
    with record(cassette):
        ask(endpoint.url, "kept", "stale")
    with record(cassette):
        ask(endpoint.url, "kept", "new")
    assert [asked.prompt for asked in endpoint.asked][2:] == ["new"]
    with replay(cassette) as log:
        assert ask(endpoint.url, "kept", "new") == heard("kept", "new")
    assert log.all_played
    assert "stale" not in cassette.read_text(encoding="utf-8")


def test_recording_what_is_recorded_leaves_the_file_as_it_is(endpoint: ScriptedServer, cassette: Path) -> None:
    with record(cassette):
        ask(endpoint.url, "one", ARABIC)
    before = cassette.read_bytes()
    with record(cassette):
        ask(endpoint.url, ARABIC, "one")
    assert cassette.read_bytes() == before


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError], ids=["interrupt", "error"])
def test_a_failed_run_keeps_old_and_new_answers(
    endpoint: ScriptedServer, cassette: Path, failure: type[BaseException]
) -> None:
    with record(cassette):
        ask(endpoint.url, "old")
    with pytest.raises(failure), record(cassette):  # noqa: PT012
        ask(endpoint.url, "new")
        raise failure
    with replay(cassette) as log:
        ask(endpoint.url, "old", "new")
    assert log.all_played


@pytest.mark.parametrize("cut", [0, 5], ids=["between-two-answers", "while-one-is-written"])
def test_a_run_that_is_killed_leaves_old_and_new_answers(endpoint: ScriptedServer, cassette: Path, cut: int) -> None:
    with record(cassette):
        ask(endpoint.url, "old")
    beside = cassette.with_name("answers.yaml.new")
    with record(cassette):
        ask(endpoint.url, "first")
        ask(endpoint.url, "second")
        left = [cassette.read_bytes(), beside.read_bytes()]
    assert not beside.exists()
    cassette.write_bytes(left[0])
    beside.write_bytes(left[1][: len(left[1]) - cut])
    endpoint.asked.clear()
    with record(cassette):
        assert ask(endpoint.url, "old", "first", "second") == heard("old", "first", "second")
    assert [asked.prompt for asked in endpoint.asked] == ["second"] * bool(cut)
    assert not beside.exists()
    with replay(cassette) as log:
        ask(endpoint.url, "old", "first", "second")
    assert log.all_played


def test_an_answer_that_cannot_be_kept_at_once_is_kept_in_the_end(endpoint: ScriptedServer, cassette: Path) -> None:
    in_the_way = cassette.with_name("answers.yaml.new")
    in_the_way.mkdir(parents=True)
    with record(cassette):
        assert ask(endpoint.url, "first") == heard("first")
        in_the_way.rmdir()
    with replay(cassette):
        assert ask(endpoint.url, "first") == heard("first")


def test_a_run_without_any_answer_drops_nothing(endpoint: ScriptedServer, cassette: Path) -> None:
    with record(cassette):
        ask(endpoint.url, "one")
    before = cassette.read_bytes()
    endpoint.answer = lambda _: fault(503, "overloaded")
    with record(cassette), pytest.raises(openai.InternalServerError):
        ask(endpoint.url, "two")
    assert cassette.read_bytes() == before


def test_an_error_is_not_recorded_but_the_answer_after_it_is(endpoint: ScriptedServer, cassette: Path) -> None:
    endpoint.script(fault(500, "a moment"), say("{}"))
    with record(cassette):
        assert ask(endpoint.url, "one", retries=1) == ["{}"]
    assert len(endpoint.asked) == 2
    with replay(cassette) as log:
        assert ask(endpoint.url, "one") == ["{}"]
    assert (played(log), log.all_played) == (1, True)


def test_a_compressed_answer_is_stored_in_the_clear(endpoint: ScriptedServer, cassette: Path) -> None:
    endpoint.answer = lambda asked: gzipped(echo(asked))
    with record(cassette):
        assert ask(endpoint.url, ARABIC) == heard(ARABIC)
    assert cassette.read_text(encoding="utf-8").count(ARABIC) == 2
    with replay(cassette):
        assert ask(endpoint.url, ARABIC) == heard(ARABIC)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_answers_replay_exactly(endpoint: ScriptedServer, cassette: Path, text: str) -> None:
    endpoint.answer = lambda _: say(text)
    with record(cassette):
        ask(endpoint.url, "one")
    with replay(cassette):
        assert ask(endpoint.url, "one") == [text]


def test_two_cassettes_at_once_are_refused(recorded: Path) -> None:
    with replay(recorded):
        with pytest.raises(RecordingError, match="in use"), replay(recorded):
            pass
        assert ask("http://x.invalid", "one") == heard("one")
    with replay(recorded):
        pass


# What the file shows


def test_neither_key_nor_address_is_in_the_file(recorded: Path) -> None:
    text = recorded.read_text(encoding="utf-8")
    for private in (
        "sentinel",
        "authorization",
        "cookie",
        "127.0.0.1",
        "private",
        "openai",
        "content-length",
    ):
        assert private not in text.lower()
    assert find_secrets(text) == ()


def test_the_file_is_laid_out_for_a_reader(endpoint: ScriptedServer, cassette: Path) -> None:
    with record(cassette):
        ask(endpoint.url, f"{ARABIC}\n\nسطر ثان")
    text = cassette.read_text(encoding="utf-8")
    assert text.startswith("# What a language model was asked and answered, recorded with `make record`.\n")
    assert (
        f"""\
  request:
    method: POST
    uri: http://model.invalid/chat/completions
    headers:
      accept: application/json
      content-type: application/json
    json:
      messages:
      - role: system
        content: |-
          You compare.
          Be exact.
      - role: user
        content: |-
          {ARABIC}

          سطر ثان
""".removeprefix("  ")
        in text
    )
    assert (
        f"""\
          content: !json
            heard: |-
              {ARABIC}

              سطر ثان
"""
        in text
    )
    assert "\\u" not in text


# The model that was asked


def test_the_model_is_the_one_that_the_requests_name(recorded: Path) -> None:
    assert model_of(recorded) == "m"


def test_several_models_are_named_in_order(endpoint: ScriptedServer, cassette: Path) -> None:
    with record(cassette):
        ask(endpoint.url, "one", model="small")
        ask(endpoint.url, "one", "two", model="large")
    with pytest.raises(RecordingError, match=r"answers\.yaml name several models: large, small\..*--model"):
        model_of(cassette)


@pytest.mark.parametrize(
    "body",
    [{}, {"text": "model"}, {"json": {"messages": []}}, {"json": {"model": None}}, {"json": {"model": ""}}],
    ids=["no body", "no JSON", "no model", "null", "empty"],
)
def test_requests_without_a_model_are_said_to_have_none(cassette: Path, body: dict[str, object]) -> None:
    request = {"method": "POST", "uri": "http://model.invalid/chat/completions", "headers": {}, **body}
    interaction = {"request": request, "response": {"status": 200, "headers": {}, "json": {"model": "m"}}}
    cassette.parent.mkdir()
    cassette.write_text(to_yaml({"format": "factcmp cassette 1", "interactions": [interaction]}), encoding="utf-8")
    with pytest.raises(RecordingError, match=r"No request .* names a model.*make record"):
        model_of(cassette)


@pytest.mark.parametrize("text", [None, "", "- 1"], ids=["missing", "empty", "a list"])
def test_without_a_cassette_there_is_no_model(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "odd.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordingError, match="no cassette" if text is None else "not a cassette"):
        model_of(path)


# Files that cannot be used


def test_a_missing_cassette_is_said_to_be_missing(tmp_path: Path) -> None:
    with (
        pytest.raises(RecordingError, match=r"no cassette at .*none\.yaml.*make record"),
        replay(tmp_path / "none.yaml"),
    ):
        pass


@pytest.mark.parametrize(
    "text",
    {
        "not YAML": "{[",
        "not UTF-8": "\udcff",
        "a list": "- 1",
        "vcrpy's own format": "version: 1\ninteractions: []\n",
        "no response": "format: factcmp cassette 1\ninteractions:\n- request: {}\n",
        "python tag": "format: !!python/object/apply:os.getcwd []\ninteractions: []\n",
        "date": "format: 2020-01-01\n",
        "alias": "format: &a factcmp cassette 1\ninteractions: [*a]\n",
    }.items(),
    ids=lambda item: item[0],
)
def test_what_is_no_cassette_is_refused_and_left_alone(tmp_path: Path, text: tuple[str, str]) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text[1], encoding="utf-8", errors="surrogateescape")
    before = path.read_bytes()
    for use in (replay, record):
        with pytest.raises(RecordingError, match=r"odd\.yaml is not a cassette"), use(path):
            pass
    assert path.read_bytes() == before


def test_an_empty_file_is_refused_as_an_answer_but_can_be_recorded_to(endpoint: ScriptedServer, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.touch()
    with pytest.raises(RecordingError, match=r"empty\.yaml is not a cassette .*empty"), replay(path):
        pass
    with record(path):
        ask(endpoint.url, "one")
    with replay(path):
        assert ask(endpoint.url, "one") == heard("one")


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "file" / "cassette.yaml"):
        with pytest.raises(RecordingError, match="Cannot record"), record(path):
            pass
