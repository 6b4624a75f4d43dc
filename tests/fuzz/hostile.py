"""Texts, bytes and values as strangers make them, for the fuzz tests."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FACTCMP_EXAMPLES", "10"))
"""`make fuzz` sets many, `make test` takes few."""


def fuzz(share: float = 1.0) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As many examples as are asked for, or a share of them where each takes long."""
    return settings(
        max_examples=max(3, int(EXAMPLES * share)),
        deadline=None,
        derandomize=EXAMPLES < 100,
        suppress_health_check=list(HealthCheck),
        database=None,
    )


LANGUAGES = ("ar", "en", "fr", "es", "de", "ru", "tr", "fa", "he", "zh", "ja", None)
_PIECES = (
    "killed", "قُتل", "morts", "muertos", "Tote", "погибли", "öldü", "کشته", "הרוגים", "死者", "people", "شخصا",
    "людей", "not", "never", "لم", "لا", "ما", "غير", "ne", "pas", "kein", "не", "değil", "denied", "نفى",
    "without", "دون", "30", "٣٠", "۳۰", "3,5", "1.234,56", "1 000 000", "12–13", "½", "⅔", "20%", "٪٢٠", "$5m",
    "-7", "10^9", "1e5", "٫", "٬", "million", "مليون", "ألف", "مئات", "عشرات", "dozens", "thousand", "hundert",
    "тысяч", "milyon", "at least", "لا يقل عن", "more than", "حوالي", "نحو", "between", "and", "بين", "و", "من",
    "إلى", "to", "of", "half", "نصف", "ثلث", "two-thirds", "Monday", "الاثنين", "lundi", "miércoles", "Freitag",
    "среда", "Cuma", "yesterday", "أمس", "اليوم", "today", "tomorrow", "12 March 2025", "١٢ آذار ٢٠٢٥",
    "كانون الثاني", "3/4/2017", "2017-13-45", "1445/9/14", "14 رمضان 1445 هـ", "Q3 2017", "last week",
    "قبل ثلاثة أيام", "ago", "three", "ثلاثة", "عشرون", "twenty", "-", "at dawn", "فجر", "31.02.", "24:61",
    "Dr. Smith said", "قال المتحدث", "«", "»", "“", "”", "\"", "'", "(", ")", "[", "]", ":", "؛", "،", ".", "؟",
    "…", "\n", "\n\n", "\r", "\r\n", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\u00a0", "\u200b",
    "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\u0640",
    "\u064b", "\u0651", "\u0670", "\u0301", "أ", "إ", "آ", "ا", "ى", "ي", "ة", "ه", "ؤ", "ئ", "ﷲ", "ﻻ", "ﬁ",
    "ß", "İ", "ı", "ſ", "K", "\U0001f525", "👨‍👩‍👧", "\U000e0041", "\x00", "\x07", "\x1b[31m",
    "<script>alert(1)</script>", "</script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "<b>", "&lt;",
    "&#x202e;", "javascript:alert(1)", "](http://evil.example)", "![x](y)", "| a | b |", "```", "# ", "- ",
    "> ", "---", "*", "_", "~~", "`", "\\", "{{ x }}", "{% raw %}", "$text", "$$", "www.example.org",
    "http://e.example/a_b", "me@example.org", "@someone", "=====ARTICLE 0123456789abcdef=====",
    "[7] article A2", "[1]", "[A]", "stance: denies", "GROUP 1", "1. ", "quote: «x»", "<think>", "</think>",
    "{\"claims\": []}", "!!python/object", "&a [*a]", "key: value", "=SUM(A1)", "+cmd", "@x", ",", ";", " ",
    "  ", "a" * 300, "א" * 40, "0" * 400,
)  # fmt: skip

pieces = st.sampled_from(_PIECES)
words = st.one_of(st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=14).map("".join))
texts = st.one_of(words, st.text(max_size=60), st.tuples(words, st.text(max_size=20), words).map("".join))
"""What an article, a field of a model or a file's name may say; without half characters, which no border lets in."""
languages = st.sampled_from(LANGUAGES)


@st.composite
def mutated(draw: st.DrawFn, originals: st.SearchStrategy[bytes]) -> bytes:
    """A good file in which bytes are changed, cut out, doubled or put in."""
    raw = bytearray(draw(originals))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        match draw(st.integers(0, 4)):
            case 0 if raw:
                raw[at] = draw(st.integers(0, 255))
            case 1:
                del raw[at : at + draw(st.integers(1, 200))]
            case 2:
                raw[at:at] = raw[at : at + draw(st.integers(1, 200))]
            case 3:
                raw[at:at] = draw(pieces).encode()
            case _:
                raw[at : at + 4] = draw(st.binary(max_size=6))
    return bytes(raw)


odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(),
    texts,
    st.sampled_from(["", "a1", "c1", "x" * 999, "2020-02-30", "9999-12-31", "agreement", "en", "javascript:alert(1)"]),
    st.just([]),
    st.just({}),
)


class Changed:
    """A JSON value in which some places hold something else, are gone, or stand twice."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.places: list[str] = []

    def __repr__(self) -> str:
        return f"Changed({self.places})"


@st.composite
def changed(draw: st.DrawFn, original: Any) -> Changed:
    """The value, changed in one to four places."""
    found = Changed(original)
    for _ in range(draw(st.integers(1, 4))):
        found.document = _changed_once(draw, found, found.document, "", draw(st.integers(1, 9)))
    return found


def _changed_once(draw: st.DrawFn, changed: Changed, value: Any, place: str, depth: int) -> Any:
    if not (depth and value and isinstance(value, dict | list)):
        changed.places.append(f"{place} = {(new := draw(odd_values))!r}")
        return new
    names = sorted(value) if isinstance(value, dict) else list(range(len(value)))
    name, what = draw(st.sampled_from(names)), draw(st.integers(0, 20))
    copy: Any = value.copy()
    if what == 0:
        changed.places.append(f"without {place}.{name}")
        del copy[name]
    elif what == 1 and isinstance(value, list):
        changed.places.append(f"twice {place}.{name}")
        copy.append(value[name])
    elif what == 2 and isinstance(value, list):
        changed.places.append(f"backwards {place}")
        copy.reverse()
    else:
        copy[name] = _changed_once(draw, changed, value[name], f"{place}.{name}", depth - 1)
    return copy
