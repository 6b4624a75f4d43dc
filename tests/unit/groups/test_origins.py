"""Independence: one source is counted once, however often, by whomever and in whatever language it is repeated."""

import random
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest
from counting import calls_of
from hypothesis import given
from hypothesis import strategies as st

from factcmp.articles.from_text import make_article
from factcmp.groups.findings.origins import Origins, shared_run
from factcmp.groups.names.same_voices import SameVoice, resolve_voices
from factcmp.groups.names.source_names import is_same_name
from factcmp.models import Claim, Origin, Source, SourceKind, Span, Stance
from factcmp.text.folding import fold_text, tokens

KINDS = {
    "outlet": SourceKind.OUTLET,
    "agency": SourceKind.AGENCY,
    "unnamed": SourceKind.UNNAMED,
    "monitor": SourceKind.MONITOR,
}
WIRE = "The lower lock gave way shortly before dawn and water ran into the market square"


def source(described: str) -> Source:
    """A source from "kind: name = gloss"; kind and gloss may be left out."""
    kind, _, names = described.rpartition(": ")
    name, _, gloss = names.partition(" = ")
    return Source(name=name, gloss=gloss or name, kind=KINDS.get(kind, SourceKind.OFFICIAL))


def claim(
    identifier: str,
    *chain: str,
    article: str | None = None,
    quote: str = "words",
    text: str | None = None,
) -> Claim:
    start = text.index(quote) if text else 0
    return Claim(
        id=identifier,
        label=identifier,
        article=article or f"article-{identifier}",
        statement=identifier,
        gloss=identifier,
        question="",
        quote=Span(start=start, end=start + len(quote), text=quote),
        attribution=tuple(source(link) for link in chain),
        stance=Stance.ASSERTS,
    )


def trace_origins(
    claims: Sequence[Claim],
    texts: Mapping[str, str],
    same: Sequence[SameVoice] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
    language: str = "en",
) -> tuple[Origin, ...]:
    longest = {claim.article: claim.quote.text for claim in sorted(claims, key=lambda claim: len(claim.quote.text))}
    outlets = {
        claim.article: claim.attribution[0].gloss
        for claim in sorted(claims, key=lambda one: one.id)
        if claim.attribution
    }
    articles = [
        make_article(texts.get(id, quote), id=id, label=id).model_copy(update={"outlet": outlets.get(id)})
        for id, quote in longest.items()
    ]
    voices = resolve_voices(articles, claims, same, aliases, language=language)
    return Origins(articles, claims, voices, aliases, language).trace(claims)


def traced(*claims: Claim, **texts: str) -> list[tuple[str, bool, str]]:
    """Name, known and the claims' ids of each origin."""
    return [
        (origin.name, origin.known, "".join(origin.claims))
        for origin in trace_origins(claims, {f"article-{one}": text for one, text in texts.items()})
    ]


def test_an_agency_has_its_name_in_the_script_of_the_report() -> None:
    claims = [claim("a", "agency: وكالة سانا = SANA"), claim("b", "agency: Reuters"), claim("c", "Water Board")]
    for language, names in (("ar", ["سانا", "رويترز", "Water Board"]), ("en", ["SANA", "Reuters", "Water Board"])):
        assert [origin.name for origin in trace_origins(claims, {}, language=language)] == names
    assert [origin.name for origin in trace_origins(claims[:2], {}, language="ru")] == ["SANA", "Рейтер"]


def test_a_name_that_adds_only_an_article_to_its_rendering_adds_nothing() -> None:
    assert is_same_name("A spokesman for the union", "spokesman for the union")
    assert is_same_name("ولايتي، مستشار المرشد", "ولايتي مستشار المرشد")
    assert not is_same_name("the mayor", "mayor Greta Holm")
    assert not is_same_name("la policía", "the police")


