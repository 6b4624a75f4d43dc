"""Each story compared within itself and put on a shelf, with a row of what came of it."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from factcmp import __version__
from factcmp.errors import FactcmpError
from factcmp.llm.model_wrappers import Progress
from factcmp.llm.prompts import load_prompt
from factcmp.llm.protocol import LanguageModel, Usage
from factcmp.llm.usage import cost_usd
from factcmp.models import Article, ArticleCopy, Frozen, Relation, Report, StageUse
from factcmp.models.ids import digest
from factcmp.pipeline import PROMPTS, Options, compare_articles_async
from factcmp.report.files import relative_links
from factcmp.report.formats import FORMATS
from factcmp.stories.cost import CostLimitError
from factcmp.stories.separating import Story
from factcmp.stories.shared_folder import Shelf


class State(StrEnum):
    """What became of a story."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    """The report says what is missing."""
    FAILED = "failed"
    STOPPED = "stopped"
    """It would have passed the limit of cost; its answers so far are kept."""
    ALONE = "alone"
    """One article, nothing to compare it with; nothing was asked."""


class Told(Frozen):
    """An article of a story, as the index lists it."""

    id: str
    title: str
    where: str
    copy_of: str | None = None
    """The article (id) that it nearly is, word for word."""


class Row(Frozen):
    """One story in the index."""

    id: str
    title: str
    state: State
    articles: tuple[Told, ...]
    made_of: str = ""
    """Digest of its articles, prompts and settings: the same again is not asked again."""
    error: str | None = None
    disputes: tuple[str, ...] = ()
    """The first of the questions in dispute."""
    relations: dict[Relation, int] = Field(default_factory=dict)
    stages: tuple[StageUse, ...] = ()
    """What its answers took, whenever they were paid for."""
    cost_usd: float | None = None
    files: tuple[str, ...] = ()


async def run_stories(
    stories: Sequence[Story],
    model: LanguageModel,
    options: Options,
    shelf: Shelf,
    *,
    formats: Sequence[str],
    at_once: int,
    progress: Progress | None = None,
) -> list[Row]:
    """A row for each story, in order; so many are under way at once, and one that fails stops no other."""
    slots = asyncio.Semaphore(at_once)

    async def run(story: Story) -> Row:
        async with slots:
            return await run_story(story, model, options, shelf, formats=formats, progress=progress)

    return await asyncio.gather(*map(run, stories))


async def run_story(
    story: Story,
    model: LanguageModel,
    options: Options,
    shelf: Shelf,
    *,
    formats: Sequence[str],
    progress: Progress | None = None,
) -> Row:
    """The story's row, its reports being on the shelf; a story that is there already as it would be is left alone."""
    row = lone_row(story)
    if len(story.originals) < 2:
        return row
    made_of = _made_of(story, model.name, options, formats)
    row = row.model_copy(update={"made_of": made_of})
    kept = shelf.read(_row_place(story.id))
    if kept and (earlier := Row.model_validate_json(kept)).made_of == made_of and earlier.state is State.DONE:
        return earlier
    try:
        report = await compare_articles_async(_relabelled(story), model, options, progress)
        row = await asyncio.to_thread(_put, row, as_asked_once(report, options), shelf, formats)
    except CostLimitError as error:
        row = row.model_copy(update={"state": State.STOPPED, "error": str(error)})
    except Exception as error:  # One story's fault, of whatever kind, is not the others'.
        said = str(error) if isinstance(error, FactcmpError) else f"{type(error).__name__}: {error}"
        row = row.model_copy(update={"state": State.FAILED, "error": said})
    shelf.write(_row_place(story.id), row.model_dump_json(indent=1) + "\n")
    return row


def lone_row(story: Story) -> Row:
    """The row of a story of which nothing is asked."""
    return Row(id=story.id, title=story.title, state=State.ALONE, articles=_told(story))


def as_asked_once(report: Report, options: Options) -> Report:
    """The report as a run tells it that was never stopped: its answers counted, not whence they came this time."""
    stages = tuple(
        stage.model_copy(update={"requests": stage.requests + stage.cache_hits, "cache_hits": 0})
        for stage in report.run.stages
    )
    used = sum((Usage(input_tokens=stage.input_tokens, output_tokens=stage.output_tokens) for stage in stages), Usage())
    run = {"stages": stages, "cost_usd": cost_usd(used, *options.prices())}
    return report.model_copy(update={"run": report.run.model_copy(update=run)})


def _put(row: Row, report: Report, shelf: Shelf, formats: Iterable[str]) -> Row:
    """The row of the report, which is on the shelf then: the row is written after it, and is what makes it finished."""
    links: Mapping[str, str] = relative_links(report.articles, Path(shelf.place)) if shelf.is_local else {}
    files = []
    for name in formats:
        one = FORMATS[name]
        text = one.render(report, title=one.title(row.title, row.id), links=links, reviews={})
        files.append(f"{row.id}{one.ending}")
        shelf.write(files[-1], text)
    return row.model_copy(
        update={
            "state": State.INCOMPLETE if report.run.failures else State.DONE,
            "error": "; ".join(failure.message for failure in report.run.failures[:3]) or None,
            "disputes": tuple(dispute.question for dispute in report.disputes[:3]),
            "relations": dict(sorted(Counter(group.relation for group in report.groups).items())),
            "stages": report.run.stages,
            "cost_usd": report.run.cost_usd,
            "files": tuple(files),
        }
    )


def _relabelled(story: Story) -> list[Article]:
    """The articles to ask about, A1, A2, … within their story, each with its copies."""
    copies: defaultdict[str, list[ArticleCopy]] = defaultdict(list)
    for one in story.articles:
        if one.id in story.copies:
            original, share = story.copies[one.id]
            copies[original].append(ArticleCopy(title=one.title, outlet=one.outlet, where=_where(one), share=share))
    return [
        one.model_copy(update={"label": f"A{number}", "copies": tuple(copies[one.id])})
        for number, one in enumerate(story.originals, 1)
    ]


def _where(article: Article) -> str:
    return article.url or article.path or article.id


def _told(story: Story) -> tuple[Told, ...]:
    return tuple(
        Told(
            id=one.id,
            title=one.title,
            where=_where(one),
            copy_of=story.copies[one.id].original if one.id in story.copies else None,
        )
        for one in story.articles
    )


def _made_of(story: Story, model: str, options: Options, formats: Sequence[str]) -> str:
    prompts = [load_prompt(name, options.prompts_dir).sha256 for name in PROMPTS]
    settings = {name: getattr(options, name) for name in Options.model_fields if name != "embedder"}
    told = [
        (one.id, one.sha256, one.title, one.outlet, str(one.published), story.copies.get(one.id))
        for one in story.articles
    ]
    return digest(json.dumps([__version__, model, prompts, settings, told, list(formats)], default=str), length=32)


def _row_place(story: str) -> str:
    return f"rows/{story}.json"
