"""What a report says of a story as a whole, held against labels: days, voices, silences, counted harm."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import get_args

from factcmp.measure.labelled_sets import LabelledToll, Weekday
from factcmp.measure.mentions import Compared, ScoredReport, locate_passage, overlap
from factcmp.measure.scores import Grouping, Marks, count_pairs
from factcmp.models import Harm, LedgerRow, Span, StoryDay
from factcmp.models.ids import slug
from factcmp.models.partition import grouped
from factcmp.report.words import vague_words


def score_days(of: Compared, marks: Marks) -> None:
    """Each article's day: as its own words tell it, or invented."""
    for label in of.labels.days:
        article = of.index.articles.get(slug(label.article))
        day = of.index.days.get(article.story_day or "") if article else None
        weekday = _weekday(day) if day else None
        found = f"{day.id} ({day.date or weekday})" if day else "no day"
        if label.day is None:
            marks.look("invented_days", day is None, label.article, "no day", found)
        else:
            right = day is not None and label.day in (day.date, weekday)
            marks.look("days", right, label.article, str(label.day), found)


def _weekday(day: StoryDay) -> str | None:
    weekday = day.date.weekday() if day.date else day.weekday
    return None if weekday is None else get_args(Weekday)[weekday]


def score_voices(of: Compared, marks: Marks) -> Grouping:
    """Whether each labelled speaker has a voice; the pairs of those places, with who was split or mixed."""
    named = _named_voices(of.index)
    cells = Counter[tuple[str, str]]()
    for speaker in of.labels.voices:
        for mention in speaker.mentions:
            article, place = locate_passage(mention, of.texts)
            fits = [(overlap(span, place), voice) for _, span, voice in named.get(article, ())]
            fit, voice = max(fits, default=(0, ""), key=lambda one: one[0])
            marks.look("voiced", fit, f"{speaker.name} / {mention.article}: «{mention.quote}»", "a voice", "none")
            if fit:
                cells[speaker.name, voice] += 1
    for name, held in grouped(cells, itemgetter(0)).items():
        if len(held) > 1:
            marks.miss("voices", name, "one voice", ", ".join(_told_voice(voice, of.index) for _, voice in held))
    for voice, held in grouped(cells, itemgetter(1)).items():
        if len(held) > 1:
            marks.miss("voices", _told_voice(voice, of.index), "one speaker", "; ".join(name for name, _ in held))
    return count_pairs(cells)


def _named_voices(index: ScoredReport) -> Mapping[str, Sequence[tuple[str, Span, str]]]:
    """Of each article where a voice is named: by the report, or as the source of a claim."""
    named = [(one.article, one.span, voice.id) for voice in index.voices.values() for one in voice.mentions]
    for claim in index.claims.values():
        span = claim.attribution[-1].mention if claim.attribution else None
        if claim.voice and span:
            named.append((claim.article, span, claim.voice))
    return grouped(named, itemgetter(0))


def _told_voice(voice: str, index: ScoredReport) -> str:
    return f"{index.voices[voice].label} {index.voices[voice].name}" if voice in index.voices else voice


def score_silence(of: Compared, marks: Marks) -> None:
    """Each article that speaks to a question on which others do too: whether it has a claim in the question's group."""
    for question, own in of.questions():
        spots = [spot for spot in own if not question.matter(spot.position)]
        articles = dict.fromkeys(spot.article for spot in spots)
        groups = Counter(of.index.group(spot.main) for spot in spots if spot.main)
        if len(articles) < 2 or not groups:
            continue
        group = of.index.groups.get(groups.most_common(1)[0][0])
        speaking = {of.index.claims[claim].article for claim in group.claims} if group else set()
        expected = f"a claim in {group.label if group else 'no group'}"
        for article in articles:
            where = f"«{question.question}» / {article}"
            marks.look("false_silence", article in speaking, where, expected, "silence")


def score_tolls(of: Compared, marks: Marks) -> None:
    """Labelled figures with a right row, rows on no labelled figure, and pairs of rows in one scope that are two.

    Nothing is invented in a set that labels no toll.
    """
    if not of.labels.toll:
        return
    matched: set[str] = set()
    held: dict[str, LabelledToll] = {}
    for label in of.labels.toll:
        article, place = locate_passage(label, of.texts)
        rows = [row for row in of.index.rows_in.get(article, ()) if overlap(row.figure, place)]
        right = [row for row in rows if (row.harm, *_bounds(row, of.index)) == (label.harm, label.lower, label.upper)]
        matched.update(row.id for row in rows)
        held.update({row.id: label for row in right})
        if label.harm is not Harm.OTHER:  # counted and no harm: those who were rescued may have a row and need none
            expected = f"{label.harm} {label.lower} to {label.upper}"
            marks.look("tolls", right, f"{label.article}: «{label.quote}»", expected, _told_rows(rows))
    for row in of.index.rows.values():
        marks.look("invented_tolls", row.id in matched, row.label, "no row", f"«{row.figure.text}»")
    for one, other in combinations((of.index.rows[row] for row in held), 2):
        if one.scope == other.scope:
            apart = _is_mixed(held[one.id], held[other.id])
            marks.look("mixed_scopes", not apart, _told_rows([one, other]), "two scopes", one.scope)


def _bounds(row: LedgerRow, index: ScoredReport) -> tuple[float | None, float | None]:
    """Those of the words; none where words alone tell the figure, as a report prints it ("dozens")."""
    is_vague = vague_words(row, index.articles[row.article].language)
    return (None, None) if is_vague else (row.lower, row.upper)


def _is_mixed(one: LabelledToll, other: LabelledToll) -> bool:
    """Whether two figures count different things: other harm, a part and its whole, or in one article another place."""
    if one.article != other.article:
        return one.harm is not other.harm
    part = one.part_of == other.quote or other.part_of == one.quote
    return part or (one.harm, one.place) != (other.harm, other.place)


def _told_rows(rows: Iterable[LedgerRow]) -> str:
    return ", ".join(f"{row.label} {row.harm} {row.lower} to {row.upper}" for row in rows) or "no row"
