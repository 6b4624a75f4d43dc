import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.models import EventTime, TimePrecision
from factcmp.text.times.date_readers import date_order
from factcmp.text.times.event_times import resolve_event_time

PUBLISHED = datetime.date(2023, 3, 15)  # a Wednesday
THURSDAY = 3
SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")


def row(hazard: str, *values: object) -> Any:
    return pytest.param(*values, id=hazard)


@pytest.mark.parametrize("said", [row("nothing", None), row("empty", ""), row("blank", " \n")])
def test_nothing_said_is_unstated(said: str | None) -> None:
    assert resolve_event_time(said, PUBLISHED) == EventTime()


UNREAD = [
    row("no-time", "نقل القارب إلى الميناء"),
    row("may-the-verb", "may have sunk"),
    row("second-the-ordinal", "the second boat"),
    row("third-day", "لليوم الثالث"),
    row("next-day", "اليوم التالي"),
    row("day-after-another-event", "بعد يومين"),
    row("two-days-later", "two days later"),
    row("no-such-day", "31/02/2022"),
    row("no-such-day-of-month", "31 April"),
    row("hijri-year-without-its-era", "سنة 1444"),
    row("hijri-month", "20 رمضان"),
    row("other-language", "mardi dernier"),
    row("past-days-uncounted", "خلال الأيام الماضية"),
    row("every-friday", "every Friday"),
    row("before-all-calendars", "99999 years ago"),
]


@pytest.mark.parametrize("said", UNREAD)
def test_words_it_cannot_read_are_kept(said: str | None) -> None:
    assert resolve_event_time(said, PUBLISHED) == EventTime(said=said, precision=TimePrecision.RELATIVE)


