"""The command that shows what is read of files before anything is asked."""

import json
from collections.abc import Sequence
from typing import Any

import click

from factcmp.claims.answers import ClaimsWire
from factcmp.cli import terminal
from factcmp.cli.commands.comparing import take_articles
from factcmp.cli.config import Settings
from factcmp.cli.options import AskingCommand, asking, examples, taking_in
from factcmp.cli.outcome import Ending
from factcmp.cli.session import configuration_of
from factcmp.cli.terminal import counted, hand_over, plain
from factcmp.llm.prompts import load_prompt
from factcmp.models import Article
from factcmp.report.wording import load_wording
from factcmp.text.languages import language_name
from factcmp.text.sentences import part_spans

_BYTES_PER_TOKEN = 4
_ANSWER_PER_TEXT = 2.2
"""Tokens of answers for a byte of article, as the recording of the seeds has them."""
_SHOWN = ("title", "outlet", "author", "published", "language", "url")


@click.command(
    cls=AskingCommand,
    short_help="What is read of your files; asks nothing.",
    epilog=examples("factcmp read my-articles/", "factcmp read page.html two.docx --json", exit_codes=True),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="An object a line for each article, its text included.")
@taking_in
@asking("language", "aliases", "model", "local", "base_url", "mode", "temperature", "concurrency", "embedding_model",
        "no_cache", "replay", "record", "verbose", "quiet", "as_json")  # fmt: skip
def read(*, paths: Sequence[str], as_json: bool, intake: dict[str, Any], flags: dict[str, Any]) -> None:
    """Say what each article gives: title, outlet, author, day, language, length, and where each was found.

    At the end stands what pass 1 of a run would ask. No model is asked, and no key is needed. PATH is what
    `factcmp report` takes. Exits with 3 where a file gives no article.
    """
    with Ending({"quiet": True}) as ending:
        taken = take_articles(paths, intake)
        if as_json:
            for article in taken.articles:
                hand_over(json.dumps(_as_object(article), ensure_ascii=False) + "\n")
        else:
            asked = _request_lines(taken.articles, configuration_of(flags).settings)
            terminal.say("\n".join(line for article in taken.articles for line in [*_lines(article), ""]) + "\n")
            terminal.say("\n".join(asked))
        ending.tell_failures(taken.failures)


def _lines(article: Article) -> list[str]:
    """What a person wants to know of an article before it is compared."""
    told_by, say = article.source.told_by, load_wording("en").say
    lines = [plain(article.path or article.url or "standard input")]
    for name in _SHOWN:
        value, teller = getattr(article, name), getattr(told_by, name)
        if name == "url" and not value:
            continue
        if name == "language" and value:
            value = f"{language_name(value)} ({value})"
        shown = f"{plain(str(value))}  [{say(f'told-by.{teller}')}]" if value and teller else "not told"
        lines.append(f"  {name:10} {shown}")
    reader = f", read by {article.source.reader}" if article.source.reader else ""
    lines.append(f"  {'length':10} {counted(len(article.text), 'character')}, "
                 f"{counted(len(article.text.split()), 'word')}{reader}")  # fmt: skip
    return lines + [f"  {'remark':10} {say(f'remark.{remark}')}" for remark in article.source.remarks]


def _request_lines(articles: Sequence[Article], settings: Settings) -> list[str]:
    """What pass 1 would ask; what pass 2 does depends on the claims that it finds."""
    texts = [len(article.text.encode()) for article in articles]
    parts = sum(len(part_spans(article.text, settings.max_article_chars)) for article in articles)
    prompt = load_prompt("extract", settings.prompts_dir)
    around = len(f"{prompt.system}{prompt.user}{json.dumps(ClaimsWire.model_json_schema())}".encode())
    asked, answered = (sum(texts) + parts * around) // _BYTES_PER_TOKEN, int(sum(texts) * _ANSWER_PER_TEXT)
    lines = [
        f"{counted(len(articles), 'article')}: pass 1 would ask {counted(parts, 'request')}, and once more where an "
        f"answer passes over a sentence: roughly {asked:,} tokens in and {answered:,} out",
    ]
    if settings.price_input is not None and settings.price_output is not None:
        cost = (asked * settings.price_input + answered * settings.price_output) / 1e6
        lines[0] += f", or {cost:.2f} US dollars at the prices set"
    lines.append("pass 2 depends on the claims found, and has asked for as much again and more")
    if len(articles) < 2:
        lines.append("one article alone has nothing to be compared with: give another")
    return lines


def _as_object(article: Article) -> dict[str, Any]:
    source = article.source
    return {
        "path": article.path or article.url,
        **{name: getattr(article, name) for name in ("title", "outlet", "author")},
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "url": article.url,
        "kind": source.kind,
        "told_by": source.told_by.model_dump(mode="json", exclude_none=True),
        "reader": source.reader,
        "remarks": list(source.remarks),
        "text": article.text,
    }
