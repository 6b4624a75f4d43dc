"""Flags: what is peculiar about an article is seen, and a well-formed article raises nothing."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.articles.from_text import make_article
from factcmp.flags import find_flags
from factcmp.models import Article, Flag, FlagKind, LeftOut, LeftOutReason, Span
from factcmp.report.wording import load_wording
from factcmp.report.words import flag_words

WELL_FORMED = {
    "arabic": """فيضان النهر يغلق السوق القديم

أعلنت هيئة المياه يوم الثلاثاء أن النهر فاض ليلا وأغلق السوق القديم في البلدة.

وقال مدير الهيئة إن المياه بدأت تنحسر، وإن الجسر سيفتح الجمعة المقبل أمام المارة.

المصدر: وكالات
""",
    "arabic-today": """بدء إصلاح الجسر

قالت البلدية اليوم الأربعاء إن العمال بدؤوا إصلاح الجسر الذي انهار الاثنين.

وأضافت أن الأشغال التي تعطلت أمس الثلاثاء تستمر حتى غد الخميس، والمجلس يجتمع الجمعة.
""",
    "arabic-emphasis": """رأي في الجسور

إن الجسور القديمة في بلادنا تحتاج إلى رعاية دائمة، وهذا ما لا يختلف عليه اثنان.

أن تبني جسرا أسهل من أن تصونه. هذا ما يقوله المهندسون.
""",
    "arabic-masdar": """رأي في السفر

أن تسافر عبر النهر في الشتاء يعني أن تنتظر ساعات طويلة قبل أن يأتي القارب الأول.
""",
    "arabic-condition": """المجلس والجسر

المجلس البلدي المنتخب إن لم يتحرك اليوم فسينهار الجسر، هكذا يقول أهل الحي القديم.
""",
    "arabic-abstract-subject": """رأي في الماء

الحقيقة المرة إن الماء شحيح في هذه القرى، ولا أحد يريد أن يسمع ذلك من المهندسين.
""",
    "arabic-outlet-named-today": """تصريح الوزير

نقلت صحيفة المصري اليوم الأحد عن الوزير أن الجسر سيفتح قريبا للمشاة وحدهم.

وقال الوزير اليوم الاثنين إن العمل انتهى، وإن الافتتاح خلال أيام قليلة.
""",
    "english": """River closes the old market

LOWER REED (Reuters) - The river rose on Tuesday and closed the old market, the water board said.

"We saw it coming," said a keeper, who has worked there since 12 March 2004. The bridge opens on Friday.

(Reuters)
""",
    "english-dates": """Bridge opens again

The bridge opened on Tuesday, 12 March 2024, and closed again on Thursday, March 14, 2024.

The first stone was laid on 8 March 2023 (Wednesday). The next meeting, on Friday, will set the toll.
""",
    "english-today-and-later": """Court to rule on the bridge

The court will rule on Friday whether the bridge may open, its clerk said.

The mayor called it a good sign today, Wednesday, and left early for the hearing.
""",
    "english-credits": """Three ferries stopped

Three ferries stopped on Monday after a cable broke. Nobody was hurt, the harbour master said.

Reporting by Ann Reed in Lower Reed and Tom Fern in Upper Reed; Editing by Kay Moss
""",
    "english-link-and-bio": """Three ferries stopped

Three ferries stopped on Monday after a cable broke. Nobody was hurt, the harbour master said.

https://example.org/ferries/three-ferries-stopped-on-monday

Ann Reed writes about rivers and ferries. Follow her work and write to her at @annreed
""",
    "english-list": """What to know about the flood

The river rose by two metres. Here is what to know about it:

- the old market is closed until further notice
- the bridge is open to people on foot only
- ferries run every two hours between the two banks of the river
""",
    "english-related-headlines": """Bridge opens again

The bridge opened again this week. Nobody was there to see it, the keeper said.

River rises again as the old market counts the cost of a long winter
Keeper of the lower lock retires after forty years beside the water
""",
    "english-name-starts-small": """Militia leaves the bridge

