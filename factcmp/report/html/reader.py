"""The articles side by side, with their claims marked in place."""

from markupsafe import Markup

from factcmp.models import Article, Claim, Relation
from factcmp.report.html.marks import Piece, cut
from factcmp.report.html.markup import tag
from factcmp.report.html.pairs import count_pairs
from factcmp.report.html.view import SIGNS, PageView, isolate

_RANK = {relation: rank for rank, relation in enumerate(SIGNS)}


def reader(view: PageView) -> Markup:
    """The section with the choice of articles and questions, and every article's text."""
    return tag(
        "section",
        tag("h2", view.say("reader"), id="reader-heading"),
        tag("p", view.say("reader.how"), class_="how js"),
        _controls(view),
        tag("div", _Texts(view).columns(), class_="columns"),
        id="reader",
        aria_labelledby="reader-heading",
        tabindex="-1",
    )


def _controls(view: PageView) -> Markup:
    questions = [
        tag("option", f"{group.label} {isolate(group.question)}", value=view.group_number[group.id])
        for group in view.compared
    ]
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", name="show", value=number),
            " ",
            tag("bdi", article.label, class_="art"),
            " ",
            view.own(article.id, article.outlet or article.title, class_="name"),
        )
        for number, article in enumerate(view.report.articles)
    ]
    chosen = tag(
        "div",
        tag("p", class_="facts"),
        tag("p", class_="question"),
        tag("ul", class_="answers"),
        tag(
            "p",
            tag("a", view.say("reader.open"), href="#findings", id="chosen-open"),
            " ",
            tag("button", view.say("reader.clear"), type="button", id="chosen-clear"),
        ),
        id="chosen",
        role="region",
        aria_label=view.say("reader.chosen"),
        hidden=True,
    )
    return tag(
        "div",
        tag("fieldset", tag("legend", view.say("reader.articles")), tag("div", boxes, class_="boxes")),
        tag(
            "div",
            tag("label", view.say("reader.question"), for_="reader-group"),
            tag(
                "div",
                tag("button", view.say("reader.previous"), type="button", id="reader-previous"),
                tag(
                    "select",
                    tag("option", view.say("reader.none"), value=""),
                    questions,
                    id="reader-group",
                ),
                tag("button", view.say("reader.next"), type="button", id="reader-next"),
                class_="stepper",
            ),
            class_="field",
        ),
        chosen,
        tag("p", id="reader-more", class_="small"),
        tag("p", id="reader-status", class_="small", role="status", aria_live="polite"),
        class_="controls js",
    )


def opened_first(view: PageView) -> tuple[int, ...]:
    """The numbers of the two articles that contradict each other most; the first two where none do."""
    opposed = count_pairs(view.report).contradictions
    most = max(opposed, key=lambda pair: (opposed[pair], -pair[0], -pair[1]), default=(0, 1))
    return tuple(number for number in most if number < len(view.report.articles))


class _Texts:
    def __init__(self, view: PageView) -> None:
        self.view = view
        self.claims: dict[str, dict[int, Claim]] = {article.id: {} for article in view.report.articles}
        for number, claim in enumerate(view.report.claims):
            self.claims[claim.article][number] = claim

    def columns(self) -> list[Markup]:
        return [self._column(article) for article in self.view.report.articles]

    def _column(self, article: Article) -> Markup:
        view = self.view
        anchor = view.text_anchor(article.id)
        facts = [
            view.own(article.id, article.outlet) if article.outlet else tag("span", view.say("no_outlet")),
            tag("bdi", article.published.isoformat())
            if article.published
            else tag("span", view.say("articles.not-dated")),
        ]
        claims = self.claims[article.id]
        pieces = cut(article.text, {number: claim.quote for number, claim in claims.items()})
        marked = tag("div", [self._piece(piece, claims) for piece in pieces], class_="text",
                     **view.own_attributes(article.id, article.text))  # fmt: skip
        shown, pack = view.packs.put(anchor, marked, "text")
        return tag(
            "section",
            tag(
                "header",
                tag("h3", tag("bdi", article.label, class_="art"), " ", view.own(article.id, article.title, "span"),
                    id=f"{anchor}h"),
                tag("p", facts, class_="facts"),
            ),
            shown,
            id=anchor,
            class_="column",
            data_article=view.article_number[article.id],
            data_pack=pack,
            aria_labelledby=f"{anchor}h",
            tabindex="0",
        )  # fmt: skip

    def _piece(self, piece: Piece, claims: dict[int, Claim]) -> Markup | str:
        if not piece.within:
            return piece.text
        relation = min((self._relation(claims[number]) for number in piece.within), key=_RANK.__getitem__)
        mark = tag("mark", piece.text, class_=relation.value, data_c=" ".join(map(str, piece.within)))
        return Markup().join([mark, *(self._reference(claims[number], number) for number in piece.ends)])

    def _relation(self, claim: Claim) -> Relation:
        group = self.view.group_of.get(claim.id)
        return group.relation if group else Relation.SINGLE_SOURCE

    def _reference(self, claim: Claim, number: int) -> Markup:
        """The claim's number behind its quote, like that of a footnote: what the keyboard reaches."""
        view = self.view
        group = self.view.group_of.get(claim.id)
        target = view.group_anchor(group) if group else view.claim_anchor(claim)
        label = view.say("reader.mark", label=claim.label, group=group.label if group else "")
        return tag(
            "a",
            claim.label.rpartition(".")[2] or claim.label,
            href=f"#{target}",
            id=view.mark_anchor(claim),
            class_="note",
            data_c=number,
            aria_label=label,
            dir="ltr",
        )
