"""Compares what several news articles claim about one event, each line tied to the words of an article.

    from pathlib import Path
    from factcmp import Endpoint, OpenAIModel, compare_articles, load_articles, render_markdown

    model = OpenAIModel(Endpoint(model="gpt-5.4-mini", api_key="…"))
    report = compare_articles(load_articles([Path("my-articles")]), model)
    print(render_markdown(report))

The stages are `load_articles`, `extract_claims`, `compare_claims` and `render_markdown`; `compare_articles` is the two
passes together. Each that asks a model has an `_async` twin. What goes wrong is a `FactcmpError`.
"""

import sys
from importlib import import_module

TYPE_CHECKING = False  # As a type checker knows it; importing typing takes longer than all else here.
if TYPE_CHECKING:
    from factcmp.articles import Intake, IntakeOptions, load_articles, take_in
    from factcmp.articles.from_text import make_article
    from factcmp.claims.grounding import FoldedArticle, locate_quote
    from factcmp.errors import FactcmpError
    from factcmp.llm.cache import ResponseCache
    from factcmp.llm.cassettes import record, replay
    from factcmp.llm.client import OpenAIModel
    from factcmp.llm.endpoint import Endpoint
    from factcmp.llm.model_wrappers import LoggedModel, Progress
    from factcmp.llm.protocol import Answer, LanguageModel, Message, Request, Usage
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
    from factcmp.revising import (
        add_articles,
        add_articles_async,
        remove_articles,
        translate_report,
        translate_report_async,
    )

__version__ = "0.1.0"

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
    "add_articles",
    "add_articles_async",
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
    "remove_articles",
    "render_markdown",
    "replay",
    "take_in",
    "translate_report",
    "translate_report_async",
]

_FROM = {
    "factcmp.articles": "Intake IntakeOptions load_articles take_in",
    "factcmp.articles.from_text": "make_article",
    "factcmp.claims.grounding": "FoldedArticle locate_quote",
    "factcmp.errors": "FactcmpError",
    "factcmp.llm.cache": "ResponseCache",
    "factcmp.llm.cassettes": "record replay",
    "factcmp.llm.client": "OpenAIModel",
    "factcmp.llm.endpoint": "Endpoint",
    "factcmp.llm.protocol": "Answer LanguageModel Message Request Usage",
    "factcmp.llm.model_wrappers": "LoggedModel Progress",
    "factcmp.models": "Article Claim Extraction Group Relation Report Span Stance",
    "factcmp.pipeline": "Options compare_articles compare_articles_async compare_claims compare_claims_async "
    "extract_claims extract_claims_async",
    "factcmp.report.files": "json_schema",
    "factcmp.report.markdown.document": "render_markdown",
    "factcmp.revising": "add_articles add_articles_async remove_articles translate_report translate_report_async",
}
"""Where each name comes from: all together take seconds to import, and most scripts and commands use a few."""


def __getattr__(name: str) -> object:
    """The name, whose module is imported when it is first used (PEP 562)."""
    for module, names in _FROM.items():
        if name in names.split():
            value = globals()[name] = getattr(import_module(module), name)
            if "factcmp.models" in sys.modules:
                _show_in_notebooks()
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


def _show_in_notebooks() -> None:
    """A report at the end of a cell shows itself. Said here, since the values know no rendering."""
    report = sys.modules["factcmp.models"].Report
    for method, of in (("_repr_markdown_", "render_markdown"), ("_repr_html_", "report_as_html")):
        setattr(report, method, lambda self, of=of: getattr(import_module("factcmp.report.formats"), of)(self))
