"""Texts that a file format, an editor or a reader is apt to change."""

ARABIC = "قُتل ٣ أشخاص في غارة على مدينة حلب، بحسب المرصد."
ODD_TEXTS = {
    "trailing spaces": "one \ntwo  \nthree ",
    "bidi marks": "أعلن\u200f المتحدث \u202bأن\u202c ذلك\nلم يحدث\u200e",
    "no-break spaces": "12\u00a0000 people\n\u00a0and more\u00a0",
    "tabs": "a\tb\n\tc",
    "carriage returns": "first\r\nsecond\r\n",
    "emoji": "fire 🔥\nfamily 👨‍👩‍👧 \n",
    "long line": ("كلمة: " * 1000)[:5000],
    "leading newline": "\n\n  indented\n",
    "final blank lines": "end\n\n\n",
    "only newlines": "\n\n",
    "line separators": "a\u2028b\u2029c\x85d\nهـ",
    "control characters": "a\x00b\x1b[0m\x7f\n\ufeff",
    "document markers": "---\n...\n# no comment\n- item\n%YAML",
    "lone surrogate": "cut \ud83d\nhere",
    "looks like a number": "1e3",
    "looks like a date": "2024-02-30",
    "looks like null": "~",
    "merge key": "<<",
    "a JSON object": '{"claims": ["غارة", 1.5, null]}',
    "a JSON object with other spaces": '{ "claims":[] }',
    "a JSON object with the same key twice": '{"a": 1, "a": 2}',
}
