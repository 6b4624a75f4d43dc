"""Sentences and parts of a text, as offsets into it."""

import re

# A sentence ends at a line break, or at a full stop, question or exclamation mark that white space follows (with
# closing quotation marks and commas between). CJK marks need no white space. "U.S. troops" is split in two, which
# costs a short sentence and loses nothing. Nothing is given back: a line of dots is read once.
_END = re.compile(r"(?:(?<![.!?؟…۔।])[.!?؟…۔।]++[\"'”’»)\]،,]*+(?=\s)|[。！？]+[”’」』]*|[.!?؟][,،]\s|\n)\s*")
_SPACE = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, without the white space around it; sentences with no letter are left out."""
    spans = []
    start = 0
    for end in [match.end() for match in _END.finditer(text)] + [len(text)]:
        piece = text[start:end]
        if any(char.isalpha() for char in piece):
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + lead, start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def part_spans(text: str, max_chars: int) -> tuple[tuple[int, int], ...]:
    """Cuts a text into parts of at most `max_chars` characters that together are the whole text.

    Cut at paragraph borders; a paragraph that is too long by itself at sentence ends, and a sentence that is too long
    at white space or, where there is none, anywhere.
    """
    if max_chars < 1:
        raise ValueError("a part needs at least one character")
    parts: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > max_chars:
        cut = _last_border(text, start, start + max_chars)
        parts.append((start, cut))
        start = cut
    if start < len(text) or not parts:
        parts.append((start, len(text)))
    return tuple(parts)


def _last_border(text: str, start: int, limit: int) -> int:
    """The best place in (start, limit] to cut at."""
    window = text[start:limit]
    for border in (_PARAGRAPH_END, _END, _SPACE):
        # A border in the first quarter would make many tiny parts.
        later = [match.end() for match in border.finditer(window) if match.end() > len(window) // 4]
        if later:
            return start + max(later)
    return limit
