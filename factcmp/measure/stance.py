"""Stance benchmarks: what a report says of an article towards a claim, against what people said.

Two kinds of data: folders of stories (`0.txt` the claim, further texts the articles, `labels.json` their stances), and
a file of headline pairs (`headline_pairs_*.jsonl`), which tries the comparison alone.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import product
from pathlib import Path

from factcmp.articles import load_articles
from factcmp.articles.from_text import make_article
from factcmp.articles.limits import guarded
from factcmp.measure.mentions import ScoredReport
from factcmp.measure.relation_units import CONFLICTS
from factcmp.measure.scores import Finding
from factcmp.models import Article, Claim, Extraction, Frozen, Run, Span, Stance
from factcmp.models.ids import digest
from factcmp.models.partition import grouped

_RESAMPLES = 2000


class ArticleStance(StrEnum):
    """What an article does with a claim."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNRELATED = "unrelated"


class Story(Frozen):
    """One claim, the articles around it, and the stance that people gave to each article."""

    name: str
    articles: tuple[Article, ...]
    """The claim's first."""
    stances: dict[str, ArticleStance]
    """By article id."""


class Verdict(Frozen):
    """One item of a benchmark, as labelled and as read off a report."""

    item: str
    """Story and article."""
    cluster: str
    """Items of one cluster are drawn together when an interval is computed."""
    expected: ArticleStance
    found: ArticleStance


class Figure(Frozen):
    """A figure between 0 and 1 with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


class StanceScores(Frozen):
    """How well the stances were found."""

    accuracy: Figure
    macro_f1: Figure
    f1: dict[ArticleStance, Figure]
    false_conflicts: Figure
    """Share of the items labelled `agree` that were found to disagree."""
    confusion: dict[ArticleStance, dict[ArticleStance, int]]
    """Expected, then found."""
    verdicts: tuple[Verdict, ...]


def load_stories(folder: Path) -> tuple[Story, ...]:
    """The stories in the subfolders of `folder` that have a `labels.json`, in order of name."""
    return tuple(_load_story(labels.parent) for labels in sorted(folder.glob("*/labels.json")))


def _load_story(folder: Path) -> Story:
    with guarded(f"{folder}/labels.json", "a story's labels"):
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        claim, stances = labels["claim"], labels["stance"]
        articles = load_articles([folder / name for name in (claim, *stances)])
        stance_of = {
            article.id: ArticleStance(stance) for article, stance in zip(articles[1:], stances.values(), strict=True)
        }
    return Story(name=folder.name, articles=articles, stances=stance_of)


def load_headline_pairs(path: Path) -> tuple[Story, ...]:
    """The pairs of a JSONL file with `id`, `s1`, `s2` and `stance`, each a story of two headlines."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        with guarded(f"{path}, line {number},", "a headline pair"):
            row = json.loads(line)
            texts = {f"{row['id']}{end}": row[field].strip() for end, field in (("a", "s1"), ("b", "s2"))}
            articles = tuple(make_article(text, id=id_, title=text) for id_, text in texts.items())
            stances = {articles[1].id: ArticleStance(row["stance"])}
        pairs.append(Story(name=str(row["id"]), articles=articles, stances=stances))
    return tuple(pairs)


def headline_claims(pairs: Sequence[Story], run: Run) -> Extraction:
    """Each headline as an article with one claim, itself: pass 2 alone is tried.

    Headlines of one pair do not stand beside each other, so that their place gives nothing away.
    """
    headlines = sorted(
        (one for pair in pairs for one in pair.articles), key=lambda article: digest(article.id, article.text)
    )
    articles = tuple(article.model_copy(update={"label": f"A{n}"}) for n, article in enumerate(headlines, 1))
    claims = tuple(
        Claim(
            id=f"c{digest(article.id, article.text)}",
            label=f"{article.label}.1",
            article=article.id,
            statement=article.text,
            gloss=article.text,
            question=article.text,
            quote=Span(start=0, end=len(article.text), text=article.text),
            attribution=(),
            stance=Stance.ASSERTS,
        )
        for article in articles
    )
    return Extraction(articles=articles, claims=claims, run=run)


