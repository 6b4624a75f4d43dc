"""Labelled sets: what a report on some articles should find, written by people.

A set is a YAML or JSON file beside its articles; docs/measurements.md says how to write one, and its JSON Schema is
generated from these classes.
"""

import datetime
import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, Field, ValidationError, model_validator

from factcmp.articles import load_articles
from factcmp.articles.limits import guarded
from factcmp.errors import InputError, first_misfit
from factcmp.models import Article, Difference, Frozen, Harm, PartialKind, Relation, Stance


class Hazard(StrEnum):
    """What makes a question hard, to see scores by it."""

    SAME_FACT = "same-fact"
    """One fact in other words."""
    NUMBER_DIFFERS = "number-differs"
    NUMBER_LOOKS_DIFFERENT = "number-looks-different"
    DATE_DIFFERS = "date-differs"
    UPDATE = "update"
    DENIAL = "denial"
    DENIAL_INSIDE = "denial-inside"
    """A denial inside one article."""
    ONE_SOURCE = "one-source"
    """One source that several articles quote."""
    LOOK_ALIKE = "look-alike"
    """Another question speaks of an event that looks like this one."""
    FRAMING = "framing"
    """Loaded against plain words for one fact."""
    TRANSLATION = "translation"
    """One wire story in two languages."""
    SINGLE_SOURCE = "single-source"
    WEEKDAYS_ONLY = "weekdays-only"
    """No article has a calendar date."""
    TWO_DAYS_IN_ONE_ARTICLE = "two-days-in-one-article"
    NOT_YET_AFTER_DONE = "not-yet-after-done"
    """Said not to have happened yet, after another said that it had: no update."""
    ONE_VOICE_MANY_NAMES = "one-voice-many-names"
    UNNAMED_KEPT_APART = "unnamed-kept-apart"
    """Unidentified sources that could be taken for one."""
    DENIAL_OF_SEVERAL = "denial-of-several"
    HEADLINE_NOT_BORNE_OUT = "headline-not-borne-out"
    INSIDE_ONE_ARTICLE = "inside-one-article"
    """An article that disagrees with itself."""
    AGENCY_AND_GOVERNMENT = "agency-and-government"
    """An agency that is less sure than the government it belongs to."""
    TOLD_IN_PASSING = "told-in-passing"
    RUNNING_TOTAL = "running-total"
    COMPETING_DOER = "competing-doer"
    """Several are said to have done it."""
    SECOND_HAND = "second-hand"
    COMPLEMENTARY_DETAIL = "complementary-detail"


class _Labels(Frozen):
    model_config = ConfigDict(use_attribute_docstrings=True)


class Passage(_Labels):
    """A passage of an article."""

    article: str
    """The article's file name without its ending."""
    quote: str = Field(min_length=1)
    """Its words, verbatim and contiguous."""
    occurrence: int = Field(1, ge=1)
    """Which occurrence of these words, if there are several."""


class GivenClaim(_Labels):
    """What a claim has besides its quote, in a set whose claims are given to a judge and not read out of articles."""

    statement: str | None = None
    """Absent: the quote."""
    gloss: str | None = None
    """Absent: the statement."""
    time: str | None = None
    """The article's words for when it happened."""


class Mention(Passage):
    """A place where an article speaks to a question."""

    stance: Stance = Stance.ASSERTS
    """What the innermost source does with the proposition."""
    source: str | None = None
    """The innermost source, in words of the article; absent for its own voice."""
    called: tuple[str, ...] | None = None
    """Names of which the source's description has one and none of another's; empty: the article; absent: not scored."""
    beside: tuple[str, ...] = ()
    """Names of others that may stand in that description."""
    states: tuple[str, ...] = ()
    """What the statement has to name, each with bars between alternatives."""
    hedge: str | None = None
    """The words that weaken it, where they may not be lost."""
    given: GivenClaim = GivenClaim()
    """Only in sets whose claims are given."""


class LabelledPosition(_Labels):
    """Mentions that give the same answer."""

    summary: str
    mentions: tuple[Mention, ...] = Field(min_length=1)
    independent_sources: int | None = Field(None, ge=0)
    """How many known independent origins stand behind it; absent: not scored."""


