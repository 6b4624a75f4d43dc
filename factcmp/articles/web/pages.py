"""Pages: the article without menus and related links, and what the page says of itself."""

import copy
import re
from typing import Any

from factcmp.articles.article_draft import Draft, Fact
from factcmp.articles.encodings import decode_page
from factcmp.articles.limits import USUAL, Limits, need, reader_name
from factcmp.articles.web.page_metadata import find_headline, json_ld, page_facts, page_remarks
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller, TextRemark
from factcmp.text.folding import fold_text

# Under so many characters the library falls back on all that the page has; a news brief has less than its default, 250.
_BRIEF_CHARS = "60"
# Of a story rather than a teaser; how much more has to be hidden than seen; of how much it is little that is left.
_STORY_CHARS, _FAR_MORE, _LITTLE = 600, 3, 5
_LINKS, _STUB_CHARS = 0.8, 1500
_EXTRA, _WHAT = "pages", "reading web pages"
_UNSEEN_TAGS = ("script", "style", "template", "noscript", "iframe", "object", "svg", "head")
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|visuallyhidden)(?:\s|$)")
# As the HTML standard reads a tag: quotes count after an equals sign alone.
_TAG = re.compile(r"""<([A-Za-z][^\s/>]*+)(?:[^=>]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_RAW = ("script", "style", "textarea", "title")
# What React streams: a segment comes last and hidden, and a line of script puts it in the place that was kept for it.
_MOVE = re.compile(r"""\$R[CRS]\(["']([BPS]:[0-9a-f]{1,8})["'],\s*["']([BPS]:[0-9a-f]{1,8})["']""")


def read_page(raw: bytes, name: str, *, header: str | None = None, limits: Limits = USUAL) -> Draft:
    """The article of a page: its headline as shown, then its body; `header` is the encoding that its server tells.

    Hidden text is left out, since no reader sees it, but for what the page's own script shows: segments that were
    streamed, and a hidden part that holds far more of a story than all that is seen.

    Raises:
        InputError: the page is too large, or no article can be found in it.
    """
    limits.hold("page_bytes", len(raw), name)
    html = need("lxml.html", _EXTRA, _WHAT)
    text, remarks = decode_page(raw, name=name, header=header)
    _check_tags(text, name, limits)
    tree = _parse(html, text)
    nodes = json_ld(tree)
    facts, said = page_facts(tree, nodes), page_remarks(tree, nodes)
    streamed, whole = _place_streamed(tree), _length(tree)
    headline = find_headline(tree, facts)
    hidden = _remove_others(tree)
    body, revealed = _body_of(tree), False
    if hidden > max(_STORY_CHARS, _FAR_MORE * len(body)):
        tree = _parse(html, text)
        _place_streamed(tree)
        _remove_others(tree, spare_hidden=True)
        body, revealed = _body_of(tree), True
    if not any(char.isalnum() for char in body):
        raise InputError(f"{name}: no article can be found on this page")
    if revealed or streamed * 2 > len(body):
        remarks += (TextRemark.HIDDEN_TAKEN,)
    if len(body) < _STORY_CHARS and len(body) * _LITTLE < whole:
        remarks += (TextRemark.LITTLE_LEFT,)
    remarks += tuple(one for one in said if one is not TextRemark.BEHIND_PAYWALL or len(body) < _STUB_CHARS)
    if headline:
        facts["title"] = Fact(headline, Teller.PAGE)
        if not fold_text(body).startswith(fold_text(headline)):
            body = f"{headline}\n\n{body}"
    return Draft(raw, body, ArticleKind.PAGE, facts, reader=reader_name("trafilatura"), remarks=remarks)


def _body_of(tree: Any) -> str:
    """The article's own text as the library finds it; empty where it finds none. The tree is used up."""
    trafilatura = need("trafilatura", _EXTRA, _WHAT)
    settings = copy.deepcopy(need("trafilatura.settings", _EXTRA, _WHAT).DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _BRIEF_CHARS
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False, config=settings
    )
    return (document.text or "").strip() if document else ""


def _length(tree: Any) -> int:
    """How many characters stand in the page's paragraphs."""
    return sum(len(node.text_content().strip()) for node in tree.iter("p"))


def _parse(html: Any, text: str) -> Any:
    # Text that declares an encoding is refused by the parser, and characters that XML cannot have by the extraction.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", plain)
    return html.document_fromstring(plain, parser=html.HTMLParser(remove_comments=True, remove_pis=True))


def _remove_others(tree: Any, *, spare_hidden: bool = False) -> int:
    """Takes out what a reader does not see, and lists of links; a rule in a style sheet is not known of.

    Returns how many characters the paragraphs have that are hidden by that attribute alone, which scripts take off;
    `spare_hidden` leaves them.
    """
    hidden, nodes = 0, list(tree)
    while nodes:
        node = nodes.pop()
        if not isinstance(node.tag, str):
            continue
        unseen = node.tag != "body" and (
            node.tag in _UNSEEN_TAGS
            or node.get("aria-hidden") == "true"
            or _UNSEEN_STYLE.search(node.get("style") or "")
            or _UNSEEN_CLASS.search(node.get("class") or "")
        )
        if node.get("hidden") is not None and node.tag != "body" and not unseen and not spare_hidden:
            unseen = True
            hidden += _length(node)
        if unseen or _is_list_of_links(node):
            node.drop_tree()
        else:
            nodes += node
    return hidden


def _is_list_of_links(node: Any) -> bool:
    """Whether it is a list that is hardly more than its links: a menu, or what else there is to read."""
    if node.tag not in ("ul", "ol"):
        return False
    words = sum(len(text.strip()) for text in node.itertext())
    return sum(len(text.strip()) for link in node.iter("a") for text in link.itertext()) > words * _LINKS


def _check_tags(text: str, name: str, limits: Limits) -> None:
    """Goes on where a page has no more tags, and no tag more attributes, than the limits let be."""
    at = tags = 0
    while tag := _TAG.search(text, at):
        tags += 1
        if tag.end() - tag.start() > limits.tag_attributes * 2:
            limits.hold("tag_attributes", len(_QUOTED.sub(" ", tag[0]).split()), name)
        at = tag.end()
        if tag[1].lower() in _RAW:
            closing = re.compile(f"</{tag[1]}", re.IGNORECASE).search(text, at)
            at = closing.end() if closing else len(text)
    limits.hold("page_tags", tags, name)


def _place_streamed(tree: Any) -> int:
    """Moves what a page streams into hidden containers to where its script would; so many characters were moved."""
    places = {node.get("id"): node for node in tree.iter() if isinstance(node.tag, str) and node.get("id")}
    moved = 0
    for script in tree.iter("script"):
        for names in _MOVE.findall(script.text or ""):
            segment, place = (places.get(name) for name in sorted(names, key=lambda name: name[0] != "S"))
            if segment is None or place is None or segment.get("hidden") is None or place.getparent() is None:
                continue
            moved += len(segment.text_content())
            if segment in place.iterancestors():
                continue
            del segment.attrib["hidden"], segment.attrib["id"]
            place.addprevious(segment)
    return moved
