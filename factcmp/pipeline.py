"""The way of the data: articles → claims → groups → report, each stage a function of the value before it."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pydantic import Field

from factcmp import __version__
from factcmp.claims.extract import ArticleClaims, extract_article
from factcmp.errors import InputError, ModelError
from factcmp.flags import find_flags
from factcmp.groups.candidates.grouping import Matter
from factcmp.groups.compare import CompareOptions, ComparePrompts, compare_groups
from factcmp.groups.findings.disputes import find_disputes
from factcmp.groups.findings.origins import Origins
from factcmp.groups.findings.report_groups import build_groups
from factcmp.groups.judging.added_articles import Before, read_before
from factcmp.groups.ledger.rows import build_ledger
from factcmp.groups.names.naming import find_naming, spelling_map
from factcmp.groups.names.same_voices import Voices, without_asides
from factcmp.groups.story.calendar import Calendar
from factcmp.llm.kept_results import work_out
from factcmp.llm.model_wrappers import LoggedModel, Progress
from factcmp.llm.prompts import load_prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.llm.usage import account
from factcmp.models import (
    Alias,
    Article,
    Dispute,
    Extraction,
    Failure,
    Flag,
    Group,
    LedgerRow,
    LeftOut,
    Naming,
    Report,
    Run,
)
from factcmp.text.languages import language_name

_P = ParamSpec("_P")
_T = TypeVar("_T")
_COMPARE = ("names", "group", "regroup", "judge", "look_again", "extract")
"""The prompts of pass 2."""
_EXTRACT = ("extract", "extract-rest")
PROMPTS = tuple(dict.fromkeys((*_EXTRACT, *(name.replace("_", "-") for name in _COMPARE))))
"""All that a comparison is asked by."""


class Options(CompareOptions):
    """What decides the requests besides articles and model; what the settings of a run say of it, they inherit."""

    prompts_dir: Path | None = None
    """Prompts of one's own instead of those that come with factcmp."""
    price_input: float | None = Field(None, ge=0)
    """US dollars for a million input tokens; with `price_output` the report names the cost."""
    price_output: float | None = Field(None, ge=0)
    answered_by: str = Field("endpoint", exclude=True)
    """"endpoint" or "recording"."""

    def prices(self) -> tuple[float | None, float | None]:
        """US dollars for a million tokens, in and out."""
        return self.price_input, self.price_output


