"""Stances read off a report, and the figures made of them."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from factcmp.articles.from_text import make_article
from factcmp.errors import InputError
from factcmp.measure.mentions import ScoredReport
from factcmp.measure.stance import (
    ArticleStance,
    Story,
    Verdict,
    headline_claims,
    load_headline_pairs,
    load_stories,
    read_stance,
    render_stances,
    score_stances,
    story_verdicts,
)
from factcmp.models import Between, Claim, Disagreement, Group, Position, Relation, Report, Run, Span, Stance

AGREE, DISAGREE, UNRELATED = ArticleStance.AGREE, ArticleStance.DISAGREE, ArticleStance.UNRELATED
RUN = Run(factcmp_version="", model="m", answered_by="endpoint", language="en")


def claim(id: str, article: str) -> Claim:
    return Claim(
        id=id, label=id, article=article, statement="s", gloss="s", question="q",
        quote=Span(start=0, end=1, text="x"), attribution=(), stance=Stance.ASSERTS,
    )  # fmt: skip


def group(relation: Relation, *positions: Sequence[str], between: Sequence[tuple[str, str, str]] = ()) -> Group:
    named = "+".join(claim for position in positions for claim in position)
    return Group(
        id=named, label="G1", question="q", relation=relation, explanation="", independent_sources=0,
        claims=tuple(claim for position in positions for claim in position),
        positions=tuple(Position(label="ABC"[n], summary="", claims=tuple(p)) for n, p in enumerate(positions)),
        between=tuple(
            Between(one=one, other=other, relation=Disagreement(relation), differs_in=(), reason="")
            for one, other, relation in between
        ),
    )  # fmt: skip


def report(*groups: Group) -> Report:
    """Claims are named by their article and a letter: 0a is of the claim's text, 1a of article 1."""
    claims = [claim(id_, id_[0]) for one in groups for id_ in one.claims]
    articles = tuple(make_article("x", id=id_) for id_ in "0123")
    return Report(articles=articles, claims=tuple(claims), groups=groups, run=RUN)


@pytest.mark.parametrize(
    ("groups", "stance"),
    [
        pytest.param([group(Relation.AGREEMENT, ["0a", "1a"])], AGREE, id="one position"),
        pytest.param(
            [group(Relation.CONTRADICTION, ["0a"], ["1a"], between=[("A", "B", "contradiction")])],
            DISAGREE,
            id="contradiction",
        ),
        pytest.param(
            [group(Relation.UPDATE, ["0a"], ["1a"], between=[("A", "B", "update")])], DISAGREE, id="update"
        ),
        pytest.param([group(Relation.PARTIAL, ["0a"], ["1a"], between=[("A", "B", "partial")])], AGREE, id="partial"),
        pytest.param([group(Relation.PARTIAL, ["0a"], ["1a"])], AGREE, id="positions of which nothing is said"),
        pytest.param(
            [group(Relation.CONTRADICTION, ["0a", "1a"], ["2a"], between=[("A", "B", "contradiction")])],
            AGREE,
            id="the contradiction is with a third article",
        ),
        pytest.param(
            [group(Relation.AGREEMENT, ["0a", "1a"]),
             group(Relation.CONTRADICTION, ["0b"], ["1b"], between=[("A", "B", "contradiction")])],
            DISAGREE,
            id="disagreement on one question outweighs agreement on another",
        ),
        pytest.param([group(Relation.AGREEMENT, ["0a", "2a"]), group(Relation.SINGLE_SOURCE, ["1a"])], UNRELATED,
                     id="no group in common"),
    ],
)  # fmt: skip
def test_stance_is_read_off_the_pairs_of_claims(groups: list[Group], stance: ArticleStance) -> None:
    assert read_stance(ScoredReport(report(*groups)), "0", "1") is stance
    assert read_stance(ScoredReport(report(*groups)), "1", "0") is stance


def verdicts(*pairs: tuple[ArticleStance, ArticleStance]) -> list[Verdict]:
    return [Verdict(item=str(n), cluster=str(n), expected=one, found=two) for n, (one, two) in enumerate(pairs)]


