"""Matching: a claim finds the earlier claims about its fact across wordings and languages, whatever comes later."""

import random
from datetime import date

import pytest

from factcmp.groups.candidates import neighbours
from factcmp.groups.candidates.grouping import Candidate, nearest_of_all, united
from factcmp.groups.candidates.neighbours import nearest_earlier
from factcmp.models import Claim, EventTime, Name, NameKind, Quantity, Span, Stance

# An invented flood: fact, article, statement, gloss, question, names (as written → gloss), number, what it counts.
STORY: tuple[tuple[str, str, str, str, str, dict[str, str], float | None, str | None], ...] = (
    ("dead", "A1", "قال الدفاع المدني إن 14 شخصاً لقوا حتفهم في فيضان وادي الصنوبر",
     "Civil defence said 14 people died in the Pine Valley flood", "How many people died in the flood?",
     {"وادي الصنوبر": "Pine Valley"}, 14, "deaths"),
    ("dead", "A2", "ارتفعت حصيلة ضحايا السيول في وادي الصنوبر إلى سبعة عشر قتيلاً",
     "The toll of the Pine Valley floods rose to 17 dead", "How many people died in the floods?",
     {"وادي الصنوبر": "Pine Valley"}, 17, "deaths"),
    ("dead", "A3", "Fourteen people drowned when the river burst its banks in Wadi Sanawbar",
     "Fourteen people drowned when the river burst its banks in Wadi Sanawbar", "How many people drowned?",
     {"Wadi Sanawbar": "Pine Valley"}, 14, "deaths"),
    ("cause", "A1", "انهار السد الترابي فوق القرية بسبب الأمطار الغزيرة",
     "The earth dam above the village collapsed because of heavy rain", "Why did the dam collapse?",
     {"السد الترابي": "earth dam"}, None, None),
    ("cause", "A2", "نفى مهندسون أن يكون المطر سبب انهيار السدّ وتحدثوا عن غياب الصيانة",
     "Engineers denied that rain made the dam collapse and spoke of missing maintenance",
     "Why did the dam collapse?", {"السدّ": "dam"}, None, None),
    ("cause", "A3", "The embankment dam gave way after hours of rain",
     "The embankment dam gave way after hours of rain", "Why did the dam give way?", {}, None, None),
    ("bridge", "A1", "أُغلق جسر الحجارة أمام المركبات", "The Stone Bridge was closed to vehicles",
     "Is the Stone Bridge open?", {"جسر الحجارة": "Stone Bridge"}, None, None),
    ("bridge", "A2", "أعيد فتح «جسر الحجارة» جزئياً", "The Stone Bridge was partly reopened",
     "Is the Stone Bridge open?", {"جسر الحجارة": "Stone Bridge"}, None, None),
    ("bridge", "A3", "Traffic on the Hijara bridge remains suspended",
     "Traffic on the Hijara bridge remains suspended", "Is the Stone Bridge open to traffic?",
     {"Hijara bridge": "Stone Bridge"}, None, None),
    ("shelter", "A1", "نُقلت 320 عائلة إلى المدارس", "320 families were taken to schools",
     "How many families were sheltered in schools?", {}, 320, "families"),
    ("shelter", "A2", "تؤوي المدارس نحو ٣٠٠ أسرة", "Schools shelter about 300 families",
     "How many families were sheltered?", {}, 300, "families"),
    ("shelter", "A3", "Some 1,500 villagers, or 300 households, sleep in classrooms",
     "Some 1,500 villagers, or 300 households, sleep in classrooms", "How many families sleep in schools?",
     {}, 300, "families"),
    ("minister", "A1", "تعهّد وزير المياه سالم الريحاني بفتح تحقيق",
     "Water minister Salem Rihani pledged an inquiry", "Will there be an inquiry?",
     {"سالم الريحاني": "Salem Rihani"}, None, None),
    ("minister", "A3", "Salim al-Rayhani, the water minister, promised to investigate",
     "Salem Rihani, the water minister, promised to investigate", "Will there be an inquiry?",
     {"Salim al-Rayhani": "Salem Rihani"}, None, None),
    ("power", "A2", "انقطعت الكهرباء عن ثلاث بلدات", "Power was cut in three towns",
     "Where was power cut?", {}, 3, "towns"),
    ("power", "A3", "Three towns were left without electricity", "Three towns were left without electricity",
     "Where was power cut?", {}, 3, "towns"),
    # Distractors: alike in words or numbers, about something else, and single facts.
    ("x1", "A1", "قُتل 14 شخصاً في حادث سير على طريق الساحل الشهر الماضي",
     "14 people were killed in a road accident on the coast road last month",
     "How many people died in the accident?", {"طريق الساحل": "Coast Road"}, 14, "deaths"),
    ("x2", "A2", "بُني السد قبل أربعين عاماً", "The dam was built forty years ago",
     "When was the dam built?", {}, 40, "years"),
    ("x3", "A3", "Shops in the old market stayed open", "Shops in the old market stayed open",
     "Were shops open?", {"old market": "Old Market"}, None, None),
    ("x4", "A1", "بلغ ارتفاع المياه مترين ونصف المتر", "Water rose to two and a half metres",
     "How high did the water rise?", {}, 2.5, "metres"),
    ("x5", "A2", "وزّعت الجمعية 900 بطانية", "The association handed out 900 blankets",
     "How many blankets were handed out?", {}, 900, "blankets"),
    ("x6", "A3", "A football match was moved to another stadium", "A football match was moved",
     "Was the match moved?", {}, None, None),
    ("x7", "A1", "جسر الميناء لم يتضرر", "The Harbour Bridge was not damaged",
     "Was the Harbour Bridge damaged?", {"جسر الميناء": "Harbour Bridge"}, None, None),
    ("x8", "A3", "Insurers expect losses of 40 million", "Insurers expect losses of 40 million",
     "How large are the losses?", {}, 40, "losses"),
)  # fmt: skip
DAY = EventTime(start=date(2031, 5, 3), end=date(2031, 5, 3))


