from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.text.numbers.counts import count_persons, find_counts, is_no_harm
from factcmp.text.words.meanings import languages

MANY = (2, None)


def row(hazard: str, *values: object) -> Any:
    return pytest.param(*values, id=hazard)


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        row("ar-second-number", "ar", "قتل شخصان وجرح 25", [(2, 2), (25, 25)]),
        row("ar-singular-and-another", "ar", "قُتل طفل وأصيب آخر بجروح", [(1, 1), (1, 1)]),
        row("ar-two-duals", "ar", "مقتل مدنيين اثنين وإصابة طفلين", [(2, 2), (2, 2)]),
        row("ar-dual-alone", "ar", "سقط قتيلان", [(2, 2)]),
        row("ar-dual-of-women", "ar", "أصيبت امرأتان وطفلتان", [(2, 2), (2, 2)]),
        row("ar-parts", "ar", "قتل 12 مدنيا بينهم 3 أطفال وأربع نساء", [(12, 12), (3, 3), (4, 4)]),
        row("ar-a-number-of-and-others", "ar", "قتل عدد من المدنيين وأصيب آخرون", [MANY, MANY]),
        row("ar-several", "ar", "أصيب عدة أشخاص", [MANY]),
        row("ar-without", "ar", "انهار المبنى دون إصابات", [(0, 0)]),
        row("ar-dual-by-what-follows", "ar", "وفاة عاملين متأثرين بجراحهما", [(2, 2)]),
        row("ar-captured", "ar", "أسر جنديين", [(2, 2)]),
        row("ar-went-missing", "ar", "فُقد صياد وطفل و3 رجال", [(1, 1), (3, 3)]),
        row("ar-over-their-number", "ar", "تجاوز عدد المصابين 30 شخصا", [(30, None)]),
        row("ar-at-most-their-number", "ar", "لا يتجاوز عدد القتلى المدنيين نحو 30", [(None, 30)]),
        row("ar-nobody", "ar", "لم يصب أحد في الحريق", [(0, 0)]),
        row("ar-safe", "ar", "عاد الصيادون جميعهم سالمين", [(0, 0)]),
        row("en-second-number", "en", "Two hikers died and 25 were hurt", [(2, 2), (25, 25)]),
        row("en-a-child-and-others", "en", "A child was killed and several others were wounded", [(1, 1), MANY]),
        row("en-age-between", "en", "A 45-year-old Greek man was killed", [(1, 1)]),
        row("ru-age-between", "ru", "погиб 45-летний мужчина", [(1, 1)]),
        row("fr-one-dead", "fr", "un mort et deux blessés", [(1, 1), (2, 2)]),
        row("de-one-dead", "de", "ein Toter und zwei Verletzte", [(1, 1), (2, 2)]),
        row("en-toll", "en", "A death toll of 50", [(50, 50)]),
        row("en-another", "en", "Another was injured", [(1, 1)]),
        row("en-a-number-of", "en", "A number of passengers were injured", [MANY]),
        row("en-unknown", "en", "An unknown number of people died", [(None, None)]),
        row("en-no-casualties", "en", "No casualties were reported", [(0, 0)]),
        row("en-nobody", "en", "nobody was hurt", [(0, 0)]),
        row("en-no-patient", "en", "no elderly patient died", [(0, 0)]),
        row("en-safe", "en", "All of them returned safely", [(0, 0)]),
        row("fr-second-number", "fr", "Deux civils ont été tués et 25 blessés", [(2, 2), (25, 25)]),
        row("fr-a-child-and-several", "fr", "un enfant a été tué et plusieurs personnes blessées", [(1, 1), MANY]),
        row("fr-nobody", "fr", "aucun blessé n'est à déplorer", [(0, 0)]),
        row("es-second-number", "es", "murieron dos niños y 25 resultaron heridos", [(2, 2), (25, 25)]),
        row("es-a-woman-and-several", "es", "una mujer murió y hubo varios heridos", [(1, 1), MANY]),
        row("es-nobody", "es", "sin víctimas", [(0, 0)]),
        row("de-second-number", "de", "zwei Menschen starben, 25 wurden verletzt", [(2, 2), (25, 25)]),
        row("de-a-child-and-several", "de", "ein Kind wurde getötet, mehrere Menschen verletzt", [(1, 1), MANY]),
        row("de-nobody", "de", "Niemand wurde verletzt", [(0, 0)]),
        row("ar-two-and-a-woman", "ar", "بينهم طفلان وامرأة", [(2, 2), (1, 1)]),
        row("ar-a-woman-and-two", "ar", "بينهم امرأة وطفلان", [(1, 1), (2, 2)]),
        row("en-two-and-a-woman", "en", "among them two children and a woman", [(2, 2), (1, 1)]),
        row("en-list", "en", "a man, a young woman and two children", [(1, 1), (1, 1), (2, 2)]),
        row("fr-a-man-and-two", "fr", "dont un homme et deux enfants", [(1, 1), (2, 2)]),
        row("de-two-and-a-woman", "de", "darunter zwei Kinder und eine Frau", [(2, 2), (1, 1)]),
        row("es-two-and-a-woman", "es", "entre ellos dos niños y una mujer", [(2, 2), (1, 1)]),
        row("ru-two-and-a-woman", "ru", "среди них двое детей и женщина", [(2, 2), (1, 1)]),
        row("uk-a-woman-and-two", "uk", "серед них жінка та двоє дітей", [(1, 1), (2, 2)]),
        row("tr-a-woman-and-two", "tr", "aralarında bir kadın ve iki çocuk", [(1, 1), (2, 2)]),
        row("en-the-woman", "en", "two children and the woman", [(2, 2)]),
        row("en-women", "en", "two children and women", [(2, 2)]),
        row("ar-the-woman", "ar", "بينهم طفلان والمرأة", [(2, 2)]),
        row("ar-women", "ar", "بينهم طفلان ونساء", [(2, 2)]),
        row("ar-counted-together", "ar", "بينهم 25 رجلا وامرأة", [(25, 25)]),
        row("en-no-list", "en", "two children saw a woman", [(2, 2)]),
        row("ar-no-list", "ar", "طفلان رأيا امرأة", [(2, 2)]),
        row("it-second-number", "it", "due bambini sono morti e 25 feriti", [(2, 2), (25, 25)]),
        row("it-a-woman-and-several", "it", "una donna è stata uccisa e diversi feriti", [(1, 1), MANY]),
        row("it-two-and-a-woman", "it", "tra loro due bambini e una donna", [(2, 2), (1, 1)]),
        row("it-nobody", "it", "nessuna vittima", [(0, 0)]),
        row("pt-second-number", "pt", "duas crianças morreram e 25 ficaram feridas", [(2, 2), (25, 25)]),
        row("pt-a-woman-and-several", "pt", "uma mulher morreu e houve vários feridos", [(1, 1), MANY]),
        row("pt-two-and-a-woman", "pt", "entre eles duas crianças e uma mulher", [(2, 2), (1, 1)]),
        row("pt-nobody", "pt", "sem vítimas", [(0, 0)]),
        row("ru-second-number", "ru", "погибли два человека, 25 ранены", [(2, 2), (25, 25)]),
        row("ru-a-child-and-several", "ru", "погиб ребенок, несколько человек ранены", [(1, 1), MANY]),
        row("ru-nobody", "ru", "никто не пострадал", [(0, 0)]),
        row("tr-second-number", "tr", "iki kişi öldü, 25 kişi yaralandı", [(2, 2), (25, 25)]),
        row("tr-a-child-and-several", "tr", "bir çocuk öldü, birkaç kişi yaralandı", [(1, 1), MANY]),
        row("tr-nobody", "tr", "ölen ya da yaralanan olmadı", [(0, 0)]),
        row("uk-second-number", "uk", "загинули двоє людей, 25 поранені", [(2, 2), (25, 25)]),
        row("uk-a-child-and-several", "uk", "загинула дитина, кілька людей поранені", [(1, 1), MANY]),
        row("uk-nobody", "uk", "ніхто не постраждав", [(0, 0)]),
    ],
)
def test_finds_every_count_of_people(language: str, text: str, bounds: object) -> None:
    found = find_counts(text, language)
    assert [(count.lower, count.upper) for count in found] == bounds
    assert all(count.people for count in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        row("age", "en", "The driver, aged 45, was killed"),
        row("age-in-years", "ar", "عمره 12 عاما قُتل أمس"),
        row("date", "en", "killed on 12 March 2015"),
        row("ordinal", "ar", "قتل في اليوم الثالث"),
        row("score", "en", "won 3-1"),
        row("number-of-a-name", "en", "as Channel 4 reported"),
        row("arabic-number-of-a-name", "ar", "قالت القناة 12 إنه أصيب"),
        row("plural-that-looks-like-a-dual", "ar", "أصيب مدنيين"),
        row("one-person-unharmed", "en", "a man told reporters"),
        row("families-not-captured", "ar", "عادت أسر الضباط ومعها أحد الأطفال"),
        row("so-not-missing", "ar", "فقد أعلن الجيش أن أحد الأطفال عاد"),
        row("fingers-not-injuries", "ar", "أصابع رجل"),
        row("lamps-not-injured", "ar", "اشترى أحد الرجال مصابيح"),
        row("meets-no-death", "ar", "لقي رجل ترحيبا"),
        row("moderate-not-dead", "ru", "умеренный мужчина"),
        row("skull-not-dead", "de", "ein Totenkopf, ein Mann"),
        row("decree-not-arrested", "fr", "un arrêté a été pris"),
        row("another-building-is-nobody", "fr", "un autre bâtiment et la mort"),
        row("fewer", "es", "hubo una menor cantidad de heridos"),
        row("deathless", "tr", "ölümsüz bir kadın"),
        row("several-things", "en", "several boats sank"),
    ],
)
def test_counts_nobody(language: str, text: str) -> None:
    assert find_counts(text, language) == ()


