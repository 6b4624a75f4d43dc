"""What rules see of texts that lost their first or last words; `python -m tests.cut_texts` prints all counts."""

from cut_texts import KINDS, cut, language_of, notes, whole_texts

WHOLE = list(whole_texts())


def test_there_are_two_hundred_whole_texts_in_five_languages_and_no_false_alarm() -> None:
    assert len(WHOLE) >= 200
    assert len({language for language, _ in WHOLE}) >= 5
    assert not [(text[:60], found) for _, text in WHOLE if (found := notes(text))]


def test_of_cut_texts_most_are_seen_where_capitals_or_full_stops_show_it() -> None:
    some = [text for language, text in WHOLE if language == "en"][::4]
    for kind, start in zip(KINDS, (True, False), strict=True):
        shorter = [text for one in some if (text := cut(one, 2, start=start))]
        seen = sum(kind in {held for held, _ in notes(text)} for text in shorter)
        assert seen > len(shorter) / 2, (kind, seen, len(shorter), language_of(shorter[0]))
