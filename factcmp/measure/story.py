"""What a report says of a story as a whole, held against labels: days, voices, silences, counted harm."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from factcmp.measure.labelled_sets import LabelledDay, LabelledSet, LabelledToll
from factcmp.measure.mentions import ScoredReport, SeenMention, by_question, locate_passage, overlap
from factcmp.measure.scores import Check, Pairs, Share, count_pairs, miss
from factcmp.models import LedgerRow, StoryDay
from factcmp.models.ids import slug

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def check_days(labels: LabelledSet, index: ScoredReport) -> Iterator[Check]:
    """Each article whose own words tell its day."""
    for label in labels.days:
        if label.day is not None:
            day = _day_of(label, index)
            right = day is not None and label.day in (day.date, _weekday(day))
            yield None if right else miss("days", label.article, str(label.day), _told(day))


def check_invented_days(labels: LabelledSet, index: ScoredReport) -> Iterator[Check]:
    """Each article whose own words tell none."""
    for label in labels.days:
        if label.day is None:
            day = _day_of(label, index)
            yield miss("invented_days", label.article, "no day", _told(day)) if day else None


def _day_of(label: LabelledDay, index: ScoredReport) -> StoryDay | None:
    article = index.articles.get(slug(label.article))
    return index.days.get(article.story_day or "") if article else None


def _weekday(day: StoryDay) -> str | None:
    weekday = day.date.weekday() if day.date else day.weekday
    return None if weekday is None else _WEEKDAYS[weekday]


def _told(day: StoryDay | None) -> str:
    return f"{day.id} ({day.date or _weekday(day)})" if day else "no day"


def score_voices(
    labels: LabelledSet, texts: Mapping[str, str], index: ScoredReport
) -> tuple[list[Check], Pairs, list[Check]]:
    """Whether each labelled speaker has a voice, the pairs of those places, and who was split or mixed."""
    voiced: list[Check] = []
    named = _names(index)
    cells = Counter[tuple[str, str]]()
    for speaker in labels.voices:
        for mention in speaker.mentions:
            article, *place = locate_passage(mention, texts)
            voice = _voice_at((place[0], place[1]), named.get(article, ()))
            where = f"{speaker.name} / {mention.article}: «{mention.quote}»"
            voiced.append(None if voice else miss("voiced", where, "a voice", "none"))
            if voice:
                cells[speaker.name, voice] += 1
    found: list[Check] = [
        miss("voices", speaker.name, "one voice", ", ".join(_named(held, index)))
        for speaker in labels.voices
        if len(held := [voice for name, voice in cells if name == speaker.name]) > 1
    ]
    for voice in dict.fromkeys(voice for _, voice in cells):
        names = [name for name, held in cells if held == voice]
        if len(names) > 1:
            found.append(miss("voices", ", ".join(_named([voice], index)), "one speaker", "; ".join(names)))
    return voiced, count_pairs(cells), found


def _names(index: ScoredReport) -> Mapping[str, Sequence[tuple[tuple[int, int], str]]]:
    """Of each article where a voice is named: by the report, or as the source of a claim."""
    named: defaultdict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for voice in index.voices.values():
        for mention in voice.mentions:
            named[mention.article].append(((mention.span.start, mention.span.end), voice.id))
    for claim in index.claims.values():
        span = claim.attribution[-1].mention if claim.attribution else None
        if claim.voice and span:
            named[claim.article].append(((span.start, span.end), claim.voice))
    return named


def _voice_at(place: tuple[int, int], named: Iterable[tuple[tuple[int, int], str]]) -> str | None:
    found = [(overlap(at, place), voice) for at, voice in named]
    best = max(found, default=(0, ""), key=lambda one: one[0])
    return best[1] if best[0] else None


def _named(voices: Iterable[str], index: ScoredReport) -> list[str]:
    return [
        f"{index.voices[voice].label} {index.voices[voice].name}" if voice in index.voices else voice
        for voice in voices
    ]


def check_silence(labels: LabelledSet, seen: Sequence[SeenMention], index: ScoredReport) -> Iterator[Check]:
    """Each article that speaks to a question on which others do too: whether it has a claim in the question's group."""
    for question, own in zip(labels.questions, by_question(seen, len(labels.questions)), strict=True):
        spots = [spot for spot in own if not question.matter(spot.position)]
        articles = dict.fromkeys(spot.article for spot in spots)
        groups = Counter(index.group(spot.main) for spot in spots if spot.main)
        if len(articles) < 2 or not groups:
            continue
        group = index.groups.get(groups.most_common(1)[0][0])
        told = {index.claims[claim].article for claim in group.claims} if group else set()
        for article in articles:
            where = f"«{question.question}» / {article}"
            label = group.label if group else "no group"
            yield None if article in told else miss("false_silence", where, f"a claim in {label}", "silence")


def score_tolls(
    labels: LabelledSet, texts: Mapping[str, str], index: ScoredReport
) -> tuple[list[Check], list[Check], Share, list[Check]]:
    """Labelled figures with a right row; rows on no labelled figure; and pairs of rows in one scope that do not belong.

    Nothing is invented in a set that labels no toll.
    """
    if not labels.toll:
        return [], [], Share(), []
    places = [locate_passage(label, texts) for label in labels.toll]
    rows_at = {
        at: [row for row in index.rows_in.get(article, ()) if overlap((row.figure.start, row.figure.end), (start, end))]
        for at, (article, start, end) in enumerate(places)
    }
    found: list[Check] = []
    held: dict[str, LabelledToll] = {}
    for at, label in enumerate(labels.toll):
        right = [
            row for row in rows_at[at] if (row.harm, row.lower, row.upper) == (label.harm, label.lower, label.upper)
        ]
        held.update({row.id: label for row in right})
        where = f"{label.article}: «{label.quote}»"
        expected = f"{label.harm} {label.lower} to {label.upper}"
        found.append(None if right else miss("tolls", where, expected, _rows_told(rows_at[at])))
    matched = {row.id for rows in rows_at.values() for row in rows}
    invented = [
        None if row.id in matched else miss("invented_tolls", row.label, "no row", f"«{row.figure.text}»")
        for row in index.rows.values()
    ]
    mixed = 0
    misses: list[Check] = []
    pairs = [pair for pair in combinations(held, 2) if index.rows[pair[0]].scope == index.rows[pair[1]].scope]
    for one, other in pairs:
        if _is_mixed(held[one], held[other]):
            mixed += 1
            told = _rows_told([index.rows[one], index.rows[other]])
            misses.append(miss("mixed_scopes", told, "two scopes", index.rows[one].scope))
    return found, invented, Share(hits=mixed, n=len(pairs)), misses


def _is_mixed(one: LabelledToll, other: LabelledToll) -> bool:
    """Whether two figures count different things: other harm, a part and its whole, or in one article another place."""
    if one.article != other.article:
        return one.harm is not other.harm
    part = one.part_of == other.quote or other.part_of == one.quote
    return part or (one.harm, one.place) != (other.harm, other.place)


def _rows_told(rows: Sequence[LedgerRow]) -> str:
    return ", ".join(f"{row.label} {row.harm} {row.lower} to {row.upper}" for row in rows) or "no row"