def claim(identifier: str, statement: str, *, article: str = "A1", start: int = 0, **more: object) -> Claim:
    given_fields: dict[str, object] = {
        "gloss": statement,
        "question": "",
        "attribution": (),
        "stance": Stance.ASSERTS,
        "quote": Span(start=start, end=start + len(statement), text=statement),
    }
    return Claim.model_validate(
        {"id": identifier, "label": identifier, "article": article, "statement": statement} | given_fields | more
    )


def story() -> list[Claim]:
    told = []
    for number, (fact, article, statement, gloss, question, names, count, counts) in enumerate(STORY):
        told.append(
            claim(
                f"{fact}-{article}",
                statement,
                article=article,
                start=100 * number,
                gloss=gloss,
                question=question,
                event_time=DAY,
                names=tuple(Name(name=n, gloss=g, kind=NameKind.PLACE) for n, g in names.items()),
                quantities=()
                if count is None
                else (Quantity(said=str(count), lower=count, upper=count, counts=counts),),
            )
        )
    return told


def pairs_of_one_fact(claims: list[Claim]) -> set[tuple[str, str]]:
    ids = sorted(one.id for one in claims)
    return {(a, b) for a in ids for b in ids if a < b and a.split("-")[0] == b.split("-")[0]}


def near(claims: list[Claim], k: int = 24, **more: object) -> set[tuple[str, str]]:
    """The pairs of a claim and one of its k nearest, the lesser first."""
    found = nearest_earlier(claims, **more)  # type: ignore[arg-type]
    return {(min(one, other), max(one, other)) for one, others in found.items() for other in others[:k]}


def test_three_nearest_hold_every_pair_of_one_fact() -> None:
    assert pairs_of_one_fact(story()) <= near(story(), 3)


