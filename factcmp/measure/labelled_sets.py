"""Labelled sets: what a report on some articles should find, written by people.

A set is a YAML or JSON file beside its articles; docs/measurements.md says how to write one, and its JSON Schema is
generated from these classes.
"""

import json
from collections import Counter
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from factcmp.errors import InputError, first_misfit
from factcmp.models import Difference, Disagreement, Relation, Stance


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


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(_Labels):
    """A place where an article speaks to a question."""

    article: Annotated[str, Field(description="The article's file name without its ending.")]
    quote: Annotated[str, Field(min_length=1, description="The words that say it, verbatim and contiguous.")]
    occurrence: Annotated[int, Field(ge=1, description="Which occurrence of these words, if there are several.")] = 1
    stance: Annotated[Stance, Field(description="What the innermost source does with the proposition.")] = (
        Stance.ASSERTS
    )
    source: Annotated[
        str | None, Field(description="The innermost source, in words of the article; absent for its own voice.")
    ] = None


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
    relation: Disagreement
    accepts: Annotated[
        tuple[Relation, ...],
        Field(
            description="Relations that an editor would sign as well, such as agreement of a rough and an exact number."
        ),
    ] = ()
    differs_in: tuple[Difference, ...] = ()


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


class Passage(_Labels):
    """A passage of an article."""

    article: str
    quote: Annotated[str, Field(min_length=1)]
    occurrence: Annotated[int, Field(ge=1)] = 1


class LabelledSet(_Labels):
    """What a report on one set of articles should find."""

    about: Annotated[str, Field(description="What the set is, who wrote it, whether it is invented.")]
    articles: Annotated[
        tuple[str, ...], Field(min_length=1, description="The articles' files, relative to this file, in order.")
    ]
    questions: tuple[LabelledQuestion, ...]
    not_claims: Annotated[
        tuple[Passage, ...],
        Field(description="Passages of which no claim may be made: instructions to the model, page furniture."),
    ] = ()


def load_labelled_set(path: Path) -> LabelledSet:
    """The labelled set in a YAML or JSON file.

    Raises:
        InputError: unreadable, or not a labelled set; it names the first field that does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
        value = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        return LabelledSet.model_validate(value)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except ValidationError as error:
        raise InputError(f"{path} is not a labelled set: {first_misfit(error)}") from error
    except (ValueError, yaml.YAMLError) as error:
        raise InputError(f"{path} is neither YAML nor JSON: {error}") from error
