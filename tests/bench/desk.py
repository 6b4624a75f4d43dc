"""A day of a desk: `python tests/bench/desk.py [ARTICLES] [STORIES] [--stop]`; 2,000 of 100 without.

Invented articles of invented stories, in one folder, go through `factcmp stories` against a server that answers in
their words; with `--stop` the run is killed in the middle and begun again. Prints what it took, B-cubed, requests
asked twice, and what `factcmp estimate` would have told beforehand.
"""

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "pipeline"), str(HERE.parents[1])]

from bcubed import b_cubed
from neighbours import ARABIC, ENGLISH
from pydantic import BaseModel
from scripted import NOTHING, claim_wire, claims_wire
from servers import Asked, Reply, ScriptedServer, message

from factcmp.groups.answers import GroupsWire, JudgementsWire, JudgementWire, PositionWire, QuestionWire
from factcmp.llm.usage import by_stage
from factcmp.models import StageUse
from factcmp.stories.cost import estimate_story

_FENCED = re.compile(r"=====ARTICLE \w+=====\n(.*)\n=====ARTICLE", re.DOTALL)
_FACTS, _TOLD = 8, 5
_COUNTED = ("requests", "input_tokens", "output_tokens")


def pour(folder: Path, articles: int, stories: int) -> dict[str, str]:
    """The articles in the folder, by name with their story; a fifth of the stories are in Arabic, a fifth in both."""
    chance = random.Random(3)
    gold = {}
    for story in range(stories):
        names = [int(len(ENGLISH.names) ** chance.random()) - 1 for _ in range(5)]
        facts = [([int(len(ENGLISH.words) ** chance.random()) - 1 for _ in range(12)], chance.sample(names, 2),
                  chance.randint(1_000, 9_999)) for _ in range(_FACTS)]  # fmt: skip
        languages = [(ENGLISH,), (ENGLISH,), (ENGLISH,), (ARABIC,), (ENGLISH, ARABIC)][story % 5]
        for number in range(story, articles, stories):
            language = chance.choice(languages)
            told = chance.sample(facts, _TOLD)
            sentences = [language.say(*fact, chance) + "." for fact in (told[0], *told)]
            name = f"{number:06}"
            (folder / f"{name}.txt").write_text(f"{sentences[0][:-1]}\n\n{' '.join(sentences[1:])}\n", encoding="utf-8")
            gold[name] = f"s{story}"
    return gold


