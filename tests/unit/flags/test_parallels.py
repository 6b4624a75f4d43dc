"""Articles that tell the same in the same order, whatever their words and languages, and what a report says of them."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from factcmp.articles.from_text import make_article
from factcmp.cli.summary import Tally, summary_lines
from factcmp.flags import find_flags
from factcmp.models import Claim, Flag, FlagKind, FlagNote, Group, Position, Relation, Report, Run, Span, Stance
from factcmp.report.contents import story_labels
from factcmp.report.html import render_html
from factcmp.report.markdown.document import render_markdown


def told(article: str, facts: str) -> tuple[str, list[Claim]]:
    """A text with one sentence a fact (a letter), and a claim of each."""
    text = "".join(f"{article} tells {fact}.\n" for fact in facts)
    claims = []
    for number, fact in enumerate(facts):
        quote = f"{article} tells {fact}"
        start = text.index(quote)
        claims.append(
            Claim(
                id=f"{article}{number}{fact}",
                label=f"{article.upper()}.{number + 1}",
                article=article,
                statement=quote,
                gloss=quote,
                question="",
                attribution=(),
                quote=Span(start=start, end=start + len(quote), text=quote),
                stance=Stance.ASSERTS,
            )
        )
    return text, claims


def report(**facts: str) -> Report:
    """Articles by what they tell; claims of one letter are one answer."""
    texts = {name: told(name, told_facts) for name, told_facts in facts.items()}
    articles = [make_article(text, id=name, label=name.upper()) for name, (text, _) in texts.items()]
    claims = [claim for _, found in texts.values() for claim in found]
    groups = []
    for number, letter in enumerate(sorted({claim.id[-1] for claim in claims}), 1):
        ids = tuple(claim.id for claim in claims if claim.id[-1] == letter)
        position = Position(label="A", summary=letter, claims=ids)
        relation = Relation.AGREEMENT if len(ids) > 1 else Relation.SINGLE_SOURCE
        groups.append(
            Group(
                id=letter,
                label=f"G{number}",
                question=letter,
                relation=relation,
                explanation="",
                claims=ids,
                positions=(position,),
                independent_sources=0,
            )
        )
    return Report(
        articles=tuple(articles),
        claims=tuple(claims),
        groups=tuple(groups),
        flags=find_flags(articles, (), claims, groups),
        run=Run(factcmp_version="0", model="by hand", answered_by="endpoint", language="en"),
    )


def flagged(flags: Sequence[Flag]) -> dict[tuple[str, str | None], float | None]:
    return {(flag.article, flag.other): flag.share for flag in flags if flag.kind is FlagKind.SAME_STORY}


def test_most_claims_in_the_same_order_are_the_same_story() -> None:
    found = report(a="abcdefghxy", b="abcdefgh", c="hxzw")
    assert flagged(found.flags) == {("a", "b"): 0.8, ("b", "a"): 1.0}
    flag = found.flags[0]
    assert flag.note is FlagNote.SAME_ORDER
    assert [span.text for span in flag.spans] == [f"a tells {fact}" for fact in "abcdefgh"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("abcdefgh", "hgfedcba", id="another-order"),
        pytest.param("abcde", "abcde", id="too-few"),
        pytest.param("abcdefghijkl", "abcdefmnopqrs", id="too-small-a-part"),
        pytest.param("abcdefgh", "ijklmnop", id="nothing-shared"),
    ],
)
def test_less_than_that_is_none(one: str, other: str) -> None:
    assert flagged(report(a=one, b=other).flags) == {}


def test_some_claims_between_or_moved_do_not_hide_it() -> None:
    assert flagged(report(a="abcdefghij", b="axbcydefihzj").flags) == {("a", "b"): 0.8, ("b", "a"): 0.67}


def test_a_short_digest_of_a_long_article_is_one() -> None:
    assert flagged(report(a="abcdefghijklmnopqrst", b="acegik").flags) == {("a", "b"): 0.3, ("b", "a"): 1.0}


def test_claims_that_one_article_repeats_count_once() -> None:
    assert flagged(report(a="aabbccddee", b="abcde").flags) == {}


def test_different_answers_to_the_same_questions_are_no_same_story() -> None:
    found = report(a="abcdefgh", b="abcdefgh")
    split = [
        group.model_copy(
            update={
                "positions": tuple(
                    Position(label=label, summary=label, claims=(claim,))
                    for label, claim in zip("AB", group.claims, strict=True)
                )
            }
        )
        for group in found.groups
    ]
    assert flagged(find_flags(found.articles, (), found.claims, split)) == {}


def crowd(size: int, *, first: str, last: str) -> dict[str, str]:
    """Many articles that all give two answers, and between them two that tell one story: the first and the last."""
    return {
        f"n{number:03}": "αβ" + (first if number == 0 else last if number == size - 1 else "") for number in range(size)
    }


def test_two_that_tell_the_same_are_found_in_a_crowd_that_shares_some_answers() -> None:
    found = report(**crowd(120, first="abcdefgh", last="abcdefgh"))
    assert set(flagged(found.flags)) == {("n000", "n119"), ("n119", "n000")}


def test_what_a_crowd_shares_is_looked_at_once_a_member_and_not_once_a_pair() -> None:
    few, crowded = (report(**{f"n{number:03}": "abcdef" for number in range(size)}) for size in (60, 120))
    assert len(flagged(crowded.flags)) < 3 * len(flagged(few.flags))
    assert len(story_labels(crowded.articles, crowded.flags)) == 1


def test_what_is_said_of_copies_is_not_said_again() -> None:
    long = " ".join(f"word{number}" for number in range(60)) + ". "
    found = report(a="abcdefgh", b="abcdefgh")
    articles = [one.model_copy(update={"text": one.text + long}) for one in found.articles]
    kinds = {flag.kind for flag in find_flags(articles, (), found.claims, found.groups)}
    assert kinds == {FlagKind.NEAR_DUPLICATE}


def test_the_order_of_articles_is_no_matter() -> None:
    facts = {"a": "abcdefghxy", "b": "abcdefgh", "c": "hxzw"}
    pairs = {frozenset(flagged(report(**{name: facts[name] for name in order}).flags)) for order in permutations("abc")}
    assert len(pairs) == 1


def test_stories_are_joined_through_a_third_article() -> None:
    found = report(a="abcdefgh", b="abcdefgh", c="abcdefgh", d="xyz")
    one, two, three, other = found.articles
    assert story_labels(found.articles, found.flags) == [[one.label, two.label, three.label]]
    assert story_labels([two, other], found.flags) == []
    assert story_labels([one, three], found.flags) == [[one.label, three.label]]


def test_a_report_says_that_two_articles_may_have_one_source() -> None:
    found = report(a="abcdefgh", b="abcdefgh", c="a")
    same = "tell the same story in the same order: perhaps one source"
    assert f"[A](#a), [B](#b) {same}" in render_markdown(found, title="t")
    assert "the same story in" in render_html(found, title="t")
    assert f"A, B {same}" in dict(summary_lines(found, (), Tally()))
    assert "perhaps one source" not in render_markdown(report(a="abcde", b="abcde"), title="t")
