"""What rules found in words, the ledger among it, the same in every kind of report."""

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from factcmp.desk.review import AppliedReview
from factcmp.groups.ledger.ranges import LedgerRange
from factcmp.llm.usage import STAGES
from factcmp.models import (
    Disagreement,
    Flag,
    FlagNote,
    LedgerRow,
    NamedDay,
    PartialKind,
    ProbeState,
    ProbeUse,
    Relation,
    RuleChange,
    RuleKind,
    StoryDay,
)
from factcmp.report.sentence_pieces import Own, as_plain_text
from factcmp.report.view import View
from factcmp.report.wording import Wording
from factcmp.text.languages import primary_language
from factcmp.text.numbers.counts import find_counts
from factcmp.text.numbers.quantities import find_quantities
from factcmp.text.times.event_times import resolve_event_time
from factcmp.text.words.time_words import WEEKDAY_NAMES

_VAGUE = (10, 12, 20, 100, 1000, 1_000_000)
"""The least that words such as "tens" and "dozens" mean; what means less than ten is "some"."""
_CALLED = {-1: "day.yesterday", 0: "day.today", 1: "day.tomorrow"}


def flag_words(flag: Flag, wording: Wording) -> tuple[str, str]:
    """A flag's title and its sentence, in plain text; the other article, where there is one, is not named."""
    title, key = f"flag.{flag.kind}.title", f"flag.{flag.kind}.{flag.note}"
    return wording.say(title), wording.say(key, **_values(flag, wording))


def dispute_word(relation: Relation | Disagreement) -> str:
    """By what name the wording has a relation that stands among the disputes: partial answers there compete."""
    return PartialKind.COMPETING.value if relation.value == Relation.PARTIAL.value else relation.value


def rule_words(rule: RuleChange, wording: Wording) -> str:
    """What a rule changed of the model's judgement, as one sentence in plain text."""
    # A number said twice the same way is told once.
    said = wording.say("rule.between-numbers").join(dict.fromkeys(rule.said))
    values: dict[str, object] = {"count": len(rule.said)} if rule.kind is RuleKind.ANSWER_SPLIT else {}
    return wording.say(f"rule.{rule.kind}", said=said, **values)


def stage_words(stage: str, wording: Wording) -> str:
    """What a stage of the run does; its own name where it is none of ours."""
    return wording.say(f"stage.{stage}") if stage in STAGES else stage


def _values(flag: Flag, wording: Wording) -> dict[str, object]:
    match flag.note:
        case FlagNote.OTHER_WEEKDAY | FlagNote.BEFORE_PUBLICATION | FlagNote.AFTER_PUBLICATION:
            return _beside(flag.days[0], wording)
        case FlagNote.SEVERAL_TODAYS:
            return {"days": format_list([_day(day, wording) for day in flag.days], locale=wording.language)}
        case FlagNote.SHARED_RUNS | FlagNote.SAME_ORDER:
            return {"share": f"{flag.share or 0:.0%}"}
    return {}


def _beside(day: NamedDay, wording: Wording) -> dict[str, object]:
    """A day, the date beside it, that date's weekday, and how many days lie between."""
    date = day.beside
    if date is None:
        raise ValueError("a day that does not fit needs the date that it does not fit")
    away = (day.weekday - (day.from_today or 0) - date.weekday() + 3) % 7 - 3
    weekday = _weekday(date.weekday(), wording)
    return {"day": _day(day, wording), "date": date, "weekday": weekday, "count": abs(away)}


def _day(day: NamedDay, wording: Wording) -> str:
    """Wednesday, or Wednesday “today”."""
    weekday = _weekday(day.weekday, wording)
    return weekday if day.from_today is None else wording.say(_CALLED[day.from_today], weekday=weekday)


def _weekday(number: int, wording: Wording) -> str:
    return str(get_day_names("wide", locale=wording.language)[number])


def day_words(day: StoryDay, wording: Wording) -> str:
    """A story's day: its weekday and its date, as far as they are known; else its place among the days."""
    weekday = day.date.weekday() if day.date else day.weekday
    parts = [] if weekday is None else [_weekday(weekday, wording)]
    # As words: the parts of an ISO date would change places in a right-to-left line.
    parts += [format_date(day.date, "d MMMM", locale=wording.language)] if day.date else []
    return " ".join(parts) or day.id


def review_words(applied: AppliedReview, wording: Wording) -> str:
    """One line of plain text: the verdict or note, whose it is and of when, and whether it still applies."""
    review = applied.review
    said = wording.say(f"review.verdict.{review.verdict or 'none'}")
    signed = [part for part in (review.by, review.on.isoformat() if review.on else None) if part]
    if signed:
        said = wording.say("review.signed", said=said, by=wording.say("list.comma").join(signed))
    if review.note:
        said = wording.say("review.noted", said=said, note=" ".join(review.note.split()))
    return wording.say(f"review.{applied.state}", said=said)


