"""From where letters stand on a page to the order in which they are read (the reverse of Unicode's UAX #9)."""

import bisect
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
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
_LETTER, _SPACE, _NARROW, _SLIGHT, _STACKED = 0.5, 0.15, 0.09, 0.2, 0.06
"""In parts of the font's size: a letter's width; less than a narrow space, and than a kerned one; a mark's height; how
far apart are letters that stand above each other."""
_TOUCHING = 0.5
"""In points; a space has at least two."""
_TALL = "لطظ"
_SPACE_AFTER = re.compile(r"([«(\[]) (?=\S)")
# Before an opening mark, and after what only ends words: teh marbuta, and a nunation with its alef.
_MISSING = re.compile(
    r"(?<=[\w:،؛])(?=[«(\[]\w)|(?<=ة)(?=[ء-ي])|(?<=[\u064b-\u064d]ا)(?=[ء-ي])|(?<=[\u064b-\u064d])(?=[ء-ئب-ي])"
)
# By kinds of letters, see `_kind`.
_RIGHTWARD = re.compile(r"L(?:[LNCX ]*[LN])?|N+(?:CN+)*")
_LEFTWARD = re.compile(r"R(?:[RNCX ]*R)?")


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
        steps = abs(self.middle - other.middle) / max(width, _CUT)
        return alike and steps < _PARTS and abs(steps - round(steps)) < _CUT

    @property
    def is_slight(self) -> bool:
        """Whether its box is a mark's: of a letter that is spelt with one, no more than that may be told."""
        return 0 < self.high - self.low <= self.size * _SLIGHT

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.left + self.right) / 2


_SPACE_BETWEEN = Letter(" ", 0, 0)
_Spell = Callable[[Sequence[Letter]], str]


