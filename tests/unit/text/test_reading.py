import datetime
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.claims.statement_checks import missing_numbers
from factcmp.models import TimePrecision
from factcmp.text.numbers.quantities import find_quantities, normalise_quantity
from factcmp.text.times.event_times import resolve_event_time
from factcmp.text.words.token_reading import read_tokens

PUBLISHED = datetime.date(2023, 3, 15)  # a Wednesday
LANGUAGES = ("fr", "es", "de", "pt", "it", "ru", "uk", "tr", "fa", "zh", "ja")


def row(hazard: str, *values: object) -> Any:
    return pytest.param(*values, id=hazard)


QUANTITIES = [
    row("fr-vigesimal", "fr", "quatre-vingt-dix-sept", 97, 97, None, False),
    row("fr-rough", "fr", "une vingtaine de bateaux", 20, 20, None, True),
    row("fr-collective-of-scale", "fr", "des dizaines de milliers", 10000, None, None, True),
    row("fr-hedge-after", "fr", "50 bateaux au moins", 50, None, None, False),
    row("fr-of-unit", "fr", "3 millions d'euros", 3e6, 3e6, "euro", False),
    row("fr-half", "fr", "deux millions et demi", 2.5e6, 2.5e6, None, False),
    row("fr-article", "fr", "un bateau", 1, 1, None, False),
    row("fr-decimal-comma", "fr", "1,500 gramme", 0.0015, 0.0015, "kg", False),
    row("es-feminine", "es", "veintiuna", 21, 21, None, False),
    row("es-thousands-of-millions", "es", "1.500 millones de euros", 1.5e9, 1.5e9, "euro", False),
    row("es-range", "es", "entre veinte y treinta", 20, 30, None, False),
    row("es-country-unknown", "es", "1,500 casas", 1500, 1500, None, False),
    row("de-reversed", "de", "zweiundzwanzig", 22, 22, None, False),
    row("de-hundreds-of-a-thousand", "de", "fünfzehnhundert", 1500, 1500, None, False),
    row("de-point-groups-before-scale", "de", "1.250 Millionen", 1.25e9, 1.25e9, None, False),
    row("de-scale-short", "de", "etwa 1,5 Mio", 1.5e6, 1.5e6, None, True),
    row("de-glued-half", "de", "zweieinhalb Millionen", 2.5e6, 2.5e6, None, False),
    row("de-dozens", "de", "Dutzende Boote", 12, None, None, True),
    row("pt-upper", "pt", "até 30 quilômetros", None, 30, "km", False),
    row("pt-long-scale", "pt", "dois mil milhões", 2e9, 2e9, None, False),
    row("it-glued-elided", "it", "centottantuno", 181, 181, None, False),
    row("it-six", "it", "sei barche", 6, 6, None, False),
    row("ru-case", "ru", "около двадцати двух", 22, 22, None, True),
    row("ru-not-less", "ru", "не менее 50", 50, None, None, False),
    row("ru-two-hundreds", "ru", "две сотни", 200, 200, None, False),
    row("ru-range", "ru", "от 20 до 30", 20, 30, None, False),
    row("uk-letter-apostrophe", "uk", "пʼятдесят", 50, 50, None, False),
    row("tr-more-after-suffix", "tr", "3 milyondan fazla", 3e6, None, None, False),
    row("tr-per-cent-before", "tr", "yüzde 20", 20, 20, "percent", False),
    row("tr-per-cent-range", "tr", "yüzde 5 ila 10", 5, 10, "percent", False),
    row("tr-dative-of-a-compound", "tr", "yirmi beşe çıktı", 25, 25, None, False),
    row("tr-digits-go-on", "tr", "15 bin 300 kişi", 15300, 15300, None, False),
    row("tr-collective", "tr", "on binlerce", 10000, None, None, True),
    row("fa-slash-decimal", "fa", "۲/۵ میلیون", 2.5e6, 2.5e6, None, False),
    row("fa-at-least", "fa", "دست‌کم ۵۰ قایق", 50, None, None, False),
    row("fa-collective", "fa", "ده‌ها قایق", 10, None, None, True),
    row("fa-and", "fa", "سه هزار و پانصد", 3500, 3500, None, False),
    row("zh-composed", "zh", "一亿二千万", 1.2e8, 1.2e8, None, False),
    row("zh-per-cent", "zh", "百分之二十", 20, 20, "percent", False),
    row("zh-or-more", "zh", "50人以上", 50, None, None, False),
    row("zh-some-more", "zh", "300多人", 300, None, None, False),
    row("fr-spoken-decimal", "fr", "un virgule deux million", 1.2e6, 1.2e6, None, False),
    row("fr-half", "fr", "plus de la moitié des habitants", 50, None, "percent", False),
    row("fr-thirds", "fr", "les deux tiers", 66, 67, "percent", False),
    row("fr-one-of", "fr", "un sur cinq", 20, 20, "percent", False),
    row("es-spoken-decimal", "es", "uno coma dos millones", 1.2e6, 1.2e6, None, False),
    row("es-half", "es", "más de la mitad de los vecinos", 50, None, "percent", False),
    row("es-thirds", "es", "dos tercios", 66, 67, "percent", False),
    row("es-one-of", "es", "uno de cada cinco", 20, 20, "percent", False),
    row("de-spoken-decimal", "de", "eins Komma zwei Millionen", 1.2e6, 1.2e6, None, False),
    row("de-half", "de", "mehr als die Hälfte der Bewohner", 50, None, "percent", False),
    row("de-thirds", "de", "zwei Drittel", 66, 67, "percent", False),
    row("es-one-in", "es", "1 en 5", 20, 20, "percent", False),
    row("de-one-of", "de", "eins von fünf", 20, 20, "percent", False),
    row("it-spoken-decimal", "it", "uno virgola due milioni", 1.2e6, 1.2e6, None, False),
    row("it-half", "it", "oltre la metà degli abitanti", 50, None, "percent", False),
    row("it-thirds", "it", "due terzi", 66, 67, "percent", False),
    row("it-one-of", "it", "uno su cinque", 20, 20, "percent", False),
    row("pt-spoken-decimal", "pt", "um vírgula dois milhões", 1.2e6, 1.2e6, None, False),
    row("pt-half", "pt", "mais da metade dos moradores", 50, None, "percent", False),
    row("pt-thirds", "pt", "dois terços", 66, 67, "percent", False),
    row("pt-one-of", "pt", "um em cada cinco", 20, 20, "percent", False),
    row("ru-spoken-decimal", "ru", "одна целая две десятых миллиона", 1.2e6, 1.2e6, None, False),
    row("ru-half", "ru", "более половины жителей", 50, None, "percent", False),
    row("ru-thirds", "ru", "две трети", 66, 67, "percent", False),
    row("ru-one-of", "ru", "один из пяти", 20, 20, "percent", False),
    row("uk-spoken-decimal", "uk", "одна ціла дві десятих мільйона", 1.2e6, 1.2e6, None, False),
    row("uk-half", "uk", "понад половину мешканців", 50, None, "percent", False),
    row("uk-thirds", "uk", "дві третини", 66, 67, "percent", False),
    row("uk-one-of", "uk", "один із п'яти", 20, 20, "percent", False),
    row("tr-spoken-decimal", "tr", "bir virgül iki milyon", 1.2e6, 1.2e6, None, False),
    row("fa-spoken-decimal", "fa", "یک ممیز دو میلیون", 1.2e6, 1.2e6, None, False),
    row("fa-half", "fa", "بیش از نیمی از مردم", 50, None, "percent", False),
    row("fa-one-of", "fa", "یک از هر پنج", 20, 20, "percent", False),
    row("it-third", "it", "un terzo degli abitanti", 33, 34, "percent", False),
    row("it-fifth", "it", "un quinto dei seggi", 20, 20, "percent", False),
    row("tr-third", "tr", "nüfusun üçte biri", 33, 34, "percent", False),
    row("fa-two-thirds", "fa", "دو سوم مردم", 66, 67, "percent", False),
    row("zh-three-quarters", "zh", "四分之三的居民", 75, 75, "percent", False),
    row("ja-third", "ja", "住民の3分の1", 33, 34, "percent", False),
    row("ru-tenths-alone", "ru", "пять десятых процента", 0.5, 0.5, "percent", False),
    row("ja-scale", "ja", "約1.5億円", 1.5e8, 1.5e8, "yen", True),
]


