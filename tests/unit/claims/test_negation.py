"""Negation: which words deny or turn round, which only look like it, and what they govern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcmp.claims.negation import has_particle, negated_stems, negates, negates_next, without_idioms, word_stem
from factcmp.text.folding import fold_text


@pytest.mark.parametrize("language", [None, "", "he", "ja", "sw-KE"])
def test_a_language_without_a_table_is_not_judged(language: str | None) -> None:
    assert negates("The ferry did not sail", language) is None
    assert has_particle("The ferry did not sail", language) is None
    assert negated_stems("The ferry did not sail", language) == frozenset()
    assert not negates_next("not", "sailed", language)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN-us"])
def test_a_region_does_not_matter(language: str) -> None:
    assert negates("The ferry did not sail", language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("لَمْ تُبحر العبّارة", "ar", id="particle-with-diacritics"),
        pytest.param("ولن تبحر العبارة", "ar", id="and-attached"),
        pytest.param("نفى الميناء الخبر", "ar", id="denied"),
        pytest.param("ونفت الإدارة الخبر", "ar", id="and-denied"),
        pytest.param("للنفي", "ar", id="denial-with-article"),
        pytest.param("خبر عارٍ من الصحة", "ar", id="untrue"),
        pytest.param("The ferry didn’t sail", "en", id="curly-apostrophe"),
        pytest.param("THE FERRY CANNOT SAIL", "en", id="capitals"),
        pytest.param("The captain denied it", "en", id="denied-en"),
        pytest.param("a baseless rumour", "en", id="baseless"),
        pytest.param("Le ferry n’est pas parti", "fr", id="french"),
        pytest.param("Die Fähre fährt nicht", "de", id="german"),
        pytest.param("Keine Fähre fährt", "de", id="german-kein"),
        pytest.param("El barco no zarpó", "es", id="spanish"),
        pytest.param("Паром не вышел", "ru", id="russian"),
        pytest.param("Капитан опроверг это", "ru", id="russian-denied"),
        pytest.param("Vapur kalkmadı", "tr", id="turkish-inside-the-verb"),
        pytest.param("渡轮没有出发", "zh", id="chinese"),
        pytest.param("船长否认此事", "zh", id="chinese-denied"),
        pytest.param("کشتی حرکت نکرد و هیچ کس نبود", "fa", id="persian"),
    ],
)
def test_words_that_negate_or_deny(text: str, language: str) -> None:
    assert negates(text, language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", "ar", id="empty"),
        pytest.param("أبحرت العبّارة فجراً", "ar", id="arabic"),
        pytest.param("شربوا ماءً ونالوا المال", "ar", id="water-and-money"),
        pytest.param("The notable captain knows the north", "en", id="not-inside-words"),
        pytest.param("Die Fähre fährt noch", "de", id="german-still"),
        pytest.param("Le ferry est parti", "fr", id="french"),
        pytest.param("Паром вышел", "ru", id="russian"),
        pytest.param("渡轮出发", "zh", id="chinese"),
    ],
)
def test_words_that_do_not(text: str, language: str) -> None:
    assert negates(text, language) is False
    assert has_particle(text, language) is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("لا تزال العبّارة في الميناء", "ar", id="still"),
        pytest.param("وما زالت العبّارة في الميناء", "ar", id="still-past"),
        pytest.param("ما لا يقل عن 30 راكباً", "ar", id="at-least"),
        pytest.param("لا سيما العبّارة", "ar", id="above-all"),
        pytest.param("ليس فقط الركاب", "ar", id="not-only"),
        pytest.param("غير أن العبّارة أبحرت", "ar", id="however"),
        pytest.param("أبحرت العبّارة على ما يبدو", "ar", id="what-after-a-preposition"),
        pytest.param("في ما يخص الميناء", "ar", id="what-after-in"),
        pytest.param("not only the ferry", "en", id="not-only-en"),
        pytest.param("No fewer than 30 passengers", "en", id="no-fewer-than"),
        pytest.param("Nicht nur die Fähre", "de", id="nicht-nur"),
        pytest.param("sin embargo el barco", "es", id="sin-embargo"),
        pytest.param("non seulement le ferry", "fr", id="non-seulement"),
        pytest.param("не только паром", "ru", id="ne-tolko"),
        pytest.param("无人机在非洲特别多", "zh", id="drone-africa-especially"),
    ],
)
def test_idioms_negate_in_form_only(text: str, language: str) -> None:
    assert has_particle(text, language) is False
    assert negated_stems(text, language) == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("لا تتجاوز العبّارة الميناء", "ar", id="does-not-pass"),
        pytest.param("لا تزال العبّارة هنا ولم تبحر", "ar", id="still-and-not"),
        pytest.param("not only the ferry did not sail", "en", id="idiom-then-not"),
    ],
)
def test_a_negation_beside_an_idiom_counts(text: str, language: str) -> None:
    assert has_particle(text, language) is True


@pytest.mark.parametrize(
    ("text", "language", "stems"),
    [
        pytest.param("لم تبحر العبّارة", "ar", {"بحر"}, id="next-word"),
        pytest.param("لم يتم إصلاح المحرك", "ar", {word_stem(fold_text("إصلاح"))}, id="auxiliary-passed-over"),
        pytest.param("أبحرت الأولى ولم تبحر الثانية", "ar", set(), id="free-elsewhere"),
        pytest.param("ليست في الميناء", "ar", set(), id="preposition-tells-nothing"),
        pytest.param("ما أعلنته الإدارة", "ar", set(), id="ma-is-also-which"),
        pytest.param("the ferry has not yet been repaired", "en", {word_stem("repaired")}, id="two-passed-over"),
        pytest.param("it no longer sails", "en", {word_stem("sails")}, id="no-longer"),
        pytest.param("it did not", "en", set(), id="nothing-behind"),
        pytest.param("it is not in port", "en", set(), id="preposition-en"),
        pytest.param("ils ne sont pas partis", "fr", {word_stem("partis")}, id="french-two-particles"),
        pytest.param("渡轮没有出发", "zh", set(), id="single-characters-tell-nothing"),
    ],
)
def test_what_a_particle_governs(text: str, language: str, stems: set[str]) -> None:
    assert negated_stems(text, language) == stems


@pytest.mark.parametrize(
    ("before", "after", "language", "expected"),
    [
        pytest.param("", "sailed", "en", False, id="nothing-before"),
        pytest.param("did not", "sail", "en", True, id="not"),
        pytest.param("not only", "sailed", "en", False, id="word-between"),
        pytest.param("denied that", "it sailed", "en", True, id="denied-that"),
        pytest.param("denied", "that it sailed", "en", True, id="that-behind-the-border"),
        pytest.param("said that", "it sailed", "en", False, id="said-that"),
        pytest.param("denied that it sailed and said that", "it sank", "en", False, id="denied-that-earlier"),
        pytest.param("نفت اداره الميناء ان", "العباره ابحرت", "ar", True, id="subject-between"),
        pytest.param("نفت الاداره ذلك وقالت ان", "العباره ابحرت", "ar", False, id="denied-something-else"),
        pytest.param("من دون", "ان تبحر", "ar", True, id="without-that"),
        pytest.param("غير", "ان العباره ابحرت", "ar", False, id="however"),
        pytest.param("غير", "موكد", "ar", True, id="un"),
        pytest.param("ما", "اعلنته", "ar", False, id="ambiguous"),
        pytest.param("渡轮没有", "出发", "zh", True, id="meiyou"),
        pytest.param("渡轮特别", "大", "zh", False, id="tebie"),
        pytest.param("渡轮只有", "一艘", "zh", False, id="only-has"),
    ],
)
def test_what_stands_before_turns_round_what_follows(before: str, after: str, language: str, expected: bool) -> None:
    assert negates_next(before, after, language) is expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("دخلت تدخل يدخل دخلوا يدخلون ستدخل سيدخل", id="enter"),
        pytest.param("سيطر سيطرت تسيطر ستسيطر السيطرة سيطروا", id="seize-begins-with-s-and-y"),
        pytest.param("استهدفت تستهدف يستهدف استهدفوا", id="tenth-form"),
        pytest.param("أبحرت تبحر أبحروا", id="fourth-form"),
        pytest.param("enter enters entered entering", id="english"),
        pytest.param("seize seizes seized seizing", id="silent-e"),
        pytest.param("carry carries carried carrying", id="y"),
        pytest.param("stop stopped stopping stops", id="doubled-letter"),
        pytest.param("leave left leaving leaves", id="irregular"),
    ],
)
def test_a_verb_keeps_its_stem_between_tenses(forms: str) -> None:
    assert len({word_stem(word) for word in fold_text(forms).split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("دخلت", "خرجت"), ("enter", "leave"), ("قصف", "قصر"), ("أبحرت", "أغلقت"), ("port", "part")],
)
def test_other_words_keep_other_stems(one: str, other: str) -> None:
    assert word_stem(fold_text(one)) != word_stem(fold_text(other))


@given(st.text(max_size=60), st.sampled_from(["ar", "en", "fr", "tr", "zh", None, "he"]))
def test_every_particle_negates(text: str, language: str | None) -> None:
    assert not has_particle(text, language) or negates(text, language)
    words = fold_text(text).split()
    assert all(word_stem(word) for word in words)
    assert len(without_idioms(text, language).replace(" ", "")) <= len("".join(words))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("la compagnie n'a rien fait", "fr", id="french-elision"),
        pytest.param("l’équipage n’a prévenu qui que ce soit", "fr", id="french-curly-apostrophe"),
        pytest.param("nadie avisó a la empresa", "es", id="spanish-nobody"),
        pytest.param("ninguém avisou a empresa", "pt", id="portuguese-nobody"),
        pytest.param("niemand warnte die Reederei", "de", id="german-nobody"),
        pytest.param("никто не предупредил", "ru", id="russian-nobody"),
    ],
)
def test_words_for_nobody_and_nothing_negate(text: str, language: str) -> None:
    assert negates(text, language)
    assert has_particle(text, language)


@pytest.mark.parametrize("text", ["فرماندار به محل حادثه نرفت", "کشتی نمی‌رود", "آنان نخواهند آمد"])
def test_persian_verb_may_carry_its_negation(text: str) -> None:
    assert negates(text, "fa")
    assert not has_particle(text, "fa")
