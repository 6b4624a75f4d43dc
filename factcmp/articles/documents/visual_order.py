"""From where letters stand on a page to the order in which they are read (the reverse of Unicode's UAX #9)."""

import bisect
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

STRETCH = "\u0640"
"""The line that stretches a word."""
_MIRRORED = str.maketrans("«»()[]{}<>‹›", "»«)(][}{><›‹")
_PRESENTATION = (("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"))
# Final forms alone: no Arabic word begins with them, and every second line has a word that ends in one.
_NEVER_FIRST, _ENDINGS = "ةى", "ةى"
_REVERSED = frozenset(("يف", "نم", "ىلع", "ىلإ", "نأ", "نإ", "يتلا", "يذلا", "نع", "عم"))
_USUAL = frozenset(("في", "من", "على", "إلى", "أن", "إن", "التي", "الذي", "عن", "مع", "الى", "ان"))
_MOST_WRONG = 0.02
# As they come out where they are turned round.
_LIGATURES = frozenset((*(f"{alef}ل" for alef in "اأإآٱ"), "ىل", "هلل", "هللا"))
_NEIGHBOURS = 4
_CUT, _PARTS = 0.02, 2.5
_LETTER, _SPACE, _SLIGHT, _STACKED = 0.5, 0.15, 0.2, 0.06
"""In parts of the font's size: a letter's width; less than a narrow space; a mark's height; how far apart are letters
that stand above each other."""
_TOUCHING = 0.5
"""In points; a space has at least two."""
_TALL = "لطظ"
_SPACE_AFTER = re.compile(r"([«(\[]) (?=\S)")
# Before an opening mark, and after what only ends words: teh marbuta, and a nunation with its alef.
_MISSING = re.compile(
    r"(?<=[\w:،؛])(?=[«(\[]\w)|(?<=ة)(?=[ء-ي])|(?<=[\u064b-\u064d]ا)(?=[ء-ي])|(?<=[\u064b-\u064d])(?=[ء-ئب-ي])"
)
_NUMBER_PARTS = re.compile(r"\d+(?:[.,:/\u066b\u066c\u060c]\d+)*|\D")


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
    part: int = 0
    """Which of the line's parts it is of, as spaces without a width set them apart."""
    is_blurred: bool = False
    """Whether its box is only a part of a glyph's."""

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


def is_right_to_left(char: str) -> bool:
    """Whether a character is a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def reading_order(line: Sequence[Letter]) -> str:
    """A line's text in the order of reading; a line without right-to-left letters is left as it comes.

    A space without a width is the library's: it puts them where a file goes on elsewhere, also within a word.
    """
    chars = "".join(letter.char for letter in line)
    if not any(map(is_right_to_left, chars)):
        return chars
    rightward = sum(is_right_to_left(char) for char in chars) < sum(
        unicodedata.bidirectional(char) == "L" for char in chars
    )
    words = _words(_parted(line))
    against = _runs_left if rightward else _runs_right
    runs: list[list[Word]] = []
    for word in reversed(words) if rightward else words:
        # Words that run against the line keep their own order among themselves: "Coastal Wire" in an Arabic line.
        if runs and against(word) and against(runs[-1][0]):
            runs[-1].append(word)
        else:
            runs.append([word])
    spelt = " ".join(_spell(word, mirrored=not rightward) for run in runs for word in reversed(run))
    return spelt if rightward else _MISSING.sub(" ", _SPACE_AFTER.sub(r"\1", _face_marks(spelt)))


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


def _parted(line: Sequence[Letter]) -> Word:
    part, letters = 0, []
    for letter in line:
        if letter.char.isspace() and letter.right <= letter.left:
            part += 1
        else:
            letters.append(replace(letter, part=part))
    return letters


def _words(line: Sequence[Letter]) -> list[Word]:
    """The words from right to left, of their letters with the marks of each."""
    bases = _from_the_right([one for one in line if not unicodedata.combining(one.char)])
    has_spaces = any(one.char.isspace() for one in bases)
    words: list[Word] = [[]]
    edge = 0.0
    for letter in _with_marks(bases, line):
        if letter.char.isspace():
            words.append([])
            continue
        if (word := words[-1]) and _is_told_twice(word[-1], letter):
            word[-1] = max(word[-1], letter, key=lambda one: one.high - one.low)
            continue
        if word and not _is_one(word[-1], letter, edge - letter.right, has_spaces=has_spaces):
            words.append([])
        edge = min(edge, letter.left) if words[-1] else letter.left
        words[-1].append(letter)
    return [word for word in words if word]


def _is_told_twice(one: Letter, other: Letter) -> bool:
    """Whether both glyphs of a letter, its own and its mark's, are said to be all of it."""
    return one.char == other.char and (one.is_slight or other.is_slight) and one.left < other.middle < one.right