def answer(asked: Asked) -> Reply:
    """Each sentence a claim; those with one number a group, in which all agree."""
    wire: BaseModel
    if asked.schema == "ClaimsWire":
        found = _FENCED.search(asked.prompt)
        sentences = re.findall(r"[^.\n]{8,}\.?", found[1]) if found else []
        wire = claims_wire([claim_wire(one.strip(), question=f"Fact {_fact(one)}?") for one in sentences])
    elif asked.schema == "GroupsWire":
        groups: dict[str, list[int]] = {}
        for number, line in re.findall(r"^(\d+)\. \[\w+\] (.*)$", asked.prompt, re.MULTILINE):
            groups.setdefault(_fact(line), []).append(int(number))
        questions = [QuestionWire(about=key, question=f"Fact {key}?", claims=held) for key, held in groups.items()]
        wire = GroupsWire(groups=[one for one in questions if len(one.claims) > 1], matters=[])
    elif asked.schema == "JudgementsWire":
        judgements = []
        for part in re.split(r"^(?=GROUP \d+)", asked.prompt, flags=re.MULTILINE)[1:]:
            claims = [int(number) for number in re.findall(r"^\[(\d+)\] in", part, re.MULTILINE)]
            positions = [PositionWire(summary="So it is.", claims=claims)]
            judgements.append(
                JudgementWire(group=int(part.split()[1]), reading="", out_of_place=[], positions=positions,
                              compared_numbers=[], between=[], explanation="All say so.")
            )  # fmt: skip
        wire = JudgementsWire(judgements=judgements)
    else:
        wire = next(empty for shape, empty in NOTHING.items() if shape.__name__ == asked.schema)
    reply = message(wire.model_dump_json())
    body = json.loads(asked.body)
    shown = [body["messages"], body.get("response_format")]
    # As the recordings count them: four bytes a token.
    sizes = [len(json.dumps(shown, ensure_ascii=False).encode()) // 4, len(wire.model_dump_json().encode()) // 4]
    usage = dict(zip(("prompt_tokens", "completion_tokens", "total_tokens"), (*sizes, sum(sizes)), strict=True))
    return Reply({**reply.content, "usage": usage})  # type: ignore[dict-item]


def _fact(text: str) -> str:
    return next(iter(re.findall(r"\b\d{4}\b", text)), "0000")


def against_estimate(rows: list[dict[str, Any]], day: Path) -> str:
    """What the stories' answers took, stage by stage, and how far the estimate was off."""
    texts = [[Path(day, told["where"]).read_text(encoding="utf-8") for told in row["articles"]] for row in rows]
    estimated = by_stage((use.stage, use) for story in texts for use in estimate_story(story))
    taken = by_stage((use["stage"], StageUse.model_validate(use)) for row in rows for use in row["stages"])
    whole = [StageUse(stage="in all", **{name: sum(getattr(one, name) for one in uses) for name in _COUNTED})
             for uses in (estimated, taken)]  # fmt: skip
    held = {use.stage: use for use in (*estimated, whole[0])}
    lines = []
    for true in (*taken, whole[1]):
        told = held.get(true.stage, StageUse(stage=true.stage))
        off = [f"{name} {getattr(true, name):,} ({getattr(told, name) / max(getattr(true, name), 1) - 1:+.0%})"
               for name in _COUNTED]  # fmt: skip
        lines.append(f"  {true.stage}: {', '.join(off)}")
    return "\n".join(["what it took (and how far the estimate was off):", *lines])


def main() -> None:
    """Runs it, and prints."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    articles, stories = numbers if len(numbers) == 2 else (2_000, 100)
    with tempfile.TemporaryDirectory() as place:
        day, out = Path(place, "day"), Path(place, "out")
        day.mkdir()
        gold = pour(day, articles, stories)
        server = ScriptedServer()
        server.answer = answer
        command = [sys.executable, "-m", "factcmp", "stories", str(day), "-o", str(out), "-j", "16"]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "OPENAI_BASE_URL": server.url,
                       "FACTCMP_CACHE_DIR": str(Path(place, "kept"))}  # fmt: skip
        began = time.perf_counter()
        running = subprocess.Popen(command, env=environment)  # noqa: S603
        if "--stop" in sys.argv:
            while running.poll() is None and len(server.asked) < articles // 2:
                time.sleep(0.1)
            running.send_signal(signal.SIGKILL)
            running.wait()
            print(f"killed after {len(server.asked):,} requests")
            running = subprocess.Popen(command, env=environment)  # noqa: S603
        code = running.wait()
        took = resource.getrusage(resource.RUSAGE_CHILDREN)
        server.stop()
        rows = [json.loads(file.read_text()) for file in (out / "rows").glob("*.json")]
        bodies = Counter(asked.body for asked in server.asked)
        told = [
            f"{articles:,} articles of {stories} stories: exit {code}",
            f"{took.ru_utime + took.ru_stime:.0f} CPU seconds, {time.perf_counter() - began:.0f} s",
            f"peak {took.ru_maxrss / 1024:,.0f} MB",
            f"{len(server.asked):,} requests, {sum(bodies.values()) - len(bodies)} of them a second time",
            f"index.html {(out / 'index.html').stat().st_size / 1e3:,.0f} kB",
            f"rows: {dict(Counter(row['state'] for row in rows))}",
        ]
        print("\n".join(told))
        print(against_estimate(rows, day))
        found = {told["id"]: row["id"] for row in rows for told in row["articles"]}
        found |= {name: name for name in gold if name not in found}
        print("B-cubed precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(*b_cubed(found, gold)))


if __name__ == "__main__":
    main()
