from collections import Counter

import pytest

from factcmp.errors import ConfigurationError
from factcmp.text.words.lexicon import OWN_LANGUAGES, load_lexicon
from factcmp.text.words.meanings import LanguageWords, language_words, languages, read_words
from factcmp.text.words.tokens import Part

TRANSLATED = sorted(set(languages()) - set(OWN_LANGUAGES))


def read(code: str) -> LanguageWords:
    file = language_words(code)
    assert file is not None
    return file


def test_a_file_may_only_say_what_the_rules_know() -> None:
    for text, problem in (
        ('[words]\nmore_then = ["mehr als"]', "no such meaning: more_then"),
        ("[words]\n[number]\n1 = ['eins']", "number"),
        ("[words]\nabout = 'etwa'", "words.about: .*a list of words"),
        ("[words]\nabout = ['']", "words.about: .*a list of words"),
        ("[words", "no TOML"),
    ):
        with pytest.raises(ConfigurationError, match=rf"de\.toml.*{problem}"):
            read_words(text, "de")


@pytest.mark.parametrize("code", languages())
def test_a_language_has_its_numbers_its_scales_and_its_days(code: str) -> None:
    file = read(code)
    assert set(range(1, 10)) <= set(file.numbers[Part.UNIT])
    assert len(file.ordinals) >= 10
    assert file.numbers[Part.SCALE]
    for meaning in ("yesterday", "tomorrow", "about", "km"):
        assert file.words.get((meaning,)), meaning
    assert () not in [phrase for phrases in file.words.values() for phrase in phrases]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_phrase_of_a_translated_language_says_one_thing(code: str) -> None:
    file = read(code)
    said = [set(phrases) for phrases in file.words.values()]
    said += [set(phrases) for table in file.numbers.values() for phrases in table.values()]
    assert [
        phrase for phrase, times in Counter(one for said_once in said for one in said_once).items() if times > 1
    ] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_phrase_of_a_file_is_read_as_what_it_says(code: str) -> None:
    lexicon = load_lexicon(code)
    for meanings, phrases in read(code).words.items():
        if meanings[0] not in ("square_before", "square_after", "per_hour"):
            for phrase in phrases:
                assert meanings == tuple(name for said in lexicon.phrases[phrase].said for name in said), phrase


def test_a_language_has_its_own_months_whichever_was_read_before() -> None:
    for code in ("ja", "fr", "nl", "pt"):
        lexicon = load_lexicon(code)
        assert (("10", "月") in lexicon.phrases) == (code == "ja")