@pytest.mark.parametrize(("language", "said", "lower", "upper", "unit", "approximate"), QUANTITIES)
def test_reads_quantities_of_the_language(
    language: str, said: str, lower: float | None, upper: float | None, unit: str | None, approximate: bool
) -> None:
    quantity = normalise_quantity(said, language=language)
    assert quantity is not None
    assert quantity.lower == (None if lower is None else pytest.approx(lower))
    assert quantity.upper == (None if upper is None else pytest.approx(upper))
    assert (quantity.unit, quantity.approximate) == (unit, approximate)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        row("persian-water-is-no-august", "fa", "آب رودخانه"),
        row("persian-no-is-no-nine", "fa", "نه گفت"),
        row("province-is-no-four", "zh", "四川地震"),
        row("ordinal", "zh", "第二次袭击"),
        row("common-people", "zh", "百姓平安"),
        row("german-wound-is-no-clock-nor-english", "de", "der dozen, once"),
        row("clock", "fr", "à 18h30"),
        row("clock-word", "de", "um 9 Uhr"),
        row("year", "ru", "в 2024 году"),
        row("ordinal-of-digits", "ru", "на 14-й день"),
        row("decade-after", "ru", "в 1990-е годы погибли"),
        row("decade-before", "fr", "les années 1990 ont vu"),
        row("chinese-date", "zh", "2025年3月14日"),
        row("dated-day", "de", "am 14. März 2025"),
        row("article", "fr", "un bateau"),
    ],
)
def test_is_no_quantity_of_the_language(language: str, text: str) -> None:
    assert find_quantities(text, language=language) == ()