def probe_words(probe: ProbeUse | None, wording: Wording) -> str | None:
    """One or two sentences in plain text; None where the model passed, or where nothing was asked."""
    if probe is None or probe.state is ProbeState.PASSED:
        return None
    if probe.state is ProbeState.NOT_PROBED:
        return wording.say("probe.not-probed")
    short = (
        wording.say(f"probe.figure.{one.measure}", hits=one.hits, n=one.n)
        for one in probe.figures
        if one.measure in probe.failed
    )
    return wording.say("probe.failed", figures=wording.say("probe.between-figures").join(short))


def bounds_words(lower: float | None, upper: float | None, wording: Wording, *, approximate: bool = False) -> str:
    """A figure's bounds: "at least 50", "10 to 14"; a figure that is not told is said to be unknown, never nought."""
    if lower is None and upper is None:
        return wording.say("ledger.unknown")
    if lower == upper:
        said = _number(lower)
    elif upper is None:
        said = wording.say("ledger.at-least", number=_number(lower))
    elif lower is None:
        said = wording.say("ledger.at-most", number=_number(upper))
    else:
        said = wording.say("ledger.between", low=_number(lower), high=_number(upper))
    # "About" says nothing more of a figure that is open.
    is_closed = lower is not None and upper is not None
    return wording.say("ledger.about", figure=said) if approximate and is_closed else said


def figure_words(row: LedgerRow, view: View) -> tuple[str | Own, Own | None]:
    """A row's figure, and the article's words beside it where they give no number.

    For "dozens" those words are the figure; in a report of another language beside what they mean. A bound that a rule
    puts to them is nobody's count: it stands in the sheet and in the JSON report.
    """
    language = view.articles[row.article].language
    words = vague_words(row, language)
    if not words or (row.lower, row.upper) == (None, None):
        return bounds_words(row.lower, row.upper, view.wording, approximate=row.approximate), words
    least = 1 if (row.lower or 0) < min(_VAGUE) else row.lower
    if least not in (1, *_VAGUE) or not _is_foreign(language, view):
        return words, None
    return view.wording.say(f"ledger.vague.{least:.0f}"), words


def vague_words(row: LedgerRow, language: str | None) -> Own | None:
    """The article's own words for a figure that they give no number for: "dozens", of which the bounds are ours."""
    said = row.figure.text
    if (row.lower is not None and row.lower == row.upper) or any(map(str.isdigit, said)):
        return None
    if any(one.lower == one.upper or not one.approximate for one in find_quantities(said, language=language)):
        return None
    counts = find_counts(said, language)
    return Own(row.article, said[counts[0].start : counts[0].end] if counts else said)


def part_words(row: LedgerRow, view: View) -> Own | None:
    """The article's words for a part of a figure, in a report of its language: طفلان, "a woman"; not a number alone."""
    language, said = view.articles[row.article].language, row.figure.text
    is_number = any((one.start, one.end) == (0, len(said)) for one in find_quantities(said, language=language))
    return None if is_number or _is_foreign(language, view) else Own(row.article, said)


def period_words(row: LedgerRow, view: View) -> str | Own:
    """The article's words for the time that a row's figure covers; in a report of another language what they mean where
    they say since which weekday."""
    language, period = view.articles[row.article].language, row.period or ""
    since, _, day = (resolve_event_time(period, None, language=language).relative or "").partition(" ")
    if since == "since" and day in WEEKDAY_NAMES and _is_foreign(language, view):
        return view.wording.say("ledger.since", day=_weekday(WEEKDAY_NAMES.index(day), view.wording))
    return Own(row.article, period)


def _is_foreign(language: str | None, view: View) -> bool:
    return primary_language(language) != primary_language(view.report.run.language)


def range_words(found: LedgerRange, view: View) -> str:
    """From the lowest figure to the highest; one figure where all are the same.

    An end that words alone give is told in words.
    """
    if found.low is None or found.high is None:
        return view.wording.say("ledger.unknown")
    if found.low == found.high:
        return as_plain_text(figure_words(found.current[0], view)[0], view.wording)
    low, high = (_end(found, bound, view) for bound in (found.low, found.high))
    if not high:
        high = _number(found.high)
        high = view.wording.say("ledger.or-more", number=high) if found.open_above else high
    key = "ledger.at-most-to" if found.open_below and not low else "ledger.between"
    return view.wording.say(key, low=low or _number(found.low), high=high)


def _end(found: LedgerRange, bound: float, view: View) -> str:
    """In which words alone the rows of a range give one of its ends; empty where one gives a number."""
    rows = [row for row in found.current if bound in (row.lower, row.upper)]
    told = [figure_words(row, view) for row in rows]
    figure, _ = told[0]
    return as_plain_text(figure, view.wording) if all(isinstance(said, Own) or words for said, words in told) else ""


def _number(value: float | None) -> str:
    value = value or 0.0
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
