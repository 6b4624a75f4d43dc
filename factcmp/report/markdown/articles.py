"""The parts of the Markdown report about the articles themselves: what they are, what is odd, whom they call what."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from factcmp.groups.naming import has_choice
from factcmp.models import Article, Flag, NameUse, Naming, Teller
from factcmp.report.markdown.escaping import anchor, folded, inline, table
from factcmp.report.markdown.view import WIDE, ReportView, href
from factcmp.report.reading import web_address
from factcmp.report.words import day_words, flag_words, told_words
from factcmp.text.languages import language_name
from factcmp.text.lines import shorten

_NAMED_THINGS = 4
"""So many actors and places are shown; the JSON report has all."""
_NAMES_SHOWN = 6
_WORDS_SHOWN = 120
_FLAGS_OPEN = 3
_ARTICLES_OPEN = 20


class ArticleSections:
    """Articles of one report as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def articles(self) -> list[str]:
        """The table of articles, and what about them may explain differences."""
        say, articles = self.view.say, self.view.report.articles
        per_article = Counter(claim.article for claim in self.view.report.claims)
        columns = [("", [anchor(article.label.lower()) + f"**{article.label}**" for article in articles])]
        columns.append((say("articles.title"), [self._title(article) for article in articles]))
        missing = []
        if any(article.outlet for article in articles):
            columns.append((say("articles.outlet"), [self._outlet(article) for article in articles]))
        else:
            missing.append(say("articles.no-outlets"))
        if any(article.published or article.story_day for article in articles):
            days = [self._day(article) for article in articles]
            columns.append((say("articles.published"), days))
        else:
            missing.append(say("articles.no-dates"))
        languages = [self._language(article) for article in articles]
        if len(set(languages)) > 1:
            columns.append((say("articles.language"), languages))
        elif articles and articles[0].language:
            missing.insert(0, say("articles.one-language", language=languages[0]))
        columns.append((say("articles.claims"), [str(per_article[article.id]) for article in articles]))
        rows = table(tuple(name for name, _ in columns), list(zip(*(cells for _, cells in columns), strict=True)))
        shown = folded(say("articles.all", count=len(articles)), rows) if len(articles) > _ARTICLES_OPEN else [rows]
        return [
            f"## {anchor('articles')}{say('articles.heading')}",
            *([" ".join(missing)] if missing else []),
            *shown,
            *self._flags(),
        ]

    def _title(self, article: Article) -> str:
        title = self.view.foreign(shorten(article.title, _WORDS_SHOWN), article.language)
        link = self.view.links.get(article.id) or web_address(article.url)
        name = self.view.foreign((article.path or article.url or article.id).rstrip("/").rsplit("/", 1)[-1], "en")
        remarks = "".join(f"<br>*{self.view.say(f'remark.{remark}')}*" for remark in article.source.remarks)
        return f"{title}<br>" + (f"[{name}]({href(link)})" if link else name) + remarks

    def _outlet(self, article: Article) -> str:
        if not article.outlet:
            return self.view.say("articles.not-named")
        outlet = self.view.foreign(article.outlet, article.language)
        told = told_words(outlet, article.source.told_by.outlet, self.view.wording)
        if not article.author:
            return told
        return self.view.say("articles.by", outlet=told, author=self.view.foreign(article.author, article.language))

    def _day(self, article: Article) -> str:
        day = self.view.days.get(article.story_day or "")
        if not article.published and day:
            return told_words(inline(day_words(day, self.view.wording)), Teller.WORDS, self.view.wording)
        if not article.published:
            return self.view.say("articles.not-dated")
        return told_words(self.view.day(article.published), article.source.told_by.published, self.view.wording)

    def _language(self, article: Article) -> str:
        if not article.language:
            return self.view.say("articles.not-read")
        return inline(language_name(article.language, self.view.report.run.language))

    def _flags(self) -> list[str]:
        say, flags = self.view.say, self.view.report.flags
        if not flags:
            return []
        lines = "\n".join(self._flag(flag) for flag in flags)
        shown = folded(say("flags.all", count=len(flags)), lines) if len(flags) > _FLAGS_OPEN else [lines]
        return [f"**{say('flags.heading')}** {say('flags.meaning')}", *shown]

    def _flag(self, flag: Flag) -> str:
        article = self.view.articles[flag.article]
        shown = (shorten(span.text, _WORDS_SHOWN) for span in flag.spans[:2])
        words = " … ".join(self.view.say("quoted", words=self.view.foreign(text, article.language)) for text in shown)
        title, note = (inline(text) for text in flag_words(flag, self.view.wording))
        if flag.other:
            label = self.view.articles[flag.other].label
            note += f" ([{label}](#{label.lower()}))"
        place = f" ({self.view.place(flag.article, flag.spans[0])})" if flag.spans else ""
        return f"- **{article.label}: {title}.** {note} {words}{place}"

    def naming(self) -> list[str]:
        """What each article calls the main actors and places."""
        say = self.view.say
        shown = [naming for naming in self.view.report.naming if has_choice(naming)][:_NAMED_THINGS]
        if not shown:
            return []
        articles = [article for article in self.view.report.articles if any(_uses(n, article.id) for n in shown)]
        if len(articles) > WIDE:
            header = ["", say("names.names")]
            cells = [[self._names_of_all(naming)] for naming in shown]
        else:
            header = ["", *(f"[{article.label}](#{article.label.lower()})" for article in articles)]
            cells = [[self._names(_uses(naming, article.id)) for article in articles] for naming in shown]
        things = [f"**{inline(naming.name)}**" + ("\\*" if naming.proposed else "") for naming in shown]
        rows = [(thing, *row) for thing, row in zip(things, cells, strict=True)]
        proposed = [say("names.proposed", star="\\*")] if any(naming.proposed for naming in shown) else []
        summary = say("names.count", count=len(shown))
        return [
            f"## {anchor('names')}{say('names.heading')}",
            *folded(summary, say("names.meaning"), table(tuple(header), rows), *proposed),
        ]

    def _names(self, uses: Sequence[NameUse]) -> str:
        """The names that one article uses, in its language's direction."""
        if not uses:
            return "–"
        names = " · ".join(f"{use.name} × {len(use.places)}" for use in uses[:_NAMES_SHOWN])
        return self._with_more([self.view.quoted(uses[0].article, names)], len(uses) - _NAMES_SHOWN)

    def _names_of_all(self, naming: Naming) -> str:
        """Each name with how often all articles together use it, and which do."""
        by_name: defaultdict[str, list[NameUse]] = defaultdict(list)
        for use in naming.uses:
            by_name[use.name].append(use)
        names = []
        for name, uses in list(by_name.items())[:_NAMES_SHOWN]:
            labels = [self.view.articles[use.article].label for use in uses]
            word = self.view.foreign(name, self.view.articles[uses[0].article].language)
            names.append(f"{word} × {sum(len(use.places) for use in uses)} ({self.view.some(labels, WIDE)})")
        return self._with_more(names, len(by_name) - len(names))

    def _with_more(self, names: Sequence[str], more: int) -> str:
        return "<br>".join([*names, *([self.view.say("names.more", count=more)] if more > 0 else [])])


def _uses(naming: Naming, article: str) -> list[NameUse]:
    return [use for use in naming.uses if use.article == article]
