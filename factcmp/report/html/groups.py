"""The findings: a card for each group, and what one article alone says."""

from collections.abc import Sequence

from markupsafe import Markup

from factcmp.models import Article, Between, Claim, Disagreement, Group, PartialKind, Position, Relation
from factcmp.models.findings import ORDER
from factcmp.report.html.evidence import claim_item, review_line, who
from factcmp.report.html.filters import FilterKeys, filter_form
from factcmp.report.html.markup import join, tag
from factcmp.report.html.view import PageView
from factcmp.report.words import rule_words

_OPEN = 3
"""So many claims of a position are shown unfolded, each from another article, and so many pairs of positions."""


def findings(view: PageView, keys: FilterKeys) -> Markup:
    """The section with the filters, and every group and claim that they choose from."""
    parts = [_relation(view, relation) for relation in ORDER]
    empty = tag("p", view.say("nothing_found"), class_="nothing", hidden=True)
    return tag(
        "section",
        tag("h2", view.say("findings"), id="findings-heading"),
        tag("div", filter_form(view, keys), tag("div", parts, empty, class_="list"), class_="split"),
        id="findings",
        aria_labelledby="findings-heading",
        tabindex="-1",
    )


def _relation(view: PageView, relation: Relation) -> Markup | None:
    cards = [card(view, group) for group in view.compared if group.relation is relation]
    alone = _alone(view) if relation is Relation.SINGLE_SOURCE else []
    if not cards and not alone:
        return None
    heading = tag(
        "h3",
        tag("span", view.words.say(f"relation.{relation}.heading")),
        id=f"relation-{relation}",
        class_=f"rel {relation}",
        tabindex="-1",
    )
    meaning = tag("p", view.words.say(f"relation.{relation}.meaning"), class_="meaning")
    return tag("div", heading, meaning, cards, alone, class_="relation")


def card(view: PageView, group: Group) -> Markup:
    """One group: question, finding, why, and each position with its evidence."""
    anchor = view.group_anchor(group)
    body = join(
        [
            view.linked(group.explanation, class_="why") if group.explanation else None,
            _pairs(view, group),
            [
                tag("p", view.sentence("rule.changed", rule=rule_words(rule, view.words)), class_="rule")
                for rule in group.rules
            ],
            [_position(view, group, position) for position in group.positions],
            tag(
                "p",
                tag("button", view.say("show_in_texts"), type="button", class_="show",
                    data_group=view.group_number[group.id], aria_describedby=f"{anchor}q"),
                class_="js",
            ),
        ]
    )  # fmt: skip
    shown, pack = view.packs.put(anchor, body, "card")
    return tag(
        "article",
        tag("p", _facts(view, group), class_="facts"),
        view.told(group.question, "h4", id=f"{anchor}q"),
        review_line(view, group),
        shown,
        id=anchor,
        class_=f"card {group.relation}",
        aria_labelledby=f"{anchor}q",
        tabindex="-1",
        data_pack=pack,
    )


def _facts(view: PageView, group: Group) -> Markup:
    dispute = view.dispute_of.get(group.id)
    parts = [tag("bdi", dispute.label, class_="g", title=dispute.question)] if dispute else []
    parts += [tag("bdi", group.label, class_="g"), view.relation(group.relation)]
    if group.differs_in:
        parts.append(tag("span", view.sentence("differs_in", what=view.differences(group.differs_in))))
    if group.stable is False:
        said = view.say("list.then").join(view.words.say(f"relation.{relation}") for relation in group.judgements)
        mark = tag("strong", view.say("unstable"), class_="unstable")
        parts.append(tag("span", mark, (": ", view.sentence("unstable_how", relations=said)) if said else None))
    if group.came_back and group.came_back[0] < group.came_back[1]:
        times, runs = group.came_back
        parts.append(tag("strong", view.sentence("came_back", times=times, runs=runs), class_="unstable"))
    elif group.stable:
        parts.append(tag("span", view.say("stable")))
    return join(parts, " ")


