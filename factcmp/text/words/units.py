"""Units of measure, each with what one is in its base unit.

Base units: "km" (and "km2", "km/h"), "hour", "kg", "percent"; a month is 730.5 hours, a year 8,766, so that
twelve months are a year. Money and other countables keep their own word in English ("dollar", "barrel").
"""

from collections.abc import Iterator

from factcmp.text.words.meanings import Meaning
from factcmp.text.words.vocabulary import Phrase, phrases

Unit = tuple[str, float]
_M = Meaning
_HOURS = {
    (_M.SECONDS,): 1 / 3600,
    (_M.MINUTES,): 1 / 60,
    (_M.HOUR, _M.HOURS): 1.0,
    (_M.DAY, _M.DAYS): 24.0,
    (_M.WEEK, _M.WEEKS): 168.0,
    (_M.MONTH, _M.MONTHS): 730.5,
    (_M.YEAR, _M.YEARS): 8766.0,
    (_M.DECADES,): 87660.0,
}
_LENGTHS = {_M.KM: 1.0, _M.METRES: 1e-3, _M.CENTIMETRES: 1e-5, _M.MILES: 1.609344, _M.FEET: 0.0003048}
_OTHERS: dict[Meaning, Unit] = {
    _M.NAUTICAL_MILES: ("km", 1.852),
    _M.KM2: ("km2", 1.0),
    _M.KM_PER_HOUR: ("km/h", 1.0),
    _M.MILES_PER_HOUR: ("km/h", 1.609344),
    _M.KG: ("kg", 1.0),
    _M.GRAMS: ("kg", 0.001),
    _M.TONNES: ("kg", 1000.0),
    _M.PERCENT: ("percent", 1.0),
    _M.PERCENTAGE_POINTS: ("percentage point", 1.0),
    _M.LITRES: ("litre", 1.0),
    _M.YEN: ("yen", 1.0),
    _M.YUAN: ("yuan", 1.0),
}
_COUNTED = (
    *(_M.DEGREES, _M.BARRELS, _M.DOLLARS, _M.EUROS, _M.POUNDS, _M.LIRAS, _M.RIYALS, _M.DINARS, _M.DIRHAMS),
    *(_M.ROUBLES, _M.SHEKELS, _M.HRYVNIAS, _M.TOMANS),
)
_OTHERS |= {meaning: (meaning.lower().removesuffix("s"), 1.0) for meaning in _COUNTED}
_SIGNS = {
    **dict.fromkeys("٪﹪", "percent"),
    **{"°": "degree", "$": "dollar", "€": "euro", "£": "pound", "₺": "lira", "₽": "rouble", "₪": "shekel"},
    "км": "km",  # also in Cyrillic languages that have no file
}
_DUALS: dict[Meaning, Unit] = {
    _M.TWO_HOURS: ("hour", 1.0),
    _M.TWO_DAYS: ("hour", 24.0),
    _M.TWO_WEEKS: ("hour", 168.0),
    _M.TWO_MONTHS: ("hour", 730.5),
    _M.TWO_YEARS: ("hour", 8766.0),
    _M.TWO_DECADES: ("hour", 87660.0),
    _M.TWO_KM: ("km", 1.0),
}


def _units() -> Iterator[tuple[Phrase, Unit]]:
    before, after, per_hour = phrases(_M.SQUARE_BEFORE), phrases(_M.SQUARE_AFTER), phrases(_M.PER_HOUR)
    for meanings, factor in _HOURS.items():
        yield from ((name, ("hour", factor)) for name in phrases(*meanings))
    for meaning, factor in _LENGTHS.items():
        for name in phrases(meaning):
            yield name, ("km", factor)
            yield from ((square + name, ("km2", factor**2)) for square in before)
            yield from ((name + square, ("km2", factor**2)) for square in after)
            yield from ((name + per, ("km/h", factor)) for per in per_hour)
    for meaning, unit in _OTHERS.items():
        yield from ((name, unit) for name in phrases(meaning))
    yield from (((sign,), (name, 1.0)) for sign, name in _SIGNS.items())


UNITS = {" ".join(name): unit for name, unit in _units()}
"""By the folded words, one space between."""
DUAL_UNITS = {name[0]: unit for meaning, unit in _DUALS.items() for name in phrases(meaning)}
"""Two of a unit in one word, by what one of it is."""
