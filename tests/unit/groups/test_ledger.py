"""The ledger by rule, on invented stories whose figures are planted: rows, scopes, parts, updates, grades, ranges."""

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.groups.ledger.ranges import LedgerRange, ledger_ranges
from factcmp.groups.ledger.rows import build_ledger
from factcmp.groups.ledger.scopes import Scope, place_name, who_is_counted
from factcmp.models import (
    Article,
    Claim,
    Difference,
    EventTime,
    Grade,
    Group,
    Harm,
    LedgerRow,
    Origin,
    Position,
    Relation,
    SourceKind,
    Span,
    Stance,
    StoryDay,
    Toll,
    Voice,
)
from factcmp.text.folding import fold_text

KILLED, INJURED, MISSING, DISPLACED = Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.DISPLACED
THURSDAY = datetime.date(2026, 3, 5)


class Story:
    """Articles as sentences, each told by a voice, with its figures."""

    def __init__(self, language: str = "en", *, days: int = 3, dated: bool = False) -> None:
        self.language = language
        self.calendar = [
            StoryDay(id=f"D{n + 1}", weekday=(3 + n) % 7, date=THURSDAY + datetime.timedelta(days=n) if dated else None)
            for n in range(days)
        ]
        self.texts: dict[str, str] = {}
        self.days: dict[str, str] = {}
        self.languages: dict[str, str] = {}
        self.claims: list[Claim] = []
        self.voices: dict[str, Voice] = {}
        self.groups: list[Group] = []
        self.names: dict[str, str] = {}

    def article(self, id: str, day: str, language: str = "") -> None:
        self.texts[id], self.days[id], self.languages[id] = "", day, language or self.language

    def voice(
        self, id: str, party: str | None = None, *, known: bool = True, kind: SourceKind = SourceKind.OFFICIAL
    ) -> None:
        self.voices[id] = Voice(id=id, label=id, name=id, kind=kind, party=party, known=known)

    def tells(
        self,
        article: str,
        voice: str | None,
        quote: str,
        *figures: dict[str, object],
        event: str | None = "D1",
        said: str | None = None,
        stance: Stance = Stance.ASSERTS,
        headline: bool = False,
    ) -> str:
        """Adds a sentence with its claim and gives the claim's id; figures name their words, which are found in it."""
        start = len(self.texts[article])
        self.texts[article] += quote + "\n"
        id = f"c{len(self.claims)}"

        def span(words: object) -> Span | None:
            if words is None:
                return None
            at = start + quote.index(str(words))
            return Span(start=at, end=at + len(str(words)), text=str(words))

        tolls = [
            Toll.model_validate(
                {**f, **{key: span(f.get(key)) for key in ("figure", "period", "blame_hedge")}, "part_of": None}
            )
            for f in figures
        ]
        for number, f in enumerate(figures):
            if f.get("part_of"):
                text, words = self.texts[article], str(f["part_of"])
                at = text.index(words)
                tolls[number] = tolls[number].model_copy(
                    update={"part_of": Span(start=at, end=at + len(words), text=words)}
                )
        self.claims.append(
            Claim(
                id=id,
                label=id,
                article=article,
                statement=quote,
                gloss=quote,
                question="How many?",
                quote=Span(start=start, end=start + len(quote), text=quote),
                attribution=(),
                stance=stance,
                event_time=EventTime(said=event, day=event) if event else EventTime(),
                said_time=EventTime(said=said, day=said) if said else EventTime(),
                voice=voice,
                headline=headline,
                tolls=tuple(tolls),
            )
        )
        return id

    def group(self, *claims: str, relation: Relation = Relation.AGREEMENT, **more: object) -> None:
        self.groups.append(
            Group.model_validate(
                {
                    "id": f"g{len(self.groups)}",
                    "label": "G",
                    "question": "How many?",
                    "relation": relation,
                    "claims": claims,
                    "positions": (),
                    "explanation": "",
                    "independent_sources": 0,
                    **more,
                }
            )
        )

    def rows(self) -> tuple[LedgerRow, ...]:
        articles = [
            Article(
                id=id,
                label=id,
                title=id,
                sha256="",
                text=text,
                language=self.languages[id],
                published=self.calendar[int(self.days[id][1:]) - 1].date,
                story_day=self.days[id],
            )
            for id, text in self.texts.items()
        ]
        voices = [
            voice.model_copy(update={"claims": tuple(claim.id for claim in self.claims if claim.voice == id)})
            for id, voice in self.voices.items()
        ]
        return build_ledger(articles, self.claims, voices, self.groups, self.calendar, self.names)


