"""From where letters stand on a page to the order in which they are read (the reverse of Unicode's UAX #9)."""

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_MIRRORED = str.maketrans("«»()[]{}<>‹›", "»«)(][}{><›‹")
_PRESENTATION = (("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
# Final forms alone: no Arabic word begins with them, and every second line has a word that ends in one.
_NEVER_FIRST, _ENDINGS = "ةى", "ةى"
_REVERSED = frozenset(("يف", "نم", "ىلع", "ىلإ", "نأ", "نإ", "يتلا", "يذلا", "نع", "عم"))
_USUAL = frozenset(("في", "من", "على", "إلى", "أن", "إن", "التي", "الذي", "عن", "مع", "الى", "ان"))
_MOST_WRONG = 0.02
# As they come out where they are turned round.
_LIGATURES = frozenset((*(f"{alef}ل" for alef in "اأإآٱ"), "ىل", "هلل", "هللا"))
_TAIL, _NEIGHBOURS = 40, 4
_CUT, _PARTS = 0.02, 2.5
_TOUCHING = 0.5
"""In points; a space has at least two."""
_SPACE, _TIGHT, _SLIGHT, _STACKED, _LETTER = 0.15, 0.05, 0.2, 0.06, 0.5
"""In parts of the font's size: less than a narrow space; no space at all; a mark's height; how far apart are letters
that stand above each other; a letter's width."""
_TANWIN = "\u064b\u064c\u064d"
_ENDS_WORD = re.compile(f"(?:[ةى]|[{_TANWIN}]\u0651?ا?|ا[{_TANWIN}])$")
_NO_JOIN, _OVERHANGS = "اأإآدذرزوؤءةى", "ك"
_NUMBER_PARTS = re.compile(r"\d+(?:[.,:/\u066b\u066c\u060c]\d+)*|\D")
_SPACE_AFTER = re.compile(r"(?<=[^\s(])([«(\[]) (?=\S)")
# One glyph turned round, whose parts no box tells: no word has these three.
_TURNED_LAM = re.compile("ا([أإآ])ل(?=[ء-ي])")
_SPACE_BEFORE = re.compile(r"(?<=[\w\u064b-\u0652]) (?=[.،؛,](?:\s|$))")
# Before an opening mark, and after what only ends words: teh marbuta, and a nunation with its alef.
_MISSING = re.compile(
    r"(?<=[\w:،؛])(?=[«(\[]\w)|(?<=ة)(?=[ء-ي])|(?<=[\u064b-\u064d]ا)(?=[ء-ي])|(?<=[\u064b-\u064d])(?=[ء-ئب-ي])"
)


@dataclass(frozen=True)
class Letter:
    """A character, and from where to where it stands on its line."""

    char: str
    left: float
    right: float
    size: float = 0.0
    """Of its font, in points."""
    low: float = 0.0
    high: float = 0.0

    def shares_box(self, other: "Letter") -> bool:
        """Whether both are parts of one glyph's box, a letter and its marks: their real places are not told then."""
        width = self.right - self.left
        alike = abs(width - (other.right - other.left)) < _CUT and (self.low, self.high) == (other.low, other.high)
        return alike and abs(self.middle - other.middle) < width * _PARTS

    @property
    def is_slight(self) -> bool:
        """Whether its box is a mark's: of a letter that is spelt with one, no more than that may be told."""
        return 0 < self.high - self.low <= self.size * _SLIGHT

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.left + self.right) / 2


Word = list[Letter]
SEAM = Letter("\0", 0, 0)
"""Where a line was put together of two parts."""


def is_right_to_left(char: str) -> bool:
    """Whether a character is a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def reading_order(line: Sequence[Letter]) -> str:
    """A line's text in the order of reading; a line without right-to-left letters is left as it comes.

    Spaces are taken as the file has them: they part words, and only words and the letters within one are put in order.
    Where the line is put together of parts (`SEAM`), a gap as wide as a space parts words as well.
    """
    chars = "".join(letter.char for letter in line)
    if not any(map(is_right_to_left, chars)):
        return chars.replace(SEAM.char, " ")
    rightward = sum(is_right_to_left(char) for char in chars) < sum(
        unicodedata.bidirectional(char) == "L" for char in chars
    )
    words = _join_touching(_words(line), rightward=rightward)
    runs: list[list[Word]] = []
    for word in words:
        # Words that run against the line keep their own order among themselves: "Coastal Wire" in an Arabic line.
        against = _runs_right(word) if not rightward else _runs_left(word)
        if against and runs and (_runs_right(runs[-1][0]) if not rightward else _runs_left(runs[-1][0])):
            runs[-1].append(word)
        else:
            runs.append([word])
    ordered = [word for run in runs for word in reversed(run)]
    spelt = " ".join(_spell(word, mirrored=not rightward) for word in ordered)
    return _set_spaces(_face_marks(spelt)) if not rightward else spelt


def share_out_of_order(text: str) -> float:
    """How much of an Arabic text's telling words are back to front, from 0 to 1; 0 where it has none.

    Telling are words with a letter that only ends words, and the commonest small words.
    """
    wrong = right = 0
    for word in text.split():
        bare = "".join(char for char in word if is_right_to_left(char))
        if len(bare) < 2:
            continue
        wrong += bare[0] in _NEVER_FIRST or bare in _REVERSED
        right += bare[-1] in _ENDINGS or bare in _USUAL
    return wrong / (wrong + right) if wrong > 1 and wrong > (wrong + right) * _MOST_WRONG else 0.0


def plain_letters(char: str) -> str:
    """A presentation form as the letters that it shows, or the character itself."""
    if any(first <= char <= last for first, last in _PRESENTATION):
        return unicodedata.normalize("NFKC", char).strip() or char
    return char


def _words(line: Sequence[Letter]) -> list[tuple[Word, bool]]:
    """The words in the order of the file, each with whether a space of the file's parts it from the one before."""
    words: list[tuple[Word, bool]] = [([], True)]
    for letter in line:
        if letter.char.isspace() or letter is SEAM:
            words.append(([], letter is not SEAM))
        else:
            words[-1][0].append(letter)
    return [(word, parted) for word, parted in words if word]


def _join_touching(found: Sequence[tuple[Word, bool]], *, rightward: bool) -> list[Word]:
    """The words from the side where the line begins, with those joined that something set apart within a word.

    A change of font does, and a mark that stands high: letters that join leave no gap, others less than a space does.
    """
    placed = sorted(((_edges(word), at, word) for at, (word, _) in enumerate(found)), key=lambda one: sum(one[0][0:2]))
    if not rightward:
        placed.reverse()
    joined: list[Word] = []
    last: tuple[float, float, int] | None = None
    for (left, right), at, word in placed:
        # The end of it is enough, and of a line that is one word the whole would be gone over for each letter.
        tail = joined[-1][-_TAIL:] if joined else []
        if last and not (_runs_right(tail) or _runs_right(word)):
            apart = max(last[0] - right, left - last[1])
            by_space = abs(at - last[2]) == 1 and found[max(at, last[2])][1]
            if not rightward and _is_one(tail, word, apart, by_space=by_space):
                joined[-1] += word
                last = (min(last[0], left), max(last[1], right), at)
                continue
        joined.append(list(word))
        last = (left, right, at)
    return joined


def _is_one(before: Word, after: Word, apart: float, *, by_space: bool) -> bool:
    """Whether two parts are one word; `apart` is the gap between them, negative where they overlap."""
    ending = "".join(letter.char for letter in sorted(before, key=lambda one: -one.middle)).strip()
    if _ENDS_WORD.search(ending):
        # Nothing follows these within a word but the alef that carries the ending.
        return ending.rstrip("\u0651")[-1] in _TANWIN and "".join(letter.char for letter in after).strip("،.") == "ا"
    last, first = min(before, key=_middle), max(after, key=_middle)
    if unicodedata.combining(first.char) and apart < first.size * _LETTER:
        # No word begins with a mark.
        return True
    if not (_runs_left(before) and _runs_left(after)):
        # Signs and digits of another font.
        return apart < max(letter.size for letter in after) * (_TIGHT if by_space else _SPACE)
    size = max(letter.size for letter in after)
    marks = [letter for letter in (*before, *after) if unicodedata.combining(letter.char)]
    uncertain = (
        last.is_slight or first.is_slight or any(mark.shares_box(one) for mark in marks for one in (last, first))
    )
    if uncertain or unicodedata.combining(last.char) or not by_space:
        return apart < max(_TOUCHING, size * _SPACE)
    return apart < _TOUCHING and first.char not in _OVERHANGS and (apart > -_TOUCHING or last.char not in _NO_JOIN)


def _middle(letter: Letter) -> float:
    return letter.middle


def _edges(word: Word) -> tuple[float, float]:
    return min(letter.left for letter in word), max(letter.right for letter in word)


def _runs_right(word: Sequence[Letter]) -> bool:
    classes = [unicodedata.bidirectional(letter.char) for letter in word]
    return "L" in classes and not ("R" in classes or "AL" in classes)


def _runs_left(word: Sequence[Letter]) -> bool:
    return any(is_right_to_left(letter.char) for letter in word)


def _spell(word: Sequence[Letter], *, mirrored: bool) -> str:
    if not _runs_left(word):
        written = "".join(letter.char for letter in word)
        if mirrored and not _runs_right(word) and any(map(str.isdigit, written)):
            written = "".join(letter.char for letter in sorted(word, key=_middle))
            # After Arabic letters a hyphen or a per cent sign joins no digits, and runs left (UAX #9, W2).
            return "".join(reversed(_NUMBER_PARTS.findall(written))).translate(_MIRRORED)
        return _against(written, mirrored)
    bases = _from_the_right([one for one in word if not unicodedata.combining(one.char)])
    marks = [one for one in word if unicodedata.combining(one.char)]
    # One glyph for several letters, as lam before alef and the name of God have; files give them in either order.
    for _, group in itertools.groupby(range(len(bases)), key=lambda at: (bases[at].left, bases[at].right)):
        places = list(group)
        if "".join(bases[at].char for at in places) in _LIGATURES:
            bases[places[0] : places[-1] + 1] = reversed(bases[places[0] : places[-1] + 1])
    spelt = [one.char for one in bases]
    carriers = [at for at, one in enumerate(bases) if is_right_to_left(one.char)]
    middles = [-bases[at].middle for at in carriers]
    for mark in marks:
        # A letter and its mark may be one glyph, whose box is cut in two between them.
        about = bisect.bisect(middles, -mark.middle)
        near = carriers[max(0, about - _NEIGHBOURS) : about + _NEIGHBOURS]
        beside = [at for at in near if mark.shares_box(bases[at])]
        nearest = min(beside or near, key=lambda at: (abs(bases[at].middle - mark.middle), at), default=None)
        if nearest is None:
            return "".join(one.char for one in word)
        spelt[nearest] += mark.char
    return _put_numbers_right([text.translate(_MIRRORED) for text in spelt])


def _from_the_right(letters: Word) -> Word:
    """The letters by their places; what stands above each other, as some typefaces have it, in the file's order."""
    steps = [one.middle - two.middle for one, two in itertools.pairwise(letters)]
    leftward = sum(step > 0 for step in steps) * 2 >= len(steps)
    placed = sorted(enumerate(letters), key=lambda one: (-one[1].middle, one[0]))
    for at in range(len(placed) - 1):
        (one, upper), (two, lower) = placed[at : at + 2]
        stacked = 0 < upper.middle - lower.middle < upper.size * _STACKED
        if stacked and (two < one) is leftward:
            placed[at : at + 2] = placed[at + 1], placed[at]
    return [letter for _, letter in placed]


def _against(word: str, mirrored: bool) -> str:
    """A word of a left-to-right script, with the punctuation at its ends moved over where its line runs left."""
    if not mirrored or len(word) < 2:
        return word.translate(_MIRRORED) if mirrored else word
    core = word.strip("«»()[]{}<>‹›.,;:!?،؛؟\"'")
    if not core:
        return word[::-1].translate(_MIRRORED)
    at = word.index(core)
    return word[at + len(core) :][::-1].translate(_MIRRORED) + core + word[:at][::-1].translate(_MIRRORED)


def _put_numbers_right(spelt: Sequence[str]) -> str:
    """Turns back what runs right within a word that runs left: digits with what parts them, Latin letters."""
    out: list[str] = []
    run: list[str] = []

    def close() -> None:
        tail = []
        while run and not run[-1][0].isalnum():
            tail.append(run.pop())
        out.extend([*reversed(run), *reversed(tail)])
        run.clear()

    for text in spelt:
        kind = unicodedata.bidirectional(text[0])
        if kind in ("EN", "AN", "L") or (run and kind == "CS"):
            run.append(text)
        else:
            close()
            out.append(text)
    close()
    return "".join(out)


def _face_marks(line: str) -> str:
    """A line with its quotation marks and brackets turned round, kind by kind, where more face their words that way.

    Some files, and pdfium for some lines, have turned them already, and at times one pair of several.
    """
    for opening, closing in ("()", "«»", "[]", "“”"):
        marks = [char for char in line if char in (opening, closing)]
        before, after = (rf"(?:^|(?<=\s)){re.escape(opening)}(?=\w)", rf"(?<=\w){re.escape(closing)}(?=[\s.،؛,:]|$)")
        turned = line.translate(str.maketrans(opening + closing, closing + opening))
        facing = re.compile(f"{before}|{after}")
        is_pair = bool(marks) and marks == [closing, opening] * (len(marks) // 2)
        if is_pair or len(facing.findall(turned)) > len(facing.findall(line)):
            line = turned
    return line


def _set_spaces(line: str) -> str:
    """A line with the spaces that belong before an opening mark and after an ending, and none before a comma."""
    line = _TURNED_LAM.sub(r"ال\1", line)
    return _SPACE_BEFORE.sub("", _MISSING.sub(" ", _SPACE_AFTER.sub(r" \1", line)))