def test_figures_are_those_of_the_confusion() -> None:
    scores = score_stances(
        verdicts((AGREE, AGREE), (AGREE, DISAGREE), (DISAGREE, DISAGREE), (DISAGREE, UNRELATED), (UNRELATED, UNRELATED))
    )
    assert scores.accuracy.value == pytest.approx(3 / 5)
    assert scores.f1[AGREE].value == pytest.approx(2 / 3)
    assert scores.f1[DISAGREE].value == pytest.approx(1 / 2)
    assert scores.macro_f1.value == pytest.approx((2 / 3 + 1 / 2 + 2 / 3) / 3)
    assert (scores.false_conflicts.value, scores.false_conflicts.n) == (0.5, 2)
    assert scores.confusion[DISAGREE] == {AGREE: 0, DISAGREE: 1, UNRELATED: 1}
    assert scores.macro_f1.low <= scores.macro_f1.value <= scores.macro_f1.high


def test_interval_widens_where_items_hang_together() -> None:
    loose = verdicts(*[(AGREE, AGREE), (DISAGREE, UNRELATED)] * 10)
    tied = [v.model_copy(update={"cluster": str(n // 10)}) for n, v in enumerate(sorted(loose, key=lambda v: v.found))]
    one, two = score_stances(loose).accuracy, score_stances(tied).accuracy
    assert one.value == two.value
    assert two.high - two.low > one.high - one.low


def test_text_names_every_miss() -> None:
    text = render_stances(score_stances(verdicts((AGREE, AGREE), (AGREE, DISAGREE))), "pairs")
    assert "1            expected agree, found disagree" in text
    assert "no miss" in render_stances(score_stances(verdicts((AGREE, AGREE))), "pairs")


def test_stories_are_read_with_the_claim_first(tmp_path: Path) -> None:
    folder = tmp_path / "01"
    folder.mkdir()
    for number, text in enumerate(("The bridge fell", "It fell.", "It stands.")):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    labels = {"claim": "0.txt", "stance": {"1.txt": "agree", "2.txt": "disagree"}}
    (folder / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    (story,) = load_stories(tmp_path)
    assert [article.text for article in story.articles] == ["The bridge fell", "It fell.", "It stands."]
    found = story_verdicts(story, ScoredReport(report(group(Relation.AGREEMENT, ["0a", "1a"]))))
    assert [(v.item, v.expected, v.found) for v in found] == [("01/1", AGREE, AGREE), ("01/2", DISAGREE, UNRELATED)]
    (folder / "labels.json").write_text('{"claim": "0.txt", "stance": {"1.txt": "perhaps"}}', encoding="utf-8")
    with pytest.raises(InputError, match="perhaps"):
        load_stories(tmp_path)


def test_headlines_become_articles_of_one_claim_and_pairs_are_not_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "headline_pairs_en.jsonl"
    rows = [{"id": n, "s1": f"Gold rises {n}", "s2": f"Gold falls {n}", "stance": "disagree"} for n in range(30)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    pairs = load_headline_pairs(path)
    extraction = headline_claims(pairs, RUN)
    assert len(extraction.claims) == 60
    assert all(c.quote.text == c.statement == c.gloss for c in extraction.claims)
    names = [article.id for article in extraction.articles]
    assert sum(one[:-1] == other[:-1] for one, other in pairwise(names)) < 5
    assert headline_claims(pairs, RUN) == extraction
    path.write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load_headline_pairs(path)


def test_pairs_are_judged_by_their_own_two_headlines() -> None:
    headlines = tuple(make_article(text, id=id_) for id_, text in (("7a", "Gold rises"), ("7b", "Gold falls")))
    pair = Story(name="7", articles=headlines, stances={"7b": DISAGREE})
    extraction = headline_claims([pair], RUN)
    ids = {c.article: c.id for c in extraction.claims}
    joined = group(Relation.CONTRADICTION, [ids["7a"]], [ids["7b"]], between=[("A", "B", "contradiction")])
    found = Report(articles=extraction.articles, claims=extraction.claims, groups=(joined,), run=RUN)
    assert [v.found for v in story_verdicts(pair, ScoredReport(found))] == [DISAGREE]
