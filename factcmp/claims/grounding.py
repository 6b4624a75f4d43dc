"""Finds a model's quote in the article it came from, exactly or not at all.

The search is exact on a fold that only evens out spelling habits (see `folding`). Nothing is fuzzy: of four tampered
quotes (digits swapped, a negation dropped, …) a fuzzy aligner accepted three. What is found is then held against its
surroundings, because a true slice can still lie: "30 killed" cut from "130 killed", "entered" from "not entered".
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from factcmp.claims.negation import is_particle, negates_next
from factcmp.models import DropReason, Span
from factcmp.text.folding import Folded, fold, fold_text, is_unspaced
from factcmp.text.numbers.quantities import find_quantities

_NUMBER_SIGNS = frozenset("%‰°.,:/$€£¥₪₽₹-+")
_PROCLITICS = frozenset("وف")
_PREPOSITIONS = _PROCLITICS | {f"{before}{preposition}" for before in ("", "و", "ف") for preposition in "بلك"}
_WORDS_OF_A_PASSAGE = 3
"""A quote of so many words may begin after an attached "to", "in" or "as": shorter ones would be found inside words."""
_SENTENCE_END = re.compile(r"[.!?؟…۔。:;؛\n]|,\s|،")
# Letters that Arabic writes on to digits: بـ30, الـ30.
_BEFORE_DIGITS = frozenset(("ب", "ل", "ك", "ال", "وب", "ول", "وال", "بال", "لل"))
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\r?\n\s*(?=[^\W\d_])")
# Folded characters before and after a quote that are looked at.
_NEAR = 80
_PARTICLES_BEHIND = frozenset(("pas", "jamais", "nicht", "niet", "değil"))
_MARKS = frozenset("\"'«»‹›“”„‟‘’‚「」『』〈〉《》")


@dataclass(frozen=True)
class Fault:
    """Why a quote is not evidence."""

    reason: DropReason
    detail: str


class FoldedArticle:
    """An article's text with its fold, made once and searched many times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text)

    def span(self, start: int, end: int) -> Span:
        """The slice from `start` to `end` of the text."""
        return Span(start=start, end=end, text=self.text[start:end])

    def occurrences(self, words: str | None) -> Iterator[tuple[int, int]]:
        """Folded start and end of each place where the folded words stand."""
        wanted = fold_text(words or "")
        for begin in _places(self.folded.text, wanted):
            yield begin, begin + len(wanted)
        joined, places = self._joined
        for begin in _places(joined, wanted):
            last = places[begin + len(wanted) - 1]
            if last - places[begin] >= len(wanted):
                yield places[begin], last + 1

    @cached_property
    def _joined(self) -> tuple[str, Sequence[int]]:
        """The folded text with words whole that a line end breaks, and each character's place in the fold.

        Empty where none is: text from PDF has such words, and a model gives them whole.
        """
        folded = self.folded
        broken = {match.start() for match in _BROKEN.finditer(self.text)}
        places = [at for at, char in enumerate(folded.text) if char != " " or folded.starts[at] not in broken]
        return ("".join(folded.text[at] for at in places), places) if broken else ("", ())


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def locate_quote(
    article: FoldedArticle,
    quote: str,
    *,
    language: str | None = None,
    within: tuple[int, int] | None = None,
    near: int = 0,
) -> Span | Fault:
    """The span of the article that has the quoted words, or why there is none.

    A quote that begins after an attached "and" (و, ف), or if longer after an attached preposition (ب, ل, ك), or cuts
    the hedge, unit or magnitude off a number, is widened to take that in. `within` limits the search to a part of the
    text. Where the words stand more than once, the place closest to `near` is taken: claims come in the order of the
    text. Offsets are those of the text.
    """
    if not any(char.isalnum() for char in quote):
        return Fault(DropReason.QUOTE_NOT_FOUND, "the quote has no words")
    fault = Fault(DropReason.QUOTE_NOT_FOUND, "these words do not stand together anywhere in the article")
    low, high = within or (0, len(article.text))
    places: list[Span] = []
    for begin, stop in article.occurrences(quote):
        start, end = article.folded.span(begin, stop)
        if start < low or end > high:
            continue
        found = _check_place(article, begin, stop, language)
        if isinstance(found, Span):
            places.append(_with_marks(article, found, quote))
        elif found is not None:
            fault = found
    return min(places, key=lambda span: abs(span.start - near), default=fault)


def find_words(article: FoldedArticle, words: str | None, within: Span | None = None) -> Span | None:
    """The first place with these words (whole words, spelling habits aside), inside a span if one is given."""
    low, high = (within.start, within.end) if within else (0, len(article.text))
    return next((span for span in find_each(article, words) if low <= span.start and span.end <= high), None)