def toll(figure: str, harm: Harm, lower: float | None, upper: float | None, **more: object) -> dict[str, object]:
    return {"figure": figure, "harm": harm, "lower": lower, "upper": upper, **more}


def told(rows: Sequence[LedgerRow]) -> set[tuple[object, ...]]:
    return {(row.article, row.voice, row.harm.value, row.of_whom, row.lower, row.upper) for row in rows}


def row_of(rows: Sequence[LedgerRow], figure: str, article: str | None = None) -> LedgerRow:
    found = [row for row in rows if row.figure.text == figure and row.article == (article or row.article)]
    assert len(found) == 1, found
    return found[0]


def range_of(rows: Sequence[LedgerRow], row: LedgerRow) -> LedgerRange:
    return next(one for one in ledger_ranges(rows) if one.scope == row.scope)


def mine() -> Story:
    """Parts of a total, a total that grows over three days, a headline, and two voices that differ on the last day."""
    story = Story()
    story.voice("rescuers")
    story.voice("union", kind=SourceKind.ORGANISATION)
    story.voice("hospital")
    for number, (total, day) in enumerate(((26, "D1"), (39, "D2"), (50, "D3")), 1):
        article = f"A{number}"
        story.article(article, day)
        story.tells(article, None, f"{total} dead in Halim pit", toll(f"{total}", KILLED, total, total), headline=True)
        story.tells(
            article,
            "rescuers",
            f"Rescuers said {total} people had died in Halim, including 4 children.",
            toll(f"{total} people", KILLED, total, total, of_whom="people", place="Halim"),
            toll("4 children", KILLED, 4, 4, of_whom="children", place="Halim", part_of=f"{total} people"),
        )
    story.article("A4", "D3")
    story.tells(
        "A4",
        "union",
        "At least 61 people died in Halim, the union said; a hospital counted some 50 dead.",
        toll("At least 61 people", KILLED, 61, None, of_whom="people", place="Halim"),
    )
    story.tells(
        "A4",
        "hospital",
        "The hospital counted some 50 dead in Halim.",
        toll("some 50 dead", KILLED, 50, 50, place="Halim", approximate=True),
    )
    return story


def villages() -> Story:
    """Two strikes that look alike, dual and singular, a doer that is hedged, another, a denial, and the side blamed."""
    story = Story("ar")
    story.voice("المرصد", kind=SourceKind.MONITOR)
    story.voice("الدفاع المدني")
    story.voice("الجيش", party="الجيش")
    story.voice("مصدر", known=False, kind=SourceKind.UNNAMED)
    story.article("A1", "D2")
    story.article("A2", "D2")
    village = {"of_whom": "مدنيون", "place": "قرية تل عباس", "blamed": "الجيش"}
    story.tells(
        "A1",
        "المرصد",
        "قال المرصد إن مدنيين اثنين قتلا وأصيب آخر في قصف يُعتقد أنه للجيش على تل عباس.",
        toll("مدنيين اثنين", KILLED, 2, 2, **village, blame_hedge="يُعتقد أنه"),
        toll("آخر", INJURED, 1, 1, place="تل عباس", of_whom="آخر"),
    )
    story.tells(
        "A1",
        "المرصد",
        "وقتل ثلاثة مدنيين في قصف على أم الورد.",
        toll("ثلاثة مدنيين", KILLED, 3, 3, of_whom="مدنيين", place="أم الورد"),
    )
    story.tells(
        "A2",
        "الدفاع المدني",
        "وقال الدفاع المدني إن طائرة لفصائل المعارضة قتلت مدنيين في تل عباس وثلاثة في أم الورد.",
        toll("مدنيين", KILLED, 2, 2, **{**village, "place": "تل عباس", "blamed": "فصائل المعارضة"}),
        toll("ثلاثة", KILLED, 3, 3, of_whom="مدنيون", place="أم الورد"),
    )
    story.tells(
        "A2",
        "الجيش",
        "ونفى الجيش سقوط أي مدني في أم الورد.",
        toll("أي مدني", KILLED, None, None, of_whom="مدني", place="أم الورد"),
        stance=Stance.DENIES,
    )
    story.tells(
        "A2",
        "مصدر",
        "وقال مصدر إن القصف على تل عباس وقع دون إصابات.",
        toll("دون إصابات", INJURED, 0, 0, place="تل عباس"),
    )
    return story


