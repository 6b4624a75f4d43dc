"""The ledger in words, the same in every kind of report."""

from factcmp.groups.ranges import LedgerRange
from factcmp.models import LedgerRow
from factcmp.report.sentences import Own
from factcmp.report.wording import Wording
from factcmp.text.numbers.counts import find_counts
from factcmp.text.numbers.quantities import find_quantities


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


def row_words(row: LedgerRow, wording: Wording) -> str:
    """A row's figure."""
    return bounds_words(row.lower, row.upper, wording, approximate=row.approximate)


def vague_words(row: LedgerRow, language: str | None) -> Own | None:
    """The article's own words for a figure that they give no number for: "dozens", of which the bounds are ours."""
    said = row.figure.text
    told = find_quantities(said, language=language)
    if row.lower is not None and row.lower == row.upper:
        return None
    if any(map(str.isdigit, said)) or any(one.lower == one.upper or not one.approximate for one in told):
        return None
    counts = find_counts(said, language)
    return Own(row.article, counts[0].quantity.said if counts else said)


def range_words(found: LedgerRange, wording: Wording) -> str:
    """From the lowest figure to the highest; one figure where all are the same."""
    if found.low is None or found.high is None:
        return wording.say("ledger.unknown")
    if found.low == found.high:
        lower, upper = None if found.open_below else found.low, None if found.open_above else found.high
        return bounds_words(lower, upper, wording)
    high = _number(found.high)
    high = wording.say("ledger.or-more", number=high) if found.open_above else high
    if found.open_below:
        return wording.say("ledger.at-most-to", low=_number(found.low), high=high)
    return wording.say("ledger.between", low=_number(found.low), high=high)


def _number(value: float | None) -> str:
    value = value or 0.0
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
