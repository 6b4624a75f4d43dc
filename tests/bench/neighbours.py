"""The index at size: `python tests/bench/neighbours.py [CLAIMS] [ARTICLES]`; 100,000 of 3,000 without.

Invented claims in two languages, two fifths of them one of two tellings, each in words of its own. Two tellings have as
much in common as two recorded claims of one group have on average: half the words of the gloss, two thirds of those of
the question, four names in ten, every other number. Prints CPU seconds, peak memory, and the share of the planted pairs
that are among the neighbours.
"""

import random
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from factcmp.groups.candidates.neighbours import nearest_earlier
from factcmp.models import Claim, EventTime, Name, NameKind, Quantity, Span, Stance

_CONCEPTS, _NAMES, _WORDS = 6_000, 9_000, 12


class Language:
    """Two words for each concept, and a spelling for each name."""

    def __init__(self, letters: str, vowels: str, seed: int) -> None:
        chance = random.Random(seed)

        def word(least: int, most: int) -> str:
            return "".join(chance.choice(letters) + chance.choice(vowels) for _ in range(chance.randint(least, most)))

        self.words = [(word(2, 4), word(2, 4)) for _ in range(_CONCEPTS)]
        self.names = [word(2, 3).capitalize() + " " + word(2, 4).capitalize() for _ in range(_NAMES)]

    def say(self, concepts: list[int], names: list[int], number: int | None, chance: random.Random) -> str:
        """A sentence of these, in words and an order that chance chooses."""
        said = [chance.choices(self.words[one], (3, 1))[0] for one in concepts if chance.random() > 0.15]
        at = chance.randrange(len(said) + 1)
        numbers = [str(number)] if number is not None else []
        return " ".join([*said[:at], *(self.names[name] for name in names), *numbers, *said[at:]])


ENGLISH = Language("bcdfghklmnprstvw", "aeiou", 1)
ARABIC = Language("بتثجحخدذرزسشصضطظعغفقكلمنه", "اوي", 2)


def planted(claims: int, articles: int, seed: int = 7) -> tuple[list[Claim], dict[str, list[tuple[str, str]]]]:
    """The claims, and by language the pairs that tell one fact."""
    chance = random.Random(seed)
    made: list[Claim] = []
    pairs: dict[str, list[tuple[str, str]]] = {"en": [], "ar": [], "across": []}
    while len(made) < claims:
        # Ranks after Zipf: common words and names come often, as in any language.
        concepts = [int(_CONCEPTS ** chance.random()) - 1 for _ in range(_WORDS)]
        known_names = [int(_NAMES ** chance.random()) - 1 for _ in range(4)]
        counted = chance.randint(2, 400) if chance.random() < 0.3 else None
        day = date(2026, 1, 1) + timedelta(chance.randrange(60))
        kind = chance.choice(("en", "ar", "across"))
        told = 2 if chance.random() < 0.25 else 1
        ids = []
        for place, article in enumerate(chance.sample(range(articles), told)):
            arabic = kind == "ar" or (kind == "across" and place == 1)
            language = ARABIC if arabic else ENGLISH
            names = chance.sample(known_names, chance.choice((1, 1, 2)))
            number = counted + chance.choice((0, place)) if counted else None
            text = language.say(concepts, names, number, chance)
            ids.append(f"c{len(made):06}")
            made.append(
                Claim(
                    id=ids[-1],
                    label=ids[-1],
                    article=f"a{article:05}",
                    statement=text,
                    gloss=ENGLISH.say(concepts, names, number, chance) if arabic else text,
                    question=ENGLISH.say(concepts[:10], known_names[:1], None, chance) + "?",
                    quote=Span(start=0, end=len(text), text=text),
                    attribution=(),
                    stance=Stance.ASSERTS,
                    event_time=EventTime(start=day, end=day) if chance.random() < 0.3 else EventTime(),
                    quantities=(Quantity(said=str(number), lower=number, upper=number),) if number is not None else (),
                    names=tuple(
                        Name(name=language.names[name], gloss=ENGLISH.names[name], kind=NameKind.PERSON)
                        for name in names
                    ),
                )
            )
        if told == 2:
            pairs[kind].append((ids[0], ids[1]))
    chance.shuffle(made)
    return made, pairs


def main() -> None:
    """Measures, and prints."""
    claims, articles = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (100_000, 3_000)
    made, pairs = planted(claims, articles)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began, began_cpu = time.perf_counter(), time.process_time()
    found = nearest_earlier(sorted(made, key=lambda claim: claim.article))
    cpu, wall = time.process_time() - began_cpu, time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(made):,} claims of {articles:,} articles: {cpu:.0f} CPU seconds ({wall:.0f} s), peak {peak:,.0f} MB "
          f"({before:,.0f} MB of it the claims), {sum(map(len, found.values())):,} neighbours kept")  # fmt: skip
    for kind, planted_pairs in pairs.items():
        hits = sum(one in found[other] or other in found[one] for one, other in planted_pairs)
        print(f"  {kind}: {hits} of {len(planted_pairs)} planted pairs, recall {hits / len(planted_pairs):.3f}")


if __name__ == "__main__":
    main()