def independent(*chains: Sequence[str]) -> int:
    claims = [claim(f"{number}", *chain) for number, chain in enumerate(chains)]
    return len([origin for origin in trace_origins(claims, {}) if origin.known])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Water Board", "Water Board", id="same-name"),
        pytest.param("The Water Board", "WATER  BOARD", id="spelling"),
        pytest.param("هيئة المياه = Water Board", "Water Board", id="gloss-across-languages"),
        pytest.param("هَيْئَة المياه", "هيئة المياة", id="arabic-spelling"),
        pytest.param("Dr. Nadim Kestal", "Nadim Kestal", id="title"),
        pytest.param("الدكتور نديم كستال", "نديم كستال", id="arabic-title"),
        pytest.param("Water Minister Nadim Kestal", "Nadim Kestal", id="office-before-a-name"),
        pytest.param("وزير المياه نديم كستال", "نديم كستال", id="arabic-office-of-two-words"),
        pytest.param("Nadim Kestal, the minister of water", "Nadim Kestal", id="office-after-a-name"),
        pytest.param("former minister Nadim Kestal", "Nadim Kestal", id="former-office-of-a-person"),
        pytest.param("Kestal al-Nadim", "Kestal Nadim", id="transliterated-article"),
        pytest.param("director of the River Watch", "River Watch", id="voice-of-a-body"),
        pytest.param("المتحدث الرسمي باسم مرصد الأنهار", "مرصد الأنهار", id="arabic-voice-of-a-body"),
        pytest.param("River Watch spokeswoman", "River Watch", id="body-before-its-voice"),
        pytest.param("River Watch for Clean Water", "River Watch", id="full-form"),
        pytest.param("مرصد الأنهار لحماية البيئة", "مرصد الأنهار", id="arabic-full-form"),
        pytest.param("River Watch International (RWI)", "RWI", id="acronym-in-brackets"),
        pytest.param("agency: فرانس برس", "agency: AFP", id="agency-across-languages"),
        pytest.param("agency: أ.ف.ب", "agency: Agence France-Presse", id="agency-abbreviated"),
        pytest.param("agency: وكالة رويترز للأنباء", "agency: Reuters news agency", id="agency-with-its-kind"),
        pytest.param("مراسل رويترز = Reuters correspondent", "outlet: Reuters", id="agency-correspondent"),
    ],
)
def test_one_body_counts_once(one: str, other: str) -> None:
    assert independent(["outlet: Daily Reed", one], ["outlet: Evening Fern", other]) == 1
    assert independent(["outlet: Evening Fern", other], ["outlet: Daily Reed", one]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Northern Water Board", "Water Board", id="a-body-of-another-place"),
        pytest.param("Water Board", "Road Board", id="other-names"),
        pytest.param("director of the River Watch", "director of the Lake Watch", id="same-office-elsewhere"),
        pytest.param("former director of the River Watch", "River Watch", id="former-office-of-a-body"),
        pytest.param("agency: Reuters", "agency: AFP", id="agencies"),
        pytest.param("minister", "water minister", id="office-alone"),
        pytest.param("عبد الله كستال", "عبد الرحمن كستال", id="shared-name-parts"),
    ],
)
def test_other_bodies_count_apart(one: str, other: str) -> None:
    assert independent(["outlet: Daily Reed", one], ["outlet: Evening Fern", other]) == 2


def test_office_is_a_body_s_voice_only_beside_the_body() -> None:
    assert independent(["director of the River Watch"], ["spokesman for the River Watch"]) == 2
    assert independent(["director of the River Watch"], ["spokesman for the River Watch"], ["River Watch"]) == 1


@pytest.mark.parametrize(
    "name",
    [
        "unnamed: a neighbour of the lock keeper",
        "sources",
        "local sources",
        "a source in the Water Board",
        "senior security officials",
        "media reports",
        "residents",
        "مصادر محلية",
        "مصدر أمني مطلع",
        "تقارير إعلامية",
        "ناشطون",
        "شهود عيان",
        "وكالات",
        "مراسلنا",
        "السكان = residents of the place",
    ],
)
def test_nobody_in_particular_is_not_known(name: str) -> None:
    assert independent(["outlet: Daily Reed", name], ["outlet: Evening Fern", name]) == 0


@pytest.mark.parametrize(
    "name", ["the government", "the military", "Media Office", "الأمن العسكري", "National Security"]
)
def test_bodies_with_common_words_are_known(name: str) -> None:
    assert independent(["outlet: Daily Reed", name]) == 1


def test_unnamed_sources_of_one_article_are_one_origin() -> None:
    one = claim("a", "outlet: Daily Reed", "local sources", article="A1")
    two = claim("b", "outlet: Daily Reed", "Local sources", article="A1")
    elsewhere = claim("c", "outlet: Evening Fern", "local sources", article="A2")
    assert traced(one, two, elsewhere) == [("local sources", False, "ab"), ("local sources", False, "c")]


def test_whoever_reports_an_unnamed_source_is_the_origin() -> None:
    chains = (["outlet: Daily Reed", "monitor: River Watch", "local sources"], ["outlet: Evening Fern", "River Watch"])
    assert independent(*chains) == 1
    assert traced(claim("a", *chains[0])) == [("River Watch", True, "a")]


