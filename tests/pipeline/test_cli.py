"""The command as it is used: options, exit codes, what goes to which stream, and what a stop leaves behind."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fire_story import KEY, Ran, Run, answer_fire
from servers import LANDMARK, Asked, Reply, ScriptedServer, fault, message

from factcmp.cli import overview
from factcmp.cli.config import SETTINGS
from factcmp.cli.main import main
from factcmp.cli.outcome import without_secrets
from factcmp.models import Extraction, Relation, Report

COMMANDS = sorted(overview.COMMANDS)
ASKING = ["bench-stance", "compare", "doctor", "eval", "extract", "report"]
pytestmark = pytest.mark.usefixtures("folder")


def refusing(marker: str) -> Callable[[Asked], Reply]:
    """Answers about the fire, but a refusal where the prompt has the marker."""
    return lambda asked: message(None, refusal="I cannot.") if marker in asked.prompt else answer_fire(asked)


def command(*arguments: object) -> Sequence[str]:
    return [sys.executable, "-m", "factcmp", *map(str, arguments)]


# Help and usage


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(rf"^  Examples?:\s+factcmp {name}\b", ran.out, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in ASKING if name != "doctor"])
def test_help_of_what_asks_a_model_tells_the_exit_codes(run: Run, name: str) -> None:
    help_text = " ".join(run(name, "--help").out.split())
    assert "Exit codes: 0 done, 1 failed, 2 usage, 3 done but incomplete" in help_text
    assert "130 stopped." in help_text


def test_help_of_the_whole_begins_with_what_to_type(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert "Start with: factcmp read my-articles/ then: factcmp report my-articles/ -o reports" in " ".join(
        ran.out.split()
    )
    for name in COMMANDS:
        assert re.search(rf"^  {name}\b", ran.out, re.MULTILINE)


def test_the_version_is_the_packages(run: Run) -> None:
    assert re.fullmatch(r"factcmp, version \d+\.\d+\.\d+\S*\n", run("--version").out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["report"], "Missing argument 'PATH...'", id="no-path"),
        pytest.param(["report", "fire", "--colour"], "No such option", id="unknown-option"),
        pytest.param(["report", "fire", "--mode", "xml"], "'json-schema', 'tools', 'json'", id="unknown-mode"),
        pytest.param(["repport", "fire"], "No such command 'repport'", id="unknown-command"),
        pytest.param(["report", "fire", "-j", "many"], "not a valid integer", id="no-number"),
        pytest.param(
            ["report", "fire", "--replay", "a", "--record", "b"], "exclude each other", id="replay-and-record"
        ),
        pytest.param(["compare", "claims.json", "--lang", "de"], "No such option", id="language-of-pass-2"),
    ],
)
def test_a_usage_error_exits_with_2(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# What is missing before anything is asked


@pytest.mark.parametrize("arguments", [["report", "fire"], ["extract", "fire"], ["doctor"]], ids=lambda a: a[0])
def test_without_key_and_recording_each_way_to_supply_an_answer_is_told(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 1
    for way in ("export OPENAI_API_KEY=", "--base-url http://localhost:11434/v1", "--replay cassettes/seeds.yaml"):
        assert way in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["report", "nowhere"], "nowhere does not exist", id="folder"),
        pytest.param(["report", "."], "has no .txt, .md", id="folder-without-articles"),
        pytest.param(["report", "fire", "--replay", "no.yaml"], "no cassette at no.yaml", id="cassette"),
        pytest.param(["report", "fire", "--config", "no.toml"], "cannot read the configuration file", id="file"),
        pytest.param(["report", "fire", "--prompts", "nowhere"], "cannot read the prompt nowhere", id="prompts"),
        pytest.param(["compare", "no.json"], "cannot read no.json: No such file", id="claims"),
        pytest.param(["compare", "fire/radio.txt"], "not what `factcmp extract` writes", id="no-claims"),
        pytest.param(["render", "fire/radio.txt"], "not what `factcmp compare` writes", id="no-report"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("factcmp: ")
    assert said in ran.err
    assert ran.err.count("\n") <= 2


def test_a_bad_setting_in_the_folders_file_is_told_with_the_file(run: Run, folder: Path) -> None:
    (folder / "factcmp.toml").write_text("concurrency = 0")
    ran = run("report", "fire")
    assert ran.code == 1
    assert "concurrency (from factcmp.toml)" in ran.err


# Whole runs


def test_a_report_is_written_to_read_and_as_json_and_a_second_run_asks_nothing(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    first = run("report", "fire", "-o", "out/reports")
    assert (first.code, first.out) == (0, "")
    said = first.err.splitlines()
    assert said[:-1] == [
        "2 articles, 3 claims",
        "1 contradiction",
        "  How many warehouses burned down?",
        "0 updates",
        "0 partial, 0 agreements, 1 single-source",
        "nothing is missing",
        "wrote out/reports/fire.md",
        "wrote out/reports/fire.html",
        "wrote out/reports/fire.json",
    ]
    assert re.fullmatch(r"6 requests, 0 answers from the cache, 660 tokens, \d+\.\d s", said[-1])
    written = Report.model_validate_json((folder / "out/reports/fire.json").read_bytes())
    assert [group.relation for group in written.groups].count(Relation.CONTRADICTION) == 1
    markdown = (folder / "out/reports/fire.md").read_text(encoding="utf-8")
    assert "Three warehouses burned down on Monday" in markdown
    assert "../../fire/radio.txt" in markdown
    asked = len(fire.asked)
    second = run("report", "fire", "-o", "again")
    assert second.code == 0
    assert len(fire.asked) == asked
    assert f"0 requests, {asked} answers from the cache" in second.err


def test_no_cache_asks_again(run: Run, fire: ScriptedServer, folder: Path) -> None:
    for _ in range(2):
        assert run("extract", "fire", "--no-cache").code == 0
    assert len(fire.asked) == 4
    assert not (folder / "kept").exists()


def test_quiet_says_nothing(run: Run, fire: ScriptedServer) -> None:  # noqa: ARG001
    assert run("report", "fire", "-q") == Ran(0, "", "")


def test_the_stages_in_a_chain_give_the_report_of_the_whole(run: Run, fire: ScriptedServer, folder: Path) -> None:
    whole = run("report", "fire", "-o", ".", "--name", "fire", "--no-cache")
    asked = [request.body for request in fire.asked]
    extracted = run("extract", "fire", "--no-cache")
    Extraction.model_validate_json(extracted.out)
    compared = run("compare", "-", "--no-cache", stdin=extracted.out)
    rendered = run("render", "-", "--title", "fire", stdin=compared.out)
    assert [ran.code for ran in (whole, extracted, compared, rendered)] == [0, 0, 0, 0]
    assert sorted(request.body for request in fire.asked[len(asked) :]) == sorted(asked)
    assert compared.out == (folder / "fire.json").read_text(encoding="utf-8")
    assert rendered.out == (folder / "fire.md").read_text(encoding="utf-8")


def test_the_claims_carry_their_language_to_the_comparison(run: Run, fire: ScriptedServer) -> None:
    extracted = run("extract", "fire", "--lang", "ar")
    run("compare", "-", stdin=extracted.out)
    assert all("(ar)" in asked.prompt for asked in fire.asked if asked.schema != "JudgementWire")


def test_a_real_pipe_carries_clean_json_in_utf8_and_no_progress(fire: ScriptedServer) -> None:
    # A locale without Arabic, and a variable that makes rich take a pipe for a terminal.
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "FORCE_COLOR": "1"}
    ran = subprocess.run(  # noqa: S603
        command("extract", "fire", "-o", "-"), capture_output=True, env=environment, check=False
    )
    extraction = Extraction.model_validate_json(ran.stdout)
    assert ran.returncode == 0
    assert "مرسى" in ran.stdout.decode("utf-8")
    assert len(extraction.claims) == 3
    assert ran.stderr.decode().startswith("2 articles, 3 claims\nnothing is missing\n2 requests, ")
    assert b"\x1b" not in ran.stderr
    assert len(fire.asked) == 2


def test_a_reader_that_has_gone_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with io.FileIO(writer, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, write_through=True))
        with pytest.raises(SystemExit) as caught:
            main(["schema"])
        # What the interpreter does at its end must not fail either.
        sys.stdout.flush()
    assert caught.value.code == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("of", ["report", "claims"])
def test_the_schema_fits_what_is_written(run: Run, fire: ScriptedServer, of: str) -> None:  # noqa: ARG001
    jsonschema = pytest.importorskip("jsonschema")
    claims = run("extract", "fire").out
    document = json.loads(claims if of == "claims" else run("compare", "-", stdin=claims).out)
    schema = json.loads(run("schema", of).out)
    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "articles": None}, schema)


# What goes wrong on the way


def test_one_article_refused_gives_a_report_that_names_it_and_exits_with_3(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    fire.answer = refusing("Radio Tessaly")
    ran = run("report", "fire")
    assert ran.code == 3
    assert re.search(r"^factcmp: incomplete: radio: .*the model refused: I cannot\.", ran.err, re.MULTILINE)
    markdown = (folder / "reports/fire.md").read_text(encoding="utf-8")
    begin, _, _ = markdown.partition('<a id="articles"></a>')
    assert "Radio Tessaly: warehouses on fire" in begin
    [failure] = Report.model_validate_json((folder / "reports/fire.json").read_bytes()).run.failures
    assert (failure.stage, failure.article, failure.kind) == ("extract", "radio", "refused")


def test_after_an_incomplete_run_only_what_is_missing_is_asked(run: Run, fire: ScriptedServer) -> None:
    fire.answer = refusing("Radio Tessaly")
    assert run("extract", "fire").code == 3
    fire.answer, fire.asked = answer_fire, []
    assert run("extract", "fire").code == 0
    assert len(fire.asked) == 1
    assert "Radio Tessaly" in fire.asked[0].prompt


def test_what_pass_1_missed_is_still_told_at_the_end_of_the_chain(run: Run, fire: ScriptedServer) -> None:
    fire.answer = refusing("Radio Tessaly")
    extracted = run("extract", "fire")
    compared = run("compare", "-", stdin=extracted.out)
    rendered = run("render", "-", stdin=compared.out)
    assert (extracted.code, compared.code, rendered.code) == (3, 3, 0)
    assert "Radio Tessaly" in rendered.out


def test_a_failed_comparison_is_incomplete_and_keeps_the_claims(run: Run, fire: ScriptedServer, folder: Path) -> None:
    fire.answer = lambda asked: fault(500, "down") if asked.schema == "GroupsWire" else answer_fire(asked)
    ran = run("report", "fire")
    assert ran.code == 3
    report = Report.model_validate_json((folder / "reports/fire.json").read_bytes())
    assert len(report.groups) == len(report.claims) == 3
    assert [(failure.stage, failure.kind) for failure in report.run.failures] == [("group", "unavailable")]


def test_everything_failing_exits_with_1_and_writes_nothing(run: Run, fire: ScriptedServer, folder: Path) -> None:
    fire.answer = lambda _: fault(401, "bad key")
    ran = run("report", "fire")
    assert (ran.code, ran.out) == (1, "")
    assert "refused the key; check OPENAI_API_KEY (bad key)" in ran.err
    assert KEY not in ran.err
    assert not (folder / "reports").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["report", "fire", "-o", "taken/reports"], id="folder-is-a-file"),
        pytest.param(["report", "fire", "--name", "ن" * 130], id="name-too-long-in-bytes"),
        pytest.param(["extract", "fire", "-o", "taken/claims.json"], id="claims"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_asked(
    run: Run, fire: ScriptedServer, folder: Path, arguments: list[str]
) -> None:
    (folder / "taken").write_text("")
    before = sorted(folder.rglob("*"))
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("factcmp: cannot write ")
    assert fire.asked == []
    assert sorted(folder.rglob("*")) == before


def test_a_servers_message_and_an_articles_words_do_not_steer_the_terminal(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    steering = "\x1b]0;title\x07 \x1b[2J \u202e gone"
    (folder / "fire" / "mayor.txt").write_text("A \u202e headline\n\nOne warehouse burned down on Monday.\n")

    def answer(asked: Asked) -> Reply:
        return fault(400, steering) if "One warehouse" in asked.prompt else answer_fire(asked)

    fire.answer = answer
    ran = run("report", "fire", "-v")
    assert ran.code == 3
    assert "gone" in ran.err
    fire.answer = lambda _: fault(401, steering)
    doctor = run("doctor", "-v")
    for text in (ran.out, ran.err, doctor.out, doctor.err):
        assert not set(text) & set("\x1b\x07\u202e")


def test_a_recording_answers_without_key_and_network(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    assert run("report", "fire", "--record", "fire.yaml", "-m", "m-7").code == 0
    recorded = (folder / "reports/fire.json").read_text(encoding="utf-8")
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.delenv("OPENAI_BASE_URL")
    fire.asked = []
    ran = run("report", "fire", "--replay", "fire.yaml", "-o", "replayed")
    assert ran.code == 0
    replayed = (folder / "replayed/fire.json").read_text(encoding="utf-8")
    assert replayed == recorded.replace('"answered_by": "endpoint"', '"answered_by": "recording"')
    (folder / "fire/radio.txt").write_text("Radio Tessaly: no fire\n\nNothing burned down on Monday.")
    missed = run("report", "fire", "--replay", "fire.yaml")
    assert missed.code == 1
    assert "recording fire.yaml has no answer to what this run asks" in missed.err
    assert "make record" not in missed.err
    told = run("report", "fire", "--replay", "fire.yaml", "-v")
    assert "It lacks the request ClaimsWire" in told.err
    assert "`make record`" in told.err
    assert not fire.asked


# Doctor


def test_doctor_tells_settings_sources_and_that_the_endpoint_works(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    (folder / "factcmp.toml").write_text("reasks = 1")

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/models"):
            return Reply({"object": "list", "data": [{"id": "m-7"}]})
        return message(LANDMARK)

    fire.answer = answer
    ran = run("doctor", "-m", "m-7")
    assert ran.code == 0
    for line in (
        r"model +m-7  \(flag\)",
        r"reasks +1  \(factcmp\.toml\)",
        r"base_url +http://127\.0\.0\.1:\d+/v1  \(OPENAI_BASE_URL\)",
        r"language +en  \(default\)",
        r"\d+ more settings are at their defaults; -v shows them",
        r"api_key +set, not shown  \(OPENAI_API_KEY\)",
        r"endpoint +http://127\.0\.0\.1:\d+/v1 answers and knows this model",
        "structured output  works with --mode json-schema: the server keeps to the schema that is sent",
    ):
        assert re.search(f"^{line}$", ran.out, re.MULTILINE), line
    assert KEY not in ran.out + ran.err


def test_doctor_needs_no_list_of_models(run: Run, fire: ScriptedServer) -> None:
    fire.answer = lambda asked: fault(404, "?") if asked.path.endswith("/models") else message(LANDMARK)
    ran = run("doctor")
    assert ran.code == 0
    assert "no list of models" in ran.out
    assert "structured output  works" in ran.out


def test_doctor_says_what_to_try_where_structured_output_does_not_work(run: Run, fire: ScriptedServer) -> None:
    fire.answer = lambda asked: fault(404, "?") if asked.path.endswith("/models") else message("It is Paris.")
    ran = run("doctor")
    assert ran.code == 1
    assert "try another --mode" in ran.err


def test_doctor_says_that_nobody_answers(run: Run, server: ScriptedServer) -> None:
    server.stop()
    ran = run("doctor", "--base-url", server.url)
    assert ran.code == 1
    assert "did not answer" in ran.err
    assert "is the address right and the server running?" in ran.err


def test_doctor_offline_asks_nothing_and_hides_a_password(run: Run) -> None:
    ran = run("doctor", "--offline", "--base-url", "http://ada:hunter2@models.example/v1")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^base_url +http://models\.example/v1  \(flag\)$", ran.out, re.MULTILINE)
    assert "hunter2" not in ran.out


def test_doctor_shows_every_setting_where_asked_and_otherwise_those_that_are_needed_or_set(run: Run) -> None:
    said = run("doctor", "--offline", "-m", "m-7").out
    shown = {line.split()[0] for line in said.splitlines()[:-1]}
    # The two last are set by the environment of these tests.
    assert shown == {"api_key", "base_url", "model", "language", "cache_dir", "retries"}
    every = run("doctor", "--offline", "-m", "m-7", "-v").out
    assert {line.split()[0] for line in every.splitlines()} == set(SETTINGS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("--base-url https://ada:hunter2@h.example/v1", "https://…@h.example/v1", id="password"),
        pytest.param("--base-url=https://ada:hunter2@h.example/v1", "https://…@h.example/v1", id="equals-sign"),
        pytest.param(
            "--base-url https://ada:hunter2/99@h.example/v1", "https://…@h.example/v1", id="slash-in-password"
        ),
        pytest.param("--base-url https://h.example/v1?key=hunter2", "https://h.example/v1?…", id="query"),
        pytest.param("https://ada:hunter2@h.example/story?page=2", "https://…@h.example/story?page=2", id="page"),
        pytest.param("https://h.example/@ada/story", "https://h.example/@ada/story", id="no-secret"),
    ],
)
def test_the_command_line_that_is_told_again_has_no_secrets(typed: str, told: str) -> None:
    shown = " ".join(without_secrets(["report", *typed.split(" ")]))
    assert shown.endswith(told)
    assert "hunter2" not in shown


def test_a_password_is_not_told_with_the_address_that_cannot_be_read(run: Run) -> None:
    ran = run("doctor", "--base-url", "http://ada:hunter2/99@h.example/v1")
    assert ran.code == 1
    assert "base_url (from flag)" in ran.err
    assert "hunter2" not in ran.err
