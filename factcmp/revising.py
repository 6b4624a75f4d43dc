"""A report once more: with further articles, without some, in another language, or asked anew."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

from factcmp.desk.repeatability import mark_repeats
from factcmp.errors import InputError
from factcmp.groups.judging.added_articles import read_before
from factcmp.groups.judging.removed_articles import without_articles
from factcmp.groups.names.same_voices import without_asides
from factcmp.groups.story.story import Story
from factcmp.llm.model_wrappers import LoggedModel, Progress, RepeatedModel
from factcmp.llm.prompts import load_prompt
from factcmp.llm.protocol import LanguageModel
from factcmp.llm.usage import account
from factcmp.models import Article, Extraction, Report
from factcmp.pipeline import (
    Options,
    blocking,
    compare_articles_async,
    compare_claims_async,
    extract_claims_async,
    find_by_rule,
)
from factcmp.report.translation import translate_texts


async def add_articles_async(
    report: Report,
    articles: Sequence[Article],
    model: LanguageModel,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """The report with those of the articles that it has not yet, by content; its run tells of what was asked now.

    Raises:
        InputError: the report has all of them, or is in another language than the options'.
        ModelError: every article failed; the first article's error.
        RecordingError: replaying, and the recording lacks a request.
    """
    options = options or Options()
    if report.run.language != options.language:
        raise InputError(f"the report is in {report.run.language}, not in {options.language}")
    ids = {article.id for article in report.articles}
    digests = {article.sha256 for article in report.articles}
    further = [article for article in articles if article.sha256 not in digests]
    if not further:
        raise InputError("the report has these articles already")
    # An article may have been removed: no label is given twice.
    numbers = (article.label.removeprefix("A") for article in report.articles)
    first = 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)
    labelled = [
        article.model_copy(
            update={
                "label": f"A{number}",
                "id": f"{article.id}-{article.sha256[:6]}" if article.id in ids else article.id,
            }
        )
        for number, article in enumerate(further, first)
    ]
    added = await extract_claims_async(labelled, model, options, progress)
    missing = ("dropped", "left_out", "uncovered", "failures")
    run = added.run.model_copy(update={name: getattr(report.run, name) + getattr(added.run, name) for name in missing})
    whole = Extraction(articles=report.articles + added.articles, claims=report.claims + added.claims, run=run)
    return await compare_claims_async(whole, model, options, progress, before=report)


def remove_articles(report: Report, articles: Collection[str]) -> Report:
    """The report without these articles (ids); the others keep their labels, and no model is asked.

    What was judged of the others' answers stays; what rules find in all articles together is found anew.

    Raises:
        InputError: the report has none of such an id, or fewer than two would be left.
    """
    if unknown := set(articles) - {article.id for article in report.articles}:
        raise InputError(f"the report has no article {', '.join(sorted(unknown))}")
    left = without_articles(report, articles)
    if len(left.articles) < 2:
        raise InputError("one article has nothing to be compared with: leave two or more")
    before, run = read_before(left), left.run
    story = Story(left.articles, left.claims, before.voices, left.aliases, language=run.language)
    claims, voices = tuple(story.claims.values()), without_asides(story.voices)
    calendar = replace(story.calendar, claims=claims)
    found = find_by_rule(calendar, voices, before.groups, before.matters, left.aliases, run.left_out, run.language)
    known = {"articles": calendar.articles, "claims": claims, "voices": voices.voices, "calendar": calendar.days}
    return left.model_copy(update={**known, **vars(found)})


async def translate_report_async(
    report: Report,
    model: LanguageModel,
    options: Options,
    progress: Progress | None = None,
) -> Report:
    """The report in the language of the options: its texts alone are asked for, its findings stay as they are.

    A text that gets no usable translation stays in the first language, and the run has a failure.

    Raises:
        InputError: it is in that language already.
        RecordingError: replaying, and the recording lacks a request.
        PromptError: the prompt does not fit.
    """
    progress = progress or Progress()
    if report.run.language == options.language:
        raise InputError(f"the report is in {options.language} already")
    prompt = load_prompt("translate", options.prompts_dir)
    progress.begin("translate", 1)
    translated = await translate_texts(report, LoggedModel(model, progress), prompt, language=options.language)
    progress.done("translate")
    usages = [("translate", usage) for usage in translated.usages]
    run = account(translated.report.run, usages, (prompt,), prices=options.prices())
    return translated.report.model_copy(update={"run": run})


async def repeat_articles_async(
    articles: Sequence[Article],
    model: LanguageModel,
    times: int,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """Both passes so many times, asked anew each time: the first report, with how often each finding came back."""
    runs = (
        compare_articles_async(articles, RepeatedModel(model, time) if time else model, options, progress)
        for time in range(times)
    )
    first, *repeats = await asyncio.gather(*runs)
    return mark_repeats(first, repeats) if repeats else first


add_articles = blocking(add_articles_async, "`add_articles_async` for callers without an event loop.")
translate_report = blocking(translate_report_async, "`translate_report_async` for callers without an event loop.")
