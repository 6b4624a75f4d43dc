"""Labelled sets: what a report on some articles should find, written by people.

A set is a YAML or JSON file beside its articles; docs/measurements.md says how to write one, and its JSON Schema is
generated from these classes.
"""

import datetime
import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from factcmp.articles import load_articles
from factcmp.errors import InputError, first_misfit
from factcmp.models import Article, Difference, Harm, PartialKind, Relation, Stance


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


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(_Labels):
    """A passage of an article."""

    article: Annotated[str, Field(description="The article's file name without its ending.")]
    quote: Annotated[str, Field(min_length=1, description="Its words, verbatim and contiguous.")]
    occurrence: Annotated[int, Field(ge=1, description="Which occurrence of these words, if there are several.")] = 1


class GivenClaim(_Labels):
    """What a claim has besides its quote, in a set whose claims are given to a judge and not read out of articles."""

    statement: Annotated[str | None, Field(description="Absent: the quote.")] = None
    gloss: Annotated[str | None, Field(description="Absent: the statement.")] = None
    time: Annotated[str | None, Field(description="The article's words for when it happened.")] = None


class Mention(Passage):
    """A place where an article speaks to a question."""

    stance: Annotated[Stance, Field(description="What the innermost source does with the proposition.")] = (
        Stance.ASSERTS
    )
    source: Annotated[
        str | None, Field(description="The innermost source, in words of the article; absent for its own voice.")
    ] = None
    called: Annotated[
        tuple[str, ...] | None,
        Field(
            description="Names of which the source's description has one, and none of another's; empty for the "
            "article's own voice; absent: not scored."
        ),
    ] = None
    beside: Annotated[tuple[str, ...], Field(description="Names of others that may stand in that description.")] = ()
    states: Annotated[
        tuple[str, ...],
        Field(description="What the statement has to name, each with bars between alternatives."),
    ] = ()
    hedge: Annotated[str | None, Field(description="The words that weaken it, where they may not be lost.")] = None
    given: Annotated[GivenClaim, Field(description="Only in sets whose claims are given.")] = GivenClaim()


class LabelledPosition(_Labels):
    """Mentions that give the same answer."""

    summary: str
    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)]
    independent_sources: Annotated[
        int | None, Field(ge=0, description="How many known independent origins stand behind it; absent: not scored.")
    ] = None


class LabelledPair(_Labels):
    """How two positions relate."""

    one: Annotated[int, Field(ge=1, description="Place of a position in the list, from 1.")]
    other: Annotated[int, Field(ge=1)]
    relation: Annotated[
        Literal["contradiction", "update", "partial", "apart"],
        Field(description="`apart`: the positions speak of two events that look alike, which a report keeps apart."),
    ]
    accepts: Annotated[
        tuple[Relation, ...],
        Field(
            description="Relations that an editor would sign as well, such as agreement of a rough and an exact number."
        ),
    ] = ()
    differs_in: tuple[Difference, ...] = ()
    later: Annotated[
        int | None, Field(description="Of an update: the position that is the later state; absent: not scored.")
    ] = None
    kind: Annotated[PartialKind | None, Field(description="Of a partial relation; absent: not scored.")] = None

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
    positions: Annotated[tuple[LabelledPosition, ...], Field(min_length=1)]
    between: Annotated[
        tuple[LabelledPair, ...], Field(description="Every two positions, each pair once; none for one position.")
    ] = ()

    @model_validator(mode="after")
    def _each_pair_once(self) -> "LabelledQuestion":
        told = Counter(tuple(sorted((pair.one, pair.other))) for pair in self.between)
        wanted = set(combinations(range(1, len(self.positions) + 1), 2))
        if set(told) != wanted or any(count > 1 for count in told.values()):
            raise ValueError(f"«{self.question}»: `between` must relate every two positions, each pair once")
        return self

    def matter(self, place: int) -> int:
        """Of a position, by its place from 0, the first one that speaks of the same event."""
        apart = {frozenset((pair.one - 1, pair.other - 1)) for pair in self.between if pair.relation == "apart"}
        return next(one for one in range(place + 1) if frozenset((one, place)) not in apart)


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class LabelledDay(_Labels):
    """The day on which an article was written, as its own words tell it."""

    article: Annotated[str, Field(description="The article's file name without its ending.")]
    day: Annotated[datetime.date | Weekday | None, Field(description="None where its words tell none.")]
    quote: Annotated[str | None, Field(description="The words that tell it.")] = None


class LabelledVoice(_Labels):
    """One speaker, wherever it is named as one who says something."""

    name: str
    mentions: Annotated[tuple[Passage, ...], Field(min_length=1, description="The words that name the speaker.")]


class LabelledToll(Passage):
    """A counted thing, once for each article and voice that tells it; the quote is the words that give the figure."""

    voice: Annotated[str | None, Field(description="Who gives it; absent for the article's own voice.")] = None
    harm: Annotated[Harm, Field(description="`other` for what is counted and no harm.")]
    of_whom: str | None = None
    place: str | None = None
    lower: Annotated[float | None, Field(description="Absent where open; both absent for no number.")] = None
    upper: float | None = None
    part_of: Annotated[str | None, Field(description="The quote of the total that holds it, where one is told.")] = None


class NoClaim(Passage):
    """A passage of which no claim may be made: an order to whoever reads the article by machine, page furniture."""

    names: Annotated[
        str | None,
        Field(description="Words of which a finding has one that obeys the order, with bars between alternatives."),
    ] = None


class LabelledSet(_Labels):
    """What a report on one set of articles should find."""

    about: Annotated[str, Field(description="What the set is, who wrote it, whether it is invented.")]
    articles: Annotated[
        tuple[str, ...], Field(min_length=1, description="The articles' files, relative to this file, in order.")
    ]
    questions: tuple[LabelledQuestion, ...]
    days: tuple[LabelledDay, ...] = ()
    voices: Annotated[
        tuple[LabelledVoice, ...],
        Field(description="Speakers with several mentions, and those that could be confused with them."),
    ] = ()
    toll: tuple[LabelledToll, ...] = ()
    not_claims: Annotated[
        tuple[NoClaim, ...],
        Field(description="Passages of which no claim may be made: instructions to the model, page furniture."),
    ] = ()


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
    """The labelled set in a file, with the articles beside it.

    Raises:
        InputError: see `load_labelled_set`, or an article cannot be read.
    """
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
    """What a YAML or JSON file holds.

    Raises:
        InputError: it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, yaml.YAMLError) as error:
        raise InputError(f"{path} is neither YAML nor JSON: {error}") from error