TRUE = [
    row("fr-word", "fr", "4 bateaux", "quatre bateaux"),
    row("fr-digits", "fr", "vingt-deux bateaux", "22 bateaux"),
    row("fr-article", "fr", "1 bateau", "un bateau"),
    row("fr-ordinal", "fr", "le 3e jour", "le troisième jour"),
    row("fr-month", "fr", "le 14/03/2025", "le 14 mars 2025"),
    row("es-thousands", "es", "21.000 casas", "veintiún mil casas"),
    row("es-other-country", "es-MX", "$1,250 millones", "1250 millones"),
    row("de-ordinal", "de", "am 3. Tag", "am dritten Tag"),
    row("de-separators", "de", "200.000", "200 000"),
    row("pt", "pt", "22 barcos", "vinte e dois barcos"),
    row("it", "it", "28 barche", "ventotto barche"),
    row("ru-collective", "ru", "5 человек", "пятеро"),
    row("ru-case", "ru", "22 человек", "двадцати двух человек"),
    row("uk-apostrophe", "uk", "5 осіб", "п’ять осіб"),
    row("tr-ordinal", "tr", "3. gün", "üçüncü gün"),
    row("fa-nine-of-something", "fa", "9 کشور", "نه کشور"),
    row("zh", "zh", "3000万", "三千万"),
    row("zh-name", "zh", "四川地震", "四川发生地震"),
    row("words-nobody-reads", "sw", "watu 4", "watu wanne"),
    row("words-of-a-calendar-language", "pl", "22 osoby", "dwadzieścia dwie osoby"),
    row("no-language", None, "4", "quatre"),
]
FALSE = [
    row("fr", "fr", "80 bateaux", "vingt bateaux", 80),
    row("es", "es", "31 casas", "veintiuna casas", 31),
    row("de", "de", "zwölf Boote", "zwei Boote", 12),
    row("pt", "pt", "23", "vinte e dois", 23),
    row("it", "it", "29 barche", "ventotto barche", 29),
    row("ru", "ru", "сорок лодок", "четыре лодки", 40),
    row("uk", "uk", "6 осіб", "п’ять осіб", 6),
    row("tr", "tr", "23 kişi", "yirmi iki kişi", 23),
    row("fa", "fa", "۲۳ نفر", "بیست و دو نفر", 23),
    row("zh", "zh", "三百人", "三千人", 300),
    row("magnitude", "fr", "4 millions", "quatre mille", 4e6),
    row("invented", "fr", "trois bateaux", "des bateaux", 3),
    row("digits-in-unread-words", "nl", "40 boten", "30 boten", 40),
    row("no-word-for-it", "pl", "12345 osób", "wiele osób", 12345),
]


