"""Peculiarities of the articles themselves, by rule: what may explain why one differs from the others.

A missed peculiarity costs little, a false one costs trust: each rule asks for plain evidence and says nothing
in languages whose signs it does not know.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from factcmp.articles.from_text import is_imprint
from factcmp.flags.article_lines import STOPS, WORD, Line, Page, Place, read_page
from factcmp.flags.copies import copied_pairs, near_duplicates, parallel_stories
from factcmp.flags.headlines import headlines_as_fact
from factcmp.groups.findings.origins import folded_words
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group, LeftOut, LeftOutReason, NamedDay
from factcmp.models.partition import grouped
from factcmp.text.folding import fold_text, tokens
from factcmp.text.sentence_spans import sentence_spans
from factcmp.text.times.days import DayMention

_LOWERCASE_STARTS = {
    *("de", "du", "di", "da", "von", "van", "al", "el", "ibn", "bin", "bint", "le", "la", "der", "den", "ten", "ter"),
    *("dos", "das", "by", "par", "por", "via", "from", "photo", "video", "source", "updated", "published", "http"),
    *("https", "www"),
}
_FIRST_YEAR = 1930  # before 1927 some countries named their days by another calendar
_NIGHT = re.compile("ليلة? ")  # in Arabic the night of Tuesday may be the one before it
_PHRASE_END = re.compile(r"\s*(?:[.,;:)،؛!?]|$|[\n\r]|günü\b)")


def find_flags(
    articles: Sequence[Article],
    left_out: Sequence[LeftOut] = (),
    claims: Sequence[Claim] = (),
    groups: Sequence[Group] = (),
) -> tuple[Flag, ...]:
    """What is peculiar about the articles, ordered by article, kind and place.

    `left_out` are the sentences that the model passed over: page furniture among them, and unfinished ones at the
    beginning or the end of an article, count as if a rule had found them. `claims` and `groups` show articles that tell
    the same in other words, of which what is said of copies is not said again, and headlines that their text bears out
    only as somebody's word.
    """
    texts = [folded_words(article.text) for article in articles]
    pairs = copied_pairs([words for words, _ in texts])
    copies = {(articles[one].id, articles[other].id) for one, other in pairs}
    found = list(near_duplicates(articles, texts, pairs))
    found += (flag for flag in parallel_stories(articles, claims, groups) if (flag.article, flag.other) not in copies)
    found += headlines_as_fact(articles, claims, groups)
    left_out_of = grouped(left_out, lambda one: one.article)
    for article in articles:
        page = read_page(article, left_out_of.get(article.id, ()))
        for rule in (_dates, _todays, _repeated_title, _start, _end, _furniture):
            found += rule(page)
    place = {article.id: number for number, article in enumerate(articles)}
    kinds = list(FlagKind)
    return tuple(sorted(found, key=lambda flag: (place[flag.article], kinds.index(flag.kind), flag.spans[0].start)))


def _repeated_title(page: Page) -> Iterator[Flag]:
    title = fold_text(page.article.title)
    lines = [line for line in page.lines if line.folded == title]
    if len(lines) > 1 and len(tokens(title)) >= 3:
        places = [(line.start, line.end) for line in lines[1:]]
        yield page.flag(FlagKind.REPEATED_TITLE, FlagNote.LINE_OF_ITS_OWN, *places)


def _start(page: Page) -> Iterator[Flag]:
    if not page.prose:
        return
    text, line = page.article.text, page.prose[0]
    first = next(place for place in sentence_spans(text) if place[1] > line.start)
    note = FlagNote.SMALL_LETTER if _cut_start(page, text[max(first[0], line.start) : first[1]]) else None
    if note is None and any(start < first[1] and end > first[0] for start, end in _unfinished(page)):
        note = FlagNote.LEFT_UNFINISHED if first[1] < page.prose[-1].end else None
    if note:
        words = list(re.finditer(r"\S+", text[line.start : first[1]]))[:8]
        yield page.flag(FlagKind.STARTS_MID_SENTENCE, note, (line.start, line.start + words[-1].end()))


def _unfinished(page: Page) -> Sequence[Place]:
    return page.left_out.get(LeftOutReason.UNFINISHED, ())


def _cut_start(page: Page, sentence: str) -> bool:
    """Whether a small letter shows that the sentence lost its beginning, in a text that begins sentences with capitals.

    Measured by tests/cut_texts.py, as were other signs that found nothing: the model's reading has the rest.
    """
    if not _starts_small(sentence):
        return False
    starts = [page.article.text[start] for start, _ in sentence_spans(page.article.text)]
    has_capitals = sum(char.isupper() for char in starts) > sum(char.islower() for char in starts)
    title_goes_on = page.lines[0] is not page.prose[0] and page.lines[0].text[-1] in ",،:;–—-…"
    return has_capitals and not title_goes_on


def _starts_small(sentence: str) -> bool:
    """Whether it begins with a small letter in a script with capitals, and with no name, address or credit."""
    word = WORD.search(sentence)
    char, first = sentence[0], word[0] if word else ""
    is_plain = first[:1] == char and first.isalpha() and first.islower() and first not in _LOWERCASE_STARTS
    return char.islower() and char.title() != char and is_plain and "://" not in sentence and "@" not in sentence


def _end(page: Page) -> Iterator[Flag]:
    if not page.prose:
        return
    text, line = page.article.text, page.prose[-1]
    last = [place for place in sentence_spans(text) if place[0] < line.end][-1]
    words = [match.start() for match in re.finditer(r"\S+", text[last[0] : line.end])]
    has_stops = any(other.text[-1] in STOPS for other in page.prose) or last[0] > line.start
    is_address = any(sign in text[slice(*last)] for sign in ("@", "://", "www.", "©", "#"))
    is_long = len(tokens(line.folded)) >= 12 and len(tokens(fold_text(text[slice(*last)]))) >= 6
    is_cut = is_long and not line.is_stopped and not is_address
    note = None
    if is_cut and has_stops and (unicodedata.category(line.text[-1])[0] in "LMN" or line.text[-1] in ",،;؛-"):
        note = FlagNote.NO_FULL_STOP
    elif any(start < last[1] and end > last[0] for start, end in _unfinished(page)):
        note = FlagNote.LEFT_UNFINISHED
    if note:
        yield page.flag(FlagKind.ENDS_MID_SENTENCE, note, (last[0] + words[-8:][0], line.end))


def _furniture(page: Page) -> Iterator[Flag]:
    places = [(line.start, line.end) for line in page.lines if _is_furniture(line)]
    left_out = page.left_out.get(LeftOutReason.PAGE_FURNITURE, ())
    places += [place for place in left_out if not _is_credit(page, place)]
    if places:
        yield page.flag(FlagKind.PAGE_FURNITURE, FlagNote.WORDS_OF_THE_PAGE, *places)


def _is_credit(page: Page, place: Place) -> bool:
    """Whether the words are what any article may have: outlet or date, or whatever stands above or opens its body."""
    text, body = page.article.text, page.prose[0].start if page.prose else 0
    opens = place[0] <= body or not any(char.isalnum() for char in text[body : place[0]])
    return opens or is_imprint(text[slice(*place)], page.article)


@cache
def _furniture_lines() -> frozenset[str]:
    read = tomllib.loads(files("factcmp.flags").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return frozenset(fold_text(line) for lines in read.values() for line in lines)


def _is_furniture(line: Line) -> bool:
    pieces = [" ".join(word for word in fold_text(one).split() if not word.isdigit()) for one in line.text.split("|")]
    return any(pieces) and all(one in _furniture_lines() for one in pieces if one)


def _dates(page: Page) -> Iterator[Flag]:
    """One flag for each weekday that a date, or the publication, contradicts."""
    text, published = page.article.text, page.article.published
    places: defaultdict[tuple[FlagNote, NamedDay], list[Place]] = defaultdict(list)
    for one in page.mentions:
        if one.weekday is None:
            continue
        if one.date and one.date.weekday() != one.weekday and not _is_doubtful(text, one, one.date.year):
            other = NamedDay(weekday=one.weekday, beside=one.date)
            places[FlagNote.OTHER_WEEKDAY, other].append((one.start, one.end))
        own = _own_weekday(one)
        if own is not None and not one.is_dateline and published and own != published.weekday():
            is_after = (own - published.weekday()) % 7 <= 3
            note = FlagNote.AFTER_PUBLICATION if is_after else FlagNote.BEFORE_PUBLICATION
            named = NamedDay(weekday=one.weekday, from_today=one.offset, beside=published)
            # With where the page itself has that date.
            where_dated = ((day.start, day.end) for day in page.mentions if day.date == published)
            places[note, named] += [(one.start, one.end), *where_dated]
    for (note, named), found in places.items():
        yield page.flag(FlagKind.DATE_AND_WEEKDAY_DIFFER, note, *found, days=(named,))


def _is_doubtful(text: str, one: DayMention, year: int) -> bool:
    """Whether the weekday may be no weekday of that date ("12 March 2024, Friday prayers")."""
    is_last = not text[one.end - 1].isdigit()
    return (
        year < _FIRST_YEAR or bool(_NIGHT.match(text, one.start)) or (is_last and not _PHRASE_END.match(text, one.end))
    )


def _todays(page: Page) -> Iterator[Flag]:
    """A flag where an article's own words make two weekdays the day on which it was written."""
    first: dict[int, DayMention] = {}
    for one in page.mentions:
        own = one.weekday if _tells_own_day(page.article, one) else _own_weekday(one)
        if own is not None:
            first.setdefault(own, one)
    if len(first) > 1:
        places = [(one.start, one.end) for one in first.values()]
        days = tuple(
            NamedDay(weekday=one.weekday or 0, from_today=0 if one.is_dateline else one.offset)
            for one in first.values()
        )
        yield page.flag(FlagKind.TODAY_DOES_NOT_FIT, FlagNote.SEVERAL_TODAYS, *places, days=days)


def _tells_own_day(article: Article, one: DayMention) -> bool:
    """Whether it is the weekday that the model read the article's own day from ("said on Wednesday evening")."""
    words = article.own_day
    return words is not None and one.offset is None and one.start < words.end and words.start < one.end


def _own_weekday(one: DayMention) -> int | None:
    """The weekday of the article's own day, by a dateline or by what yesterday, today or tomorrow is called."""
    return one.own_weekday if one.weekday is not None and (one.is_dateline or one.offset in (-1, 0, 1)) else None