def is_right_to_left(char: str) -> bool:
    """Whether a character is a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def reading_order(line: Sequence[Letter]) -> str:
    """A line's text in the order of reading; a line without right-to-left letters is left as it comes.

    A space without a width is the library's: it puts them where a file goes on elsewhere, also within a word.
    """
    kinds = Counter(map(_kind, line))
    if not kinds["R"]:
        return _spelt(line)
    letters = _spaced(_parted(line))
    if kinds["L"] <= kinds["R"]:
        return _MISSING.sub(" ", _SPACE_AFTER.sub(r"\1", _face_marks(_leftward(letters))))
    return _by_runs(letters[::-1], _LEFTWARD, lambda run: _leftward(run[::-1]), _spelt)


def _by_runs(letters: Sequence[Letter], runs: re.Pattern[str], within: _Spell, between: _Spell) -> str:
    """The text of letters, spelt in one way within runs of their kinds and in another between these."""
    spelt, at = "", 0
    for run in runs.finditer("".join(map(_kind, letters))):
        spelt += between(letters[at : run.start()]) + within(letters[run.start() : run.end()])
        at = run.end()
    return spelt + between(letters[at:])


def _spelt(letters: Sequence[Letter]) -> str:
    return "".join(letter.char for letter in letters)


def _kind(letter: Letter) -> str:
    """L, R: a letter that runs right or left; N: a digit; C: what joins digits; X: what runs as its neighbours do."""
    kind = unicodedata.bidirectional(letter.char[0])
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "CS": "C", "WS": " "}.get(kind, "X")


def _leftward(letters: Sequence[Letter]) -> str:
    """The text of letters from the right, with what runs right within it turned back: Latin words, and numbers.

    After Arabic letters a hyphen or a per cent sign joins no digits, and runs left (UAX #9, W2).
    """
    return _by_runs(letters, _RIGHTWARD, lambda run: _spelt(run[::-1]), lambda rest: _spelt(rest).translate(_MIRRORED))


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


def _parted(line: Sequence[Letter]) -> list[Letter]:
    part, letters = 0, []
    for letter in line:
        if letter.char.isspace() and letter.right <= letter.left:
            part += 1
        else:
            letters.append(replace(letter, part=part))
    return letters


def _spaced(line: Sequence[Letter]) -> list[Letter]:
    """The letters from the right, each with its marks, and the spaces between words."""
    bases = _from_the_right([one for one in line if not unicodedata.combining(one.char)])
    has_spaces = any(one.char.isspace() for one in bases)
    heights = [(one.low, one.high) for one in bases if is_right_to_left(one.char)]
    loose = next((height for height in set(heights) if 2 * heights.count(height) > len(heights)), None)
    spaced: list[Letter] = []
    edge = 0.0
    for letter in _with_marks(bases, line):
        last = spaced[-1] if spaced else None
        is_first = last is None or last.char == " "
        if letter.char.isspace():
            spaced += [] if is_first else [_SPACE_BETWEEN]
        elif last and _is_told_twice(last, letter):
            spaced[-1] = max(last, letter, key=lambda one: one.high - one.low)
            edge = min(edge, letter.left)
        else:
            if last and not is_first and not _is_one(last, letter, edge - letter.right, has_spaces, loose):
                spaced.append(_SPACE_BETWEEN)
                is_first = True
            edge = letter.left if is_first else min(edge, letter.left)
            spaced.append(letter)
    return [one for one in spaced if one.char != STRETCH]


def _is_told_twice(one: Letter, other: Letter) -> bool:
    """Whether both glyphs of a letter, its own and its mark's, are said to be all of it."""
    return one.char == other.char and (one.is_slight or other.is_slight) and one.left < other.middle < one.right


def _is_one(last: Letter, letter: Letter, gap: float, has_spaces: bool, loose: tuple[float, float] | None) -> bool:
    """Whether a letter goes on with the word of the last, `gap` to its right; or whether a space is missing there.

    Letters from `low` to `high` of a loose line are told with what is free about them, and touch within a word.
    """
    if STRETCH in (last.char, letter.char):
        return True
    if last.part == letter.part:
        # The library misses spaces that are kerned, or beside a mark; where boxes are of ink, words have gaps as well.
        ink = [one for one in (last, letter) if (one.low, one.high) != loose]
        is_inked = (
            last.char[0].isalnum() and letter.char[0].isalnum() and any(not loose or not one.is_slight for one in ink)
        )
        return has_spaces or is_inked or gap <= letter.size * (_SPACE if ink else _NARROW)
    if any(one.is_slight and one.char[0] in _TALL for one in (last, letter)):
        # All of a glyph is said to stand where its mark does.
        return gap <= letter.size * _LETTER
    if has_spaces or last.is_blurred or letter.is_blurred:
        return gap < max(_TOUCHING, letter.size * _SPACE)
    return gap < _TOUCHING


def _from_the_right(letters: Sequence[Letter]) -> list[Letter]:
    """The letters by their places; what stands above each other, as some typefaces have it, in the file's order."""
    steps = Counter[int]()
    for one, two in itertools.pairwise(letters):
        if one.part == two.part:
            steps[one.part] += (one.middle > two.middle) - (one.middle < two.middle)
    # One glyph for several letters has one place for them, and what goes on leftward in the file tells them backward.
    forward = [is_right_to_left(one.char) and steps[one.part] <= 0 for one in letters]
    placed = sorted(enumerate(letters), key=lambda one: (-one[1].middle, one[0] if forward[one[0]] else -one[0]))
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


def _with_marks(bases: Sequence[Letter], line: Sequence[Letter]) -> list[Letter]:
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


def _face_marks(line: str) -> str:
    """A line with its quotation marks and brackets turned round, kind by kind, where more face their words that way.

    Some files, and pdfium for some lines, have turned them already, and at times one pair of several.
    """
    for opening, closing in ("()", "«»", "[]", "“”"):
        facing = re.compile(rf"(?<!\w){re.escape(opening)}(?=\w)|(?<=\w){re.escape(closing)}(?!\w)")
        turned = line.translate(str.maketrans(opening + closing, closing + opening))
        line = max(line, turned, key=lambda one: len(facing.findall(one)))
    return line
