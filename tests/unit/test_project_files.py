"""Files that tools outside the tests read: what no linter of `make check` can know of them."""

import fnmatch
import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")


def _load(path: Path) -> dict[Any, Any]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def _steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def _copied() -> list[str]:
    """What the container file copies from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_calls_make_targets_that_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    commands = "\n".join(step.get("run", "") for step in _steps(_load(path)))
    called = set(re.findall(r"^\s*make ([a-z-]+)", commands, re.MULTILINE))
    assert called
    assert called <= targets


def test_workflow_checks_every_python_that_the_package_names() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    jobs = _load(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    named = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text)
    assert jobs["check"]["strategy"]["matrix"]["python-version"] == named


def test_pre_commit_hooks_are_steps_of_make_check_and_fetch_nothing() -> None:
    (check,) = re.findall(r"^static:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    checked = [shlex.split(line.replace("$(BIN)", ".venv/bin")) for line in check.splitlines()]
    config = _load(ROOT / ".pre-commit-config.yaml")
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    for hook in hooks:
        assert hook["language"] == "system"
        # Named by pre-commit file by file, where make says ".", and the names must not undo what is excluded.
        command = [word for word in shlex.split(hook["entry"]) if word != "--force-exclude"]
        assert command in [[word for word in step if word != "."] for step in checked], hook["id"]
        assert (Path(sys.executable).parent / Path(command[0]).name).exists(), hook["id"]
    assert {Path(hook["entry"].split()[0]).name for hook in hooks} == {"ruff", "mypy", "lint-imports"}


def test_container_file_copies_only_what_exists_and_is_not_ignored() -> None:
    assert _copied()
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    for source in _copied():
        assert (ROOT / source).exists(), source
        ignored = False
        for rule in rules:
            if rule and not rule.startswith("#") and fnmatch.fnmatch(source, rule.removeprefix("!")):
                ignored = not rule.startswith("!")
        assert not ignored, source


def test_container_file_copies_all_that_the_wheel_is_built_from() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (readme,) = re.findall(r'^readme = "(.+)"', text, re.MULTILINE)
    (packages,) = re.findall(r'^packages = \["(.+)"\]', text, re.MULTILINE)
    (forced,) = re.findall(
        r"^\[tool\.hatch\.build\.targets\.wheel\.force-include\]\n((?:.+ = .+\n)+)", text, re.MULTILINE
    )
    included = {line.split(" = ")[0].strip('"') for line in forced.splitlines()}
    assert {"pyproject.toml", "locks/run.txt", readme, packages} | included <= set(_copied())


def test_container_file_and_workflow_name_no_registry_or_index() -> None:
    names = re.compile(r"\b[a-z0-9.-]+\.(?:io|org|com|dev|net)\b|--(?:extra-)?index-url")
    for path in (ROOT / "Containerfile", ROOT / ".pre-commit-config.yaml", *WORKFLOWS):
        assert not names.search(path.read_text(encoding="utf-8")), path.name


def _pinned(text: str) -> dict[str, str]:
    """Each package of a requirements file with its version, by its normalised name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def test_locks_have_the_tested_versions_of_every_package_with_its_hashes() -> None:
    """After a change to the dependencies: add the version to constraints.txt, then `make lock`."""
    locked: dict[str, str] = {}
    for lock in (ROOT / "locks").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert all(" --hash=sha256:" in entry for entry in text.replace("\\\n", "").splitlines()), lock.name
        locked |= _pinned(text)
    # It comes with Python.
    del locked["pip"]
    assert locked == _pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.split(r"[\[<>=!~; ]", one)[0].replace("_", "-").lower() for one in named} - {"factcmp"}
    locked = {name for lock in (ROOT / "locks").glob("*.txt") for name in _pinned(lock.read_text(encoding="utf-8"))}
    assert names <= locked