def test_nearest_alone_holds_three_in_four_claims_that_have_an_earlier_one() -> None:
    found = nearest_earlier(story())
    second = [one for one in found if any(other.split("-")[0] == one.split("-")[0] for other in found if other < one)]
    assert sum(found[one][0].split("-")[0] == one.split("-")[0] for one in second) >= 0.75 * len(second)


def test_a_further_claim_changes_nothing_of_those_before_it() -> None:
    whole = nearest_earlier(story())
    for length in range(len(STORY)):
        before = nearest_earlier(story()[:length])
        assert before == {one: whole[one] for one in before}


def test_claims_of_one_article_are_neighbours_too() -> None:
    claims = [
        claim("denial", "البلدية تنفي انهيار الجدار"),
        claim("report", "انهيار الجدار مساء أمس"),
        claim("other", "افتتاح معرض الكتاب"),
    ]
    assert ("denial", "report") in near(claims, 1)


def test_a_name_in_common_makes_neighbours_of_claims_with_no_word_in_common() -> None:
    place = (Name(name="التل", gloss="Tall Hill", kind=NameKind.PLACE),)
    other = (Name(name="الوادي", gloss="Deep Valley", kind=NameKind.PLACE),)
    claims = [
        claim("a", "كلمات", gloss="qqq", names=place),
        claim("b", "xyz", gloss="www", article="A2", names=place),
        claim("c", "ghj", gloss="eee", article="A2", names=other),
    ]
    assert near(claims) == {("a", "b")}


def test_alias_joins_two_names() -> None:
    claims = [
        claim(str(n), text, gloss=text, names=(Name(name=text, gloss=text, kind=NameKind.PLACE),))
        for n, text in enumerate(("Ostrava", "Kelm"))
    ]
    assert not near(claims)
    assert near(claims, aliases={"kelm": "OSTRAVA"}) == {("0", "1")}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        pytest.param({"lower": 5, "upper": 5, "unit": "km"}, {"lower": 5, "upper": 5, "unit": "km"}, True, id="same"),
        pytest.param({"lower": 5, "upper": 5, "unit": "km"}, {"lower": 9, "upper": 9, "unit": "km"}, True, id="unit"),
        pytest.param({"lower": 5, "upper": 5, "counts": "dead"}, {"lower": 7, "upper": None, "counts": "dead"}, True,
                     id="counted-thing"),
        pytest.param({"lower": 5, "upper": 5, "unit": "km"}, {"lower": 5, "upper": 5, "unit": "hour"}, False,
                     id="other-unit"),
    ],
)  # fmt: skip
def test_quantities_bring_claims_together(one: dict[str, object], other: dict[str, object], meet: bool) -> None:
    claims = [
        claim("a", "qqq", quantities=(Quantity.model_validate({"said": "n"} | one),)),
        claim("b", "www", quantities=(Quantity.model_validate({"said": "n"} | other),)),
    ]
    assert bool(near(claims)) == meet


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        pytest.param(DAY, DAY, True, id="same-day"),
        pytest.param(DAY, EventTime(start=date(2031, 5, 1), end=date(2031, 5, 4)), True, id="day-in-span"),
        pytest.param(DAY, EventTime(start=date(2031, 5, 4)), False, id="next-day"),
        pytest.param(DAY, EventTime(start=date(2031, 1, 1), end=date(2031, 12, 31)), False, id="whole-year"),
        pytest.param(EventTime(relative="friday"), EventTime(relative="friday"), True, id="unresolved-weekday"),
        pytest.param(EventTime(), EventTime(), False, id="unstated"),
    ],
)
def test_event_day_brings_claims_together(one: EventTime, other: EventTime, meet: bool) -> None:
    claims = [claim("a", "qqq", event_time=one), claim("b", "www", event_time=other)]
    assert bool(near(claims)) == meet


def test_vectors_add_a_signal() -> None:
    claims = [claim("a", "qqq"), claim("b", "www"), claim("c", "zzz")]
    assert not near(claims)
    assert ("a", "b") in near(claims, 1, vectors=[[1, 0.1], [0.9, 0.2], [-1, 0.5]])


