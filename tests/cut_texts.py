"""How far rules see that a text has lost its first or last words: `python -m tests.cut_texts`, from the repository.

Whole texts are the invented articles of `tests/stories` and the paragraphs below, each also without its first
paragraphs, which leaves a text that begins with a sentence. Of each the first one to three words under the headline are
cut, and the last one to three. What is found in a whole text is a false alarm.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from factcmp.articles.from_text import make_article
from factcmp.flags import find_flags
from factcmp.models import FlagKind

ROOT = Path(__file__).parent
KINDS = (FlagKind.STARTS_MID_SENTENCE, FlagKind.ENDS_MID_SENTENCE)
_LANGUAGES = {
    "ar": r"[ء-ي]",
    "fr": r"\b(?:le|la|les|des|une)\b",
    "es": r"\b(?:el|los|las|una|que)\b",
    "de": r"\b(?:der|die|das|und)\b",
    "ru": r"[а-я]",
}


def language_of(text: str) -> str:
    """The language of one of these texts, by its commonest words."""
    counts = {language: len(re.findall(signs, text.lower())) for language, signs in _LANGUAGES.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > len(text.split()) / 15 else "en"


def whole_texts() -> Iterator[tuple[str, str]]:
    """Language and text: a headline, a blank line and paragraphs."""
    for file in sorted((ROOT / "stories").glob("*/*.txt")):
        if not file.parent.name.startswith(("18", "19")):  # these hold orders to machines
            yield from _shortened(file.read_text(encoding="utf-8"))
    invented = yaml.safe_load((ROOT / "cut_texts.yaml").read_text(encoding="utf-8"))
    for texts in invented.values():
        for text in texts:
            yield from _shortened(text)


def _shortened(text: str) -> Iterator[tuple[str, str]]:
    title, *paragraphs = [one.strip() for one in text.split("\n") if one.strip()]
    for first in range(max(1, len(paragraphs) - 1)):
        yield language_of(text), "\n\n".join([title, *paragraphs[first:]]) + "\n"


def cut(text: str, words: int, *, start: bool) -> str | None:
    """The text without its first or last words; None where its paragraph has too few, or ends there in a full stop."""
    title, *paragraphs = text.strip().split("\n\n")
    at = 0 if start else -1
    held = paragraphs[at].split(" ")
    if len(held) < words + 8:
        return None
    held = held[words:] if start else held[:-words]
    if not start and held[-1][-1] in '.!?؟…»”"':
        return None
    paragraphs[at] = " ".join(held)
    return "\n\n".join([title, *paragraphs]) + "\n"


def notes(text: str) -> set[tuple[FlagKind, str]]:
    """What the rules see, by kind and by what shows it."""
    return {(flag.kind, flag.note.value) for flag in find_flags([make_article(text, id="a")]) if flag.kind in KINDS}


def measured() -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    """Of each language, kind and sign: found in cut texts, found in whole ones; and how many there are."""
    found, n = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for language, text in whole_texts():
        n[language, "whole"] += 1
        found.update((language, "whole", kind, note) for kind, note in notes(text))
        for kind, start in zip(KINDS, (True, False), strict=True):
            for words in (1, 2, 3):
                if (shorter := cut(text, words, start=start)) is not None:
                    n[language, kind] += 1
                    found.update((language, "cut", kind, note) for held, note in notes(shorter) if held is kind)
    return found, n


if __name__ == "__main__":
    found, n = measured()
    for key, count in sorted(n.items()):
        print(*key, count)
    for key, count in sorted(found.items()):
        print(*key, count)