def test_outlet_s_own_voice_is_no_known_origin() -> None:
    claims = [
        claim("a", "outlet: Daily Reed"),
        claim("b", "outlet: The Daily Reed"),
        claim("c"),
        claim("d", "outlet: Evening Fern", "outlet: Evening Fern"),
    ]
    assert traced(*claims) == [("Daily Reed", False, "ab"), ("", False, "c"), ("Evening Fern", False, "d")]


def test_outlet_cited_by_another_is_a_known_origin_with_its_own_article() -> None:
    claims = [claim("a", "outlet: Daily Reed"), claim("b", "outlet: Evening Fern", "outlet: Daily Reed")]
    assert traced(*claims) == [("Daily Reed", True, "ab")]


@pytest.mark.parametrize("outlet", [None, "Evening Fern"])
def test_outlet_that_stands_alone_in_another_s_article_is_cited_and_no_voice_of_that_article(
    outlet: str | None,
) -> None:
    claims = [claim("a", "outlet: Daily Reed", article="A1"), claim("b", article="A1")]
    article = make_article("words", id="A1").model_copy(update={"outlet": outlet})
    voices = resolve_voices([article], claims)
    assert [voice.claims for voice in voices.voices] == [("a",), ("b",)]
    assert [origin.known for origin in Origins([article], claims, voices).trace(claims)] == [True, False]


def test_origin_is_known_where_the_voice_is_named_in_another_question() -> None:
    named = claim("a", "Ida Holm, of the union = Ida Holm, union spokeswoman", article="A1")
    same = claim("b", "the source = Ida Holm, union spokeswoman", article="A1")
    article = make_article("words", id="A1")
    origins = Origins([article], [named, same], resolve_voices([article], [named, same]))
    (origin,) = origins.trace([same])
    assert (origin.name, origin.known) == ("Ida Holm, union spokeswoman", True)


def test_agency_s_own_article_is_a_known_origin() -> None:
    assert traced(claim("a", "outlet: رويترز = Reuters")) == [("Reuters", True, "a")]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param("عنوان\nخبر عن الفيضان.\nالمصدر: رويترز", "Reuters", id="source-label"),
        pytest.param("عنوان\nخبر عن الفيضان.\nالمصدر : وكالة الصحافة الفرنسية", "AFP", id="source-label-spaced"),
        pytest.param("عنوان\nخبر عن الفيضان. (أ ف ب)", "AFP", id="bracket-at-the-end"),
        pytest.param("Title\nThe river rose.\n— Reuters", "Reuters", id="signature"),
        pytest.param("Title\nREEDHAM (AP) — The river rose.", "AP", id="dateline-in-brackets"),
        pytest.param("عنوان\nريدهام - الأناضول: ارتفع النهر.", "Anadolu", id="arabic-dateline"),
        pytest.param("سانا – ارتفع منسوب النهر: التفاصيل", "SANA", id="agency-first"),
        pytest.param("Title\nThe river rose.\nAFP, agencies", "AFP", id="agency-among-agencies"),
        pytest.param("سانا، وكالات\nارتفع النهر.", "SANA", id="arabic-agency-among-agencies"),
        pytest.param("Title\nThe river rose.\nReuters and AFP", None, id="two-agencies"),
        pytest.param("عنوان\nارتفع النهر.\nرويترز وسانا", None, id="two-agencies-in-arabic"),
        pytest.param("عنوان\nارتفع النهر.\nوكالات", None, id="agencies-unnamed"),
        pytest.param("Title\nThe river rose, Reuters said on Friday.", None, id="mention-in-a-sentence"),
        pytest.param("Reuters: the river rose\nIt rose.", None, id="headline-naming-a-source"),
        pytest.param("T\nA.\nB.\nThe agency (AFP)\nC.\nD.\nE.", None, id="bracket-in-the-middle"),
        pytest.param("Title\n" + "The river rose and fell. " * 4 + "An agency (AFP) denied it.", None,
                     id="bracket-explaining-a-name"),
        pytest.param("", None, id="no-text"),
    ],
)  # fmt: skip
def test_credit_line_makes_the_agency_the_origin_of_the_outlet_s_own_voice(text: str, agency: str | None) -> None:
    expected = [("Daily Reed", False, "a")] if agency is None else [(agency, True, "a")]
    assert traced(claim("a", "outlet: Daily Reed"), a=text) == expected


def test_credit_line_leaves_a_named_source_alone() -> None:
    assert traced(claim("a", "outlet: Daily Reed", "Water Board"), a="T\nX.\n(AFP)") == [("Water Board", True, "a")]