def ferry() -> Story:
    """Unknown figures, none, dozens, a range, and the missing who are found."""
    story = Story()
    story.voice("coast guard")
    story.voice("ministry", party="the operator")
    for article, day in (("A1", "D1"), ("A2", "D2")):
        story.article(article, day)
    at = {"place": "Port Aru"}
    story.tells(
        "A1",
        "coast guard",
        "Several people were hurt off Port Aru, dozens are missing, none died and 10 to 14 were taken in.",
        toll("Several people", INJURED, None, None, of_whom="people", **at),
        toll("dozens", MISSING, 12, None, **at),
        toll("none", KILLED, 0, 0, **at),
        toll("10 to 14", Harm.OTHER, 10, 14, **at),
    )
    story.tells("A1", "ministry", "Others were hurt in Port Aru.", toll("Others", INJURED, None, None, **at))
    story.tells(
        "A2",
        "coast guard",
        "The coast guard still misses 3 off Port Aru.",
        toll("3", MISSING, 3, 3, **at),
    )
    return story


def city() -> Story:
    """A total since a day, in two languages and two spellings, beside one strike; one dated article."""
    story = Story(dated=True)
    story.names = {fold_text(name): "Deir Halab" for name in ("Deir Halab", "دير حلب", "Dayr Halab")}
    story.voice("monitor", kind=SourceKind.MONITOR)
    story.voice("clinic")
    story.article("A1", "D2", "en")
    story.article("A2", "D3", "ar")
    story.tells(
        "A1",
        "monitor",
        "50 people have been killed since Thursday in Deir Halab; one strike there killed 30.",
        toll("50 people", KILLED, 50, 50, of_whom="people", place="Deir Halab", period="since Thursday"),
        toll("30", KILLED, 30, 30, place="Deir Halab"),
        event="D2",
    )
    story.tells(
        "A2",
        "clinic",
        "قتل 53 شخصا في دير حلب منذ الخميس.",
        toll("53 شخصا", KILLED, 53, 53, of_whom="أشخاص", place="Dayr Halab", period="منذ الخميس"),
        event="D3",
    )
    return story


def test_each_figure_of_a_voice_in_an_article_is_one_row_and_a_headline_is_none_of_its_own() -> None:
    rows = mine().rows()
    assert told(rows) == {
        *((f"A{n}", "rescuers", "killed", "people", total, total) for n, total in enumerate((26, 39, 50), 1)),
        *((f"A{n}", "rescuers", "killed", "children", 4, 4) for n in (1, 2, 3)),
        ("A4", "union", "killed", "people", 61, None),
        ("A4", "hospital", "killed", None, 50, 50),
    }
    assert len(rows) == 8


def crossing(first: str | None, second: str | None, *words: str) -> Story:
    """One sentence, told by two claims that spell the place in two ways; `words` are its figures in the second."""
    story = Story()
    story.voice("locals", known=False, kind=SourceKind.UNNAMED)
    story.voice("residents", known=False, kind=SourceKind.UNNAMED)
    story.voice("rescuers")
    story.voice("hospital")
    story.article("A1", "D1")
    quote = "Four villagers, among them 2 children and 2 nurses, died at the Siyal crossing."
    numbers = {"Four villagers": 4, "2 children": 2, "2 nurses": 2}
    for voice, place, told in ((first, "the Siyal crossing", numbers), (second, "a crossing near Al-Sayyal", words)):
        story.texts["A1"] = ""
        story.tells(
            "A1",
            voice,
            quote,
            *(
                toll(
                    said,
                    KILLED,
                    numbers[said],
                    numbers[said],
                    of_whom=said.split()[-1],
                    place=place,
                    part_of="Four villagers" if said != "Four villagers" else None,
                )
                for said in told
            ),
        )
    return story


@pytest.mark.parametrize(
    ("first", "second"),
    [("rescuers", "rescuers"), ("rescuers", "locals"), ("rescuers", None), ("locals", "residents")],
)
def test_one_figure_at_one_place_of_an_article_is_one_row_however_its_place_is_spelt(
    first: str, second: str | None
) -> None:
    for one, other in ((first, second), (second, first)):
        rows = crossing(one, other, "Four villagers", "2 children", "2 nurses").rows()
        assert {row.voice for row in rows} == {one if first == "locals" else "rescuers"}
        assert sorted(row.figure.text for row in rows) == ["2 children", "2 nurses", "Four villagers"]
        total = row_of(rows, "Four villagers")
        assert {row.part_of for row in rows if row is not total} == {total.id}


def test_two_identified_voices_that_give_one_figure_are_two_rows_of_one_scope() -> None:
    rows = crossing("rescuers", "hospital", "Four villagers").rows()
    totals = [row for row in rows if row.figure.text == "Four villagers"]
    assert {row.voice for row in totals} == {"rescuers", "hospital"}
    assert len({row.scope for row in totals}) == 1