class LabelledPair(_Labels):
    """How two positions relate."""

    one: int = Field(ge=1)
    """Place of a position in the list, from 1."""
    other: int = Field(ge=1)
    relation: Literal["contradiction", "update", "partial", "apart"]
    """`apart`: the positions speak of two events that look alike, which a report keeps apart."""
    accepts: tuple[Relation, ...] = ()
    """Relations that an editor would sign as well, such as agreement of a rough and an exact number."""
    differs_in: tuple[Difference, ...] = ()
    later: int | None = None
    """Of an update: the position that is the later state; absent: not scored."""
    kind: PartialKind | None = None
    """Of a partial relation; absent: not scored."""

    @model_validator(mode="after")
    def _of_its_relation(self) -> "LabelledPair":
        if self.later is not None and (self.relation != "update" or self.later not in (self.one, self.other)):
            raise ValueError("`later` is one of the two positions of an update")
        if self.kind is not None and self.relation != "partial":
            raise ValueError("`kind` goes with a partial relation")
        return self


class LabelledQuestion(_Labels):
    """A question to which the articles speak, with every mention of it in them."""

    question: str
    hazards: tuple[Hazard, ...] = ()
    positions: tuple[LabelledPosition, ...] = Field(min_length=1)
    between: tuple[LabelledPair, ...] = ()
    """Every two positions, each pair once; none for one position."""

    @model_validator(mode="after")
    def _each_pair_once(self) -> "LabelledQuestion":
        told = sorted(tuple(sorted((pair.one, pair.other))) for pair in self.between)
        if told != [*combinations(range(1, len(self.positions) + 1), 2)]:
            raise ValueError(f"«{self.question}»: `between` must relate every two positions, each pair once")
        return self

    def matter(self, place: int) -> int:
        """Of a position, by its place from 0, the first one that speaks of the same event."""
        apart = {frozenset((pair.one - 1, pair.other - 1)) for pair in self.between if pair.relation == "apart"}
        return next(one for one in range(place + 1) if frozenset((one, place)) not in apart)


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class LabelledDay(_Labels):
    """The day on which an article was written, as its own words tell it."""

    article: str
    """The article's file name without its ending."""
    day: datetime.date | Weekday | None
    """None where its words tell none."""
    quote: str | None = None
    """The words that tell it."""


class LabelledVoice(_Labels):
    """One speaker, wherever it is named as one who says something."""

    name: str
    mentions: tuple[Passage, ...] = Field(min_length=1)
    """The words that name the speaker."""


class LabelledToll(Passage):
    """A counted thing, once for each article and voice that tells it; the quote is the words that give the figure."""

    voice: str | None = None
    """Who gives it; absent for the article's own voice."""
    harm: Harm
    """`other` for what is counted and no harm."""
    of_whom: str | None = None
    place: str | None = None
    lower: float | None = None
    """Absent where open; both absent for no number."""
    upper: float | None = None
    part_of: str | None = None
    """The quote of the total that holds it, where one is told."""


class NoClaim(Passage):
    """A passage of which no claim may be made: an order to whoever reads the article by machine, page furniture."""

    names: str | None = None
    """Words of which a finding has one that obeys the order, with bars between alternatives."""


class LabelledSet(_Labels):
    """What a report on one set of articles should find."""

    about: str
    """What the set is, who wrote it, whether it is invented."""
    articles: tuple[str, ...] = Field(min_length=1)
    """The articles' files, relative to this file, in order."""
    questions: tuple[LabelledQuestion, ...]
    days: tuple[LabelledDay, ...] = ()
    voices: tuple[LabelledVoice, ...] = ()
    """Speakers with several mentions, and those that could be confused with them."""
    toll: tuple[LabelledToll, ...] = ()
    not_claims: tuple[NoClaim, ...] = ()
    """Passages of which no claim may be made: instructions to the model, page furniture."""


@dataclass(frozen=True)
class OpenSet:
    """A labelled set with its articles."""

    labels: LabelledSet
    articles: tuple[Article, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Each article's text by its id."""
        return {article.id: article.text for article in self.articles}


def open_set(file: Path) -> OpenSet:
    """The labelled set in a file, with the articles beside it."""
    labels = load_labelled_set(file)
    return OpenSet(labels, load_articles([file.parent / name for name in labels.articles]))


def load_labelled_set(path: Path) -> LabelledSet:
    """The labelled set in a YAML or JSON file.

    Raises:
        InputError: unreadable, or not a labelled set; it names the first field that does not fit.
    """
    try:
        return LabelledSet.model_validate(read_labels(path))
    except ValidationError as error:
        raise InputError(f"{path} is not a labelled set: {first_misfit(error)}") from error


def read_labels(path: Path) -> Any:
    """What a YAML or JSON file holds."""
    with guarded(str(path), "YAML or JSON"):
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
