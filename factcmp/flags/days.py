"""Flags on the days that an article names: dates that are other weekdays, a "today" that does not fit."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from factcmp.flags.lines import LINE, Page
from factcmp.flags.weekdays import WEEKDAYS, Mention, Place, relative, resolve
from factcmp.models import Article, Flag, FlagKind, FlagNote, NamedDay, TimePrecision
from factcmp.text.folding import fold_text
from factcmp.text.sentences import sentence_spans

_FIRST_YEAR = 1930  # before 1927 some countries named their days by another calendar
_BEFORE_DATE = re.compile(r"(?=[\s,،(])[ \t\u00a0]*[,،(]?[ \t\u00a0]*(?:(?:the|den|dem|le|el|il|de|الموافق) )?")
_PHRASE_END = re.compile(r"\s*(?:[.,;:)،؛!?]|$|[\n\r]|günü\b)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{4}")
_NIGHT = re.compile(r"(?:^|\s)(?:ليل|ليلة) $")  # in Arabic the night of Tuesday may be the one before it
# What shows, right before a weekday, that it is told as past; on folded text.
_TOLD_AS_PAST = re.compile(
    r"(?:^| )(?:said|announced|reported|(?:was|were|had|had been) (?!due|set|expected|scheduled|planned|to )[^ ]+)"
    r"(?: (?:late|early|on))* $"
    r"|(?:^| )[وف]?(?:كان|كانت|كانوا|قال|قالت|اعلن|اعلنت|اكد|اكدت|ذكر|ذكرت|افاد|افادت|صرح|صرحت|نفي|نفت)"
    r"(?: (?!ان(?: |ه)|ست|سي|مقرر|متوقع|من |صلاه |خطبه )[^ ]+){0,5} $"
)


def dates(page: Page) -> Iterator[Flag]:
    """One flag for each weekday that a date, or the publication, contradicts."""
    text, published = page.article.text, page.article.published
    places: defaultdict[tuple[FlagNote, NamedDay], list[Place]] = defaultdict(list)
    for one in page.mentions:
        place = _date_after(page.article, one) or _date_before(page.article, one)
        day = place and _other_day(text[slice(*place)], page.article.language, one.weekday)
        if place and day:
            plain = NamedDay(weekday=one.weekday, beside=day)
            places[FlagNote.OTHER_WEEKDAY, plain].append((min(one.start, place[0]), max(one.end, place[1])))
        if one.shift is not None and published and one.today != published.weekday():
            is_after = (one.today - published.weekday()) % 7 <= 3
            note = FlagNote.AFTER_PUBLICATION if is_after else FlagNote.BEFORE_PUBLICATION
            places[note, one.named_day(published)].append((one.start, one.end))
    for (note, named), found in places.items():
        yield page.flag(FlagKind.DATE_AND_WEEKDAY_DIFFER, note, *found, days=(named,))


def _date_after(article: Article, mention: Mention) -> Place | None:
    """The date of one day that follows the weekday at once ("Tuesday, 12 March 2024")."""
    text, language = article.text, article.language
    gap = _BEFORE_DATE.match(text, mention.end)
    line = LINE.match(text, gap.end()) if gap else None
    if line is None or _NIGHT.search(text[: mention.start]):
        return None
    chunks = [match.span() for match in re.finditer(r"[^\s()]+", line[0][:80])][:6]
    for _, end in chunks:
        window = line[0][:end].rstrip(",.،؛;:")
        time = resolve(window, language)
        if time.start and time.precision in (TimePrecision.DAY, TimePrecision.SPAN):
            is_own = (
                time.precision is TimePrecision.DAY and resolve(window[chunks[0][1] :], language).start != time.start
            )
            return (line.start(), line.start() + len(window)) if is_own else None
    return None


def _date_before(article: Article, mention: Mention) -> Place | None:
    """The date right before a weekday that ends its phrase ("2024-03-12 (Tuesday)")."""
    text, language = article.text, article.language
    before = re.split(r"[\n\r]", text[max(0, mention.start - 80) : mention.start])[-1]
    shift = mention.start - len(before)
    before = before.rstrip(" ,،(\t\u00a0")
    if not before or not before.split()[-1][-1].isdigit() or not _PHRASE_END.match(text, mention.end):
        return None
    for match in reversed(list(re.finditer(r"[^\s(]+", before))[-5:]):
        time = resolve(before[match.start() :], language)
        if time.start and time.precision in (TimePrecision.DAY, TimePrecision.SPAN):
            return (shift + match.start(), shift + len(before)) if time.precision is TimePrecision.DAY else None
    return None


def _other_day(said: str, language: str | None, weekday: int) -> datetime.date | None:
    """The date, where there is no doubt about it and it is another weekday."""
    day = resolve(said, language).start
    if day is None or day.year < _FIRST_YEAR or not re.search(r"\d{4}", said) or day.weekday() == weekday:
        return None
    if _NUMERIC.search(said) and day.day <= 12 and day.replace(month=day.day, day=day.month).weekday() == weekday:
        return None
    return day


def todays(page: Page) -> Iterator[Flag]:
    """A flag where two weekdays are called today."""
    first: dict[int, Mention] = {}
    for one in page.mentions:
        if one.shift is not None:
            first.setdefault(one.today, one)
    if len(first) > 1:
        places = [(one.start, one.end) for one in first.values()]
        days = tuple(one.named_day() for one in first.values())
        yield page.flag(FlagKind.TODAY_DOES_NOT_FIT, FlagNote.SEVERAL_TODAYS, *places, days=days)


def opening_day(page: Page) -> Iterator[Flag]:
    """An opening that tells of one of the two weekdays after the one that is called today.

    A bare weekday may also be last week's, so one that lies further ahead shows nothing.
    """
    text, start = page.article.text, page.prose[0].start if page.prose else 0
    called = [one for one in page.mentions if one.shift is not None]
    opening = [(begin, end) for begin, end in sentence_spans(text) if begin >= start][:2]
    first = next((one for one in page.mentions if one.start >= start), None)
    if first is None or first.shift is not None or len({one.today for one in called}) != 1:
        return
    sentence = next((place for place in opening if place[0] <= first.start < place[1]), None)
    if sentence is None or (first.weekday - called[0].today) % 7 not in (1, 2):
        return
    before, after = text[sentence[0] : first.start], text[first.end : sentence[1]]
    near = [*before.split()[-1:], text[first.start : first.end], *after.split()[:1]]
    is_bare = relative(" ".join(near), page.article.language).capitalize() == WEEKDAYS[first.weekday]
    if is_bare and _TOLD_AS_PAST.search(re.sub(r" (?:يوم|صباح|مساء|ظهر|فجر) $", " ", fold_text(before) + " ")):
        places = [(one.start, one.end) for one in (called[0], first)]
        days = (called[0].named_day(), first.named_day())
        yield page.flag(FlagKind.TODAY_DOES_NOT_FIT, FlagNote.OPENS_WITH_ANOTHER_DAY, *places, days=days)
