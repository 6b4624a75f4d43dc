import datetime
from pathlib import Path

import pytest
import yaml
from bcubed import b_cubed, errors, labelled_stories

from factcmp.articles.from_text import make_article
from factcmp.models import Article
from factcmp.stories.separating import separate_stories

EVENTS = yaml.safe_load(Path(__file__).with_name("events.yaml").read_text(encoding="utf-8"))
FERRY, MINE = EVENTS["ferry"], EVENTS["mine"]


def _articles(*texts: str) -> list[Article]:
    return [make_article(text, id=str(number)) for number, text in enumerate(texts)]


def _sets(articles: list[Article]) -> list[list[str]]:
    return [[article.id for article in story.articles] for story in separate_stories(articles)]


def test_labelled_stories_in_one_folder_come_apart() -> None:
    gold = labelled_stories()
    articles = [make_article(path.read_text(encoding="utf-8"), id=f"{path.parent.name}/{path.name}") for path in gold]
    found = {one.id: number for number, story in enumerate(separate_stories(articles)) for one in story.articles}
    told = {article.id: story for article, story in zip(articles, gold.values(), strict=True)}
    assert b_cubed(found, told)[2] >= 0.95, errors(found, told)


@pytest.mark.parametrize("one", FERRY)
@pytest.mark.parametrize("other", ["en", "ar", "ru"])
def test_one_event_in_two_languages_is_one_story_and_another_event_is_not(one: str, other: str) -> None:
    texts = [FERRY[one], MINE[other], FERRY[other], MINE["en"]]
    sets = _sets(_articles(*texts))
    assert [0, 2] in [sorted(map(int, members)) for members in sets] or texts[0] == texts[2]
    assert not any({"0", "1"} <= set(members) or {"2", "3"} <= set(members) for members in sets)


def test_articles_whose_language_alone_is_rare_in_the_folder_stay_apart() -> None:
    rare = (
        "Hanna, 18, försvunnen i Uddevalla\n\nPolisen söker efter Hanna Lindqvist som försvann i Uddevalla natten mot "
        "lördagen. Hon hade varit på fest hos vänner och skulle gå hem till sina föräldrar, säger polisens talesman.",
        "Elever åtalas för misshandel på Lundsberg\n\nTre elever åtalas för misshandel efter händelser på skolan under "
        "hösten. De nekar till brott, säger deras advokat Per Stenmark, och skolans rektor vill inte kommentera saken.",
    )
    others = [
        path.read_text(encoding="utf-8") for path, story in labelled_stories().items() if story[:2] in ("01", "14")
    ]
    sets = _sets(_articles(*rare, *others))
    assert ["0"] in sets
    assert ["1"] in sets


@pytest.mark.parametrize("story", ["01-ferry-lindora-star", "06-abu-dalaa", "15-mine-shafts"])
def test_a_folder_of_one_story_stays_one(story: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path, name in labelled_stories().items() if name == story]
    assert len(_sets(_articles(*texts))) == 1


def test_scripts_without_spaces_come_apart_too() -> None:
    texts = (
        "渡轮林多拉号在卡斯米尔海域沉没\n\n渡轮林多拉号星期二在卡斯米尔海域沉没,船上有214人。船长奥德兰说海岸警卫队救起了乘客。",
        "林多拉号渡轮沉没后卡斯米尔展开搜救\n\n卡斯米尔海岸警卫队说,渡轮林多拉号沉没后,潜水员继续搜寻船长奥德兰和乘客。",
        "布兰尼克煤矿爆炸\n\n布兰尼克煤矿星期五发生瓦斯爆炸,37名矿工被困井下。工会说救援人员正在挖掘通道。",
        "布兰尼克煤矿救援继续\n\n救援人员在布兰尼克煤矿挖掘通道,37名矿工仍被困井下。工会指责矿主忽视瓦斯警报。",
    )
    assert _sets(_articles(*texts)) == [["0", "1"], ["2", "3"]]


def test_a_copy_is_shown_as_one_and_not_among_the_originals() -> None:
    article, other = (
        path.read_text(encoding="utf-8") for path, name in list(labelled_stories().items())[:2] if name[:2] == "01"
    )
    copy = article.replace("Ferry capsizes", "Ferry overturns")
    (story,) = separate_stories(_articles(article, other, copy))
    assert [(id, of.original) for id, of in story.copies.items()] == [("2", "0")]
    assert 0.9 <= story.copies["2"].share < 1
    assert [one.id for one in story.originals] == ["0", "1"]
    assert [one.id for one in story.articles] == ["0", "1", "2"]


def test_events_of_one_kind_months_apart_are_two_stories() -> None:
    texts = [path.read_text(encoding="utf-8") for path, name in labelled_stories().items() if name[:2] == "15"]
    now, later = datetime.date(2026, 3, 2), datetime.date(2026, 6, 2)
    days = (now, now + datetime.timedelta(days=3), later)
    articles = [one.model_copy(update={"published": day}) for one, day in zip(_articles(*texts), days, strict=True)]
    assert _sets(articles) == [["0", "1"], ["2"]]


def test_the_order_of_the_articles_changes_no_story() -> None:
    articles = [make_article(path.read_text(encoding="utf-8"), id=str(path)) for path in labelled_stories()][:20]
    assert {frozenset(members) for members in _sets(articles)} == {
        frozenset(members) for members in _sets(articles[::-1])
    }
