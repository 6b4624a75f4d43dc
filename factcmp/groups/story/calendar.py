"""The days of one story, put in order from what its articles say, and each claim's times among them.

An article's own day is its publication date where the desk or the page knows it, else what its own words tell ("today,
Thursday", a dateline). Where no article has a date, the weekdays are put on the shortest run of days that holds them,
Wednesday, Thursday, Friday, and times are worked out on stand-in dates that no report shows. Whatever rests on more
than an article's own words is marked as inferred.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcmp.models import Article, Claim, EventTime, RestsOn, Stance, StoryDay, TimeGround, TimePrecision
from factcmp.text.times.event_times import resolve_event_time, still_to_come, weekday_of

Interval = tuple[datetime.date, datetime.date]

_STAND_IN = datetime.date(2001, 1, 1)
"""A Monday in the week on which a story without dates is worked out."""
_AROUND = datetime.timedelta(days=45)
"""Days further from the articles' own are no days of the story."""
_HALF_A_YEAR = datetime.timedelta(days=183)
"""The last 20 October before this much after a day is the one nearest to the day."""
_EXACT = (TimePrecision.DAY, TimePrecision.PART_OF_DAY)


@dataclass(frozen=True)
class Calendar:
    """The story's days, the claims with their times on them, and the same as dates to compare."""

    days: tuple[StoryDay, ...]
    articles: tuple[Article, ...]
    """With their story day."""
    claims: tuple[Claim, ...]
    happened: Mapping[str, Interval]
    """Claim id to the days of its event, told or that of its article; stand-ins where the story has no dates."""
    said: Mapping[str, Interval]


@dataclass(frozen=True)
class _Own:
    """On which day an article was written."""

    day: datetime.date
    rests_on: RestsOn
    inferred: bool = False


def build_calendar(articles: Sequence[Article], claims: Sequence[Claim]) -> Calendar:
    """The calendar of a story, its articles with their day, its claims with theirs.

    Claims keep the words for their times; what a publication date resolved already stays as it is.
    """
    own, has_dates = _own_days(articles)
    languages = {article.id: article.language for article in articles}
    latest = max((one.day for one in own.values()), default=None) or _day_before_which_claims_speak(claims)
    timed = [_timed(claim, own.get(claim.article), latest, languages[claim.article]) for claim in claims]
    days = _story_days(own, [event for event, _ in timed] + [said for _, said in timed], has_dates=has_dates)
    names = {day: story_day.id for day, story_day in days.items()}
    return Calendar(
        days=tuple(days.values()),
        articles=tuple(
            article.model_copy(update={"story_day": names[own[article.id].day]}) if article.id in own else article
            for article in articles
        ),
        claims=tuple(
            claim.model_copy(
                update={
                    "event_time": _told(claim.event_time, event, names, has_dates=has_dates),
                    "said_time": _told(claim.said_time, said, names, has_dates=has_dates),
                }
            )
            for claim, (event, said) in zip(claims, timed, strict=True)
        ),
        happened={claim.id: _days(event) for claim, (event, _) in zip(claims, timed, strict=True) if _is_known(event)},
        said={claim.id: _days(said) for claim, (_, said) in zip(claims, timed, strict=True) if _is_known(said)},
    )


def _is_known(time: EventTime) -> bool:
    return bool(time.start or time.end)


def _days(time: EventTime) -> Interval:
    """Its days, open ends far away."""
    return time.start or datetime.date.min, time.end or datetime.date.max


def _one_day(time: EventTime) -> datetime.date | None:
    """The day, where it is one and no span that happens to have a day's length."""
    return time.start if time.start == time.end and time.precision in _EXACT else None


def _told(time: EventTime, found: EventTime, names: Mapping[datetime.date, str], *, has_dates: bool) -> EventTime:
    """The claim's time with its day of the calendar, and with dates only where the story has dates."""
    if not _is_known(found):
        return time
    day = names.get(found.start) if found.start and found.start == found.end else None
    update: dict[str, object] = {"day": day, "rests_on": found.rests_on}
    if has_dates:
        update |= {"start": found.start, "end": found.end, "precision": found.precision}
    elif day:
        update["precision"] = TimePrecision.STORY_DAY
    return time.model_copy(update=update)


