"""Who is asked once more about a question: every silent article of a few, the nearest of many."""

from factcmp.articles.headlines import make_article
from factcmp.groups.candidates.silence import SentenceIndex
from factcmp.models import Article, Claim, Span, Stance


def articles(count: int) -> list[Article]:
    """Every tenth speaks of the lighthouse; each has a rare word of its own."""
    texts = ("The old lighthouse of Kamvar was closed. " * (not number % 10) for number in range(count))
    return [
        make_article(f"{text}Ferry {number}x sailed on time.", id=f"a{number}") for number, text in enumerate(texts)
    ]


def claim(article: Article) -> Claim:
    text = article.text.split(".")[0]
    return Claim(
        id="c", label="A1.1", article=article.id, statement=text, gloss=text, question="?", attribution=(),
        quote=Span(start=0, end=len(text), text=text), stance=Stance.ASSERTS,
    )  # fmt: skip


def asked(count: int) -> list[str]:
    first, *others = articles(count)
    return [one.id for one in SentenceIndex([first, *others]).nearest(others, [claim(first)])]


def test_each_of_a_few_is_asked() -> None:
    assert len(asked(12)) == 11


def test_of_many_those_are_asked_that_have_rare_words_in_common() -> None:
    assert asked(60) == ["a10", "a20", "a30", "a40", "a50"]


def test_however_many_there_are_no_more_than_some_are_asked() -> None:
    assert len(asked(200)) == len(asked(400)) <= 12
