"""What is not in the comparison, and how the report came about."""

from collections.abc import Sequence

from markupsafe import Markup

from factcmp.models import Run
from factcmp.report.html.figure import data_table, scrolling
from factcmp.report.html.markup import Content, join, tag
from factcmp.report.html.summary import failed_thing
from factcmp.report.html.view import PageView
from factcmp.report.words import stage_words
from factcmp.text.languages import language_name


def missing(view: PageView) -> Markup:
    """The section about failures, and what was dropped, passed over and left out."""
    run = view.report.run
    parts: list[Content] = []
    if run.failures:
        parts += [
            tag("h3", view.say("failure.heading")),
            tag("ul", [tag("li", failed_thing(view, failure)) for failure in run.failures], class_="plain"),
        ]
    if run.dropped:
        parts += [
            tag("h3", view.say("dropped.heading")),
            tag("p", view.say("missing.dropped-meaning"), class_="note-line"),
            _dropped(view, run),
        ]
    if run.uncovered:
        items = [_sentence(view, item.article, item.quote.text, None) for item in run.uncovered]
        parts += [tag("h3", view.say("uncovered.heading")), tag("ul", items, class_="sentences")]
    if run.left_out:
        items = [
            _sentence(
                view,
                left.article,
                left.quote.text,
                view.say(f"left-out.{left.reason}"),
            )
            for left in run.left_out
        ]
        parts += [
            tag("h3", view.say("left_out.heading")),
            tag(
                "details",
                tag("summary", view.sentence("left_out.count", count=len(items))),
                tag("ul", items, class_="sentences"),
            ),
        ]
    if not parts:
        parts.append(tag("p", view.say("missing.nothing")))
    return _section(view, "missing", parts)


def _dropped(view: PageView, run: Run) -> Markup:
    items = []
    for drop in run.dropped:
        label = view.article_chip(view.articles[drop.article])
        reason = tag("strong", view.say(f"dropped.{drop.reason}"))
        detail = tag("bdi", drop.detail, class_="quiet", dir="auto")
        quote = view.own(drop.article, drop.quote, "blockquote") if drop.quote else None
        claim = view.sentence("dropped.claim", claim=view.own(drop.article, drop.statement))
        items.append(tag("li", tag("p", join([label, reason, detail], " ")), quote, tag("p", claim)))
    return tag("ul", items, class_="sentences")


def _sentence(view: PageView, article: str, words: str, reason: Content) -> Markup:
    return tag(
        "li",
        view.article_chip(view.articles[article]),
        " ",
        tag("span", reason, class_="quiet") if reason else None,
        view.own(article, words, "blockquote"),
    )


def making(view: PageView) -> Markup:
    """The section that says with what, by whom and at what price the report was made."""
    run = view.report.run
    facts: list[tuple[str, Content]] = [
        ("made.version", tag("bdi", f"factcmp {run.factcmp_version}", dir="ltr")),
        ("made.model", tag("bdi", run.model, dir="ltr")),
        ("made.answers", _answers(view, run)),
        ("made.language", language_name(run.language, view.language)),
    ]
    if run.cost_usd is not None:
        facts.append(("made.cost", tag("bdi", f"{run.cost_usd:.4f} USD", dir="ltr")))
    if run.prompts:
        prompts = [tag("li", tag("code", f"{prompt.name} {prompt.sha256[:12]}", dir="ltr")) for prompt in run.prompts]
        facts.append(("made.prompts", tag("ul", prompts, class_="prompts")))
    stages: Sequence[Sequence[Content]] = [
        (
            tag("bdi", stage_words(stage.stage, view.words)),
            *(f"{n:,}" for n in (stage.requests, stage.cache_hits, stage.input_tokens, stage.output_tokens)),
        )
        for stage in run.stages
    ]
    header = tuple(view.say(f"making.{key}") for key in ("stage", "requests", "cached", "input", "output"))
    table = data_table(header, stages, caption=view.say("stage.caption"))
    return _section(
        view,
        "making",
        [
            tag("p", view.say("made.how")),
            tag("dl", [(tag("dt", view.say(key)), tag("dd", value)) for key, value in facts], class_="facts-list"),
            scrolling(table, "making-heading") if stages else None,
            tag("p", view.say("making.estimated"), class_="quiet") if run.tokens_estimated else None,
            tag("p", view.say("made.json"), class_="quiet"),
        ],
    )


def _answers(view: PageView, run: Run) -> Markup:
    origin = view.say("making.recording" if run.answered_by == "recording" else "making.endpoint")
    if not run.answered_from:
        return tag("span", origin)
    last = run.answered_to or run.answered_from
    days = str(run.answered_from) if last == run.answered_from else f"{run.answered_from} – {last}"
    return tag("span", origin, view.say("list.comma"), tag("bdi", days, dir="ltr"))


def _section(view: PageView, key: str, content: Content) -> Markup:
    return tag(
        "section",
        tag("h2", view.say(key), id=f"{key}-heading"),
        content,
        id=key,
        aria_labelledby=f"{key}-heading",
        tabindex="-1",
    )
