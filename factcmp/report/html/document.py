"""The whole page: one file with its style and script inside, which may ask for nothing from outside."""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files

from markupsafe import Markup

from factcmp.desk.review import AppliedReview
from factcmp.models import Report
from factcmp.report.html.filters import FilterKeys
from factcmp.report.html.groups import findings
from factcmp.report.html.ledger import ledger
from factcmp.report.html.making import making, missing
from factcmp.report.html.markup import tag
from factcmp.report.html.pictures import pictures
from factcmp.report.html.reader import opened_first, reader
from factcmp.report.html.summary import counted, summary
from factcmp.report.html.tables import articles, naming
from factcmp.report.html.view import PageView
from factcmp.report.reading import Contents

_SCRIPT_WORDS = (
    "js.shown", "js.cleared", "js.light", "js.dark", "js.chosen", "js.none_here", "js.of", "filter.unfold",
    "filter.fold",
)  # fmt: skip
_SLOTS = {name: f"{{{name}}}" for name in ("shown", "total", "alone", "all", "label", "articles", "where")}

_LARGE = 300


def render_html(
    report: Report,
    *,
    title: str = "",
    language: str | None = None,
    reviews: Mapping[str, AppliedReview] | None = None,
) -> str:
    """The report as one HTML file that needs nothing else, the same bytes for the same report.

    `title` is the page's; without it, what the articles dispute most. `language` (BCP 47) is that of the page's own
    words; without it, the report's.
    `reviews` has an editor's verdicts by group id.
    """
    view = PageView(report, language or report.run.language, reviews or {})
    style, script = _file("report.css"), _file("report.js")
    heading = view.say("title", count=len(report.articles))
    title = title or _matter(view)
    named = f"{title} – {heading}" if title else heading
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", named),
        tag("style", Markup(style)),  # noqa: S704 - our own file
    )
    code = tag("script", Markup(script))  # noqa: S704 - our own file
    # Of a large report the browser lays out only what is in sight.
    size = "large" if len(report.groups) > _LARGE else None
    keys = FilterKeys(view)
    body = _body(view, keys, title, heading)
    page = tag(
        "html",
        head,
        tag("body", body, _data(view, keys), code, class_=size),
        lang=view.language,
        dir="rtl" if view.right_to_left else "ltr",
    )
    return f"<!doctype html>\n{page}\n"


def _matter(view: PageView) -> str:
    """The question of the first dispute; empty where there is none."""
    return next((dispute.question for dispute in Contents.of(view).disputes), "")


def _body(view: PageView, keys: FilterKeys, title: str, heading: str) -> list[Markup]:
    sections = {
        "minute": summary(view),
        "ledger": ledger(view),
        "findings": findings(view, keys),
        "reader": reader(view),
        "pictures": pictures(view),
        "articles": articles(view),
        "names": naming(view),
        "missing": missing(view),
        "making": making(view),
    }
    names = {"minute": "desk.heading"}
    links = [
        tag("li", tag("a", view.say(names.get(key, key)), href=f"#{key}"))
        for key, section in sections.items()
        if section
    ]
    theme = tag("button", view.say("js.dark"), type="button", id="theme", class_="js", aria_pressed="false")
    masthead = tag(
        "header",
        tag("p", tag("bdi", "factcmp"), " ", tag("span", view.say("kicker")), class_="kicker"),
        tag("h1", tag("bdi", title, dir="auto") if title else heading),
        tag("p", heading, class_="sub") if title else None,
        counted(view),
        tag("noscript", tag("p", view.say("noscript"))) if view.packs.wanted else None,
        class_="masthead",
    )
    return [
        tag("a", view.say("skip"), href="#main", class_="skip"),
        masthead,
        tag("nav", tag("ul", links), theme, aria_label=view.say("sections")),
        tag("main", list(sections.values()), id="main", tabindex="-1"),
        tag("footer", tag("p", view.say("note.truth"))),
    ]


def _data(view: PageView, keys: FilterKeys) -> Markup:
    """What the script looks up: which group, article and position each claim belongs to, and its words."""
    data = {
        "groups": [
            [view.group_anchor(group), group.label, group.relation.value, *keys.of_group(group)]
            for group in view.report.groups
        ],
        "packs": view.packs.encoded(),
        "claims": [
            [*_place(view, claim.id), view.article_number[claim.article]] for claim in view.report.claims
        ],
        "names": _spellings(view),
        "first": opened_first(view),
        "words": {key.removeprefix("js."): view.say(key, **_SLOTS) for key in _SCRIPT_WORDS},
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return tag("script", Markup(safe), type="application/json", id="data")  # noqa: S704 - no "<" is left


def _place(view: PageView, claim: str) -> tuple[int, str]:
    """The number of a claim's group, -1 where it is in none, and its position's label."""
    group, position = view.group_of.get(claim), view.position_of.get(claim)
    return (view.group_number[group.id] if group else -1, position.label if position else "")


def _spellings(view: PageView) -> list[list[str]]:
    """For each actor or place its names, in the articles' words and the report's."""
    spellings: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for thing in view.report.naming:
        spellings[thing.name] |= dict.fromkeys((thing.name, *(use.name for use in thing.uses)))
    for alias in view.report.aliases:
        spellings[alias.name] |= dict.fromkeys((alias.name, *alias.spellings))
    return [list(names) for names in spellings.values() if len(names) > 1]


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