def test_same_wire_copy_under_two_outlets_is_one_origin_with_its_words() -> None:
    first = f"Morning title\n{WIRE}. Nobody was hurt."
    second = f"Other title\nOur report:\n«{WIRE.upper()}», it was said."
    origins = trace_origins(
        [
            claim("a", "outlet: Daily Reed", quote="gave way shortly", text=first),
            claim("b", "outlet: Evening Fern", quote="GAVE WAY", text=second),
        ],
        {"article-a": first, "article-b": second},
    )
    assert [(origin.claims, origin.shared_run) for origin in origins] == [(("a", "b"), WIRE)]


def test_arabic_wire_copy_is_found_across_spelling_habits() -> None:
    first = "انهارت البوابة السفلى للسد قُبيل الفجر وتدفّقت المياه إلى ساحة السوق القديمة."
    second = "وانهارت البوابه السفلي للسد قبيل الفجر وتدفقت المياه الى ساحة السوق القديمه، بحسب البلدية."
    origins = trace_origins(
        [claim("a", quote=first), claim("b", "بلدية النهر", quote=second)], {}
    )  # fmt: skip
    assert [(origin.name, origin.known) for origin in origins] == [("بلدية النهر", True)]
    assert origins[0].shared_run == first.removeprefix("انهارت ").removesuffix(".")


def test_same_words_in_one_article_join_nothing() -> None:
    claims = [
        claim("a", "Water Board", article="A1", quote=WIRE),
        claim("b", "River Watch", article="A1", quote=WIRE),
    ]
    assert [origin.shared_run for origin in trace_origins(claims, {})] == [None, None]


def test_copies_of_one_text_are_united_in_time_linear_in_copies() -> None:
    def work(count: int) -> int:
        copies = [claim(f"{count}-{number:03}", quote=WIRE) for number in range(count)]
        return calls_of(lambda: trace_origins(copies, {}))

    assert work(400) < 2.3 * work(200)


def test_shared_sentence_does_not_join_two_named_sources_but_shared_quote_does() -> None:
    text = f"{WIRE}, said the Water Board, while River Watch blamed rust."
    claims = [
        claim("a", "Water Board", quote="gave way", text=text),
        claim("b", "River Watch", quote="blamed rust", text=text),
    ]
    assert len(trace_origins(claims, {"article-a": text, "article-b": text})) == 2
    assert len(trace_origins([claim("a", "Water Board", quote=WIRE), claim("b", "River Watch", quote=WIRE)], {})) == 1


def test_run_is_not_recorded_where_the_name_joins_already() -> None:
    claims = [claim("a", "Water Board", quote=WIRE), claim("b", "Water Board", quote=WIRE)]
    assert [(origin.claims, origin.shared_run) for origin in trace_origins(claims, {})] == [(("a", "b"), None)]


def test_model_s_word_joins_named_speakers_and_never_unnamed_ones() -> None:
    claims = [
        claim("a", "Water Board"),
        claim("b", "River Watch"),
        claim("c", "outlet: Daily Reed", "sources"),
        claim("d", "outlet: Evening Fern", "residents"),
    ]
    names = {"a": "water board", "b": "river watch", "c": "sources", "d": "residents"}
    told = SameVoice("The Board", (), frozenset((f"article-{one}", name, name) for one, name in names.items()))
    origins = trace_origins(claims, {}, [told])
    assert [(origin.claims, origin.known) for origin in origins] == [
        (("a", "b"), True),
        (("c",), False),
        (("d",), False),
    ]
    assert origins[0].name == "The Board"


def test_alias_joins_two_names() -> None:
    claims = [claim("a", "WB"), claim("b", "Water Board"), claim("c", "Water Board")]
    origins = trace_origins(claims, {}, aliases={"wb": "water board"})
    assert [(origin.name, origin.claims) for origin in origins] == [("Water Board", ("a", "b", "c"))]


def test_known_origins_come_first_then_the_first_claim() -> None:
    claims = [claim("a", "sources"), claim("b", "Water Board"), claim("c", "River Watch"), claim("d", "Water Board")]
    assert [origin.claims for origin in trace_origins(claims, {})] == [("b", "d"), ("c",), ("a",)]


def test_no_claims_have_no_origins() -> None:
    assert trace_origins([], {}) == ()


