"""Two articles on a fire, and a model that knows them, for tests of the command."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scripted import NOTHING, claim_wire, claims_wire
from servers import Asked, Reply, message

from factcmp.claims.answers import LeftOutWire
from factcmp.groups.answers import (
    BetweenWire,
    GroupsWire,
    JudgedRelation,
    JudgementsWire,
    JudgementWire,
    PositionWire,
    QuestionWire,
)
from factcmp.models import Difference, LeftOutReason

KEY = "sk-sentinel-0123456789abcdef"
ARTICLES = {
    "harbour.txt": "Fire in the harbour of Tessaly\n\nTwo warehouses burned down on Monday. The mayor said: “مرسى”.\n",
    "radio.txt": "Radio Tessaly: warehouses on fire\n\nThree warehouses burned down on Monday.\n",
}
_FENCED = re.compile(r"=====ARTICLE \w+=====\n(.*)\n=====ARTICLE", re.DOTALL)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def answer_fire(asked: Asked) -> Reply:
    """A claim of each article's last paragraph, all in one group, in which the articles contradict each other."""
    if asked.schema == "ClaimsWire":
        found = _FENCED.search(asked.prompt)
        assert found
        title, _, body = found[1].strip().partition("\n\n")
        left = LeftOutWire(quote=title, reason=LeftOutReason.NO_FACT)
        sentences = [sentence.strip() for sentence in re.split(r"(?<=Monday\.)", body) if sentence.strip()]
        answer: Any = claims_wire([claim_wire(sentence) for sentence in sentences], [left])
    elif asked.schema == "GroupsWire":
        numbers = [int(number) for number in re.findall(r"^(\d+)\. \[\w\] .*burned", asked.prompt, re.MULTILINE)]
        group = QuestionWire(about="The fire.", question="How many warehouses burned down?", claims=numbers)
        answer = GroupsWire(groups=[group] if len(numbers) > 1 else [], matters=[])
    elif nothing := next((wire for shape, wire in NOTHING.items() if shape.__name__ == asked.schema), None):
        answer = nothing
    else:
        between = BetweenWire(
            one=1,
            other=2,
            reason="Two, three.",
            differs_in=[Difference.NUMBER],
            relation=JudgedRelation.CONTRADICTION,
            later=None,
        )
        positions = [PositionWire(summary=f"answer {number}", claims=[number]) for number in (1, 2)]
        judgement = JudgementWire(
            group=1,
            reading="Two, three.",
            out_of_place=[],
            positions=positions,
            compared_numbers=[],
            between=[between],
            explanation="[1] against [2].",
        )
        answer = JudgementsWire(judgements=[judgement])
    return message(answer.model_dump_json())