ONE = {
    "ar": "امرأة|المرأة|رجل مسن|رجلٌ مسنٌّ|الجريح|قائدهم في البلدة|القائد الذي قيل إنه قتل|زوجته|"
    "طبيب في المستشفى|زميله|سائق",
    "en": "a woman|the woman|an elderly man|a 12-year-old girl|its commander|the city's mayor|a police officer|a body|"
    "a family member|a boy in the village|the soldier who was killed|teenager|its pilot, 40|his colleague|"
    "a passer-by|her fiancé",
    "fr": "un homme âgé|le commandant|l'enfant|une fillette|leur chef|le jeune homme|son collègue|un passant",
    "es": "un anciano|el comandante|su jefe|la mujer|un policía|su colega|un peatón",
    "de": "ein älterer Mann|der Kommandeur|ihr Kommandeur|die Frau|eine junge Frau|ein Feuerwehrmann|"
    "die Lehrerin|sein Kollege|eine Radfahrerin",
    "it": "un uomo anziano|il comandante|il loro capo|la donna|l'autista|un vigile del fuoco|sua zia",
    "pt": "um homem idoso|o comandante|seu chefe|a mulher|um policial|seu colega",
    "ru": "женщина|пожилой мужчина|его командир|16-летний подросток|пожилую женщину|погибший солдат|его коллега",
    "uk": "жінка|літній чоловік|його командир|місцевий мешканець|поранений солдат|жінку|його колега",
    "tr": "bir kadın|yaşlı bir adam|bir çocuk|bir arkadaş",
}
NOT_ONE = {
    "ar": "نساء|الأهالي|سكان البلدة|عائلة|الشرطة|الجرحى|قوات القائد|أسرة الضابط|كل رجل|القائد ومرافقوه|"
    "رجل، امرأة|زملاؤه|المارة",
    "en": "women|families|others|the family|the police|the crew|the population|the civilian population|no child|"
    "a passenger train|the Republican Guard|the family of a soldier|a man, a woman|child deaths|"
    "the civilian dead|most of them|the commander's guards|his colleagues|two friends",
    "fr": "des hommes|la famille|la police|la population|la famille du soldat|les blessés|personne",
    "es": "mujeres|la policía|la familia|la población|la familia del soldado|los heridos",
    "de": "Frauen|die Polizei|die Familie|die Kämpfer|der Kämpfer|die Opfer|eine junge Organisation",
    "it": "la polizia|la famiglia|la popolazione|donne|i feriti|la famiglia del soldato",
    "pt": "a polícia|a família|a população|mulheres|os feridos|a família do soldado|as vítimas",
    "ru": "женщины|население|полиция|семья командира|солдат|группа солдат|местные жители",
    "uk": "жінки|населення|поліція|родина командира|місцеві мешканці",
    "tr": "kadın|polis|halk|bir aile|bir grup asker|bir polis aracı|her bir asker|bir adam ve karısı",
}


