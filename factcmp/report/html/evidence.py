"""Claims, and who stands behind them."""

from markupsafe import Markup

from factcmp.groups.speakers import is_same_name
from factcmp.models import Claim, Group, Origin, Position, Source, Stance
from factcmp.report.html.markup import join, tag
from factcmp.report.html.view import PageView
from factcmp.report.reading import story_labels
from factcmp.report.speakers import speaker_of
from factcmp.report.words import review_words

_FEW = 5
"""Names of origins in a line; the claims below have all."""


def claim_item(view: PageView, claim: Claim, below: Markup | None = None, *, lone: bool = False) -> Markup:
    """One claim: who says what, when, and the words beside what they mean; `lone` where it is found by itself."""
    article = view.articles[claim.article]
    label = tag(
        "a",
        claim.label,
        href=f"#{view.mark_anchor(claim)}",
        class_="label",
        dir="ltr",
        title=view.say("to_text", label=claim.label),
    )
    mark = stance_mark(view, claim)
    gloss = (
        tag("p", mark, view.told(claim.gloss), class_="gloss") if mark else view.told(claim.gloss, "p", class_="gloss")
    )
    quote = view.own(article.id, claim.quote.text, "blockquote")
    by = tag("p", label, " ", _chain(view, claim), " ", stance_word(view, claim.stance), class_="by")
    return tag(
        "li",
        by,
        tag("div", gloss, quote, class_="pair"),
        _small(view, claim),
        below,
        class_="claim lone" if lone else "claim",
        id=view.claim_anchor(claim),
        tabindex="-1",
    )


def review_line(view: PageView, group: Group) -> Markup | None:
    """An editor's verdict on the group's finding, where there is one."""
    review = view.reviews.get(group.id)
    return tag("p", review_words(review, view.words), class_=f"review {review.state}") if review else None


def stance_word(view: PageView, stance: Stance) -> Markup:
    """What the source does with the claim; anything but asserting stands out."""
    return tag("span", view.words.say(f"stance.{stance}"), class_=f"stance {stance}")


def stance_mark(view: PageView, claim: Claim) -> Markup | None:
    """What stands before words that their source does not assert, so that nobody reads them as an assertion."""
    if claim.stance is Stance.ASSERTS:
        return None
    said = view.sentence(f"said.{claim.stance}", who=view.told(speaker_of(view, claim).name))
    return join([tag("strong", said, class_=f"stance {claim.stance}"), " "])


def _chain(view: PageView, claim: Claim) -> Markup:
    """The attribution from the outlet inwards."""
    if not claim.attribution:
        return tag("span", view.say("evidence.article-itself"), class_="chain")
    *passing, last = claim.attribution
    links = [view.told(source.gloss) for source in passing]
    arrow = Markup(" ") + tag("span", view.say("through"), class_="arrow") + Markup(" ")
    return tag("span", arrow.join([*links, _last(view, claim, last)]), class_="chain")


def _last(view: PageView, claim: Claim, source: Source) -> Markup:
    parts = [view.told(source.gloss, class_="source")]
    if not is_same_name(source.name, source.gloss):
        parts.append(view.own(claim.article, source.name, class_="original"))
    if source.party:
        parts.append(tag("span", view.sentence("for_party", party=view.told(source.party)), class_="party"))
    if source.mention is None:
        parts.append(tag("span", view.say("not_in_these_words"), class_="unsaid"))
    return join(parts, " ")


def _small(view: PageView, claim: Claim) -> Markup:
    parts = [view.place(claim.article, claim.quote)]
    for key, time in (("evidence.when", claim.event_time), ("evidence.spoken", claim.said_time)):
        if time.said:
            parts.append(view.sentence(key, words=view.own(claim.article, time.said)))
    if claim.hedge:
        parts.append(view.sentence("evidence.hedged", words=view.own(claim.article, claim.hedge.text)))
    return tag("p", [tag("span", part) for part in parts], class_="small")


def who(view: PageView, position: Position) -> Markup:
    """Who stands behind a position, and how many of them are independent."""
    articles = view.articles_of(position.claims)
    known = [origin for origin in position.origins if origin.known]
    parts = [view.article_labels(position.claims, most=12)]
    names = join([view.told(origin.name, class_="origin") for origin in known[:_FEW]], view.say("list.comma"))
    if len(known) > _FEW:
        names += view.say("list.comma") + view.sentence("more", count=len(known) - _FEW)
    parts.append(
        tag("span", view.sentence("origins", count=len(known), names=names) if known else view.say("who.no-origin"))
    )
    if len(articles) > 1 and len(position.origins) == 1:
        parts.append(tag("strong", view.say("who.one-origin"), class_="echo"))
    else:
        for labels in story_labels(articles, view.report.flags):
            told = view.sentence("who.same-story", articles=view.say("list.comma").join(labels))
            parts.append(tag("strong", told, class_="echo"))
    parts += [_shared(view, origin) for origin in position.origins if origin.shared_run]
    return tag("p", parts, class_="who")


def _shared(view: PageView, origin: Origin) -> Markup:
    words = view.own(view.claims[origin.claims[0]].article, origin.shared_run or "", class_="run")
    return tag("span", view.sentence("who.same-words", articles=view.article_labels(origin.claims), words=words))