def find_each(article: FoldedArticle, words: str | None) -> Iterator[Span]:
    """Every place with these words (whole words, an attached "and", "in" or "the" before them aside)."""
    for begin, stop in article.occurrences(words):
        if _edges(article.folded.text, begin, stop)[0] is not None:
            yield article.span(*article.folded.span(begin, stop))


def _check_place(article: FoldedArticle, begin: int, stop: int, language: str | None) -> Span | Fault | None:
    """The span at one occurrence, a fault that the surroundings show, or None where words are cut."""
    folded = article.folded.text
    is_passage = len(folded[begin:stop].split()) >= _WORDS_OF_A_PASSAGE
    edges, cuts_number = _edges(folded, begin, stop, _PREPOSITIONS if is_passage else _PROCLITICS)
    if cuts_number:
        return Fault(DropReason.QUOTE_CUTS_NUMBER, "the quote breaks off inside a number")
    if edges is None:
        return None
    begin, stop = edges
    start, end = article.folded.span(begin, stop)
    if _splits_negation(article, begin, stop, language):
        return Fault(DropReason.QUOTE_CUTS_NEGATION, "the article negates these words; the quote leaves that out")
    # Whole number expressions: no "50" out of "at least 50".
    return article.span(_around(article.text, start, language)[0], _around(article.text, end, language)[1])


def _with_marks(article: FoldedArticle, span: Span, quote: str) -> Span:
    """The span with the quotation marks around it that the quote as given has too: the fold knows no marks."""
    text, given = article.text, quote.strip()
    start, end = span.start, span.end
    if given[:1] in _MARKS and text[start - 1 : start] and text[start - 1] in _MARKS:
        start -= 1
    if given[-1:] in _MARKS and text[end : end + 1] and text[end] in _MARKS:
        end += 1
    return article.span(start, end)


def _edges(folded: str, begin: int, stop: int, attached: Set[str] = _PROCLITICS) -> tuple[tuple[int, int] | None, bool]:
    """Word borders of an occurrence (None if it cuts a word), and whether it cuts a number."""
    if begin and _inside_number(folded[begin - 1], folded[begin]):
        return None, True
    if stop < len(folded) and _inside_number(folded[stop], folded[stop - 1]):
        return None, True
    if stop < len(folded) and not _is_border(folded[stop - 1], folded[stop]):
        return None, False
    if begin and not _is_border(folded[begin - 1], folded[begin]):
        word = folded.rfind(" ", 0, begin) + 1
        before = folded[word:begin]
        if before not in attached and not (folded[begin].isdigit() and before in _BEFORE_DIGITS):
            return None, False
        begin = word
    return (begin, stop), False


def _inside_number(outer: str, inner: str) -> bool:
    """Whether a border between a character outside and one inside the quote cuts a number or its sign."""
    return (inner.isdigit() and (outer.isdigit() or outer in _NUMBER_SIGNS)) or (
        inner in _NUMBER_SIGNS and outer.isdigit()
    )


def _is_border(one: str, other: str) -> bool:
    # A mark belongs to the letter before it, in scripts without spaces too.
    if unicodedata.category(other)[0] == "M":
        return False
    return " " in (one, other) or is_unspaced(one) or is_unspaced(other)


def _splits_negation(article: FoldedArticle, begin: int, stop: int, language: str | None) -> bool:
    """Whether negating words stand right before the quote, or right behind it where the language puts them there."""
    folded = article.folded.text
    before, behind = folded[max(0, begin - _NEAR) : begin], folded[stop : stop + _NEAR].split()[:1]
    if negates_next(before, folded[begin:stop], language) and not _SENTENCE_END.search(_between(article, begin)):
        return True
    negated_behind = behind != [] and behind[0] in _PARTICLES_BEHIND and is_particle(behind[0], language)
    return negated_behind and not _SENTENCE_END.search(_between(article, stop))


def _between(article: FoldedArticle, border: int) -> str:
    """What the text has between the words on the two sides of a border in its fold."""
    folded = article.folded
    last, first = border, border
    while last and folded.text[last - 1] == " ":
        last -= 1
    while first < len(folded.text) and folded.text[first] == " ":
        first += 1
    inside = last and first < len(folded.text)
    return article.text[folded.ends[last - 1] : folded.starts[first]] if inside else ""


def _around(text: str, border: int, language: str | None) -> tuple[int, int]:
    """The number expression over which the border goes, else the border; none goes over a blank line."""
    begin, stop = text.rfind("\n\n", 0, border) + 1, text.find("\n\n", border)
    quantities = _quantities_in(text[begin : None if stop < 0 else stop], language)
    return next(
        ((begin + low, begin + high) for low, high in quantities if low < border - begin < high), (border, border)
    )


@lru_cache(maxsize=64)
def _quantities_in(paragraph: str, language: str | None) -> Sequence[tuple[int, int]]:
    return [(found.start, found.end) for found in find_quantities(paragraph, language=language)]
