"""What an article is asked once more: every question of few articles, the nearest of many, whoever comes later."""

from report_makers import claim

from factcmp.articles.from_text import make_article
from factcmp.groups.candidates.silence import Asked, SentenceIndex, claim_stems, questions_by_stem
from factcmp.models import Article


def articles(count: int) -> list[Article]:
    """Every tenth speaks of the lighthouse; each has a rare word of its own."""
    texts = ("The old lighthouse of Kamvar was closed. " * (not number % 10) for number in range(count))
    return [
        make_article(f"{text}Ferry {number}x sailed on time.", id=f"a{number}") for number, text in enumerate(texts)
    ]


def question(place: int, text: str, *speaking: str) -> Asked:
    return Asked(place, "?", frozenset(speaking), claim_stems([claim("c", "A1.1", make_article(text, id="a"), text)]))


QUESTIONS = [question(0, "The lighthouse of Kamvar was closed", "a0", "a10"), question(1, "Ferries to Dolm", "a1")]


def asked(article: str, count: int, questions: list[Asked]) -> list[int]:
    return SentenceIndex(articles(count)).worth_asking(article, questions, questions_by_stem(questions))


def test_each_of_few_articles_is_asked_every_question_on_which_it_is_silent() -> None:
    assert asked("a2", 12, QUESTIONS) == [0, 1]
    assert asked("a1", 12, QUESTIONS) == [0]


def test_each_of_many_is_asked_what_has_rare_words_in_common_with_it() -> None:
    assert asked("a20", 60, QUESTIONS) == [0]
    assert asked("a10", 60, QUESTIONS) == []
    assert asked("a3", 60, QUESTIONS) == []


def test_however_many_questions_there_are_no_more_than_some_are_asked() -> None:
    common = [question(place, f"Lighthouse keeper {place}q rescued", "a1") for place in range(45)]
    assert len(asked("a20", 60, common)) == 40


def test_sentences_beside_a_question_stay_the_same_when_another_article_comes() -> None:
    told = {SentenceIndex(articles(count)).open_question("a20", QUESTIONS[0]) for count in (60, 61, 200)}
    assert [one.sentences for one in told] == [("The old lighthouse of Kamvar was closed.",)]
