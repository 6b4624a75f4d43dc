"""Folds text so that spelling habits no longer differ, and knows where every folded character came from.

What the fold makes equal: Arabic with and without diacritics and tatweel, the hamza forms of alef, waw and
yeh, ى/ي, ة/ه, Arabic and Persian or Urdu code points of one letter, the digits of any script, composed and
decomposed letters, presentation forms and full-width forms, upper and lower case, every kind of white space,
quotation mark, dash and comma, and invisible characters.

What it keeps apart, because it changes meaning: the standalone hamza (ماء "water" is not ما "not"), the Urdu
yeh barree ے, accents and vowel signs of other scripts, and around digits the decimal and thousands separator,
the slash, the colon, the sign before a number, per cent and currency signs.

The composition follows Unicode's NFKC_Casefold (UAX #15, UAX #31), cluster by cluster so that
offsets survive.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# Points of Hebrew, marks of Arabic and of the Koran, tatweel, presentation forms of bare diacritics, the combining
# grapheme joiner and variation selectors.
_DROPPED = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08ff\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_RESPELT = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        # Iraqi and Egyptian pages write ه as ھ; that folds Urdu's aspirate into its h as well.
        **dict.fromkeys("ةہۀۂۃھەۿ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        "ؤ": "و",
        "ۓ": "ے",
        **dict.fromkeys("’‘‛ʼʻʾʿ′`´׳", "'"),
        **dict.fromkeys("٫", "."),
        **dict.fromkeys("٬،", ","),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("−–‒", "-"),
        "٪": "%",
        "؉": "‰",
    }
)
_BETWEEN_DIGITS = frozenset(".,:/")
_BEFORE_NUMBER = frozenset("-<>≤≥≈±~")
_KEPT = frozenset("%‰°")
_AFTER_NUMBER = frozenset("%‰")
_DOT_ABOVE_I = "i̇"

# Thai and Lao, Myanmar, Khmer, kana, Han.
UNSPACED_CHARS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{UNSPACED_CHARS}]")
_SIGN = re.compile(r"[^\w ]|_")
_RUN = re.compile("[^ ]+")
_MOST_MARKS = 30
"""What UAX #15 lets follow one character: normalising takes a step for each pair of marks."""
_SHORTEST = 3
"""Letters that a stem keeps."""
_LINE_CHARS = 2000
"""Longer texts are not kept folded by the thousand."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `text[i]` stands for `original[starts[i]:ends[i]]`.

    Offsets are code points and never decrease. Several folded characters may share one original stretch
    (ß is "ss", a ligature two letters), and a folded space stands for its whole run.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Original start and end of the folded slice `text[i:j]`; ValueError when it is empty or outside."""
        if not 0 <= i < j <= len(self.text):
            raise ValueError(f"no folded characters from {i} to {j} in a text of {len(self.text)}")
        return self.starts[i], self.ends[j - 1]


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """The folded text with the origin of each of its characters."""
    respelt, lows, highs = _respelt(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for found in _RUN.finditer(_spaced(respelt)):
        word, (first, end) = found[0], found.span()
        if words and not (word[0] in _AFTER_NUMBER and words[-1][-1].isdigit()):  # "50 %" is "50%"
            words.append(" ")
            starts.append(lows[last])
            ends.append(highs[first - 1])
        words.append(word)
        starts += lows[first:end]
        ends += highs[first:end]
        last = end
    return Folded("".join(words), tuple(starts), tuple(ends))


@lru_cache(maxsize=8192)
def _fold_line(text: str) -> str:
    words = _spaced(_respelt(text)[0]).split()
    # A tenth of the work where no word may close up to a number.
    return " ".join(words) if _AFTER_NUMBER.isdisjoint(word[0] for word in words) else fold(text).text


def _spaced(respelt: str) -> str:
    """The text with a space for each sign that says nothing where it stands."""
    kept = list(respelt)
    for found in _SIGN.finditer(respelt):
        at = found.start()
        at_word_start = at == 0 or kept[at - 1] == " "
        if not _means(respelt[at], respelt[max(at - 1, 0) : at], respelt[at + 1 : at + 2], at_word_start):
            kept[at] = " "
    return "".join(kept)


def fold_text(text: str) -> str:
    """The folded text alone."""
    return _fold_line(text) if len(text) <= _LINE_CHARS else fold(text).text


def tokens(folded_text: str) -> list[str]:
    """The words of a folded text, numbers with their signs included.

    Scripts that put no spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar) give one token a
    character, vowel signs attached, so that rules about runs of tokens hold there too.
    """
    if not _UNSPACED.search(folded_text):
        return folded_text.split()
    found: list[str] = []
    for word in folded_text.split():
        if not _UNSPACED.search(word):
            found.append(word)
            continue
        run_open = False
        for position, char in enumerate(word):
            mark = unicodedata.category(char)[0] == "M"
            unspaced = is_unspaced(char)
            if position and (mark or (run_open and not unspaced)):
                found[-1] += char
            else:
                found.append(char)
            if not mark:
                run_open = not unspaced
    return found


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """What `ar.toml` says of stems; its other readers fold, so that folding reads it for itself."""
    file = tomllib.loads((files("factcmp.text.words") / "lexicons/ar.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in file["stems"].items()}


def light_stem(token: str) -> str:
    """A folded Arabic word without article, "and", plural and possessive endings; other tokens unchanged.

    After Larkey's light10 (2007), but more careful: a lone ب ف ك ل س stays, for most words that begin with
    one own it, and at least three letters remain.
    """
    if not token or not all(map(is_arabic_letter, token)):
        return token
    stem, stems = token, _stems()
    for article in stems["articles"]:
        if stem.startswith(article) and len(stem) - len(article) >= _SHORTEST:
            stem = stem[len(article) :]
            break
    else:
        is_own = not stem.startswith(stems["conjunctions"]) or stem.startswith(stems["begin_with_it"])
        stem = stem if is_own or len(stem) <= _SHORTEST else stem[1:]
    for least, endings in ((_SHORTEST + 1, stems["longer_endings"]), (_SHORTEST, stems["endings"])):
        for ending in endings:
            if stem.endswith(ending) and len(stem) - len(ending) >= least:
                return stem[: -len(ending)]
    return stem


def word_stems(text: str) -> frozenset[str]:
    """The stems of all words of a text that is not folded, in no order."""
    return frozenset(map(light_stem, tokens(fold_text(text))))


def _respelt(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The characters of the respelt clusters, each with its cluster's offsets; context is not looked at yet."""
    if not any(map(_needs_cluster, set(text))):
        # Each character stands alone and folds to one, as in most texts: the same, much faster.
        return text.translate(_ALONE), range(len(text)), range(1, len(text) + 1)
    clusters: list[str] = []
    lows: list[int] = []
    highs: list[int] = []
    position = 0
    while position < len(text):
        letter = text[position].isalpha()
        end = kept_end = position + 1
        limit = min(len(text), end + _MOST_MARKS)
        while end < limit and (role := _role(text[end])) and (letter or role != "letter"):
            end += 1
            if role != "invisible":
                kept_end = end
        clusters.append(_fold_cluster(text[position:end]))
        lows += [position] * len(clusters[-1])
        highs += [kept_end] * len(clusters[-1])
        position = end
    return "".join(clusters), lows, highs


@lru_cache(maxsize=16384)
def _role(char: str) -> str:
    """How a character leans on the one before: "invisible", "mark", "letter" to compose, or ""."""
    category = unicodedata.category(char)
    if category == "Cf":
        return "invisible"
    if category[0] == "M" or _DROPPED.match(char):
        return "mark"
    first = unicodedata.normalize("NFKD", char)[0]
    if unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff":  # vowels and finals of Hangul
        return "letter"
    return ""


@lru_cache(maxsize=65536)
def _fold_cluster(cluster: str) -> str:
    """A base character with its marks, respelt until nothing changes any more."""
    folded = _fold_once(cluster)
    while folded != (again := _fold_once(folded)):
        folded = again
    return folded


@lru_cache(maxsize=16384)
def _needs_cluster(char: str) -> bool:
    """Whether it leans on the character before, or folds to none or several."""
    return bool(_role(char)) or len(_fold_cluster(char)) != 1


class _Alone(dict[int, str]):
    """What each character folds to that needs no cluster."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_cluster(chr(code))
        return self[code]


_ALONE = _Alone()


def _fold_once(cluster: str) -> str:
    kept = "".join(_apart(char) for char in _DROPPED.sub("", cluster) if unicodedata.category(char) != "Cf")
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept.translate(_RESPELT)).casefold())
    respelt: list[str] = []
    on_letter = False
    for char in composed.replace(_DOT_ABOVE_I, "i").translate(_RESPELT):
        if unicodedata.category(char)[0] == "M":
            if not on_letter:
                continue
        else:
            on_letter = char.isalpha()
        respelt.append(str(unicodedata.decimal(char)) if char.isdecimal() else char)
    return "".join(respelt)


def _apart(char: str) -> str:
    """Superscripts, fractions and circled numbers spaced off, so that 10² is not 102 nor 3½ 31/2."""
    if unicodedata.category(char) == "No":
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:
            return f" {plain} "
    return char


def _means(char: str, before: str, after: str, at_word_start: bool) -> bool:
    if char.isalnum() or char in _KEPT or unicodedata.category(char) in ("Mn", "Mc", "Me", "Sc"):
        return True
    if char in _BETWEEN_DIGITS:
        return before.isdigit() and after.isdigit()
    if char in _BEFORE_NUMBER:
        numeric = after.isdigit() or (after != "" and unicodedata.category(after) == "Sc")
        return numeric and at_word_start and before not in _BEFORE_NUMBER
    if char == "'":
        # Arabic glues و to an opening quotation mark; there it is no apostrophe.
        return _takes_apostrophe(before) and _takes_apostrophe(after)
    return False


def _takes_apostrophe(char: str) -> bool:
    return char != "" and unicodedata.category(char)[0] in "LM" and not "؀" <= char <= "ࣿ"


@lru_cache(maxsize=16384)
def is_arabic_letter(char: str) -> bool:
    """Whether a folded character is a letter of the Arabic alphabet proper."""
    return "ء" <= char <= "ي"


def is_unspaced(char: str) -> bool:
    """Whether the character's script puts no spaces between words."""
    return _UNSPACED.match(char) is not None


def script_of(text: str) -> str:
    """The script of the first letter, as Unicode names it ("LATIN", "ARABIC"); empty without a letter."""
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "").split(" ", maxsplit=1)[0] if letter else ""
