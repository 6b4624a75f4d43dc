"""What the articles are, what is odd about them, and whom they call what."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from factcmp.groups.naming import has_choice
from factcmp.models import Article, Flag, NameUse, Naming, Teller
from factcmp.report.html.figure import data_table, scrolling
from factcmp.report.html.markup import Content, join, tag
from factcmp.report.html.view import PageView
from factcmp.report.reading import web_address
from factcmp.report.words import flag_words
from factcmp.text.languages import language_name

_NAMED_THINGS = 12
"""So many actors and places are shown; the JSON report has all."""
_NAMES_SHOWN = 6
_COLUMNS = 8
"""With more articles than this, names come with their articles instead of in a column for each."""
_WORDS_SHOWN = 160


def articles(view: PageView) -> Markup:
    """The section with the table of articles, and what about them may explain differences."""
    per_article = Counter(claim.article for claim in view.report.claims)
    rows: list[tuple[Content, ...]] = [
        (
            view.article_chip(article),
            _title(view, article),
            _outlet(view, article),
            _told(view, tag("bdi", article.published.isoformat()), article.source.told_by.published)
            if article.published
            else view.say("articles.not-dated"),
            language_name(article.language, view.language) if article.language else view.say("articles.not-read"),
            per_article[article.id],
        )
        for article in view.report.articles
    ]
    header = tuple(
        view.say(f"articles.{key}") for key in ("label", "title", "outlet", "published", "language", "claims")
    )
    return tag(
        "section",
        tag("h2", view.say("articles"), id="articles-heading"),
        scrolling(data_table(header, rows, caption=view.say("articles")), "articles-heading"),
        _flags(view),
        id="articles",
        aria_labelledby="articles-heading",
        tabindex="-1",
    )


def _outlet(view: PageView, article: Article) -> Content:
    if not article.outlet:
        return view.say("no_outlet")
    told = _told(view, view.own(article.id, article.outlet), article.source.told_by.outlet)
    return join([told, view.own(article.id, article.author)], view.say("list.comma")) if article.author else told


def _told(view: PageView, what: Markup, teller: Teller | None) -> Markup:
    by = tag("span", f"({view.words.say(f'told-by.{teller}')})", class_="small") if teller else None
    return join([what, by], " ") if by else what


def _title(view: PageView, article: Article) -> Markup:
    title = view.own(article.id, article.title, "p", class_="title")
    remarks = [tag("p", view.words.say(f"remark.{remark}"), class_="small") for remark in article.source.remarks]
    web = web_address(article.url)
    where = article.path or article.url or article.id
    if web:
        return join([title, tag("a", web, href=web, rel="noreferrer noopener", class_="where", dir="ltr"), *remarks])
    return join([title, tag("bdi", where, class_="where", dir="ltr"), *remarks])


def _flags(view: PageView) -> Markup | None:
    if not view.report.flags:
        return None
    return join(
        [
            tag("h3", view.say("flags")),
            tag("p", view.say("flags.meaning"), class_="note-line"),
            tag("ul", [_flag(view, flag) for flag in view.report.flags], class_="flags"),
        ]
    )


def _flag(view: PageView, flag: Flag) -> Markup:
    article = view.articles[flag.article]
    title, note = flag_words(flag, view.words)
    quotes = [view.own(article.id, _cut(span.text), "q") for span in flag.spans[:2]]
    other = view.articles.get(flag.other) if flag.other else None
    return tag(
        "li",
        view.article_chip(article),
        " ",
        tag("strong", title),
        " ",
        view.article_chip(other) if other else None,
        " ",
        tag("span", note, class_="flag-note"),
        tag("p", quotes, " ", tag("span", view.place(article.id, flag.spans[0]), class_="small")) if quotes else None,
    )


def naming(view: PageView) -> Markup | None:
    """The section about what each article calls the main actors and places; None where there is no choice of words."""
    shown = [naming for naming in view.report.naming if has_choice(naming)][:_NAMED_THINGS]
    if not shown:
        return None
    table = _by_article(view, shown) if len(view.report.articles) <= _COLUMNS else _by_name(view, shown)
    proposed = any(naming.proposed for naming in shown)
    return tag(
        "section",
        tag("h2", view.say("names"), id="names-heading"),
        tag("p", view.say("names.meaning"), class_="note-line"),
        scrolling(table, "names-heading"),
        tag("p", view.say("names.proposed"), class_="quiet") if proposed else None,
        id="names",
        aria_labelledby="names-heading",
        tabindex="-1",
    )


def _by_article(view: PageView, shown: Sequence[Naming]) -> Markup:
    columns = [article for article in view.report.articles if any(_uses(n, article.id) for n in shown)]
    rows = [(_named(view, n), *(_names(view, _uses(n, article.id)) for article in columns)) for n in shown]
    header = (view.say("names.named"), *(tag("bdi", article.label, class_="art") for article in columns))
    return data_table(header, rows, caption=view.say("names"))


def _by_name(view: PageView, shown: Sequence[Naming]) -> Markup:
    """A line for each name: how often, and in how many articles."""
    rows: list[tuple[Content, ...]] = []
    for thing in shown:
        used: dict[str, list[NameUse]] = {}
        for use in thing.uses:
            used.setdefault(use.name, []).append(use)
        ranked = sorted(used.items(), key=lambda item: -sum(len(use.places) for use in item[1]))
        for name, uses in ranked[:_NAMES_SHOWN]:
            count = sum(len(use.places) for use in uses)
            labels = view.say("list.comma").join(view.articles[use.article].label for use in uses[:_COLUMNS])
            more = f" +{len(uses) - _COLUMNS}" if len(uses) > _COLUMNS else ""
            rows.append((_named(view, thing), view.own(uses[0].article, name), count, tag("bdi", labels + more)))
    header = tuple(view.say(f"names.{key}") for key in ("named", "name", "times", "articles"))
    return data_table(header, rows, caption=view.say("names"))


def _named(view: PageView, thing: Naming) -> Markup:
    return join([view.told(thing.name), "*" if thing.proposed else None])


def _names(view: PageView, uses: Sequence[NameUse]) -> Markup:
    if not uses:
        return tag("span", "–")
    names = [
        tag("li", view.own(use.article, use.name), " ", tag("bdi", f"× {len(use.places)}", class_="times"))
        for use in uses[:_NAMES_SHOWN]
    ]
    more = len(uses) - _NAMES_SHOWN
    return tag("ul", names, tag("li", view.sentence("more", count=more)) if more > 0 else None, class_="names")


def _uses(naming: Naming, article: str) -> list[NameUse]:
    return [use for use in naming.uses if use.article == article]


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_SHOWN else line[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
