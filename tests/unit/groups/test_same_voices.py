"""One voice once: by name, by rule, and by the model's word; who is not identified is never merged."""

from collections.abc import Sequence

import pytest
from counting import calls_of

from factcmp.articles.from_text import make_article
from factcmp.groups.answers import SameVoiceWire
from factcmp.groups.names.same_voices import Voices, named_speakers, resolve_voices, same_voices
from factcmp.models import Claim, Source, SourceKind, Span, Stance

ARTICLES = [make_article(f"Text of {id}.", id=id, label=id) for id in "abc"]


def claim(id: str, speaker: str | None, statement: str = "It sank.", kind: SourceKind = SourceKind.OFFICIAL) -> Claim:
    """A claim of the article that its id begins with."""
    sources = (Source(name=speaker, gloss=speaker, kind=kind),) if speaker else ()
    return Claim(
        id=id,
        label=id,
        article=id[0],
        statement=statement,
        gloss=statement,
        question="?",
        quote=Span(start=0, end=4, text="Text"),
        attribution=sources,
        stance=Stance.ASSERTS,
    )


def divided(voices: Voices) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(voice.claims)) for voice in voices.voices)


def told(claims: Sequence[Claim], *unions: tuple[str, list[str], list[int]]) -> Voices:
    """The voices after the model's word: name, roles and the numbers of the speakers."""
    asked = named_speakers(ARTICLES, claims, {})
    answer = [SameVoiceWire(reason="", name=name, roles=roles, speakers=numbers) for name, roles, numbers in unions]
    return resolve_voices(ARTICLES, claims, same_voices(asked, answer))


def test_a_body_and_who_speaks_for_it_are_one_voice_whose_roles_are_kept() -> None:
    claims = [claim("a1", "the harbour watch"), claim("b1", "Ilan Derr"), claim("c1", "the spokeswoman")]
    voices = told(claims, ("Harbour Watch", ["its director Ilan Derr", "its spokeswoman"], [1, 2, 3]))
    assert divided(voices) == [("a1", "b1", "c1")]
    (voice,) = voices.voices
    assert (voice.name, voice.roles, voice.known) == (
        "Harbour Watch",
        ("its director Ilan Derr", "its spokeswoman"),
        True,
    )


def test_a_speaker_is_one_voice_for_all_its_claims_of_an_article() -> None:
    claims = [claim("a1", "the watch"), claim("a2", "the watch", "It burned."), claim("b1", "Ilan Derr")]
    assert divided(told(claims, ("Harbour Watch", [], [1, 2]))) == [("a1", "a2", "b1")]


@pytest.mark.parametrize("name", ["a resident", "sources", "مصادر محلية", "two officials"])
def test_who_is_not_identified_is_a_voice_in_each_article_and_not_asked_about(name: str) -> None:
    claims = [claim("a1", name), claim("b1", name), claim("a2", name)]
    assert named_speakers(ARTICLES, claims, {}) == []
    voices = resolve_voices(ARTICLES, claims)
    assert divided(voices) == [("a1", "a2"), ("b1",)]
    assert [voice.known for voice in voices.voices] == [False, False]


@pytest.mark.parametrize("name", ["she", "المتحدثة"])
def test_a_word_that_two_speakers_are_called_by_makes_no_one_voice_of_them(name: str) -> None:
    def called(id: str, gloss: str) -> Claim:
        source = Source(name=name, gloss=gloss, kind=SourceKind.OFFICIAL)
        return claim(id, None).model_copy(update={"attribution": (source,)})

    claims = [
        called("a1", "Vera Sand, of the ministry"),
        called("a2", "the union's Ida Holm"),
        called("b1", "Vera Sand"),
    ]
    assert divided(resolve_voices(ARTICLES, claims)) == [("a1",), ("a2",), ("b1",)]
    assert len(named_speakers(ARTICLES, claims, {})) == 3
    assert divided(told(claims, ("Ministry", [], [1, 3]))) == [("a1", "b1"), ("a2",)]


