"""An editor's list, made from the articles alone before any report is read, as a labelled set.

Such a list has findings with a kind, a weight and passages, voices, a toll, and each article's own day; see
docs/measurements.md. Articles are named by their files, passages by their words.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factcmp.errors import InputError, first_misfit
from factcmp.measure.labelled_sets import LabelledSet, read_labels
from factcmp.models import Report

FIRST_PAGE = 3
"""The weight of what must stand on a first page."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)|((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?! *,? *or)\b", re.IGNORECASE)


def read_editor_list(path: Path, report: Report, *, weight: int = 0) -> LabelledSet:
    """The list on the report's articles; only the findings of this weight or more.

    Raises:
        InputError: unreadable, not such a list, or on other articles.
    """
    told = read_labels(path)
    ids = {Path(article.path or article.id).name: article.id for article in report.articles}
    try:
        return LabelledSet.model_validate(
            {
                "about": f"An editor's list of the story {told['story']}.",
                "articles": list(ids),
                "questions": [_question(one, ids) for one in told["findings"] if one["weight"] >= weight],
                "days": [day for one in told["articles"] for day in _days(one, ids)],
                "voices": [
                    {"name": one["name"], "mentions": [_passage(place, ids) for place in one["passages"]]}
                    for one in told["voices"]
                ],
                "toll": [_toll(one, ids) for one in told["toll"]],
            }
        )
    except ValidationError as error:
        raise InputError(f"{path} is not an editor's list: {first_misfit(error)}") from error
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise InputError(f"{path} is not an editor's list of these articles: {error}") from error


def _question(finding: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """A finding with its sides as positions; an agreement has one."""
    passages, agreed = finding["passages"], finding["kind"] == "agreement"
    alone: Sequence[Sequence[int]] = [[place] for place in range(len(passages))]
    sides = [range(len(passages))] if agreed else finding.get("sides") or alone
    relation = "contradiction" if finding["kind"] == "inside" else finding["kind"]
    return {
        "question": f"{finding['id']} {finding['what']}",
        "positions": [
            {"summary": str(number), "mentions": [_passage(passages[place], ids) for place in side]}
            for number, side in enumerate(sides, 1)
        ],
        "between": [
            {"one": one, "other": other, "relation": relation}
            for one, other in combinations(range(1, len(sides) + 1), 2)
        ],
    }


def _passage(place: Sequence[str], ids: Mapping[str, str]) -> dict[str, Any]:
    file, words = place
    return {"article": ids[file], "quote": words}


def _days(article: Mapping[str, Any], ids: Mapping[str, str]) -> list[dict[str, Any]]:
    """The article's day, where the editor's words for it are one; None is a day that nothing tells."""
    told = article["own_day"]
    found = _DAY.match(told or "")
    if told and not found:
        return []
    day = found and (datetime.date.fromisoformat(found[1]) if found[1] else found[2].lower())
    return [{"article": ids[article["file"]], "day": day}]


def _toll(figure: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    same = {name: figure.get(name) for name in ("of_whom", "place", "lower", "upper", "part_of")}
    told = {**same, "harm": figure["killed_or"], "voice": figure["who"]}
    return _passage((figure["file"], figure["passage"]), ids) | told
