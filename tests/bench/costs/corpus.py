"""Invented articles on one event of any number, and a model that knows them: a fact is told by up to four of them."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from factcmp.models import Article

FACTS_TOLD_BY_FOUR = 0.4
"""The share of an article's sentences that three neighbouring articles tell too."""
_SYLLABLES = ("bar", "den", "fal", "gor", "hil", "kam", "lor", "mev", "nar", "pol", "rus", "sel", "tov", "var", "wen")
_OFFICES = ("the fire service", "the regional hospital", "the mayor's office", "the rescue team", "the water company")
_VERBS = ("said that", "told reporters that", "announced that", "stated on Monday that")
_FENCED = re.compile(r"=====ARTICLE \w+=====\n(.*)\n=====ARTICLE", re.DOTALL)
_PLACE = re.compile(r"(?:near|around|in) ([A-Z]\w+-[A-Z]\w+)")
_COUNT = re.compile(r"(\d+) people")
_GROUP = re.compile(r"^GROUP (\d+)\n(.*?)(?=^GROUP |\Z)", re.MULTILINE | re.DOTALL)


def place_name(number: int) -> str:
    """A name that no other number has, of two words that look like names."""
    words = [first + second for first, second in product(_SYLLABLES, repeat=2)]
    one, other = divmod(number, len(words))
    return f"{words[one % len(words)].title()}-{words[other].title()}"


def articles(count: int, sentences: int, *, first: int = 0) -> Iterator[Article]:
    """So many articles of so many sentences; the same number gives the same article, however many there are."""
    shared = round(sentences * FACTS_TOLD_BY_FOUR)
    for number in range(first, first + count):
        facts = [(number // 4 * sentences + at, at < shared) for at in range(sentences)]
        lines = [f"Storm over the coast, report {number}", ""]
        for at, (fact, is_shared) in enumerate(facts):
            told = fact if is_shared else 20_000 + number * sentences + at
            # Of every third fact the fourth article has another number.
            people = 10 + told % 80 + (7 if is_shared and number % 4 == 3 and told % 3 == 0 else 0)
            office, verb = _OFFICES[(number + at) % len(_OFFICES)], _VERBS[(number + 2 * at) % len(_VERBS)]
            lines.append(f"{office.capitalize()} {verb} {people} people had left their homes near {place_name(told)}.")
        text = "\n".join(lines) + "\n"
        yield Article(
            id=f"storm-{number:05}",
            label=f"A{number + 1}",
            path=f"storm/{number:05}.txt",
            title=lines[0],
            language="en",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
        )


def answer(schema: str, prompt: str) -> Mapping[str, Any]:
    """What the model that knows the articles says to a request of factcmp's."""
    if schema == "ClaimsWire":
        return _claims(prompt)
    if schema == "GroupsWire":
        return _groups(prompt)
    if schema == "JudgementsWire":
        return {"judgements": [_judgement(int(group), told) for group, told in _GROUP.findall(prompt)]}
    nothing: dict[str, dict[str, list[str]]] = {"FoundAgainWire": {"found": []}, "RegroupsWire": {"changes": []}}
    return nothing.get(schema, {"same": [], "voices": []})


def langextract_answer(prompt: str) -> Mapping[str, Any]:
    """What it says to langextract: each sentence as an extraction."""
    text = prompt.rpartition("Q: ")[2].rpartition("\nA:")[0]
    return {"extractions": [{"claim": line} for line in text.splitlines() if _PLACE.search(line)]}


def _claims(prompt: str) -> dict[str, Any]:
    found = _FENCED.search(prompt)
    lines = [line for line in (found[1] if found else "").splitlines() if line.strip()]
    told = [line for line in lines if _PLACE.search(line)] if "Claims made already" not in prompt else []
    left = [{"quote": line, "reason": "no-fact"} for line in lines if line not in told]
    frame = {"language": "en", "outlet": None, "published_said": None, "own_day_said": None}
    return {**frame, "claims": [_claim(line) for line in told], "left_out": left}


def _claim(line: str) -> dict[str, Any]:
    place = _of(_PLACE, line)
    source = next((office for office in _OFFICES if line.lower().startswith(office)), None)
    people = _of(_COUNT, line)
    return {
        "quote": line.rstrip("."),
        "attribution": [{"name": source, "gloss": source, "kind": "official", "party": None}] if source else [],
        "basis": None,
        "stance": "asserts",
        "hedge": None,
        "statement": f"{people} people had left their homes near {place}.",
        "gloss": None,
        "question": f"How many people left their homes near {place}?",
        "time_said": None,
        "spoken_said": "on Monday" if "on Monday" in line else None,
        "background": False,
        "quantities": [{"said": people, "counts": "people who left their homes"}],
        "tolls": [{
            "figure": f"{people} people", "harm": "displaced", "of_whom": "people", "place": place, "period": None,
            "blamed": None, "blame_hedge": None, "part_of": None,
        }],
        "names": [{"name": place, "gloss": place, "kind": "place"}],
    }  # fmt: skip


def _groups(prompt: str) -> dict[str, Any]:
    by_place: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in re.findall(r"^(\d+)\. (.+)$", prompt, re.MULTILINE):
        by_place[_of(_PLACE, line)].append(int(number))
    return {
        "groups": [
            {"about": place, "question": f"How many people left their homes near {place}?", "claims": claims}
            for place, claims in by_place.items()
            if place and len(claims) > 1
        ],
        "matters": [],
    }


def _judgement(group: int, told: str) -> dict[str, Any]:
    by_count: defaultdict[str, list[int]] = defaultdict(list)
    for number, block in re.findall(r"^\[(\d+)\] in \[(.*?)(?=^\[\d+\] in \[|\Z)", told, re.MULTILINE | re.DOTALL):
        by_count[_of(_COUNT, block)].append(int(number))
    pairs = [(one, other) for one in range(1, len(by_count)) for other in range(one + 1, len(by_count) + 1)]
    return {
        "group": group,
        "reading": "Counts of people.",
        "out_of_place": [],
        "positions": [{"summary": f"{people} people", "claims": claims} for people, claims in by_count.items()],
        "compared_numbers": [
            {"claim": claim, "said": f"{people} people"} for people, claims in by_count.items() for claim in claims
        ],
        "between": [
            {"one": one, "other": other, "reason": "Other counts.", "differs_in": ["number"],
             "relation": "contradiction", "later": None}
            for one, other in pairs
        ],
        "explanation": "The counts are compared.",
    }  # fmt: skip


def _of(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def tokens(value: object) -> int:
    """As a server would count them, roughly."""
    return len(json.dumps(value, ensure_ascii=False).encode()) // 4
