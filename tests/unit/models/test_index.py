"""A report's things by id."""

from collections.abc import Iterator, Sequence
from typing import Any

from page_reports import large, story

from factcmp.models import Report
from factcmp.models.report_index import ReportIndex


class _Counted(Sequence[Any]):
    """A list that counts how many of its things were handed out."""

    def __init__(self, things: Sequence[Any]) -> None:
        self.things = things
        self.seen = 0

    def __iter__(self) -> Iterator[Any]:
        for thing in self.things:
            self.seen += 1
            yield thing

    def __getitem__(self, at: Any) -> Any:
        return self.things[at]

    def __len__(self) -> int:
        return len(self.things)


def test_a_claim_leads_to_its_group_its_position_and_its_article() -> None:
    report = story()
    index = ReportIndex(report)
    for group in report.groups:
        for position in group.positions:
            for claim in position.claims:
                assert index.group_of[claim] is group
                assert index.position_of[claim] is position
    assert [article.label for article in index.articles_of(("c9", "c1", "c2"))] == ["A1", "A3"]
    assert index.claim_by_label["A2.3"].id == "c8"


def test_lone_groups_stand_by_their_article_and_the_rest_is_compared() -> None:
    index = ReportIndex(story())
    assert {article: [group.label for group in groups] for article, groups in index.lone_in.items()} == {"a3": ["G4"]}
    assert [group.label for group in index.compared] == ["G1", "G2", "G3"]


def _walked(articles: int) -> int:
    report = large(articles)
    claims, groups = _Counted(report.claims), _Counted(report.groups)
    ReportIndex(Report.model_construct(**dict(report) | {"claims": claims, "groups": groups}))
    return claims.seen + groups.seen


def test_building_it_walks_each_list_a_fixed_number_of_times() -> None:
    assert _walked(80) <= 2 * _walked(40)
