"""Settings: which source wins, what it is called, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from factcmp.cli.config import FILE_NAME, HOW_TO_ANSWER, SETTINGS, Settings, load_configuration, variable_name
from factcmp.errors import ConfigurationError
from factcmp.llm.endpoint import MODES, Endpoint
from factcmp.pipeline import Options


def write(folder: Path, text: str, name: str = FILE_NAME) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_without_anything_given_every_setting_is_the_default() -> None:
    configuration = load_configuration({}, {})
    assert configuration.settings == Settings()
    assert configuration.settings.model == Endpoint().model
    assert configuration.sources == dict.fromkeys(SETTINGS, "default")


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    file = write(tmp_path, 'model = "of-file"\nconcurrency = 2\nretries = 1\n')
    environment = {"FACTCMP_MODEL": "of-environment", "FACTCMP_CONCURRENCY": "3"}
    configuration = load_configuration({"model": "of-flag", "concurrency": None}, environment, file=file)
    settings, sources = configuration.settings, configuration.sources
    assert (settings.model, sources["model"]) == ("of-flag", "flag")
    assert (settings.concurrency, sources["concurrency"]) == (3, "FACTCMP_CONCURRENCY")
    assert (settings.retries, sources["retries"]) == (1, str(file))
    assert (settings.reasks, sources["reasks"]) == (Settings().reasks, "default")


def test_key_and_address_come_from_the_variables_that_other_tools_use() -> None:
    configuration = load_configuration(
        {}, {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "http://localhost:1/v1", "FACTCMP_API_KEY": "sk-2"}
    )
    assert (configuration.settings.api_key, configuration.sources["api_key"]) == ("sk-1", "OPENAI_API_KEY")
    assert configuration.settings.base_url == "http://localhost:1/v1"


def test_every_setting_can_come_from_the_environment(tmp_path: Path) -> None:
    table = write(tmp_path, "- {name: Port, spellings: [Harbour]}\n", "names.yaml")
    given = {
        "api_key": "sk-1",
        "base_url": "https://h.example/v1",
        "model": "m",
        "mode": "tools",
        "temperature": "0.5",
        "language": "ar",
        "concurrency": "1",
        "timeout_s": "1.5",
        "retries": "0",
        "reasks": "0",
        "max_output_tokens": "900",
        "bounded": "3",
        "extra_body": '{"cache_prompt": false}',
        "max_article_chars": "500",
        "max_claims": "10",
        "max_judged_claims": "1",
        "aliases": str(table),
        "embedding_model": "e",
        "embedding_base_url": "https://e.example/v1",
        "cache_dir": "kept",
        "prompts_dir": "mine",
        "price_table": "prices.toml",
        "price_input": "0.25",
        "price_output": "2",
    }
    assert set(given) == set(SETTINGS)
    configuration = load_configuration({}, {variable_name(name): value for name, value in given.items()})
    told = {name: str(getattr(configuration.settings, name)) for name in given}
    told["aliases"] = given["aliases"] if configuration.settings.aliases[0].spellings == ("Harbour",) else ""
    assert told == {**given, "price_output": "2.0", "extra_body": "{'cache_prompt': False}"}
    assert configuration.sources == {name: variable_name(name) for name in given}


def test_further_fields_of_requests_are_a_table_in_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "bounded = 2\n[extra-body]\ncache_prompt = false\n[extra-body.options]\nnum_ctx = 16384\n")
    settings = load_configuration({}, {}, file=file).settings
    assert settings.extra_body == {"cache_prompt": False, "options": {"num_ctx": 16384}}
    assert load_configuration({}, {}, file=write(tmp_path, "[extra_body]\n")).settings.extra_body is None


def test_an_empty_variable_is_not_a_value() -> None:
    configuration = load_configuration({}, {"OPENAI_API_KEY": "", "FACTCMP_MODEL": "", "FACTCMP_CONFIG": ""})
    assert configuration.settings == Settings()


def test_the_file_is_the_named_one_then_the_variables_then_the_folders(tmp_path: Path) -> None:
    write(tmp_path, 'model = "of-folder"')
    of_variable = write(tmp_path, 'model = "of-variable"', "other.toml")
    named = write(tmp_path, 'model = "named"', "named.toml")
    environment = {"FACTCMP_CONFIG": str(of_variable)}

    def model(environment: dict[str, str], file: Path | None = None) -> str:
        return load_configuration({}, environment, file=file, folder=tmp_path).settings.model

    assert model(environment, named) == "named"
    assert model(environment) == "of-variable"
    assert model({}) == "of-folder"


def test_a_folder_without_a_file_is_fine_but_a_named_file_must_be_there(tmp_path: Path) -> None:
    assert load_configuration({}, {}, folder=tmp_path).settings == Settings()
    missing = tmp_path / "absent.toml"
    with pytest.raises(ConfigurationError, match=r"absent\.toml: No such file"):
        load_configuration({}, {}, file=missing)
    with pytest.raises(ConfigurationError, match=r"absent\.toml: No such file"):
        load_configuration({}, {"FACTCMP_CONFIG": str(missing)})


def test_names_in_a_file_may_be_written_with_hyphens(tmp_path: Path) -> None:
    file = write(tmp_path, 'base-url = "http://localhost:1/v1"\nmax-claims = 20\n')
    settings = load_configuration({}, {}, file=file).settings
    assert (settings.base_url, settings.max_claims) == ("http://localhost:1/v1", 20)


@pytest.mark.parametrize(
    ("flags", "environment", "said"),
    [
        pytest.param({"concurrency": 0}, {}, r"concurrency \(from flag\): .*greater than or equal to 1", id="flag"),
        pytest.param({}, {"FACTCMP_RETRIES": "many"}, r"retries \(from FACTCMP_RETRIES\): .*integer", id="environment"),
        pytest.param({}, {"FACTCMP_MODE": "xml"}, r"mode \(from FACTCMP_MODE\): .*'json-schema'", id="mode"),
        pytest.param({"temperature": 3.0}, {}, r"temperature \(from flag\)", id="temperature"),
        pytest.param({"language": "Arabic!"}, {}, r"language \(from flag\)", id="language"),
        pytest.param({"max_article_chars": 10}, {}, r"max_article_chars \(from flag\)", id="parts-too-short"),
        pytest.param({}, {"FACTCMP_TIMEOUT_S": "0"}, r"timeout_s \(from FACTCMP_TIMEOUT_S\)", id="timeout"),
        pytest.param(
            {}, {"OPENAI_BASE_URL": "localhost:11434"}, r"base_url \(from OPENAI_BASE_URL\): .*http://", id="no-scheme"
        ),
        pytest.param({"base_url": "http:///v1"}, {}, r"base_url \(from flag\): .*no host", id="no-host"),
        pytest.param({"base_url": "http://h:port/v1"}, {}, r"base_url \(from flag\): .*[Pp]ort", id="port"),
        pytest.param({}, {"OPENAI_API_KEY": "…"}, r"api_key \(from OPENAI_API_KEY\): .*pasted", id="key-placeholder"),
        pytest.param({}, {"OPENAI_API_KEY": "sk-1 sk-2"}, r"api_key \(from OPENAI_API_KEY\)", id="two-keys"),
        pytest.param({"price_input": -1.0}, {}, r"price_input \(from flag\)", id="price"),
        pytest.param({"max_output_tokens": 0}, {}, r"max_output_tokens \(from flag\)", id="no-output"),
        pytest.param({"bounded": 0}, {}, r"bounded \(from flag\)", id="no-entries"),
        pytest.param(
            {}, {"FACTCMP_EXTRA_BODY": "{cache_prompt: no}"}, r"\(from FACTCMP_EXTRA_BODY\): .*not JSON", id="no-json"
        ),
        pytest.param({}, {"FACTCMP_EXTRA_BODY": "[1]"}, r"\(from FACTCMP_EXTRA_BODY\): .*dict", id="no-object"),
        pytest.param({"extra_body": {"stream": True}}, {}, r"extra_body \(from flag\): .*'stream'", id="what-is-ours"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_with_its_source(
    flags: dict[str, Any], environment: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        load_configuration(flags, environment)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("retries = 99", r"retries \(from .*factcmp\.toml\): .*less than or equal to 20", id="value"),
        pytest.param(
            "temprature = 0", r"factcmp\.toml has the unknown setting 'temprature'.*temperature", id="unknown"
        ),
        pytest.param('[model]\nname = "m"', r"model \(from .*factcmp\.toml\): .*string", id="table"),
        pytest.param("model = ", r"factcmp\.toml is not valid TOML", id="not-toml"),
        pytest.param('api_key = "sk-sentinel"', r"factcmp\.toml holds an api_key.*OPENAI_API_KEY", id="key"),
        pytest.param('api-key = "sk-sentinel"', r"factcmp\.toml holds an api_key.*OPENAI_API_KEY", id="key-hyphen"),
    ],
)
def test_a_file_with_a_fault_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as caught:
        load_configuration({}, {}, file=write(tmp_path, text))
    assert "sentinel" not in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes('model = "قصة"'.encode("windows-1256"))
    with pytest.raises(ConfigurationError, match=r"factcmp\.toml is not valid TOML"):
        load_configuration({}, {}, file=file)


def test_a_key_loses_the_line_end_that_came_with_it_and_is_never_printed() -> None:
    configuration = load_configuration({}, {"OPENAI_API_KEY": "sk-sentinel\r\n"})
    assert configuration.settings.api_key == "sk-sentinel"
    assert "sentinel" not in repr(configuration)


def test_the_ways_to_supply_an_answer_are_all_told() -> None:
    for way in ("OPENAI_API_KEY", "--base-url", "--replay"):
        assert way in HOW_TO_ANSWER


def test_the_modes_offered_are_the_modes_there_are() -> None:
    assert [load_configuration({"mode": mode}, {}).settings.mode for mode in MODES] == list(MODES)


def test_a_run_is_told_nothing_that_its_endpoint_or_its_comparison_does_not_declare() -> None:
    """No setting is declared twice: what the settings add is how the command finds models, folders and vectors."""
    declared = {*Endpoint.model_fields, *Options.model_fields}
    assert set(SETTINGS) - declared == {"embedding_model", "embedding_base_url", "cache_dir", "price_table"}
    assert not set(Endpoint.model_fields) & set(Options.model_fields)
    assert set(vars(Settings)["__annotations__"]) & declared == set()


def test_who_answers_and_what_gives_vectors_cannot_be_set(tmp_path: Path) -> None:
    for name in ("answered_by", "embedder"):
        assert load_configuration({}, {f"FACTCMP_{name.upper()}": "x"}).settings == Settings()
        with pytest.raises(ConfigurationError, match=f"unknown setting '{name}'"):
            load_configuration({}, {}, file=write(tmp_path, f'{name} = "x"\n'))
