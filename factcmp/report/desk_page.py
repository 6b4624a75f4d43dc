"""The desk page: what an editor reads in two minutes and prints on one sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from factcmp.report.desk_sentences import DeskSentences
from factcmp.report.sentences import Sentence, as_plain_text, count_words
from factcmp.report.view import View
from factcmp.report.wording import Wording

MAX_WORDS = 350
_SHARE_OF_DAYS = 0.6
_SHARE_OF_DISPUTES = 0.4
_FIRST_OF_HARM = 2
_SIDES = 4


@dataclass(frozen=True)
class DeskSection:
    """One part of the page; `key` is that of its heading in the wording."""

    key: str
    sentences: tuple[Sentence, ...]


def desk_page(view: View, *, max_words: int = MAX_WORDS) -> tuple[DeskSection, ...]:
    """The parts that have something to say, together of at most so many words, headings included.

    No sentence is cut. First each day gets its sentence, the newest first, then harm to people two, then the disputes
    are told, each in short; days and disputes get at most their share. Then each part gets its next sentence in turn,
    until it no longer fits. What is left goes to disputes told longer.
    """
    page, wording = DeskSentences(view), view.wording
    days, further = page.happened()
    parts = {
        "desk.happened": [event.told for event in further],
        "desk.disputed": [],
        "desk.harm": page.harm(),
        "desk.agreed": page.agreed(),
        "desk.careful": page.careful(),
    }
    shown = [key for key in parts if parts[key] or (days if key == "desk.happened" else view.disputes)]
    room = _Room(max_words - sum(count_words(wording.say(key)) for key in shown), wording)
    chosen: dict[str, list[Sentence]] = {key: [] for key in parts}
    words = room.words
    chosen["desk.happened"] = room.take([event.told for event in days], kept=int(words * (1 - _SHARE_OF_DAYS)))
    page.tell_by_day(days[: len(chosen["desk.happened"])])
    chosen["desk.harm"] = room.take(parts["desk.harm"][:_FIRST_OF_HARM])
    parts["desk.harm"] = parts["desk.harm"][len(chosen["desk.harm"]) :]
    others = room.words - int(words * _SHARE_OF_DISPUTES)
    told = room.take(page.disputed(), kept=max(0, others))
    more = room.take(page.more_disputes(len(told)))
    full: set[str] = set()
    for round_ in zip_longest(*parts.values()):
        for key, sentence in zip(parts, round_, strict=True):
            # A part ends with its first sentence that does not fit.
            if sentence and key not in full:
                chosen[key] += (taken := room.take([sentence]))
                full |= set() if taken else {key}
    chosen["desk.harm"] += room.take(page.more_harm(len(chosen["desk.harm"])))
    for at, group in enumerate(page.matters()[: len(told)]):
        told[at] = room.longer(told[at], [page.dispute(group, sides=sides) for sides in (_SIDES, 2)])
    chosen["desk.disputed"] = [*told, *more]
    # Chosen by weight, told in the order of the days.
    day_of = {id(event.told): event.day for event in (*days, *further)}
    chosen["desk.happened"].sort(key=lambda sentence: day_of[id(sentence)])
    return tuple(DeskSection(key, tuple(sentences)) for key, sentences in chosen.items() if sentences)


class _Room:
    """How many words are left."""

    def __init__(self, words: int, wording: Wording) -> None:
        self.words = words
        self.wording = wording

    def take(self, sentences: Sequence[Sentence], *, kept: int = 0) -> list[Sentence]:
        """The first sentences that fit when so many words are kept."""
        taken = []
        for sentence in sentences:
            if self.words - self._length(sentence) < kept:
                break
            self.words -= self._length(sentence)
            taken.append(sentence)
        return taken

    def longer(self, told: Sentence, others: Sequence[Sentence]) -> Sentence:
        """The first of the others that fits in the place of what is told; else that."""
        for other in others:
            more = self._length(other) - self._length(told)
            if more <= self.words:
                self.words -= more
                return other
        return told

    def _length(self, sentence: Sentence) -> int:
        # The sign of a list is one more, and a sheet of its own leads to two places where a report leads to one.
        return count_words(as_plain_text(sentence, self.wording)) + 2
