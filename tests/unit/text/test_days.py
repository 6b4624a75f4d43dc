import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.text.times.days import DayMention, day_mentions
from factcmp.text.times.event_times import resolve_event_time, weekday_of

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def row(hazard: str, *values: object) -> Any:
    return pytest.param(*values, id=hazard)


def named(text: str, language: str | None = None) -> list[tuple[str, int | None, int | None]]:
    return [(text[one.start : one.end], one.weekday, one.offset) for one in day_mentions(text, language)]


MENTIONS = [
    row("bare", "en", "The keeper said on Friday that it fell.", [("Friday", FRIDAY, None)]),
    row("possessive", "en", "Thursday's storm", [("Thursday", THURSDAY, None)]),
    row("abbreviated", "en", "seen on Thu. near the quay", [("Thu", THURSDAY, None)]),
    row("abbreviated-with-date", "en", "and Tue, 4 May 2021", [("Tue, 4 May 2021", TUESDAY, None)]),
    row("abbreviation-is-a-word", "en", "The Sun reported. They wed in spring.", []),
    row("explained-today", "en", "It opened today, Wednesday.", [("today, Wednesday", WEDNESDAY, 0)]),
    row("explained-yesterday", "en", "It closed yesterday (Tuesday).", [("yesterday (Tuesday", TUESDAY, -1)]),
    row("today-and-a-thing", "en", "Today, Friday prayers", [("Today", None, 0), ("Friday", FRIDAY, None)]),
    row("a-paper", "en", "a report in the Rill Today said", []),
    row("list", "en", "today, Friday and Saturday.", [("today", None, 0), ("Friday", 4, None), ("Saturday", 5, None)]),
    row("days-ago", "en", "It fell two days ago", [("two days ago", None, -2)]),
    row("part", "en", "on Wednesday evening", [("Wednesday evening", WEDNESDAY, None)]),
    row("no-month-name", "en", "May rain fall", []),
    row("impossible", "en", "on 31 April, then Monday", [("Monday", MONDAY, None)]),
    row("every", "en", "every Monday", []),
    row("ar-without-the-word-day", "ar", "سقط الجسر الجمعة في النهر", [("الجمعة", FRIDAY, None)]),
    row("ar-and", "ar", "سقط والجمعة أعيد", [("والجمعة", FRIDAY, None)]),
    row("ar-by", "ar", "بالخميس", [("بالخميس", THURSDAY, None)]),
    row("ar-for", "ar", "للأحد", [("للأحد", SUNDAY, None)]),
    row("ar-yesterday", "ar", "قال أمس الأربعاء", [("أمس الأربعاء", WEDNESDAY, -1)]),
    row("ar-today-comma", "ar", "أعلن اليوم، الخميس، أن", [("اليوم، الخميس", THURSDAY, 0)]),
    row("ar-last", "ar", "الأربعاء الماضي", [("الأربعاء الماضي", WEDNESDAY, None)]),
    row("ar-dawn", "ar", "فجر يوم الجمعة", [("فجر يوم الجمعة", FRIDAY, None)]),
    row("ar-a-paper", "ar", "نقلت صحيفة المصري اليوم الأحد", [("الأحد", SUNDAY, None)]),
    row("ar-that-day", "ar", "في ذلك اليوم الجمعة", [("الجمعة", FRIDAY, None)]),
    row("ar-and-another", "ar", "اليوم والجمعة", [("اليوم", None, 0), ("والجمعة", FRIDAY, None)]),
    row("fr", "fr", "dit aujourd'hui, jeudi, et mardi soir", [("aujourd'hui, jeudi", 3, 0), ("mardi soir", 1, None)]),
    row("es", "es", "cayó ayer, martes, y el miércoles", [("ayer, martes", 1, -1), ("miércoles", 2, None)]),
    row("de", "de", "am Mittwochabend, heute, Freitag", [("Mittwochabend", 2, None), ("heute, Freitag", 4, 0)]),
    row("ru", "ru", "вчера, в среду, и в пятницу", [("вчера, в среду", 2, -1), ("пятницу", 4, None)]),
    row("calendar-names-only", "pl", "w środę", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), MENTIONS)