def test_two_figures_of_one_sentence_that_give_the_same_number_stay_two() -> None:
    rows = crossing("rescuers", "rescuers", "2 nurses").rows()
    assert sorted(row.figure.text for row in rows) == ["2 children", "2 nurses", "Four villagers"]
    assert len({row.scope for row in rows}) == 3


def test_one_number_that_a_claim_tells_of_two_places_stays_two() -> None:
    story = Story()
    story.voice("rescuers")
    story.article("A1", "D1")
    each = [toll("Three men", KILLED, 3, 3, of_whom="men", place=place) for place in ("Halim", "Safa")]
    story.tells("A1", "rescuers", "Three men died in each of Halim and Safa.", *each)
    assert {row.place for row in story.rows()} == {"Halim", "Safa"}


def test_a_headline_that_the_text_does_not_bear_out_is_a_row() -> None:
    story = mine()
    story.tells("A4", None, "70 dead in Halim", toll("70", KILLED, 70, 70, place="Halim"), headline=True)
    assert row_of(story.rows(), "70").grade is Grade.UNIDENTIFIED


def test_totals_that_grow_from_day_to_day_update_each_other_and_are_not_contested() -> None:
    rows = mine().rows()
    first, second, third = (row_of(rows, f"{n} people") for n in (26, 39, 50))
    assert (first.updates, second.updates, third.updates) == (None, first.id, second.id)
    assert (first.as_of, third.as_of) == ("D1", "D3")
    assert first.grade is second.grade is Grade.ONE_VOICE


def test_figures_of_one_day_that_exclude_each_other_are_contested_with_both_voices() -> None:
    rows = mine().rows()
    union = row_of(rows, "At least 61 people")
    assert union.grade is Grade.CONTESTED
    assert set(union.graded_by) == {"union", "rescuers", "hospital"}
    assert row_of(rows, "some 50 dead").grade is Grade.CONTESTED


def test_a_part_names_its_total_and_children_are_a_part_of_people() -> None:
    story = mine()
    rows = story.rows()
    for n, total in ((1, "26 people"), (2, "39 people"), (3, "50 people")):
        assert row_of(rows, "4 children", f"A{n}").part_of == row_of(rows, total).id
    assert all(row.part_of is None for row in rows if row.of_whom != "children")
    story.tells("A4", "union", "Two minors died.", toll("Two minors", KILLED, 2, 2, of_whom="minors", place="Halim"))
    rows = story.rows()
    assert row_of(rows, "Two minors").part_of == row_of(rows, "At least 61 people").id


def test_a_range_goes_over_the_figures_that_stand_and_names_who_gives_its_ends() -> None:
    rows = mine().rows()
    found = range_of(rows, row_of(rows, "26 people"))
    assert (found.low, found.high, found.open_below, found.open_above) == (50, 61, False, True)
    assert found.conservative == 50
    assert (set(found.low_by), found.high_by) == ({"rescuers", "hospital"}, ("union",))
    assert [row.lower for row in found.earlier] == [26, 39]
    assert found.contested
    children = range_of(rows, row_of(rows, "4 children", "A1"))
    assert (children.low, children.high, children.conservative) == (4, 4, None)


def test_events_that_look_alike_are_two_scopes() -> None:
    rows = villages().rows()
    scopes = {row.scope: row.place for row in rows if row.harm is KILLED}
    assert len(scopes) == 2
    assert {row.lower for row in rows if row.harm is KILLED and "عباس" in (row.place or "")} == {2}
    assert {row.lower for row in rows if row.harm is KILLED and "الورد" in (row.place or "")} == {3}


def test_doers_that_differ_contest_a_figure_and_each_row_keeps_its_own_with_its_hedge() -> None:
    rows = villages().rows()
    monitor, defence = row_of(rows, "مدنيين اثنين"), row_of(rows, "مدنيين")
    assert (monitor.blamed, monitor.blame_hedge) == ("الجيش", "يُعتقد أنه")
    assert (defence.blamed, defence.blame_hedge) == ("فصائل المعارضة", None)
    assert monitor.grade is defence.grade is Grade.CONTESTED
    assert set(monitor.graded_by) == {"المرصد", "الدفاع المدني"}


def test_a_denial_is_no_row_and_counts_against_the_figure() -> None:
    rows = villages().rows()
    assert not [row for row in rows if row.voice == "الجيش"]
    denied = row_of(rows, "ثلاثة مدنيين")
    assert denied.grade is Grade.CONTESTED
    assert "الجيش" in denied.graded_by