async def extract_claims_async(
    articles: Sequence[Article],
    model: LanguageModel,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """Pass 1 over all articles at once: their grounded claims.

    An article that gets no usable answer is a failure in the result, never an article without claims.

    Raises:
        InputError: no articles, or two with the same id.
        ModelError: every article failed; the first article's error.
        RecordingError: replaying, and the recording lacks a request.
    """
    options, progress = options or Options(), progress or Progress()
    if not articles:
        raise InputError("no articles to read")
    if len({article.id for article in articles}) < len(articles):
        raise InputError("two articles have the same id")
    first, rest = (load_prompt(name, options.prompts_dir) for name in _EXTRACT)
    # The names of languages take 30 ms to read, in which the event loop would serve nobody.
    await asyncio.to_thread(language_name, options.language)
    progress.begin("extract", len(articles))

    async def read(article: Article) -> ArticleClaims | ModelError:
        try:
            return await extract_article(
                article,
                LoggedModel(model, progress, article.id),
                (first, rest),
                language=options.language,
                max_article_chars=options.max_article_chars,
            )
        except ModelError as error:
            return error
        finally:
            progress.done("extract")

    results = await asyncio.gather(*(read(article) for article in articles))
    found = [result for result in results if isinstance(result, ArticleClaims)]
    errors = [(article, r) for article, r in zip(articles, results, strict=True) if isinstance(r, ModelError)]
    if not found:
        raise errors[0][1]
    read_articles = {result.article.id: result.article for result in found}
    usages = [("extract", usage) for result in found for usage in result.usages]
    run = Run(
        factcmp_version=__version__,
        model=model.name,
        answered_by=options.answered_by,
        language=options.language,
        dropped=tuple(dropped for result in found for dropped in result.dropped),
        left_out=tuple(left for result in found for left in result.left_out),
        uncovered=tuple(uncovered for result in found for uncovered in result.uncovered),
        failures=tuple(
            Failure(stage="extract", article=article.id, kind=error.kind, message=str(error))
            for article, error in errors
        ),
    )
    return Extraction(
        articles=tuple(read_articles.get(article.id, article) for article in articles),
        claims=tuple(claim for result in found for claim in result.claims),
        run=account(run, usages, (first, rest), prices=options.prices()),
    )


async def compare_claims_async(
    extraction: Extraction,
    model: LanguageModel,
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    before: Report | None = None,
) -> Report:
    """Pass 2: the claims in groups, each judged; every claim is in exactly one group.

    A group that gets no usable judgement is a failure in the result, and its claims stand alone. With a report on some
    of these articles from `before`, only the claims of the others are asked about, and the groups that they touch.

    Raises:
        RecordingError: replaying, and the recording lacks a request.
        PromptError: a prompt does not fit.
    """
    options, progress = options or Options(), progress or Progress()
    prompts = ComparePrompts(**{name: load_prompt(name.replace("_", "-"), options.prompts_dir) for name in _COMPARE})
    if before:
        options = options.model_copy(update={"aliases": options.aliases or before.aliases})
    progress.begin("group", 1)
    compared = await compare_groups(
        extraction,
        LoggedModel(model, progress),
        prompts,
        options=options,
        on_candidates=lambda count: _begin_judging(progress, count),
        on_judged=lambda: progress.done("judge"),
        before=read_before(before) if before else Before(),
    )
    voices = without_asides(compared.voices)
    found = await work_out(
        model,
        find_by_rule,
        replace(compared.calendar, claims=compared.claims),
        voices,
        compared.groups,
        compared.matters,
        compared.aliases,
        extraction.run.left_out,
        extraction.run.language,
    )
    return Report(
        articles=compared.calendar.articles,
        claims=compared.claims,
        voices=voices.voices,
        calendar=compared.calendar.days,
        aliases=compared.aliases,
        **vars(found),
        run=account(
            extraction.run,
            compared.usages,
            (prompts.names, prompts.group, prompts.regroup, prompts.look_again, prompts.judge),
            model=model.name,
            failures=compared.failures,
            prices=options.prices(),
        ),
    )


@dataclass(frozen=True)
class FoundByRule:
    """What rules find in the judged groups, by the names of the report's fields."""

    groups: tuple[Group, ...]
    disputes: tuple[Dispute, ...]
    ledger: tuple[LedgerRow, ...]
    naming: tuple[Naming, ...]
    flags: tuple[Flag, ...]


def find_by_rule(
    calendar: Calendar,
    voices: Voices,
    judged: Sequence[Group],
    matters: Sequence[Matter],
    aliases: tuple[Alias, ...],
    left_out: Sequence[LeftOut],
    language: str,
) -> FoundByRule:
    """What the report says besides claims and voices, of the groups as they were judged; no model is asked."""
    articles, claims, names = calendar.articles, calendar.claims, spelling_map(aliases)
    groups = build_groups(claims, judged, Origins(articles, claims, voices, names, language))
    return FoundByRule(
        groups=groups,
        disputes=find_disputes(groups, {claim.id: claim for claim in claims}, matters),
        ledger=build_ledger(articles, claims, voices.voices, groups, calendar.days, names),
        naming=find_naming(articles, claims, aliases),
        flags=find_flags(articles, left_out, claims, groups),
    )


async def compare_articles_async(
    articles: Sequence[Article],
    model: LanguageModel,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """Both passes: articles in, report out; see `extract_claims_async` and `compare_claims_async`."""
    extraction = await extract_claims_async(articles, model, options, progress)
    return await compare_claims_async(extraction, model, options, progress)


def blocking(stage: Callable[_P, Coroutine[Any, Any, _T]], doc: str) -> Callable[_P, _T]:
    """The stage for callers without an event loop."""

    @functools.wraps(stage)
    def run(*given: _P.args, **named: _P.kwargs) -> _T:
        return asyncio.run(stage(*given, **named))

    run.__name__ = run.__qualname__ = stage.__name__.removesuffix("_async")
    run.__doc__ = doc
    return run


extract_claims = blocking(extract_claims_async, "`extract_claims_async` for callers without an event loop.")
compare_claims = blocking(compare_claims_async, "`compare_claims_async` for callers without an event loop.")
compare_articles = blocking(compare_articles_async, "`compare_articles_async` for callers without an event loop.")


def _begin_judging(progress: Progress, count: int) -> None:
    progress.done("group")
    progress.begin("judge", count)
