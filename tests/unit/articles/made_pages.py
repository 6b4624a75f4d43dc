"""An invented story as an outlet's page would have it, in Arabic and in English."""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    language: str
    title: str
    outlet: str
    author: str
    paragraphs: Sequence[str]
    menu: Sequence[str]
    related: Sequence[str]


ARABIC = Story(
    "ar",
    "إجلاء ركاب عبّارة جنحت قبالة تارينا",
    "صدى الساحل",
    "ليلى منصور",
    (
        "قالت وزارة النقل في جزيرة تارينا إن العبّارة «نجمة تارينا» جنحت فجر الثلاثاء وعلى متنها 214 راكباً.",
        "وأضافت الوزارة أن فرق الإنقاذ أجلت جميع الركاب بحلول الساعة 09:30، وأن ثلاثة منهم نُقلوا إلى المستشفى.",
        "وقال المتحدث باسم خفر السواحل سامر الحداد: «لم نعثر على أي مفقودين، والبحث مستمر حتى المساء».",
    ),
    ("الرئيسية", "رياضة", "نستخدم ملفات تعريف الارتباط"),
    ("افتتاح سوق جديدة في المدينة القديمة", "فوز الفريق الوطني بثلاثة أهداف"),
)
ENGLISH = Story(
    "en",
    "Ferry passengers evacuated off Tarina",
    "Coastal Wire",
    "Maya Stone",
    (
        "The ferry Tarina Star ran aground early on Tuesday with 214 passengers aboard, the transport ministry said.",
        "Rescue teams evacuated all passengers by 9:30 a.m., and three were taken to hospital, the ministry added.",
        "“We have found no one missing, and the search goes on until the evening,” spokesman Samer Haddad said.",
    ),
    ("Home", "Sport", "We use cookies"),
    ("New market opens in the old town", "National team wins three-nil"),
)


def page(story: Story, *, head: str = "", body: str = "", charset: str = '<meta charset="utf-8">') -> str:
    """The page with menus, related links and a footer; `head` for its metadata, `body` after the article's words."""
    direction = "rtl" if story.language == "ar" else "ltr"
    menu = "".join(f'<li><a href="/{n}">{words}</a></li>' for n, words in enumerate(story.menu))
    related = "".join(f'<li><a href="/r{n}"><h3>{words}</h3></a></li>' for n, words in enumerate(story.related))
    paragraphs = "\n".join(f"<p>{words}</p>" for words in story.paragraphs)
    return (
        f'<!doctype html><html lang="{story.language}" dir="{direction}"><head>{charset}'
        f"<title>{story.title} | {story.outlet}</title>{head}<style>p{{margin:1em}}</style></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{story.title}</h1>"
        f'<div class="byline">{story.author} <time datetime="2025-11-18">18</time></div>'
        f'<div class="article-body">{paragraphs}{body}</div></article>'
        f"<aside class='related'><h2>{story.menu[0]}</h2><ul>{related}</ul></aside></main>"
        f"<footer><p>© {story.outlet}</p><ul>{menu}</ul></footer><script>var x = 'a script';</script></body></html>"
    )


def json_ld(story: Story, **more: object) -> str:
    """JSON-LD as content systems write it: a graph, with the publisher by reference."""
    node = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": "2025-11-18T00:40:00+03:00",
        "dateModified": "2025-11-20T09:00:00+03:00",
        "inLanguage": story.language,
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@id": "#outlet"},
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/1"},
        **more,
    }
    graph = [
        {"@type": "WebSite", "name": "other"},
        node,
        {"@type": "Organization", "@id": "#outlet", "name": story.outlet},
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def open_graph(story: Story) -> str:
    values = {
        "og:title": story.title,
        "og:site_name": story.outlet,
        "og:url": "https://news.example/og",
        "article:published_time": "2025-11-17T21:40:00Z",
    }
    return "".join(f'<meta property="{name}" content="{html.escape(value)}">' for name, value in values.items())
