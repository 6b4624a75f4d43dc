"""An editor's verdicts on findings, kept by what a finding says, so that a verdict never passes to another finding."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError, field_validator, model_validator

from factcmp.errors import InputError, first_misfit
from factcmp.models import Frozen, Group, Relation, Report
from factcmp.models.ids import digest

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HEADER = """\
# Verdicts on findings. `verdict` is confirmed or rejected; leave the line out for a note alone. To withdraw a verdict,
# delete its entry. `finding` and `key` say which finding it is by its claims: leave them as they are.
# Comments of yours are not kept when verdicts are added; use `note`.
"""


class Verdict(StrEnum):
    """What an editor found a finding to be."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ReviewState(StrEnum):
    """Whether a verdict speaks of the finding as it is."""

    CURRENT = "current"
    OUTDATED = "outdated"
    """The finding's relation, positions or claims have changed since: the verdict no longer applies."""


class Review(Frozen):
    """An editor's verdict on one finding, or a note on it."""

    question: str
    verdict: Verdict | None = None
    """None for a note without a verdict."""
    note: str = ""
    by: str | None = None
    on: datetime.date | None = None
    finding: str
    """What the finding says, as `finding_text` puts it."""
    key: str
    """The finding's digest, `review_key` of it."""

    @field_validator("note")
    @classmethod
    def _readable(cls, note: str) -> str:
        return _CONTROLS.sub("", "\n".join(note.splitlines())).strip()

    @model_validator(mode="after")
    def _key_is_the_findings(self) -> "Review":
        if parse_finding(self.finding) is None:
            raise ValueError(f"no finding: {self.finding!r}")
        if self.key != review_key(self.finding):
            raise ValueError(f"the key {self.key} is not that of its finding, {review_key(self.finding)}")
        return self

    @property
    def claims(self) -> frozenset[str]:
        """The ids of the claims that the finding was about."""
        return parse_finding(self.finding) or frozenset()


class AppliedReview(Frozen):
    """A review as it stands to a group of a report."""

    state: ReviewState
    review: Review
    earlier: tuple[Review, ...] = ()
    """Further outdated reviews of what the group holds, where it came from several findings; the nearest first."""


_REVIEWS = TypeAdapter(tuple[Review, ...])


def finding_text(group: Group) -> str:
    """What a group's finding says: its relation, and its positions as sets of claim ids, in an order of their own.

    For instance `contradiction: c1 c4 | c2`.
    """
    positions = sorted(" ".join(sorted(position.claims)) for position in group.positions)
    return f"{group.relation.value}: {' | '.join(positions)}"


def parse_finding(text: str) -> frozenset[str] | None:
    """The ids of the claims of a finding's text, or None where it is not what `finding_text` writes."""
    relation, _, rest = text.partition(": ")
    positions = [part.split(" ") for part in rest.split(" | ")]
    claims = [claim for position in positions for claim in position]
    whole = all(claims) and "|" not in claims and len(set(claims)) == len(claims) and not set(text) & set("\t\r\n")
    return frozenset(claims) if relation in set(Relation) and whole else None


def review_key(finding: str) -> str:
    """The key of the reviews of a finding."""
    return f"f{digest(finding)}"


def load_reviews(path: Path) -> tuple[Review, ...]:
    """The reviews in a YAML file, in its order.

    Raises:
        InputError: unreadable, not reviews, or two of one finding.
    """
    try:
        # Everything is text: `on` stays a word, and a note that reads "no" or 5 stays what was written.
        entries = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader) or ()  # noqa: S506
        reviews = _REVIEWS.validate_python([_filled(entry) for entry in entries])
    except OSError as error:
        raise InputError(f"cannot read the reviews {path}: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"the reviews {path} are not YAML in UTF-8: {error}") from error
    except ValidationError as error:
        raise InputError(f"{path} has no reviews as `factcmp review` writes them: {first_misfit(error)}") from error
    seen: set[str] = set()
    for review in reviews:
        if review.key in seen:
            raise InputError(f"{path}: two entries have the key {review.key} («{review.question}»); keep one")
        seen.add(review.key)
    return reviews


def write_reviews(reviews: Iterable[Review]) -> str:
    """The reviews as YAML, as `load_reviews` reads it."""
    entries = [review.model_dump(mode="json", exclude_defaults=True) for review in reviews]
    return _HEADER + (yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110) if entries else "[]\n")


def merge_reviews(kept: Sequence[Review], given: Sequence[Review]) -> tuple[Review, ...]:
    """The kept reviews with the given ones laid over them, in the kept order, what is new behind.

    What is given wins, verdict and note each for itself; where nothing is given, what is kept stays. A review that
    says what it said before keeps its name and date.
    """
    merged = {review.key: review for review in kept}
    for review in given:
        before = merged.setdefault(review.key, review)
        verdict, note = review.verdict or before.verdict, review.note or before.note
        if (verdict, note) != (before.verdict, before.note):
            merged[review.key] = review.model_copy(update={"verdict": verdict, "note": note})
    return tuple(merged.values())


def apply_reviews(report: Report, reviews: Iterable[Review]) -> Mapping[str, AppliedReview]:
    """For the ids of groups that have a review: what it is, and whether it still applies.

    A review is current for the group that says exactly what it was given on. Else it is outdated for the groups that
    it shares half of the claims with, counted by the smaller of the two.
    """
    by_key = {review.key: review for review in reviews}
    of_claim: dict[str, list[Review]] = {}
    for review in by_key.values():
        for claim in review.claims:
            of_claim.setdefault(claim, []).append(review)
    applied: dict[str, AppliedReview] = {}
    for group in report.groups:
        current = by_key.get(review_key(finding_text(group)))
        if current:
            applied[group.id] = AppliedReview(state=ReviewState.CURRENT, review=current)
            continue
        near = _nearest(frozenset(group.claims), of_claim)
        if near:
            applied[group.id] = AppliedReview(state=ReviewState.OUTDATED, review=near[0], earlier=tuple(near[1:]))
    return applied


def _nearest(claims: frozenset[str], of_claim: Mapping[str, Sequence[Review]]) -> list[Review]:
    """The reviews that share enough claims with these, the nearest first."""
    found = {review.key: review for claim in claims for review in of_claim.get(claim, ())}
    shares = {}
    for key, review in found.items():
        shared = len(claims & review.claims)
        if 2 * shared >= min(len(claims), len(review.claims)):
            shares[key] = shared / len(claims | review.claims)
    return [found[key] for key in sorted(shares, key=lambda key: (-shares[key], key))]


def _filled(entry: object) -> object:
    """An entry without the fields that a person left empty."""
    return {name: value for name, value in entry.items() if value != ""} if isinstance(entry, dict) else entry
