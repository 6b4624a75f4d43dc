"""From where letters stand on a page to the order in which they are read (the reverse of Unicode's UAX #9)."""

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
_ALEFS, _LAM = "اأإآٱ", "ل"
_TOUCHING = 0.5
"""In points; a space has at least two."""
_SPACE_AFTER = re.compile(r"(?<=[^\s(])([«(\[]) (?=\S)")
_FACING_WORDS = re.compile(r"(?:^|(?<=\s))[«(\[](?=\w)|(?<=\w)[»)\]](?=[\s.،؛,:]|$)")
_SPACE_BEFORE = re.compile(r"(?<=\w) (?=[.،؛,](?:\s|$))")


@dataclass(frozen=True)
class Letter:
    """A character, and from where to where it stands on its line."""

    char: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.left + self.right) / 2


def is_right_to_left(char: str) -> bool:
    """Whether a character is a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def reading_order(line: Sequence[Letter]) -> str:
    """A line's text in the order of reading; a line without right-to-left letters is left as it comes.

    Spaces are taken as the file has them: they part words, and only words and the letters within one are put in order.
    """
    chars = "".join(letter.char for letter in line)
    if not any(map(is_right_to_left, chars)):
        return chars
    words = _words(line)
    rightward = sum(is_right_to_left(char) for char in chars) < sum(
        unicodedata.bidirectional(char) == "L" for char in chars
    )
    words.sort(key=_middle, reverse=not rightward)
    words = _join_touching(words)
    runs: list[list[list[Letter]]] = []
    for word in words:
        # Words that run against the line keep their own order among themselves: "Coastal Wire" in an Arabic line.
        against = _runs_right(word) if not rightward else _runs_left(word)
        if against and runs and (_runs_right(runs[-1][0]) if not rightward else _runs_left(runs[-1][0])):
            runs[-1].insert(0, word)
        else:
            runs.append([word])
    spelt = " ".join(_spell(word, mirrored=not rightward) for run in runs for word in run)
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


def _words(line: Sequence[Letter]) -> list[list[Letter]]:
    words: list[list[Letter]] = [[]]
    for letter in line:
        if letter.char.isspace():
            words.append([])
        else:
            words[-1].append(letter)
    return [word for word in words if word]


def _join_touching(words: Sequence[list[Letter]]) -> list[list[Letter]]:
    """Joins what a change of font has set apart within a word: letters that join leave no gap at all."""
    joined: list[list[Letter]] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and _runs_left(before) and _runs_left(word):
            gap = min(letter.left for letter in before) - max(letter.right for letter in word)
            if abs(gap) < _TOUCHING:
                joined[-1] = [*before, *word]
                continue
        joined.append(word)
    return joined


def _middle(word: Sequence[Letter]) -> float:
    return (min(letter.left for letter in word) + max(letter.right for letter in word)) / 2


def _runs_right(word: Sequence[Letter]) -> bool:
    classes = [unicodedata.bidirectional(letter.char) for letter in word]
    return "L" in classes and not ("R" in classes or "AL" in classes)


def _runs_left(word: Sequence[Letter]) -> bool:
    return any(is_right_to_left(letter.char) for letter in word)


def _spell(word: Sequence[Letter], *, mirrored: bool) -> str:
    if not any(is_right_to_left(letter.char) for letter in word):
        return _against("".join(letter.char for letter in word), mirrored)
    bases = sorted((one for one in word if not unicodedata.combining(one.char)), key=lambda one: -one.middle)
    marks = [one for one in word if unicodedata.combining(one.char)]
    for at in range(len(bases) - 1):
        one, two = bases[at : at + 2]
        # One glyph for both, which only lam before alef has; files give it in either order.
        if one.char in _ALEFS and two.char == _LAM and (one.left, one.right) == (two.left, two.right):
            bases[at : at + 2] = [two, one]
    spelt = [one.char for one in bases]
    for mark in marks:
        if not bases:
            return "".join(one.char for one in word)
        nearest = min(range(len(bases)), key=lambda at: (abs(bases[at].middle - mark.middle), at))
        spelt[nearest] += mark.char
    return _put_numbers_right([text.translate(_MIRRORED) for text in spelt])


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
        if kind in ("EN", "AN", "L") or (run and kind in ("CS", "ES", "ET")):
            run.append(text)
        else:
            close()
            out.append(text)
    close()
    return "".join(out)


def _face_marks(line: str) -> str:
    """A line with its quotation marks and brackets turned round, where more of them face their words that way.

    Some files, and pdfium for some lines, have turned them already.
    """
    turned = line.translate(_MIRRORED)
    return turned if len(_FACING_WORDS.findall(turned)) > len(_FACING_WORDS.findall(line)) else line


def _set_spaces(line: str) -> str:
    """A line with the space that belongs before an opening mark before it, and none before a full stop or comma."""
    return _SPACE_BEFORE.sub("", _SPACE_AFTER.sub(r" \1", line))