def test_nobody_hurt_is_nought_and_one_more_hurt_is_one() -> None:
    rows = villages().rows()
    none, one = row_of(rows, "دون إصابات"), row_of(rows, "آخر")
    assert (none.lower, none.upper, none.grade) == (0, 0, Grade.UNIDENTIFIED)
    assert (one.lower, one.upper) == (1, 1)
    # "Another" beside someone is not the number of all.
    assert none.scope != one.scope


def test_a_voice_that_denies_any_harm_gives_nought() -> None:
    story = villages()
    story.tells("A2", "الجيش", "ونفى مقتل أحد.", toll("مقتل أحد", KILLED, 0, 0, place="أم الورد"), stance=Stance.DENIES)
    assert row_of(story.rows(), "مقتل أحد").upper == 0


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DOUBTS, Stance.PREDICTS])
def test_a_figure_that_its_voice_does_not_assert_is_no_row(stance: Stance) -> None:
    story = Story()
    story.article("A1", "D1")
    story.voice("police")
    story.tells("A1", "police", "Police on the 9 dead", toll("9 dead", KILLED, 9, 9), stance=stance)
    assert story.rows() == ()


def test_what_gives_no_number_is_a_row_of_its_own_and_no_part_of_a_range() -> None:
    rows = ferry().rows()
    several, others = row_of(rows, "Several people"), row_of(rows, "Others")
    assert (several.lower, several.upper, several.grade) == (None, None, Grade.ONE_VOICE)
    assert others.grade is Grade.PARTY_ONLY
    found = range_of(rows, several)
    assert (found.low, found.high, found.conservative) == (None, None, None)
    assert several in found.unknown


def test_dozens_stay_open_above_and_a_span_keeps_both_its_ends() -> None:
    rows = ferry().rows()
    dozens = row_of(rows, "dozens")
    assert (dozens.lower, dozens.upper) == (12, None)
    assert (row_of(rows, "10 to 14").lower, row_of(rows, "10 to 14").upper) == (10, 14)


def test_the_missing_become_fewer_as_an_update() -> None:
    rows = ferry().rows()
    assert row_of(rows, "3").updates == row_of(rows, "dozens").id
    assert not any(row.grade is Grade.CONTESTED for row in rows)


def test_fewer_dead_by_another_voice_are_no_update() -> None:
    story = mine()
    story.article("A5", "D3")
    story.tells("A5", "union", "Only 20 people died.", toll("20 people", KILLED, 20, 20, place="Halim"))
    row = row_of(story.rows(), "20 people")
    assert row.updates is None
    assert row.grade is Grade.CONTESTED


def test_a_voice_that_corrects_itself_updates_its_own_figure_downwards() -> None:
    story = mine()
    story.article("A5", "D3")
    story.tells("A5", "rescuers", "No more than 20 died.", toll("20", KILLED, 20, 20, place="Halim"))
    rows = story.rows()
    assert row_of(rows, "20").updates == row_of(rows, "39 people").id


def test_from_and_to_in_one_sentence_are_an_update() -> None:
    story = Story()
    story.article("A1", "D2")
    story.voice("police")
    story.tells(
        "A1",
        "police",
        "The toll rose from 26 to 39 in Halim.",
        toll("26", KILLED, 26, 26, place="Halim"),
        toll("39", KILLED, 39, 39, place="Halim"),
    )
    rows = story.rows()
    assert row_of(rows, "39").updates == row_of(rows, "26").id
    assert [found.low for found in ledger_ranges(rows)] == [39]


def test_a_total_since_a_day_is_one_scope_in_two_languages_and_none_with_one_strike() -> None:
    rows = city().rows()
    english, arabic, strike = row_of(rows, "50 people"), row_of(rows, "53 شخصا"), row_of(rows, "30")
    assert english.scope == arabic.scope != strike.scope
    assert arabic.updates == english.id
    assert strike.part_of is None


def test_a_total_says_so_where_the_article_does() -> None:
    story = city()
    story.article("A3", "D3")
    story.tells("A3", "clinic", "50 were killed since Thursday.", toll("50", KILLED, 50, 50, period="since Thursday"))
    story.tells("A3", "clinic", "Of them 12 died on a bus.", toll("12", KILLED, 12, 12, place="bus", part_of="50"))
    rows = story.rows()
    assert row_of(rows, "12").part_of == row_of(rows, "50").id