ABSOLUTE = [
    row("levantine-month", "12 آذار 2022", "2022-03-12", "2022-03-12", "day"),
    row("two-word-month", "5 تشرين الثاني 2021", "2021-11-05", "2021-11-05", "day"),
    row("both-month-names", "12 آذار/مارس 2022", "2022-03-12", "2022-03-12", "day"),
    row("arabic-digits", "١٢ مارس ٢٠٢٢", "2022-03-12", "2022-03-12", "day"),
    row("month-first", "March 12th, 2022", "2022-03-12", "2022-03-12", "day"),
    row("weekday-beside-date", "Friday, 12 March 2022", "2022-03-12", "2022-03-12", "day"),
    row("iso", "2022-03-12", "2022-03-12", "2022-03-12", "day"),
    row("iso-with-clock", "2022-03-12T10:30:00Z", "2022-03-12", "2022-03-12", "day"),
    row("day-before-month", "04.03.2022", "2022-03-04", "2022-03-04", "day"),
    row("month-before-day", "03/25/2022", "2022-03-25", "2022-03-25", "day"),
    row("month-and-year", "آب 2014", "2014-08-01", "2014-08-31", "month"),
    row("leap-february", "February 2020", "2020-02-01", "2020-02-29", "month"),
    row("year", "عام 2015", "2015-01-01", "2015-12-31", "year"),
    row("years", "between 2011 and 2015", "2011-01-01", "2015-12-31", "span"),
    row("days-of-month", "3-5 May 2022", "2022-05-03", "2022-05-05", "span"),
    row("year-of-the-range", "between 3 March and 5 April 2020", "2020-03-03", "2020-04-05", "span"),
    row("months-across-new-year", "from December to May 2020", "2019-12-01", "2020-05-31", "span"),
    row("composed-ordinal-day", "the twenty-first of March 2022", "2022-03-21", "2022-03-21", "day"),
    row("arabic-composed-ordinal", "الثامن والعشرين من آذار 2022", "2022-03-28", "2022-03-28", "day"),
    row("arabic-teen-ordinal", "الخامس عشر من آذار 2022", "2022-03-15", "2022-03-15", "day"),
    row("decade", "the 1990s", "1990-01-01", "1999-12-31", "span"),
    row("no-decade", "the 2014s", "2014-01-01", "2014-12-31", "year"),
    row("until-year", "until 2015", None, "2015-12-31", "span"),
]
PARTS_OF_DAY = [
    row("after-the-day", "Monday evening", "2023-03-13", "monday"),
    row("before-the-day", "مساء الاثنين", "2023-03-13", "monday"),
    row("with-the-word-day", "فجر يوم الجمعة", "2023-03-10", "friday"),
    row("after-noon", "بعد ظهر الجمعة", "2023-03-10", "friday"),
    row("before-noon", "قبل ظهر يوم الجمعة", "2023-03-10", "friday"),
    row("just-before-dawn", "قبيل فجر الأحد", "2023-03-12", "sunday"),
    row("after-midnight-in-arabic", "بعد منتصف ليل الجمعة", "2023-03-10", "friday"),
    row("after-midnight", "after midnight on Friday", "2023-03-10", "friday"),
    row("bound-after-the-day", "on Friday after midnight", "2023-03-10", "friday"),
    row("bound-after-the-day-in-arabic", "الجمعة بعد الظهر", "2023-03-10", "friday"),
    row("shortly-before-dawn", "shortly before dawn on Sunday", "2023-03-12", "sunday"),
    row("of-today", "صباح اليوم", "2023-03-15", "today"),
    row("of-today-named", "مساء اليوم الأربعاء", "2023-03-15", "wednesday"),
    row("this-part", "this afternoon", "2023-03-15", "today"),
    row("this-part-in-arabic", "هذا الصباح", "2023-03-15", "today"),
    row("of-yesterday", "yesterday after noon", "2023-03-14", "-1 day"),
    row("of-a-date", "in the early morning of 12 March", "2023-03-12", "--03-12"),
]
HIJRI = [
    row("month-name", "14 رمضان 1445 هـ", None, "2024-03-23", "2024-03-25", "span"),
    row("arabic-digits", "١٤ رمضان ١٤٤٥", None, "2024-03-23", "2024-03-25", "span"),
    row("digits", "1435/1/14", None, "2013-11-16", "2013-11-18", "span"),
    row("digits-day-first", "14/1/1435", None, "2013-11-16", "2013-11-18", "span"),
    row("ordinal", "الأول من جمادى الآخرة 1445", None, "2023-12-13", "2023-12-15", "span"),
    row("two-word-month", "1 ذي الحجة 1444هـ", None, "2023-06-18", "2023-06-20", "span"),
    row("month", "رمضان 1445", None, "2024-03-10", "2024-04-10", "month"),
    row("year", "1444 هـ", None, "2022-07-29", "2023-07-19", "year"),
    row("weekday-settles-it", "السبت 14 رمضان 1445", None, "2024-03-23", "2024-03-23", "day"),
    row("weekday-that-does-not-fit", "الخميس 14 رمضان 1445", None, "2024-03-23", "2024-03-25", "span"),
    row("our-date-beside-it", "14 رمضان 1445 الموافق 24 آذار 2024", None, "2024-03-24", "2024-03-24", "day"),
    row("english", "14 Ramadan 1445", "en", "2024-03-23", "2024-03-25", "span"),
    row("english-month-first", "Ramadan 14, 1445 AH", "en", "2024-03-23", "2024-03-25", "span"),
    row("english-three-words", "3 Jumada al-Akhirah 1445", "en", "2023-12-15", "2023-12-17", "span"),
    row("french", "14 ramadan 1445", "fr", "2024-03-23", "2024-03-25", "span"),
    row("turkish", "14 Ramazan 1445", "tr", "2024-03-23", "2024-03-25", "span"),
    row("russian", "14 рамадана 1445", "ru", "2024-03-23", "2024-03-25", "span"),
    row("persian", "14 رمضان 1445", "fa", "2024-03-23", "2024-03-25", "span"),
    row("persian-solar-digits", "1402/12/23", "fa", None, None, "relative"),
    row("before-the-calendar", "14 رمضان 1300 هـ", None, None, None, "relative"),
    row("no-such-day", "1445/13/14", None, None, None, "relative"),
]
SPANS = [
    row("levantine-number", "كانون 2 2018", "ar", "2018-01-01", "2018-01-31", "month"),
    row("levantine-number-and-day", "٥ تشرين ١ ٢٠١٨", "ar", "2018-10-05", "2018-10-05", "day"),
    row("month-by-number", "شهر 12 من عام 2018", "ar", "2018-12-01", "2018-12-31", "month"),
    row("day-and-month-by-number", "3 شهر 5 2018", "ar", "2018-05-03", "2018-05-03", "day"),
    row("season", "2012–13", "en", "2012-01-01", "2013-12-31", "span"),
    row("season-with-slash", "saison 2012/13", "fr", "2012-01-01", "2013-12-31", "span"),
    row("season-in-arabic", "موسم 2012/2013", "ar", "2012-01-01", "2013-12-31", "span"),
    row("season-or-month", "2010-11", "en", "2010-01-01", "2011-12-31", "span"),
    row("month-by-iso", "2012-05", "en", "2012-05-01", "2012-05-31", "month"),
    row("quarter", "Q3 2017", "en", "2017-07-01", "2017-09-30", "span"),
    row("quarter-fr", "T3 2017", "fr", "2017-07-01", "2017-09-30", "span"),
    row("quarter-es", "el 3T 2017", "es", "2017-07-01", "2017-09-30", "span"),
    row("quarter-pt", "3T 2017", "pt", "2017-07-01", "2017-09-30", "span"),
    row("quarter-in-words", "the third quarter of 2017", "en", "2017-07-01", "2017-09-30", "span"),
    row("quarter-ar", "الربع الثالث من عام 2017", "ar", "2017-07-01", "2017-09-30", "span"),
    row("quarter-de", "3. Quartal 2017", "de", "2017-07-01", "2017-09-30", "span"),
    row("quarter-fr", "au troisième trimestre 2017", "fr", "2017-07-01", "2017-09-30", "span"),
    row("quarter-ru", "третий квартал 2017 года", "ru", "2017-07-01", "2017-09-30", "span"),
    row("half", "the first half of 2017", "en", "2017-01-01", "2017-06-30", "span"),
    row("half-ar", "النصف الثاني من 2017", "ar", "2017-07-01", "2017-12-31", "span"),
    row("half-es", "el primer semestre de 2017", "es", "2017-01-01", "2017-06-30", "span"),
]
ORDERS = [
    row("english-of-nowhere", "11/3/2017", "en", "", "2017-03-11", "2017-11-03"),
    row("no-language", "11/3/2017", None, "", "2017-03-11", "2017-11-03"),
    row("american", "11/3/2017", "en-US", "", "2017-11-03", "2017-11-03"),
    row("british", "11/3/2017", "en-GB", "", "2017-03-11", "2017-03-11"),
    row("arabic", "11/3/2017", "ar", "", "2017-03-11", "2017-03-11"),
    row("french", "11/3/2017", "fr", "", "2017-03-11", "2017-03-11"),
    row("settled-by-another-date", "11/3/2017", "en", "closed 12/25/2016", "2017-11-03", "2017-11-03"),
    row("settled-the-other-way", "11/3/2017", "en", "closed 25/12/2016", "2017-03-11", "2017-03-11"),
    row("two-habits", "11/3/2017", "en", "25/12/2016 and 12/26/2016", "2017-03-11", "2017-11-03"),
    row("points", "11.3.2017", "en", "", "2017-03-11", "2017-03-11"),
]
RELATIVE = [
    row("before-a-part", "before Friday evening", None, "2023-03-10", "span", "until friday"),
    row("since-a-part", "منذ صباح الجمعة", "2023-03-10", "2023-03-15", "span", "since friday"),
    row(
        "parts-of-two-days", "Friday evening to Saturday morning", "2023-03-10", "2023-03-11", "span", "friday/saturday"
    ),
    row("year-missing-past", "March 5", "2023-03-05", "2023-03-05", "day", "--03-05"),
    row("year-missing-last-year", "20 أيار", "2022-05-20", "2022-05-20", "day", "--05-20"),
    row("leap-day", "29 February", "2020-02-29", "2020-02-29", "day", "--02-29"),
    row("ordinal-day", "الثالث من نيسان", "2022-04-03", "2022-04-03", "day", "--04-03"),
    row("day-range", "12-14 March", "2023-03-12", "2023-03-14", "span", "--03-12/--03-14"),
    row("this-month-to-come", "this December", "2023-12-01", "2023-12-31", "month", "this --12"),
    row("month-alone", "In May", "2022-05-01", "2022-05-31", "month", "--05"),
    row("last-month-name", "آذار الماضي", "2022-03-01", "2022-03-31", "month", "last --03"),
    row("weekday", "يوم الأحد", "2023-03-12", "2023-03-12", "day", "sunday"),
    row("same-weekday-is-today", "Wednesday", "2023-03-15", "2023-03-15", "day", "wednesday"),
    row("last-same-weekday", "الأربعاء الماضي", "2023-03-08", "2023-03-08", "day", "last wednesday"),
    row("next-weekday", "الجمعة المقبل", "2023-03-17", "2023-03-17", "day", "next friday"),
    row("monday-is-not-two", "الاثنين", "2023-03-13", "2023-03-13", "day", "monday"),
    row("weekday-of-last-week", "on Friday last week", "2023-03-10", "2023-03-10", "day", "friday"),
    row("weekdays", "السبت والأحد", "2023-03-11", "2023-03-12", "span", "saturday/sunday"),
    row("since-weekday", "منذ يوم الجمعة", "2023-03-10", "2023-03-15", "span", "since friday"),
    row("before-weekday", "قبل الجمعة", None, "2023-03-09", "span", "before friday"),
    row("today", "اليوم", "2023-03-15", "2023-03-15", "day", "today"),
    row("yesterday-with-proclitic", "بالأمس", "2023-03-14", "2023-03-14", "day", "-1 day"),
    row("day-before-yesterday", "أول من أمس", "2023-03-13", "2023-03-13", "day", "-2 days"),
    row("tomorrow", "tomorrow", "2023-03-16", "2023-03-16", "day", "+1 day"),
    row("day-after-tomorrow", "بعد غد", "2023-03-17", "2023-03-17", "day", "+2 days"),
    row("last-night", "last night", "2023-03-14", "2023-03-15", "span", "-1 day"),
    row("today-agrees", "اليوم الأربعاء", "2023-03-15", "2023-03-15", "day", "wednesday"),
    row("today-of-yesterday", "today, Tuesday", "2023-03-14", "2023-03-14", "day", "tuesday"),
    row("today-of-other-time-zone", "اليوم الخميس", "2023-03-16", "2023-03-16", "day", "thursday"),
    row("today-of-last-week", "today, Saturday", "2023-03-11", "2023-03-11", "day", "saturday"),
    row("dual-ago", "قبل يومين", "2023-03-13", "2023-03-13", "day", "-2 days"),
    row("dual-since", "منذ يومين", "2023-03-13", "2023-03-13", "day", "-2 days"),
    row("word-ago", "two days ago", "2023-03-13", "2023-03-13", "day", "-2 days"),
    row("vague-ago", "قبل بضعة أيام", "2023-03-05", "2023-03-12", "span", "-3–10 days"),
    row("hours-ago", "five hours ago", "2023-03-14", "2023-03-15", "span", "-5 hours"),
    row("hours-uncounted", "قبل ساعات", "2023-03-14", "2023-03-15", "span", "-1–24 hours"),
    row("week-ago", "a week ago", "2023-03-05", "2023-03-11", "week", "-1 week"),
    row("months-ago", "قبل شهرين", "2022-12-31", "2023-01-30", "month", "-2 months"),
    row("more-than-ago", "more than two weeks ago", None, "2023-03-04", "span", "before -2 weeks"),
    row("past-hours", "خلال الـ48 ساعة الماضية", "2023-03-13", "2023-03-15", "span", "past 48 hours"),
    row("past-hours-noun-first", "الساعات الـ48 الماضية", "2023-03-13", "2023-03-15", "span", "past 48 hours"),
    row("past-months", "over the last three months", "2022-12-15", "2023-03-15", "span", "past 3 months"),
    row("last-week-any-first-day", "الأسبوع الماضي", "2023-03-04", "2023-03-12", "week", "last week"),
    row("last-month", "last month", "2023-02-01", "2023-02-28", "month", "last month"),
    row("year-before-last", "العام قبل الماضي", "2021-01-01", "2021-12-31", "year", "last but one year"),
]


