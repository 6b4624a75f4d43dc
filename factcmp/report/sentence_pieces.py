"""Sentences of a report before any format: what they say is settled once, each format links and marks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from factcmp.report.wording import Wording

Piece: TypeAlias = "str | int | Strong | Own | Evidence | Sentence | Row"


@dataclass(frozen=True)
class Strong:
    """Words that a reader's eye looks for, such as a speaker."""

    text: str


@dataclass(frozen=True)
class Own:
    """Words of an article, in its language."""

    article: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """Where to check what a sentence says: a link by this label, to a group, the first claim, or else an article."""

    label: str
    group: str | None
    """The group's id."""
    claims: tuple[str, ...]
    """Ids of claims, one for each side of the matter."""


@dataclass(frozen=True)
class Sentence:
    """A text of the wording with what stands in its places."""

    key: str
    values: Mapping[str, Piece]


@dataclass(frozen=True)
class Row:
    """Pieces behind each other."""

    pieces: tuple[Piece, ...]
    between: str = "list.comma"
    """The wording's key for what stands between them."""


def as_plain_text(piece: Piece, wording: Wording) -> str:
    """The piece without links and marks."""
    match piece:
        case Strong(text=text) | Evidence(label=text):
            return text
        case Own(text=text):
            return wording.say("quoted", words=text)
        case Sentence(key=key, values=values):
            told = {name: v if isinstance(v, int) else as_plain_text(v, wording) for name, v in values.items()}
            return wording.say(key, **told)
        case Row(pieces=pieces, between=between):
            return wording.say(between).join(as_plain_text(one, wording) for one in pieces)
    return str(piece)


def isolate(words: str) -> str:
    """Words for where no element can stand, such as an option or a picture's title, isolated by Unicode's marks."""
    return f"\u2068{words}\u2069"


def count_words(text: str) -> int:
    """Words as `wc -w` counts them, a dash being one."""
    return len(text.split())
