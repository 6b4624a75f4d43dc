"""Weekdays in a text, with the "today" or "yesterday" that they explain."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcmp.models import EventTime, NamedDay, TimePrecision
from factcmp.text.folding import fold_text
from factcmp.text.times.times import resolve_event_time
from factcmp.text.words.tokens import split_words

Place = tuple[int, int]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHIFTS = {"-1 day": -1, "today": 0, "+1 day": 1}
WORD = re.compile(r"[^\s(),،;:؛.…!?؟\"“”„«»\[\]{}/|–—]+")
STOPS = ".!?…؟。！？۔।॥။។"
_BEFORE_WEEKDAY = re.compile(r"[ \t\u00a0]*[,،(]?[ \t\u00a0]*(?:(?:on|в|во|am|den) )?")
# "Russia Today said Wednesday", "that day, Wednesday": اليوم after these is not today.
_NO_TODAY_AFTER = split_words("روسيا المصري القدس فلسطين ليبيا الاردن عمان العرب ذلك في وفي")
_ENGLISH_DAYS = ("today", "tonight", "yesterday", "tomorrow")
_JOINING = ("and", "or", "to", "through", "&", "و", "und", "et", "y")


@lru_cache(maxsize=16384)
def resolve(words: str, language: str | None) -> EventTime:
    """What the words of a text in this language mean without a publication date."""
    return resolve_event_time(words, None, language=language)


@dataclass(frozen=True, slots=True)
class Mention:
    """A weekday in the text, together with the "today" or "yesterday" right before it."""

    start: int
    end: int
    weekday: int
    shift: int | None

    @property
    def today(self) -> int:
        """The weekday that "today" is by this mention, Monday 0."""
        return (self.weekday - (self.shift or 0)) % 7

    def named_day(self, beside: datetime.date | None = None) -> NamedDay:
        """The day for a flag, with the date that does not fit it."""
        return NamedDay(weekday=self.weekday, from_today=self.shift, beside=beside)


def read_mentions(text: str, line: Place, language: str | None) -> Iterator[Mention]:
    """The weekdays that a line of the text names, in its order."""
    words = [match.span() for match in WORD.finditer(text, *line)]
    for at, (start, end) in enumerate(words):
        weekday = _weekday(text[start:end], language)
        if weekday is None:
            continue
        for before in range(at - 1, max(at - 3, -1), -1):
            shift = _shift(text, words, before, at, language=language)
            if shift is not None:
                yield Mention(words[before][0], end, weekday, shift)
                break
        else:
            yield Mention(start, end, weekday, None)


def relative(words: str, language: str | None) -> str:
    """What the words mean without a publication date, as `EventTime.relative`; empty for what is no such time."""
    return resolve(words, language).relative or ""


def _weekday(word: str, language: str | None) -> int | None:
    """The weekday that the word names, with no "and" or "for" attached."""
    name = "" if any(char.isdigit() for char in word) else relative(word, language).capitalize()
    attached = "'" in word or "’" in word or fold_text(word).startswith(("و", "ف", "لل"))
    return WEEKDAYS.index(name) if name in WEEKDAYS and not attached else None


def _shift(text: str, words: Sequence[Place], at: int, weekday_at: int, *, language: str | None) -> int | None:
    """-1, 0 or 1 where the word is "yesterday", "today" or "tomorrow" and the weekday explains it."""
    (start, end), (weekday_start, weekday_end) = words[at], words[weekday_at]
    word = text[start:end]
    shift = _SHIFTS.get(relative(word, language))
    if shift is None or not _BEFORE_WEEKDAY.fullmatch(text, end, weekday_start):
        return None
    before: list[str] = []  # the words that could make it another day ("the day before yesterday")
    for place in reversed(words[max(0, at - 3) : at]):
        said = resolve(text[slice(*place)], language)
        if said.precision is not TimePrecision.RELATIVE or said.relative:
            break
        before.insert(0, text[slice(*place)])
    is_name = at > 0 and word[0].isupper() and text[:start].rstrip()[-1] not in STOPS  # "USA Today"
    is_other = at > 0 and fold_text(text[slice(*words[at - 1])]) in _NO_TODAY_AFTER
    if is_name or is_other or relative(" ".join([*before, word]), language) != relative(word, language):
        return None
    if word.casefold() in _ENGLISH_DAYS:
        is_apposition = text[end] in ",(" or text[end : end + 2] == " (" or weekday_at > at + 1
        if not is_apposition or not re.match(r"\s*(?:[.,;:)!?]|$|and\b)", text[weekday_end:]):
            return None  # "today Friday prayers", "today, Friday prayers"
    follow = [text[slice(*place)] for place in words[weekday_at + 1 : weekday_at + 3]]
    is_list = bool(follow) and relative(follow[0], language).capitalize() in WEEKDAYS
    is_list |= len(follow) == 2 and follow[0].casefold() in _JOINING and _weekday(follow[1], language) is not None
    return None if is_list else shift