al-Reed fighters left the bridge at dawn, residents said. The market opened an hour later.
""",
    "english-wrapped-title": """River closes the old market of the lower
town for the third time in a single year

The river closed the market. It will open again.
""",
    "english-all-small": """notes from the river

the river rose again last night and i could hear it from my bed. nobody slept.

the keeper says it will fall by noon. we shall see.
""",
    "english-paper-named-today": """Mayor speaks

The mayor told Reed Today Wednesday edition that all is well. "USA Today, Friday," read the note beside it.

She said today, Monday, that the bridge is safe. It had opened a week before.
""",
    "english-days-listed": """Ferry times

Ferries run today, Friday and Saturday. They ran yesterday, Monday and Tuesday as well, the board said.
""",
    "english-date-range": """Fair by the river

The fair runs from Tuesday 12 – Thursday 14 March 2024. On 12 March 2024, Friday prayers were not held there.
""",
    "english-numeric-dates": """Log of the lock

The lock closed on Wednesday 04/03/2024 for cleaning. It opened on Monday 04/03/2024 in the other log.
""",
    "french": """La rivière ferme le marché

La rivière a débordé mardi et le marché est fermé, a annoncé la mairie. Le pont reste ouvert.

« Nous avons tout vu », dit le gardien, qui travaille là depuis le mardi 12 mars 2024.

(avec AFP)
""",
    "german": """Fluss schließt den Markt

Der Fluss trat am Dienstag über die Ufer, teilte die Stadt mit. Der Markt bleibt zu.

„Wir haben es kommen sehen“, sagte der Wärter. Das war am Dienstag, den 12. März 2024.
""",
    "russian": """Река закрыла рынок

Река вышла из берегов во вторник, 12 марта 2024 года, сообщили в мэрии. Рынок закрыт.

«Мы это предвидели», — сказал смотритель. Сегодня, в среду, мост открыт.
""",
    "turkish": """Nehir pazarı kapattı

Nehir salı günü taştı ve pazar kapandı, belediye açıkladı. Köprü ise açık.

İki kişi yaralandı. Köprü 12 Mart 2024 Salı günü açıldı.
""",
    "persian": """رودخانه بازار را بست

شهرداری روز سه‌شنبه اعلام کرد که رودخانه طغیان کرده و بازار قدیمی بسته شده است.

مدیر اداره آب گفت که آب در حال فروکش است و پل باز می‌ماند.
""",
    "chinese": """河水关闭旧市场

水务局星期二表示，河水上涨，旧市场已经关闭。没有人受伤，桥梁仍然开放。

管理员说：“我们早就看到了。”
""",
    "georgian": """მდინარემ ბაზარი დახურა

მდინარე სამშაბათს ადიდდა და ძველი ბაზარი დაიხურა, განაცხადა წყლის სამსახურმა. ხიდი ღიაა.
""",
    "hindi": """नदी ने बाज़ार बंद किया

