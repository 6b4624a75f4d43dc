"""B-cubed precision, recall and F1 of a clustering (Bagga and Baldwin 1998), and where it errs."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

import yaml

STORIES = Path(__file__).parent / "stories"
OTHER_MATTER = {"02-factory-fires/e.txt", "07-marsa-rayhan/d.txt"}
"""Articles that their labels say are on another matter: each a story of its own."""


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the members."""
    precision = recall = 0.0
    for member in gold:
        together = {other for other in found if found[other] == found[member]}
        belong = {other for other in gold if gold[other] == gold[member]}
        precision += len(together & belong) / len(together)
        recall += len(together & belong) / len(belong)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def errors(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> list[str]:
    """A line for each found set of several stories, and for each story in several sets."""
    lines = []
    for told, one, other in (("joined", found, gold), ("split", gold, found)):
        sets: dict[Hashable, dict[Hashable, list[str]]] = defaultdict(lambda: defaultdict(list))
        for member in sorted(gold):
            sets[one[member]][other[member]].append(member)
        lines += [
            f"{told}: " + " | ".join(", ".join(members) for members in parts.values())
            for parts in sets.values()
            if len(parts) > 1
        ]
    return lines


def labelled_stories() -> dict[Path, str]:
    """Each article of tests/stories with the story that it belongs to."""
    found = {}
    for labels in sorted(STORIES.glob("*/labels.yaml")):
        for file in yaml.safe_load(labels.read_text(encoding="utf-8"))["articles"]:
            name = f"{labels.parent.name}/{file}"
            found[labels.parent / file] = name if name in OTHER_MATTER else labels.parent.name
    return found
