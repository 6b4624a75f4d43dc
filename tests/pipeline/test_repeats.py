"""A run repeated on purpose: findings that do not come back are marked."""

import asyncio

from pydantic import BaseModel
from scripted import ScriptedModel
from test_pipeline import DAM, DENIAL, articles, dam_story, judgement

from factcmp.errors import ModelError
from factcmp.llm.protocol import Request
from factcmp.models import Relation
from factcmp.revising import repeat_articles_async


def test_a_finding_says_in_how_many_runs_it_was_made() -> None:
    """The second run finds no contradiction about the dam; that of the dead comes back."""
    usual, calm = dam_story(groups=[(1, 3)]), dam_story(judge=judgement("agreement", [1, 2]), groups=[(1, 3)])

    def answer(request: Request[BaseModel]) -> BaseModel | ModelError:
        return (calm if request.repeat == 1 else usual).answer(request)

    model = ScriptedModel(answer)
    report = asyncio.run(repeat_articles_async(articles(DAM, DENIAL), model, 3))
    assert report.groups[0].relation is Relation.CONTRADICTION
    assert report.groups[0].came_back == (2, 3)
    assert {request.repeat for request in model.asked} == {0, 1, 2}
    assert all(group.came_back is None for group in report.groups if group.relation is Relation.SINGLE_SOURCE)