@pytest.mark.parametrize(("language", "statement", "quote"), TRUE)
def test_a_number_written_otherwise_is_not_missing(language: str | None, statement: str, quote: str) -> None:
    assert missing_numbers(statement, quote, language=language) == ()


@pytest.mark.parametrize(("language", "statement", "quote", "missing"), FALSE)
def test_another_number_is_missing(language: str, statement: str, quote: str, missing: float) -> None:
    assert missing_numbers(statement, quote, language=language) == (missing,)


DATES = [
    ("2025-03-14", "2025-03-14", {
        "fr": "vendredi 14 mars 2025", "de": "14. März 2025", "es": "14 de marzo de 2025", "pt": "14 de março de 2025",
        "it": "14 marzo 2025", "ru": "14 марта 2025 года", "uk": "14 березня 2025 року", "tr": "14 Mart 2025",
        "fa": "۱۴ مارس ۲۰۲۵", "zh": "2025年3月14日", "ja": "2025年3月14日",
        "nl": "14 maart 2025", "pl": "14 marca 2025", "hu": "2025. március 14.", "ko": "2025년 3월 14일",
    }),
    ("2017-07-01", "2017-09-30", {
        "fr": "3e trimestre 2017", "de": "im dritten Quartal 2017", "es": "tercer trimestre de 2017",
        "it": "nel terzo trimestre del 2017", "pt": "terceiro trimestre de 2017", "uk": "у третьому кварталі 2017 року",
        "ru": "в третьем квартале 2017 года", "tr": "2017'nin üçüncü çeyreği", "fa": "سه‌ماهه سوم ۲۰۱۷",
        "zh": "2017年第三季度", "ja": "2017年第3四半期",
    }),
    ("1990-01-01", "1999-12-31", {
        "fr": "dans les années 1990", "de": "in den 1990er Jahren", "es": "en los años 1990", "it": "negli anni 1990",
        "pt": "nos anos 1990", "ru": "в 1990-е годы", "uk": "1990-ті роки",
    }),
    ("2025-03-01", "2025-03-31", {
        "fr": "mars 2025", "de": "im März 2025", "ru": "в марте 2025 года", "tr": "Mart 2025'te", "zh": "2025年3月",
    }),
    ("2023-03-15", "2023-03-15", {
        "fr": "mercredi", "de": "am Mittwoch", "es": "el miércoles", "pt": "quarta-feira", "it": "mercoledì",
        "ru": "в среду", "uk": "у середу", "tr": "çarşamba günü", "fa": "چهارشنبه", "zh": "星期三", "sv": "onsdag",
    }),
    ("2023-03-08", "2023-03-08", {
        "fr": "mercredi dernier", "de": "letzten Mittwoch", "es": "el miércoles pasado", "it": "mercoledì scorso",
        "ru": "в прошлую среду", "tr": "geçen çarşamba", "fa": "چهارشنبه گذشته",
    }),
    ("2023-03-14", "2023-03-14", {
        "fr": "hier", "de": "gestern", "es": "ayer", "pt": "ontem", "it": "ieri", "ru": "вчера", "uk": "вчора",
        "tr": "dün", "fa": "دیروز", "zh": "昨天", "ja": "昨日",
    }),
    ("2023-03-15", "2023-03-15", {
        "fr": "aujourd'hui", "de": "heute", "es": "hoy", "pt": "hoje", "it": "oggi", "ru": "сегодня",
        "uk": "сьогодні", "tr": "bugün", "fa": "امروز", "zh": "今天",
    }),
    ("2023-03-16", "2023-03-16", {
        "fr": "demain", "de": "morgen", "es": "mañana", "pt": "amanhã", "it": "domani", "ru": "завтра",
        "uk": "завтра", "tr": "yarın", "fa": "فردا", "zh": "明天",
    }),
    ("2023-03-13", "2023-03-13", {
        "fr": "il y a deux jours", "de": "vor zwei Tagen", "es": "hace dos días", "pt": "há dois dias",
        "it": "due giorni fa", "ru": "два дня назад", "uk": "два дні тому", "tr": "iki gün önce", "fa": "دو روز پیش",
        "zh": "两天前", "ja": "2日前",
    }),
    ("2023-03-05", "2023-03-11", {
        "fr": "il y a une semaine", "de": "vor einer Woche", "ru": "неделю назад", "uk": "тиждень тому",
        "fa": "یک هفته پیش",
    }),
    ("2022-01-01", "2022-12-31", {
        "fr": "l'année dernière", "de": "im vergangenen Jahr", "es": "el año pasado", "pt": "no ano passado",
        "it": "l'anno scorso", "ru": "в прошлом году", "uk": "торік", "tr": "geçen yıl",
        "fa": "سال گذشته", "zh": "去年",
    }),
    ("2022-03-03", "2022-03-05", {"fr": "entre le 3 et le 5 mars 2022", "de": "3. bis 5. März 2022"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said", "start", "end"),
    [row(f"{code}-{said}", code, said, start, end) for start, end, all_ in DATES for code, said in all_.items()],
)
def test_resolves_times_of_the_language(language: str, said: str, start: str, end: str) -> None:
    time = resolve_event_time(said, PUBLISHED, language=language)
    assert (str(time.start), str(time.end)) == (start, end)


PARTS_OF_DAYS = [
    ("2023-03-10", {
        "fr": "vendredi après minuit", "es": "el viernes después de medianoche", "it": "venerdì sera",
        "pt": "na noite de sexta-feira", "de": "am Freitagabend", "ru": "после полуночи в пятницу",
        "uk": "у п'ятницю ввечері", "tr": "cuma günü öğleden sonra", "fa": "بعد از نیمه‌شب جمعه",
        "zh": "星期五下午", "ja": "金曜日の夜",
    }),
    ("2023-03-12", {
        "fr": "peu avant l'aube dimanche", "es": "poco antes del amanecer del domingo",
        "it": "poco prima dell'alba di domenica", "de": "kurz vor Morgengrauen am Sonntag",
        "ru": "незадолго до рассвета в воскресенье", "zh": "星期日凌晨",
    }),
    ("2023-03-15", {
        "fr": "ce soir", "es": "esta mañana", "de": "heute Morgen", "ru": "сегодня утром", "tr": "bu sabah",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said", "on"),
    [row(f"{code}-{said}", code, said, on) for on, all_ in PARTS_OF_DAYS for code, said in all_.items()],
)
def test_a_part_of_a_day_is_of_that_day_in_each_language(language: str, said: str, on: str) -> None:
    time = resolve_event_time(said, PUBLISHED, language=language)
    assert (str(time.start), str(time.end), time.precision) == (on, on, TimePrecision.PART_OF_DAY)


@given(st.text(max_size=40), st.sampled_from(LANGUAGES), st.none() | st.dates())
def test_no_words_of_any_language_break_it(said: str, language: str, published: datetime.date | None) -> None:
    resolve_event_time(said, published, language=language)
    last = 0
    for found in find_quantities(said, language=language):
        assert last <= found.start < found.end <= len(said)
        last = found.end


PIECES = re.findall(
    r"\S+",
    "quatre vingt cent mille et demi plus de au moins dizaines un une - 3 1,5 2024 mars % десятки тысяч не менее "
    "до 14 марта года с половиной две yüzde iki bin buçuk 'den fazla bir en az ده ها نه و نیم صد / 2 "
    "三 百 万 年 月 日 多 第 2025 周 以上",
)


@given(st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(LANGUAGES), st.sampled_from(["", " "]))
def test_a_text_carries_its_own_numbers(pieces: list[str], language: str, between: str) -> None:
    text = between.join(pieces)
    assert missing_numbers(text, text, language=language) == ()
    last = 0
    for found in find_quantities(text, language=language):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize("tag", ["en", "ar", "en-GB", "ar-SY", "", None, "tlh", "x-private", "not a tag"])
def test_arabic_english_and_unknown_tags_are_read_as_before(tag: str | None) -> None:
    text = "at least four boats, مئة قارب, twenty-two"
    assert read_tokens(text, tag) == read_tokens(text)
