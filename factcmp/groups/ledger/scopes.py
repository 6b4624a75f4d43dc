"""What a figure for harm to people counts: whom, where and when; what is not told alike is never taken for one."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcmp.models import Article, Claim, EventTime, Harm, Quantity, StoryDay, TimePrecision, Toll
from factcmp.text.folding import fold_text, is_arabic_letter, light_stem, tokens
from factcmp.text.numbers.quantities import quantities_conflict
from factcmp.text.times.event_times import resolve_event_time
from factcmp.text.words.lexicon import OWN_LANGUAGES
from factcmp.text.words.meanings import language_words
from factcmp.text.words.time_words import WEEKDAY_NAMES

Words = tuple[str, ...]
Bounds = tuple[float | None, float | None, bool]
"""Lower, upper, and whether they are approximate."""

_PEOPLE = ("people",)
_PEOPLE_WORDS = [file.people for file in map(language_words, OWN_LANGUAGES) if file and file.people]
_WITHIN: Mapping[Words, Words] = {("child",): ("civilian",)}
_UNSAID = frozenset[str]().union(*(words.unsaid for words in _PEOPLE_WORDS))
_AND = frozenset(("and", "or", "و", "او"))
_INSIDE = frozenset(("of", "from", "in", "at", "with", "who", "among"))
_SETTLEMENT = frozenset(("town", "village", "city", "مدينه", "بلده", "قريه"))
_BESIDE = frozenset(("near", "off", "قرب"))
_LITTLE = frozenset(("the", "a", "an", "of", "in", "at", "al", "في"))
_VOWELS = str.maketrans("", "", "aeiouy")
_MOST_WORDS = 6
"""Of a name in the alias table."""


def _word(token: str) -> str:
    """A folded word in the form that singular and plural share."""
    known = _ALIKE.get(token) or _ALIKE.get(light_stem(token))
    if known:
        return known
    if token.isascii() and token.endswith("s") and not token.endswith("ss") and len(token) > 3:
        return f"{token[:-3]}y" if token.endswith("ies") else token[:-1]
    return light_stem(token)


_ALIKE = {
    spelling: name
    for language in _PEOPLE_WORDS
    for name, words in language.alike.items()
    for word in words
    for spelling in (word, light_stem(word))
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure counts; whoever tells nobody counts people.

    Two figures are compared where their scopes are equal.
    """

    harm: Harm
    who: frozenset[Words]
    """Each kind of people counted, in the words that singular and plural share."""
    place: str
    """Empty where not told."""
    time: str
    """A day, a span, or "since" a day, by the story's calendar where it has the day; empty where not told."""
    apart: str = ""
    """What keeps apart, or together, figures of which place or time is not told."""

    def holds(self, other: "Scope") -> bool:
        """Whether the other counts only some of those that this one counts, at the same place and time as told."""
        if (self.harm, self.place, self.time) != (other.harm, other.place, other.time) or self.who == other.who:
            return False
        return all(any(_holds(whole, part) for whole in self.who) for part in other.who)


def _holds(whole: Words, part: Words) -> bool:
    if whole == part or _WITHIN.get(part) == whole:
        return True
    if whole == _PEOPLE:
        # What is said of people beside may be no more than what happened to them.
        return part[:1] != _PEOPLE
    if len(part) <= len(whole):
        return False
    if part[: len(whole)] == whole:
        # "Soldiers of the fourth division"; in Arabic a head stands before its adjectives too.
        return part[len(whole)] in _INSIDE or is_arabic_letter(part[-1][0])
    return part[-len(whole) :] == whole and not (_INSIDE & set(part) or is_arabic_letter(part[-1][0]))


def who_is_counted(words: str | None) -> frozenset[Words]:
    """The kinds of people that the words name, each as words that spelling and number do not change."""
    kinds: list[list[str]] = [[]]
    for token in tokens(fold_text(words or "")):
        # "People hurt in a clash of police and dockers" are one kind.
        said_more = bool(_INSIDE & set(kinds[-1]))
        if token in _AND and not said_more:
            kinds.append([])
            continue
        stem = light_stem(token)
        if token[0] == "و" and not stem.startswith("و") and kinds[-1] and not said_more:
            kinds.append([])
        if token not in _UNSAID and not token[0].isdigit():
            kinds[-1].append(_word(token))
    # Civilian casualties are civilians; people arrested in a clash are people, with what is said of them.
    found = frozenset(
        (*kind[:1], *(word for word in kind[1:] if word not in _PEOPLE)) for kind in kinds if kind
    )  # fmt: skip
    return found or frozenset((_PEOPLE,))


