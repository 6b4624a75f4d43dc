"""The top of the Markdown report: what a reader takes in within two minutes."""

from collections import Counter

from factcmp.report.markdown.desk import desk_blocks
from factcmp.report.markdown.escaping import anchor, inline
from factcmp.report.markdown.view import ReportView
from factcmp.report.words import dispute_word, probe_words


def top_section(view: ReportView, title: str) -> list[str]:
    """The title, the caution, the desk page, how much was found, and what is missing."""
    say, count = view.say, len(view.report.articles)
    heading = say("title", count=count)
    if title:
        heading = say("title.named", title=heading, name=inline(title))
    probed = probe_words(view.report.run.probe, view.wording)
    return [
        f"# {heading}",
        f"> {say('caution')}",
        # Our own words, with a command in them: nothing to escape.
        *([f"> **{probed}**"] if probed else []),
        f"## {anchor('top')}{say('desk.heading')}",
        *desk_blocks(view),
        "\n".join(f"- {line}" for line in (*_found(view), *_incomplete(view))),
    ]


def _found(view: ReportView) -> list[str]:
    say, contents = view.say, view.contents
    by_relation = Counter(one.relation for one in contents.disputes)
    disputes = view.commas(
        f"**{say(f'count.{dispute_word(relation)}', count=count)}**" for relation, count in by_relation.items()
    )
    alone = sum(len(group.claims) for group in contents.alone)
    parts = [
        say("top.disputes", count=len(contents.disputes), found=disputes) if disputes else "",
        *(
            f"[{say(f'count.{key}', count=count)}](#{key})"
            for key, count in (("agreement", len(contents.agreements)), ("partial", len(contents.complements)))
            if count
        ),
        say("top.alone", count=alone, link=f"[{say('top.alone-link')}](#single-source)") if alone else "",
        say("top.background", count=len(contents.background), link=f"[{say('top.background-link')}](#background)")
        if contents.background
        else "",
    ]
    claims = say("count.claims", count=contents.claims)
    articles = say("count.articles-of", count=contents.articles)
    return [
        say("top.counts", claims=claims, articles=articles, found=view.commas(filter(None, parts)) or say("top.none"))
    ]


def _incomplete(view: ReportView) -> list[str]:
    say, run = view.say, view.report.run
    lines = []
    for failure in run.failures:
        if failure.article:
            article = view.articles[failure.article]
            what = say("failure.article", article=f"{article.label} «{inline(article.title)}»")
        elif failure.is_source:
            what = say("failure.source")
        else:
            what = say("failure.judgement", question=inline(failure.group)) if failure.group else say("failure.set")
        lines.append(say("top.incomplete", what=what, why=view.foreign(failure.message, "en")))
    link = f"[{say('top.missing-link')}](#missing)"
    if run.dropped:
        lines.append(say("top.dropped", count=len(run.dropped), link=link))
    if run.uncovered:
        lines.append(say("top.uncovered", count=len(run.uncovered), link=link))
    return lines
