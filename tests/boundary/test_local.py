"""A model out of a file: what is checked before anything runs, and how the engine is started and ended."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcmp.errors import ConfigurationError, ModelUnavailableError
from factcmp.llm import local
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.local import local_server

ENGINE = """
import os, sys
class Holder:
    pass
class CommonParams(Holder):
    def __init__(self):
        self.model, self.cpuparams = Holder(), Holder()
class Server:
    def __init__(self, params):
        behaviour = open(params.model.path, "rb").read()[4:]
        if behaviour == b"broken":
            print("E llama_model_load: error loading model: tensor lies outside the file", file=sys.stderr)
            raise RuntimeError("Failed to load")
        if behaviour == b"large":
            print("ggml_backend_cpu_buffer: failed to allocate buffer of size 99", file=sys.stderr)
            raise RuntimeError("no")
        if behaviour == b"killed":
            os.kill(os.getpid(), 9)
        if behaviour == b"slow":
            import time
            time.sleep(60)
        print("a line of the engine's own {")
        keys = {"key": params.api_keys, "host": params.hostnames, "alias": sorted(params.model_alias)}
        print(keys, file=open(params.model.path + ".told", "w"))
        self.listening_address = "http://127.0.0.1:4321"
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package by the engine's name that loads nothing, here and in the child."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "xllamacpp.py").write_text(ENGINE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))


def gguf(folder: Path, behaviour: bytes = b"") -> Path:
    file = folder / "tiny.Q4.gguf"
    file.write_bytes(b"GGUF" + behaviour)
    return file


@pytest.mark.usefixtures("engine")
def test_a_model_is_served_under_its_files_name_with_a_key_of_its_own(tmp_path: Path) -> None:
    file = gguf(tmp_path)
    with local_server(file) as one, local_server(file) as other:
        assert one.base_url == "http://127.0.0.1:4321/v1"
        assert one.model == "tiny.Q4"
        assert one.endpoint().known_as == other.endpoint().known_as == f"gguf:{one.sha256}"
        assert one.api_key != other.api_key
        assert one.api_key not in repr(one)
        told = (tmp_path / "tiny.Q4.gguf.told").read_text()
        assert other.api_key in told
        assert "['127.0.0.1']" in told
        command_line = Path(f"/proc/{one.pid}/cmdline")
        assert not command_line.exists() or one.api_key.encode() not in command_line.read_bytes()
        asked = one.endpoint(Endpoint(model="set", retries=1))
        assert (asked.model, asked.api_key, asked.base_url) == (one.model, one.api_key, one.base_url)
        assert (asked.retries, asked.concurrency, asked.temperature) == (1, 1, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(one.pid, 0)


@pytest.mark.usefixtures("engine")
def test_the_engine_ends_with_the_block_also_where_it_fails(tmp_path: Path) -> None:
    pids = []

    def fail() -> None:
        with local_server(gguf(tmp_path)) as server:
            pids.append(server.pid)
            raise KeyError("something else")

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


@pytest.mark.usefixtures("engine")
def test_the_engine_ends_when_whoever_started_it_is_killed(tmp_path: Path) -> None:
    script = f"""
import os
from pathlib import Path
from factcmp.llm.local import local_server
with local_server(Path({str(gguf(tmp_path))!r})) as server:
    print(server.pid, flush=True)
    os.kill(os.getpid(), 9)
"""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], check=False, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    pid = int(ran.stdout)
    state = Path(f"/proc/{pid}/stat")
    while state.exists() and state.read_text().split()[2] != "Z":
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        pytest.param(b"broken", r"tiny\.Q4\.gguf could not be run: .*error loading model: tensor", id="broken"),
        pytest.param(b"large", r"failed to allocate buffer", id="allocation-fails"),
        pytest.param(b"killed", "ended from outside.*memory", id="killed"),
    ],
)
@pytest.mark.usefixtures("engine")
def test_a_model_that_cannot_be_loaded_is_told_in_the_engines_words(
    tmp_path: Path,
    behaviour: bytes,
    said: str,
) -> None:
    with pytest.raises(ModelUnavailableError, match=said), local_server(gguf(tmp_path, behaviour)):
        pass


@pytest.mark.usefixtures("engine")
def test_a_model_that_takes_too_long_to_load_is_given_up(tmp_path: Path) -> None:
    with (
        pytest.raises(ModelUnavailableError, match=r"within 1 s.*took longer"),
        local_server(gguf(tmp_path, b"slow"), start_s=1),
    ):
        pass


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_PACKAGE", "a_package_that_is_nowhere")
    with pytest.raises(ConfigurationError, match=r"'path/to/factcmp\[local\]'"), local_server(gguf(tmp_path)):
        pass


@pytest.mark.usefixtures("engine")
def test_files_that_are_no_models_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "model.safetensors"
    other.write_bytes(b"\x10\0\0\0")
    with pytest.raises(ConfigurationError, match=r"model\.safetensors is not a GGUF file"), local_server(other):
        pass
    with pytest.raises(ConfigurationError, match=r"absent\.gguf: No such file"), local_server(tmp_path / "absent.gguf"):
        pass
    with pytest.raises(ConfigurationError, match="Is a directory"), local_server(tmp_path):
        pass
