"""A model out of a GGUF file, run by llama.cpp in a child process: no key, no server, nothing to set up."""

import hashlib
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from factcmp.errors import ConfigurationError, ModelUnavailableError
from factcmp.llm.endpoint import Endpoint

_PACKAGE = "xllamacpp"
_MAGIC = b"GGUF"
_STOP_S = 5.0


@dataclass(frozen=True, kw_only=True)
class LocalServer:
    """A running llama.cpp."""

    base_url: str
    api_key: str = field(repr=False)
    model: str
    """The file's name without its ending."""
    sha256: str
    pid: int

    def endpoint(self, settings: Endpoint | None = None) -> Endpoint:
        """Whom to ask, in the way of the settings; at temperature 0 unless they say another."""
        settings = settings or Endpoint()
        here = {"model": self.model, "api_key": self.api_key, "base_url": self.base_url, "concurrency": 1}
        asked = {"temperature": settings.temperature or 0, "known_as": f"gguf:{self.sha256}"}
        return settings.model_copy(update=here | asked)


@contextmanager
def local_server(
    path: Path, *, context_tokens: int = 16_384, threads: int | None = None, start_s: float = 300
) -> Iterator[LocalServer]:
    """llama.cpp with the model of a GGUF file, on a free port of the loopback, with a key of its own.

    It answers one request at a time, and the same request with the same answer as far as the temperature is 0. It ends
    with the `with` block, and also when this process is killed.

    Raises:
        ConfigurationError: the extra is not installed, or the file is none that can be run.
        ModelUnavailableError: the model could not be loaded, or not within `start_s`.
    """
    _check(path)
    key, model = secrets.token_urlsafe(32), path.stem
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    asked = {
        "path": str(path.resolve()),
        "model": model,
        "context_tokens": context_tokens,
        "threads": threads or os.cpu_count() or 1,
        "api_key": key,
    }
    with tempfile.TemporaryFile() as log, _child(asked, log) as child:
        told = _listening(child, start_s)
        if told is None:
            raise ModelUnavailableError(f"{path} could not be run: {_what_happened(child, log, start_s)}")
        yield LocalServer(
            base_url=f"{told['address']}/v1",
            api_key=key,
            model=model,
            sha256=digest,
            pid=child.pid,
        )


def _check(path: Path) -> None:
    """Raises ConfigurationError for whatever can be told without loading the model."""
    if importlib.util.find_spec(_PACKAGE) is None:
        raise ConfigurationError(
            f"--local needs the package {_PACKAGE}: pip install 'path/to/factcmp[local]', the path of factcmp's clone"
        )
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as error:
        raise ConfigurationError(f"cannot read the model {path}: {error.strerror}") from error
    if begins != _MAGIC:
        raise ConfigurationError(
            f"{path} is not a GGUF file, which is what llama.cpp runs; models are offered in that form as *.gguf"
        )


@contextmanager
def _child(asked: dict[str, Any], log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    script = Path(__file__).with_name("local_child.py")
    # -P: the script's folder holds modules with names that packages of others may look for.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
    ) as child:
        assert child.stdin is not None  # noqa: S101
        try:
            with suppress(BrokenPipeError):
                child.stdin.write(json.dumps(asked).encode() + b"\n")
                child.stdin.flush()
            yield child
        finally:
            with suppress(BrokenPipeError):
                child.stdin.close()
            try:
                child.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                child.kill()


def _listening(child: subprocess.Popen[bytes], start_s: float) -> dict[str, str] | None:
    """What the child tells once the model is loaded; None if it ends first or takes too long."""
    assert child.stdout is not None  # noqa: S101
    timer = threading.Timer(start_s, child.kill)
    timer.start()
    try:
        for line in child.stdout:
            # The engine prints lines of its own.
            with suppress(ValueError):
                told = json.loads(line)
                if isinstance(told, dict) and "address" in told:
                    return told
        child.wait()
        return None
    finally:
        timer.cancel()


def _what_happened(child: subprocess.Popen[bytes], log: IO[bytes], start_s: float) -> str:
    """Why a child ended, from its exit code and the last lines that it wrote."""
    log.seek(0)
    lines = [line.strip() for line in log.read().decode(errors="replace").splitlines() if line.strip()]
    faults = [line for line in lines if "rror" in line or "failed" in line] or lines[-1:]
    said = faults[0][-300:] if faults else "it says nothing"
    if child.returncode == -9:
        return (
            f"it was ended from outside within {start_s:.0f} s, most likely for lack of memory, or took longer ({said})"
        )
    return said
