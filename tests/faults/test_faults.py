"""A server that misbehaves: what docs/servers.md says of each fault is what happens."""

import random
import re
from pathlib import Path

import pytest
from comparing import compare, good, is_of_radio, sample, settings_for, undisturbed
from fire_story import Run
from misbehaving import ALTERS, FAULTS, IN_TOOLS
from servers import Asked, Behaviour, Reply, ScriptedServer

PAGE = (Path(__file__).parents[2] / "docs/servers.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| ([^|]+) \| ([a-z ]+), (\d) \| ([a-z ]+), (\d) \|$", re.MULTILINE)
TABLE = {
    name: {"once": (once, int(code)), "each time": (lasting, int(end))}
    for name, once, code, lasting, end in _ROW.findall(PAGE.partition("## When a server misbehaves")[2])
}
pytestmark = pytest.mark.usefixtures("unwaited")


def test_the_table_has_a_row_for_each_fault_and_no_other() -> None:
    assert list(TABLE) == list(FAULTS)


@pytest.mark.parametrize("when", ["once", "each time"])
@pytest.mark.parametrize("name", sample(list(FAULTS), 40))
def test_a_fault_comes_to_what_the_table_says(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch, name: str, when: str
) -> None:
    for setting, value in settings_for(name).items():
        monkeypatch.setenv(setting, value)
    mode = ("--mode", "tools") if name in IN_TOOLS else ()
    findings, _ = undisturbed(run, fire, *mode)
    left = [name] if when == "once" else [name] * 99

    def answer(asked: Asked) -> Reply | Behaviour:
        return FAULTS[left.pop()](asked, good) if left and is_of_radio(asked) else good(asked)

    compared = compare(run, fire, answer, *mode)
    assert (compared.how(), compared.ran.code) == TABLE[name][when], compared.ran.err
    failures = compared.document["run"]["failures"]
    if compared.ran.code == 0:
        assert not failures
        assert name in ALTERS or compared.findings == findings
    else:
        assert [failure["article"] for failure in failures] == ["radio"]
        opening = Path("reports/fire.md").read_text(encoding="utf-8").partition('id="articles"')[0]
        assert "**Incomplete:** A2 «Radio Tessaly: warehouses on fire» could not be read: " in opening
        assert len(compared.document["articles"]) == 2
    healed = compare(run, fire, good, *mode)
    assert healed.ran.code == 0
    assert name in ALTERS or healed.findings == findings


@pytest.mark.parametrize("seed", sample(range(60), 30))
def test_a_mixture_of_faults_loses_nothing_that_the_same_command_does_not_make_good(
    run: Run, fire: ScriptedServer, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    findings, _ = undisturbed(run, fire)
    draw = random.Random(seed)  # noqa: S311
    names = draw.sample([name for name in FAULTS if name not in ALTERS | IN_TOOLS], 8)
    share = draw.choice([0.2, 0.5, 0.8])
    for setting, value in settings_for(*names).items():
        monkeypatch.setenv(setting, value)

    def answer(asked: Asked) -> Reply | Behaviour:
        return FAULTS[draw.choice(names)](asked, good) if draw.random() < share else good(asked)

    compared = compare(run, fire, answer)
    if compared.ran.code == 0:
        assert compared.findings == findings
    monkeypatch.setenv("FACTCMP_TIMEOUT_S", "60")
    healed = compare(run, fire, good)
    assert (healed.ran.code, healed.findings) == (0, findings)