@pytest.mark.parametrize(
    ("of_whom", "others_blame", "grade"),
    [
        pytest.param("rebels", False, Grade.PARTY_ONLY, id="its-own-claim"),
        pytest.param("rebels", True, Grade.ACCEPTED_BY_SIDE, id="others-say-so"),
        pytest.param("civilians", False, Grade.ACCEPTED_BY_SIDE, id="owns-to-civilians"),
    ],
)
def test_a_side_that_tells_of_enemies_it_killed_accepts_nothing(of_whom: str, others_blame: bool, grade: Grade) -> None:
    story = Story()
    story.article("A1", "D1")
    story.voice("army spokesman", party="the army")
    story.voice("monitor", kind=SourceKind.MONITOR)
    figures = {"army spokesman": "5 killed", **({"monitor": "five killed"} if others_blame else {})}
    for voice, figure in figures.items():
        told = toll(figure, KILLED, 5, 5, place="Safa", blamed="the army", of_whom=of_whom)
        story.tells("A1", voice, f"{figure} in Safa", told)
    assert {row.grade for row in story.rows()} == {grade}


def test_the_side_that_is_blamed_and_gives_the_figure_accepts_it() -> None:
    story = Story()
    story.article("A1", "D1")
    story.voice("monitor", kind=SourceKind.MONITOR)
    story.voice("army spokesman", party="the army")
    for voice, figure in (("monitor", "five"), ("army spokesman", "5 men")):
        at = {"place": "Safa", "blamed": "Army" if voice == "monitor" else None}
        story.tells("A1", voice, f"{figure} died in Safa", toll(figure, KILLED, 5, 5, **at, of_whom="men"))
    rows = story.rows()
    assert {row.grade for row in rows} == {Grade.ACCEPTED_BY_SIDE}
    assert {row.graded_by for row in rows} == {("army spokesman",)}


def two_voices(story: Story, lower: float = 5, **second: object) -> tuple[str, str]:
    story.article("A1", "D1")
    story.article("A2", "D1")
    story.voice("monitor", kind=SourceKind.MONITOR)
    story.voice("clinic")
    return (
        story.tells("A1", "monitor", "five died", toll("five", KILLED, 5, 5, place="Safa")),
        story.tells(
            "A2", "clinic", "so many died", toll("so many", KILLED, lower, lower, **{"place": "Safa", **second})
        ),
    )


def test_two_independent_voices_support_a_figure() -> None:
    story = Story()
    two_voices(story)
    assert [(row.grade, row.graded_by) for row in story.rows()] == [
        (Grade.SEVERAL_VOICES, ("monitor", "clinic")),
        (Grade.SEVERAL_VOICES, ("clinic", "monitor")),
    ]


def test_voices_of_one_origin_are_one() -> None:
    story = Story()
    claims = two_voices(story)
    position = Position(
        label="A", summary="Five", claims=claims, origins=(Origin(name="monitor", known=True, claims=claims),)
    )
    story.group(*claims, positions=(position,))
    assert {row.grade for row in story.rows()} == {Grade.ONE_VOICE}


def test_two_voices_of_one_party_are_a_party() -> None:
    story = Story()
    two_voices(story)
    for name in ("monitor", "clinic"):
        story.voice(name, party="The Front")
    assert {row.grade for row in story.rows()} == {Grade.PARTY_ONLY}


def test_an_outlet_and_a_source_that_nobody_names_are_no_identified_voices() -> None:
    story = Story()
    two_voices(story)
    story.voice("monitor", kind=SourceKind.OUTLET)
    story.voice("clinic", known=False)
    assert {row.grade for row in story.rows()} == {Grade.UNIDENTIFIED}


def test_what_one_claim_leaves_out_is_filled_from_those_of_its_question() -> None:
    story = Story()
    claims = two_voices(story, lower=9, place=None)
    apart = story.rows()
    assert len({row.scope for row in apart}) == 2
    assert not any(row.grade is Grade.CONTESTED for row in apart)
    story.group(*claims, relation=Relation.CONTRADICTION, differs_in=(Difference.NUMBER,))
    together = story.rows()
    assert len({row.scope for row in together}) == 1
    assert {row.grade for row in together} == {Grade.CONTESTED}


@pytest.mark.parametrize(
    "found",
    [
        {"relation": Relation.PARTIAL},
        {"relation": Relation.CONTRADICTION, "differs_in": (Difference.NUMBER, Difference.SCOPE)},
    ],
)
def test_nothing_is_filled_where_the_judge_found_another_scope(found: dict[str, object]) -> None:
    story = Story()
    claims = two_voices(story, lower=9, place=None)
    story.group(*claims, **found)  # type: ignore[arg-type]
    assert len({row.scope for row in story.rows()}) == 2


def test_a_question_joins_spellings_of_one_place() -> None:
    story = Story()
    claims = two_voices(story, lower=9, place="a house in Sefa, in the north")
    assert len({row.scope for row in story.rows()}) == 2
    story.group(*claims, relation=Relation.CONTRADICTION, differs_in=(Difference.NUMBER,))
    assert len({row.scope for row in story.rows()}) == 1


