"""The commands that ask nothing and say what a run would do: what is read of files, and what it would cost."""

import json
from collections.abc import Sequence
from typing import Any

import click

from factcmp.cli.commands.comparing import take_articles
from factcmp.cli.config import Settings
from factcmp.cli.options import asking, asking_command, paths_argument, taking_in
from factcmp.cli.outcome import Ending
from factcmp.cli.session import configuration_of
from factcmp.cli.terminal import counted, hand_over, say
from factcmp.llm.protocol import Usage
from factcmp.llm.usage import COUNTS, by_stage, cost_usd
from factcmp.models import Article, StageUse
from factcmp.report.wording import load_wording
from factcmp.stories.cost import estimate_story
from factcmp.stories.separating import separate_stories
from factcmp.text.languages import language_name

_SHOWN = ("title", "outlet", "author", "published", "language", "url")


@asking_command("factcmp read my-articles/", "factcmp read page.html two.docx --json", exit_codes=True)
@paths_argument
@click.option("--json", "as_json", is_flag=True, help="An object a line for each article, its text included.")
@taking_in
@asking("language", "aliases", "model", "local", "base_url", "mode", "temperature", "concurrency", "embedding_model",
        "no_cache", "replay", "record", "verbose", "quiet", "as_json")  # fmt: skip
def read(*, paths: Sequence[str], as_json: bool, intake: dict[str, Any], flags: dict[str, Any]) -> None:
    """Say what each article gives: title, outlet, author, day, language, length, and where each was found.

    At the end stands what a run would ask and cost. No model is asked, and no key is needed. PATH is what
    `factcmp report` takes. Exits with 3 where a file gives no article.
    """
    with Ending({"quiet": True}) as ending:
        taken = take_articles(paths, intake)
        if as_json:
            for article in taken.articles:
                hand_over(json.dumps(_as_object(article), ensure_ascii=False) + "\n")
        else:
            asked = _estimate_lines([taken.articles], configuration_of(flags).settings)
            if len(taken.articles) < 2:
                asked = ["one article alone has nothing to be compared with: give another"]
            say("\n".join([*(line for article in taken.articles for line in [*_lines(article), ""]), *asked]))
        ending.tell_failures(taken.failures)


@asking_command("factcmp estimate today/ --stories --prices prices.toml", "factcmp estimate my-articles/")
@paths_argument
@click.option("--stories", "apart", is_flag=True, help="Tell the events apart first, as `factcmp stories` does.")
@taking_in
@asking("as_json")
def estimate(*, paths: Sequence[str], apart: bool, intake: dict[str, Any], flags: dict[str, Any]) -> None:
    """Say what comparing articles would ask and cost, stage by stage. Asks nothing and needs no key.

    From what the recorded runs took for so much text. docs/measurements.md tells how far that was off.
    """
    articles = take_articles(paths, intake).articles
    sets = [story.originals for story in separate_stories(articles)] if apart else [articles]
    say("\n".join(_estimate_lines(sets, configuration_of(flags).settings)))


def _lines(article: Article) -> list[str]:
    """What a person wants to know of an article before it is compared."""
    told_by, words = article.source.told_by, load_wording("en").say
    lines = [article.path or article.url or "standard input"]
    for name in _SHOWN:
        value, teller = getattr(article, name), getattr(told_by, name)
        if name == "url" and not value:
            continue
        if name == "language" and value:
            value = f"{language_name(value)} ({value})"
        shown = f"{value}  [{words(f'told-by.{teller}')}]" if value and teller else "not told"
        lines.append(f"  {name:10} {shown}")
    reader = f", read by {article.source.reader}" if article.source.reader else ""
    lines.append(f"  {'length':10} {counted(len(article.text), 'character')}, "
                 f"{counted(len(article.text.split()), 'word')}{reader}")  # fmt: skip
    return lines + [f"  {'remark':10} {words(f'remark.{remark}')}" for remark in article.source.remarks]


def _estimate_lines(sets: Sequence[Sequence[Article]], settings: Settings) -> list[str]:
    """What comparing the articles of each set would ask, by stage, and what that costs."""
    limits = {"max_article_chars": settings.max_article_chars, "max_claims": settings.max_claims}
    told = (use for articles in sets for use in estimate_story([one.text for one in articles], **limits))
    stages = by_stage((use.stage, use) for use in told)
    total = StageUse(stage="in all", **{name: sum(getattr(use, name) for use in stages) for name in COUNTS})
    compared = sum(len(articles) > 1 for articles in sets)
    lines = [f"{counted(sum(map(len, sets)), 'article')}, {counted(compared, 'story', 'stories')} to compare"]
    lines += [
        f"{use.stage:11} {use.requests:9,} requests {use.input_tokens:13,} tokens in {use.output_tokens:12,} out"
        for use in (*stages, total)
    ]
    used = Usage(input_tokens=total.input_tokens, output_tokens=total.output_tokens)
    if (cost := cost_usd(used, *settings.prices())) is None:
        return [*lines, f"no price is known for {settings.model}: set price_input and price_output, or --prices"]
    off = "off by a tenth on average on the recorded runs, by a third at worst"
    return [*lines, f"{cost:,.2f} US dollars for {settings.model}; {off}"]


def _as_object(article: Article) -> dict[str, Any]:
    return {
        **article.model_dump(mode="json", include={*_SHOWN, "text"}),
        **article.source.model_dump(mode="json", include={"kind", "reader", "remarks"}),
        "told_by": article.source.told_by.model_dump(mode="json", exclude_none=True),
        "path": article.path or article.url,
    }