def _pairs(view: PageView, group: Group) -> Markup | None:
    """How the positions relate: the first that exclude or replace each other in the open, the rest folded."""
    if len(group.positions) < 3 or not group.between:
        return None
    # Competing accounts stand with what excludes or replaces: a reader has to keep both open.
    weak = [pair for pair in group.between if _is_weak(pair)]
    strong = [pair for pair in group.between if not _is_weak(pair)]
    strong.sort(key=lambda pair: list(Disagreement).index(pair.relation))
    open_, more = strong[:_OPEN], strong[_OPEN:]
    return tag(
        "div",
        _pair_list(view, open_),
        _folded(view.sentence("more_pairs", names=_pair_names(view, more)), _pair_list(view, more)) if more else None,
        _folded(view.sentence("weak_pairs", names=_pair_names(view, weak)), _pair_list(view, weak)) if weak else None,
        class_="pairs",
    )


def _is_weak(pair: Between) -> bool:
    return pair.relation is Disagreement.PARTIAL and pair.partial is not PartialKind.COMPETING


def _pair_names(view: PageView, pairs: Sequence[Between]) -> str:
    return view.say("list.comma").join(f"{pair.one}–{pair.other}" for pair in pairs)


def _pair_list(view: PageView, pairs: Sequence[Between]) -> Markup | None:
    if not pairs:
        return None
    return tag("ul", [_pair(view, pair) for pair in pairs])


def _pair(view: PageView, pair: Between) -> Markup:
    one, other = (pair.other, pair.one) if pair.later == pair.one else (pair.one, pair.other)
    arrow = ("←" if view.right_to_left else "→") if pair.later else "–"
    letters = tag("span", tag("bdi", one), arrow, tag("bdi", other), class_="letters")
    more = [view.differences(pair.differs_in)] if pair.differs_in else []
    more += [view.say(f"partial.{pair.partial}")] if pair.partial else []
    more += [view.say("later", label=pair.later)] if pair.later else []
    about = f" ({view.say('list.comma').join(more)})" if more else None
    return tag("li", letters, " ", view.relation(pair.relation), about, " ", view.linked(pair.reason, "bdi"))


def _position(view: PageView, group: Group, position: Position) -> Markup:
    claims = [view.claims[claim] for claim in position.claims]
    shown, folded = _first_of_each_article(claims)
    letter = tag("span", position.label, class_="letter") if len(group.positions) > 1 else None
    return tag(
        "div",
        tag(
            "h5",
            letter,
            " " if letter else None,
            view.told(position.summary, "span"),
            class_="lettered" if letter else None,
        ),
        who(view, position),
        tag("ul", [claim_item(view, claim) for claim in shown], class_="claims"),
        _folded(
            view.sentence("more_claims", count=len(folded)),
            tag("ul", [claim_item(view, claim) for claim in folded], class_="claims"),
        )
        if folded
        else None,
        class_="position",
    )


def _first_of_each_article(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    shown: list[Claim] = []
    for claim in claims:
        if len(shown) < _OPEN and claim.article not in {other.article for other in shown}:
            shown.append(claim)
    return shown, [claim for claim in claims if claim not in shown]


def _alone(view: PageView) -> list[Markup]:
    """The claims that nothing else speaks to, folded by article."""
    return [
        _alone_in(view, article, view.lone_in[article.id])
        for article in view.report.articles
        if article.id in view.lone_in
    ]


def _alone_in(view: PageView, article: Article, groups: Sequence[Group]) -> Markup:
    items = [claim_item(view, view.claims[group.claims[0]], review_line(view, group), lone=True) for group in groups]
    anchor = view.alone_anchor(article.id)
    shown, pack = view.packs.put(anchor, tag("ul", items, class_="claims"), "alone")
    label = tag("bdi", article.label, class_="art")
    title = view.own(article.id, article.title, class_="title")
    count = tag("span", view.sentence("count.claims", count=len(items)), class_="count")
    summary = tag("summary", join([label, title, count], " "))
    return tag("details", summary, shown, class_="alone", id=anchor, data_pack=pack)


def _folded(summary: Markup, content: Markup | None) -> Markup:
    return tag("details", tag("summary", summary), content)