def _is_one(last: Letter, letter: Letter, gap: float, *, has_spaces: bool) -> bool:
    """Whether a letter goes on with the word of the last, `gap` to its right; or whether a space is missing there."""
    if last.part == letter.part or STRETCH in (last.char, letter.char):
        return True
    if any(one.is_slight and one.char[0] in _TALL for one in (last, letter)):
        # All of a glyph is said to stand where its mark does.
        return gap <= letter.size * _LETTER
    if has_spaces or last.is_blurred or letter.is_blurred:
        return gap < max(_TOUCHING, letter.size * _SPACE)
    return gap < _TOUCHING


def _from_the_right(letters: Word) -> Word:
    """The letters by their places; what stands above each other, as some typefaces have it, in the file's order."""
    steps = Counter[int]()
    for one, two in itertools.pairwise(letters):
        if one.part == two.part:
            steps[one.part] += 1 if one.middle > two.middle else -1
    # One glyph for several letters has one place for them: they keep their order, from the right or from the left.
    placed = sorted(
        enumerate(letters), key=lambda one: (-one[1].middle, one[0] if is_right_to_left(one[1].char) else -one[0])
    )
    for at in range(len(placed) - 1):
        (first, upper), (second, lower) = placed[at : at + 2]
        stacked = upper.part == lower.part and 0 < upper.middle - lower.middle < upper.size * _STACKED
        if stacked and (second < first) is (steps[upper.part] >= 0):
            placed[at : at + 2] = placed[at + 1], placed[at]
    bases = [letter for _, letter in placed]
    # As lam before alef and the name of God have; files give them in either order.
    for _, group in itertools.groupby(range(len(bases)), key=lambda at: (bases[at].left, bases[at].right)):
        places = list(group)
        if "".join(bases[at].char for at in places) in _LIGATURES:
            bases[places[0] : places[-1] + 1] = reversed(bases[places[0] : places[-1] + 1])
    return bases


def _with_marks(bases: Word, line: Sequence[Letter]) -> Word:
    """The letters, each with the marks that stand over or under it."""
    spelt = [replace(one, is_blurred=one.is_slight) for one in bases]
    carriers = [at for at, one in enumerate(bases) if is_right_to_left(one.char) and one.char != STRETCH]
    middles = [-bases[at].middle for at in carriers]
    for mark in line:
        if carriers and unicodedata.combining(mark.char):
            # A letter and its mark may be one glyph, whose box is cut in two between them.
            about = bisect.bisect(middles, -mark.middle)
            near = carriers[max(0, about - _NEIGHBOURS) : about + _NEIGHBOURS]
            beside = [at for at in near if mark.shares_box(bases[at])]
            at = min(beside or near, key=lambda at: (abs(bases[at].middle - mark.middle), at))
            base = spelt[at]
            left, right = min(base.left, mark.left), max(base.right, mark.right)
            is_blurred = base.is_blurred or bool(beside)
            spelt[at] = replace(base, char=base.char + mark.char, left=left, right=right, is_blurred=is_blurred)
    return spelt


def _runs_right(word: Sequence[Letter]) -> bool:
    return any(unicodedata.bidirectional(one.char[0]) == "L" for one in word) and not _runs_left(word)


def _runs_left(word: Sequence[Letter]) -> bool:
    return any(is_right_to_left(one.char[0]) for one in word)


def _spell(word: Word, *, mirrored: bool) -> str:
    """A word from its letters from the right."""
    if _runs_left(word):
        return _put_numbers_right([one.char.translate(_MIRRORED) for one in word if one.char[0] != STRETCH])
    written = "".join(one.char for one in reversed(word))
    if mirrored and not _runs_right(word) and any(map(str.isdigit, written)):
        # After Arabic letters a hyphen or a per cent sign joins no digits, and runs left (UAX #9, W2).
        return "".join(reversed(_NUMBER_PARTS.findall(written))).translate(_MIRRORED)
    return _against(written, mirrored)


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
        facing = re.compile(rf"(?<!\w){re.escape(opening)}(?=\w)|(?<=\w){re.escape(closing)}(?!\w)")
        turned = line.translate(str.maketrans(opening + closing, closing + opening))
        line = max(line, turned, key=lambda one: len(facing.findall(one)))
    return line