def test_a_source_that_the_reading_resolves_to_a_named_speaker_is_that_speaker_s_voice() -> None:
    def called(id: str, name: str, gloss: str) -> Claim:
        source = Source(name=name, gloss=gloss, kind=SourceKind.OFFICIAL)
        return claim(id, None).model_copy(update={"attribution": (source,)})

    named = called("a1", "Ida Holm, of the union", "Ida Holm, union spokeswoman")
    same = called("a2", "the source", "Ida Holm, union spokeswoman")
    other = called("a3", "the source", "a source in the union")
    elsewhere = called("b1", "the source", "Ida Holm, union spokeswoman")
    voices = resolve_voices(ARTICLES, [named, same, other, elsewhere])
    assert divided(voices) == [("a1", "a2"), ("a3",), ("b1",)]
    assert voices.of_claim["a2"].known


def test_numbers_that_were_not_asked_about_or_given_twice_join_nothing() -> None:
    claims = [claim("a1", "Watch"), claim("b1", "Guard"), claim("c1", "Board")]
    voices = told(claims, ("One", [], [1, 2]), ("Other", [], [2, 3]), ("None", [], [9, 3]))
    assert divided(voices) == [("a1", "b1"), ("c1",)]


def test_an_article_s_own_voice_is_its_own() -> None:
    voices = resolve_voices(ARTICLES, [claim("a1", None), claim("b1", None), claim("a2", None)])
    assert divided(voices) == [("a1", "a2"), ("b1",)]


def test_two_voices_of_one_article_with_the_same_words_are_perhaps_one() -> None:
    words = "The ferry sank within an hour of leaving"
    same = [claim("a1", "a resident", words), claim("a2", "the harbour watch", words)]
    far = [claim("b1", "the pilot", "Nobody had checked the engine before"), claim("c1", "the harbour watch", words)]
    voices = resolve_voices(ARTICLES, [*same, *far])
    by_claim = voices.of_claim
    assert by_claim["a1"].perhaps == (by_claim["a2"].id,)
    assert by_claim["b1"].perhaps == ()


@pytest.mark.parametrize(
    ("one", "other", "are_perhaps_one"),
    [
        pytest.param("a port officer", "the port officer", True, id="another-article"),
        pytest.param("a senior officer of the port police", "an officer of the port police", True, id="a-word-more"),
        pytest.param("a resident of Mere", "a resident of Lund", False, id="another-place"),
        pytest.param("sources", "sources in the port police", False, id="sources-of-any-kind"),
    ],
)
def test_unidentified_voices_of_one_article_that_are_described_alike_are_perhaps_one(
    one: str, other: str, are_perhaps_one: bool
) -> None:
    said = ("Nobody had checked the engine", "Two boats came at dawn")
    claims = [claim(*given, SourceKind.UNNAMED) for given in zip(("a1", "a2"), (one, other), said, strict=True)]
    elsewhere = claim("b1", other, "The harbour was closed", SourceKind.UNNAMED)
    voices = resolve_voices(ARTICLES, [*claims, elsewhere]).of_claim
    assert voices["a1"].perhaps == ((voices["a2"].id,) if are_perhaps_one else ())
    assert voices["b1"].perhaps == ()


def test_labels_follow_how_often_a_voice_is_heard() -> None:
    claims = [claim("a1", "Board"), claim("a2", "Watch"), claim("b1", "Watch", "It burned.")]
    assert [(voice.label, voice.name) for voice in resolve_voices(ARTICLES, claims).voices] == [
        ("V1", "Watch"),
        ("V2", "Board"),
    ]


def test_speakers_are_told_apart_in_time_linear_in_speakers() -> None:
    def work(count: int) -> int:
        claims = [
            claim(f"a{n}", f"Office of harbour {chr(97 + n % 26) * (n // 26 + 1)} in Dolm {count}")
            for n in range(count)
        ]
        apart = [one.model_copy(update={"article": one.id}) for one in claims]
        articles = [make_article("It burned.", id=one.id) for one in claims]
        return calls_of(lambda: resolve_voices(articles, apart))

    assert work(200) < 2.3 * work(100)