def test_a_question_never_joins_places_that_are_told() -> None:
    story = Story()
    claims = two_voices(story, lower=9, place="Umm Ward")
    story.group(*claims, relation=Relation.CONTRADICTION, differs_in=(Difference.NUMBER,))
    assert len({row.scope for row in story.rows()}) == 2


def arrests(story: Story, **found: object) -> tuple[LedgerRow, ...]:
    """One question on arrests, whose answers tell who, where and when each in its own way, and a part of a total."""
    story.voice("police")
    for article, day in (("A1", "D1"), ("A2", "D2")):
        story.article(article, day)
    first = story.tells(
        "A1",
        "police",
        "14 were arrested in the clash at Ellary.",
        toll("14", Harm.DETAINED, 14, 14, of_whom="people arrested in the clash", place="Ellary"),
    )
    later = story.tells(
        "A2",
        "police",
        "By Friday the figure was 19.",
        toll("19", Harm.DETAINED, 19, 19, of_whom="people suspected of disorder"),
        event="D2",
    )
    five = story.tells(
        "A2", "police", "Five of them on Friday.", toll("Five", Harm.DETAINED, 5, 5, part_of="19"), event="D2"
    )
    story.group(first, later, five, **{"relation": Relation.UPDATE, "differs_in": (Difference.NUMBER,), **found})  # type: ignore[arg-type]
    return story.rows()


def test_answers_to_one_question_about_people_are_of_one_scope_however_it_is_told() -> None:
    rows = arrests(Story())
    first, later = row_of(rows, "14"), row_of(rows, "19")
    assert first.scope == later.scope
    assert later.updates == first.id


def test_a_figure_that_is_told_to_be_a_part_is_never_compared_with_its_total() -> None:
    rows = arrests(Story())
    part, whole = row_of(rows, "Five"), row_of(rows, "19")
    assert part.part_of == whole.id
    assert part.scope != whole.scope
    assert not any(row.grade is Grade.CONTESTED for row in rows)


def depot(
    story: Story, relation: Relation, first: tuple[int, str] = (4, "workers"), then: tuple[int, str] = (6, "people")
) -> tuple[LedgerRow, ...]:
    """One question on the dead, whose answers name other people as the figure grows."""
    story.voice("firemen")
    told = []
    for article, day, figure, who in (("A1", "D1", *first), ("A2", "D2", *then)):
        story.article(article, day)
        at = {"place": "the depot", "of_whom": who}
        told.append(story.tells(article, "firemen", f"{figure} died.", toll(f"{figure}", KILLED, figure, figure, **at)))
    story.group(*told, relation=relation, differs_in=(Difference.NUMBER,))
    return story.rows()


def test_workers_who_became_people_as_the_figure_grew_are_an_update_and_no_part() -> None:
    rows = depot(Story(), Relation.UPDATE)
    assert row_of(rows, "6").updates == row_of(rows, "4").id
    assert not any(row.part_of for row in rows)


def test_one_more_is_never_taken_for_the_count_that_it_adds_to() -> None:
    rows = depot(Story(), Relation.UPDATE, (2, "people at the market"), (1, "one of the injured"))
    assert row_of(rows, "1").scope != row_of(rows, "2").scope
    assert not any(row.updates for row in rows)


def test_people_and_workers_of_one_contradiction_are_neither_compared_nor_parts() -> None:
    rows = depot(Story(), Relation.CONTRADICTION)
    assert row_of(rows, "6").scope != row_of(rows, "4").scope
    assert not any(row.part_of or row.updates for row in rows)


def test_at_least_so_many_is_outgrown_by_a_higher_figure_of_a_later_day() -> None:
    story = Story()
    story.voice("police")
    for article, day, figure, upper in (("A1", "D1", 20, None), ("A2", "D2", 30, 30)):
        story.article(article, day)
        story.tells(article, "police", f"{figure} died", toll(f"{figure}", KILLED, figure, upper, place="Safa"))
    rows = story.rows()
    assert row_of(rows, "30").updates == row_of(rows, "20").id
    assert ledger_ranges(rows)[0].low == 30


