"""What README and docs say is so, and what there is stands in them."""

import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from factcmp.cli.app import app
from factcmp.cli.config import SETTINGS, Settings, variable_name
from factcmp.cli.overview import COMMANDS
from factcmp.cli.summary import EXIT_CODES_OF, Summary
from factcmp.measure.labelled_sets import LabelledSet
from factcmp.models import Extraction, Relation, Report, Stance

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "cassettes/README.md")),
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if not page.name.startswith("seeds-report")),
]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

UNDOCUMENTED_SETTINGS = {"api_key"}
"""No setting of a file or a flag; its variable is documented."""
UNDOCUMENTED_FIELDS: set[str] = set()
UNDOCUMENTED_COMMANDS: set[str] = set()


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _prose(text: str) -> str:
    """The page without its examples, whose comments look like headings."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    """Where links into the page can lead, as GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", _prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _command(name: str) -> click.Command:
    command = app.get_command(click.Context(app), name)
    assert command, name
    return command


@each_page
def test_commands_and_options_named_in_the_docs_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = set(COMMANDS)
    assert set(re.findall(r"`factcmp ([a-z-]+)\b", text)) <= known
    for name, options in re.findall(r"\bfactcmp ([a-z-]+) ([^`\n]*)", text):
        if name in known:
            offered = {option for parameter in _command(name).params for option in parameter.opts}
            assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", options)) <= offered | {"--help"}, f"{name} {options}"


@each_page
def test_make_targets_named_in_the_docs_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)) <= targets


@each_page
def test_links_lead_to_a_page_and_a_heading(page: Path) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if not link.startswith("http"):
            path, _, heading = link.partition("#")
            target = page.parent / path if path else page
            assert target.exists(), link
            assert not heading or heading in _anchors(target), link


def test_every_page_is_reached_from_the_readme() -> None:
    reached, open_pages = {ROOT / "README.md"}, [ROOT / "README.md"]
    while open_pages:
        page = open_pages.pop()
        for link in re.findall(r"\]\(([^)#]+\.md)", page.read_text(encoding="utf-8")):
            target = (page.parent / link).resolve()
            if not link.startswith("http") and target not in reached:
                reached.add(target)
                open_pages.append(target)
    assert set((ROOT / "docs").glob("*.md")) <= reached


def test_readme_fits_on_a_screen_and_sends_nobody_through_a_list_of_links() -> None:
    text = _text("README.md")
    assert len(text.splitlines()) <= 50
    assert len(re.findall(r"\]\(([^)]+\.md)\)", text)) <= 8


def test_every_setting_is_documented_with_its_variable() -> None:
    text = _text("docs/usage.md")
    for name in SETTINGS:
        assert variable_name(name) in text or name == "price_output", name
        assert name in UNDOCUMENTED_SETTINGS or f"`{name}`" in text, name


def test_documented_defaults_that_are_numbers_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\| (\d+)\b", _text("docs/usage.md"), re.MULTILINE)
    numbers = {
        name: field.default for name, field in Settings.model_fields.items() if isinstance(field.default, int | float)
    }
    assert {name: float(default) for name, default in rows} == {
        name: numbers[name] for name in numbers if name in SETTINGS
    }


def test_every_command_is_documented() -> None:
    documented = set(re.findall(r"^\| `factcmp ([a-z-]+)", _text("docs/usage.md"), re.MULTILINE))
    assert set(COMMANDS) - documented == UNDOCUMENTED_COMMANDS


def test_every_exit_code_is_documented() -> None:
    documented = re.findall(r"^\| (\d+) \| ", _text("docs/usage.md").split("| exit code |")[1], re.MULTILINE)
    assert {int(code) for code in documented} == {*EXIT_CODES_OF.values(), 2}


@pytest.mark.parametrize(
    ("model", "page"),
    [
        (Report, "docs/report.md"),
        (Extraction, "docs/report.md"),
        (Summary, "docs/usage.md"),
        (LabelledSet, "docs/measurements.md"),
    ],
    ids=["report", "claims", "summary", "labels"],
)
def test_every_field_of_what_is_written_as_json_is_documented(model: type[BaseModel], page: str) -> None:
    schema = model.model_json_schema()
    parts: dict[str, dict[str, Any]] = {"": schema, **schema.get("$defs", {})}
    fields = {field for part in parts.values() for field in part.get("properties", {})}
    # A summary names failures as a report does.
    text = _prose(_text(page) + _text("docs/report.md"))
    documented = set(re.findall(r"`([a-z0-9_]+)(?:\[\])?`", text))
    assert fields - documented == UNDOCUMENTED_FIELDS & fields


def test_every_relation_and_stance_is_defined() -> None:
    text = _text("docs/report.md")
    assert set(re.findall(r"^- \*\*([a-z-]+)\*\*:", text, re.MULTILINE)) == set(Relation)
    assert all(stance in text for stance in Stance)


def test_help_of_every_command_can_be_shown() -> None:
    for name in COMMANDS:
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0, name
