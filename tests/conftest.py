"""What tests of more than one room share."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from hypothesis import settings
from servers import ScriptedServer

# How long an example takes says how loaded the machine is.
settings.register_profile("untimed", deadline=None, max_examples=50)
settings.load_profile("untimed")

if hasattr(signal, "SIGHUP"):
    # Under nohup it is ignored, and what these tests start would inherit that.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As in the background of a shell.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def server(socket_enabled: None) -> Iterator[ScriptedServer]:  # noqa: ARG001
    """A scripted endpoint on the loopback; the only address that may be reached."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    server = ScriptedServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to run in, with two articles, and nothing from the environment of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "FACTCMP_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FACTCMP_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setenv("FACTCMP_RETRIES", "0")
    from fire_story import ARTICLES

    monkeypatch.chdir(tmp_path)
    (tmp_path / "fire").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "fire" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs the command in this process."""
    from fire_story import Ran

    from factcmp.cli.main import main

    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as caught:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(int(caught.value.code or 0), out, err)

    return run


@pytest.fixture
def fire(server: ScriptedServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ScriptedServer:  # noqa: ARG001
    """An endpoint that knows the story of the fire, set as the one to ask."""
    from fire_story import KEY, answer_fire

    server.answer = answer_fire
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return server


@pytest.fixture
def unwaited(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any], fire: ScriptedServer) -> None:  # noqa: ARG001
    """No wait between tries takes any time."""
    from factcmp.llm.client import OpenAIModel

    async def sleep(_: float) -> None:
        pass

    monkeypatch.setitem(OpenAIModel.__init__.__kwdefaults__ or {}, "sleep", sleep)
    monkeypatch.setenv("FACTCMP_RETRIES", "2")
    monkeypatch.setenv("FACTCMP_REASKS", "1")