@pytest.mark.parametrize(
    ("parties", "independent"),
    [
        pytest.param(["Norland", "Norland"], 1, id="one-party"),
        pytest.param(["the Norland", "NORLAND and its allies"], 1, id="with-its-allies"),
        pytest.param(["Norland", "Norland opposition"], 2, id="more-words-without-and"),
        pytest.param(["Norland", "Sudland"], 2, id="two-parties"),
        pytest.param([None, None], 2, id="no-party"),
        pytest.param(["Northern Land", "Norland"], 1, id="by-the-alias-table"),
        pytest.param(["the North", "North and its allies"], 1, id="by-the-alias-table-without-article"),
    ],
)
def test_voices_of_one_side_keep_their_names_and_count_once(parties: list[str | None], independent: int) -> None:
    claims = [
        one.model_copy(update={"attribution": (one.attribution[0].model_copy(update={"party": party}),)})
        for one, party in zip((claim("a", "Water Board"), claim("b", "River Watch")), parties, strict=True)
    ]
    articles = [make_article("", id=one.article, label=one.article) for one in claims]
    aliases = {"northern land": "norland", "the north": "norland"}
    origins = Origins(articles, claims, resolve_voices(articles, claims, aliases=aliases), aliases)
    assert [origin.name for origin in origins.trace(claims)] == ["Water Board", "River Watch"]
    assert origins.count_independent(origins.trace(claims)) == independent


def test_who_is_the_party_of_another_counts_with_it() -> None:
    norland, army = claim("a", "Norland"), claim("b", "the army")
    army = army.model_copy(update={"attribution": (army.attribution[0].model_copy(update={"party": "Norland"}),)})
    articles = [make_article("", id=one.article, label=one.article) for one in (norland, army)]
    origins = Origins(articles, [norland, army], resolve_voices(articles, [norland, army]))
    assert origins.count_independent(origins.trace([norland, army])) == 1


@pytest.mark.parametrize(
    ("a", "b", "run"),
    [
        pytest.param("one two three four", "one two three four", None, id="too-short"),
        pytest.param(f"«{WIRE}»", f"He said: {WIRE}!", WIRE, id="punctuation-around"),
        pytest.param(WIRE.replace(" ", "\n  "), WIRE, WIRE, id="white-space-collapsed"),
        pytest.param("", WIRE, None, id="empty"),
        pytest.param("下游水闸在黎明前", "下游水闸在黎明前", None, id="eight-characters-are-four-words"),
        pytest.param("下游水闸在黎明前突然决口淹没了集市", "报道称下游水闸在黎明前突然决口淹没了集市",
                     "下游水闸在黎明前突然决口淹没了集市", id="seventeen-characters"),
    ],
)  # fmt: skip
def test_shared_run(a: str, b: str, run: str | None) -> None:
    assert shared_run(a, b) == run


words = st.lists(st.sampled_from(["نهر", "السدّ", "water", "٣٫٥", "Ufer", "堤", "don’t"]), max_size=24).map(" ".join)


@given(words, words, words)
def test_shared_run_is_in_both(a: str, b: str, common: str) -> None:
    a, b = f"{a} {common}", f"{common} {b}"
    run = shared_run(a, b)
    if run is not None:
        assert run in a
        inner, outer = tokens(fold_text(run)), tokens(fold_text(b))
        assert any(outer[at : at + len(inner)] == inner for at in range(len(outer)))


chains = st.sampled_from(
    [
        (),
        ("outlet: Daily Reed",),
        ("outlet: Evening Fern",),
        ("outlet: Evening Fern", "outlet: Daily Reed"),
        ("outlet: Daily Reed", "sources"),
        ("outlet: Daily Reed", "River Watch"),
        ("director of the River Watch",),
        ("Nadim Kestal, director of the River Watch",),
        ("Nadim Kestal",),
        ("agency: رويترز",),
        ("agency: Reuters", "sources"),
    ]
)
quotes = st.sampled_from([WIRE, f"{WIRE} of Reedham.", "words", "other words"])
claim_lists = st.lists(st.tuples(chains, quotes, st.integers(0, 3)), max_size=8).map(
    lambda made: [
        claim(str(number), *chain, article=f"A{article}", quote=quote)
        for number, (chain, quote, article) in enumerate(made)
    ]
)


@given(claim_lists, st.randoms())
def test_division_does_not_depend_on_the_order(claims: list[Claim], chance: random.Random) -> None:
    def division(origins: tuple[Origin, ...]) -> set[tuple[frozenset[str], bool]]:
        return {(frozenset(origin.claims), origin.known) for origin in origins}

    origins = trace_origins(claims, {})
    assert sorted(one for origin in origins for one in origin.claims) == [one.id for one in claims]
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert division(trace_origins(shuffled, {})) == division(origins)
