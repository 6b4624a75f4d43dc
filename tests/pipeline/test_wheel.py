"""The wheel: complete, and good for any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_wheel_holds_package_prompts_and_types_and_nothing_else(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {"factcmp"}
    assert {path.name for path in (unpacked / "factcmp" / "prompts").iterdir()} == {
        path.name for path in (ROOT / "prompts").iterdir()
    }
    assert (unpacked / "factcmp" / "py.typed").is_file()


def test_wheel_reports_from_any_folder_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    articles = tmp_path / "seeds"
    articles.mkdir()
    for file in (ROOT / "seeds").glob("*.txt"):
        (articles / file.name).write_bytes(file.read_bytes())
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "FACTCMP"))}
    tape = str(ROOT / "cassettes" / "seeds.yaml")
    command = [sys.executable, "-P", "-m", "factcmp", "report", "seeds", "-o", "out", "--replay", tape]
    environment = {**clean, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "seeds.md").stat().st_size > 10_000
    assert (tmp_path / "out" / "seeds.html").stat().st_size > 100_000