TWO = {
    "ar": "رجل وزوجته|رجل وامرأة",
    "en": "a man and his wife|an elderly man and a boy",
    "fr": "un homme et sa femme",
    "es": "un hombre y su mujer",
    "de": "ein Mann und seine Frau",
    "it": "un uomo e sua moglie",
    "pt": "um homem e sua mulher",
    "ru": "мужчина и женщина",
    "uk": "чоловік і жінка",
    "tr": "bir kadın ve bir adam",
}


@pytest.mark.parametrize(
    ("language", "words", "persons"),
    [
        row(f"{language}-{words}", language, words, persons)
        for persons, table in ((1, ONE), (2, TWO), (None, NOT_ONE))
        for language, listed in table.items()
        for words in listed.split("|")
    ],
)
def test_singulars_of_persons_are_counted_and_nothing_of_many_is(
    language: str, words: str, persons: int | None
) -> None:
    assert count_persons(words, language) == persons


@pytest.mark.parametrize(
    ("language", "words", "persons"),
    [
        row("one", "en", "Rhea Stoll", 1),
        row("with-rank", "en", "Commander Rhea Stoll", 1),
        row("her-family", "en", "Rhea Stoll's family", None),
        row("with-others", "en", "Stoll and her aides", None),
        row("with-another", "en", "Stoll and her driver", 2),
        row("two-names", "en", "Rhea Stoll and Ilan Derr", 2),
        row("list-of-names", "en", "Rhea Stoll, Ilan Derr and Dr Mona Sahl", 3),
        row("two-words-of-her", "en", "Rhea Stoll, a nurse and mother", None),
        row("and-in-front", "ar", "المهندسة منى سهل وزوجها إيلان در", 2),
    ],
)
def test_those_who_are_named_are_counted_unless_there_are_more(language: str, words: str, persons: int | None) -> None:
    names = {"Rhea Stoll", "Stoll", "Ilan Derr", "Mona Sahl", "منى سهل", "إيلان در"}
    assert count_persons(words, language, names=names) == persons