नदी मंगलवार को उफान पर थी और पुराना बाज़ार बंद हो गया, जल बोर्ड ने कहा। पुल खुला है।
""",
    "headline-alone": "River rises again as the old market of the lower town counts the cost\n",
    "empty-headline-and-stub": "News\n\nMore soon.\n",
}


def article(text: str, id: str = "a", label: str = "A1", published: datetime.date | None = None) -> Article:
    return make_article(text, id=id, label=label).model_copy(update={"published": published})


def flags(text: str, kind: FlagKind, published: datetime.date | None = None) -> list[Flag]:
    return [flag for flag in find_flags([article(text, published=published)]) if flag.kind is kind]


def note(flag: Flag) -> str:
    return flag_words(flag, load_wording("en"))[1]


def words(found: list[Flag]) -> list[list[str]]:
    return [[span.text for span in flag.spans] for flag in found]


def left_out(text: str, quote: str, reason: LeftOutReason, id: str = "a") -> LeftOut:
    start = text.index(quote)
    return LeftOut(article=id, quote=Span(start=start, end=start + len(quote), text=quote), reason=reason)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in WELL_FORMED.items()])
def test_well_formed_article_raises_nothing(text: str) -> None:
    assert find_flags([article(text)]) == ()


def test_well_formed_articles_are_no_duplicates_of_each_other() -> None:
    articles = [article(text, id=name, label=name) for name, text in WELL_FORMED.items() if "english-" not in name]
    assert find_flags(articles) == ()


@pytest.mark.parametrize(
    ("text", "shown", "weekday"),
    [
        pytest.param(
            "It opened on Wednesday, 12 March 2024, they said.", "Wednesday, 12 March 2024", "Tuesday", id="day-first"
        ),
        pytest.param("It opened on Monday, March 12th, 2024.", "Monday, March 12th, 2024", "Tuesday", id="month-first"),
        pytest.param("It opened on Sunday 25/03/2024.", "Sunday 25/03/2024", "Monday", id="digits"),
        pytest.param("Lock log, 2024-03-12 (Sunday): closed.", "2024-03-12 (Sunday", "Tuesday", id="weekday-behind"),
        pytest.param("It opened on 12 March 2024, Sunday.", "12 March 2024, Sunday", "Tuesday", id="behind-a-comma"),
        pytest.param("افتتح الجسر الأحد 12 آذار 2024 أمام المارة.", "الأحد 12 آذار 2024", "Tuesday", id="arabic"),
        pytest.param(
            "افتتح يوم الأحد الموافق 12 مارس 2024.", "الأحد الموافق 12 مارس 2024", "Tuesday", id="arabic-link"
        ),
        pytest.param("افتتح الأحد ١٢ آذار/مارس ٢٠٢٤.", "الأحد ١٢ آذار/مارس ٢٠٢٤", "Tuesday", id="arabic-digits"),
    ],
)
def test_weekday_that_its_date_is_not(text: str, shown: str, weekday: str) -> None:
    (flag,) = flags(f"Bridge opens\n\n{text}", FlagKind.DATE_AND_WEEKDAY_DIFFER)
    assert words([flag]) == [[shown]]
    assert note(flag).endswith(f"is a {weekday}.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The strike began on Friday, 25 October 1917.", id="older-calendar"),
        pytest.param("He said on Monday that on 12 March 2024 it opened.", id="not-beside"),
        pytest.param("It opened on Monday 12, 13 March 2024.", id="several-days"),
        pytest.param("It opened on Monday 12 March.", id="no-year"),
        pytest.param("ليلة الأربعاء 12 آذار 2024 فاض النهر.", id="arabic-night"),
        pytest.param("It opened on Monday\n12 March 2024", id="next-line"),
    ],
)
def test_no_weekday_of_a_date_where_it_is_in_doubt(text: str) -> None:
    assert flags(f"Bridge opens\n\n{text}", FlagKind.DATE_AND_WEEKDAY_DIFFER) == []


@pytest.mark.parametrize(
    ("text", "published", "away"),
    [
        pytest.param("It opened today, Wednesday.", 14, "1 day before", id="day-before"),
        pytest.param("It opened today, Wednesday.", 12, "1 day after", id="day-after"),
        pytest.param("افتتح اليوم الأربعاء.", 15, "2 days before", id="arabic"),
        pytest.param("It opened yesterday (Wednesday).", 15, "1 day before", id="yesterday"),
    ],
)
def test_today_that_is_not_the_day_of_publication(text: str, published: int, away: str) -> None:
    (flag,) = flags(text, FlagKind.DATE_AND_WEEKDAY_DIFFER, datetime.date(2024, 3, published))
    assert away in note(flag)


def test_the_date_that_a_page_bears_is_quoted_beside_the_day_that_does_not_fit_it() -> None:
    (flag,) = flags(
        "13 March 2024\n\nIt opened today, Monday.", FlagKind.DATE_AND_WEEKDAY_DIFFER, datetime.date(2024, 3, 13)
    )
    assert words([flag]) == [["13 March 2024", "today, Monday"]]


def test_today_on_the_day_of_publication_raises_nothing() -> None:
    text = "The bridge opened today, Wednesday. It had closed yesterday, Tuesday, they said."
    assert find_flags([article(text, published=datetime.date(2024, 3, 13))]) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "It opened today, Wednesday. It closed again today, Friday.",
            ["today, Wednesday", "today, Friday"],
            id="two-todays",
        ),
        pytest.param("فتح اليوم الأربعاء ثم أغلق اليوم الجمعة.", ["اليوم الأربعاء", "اليوم الجمعة"], id="arabic"),
        pytest.param(
            "It opened today, Wednesday. It closed yesterday, Friday.",
            ["today, Wednesday", "yesterday, Friday"],
            id="yesterday-is-no-day-before",
        ),
        pytest.param(
            "LOWER REED, Thursday – The bridge fell.\n\nIt opened again today, Friday, they said.",
            ["Thursday", "today, Friday"],
            id="dateline-and-today",
        ),
        pytest.param(
            "الضفة، مساء الخميس – سقط الجسر.\n\nالضفة، صباح الجمعة – فتح الجسر.",
            ["مساء الخميس", "صباح الجمعة"],
            id="two-datelines",
        ),
    ],
)
def test_days_that_cannot_be_of_one_today(text: str, shown: list[str]) -> None:
    assert words(flags(f"Bridge\n\n{text}", FlagKind.TODAY_DOES_NOT_FIT)) == [shown]


def test_a_today_that_is_not_the_day_of_its_newest_words() -> None:
    text = "Bridge\n\nThe bridge opened today, Wednesday. It closed again, the port said on Friday evening."
    start = text.index("Friday")
    own_day = Span(start=start, end=start + len("Friday evening"), text="Friday evening")
    written = article(text).model_copy(update={"own_day": own_day})
    assert words(list(find_flags([written]))) == [["today, Wednesday", "Friday evening"]]
    assert find_flags([article(text)]) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bridge fell, he said on Monday. It opened today, Wednesday, he added.", id="earlier-day"),
        pytest.param("The bridge fell, he said last Friday. It opened today, Wednesday, he added.", id="last-week"),
        pytest.param("أعلنت الهيئة الجمعة الماضي أن الجسر سقط. وفتح اليوم الأربعاء.", id="arabic-last-week"),
        pytest.param("قالت روسيا اليوم الأربعاء إن الجسر سقط. وفتح اليوم الجمعة.", id="arabic-outlet"),
        pytest.param("فتح اليوم الأربعاء. وكان أغلق أول من أمس الاثنين وأول أمس الاثنين.", id="arabic-day-before"),
        pytest.param("فتح أول من أمس الاثنين. وأغلق اليوم الأحد.", id="arabic-two-days-back-is-no-today"),
        pytest.param("فتح الجسر في ذلك اليوم الجمعة. وفتح السوق اليوم الأربعاء.", id="arabic-that-day"),
    ],
)
def test_other_days_may_stand_beside_today(text: str) -> None:
    assert flags(f"Bridge\n\n{text}", FlagKind.TODAY_DOES_NOT_FIT) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("River closes market\n\nRiver  closes market\n\nIt rose.", "River  closes market", id="line"),
        pytest.param("«إغلاق» سوق النهر\nإغلاق سوق النهر\nفاض.", "إغلاق سوق النهر", id="folded"),
    ],
)
def test_title_that_stands_twice(text: str, shown: str) -> None:
    assert words(flags(text, FlagKind.REPEATED_TITLE)) == [[shown]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bora Bora\nIt rose.", id="doubled-name"),
        pytest.param("Analysis\nAnalysis\nIt rose.", id="one-word"),
        pytest.param("River closes market\nRiver closes market again, and the bridge too.", id="within-a-line"),
    ],
)
def test_title_that_stands_once(text: str) -> None:
    assert flags(text, FlagKind.REPEATED_TITLE) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "River\n\nsaid on Tuesday that the river would rise again. The market closed.",
            "said on Tuesday that the river would rise",
            id="small-letter",
        ),
        pytest.param(
            "Река\n\nсообщили в мэрии, что река вышла из берегов. Рынок закрыт.",
            "сообщили в мэрии, что река вышла из берегов.",
            id="cyrillic",
        ),
    ],
)
def test_beginning_that_is_lost(text: str, shown: str) -> None:
    assert words(flags(text, FlagKind.STARTS_MID_SENTENCE)) == [[shown]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He said:\n\nthe river would rise again and again. The market closed.", id="title-goes-on"),
        pytest.param("River\n\niPhone sales by the river rose again. The market closed.", id="brand"),
    ],
)
def test_beginning_that_is_whole(text: str) -> None:
    assert flags(text, FlagKind.STARTS_MID_SENTENCE) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "River\n\nThe river rose on Tuesday. The market closed when the keeper of the",
            "The market closed when the keeper of the",
            id="english",
        ),
        pytest.param(
            "نهر\n\nفاض النهر يوم الثلاثاء. وأغلق السوق القديم عندما وصل مدير الهيئة إلى\n\nتعليقات",
            "السوق القديم عندما وصل مدير الهيئة إلى",
            id="arabic-before-furniture",
        ),
        pytest.param(
            "نهر\n\nفاض النهر يوم الثلاثاء. وأغلق السوق القديم عندما وصل مدير الهيئة إلى البلدة فوراً",
            "القديم عندما وصل مدير الهيئة إلى البلدة فوراً",
            id="arabic-diacritic",
        ),
    ],
)
def test_end_that_is_lost(text: str, shown: str) -> None:
    (flag,) = flags(text, FlagKind.ENDS_MID_SENTENCE)
    assert flag.spans[0].text.endswith(shown)


@pytest.mark.parametrize(
    "end",
    [
        "(Reuters)",
        "رويترز",
        "– AFP",
        "Follow her at @reed on the usual networks",
        "he asked: “What will become of it?”",
    ],
)
def test_end_with_a_credit_or_a_quotation_is_whole(end: str) -> None:
    text = f"River\n\nThe river rose on Tuesday. The market of the old town closed. {end}"
    assert flags(text, FlagKind.ENDS_MID_SENTENCE) == []


def test_text_without_any_full_stop_is_not_called_cut() -> None:
    assert flags("River\n\n" + "the river rose and the market closed " * 8, FlagKind.ENDS_MID_SENTENCE) == []


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "COMMENTS (12)",
        "اقرأ أيضاً:",
        "تعليقات 0",
        "Lire aussi :",
        "Поделиться",
        "Paylaş",
        "广告",
        "Share | Print",
    ],
)
def test_page_furniture(line: str) -> None:
    found = flags(f"River closes market\n\nIt rose.\n\n  {line}\n", FlagKind.PAGE_FURNITURE)
    assert words(found) == [[line]]


def test_page_furniture_within_a_sentence_is_none() -> None:
    text = "River\n\nThe share of comments in print rose.\n\nShare prices fell."
    assert flags(text, FlagKind.PAGE_FURNITURE) == []


def test_what_the_model_left_out_counts_once() -> None:
    text = "River\n\nThe keeper of\n\nThe river rose again and again. The market closed.\n\nShare\n\nJoin us\n"
    found = find_flags(
        [article(text)],
        [
            left_out(text, "Share", LeftOutReason.PAGE_FURNITURE),
            left_out(text, "Join us", LeftOutReason.PAGE_FURNITURE),
            left_out(text, "The river rose again and again.", LeftOutReason.UNFINISHED),
            left_out(text, "The market closed.", LeftOutReason.UNFINISHED),
            left_out(text, "River", LeftOutReason.OPINION),
        ],
    )
    assert [(flag.kind, [span.text for span in flag.spans]) for flag in found] == [
        (FlagKind.STARTS_MID_SENTENCE, ["The river rose again and again."]),
        (FlagKind.ENDS_MID_SENTENCE, ["The market closed."]),
        (FlagKind.PAGE_FURNITURE, ["Share", "Join us"]),
    ]


def test_outlet_and_date_are_nothing_peculiar() -> None:
    text = "River\n\nThe river rose again and again. The market closed.\n\nJoin us\nThe Reed\n18 November 2025\n"
    known = article(text).model_copy(update={"outlet": "The Reed", "published": datetime.date(2025, 11, 18)})
    furniture = [
        left_out(text, line, LeftOutReason.PAGE_FURNITURE) for line in ("Join us", "The Reed", "18 November 2025")
    ]
    (flag,) = find_flags([known], furniture)
    assert [span.text for span in flag.spans] == ["Join us"]


def test_what_stands_above_the_body_or_opens_it_is_nothing_peculiar() -> None:
    text = "River\n\nThe Reed – From Orlow\n\n(ORLOW, A. Moor) The river rose again and again. The market closed.\n"
    furniture = [
        left_out(text, words, LeftOutReason.PAGE_FURNITURE) for words in ("The Reed – From Orlow", "ORLOW, A. Moor")
    ]
    assert find_flags([article(text)], furniture) == ()
    assert [flag.kind for flag in find_flags([article("Share\n\n" + text)], ())] == [FlagKind.PAGE_FURNITURE]


def test_what_the_model_left_out_of_another_article_counts_not() -> None:
    text = "River\n\nThe river rose again and again. The market closed."
    assert find_flags([article(text)], [left_out(text, "River", LeftOutReason.PAGE_FURNITURE, id="b")]) == ()


COPY = " ".join(f"word{number}" for number in range(40)) + "."


def test_near_duplicates_name_each_other_and_their_own_share() -> None:
    long = COPY + " " + " ".join(f"other{number}" for number in range(40)) + "."
    first, second = find_flags([article(COPY.upper(), "a", "A1"), article(long, "b", "A2")])
    assert (first.article, first.other, first.share) == ("a", "b", 1.0)
    assert (second.article, second.other, second.share) == ("b", "a", 0.5)
    assert second.spans[0].text == COPY.removesuffix(".")
    assert note(second).startswith("50% of its words")


def test_each_of_many_copies_names_the_one_that_has_most_of_it() -> None:
    longer = COPY + " " + " ".join(f"other{number}" for number in range(20)) + "."
    texts = {"a": COPY, "b": longer, "c": longer + " More of it.", "d": COPY}
    found = find_flags([article(text, id, f"A{id}") for id, text in texts.items()])
    assert {flag.article: flag.other for flag in found if flag.kind is FlagKind.NEAR_DUPLICATE} == {
        "a": "b",
        "b": "c",
        "c": "b",
        "d": "a",
    }


def test_articles_that_share_one_sentence_are_no_duplicates() -> None:
    shared = " ".join(f"word{number}" for number in range(12))
    texts = [f"{shared}. " + " ".join(f"{name}{number}" for number in range(40)) for name in "ab"]
    assert find_flags([article(f"{text}.", name, name) for text, name in zip(texts, "ab", strict=True)]) == ()


def test_headline_is_no_duplicate_of_the_article_that_bears_it() -> None:
    headline = " ".join(f"word{number}" for number in range(12))
    assert find_flags([article(headline, "a"), article(f"{headline}\n\nIt rose.", "b")]) == ()


PIECES = [*"aZ \n.,(1", "today", " Friday", " Monday", "اليوم", " الجمعة", "أن ", "Share", "12 March 2024", "word " * 9]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join), max_size=3))
def test_flags_quote_their_article_in_order(texts: list[str]) -> None:
    articles = [article(text, id=str(number)) for number, text in enumerate(texts)]
    found = find_flags(articles)
    assert found == find_flags(articles)
    text_of = {one.id: one.text for one in articles}
    for flag in found:
        assert flag.spans
        assert all(text_of[flag.article][span.start : span.end] == span.text for span in flag.spans)
    kinds = list(FlagKind)
    places = [(flag.article, kinds.index(flag.kind), flag.spans[0].start) for flag in found]
    assert places == sorted(places)
