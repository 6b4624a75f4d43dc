"""What README and docs say is so."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcmp.cli.config import Settings, variable_name
from factcmp.cli.main import app
from factcmp.models import Relation, Stance

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "cassettes" / "README.md", *(ROOT / "docs").glob("*.md")]
WRITTEN = [page for page in PAGES if not page.name.startswith("seeds-report")]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_named_in_the_docs_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(
        r"\bfactcmp (aliases|bench-stance|compare|completion|diff|doctor|eval|extract|render|report|review|schema)\b",
        text,
    ):
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0
    known = set(app.commands)
    assert set(re.findall(r"`factcmp ([a-z-]+)\b", text)) <= known
    for name, options in re.findall(r"\bfactcmp ([a-z-]+) ([^`\n]*)", text):
        if name in known:
            offered = {option for parameter in app.commands[name].params for option in parameter.opts}
            assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", options)) <= offered | {"--help"}, f"{name} {options}"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_make_targets_named_in_the_docs_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert link.startswith("http") or (page.parent / link).exists(), link


def test_settings_table_names_every_setting_with_its_variable() -> None:
    text = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert variable_name(name) in text or name == "price_output", name
        assert name == "api_key" or f"`{name}`" in text


def test_words_page_defines_every_relation_and_stance() -> None:
    text = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^- \*\*([a-z-]+)\*\*:", text, re.MULTILINE)) == set(Relation)
    assert all(stance in text for stance in Stance)


def test_example_in_the_usage_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python example, against the recording and the seeds."""
    import factcmp
    from factcmp.llm.cassettes.recording import recorded_model, replay

    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "usage.md").read_text(encoding="utf-8"), re.DOTALL)
    tape = ROOT / "cassettes" / "seeds.yaml"
    code = (
        code.replace('"gpt-5.4-mini"', repr(recorded_model(tape)))
        .replace('"my-articles"', '"seeds"')
        .replace('"…"', '"replayed"')
    )
    written: dict[str, str] = {}
    monkeypatch.setattr(Path, "write_text", lambda self, text, **_: written.update({str(self): text}))
    monkeypatch.chdir(ROOT)
    with replay(tape):
        exec(compile(code, "usage.md", "exec"), {"print": lambda *_: None})  # noqa: S102
    assert written["report.md"].startswith("# What 5 articles say")
    assert factcmp.__version__ in written["report.md"]
