"""The wheel is complete; that it is good for any folder, test_seeds.py shows."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_wheel_holds_package_prompts_and_types_and_nothing_else(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {"factcmp"}
    assert {path.name for path in (unpacked / "factcmp" / "prompts").iterdir()} == {
        path.name for path in (ROOT / "prompts").iterdir()
    }
    assert (unpacked / "factcmp" / "py.typed").is_file()