def day(iso: str | None) -> datetime.date | None:
    return None if iso is None else datetime.date.fromisoformat(iso)


@pytest.mark.parametrize(("said", "start", "end", "precision"), ABSOLUTE)
@pytest.mark.parametrize("published", [row("published", PUBLISHED), row("unpublished", None)])
def test_calendar_dates_need_no_publication_date(
    said: str | None, start: str | None, end: str | None, precision: TimePrecision, published: datetime.date | None
) -> None:
    expected = EventTime(said=said, start=day(start), end=day(end), precision=precision)
    assert resolve_event_time(said, published) == expected


@pytest.mark.parametrize(("said", "language", "start", "end", "precision"), HIJRI)
def test_hijri_dates_are_days_of_our_era_one_day_off_at_most(
    said: str, language: str | None, start: str | None, end: str | None, precision: TimePrecision
) -> None:
    expected = EventTime(said=said, start=day(start), end=day(end), precision=precision)
    assert resolve_event_time(said, None, language=language) == expected


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 30), st.sampled_from(("{}/{}/{}", "{2}/{1}/{0}")))
def test_no_hijri_date_is_fourteen_centuries_off(year: int, month: int, on: int, form: str) -> None:
    time = resolve_event_time(form.format(year, month, on), None)
    assert time.start is None or time.start.year >= 1924