@pytest.mark.parametrize(
    ("language", "text", "said", "people"),
    [
        row("noun-after", "en", "at least 50 young men", "at least 50 young men", True),
        row("noun-before", "ar", "قتل رجل واحد", "رجل واحد", True),
        row("marks-over-letters", "ar", "قُتل 25 مدنيًّا", "25 مدنيًّا", True),
        row("things", "en", "30 boats sank", "30 boats", False),
        row("left-out", "ar", "وجرح 25", "25", True),
        row("not-across-a-comma", "en", "of the 25, women mostly", "25", False),
        row("not-across-and", "ar", "قتل 25 وامرأة", "25", True),
    ],
)
def test_says_what_is_counted(language: str, text: str, said: str, people: bool) -> None:
    found = find_counts(text, language)[0]
    assert (text[found.start : found.end], found.people) == (said, people)


@given(
    st.lists(
        st.sampled_from(
            ["قتل", "طفلان", "وأصيب", "آخر", "2", "several", "others", "killed", "no", "one", "a", "man", ".", "-"]
        ),
        max_size=9,
    ),
    st.sampled_from(languages()),
)
def test_spans_are_slices_in_order(words: list[str], language: str) -> None:
    text, last = " ".join(words), 0
    for found in find_counts(text, language):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize("text", [row("tatweel", "ـــ"), row("apostrophe", "ʼ"), row("beside-a-count", "ـ\n5 قتلى")])
