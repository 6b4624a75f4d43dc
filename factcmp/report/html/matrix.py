"""Groups against articles: who asserts, denies, doubts, predicts, and who is silent."""

from collections.abc import Sequence

from markupsafe import Markup

from factcmp.models import Group, Stance
from factcmp.report.html.markup import tag
from factcmp.report.html.view import PageView

_MOST_GROUPS = 80
_MOST_ARTICLES = 30
SIGNS = {Stance.ASSERTS: "", Stance.DENIES: "✕", Stance.DOUBTS: "?", Stance.PREDICTS: "›"}


def matrix(view: PageView) -> Markup | None:
    """The figure: a table that is its own picture, its signs spoken as words. None where nothing was compared."""
    if not view.compared:
        return None
    groups = view.compared[:_MOST_GROUPS]
    numbers = _articles(view, groups)
    head = tag(
        "tr",
        tag("th", view.say("matrix.question"), scope="col"),
        [
            tag("th", view.article_chip(view.report.articles[number]),
                scope="col")
            for number in numbers
        ],
    )  # fmt: skip
    rows = [_row(view, group, numbers) for group in groups]
    legend = tag(
        "p",
        [tag("span", _sign(view, "A", stance), " ", view.words.say(f"stance.{stance}")) for stance in Stance],
        tag("span", tag("span", "·", class_="cell silent", aria_hidden="true"), " ", view.say("silent")),
        class_="legend",
    )
    left = (len(view.compared) - len(groups), len(view.report.articles) - len(numbers))
    note = view.say("matrix.note")
    if any(left):
        note += " " + view.say("matrix.more", groups=len(groups), articles=len(numbers))
    table = tag(
        "table",
        tag("caption", view.say("matrix.heading"), class_="unseen"),
        tag("thead", head),
        tag("tbody", rows),
    )
    return tag(
        "figure",
        tag("h3", view.say("matrix.heading"), id="matrix-heading"),
        tag("p", note, class_="note-line"),
        legend,
        tag("div", table, class_="scroll", tabindex="0", role="group", aria_labelledby="matrix-heading"),
        class_="picture matrix",
        id="matrix",
        aria_labelledby="matrix-heading",
    )


def _articles(view: PageView, groups: Sequence[Group]) -> list[int]:
    """The articles to show: all, or those that speak to most of these questions."""
    speaks = [0] * len(view.report.articles)
    for group in groups:
        for article in view.articles_of(group.claims):
            speaks[view.article_number[article.id]] += 1
    ranked = sorted(range(len(speaks)), key=lambda number: (-speaks[number], number))
    return sorted(ranked[:_MOST_ARTICLES])


def _row(view: PageView, group: Group, numbers: list[int]) -> Markup:
    said: dict[int, dict[str, set[Stance]]] = {}
    for position in group.positions:
        for claim_id in position.claims:
            claim = view.claims[claim_id]
            answers = said.setdefault(view.article_number[claim.article], {})
            answers.setdefault(position.label, set()).add(claim.stance)
    unstable = tag("span", view.say("unstable"), class_="unstable") if group.stable is False else None
    question = tag(
        "th",
        view.relation(group.relation),
        " ",
        tag("a", view.told(group.question), href=f"#{view.group_anchor(group)}"),
        " ",
        unstable,
        scope="row",
    )
    return tag("tr", question, [_cell(view, number, said.get(number)) for number in numbers])


def _cell(view: PageView, number: int, answers: dict[str, set[Stance]] | None) -> Markup:
    """The article's answers; on a phone its label stands before them, and whoever is silent is left out."""
    label = view.report.articles[number].label
    if not answers:
        silent = tag("span", view.say("silent"), class_="unseen")
        return tag("td", tag("span", "·", class_="cell silent", aria_hidden="true"), silent, class_="silence")
    signs = [_sign(view, label, stance) for label, stances in answers.items() for stance in Stance if stance in stances]
    return tag("td", tag("span", signs, class_="signs"), data_label=label)


def _sign(view: PageView, label: str, stance: Stance) -> Markup:
    spoken = tag("span", f" {view.words.say(f'stance.{stance}')} ", class_="unseen")
    sign = tag("span", SIGNS[stance], aria_hidden="true") if SIGNS[stance] else None
    return tag("span", label, sign, spoken, class_=f"cell {stance}")
