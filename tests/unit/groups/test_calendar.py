"""The story's days: what an article says of its own day holds for its claims, and inference is marked."""

import datetime

import pytest

from factcmp.articles.from_text import make_article
from factcmp.claims.grounding import FoldedArticle, find_words
from factcmp.groups.story.calendar import Calendar, build_calendar
from factcmp.models import Article, Claim, EventTime, Stance, TimeGround, TimePrecision

MARCH = datetime.date(2026, 3, 11)
"""A Wednesday."""


def article(
    id: str, own_day: str | None = None, published: datetime.date | None = None, language: str = "en"
) -> Article:
    text = f"The bridge at Tarn fell. {own_day or ''}"
    made = make_article(text, id=id, label=id.upper()).model_copy(update={"published": published, "language": language})
    span = find_words(FoldedArticle(text), own_day) if own_day else None
    return made.model_copy(update={"own_day": span})


def claim(id: str, article: Article, happened: str | None = None, said: str | None = None) -> Claim:
    words = "The bridge at Tarn fell."
    return Claim(
        id=id,
        label=id,
        article=article.id,
        statement=words,
        gloss=words,
        question="?",
        quote=FoldedArticle(article.text).span(0, len(words)),
        attribution=(),
        stance=Stance.ASSERTS,
        event_time=EventTime(said=happened),
        said_time=EventTime(said=said),
    )


def days_of(calendar: Calendar) -> list[tuple[str, str]]:
    """Article and the weekday on which it was written."""
    days = {day.id: day for day in calendar.days}
    return [
        (one.id, datetime.date(2001, 1, 1 + (days[one.story_day].weekday or 0)).strftime("%A"))
        for one in calendar.articles
        if one.story_day
    ]


def test_weekdays_alone_are_put_on_the_shortest_run_and_no_date_is_made_up() -> None:
    articles = [article("a", "on Friday morning"), article("b", "today, Wednesday"), article("c", "Thursday")]
    calendar = build_calendar(articles, [claim("x", one) for one in articles[:1]])
    assert [day.weekday for day in calendar.days] == [2, 3, 4]
    assert [(day.date, day.inferred) for day in calendar.days] == [(None, True)] * 3
    assert days_of(calendar) == [("a", "Friday"), ("b", "Wednesday"), ("c", "Thursday")]
    assert calendar.claims[0].event_time.start is None
    assert calendar.claims[0].event_time.precision is TimePrecision.STORY_DAY


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        pytest.param(["Saturday", "Monday", "Sunday"], [5, 6, 0], id="over-the-end-of-a-week"),
        pytest.param(["الأحد", "السبت"], [5, 6], id="arabic"),
    ],
)
def test_a_story_runs_over_the_end_of_a_week(words: list[str], weekdays: list[int]) -> None:
    language = "ar" if words[0] == "الأحد" else "en"
    calendar = build_calendar([article(f"a{n}", day, language=language) for n, day in enumerate(words)], [])
    assert [day.weekday for day in calendar.days] == weekdays


def test_a_weekday_is_the_nearest_to_the_articles_that_have_dates() -> None:
    articles = [article("a", published=MARCH), article("b", "Thursday"), article("c", "Tuesday")]
    calendar = build_calendar(articles, [])
    assert [day.date for day in calendar.days] == [MARCH + datetime.timedelta(days=n) for n in (-1, 0, 1)]
    assert [day.inferred for day in calendar.days] == [True, False, True]


@pytest.mark.parametrize(
    ("own_day", "day"),
    [
        ("on 20 October", datetime.date(2025, 10, 20)),
        ("today, Monday 20 October", datetime.date(2025, 10, 20)),
        ("today, Tuesday 20 October", datetime.date(2026, 10, 20)),
        ("on 20 May", datetime.date(2026, 5, 20)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_to_the_articles_that_have_dates(own_day: str, day: datetime.date) -> None:
    calendar = build_calendar([article("a", "on 11 March 2026"), article("b", own_day)], [])
    of = {one.id: one for one in calendar.days}
    found = [of[one.story_day] for one in calendar.articles if one.story_day]
    assert [(one.date, one.inferred) for one in found] == [(MARCH, False), (day, True)]


def test_the_day_of_an_article_holds_for_claims_that_tell_no_other() -> None:
    one = article("a", "today, Thursday")
    calendar = build_calendar([one], [claim("told", one, "on Wednesday"), claim("untold", one)])
    days = {day.id: day.weekday for day in calendar.days}
    told, untold = calendar.claims
    assert days[told.event_time.day or ""] == 2
    assert [ground.ground for ground in told.event_time.rests_on] == [TimeGround.OWN_WORDS, TimeGround.OWN_WORDS]
    assert days[untold.event_time.day or ""] == 3
    assert [ground.ground for ground in untold.event_time.rests_on] == [TimeGround.ARTICLE_DAY]
    assert days[untold.said_time.day or ""] == 3


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"background": True}, id="background"),
        pytest.param({"stance": Stance.PREDICTS}, id="still-to-come"),
        pytest.param({"said_time": EventTime(said="on Wednesday")}, id="said-on-another-day"),
    ],
)
def test_the_day_of_an_article_or_of_speaking_is_no_day_of_what_it_cannot_date(update: dict[str, object]) -> None:
    one = article("a", "today, Thursday")
    (found,) = build_calendar([one], [claim("x", one).model_copy(update=update)]).claims
    assert (found.event_time.day, found.event_time.rests_on) == (None, ())


@pytest.mark.parametrize("published", [None, MARCH])
def test_a_weekday_of_what_is_still_to_come_is_the_next_one(published: datetime.date | None) -> None:
    one = article("a", "today, Wednesday", published=published)
    past = claim("past", one, "on Monday")
    calendar = build_calendar([one], [past, past.model_copy(update={"id": "next", "stance": Stance.PREDICTS})])
    order = [day.id for day in calendar.days]
    before, after = (order.index(claim.event_time.day or "") for claim in calendar.claims)
    assert before < order.index(calendar.articles[0].story_day or "") < after


def test_an_article_without_a_day_is_given_none_and_its_weekdays_are_those_of_the_story() -> None:
    articles = [article("a", "today, Thursday"), article("b")]
    calendar = build_calendar(articles, [claim("x", articles[1], "on Wednesday"), claim("y", articles[1])])
    assert calendar.articles[1].story_day is None
    named, unnamed = calendar.claims
    assert {day.id: day.weekday for day in calendar.days}[named.event_time.day or ""] == 2
    assert [ground.ground for ground in named.event_time.rests_on] == [TimeGround.OWN_WORDS, TimeGround.STORY]
    assert unnamed.event_time.day is None


def test_a_publication_date_wins_over_the_words() -> None:
    calendar = build_calendar([article("a", "today, Friday", published=MARCH)], [])
    assert [(day.date, day.rests_on[0].ground) for day in calendar.days] == [(MARCH, TimeGround.PUBLISHED)]


def test_years_ago_is_no_day_of_the_story() -> None:
    one = article("a", published=MARCH)
    calendar = build_calendar([one], [claim("x", one, "on 3 May 1999")])
    assert [day.date for day in calendar.days] == [MARCH]
    assert calendar.claims[0].event_time.start == datetime.date(1999, 5, 3)


def test_nothing_gives_no_days() -> None:
    calendar = build_calendar([article("a")], [])
    assert (calendar.days, calendar.articles[0].story_day) == ((), None)