def is_anybody(who: frozenset[Words]) -> bool:
    """Whether those counted are people, whatever else is said of them."""
    return all(kind[:1] == _PEOPLE for kind in who)


def place_name(words: str | None, names: Mapping[str, str]) -> str:
    """One spelling for all ways to write a place; `names` maps folded spellings to the name of their entry.

    "Near the village of X, east of Y" is X. A part of a place stays one: the market of X is not X.
    """
    first, *rest = re.split("[,،]", words or "")
    listed = any(set(tokens(fold_text(part))) & _AND for part in rest)
    found = _with_own_names(tokens(fold_text((words or "") if listed else first)), names)
    if found and found[0] in _BESIDE:
        found = found[1:]
    kept = [word for word in found if word not in _SETTLEMENT and word not in _LITTLE]
    return " ".join(kept or found)


def spelling_bones(place: str) -> frozenset[str]:
    """The words of a place without vowels, in which spellings of one name in Latin letters differ."""
    return frozenset(word.translate(_VOWELS) or word for word in place.split())


def _with_own_names(found: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The words with each name in them as its entry in the alias table has it, the longest names first."""
    written: list[str] = []
    at = 0
    while at < len(found):
        for end in range(min(len(found), at + _MOST_WORDS), at, -1):
            if own := names.get(" ".join(found[at:end])):
                written += tokens(fold_text(own))
                at = end
                break
        else:
            written.append(found[at])
            at += 1
    return written


class StoryTimes:
    """Times of a story under one name each: the calendar's day where it has one, else dates, else the words."""

    def __init__(self, articles: Sequence[Article], calendar: Sequence[StoryDay]) -> None:
        self._articles = {article.id: article for article in articles}
        self._by_date = {day.date: day.id for day in calendar if day.date}
        weekdays = Counter(day.weekday for day in calendar)
        self._by_weekday = {
            day.weekday: day.id for day in calendar if day.weekday is not None and weekdays[day.weekday] == 1
        }
        self._own_day = {article: day.id for day in calendar for article in day.articles}

    def of_toll(self, toll: Toll, claim: Claim) -> str:
        """The time that a figure covers; empty where neither its period nor the event's day is told."""
        if toll.period is None:
            return self._name(claim.event_time, claim.article)
        article = self._articles[claim.article]
        time = resolve_event_time(toll.period.text, article.published, language=article.language)
        if time.precision is TimePrecision.SPAN and time.start and time.end == article.published:
            # "Since Friday" is the same however late it is said.
            return f"since {self._day(time.start)}"
        return self._name(time, claim.article)

    def own_day(self, article: str) -> str | None:
        """The day of the calendar on which the article was written."""
        return self._articles[article].story_day or self._own_day.get(article)

    def _name(self, time: EventTime, article: str) -> str:
        if time.day:
            return time.day
        if time.start or time.end:
            days = dict.fromkeys(self._day(day) if day else "" for day in (time.start, time.end))
            return "–".join(days)
        if time.relative is None:
            return fold_text(time.said or "")
        bound, _, last = time.relative.rpartition(" ")
        if last in WEEKDAY_NAMES:
            return f"{bound} {self._by_weekday.get(WEEKDAY_NAMES.index(last), last)}".strip()
        own_day = self.own_day(article)
        if time.relative == "today" and own_day:
            return own_day
        # "In the past three days" is as many spans as there are days on which it is said.
        return f"{time.relative}, {own_day or article}"

    def _day(self, day: datetime.date) -> str:
        return self._by_date.get(day, day.isoformat())


@lru_cache(maxsize=4096)
def bounds_conflict(one: Bounds, other: Bounds) -> bool:
    """Whether two figures of one scope cannot both be true."""
    first, second = (
        Quantity(said="", lower=lower, upper=upper, approximate=near) for lower, upper, near in (one, other)
    )
    return bool(quantities_conflict(first, second))