def test_days_that_the_judge_found_to_differ_stay_two_scopes() -> None:
    rows = arrests(Story(), relation=Relation.CONTRADICTION, differs_in=(Difference.NUMBER, Difference.TIME))
    assert row_of(rows, "14").scope != row_of(rows, "19").scope


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("injured civilians", "civilians", True),
        ("dead", "people", True),
        ("قتلى مدنيين", "مدنيون", True),
        ("people arrested in the clash", "people", False),
        ("people hurt in a clash of police and dockers", "people hurt in a clash of dockers", False),
        ("civilians", "civilian", True),
        ("مدنيون", "المدنيين", True),
        ("طفلان", "أطفال", True),
        (None, "people", True),
        ("أشخاص", None, True),
        ("civilian casualties", "civilians", True),
        ("women and children", "children", False),
        ("fighters", "militants", False),
        ("soldiers", "people", False),
        ("other people", "people", False),
    ],
)
def test_who_is_counted_is_alike_whatever_the_spelling(one: str | None, other: str | None, same: bool) -> None:
    assert (who_is_counted(one) == who_is_counted(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the village of Tall Marwa", "Tell Marwa", True),
        ("near Bir Sidr, northern Orsa", "Bir Sidr", True),
        ("the market of Ain Wadi", "the market in Ain Wadi", True),
        ("قرية تل مروة", "Tell Marwa", True),
        ("the market of Ain Wadi", "an orchard in Ain Wadi", False),
        ("the market of Ain Wadi", "Ain Wadi", False),
        ("Ain Wadi and around", "Ain Wadi", False),
        ("Safa, Ain Wadi and Tall Marwa", "Safa", False),
        ("Bir Sidr", "Bir Marwa", False),
    ],
)
def test_a_place_is_alike_whatever_the_spelling_and_a_part_of_it_is_another(one: str, other: str, same: bool) -> None:
    names = {fold_text(name): "Tell Marwa" for name in ("Tall Marwa", "Tell Marwa", "تل مروة")}
    assert (place_name(one, names) == place_name(other, names)) is same


@pytest.mark.parametrize(
    ("whole", "part", "holds"),
    [
        ("people", "children", True),
        ("people", "police officers", True),
        ("people", "people hurt in the clash", False),
        ("people hurt in a clash of police and dockers", "dockers", False),
        ("civilians", "children", True),
        ("children", "civilians", False),
        ("soldiers", "Lindoran soldiers", True),
        ("soldiers", "soldiers of the guard", True),
        ("fighters", "families of fighters", False),
        ("fighters", "children of fighters", False),
        ("women and children", "children", True),
        ("children", "women and children", False),
        ("مدنيون", "مدنيون سوريون", True),
        ("نساء وأطفال", "أطفال", True),
        ("المقاتلين", "أطفال المقاتلين", False),
        ("children", "children", False),
    ],
)
def test_who_contains_whom(whole: str, part: str, holds: bool) -> None:
    scopes = [Scope(KILLED, who_is_counted(words), "safa", "D1") for words in (whole, part)]
    assert scopes[0].holds(scopes[1]) is holds


STORIES = [mine, villages, ferry, city]


@pytest.mark.parametrize("story", STORIES)
def test_no_row_has_a_number_that_its_article_does_not_give(story: object) -> None:
    made = story()  # type: ignore[operator]
    given = {
        (claim.id, toll.figure, toll.lower, toll.upper) for claim in made.claims for toll in claim.tolls
    }  # fmt: skip
    assert {(row.claim, row.figure, row.lower, row.upper) for row in made.rows()} <= given


@pytest.mark.parametrize("story", STORIES)
def test_every_row_is_in_one_range_and_no_range_goes_beyond_its_rows(story: object) -> None:
    rows = story().rows()  # type: ignore[operator]
    ranges = ledger_ranges(rows)
    assert sorted(row.id for one in ranges for row in (*one.current, *one.unknown, *one.earlier)) == sorted(
        row.id for row in rows
    )
    for one in ranges:
        bounds = {bound for row in one.current for bound in (row.lower, row.upper)}
        assert {one.low, one.high} <= bounds | {None}


@given(st.permutations(range(9)))
def test_the_order_of_the_claims_changes_no_finding(order: list[int]) -> None:
    story = mine()
    before = {(row.id, row.updates, row.part_of, row.grade) for row in story.rows()}
    claims = story.claims
    story.claims = [claims[n] for n in order if n < len(claims)] + claims[9:]
    assert {(row.id, row.updates, row.part_of, row.grade) for row in story.rows()} == before


def test_one_open_figure_is_no_range() -> None:
    story = Story()
    story.article("A1", "D1")
    story.voice("police")
    story.tells("A1", "police", "At least 20 died in Safa.", toll("At least 20", KILLED, 20, None, place="Safa"))
    found = ledger_ranges(story.rows())[0]
    assert (found.low, found.high, found.open_above, found.conservative) == (20, 20, True, None)
