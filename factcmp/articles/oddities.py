"""What a text may be besides one article in one language."""

import re
import unicodedata
from collections import Counter

from factcmp.models import TextRemark

_LOOKED_AT_CHARS = 50_000
_SHARE, _FEWEST_LETTERS = 0.2, 200
_BLOCK_CHARS = 400
# A rule between blank lines; without one above it underlines a heading.
_RULE = re.compile(r"\n[ \t]*\n[ \t]*([=*_~#-])\1{4,}[ \t]*(?=\n)")


def text_remarks(text: str) -> tuple[TextRemark, ...]:
    """Whether much of a text is in the letters of another language, and whether it may be several articles."""
    remarks = []
    scripts = Counter(unicodedata.name(char, "").split(" ", 1)[0] for char in text[:_LOOKED_AT_CHARS] if char.isalpha())
    common = [count for _, count in scripts.most_common(2)]
    if len(common) > 1 and common[1] >= max(_FEWEST_LETTERS, scripts.total() * _SHARE) and not _go_together(scripts):
        remarks.append(TextRemark.TWO_LANGUAGES)
    blocks = _RULE.split(text.replace("\r\n", "\n"))[::2]
    if sum(len(block.strip()) >= _BLOCK_CHARS for block in blocks) > 1:
        remarks.append(TextRemark.SEVERAL_ARTICLES)
    return tuple(remarks)


def _go_together(scripts: Counter[str]) -> bool:
    """Whether the two most common kinds of letters are of one way of writing, as kana and Chinese characters are."""
    together = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "FULLWIDTH", "HALFWIDTH"}
    return {name for name, _ in scripts.most_common(2)} <= together
