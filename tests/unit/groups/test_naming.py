"""What articles call one actor or place: counted where it stands, longest name first."""

from collections.abc import Sequence

from counting import calls_of

from factcmp.articles.from_text import make_article
from factcmp.groups.names.naming import find_naming, named_things
from factcmp.models import Alias, Article, Claim, Name, NameKind, Naming, Span, Stance


def article(number: int, text: str) -> Article:
    return make_article(text, id=f"a{number}", label=f"A{number}")


def claim(of: Article, *names: tuple[str, str, NameKind]) -> Claim:
    return Claim(
        id=f"c-{of.id}-{len(names)}",
        label="",
        article=of.id,
        statement="s",
        gloss="g",
        question="q",
        quote=Span(start=0, end=1, text=of.text[0]),
        attribution=(),
        stance=Stance.ASSERTS,
        names=tuple(Name(name=name, gloss=gloss, kind=kind) for name, gloss, kind in names),
    )


def counted(found: Sequence[Naming]) -> dict[str, list[tuple[str, str, int]]]:
    return {naming.name: [(use.article, use.name, len(use.places)) for use in naming.uses] for naming in found}


GROUP, PLACE = NameKind.GROUP, NameKind.PLACE
ONE = article(1, "نظام رادان يعلن السيطرة على أبو ضلعة. وقال نظام رادان إن قواته دخلت ابو ضلعة.")
TWO = article(2, "The government of Radan said it held Abu Dalaa. The government of Radan denied losses.")
CLAIMS = [
    claim(ONE, ("نظام رادان", "the Radan regime", GROUP), ("أبو ضلعة", "Abu Dalaa", PLACE)),
    claim(TWO, ("The government of Radan", "the government of Radan", GROUP), ("Abu Dalaa", "Abu Dalaa", PLACE)),
]


def test_spellings_and_renderings_of_one_place_are_one_and_loaded_names_need_the_table() -> None:
    assert counted(find_naming([ONE, TWO], CLAIMS, [])) == {
        "Abu Dalaa": [("a1", "أبو ضلعة", 2), ("a2", "Abu Dalaa", 1)],
    }


def test_table_joins_loaded_and_neutral_names_and_says_when_only_proposed() -> None:
    table = [
        Alias(name="Government of Radan", spellings=("the Radan regime", "the government of Radan"), proposed=True)
    ]
    found = find_naming([ONE, TWO], CLAIMS, table)
    assert counted(found)["Government of Radan"] == [("a1", "نظام رادان", 2), ("a2", "The government of Radan", 2)]
    assert {naming.name: naming.proposed for naming in found} == {"Government of Radan": True, "Abu Dalaa": False}


def test_two_entries_of_the_table_stay_two_whatever_a_rendering_says() -> None:
    table = [Alias(name="X", spellings=("نظام رادان",)), Alias(name="Y", spellings=("The government of Radan",))]
    things = named_things(
        [claim(ONE, ("نظام رادان", "Radan", GROUP)), claim(TWO, ("The government of Radan", "Radan", GROUP))],
        {"نظام رادان": "X", "the government of radan": "Y"},
    )
    assert len(things) == 2
    assert {alias.name for alias in table} == {thing.alias for thing in things}


def test_places_are_slices_of_the_text() -> None:
    for naming in find_naming([ONE, TWO], CLAIMS, []):
        for use in naming.uses:
            text = ONE.text if use.article == "a1" else TWO.text
            assert all(text[span.start : span.end] == span.text for span in use.places)


def test_longest_of_overlapping_names_counts() -> None:
    text = article(3, "The Coastguard of Velmaria came. Velmaria wept. The Coastguard left Velmaria. Velmaria slept.")
    claims = [claim(text, ("The Coastguard of Velmaria", "Coastguard", GROUP), ("The Coastguard", "Coastguard", GROUP)),
              claim(text, ("Velmaria", "Velmaria", PLACE), ("x", "x", PLACE), ("y", "y", PLACE))]  # fmt: skip
    other = article(4, "Velmaria.")
    assert counted(find_naming([text, other], claims, [])) == {
        "Velmaria": [("a3", "Velmaria", 3), ("a4", "Velmaria", 1)],
    }


def test_arabic_prepositions_written_on_to_a_name_do_not_hide_it() -> None:
    one, two = article(5, "وصلت إلى الشراع. بالشراع ملعب. للشراع مينا."), article(6, "مدينة الشراع")
    claims = [claim(one, ("الشراع", "Shiraa", PLACE)), claim(two, ("الشراع", "Shiraa", PLACE))]
    assert counted(find_naming([one, two], claims, []))["Shiraa"] == [("a5", "الشراع", 3), ("a6", "الشراع", 1)]


def test_what_is_named_rarely_or_in_one_way_by_one_article_is_no_main_actor() -> None:
    rare, often = article(7, "Keffel spoke."), article(8, "Brell spoke. Brell left. Brell slept.")
    claims = [claim(rare, ("Keffel", "Keffel", GROUP)), claim(often, ("Brell", "Brell", GROUP))]
    assert find_naming([rare, often], claims, []) == ()


def test_bracket_or_mark_that_opens_inside_a_name_is_closed() -> None:
    one = article(9, 'تنظيم "النهر" هنا. وحركة السهل (الشعبية) هناك. تنظيم "النهر".')
    two = article(10, "تنظيم النهر، وحركة السهل (الشعبية).")
    names = [('تنظيم "النهر"', "River", GROUP), ("حركة السهل (الشعبية)", "Plain", GROUP)]
    found = find_naming([one, two], [claim(one, *names), claim(two, *names)], [])
    assert [use.name for use in found[0].uses] == ['تنظيم "النهر"', "تنظيم النهر"]
    assert all(place.text.count("(") == place.text.count(")") for n in found for use in n.uses for place in use.places)


def test_names_are_sought_in_time_linear_in_articles() -> None:
    def work(count: int) -> int:
        towns = [f"{chr(97 + n % 26) * 3}{chr(97 + n // 26) * 3}ville" for n in range(count)]
        articles = [article(n, f"Fire reached {town}. People left {town}.") for n, town in enumerate(towns)]
        claims = [claim(one, (town, town, PLACE)) for one, town in zip(articles, towns, strict=True)]
        return calls_of(lambda: find_naming(articles, claims, []))

    assert work(200) < 2.3 * work(100)