def _own_days(articles: Sequence[Article]) -> tuple[dict[str, _Own], bool]:
    """Article id to its own day, and whether the days are dates of a calendar."""
    dated: dict[str, _Own] = {}
    named: dict[str, tuple[int, RestsOn]] = {}
    without_year: list[tuple[Article, RestsOn]] = []
    for article in articles:
        words = _own_words(article, None)
        rests_on = RestsOn(ground=TimeGround.OWN_WORDS, article=article.id, span=article.own_day)
        if article.published:
            ground = RestsOn(ground=TimeGround.PUBLISHED, article=article.id)
            dated[article.id] = _Own(article.published, ground)
        elif day := _one_day(words):
            dated[article.id] = _Own(day, rests_on)
        elif (weekday := weekday_of(words)) is not None:
            named[article.id] = weekday, rests_on
        elif words.relative:
            without_year.append((article, rests_on))
    if dated:
        middle = sorted(one.day for one in dated.values())[len(dated) // 2]
        for article_id, (weekday, rests_on) in named.items():
            dated[article_id] = _Own(_nearest(middle, weekday), rests_on, inferred=True)
        for article, rests_on in without_year:
            if day := _one_day(_own_words(article, middle + _HALF_A_YEAR)):
                dated[article.id] = _Own(day, rests_on, inferred=True)
        return dated, True
    run = _shortest_run({weekday for weekday, _ in named.values()})
    return {
        article_id: _Own(run[weekday], rests_on, inferred=True) for article_id, (weekday, rests_on) in named.items()
    }, False


def _own_words(article: Article, seen_from: datetime.date | None) -> EventTime:
    """What the article's words for its own day mean."""
    said = article.own_day.text if article.own_day else None
    return resolve_event_time(said, seen_from, language=article.language)


def _nearest(day: datetime.date, weekday: int) -> datetime.date:
    """The date of that weekday nearest to the day; three days after it at the most."""
    ahead = (weekday - day.weekday()) % 7
    return day + datetime.timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _shortest_run(weekdays: Iterable[int]) -> dict[int, datetime.date]:
    """Stand-in dates of the weekdays, on the shortest run of days that holds them all; the earliest of equal ones."""
    wanted = set(weekdays)
    if not wanted:
        return {}
    length, first = min((max((day - first) % 7 for day in wanted), first) for first in wanted)
    start = _STAND_IN + datetime.timedelta(days=first)
    return {weekday: start + datetime.timedelta(days=(weekday - first) % 7) for weekday in wanted if length < 7}


def _day_before_which_claims_speak(claims: Sequence[Claim]) -> datetime.date | None:
    """Where no article tells its day: the last of the weekdays that claims name, on a stand-in date."""
    named = {
        weekday
        for claim in claims
        for time in (claim.event_time, claim.said_time)
        if (weekday := weekday_of(time)) is not None
    }
    return max(_shortest_run(named).values(), default=None)


def _timed(
    claim: Claim, own: _Own | None, latest: datetime.date | None, language: str | None
) -> tuple[EventTime, EventTime]:
    """When the claim's event happened and when its source said so; its words are left away, an open end is None."""
    said = _resolved(claim, claim.said_time, own, latest, language)
    event = _resolved(claim, claim.event_time, own, latest, language)
    if own is None:
        return event, said
    of_article = RestsOn(ground=TimeGround.ARTICLE_DAY, article=claim.article, span=own.rests_on.span)
    default = EventTime(start=own.day, end=own.day, precision=TimePrecision.DAY, rests_on=(of_article,))
    tells_another_day = _is_known(said) and _days(said) != _days(default)
    if not (claim.event_time.said or claim.background or claim.stance is Stance.PREDICTS or tells_another_day):
        event = default
    return event, said if claim.said_time.said else default


def _resolved(
    claim: Claim, time: EventTime, own: _Own | None, latest: datetime.date | None, language: str | None
) -> EventTime:
    """What the words mean on the article's own day, or where it tells none, seen from the story's last day."""
    if not time.said:
        return EventTime()
    seen_from = own.day if own else latest
    found = time if _is_known(time) else resolve_event_time(time.said, seen_from, language=language)
    if claim.stance is Stance.PREDICTS and time is claim.event_time:
        found = still_to_come(found, seen_from, language=language)
    words = RestsOn(ground=TimeGround.OWN_WORDS, article=claim.article)
    ground = own.rests_on if own else RestsOn(ground=TimeGround.STORY, article=claim.article)
    return found.model_copy(update={"rests_on": (words,) if found is time else (words, ground)})


def _story_days(
    own: Mapping[str, _Own], times: Sequence[EventTime], *, has_dates: bool
) -> dict[datetime.date, StoryDay]:
    """The days on which an article was written or something is told to have happened or been said, in order."""
    written: defaultdict[datetime.date, list[str]] = defaultdict(list)
    grounds: defaultdict[datetime.date, list[RestsOn]] = defaultdict(list)
    sure: set[datetime.date] = set()
    for article, one in own.items():
        written[one.day].append(article)
        grounds[one.day].append(one.rests_on)
        if not one.inferred:
            sure.add(one.day)
    for time in times:
        if day := _one_day(time):
            grounds[day] += [ground for ground in time.rests_on if ground.ground is not TimeGround.ARTICLE_DAY]
            if len(time.rests_on) == 1:
                sure.add(day)
    first = min(written) - _AROUND if written else datetime.date.min
    last = max(written) + _AROUND if written else datetime.date.max
    return {
        day: StoryDay(
            id=f"D{number}",
            date=day if has_dates else None,
            weekday=day.weekday(),
            inferred=not has_dates or day not in sure,
            articles=tuple(written.get(day, ())),
            rests_on=tuple(dict.fromkeys(grounds[day])),
        )
        for number, day in enumerate(sorted(day for day in grounds if first <= day <= last), 1)
    }