def test_vectors_of_a_large_set_find_their_twins() -> None:
    chance = random.Random(7)  # noqa: S311
    facts = [[chance.gauss(0, 1) for _ in range(48)] for _ in range(260)]
    claims, vectors = [], []
    for number, fact in enumerate(facts + facts):
        claims.append(claim(f"{number:03}", chr(0x4E00 + number), article=f"A{number // 260}"))
        vectors.append([value + chance.gauss(0, 0.4) for value in fact])
    twins = near(claims, 1, vectors=vectors)
    assert sum((f"{n:03}", f"{n + 260:03}") in twins for n in range(260)) >= 0.95 * 260


def test_a_claim_keeps_few_neighbours_and_few_of_one_article() -> None:
    claims = [claim(f"{n:03}", f"جسر النهر رقم {n}", article=f"A{n % 12}") for n in range(60)]
    last = nearest_earlier(claims)["059"]
    assert len(last) <= 24
    assert max(sum(int(one) % 12 == article for one in last) for article in range(12)) <= 3


def test_the_work_a_claim_does_not_grow_with_the_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    visited = []
    real = neighbours.shared_scores

    def counted(features: object, postings: object, budget: int) -> dict[int, float]:
        scores = real(features, postings, budget)  # type: ignore[arg-type]
        visited.append(len(scores))
        return scores

    monkeypatch.setattr(neighbours, "shared_scores", counted)
    monkeypatch.setattr(neighbours, "_VISITS", dict.fromkeys(neighbours._VISITS, 150))
    nearest_earlier([claim(f"{n:03}", f"bridge of {n} was closed", article=f"A{n}") for n in range(300)])
    assert 100 < max(visited) <= 150


def test_a_rare_word_in_common_is_looked_at_when_its_letters_are_too_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_VISITS", dict.fromkeys(neighbours._VISITS, 5))
    crowd = [claim(f"{n:03}", "bananas cabana", article=f"A{n}") for n in range(40)]
    claims = [claim("one", "banana", article="B"), *crowd, claim("other", "banana", article="C")]
    assert ("one", "other") in near(claims, 1)


@pytest.mark.parametrize("claims", [[], [claim("a", "وحيد")]], ids=["none", "one"])
def test_no_neighbour_without_two_claims(claims: list[Claim]) -> None:
    assert not near(claims)


NEAR = {"c": ("a", "b", "x"), "d": ("c", "b", "y")}


@pytest.mark.parametrize(
    ("room", "known", "shown"),
    [
        pytest.param(9, (), ("a", "b", "y", "x"), id="nearest-of-each-first"),
        pytest.param(2, (), ("a", "b"), id="no-more-than-there-is-room-for"),
        pytest.param(9, (("a", "b"),), ("a", "x", "y"), id="one-of-a-known-candidate"),
        pytest.param(0, (), (), id="no-room"),
    ],
)
def test_a_run_is_shown_beside_the_claims_nearest_to_it(
    room: int, known: tuple[tuple[str, ...], ...], shown: tuple[str, ...]
) -> None:
    candidates = [Candidate("?", one) for one in known]
    assert nearest_of_all(("c", "d"), NEAR, candidates, room) == shown


def test_candidates_grow_and_join_and_keep_the_question_that_was_asked_first() -> None:
    first = [Candidate("How many?", ("a", "b")), Candidate("Who?", ("c", "d"))]
    later = [Candidate("How many died?", ("b", "e")), Candidate("By whom?", ("d", "f")), Candidate("Why?", ("g", "h"))]
    assert united(first, later) == [
        Candidate("How many?", ("a", "b", "e")),
        Candidate("Who?", ("c", "d", "f")),
        Candidate("Why?", ("g", "h")),
    ]
    assert united(first, [Candidate("All?", ("a", "c"))]) == [Candidate("How many?", ("a", "b", "c", "d"))]
