"""What a text counts: numbers, the dual, a bare singular after a word of harm or beside others, "nobody", "several"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from string import Template
from typing import NamedTuple

from factcmp.models import Quantity
from factcmp.text.folding import Folded, fold, fold_text, script_of
from factcmp.text.languages import primary_language
from factcmp.text.numbers.quantities import find_quantities
from factcmp.text.sentences import sentence_spans
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


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A count where it stands: `text[start:end]` is the number with its hedge and, where they touch, its noun."""

    start: int
    end: int
    quantity: Quantity
    """Zero for "nobody", 1 and 2 for a singular and a dual, from 2 without end for "several"; `said` is the slice."""
    counted: str
    """The words of the text for what is counted ("women and children" is "women"); empty where none stands there."""
    people: bool
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
    German, Russian, Turkish and Ukrainian.
    """
    patterns = _patterns_of(text, language)
    return tuple(
        count for start, end in sentence_spans(text) for count in _in_sentence(text, start, end, language, patterns)
    )


def is_one_person(words: str, language: str | None = None, *, named: bool = False) -> bool:
    """Whether a figure without a number is one person: امرأة, "its commander", пожилая женщина.

    One who is `named` in it needs no noun; neither is one with "and", or with a family or people beside.
    """
    patterns = _patterns_of(words, language)
    folded = fold_text(words)
    if any(word in patterns.ands or patterns.and_in_front.match(word) for word in folded.split()[1:]):
        return False
    if named:
        return patterns.more.search(folded) is None
    head, *rest = map(fold_text, _BREAK.split(words))
    return patterns.alone.match(head) is not None and not any(map(patterns.person.search, rest))


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
    named = ("person", "harm", "spared", "nobody", "some", "dual", "single", "beside", "alone", "more", "named", "old")
    whole = {name: re.compile(rf"(?<!\w)(?:{words[name]})(?!\w)") for name in named}
    parts = {"unknown": re.compile(words["unknown"]), "and_in_front": re.compile(file.people.and_in_front)}
    ands = frozenset(" ".join(phrase) for phrase in file.words[("and",)])
    return _Patterns(**whole, **parts, links=file.links, ends_noun=file.ends_noun, ands=ands)


def _in_sentence(text: str, start: int, end: int, language: str | None, patterns: _Patterns) -> Iterator[FoundCount]:
    sentence = text[start:end]
    folded = fold(sentence)
    harmed = patterns.harm.search(folded.text) is not None
    found = [_people(folded, match, 0, patterns) for match in patterns.nobody.finditer(folded.text)]
    found += _numbers(sentence, folded, language, patterns, harmed)
    found += [_people(folded, match, 2, patterns) for match in patterns.dual.finditer(folded.text)]
    found += _several(folded, patterns)
    if harmed:
        found += [_people(folded, match, 1, patterns) for match in patterns.single.finditer(folded.text)]
    kept: list[_Draft] = []
    held: set[int] = set()
    for draft in found:  # what is found first holds its words
        if held.isdisjoint(range(draft.start, draft.end)):
            held.update(range(draft.start, draft.end))
            kept.append(draft)
    ones = [_people(folded, match, 1, patterns) for match in patterns.beside.finditer(folded.text)]
    kept += _in_one_list(sentence, kept, [one for one in ones if held.isdisjoint(range(one.start, one.end))], patterns)
    for draft in sorted(kept, key=lambda draft: draft.start):
        said = sentence[draft.start : draft.end]
        quantity = Quantity(said=said, lower=draft.lower, upper=draft.upper, approximate=draft.approximate)
        counted = sentence[slice(*draft.noun)] if draft.noun else ""
        yield FoundCount(start + draft.start, start + draft.end, quantity, counted, draft.people)


class _Draft(NamedTuple):
    start: int
    end: int
    lower: float | None
    upper: float | None
    approximate: bool = False
    noun: tuple[int, int] | None = None
    people: bool = False


def _in_one_list(sentence: str, counted: list[_Draft], ones: list[_Draft], patterns: _Patterns) -> list[_Draft]:
    """Those of `ones` that a comma or "and" joins to people who are counted, or to another that is so joined."""
    joined: list[_Draft] = []
    ahead = [draft for draft in counted if draft.people]
    while ahead:
        other = ahead.pop()
        found = [one for one in ones if _is_joined(sentence, one, other, patterns)]
        ones = [one for one in ones if one not in found]
        joined += found
        ahead += found
    return joined


def _is_joined(sentence: str, one: _Draft, other: _Draft, patterns: _Patterns) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    is_bare = patterns.person.fullmatch(fold_text(sentence[second.start : second.end])) is not None
    if is_bare and (first.lower or 0) > _MOST_WITH_PLURAL:  # 25 رجلا وامرأة: men and women
        return False
    between = sentence[first.end : second.start]
    if word := fold_text(between).strip():
        return word in patterns.ands
    return bool(_COMMA.search(between) or patterns.and_in_front.match(sentence, second.start))


def _people(folded: Folded, match: re.Match[str], number: int, patterns: _Patterns) -> _Draft:
    """So many people in the matched words, with the last word among them that names people."""
    words = [(match.start() + word.start(), match.start() + word.end()) for word in _WORD.finditer(match[0])]
    nouns = [folded.span(*word) for word in words if patterns.person.fullmatch(folded.text[slice(*word)])]
    span = folded.span(*match.span())
    noun = span if match.re is patterns.dual else (nouns[-1] if nouns else None)
    return _Draft(*span, number, number, noun=noun, people=True)


def _numbers(
    sentence: str, folded: Folded, language: str | None, patterns: _Patterns, harmed: bool
) -> Iterator[_Draft]:
    """The numbers that count, each with the noun after it, or before it (مدنيين اثنين)."""
    words = [match.span() for match in _WORD.finditer(folded.text)]
    spans = [folded.span(*span) for span in words]  # none in a line of tatweel
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for found in find_quantities(sentence, language=language):
        around = sentence[max(0, found.start - 4) : found.start], sentence[found.end : found.end + 4]
        if found.unit is not None or any(_SCORE.search(part) for part in around):
            continue
        before = bisect_right(ends, found.start) - 1
        word = folded.text[slice(*words[before])] if before >= 0 else ""
        if patterns.named.fullmatch(word):
            continue
        draft = _Draft(found.start, found.end, found.lower, found.upper, found.approximate)
        after = bisect_left(starts, found.end)
        if after < len(words) and patterns.old.fullmatch(folded.text[slice(*words[after])]):
            continue
        noun, people = _noun_after(folded, words[after : after + _WINDOW], patterns)
        if noun and _BREAK.search(sentence, found.end, noun[1]):
            noun = None
        is_pair = (found.lower, found.upper) in ((1, 1), (2, 2))
        if noun is None and is_pair and (patterns.person.fullmatch(word)):
            yield draft._replace(start=starts[before], noun=(starts[before], ends[before]), people=True)
        elif noun is None:
            yield draft._replace(people=harmed)
        else:
            yield draft._replace(end=max(found.end, noun[1]), noun=noun, people=people)


def _noun_after(
    folded: Folded, words: list[tuple[int, int]], patterns: _Patterns
) -> tuple[tuple[int, int] | None, bool]:
    """The stretch from the first word to the noun for people, else the first word; None before "in", "were", …"""
    texts = [folded.text[slice(*word)] for word in words]
    first = 1 if texts and texts[0] in patterns.links else 0

    def ends(text: str) -> bool:
        return text in patterns.ends_noun or text[0].isdigit() or patterns.and_in_front.match(text) is not None

    for place in range(first, len(words)):
        if ends(texts[place]):
            break
        if patterns.person.fullmatch(texts[place]):
            return folded.span(words[first][0], words[place][1]), True
    if first >= len(words) or ends(texts[first]) or patterns.harm.fullmatch(texts[first]):
        return None, False
    is_harmed = any(patterns.harm.fullmatch(text) for text in texts[first + 1 : first + 2])  # "two hikers died"
    return folded.span(*words[first]), is_harmed


def _several(folded: Folded, patterns: _Patterns) -> Iterator[_Draft]:
    for match in patterns.some.finditer(folded.text):
        after = [word.span() for word in islice(_WORD.finditer(folded.text, match.end()), 3)]
        noun, people = _noun_after(folded, after, patterns)
        near = folded.text[max(0, match.start() - 40) : match.start()].split()[-2:]
        beside = near + [folded.text[slice(*word)] for word in after[:2]]
        if not people and not any(patterns.harm.fullmatch(word) for word in beside):
            continue
        start, end = folded.span(*match.span())
        lower = None if patterns.unknown.search(match[0]) else 2
        yield _Draft(
            start, noun[1] if noun and people else end, lower, None, noun=noun if people else None, people=True
        )