def test_names_the_days_of_a_text(language: str, text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert named(text, language) == expected


OWN_DAYS = [
    row("today", "It opened today, Wednesday.", WEDNESDAY, None),
    row("yesterday", "It opened yesterday, Tuesday.", WEDNESDAY, None),
    row("ar-yesterday", "قال أمس الأربعاء إن", THURSDAY, None),
    row("today-by-date", "It opened today, 12 March 2025.", WEDNESDAY, "2025-03-12"),
    row("dateline", "Bridge falls\n\nLINDORA, 12 March 2025 – The bridge fell.", WEDNESDAY, "2025-03-12"),
    row("dateline-with-agency", "LINDORA, March 12, 2025 (ANA) — The bridge fell.", WEDNESDAY, "2025-03-12"),
    row("dateline-by-weekday", "LINDORA, Thursday – The bridge fell.", THURSDAY, None),
    row("ar-dateline", "سقوط الجسر\nلندورة، 12 آذار 2025 - سقط الجسر", WEDNESDAY, "2025-03-12"),
    row("stamp", "Bridge falls\nWednesday, 12 March 2025\nThe bridge fell.", WEDNESDAY, "2025-03-12"),
    row("stamp-with-clock", "Published: 12 March 2025, 10:30\nThe bridge fell.", WEDNESDAY, "2025-03-12"),
    row("said-on-a-day", "The keeper said on Wednesday evening that it fell.", None, None),
    row("headline", "Bridge Reopens Friday\nIt will open.", None, None),
    row("ar-headline", "فتح الجسر الجمعة\nيفتح الجسر", None, None),
    row("dash-in-a-sentence", "The bridge opens on Friday – at last.", None, None),
    row("bare-date", "It fell on 12 March 2025.", None, None),
    row("section-far-down", "word " * 200 + "\nFriday\nIt fell.", None, None),
]


@pytest.mark.parametrize(("text", "weekday", "date"), OWN_DAYS)
def test_tells_the_own_day_where_the_wording_does(text: str, weekday: int | None, date: str | None) -> None:
    told = [one for one in day_mentions(text, None) if one.own_weekday is not None]
    assert [one.own_weekday for one in told] == ([] if weekday is None else [weekday])
    assert [str(one.own_date) for one in told if one.own_date] == ([date] if date else [])


def called(weekday: int, offset: int) -> str:
    """How a day is called that lies so many days from the article's own."""
    name = NAMES[weekday].lower()
    return name if -6 <= offset <= 0 else f"{'next' if offset > 0 else 'last'} {name}"


@pytest.mark.parametrize(
    ("said", "own", "weekday", "offset"),
    [
        row("yesterday", "yesterday", THURSDAY, WEDNESDAY, -1),
        row("weekday-before", "on Wednesday", THURSDAY, WEDNESDAY, -1),
        row("weekday-itself", "Wednesday evening", WEDNESDAY, WEDNESDAY, 0),
        row("next", "next Sunday", THURSDAY, SUNDAY, 3),
        row("last", "الأربعاء الماضي", WEDNESDAY, WEDNESDAY, -7),
        row("days-ago", "two days ago", MONDAY, SATURDAY, -2),
        row("ar-dual", "قبل يومين", MONDAY, SATURDAY, -2),
        row("tomorrow", "غدا", SUNDAY, MONDAY, 1),
        row("today-named", "today, Thursday", THURSDAY, THURSDAY, 0),
        row("today-named-otherwise", "اليوم الخميس", WEDNESDAY, THURSDAY, 1),
    ],
)
@pytest.mark.parametrize("dated", [row("date", True), row("weekday", False)])
def test_resolves_a_day_from_the_own_day(said: str, own: int, weekday: int, offset: int, dated: bool) -> None:
    date = datetime.date(2025, 3, 10) + datetime.timedelta(days=own)
    told = resolve_event_time(said, date if dated else own)
    assert weekday_of(told) == weekday
    assert told.start == told.end == (date + datetime.timedelta(days=offset) if dated else None)
    assert told.relative == (None if dated else called(weekday, offset))


@pytest.mark.parametrize(
    ("said", "own", "expected"),
    [
        row("weekday", "on Friday", None, (None, "friday")),
        row("distance", "yesterday evening", None, (None, "-1 day")),
        row("date", "12 March 2025", FRIDAY, (datetime.date(2025, 3, 12), None)),
        row("date-of-an-unknown-year", "12 March", FRIDAY, (None, "--03-12")),
        row("date-of-a-known-year", "12 March", datetime.date(2025, 3, 14), (datetime.date(2025, 3, 12), None)),
        row("several-days", "Friday and Saturday", MONDAY, (None, "friday/saturday")),
        row("span", "since Friday", MONDAY, (None, "since friday")),
        row("week", "last week", MONDAY, (None, "last week")),
        row("nothing", "in the harbour", MONDAY, (None, None)),
    ],
)
def test_tells_no_more_of_a_day_than_is_known(said: str, own: Any, expected: object) -> None:
    told = resolve_event_time(said, own)
    assert (told.start, told.relative) == expected
    assert told.end == told.start


@pytest.mark.parametrize("piece", ["12 and ", "12 – ", "1/2/", "of ", "today, ", "قبل ", "March 12 and ", "2012-13-"])
def test_a_text_that_repeats_its_beginnings_is_read_to_its_end(piece: str) -> None:
    text = piece * 3000 + ". It fell on Friday."
    assert day_mentions(text, "en")[-1].weekday == FRIDAY


@given(st.text(max_size=60), st.sampled_from((None, "ar", "en", "fr", "zh")))
def test_mentions_lie_in_the_text_in_order(text: str, language: str | None) -> None:
    found: tuple[DayMention, ...] = day_mentions(text, language)
    ends = [place for one in found for place in (one.start, one.end)]
    assert ends == sorted(ends)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.sampled_from(NAMES), st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)))
def test_a_weekday_and_a_date_of_it_give_the_same_distance(said: str, date: datetime.date) -> None:
    dated, weekday = resolve_event_time(said, date), resolve_event_time(said, date.weekday())
    assert dated.start is not None
    assert weekday_of(dated) == weekday_of(weekday)
    assert weekday.relative == called(dated.start.weekday(), (dated.start - date).days)
