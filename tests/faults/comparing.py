"""One whole comparison of two small articles against a server that misbehaves, and what came of it."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fire_story import KEY, Ran, Run, answer_fire
from misbehaving import SLOW, STEERING
from servers import Asked, Behaviour, Reply, ScriptedServer, tool_call

ALL = bool(os.environ.get("FACTCMP_ALL_FAULTS"))
"""`make faults` runs all of the suite, `make test` a sample."""

T = TypeVar("T")
Answer = Callable[[Asked], Reply | Behaviour]


def sample(cases: Sequence[T], every: int) -> Sequence[T]:
    """All of the cases, or every so many of them."""
    return cases if ALL else cases[::every]


def good(asked: Asked) -> Reply:
    """What a server that behaves answers, in either mode, also where it is asked again."""
    first = {**asked.json, "messages": asked.json["messages"][:2]}
    reply = answer_fire(Asked(asked.path, asked.headers, json.dumps(first).encode()))
    if "tools" not in asked.json:
        return reply
    content: Any = reply.content
    return tool_call(content["choices"][0]["message"]["content"])


def is_of_radio(asked: Asked) -> bool:
    """Whether it is the first reading of the one article."""
    return asked.schema == "ClaimsWire" and "Radio Tessaly" in str(asked.json["messages"])


@dataclass(frozen=True)
class Compared:
    """How one run ended."""

    ran: Ran
    asked: list[Asked]

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(Path("reports/fire.json").read_text(encoding="utf-8"))
        return found

    @property
    def findings(self) -> str:
        """The report but for what its run took."""
        return json.dumps({name: part for name, part in self.document.items() if name != "run"}, ensure_ascii=False)

    def how(self) -> str:
        """What was done about the one article's fault: nothing, the same asked again, or something else."""
        first = next(asked.json["messages"][1] for asked in self.asked if is_of_radio(asked))
        bodies = [asked.body for asked in self.asked if asked.json["messages"][1] == first]
        if len(bodies) == 1:
            return "taken" if self.ran.code == 0 else "reported"
        return "retried" if len(set(bodies)) == 1 else "asked again"


def compare(run: Run, fire: ScriptedServer, answer: Answer, *arguments: str) -> Compared:
    """Runs the command, and checks what holds however a server misbehaves."""
    fire.asked = []
    fire.answer = answer
    ran = run("report", "fire", "-o", "reports", *arguments)
    compared = Compared(ran, list(fire.asked))
    said = ran.out + ran.err
    assert ran.code in (0, 1, 3), said
    assert "Traceback" not in said
    assert not {char for char in STEERING if not char.isprintable()} & set(said)
    written = [file for file in Path().rglob("*") if file.is_file() and file.parts[0] != "fire"]
    for text in (said.encode(), *(file.read_bytes() for file in written)):
        assert KEY.encode() not in text
    assert not list(Path("reports").glob("*.part"))
    if ran.code == 1:
        assert re.match(r"factcmp: .{10,}", ran.err.splitlines()[-1])
    else:
        assert compared.document["run"]["failures"] or ran.code == 0
    return compared


_FOUND: dict[tuple[str, ...], tuple[str, int]] = {}


def undisturbed(run: Run, fire: ScriptedServer, *arguments: str) -> tuple[str, int]:
    """The findings where nothing goes wrong, and how many requests they take; every test's are the same."""
    if arguments not in _FOUND:
        compared = compare(run, fire, good, "--no-cache", *arguments)
        assert compared.ran.code == 0
        _FOUND[arguments] = (compared.findings, len(compared.asked))
    return _FOUND[arguments]


def settings_for(*faults: str) -> dict[str, str]:
    """A short time limit where a fault is that nothing comes, else one that no answer of ours meets."""
    return {"FACTCMP_TIMEOUT_S": "2" if SLOW & set(faults) else "60"}
