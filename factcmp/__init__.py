"""Compares what several news articles claim about one event, each line tied to the words of an article.

    from pathlib import Path
    from factcmp import Endpoint, OpenAIModel, compare_articles, load_articles, render_markdown

    model = OpenAIModel(Endpoint(model="gpt-5.4-mini", api_key="…"))
    report = compare_articles(load_articles([Path("my-articles")]), model)
    print(render_markdown(report))

The stages are `load_articles`, `extract_claims`, `compare_claims` and `render_markdown`; `compare_articles` is the two
passes together. Each that asks a model has an `_async` twin. What goes wrong is a `FactcmpError`.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

from factcmp.articles import Intake, IntakeOptions, load_articles, take_in
from factcmp.articles.headlines import make_article
from factcmp.claims.grounding import FoldedArticle, locate_quote
from factcmp.errors import FactcmpError
from factcmp.llm.cache import ResponseCache
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.protocol import Answer, LanguageModel, Message, Request, Usage
from factcmp.llm.watched import LoggedModel, Progress
from factcmp.models import Article, Claim, Extraction, Group, Relation, Report, Span, Stance
from factcmp.pipeline import (
    Options,
    compare_articles,
    compare_articles_async,
    compare_claims,
    compare_claims_async,
    extract_claims,
    extract_claims_async,
)
from factcmp.report.files import json_schema
from factcmp.report.markdown.document import render_markdown
from factcmp.report.notebook import report_as_html, report_as_markdown

if TYPE_CHECKING:
    from factcmp.llm.cassettes.recording import record, replay
    from factcmp.llm.client import OpenAIModel

__version__ = version("factcmp")

# What a notebook calls for the value of a cell. Given here, since the domain knows no rendering.
Report._repr_markdown_ = report_as_markdown  # type: ignore[attr-defined]
Report._repr_html_ = report_as_html  # type: ignore[attr-defined]

__all__ = [
    "Answer",
    "Article",
    "Claim",
    "Endpoint",
    "Extraction",
    "FactcmpError",
    "FoldedArticle",
    "Group",
    "Intake",
    "IntakeOptions",
    "LanguageModel",
    "LoggedModel",
    "Message",
    "OpenAIModel",
    "Options",
    "Progress",
    "Relation",
    "Report",
    "Request",
    "ResponseCache",
    "Span",
    "Stance",
    "Usage",
    "__version__",
    "compare_articles",
    "compare_articles_async",
    "compare_claims",
    "compare_claims_async",
    "extract_claims",
    "extract_claims_async",
    "json_schema",
    "load_articles",
    "locate_quote",
    "make_article",
    "record",
    "render_markdown",
    "replay",
    "take_in",
]

_AT_FIRST_USE = {
    "OpenAIModel": "factcmp.llm.client",
    "record": "factcmp.llm.cassettes.recording",
    "replay": "factcmp.llm.cassettes.recording",
}
"""What needs the SDK or vcrpy, which take a second to import: most commands, and many a script, do without."""


def __getattr__(name: str) -> object:
    """The names whose modules are imported when they are first used (PEP 562)."""
    if name not in _AT_FIRST_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_AT_FIRST_USE[name]), name)