@pytest.mark.parametrize(("said", "language", "start", "end", "precision"), SPANS)
def test_seasons_parts_of_years_and_numbered_months(
    said: str, language: str, start: str, end: str, precision: TimePrecision
) -> None:
    expected = EventTime(said=said, start=day(start), end=day(end), precision=precision)
    assert resolve_event_time(said, None, language=language) == expected


@pytest.mark.parametrize(("said", "language", "text", "first", "last"), ORDERS)
def test_digits_in_an_open_order_are_two_days(
    said: str, language: str | None, text: str, first: str, last: str
) -> None:
    time = resolve_event_time(said, None, language=language, order=date_order(language, text))
    assert (time.start, time.end) == (day(first), day(last))
    assert time.relative == (None if first == last else f"{first} or {last}")


@pytest.mark.parametrize(("said", "start", "end", "precision", "relative"), RELATIVE)
def test_relative_time_is_resolved_by_publication(
    said: str | None, start: str | None, end: str | None, precision: TimePrecision, relative: str
) -> None:
    expected = EventTime(said=said, start=day(start), end=day(end), precision=precision)
    assert resolve_event_time(said, PUBLISHED) == expected
    unresolved = EventTime(said=said, precision=TimePrecision.RELATIVE, relative=relative)
    assert resolve_event_time(said, None) == unresolved


