"""Pages: the article without menus and related links, and what the page says of itself."""

import copy
import re
from typing import Any

from factcmp.articles.bounds import USUAL, Limits
from factcmp.articles.draft import GUESSED, Draft, Fact
from factcmp.articles.encodings import decode_page
from factcmp.articles.extras import need, reader_name
from factcmp.articles.web.markup import check_tags
from factcmp.articles.web.page_metadata import page_facts
from factcmp.errors import InputError
from factcmp.models import ArticleKind, Teller
from factcmp.text.folding import fold_text
from factcmp.text.lines import printable

# Under so many characters the library falls back on all that the page has; a news brief has less than its default, 250.
_BRIEF_CHARS = "60"
_EXTRA, _WHAT = "pages", "reading web pages"
_UNSEEN_TAGS = ("script", "style", "template", "noscript", "iframe", "object", "svg", "head")
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|visuallyhidden)(?:\s|$)")


def read_page(raw: bytes, name: str, *, limits: Limits = USUAL) -> Draft:
    """The article of a page: its headline as shown, then its body; hidden text is left out.

    Raises:
        InputError: the page is too large, or no article can be found in it.
    """
    limits.hold("page_bytes", len(raw), name)
    html = need("lxml.html", _EXTRA, _WHAT)
    trafilatura = need("trafilatura", _EXTRA, _WHAT)
    text, guessed = decode_page(raw, name=name)
    check_tags(text, name, limits)
    tree = _parse(html, text)
    facts = page_facts(tree)
    _remove_unseen(tree)
    headline = _headline(tree, facts.get("title"))
    settings = copy.deepcopy(need("trafilatura.settings", _EXTRA, _WHAT).DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _BRIEF_CHARS
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False, config=settings
    )
    body = (document.text or "").strip() if document else ""
    if not any(char.isalnum() for char in body):
        raise InputError(f"{name}: no article can be found on this page")
    if headline:
        facts["title"] = Fact(headline, Teller.PAGE)
        if not fold_text(body).startswith(fold_text(headline)):
            body = f"{headline}\n\n{body}"
    return Draft(
        raw,
        body,
        ArticleKind.PAGE,
        facts,
        reader=reader_name("trafilatura"),
        remarks=GUESSED if guessed else (),
    )


def _parse(html: Any, text: str) -> Any:
    # Text that declares an encoding is refused by the parser, and characters that XML cannot have by the extraction.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", plain)
    return html.document_fromstring(plain, parser=html.HTMLParser(remove_comments=True, remove_pis=True))


def _remove_unseen(tree: Any) -> None:
    """Takes out what a reader does not see; a rule in a style sheet is not known of."""
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node.tag in ("html", "body"):
            continue
        if (
            node.tag in _UNSEEN_TAGS
            or node.get("hidden") is not None
            or node.get("aria-hidden") == "true"
            or _UNSEEN_STYLE.search(node.get("style") or "")
            or _UNSEEN_CLASS.search(node.get("class") or "")
        ):
            parent = node.getparent()
            if parent is not None:
                node.drop_tree()


def _headline(tree: Any, told: Fact | None) -> str | None:
    """The headline as the page shows it: the heading that the title begins with, or else its only one."""
    shown = [printable(node.text_content()) for node in tree.iter("h1")]
    shown = [line for line in shown if any(char.isalnum() for char in line)]
    if told:
        title = fold_text(str(told.value))
        for line in shown:
            if title.startswith(fold_text(line)) or fold_text(line).startswith(title):
                return line
    return shown[0] if len(shown) == 1 else None
