"""The frozen value that all others are, a slice of a text, and articles with where what is known of them comes from."""

import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Immutable value; unknown fields are an error, so a misspelt field is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A slice of an article: `article.text[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _lengths_agree(self) -> "Span":
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"a span of {self.end - self.start} characters cannot hold {len(self.text)}")
        return self


class ArticleKind(StrEnum):
    """What an article was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    WORD = "word"
    PDF = "pdf"
    RECORD = "record"
    """An object of a JSON or JSON Lines file, or a row of a table."""


class Teller(StrEnum):
    """Where something that is known about an article comes from."""

    PAGE = "page"
    """The page's metadata: JSON-LD, OpenGraph, meta tags, byline."""
    DOCUMENT = "document"
    """The properties of a Word or PDF file."""
    FRONT_MATTER = "front-matter"
    RECORD = "record"
    FEED = "feed"
    FETCH = "fetch"
    """The address that was fetched."""
    SIDECAR = "sidecar"
    FLAG = "flag"
    FILE_NAME = "file-name"
    WORDS = "words"
    """The article's own."""


class TextRemark(StrEnum):
    """What to know about a text that is not exactly its file's."""

    ENCODING_GUESSED = "encoding-guessed"
    """The file does not say how its letters are encoded, or says it wrongly."""
    ORDER_REBUILT = "order-rebuilt"
    """A PDF's right-to-left lines, put in order from where the letters stand on the page."""
    HIDDEN_TAKEN = "hidden-taken"
    """The page's story stands in a part that is hidden until a script shows it, and was taken from there."""
    LITTLE_LEFT = "little-left"
    """The page has far more text than was left as its article."""
    BEHIND_PAYWALL = "behind-paywall"
    """The page says that it is not free to read, and little of it is there: perhaps its beginning alone."""
    LIVE_BLOG = "live-blog"
    """The page says that it is one: reports of many hours, the latest first as a rule."""
    SEVERAL_ARTICLES = "several-articles"
    """It may be more than one: rules stand between long parts of it, or the page has several."""
    TWO_LANGUAGES = "two-languages"
    """Much of it is in the letters of another language."""


class ToldBy(Frozen):
    """For each thing known about an article, who told it; None where nobody did."""

    title: Teller | None = None
    outlet: Teller | None = None
    author: Teller | None = None
    published: Teller | None = None
    language: Teller | None = None
    url: Teller | None = None


class ArticleSource(Frozen):
    """How an article came to be what it is here."""

    kind: ArticleKind = ArticleKind.TEXT
    told_by: ToldBy = ToldBy()
    reader: str | None = None
    """What made the text of the file, with its version ("trafilatura 2.3.1"); None where the text is as decoded."""
    record: int | None = None
    """Which record of its file it is, counted from 1."""
    fetched: datetime.date | None = None
    """The day (UTC) on which its URL was fetched."""
    remarks: tuple[TextRemark, ...] = ()


class ArticleCopy(Frozen):
    """An article that is nearly word for word another one, which was read in its place."""

    title: str
    outlet: str | None = None
    where: str
    """Its URL, file or id."""
    share: float = Field(gt=0, le=1)
    """How much of the longer of the two stands in the other, in runs of eight words; 1 where all words are the same."""


class Article(Frozen):
    """One document, with its text exactly as decoded from its file, or as extracted where that is no plain text."""

    id: str
    label: str
    """Short name in the report: A1, A2, … in the order of the articles."""
    path: str | None = None
    url: str | None = None
    title: str
    outlet: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    """BCP 47, as told, or else as the model read it; None before pass 1 where nothing tells it."""
    sha256: str
    """Of the file's bytes, in hexadecimal; of what was fetched for a URL; of the text in UTF-8 for a record."""
    text: str
    story_day: str | None = None
    """The day of the story's calendar (`StoryDay.id`) on which it was written; None before pass 2, or where unknown."""
    own_day: Span | None = None
    """Its words that tell on which day it was written ("today, Thursday"); None where none do."""
    source: ArticleSource = ArticleSource()
    copies: tuple[ArticleCopy, ...] = ()
    """What `factcmp stories` found to be copies of it: not asked about, and no further sources."""