@pytest.mark.parametrize(
    ("said", "relative"),
    [
        row("today", "اليوم", "thursday"),
        row("yesterday", "yesterday evening", "wednesday"),
        row("weekday-before", "on Wednesday", "wednesday"),
        row("itself", "Thursday", "thursday"),
        row("next", "الأحد المقبل", "next sunday"),
        row("tomorrow", "tomorrow", "next friday"),
        row("last-same", "last Thursday", "last thursday"),
        row("weeks-ago", "20 days ago", "-20 days"),
        row("two-days", "السبت والأحد", "saturday/sunday"),
        row("since", "since yesterday", "since wednesday"),
        row("until", "until tomorrow", "until next friday"),
        row("before", "قبل أمس", "before wednesday"),
        row("after", "after Monday", "after monday"),
        row("week", "last week", "last week"),
        row("month-and-day", "12 March", "--03-12"),
    ],
)
def test_an_article_of_a_known_weekday_names_days_by_weekdays(said: str, relative: str) -> None:
    expected = EventTime(said=said, precision=TimePrecision.RELATIVE, relative=relative)
    assert resolve_event_time(said, THURSDAY) == expected


@pytest.mark.parametrize(
    ("said", "on"),
    [
        row("that-weekday-a-year-later", "Friday 20 October", "2023-10-20"),
        row("in-arabic", "الجمعة 20 تشرين الأول", "2023-10-20"),
        row("that-weekday", "Thursday, 20 October", "2022-10-20"),
        row("no-weekday", "20 October", "2022-10-20"),
        row("no-year-fits", "Sunday 20 October", "2022-10-20"),
        row("near-the-article-a-slip", "Thursday 8 March", "2023-03-08"),
    ],
)
def test_a_weekday_tells_the_year_of_a_day_far_from_the_article(said: str, on: str) -> None:
    day = datetime.date.fromisoformat(on)
    found = resolve_event_time(said, PUBLISHED)
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize(("said", "on", "relative"), PARTS_OF_DAY)
def test_what_bounds_a_part_of_a_day_leaves_that_day(said: str, on: str, relative: str) -> None:
    expected = EventTime(said=said, start=day(on), end=day(on), precision=TimePrecision.PART_OF_DAY)
    assert resolve_event_time(said, PUBLISHED) == expected
    unresolved = EventTime(said=said, precision=TimePrecision.RELATIVE, relative=relative)
    assert resolve_event_time(said, None) == unresolved


days = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(st.sampled_from(range(7)), days)
def test_a_weekday_is_the_latest_not_after_publication(weekday: int, published: datetime.date) -> None:
    said = WEEKDAYS[weekday]
    on, last, following = (
        resolve_event_time(words, published).start for words in (said, f"last {said}", f"next {said}")
    )
    assert on is not None
    assert last is not None
    assert following is not None
    assert on.weekday() == last.weekday() == following.weekday() == weekday
    assert datetime.timedelta(0) <= published - on < datetime.timedelta(7)
    assert last < published < following
    assert max(published - last, following - published) <= datetime.timedelta(7)


@given(days, st.sampled_from(SCRIPTS), st.none() | days)
def test_dates_read_the_same_in_every_script(on: datetime.date, script: str, published: datetime.date | None) -> None:
    said = on.isoformat().translate(str.maketrans(SCRIPTS[0], script))
    assert resolve_event_time(said, published) == EventTime(said=said, start=on, end=on, precision=TimePrecision.DAY)


@given(days)
def test_a_week_ago_lies_in_last_week(published: datetime.date) -> None:
    week = resolve_event_time("الأسبوع الماضي", published)
    assert week.start is not None
    assert week.end is not None
    assert week.start <= published - datetime.timedelta(7) <= week.end


TIME_WORDS = (
    *("قبل", "منذ", "بعد", "الماضي", "المقبل", "last", "next", "ago", "two", "3", "31", "2015", "days", "week", "/"),
    *("الأسبوع", "أيام", "March", "آذار", "Friday", "الجمعة", "and", "و", "-", ",", "اليوم", "today", "more than"),
    *("yesterday", "أمس", "past", "hours", "الساعات", "ال", "until", "since", "أكثر من"),
)
words = st.lists(
    st.sampled_from(TIME_WORDS),
    max_size=6,
)


@given(words, st.none() | days)
def test_every_reading_is_an_interval_or_stays_open(said: list[str], published: datetime.date | None) -> None:
    time = resolve_event_time(" ".join(said), published)
    if time.start and time.end:
        assert time.start <= time.end
    if time.precision in (TimePrecision.RELATIVE, TimePrecision.UNSTATED):
        assert time.start is None
        assert time.end is None


@given(st.text(max_size=40), st.none() | st.dates())
def test_no_words_break_it(said: str, published: datetime.date | None) -> None:
    assert resolve_event_time(said, published).said == (said if said.strip() else None)
