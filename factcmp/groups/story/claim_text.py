"""How claims and articles are told to the model in pass 2."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcmp.groups.story.story import Story
from factcmp.models import Claim, EventTime, StoryDay
from factcmp.text.lines import one_line

_ARTICLE = re.compile(r"\[([A-Z]{1,2})\]")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REFERENCE = re.compile(r"\[\s*(\d+(?:\s*[,،;]\s*\d+)*)\s*\]")


@dataclass(frozen=True)
class Names:
    """What a request called its claims and articles, and what the report calls them."""

    claims: Mapping[int, str]
    """Claim number to label: 3 to "A1.3"."""
    articles: Mapping[str, str]
    """Article letter to label: "C" to "A4". Letters are a request's own, so that another article does not change it."""

    def put_in(self, text: str) -> str:
        """The model's text with [1], [1, 2] and [C] as the report names them: [A1.3], [A2.1], A4."""

        def claims(match: re.Match[str]) -> str:
            numbers = [int(number) for number in re.findall(r"\d+", match[1])]
            return ", ".join(f"[{self.claims[number]}]" for number in numbers if number in self.claims) or match[0]

        return _REFERENCE.sub(claims, _ARTICLE.sub(lambda match: self.articles.get(match[1], match[0]), text.strip()))


def article_lines(letters: Mapping[str, str], story: Story) -> str:
    """Articles, a line each, under the letters that a request has for them: title, outlet, when it was written."""
    lines = []
    for one, letter in letters.items():
        article = story.articles[one]
        day = story.days.get(article.story_day or "")
        outlet, written = one_line(article.outlet or "not told"), _describe_day(day) if day else "not told"
        lines.append(f"[{letter}] «{one_line(article.title)}»; outlet: {outlet}; written: {written}")
    return "\n".join(lines)


def _describe_day(day: StoryDay) -> str:
    """A day of the story by its name and date: its place among the days would change with another article."""
    return " ".join(filter(None, (WEEKDAYS[day.weekday] if day.weekday is not None else "", str(day.date or ""))))


def line(claim: Claim, story: Story) -> str:
    """A claim in one line for the grouping request."""
    when = f"; when: {one_line(claim.event_time.said)}" if claim.event_time.said else ""
    return (
        f"{claim.stance}: {one_line(claim.gloss)} (source: {story.speaker(claim)}{when}) — {one_line(claim.question)}"
    )


def block(claim: Claim, story: Story) -> str:
    """A claim in full for the judging request."""
    chain = " ← ".join(one_line(source.name) for source in claim.attribution)
    last = claim.attribution[-1] if claim.attribution else None
    about = f" ({last.kind}{f'; side: {one_line(last.party)}' if last.party else ''})" if last else ""
    lines = [
        f"voice: {story.speaker(claim)}{about}{f'; chain: {chain}' if chain else ''}",
        f"stance: {claim.stance}{'; headline' if claim.headline else ''}",
        f"statement: {one_line(claim.gloss)}",
        f"quote: «{one_line(claim.quote.text)}»",
        f"when: {_time(claim.event_time, story.days)}",
    ]
    if claim.basis:
        lines.insert(1, f"knows it by: {one_line(claim.basis.text)}")
    if claim.said_time.said:
        lines.append(f"said: {_time(claim.said_time, story.days)}")
    return "\n".join(lines)


def _time(time: EventTime, days: Mapping[str, StoryDay]) -> str:
    """A time in the article's words, and the days that a rule found for it."""
    if not time.said:
        return "not told"
    if day := days.get(time.day or ""):
        return f"{one_line(time.said)} = {_describe_day(day)}"
    dates = sorted({str(day) for day in (time.start, time.end) if day})
    return one_line(time.said) + (f" = {' to '.join(dates)}" if dates else "")
