"""What every part of the page looks up, words and isolates alike."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup

from factcmp.desk.review import AppliedReview
from factcmp.models import Article, Claim, Group, Relation, Report, Span
from factcmp.models.index import ReportIndex
from factcmp.report.html.markup import Content, join, tag, text
from factcmp.report.html.packs import Packs
from factcmp.report.speakers import speakers_of
from factcmp.report.wording import load_wording
from factcmp.text.languages import is_right_to_left

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_RIGHT_TO_LEFT = re.compile(r"[֐-ࣿיִ-﷿ﹰ-﻿]")
_LETTER = re.compile(r"[^\W\d_]")
_SLOT = re.compile("\x02([a-z_]+)\x03")

_MOST_CLAIMS = 2000
"""A page of more claims keeps its parts packed."""
SIGNS = {
    Relation.CONTRADICTION: "≠",
    Relation.UPDATE: "↻",
    Relation.AGREEMENT: "=",
    Relation.PARTIAL: "≈",
    Relation.SINGLE_SOURCE: "1",
}
"""A sign besides the colour, the same in both directions of writing."""


class PageView(ReportIndex):
    """A report by id, with the words of the page's language and an editor's verdicts by group id."""

    def __init__(self, report: Report, language: str, reviews: Mapping[str, AppliedReview]) -> None:
        super().__init__(report)
        self.reviews = reviews
        self.words = load_wording(language)
        self.language = self.words.language
        self.right_to_left = is_right_to_left(self.language)
        self.packs = Packs(wanted=len(report.claims) > _MOST_CLAIMS)

    # Words ---------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """The page's own words, or those that all kinds of reports have by this key."""
        return self.words.say(self._key(key), **values)

    def _key(self, key: str) -> str:
        return own if (own := f"page.{key}") in self.words.entries else key

    def sentence(self, key: str, **values: Content) -> Markup:
        """The page's own words as markup, each value isolated from the line around it unless it is markup already."""
        marks: dict[str, object] = {name: f"\x02{name}\x03" for name in values}
        count = values.get("count")
        if isinstance(count, int):
            # The count chooses the plural; it is put into its slot afterwards like the rest.
            marks["count"] = _Counted(count, "\x02count\x03")
        parts = _SLOT.split(self.words.say(self._key(key), **marks))
        slots = {name: value if isinstance(value, Markup) else tag("bdi", value) for name, value in values.items()}
        return join(text(part) if at % 2 == 0 else slots[part] for at, part in enumerate(parts))

    @cached_property
    def told_attributes(self) -> dict[str, str]:
        """`lang` and `dir` for the model's words, where they are not in the page's language."""
        language = self.report.run.language
        return {} if language == self.language else {"lang": language, "dir": direction(language)}

    def told(self, words: str, name: str = "bdi", **attributes: str | None) -> Markup:
        """Words in the report's language, isolated."""
        return tag(name, words, **self.told_attributes, **attributes)

    def own_attributes(self, article: str, words: str) -> dict[str, str]:
        """`lang` and `dir` for words of an article."""
        language = self.articles[article].language
        if language is None:
            backward = 2 * len(_RIGHT_TO_LEFT.findall(words)) > len(_LETTER.findall(words))
            return {"dir": "rtl" if backward else "ltr"}
        return {"dir": direction(language), "lang": language}

    def own(self, article: str, words: str, name: str = "bdi", **attributes: str | None) -> Markup:
        """Words of an article in their own language and direction."""
        return tag(name, words, **self.own_attributes(article, words), **attributes)

    def linked(self, words: str, name: str = "p", **attributes: str | None) -> Markup:
        """A text of the model's, with the claims that it names as links to their evidence."""
        # A model may write [A1.1][A1.2]: as links they would run together.
        parts = _LABEL.split(words.replace("][", f"]{self.say('list.comma')}["))
        content = [self._reference(part) if at % 2 else text(part) for at, part in enumerate(parts)]
        return tag(name, content, **self.told_attributes, **attributes)

    def _reference(self, label: str) -> Markup:
        claim = self.claim_by_label.get(label)
        return self.claim_link(claim) if claim else text(f"[{label}]")

    # Places --------------------------------------------------------------

    def claim_anchor(self, claim: Claim) -> str:
        """The name of the place where a claim's evidence stands."""
        return f"c{self.claim_number[claim.id] + 1}"

    def mark_anchor(self, claim: Claim) -> str:
        """The name of the claim's place in its article's text."""
        return f"m{self.claim_number[claim.id] + 1}"

    def group_anchor(self, group: Group) -> str:
        """The name of the place where a group, or the claim that stands alone in it, is shown."""
        if len(group.claims) == 1:
            return self.claim_anchor(self.claims[group.claims[0]])
        return f"g{self.group_number[group.id] + 1}"

    def text_anchor(self, article: str) -> str:
        """The name of the place where an article's text stands."""
        return f"t{self.article_number[article] + 1}"

    def alone_anchor(self, article: str) -> str:
        """The name of the place of what only this article says."""
        return f"o{self.article_number[article] + 1}"

    def claim_link(self, claim: Claim) -> Markup:
        """A claim's label, leading to its evidence."""
        return tag("a", claim.label, href=f"#{self.claim_anchor(claim)}", class_="ref", dir="ltr")

    def group_link(self, group: Group) -> Markup:
        """A group's label, leading to it."""
        return tag("a", group.label, href=f"#{self.group_anchor(group)}", class_="ref", dir="ltr")

    # Articles and their claims -------------------------------------------

    def article_labels(self, claims: Sequence[str], most: int | None = None) -> Markup:
        """The labels of the articles that these claims are from; past `most`, how many more."""
        articles = self.articles_of(claims)
        shown = articles if most is None or len(articles) <= most else articles[: most - 1]
        more = len(articles) - len(shown)
        first = {self.claims[claim].article: claim for claim in reversed(claims)}
        chips = [self._chip(article, self.claim_anchor(self.claims[first[article.id]])) for article in shown]
        if more:
            chips.append(tag("bdi", f"+{more}", class_="art"))
        return tag("span", join(chips, " "), class_="arts")

    def article_chip(self, article: Article) -> Markup:
        """An article's label, leading to its text."""
        return self._chip(article, self.text_anchor(article.id))

    def _chip(self, article: Article, anchor: str) -> Markup:
        return tag("a", article.label, href=f"#{anchor}", class_="art", dir="ltr", title=article.title)

    def speakers(self, claims: Sequence[str], most: int = 4) -> Markup:
        """Who speaks in these claims, each once; past `most`, how many more."""
        names = [speaker.name for speaker in speakers_of(self, claims)]
        said = join([self.told(name, class_="who-says") for name in names[:most]], self.say("list.comma"))
        return said + self.say("list.comma") + self.sentence("more", count=len(names) - most) if names[most:] else said

    def relation(self, relation: Relation | str, name: str = "span") -> Markup:
        """A relation's sign and word."""
        relation = Relation(relation)
        sign = tag("span", SIGNS[relation], class_="sign", aria_hidden="true")
        return tag(name, sign, " ", self.words.say(f"relation.{relation}"), class_=f"rel {relation}")

    def differences(self, differs_in: Iterable[str]) -> str:
        """What claims differ in, as a list in words."""
        return self.say("list.comma").join(self.words.say(f"difference.{difference}") for difference in differs_in)

    def place(self, article: str, span: Span) -> Markup:
        """Where words stand, for whoever checks them."""
        line = self.articles[article].text.count("\n", 0, span.start) + 1
        return self.sentence("place", line=line, characters=f"{span.start}–{span.end}")


class _Counted(int):
    """A number that chooses a plural and prints as a mark."""

    mark: str

    def __new__(cls, value: int, mark: str) -> "_Counted":
        self = super().__new__(cls, value)
        self.mark = mark
        return self

    def __format__(self, _: str) -> str:
        return self.mark


def isolate(words: str) -> str:
    """Words for where no element can stand, such as an option or a picture's title, isolated by Unicode's marks."""
    return f"\u2068{words}\u2069"


def direction(language: str | None) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if is_right_to_left(language) else "ltr"
