"""The whole page: one file with its style and script inside, which may ask for nothing from outside."""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from jinja2 import Template
from markupsafe import Markup

from factcmp.desk.review import AppliedReview
from factcmp.groups.names import source_names
from factcmp.models import Report
from factcmp.models.findings import ORDER
from factcmp.report import contents, desk_page, sentence_pieces, voices, words
from factcmp.report.contents import functions_of, named_things
from factcmp.report.html import finding_cards, ledger, page_view, pictures, reader
from factcmp.report.html.finding_cards import Filters, cards, filters
from factcmp.report.html.markup import environment, readable
from factcmp.report.html.page_view import PageView
from factcmp.report.html.pictures import days, flow, heat, matrix
from factcmp.report.sentence_pieces import Evidence, Own, Row, Sentence, Strong
from factcmp.text import languages, lines

_CALLED = (
    contents, desk_page, finding_cards, languages, ledger, lines, page_view, pictures, reader, sentence_pieces,
    source_names, voices, words,
)  # fmt: skip
"""Where the functions are that templates call."""
_SECTIONS = ("ledger", "findings", "reader", "pictures", "articles", "names", "missing", "making")
"""Below the desk page; each has a template of its name."""
_SCRIPT_WORDS = (
    "js.shown", "js.cleared", "js.light", "js.dark", "js.chosen", "js.none_here", "js.of", "filter.unfold",
    "filter.fold",
)  # fmt: skip
_LARGE = 300
_NAMED_THINGS = 12
"""So many actors and places are shown; the JSON report has all."""


def render_html(
    report: Report,
    *,
    title: str = "",
    language: str | None = None,
    reviews: Mapping[str, AppliedReview] | None = None,
    **_: object,
) -> str:
    """The report as one HTML file that needs nothing else, the same bytes for the same report.

    `title` is the page's; without it, what the articles dispute most. `language` (BCP 47) is that of the page's own
    words; without it, the report's.
    `reviews` has an editor's verdicts by group id.
    """
    view = PageView(report, language or report.run.language, reviews or {})
    pairs = heat(view)
    choices = filters(view)
    parts = {
        "harms": ledger.harms(view),
        "cards": cards(view),
        "days": list(days(view)),
        "matrix": matrix(view),
        "heat": pairs if len(report.articles) > 1 else None,
        "flow": flow(view),
        "things": named_things(view.report, _NAMED_THINGS),
    }
    without = {key for key, part in (("ledger", parts["harms"]), ("names", parts["things"])) if not part}
    return readable(
        _page().render(
            view=view,
            say=view.say,
            style=_file("report.css"),
            script=_file("report.js"),
            title=title or next((dispute.question for dispute in view.disputes), ""),
            heading=view.say("title", count=len(report.articles)),
            # Of a large report the browser lays out only what is in sight.
            is_large=len(report.groups) > _LARGE,
            sections=[key for key in _SECTIONS if key not in without],
            counts=Counter(group.relation for group in report.groups),
            claims_in=Counter(claim.article for claim in report.claims),
            filters=choices,
            # Asked for at the end of the page, when all that waits packed is known.
            data=lambda: _data(view, choices, pairs.opened_first),
            **parts,
        )
    )


@lru_cache
def _page() -> Template:
    made = environment()
    made.globals.update(functions_of(*_CALLED))
    made.globals.update(relations=ORDER)
    made.filters["digest"] = _digest
    made.tests.update(
        {
            kind.__name__.lower(): lambda it, kind=kind: isinstance(it, kind)
            for kind in (Strong, Own, Evidence, Row, Sentence)
        }
    )
    return made.get_template("page.html")


def _data(view: PageView, choices: Filters, first: Sequence[int]) -> dict[str, object]:
    """What the script looks up: which group, article and position each claim belongs to, and its words."""
    return {
        "groups": [
            [view.group_anchor(group), group.label, group.relation.value, *choices.found_by[group.id]]
            for group in view.report.groups
        ],
        "packs": view.packs.encoded(),
        "claims": [
            [*_place(view, claim.id), view.article_number[claim.article]] for claim in view.report.claims
        ],
        "names": _spellings(view),
        "first": first,
        "words": {key.removeprefix("js."): view.wording.pattern(f"page.{key}") for key in _SCRIPT_WORDS},
    }  # fmt: skip


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


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _file(name: str) -> Markup:
    """A file of ours, which is markup as it is."""
    return Markup((files(__package__) / name).read_text(encoding="utf-8"))  # noqa: S704
