"""The parts of the Markdown report about the articles themselves: what they are, what is odd, whom they call what."""

from collections import Counter
from collections.abc import Sequence

from factcmp.languages import language_name
from factcmp.markdown import anchor, foreign, inline, table
from factcmp.models import Flag, NameUse, Naming
from factcmp.report_view import FLAG_WORDS, ReportView, href, many

_NAMED_THINGS = 12
"""So many actors and places are shown; the JSON report has all."""
_NAMES_SHOWN = 6
_WORDS_SHOWN = 120


class ArticleSections:
    """Articles of one report as Markdown blocks."""

    def __init__(self, view: ReportView) -> None:
        self.view = view

    def articles(self) -> list[str]:
        """The table of articles, and what about them may explain differences."""
        per_article = Counter(claim.article for claim in self.view.report.claims)
        rows = []
        for article in self.view.report.articles:
            title = foreign(article.title, article.language)
            link = self.view.links.get(article.id) or article.url
            name = inline(article.path or article.url or article.id)
            rows.append(
                (
                    anchor(article.label.lower()) + f"**{article.label}**",
                    f"{title}<br>" + (f"[{name}]({href(link)})" if link else name),
                    foreign(article.outlet, article.language) if article.outlet else "not named in it",
                    str(article.published or "not dated"),
                    language_name(article.language) if article.language else "not read",
                    str(per_article[article.id]),
                )
            )
        header = ("", "Title and file", "Outlet", "Published", "Language", "Claims")
        return ["## Articles", table(header, rows), *self._flags()]

    def _flags(self) -> list[str]:
        flags = self.view.report.flags
        if not flags:
            return []
        return [
            "**What to know about these texts.** Found by rule, or noted by the model while it read; it may explain "
            "why an article differs.",
            "\n".join(self._flag(flag) for flag in flags),
        ]

    def _flag(self, flag: Flag) -> str:
        article = self.view.articles[flag.article]
        words = " … ".join(foreign(_cut(span.text), article.language) for span in flag.spans[:2])
        note = inline(flag.note)
        if flag.other:
            note += f" ({self.view.articles[flag.other].label})"
        place = self.view.place(flag.article, flag.spans[0])
        return f"- **{article.label}: {FLAG_WORDS[flag.kind]}.** {note} {words} {place}"

    def naming(self) -> list[str]:
        """What each article calls the main actors and places."""
        shown = [naming for naming in self.view.report.naming if _differs(naming)][:_NAMED_THINGS]
        if not shown:
            return []
        articles = [article for article in self.view.report.articles if any(_uses(n, article.id) for n in shown)]
        rows = [
            (
                f"**{inline(naming.name)}**" + ("\\*" if naming.proposed else ""),
                *(self._names(_uses(naming, article.id)) for article in articles),
            )
            for naming in shown
        ]
        blocks = [
            f"## {anchor('names')}Who calls whom what",
            "The names that each article uses for the main actors and places, and how often. What follows from a "
            "choice of words is for the reader to say.",
            table(("", *(f"[{article.label}](#{article.label.lower()})" for article in articles)), rows),
        ]
        if any(naming.proposed for naming in shown):
            blocks.append(
                "\\* That these names mean the same is partly the model's proposal. `factcmp aliases` writes the table "
                "to confirm or mend it. Each place in the texts is in the JSON report."
            )
        return blocks

    def _names(self, uses: Sequence[NameUse]) -> str:
        names = [
            f"{foreign(use.name, self.view.articles[use.article].language)} × {len(use.places)}"
            for use in uses[:_NAMES_SHOWN]
        ]
        more = len(uses) - len(names)
        return "<br>".join([*names, *([f"{many(more, 'more name')}"] if more else [])]) or "–"


def _uses(naming: Naming, article: str) -> list[NameUse]:
    return [use for use in naming.uses if use.article == article]


def _differs(naming: Naming) -> bool:
    """Whether there is a choice of words to see: more than one name in one language, or two names in one article."""
    return len({use.name.casefold() for use in naming.uses}) > 1


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
