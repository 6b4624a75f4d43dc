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
from factcmp.text.times.times import resolve_event_time, still_to_come, weekday_of

Interval = tuple[datetime.date, datetime.date]

_STAND_IN = datetime.date(2001, 1, 1)
"""A Monday in the week on which a story without dates is worked out."""
_AROUND = datetime.timedelta(days=45)
"""Days further from the articles' own are no days of the story."""
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
    happened = {claim.id: event for claim, (event, _) in zip(claims, timed, strict=True) if event.is_known()}
    said = {claim.id: spoken for claim, (_, spoken) in zip(claims, timed, strict=True) if spoken.is_known()}
    days = _story_days(own, [*happened.values(), *said.values()], has_dates=has_dates)
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
                    "event_time": event.told(claim.event_time, names, has_dates=has_dates),
                    "said_time": spoken.told(claim.said_time, names, has_dates=has_dates),
                }
            )
            for claim, (event, spoken) in zip(claims, timed, strict=True)
        ),
        happened={claim: time.interval() for claim, time in happened.items()},
        said={claim: time.interval() for claim, time in said.items()},
    )


@dataclass(frozen=True)
class _Time:
    """One time of a claim as days; an open end is None."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: TimePrecision = TimePrecision.UNSTATED
    rests_on: tuple[RestsOn, ...] = ()

    def is_known(self) -> bool:
        return bool(self.start or self.end)

    def interval(self) -> Interval:
        """Its days, open ends far away."""
        return self.start or datetime.date.min, self.end or datetime.date.max

    def told(self, time: EventTime, names: Mapping[datetime.date, str], *, has_dates: bool) -> EventTime:
        """The claim's time with its day of the calendar, and with dates only where the story has dates."""
        if not self.is_known():
            return time
        day = names.get(self.start) if self.start and self.start == self.end else None
        update: dict[str, object] = {"day": day, "rests_on": self.rests_on}
        if has_dates:
            update |= {"start": self.start, "end": self.end, "precision": self.precision}
        elif day:
            update["precision"] = TimePrecision.STORY_DAY
        return time.model_copy(update=update)


def _own_days(articles: Sequence[Article]) -> tuple[dict[str, _Own], bool]:
    """Article id to its own day, and whether the days are dates of a calendar."""
    dated: dict[str, _Own] = {}
    named: dict[str, tuple[int, RestsOn]] = {}
    for article in articles:
        words = resolve_event_time(article.own_day.text, None, language=article.language) if article.own_day else None
        rests_on = RestsOn(ground=TimeGround.OWN_WORDS, article=article.id, span=article.own_day)
        if article.published:
            ground = RestsOn(ground=TimeGround.PUBLISHED, article=article.id)
            dated[article.id] = _Own(article.published, ground)
        elif words and words.start and words.start == words.end and words.precision in _EXACT:
            dated[article.id] = _Own(words.start, rests_on)
        elif words and (weekday := weekday_of(words)) is not None:
            named[article.id] = weekday, rests_on
    if dated:
        middle = sorted(one.day for one in dated.values())[len(dated) // 2]
        for article_id, (weekday, rests_on) in named.items():
            dated[article_id] = _Own(_nearest(middle, weekday), rests_on, inferred=True)
        return dated, True
    run = _shortest_run({weekday for weekday, _ in named.values()})
    return {
        article_id: _Own(run[weekday], rests_on, inferred=True) for article_id, (weekday, rests_on) in named.items()
    }, False


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


def _timed(claim: Claim, own: _Own | None, latest: datetime.date | None, language: str | None) -> tuple[_Time, _Time]:
    """When the claim's event happened and when its source said so."""
    said = _resolved(claim, claim.said_time, own, latest, language)
    event = _resolved(claim, claim.event_time, own, latest, language)
    if own is None:
        return event, said
    of_article = RestsOn(ground=TimeGround.ARTICLE_DAY, article=claim.article, span=own.rests_on.span)
    default = _Time(own.day, own.day, TimePrecision.DAY, (of_article,))
    tells_another_day = said.is_known() and said.interval() != default.interval()
    if not (claim.event_time.said or claim.background or claim.stance is Stance.PREDICTS or tells_another_day):
        event = default
    if not claim.said_time.said:
        said = default
    return event, said


def _resolved(
    claim: Claim, time: EventTime, own: _Own | None, latest: datetime.date | None, language: str | None
) -> _Time:
    """What the words mean on the article's own day, or where it tells none, seen from the story's last day."""
    if not time.said:
        return _Time()
    words = RestsOn(ground=TimeGround.OWN_WORDS, article=claim.article)
    seen_from = own.day if own else latest
    found = time if time.start or time.end else resolve_event_time(time.said, seen_from, language=language)
    if claim.stance is Stance.PREDICTS and time is claim.event_time:
        found = still_to_come(found, seen_from, language=language)
    if not (found.start or found.end):
        return _Time()
    rests_on: tuple[RestsOn, ...] = (words,)
    if found is not time:
        ground = own.rests_on if own else RestsOn(ground=TimeGround.STORY, article=claim.article)
        rests_on = (words, ground)
    return _Time(found.start, found.end, found.precision, rests_on)


def _story_days(own: Mapping[str, _Own], times: Sequence[_Time], *, has_dates: bool) -> dict[datetime.date, StoryDay]:
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
        if time.start and time.start == time.end and time.precision in _EXACT:
            grounds[time.start] += [ground for ground in time.rests_on if ground.ground is not TimeGround.ARTICLE_DAY]
            if len(time.rests_on) == 1:
                sure.add(time.start)
    if written:
        first, last = min(written) - _AROUND, max(written) + _AROUND
        grounds = defaultdict(list, {day: found for day, found in grounds.items() if first <= day <= last})
    return {
        day: StoryDay(
            id=f"D{number}",
            date=day if has_dates else None,
            weekday=day.weekday(),
            inferred=not has_dates or day not in sure,
            articles=tuple(written.get(day, ())),
            rests_on=tuple(dict.fromkeys(grounds[day])),
        )
        for number, day in enumerate(sorted(grounds), 1)
    }
