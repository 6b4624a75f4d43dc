"""The top of the page: what a reader needs to know in a minute."""

from collections import Counter

from markupsafe import Markup

from factcmp.desk.review import ReviewState, Verdict
from factcmp.models import Article, Failure, Relation
from factcmp.models.findings import ORDER
from factcmp.report.html.desk import desk
from factcmp.report.html.evidence import review_line
from factcmp.report.html.markup import Content, join, tag
from factcmp.report.html.view import SIGNS, PageView
from factcmp.report.reading import count_claims_alone, shared_groups, story_labels
from factcmp.report.words import probe_words, stage_words

_MOST_ARTICLES = 8


def summary(view: PageView) -> Markup:
    """The section: the key to the articles, the desk page, what to know before it is used, and counts."""
    return tag(
        "section",
        tag("h2", view.say("desk.heading"), id="minute-heading"),
        _legend(view),
        tag(
            "div",
            tag("div", desk(view), class_="desk"),
            tag("div", _rejected(view), _note(view), _marks(view), _missing(view), class_="beside"),
            class_="minute",
        ),
        _tally(view),
        id="minute",
        aria_labelledby="minute-heading",
        tabindex="-1",
    )


def counted(view: PageView) -> Markup:
    """The line under the title."""
    report = view.report
    alone = count_claims_alone(report.groups)
    return tag(
        "p",
        view.sentence("lead.claims", count=len(report.claims)),
        " ",
        view.sentence("lead.questions", count=len(shared_groups(report.groups))),
        " ",
        view.sentence("lead.alone", count=alone) if alone else None,
        class_="lead",
    )


def _tally(view: PageView) -> Markup:
    counts = Counter(group.relation for group in view.compared)
    counts[Relation.SINGLE_SOURCE] += len(view.report.groups) - len(view.compared)
    items = [
        tag(
            "li",
            tag(
                "a",
                tag("span", counts[relation], class_="number"),
                tag(
                    "span",
                    tag("span", SIGNS[relation], class_="sign", aria_hidden="true"),
                    " ",
                    view.words.say(f"relation.{relation}.heading"),
                    class_=f"rel {relation}",
                ),
                href=f"#relation-{relation}",
            ),
            class_=relation.value,
        )
        for relation in ORDER
        if counts[relation]
    ]
    return tag("ul", items, class_="tally")


def _with_commands(words: str) -> list[Content]:
    """Words of ours whose commands stand between backticks, as in Markdown."""
    return [tag("code", part, dir="ltr") if at % 2 else part for at, part in enumerate(words.split("`"))]


def _note(view: PageView) -> Markup:
    probed = probe_words(view.report.run.probe, view.words)
    unstable = sum(group.stable is False for group in view.compared)
    return tag(
        "aside",
        tag("h3", view.say("note.heading"), id="note-heading"),
        tag("p", tag("strong", _with_commands(probed))) if probed else None,
        tag("p", view.say("note.model")),
        tag("p", view.say("note.truth")),
        tag("p", view.say("note.check")),
        tag("p", tag("strong", view.say("unstable"), class_="unstable"), " ",
            view.sentence("note.unstable", count=unstable)) if unstable else None,
        [
            tag("p", tag("strong", view.sentence("desk.same-story", articles=view.say("list.comma").join(labels))))
            for labels in story_labels(view.report.articles, view.report.flags)
        ],
        class_="honest",
        aria_labelledby="note-heading",
    )  # fmt: skip


def _rejected(view: PageView) -> Markup | None:
    """Findings that an editor rejected, where nobody can miss them."""
    rejected = [
        group
        for group in view.report.groups
        if (one := view.reviews.get(group.id))
        and (one.state, one.review.verdict) == (ReviewState.CURRENT, Verdict.REJECTED)
    ]
    if not rejected:
        return None
    items = [
        tag("li", view.group_link(group), " ", view.told(group.question), review_line(view, group))
        for group in rejected
    ]
    return tag("div", tag("h3", view.say("rejected")), tag("ul", items), class_="lacking failed")


def _marks(view: PageView) -> Markup:
    """What each badge of the page means."""
    said = [(view.relation(relation), view.words.say(f"relation.{relation}.meaning")) for relation in ORDER]
    said += [
        (tag("strong", view.say("unstable"), class_="unstable"), view.say("marks.unstable")),
        (tag("strong", view.say("who.one-origin"), class_="echo"), view.say("marks.echo")),
        (tag("span", "A", class_="letter"), view.say("marks.letter")),
        (tag("bdi", "A1.2", class_="g", dir="ltr"), view.say("marks.claim")),
    ]
    rows = [(tag("dt", mark), tag("dd", meaning)) for mark, meaning in said]
    return tag("details", tag("summary", view.say("marks")), tag("dl", rows), class_="marks")


def _missing(view: PageView) -> Markup:
    run = view.report.run
    lines: list[Content] = [_failure(view, failure) for failure in run.failures]
    for key, count in (("dropped", len(run.dropped)), ("uncovered", len(run.uncovered)), ("left", len(run.left_out))):
        if count:
            lines.append(view.sentence(f"missing.{key}", count=count))
    if not lines:
        lines.append(view.say("missing.nothing"))
    link = tag("p", tag("a", view.say("missing.link"), href="#missing")) if len(lines) > 1 or run.dropped else None
    return tag(
        "div",
        tag("h3", view.say("missing.short")),
        tag("ul", [tag("li", line) for line in lines]),
        link,
        class_="lacking" + (" failed" if run.failures else ""),
    )


def _failure(view: PageView, failure: Failure) -> Markup:
    return join([tag("strong", view.say("failure.incomplete")), " ", failed_thing(view, failure)])


def failed_thing(view: PageView, failure: Failure) -> Markup:
    """What is missing because of a failure, and why."""
    message = tag("bdi", failure.message, dir="auto")
    if failure.is_source:
        return view.sentence("failure.source", message=message)
    if failure.article and failure.article in view.articles:
        return view.sentence("failure.article", article=view.articles[failure.article].label, message=message)
    if failure.group:
        return view.sentence("failure.group", group=view.told(failure.group), message=message)
    return view.sentence("failure.other", stage=stage_words(failure.stage, view.words), message=message)


def _legend(view: PageView) -> Markup:
    articles = view.report.articles
    shown = articles if len(articles) <= _MOST_ARTICLES else articles[:_MOST_ARTICLES]
    more = len(articles) - len(shown)
    return tag(
        "div",
        tag("h3", view.say("articles")),
        tag("ul", [_article(view, article) for article in shown], class_="legend-list"),
        tag("p", tag("a", view.say("articles.more", count=more), href="#articles")) if more else None,
        class_="legend-box",
    )


def _article(view: PageView, article: Article) -> Markup:
    facts = [view.own(article.id, article.outlet)] if article.outlet else []
    facts += [tag("bdi", article.published.isoformat())] if article.published else []
    return tag(
        "li",
        view.article_chip(article),
        tag("div", view.own(article.id, article.title, "p", class_="title"),
            tag("p", facts, class_="facts") if facts else None),
    )  # fmt: skip
