"""The desk page: what an editor reads in two minutes and prints on one sheet."""

from markupsafe import Markup

from factcmp.report.desk_page import desk_page
from factcmp.report.html.markup import Content, join, tag
from factcmp.report.html.view import PageView
from factcmp.report.sentences import Evidence, Own, Piece, Row, Sentence, Strong


def desk(view: PageView) -> list[Markup]:
    """Its parts, each sentence with its link."""
    return [
        tag(
            "div",
            tag("h3", view.say(section.key)),
            tag("ul", [tag("li", _told(view, sentence)) for sentence in section.sentences]),
        )
        for section in desk_page(view.report, view.words)
    ]


def _told(view: PageView, piece: Piece) -> Markup:
    match piece:
        case Strong(text=words):
            return tag("strong", view.told(words))
        case Own(article=article, text=words):
            return view.own(article, words)
        case Evidence():
            return _link(view, piece)
        case Row(pieces=pieces, between=between):
            return join([_told(view, one) for one in pieces], view.say(between))
        case Sentence(key=key, values=values):
            said: dict[str, Content] = {
                name: value if isinstance(value, int) else _told(view, value) for name, value in values.items()
            }
            return view.sentence(key, **said)
    return view.told(str(piece))


def _link(view: PageView, evidence: Evidence) -> Markup:
    """To the finding, the row of the ledger or the claim."""
    if evidence.group is not None:
        anchor = view.group_anchor(view.groups[evidence.group])
    elif any(row.label == evidence.label for claim in evidence.claims for row in view.rows_of.get(claim, ())):
        anchor = evidence.label.lower()
    else:
        anchor = view.claim_anchor(view.claims[evidence.claims[0]])
    return tag("a", evidence.label, href=f"#{anchor}", class_="ref", dir="ltr")
