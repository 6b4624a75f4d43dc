"""`make bench`: writes docs/bench.json and docs/bench.md; `python -m costs FOLDER [MEASURE...]` for some of it."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from costs.figures import MEASURES, ROOT, Figure

_HEAD = """\
# What factcmp costs beside the model

Written by `make bench`: each figure is a ratio or a count within one run, against a simulated endpoint in another
process (`tests/bench/costs/endpoint.py`), on invented articles (`tests/bench/costs/corpus.py`). How soon a page can be
used is seen by `make browser`.

Machine: {machine}. The load is that of the machine before the measure: above its cores, wall times say little.

| figure | found | goal | | load | of what |
| --- | ---: | ---: | --- | ---: | --- |
"""


def main(folder: Path, chosen: list[str]) -> None:
    """Measures, each in a process of its own, and writes what there is after each; what is not chosen stays."""
    kept = folder / "bench.json"
    results = json.loads(kept.read_text(encoding="utf-8"))["figures"] if chosen and kept.exists() else {}
    for name in chosen or MEASURES:
        load = f"{os.getloadavg()[0]:.1f}"
        print(f"measuring {name} …", flush=True)
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "costs.figures", name], check=True, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "bench")])},
        )  # fmt: skip
        results[name] = {"load": load, "figures": json.loads(done.stdout.splitlines()[-1])}
        machine = f"{os.cpu_count()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}"
        results = {name: results[name] for name in MEASURES if name in results}
        told = json.dumps({"machine": machine, "figures": results}, indent=1, ensure_ascii=False)
        kept.write_text(told + "\n", encoding="utf-8")
        rows = (_row(Figure(**one), held["load"]) for held in results.values() for one in held["figures"])
        (folder / "bench.md").write_text(_HEAD.format(machine=machine) + "".join(rows), encoding="utf-8")
    print((folder / "bench.md").read_text(encoding="utf-8"))


def _row(figure: Figure, load: str) -> str:
    unit = "" if figure.unit in ("×", "slope") else f" {figure.unit}"
    told = f"{figure.value:.2f}" if isinstance(figure.value, float) else str(figure.value)
    goal = "–" if figure.goal is None else f"≤ {figure.goal:g}"
    met = "" if figure.goal is None else "met" if figure.met else "**missed**"
    return f"| {figure.name} | {told}{unit} | {goal} | {met} | {load} | {figure.about} |\n"


def _processor() -> str:
    """The kind of processor, as Linux or Python tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
