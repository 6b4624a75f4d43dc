"""What a text counts: numbers, the dual, a bare singular after a word of harm or beside others, "nobody", "several"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from string import Template
from typing import NamedTuple

from factcmp.text.folding import Folded, fold, fold_text, script_of
from factcmp.text.languages import primary_language
from factcmp.text.numbers.quantities import find_quantities
from factcmp.text.sentence_spans import sentence_spans
from factcmp.text.words.meanings import language_words

_WINDOW = 4
"""How many words after a number may lead to the noun that it counts."""
_BREAK = re.compile(r"[^\w\s'’\u064b-\u0652-]")
"""No number counts a noun behind a comma, a bracket or a quotation mark; marks over Arabic letters break nothing."""
_WORD = re.compile(r"\S+")
_COMMA = re.compile("[,،]")
_MOST_WITH_PLURAL = 10
"""After a higher number Arabic has the singular, and what "and" adds to it may be counted with it."""
_SCORE = re.compile(r"\d\s?[-–—]\s?$|^\s?[-–—]\s?\d")


class FoundCount(NamedTuple):
    """A count where it stands: `text[start:end]` is the number with its hedge and, where they touch, its noun."""

    start: int
    end: int
    lower: float | None
    """Zero for "nobody", 1 and 2 for a singular and a dual, 2 for "several"; None only of "an unknown number"."""
    upper: float | None
    """None also where the count is open above, as "several" is."""
    approximate: bool = False
    people: bool = True
    """Whether people are counted: the noun is one for people, or there is none and the sentence tells of harm."""


class _Patterns(NamedTuple):
    person: re.Pattern[str]
    harm: re.Pattern[str]
    spared: re.Pattern[str]
    nobody: re.Pattern[str]
    some: re.Pattern[str]
    dual: re.Pattern[str]
    single: re.Pattern[str]
    beside: re.Pattern[str]
    alone: re.Pattern[str]
    more: re.Pattern[str]
    named: re.Pattern[str]
    old: re.Pattern[str]
    unknown: re.Pattern[str]
    and_in_front: re.Pattern[str]
    links: frozenset[str]
    ends_noun: frozenset[str]
    ands: frozenset[str]


def find_counts(text: str, language: str | None = None) -> tuple[FoundCount, ...]:
    """Every count of the text in order, of people or of other things; nothing that is measured in a unit.

    Without a digit or number word: the Arabic dual («قتيلان»), one person in a sentence that tells of harm (قُتل طفل,
    "a child was killed", أصيب آخر) or beside others who are counted (طفلان وامرأة), zero ("no casualties", دون
    إصابات) and more than one ("several", "others", عدد من). The last are at least 2 and open above, as DESK_RULES has
    "dozens" at its least; only "an unknown number" has no bounds. Dates, ordinals, ages, telephone numbers, scores
    and numbers of a name are no counts. The forms without a number are known in English, Arabic, French, Spanish,
    German, Italian, Portuguese, Russian, Turkish and Ukrainian.
    """
    patterns = _patterns_of(text, language)
    return tuple(
        count._replace(start=start + count.start, end=start + count.end)
        for start, end in sentence_spans(text)
        for count in _in_sentence(text[start:end], language, patterns)
    )


def count_persons(words: str, language: str | None = None, *, names: Collection[str] = ()) -> int | None:
    """How many persons a figure without a number is: one for امرأة, "its commander", two for رجل وامرأة or two names.

    None where a part of it, divided at "and", is not one person or not those of `names` alone: a family, people.
    """
    patterns = _patterns_of(words, language)
    parts = _divided_at_and(words, patterns)
    if len(parts) > 1 and _COMMA.search(words) and not all(any(name in part for name in names) for part in parts):
        return None  # "Rhea Stoll, a nurse and mother"
    counts = [_persons_in(part, names, patterns) for part in parts]
    return sum(counts) if all(counts) else None


def _divided_at_and(words: str, patterns: _Patterns) -> list[str]:
    parts = [""]
    for word in words.split():
        if fold_text(word) in patterns.ands:
            parts.append("")
        elif parts[-1] and (joined := patterns.and_in_front.match(word)):
            parts.append(word[joined.end() :])
        else:
            parts[-1] = f"{parts[-1]} {word}".strip()
    return parts


def _persons_in(part: str, names: Collection[str], patterns: _Patterns) -> int:
    """The number of those of `names` in it, else one for one person; 0 where there are others beside, or no person."""
    found = [name for name in names if name in part]
    if named := sum(not any(name in other for other in found if other != name) for name in found):
        return 0 if patterns.more.search(fold_text(part)) else named
    head, *rest = map(fold_text, _BREAK.split(part))
    return int(patterns.alone.match(head) is not None and not any(map(patterns.person.search, rest)))


def is_no_harm(text: str, start: int, end: int, language: str | None = None) -> bool:
    """Whether what the text tells nearest to `text[start:end]` is no harm: a surrender, a rescue, a release."""
    patterns, folded = _patterns_of(text, language), fold(text)

    def distance(pattern: re.Pattern[str]) -> float:
        spans = (folded.span(*match.span()) for match in pattern.finditer(folded.text))
        return min((max(low - end, start - high, 0) for low, high in spans), default=float("inf"))

    return distance(patterns.spared) < distance(patterns.harm)


def _patterns_of(text: str, language: str | None) -> _Patterns:
    return _patterns(primary_language(language or ("ar" if script_of(text) == "ARABIC" else "en")))


@cache
def _patterns(code: str) -> _Patterns:
    file = language_words(code) or language_words("en")
    if file is None or file.people is None:
        english = _patterns("en")
        return english._replace(ends_noun=file.ends_noun) if file else english
    words = {name: f"(?:{'|'.join(said) or '(?!)'})" for name, said in file.people if isinstance(said, tuple)}
    words["age"] = rf"(?: \d+ {words['old']})?"
    words["small"] = f"(?:{'|'.join(sorted(file.ends_noun | file.links))})"
    words["adjectives"] = rf"(?: (?!(?:{words['small']}|{words['group']})\b)[\w'-]+){{0,2}}?"
    words["person"] = f"(?:{words['many']}|{words['one']})"
    words["then"] = rf"(?= (?:{words['small']}|{words['named']}|{words['then']})(?!\w)|$)"
    words["harm"] = Template(words["harm"]).substitute(words)
    words |= {name: file.people.before_one + words[name] for name in ("one", "some")}
    words |= {name: file.people.before_noun + words[name] for name in ("person", "harm", "dual", "named")}
    words["more"] = f"(?:{words['many']}|{words['group']})"
    words["single"], words["beside"], words["alone"] = (
        "|".join(Template(said).substitute(words) for said in templates)
        for templates in (file.people.one_person, file.people.one_beside, file.people.one_alone)
    )
    whole = {name: re.compile(rf"(?<!\w)(?:{words[name]})(?!\w)") for name in _Patterns._fields if name in words}
    parts = {"unknown": re.compile(words["unknown"]), "and_in_front": re.compile(file.people.and_in_front)}
    ands = frozenset(" ".join(phrase) for phrase in file.words[("and",)])
    return _Patterns(**whole | parts, links=file.links, ends_noun=file.ends_noun, ands=ands)


def _in_sentence(sentence: str, language: str | None, patterns: _Patterns) -> list[FoundCount]:
    folded = fold(sentence)
    harmed = patterns.harm.search(folded.text) is not None
    found = _people(folded, patterns.nobody, 0)
    found += _numbers(sentence, folded, language, patterns, harmed)
    found += _people(folded, patterns.dual, 2)
    found += _several(folded, patterns)
    found += _people(folded, patterns.single, 1) if harmed else []
    kept: list[FoundCount] = []
    held: set[int] = set()
    for count in found:  # what is found first holds its words
        if held.isdisjoint(range(count.start, count.end)):
            held.update(range(count.start, count.end))
            kept.append(count)
    ones = [one for one in _people(folded, patterns.beside, 1) if held.isdisjoint(range(one.start, one.end))]
    return sorted([*kept, *_in_one_list(sentence, kept, ones, patterns)])


def _in_one_list(
    sentence: str, counted: list[FoundCount], ones: list[FoundCount], patterns: _Patterns
) -> list[FoundCount]:
    """Those of `ones` that a comma or "and" joins to people who are counted, or to another that is so joined."""
    joined: list[FoundCount] = []
    ahead = [count for count in counted if count.people]
    while ahead:
        other = ahead.pop()
        found = [one for one in ones if _is_joined(sentence, one, other, patterns)]
        ones = [one for one in ones if one not in found]
        joined += found
        ahead += found
    return joined


def _is_joined(sentence: str, one: FoundCount, other: FoundCount, patterns: _Patterns) -> bool:
    first, second = sorted((one, other))
    is_bare = patterns.person.fullmatch(fold_text(sentence[second.start : second.end])) is not None
    if is_bare and (first.lower or 0) > _MOST_WITH_PLURAL:  # 25 رجلا وامرأة: men and women
        return False
    between = sentence[first.end : second.start]
    if word := fold_text(between).strip():
        return word in patterns.ands
    return bool(_COMMA.search(between) or patterns.and_in_front.match(sentence, second.start))


def _people(folded: Folded, pattern: re.Pattern[str], number: int) -> list[FoundCount]:
    return [FoundCount(*folded.span(*match.span()), number, number) for match in pattern.finditer(folded.text)]


def _numbers(
    sentence: str, folded: Folded, language: str | None, patterns: _Patterns, harmed: bool
) -> Iterator[FoundCount]:
    """The numbers that count, each with the noun after it, or before it (مدنيين اثنين)."""
    words = [match.span() for match in _WORD.finditer(folded.text)]
    texts = [folded.text[slice(*word)] for word in words]
    spans = [folded.span(*span) for span in words]  # none in a line of tatweel
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for found in find_quantities(sentence, language=language):
        around = sentence[max(0, found.start - 4) : found.start], sentence[found.end : found.end + 4]
        before, after = bisect_right(ends, found.start) - 1, bisect_left(starts, found.end)
        word, following = texts[before] if before >= 0 else "", texts[after] if after < len(texts) else ""
        is_other = patterns.named.fullmatch(word) or patterns.old.fullmatch(following)
        if is_other or found.unit is not None or any(_SCORE.search(part) for part in around):
            continue
        count = FoundCount(found.start, found.end, found.lower, found.upper, found.approximate)
        noun, people = _noun_after(texts[after : after + _WINDOW], patterns)
        end = spans[after + noun - 1][1] if noun else found.end
        if not noun or _BREAK.search(sentence, found.end, end):
            is_pair = (found.lower, found.upper) in ((1, 1), (2, 2)) and patterns.person.fullmatch(word)
            yield count._replace(start=starts[before]) if is_pair else count._replace(people=harmed)
        else:
            yield count._replace(end=max(found.end, end), people=people)


def _noun_after(words: Sequence[str], patterns: _Patterns) -> tuple[int, bool]:
    """How many words lead up to the noun for people, else to the first word, and whether people are counted; 0 before
    "in", "were", …"""
    first = 1 if words and words[0] in patterns.links else 0

    def ends(text: str) -> bool:
        return text in patterns.ends_noun or text[0].isdigit() or patterns.and_in_front.match(text) is not None

    noun = list(takewhile(lambda text: not ends(text), words[first:]))
    for place, text in enumerate(noun, first + 1):
        if patterns.person.fullmatch(text):
            return place, True
    if not noun or patterns.harm.fullmatch(noun[0]):
        return 0, False
    is_harmed = any(patterns.harm.fullmatch(text) for text in words[first + 1 : first + 2])  # "two hikers died"
    return first + 1, is_harmed


def _several(folded: Folded, patterns: _Patterns) -> Iterator[FoundCount]:
    for match in patterns.some.finditer(folded.text):
        after = list(islice(_WORD.finditer(folded.text, match.end()), 3))
        texts = [word[0] for word in after]
        noun, people = _noun_after(texts, patterns)
        near = folded.text[max(0, match.start() - 40) : match.start()].split()[-2:]
        if people or any(patterns.harm.fullmatch(word) for word in near + texts[:2]):
            end = after[noun - 1].end() if people and noun else match.end()
            lower = None if patterns.unknown.search(match[0]) else 2
            yield FoundCount(*folded.span(match.start(), end), lower, None)
