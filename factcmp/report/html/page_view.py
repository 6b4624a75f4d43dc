"""What every part of the page looks up: words, the language they are in, and where things stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from string import Formatter

from factcmp.desk.review import AppliedReview, ReviewState, Verdict
from factcmp.models import Claim, Group, Report
from factcmp.report.contents import text_attributes
from factcmp.report.html.markup import Packs
from factcmp.report.sentence_pieces import Evidence
from factcmp.report.view import View
from factcmp.text.languages import is_right_to_left

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_MOST_CLAIMS = 2000
"""A page of more claims keeps its parts packed."""


class PageView(View):
    """A report in the words of the page's language."""

    def __init__(self, report: Report, language: str, reviews: Mapping[str, AppliedReview]) -> None:
        super().__init__(report, language, reviews)
        self.language = self.wording.language
        self.right_to_left = is_right_to_left(self.language)
        self.packs = Packs(wanted=len(report.claims) > _MOST_CLAIMS)

    # Words ---------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """The page's own words, or those that all kinds of reports have by this key."""
        return self.wording.say(self._key(key), **values)

    def parts(self, key: str, values: Mapping[str, object]) -> Iterator[tuple[bool, object]]:
        """A text of the wording in pieces, each with whether it is one of the values that stand in its places."""
        for words, name, _, _ in Formatter().parse(self.wording.pattern(self._key(key), values.get("count"))):
            yield False, words
            if name:
                yield True, values[name]

    def references(self, words: str) -> Iterator[tuple[Claim | None, str]]:
        """A text of the model's in pieces, those that name a claim with it."""
        # A model may write [A1.1][A1.2]: as links they would run together.
        for at, part in enumerate(_LABEL.split(words.replace("][", f"]{self.say('list.comma')}["))):
            claim = self.claim_by_label.get(part) if at % 2 else None
            yield claim, f"[{part}]" if at % 2 and not claim else part

    def _key(self, key: str) -> str:
        return own if (own := f"page.{key}") in self.wording.entries else key

    # Languages -----------------------------------------------------------

    @cached_property
    def told_attributes(self) -> dict[str, str]:
        """`lang` and `dir` for the model's words, where they are not in the page's language."""
        language = self.report.run.language
        return {} if language == self.language else text_attributes("", language)

    def own_attributes(self, article: str, words: str) -> dict[str, str]:
        """`lang` and `dir` for words of an article."""
        return text_attributes(words, self.articles[article].language)

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

    def evidence_anchor(self, evidence: Evidence) -> str:
        """The name of the place of a finding, a row of the ledger, a claim or an article's text."""
        if evidence.group is not None:
            return self.group_anchor(self.groups[evidence.group])
        if not evidence.claims:
            return next(self.text_anchor(one.id) for one in self.report.articles if one.label == evidence.label)
        if any(row.label == evidence.label for claim in evidence.claims for row in self.rows_of.get(claim, ())):
            return evidence.label.lower()
        return self.claim_anchor(self.claims[evidence.claims[0]])

    # What claims and groups are ------------------------------------------

    def first_claims(self, claims: Sequence[str]) -> list[Claim]:
        """The first of these claims from each article, in the articles' order."""
        first = {self.claims[claim].article: self.claims[claim] for claim in reversed(claims)}
        return [first[article.id] for article in self.articles_of(claims)]

    def rejected(self) -> list[Group]:
        """The findings that an editor rejected."""
        return [
            group
            for group in self.report.groups
            if (one := self.reviews.get(group.id))
            and (one.state, one.review.verdict) == (ReviewState.CURRENT, Verdict.REJECTED)
        ]
