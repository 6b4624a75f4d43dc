"""The desk page: what an editor reads in two minutes and prints on one sheet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from factcmp.report.desk_sentences import DeskSentences
from factcmp.report.sentence_pieces import Sentence, as_plain_text, count_words
from factcmp.report.view import View
from factcmp.report.wording import Wording

MAX_WORDS = 350
_SHARE_OF_DAYS = 0.5
_SHARE_OF_HARM = 0.27
_KEPT_FOR_THE_REST = 54
"""So many words are kept for naming what has no room."""
_SIDES = 4


def desk_page(view: View, *, max_words: int = MAX_WORDS, places: int = 1) -> dict[str, list[Sentence]]:
    """The parts that have something to say, by the wording's keys of their headings.

    Together they have at most so many words, headings included.

    No sentence is cut. The days, the newest first, get their share, the main dispute its sentence, harm to people its
    share, then come a caution and further disputes, in short or by who is against whom; then each part gets its next
    sentence in turn, until it no longer fits.
    What has no room is counted, with links.
    What is left goes to disputes told longer. `places` is to how many places of the articles or the report one leads.
    """
    page, wording = DeskSentences(view), view.wording
    days, further = page.happened()
    events, harm = [event.told for event in (*days, *further)], page.harm()
    all_of: dict[str, list[Sentence]] = {
        "desk.happened": events,
        "desk.disputed": [],
        "desk.harm": harm,
        "desk.agreed": page.agreed(),
        "desk.careful": list(page.careful()),
    }
    room = _Room(max_words - sum(count_words(wording.say(key)) for key in all_of), wording, places)
    words, kept = room.words, min(_KEPT_FOR_THE_REST, room.words // 4)
    room.words -= kept
    chosen: dict[str, list[Sentence]] = {key: [] for key in all_of}
    chosen["desk.happened"] = room.take(events[: len(days)], most=_SHARE_OF_DAYS * words)
    page.tell_by_day(days[: len(chosen["desk.happened"])])
    matters = {group.id: group for group in page.matters()}
    shortest = {group.id: page.dispute(group, sides=2, short=True) for group in matters.values()}
    told = {group: sentence for group, sentence in list(shortest.items())[:1] if room.take([sentence])}
    chosen["desk.harm"] = room.take(harm, most=_SHARE_OF_HARM * words)
    for key in ("desk.careful", "desk.agreed"):
        chosen[key] = room.take(all_of[key][:1])
    # One that is too long for the room that is left stops no shorter one behind it.
    told |= {group: sentence for group, sentence in shortest.items() if group not in told and room.take([sentence])}
    room.words += kept
    chosen["desk.careful"] = chosen["desk.careful"] or room.take(all_of["desk.careful"][:1])
    room.take(page.more_harm(len(chosen["desk.harm"])))
    for group in [group for group in matters if group not in told]:
        named, (*_, counted) = page.dispute_by_names(matters[group]), page.more_disputes({*told, group})
        if named and room.fits([*named, *counted]):
            (told[group],) = room.take(named)
    more = room.take(next(filter(room.fits, page.more_disputes(told)), []))
    parts = {
        key: all_of[key][len(chosen[key]) :] for key in ("desk.careful", "desk.agreed", "desk.harm", "desk.happened")
    }
    full: set[str] = set()
    for round_ in zip_longest(*parts.values()):
        for key, sentence in zip(parts, round_, strict=True):
            # A part ends with its first sentence that does not fit.
            if sentence and key not in full:
                chosen[key] += (taken := room.take([sentence]))
                full |= set() if taken else {key}
    chosen["desk.harm"] += page.more_harm(len(chosen["desk.harm"]))
    for group, short in told.items():
        told[group] = room.longer(short, [page.dispute(matters[group], sides=sides) for sides in (_SIDES, 2)])
    chosen["desk.disputed"] = [*(told[group] for group in matters if group in told), *more]
    # Chosen by weight, told in the order of the days.
    day_of = {id(event.told): event.day for event in (*days, *further)}
    chosen["desk.happened"].sort(key=lambda sentence: day_of[id(sentence)])
    return {key: sentences for key, sentences in chosen.items() if sentences}


@dataclass
class _Room:
    """How many words are left."""

    words: int
    wording: Wording
    places: int

    def take(self, sentences: Sequence[Sentence], *, most: float = math.inf) -> list[Sentence]:
        """The first sentences that fit, together of at most so many words."""
        taken = []
        for sentence in sentences:
            most -= self._length(sentence)
            if most < 0 or not self.fits([sentence]):
                break
            self.words -= self._length(sentence)
            taken.append(sentence)
        return taken

    def fits(self, sentences: Sequence[Sentence]) -> bool:
        """Whether there is room for all of these."""
        return sum(map(self._length, sentences)) <= self.words

    def longer(self, told: Sentence, others: Sequence[Sentence]) -> Sentence:
        """The first of the others that fits in the place of what is told; else that."""
        for other in others:
            more = self._length(other) - self._length(told)
            if more <= self.words:
                self.words -= more
                return other
        return told

    def _length(self, sentence: Sentence) -> int:
        # The sign of a list is one more.
        return count_words(as_plain_text(sentence, self.wording)) + self.places