def read_stance(index: ScoredReport, one: str, other: str) -> ArticleStance:
    """What the report says of two articles (ids), by the claims of both that it holds against each other.

    A contradiction or an update between any two of their claims is disagreement; otherwise an agreement or a partial
    one is agreement; otherwise they are unrelated.
    """
    claims = (index.claims_in.get(article, ()) for article in (one, other))
    found = {index.pair(left.id, right.id)[0] for left, right in product(*claims)}
    if found & CONFLICTS:
        return ArticleStance.DISAGREE
    return ArticleStance.AGREE if found - {Finding.APART} else ArticleStance.UNRELATED


def story_verdicts(story: Story, index: ScoredReport) -> tuple[Verdict, ...]:
    """One verdict for each article of the story that has a label."""
    claim = story.articles[0].id
    return tuple(
        Verdict(item=f"{story.name}/{id_}", cluster=story.name, expected=stance, found=read_stance(index, claim, id_))
        for id_, stance in story.stances.items()
    )


def score_stances(verdicts: Sequence[Verdict]) -> StanceScores:
    """Accuracy, F1 and confusion, with intervals from resampling clusters (percentile bootstrap, fixed seed).

    F1 is averaged over the stances that occur among the labels.
    """
    counts = Counter((verdict.expected, verdict.found) for verdict in verdicts)
    stances = [stance for stance in ArticleStance if any(expected is stance for expected, _ in counts)]
    return StanceScores(
        accuracy=_figure(verdicts, _accuracy),
        macro_f1=_figure(verdicts, lambda drawn: sum(_f1(drawn, stance) for stance in stances) / len(stances)),
        f1={stance: _figure(verdicts, lambda drawn, stance=stance: _f1(drawn, stance)) for stance in stances},  # type: ignore[misc]
        false_conflicts=_figure(
            [verdict for verdict in verdicts if verdict.expected is ArticleStance.AGREE],
            lambda drawn: sum(v.found is ArticleStance.DISAGREE for v in drawn) / max(len(drawn), 1),
        ),
        confusion={expected: {found: counts[expected, found] for found in ArticleStance} for expected in stances},
        verdicts=tuple(verdicts),
    )


def render_stances(scores: StanceScores, title: str) -> str:
    """The figures, the confusion and every miss, as text."""
    figures = {
        "macro F1": scores.macro_f1,
        **{f"F1 {stance}": figure for stance, figure in scores.f1.items()},
        "accuracy": scores.accuracy,
        "false conflicts on agreeing": scores.false_conflicts,
    }
    lines = [title, ""]
    lines += [
        f"  {name:28} {f.value:.3f}  (95 % {f.low:.3f} to {f.high:.3f}, n = {f.n})" for name, f in figures.items()
    ]
    lines += ["", f"  {'expected, found →':20}" + "".join(f"{found:>11}" for found in ArticleStance)]
    lines += [f"  {row:20}" + "".join(f"{n:>11}" for n in found.values()) for row, found in scores.confusion.items()]
    missed = [verdict for verdict in scores.verdicts if verdict.expected is not verdict.found]
    lines += ["", "  misses:" if missed else "  no miss"]
    lines += [f"  {miss.item:12} expected {miss.expected}, found {miss.found}" for miss in missed]
    return "\n".join(lines) + "\n"


def _accuracy(verdicts: Sequence[Verdict]) -> float:
    return sum(verdict.expected is verdict.found for verdict in verdicts) / max(len(verdicts), 1)


def _f1(verdicts: Sequence[Verdict], stance: ArticleStance) -> float:
    expected = sum(verdict.expected is stance for verdict in verdicts)
    found = sum(verdict.found is stance for verdict in verdicts)
    right = sum(verdict.expected is stance and verdict.found is stance for verdict in verdicts)
    return 2 * right / (expected + found) if expected + found else 0.0


def _figure(verdicts: Sequence[Verdict], measure: Callable[[Sequence[Verdict]], float]) -> Figure:
    """The measure over all, and its 95 % interval over resampled clusters."""
    clusters = grouped(verdicts, lambda verdict: verdict.cluster)
    drawn = random.Random(0)  # noqa: S311
    names = list(clusters)
    draws = (drawn.choices(names, k=len(names)) for _ in range(_RESAMPLES if names else 0))
    values = sorted(measure([verdict for name in draw for verdict in clusters[name]]) for draw in draws) or [0.0]
    return Figure(
        value=measure(verdicts),
        low=values[int(0.025 * (len(values) - 1))],
        high=values[round(0.975 * (len(values) - 1))],
        n=len(verdicts),
    )
