"""A folder, a command to run in it, and an endpoint that knows the articles there."""

import io
import os
import sys
from pathlib import Path

import pytest
from fire_story import ARTICLES, KEY, Ran, Run, answer_fire
from servers import ScriptedServer

from factcmp.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to run in, with two articles, and nothing from the environment of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "FACTCMP_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FACTCMP_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setenv("FACTCMP_RETRIES", "0")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fire").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "fire" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process."""

    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as caught:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(int(caught.value.code or 0), out, err)

    return run


@pytest.fixture
def fire(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> ScriptedServer:
    """An endpoint that knows the story of the fire, set as the one to ask."""
    server.answer = answer_fire
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return server