def test_a_line_of_letters_that_no_fold_keeps_counts_nothing(text: str) -> None:
    assert [count.lower for count in find_counts(text, "ar")] == ([5] if "5" in text else [])


@pytest.mark.parametrize(
    ("language", "text", "figure", "expected"),
    [
        row("en-surrender", "en", "3 were killed, and dozens surrendered", "dozens", True),
        row("en-laid-down-arms", "en", "some 40 fighters laid down their arms", "40", True),
        row("en-harm-is-nearer", "en", "12 were hurt when 40 fighters laid down their arms", "12", False),
        row("en-neither", "en", "Smoke made 30 people ill", "30", False),
        row("ar-surrender", "ar", "استسلم عشرات المسلحين", "عشرات", True),
        row("ar-gave-themselves-up", "ar", "سلّم 20 مقاتلا أنفسهم بعد مقتل ثلاثة", "20", True),
        row("ar-laid-down-arms", "ar", "ألقى 20 مقاتلا أسلحتهم", "20", True),
        row("ar-harm", "ar", "قتل عشرات المسلحين", "عشرات", False),
        row("en-evacuated", "en", "40 residents were evacuated", "40", True),
        row("ar-evacuated", "ar", "أُجلي 40 شخصا", "40", True),
        row("fr-evacuated", "fr", "40 habitants ont été évacués", "40", True),
        row("es-evacuated", "es", "40 vecinos fueron evacuados", "40", True),
        row("de-evacuated", "de", "40 Bewohner wurden evakuiert", "40", True),
        row("it-evacuated", "it", "40 abitanti sono stati evacuati", "40", True),
        row("pt-evacuated", "pt", "40 moradores foram evacuados", "40", True),
        row("ru-evacuated", "ru", "эвакуированы 40 жителей", "40", True),
        row("uk-evacuated", "uk", "евакуйовано 40 мешканців", "40", True),
        row("tr-evacuated", "tr", "40 kişi tahliye edildi", "40", True),
        row("en-displaced", "en", "40 residents were displaced", "40", False),
        row("ru-displaced", "ru", "40 жителей стали перемещёнными", "40", False),
        row("tr-displaced", "tr", "40 kişi yerinden edildi", "40", False),
        row("fr-unhurt", "fr", "Deux passagers sont indemnes", "Deux", True),
        row("es-unhurt", "es", "dos pasajeros salieron ilesos", "dos", True),
        row("de-surrender", "de", "20 Kämpfer ergaben sich", "20", True),
        row("ru-surrender", "ru", "20 боевиков сдались", "20", True),
        row("uk-surrender", "uk", "20 бойовиків здалися", "20", True),
        row("tr-surrender", "tr", "20 militan teslim oldu", "20", True),
    ],
)
def test_who_surrendered_or_was_brought_to_safety_is_not_harmed(
    language: str, text: str, figure: str, expected: bool
) -> None:
    start = text.index(figure)
    assert is_no_harm(text, start, start + len(figure), language) is expected
